"""Places of nodes: fixed, apart, and well shaped."""

from __future__ import annotations

import os
import subprocess
import sys
from itertools import combinations

import networkx as nx
import pytest

from qjgraph.view.layout import positions

GRAPHS = {
    "empty": nx.empty_graph(0),
    "single": nx.empty_graph(1),
    "loose": nx.empty_graph(7),
    "pair": nx.path_graph(2),
    "loop": nx.Graph([(0, 0)]),
    "path": nx.path_graph(12),
    "star": nx.star_graph(20),
    "clique": nx.complete_graph(9),
    "parts": nx.disjoint_union_all([nx.cycle_graph(5), nx.path_graph(3), nx.empty_graph(4)]),
    "grid": nx.grid_2d_graph(8, 8),
    "pairs": nx.disjoint_union_all([nx.path_graph(2)] * 150),
    "large": nx.barabasi_albert_graph(1200, 2, seed=1),
}


def named(graph: nx.Graph) -> nx.MultiDiGraph:
    return nx.MultiDiGraph(nx.relabel_nodes(graph, {node: f"n{node}" for node in graph}))


@pytest.mark.parametrize("shape", GRAPHS)
def test_every_node_has_a_place_of_its_own(shape: str) -> None:
    graph = named(GRAPHS[shape])
    places = positions(graph)
    assert set(places) == set(graph)
    assert len(set(places.values())) == len(graph)


@pytest.mark.parametrize("shape", ["loose", "path", "star", "clique", "parts", "grid", "pairs"])
def test_small_nodes_do_not_overlap(shape: str) -> None:
    graph = named(GRAPHS[shape])
    places = positions(graph, boxes=dict.fromkeys(graph, (20.0, 20.0)))
    near = [
        (one, other)
        for one, other in combinations(places.values(), 2)
        if abs(one[0] - other[0]) < 18 and abs(one[1] - other[1]) < 18
    ]
    assert near == []


def test_the_graph_is_not_changed_and_direction_does_not_matter() -> None:
    graph = named(GRAPHS["grid"])
    before = nx.MultiDiGraph(graph)
    there, back = positions(graph), positions(graph.reverse())
    assert nx.utils.graphs_equal(graph, before)
    assert there == back


def test_neighbours_lie_closer_than_strangers() -> None:
    graph = named(GRAPHS["grid"])
    places = positions(graph)

    def mean(pairs: list[tuple[str, str]]) -> float:
        return sum(
            ((places[a][0] - places[b][0]) ** 2 + (places[a][1] - places[b][1]) ** 2) ** 0.5
            for a, b in pairs
        ) / len(pairs)

    ties = set(graph.to_undirected().edges())
    strangers = [pair for pair in combinations(sorted(graph), 2) if pair not in ties]
    assert mean(list(graph.edges())) * 2 < mean(strangers)


def test_parts_stand_apart() -> None:
    graph = named(nx.disjoint_union(nx.complete_graph(6), nx.complete_graph(6)))
    places = positions(graph)
    first = [places[f"n{index}"] for index in range(6)]
    other = [places[f"n{index}"] for index in range(6, 12)]
    apart = [
        max(side[axis] for side in one) < min(side[axis] for side in two)
        for axis in (0, 1)
        for one, two in ((first, other), (other, first))
    ]
    assert any(apart)


_SCRIPT = """
import networkx as nx
from qjgraph.view.layout import positions
edges = nx.barabasi_albert_graph(400, 2, seed=3).edges()
graph = nx.MultiDiGraph([(f"n{a}", f"n{b}") for a, b in edges])
print(positions(graph))
"""


def test_the_same_places_in_processes_with_other_hash_seeds() -> None:
    told = {
        subprocess.run(
            [sys.executable, "-c", _SCRIPT],
            env={**os.environ, "PYTHONHASHSEED": seed},
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        for seed in ("1", "2")
    }
    assert len(told) == 1
