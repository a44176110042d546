"""One offline HTML page for a projection.

pyvis makes the nodes and edges of the drawing and brings vis-network with it; the page
around them is ours.  It asks the network for nothing: all is in the file, and a content
security policy with the hashes of our own scripts forbids the rest.  Text from outside
stands as escaped JSON in a block that no browser runs.
"""

from __future__ import annotations

import base64
import hashlib
import html
import json
from collections.abc import Iterable, Mapping
from functools import cache
from importlib import resources
from math import sqrt
from string import Template
from typing import Any

import networkx as nx

from qjgraph.view.backbone import backbone
from qjgraph.view.facts import Evidence, Fact, Words
from qjgraph.view.layout import positions
from qjgraph.view.looks import KIND_LOOKS, RELATION_LOOKS
from qjgraph.view.project import VIEWS

#: The most that a page draws; vis-network stays usable up to about here.
NODES, EDGES = 3000, 9000

_ESCAPES = {ord(character): f"\\u{ord(character):04x}" for character in "<>&\u2028\u2029"}


def render(
    graph: nx.MultiDiGraph,
    *,
    title: str,
    lang: str = "zh",
    nodes: int = NODES,
    edges: int = EDGES,
) -> str:
    """The page that draws a projection, as text to be written in UTF-8.

    Args:
        graph: of `qjgraph.view.project.project`; it is not changed.
        title: stands over the picture, as text.
        lang: `zh` or `en`, the language that the page opens in.
        nodes, edges: the most to draw.  Of a larger graph the best-connected part is
            drawn, and the page says what it leaves out.
    """
    drawn = backbone(graph, nodes=nodes, edges=edges)
    data = {
        "title": title,
        "lang": "en" if lang == "en" else "zh",
        "view": drawn.graph.get("view", ""),
        "viewWords": _pair(VIEWS.get(drawn.graph.get("view", ""), VIEWS["whole"])),
        "notes": _notes(graph, drawn),
        **_drawing(drawn),
        **_details(drawn),
        "kinds": {kind: look.record() for kind, look in KIND_LOOKS.items()},
        "relations": {kind: look.record() for kind, look in RELATION_LOOKS.items()},
    }
    return _page(title, data, lang)


# ----------------------------------------------------------------------------- the page


def _page(title: str, data: Mapping[str, Any], lang: str) -> str:
    library, script, style = _library(), _asset("page.js"), _asset("page.css")
    policy = (
        "default-src 'none'; "
        f"script-src {_hash(library)} {_hash(script)}; style-src {_hash(style)}; "
        "base-uri 'none'; form-action 'none'"
    )
    words = json.loads(_asset("words.json"))
    return Template(_asset("page.html")).substitute(
        lang="en" if lang == "en" else "zh-Hans",
        policy=policy,
        title=html.escape(_clean(title)),
        style=style,
        noscript=html.escape(" ".join(words["noscript"].values())),
        words=_json(words),
        data=_json(data),
        library=library,
        script=script,
    )


def _json(value: object) -> str:
    text = _clean(json.dumps(value, ensure_ascii=False, separators=(",", ":"), allow_nan=False))
    return text.translate(_ESCAPES)


def _clean(text: str) -> str:
    """Without halves of characters, which UTF-8 cannot hold."""
    return text.encode("utf-8", "replace").decode("utf-8")


