"""What an amount measures and of what."""

from __future__ import annotations

import pytest
from works_reading import amounts, read

P = "北关片区城中村改造项目"

KINDS = [
    (f"{P}总投资2.8亿元。", "investment"),
    (f"{P}今年计划投资8000万元。", "annual_investment"),
    (f"{P}建筑安装工程费用约3亿元。", "construction_cost"),
    (f"{P}占地420亩。", "land_area"),
    (f"{P}总建筑面积6.8万平方米。", "floor_area"),
    (f"{P}全长5.6公里。", "length"),
    (f"{P}达产后年产饲料3万吨。", "capacity"),
    (f"{P}达产后可实现年产值40亿元。", "output"),
    (f"{P}达产后年税收约1.8亿元。", "revenue"),
    (f"{P}惠及居民320户。", "count"),
]


@pytest.mark.parametrize(("text", "kind"), KINDS)
def test_the_words_before_a_number_tell_its_kind(text: str, kind: str) -> None:
    assert [(of, k) for of, k, _ in amounts(read(text))] == [(P, kind)]


SUBJECTS = [
    ("投资1860万元的高峰村至老庙镇产业路今年9月通车。", "高峰村至老庙镇产业路"),
    ("竹业集团拟投资4.6亿元建设竹浆生活用纸项目。", "竹浆生活用纸项目"),
    (f"{P}去年开工。该项目总投资3亿元。", P),
    ("前三季度全县地区生产总值完成86亿元。", "云岭县"),
    ("今年以来,全县新开工亿元以上项目73个。", "云岭县"),
    ("天山云麦食品有限公司成立于2009年。公司去年实现产值1.06亿元。", "天山云麦食品有限公司"),
    ("村民说:“我家大棚去年收入26万元。”", ""),
]  # fmt: skip


@pytest.mark.parametrize(("text", "of"), SUBJECTS)
def test_an_amount_belongs_to_the_topic(text: str, of: str) -> None:
    assert [found for found, _, _ in amounts(read(text))] == [of]


def test_each_clause_may_bring_its_own_subject() -> None:
    text = "征地搬迁涉及石湾镇上坞村24户、白岩村15户、溪口村9户。"
    assert [of for of, _, _ in amounts(read(text))] == ["上坞村", "白岩村", "溪口村"]


def test_a_fall_is_a_negative_growth() -> None:
    doc = read("全县一般公共预算收入完成19.7亿元,同比下降2.6%。")
    values = [c.amount.value for c in doc.claims if getattr(c, "kind", "") == "growth"]
    assert [str(value) for value in values] == ["-2.6"]


def test_the_second_of_a_pair_is_what_the_first_is() -> None:
    doc = read("全县生猪存栏31万头,出栏28.6万头,分别增长3.2%和1.8%。")
    assert [kind for _, kind, _ in amounts(doc)] == ["count", "count", "growth", "growth"]


@pytest.mark.parametrize(
    "text",
    [
        f"{P}工期30个月。",
        "衢江区5000万元以上项目推进座谈会召开。",
        f"{P}解决茅坡、下司两镇的困难。",
    ],
)
def test_durations_criteria_and_listed_places_are_no_amounts(text: str) -> None:
    assert amounts(read(text)) == []


def test_the_numbers_of_a_table_have_their_columns_kind() -> None:
    text = (
        "重点项目进展情况公示\n序号\n项目名称\n总投资(万元)\n年度计划投资(万元)\n"
        "1\n临空冷链物流园\n86000\n30000\n2\n青龙湾中学新建工程\n24500\n12000"
    )
    assert [(of, kind) for of, kind, _ in amounts(read(text))] == [
        ("临空冷链物流园", "investment"), ("临空冷链物流园", "annual_investment"),
        ("青龙湾中学新建工程", "investment"), ("青龙湾中学新建工程", "annual_investment"),
    ]  # fmt: skip


def test_evidence_is_the_sentence_and_focus_the_amount() -> None:
    text = f"记者来了。{P}总投资2.8亿元。大家高兴。"
    doc = read(text)
    claim = next(c for c in doc.claims if getattr(c, "kind", "") == "investment")
    assert claim.evidence.of(text) == f"{P}总投资2.8亿元。"
    assert claim.focus.of(text) == "2.8亿元"
