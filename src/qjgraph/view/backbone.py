"""What is kept of a graph that is too large to draw."""

from __future__ import annotations

from collections import Counter

import networkx as nx


def backbone(graph: nx.MultiDiGraph, *, nodes: int, edges: int) -> nx.MultiDiGraph:
    """The best-connected nodes, and of their edges the strongest.

    Nodes are ranked by the weight of their edges (those asked for first), edges by their
    weight; a spanning tree of the strongest edges is kept before all others, so that what
    hangs together stays together.  A graph within the limits comes back as it is; any
    other as a new graph, in the order of the old.

    Args:
        nodes, edges: the most to keep.
    """
    if len(graph) <= nodes and graph.number_of_edges() <= edges:
        return graph
    strength: Counter[str] = Counter()
    for one, other, weight in graph.edges(data="weight", default=1):
        strength[one] += weight
        strength[other] += weight
    center = graph.nodes(data="center")
    ranked = sorted(graph, key=lambda node: (not center[node], -strength[node], node))
    kept = nx.MultiDiGraph(graph.subgraph(ranked[:nodes]))
    dropped = _weakest(kept, edges)
    kept.remove_edges_from(dropped)
    return kept


def _weakest(graph: nx.MultiDiGraph, limit: int) -> list[tuple[str, str, str]]:
    """The edges to leave out so that no more than the limit remain."""
    union = nx.utils.UnionFind(graph)
    tree, rest = [], []
    for edge in sorted(
        graph.edges(keys=True, data="weight"), key=lambda item: (-item[3], item[:3])
    ):
        one, other, key, _ = edge
        if union[one] == union[other]:
            rest.append((one, other, key))
        else:
            union.union(one, other)
            tree.append((one, other, key))
    return (tree + rest)[limit:]
