"""Projections as graph files that Gephi, igraph and networkx read back.

Attributes become text and numbers: lists are joined with `; `, words stand in Chinese
and English columns, and each edge names the articles and sentences that state it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import networkx as nx
from networkx.readwrite.gexf import GEXFWriter
from networkx.readwrite.graphml import GraphMLWriter

from qjgraph.errors import QueryError
from qjgraph.view.drawing import places_of
from qjgraph.view.facts import Evidence, Fact
from qjgraph.view.looks import KIND_LOOKS
from qjgraph.view.periods import spans, times

#: The formats of `export_network`.
FORMATS = ("graphml", "gexf")

_UNFIT = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")

Flat = dict[str, str | int | float | bool]


def export_network(graph: nx.MultiDiGraph, format: str, path: Path) -> None:
    """Writes a projection as GraphML or GEXF, in UTF-8; the graph is not changed.

    Args:
        graph: of `qjgraph.view.project.project`.
        format: `graphml` or `gexf`; the latter carries colours, places and times for Gephi.
        path: the file, written anew.

    Raises:
        QueryError: another format.
    """
    if format not in FORMATS:
        raise QueryError(f"format {format}", "no such graph file", "one of " + ", ".join(FORMATS))
    flat = flattened(graph)
    root = _gexf(flat, graph) if format == "gexf" else _graphml(flat)
    ElementTree.indent(root)
    text = ElementTree.tostring(root, encoding="unicode")
    path.write_text(
        f'<?xml version="1.0" encoding="UTF-8"?>\n{text}\n', encoding="utf-8", newline="\n"
    )


def flattened(graph: nx.MultiDiGraph) -> nx.MultiDiGraph:
    """The graph with attributes of text and numbers only, fit for XML."""
    flat = nx.MultiDiGraph()
    for node, told in graph.nodes(data=True):
        flat.add_node(_fit(node), **_node(told))
    for index, (one, other, told) in enumerate(graph.edges(data=True)):
        flat.add_edge(_fit(one), _fit(other), key=str(index), **_edge(told))
    return flat


def _node(told: Mapping[str, Any]) -> Flat:
    point = told.get("point")
    return {
        "label": _fit(told["label"]),
        "kind": told["kind"],
        "type": _fit(told["type"]),
        "type_zh": _fit(told["words"].zh),
        "type_en": _fit(told["words"].en),
        "iri": _fit(told["iri"]),
        "names": _fit("; ".join(told["names"])),
        "code": _fit(told.get("code", "")),
        "facts": _facts(told["facts"]),
        "mentions": len(told["evidence"]),
        "center": bool(told["center"]),
        **({"body": _fit(told["body"])} if told.get("body") else {}),
        **told.get("measures", {}),
        **({"latitude": point[0], "longitude": point[1]} if point else {}),
        **_sources(told["evidence"]),
    }


def _edge(told: Mapping[str, Any]) -> Flat:
    evidence = dict.fromkeys(told["evidence"])
    evidence |= {item: None for fact in told["facts"] for item in fact.evidence}
    return {
        "kind": told["kind"],
        "role": _fit(told["role"]),
        "label": _fit(told["zh"]),
        "label_en": _fit(told["en"]),
        "weight": told["weight"],
        "facts": _facts(told["facts"]),
        **_sources(evidence),
    }


def _facts(facts: Iterable[Fact]) -> str:
    return _fit("; ".join(f"{fact.name.zh}: {fact.value.zh}" for fact in facts))


def _sources(evidence: Iterable[Evidence]) -> Flat:
    items = sorted(set(evidence), key=lambda item: item.order)
    places = {f"{item.id}[{item.begin}:{item.end}]": None for item in items}
    sentences = {item.sentence: None for item in items}
    dates = sorted({item.date for item in items if item.date})
    return {
        "articles": _fit("; ".join(sorted({item.id for item in items}))),
        "spans": _fit("; ".join(places)),
        "sentences": _fit(" ¶ ".join(sentences)),
        "first": dates[0] if dates else "",
        "last": dates[-1] if dates else "",
    }


def _fit(text: str) -> str:
    """Without the characters that XML forbids."""
    return _UNFIT.sub("\ufffd", text)


# ------------------------------------------------------------------------- the formats


def _graphml(flat: nx.MultiDiGraph) -> ElementTree.Element:
    writer = GraphMLWriter(edge_id_from_attribute=None)
    writer.add_graph_element(flat)
    return _root(writer.xml)


def _gexf(flat: nx.MultiDiGraph, graph: nx.MultiDiGraph) -> ElementTree.Element:
    places = places_of(graph)
    for node, (x, y) in places.items():
        told = flat.nodes[_fit(node)]
        told["viz"] = {
            "color": _rgb(KIND_LOOKS[told["kind"]].color),
            "position": {"x": float(x), "y": float(-y), "z": 0.0},
            "size": 10.0,
        }
    _add_spells(flat, graph)
    writer = GEXFWriter(encoding="utf-8", prettyprint=False, version="1.2draft")
    writer.add_graph(flat)
    root = _root(writer.xml)
    # networkx writes the day of writing; the same graph is to give the same bytes
    for meta in list(root.iter("meta")):
        root.remove(meta)
    return root


def _add_spells(flat: nx.MultiDiGraph, graph: nx.MultiDiGraph) -> None:
    """When things hold, for a timeline; what has no known day is there at all times."""
    for node, told in graph.nodes(data=True):
        if days := spans(item.days for item in told["evidence"]):
            flat.nodes[_fit(node)]["spells"] = days
    edges = zip(graph.edges(data=True), flat.edges(data=True), strict=True)
    for (*_, told), (*_, written) in edges:
        if days := spans(times(told)):
            written["spells"] = days


def _rgb(color: str) -> dict[str, Any]:
    red, green, blue = (int(color[at : at + 2], 16) for at in (1, 3, 5))
    return {"r": red, "g": green, "b": blue, "a": 1.0}


def _root(element: Any) -> ElementTree.Element:
    assert isinstance(element, ElementTree.Element)
    return element
