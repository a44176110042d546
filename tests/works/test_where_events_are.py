"""Where inspections and ceremonies are, by the words that lead to the place."""

from __future__ import annotations

import pytest
from works_reading import locations, read

STOPS = [
    ("6月3日,省安委会巡查组在组长林志远带领下对松北县开展安全生产巡查。", "松北县"),
    ("6月3日,省发改委主任林志远到我县进行实地调研。", "云岭县"),
    ("6月3日,县长林志远深入石桥镇上柳村、五七工业基地、和平饭店检查安全生产。", "五七工业基地"),
    ("6月3日,县长林志远一行先后对城北产业园、柳湖湿地公园等进行了实地考察。", "柳湖湿地公园"),
    ("6月3日,县长林志远先后到城北产业园、柳湖湿地公园等进行了实地考察。", "柳湖湿地公园"),
    ("6月3日,县长林志远深入定点帮扶的石桥镇上柳村走访慰问。", "上柳村"),
]


@pytest.mark.parametrize(("text", "place"), STOPS)
def test_an_inspection_is_where_it_goes(text: str, place: str) -> None:
    assert place in {found for _, found, _ in locations(read(text))}


def test_the_town_of_a_village_is_no_stop_of_its_own() -> None:
    found = locations(read("6月3日,县长林志远深入石桥镇上柳村检查安全生产。"))
    assert [place for _, place, _ in found] == ["上柳村"]


def test_a_project_is_where_it_is_built() -> None:
    found = locations(read("县里在文昌路新建占地40亩的云岭县实验小学项目。"))
    assert "文昌路" in {place for _, place, _ in found}
