"""A map without tiles: places at their points of the gazetteer, and what is said to be there.

x and y are degrees east and south, x shortened by the cosine of the middle latitude
(equirectangular projection).  A place without a point lies around
the division it is in; where no article tells that one, it stands in a list at the right.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from math import ceil, cos, floor, pi, radians, sin, sqrt

import networkx as nx

from qjgraph.view.facts import Words
from qjgraph.view.parts import add_edges, add_facts, add_nodes, relation
from qjgraph.view.reader import Reader

Point = tuple[float, float]
Guide = tuple[str, int, Words]

_WIDTH, _LINE, _COLUMN, _NEAR = 1300.0, 44.0, 210.0, 40.0
#: Lines of a column of the list: at least so many, and as many as make the list square.
_LINES = 22
#: The golden angle: things around one place lie apart, whatever their number.
_TURN = pi * (3 - sqrt(5))
_STEPS = (0.1, 0.2, 0.5, 1, 2, 5, 10, 20, 45)


def places(reader: Reader) -> nx.MultiDiGraph:
    """The places that articles name, the divisions they lie in, and what is located there."""
    graph = nx.MultiDiGraph()
    named = {row["source"] for row in reader.statements("mention")}
    add_nodes(reader, graph, (iri for iri in named if reader.is_a(iri, "place")))
    located = reader.relations(relation("location"))
    add_nodes(reader, graph, (row[end] for row in located for end in ("source", "target")))
    parts = reader.relations(relation("part"))
    parts = [row for row in parts if reader.is_a(row["target"], "place")]
    _add_above(reader, graph, {row["source"]: row["target"] for row in parts})
    add_edges(reader, graph, relation("location"), located)
    add_edges(reader, graph, relation("part"), parts)
    add_facts(reader, graph, ["mention"])
    return graph


def _add_above(reader: Reader, graph: nx.MultiDiGraph, above: dict[str, str]) -> None:
    """Adds the divisions that named places lie in, as far as the nearest one with a point."""
    for node in sorted(graph):
        at, seen = node, {node}
        while not _point(graph, at) and at in above and above[at] not in seen:
            at = above[at]
            seen.add(at)
            add_nodes(reader, graph, [at])
            if at not in graph:
                break


def _point(graph: nx.MultiDiGraph, node: str) -> tuple[float, float] | None:
    found: tuple[float, float] | None = graph.nodes[node].get("point") if node in graph else None
    return found


# ------------------------------------------------------------------------------- places


def place_map(graph: nx.MultiDiGraph) -> None:
    """Points on the map, what is there around them, the rest in a list."""
    points = {node: point for node in graph if (point := _point(graph, node))}
    project, guides = _projection(points.values())
    at = {node: project(*point) for node, point in points.items()}
    anchor = {node: _anchor(graph, node, at) for node in graph if node not in at}
    around: dict[str, int] = {}
    for node, place in sorted((node, place) for node, place in anchor.items() if place):
        count = around[place] = around.get(place, 0) + 1
        x, y = at[place]
        reach = _NEAR * sqrt(count)
        graph.nodes[node]["place"] = (
            x + reach * cos(count * _TURN), y + reach * sin(count * _TURN)
        )  # fmt: skip
    for node, spot in at.items():
        graph.nodes[node]["place"] = spot
    _list(graph, sorted(n for n, place in anchor.items() if not place), _right(at.values()), guides)


def _anchor(graph: nx.MultiDiGraph, node: str, at: dict[str, Point]) -> str | None:
    """The place with a point that a thing is at, or that a place without a point is in."""
    seen: set[str] = set()
    while node not in seen:
        seen.add(node)
        found: list[str] = [other for other in graph.successors(node) if other in at]
        if found:
            return min(found)
        node = min(_above(graph, node), default=node)
    return None


def _above(graph: nx.MultiDiGraph, node: str) -> list[str]:
    return [other for other in graph.successors(node) if graph.nodes[other]["kind"] == "place"]


def _projection(points: Iterable[Point]) -> tuple[Callable[[float, float], Point], list[Guide]]:
    """From latitude and longitude to pixels, with the lines of the graticule."""
    found = list(points)
    if not found:
        return (lambda lat, long: (0.0, 0.0)), []
    lats, longs = zip(*found, strict=True)
    narrow = cos(radians((min(lats) + max(lats)) / 2))
    spread = max((max(longs) - min(longs)) * narrow, max(lats) - min(lats), 0.5)
    scale = _WIDTH / spread

    def project(lat: float, long: float) -> tuple[float, float]:
        return ((long - min(longs)) * narrow * scale, (max(lats) - lat) * scale)

    step = next((s for s in _STEPS if spread / s <= 8), _STEPS[-1])
    guides: list[Guide] = [("x", round(project(0, long)[0]), Words.same(f"{long:g}°E"))
              for long in _marks(min(longs), max(longs), step)]  # fmt: skip
    guides += [("y", round(project(lat, 0)[1]), Words.same(f"{lat:g}°N"))
               for lat in _marks(min(lats), max(lats), step)]  # fmt: skip
    return project, guides


def _marks(low: float, high: float, step: float) -> list[float]:
    first, last = floor(low / step), floor(high / step) + 1
    return [round(mark * step, 4) for mark in range(first, last + 1)]


def _right(spots: Iterable[tuple[float, float]]) -> float:
    return max((x for x, _ in spots), default=-2 * _COLUMN) + 2 * _COLUMN


def _owner(graph: nx.MultiDiGraph, node: str) -> str:
    """A place itself, or the place that a thing is said to be at."""
    if graph.nodes[node]["kind"] == "place":
        return node
    return min(graph.successors(node), default=node)


def _list(graph: nx.MultiDiGraph, nodes: list[str], x: float, guides: list[Guide]) -> None:
    """What has no point, in columns: each thing after the place that it is said to be at."""
    kind = dict(graph.nodes(data="kind"))
    ordered = sorted(nodes, key=lambda n: (_owner(graph, n), kind[n] != "place", n))
    lines = max(_LINES, ceil(sqrt(len(ordered) * _COLUMN / _LINE)))
    for index, node in enumerate(ordered):
        column, line = divmod(index, lines)
        graph.nodes[node]["place"] = (x + column * _COLUMN, line * _LINE)
    if ordered:
        guides = [*guides, ("x", round(x), Words("无坐标", "no point known"))]
    graph.graph["guides"] = tuple(guides)
    graph.graph["notes"] = tuple(_notes(graph, sum(kind[node] == "place" for node in ordered)))


def _notes(graph: nx.MultiDiGraph, listed: int) -> list[Words]:
    """What must be said of places that lie elsewhere than at points of their own."""
    without = sum(
        told["kind"] == "place" and not told.get("point") for _, told in graph.nodes(data=True)
    )
    notes = []
    if without - listed:
        zh = f"{without - listed} 个没有坐标的地点画在所属区划周围。"
        en = f"{without - listed} places without a point lie around the division they are in."
        notes.append(Words(zh, en))
    if listed:
        zh = f"{listed} 个地点在地名库中没有坐标，列在右侧。"
        en = f"{listed} places have no point in the gazetteer; they are listed at the right."
        notes.append(Words(zh, en))
    return notes
