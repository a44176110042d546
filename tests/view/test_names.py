"""Near names for one that the graph does not know."""

from __future__ import annotations

import pytest

from qjgraph.errors import NotFound
from qjgraph.view.names import find, nearest
from qjgraph.view.reader import Reader
from rdf.build import sample
from view.stores import store_of

KNOWN = {"余文斌", "余文彬", "云岭县", "云岭县委", "衢江区数字经济产业中心", "蓝秀珍"}


@pytest.mark.parametrize(
    ("name", "first"),
    [
        ("余文斌同志", "余文斌"),
        ("俞文彬", "余文彬"),
        ("云岭", "云岭县"),
        ("中共云岭县委", "云岭县委"),
        ("数字经济产业中心", "衢江区数字经济产业中心"),
    ],
)
def test_the_nearest_comes_first(name: str, first: str) -> None:
    assert nearest(name, KNOWN)[0] == first


@pytest.mark.parametrize("name", ["", "qqq", "张三丰"])
def test_what_is_like_nothing_has_no_near_names(name: str) -> None:
    assert nearest(name, KNOWN) == []


def test_no_more_than_asked_for() -> None:
    assert len(nearest("余文", {f"余文{index}" for index in range(50)}, count=3)) == 3


def test_blanks_around_a_name_do_not_matter() -> None:
    assert len(find(Reader(store_of(sample())), " 蓝秀珍\n")) == 1


def test_half_a_character_is_a_name_nobody_has() -> None:
    with pytest.raises(NotFound):
        find(Reader(store_of(sample())), "蓝\ud83d")
