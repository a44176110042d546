"""Where projects and events are, and who is tied to a project."""

from __future__ import annotations

import pytest
from works_reading import involvements, locations, read

P = "永安大街南延工程"

SITED = [
    (f"{P}位于松北县永安镇。", {("永安镇", "in")}),
    (f"{P}北起兴隆路,南至平安大道。", {("兴隆路", "begins_at"), ("平安大道", "ends_at")}),
    (
        f"{P}东至滨河路、西至陇海北路、南至解放街、北至邙山大道。",
        {("滨河路", "west_of"), ("陇海北路", "east_of"), ("解放街", "north_of"),
         ("邙山大道", "south_of")},
    ),
    (f"在云兴东路以南、东湖大道以北的{P}现场,塔吊来回挥舞。",
     {("云兴东路", "south_of"), ("东湖大道", "north_of")}),
    (f"一行来到永安镇,察看{P}建设情况。", {("永安镇", "in")}),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), SITED)
def test_a_site_is_read_with_its_relation(text: str, expected: set[tuple[str, str]]) -> None:
    found = {(place, relation) for of, place, relation in locations(read(text)) if of == P}
    assert expected <= found


def test_an_event_is_where_it_is_held() -> None:
    found = locations(read("6月11日上午,云岭县产业发展座谈会在射东宾馆召开。"))
    assert [(place, relation) for _, place, relation in found] == [("射东宾馆", "at")]


def test_a_place_that_only_takes_part_is_no_site() -> None:
    assert locations(read(f"{P}开工,永安镇干部群众十分高兴。")) == []


AGENTS = [
    (f"{P}由楚能新材料有限公司投资建设。", ("楚能新材料有限公司", "investor")),
    (f"{P}由龙江路桥集团承建。", ("龙江路桥集团", "builder")),
    (f"四川岷江竹业集团拟投资4.6亿元建设{P}。", ("四川岷江竹业集团", "investor")),
    (f"{P}去年开工。施工单位黔水建设集团抓紧施工。", ("黔水建设集团", "builder")),
]


@pytest.mark.parametrize(("text", "expected"), AGENTS)
def test_an_agent_is_tied_to_its_project(text: str, expected: tuple[str, str]) -> None:
    assert (P, *expected) in involvements(read(text))
