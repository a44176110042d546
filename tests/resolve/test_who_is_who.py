"""Each rule of identity on two composed articles: where it joins and where it must not."""

from __future__ import annotations

from dataclasses import replace

import pytest
from tests.resolve.corpus import CITY, ONE, OTHER, Corpus, pair, read

from qjgraph.resolve import events

MAY, JUNE = "2024-05-10", "2024-06-10"


@pytest.mark.parametrize(
    "one, other, name, same",
    [
        # one office
        ((ONE, MAY, "县教育局局长严志成到县一中调研。"),
         (ONE, JUNE, "县教育局局长严志成主持会议。"), "严志成", True),
        # the leadership of one county, the county's paper and the city's
        ((ONE, MAY, "县委书记严志成到横塘镇调研。"),
         (CITY, JUNE, "洛溪县委书记严志成作了汇报。"), "严志成", True),
        # like posts of two counties
        ((ONE, MAY, "县教育局局长严志成到县一中调研。"),
         (OTHER, MAY, "县教育局局长严志成到县一中调研。"), "严志成", False),
        # an official and a villager
        ((ONE, MAY, "县教育局局长严志成到县一中调研。"),
         (ONE, MAY, "“今年收成好。”横塘村村民严志成说。"), "严志成", False),
        # a career: from the county's department to its government, one after the other
        ((ONE, MAY, "县教育局局长严志成到县一中调研。"),
         (ONE, JUNE, "副县长严志成到县一中调研。"), "严志成", True),
    ],
)  # fmt: skip
def test_people(
    one: tuple[str, str, str], other: tuple[str, str, str], name: str, same: bool
) -> None:
    assert pair(one, other).are_one(name) is same


@pytest.mark.parametrize(
    "here, one, there, other, same",
    [
        (ONE, "县发改局", ONE, "县发展和改革局", True),
        (ONE, "县发改局", CITY, "洛溪县发展和改革委员会", True),
        (ONE, "县发改局", OTHER, "县发改局", False),
        (ONE, "县人民医院", CITY, "洛溪县人民医院", True),
        (ONE, "县财政局", ONE, "县审计局", False),
    ],
)
def test_bodies(here: str, one: str, there: str, other: str, same: bool) -> None:
    two = pair((here, MAY, f"近日，{one}召开会议。"), (there, JUNE, f"近日，{other}召开会议。"))
    first = [e.iri for e in two.identity.resolve(two.docs[0]).entities.values()
             if e.kind == "organization"]  # fmt: skip
    second = [e.iri for e in two.identity.resolve(two.docs[1]).entities.values()
              if e.kind == "organization"]  # fmt: skip
    assert (first == second) is same and len(first) == len(second) == 1


@pytest.mark.parametrize(
    "one, other, same",
    [
        ("康养生态产业园项目", "康养产业园项目", True),
        ("青溪水库工程", "青溪水库建设项目", True),
        ("青溪水库工程", "赤溪水库工程", False),
        ("城西水厂一期项目", "城西水厂二期项目", False),
        ("第二水厂扩建项目", "第三水厂扩建项目", False),
        ("洛平高速公路项目", "洛平高速公路上坪段项目", False),
    ],
)
def test_projects(one: str, other: str, same: bool) -> None:
    two = pair((ONE, MAY, f"{one}总投资5亿元。"), (ONE, JUNE, f"{other}总投资5亿元，目前已开工。"))
    names = [
        next(e.iri for e in two.identity.resolve(doc).entities.values() if e.kind == "project")
        for doc in two.docs
    ]
    assert (names[0] == names[1]) is same


@pytest.mark.parametrize(
    "one, other, same",
    [
        ((ONE, MAY, "5月9日，县政府召开第78次常务会议。县长严志成主持。"),
         (CITY, MAY, "5月9日，洛溪县政府召开第78次常务会议。"), True),
        ((ONE, MAY, "5月9日，县政府召开第78次常务会议。县长严志成主持。"),
         (ONE, "2024-05-20", "5月19日，县政府召开第79次常务会议。县长严志成主持。"), False),
        ((ONE, MAY, "5月9日，全县防汛工作会议召开。县长严志成出席。"),
         (ONE, JUNE, "6月9日，全县防汛工作会议召开。县长严志成出席。"), False),
        ((ONE, MAY, "5月9日，全县防汛工作会议召开。县长严志成出席。"),
         (ONE, "2024-05-11", "5月9日，全县防汛工作会议召开。县长严志成讲话。"), True),
    ],
)  # fmt: skip
def test_events(one: tuple[str, str, str], other: tuple[str, str, str], same: bool) -> None:
    two = pair(one, other)
    events = [
        [e.iri for e in two.identity.resolve(doc).entities.values() if e.kind == "event"]
        for doc in two.docs
    ]
    assert all(events) and bool(set(events[0]) & set(events[1])) is same


def test_posts_at_one_time_that_clash_are_two_in_doubt() -> None:
    one = (ONE, MAY, "县教育局局长严志成到县一中调研。")
    again = (ONE, "2024-07-10", "县教育局局长严志成到县一中调研。")
    other = (ONE, JUNE, "横塘镇镇长严志成到村里调研。")
    three = Corpus([read(*one), read(*other), read(*again)])
    assert not three.are_one("严志成") and three.iri(0, "严志成") == three.iri(2, "严志成")
    assert three.doubts() == ["identity-posts-clash"]


def test_a_name_of_one_sound_in_one_seat_is_one_person() -> None:
    two = pair((ONE, MAY, "县长何堃到横塘镇调研。"), (ONE, JUNE, "县长何坤到横塘镇调研。"))
    assert two.are_one("何堃", "何坤")


def test_a_text_that_tells_of_a_new_name_joins_the_two() -> None:
    text = "近日，县卫生和计划生育局更名为县卫生健康局。"
    two = pair((ONE, MAY, text), (ONE, JUNE, "县卫生健康局召开会议。"))
    joined = [j.rule for j in two.identity.judgements]
    assert "identity-renamed" in joined


def test_what_one_article_tells_apart_stays_two() -> None:
    """A text that the reading links by itself would show nothing: the entities are made."""
    both = read(ONE, MAY, "康养生态产业园项目总投资5亿元。")
    (whole,) = (e for e in both.entities.values() if e.kind == "project")
    part = replace(whole, key="project:康养产业园项目", name="康养产业园项目")
    both.entities[part.key] = part
    found = Corpus([both, read(ONE, JUNE, "康养产业园项目开工。")])
    assert found.iri(0, whole.name) != found.iri(0, part.name) == found.iri(1, part.name)


@pytest.mark.parametrize(
    "long, short, holds",
    [
        ("青溪大桥项目开工仪式", "青溪大桥开工仪式", True),
        ("全县防汛工作会议", "防汛工作会议", True),
        ("会见甲国总统", "会见乙国总统", False),
        ("合作论坛互联互通高级别论坛", "合作论坛", False),
    ],
)
def test_names_of_events_that_fit(long: str, short: str, holds: bool) -> None:
    assert events._holds(long, short) is holds
