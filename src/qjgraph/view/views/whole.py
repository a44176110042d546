"""All that the articles name, the surroundings of a name, and projects with what is theirs."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import networkx as nx

from qjgraph.view import tell
from qjgraph.view.parts import add_edges, add_facts, add_nodes, add_value
from qjgraph.view.reader import RELATIONS, STATEMENTS, Reader, Relation, Row


def whole(reader: Reader) -> nx.MultiDiGraph:
    """All entities that an article names, and all that ties them."""
    graph = nx.MultiDiGraph()
    mentions = reader.statements("mention")
    add_nodes(reader, graph, (row["source"] for row in mentions))
    for relation in RELATIONS:
        rows = reader.relations(relation)
        if relation.claimed:
            add_nodes(reader, graph, (row[end] for row in rows for end in ("source", "target")))
        add_edges(reader, graph, relation, rows)
    add_facts(reader, graph, STATEMENTS)
    return graph


def ego(reader: Reader, centers: Sequence[str], depth: int) -> nx.MultiDiGraph:
    """What lies within some steps of the centers, and every tie among it."""
    inside, frontier = set(centers), list(centers)
    rows: dict[str, list[Row]] = {relation.kind: [] for relation in RELATIONS}
    for step in range(depth + 1):
        reached: set[str] = set()
        for relation in RELATIONS:
            found = _touching(reader, relation, frontier)
            rows[relation.kind] += found
            if step < depth:
                reached |= {row[end] for row in found for end in ("source", "target")}
        frontier = sorted(reached - inside)
        inside |= reached
    graph = nx.MultiDiGraph()
    add_nodes(reader, graph, inside)
    for relation in RELATIONS:
        add_edges(reader, graph, relation, _distinct(rows[relation.kind]))
    add_facts(reader, graph, STATEMENTS)
    return graph


def _touching(reader: Reader, relation: Relation, nodes: Iterable[str]) -> list[Row]:
    sides = [{end: node} for node in nodes for end in ("source", "target")]
    return [row for side in sides for row in reader.relations(relation, **side)]


def _distinct(rows: Iterable[Row]) -> list[Row]:
    return [dict(key) for key in sorted({tuple(sorted(row.items())) for row in rows})]


def projects(reader: Reader) -> nx.MultiDiGraph:
    """Projects with their places, sums, stages, companies, people and events."""
    every = whole(reader)
    found = [node for node, kind in every.nodes(data="kind") if kind in tell.PROJECTS]
    kept = set(found).union(*(nx.all_neighbors(every, node) for node in found))
    graph = nx.MultiDiGraph(every.subgraph(kept))
    ours = set(found)
    graph.remove_edges_from(
        [(one, other, key) for one, other, key in graph.edges(keys=True) if not {one, other} & ours]
    )
    for node in found:
        for fact in graph.nodes[node]["facts"]:
            if fact.kind == "milestone" or (
                fact.kind == "quantity" and fact.unit in tell.CURRENCIES
            ):
                add_value(graph, node, fact)
    return graph
