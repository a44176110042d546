"""Bylines and the names in them."""

from __future__ import annotations

import pytest

from qjgraph.lexicon.tables import Row, table
from qjgraph.segment.bylines import credits, is_byline, opening, signature


@pytest.mark.parametrize(
    ("line", "length", "reporters", "correspondents"),
    [
        ("本报讯(记者白如霜)6月25日", 10, ("白如霜",), ()),
        ("本报讯(记者方江 徐一舟 通讯员 徐远山)作为", 21, ("方江", "徐一舟"), ("徐远山",)),
        ("本报讯 记者陆一鸣报道 上周五", 12, ("陆一鸣",), ()),
        ("博源融媒讯(记者 赵敏 古丽娜尔·阿不都)4月8日", 21, ("赵敏", "古丽娜尔·阿不都"), ()),
        ("本报讯 通讯员王磊报道:近日", 12, (), ("王磊",)),
        ("【本报讯】3月12日", 5, (), ()),
        ("本报讯6月25日", 3, (), ()),
        ("央视网消息(朝闻天下):长江", 12, (), ()),
        ("新华社北京6月1日电(记者张三 李四)国务院", 19, ("张三", "李四"), ()),
        ("(记者 王五)近日", 7, ("王五",), ()),
        ("记者 张三 报道:6月", 9, ("张三",), ()),
        ("本报讯(记者 唐诗 宋词 摄影 元曲)1月", 19, ("唐诗", "宋词", "元曲"), ()),
        ("江口网讯(何苗张三)昨日", 10, ("何苗", "张三"), ()),
    ],
)
def test_openings(
    line: str, length: int, reporters: tuple[str, ...], correspondents: tuple[str, ...]
) -> None:
    found = opening(line)
    assert found is not None
    assert found[0] == length
    assert (found[1].reporters, found[1].correspondents) == (reporters, correspondents)


@pytest.mark.parametrize(
    "line",
    [
        "本报记者张三从县政府获悉,今年",
        "腾讯(深圳)公司落户",
        "据中国海油发布消息,我国",
        "(一)总体要求",
        "记者从县农业农村局获悉,",
        "通讯基站建设提速",
    ],
)
def test_no_opening(line: str) -> None:
    assert opening(line) is None


@pytest.mark.parametrize(
    ("line", "reporters", "correspondents"),
    [
        ("本报记者 何苗", ("何苗",), ()),
        ("(图文/记者 石磊 罗晓芸)", ("石磊", "罗晓芸"), ()),
        ("□ 本报记者 伍洲 通讯员 殷实", ("伍洲",), ("殷实",)),
        ("◎张三 李四 文/图", ("张三", "李四"), ()),
        ("(供稿:田甜 编辑:苗圃)", ("苗圃",), ("田甜",)),
        ("通讯员 县委宣传部 王磊", (), ("王磊",)),
        ("县融媒体中心记者 任远 霍达", ("任远", "霍达"), ()),
        ("责任编辑:方圆", ("方圆",), ()),
        ("文 / 图 本报记者 白桦", ("白桦",), ()),
        ("作者:白桦(县委宣传部)", ("白桦",), ()),
        ("策划:白桦 文案:方圆", ("白桦", "方圆"), ()),
        ("记者:任远 通讯员:霍达 常青", ("任远",), ("霍达", "常青")),
        ("记者 才让卓玛", ("才让卓玛",), ()),
    ],
)
def test_byline_lines(
    line: str, reporters: tuple[str, ...], correspondents: tuple[str, ...]
) -> None:
    assert is_byline(line)
    found = credits(line)
    assert (found.reporters, found.correspondents) == (reporters, correspondents)


@pytest.mark.parametrize(
    "line",
    [
        "编辑部的故事",
        "记者节 我们在路上",
        "图文并茂",
        "记者走基层",
        "县委召开常委会会议",
        "作者简介",
        "记者连线",
        "文化惠民进万家",
    ],
)
def test_no_byline(line: str) -> None:
    assert not is_byline(line)


def test_signature_after_a_sentence() -> None:
    found = signature("代表表示感谢。(记者 毛毛雨 通讯员 柳叶)")
    assert found is not None
    assert found[0] == 7
    assert found[1].reporters == ("毛毛雨",)
    assert found[1].correspondents == ("柳叶",)


def test_signature_of_a_body_and_a_name() -> None:
    found = signature("代表表示感谢。(县融媒体中心 柳叶)")
    assert found is not None
    assert found[1].reporters == ("柳叶",)


def test_signature_without_brackets() -> None:
    found = signature("果农在采摘石榴。 记者 丰硕 摄")
    assert found is not None
    assert found[0] == 8
    assert found[1].reporters == ("丰硕",)


@pytest.mark.parametrize(
    "line",
    ["会议还通过了决议。(下转第二版)", "他说好。记者看到一片忙碌", "总投资3亿元。(含征地费用)"],
)
def test_no_signature(line: str) -> None:
    assert signature(line) is None


@pytest.mark.parametrize("row", table("byline_openings"), ids=lambda row: row["example"])
def test_every_opening_of_the_lexicon(row: Row) -> None:
    assert opening(row["example"] + ("" if row["example"].endswith(")") else "(记者 张三)"))
    assert opening(row["near_miss"]) is None
