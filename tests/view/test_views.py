"""Views that say themselves where things lie: what they draw, and where."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import networkx as nx
import pytest
from pyoxigraph import Store

from qjgraph.model import (
    Claim,
    DateValue,
    Doc,
    Entity,
    Location,
    Membership,
    Milestone,
    Naming,
    Occurrence,
    Participation,
)
from qjgraph.view.facts import Fact, Words
from qjgraph.view.project import VIEWS, project
from qjgraph.view.views.timeline import slip
from rdf.build import TEXT, article, day, doc, entity, page, sample
from rdf.build import Words as At
from view.stores import meetings, store_of

PLACED = ("hierarchy", "timeline", "series", "policies", "map")


def at(graph: nx.MultiDiGraph) -> dict[str, tuple[float, float]]:
    """Where the nodes lie, by label."""
    return {told["label"]: told["place"] for _, told in graph.nodes(data=True)}


def ties(graph: nx.MultiDiGraph) -> set[tuple[str, str, str]]:
    label = graph.nodes(data="label")
    return {(label[a], told["zh"], label[b]) for a, b, told in graph.edges(data=True)}


def made(text: str, entities: list[Entity], *claims: tuple[type[Claim], str, dict]) -> Doc:
    """A document in which each claim has its words."""
    of = article(page(text))
    find = At(of)
    return doc(of, entities, [kind(**find(words), **told) for kind, words, told in claims])


def month(year: int, number: int) -> DateValue:
    last = (date(year + number // 12, number % 12 + 1, 1)).toordinal() - 1
    return DateValue(
        edtf=f"{year}-{number:02}", earliest=date(year, number, 1),
        latest=date.fromordinal(last), granularity="month", text=f"{number}月",
    )  # fmt: skip


# ------------------------------------------------------------------------------- common


@pytest.mark.parametrize("view", PLACED)
def test_every_node_has_its_place(view: str) -> None:
    graph = project(store_of(sample()), view)
    assert len(graph) > 0
    assert all(told["place"] for _, told in graph.nodes(data=True))


@pytest.mark.parametrize("view", PLACED)
def test_no_two_nodes_lie_on_each_other(view: str, sample_graph: object) -> None:
    from qjgraph.store import open_store

    graph = project(open_store(sample_graph), view)  # type: ignore[arg-type]
    spots = [told["place"] for _, told in graph.nodes(data=True)]
    assert len(set(spots)) == len(spots) > 5


@pytest.mark.parametrize("view", [view for view in VIEWS if view != "ego"])
def test_an_empty_view_says_what_is_missing(view: str) -> None:
    (words,) = project(Store(), view).graph["notes"]
    assert words.zh.endswith("。") and words.en.endswith(".")


@pytest.mark.parametrize("view", PLACED)
def test_a_name_cuts_a_view_and_places_what_is_left(view: str) -> None:
    name = {"timeline": "云溪灌区", "policies": "八八战略", "map": "云溪镇"}.get(view, "蓝秀珍")
    graph = project(store_of(sample()), view, around=name)
    assert name in at(graph)


# ---------------------------------------------------------------------------- hierarchy


def test_a_post_stands_between_its_body_and_its_holder() -> None:
    graph = project(store_of(sample()), "hierarchy")
    assert {("县长", "设于", "云岭县"), ("蓝秀珍", "现任", "县长")} <= ties(graph)
    x = {label: place[0] for label, place in at(graph).items()}
    assert x["云岭县"] < x["县长"] < x["蓝秀珍"]


def bodies() -> Store:
    names = ("organization:云岭县水利局", "person:赵甲", "person:钱乙", "place:云岭县")
    return store_of(made(
        "云岭县水利局局长赵甲、副局长钱乙到场。",
        [entity(names[0], type="department"), entity(names[1]), entity(names[2]),
         entity(names[3], type="county")],
        (Naming, "云岭县水利局", {"entity": names[0]}),
        (Naming, "云岭县", {"entity": names[3]}),
        (Membership, "局长赵甲", {"person": names[1], "title": "局长", "of": names[0]}),
        (Membership, "副局长钱乙", {"person": names[2], "title": "副局长", "of": names[0]}),
        (Membership, "钱乙", {"person": names[2], "title": "乡贤"}),
        (Membership, "云岭县", {"person": names[1], "title": "县领导", "of": names[3]}),
    ))  # fmt: skip


def test_a_body_hangs_under_the_division_that_its_name_begins_with() -> None:
    graph = project(bodies(), "hierarchy")
    assert ("云岭县水利局", "按名称归入", "云岭县") in ties(graph)
    assert at(graph)["云岭县"][0] < at(graph)["云岭县水利局"][0]


def test_chiefs_stand_above_deputies() -> None:
    place = at(project(bodies(), "hierarchy"))
    assert place["局长"][1] < place["副局长"][1]


def test_posts_without_a_body_are_counted() -> None:
    (words,) = project(bodies(), "hierarchy").graph["notes"]
    assert "1 statements" in words.en


# ----------------------------------------------------------------------------- timeline


def works() -> Store:
    one, other = "project:东溪大桥", "project:西溪隧道"

    def milestone(words: str, of: str, stage: str, status: str, when: DateValue | None):  # type: ignore[no-untyped-def]
        told = {"project": of, "stage": stage, "status": status, "date": when}
        return (Milestone, words, {**told, "progress": None})

    return store_of(made(
        "东溪大桥1月开工，计划6月完工，7月15日完工。西溪隧道3月开工，正在验收。",
        [entity(one, type="project"), entity(other, type="project")],
        milestone("1月开工", one, "start", "done", day("2025-01-10")),
        milestone("计划6月完工", one, "completion", "planned", month(2025, 6)),
        milestone("7月15日完工", one, "completion", "done", day("2025-07-15")),
        milestone("3月开工", other, "start", "done", month(2025, 3)),
        milestone("正在验收", other, "acceptance", "ongoing", None),
    ))  # fmt: skip


def test_milestones_lie_at_their_dates() -> None:
    x = {label: place[0] for label, place in at(project(works(), "timeline")).items()}
    order = [
        "东溪大桥",
        "开工 2025-01-10 · 已完成",
        "完工 2025-06 · 计划",
        "完工 2025-07-15 · 已完成",
    ]
    assert [x[label] for label in order] == sorted(x[label] for label in order)
    days = (date(2025, 7, 15) - date(2025, 1, 10)).days
    half = (date(2025, 6, 15) - date(2025, 1, 10)).days
    span = x["完工 2025-07-15 · 已完成"] - x["开工 2025-01-10 · 已完成"]
    assert x["完工 2025-06 · 计划"] - x["开工 2025-01-10 · 已完成"] == pytest.approx(
        span * half / days, abs=span / days
    )


def test_an_undated_milestone_lies_beyond_the_last_date() -> None:
    graph = project(works(), "timeline")
    x = {label: place[0] for label, place in at(graph).items()}
    assert x["验收 进行中"] > max(value for label, value in x.items() if "2025" in label)
    assert graph.graph["guides"][-1][2] == Words("日期不详", "undated")


def test_a_promise_leads_to_what_met_it() -> None:
    assert ("完工 2025-06 · 计划", "+15天", "完工 2025-07-15 · 已完成") in ties(
        project(works(), "timeline")
    )


def fact(first: str, last: str) -> Fact:
    return Fact(
        kind="milestone", name=Words("", ""), value=Words("", ""), evidence=(), days=(first, last)
    )


@pytest.mark.parametrize(
    ("promised", "met", "words"),
    [
        (("2025-06-01", "2025-06-30"), ("2025-06-30", "2025-06-30"), "0天"),
        (("2025-06-01", "2025-06-30"), ("2025-06-20", "2025-06-20"), "-10天"),
        (("", "2025-06-30"), ("2025-07-01", "2025-07-31"), "+1 至 +31 天"),
        (("2025-06-01", ""), ("2025-07-01", "2025-07-31"), None),
        (("2025-06-01", "2025-06-30"), ("", "2025-07-31"), None),
    ],
)
def test_days_late_count_from_the_last_day_promised(
    promised: tuple[str, str], met: tuple[str, str], words: str | None
) -> None:
    found = slip(fact(*promised), fact(*met))
    assert (found and found.zh) == words


# ------------------------------------------------------------------------------- series


def sessions() -> Store:
    people = [entity(f"person:{name}") for name in ("赵甲", "钱乙", "孙丙")]
    events = [entity(f"event:{n}次常务会议", type="meeting") for n in (11, 9)]
    claims = [
        (Occurrence, f"{n}次", {"event": f"event:{n}次常务会议", "date": day(when), "main": True,
                               "series": "云岭县政府常务会议", "session": n})
        for n, when in ((9, "2025-03-01"), (11, "2025-05-01"))
    ]  # fmt: skip
    present = [(9, "赵甲", "chair"), (11, "赵甲", "chair"), (11, "钱乙", "attendee")]
    claims += [
        (Participation, name,
         {"event": f"event:{n}次常务会议", "person": f"person:{name}", "role": role})
        for n, name, role in present
    ]  # fmt: skip
    return store_of(
        made("赵甲主持9次、11次会议，钱乙参加，孙丙缺席。", [*people, *events], *claims)
    )


def test_sessions_stand_in_the_order_of_their_numbers() -> None:
    place = at(project(sessions(), "series"))
    assert place["9次常务会议"][0] < place["11次常务会议"][0]
    assert place["9次常务会议"][1] == place["11次常务会议"][1]
    assert place["云岭县政府常务会议"][1] < place["9次常务会议"][1]


def test_a_presence_lies_where_person_and_session_cross() -> None:
    graph = project(sessions(), "series")
    place = at(graph)
    spots = {told["place"] for _, told in graph.nodes(data=True) if told["kind"] == "presence"}
    assert spots == {
        (place[event][0], place[person][1])
        for event, person in (
            ("9次常务会议", "赵甲"),
            ("11次常务会议", "赵甲"),
            ("11次常务会议", "钱乙"),
        )
    }


def test_meetings_outside_a_series_are_no_part_of_it() -> None:
    assert len(project(meetings(), "series")) == 0


# ----------------------------------------------------------------------------- policies


def test_policies_lie_on_the_other_side_of_their_meetings() -> None:
    graph = project(store_of(sample()), "policies")
    assert ties(graph) == {("县政府第112次常务会议", "学习", "八八战略")}
    assert at(graph)["县政府第112次常务会议"][0] < at(graph)["八八战略"][0]


# ---------------------------------------------------------------------------------- map


def lands() -> Store:
    places = {"北城": (40.0, 116.0), "南城": (30.0, 116.0), "东城": (30.0, 120.0)}
    keys = [f"place:{name}" for name in (*places, "无名村")]
    told = made(
        "北城、南城、东城和无名村。南城在建东溪大桥，无名村在建西溪隧道。",
        [*(entity(key, type="city") for key in keys), entity("project:东溪大桥", type="project"),
         entity("project:西溪隧道", type="project")],
        *((Naming, key[6:], {"entity": key}) for key in keys),
        (Location, "东溪大桥", {"of": "project:东溪大桥", "place": "place:南城"}),
        (Location, "西溪隧道", {"of": "project:西溪隧道", "place": "place:无名村"}),
    )  # fmt: skip
    store = store_of(told)
    for name, (lat, long) in places.items():
        store.update(
            "PREFIX geo: <http://www.w3.org/2003/01/geo/wgs84_pos#> "
            "PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#> "
            f"INSERT {{ ?p geo:lat {Decimal(lat)} ; geo:long {Decimal(long)} }} "
            f'WHERE {{ ?p rdfs:label "{name}"@zh }}'
        )
    return store


def test_north_is_up_and_east_is_right() -> None:
    place = at(project(lands(), "map"))
    assert place["北城"][1] < place["南城"][1] == place["东城"][1]
    assert place["北城"][0] == place["南城"][0] < place["东城"][0]


def test_a_degree_of_longitude_is_shorter_away_from_the_equator() -> None:
    place = at(project(lands(), "map"))
    east = (place["东城"][0] - place["南城"][0]) / 4
    north = (place["南城"][1] - place["北城"][1]) / 10
    assert east / north == pytest.approx(0.8192, abs=1e-4)  # the cosine of 35 degrees


def test_what_is_at_a_place_lies_near_it() -> None:
    place = at(project(lands(), "map"))
    (x, y), (u, v) = place["东溪大桥"], place["南城"]
    assert 0 < (x - u) ** 2 + (y - v) ** 2 < 60**2


def test_a_place_without_a_point_is_listed_with_what_is_there() -> None:
    graph = project(lands(), "map")
    place = at(graph)
    assert place["无名村"][0] == place["西溪隧道"][0] > place["东城"][0]
    assert graph.graph["notes"][0].en.startswith("1 places")


def test_a_place_without_a_point_lies_around_the_division_it_is_in() -> None:
    store = lands()
    store.update(
        "PREFIX dct: <http://purl.org/dc/terms/> "
        "PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#> "
        "INSERT { ?village dct:isPartOf ?town } "
        'WHERE { ?village rdfs:label "无名村"@zh . ?town rdfs:label "东城"@zh }'
    )
    graph = project(store, "map")
    place = at(graph)
    for name in ("无名村", "西溪隧道"):
        (x, y), (u, v) = place[name], place["东城"]
        assert 0 < (x - u) ** 2 + (y - v) ** 2 < 90**2
    assert [words.en[:24] for words in graph.graph["notes"]] == ["1 places without a point"]


def test_the_map_has_a_graticule() -> None:
    guides = project(lands(), "map").graph["guides"]
    assert ("x", round(at(project(lands(), "map"))["东城"][0]), Words.same("120°E")) in guides
    assert Words.same("30°N") in {words for _, _, words in guides}


def test_the_order_of_loading_does_not_move_anything() -> None:
    one, other = sample(id="n1"), sample(id="n2", text=TEXT.replace("召开常务", "开常务"))
    for view in PLACED:
        graphs = [project(store_of(*docs), view) for docs in ((one, other), (other, one))]
        assert list(graphs[0].nodes(data=True)) == list(graphs[1].nodes(data=True))
