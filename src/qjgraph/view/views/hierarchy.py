"""Divisions and bodies, what belongs to what, their posts and who holds them, as a tree."""

from __future__ import annotations

from collections.abc import Mapping

import networkx as nx

from qjgraph.view import tell
from qjgraph.view.facts import Words
from qjgraph.view.parts import add_edges, add_facts, add_nodes, groups, relation
from qjgraph.view.reader import Reader, Row

_ACROSS, _DOWN = 210.0, 40.0
_BY_NAME = Words("按名称归入", "by its name")


def hierarchy(reader: Reader) -> nx.MultiDiGraph:
    """Bodies and divisions that have posts or parts, the posts, and who holds them."""
    graph = nx.MultiDiGraph()
    rows, parts = reader.relations(relation("membership")), reader.relations(relation("part"))
    bodies = {row["source"] for row in reader.statements("mention")}
    bodies = {iri for iri in bodies if reader.is_a(iri, "organization")}
    bodies |= {row["target"] for row in rows}
    add_nodes(reader, graph, bodies)
    add_nodes(reader, graph, (r["target"] for r in parts if r["source"] in graph))
    add_edges(reader, graph, relation("part"), parts)
    _add_by_name(graph)
    add_nodes(reader, graph, (row["source"] for row in rows))
    add_facts(reader, graph, ["mention"])
    for (body, title), found in groups(rows, "target", "title"):
        _add_post(reader, graph, body, title, found)
    _note(reader, graph)
    return graph


def _add_by_name(graph: nx.MultiDiGraph) -> None:
    """Ties a body that no article calls a part to the one that its own name begins with."""
    labels = {told["label"]: node for node, told in graph.nodes(data=True)}
    for node, told in sorted(graph.nodes(data=True)):
        if told["kind"] != "organization" or graph.out_degree(node):
            continue
        name = told["label"]
        starts = [name[:size] for size in range(len(name) - 1, 1, -1) if name[:size] in labels]
        if starts:
            tie = tell.tie("part", "name", _BY_NAME, ())
            graph.add_edge(node, labels[starts[0]], "part:name", **tie)


def _add_post(
    reader: Reader, graph: nx.MultiDiGraph, body: str, title: str, rows: list[Row]
) -> None:
    """A post of a body, between the body and those who hold, got or left it."""
    evidence = reader.evidences(rows)
    iri = rows[0].get("post") or f"{body}/post/{title}"
    graph.add_node(iri, **tell.made(iri, "post", Words.same(title), evidence))
    graph.add_edge(iri, body, "part:", **tell.tie("part", "", Words("设于", "of"), evidence))
    for (person, change), found in groups(rows, "source", "role"):
        words = reader.words(change)
        tie = tell.tie("membership", change.rpartition("-")[2], words, reader.evidences(found))
        graph.add_edge(person, iri, f"membership:{tie['role']}", **tie)


def _note(reader: Reader, graph: nx.MultiDiGraph) -> None:
    """Says which posts have no place in the tree, since no article tells whose they are."""
    count = len(reader.statements("title"))
    if count:
        zh = f"另有 {count} 条任职陈述未说明属于哪个机构，不在图中。"
        en = f"{count} statements of posts do not tell the body and are not in the tree."
        graph.graph["notes"] = (Words(zh, en),)


# ------------------------------------------------------------------------------- places


def place_hierarchy(graph: nx.MultiDiGraph) -> None:
    """Trees from left to right, in columns beside each other; a node lies once, under its first."""
    parents = _parents(graph)
    children: dict[str, list[str]] = {}
    for node in sorted(parents, key=lambda n: _rank(graph, n)):
        children.setdefault(parents[node], []).append(node)
    roots = [node for node in graph if node not in parents]
    blocks = [_block(root, children) for root in sorted(roots, key=lambda n: _rank(graph, n))]
    blocks.sort(key=lambda block: -len(block))
    for node, at in _columned(blocks).items():
        graph.nodes[node]["place"] = at


def _rank(graph: nx.MultiDiGraph, node: str) -> tuple[int, bool, str, str]:
    """Bodies before posts, chiefs before deputies."""
    told = graph.nodes[node]
    kinds = ("place", "organization", "project", "phase", "post", "person")
    kind = kinds.index(told["kind"]) if told["kind"] in kinds else len(kinds)
    return (kind, "副" in told["label"], told["label"], node)


def _parents(graph: nx.MultiDiGraph) -> dict[str, str]:
    """The one node that each hangs under: the first of those it leads to, without circles."""
    parents: dict[str, str] = {}
    for node in graph:
        for other in sorted(set(graph.successors(node)), key=lambda n: _rank(graph, n)[::-1]):
            if not _leads(parents, other, node):
                parents[node] = other
                break
    return parents


def _leads(parents: Mapping[str, str], node: str, to: str) -> bool:
    while node != to and node in parents:
        node = parents[node]
    return node == to


def _block(root: str, children: Mapping[str, list[str]]) -> dict[str, tuple[float, float]]:
    """A tree's nodes: depth to the right, leaves one below the other, parents at the middle."""
    place: dict[str, tuple[float, float]] = {}
    stack, line = [(root, 0, False)], 0
    while stack:
        node, depth, seen = stack.pop()
        below = children.get(node, [])
        if not below:
            place[node], line = (depth * _ACROSS, line * _DOWN), line + 1
        elif seen:
            place[node] = (depth * _ACROSS, (place[below[0]][1] + place[below[-1]][1]) / 2)
        else:
            stack.append((node, depth, True))
            stack += [(child, depth + 1, False) for child in reversed(below)]
    return place


def _columned(blocks: list[dict[str, tuple[float, float]]]) -> dict[str, tuple[float, float]]:
    """The blocks in columns of about one height, so that the whole is wider than high."""
    tall = [max(y for _, y in block.values()) + 2 * _DOWN for block in blocks]
    wide = max((max(x for x, _ in block.values()) for block in blocks), default=0.0) + 1.5 * _ACROSS
    count = max(1, round((2.2 * sum(tall) / wide) ** 0.5))
    bottoms, placed = [0.0] * count, {}
    for block, height in zip(blocks, tall, strict=True):
        column = bottoms.index(min(bottoms))
        for node, (x, y) in block.items():
            placed[node] = (x + column * wide, y + bottoms[column])
        bottoms[column] += height
    return placed
