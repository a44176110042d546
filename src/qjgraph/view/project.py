"""networkx projections of a graph: what is drawn, measured and written to graph files.

A projection is a `networkx.MultiDiGraph`.  Its nodes are IRIs with

* `label`, `kind`, `type`, `iri`, `names`, `words` (the kind's or type's name, `Words`),
* `facts` (list of `Fact`), `evidence` (tuple of `Evidence`: where it is named),
* `center`: it was asked for by name; `code`, `point` (latitude, longitude) of a place.

Its edges, keyed `kind:role`, carry `kind`, `role`, `zh`, `en`, `weight`, `facts` and
`evidence`.  Nodes and edges come in an order fixed by their IRIs.

What a view may add, for the page and the figures:

* on every node `place`: (x, y) in pixels, y downwards, where the view itself says where
  things lie (a time axis, a map, a tree); without it `layout.positions` places them;
* on nodes `measures`: numbers by the names that `graph.graph["measures"]` gives their `Words`;
* in `graph.graph["guides"]`: ("x" or "y", pixels, `Words`), lines behind the drawing;
* in `graph.graph["notes"]`: `Words`, sentences that must stand above the picture.

`days` of an `Evidence` is the time by which the page filters, as `since` and `until` do here.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import date
from itertools import groupby

import networkx as nx

from qjgraph.errors import QueryError
from qjgraph.view import tell
from qjgraph.view.facts import Fact, Words
from qjgraph.view.names import find
from qjgraph.view.reader import RELATIONS, STATEMENTS, Queryable, Reader, Relation, Row

#: The views, with what they are called.
VIEWS: dict[str, Words] = {
    "whole": Words("全图", "whole graph"),
    "ego": Words("关系圈", "surroundings"),
    "coattendance": Words("同场网络", "co-attendance"),
    "projects": Words("项目图", "projects"),
}


def project(
    store: Queryable,
    view: str,
    *,
    around: str | None = None,
    depth: int = 1,
    since: date | None = None,
    until: date | None = None,
) -> nx.MultiDiGraph:
    """The projection of a store for a view.

    Args:
        store: an opened `pyoxigraph.Store` (or what has its `query`).
        view: `whole`, `ego`, `coattendance` or `projects`.
        around: a name or IRI; `ego` needs it, the other views are cut to its surroundings.
        depth: how many steps away from `around` things are kept.
        since, until: the days that claims must fall into, inclusive: the day of the event
            they tell of, else of publication.  Undated claims are left out then, and
            counted in `graph.graph["undated"]`.

    Raises:
        QueryError: an unknown view, a depth below 0, `ego` without `around`.
        NotFound: `around` names nothing; the hint has near names.
    """
    _check(view, around, depth)
    reader = Reader(store, bulk=view != "ego", since=since, until=until)
    centers = find(reader, around) if around else []
    if view == "ego":
        graph = _ego(reader, centers, depth)
    else:
        graph = _around(_BUILDERS[view](reader), centers, depth, around)
    for center in centers:
        if center in graph:
            graph.nodes[center]["center"] = True
    graph.graph.update(view=view, around=around or "", undated=reader.undated)
    return _ordered(graph)


def _check(view: str, around: str | None, depth: int) -> None:
    if view not in VIEWS:
        raise QueryError(f"view {view}", "there is no such view", "one of " + ", ".join(VIEWS))
    if view == "ego" and not around:
        raise QueryError("view ego", "it needs a name to start from", "add --around NAME")
    if depth < 0:
        raise QueryError(f"depth {depth}", "it counts steps", "give 0 or more")


# ---------------------------------------------------------------------------- building


def _whole(reader: Reader) -> nx.MultiDiGraph:
    """All entities that an article names, and all that ties them."""
    graph = nx.MultiDiGraph()
    mentions = reader.statements("mention")
    _add_nodes(reader, graph, (row["source"] for row in mentions))
    for relation in RELATIONS:
        rows = reader.relations(relation)
        if relation.claimed:
            _add_nodes(reader, graph, (row[end] for row in rows for end in ("source", "target")))
        _add_edges(reader, graph, relation, rows)
    _add_facts(reader, graph, STATEMENTS)
    return graph


def _ego(reader: Reader, centers: Sequence[str], depth: int) -> nx.MultiDiGraph:
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
    _add_nodes(reader, graph, inside)
    for relation in RELATIONS:
        _add_edges(reader, graph, relation, _distinct(rows[relation.kind]))
    _add_facts(reader, graph, STATEMENTS)
    return graph


def _touching(reader: Reader, relation: Relation, nodes: Iterable[str]) -> list[Row]:
    sides = [{end: node} for node in nodes for end in ("source", "target")]
    return [row for side in sides for row in reader.relations(relation, **side)]


def _distinct(rows: Iterable[Row]) -> list[Row]:
    return [dict(key) for key in sorted({tuple(sorted(row.items())) for row in rows})]


def _coattendance(reader: Reader) -> nx.MultiDiGraph:
    """People, tied by the distinct events that they both took part in."""
    graph = nx.MultiDiGraph()
    relation = next(item for item in RELATIONS if item.kind == "participation")
    rows = reader.relations(relation)
    _add_nodes(reader, graph, (row["source"] for row in rows))
    _add_facts(reader, graph, ["mention", "title"])
    _add_posts(reader, graph)
    dates = tell.event_dates(reader)
    shared: dict[tuple[str, str], list[Fact]] = {}
    for event, attended in _groups(rows, "target"):
        for pair, pair_rows in tell.pairs(attended):
            shared.setdefault(pair, []).append(tell.meeting(reader, event, pair_rows, dates))
    for (one, other), facts in sorted(shared.items()):
        graph.add_edge(one, other, "coattendance:", **tell.coattendance(facts))
    return graph


def _projects(reader: Reader) -> nx.MultiDiGraph:
    """Projects with their places, sums, stages, companies, people and events."""
    whole = _whole(reader)
    projects = [node for node, kind in whole.nodes(data="kind") if kind in ("project", "phase")]
    kept = set(projects).union(*(nx.all_neighbors(whole, node) for node in projects))
    graph = nx.MultiDiGraph(whole.subgraph(kept))
    ours = set(projects)
    graph.remove_edges_from(
        [(one, other, key) for one, other, key in graph.edges(keys=True) if not {one, other} & ours]
    )
    for node in projects:
        _add_values(graph, node)
    return graph


_BUILDERS: dict[str, Callable[[Reader], nx.MultiDiGraph]] = {
    "whole": _whole,
    "coattendance": _coattendance,
    "projects": _projects,
}


# ------------------------------------------------------------------------- their parts


def _add_nodes(reader: Reader, graph: nx.MultiDiGraph, iris: Iterable[str]) -> None:
    for iri in sorted(set(iris)):
        thing = reader.thing(iri)
        if thing and iri not in graph:
            graph.add_node(iri, **tell.node(thing))


def _add_edges(
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


def _add_facts(reader: Reader, graph: nx.MultiDiGraph, kinds: Iterable[str]) -> None:
    for kind in kinds:
        rows = (
            reader.statements(kind)
            if reader.bulk
            else [row for node in sorted(graph) for row in reader.statements(kind, source=node)]
        )
        for node, found in _groups(rows, "source"):
            if node in graph:
                tell.state(reader, graph.nodes[node], kind, found)


def _add_posts(reader: Reader, graph: nx.MultiDiGraph) -> None:
    """States as facts the posts that another view draws as edges."""
    relation = next(item for item in RELATIONS if item.kind == "membership")
    for person, found in _groups(reader.relations(relation), "source"):
        if person in graph:
            graph.nodes[person]["facts"] += tell.posts(reader, found)


def _add_values(graph: nx.MultiDiGraph, node: str) -> None:
    """Makes nodes of a project's sums of money and its stages."""
    for fact in graph.nodes[node]["facts"]:
        if fact.kind == "milestone" or (fact.kind == "quantity" and fact.unit in tell.CURRENCIES):
            value, edge = tell.value_node(fact)
            iri = fact.evidence[0].claim
            graph.add_node(iri, iri=iri, **value)
            graph.add_edge(node, iri, f"{fact.kind}:", **edge)


def _groups(rows: Iterable[Row], name: str) -> Iterable[tuple[str, list[Row]]]:
    ordered = sorted(rows, key=lambda row: row[name])
    return [(value, list(found)) for value, found in groupby(ordered, lambda row: row[name])]


def _around(
    graph: nx.MultiDiGraph, centers: Sequence[str], depth: int, name: str | None
) -> nx.MultiDiGraph:
    if not name:
        return graph
    kept: set[str] = set()
    plain = graph.to_undirected(as_view=True)
    for center in centers:
        if center in graph:
            kept |= set(nx.single_source_shortest_path_length(plain, center, cutoff=depth))
    return nx.MultiDiGraph(graph.subgraph(kept))


def _ordered(graph: nx.MultiDiGraph) -> nx.MultiDiGraph:
    """The same graph with nodes and edges in the order of their names."""
    ordered = nx.MultiDiGraph(**graph.graph)
    ordered.add_nodes_from((node, graph.nodes[node]) for node in sorted(graph))
    ordered.add_edges_from(sorted(graph.edges(keys=True, data=True), key=lambda edge: edge[:3]))
    return ordered
