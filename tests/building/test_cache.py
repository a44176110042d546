"""What a build keeps: trusted as far as it goes, never run, thrown away where it is damaged."""

from __future__ import annotations

import os
import pickle
import sqlite3
import zlib
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from tests.building.folder import Folder, kept, lines

from qjgraph import pipeline
from qjgraph.building.packing import pack, unpack
from qjgraph.building.values import digest, found_in, hashes, key_of
from qjgraph.errors import InputError, StoreError
from qjgraph.model import Context, Issue, Kind, Page, Severity, Span
from qjgraph.store import Cache
from qjgraph.store.cache import Damaged


@pytest.fixture
def folder(tmp_path: Path) -> Folder:
    made = Folder(tmp_path, "L01 L02 C01")
    made.build()
    return made


def page(**changes: object) -> Page:
    known: dict[str, object] = {"id": "a", "raw": "x", "sha256": "0", "origin": "a.txt"}
    return Page(**known | changes)  # type: ignore[arg-type]


# ------------------------------------------------------------------------------ packing


@pytest.mark.parametrize(
    "value",
    [
        Issue(severity=Severity.NOTE, code="c", place="p", message="m", span=Span(1, 2)),
        (date(2025, 1, 2), Decimal("1.50"), Kind.PERSON, None, "云岭", b"\0"),
        page(context=Context(published=date(2025, 1, 2))),
    ],
)
def test_what_is_packed_comes_back(value: object) -> None:
    assert unpack(pack(value), object) == value


class Hostile:
    """Runs a command where it is unpacked by somebody who trusts it."""

    def __init__(self, mark: Path) -> None:
        self.mark = mark

    def __reduce__(self) -> tuple[object, tuple[str]]:
        return os.system, (f"touch {self.mark}",)


def test_what_others_packed_is_not_run(tmp_path: Path) -> None:
    bad = zlib.compress(pickle.dumps(Hostile(tmp_path / "mark")))
    with pytest.raises(Damaged, match=r"system is no value of the model"):
        unpack(bad, object)
    assert not (tmp_path / "mark").exists()


@pytest.mark.parametrize("damaged", [b"", b"x", pack("abc")[:-3], zlib.compress(b"x")])
def test_what_is_damaged_is_told(damaged: bytes) -> None:
    with pytest.raises(Damaged):
        unpack(damaged, object)


def test_what_is_of_another_kind_is_told() -> None:
    with pytest.raises(Damaged, match="a str in the place of a Page"):
        unpack(pack("x"), Page)


def test_a_hostile_cache_is_thrown_away(folder: Folder, tmp_path: Path) -> None:
    bad = zlib.compress(pickle.dumps(Hostile(tmp_path / "mark")))
    base = sqlite3.connect(folder.out / "cache.sqlite")
    for column, table in (("head", "page"), ("doc", "doc"), ("job", "written")):
        base.execute(f"UPDATE {table} SET {column} = ?", (bad,))
    base.commit()
    base.close()
    folder.add("L03")
    folder.build()
    assert not (tmp_path / "mark").exists()
    assert folder.equals_a_clean_build()


# -------------------------------------------------------------------------------- hashes


@pytest.mark.parametrize(
    "change",
    [
        {"id": "b"}, {"sha256": "1"}, {"title": "t"}, {"whole": True},
        {"url": "u"}, {"context": Context(home="h")}, {"context": Context(source="h")},
        {"context": Context(published=date(2025, 1, 2))},
    ],
)  # fmt: skip
def test_a_page_that_differs_has_another_key(change: dict[str, object]) -> None:
    assert key_of(page(**change)) != key_of(page())
    assert key_of(page()) == key_of(page())


def test_a_page_that_moves_keeps_its_key() -> None:
    assert key_of(page(origin="b.jsonl:7")) == key_of(page())


def test_hashes_are_found_whole() -> None:
    near = digest(b"a")[:8] + bytes(8)
    sought, there = hashes([b"a", b"b"]) + near, hashes([b"c", b"b", b"a"])
    assert found_in(sought, there) == {digest(b"a"), digest(b"b")}
    assert found_in(near, there) == found_in(sought, b"") == set()


