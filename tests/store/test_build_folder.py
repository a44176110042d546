"""Build folders: made whole or not at all."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from pyoxigraph import Quad, Store

from qjgraph.errors import StoreError
from qjgraph.model import Doc, Issue, Severity, Span
from qjgraph.rdf import quads
from qjgraph.resolve import resolve
from qjgraph.store import (
    Manifest,
    build_store,
    dump,
    fingerprint,
    is_current,
    open_store,
    read_issues,
    read_manifest,
    update_store,
)
from rdf.build import sample


def manifest(mark: str = "a") -> Manifest:
    return Manifest(
        version="0.1.0", fingerprint=fingerprint([mark], run="r"), base="https://example.org/"
    )


def facts(doc: Doc | None = None) -> list[Quad]:
    return list(quads(resolve(doc or sample())))


def failing() -> Iterator[Quad]:
    yield from facts()
    raise RuntimeError("stopped midway")


def test_a_built_graph_holds_its_quads(tmp_path: Path) -> None:
    build_store(facts(), tmp_path / "g", manifest())
    assert set(open_store(tmp_path / "g")) == set(facts())


def test_a_graph_may_be_loaded_in_parts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("qjgraph.store.folder._AT_A_TIME", 7)
    build_store(facts(), tmp_path / "g", manifest())
    assert set(open_store(tmp_path / "g")) == set(facts())


def test_the_manifest_counts_quads_and_issues(tmp_path: Path) -> None:
    issue = Issue(severity=Severity.NOTE, code="x", place="a", message="好", span=Span(1, 2))
    build_store(facts(), tmp_path, manifest(), issues=[issue])
    stored = read_manifest(tmp_path)
    assert (stored.quads, stored.issues) == (len(set(facts())), 1)


def test_issues_are_kept_with_their_place_and_span(tmp_path: Path) -> None:
    issue = Issue(severity=Severity.ERROR, code="x", place="a", message="好", span=Span(1, 2))
    build_store(facts(), tmp_path, manifest(), issues=[issue])
    assert read_issues(tmp_path) == [
        {"severity": "error", "code": "x", "place": "a", "message": "好",
         "span": {"begin": 1, "end": 2}}
    ]  # fmt: skip


def test_a_manifest_may_be_counted_on_the_way(tmp_path: Path) -> None:
    seen: list[Quad] = []

    def counted() -> Iterator[Quad]:
        for quad in facts():
            seen.append(quad)
            yield quad

    build_store(counted(), tmp_path, lambda: Manifest(
        version="0", fingerprint="ab", base="b", claims=len(seen)))  # fmt: skip
    assert read_manifest(tmp_path).claims == len(facts())


def test_an_interrupted_build_leaves_the_old_graph_whole(tmp_path: Path) -> None:
    build_store(facts(), tmp_path, manifest("old"))
    before = list(dump(open_store(tmp_path)))
    with pytest.raises(RuntimeError, match="midway"):
        build_store(failing(), tmp_path, manifest("new"))
    assert list(dump(open_store(tmp_path))) == before
    assert len(list((tmp_path / "store").iterdir())) == 1


def test_an_interrupted_first_build_leaves_no_graph(tmp_path: Path) -> None:
    with pytest.raises(RuntimeError, match="midway"):
        build_store(failing(), tmp_path, manifest())
    with pytest.raises(StoreError, match="holds no graph"):
        open_store(tmp_path)


def test_a_killed_build_leaves_the_old_graph_and_the_next_one_succeeds(
    tmp_path: Path, root: Path
) -> None:
    build_store(facts(), tmp_path, manifest("old"))
    program = (
        "import os, sys; sys.path[:0] = ['tests', 'tests/store']\n"
        "from pathlib import Path; from qjgraph.store import build_store\n"
        "from test_build_folder import facts, manifest\n"
        "def killed():\n    yield from facts()\n    os._exit(9)\n"
        "build_store(killed(), Path(sys.argv[1]), manifest('new'))"
    )
    run = subprocess.run([sys.executable, "-c", program, str(tmp_path)], cwd=root)
    left = {path.name[:4] for path in (tmp_path / "store").iterdir()}
    assert run.returncode == 9 and "new-" in left
    assert set(open_store(tmp_path)) == set(facts())
    build_store([], tmp_path, manifest("next"))
    assert len(list((tmp_path / "store").iterdir())) == 1


def test_what_a_killed_build_left_is_swept_by_the_next(tmp_path: Path) -> None:
    (tmp_path / "store" / "new-99999").mkdir(parents=True)
    build_store(facts(), tmp_path, manifest())
    assert [tmp_path / read_manifest(tmp_path).store] == list((tmp_path / "store").iterdir())


def test_a_new_build_takes_the_place_of_the_old(tmp_path: Path) -> None:
    build_store(facts(), tmp_path, manifest("old"))
    other = facts(sample(id="n2", text="另一篇\n" + sample().article.page.raw))
    build_store(other, tmp_path, manifest("new"))
    assert set(open_store(tmp_path)) == set(other)


def test_other_files_of_the_folder_stay(tmp_path: Path) -> None:
    (tmp_path / "tables").mkdir()
    (tmp_path / "tables" / "people.csv").write_text("x")
    for mark in "ab":
        build_store(facts(), tmp_path, manifest(mark))
    assert (tmp_path / "tables" / "people.csv").read_text() == "x"


def test_a_reader_keeps_its_graph_while_another_is_built(tmp_path: Path) -> None:
    build_store(facts(), tmp_path, manifest("old"))
    reader = open_store(tmp_path)
    build_store([], tmp_path, manifest("new"))
    assert len(list(reader)) == len(set(facts()))


def test_the_same_input_built_again_by_force_works(tmp_path: Path) -> None:
    for _ in range(3):
        build_store(facts(), tmp_path, manifest())
    assert set(open_store(tmp_path)) == set(facts())


def test_a_graph_of_the_same_input_is_current(tmp_path: Path) -> None:
    build_store(facts(), tmp_path, manifest("a"))
    assert is_current(tmp_path, manifest("a").fingerprint)


def test_a_graph_of_other_input_is_not_current(tmp_path: Path) -> None:
    build_store(facts(), tmp_path, manifest("a"))
    assert not is_current(tmp_path, manifest("b").fingerprint)


def test_no_graph_is_not_current(tmp_path: Path) -> None:
    assert not is_current(tmp_path, "ab")


def test_the_order_of_the_input_does_not_change_the_fingerprint() -> None:
    assert fingerprint(["a", "b"], run="r") == fingerprint(["b", "a"], run="r")


@pytest.mark.parametrize("parts, run", [(["a"], "r"), (["a", "b"], "s"), (["ab"], "r")])
def test_other_input_or_reader_changes_the_fingerprint(parts: list[str], run: str) -> None:
    assert fingerprint(parts, run=run) != fingerprint(["a", "b"], run="r")


def test_a_missing_folder_is_told(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="no such folder; make one"):
        open_store(tmp_path / "none")


def test_a_broken_manifest_is_told(tmp_path: Path) -> None:
    (tmp_path / "manifest.json").write_text("{")
    with pytest.raises(StoreError, match="is not a manifest; build"):
        open_store(tmp_path)


@pytest.mark.parametrize("content", ['{"form": 99}', "{}", '{"form": 1}'])
def test_a_graph_of_another_form_is_told(tmp_path: Path, content: str) -> None:
    (tmp_path / "manifest.json").write_text(content)
    with pytest.raises(StoreError, match="was written in form"):
        open_store(tmp_path)


def test_a_manifest_without_its_database_is_told(tmp_path: Path) -> None:
    build_store(facts(), tmp_path, manifest())
    place = tmp_path / read_manifest(tmp_path).store
    place.rename(tmp_path / "elsewhere")
    with pytest.raises(StoreError, match="cannot be opened"):
        open_store(tmp_path)


def test_a_folder_named_store_of_other_content_is_not_touched(tmp_path: Path) -> None:
    (tmp_path / "store").mkdir()
    (tmp_path / "store" / "photos.zip").write_text("x")
    with pytest.raises(StoreError, match=r"photos\.zip, which is no part of a graph"):
        build_store(facts(), tmp_path, manifest())


def test_a_file_in_the_folders_place_is_told(tmp_path: Path) -> None:
    (tmp_path / "g").write_text("x")
    with pytest.raises(StoreError, match="cannot be written"):
        build_store(facts(), tmp_path / "g", manifest())


def test_an_opened_graph_cannot_be_written(tmp_path: Path) -> None:
    build_store(facts(), tmp_path, manifest())
    with pytest.raises(RuntimeError, match="read-write"):
        open_store(tmp_path).add(facts()[0])


def test_the_same_quads_in_another_order_dump_alike(tmp_path: Path) -> None:
    build_store(facts(), tmp_path / "a", manifest())
    build_store(reversed(facts()), tmp_path / "b", manifest())
    assert list(dump(open_store(tmp_path / "a"))) == list(dump(open_store(tmp_path / "b")))


def test_a_large_graph_is_sorted_in_parts(monkeypatch: pytest.MonkeyPatch) -> None:
    store = Store()
    store.extend(facts())
    whole = list(dump(store))
    monkeypatch.setattr("qjgraph.store.lines._AT_A_TIME", 7)
    assert list(dump(store)) == whole == sorted(whole)


def test_a_database_that_is_being_written_is_not_swept(tmp_path: Path) -> None:
    other = tmp_path / "store" / "new-99999"
    other.mkdir(parents=True)
    writer = Store(str(other))
    build_store(facts(), tmp_path, manifest())
    writer.add(facts()[0])
    assert len(writer) == 1 and other.is_dir()


def test_an_update_that_fails_leaves_the_old_graph_whole(tmp_path: Path) -> None:
    build_store(facts(), tmp_path, manifest())

    def change(store: object) -> None:
        raise RuntimeError("stopped midway")

    with pytest.raises(RuntimeError, match="midway"):
        update_store(tmp_path, change, lambda old: old)
    assert set(open_store(tmp_path)) == set(facts())


def test_an_update_keeps_the_issues_unless_given_new_ones(tmp_path: Path) -> None:
    issue = Issue(severity=Severity.NOTE, code="x", place="a", message="m")
    build_store(facts(), tmp_path, manifest(), issues=[issue])
    update_store(tmp_path, lambda store: None, lambda old: old)
    assert (read_manifest(tmp_path).issues, len(read_issues(tmp_path))) == (1, 1)
