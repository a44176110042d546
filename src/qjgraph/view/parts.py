"""The parts that views are put together from: nodes, edges and facts out of a reader's rows."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import groupby

import networkx as nx

from qjgraph.view import tell
from qjgraph.view.facts import Fact
from qjgraph.view.reader import RELATIONS, Reader, Relation, Row


def relation(kind: str) -> Relation:
    """The relation of that kind."""
    return next(item for item in RELATIONS if item.kind == kind)


def groups(rows: Iterable[Row], *names: str) -> list[tuple[tuple[str, ...], list[Row]]]:
    """The rows by what they say under the names, in the order of that."""

    def key(row: Row) -> tuple[str, ...]:
        return tuple(row[name] for name in names)

    return [(values, list(found)) for values, found in groupby(sorted(rows, key=key), key)]


def add_nodes(reader: Reader, graph: nx.MultiDiGraph, iris: Iterable[str]) -> None:
    """Adds the entities among the IRIs."""
    for iri in sorted(set(iris)):
        thing = reader.thing(iri)
        if thing and iri not in graph:
            graph.add_node(iri, **tell.node(thing))


def add_edges(
    reader: Reader, graph: nx.MultiDiGraph, relation: Relation, rows: Iterable[Row]
) -> None:
    """Adds an edge per role between two nodes of the graph, its claims together on it."""

    def key(row: Row) -> tuple[str, str, str]:
        return (row["source"], row["target"], tell.role_key(row))

    ours = [row for row in rows if row["source"] in graph and row["target"] in graph]
    for (source, target, role), found in groupby(sorted(ours, key=key), key):
        claims = list(found)
        edge = tell.edge(reader, relation, claims)
        graph.add_edge(source, target, f"{relation.kind}:{role}", **edge)


def add_facts(reader: Reader, graph: nx.MultiDiGraph, kinds: Iterable[str]) -> None:
    """Adds to the nodes what statements of these kinds say of them."""
    for kind in kinds:
        rows = (
            reader.statements(kind)
            if reader.bulk
            else [row for node in sorted(graph) for row in reader.statements(kind, source=node)]
        )
        for (node,), found in groups(rows, "source"):
            if node in graph:
                tell.state(reader, graph.nodes[node], kind, found)


def add_posts(reader: Reader, graph: nx.MultiDiGraph) -> None:
    """States as facts the posts that another view draws as edges."""
    for (person,), found in groups(reader.relations(relation("membership")), "source"):
        if person in graph:
            graph.nodes[person]["facts"] += tell.posts(reader, found)


def add_value(graph: nx.MultiDiGraph, node: str, fact: Fact) -> str:
    """Makes a node of a project's sum of money or stage; its IRI is that of the first claim."""
    value, edge = tell.value_node(fact)
    iri = str(value["iri"])
    graph.add_node(iri, **value)
    graph.add_edge(node, iri, f"{fact.kind}:", **edge)
    return iri
