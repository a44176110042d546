"""`docs/pictures.md` tells of every view and column, and its pictures are there."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from qjgraph.view.files import FORMATS, flattened
from qjgraph.view.project import VIEWS, project
from rdf.build import sample
from view.stores import store_of


@pytest.fixture(scope="module")
def text(root: Path) -> str:
    return (root / "docs" / "pictures.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("word", [*VIEWS, *FORMATS])
def test_every_view_and_format_is_told_of(text: str, word: str) -> None:
    assert f"`{word}`" in text or word in re.findall(r"\w+", text)


def test_every_column_is_told_of(text: str) -> None:
    flat = flattened(project(store_of(sample()), "whole"))
    columns = {name for _, told in flat.nodes(data=True) for name in told}
    columns |= {name for *_, told in flat.edges(data=True) for name in told}
    columns |= {"latitude", "longitude"}
    assert {name for name in columns if f"`{name}`" not in text} == set()


def test_pictures_are_there_and_small(root: Path, text: str) -> None:
    room = (root / "docs" / "reading-room.md").read_text(encoding="utf-8")
    names = re.findall(r"\((images/[\w.]+)\)", text + room)
    known = [f"images/{path.name}" for path in (root / "docs" / "images").iterdir()]
    assert sorted(names) == sorted(known)
    assert {f"images/{view}.png" for view in VIEWS} <= set(names)
    for name in names:
        picture = root / "docs" / name
        assert picture.read_bytes().startswith(b"\x89PNG")
        assert picture.stat().st_size < 300_000


def test_the_program_runs(
    text: str, sample_graph: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (program,) = re.findall(r"```python\n(.*?)```", text, re.S)
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "sample").symlink_to(sample_graph)
    monkeypatch.chdir(tmp_path)
    exec(compile(program, "pictures.md", "exec"), {})
    assert (tmp_path / "people.html").stat().st_size > 400_000
    assert (tmp_path / "people.gexf").exists()
