"""What a picture draws: where nodes lie, how large they are, how edges bend, when they hold.

All of it is worked out here and stands in the page as columns, so that the page opens at
once; `details.py` has what is shown of a node or edge that is chosen.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from math import sqrt
from typing import Any

import networkx as nx

from qjgraph.view.facts import Evidence, Words
from qjgraph.view.layout import positions
from qjgraph.view.tell import STATUSES

Places = dict[str, tuple[int, int]]
EdgeKey = tuple[str, str, str]

_SMALL = ("amount", *STATUSES, "presence")


def places_of(graph: nx.MultiDiGraph) -> Places:
    """Where each node lies: as the view says, else by `layout.positions`."""
    if is_placed(graph):
        return {node: (round(x), round(y)) for node, (x, y) in graph.nodes(data="place")}
    sizes = sizes_of(graph)
    boxes = {node: _box(graph.nodes[node]["label"], sizes[node]) for node in graph}
    return positions(graph, boxes=boxes)


def is_placed(graph: nx.MultiDiGraph) -> bool:
    """Whether the view itself says where things lie."""
    places = [place for _, place in graph.nodes(data="place")]
    return bool(places) and all(places)


def sizes_of(graph: nx.MultiDiGraph) -> dict[str, float]:
    """Each node's radius in pixels; it grows with the number of its edges."""
    return {node: _size(graph.nodes[node], degree) for node, degree in graph.degree()}


def frame_of(places: Places) -> tuple[int, int, int, int]:
    """Left, right, top and bottom of all; zeros without any."""
    xs, ys = zip(*places.values(), strict=True) if places else ((0,), (0,))
    return min(xs), max(xs), min(ys), max(ys)


def swell(places: Places) -> float:
    """By how much nodes grow so that they can be seen when a wide picture is fitted."""
    left, right, top, bottom = frame_of(places)
    scale = min(850 / max(right - left, 1), 690 / max(bottom - top, 1))
    return float(min(max(0.6 / scale, 1.0), 1.8))


def width_of(weight: float) -> float:
    """The width of an edge in pixels."""
    return round(1.4 + 1.6 * sqrt(max(weight, 1) - 1), 2)


def bends_of(graph: nx.MultiDiGraph) -> dict[EdgeKey, float]:
    """How far edges between the same two nodes part, as shares of their length.

    The side is that to the left of the way from an edge's first node to its second;
    edges that run straight are left out.
    """
    between: dict[tuple[str, str], list[EdgeKey]] = {}
    for edge in graph.edges(keys=True):
        one, other = edge[0], edge[1]
        between.setdefault((min(one, other), max(one, other)), []).append(edge)
    bends = {}
    for edges in between.values():
        for index, edge in enumerate(edges):
            side = (index - (len(edges) - 1) / 2) * 0.22 * (1 if edge[0] <= edge[1] else -1)
            if abs(side) > 0.01 and edge[0] != edge[1]:
                bends[edge] = round(side, 2)
    return bends


def _size(told: Mapping[str, Any], degree: int) -> float:
    base = 6.5 if told["kind"] in _SMALL else 7.5
    return round(min(base + 2.6 * sqrt(degree), 34.0) + (6.0 if told["center"] else 0.0), 1)


def _box(label: str, size: float) -> tuple[float, float]:
    """The room of a node and its label, about half of what it takes at scale 1."""
    letters = sum(1.0 if character > "\u2e7f" else 0.55 for character in label[:18])
    return (max(2 * size, letters * 7.5) + 8.0, 2 * size + 16.0)


# -------------------------------------------------------------------------- the columns


class Table:
    """Rows kept once each and told by their number, in the order of first use."""

    def __init__(self) -> None:
        self._rows: dict[Any, tuple[int, Any]] = {}

    def number(self, row: Any, *, key: Any = None) -> int:
        """The number of a row; of rows with one key the first is kept."""
        return self._rows.setdefault(row if key is None else key, (len(self._rows), row))[0]

    def rows(self) -> list[Any]:
        """All rows."""
        return [row for _, row in self._rows.values()]


def columns(graph: nx.MultiDiGraph) -> dict[str, Any]:
    """The drawing as the page reads it; nodes and edges are told by their number."""
    whens, roles = Table(), Table()
    sources = Table()
    return {
        "placed": is_placed(graph),
        "nodes": _nodes(graph, whens, sources),
        "edges": _edges(graph, whens, sources, roles),
        "whens": whens.rows(),
        "sources": sources.rows(),
        "roles": roles.rows(),
        "measures": [[name, *words.pair] for name, words in _measures(graph).items()],
        "guides": [[axis, at, *words.pair] for axis, at, words in graph.graph.get("guides", ())],
    }


def _measures(graph: nx.MultiDiGraph) -> dict[str, Words]:
    found: dict[str, Words] = graph.graph.get("measures", {})
    return found


def _nodes(graph: nx.MultiDiGraph, whens: Table, sources: Table) -> dict[str, Any]:
    places, sizes = places_of(graph), sizes_of(graph)
    grown = swell(places)
    told = list(graph.nodes.values())
    return {
        "label": [item["label"] for item in told],
        "en": {
            index: item["label_en"] for index, item in enumerate(told) if item.get("label_en")
        },
        "kind": [item["kind"] for item in told],
        "x": [places[node][0] for node in graph],
        "y": [places[node][1] for node in graph],
        "size": [round(sizes[node] * grown, 1) for node in graph],
        "center": [index for index, item in enumerate(told) if item["center"]],
        "when": [_whens(item, whens, sources) for item in told],
        "measures": {
            name: [item.get("measures", {}).get(name) for item in told]
            for name in _measures(graph)
        },
    }  # fmt: skip


def _edges(graph: nx.MultiDiGraph, whens: Table, sources: Table, roles: Table) -> dict[str, Any]:
    number = {node: index for index, node in enumerate(graph)}
    bends = bends_of(graph)
    ends = list(graph.edges(keys=True))
    told = [item for *_, item in graph.edges(data=True)]
    return {
        "from": [number[one] for one, _, _ in ends],
        "to": [number[other] for _, other, _ in ends],
        "role": [
            roles.number((item["kind"], item["role"], item["zh"], item["en"])) for item in told
        ],
        "weight": [item["weight"] for item in told],
        "width": [width_of(item["weight"]) for item in told],
        "bend": {index: bends[edge] for index, edge in enumerate(ends) if edge in bends},
        "when": [_whens(item, whens, sources) for item in told],
    }


def _whens(told: Mapping[str, Any], whens: Table, sources: Table) -> list[int]:
    """The papers and days of the claims behind a node or edge, by their number."""
    found = {
        (sources.number(item.source), *map(_day, item.days)): None for item in _claims(told)
    }  # fmt: skip
    return [whens.number(row) for row in found]


def _claims(told: Mapping[str, Any]) -> Iterator[Evidence]:
    yield from told["evidence"]
    for fact in told["facts"]:
        yield from fact.evidence


def _day(day: str) -> int | None:
    """Days since 1970, in which the page counts; None where open or unknown."""
    try:
        return date.fromisoformat(day).toordinal() - date(1970, 1, 1).toordinal()
    except ValueError:
        return None
