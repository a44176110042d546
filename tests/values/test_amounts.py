"""Amounts: every wording of `amounts.tsv`, none of `amounts_none.tsv`, words beside them, cells."""

from __future__ import annotations

from decimal import Decimal
from itertools import pairwise
from pathlib import Path

import pytest

from qjgraph.lexicon.rules import Rule, all_rules
from qjgraph.lexicon.tables import Row, read_tsv
from qjgraph.mention.amounts import AmountHit, find, find_cells

HERE = Path(__file__).parent
WORDINGS = list(read_tsv(HERE / "amounts.tsv"))
NEAR_MISSES = list(read_tsv(HERE / "amounts_none.tsv"))
#: Found by `find_cells`, not in running text.
CELLS = "amount-cell"


def only(text: str) -> AmountHit:
    (hit,) = find(text)
    return hit


def number(cell: str) -> Decimal | None:
    return Decimal(cell) if cell else None


@pytest.mark.parametrize("row", WORDINGS, ids=lambda row: f"{row.place} {row['text']}")
def test_wording(row: Row) -> None:
    begin = row["text"].index("【")
    end = row["text"].index("】") - 1
    text = row["text"].replace("【", "").replace("】", "")
    hits = {(hit.begin, hit.end): hit for hit in find(text)}
    assert (begin, end) in hits, [text[b:e] for b, e in hits]
    value = hits[begin, end].value
    expected = number(row["value"])
    low, high = number(row["minimum"]) or expected, number(row["maximum"]) or expected
    assert (value.value, value.minimum, value.maximum) == (expected, low, high)
    assert (value.unit, value.qualifier) == (row["unit"], row["qualifier"])
    assert value.text == text[begin:end]
    assert hits[begin, end].rule == (row["rule"] or hits[begin, end].rule)


@pytest.mark.parametrize("row", NEAR_MISSES, ids=lambda row: f"{row.place} {row['text']}")
def test_near_miss(row: Row) -> None:
    assert find(row["text"]) == []


@pytest.mark.parametrize(
    ("text", "noun"),
    [
        ("3台吊车同时作业", "吊车同时作业"),
        ("3台吊车正在作业", "吊车"),
        ("300多名工人三班倒", "工人三班倒"),
        ("签约3个项目", "项目"),
        ("新建泵站12座,", "泵站"),
        ("214个房间。", "房间"),
        ("带动就业1500余人,", ""),
        ("二十多个国家和地区", "国家"),
        ("8个工作组,", "工作组"),
        ("增长30%的收入", ""),
    ],
)
def test_noun(text: str, noun: str) -> None:
    assert only(text).noun == noun


@pytest.mark.parametrize(
    ("text", "cue"),
    [
        ("该项目总投资约6.12亿元", "总投资"),
        ("年度计划投资近13亿元", "年度计划投资"),
        ("占地420亩", "占地"),
        ("总建筑面积约7.4万平方米", "总建筑面积"),
        ("全长5.6公里", "全长"),
        ("同比增长6.3%", "同比增长"),
        ("提高21.3个百分点", "提高"),
        ("坝高78.5米", "坝高"),
        ("宽6.5米", "宽"),
        ("宽约6.5米", "宽"),
        ("高新技术企业12家", ""),
        ("总投资大,占地420亩", "占地"),
        ("他在工地忙了两天,用了3吨", ""),
    ],
)
def test_cue(text: str, cue: str) -> None:
    assert find(text)[-1].cue == cue


def test_dates_are_skipped() -> None:
    text = "6月25日投资3亿元"
    assert [hit.begin for hit in find(text, skip=[(0, 5)])] == [7]


def test_skipped_stretch_hides_what_it_touches() -> None:
    assert find("总投资3亿元", skip=[(0, 4)]) == []


def test_hits_are_in_order_and_apart() -> None:
    text = "总投资3亿元,占地420亩,建12栋1160套,年产12万吨,增长5%左右,工期30个月"
    hits = find(text)
    assert len(hits) == 7
    assert all(one.end <= two.begin for one, two in pairwise(hits))


@pytest.mark.parametrize(
    "text",
    ["投资3亿元(约合4200万美元)", "投资3亿元(含税)", "投资3亿元(3.2亿元)", "投资3亿元和3亿元"],
)
def test_bracket_that_says_something_else_is_no_repetition(text: str) -> None:
    assert {hit.rule for hit in find(text)}.isdisjoint({"amount-bracket"})


def test_every_rule_is_described_and_tried() -> None:
    described = {rule.id for rule in all_rules() if rule.place.startswith("amounts.yaml")}
    texts = [row["text"].replace("【", "").replace("】", "") for row in WORDINGS]
    assert {hit.rule for text in texts for hit in find(text)} == described - {CELLS}


RULES = [r for r in all_rules() if r.place.startswith("amounts.yaml") and r.id != CELLS]


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_example_fires_and_near_miss_does_not(rule: Rule) -> None:
    fired = {hit.rule for hit in find(rule.example)}
    missed = {hit.rule for hit in find(rule.near_miss)}
    assert rule.id in fired - missed


# ---------------------------------------------------------------------------- cells


def cells(heading: str, *words: str) -> list[AmountHit]:
    text = "\n".join(words)
    begins = [sum(len(word) + 1 for word in words[:at]) for at in range(len(words))]
    spans = [(begin, begin + len(word)) for begin, word in zip(begins, words, strict=True)]
    return find_cells(text, spans, heading=heading)


@pytest.mark.parametrize(
    ("heading", "cell", "value", "unit", "qualifier"),
    [
        ("总投资(万元)", "86000", "860000000", "CNY", "exact"),
        ("总投资(万元)", "约52000", "520000000", "CNY", "approx"),
        ("总投资（万元）", "1,298.00", "12980000", "CNY", "exact"),
        ("总投资(亿元)", "3.5", "350000000", "CNY", "exact"),
        ("总投资(单位:万元)", "0", "0", "CNY", "exact"),
        ("总投资(万元)", "3.5亿", "350000000", "CNY", "exact"),
        ("用地面积(亩)", "186.5", "186.5", "mu", "exact"),
        ("面积(万平方米)", "4.8", "48000", "m2", "exact"),
        ("完成率(%)", "-2.5", "-2.5", "percent", "exact"),
        ("户数(户)", "41", "41", "户", "exact"),
    ],
)
def test_cell(heading: str, cell: str, value: str, unit: str, qualifier: str) -> None:
    (hit,) = cells(heading, cell)
    assert (hit.value.value, hit.value.unit) == (Decimal(value), unit)
    assert (hit.value.qualifier, hit.value.text, hit.rule) == (qualifier, cell, CELLS)
    assert hit.cue == heading.partition("(")[0].partition("（")[0]


def test_cell_that_is_no_number_gives_no_hit() -> None:
    hits = cells("总投资(万元)", "86000", "未定", "24500")
    assert [(hit.begin, hit.end) for hit in hits] == [(0, 5), (9, 14)]


def test_heading_without_a_unit_gives_no_hits() -> None:
    assert cells("总投资", "86000") == []