def _hash(text: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"


@cache
def _asset(name: str) -> str:
    return resources.files("qjgraph.view").joinpath("assets", name).read_text(encoding="utf-8")


@cache
def _library() -> str:
    """The vis-network script that the installed pyvis brings."""
    found = [
        entry / "vis-network.min.js"
        for entry in resources.files("pyvis").joinpath("templates", "lib").iterdir()
        if entry.name.startswith("vis-")
    ]
    newest = max(found, key=lambda path: str(path))
    return newest.read_text(encoding="utf-8").replace("\r\n", "\n")


# -------------------------------------------------------------------------- the drawing


def _drawing(graph: nx.MultiDiGraph) -> dict[str, list[dict[str, Any]]]:
    """pyvis's nodes and edges; a node's id is its number in the order of the graph."""
    # imported here: it brings IPython with it, which takes half a second
    from pyvis.edge import Edge
    from pyvis.network import Network
    from pyvis.node import Node

    network = Network(directed=True)
    number = {node: index for index, node in enumerate(graph)}
    degree = dict(graph.degree())
    sizes = {node: _size(graph.nodes[node], degree[node]) for node in graph}
    boxes = {node: _box(graph.nodes[node]["label"], sizes[node]) for node in graph}
    places = positions(graph, boxes=boxes)
    swell = _swell(places.values())
    # Network.add_node and add_edge look through all earlier ones at each call and leave
    # out parallel edges; its Node and Edge are made directly
    for node, told in graph.nodes(data=True):
        x, y = places[node]
        shape = KIND_LOOKS[told["kind"]].shape
        made = Node(
            number[node], shape, told["label"], x=x, y=y, size=round(sizes[node] * swell, 1)
        )
        network.nodes.append(made.options)
    bends = _bends(graph)
    for index, (one, other, key, told) in enumerate(graph.edges(keys=True, data=True)):
        look = RELATION_LOOKS[told["kind"]]
        made = Edge(
            number[one],
            number[other],
            look.arrow,
            id=index,
            label=told["zh"],
            width=round(1.4 + 1.6 * sqrt(told["weight"] - 1), 2),
            **({"dashes": True} if look.dashed else {}),
            **({"arrows": {"to": {"enabled": True, "scaleFactor": 0.42}}} if look.arrow else {}),
            **bends.get((one, other, key), {}),
        )
        network.edges.append(made.options)
    nodes, edges, *_ = network.get_network_data()
    return {"nodes": nodes, "edges": edges}


def _size(told: Mapping[str, Any], degree: int) -> float:
    base = 6.5 if told["kind"] in ("amount", "stage") else 7.5
    return round(min(base + 2.6 * sqrt(degree), 34.0) + (6.0 if told["center"] else 0.0), 1)


def _swell(places: Iterable[tuple[int, int]]) -> float:
    """By how much nodes grow so that they can be seen when a wide picture is fitted."""
    xs, ys = zip(*places, strict=True) if places else ((0,), (0,))
    scale = min(850 / max(max(xs) - min(xs), 1), 690 / max(max(ys) - min(ys), 1))
    return float(min(max(0.6 / scale, 1.0), 1.8))


def _box(label: str, size: float) -> tuple[float, float]:
    """The room of a node and its label, about half of what it takes at scale 1."""
    letters = sum(1.0 if character > "\u2e7f" else 0.55 for character in label[:18])
    return (max(2 * size, letters * 7.5) + 8.0, 2 * size + 16.0)


def _bends(graph: nx.MultiDiGraph) -> dict[tuple[str, str, str], dict[str, Any]]:
    """How the edges between the same two nodes part from one another."""
    between: dict[tuple[str, str], list[tuple[str, str, str]]] = {}
    for edge in graph.edges(keys=True):
        one, other = edge[0], edge[1]
        between.setdefault((min(one, other), max(one, other)), []).append(edge)
    bends = {}
    for edges in between.values():
        for index, edge in enumerate(edges):
            side = (index - (len(edges) - 1) / 2) * 0.22 * (1 if edge[0] <= edge[1] else -1)
            if abs(side) > 0.01 and edge[0] != edge[1]:
                turn = "curvedCW" if side > 0 else "curvedCCW"
                bends[edge] = {
                    "smooth": {"enabled": True, "type": turn, "roundness": round(abs(side), 2)}
                }
    return bends


# -------------------------------------------------------------------------- the details


def _notes(graph: nx.MultiDiGraph, drawn: nx.MultiDiGraph) -> list[tuple[str, dict[str, int]]]:
    """What the page must say about what it leaves out."""
    notes = []
    sizes = (len(graph), graph.number_of_edges(), len(drawn), drawn.number_of_edges())
    if sizes[:2] != sizes[2:]:
        notes.append(("capped", dict(zip("NMnm", sizes, strict=True))))
    if graph.graph.get("undated"):
        notes.append(("undated", {"n": graph.graph["undated"]}))
    return notes


class _Texts:
    """Articles and sentences, each kept once and told by its number."""

    def __init__(self) -> None:
        self.articles: dict[str, tuple[int, list[str]]] = {}
        self.sentences: dict[tuple[str, int, int], tuple[int, list[object]]] = {}

    def evidence(self, items: Iterable[Evidence]) -> list[list[object]]:
        return [self._one(item) for item in items]

    def _one(self, item: Evidence) -> list[object]:
        told = [item.id, item.title, item.date, item.source]
        article, _ = self.articles.setdefault(item.article, (len(self.articles), told))
        key = (item.article, item.begin, item.end)
        row: list[object] = [item.sentence, article, item.begin, item.end]
        sentence, _ = self.sentences.setdefault(key, (len(self.sentences), row))
        begin, end = _units(item) if item.focus else (None, None)
        return [sentence, begin, end, item.rule, round(item.confidence, 3), item.by]

    def facts(self, facts: Iterable[Fact]) -> list[list[object]]:
        return [
            [fact.kind, _pair(fact.name), _pair(fact.value), self.evidence(fact.evidence)]
            for fact in facts
        ]


def _units(item: Evidence) -> tuple[int, int]:
    """The focus in UTF-16 units, in which a browser counts."""
    assert item.focus is not None
    begin, end = (len(item.sentence[:at].encode("utf-16-le", "replace")) // 2 for at in item.focus)
    return begin, end


def _details(graph: nx.MultiDiGraph) -> dict[str, Any]:
    """What the panel shows, in the order of nodes and edges."""
    texts = _Texts()
    about = [
        {
            "kind": told["kind"],
            "words": _pair(told["words"]),
            "iri": told["iri"],
            "names": list(told["names"]),
            "code": told.get("code", ""),
            "label_en": told.get("label_en", ""),
            "center": told["center"],
            "facts": texts.facts(told["facts"]),
            "evidence": texts.evidence(told["evidence"]),
        }
        for _, told in graph.nodes(data=True)
    ]
    ties = [
        {
            "kind": told["kind"],
            "words": [told["zh"], told["en"]],
            "weight": told["weight"],
            "facts": texts.facts(told["facts"]),
            "evidence": texts.evidence(told["evidence"]),
        }
        for _, _, told in graph.edges(data=True)
    ]
    return {
        "about": about,
        "ties": ties,
        "articles": [row for _, row in texts.articles.values()],
        "sentences": [row for _, row in texts.sentences.values()],
    }


def _pair(words: Words) -> list[str]:
    return [words.zh, words.en]
