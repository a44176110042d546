"""Who met whom, the sessions of a series with their attendance, policies and their meetings."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

import networkx as nx

from qjgraph.view import tell
from qjgraph.view.facts import Fact, Words
from qjgraph.view.parts import add_edges, add_facts, add_nodes, add_posts, groups, relation
from qjgraph.view.reader import Reader, Row

#: Room of a session and of a row of the grid, of a line of a list, in pixels.
_COLUMN, _ROW, _LINE = 150.0, 46.0, 44.0


# ----------------------------------------------------------------------- co-attendance


def coattendance(reader: Reader) -> nx.MultiDiGraph:
    """People, tied by the distinct events that they both took part in."""
    graph = nx.MultiDiGraph()
    rows = reader.relations(relation("participation"))
    add_nodes(reader, graph, (row["source"] for row in rows))
    add_facts(reader, graph, ["mention", "title"])
    add_posts(reader, graph)
    dates = tell.event_dates(reader)
    shared: dict[tuple[str, str], list[Fact]] = {}
    for (event,), attended in groups(rows, "target"):
        for pair, pair_rows in tell.pairs(attended):
            shared.setdefault(pair, []).append(tell.meeting(reader, event, pair_rows, dates))
    for (one, other), facts in sorted(shared.items()):
        graph.add_edge(one, other, "coattendance:", **tell.coattendance(facts))
    _add_bodies(reader, graph)
    return graph


def _add_bodies(reader: Reader, graph: nx.MultiDiGraph) -> None:
    """`body`: the division or body that most claims say a person has a post of."""
    for (person,), found in groups(reader.relations(relation("membership")), "source"):
        if person in graph:
            counts = Counter(row["target"] for row in found)
            body = reader.thing(min(counts, key=lambda iri: (-counts[iri], iri)))
            graph.nodes[person]["body"] = body.label if body else ""


# ------------------------------------------------------------------------------ series


def series(reader: Reader) -> nx.MultiDiGraph:
    """Named series, their sessions in order, and who attended each.

    Each participation is a node of its own where the row of its person crosses the column of
    its session, so that the picture is the attendance list.
    """
    graph = nx.MultiDiGraph()
    told = {row["source"]: row for row in reader.statements("occurrence") if "series" in row}
    add_nodes(reader, graph, told)
    attended = [r for r in reader.relations(relation("participation")) if r["target"] in graph]
    add_nodes(reader, graph, (row["source"] for row in attended))
    add_facts(reader, graph, ["mention", "occurrence"])
    add_posts(reader, graph)
    for event, row in sorted(told.items()):
        _add_session(reader, graph, event, row)
    for (person, event), found in groups(attended, "source", "target"):
        _add_presence(reader, graph, person, event, found)
    return graph


def _add_session(reader: Reader, graph: nx.MultiDiGraph, event: str, row: Row) -> None:
    name = row["series"]
    iri = f"series:{name}"
    if iri not in graph:
        graph.add_node(iri, **tell.made(iri, "series", Words.same(name), ()))
    number = row.get("session", "")
    words = Words(f"第{number}次", f"session {number}") if number else Words("会议", "meeting")
    evidence = reader.evidences([row])
    graph.add_edge(event, iri, "session:", **tell.tie("session", number, words, evidence))
    graph.nodes[event]["order"] = (name, int(number or 0), *_by_day(graph, event))


def _add_presence(
    reader: Reader, graph: nx.MultiDiGraph, person: str, event: str, rows: list[Row]
) -> None:
    """A person at a session: a node between the two."""
    roles = sorted({reader.words(row["role"]) for row in rows})
    words = Words("、".join(role.zh for role in roles), ", ".join(role.en for role in roles))
    evidence = reader.evidences(rows)
    iri = evidence[0].claim
    graph.add_node(iri, **tell.made(iri, "presence", words, evidence))
    tie = tell.tie("participation", "", words, evidence)
    graph.add_edge(person, iri, "participation:", **tie)
    graph.add_edge(iri, event, "participation:", **tie)


def place_series(graph: nx.MultiDiGraph) -> None:
    """Sessions in columns, series by series and in order; people in rows, the busiest first."""
    kind = dict(graph.nodes(data="kind"))
    sessions = sorted((n for n in graph if kind[n] == "event"), key=lambda n: _order(graph, n))
    column = {node: index * _COLUMN for index, node in enumerate(sessions)}
    rank = {node: (-graph.degree(node), node) for node in graph if kind[node] == "person"}
    row = {
        node: (index + 1.5) * _ROW for index, node in enumerate(sorted(rank, key=rank.__getitem__))
    }
    for node in graph:
        near = set(nx.all_neighbors(graph, node))
        if kind[node] == "event":
            at = (column[node], 0.0)
        elif kind[node] == "person":
            at = (-_COLUMN, row[node])
        elif kind[node] == "series":
            xs = [column[other] for other in near if other in column]
            at = (sum(xs) / len(xs) if xs else 0.0, -1.6 * _ROW)
        else:
            at = (
                next((column[other] for other in near if other in column), 0.0),
                next((row[other] for other in near if other in row), 0.0),
            )
        graph.nodes[node]["place"] = at


def _order(graph: nx.MultiDiGraph, node: str) -> tuple[str, int, str, str]:
    found: tuple[str, int, str, str] = graph.nodes[node].get("order", ("", 0, "", node))
    return found


# ---------------------------------------------------------------------------- policies


def policies(reader: Reader) -> nx.MultiDiGraph:
    """Policies, plans and documents, and the events that took them up."""
    graph = nx.MultiDiGraph()
    topics = reader.relations(relation("topic"))
    rows = [row for row in topics if reader.is_a(row["target"], "policy")]
    add_nodes(reader, graph, (row[end] for row in rows for end in ("source", "target")))
    add_edges(reader, graph, relation("topic"), rows)
    add_facts(reader, graph, ["mention", "occurrence"])
    return graph


def place_policies(graph: nx.MultiDiGraph) -> None:
    """Events on the left by day, policies on the right, each near the events that took it up."""
    kind = dict(graph.nodes(data="kind"))
    events = sorted((n for n in graph if kind[n] != "policy"), key=lambda n: _by_day(graph, n))
    height = {node: index * _LINE for index, node in enumerate(events)}
    middle = {node: _mean(height[e] for e in nx.all_neighbors(graph, node) if e in height)
              for node in graph if kind[node] == "policy"}  # fmt: skip
    ordered = sorted(middle, key=lambda node: (middle[node], node))
    step = _LINE * max(len(events) / max(len(ordered), 1), 1.0)
    width = max(420.0, 0.7 * _LINE * max(len(events), len(ordered)))
    for node in events:
        graph.nodes[node]["place"] = (0.0, height[node] * max(len(ordered) / len(events), 1.0))
    for index, node in enumerate(ordered):
        graph.nodes[node]["place"] = (width, index * step)


def _by_day(graph: nx.MultiDiGraph, event: str) -> tuple[str, str]:
    days = (item.days[0] for item in graph.nodes[event]["evidence"])
    return (min(filter(None, days), default=""), event)


def _mean(values: Iterable[float]) -> float:
    found = list(values)
    return sum(found) / len(found) if found else 0.0
