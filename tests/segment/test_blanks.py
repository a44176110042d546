"""Which blanks inside a line are dropped."""

from __future__ import annotations

import pytest

from qjgraph.segment.blanks import settle
from qjgraph.segment.normal import normalise


def settled(raw: str) -> str:
    return settle(normalise(raw)).text


@pytest.mark.parametrize(
    ("raw", "wanted"),
    [
        ("代县长沈　涛主持召开", "代县长沈涛主持召开"),
        ("副县长张　伟、李　娜、司徒敬明", "副县长张伟、李娜、司徒敬明"),
        ("马  骏为渭东区副区长", "马骏为渭东区副区长"),
        ("张 伟（女）为局长", "张伟(女)为局长"),
        ("张 伟的职务", "张伟的职务"),
        ("副主任（主持工作）高　兴参加", "副主任(主持工作)高兴参加"),
        ("供稿：田 甜  编辑：苗 圃", "供稿:田甜 编辑:苗圃"),
        ("记者 张 伟 李 娜", "记者 张伟 李娜"),
        ("丁　宁　于小兵　马　骏", "丁宁 于小兵 马骏"),
    ],
)
def test_padded_names(raw: str, wanted: str) -> None:
    assert settled(raw) == wanted


@pytest.mark.parametrize(
    "raw",
    [
        "记者方江 徐一舟 通讯员 徐远山",
        "记者 程晓雯",
        "会议 圆满闭幕",
        "抢抓农时 大干快上",
        "李长江 王兵",
        "Hello world",
        "代表团连夺6金 多个项目取得突破",
        "启动“拼”单 美好生活节",
        "开工活动 21个项目总投资86亿元",
    ],
)
def test_gaps_that_stay(raw: str) -> None:
    assert settled(raw) == raw


@pytest.mark.parametrize(
    ("raw", "wanted"),
    [
        ("公　告　栏", "公告栏"),
        ("于 2021 年 3 月 8 日上午 9 时", "于2021年3月8日上午9时"),
        ("总投资 3.5 亿元", "总投资3.5亿元"),
        ("县委书记 ， 县长", "县委书记,县长"),
        ("《 关于规划的决议 》", "《关于规划的决议》"),
        ("甲乡    乙镇", "甲乡 乙镇"),
    ],
)
def test_blanks_that_say_nothing(raw: str, wanted: str) -> None:
    assert settled(raw) == wanted
