"""A projection cut into years, quarters or months, and its measures in each.

What counts is what the weight of an edge counts: for co-attendance events, otherwise articles.
It falls into a period that holds all its possible days; one whose days span two periods, or
are unknown, is in none, and `Cut.aside` counts it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

import networkx as nx
from pyoxigraph import Literal, NamedNode

from qjgraph.analyse.measures import COLUMNS, ROLES, measure
from qjgraph.analyse.rows import period_label
from qjgraph.errors import QueryError
from qjgraph.query.prefixes import PREFIXES
from qjgraph.query.results import Rows
from qjgraph.view.facts import Evidence, Words

Days = tuple[str, str]
_NAMES = ("iri", "label", "kind", "type")

#: What a network may be cut into.
PERIODS = ("year", "quarter", "month")

#: What the measures are called.
MEASURES: dict[str, Words] = {
    "degree": Words("相连数", "degree"),
    "weighted_degree": Words("加权度", "weighted degree"),
    "betweenness": Words("中介中心性", "betweenness"),
    "core": Words("k-核", "k-core"),
    "community": Words("社群", "community"),
    "constraint": Words("结构洞约束", "constraint"),
    "coordinator": Words("协调人", "coordinator"),
    "itinerant": Words("巡回中介", "itinerant broker"),
    "representative": Words("代表或守门人", "representative or gatekeeper"),
    "liaison": Words("联络人", "liaison"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Cut:
    """A projection by periods, in order; `aside` counts what falls into none."""

    graphs: Mapping[str, nx.MultiDiGraph]
    aside: int


def measured(graph: nx.MultiDiGraph) -> nx.MultiDiGraph:
    """The graph, its nodes with `measures` and itself with what they are called."""
    found = measure(graph, _bodies(graph))
    for node, columns in found.items():
        graph.nodes[node]["measures"] = columns
    used = {name for columns in found.values() for name in columns}
    graph.graph["measures"] = {name: words for name, words in MEASURES.items() if name in used}
    return graph


def rows(graph: nx.MultiDiGraph, per: str = "") -> tuple[Rows, int]:
    """A row of measures for every node, of the whole time or of each period it is in.

    Args:
        graph: of `qjgraph.view.project.project`.
        per: one of `PERIODS`; empty for the whole time.

    Returns:
        The rows, by period and then by weighted degree; what fell into no period.

    Raises:
        QueryError: another period.
    """
    cut = by_period(graph, per) if per else Cut(graphs={"": graph}, aside=0)
    bodies = _bodies(graph)
    names = (
        (("period",) if per else ()) + _NAMES + (("body", *COLUMNS, *ROLES) if bodies else COLUMNS)
    )
    found = []
    for period, part in cut.graphs.items():
        columns = measure(part, bodies)
        for node in sorted(columns, key=lambda node: (-columns[node]["weighted_degree"], node)):
            cells = {"period": period, "body": "", **graph.nodes[node], **columns[node]}
            found.append(tuple(_term(cells.get(name)) for name in names))
    return Rows(names, tuple(found)), cut.aside


def _term(value: Any) -> Literal | None:
    if isinstance(value, float):
        # 2e-06 is no decimal
        written = f"{Decimal(str(value)):f}"
        return Literal(written, datatype=NamedNode(PREFIXES["xsd"] + "decimal"))
    return None if value is None else Literal(value)


def _bodies(graph: nx.MultiDiGraph) -> dict[str, str]:
    return {node: body for node, body in graph.nodes(data="body") if body}


# ------------------------------------------------------------------------------ cutting


def by_period(graph: nx.MultiDiGraph, per: str) -> Cut:
    """The projection of each period: the edges that count in it, and the nodes named in it."""
    if per not in PERIODS:
        raise QueryError(f"period {per}", "there is no such period", "one of " + ", ".join(PERIODS))
    parts: dict[str, nx.MultiDiGraph] = {}
    for node, told in graph.nodes(data=True):
        for period in sorted({period_of(item.days, per) for item in told["evidence"]} - {""}):
            _part(parts, period).add_node(node, **told)
    aside = 0
    for one, other, key, told in graph.edges(keys=True, data=True):
        weights: dict[str, int] = {}
        for days in times(told):
            period = period_of(days, per)
            weights[period] = weights.get(period, 0) + 1
        aside += weights.pop("", 0)
        for period, weight in weights.items():
            part = _part(parts, period)
            part.add_nodes_from((node, graph.nodes[node]) for node in (one, other))
            part.add_edge(one, other, key, **{**told, "weight": weight})
    return Cut(graphs=dict(sorted(parts.items())), aside=aside)


def _part(parts: dict[str, nx.MultiDiGraph], period: str) -> nx.MultiDiGraph:
    return parts.setdefault(period, nx.MultiDiGraph())


def times(told: Mapping[str, Any]) -> list[Days]:
    """The first and last possible day of all that the weight of an edge counts, in order."""
    if told["facts"]:
        return sorted(_best(fact.evidence) for fact in told["facts"])
    articles: dict[str, list[Evidence]] = {}
    for item in told["evidence"]:
        articles.setdefault(item.article, []).append(item)
    return sorted(_best(items) for items in articles.values())


def _best(items: Iterable[Evidence]) -> Days:
    """The days of the claim that tells them best."""
    return min((item.days for item in items), key=lambda days: (not all(days), days))


def period_of(days: Days, per: str) -> str:
    """The period that holds the days: `2025`, `2025-Q3`, `2025-09`; empty where none does."""
    labels = {period_label(day, per) for day in days}
    return labels.pop() if len(labels) == 1 else ""


def spans(items: Iterable[Days]) -> list[Days]:
    """The days of a list that are known at both ends, each once, in order."""
    return sorted({days for days in items if all(days)})