# --------------------------------------------------------------------------------- cache


@pytest.mark.parametrize("content", [b"", b"no database", b"SQLite format 3\0" + bytes(200)])
def test_a_damaged_cache_costs_a_full_build(folder: Folder, content: bytes) -> None:
    before = lines(folder.out)
    (folder.out / "cache.sqlite").write_bytes(content)
    folder.add("L03")
    assert folder.build().read == 4
    folder.remove("L03")
    folder.build()
    assert lines(folder.out) == before


def test_a_cache_with_a_hole_costs_a_full_build(folder: Folder) -> None:
    path = folder.out / "cache.sqlite"
    content = bytearray(path.read_bytes())
    content[4096 : len(content) : 4096] = bytes(len(content[4096 : len(content) : 4096]))
    path.write_bytes(content)
    folder.add("L03")
    folder.build()
    assert folder.equals_a_clean_build()


@pytest.mark.parametrize("table", ["page", "doc", "written", "about"])
def test_a_cache_without_a_table_costs_a_full_build(folder: Folder, table: str) -> None:
    base = sqlite3.connect(folder.out / "cache.sqlite")
    base.execute(f"DROP TABLE {table}")
    base.close()
    folder.add("L03")
    assert folder.build().read == 4
    assert folder.equals_a_clean_build()


def test_a_deleted_cache_costs_a_full_build(folder: Folder) -> None:
    (folder.out / "cache.sqlite").unlink()
    folder.add("L03")
    assert folder.build().read == 4
    assert folder.equals_a_clean_build()


def test_a_folder_may_move(folder: Folder) -> None:
    folder.out = folder.out.rename(folder.out.with_name("moved"))
    folder.add("L03")
    assert folder.build().read == 1
    assert folder.equals_a_clean_build()


def test_a_graph_of_before_the_cache_is_not_trusted(folder: Folder) -> None:
    """Two graphs in turn in one folder, the cache of one of them."""
    content = (folder.out / "cache.sqlite").read_bytes()
    folder.remove("L01")
    folder.build()
    (folder.out / "cache.sqlite").write_bytes(content)
    folder.add("L03")
    folder.build()
    assert folder.equals_a_clean_build()


def test_what_another_reader_kept_is_not_used(folder: Folder) -> None:
    report = pipeline.build([folder.texts], folder.out, base="https://example.org/")
    assert (report.read, report.written) == (3, report.articles)
    assert len(kept(folder.out)) == 3


def test_only_one_build_at_a_time(folder: Folder) -> None:
    folder.add("L03")
    with (
        Cache(folder.out, "r"),
        pytest.raises(
            StoreError, match="another build is at work in this folder; wait for its end"
        ),
    ):
        folder.build()
    folder.build()
    assert folder.equals_a_clean_build()


def test_readers_do_not_wait_for_a_build(folder: Folder) -> None:
    with Cache(folder.out, "r"):
        assert lines(folder.out)


def test_nothing_to_read_leaves_no_folder(tmp_path: Path) -> None:
    with pytest.raises(InputError):
        pipeline.build([tmp_path / "none.txt"], tmp_path / "graph")
    assert not (tmp_path / "graph").exists()


def test_a_folder_that_cannot_be_made_is_told(tmp_path: Path) -> None:
    (tmp_path / "graph").write_text("x")
    with pytest.raises(StoreError, match="cannot be written"):
        pipeline.build([tmp_path], tmp_path / "graph")
    assert (tmp_path / "graph").read_text() == "x"


def test_issues_of_an_unchanged_build_keep_their_spans(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes("云岭县召开会议\n6月25日,会议\ufffd召开。\n".encode())
    first = pipeline.build([tmp_path / "a.txt"], tmp_path / "graph")
    assert pipeline.build([tmp_path / "a.txt"], tmp_path / "graph").issues == first.issues
