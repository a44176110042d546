"""Graph files: read back by networkx and igraph with all that was written."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import networkx as nx
import pytest

from qjgraph.errors import QueryError
from qjgraph.view.files import FORMATS, export_network, flattened
from qjgraph.view.periods import measured
from qjgraph.view.project import VIEWS, project
from rdf.build import sample
from view.graphs import edge, evidence, hostile, node
from view.hostile import TEXTS
from view.stores import meetings, store_of

READ: dict[str, Callable[[Path], nx.MultiDiGraph]] = {
    "graphml": lambda path: nx.read_graphml(path, force_multigraph=True),
    "gexf": nx.read_gexf,
}


@pytest.fixture(params=FORMATS)
def form(request: pytest.FixtureRequest) -> str:
    return str(request.param)


def written(graph: nx.MultiDiGraph, form: str, folder: Path) -> nx.MultiDiGraph:
    path = folder / f"graph.{form}"
    export_network(graph, form, path)
    return READ[form](path)


def test_networkx_reads_back_nodes_edges_and_attributes(form: str, tmp_path: Path) -> None:
    graph = project(store_of(sample()), "whole")
    back = written(graph, form, tmp_path)
    assert set(back) == set(graph)
    assert sorted(back.edges()) == sorted(graph.edges())
    for iri, told in flattened(graph).nodes(data=True):
        read = back.nodes[iri]
        assert {name: read[name] for name in told} == told


def test_parallel_edges_come_back(form: str, tmp_path: Path) -> None:
    graph = nx.MultiDiGraph()
    for name in "ab":
        graph.add_node(name, **node(name))
    for label in ("主持", "讲话"):
        graph.add_edge("a", "b", label, **edge(label))
    back = written(graph, form, tmp_path)
    assert sorted(told["label"] for *_, told in back.edges(data=True)) == ["主持", "讲话"]


def test_edges_name_their_sources(form: str, tmp_path: Path) -> None:
    back = written(project(meetings(), "coattendance"), form, tmp_path)
    told = max((told for *_, told in back.edges(data=True)), key=lambda item: item["weight"])
    assert told["weight"] == 2
    assert told["articles"] == "m1; m2; m3"
    assert (told["first"], told["last"]) == ("2025-03-01", "2025-04-02")
    assert "赵甲主持召开第一次例会" in told["sentences"]


def test_hostile_text_is_written_as_text(form: str, tmp_path: Path) -> None:
    back = written(hostile(), form, tmp_path)
    labels = [back.nodes[f"urn:{index:03}"]["label"] for index in range(len(TEXTS))]
    for name, label in zip(TEXTS, labels, strict=True):
        expected = "".join("\ufffd" if ch in "\x00\x07\ud83d" else ch for ch in TEXTS[name])
        assert label == expected


def test_the_same_graph_gives_the_same_bytes(form: str, tmp_path: Path) -> None:
    for name in ("one", "two"):
        export_network(project(store_of(sample()), "whole"), form, tmp_path / name)
    assert (tmp_path / "one").read_bytes() == (tmp_path / "two").read_bytes()


def test_the_graph_is_not_changed(form: str, tmp_path: Path) -> None:
    graph = project(store_of(sample()), "projects")
    before = list(graph.nodes(data=True)), list(graph.edges(keys=True, data=True))
    export_network(graph, form, tmp_path / "graph")
    assert (list(graph.nodes(data=True)), list(graph.edges(keys=True, data=True))) == before


def test_an_empty_graph_can_be_written(form: str, tmp_path: Path) -> None:
    assert len(written(nx.MultiDiGraph(), form, tmp_path)) == 0


def test_no_clock_is_written(tmp_path: Path) -> None:
    export_network(hostile(), "gexf", tmp_path / "g.gexf")
    assert "lastmodified" not in (tmp_path / "g.gexf").read_text(encoding="utf-8")


def test_gexf_has_places_and_colours(tmp_path: Path) -> None:
    back = written(project(store_of(sample()), "whole"), "gexf", tmp_path)
    looks = [told["viz"] for _, told in back.nodes(data=True)]
    assert all({"position", "color"} <= set(look) for look in looks)
    assert len({(look["position"]["x"], look["position"]["y"]) for look in looks}) == len(looks)


def test_gexf_tells_when_things_hold(tmp_path: Path) -> None:
    back = written(project(meetings(), "coattendance"), "gexf", tmp_path)
    days = {told["weight"]: told["spells"] for *_, told in back.edges(data=True)}
    assert days[2] == [("2025-03-01", "2025-03-01"), ("2025-04-01", "2025-04-01")]
    text = (tmp_path / "graph.gexf").read_text(encoding="utf-8")
    assert 'mode="dynamic"' in text and 'timeformat="date"' in text


def test_measures_are_columns_of_a_file(form: str, tmp_path: Path) -> None:
    graph = measured(project(meetings(), "coattendance"))
    back = written(graph, form, tmp_path)
    for iri, told in graph.nodes(data=True):
        assert {name: back.nodes[iri][name] for name in told["measures"]} == told["measures"]


@pytest.mark.parametrize("view", [view for view in VIEWS if view != "ego"])
def test_igraph_reads_every_view_with_all_that_it_says(view: str, tmp_path: Path) -> None:
    igraph = pytest.importorskip("igraph")
    graph = measured(project(store_of(sample()), view))
    export_network(graph, "graphml", tmp_path / "g.graphml")
    back = igraph.Graph.Read_GraphML(str(tmp_path / "g.graphml"))
    flat = flattened(graph)
    for vertex in back.vs:
        told = flat.nodes[vertex["id"]]
        assert {name: vertex[name] for name in told} == told
    kept = [{name: tie[name] for name in told} for tie, (*_, told) in zip(
        back.es, flat.edges(data=True), strict=True)]  # fmt: skip
    assert kept == [told for *_, told in flat.edges(data=True)]


def test_igraph_reads_graphml(tmp_path: Path) -> None:
    igraph = pytest.importorskip("igraph")
    graph = project(meetings(), "whole")
    export_network(graph, "graphml", tmp_path / "g.graphml")
    back = igraph.Graph.Read_GraphML(str(tmp_path / "g.graphml"))
    assert (back.vcount(), back.ecount()) == (len(graph), graph.number_of_edges())
    assert set(back.vs["label"]) == set(dict(graph.nodes(data="label")).values())


def test_what_evidence_says_twice_stands_once() -> None:
    graph = nx.MultiDiGraph()
    for name in "ab":
        graph.add_node(name, **node(name))
    graph.add_edge("a", "b", **edge("主持", evidence=(evidence("甲。"), evidence("甲。"))))
    (told,) = (told for *_, told in flattened(graph).edges(data=True))
    assert (told["sentences"], told["spans"]) == ("甲。", "n1[3:5]")


def test_another_format_is_refused(tmp_path: Path) -> None:
    with pytest.raises(QueryError, match="graphml"):
        export_network(nx.MultiDiGraph(), "dot", tmp_path / "g.dot")
