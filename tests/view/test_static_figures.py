"""Static figures: formats, fonts, the same bytes, hostile text."""

from __future__ import annotations

import builtins
import re
from pathlib import Path
from xml.etree import ElementTree

import networkx as nx
import pytest

from qjgraph.errors import InputError, QueryError
from qjgraph.view import fonts
from qjgraph.view.figures import FORMATS, figure
from qjgraph.view.project import project
from rdf.build import sample
from view.graphs import hostile, node
from view.stores import meetings, store_of

pytest.importorskip("matplotlib")

HEADS = {"svg": b"<?xml", "png": b"\x89PNG", "pdf": b"%PDF"}


def has_font() -> bool:
    try:
        fonts.find_face()
    except InputError:
        return False
    return True


needs_font = pytest.mark.skipif(not has_font(), reason="no font with Chinese characters")


@needs_font
@pytest.mark.parametrize("format", FORMATS)
def test_a_figure_is_of_its_format_and_the_same_every_time(format: str) -> None:
    graph = project(store_of(sample()), "timeline")
    one, other = (figure(graph, format, title="云岭") for _ in range(2))
    assert one.startswith(HEADS[format])
    assert one == other


@needs_font
@pytest.mark.parametrize("format", FORMATS)
def test_no_clock_is_in_a_figure(format: str) -> None:
    data = figure(project(store_of(sample()), "projects"), format, title="云岭")
    assert not re.search(rb"CreationDate|<dc:date>|tIME", data)


@needs_font
@pytest.mark.parametrize("view", ["whole", "hierarchy", "series", "policies", "map"])
def test_every_view_can_be_a_figure(view: str) -> None:
    drawn = figure(project(store_of(sample()), view), "svg", title=view, lang="en")
    assert ElementTree.fromstring(drawn).tag.endswith("svg")


@needs_font
def test_letters_are_outlines() -> None:
    root = ElementTree.fromstring(figure(project(store_of(sample()), "whole"), "svg", title="云岭"))
    assert not list(root.iter("{http://www.w3.org/2000/svg}text"))
    assert len(list(root.iter("{http://www.w3.org/2000/svg}path"))) > 50


@needs_font
def test_hostile_text_is_drawn_and_nothing_else() -> None:
    drawn = figure(hostile(), "svg", title="$x^2$ <script>").decode("utf-8")
    kinds = {element.tag.rpartition("}")[2] for element in ElementTree.fromstring(drawn).iter()}
    assert not kinds & {"script", "image", "a", "foreignObject"}
    assert "javascript:" not in drawn


@needs_font
def test_an_empty_graph_is_an_empty_figure() -> None:
    assert figure(nx.MultiDiGraph(), "png", title="空").startswith(HEADS["png"])


@needs_font
def test_what_a_font_lacks_is_shown_as_a_box() -> None:
    assert fonts.find_face().fit("县\U0001f468长") == "县□长"


@needs_font
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_no_box_stands_for_a_word_of_ours(monkeypatch: pytest.MonkeyPatch, lang: str) -> None:
    fit, drawn = fonts.Face.fit, []
    monkeypatch.setattr(fonts.Face, "fit", lambda face, text: drawn.append(fit(face, text)) or "")
    figure(project(meetings(), "coattendance"), "svg", title="云岭", lang=lang)
    assert drawn and "□" not in "".join(drawn)


@needs_font
def test_the_graph_is_not_changed_by_a_figure() -> None:
    graph = nx.MultiDiGraph(view="whole")
    graph.add_node("urn:a", **node("赵甲"))
    before = {name: dict(told) for name, told in graph.nodes(data=True)}
    figure(graph, "svg", title="图")
    assert dict(graph.nodes(data=True)) == before


def test_another_format_is_no_figure() -> None:
    with pytest.raises(QueryError, match="svg, png, pdf"):
        figure(nx.MultiDiGraph(), "gif", title="")


def test_without_a_font_one_is_told_where_to_get_it(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(fonts, "folders", lambda: [tmp_path])
    with pytest.raises(InputError, match="apt install fonts-noto-cjk"):
        figure(nx.MultiDiGraph(), "svg", title="图")


def test_a_file_that_is_no_font_is_named(tmp_path: Path) -> None:
    (tmp_path / "a.ttf").write_text("no font", encoding="utf-8")
    with pytest.raises(InputError, match=r"a\.ttf"):
        figure(nx.MultiDiGraph(), "svg", title="图", font=tmp_path / "a.ttf")


def test_without_matplotlib_one_is_told_how_to_get_it(monkeypatch: pytest.MonkeyPatch) -> None:
    found = builtins.__import__

    def importing(name: str, *more: object) -> object:
        if name.startswith("matplotlib"):
            raise ImportError(name)
        return found(name, *more)  # type: ignore[arg-type]

    monkeypatch.setattr(builtins, "__import__", importing)
    with pytest.raises(InputError, match=r"qjgraph\[figures\]"):
        figure(nx.MultiDiGraph(), "svg", title="图")
