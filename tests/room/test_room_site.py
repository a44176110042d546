"""The reading room as files."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from functools import cache
from html import unescape
from pathlib import Path
from urllib.parse import unquote

import pytest

import qjgraph
from qjgraph.errors import InputError
from qjgraph.room import site as making
from qjgraph.room.site import NAME, write_site

LINK = re.compile(r'\b(?:href|src|action)="([^"]*)"')


def files(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*")) if path.is_file()
    }  # fmt: skip


def pages(folder: Path) -> list[Path]:
    """All pages of the room; the pictures are pages of their own."""
    return [path for path in sorted(folder.rglob("*.html")) if "graph" not in path.parts]


@cache
def anchors(path: Path) -> frozenset[str]:
    return frozenset(re.findall(r'\bid="([^"]+)"', path.read_text(encoding="utf-8")))


def test_every_link_of_every_page_leads_somewhere(site: Path) -> None:
    seen = 0
    for page in pages(site):
        for link in map(unescape, LINK.findall(page.read_text(encoding="utf-8"))):
            target, _, anchor = link.partition("#")
            assert ":" not in target and not target.startswith("/"), (page, link)
            path = (page.parent / unquote(target)).resolve() if target else page
            assert path.is_file() and path.is_relative_to(site.resolve()), (page, link)
            assert not anchor or anchor in anchors(path), (page, link)
            seen += 1
    assert seen > 5_000


def test_every_thing_and_article_has_a_page(site: Path, paths: dict[str, list[str]]) -> None:
    for kind in (
        "person",
        "organization",
        "place",
        "event",
        "project",
        "policy",
        "article",
        "page",
    ):
        for path in paths[kind]:
            assert (site / f"{path}.html").is_file() and (site / "en" / f"{path}.html").is_file()


def test_the_best_tied_things_have_pictures(site: Path) -> None:
    assert len(list((site / "graph" / "id").iterdir())) == 3


@pytest.mark.parametrize("seed", ["7"])
def test_the_same_graph_gives_the_same_bytes(
    site: Path, sample_graph: Path, tmp_path: Path, seed: str
) -> None:
    words = [sys.executable, "-m", "qjgraph", "site", str(sample_graph), "-o", str(tmp_path / "s")]
    env = {**os.environ, "PYTHONHASHSEED": seed}
    subprocess.run([*words, "--pictures", "3"], check=True, capture_output=True, env=env)
    assert files(tmp_path / "s") == files(site)


def test_no_file_tells_of_the_machine(site: Path, sample_graph: Path) -> None:
    told = [name for name, data in files(site).items()
            if str(sample_graph.parent).encode() in data or b"file:" in data]  # fmt: skip
    assert told == []


def test_an_earlier_site_is_replaced_as_a_whole(sample_graph: Path, tmp_path: Path) -> None:
    out = tmp_path / "site"
    out.mkdir()
    (out / NAME).write_text("{}", encoding="utf-8")
    (out / "old.html").write_text("old", encoding="utf-8")
    write_site(qjgraph.open(sample_graph), out, pictures=0)
    assert not (out / "old.html").exists() and (out / "index.html").is_file()
    assert [path.name for path in tmp_path.iterdir()] == ["site"]


def test_a_folder_of_something_else_is_left_alone(sample_graph: Path, tmp_path: Path) -> None:
    (tmp_path / "thesis.txt").write_text("mine", encoding="utf-8")
    with pytest.raises(InputError, match=NAME):
        write_site(qjgraph.open(sample_graph), tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == ["thesis.txt"]


def test_a_site_that_fails_half_way_leaves_the_old_one(
    site: Path, sample_graph: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    out = tmp_path / "site"
    out.mkdir()
    (out / NAME).write_text("{}", encoding="utf-8")

    def fail(*_: object) -> None:
        raise OSError("no space left")

    monkeypatch.setattr(making, "article_text", fail)
    with pytest.raises(OSError, match="no space"):
        write_site(qjgraph.open(sample_graph), out, pictures=0)
    assert files(out) == {NAME: b"{}"} and len(list(tmp_path.iterdir())) == 1


def test_the_command_draws_as_many_pictures() -> None:
    from qjgraph.cli import publishing
    from qjgraph.room import site

    assert publishing.PICTURES == site.PICTURES
