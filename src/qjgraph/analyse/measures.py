"""Measures of a network: how connected, how central, in which circle, between which bodies.

All count an undirected simple graph: parallel ties are one tie, its weight their sum; a tie of
a node to itself is none.  The same graph gives the same numbers, whatever the order of its
nodes: they are numbered by name first.

| column | is |
| --- | --- |
| `degree` | how many others it is tied to |
| `weighted_degree` | the sum of the weights of its ties |
| `betweenness` | share of others' shortest ways that pass it, weights aside (Freeman 1977) |
| `core` | the largest k of a k-core it is in (Seidman 1983) |
| `community` | its circle by weighted modularity (Louvain, Blondel et al. 2008), 1 the largest |
| `constraint` | how much its ties lead back to each other (Burt 1992), weighted; low is broker |
| `coordinator`, `itinerant`, | pairs of others, not tied to each other, that it stands between, |
| `representative`, `liaison` | by the bodies of the three (Gould and Fernandez 1989) |

Of the pairs, a coordinator's both belong to its own body, an itinerant's both to one other
body, a representative's one to its own and one to another (without directions, representative
and gatekeeper are one), a liaison's to two others.  Pairs with someone of unknown body count
for none.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

import networkx as nx

Columns = dict[str, float | int]

#: The columns, and those of them that need bodies.
COLUMNS = ("degree", "weighted_degree", "betweenness", "core", "community", "constraint")
ROLES = ("coordinator", "itinerant", "representative", "liaison")

#: Up to here (nodes times ties of a connected part) betweenness is exact; beyond, it is estimated
#: from as many pivots as that work allows (Brandes and Pich 2007), at least `_PIVOTS`.
EXACT = 4_000_000
_PIVOTS = 100
#: Louvain goes through the nodes in an order drawn from this seed: the same every time.
_SEED = 7


def measure(graph: nx.Graph, bodies: Mapping[str, str] | None = None) -> dict[str, Columns]:
    """The columns of each node, by the order of their names.

    Args:
        graph: any networkx graph whose edges may have a `weight` (1 without).
        bodies: the body of each node that has one, for the roles; without, there are none.
    """
    names = sorted(graph)
    simple = _simple(graph, names)
    between, community, core = betweenness(simple), communities(simple), nx.core_number(simple)
    found: dict[str, Columns] = {}
    for node, name in enumerate(names):
        found[name] = {
            "degree": len(simple[node]),
            "weighted_degree": simple.degree(node, weight="weight"),
            "betweenness": round(between[node], 6),
            "core": core[node],
            "community": community[node],
        }
        if simple[node]:
            found[name]["constraint"] = round(constraint(simple, node), 6)
    if bodies:
        groups = [bodies.get(name, "") for name in names]
        for node, name in enumerate(names):
            found[name] |= brokerage(simple, node, groups)
    return found


def _simple(graph: nx.Graph, names: list[str]) -> nx.Graph:
    """The undirected simple graph, its nodes the numbers of the names."""
    number = {name: index for index, name in enumerate(names)}
    simple = nx.Graph()
    simple.add_nodes_from(range(len(names)))
    weights: Counter[tuple[int, int]] = Counter()
    for one, other, weight in graph.edges(data="weight", default=1):
        a, b = sorted((number[one], number[other]))
        if a != b:
            weights[a, b] += weight
    simple.add_weighted_edges_from((a, b, weight) for (a, b), weight in sorted(weights.items()))
    return simple


def betweenness(graph: nx.Graph) -> dict[int, float]:
    """Freeman's betweenness, as a share of all pairs of others; part by part.

    networkx goes through all nodes for each one that it starts from, also those that cannot
    be reached; a graph in many parts takes it a hundred times as long.
    """
    pairs = max((len(graph) - 1) * (len(graph) - 2) / 2, 1)
    found: dict[int, float] = {}
    for part in nx.connected_components(graph):
        passed = _passed(nx.Graph(graph.subgraph(sorted(part))))
        found |= {node: count / pairs for node, count in passed.items()}
    return found


def _passed(part: nx.Graph) -> dict[int, float]:
    """How many shortest ways between others pass each node of a connected part."""
    ties = max(part.number_of_edges(), 1)
    pivots = max(_PIVOTS, EXACT // ties)
    # without k networkx starts from every node, and the numbers are exact
    options = {"k": pivots, "seed": _SEED} if pivots < len(part) else {}
    passed: dict[int, float] = nx.betweenness_centrality(part, normalized=False, **options)
    return passed


def communities(graph: nx.Graph) -> dict[int, int]:
    """The number of each node's community: 1 is the largest, of equals that of the first node."""
    found = nx.community.louvain_communities(graph, weight="weight", seed=_SEED)
    ordered = sorted(found, key=lambda part: (-len(part), min(part)))
    return {node: index for index, part in enumerate(ordered, 1) for node in part}


def constraint(graph: nx.Graph, node: int) -> float:
    """Burt's constraint: the sum over others j of (p_ij + sum over q of p_iq p_qj) squared.

    p_ij is the share of j's tie in all of i's.  networkx works the sums of ties out anew for
    every pair; this is the same number in a fraction of the time.
    """
    reach: dict[int, float] = {}
    for other, share in _shares(graph, node).items():
        reach[other] = reach.get(other, 0.0) + share
        for third, further in _shares(graph, other).items():
            if third != node and third in graph[node]:
                reach[third] = reach.get(third, 0.0) + share * further
    return sum(value**2 for _, value in sorted(reach.items()))


def _shares(graph: nx.Graph, node: int) -> dict[int, float]:
    total = graph.degree(node, weight="weight")
    return {other: told["weight"] / total for other, told in graph[node].items()}


def brokerage(graph: nx.Graph, node: int, groups: list[str]) -> Columns:
    """How many pairs a node stands between, in each of Gould and Fernandez's roles."""
    counts = dict.fromkeys(ROLES, 0)
    known = {other for other in graph[node] if groups[other]}
    for one in known if groups[node] else ():
        apart = Counter(groups[other] for other in known - set(graph[one]) - {one})
        for group, count in apart.items():
            counts[_role(groups[one], groups[node], group)] += count
    # each pair was met from both its ends
    return {role: count // 2 for role, count in counts.items()}


def _role(one: str, broker: str, other: str) -> str:
    if one == other:
        return "coordinator" if one == broker else "itinerant"
    return "representative" if broker in (one, other) else "liaison"
