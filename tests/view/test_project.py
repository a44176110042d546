"""Projections: which nodes and edges a view has, and what they carry."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import networkx as nx
import pytest
from pyoxigraph import Store

from qjgraph.errors import NotFound, QueryError
from qjgraph.model import Context, Naming, Quantity
from qjgraph.view.facts import Words
from qjgraph.view.project import VIEWS, project
from qjgraph.view.tell import edtf_words
from rdf.build import TEXT, article, doc, entity, money, page, sample
from rdf.build import Words as At
from view.stores import meeting, meetings, store_of


@pytest.fixture(scope="module")
def store() -> Store:
    return store_of(sample())


def node(graph: nx.MultiDiGraph, label: str) -> str:
    (found,) = (iri for iri, name in graph.nodes(data="label") if name == label)
    return str(found)


def edges(graph: nx.MultiDiGraph) -> set[tuple[str, str, str]]:
    label = graph.nodes(data="label")
    return {(label[a], told["zh"], label[b]) for a, b, told in graph.edges(data=True)}


def facts(graph: nx.MultiDiGraph, label: str) -> list[tuple[str, str]]:
    return [(f.name.zh, f.value.zh) for f in graph.nodes[node(graph, label)]["facts"]]


# ---------------------------------------------------------------------------- the whole


def test_whole_ties_what_the_article_ties(store: Store) -> None:
    assert edges(project(store, "whole")) == {
        ("蓝秀珍", "县长", "云岭县"),
        ("蓝秀珍", "主持", "县政府第112次常务会议"),
        ("县政府第112次常务会议", "学习", "八八战略"),
        ("云水建设有限公司", "施工方", "云溪灌区"),
        ("云溪灌区(一期)", "在内", "云溪镇"),
        ("云溪灌区(一期)", "隶属", "云溪灌区"),
        ("云溪镇", "隶属", "云岭县"),
    }


def test_whole_leaves_out_divisions_that_no_article_names(store: Store) -> None:
    assert "江西省" not in dict(project(store, "whole").nodes(data="label")).values()


def test_nodes_carry_kind_type_and_iri(store: Store) -> None:
    graph = project(store, "whole")
    iri = node(graph, "云溪镇")
    told = graph.nodes[iri]
    assert (told["kind"], told["type"], told["iri"]) == ("place", "township", iri)
    assert graph.nodes[node(graph, "云溪灌区(一期)")]["kind"] == "phase"


def test_facts_are_told_in_words(store: Store) -> None:
    graph = project(store, "whole")
    assert facts(graph, "云溪灌区") == [
        ("完工", "2026-03 · 65.5% · 计划"),
        ("投资", "约2.8亿元 (灌区)"),
    ]
    assert facts(graph, "县政府第112次常务会议") == [("本报道的活动", "2025-11-12 · 第112次")]


@pytest.mark.parametrize(
    ("written", "value", "zh", "en"),
    [
        ("约2.8亿元", "280000000", "约2.8亿元", "约2.8亿元 (CNY 280 million)"),
        ("24500", "245000000", "24500 (2.45亿元)", "24500 (CNY 245 million)"),
        ("600", "6000000", "600 (600万元)", "600 (CNY 6 million)"),
        ("73亿元", "7300000000", "73亿元", "73亿元 (CNY 7.3 billion)"),
        ("980元", "980", "980元", "980元 (CNY 980)"),
    ],
)
def test_sums_are_told_as_written_and_to_each_reader(
    written: str, value: str, zh: str, en: str
) -> None:
    doc = sample()
    doc.claims = [
        replace(claim, use="", amount=money(value, text=written))
        if isinstance(claim, Quantity)
        else claim
        for claim in doc.claims
    ]
    graph = project(store_of(doc), "whole")
    told = [fact for fact in graph.nodes[node(graph, "云溪灌区")]["facts"] if fact.unit]
    assert [fact.value for fact in told] == [Words(zh, en)]


@pytest.mark.parametrize(
    ("edtf", "zh", "en"),
    [
        ("2025-06-25", "2025-06-25", "2025-06-25"),
        ("2026", "2026", "2026"),
        ("2026-35", "2026年第三季度", "Q3 2026"),
        ("2025-07/2025-08", "2025-07 至 2025-08", "2025-07 to 2025-08"),
        ("2025-06-17/..", "2025-06-17 起", "from 2025-06-17"),
        ("../2026-03", "截至 2026-03", "by 2026-03"),
        ("XXXX-06-25", "06-25 (年份不详)", "06-25 (year unknown)"),
    ],
)
def test_dates_are_told_in_words(edtf: str, zh: str, en: str) -> None:
    assert edtf_words(edtf) == Words(zh, en)


def test_every_claim_is_quoted_with_offsets_into_the_page(store: Store) -> None:
    graph = project(store, "whole")
    found = [item for _, told in graph.nodes(data=True) for item in told["evidence"]]
    found += [item for *_, told in graph.edges(data=True) for item in told["evidence"]]
    assert len(found) == 4 + 5
    for item in found:
        assert TEXT[item.begin : item.end] == item.sentence
        assert item.focus is not None
        assert (item.id, item.date, item.rule) == ("n1", "2025-11-14", "test-rule")


def test_the_focus_points_at_the_very_words(store: Store) -> None:
    graph = project(store, "whole")
    (item,) = graph.nodes[node(graph, "蓝秀珍")]["evidence"]
    begin, end = item.focus
    assert item.sentence[begin:end] == "蓝秀珍"


def test_evidence_names_who_is_quoted_for_it(store: Store) -> None:
    graph = project(store, "whole")
    told = graph.nodes[node(graph, "云溪灌区")]["facts"]
    assert {fact.kind: fact.evidence[0].by for fact in told} == {
        "milestone": "蓝秀珍",
        "quantity": "",
    }


def test_edges_speak_both_languages(store: Store) -> None:
    graph = project(store, "whole")
    one, other = node(graph, "蓝秀珍"), node(graph, "县政府第112次常务会议")
    told = graph.edges[one, other, "participation:chair"]
    assert (told["zh"], told["en"], told["kind"], told["role"]) == (
        "主持",
        "chair",
        "participation",
        "chair",
    )


def test_claims_of_two_articles_share_an_edge() -> None:
    graph = project(meetings(), "whole")
    one, other = node(graph, "钱乙"), node(graph, "第二次例会")
    roles = {key: told["weight"] for key, told in graph[one][other].items()}
    assert roles == {"participation:attendee": 1, "participation:chair": 1}
    assert len(graph.nodes[other]["evidence"]) == 2


def test_order_does_not_hang_on_the_order_of_loading() -> None:
    first = meeting("m1", "例会", "2025-03-01", "赵甲", "钱乙")
    second = meeting("m2", "座谈会", "2025-03-02", "钱乙", "孙丙")
    one, other = (project(store_of(*docs), "whole") for docs in ((first, second), (second, first)))
    assert list(one.nodes(data=True)) == list(other.nodes(data=True))
    assert list(one.edges(keys=True, data=True)) == list(other.edges(keys=True, data=True))


def test_an_empty_store_gives_an_empty_graph() -> None:
    assert {len(project(Store(), view)) for view in VIEWS if view != "ego"} == {0}


# --------------------------------------------------------------------------------- ego


@pytest.mark.parametrize(
    ("depth", "labels"),
    [
        (0, {"蓝秀珍"}),
        (1, {"蓝秀珍", "云岭县", "县政府第112次常务会议"}),
        (2, {"蓝秀珍", "云岭县", "县政府第112次常务会议", "八八战略", "云溪镇"}),
    ],
)
def test_ego_reaches_as_far_as_asked(store: Store, depth: int, labels: set[str]) -> None:
    graph = project(store, "ego", around="蓝秀珍", depth=depth)
    assert set(dict(graph.nodes(data="label")).values()) == labels


def test_ego_has_the_nodes_and_edges_of_the_whole(store: Store) -> None:
    whole = project(store, "whole")
    ego = project(store, "ego", around="云溪灌区", depth=9)
    for iri, told in ego.nodes(data=True):
        assert {**told, "center": False} == whole.nodes[iri]
    assert list(ego.edges(keys=True, data=True)) == list(whole.edges(keys=True, data=True))


def test_the_center_is_marked(store: Store) -> None:
    graph = project(store, "ego", around="云溪灌区")
    assert [iri for iri, center in graph.nodes(data="center") if center] == [
        node(graph, "云溪灌区")
    ]


def test_around_may_be_an_iri(store: Store) -> None:
    iri = node(project(store, "whole"), "八八战略")
    assert iri in project(store, "ego", around=iri)


def test_namesakes_are_all_shown() -> None:
    docs = (
        meeting("m1", "例会", "2025-03-01", "赵甲", "钱乙"),
        meeting("m2", "例会", "2025-03-01", "赵甲", "孙丙"),
    )
    graph = project(store_of(*docs), "ego", around="赵甲", depth=1)
    assert {"赵甲"} == {told["label"] for _, told in graph.nodes(data=True) if told["center"]}


def test_other_views_are_cut_to_the_surroundings() -> None:
    graph = project(meetings(), "coattendance", around="孙丙", depth=1)
    assert set(dict(graph.nodes(data="label")).values()) == {"赵甲", "钱乙", "孙丙"}


@pytest.mark.parametrize(
    ("name", "near"),
    [("蓝秀", "蓝秀珍"), ("云溪灌渠", "云溪灌区"), ("云水建设公司", "云水建设有限公司")],
)
def test_an_unknown_name_brings_near_ones(store: Store, name: str, near: str) -> None:
    with pytest.raises(NotFound) as caught:
        project(store, "ego", around=name)
    assert near in caught.value.hint


@pytest.mark.parametrize("name", ["nobody", "", "http://not an iri", 'x" } DROP ALL #', "县长"])
def test_what_is_no_entity_is_not_found(store: Store, name: str) -> None:
    with pytest.raises((NotFound, QueryError)):
        project(store, "ego", around=name)


# ------------------------------------------------------------------------ co-attendance


def test_coattendance_counts_events_not_articles() -> None:
    graph = project(meetings(), "coattendance")
    label = graph.nodes(data="label")
    weights = {frozenset((label[a], label[b])): w for a, b, w in graph.edges(data="weight")}
    assert weights == {
        frozenset(("赵甲", "钱乙")): 2,
        frozenset(("赵甲", "孙丙")): 1,
        frozenset(("钱乙", "孙丙")): 1,
    }


def test_coattendance_lists_the_events_with_evidence() -> None:
    graph = project(meetings(), "coattendance")
    told = max((told for *_, told in graph.edges(data=True)), key=lambda item: item["weight"])
    assert [(fact.name.zh, fact.value.zh) for fact in told["facts"]] == [
        ("第一次例会", "2025-03-01"),
        ("第二次例会", "2025-04-01"),
    ]
    assert [len(fact.evidence) for fact in told["facts"]] == [2, 4]


def test_coattendance_keeps_who_met_nobody() -> None:
    graph = project(meetings(), "coattendance")
    assert graph.degree(node(graph, "李丁")) == 0


def test_coattendance_tells_posts_as_facts(store: Store) -> None:
    assert facts(project(store, "coattendance"), "蓝秀珍") == [("职务", "县长 · 云岭县")]


# ----------------------------------------------------------------------------- projects


def test_projects_have_money_stages_places_and_companies(store: Store) -> None:
    graph = project(store, "projects")
    assert edges(graph) == {
        ("云溪灌区", "投资", "约2.8亿元 (灌区)"),
        ("云溪灌区", "计划", "完工 2026-03 · 65.5% · 计划"),
        ("云水建设有限公司", "施工方", "云溪灌区"),
        ("云溪灌区(一期)", "在内", "云溪镇"),
        ("云溪灌区(一期)", "隶属", "云溪灌区"),
    }
    assert {kind for _, kind in graph.nodes(data="kind")} == {
        "project", "phase", "amount", "planned", "organization", "place",
    }  # fmt: skip


# -------------------------------------------------------------------------------- time


@pytest.mark.parametrize(
    ("since", "until", "events"),
    [
        (None, None, {"第一次例会", "第二次例会", "座谈会"}),
        (date(2025, 4, 1), None, {"第二次例会", "座谈会"}),
        (None, date(2025, 3, 31), {"第一次例会"}),
        (date(2025, 4, 1), date(2025, 4, 1), {"第二次例会"}),
        (date(2026, 1, 1), None, set()),
    ],
)
def test_a_period_keeps_the_events_of_its_days(
    since: date | None, until: date | None, events: set[str]
) -> None:
    graph = project(meetings(), "whole", since=since, until=until)
    kinds = graph.nodes(data="kind")
    labels = dict(graph.nodes(data="label"))
    assert {labels[iri] for iri, kind in kinds if kind == "event"} == events


def test_an_event_is_dated_by_its_day_not_by_the_paper() -> None:
    docs = meeting("m1", "例会", "2025-03-01", "赵甲", "钱乙", published="2025-06-01")
    graph = project(store_of(docs), "coattendance", until=date(2025, 3, 31))
    assert graph.number_of_edges() == 1


def test_an_undated_claim_is_counted_once_however_often_it_is_asked_for() -> None:
    of = article(page("赵甲到会。", context=Context()))
    named = Naming(entity="person:赵甲", **At(of)("赵甲"))
    store = store_of(doc(of, [entity("person:赵甲")], [named]))
    graph = project(store, "whole", since=date(2025, 1, 1))
    assert (len(graph), graph.graph["undated"]) == (0, 1)


@pytest.mark.parametrize("view", ["whole", "ego"])
def test_evidence_carries_the_days_of_its_event(view: str) -> None:
    docs = meeting("m1", "例会", "2025-03-01", "赵甲", published="2025-06-01")
    graph = project(store_of(docs), view, around="例会")
    days = {told["evidence"][0].days for _, _, told in graph.edges(data=True)}
    named = graph.nodes[node(graph, "赵甲")]["evidence"][0].days
    assert days == {("2025-03-01", "2025-03-01")}
    assert named == ("2025-06-01", "2025-06-01")


# ------------------------------------------------------------------------------ refusal


@pytest.mark.parametrize(
    ("view", "options", "words"),
    [
        ("star", {}, "whole"),
        ("ego", {}, "--around"),
        ("ego", {"around": "蓝秀珍", "depth": -1}, "0 or more"),
    ],
)
def test_what_cannot_be_drawn_is_refused(
    store: Store, view: str, options: dict[str, object], words: str
) -> None:
    with pytest.raises(QueryError, match=words):
        project(store, view, **options)  # type: ignore[arg-type]


def test_views_have_names_in_both_languages() -> None:
    assert all(isinstance(words, Words) and words.zh and words.en for words in VIEWS.values())
