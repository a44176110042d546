"""Projects' milestones on an axis of time: what was promised, and what was met.

A project is a row, its milestones lie at their dates (the middle of a month or quarter);
an edge leads from a promise to what met it, and tells by how many days it was late or early.
"""

from __future__ import annotations

from datetime import date
from itertools import product
from typing import Any

import networkx as nx

from qjgraph.view import tell
from qjgraph.view.facts import Fact, Words
from qjgraph.view.parts import add_edges, add_facts, add_nodes, add_value, relation
from qjgraph.view.reader import Reader

_LANE, _LABEL, _WIDTH, _LEAST = 44.0, 150.0, 1500.0, 0.9


def timeline(reader: Reader) -> nx.MultiDiGraph:
    """Projects with their milestones."""
    graph = nx.MultiDiGraph()
    rows = reader.statements("milestone")
    add_nodes(reader, graph, (row["source"] for row in rows))
    add_edges(reader, graph, relation("part"), reader.relations(relation("part")))
    add_facts(reader, graph, ["mention", "milestone"])
    for project in sorted(graph):
        _add_stages(graph, project)
    return graph


def _add_stages(graph: nx.MultiDiGraph, project: str) -> None:
    facts = [fact for fact in graph.nodes[project]["facts"] if fact.kind == "milestone"]
    nodes = [(add_value(graph, project, fact), fact) for fact in facts]
    for (promise, planned), (met, done) in product(nodes, nodes):
        if planned.codes[:1] == done.codes[:1] and _kinds(planned, done) == ("planned", "done"):
            words = slip(planned, done)
            if words:
                evidence = (*planned.evidence, *done.evidence)
                graph.add_edge(promise, met, "slip:", **tell.tie("slip", "", words, evidence))


def _kinds(one: Fact, other: Fact) -> tuple[str, str]:
    return (one.codes[1], other.codes[1])


def slip(planned: Fact, done: Fact) -> Words | None:
    """By how many days what was met is later than the last day promised; None if unknown.

    A range where the day it was met is known by a month or quarter alone.  A promise is kept
    on its last day, whatever its first.
    """
    promised, (first, last) = planned.days[1], done.days
    if not (promised and first and last):
        return None
    low, high = sorted((_day(day) - _day(promised)) for day in (first, last))
    zh, en = (f"{_signed(low)}天", f"{_signed(low)} days")
    if low != high:
        zh, en = (
            f"{_signed(low)} 至 {_signed(high)} 天",
            f"{_signed(low)} to {_signed(high)} days",
        )
    return Words(zh, en)


def _signed(days: int) -> str:
    return f"{days:+d}" if days else "0"


def _day(iso: str) -> int:
    return date.fromisoformat(iso).toordinal()


# ------------------------------------------------------------------------------- places


def place_timeline(graph: nx.MultiDiGraph) -> None:
    """x is the date, a row a project, phases beneath their project; undated ones at the right."""
    middle = {node: _middle(told["facts"][0]) for node, told in _stages(graph)}
    days = [day for day in middle.values() if day is not None]
    first, last = (min(days), max(days)) if days else (0, 0)
    scale = max(_WIDTH / max(last - first, 1), _LEAST)
    aside = (last - first) * scale + 1.4 * _LABEL
    top = 0.0
    for project in _rows(graph, middle):
        stages = sorted((n for n in graph.successors(project) if n in middle),
                        key=lambda n: (middle[n] is None, middle[n] or 0, n))  # fmt: skip
        lanes: list[float] = []
        for node in stages:
            day = middle[node]
            x = aside if day is None else (day - first) * scale
            graph.nodes[node]["place"] = (x, top + _LANE * _lane(lanes, x))
        graph.nodes[project]["place"] = (-1.6 * _LABEL, top)
        top += _LANE * max(len(lanes), 1) + _LANE / 2
    _guide(graph, first, last, scale, aside if None in middle.values() else None)


def _stages(graph: nx.MultiDiGraph) -> list[tuple[str, dict[str, Any]]]:
    return [(n, told) for n, told in graph.nodes(data=True) if told["kind"] in tell.STATUSES]


def _middle(fact: Fact) -> int | None:
    days = [_day(day) for day in fact.days if day]
    return sum(days) // len(days) if days else None


def _lane(lanes: list[float], x: float) -> int:
    """The first line of a row that is free at x; it is taken then."""
    for index, taken in enumerate(lanes):
        if x - taken >= _LABEL:
            lanes[index] = x
            return index
    lanes.append(x)
    return len(lanes) - 1


def _rows(graph: nx.MultiDiGraph, middle: dict[str, int | None]) -> list[str]:
    """Projects by their first date, each with its phases after it."""

    def first(node: str) -> tuple[int, str]:
        days = [middle.get(other) for other in graph.successors(node)]
        return (min((day for day in days if day is not None), default=10**7), node)

    ours = [node for node, kind in graph.nodes(data="kind") if kind in tell.PROJECTS]
    of = {node: min((other for other in graph.successors(node) if other in set(ours)), default=node)
          for node in ours}  # fmt: skip
    return sorted(ours, key=lambda node: (first(of[node]), of[node] != node, first(node)))


def _guide(
    graph: nx.MultiDiGraph, first: int, last: int, scale: float, aside: float | None
) -> None:
    guides = []
    if last:
        for year, month in _ticks(date.fromordinal(first), date.fromordinal(last), scale):
            x = (date(year, month, 1).toordinal() - first) * scale
            guides.append(("x", round(x), Words.same(f"{year}-{month:02}")))
    if aside is not None:
        guides.append(("x", round(aside), Words("日期不详", "undated")))
    graph.graph["guides"] = tuple(guides)


def _ticks(first: date, last: date, scale: float) -> list[tuple[int, int]]:
    """Firsts of months, quarters or years, whichever leaves room for their names."""
    step = next((n for n in (1, 3, 6, 12) if n * 30 * scale >= 90), 12)
    months = range(first.year * 12 + first.month - 1, last.year * 12 + last.month + 1)
    return [(month // 12, month % 12 + 1) for month in months if month % step == 0]
