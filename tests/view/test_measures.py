"""Measures: against networkx, against numbers worked out by hand, and by period."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from itertools import pairwise

import networkx as nx
import pytest

from qjgraph.analyse import measures
from qjgraph.analyse.measures import COLUMNS, ROLES, measure
from qjgraph.errors import QueryError
from qjgraph.view import periods
from qjgraph.view.periods import MEASURES, by_period, measured, period_of, rows, times
from qjgraph.view.project import project
from view.graphs import edge, evidence, node
from view.stores import meeting, meetings, store_of


def network(*edges: tuple[str, str, int]) -> nx.Graph:
    graph = nx.Graph()
    graph.add_weighted_edges_from(edges)
    return graph


def path(names: str) -> nx.Graph:
    return network(*((one, other, 1) for one, other in pairwise(names)))


def column(graph: nx.Graph, name: str, **options: object) -> dict[str, object]:
    found = measure(graph, **options)  # type: ignore[arg-type]
    return {node: columns[name] for node, columns in found.items()}


KARATE = nx.relabel_nodes(nx.karate_club_graph(), lambda number: f"n{number:02}")


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("degree", dict(KARATE.degree())),
        ("weighted_degree", dict(KARATE.degree(weight="weight"))),
        ("betweenness", nx.betweenness_centrality(KARATE)),
        ("core", nx.core_number(KARATE)),
        ("constraint", nx.constraint(KARATE, weight="weight")),
    ],
)
def test_a_known_network_has_the_numbers_of_networkx(name: str, expected: dict[str, float]) -> None:
    assert column(KARATE, name) == pytest.approx(expected, abs=1e-6)


def test_betweenness_of_a_path_by_hand() -> None:
    # of the 6 pairs of others b passes 3, c 4: a path of five has 6 pairs without its member
    assert column(path("abcde"), "betweenness") == pytest.approx(
        {"a": 0, "b": 3 / 6, "c": 4 / 6, "d": 3 / 6, "e": 0}, abs=1e-6
    )


def test_betweenness_in_parts_is_that_of_networkx() -> None:
    graph = nx.disjoint_union_all([nx.path_graph(5), nx.star_graph(4), nx.empty_graph(2)])
    graph = nx.relabel_nodes(graph, lambda number: f"n{number:02}")
    expected = nx.betweenness_centrality(graph)
    assert column(graph, "betweenness") == pytest.approx(expected, abs=1e-6)


def test_constraint_of_a_star_by_hand() -> None:
    star = network(("hub", "a", 1), ("hub", "b", 1), ("hub", "c", 2))
    assert column(star, "constraint") == pytest.approx(
        {"hub": 1 / 16 + 1 / 16 + 1 / 4, "a": 1, "b": 1, "c": 1}
    )


def test_two_cliques_are_two_communities_the_larger_first() -> None:
    small = [(a, b, 1) for a, b in ("pq", "pr", "qr")]
    large = [(a, b, 1) for a, b in ("ab", "ac", "ad", "bc", "bd", "cd")]
    found = column(network(*small, *large, ("a", "p", 1)), "community")
    assert found == {**dict.fromkeys("abcd", 1), **dict.fromkeys("pqr", 2)}


def test_parallel_ties_are_one_and_a_tie_to_oneself_is_none() -> None:
    graph = nx.MultiDiGraph()
    graph.add_edge("a", "b", weight=2)
    graph.add_edge("b", "a", weight=3)
    graph.add_edge("a", "a", weight=9)
    found = measure(graph)
    assert (found["a"]["degree"], found["a"]["weighted_degree"]) == (1, 5)


def test_who_is_tied_to_nobody_has_no_constraint() -> None:
    graph = nx.Graph()
    graph.add_node("a")
    assert "constraint" not in measure(graph)["a"]


def test_no_node_no_measure() -> None:
    assert measure(nx.Graph()) == {}


def test_the_order_of_nodes_changes_nothing() -> None:
    turned = nx.Graph()
    turned.add_nodes_from(reversed(list(KARATE)))
    turned.add_edges_from(reversed(list(KARATE.edges(data=True))))
    assert measure(turned) == measure(KARATE)


def test_beyond_the_limit_betweenness_is_estimated_the_same_every_time(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    exact = column(KARATE, "betweenness")
    monkeypatch.setattr(measures, "EXACT", 78 * 20)
    monkeypatch.setattr(measures, "_PIVOTS", 5)
    one, other = (column(KARATE, "betweenness") for _ in range(2))
    assert one == other != exact
    top = sorted(exact, key=lambda name: -float(str(exact[name])))[0]
    assert one[top] == max(one.values())  # type: ignore[type-var]


# ---------------------------------------------------------------------------- brokerage


@pytest.mark.parametrize(
    ("bodies", "role"),
    [
        ("AAA", "coordinator"),
        ("ABA", "itinerant"),
        ("AAB", "representative"),
        ("ABB", "representative"),
        ("ABC", "liaison"),
    ],
)
def test_a_pair_apart_counts_in_one_role(bodies: str, role: str) -> None:
    found = measure(path("xyz"), dict(zip("xyz", bodies, strict=True)))
    assert {name: found["y"][name] for name in ROLES} == {name: int(name == role) for name in ROLES}
    assert [found[end][name] for end in "xz" for name in ROLES] == [0] * 8


def test_a_pair_that_is_tied_needs_no_broker() -> None:
    found = measure(network(("x", "y", 1), ("y", "z", 1), ("x", "z", 1)), dict.fromkeys("xyz", "A"))
    assert all(columns[role] == 0 for columns in found.values() for role in ROLES)


@pytest.mark.parametrize("unknown", "xyz")
def test_pairs_with_someone_of_unknown_body_count_for_none(unknown: str) -> None:
    bodies = {name: "A" for name in "xyz" if name != unknown}
    assert measure(path("xyz"), bodies)["y"]["coordinator"] == 0


def test_without_bodies_there_are_no_roles() -> None:
    assert set(measure(path("xyz"))["y"]) == set(COLUMNS)


# ------------------------------------------------------------------------------ periods


@pytest.mark.parametrize(
    ("days", "labels"),
    [
        (("2025-03-31", "2025-03-31"), ("2025", "2025-Q1", "2025-03")),
        (("2025-03-31", "2025-04-01"), ("2025", "", "")),
        (("2025-10-01", "2025-12-31"), ("2025", "2025-Q4", "")),
        (("2024-12-31", "2025-01-01"), ("", "", "")),
        (("", "2025-01-01"), ("", "", "")),
        (("", ""), ("", "", "")),
    ],
)
def test_a_period_holds_all_the_days(days: tuple[str, str], labels: tuple[str, ...]) -> None:
    assert tuple(period_of(days, per) for per in ("year", "quarter", "month")) == labels


def strengths(found: Iterable[dict[str, object]]) -> dict[tuple[object, object], object]:
    return {(row["period"], row["label"]): row["weighted_degree"] for row in found}


def test_each_period_counts_its_own_events() -> None:
    found, aside = rows(project(meetings(), "coattendance"), "month")
    assert strengths(found) == {
        ("2025-03", "赵甲"): 1, ("2025-03", "钱乙"): 1,
        ("2025-04", "赵甲"): 2, ("2025-04", "钱乙"): 2, ("2025-04", "孙丙"): 2,
        ("2025-09", "李丁"): 0,
    }  # fmt: skip
    assert aside == 0


def test_the_periods_of_a_year_sum_to_the_year() -> None:
    graph = project(meetings(), "coattendance")
    (year,) = by_period(graph, "year").graphs.values()
    months = by_period(graph, "month").graphs.values()
    assert year.size("weight") == sum(part.size("weight") for part in months) == 4


def test_what_spans_two_periods_is_counted_aside() -> None:
    graph = nx.MultiDiGraph()
    for name in "ab":
        graph.add_node(name, **node(name))
    quotes = [
        evidence("甲。", article="urn:1", days=("2025-03-01", "2025-03-31")),
        evidence("乙。", article="urn:2", days=("2025-03-30", "2025-04-02")),
    ]
    graph.add_edge("a", "b", "x", **edge("参加", evidence=tuple(quotes), weight=2))
    cut = by_period(graph, "month")
    assert (list(cut.graphs), cut.aside) == (["2025-03"], 1)
    assert [w for *_, w in cut.graphs["2025-03"].edges(data="weight")] == [1]


def test_an_article_counts_once_however_often_it_says_so() -> None:
    quotes = (
        evidence("甲。", days=("", "2025-03-31")),
        evidence("乙。", days=("2025-03-05", "2025-03-05")),
    )
    assert times(edge("参加", evidence=quotes)) == [("2025-03-05", "2025-03-05")]


def test_another_period_is_refused() -> None:
    with pytest.raises(QueryError, match="quarter"):
        rows(project(meetings(), "coattendance"), "week")


# --------------------------------------------------------------------------- the table


def test_the_table_ranks_by_weighted_degree() -> None:
    found, _ = rows(project(meetings(), "coattendance"))
    assert [(row["degree"], row["weighted_degree"]) for row in found] == [
        (2, 3),
        (2, 3),
        (2, 2),
        (0, 0),
    ]
    assert [row["label"] for row in found][2:] == ["孙丙", "李丁"]
    assert found.columns == ("iri", "label", "kind", "type", *COLUMNS)
    assert all(isinstance(value, Decimal) for value in found.column("betweenness"))


def test_bodies_bring_the_roles(sample_graph: object) -> None:
    from qjgraph.store import open_store

    found, _ = rows(project(open_store(sample_graph), "coattendance"))  # type: ignore[arg-type]
    assert found.columns == ("iri", "label", "kind", "type", "body", *COLUMNS, *ROLES)
    assert {row["label"]: row["body"] for row in found}["卢致远"] == "澄溪县"


def test_an_empty_view_is_an_empty_table() -> None:
    found, aside = rows(project(store_of(), "coattendance"), "year")
    assert (len(found), aside) == (0, 0)


def test_the_page_gets_the_same_columns() -> None:
    graph = measured(project(meetings(), "coattendance"))
    assert set(graph.graph["measures"]) == set(COLUMNS)
    found, _ = rows(graph)
    for row in found:
        assert graph.nodes[str(row["iri"])]["measures"]["degree"] == row["degree"]


def test_every_measure_has_a_name_in_both_languages() -> None:
    assert set(MEASURES) == {*COLUMNS, *ROLES}
    assert all(words.zh and words.en for words in MEASURES.values())


def test_one_meeting_reported_twice_is_one_tie() -> None:
    docs = (
        meeting("m1", "例会", "2025-03-01", "赵甲", "钱乙"),
        meeting("m2", "例会", "2025-03-01", "赵甲", "钱乙", published="2025-03-02"),
    )
    found, _ = rows(project(store_of(*docs), "coattendance"), "month")
    assert found.column("weighted_degree") == [1, 1]


def test_a_very_small_measure_is_a_decimal(monkeypatch: pytest.MonkeyPatch) -> None:
    graph = nx.MultiDiGraph()
    graph.add_node("urn:a", label="甲", kind="person", type="")
    small = {"urn:a": dict.fromkeys((*COLUMNS, *ROLES), 2e-06)}
    monkeypatch.setattr(periods, "measure", lambda part, bodies: small)
    found, _ = rows(graph)
    row = dict(zip(found.columns, found.terms[0], strict=True))
    assert str(row["betweenness"]).startswith('"0.000002"')
