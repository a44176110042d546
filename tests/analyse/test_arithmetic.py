"""Sums that a sentence states: what is found wrong, what holds, what is left alone."""

from __future__ import annotations

from pathlib import Path

import pytest

import qjgraph
from qjgraph.analyse.arithmetic import numbers, sums

HOLD = [
    ("part", "该项目总投资6.8亿元，其中一期4.8亿元，二期2.0亿元。"),
    ("part", "该项目总投资6.8亿元，其中一期3亿元，二期2.0亿元。"),
    ("part", "全村共有48户，其中搬迁31户。"),
    ("part", "应到会48人，赞成31票，反对16票，弃权1票。"),
    ("part", "该项目总投资6.8亿元，其中一期约5亿元，二期2.0亿元。"),
    ("total", "党员31名、群众16名、代表1名，共48名。"),
    ("total", "种植粮食31.2万亩、油料16.1万亩，共计47.3万亩。"),
    ("growth", "产值由2.0亿元增长到3.0亿元，增长50%。"),
    ("growth", "产值从2020年的2230亿元增加到2023年的3940亿元，增长76%。"),
    ("growth", "能耗由400吨降至300吨，下降25%。"),
]
WRONG = [
    ("part", "该项目总投资6.8亿元，其中一期4.8亿元，二期3.0亿元。", "=780000000"),
    ("part", "全村共有30户，其中搬迁40户。", "40"),
    ("part", "应到会45人，赞成40票，反对6票，弃权1票。", "=47"),
    ("total", "党员31名、群众16名、代表1名，共49名。", "=48"),
    ("growth", "产值由2.0亿元增长到3.0亿元，增长60%。", "50.0%"),
    ("growth", "能耗由400吨降至300吨，下降15%。", "25.0%"),
    ("share", "其产值占全县的120%。", "120%"),
]
LEFT_ALONE = [
    "该项目总投资6.8亿元，其中一期4.8亿元。其余项目共投资9亿元。",
    "全村共有48人，其中党员40人，女性39人。",
    "参展品牌来自65个国家，其中首发品牌300个。",
    "失业率由4%增至5%，提高1%。",
    "产值由约2亿元增长到3亿元，增长60%。",
    "雪道由64条增至74条，面积增加15%。",
    "产值由2亿元增长到3亿元，年均增长8%。",
    "建成道路3条、桥梁5条，累计共20条。",
    "产值占比提高120%。",
]


@pytest.mark.parametrize(("form", "sentence"), HOLD)
def test_what_adds_up(form: str, sentence: str) -> None:
    assert [(found.form, found.holds) for found in sums(sentence)] == [(form, True)]


@pytest.mark.parametrize(("form", "sentence", "real"), WRONG)
def test_what_does_not_add_up(form: str, sentence: str, real: str) -> None:
    (found,) = sums(sentence)
    assert (found.form, found.holds) == (form, False)
    assert real in found.zh
    assert real in found.en


@pytest.mark.parametrize("sentence", LEFT_ALONE)
def test_what_allows_another_reading_is_left_alone(sentence: str) -> None:
    assert [found for found in sums(sentence) if not found.holds] == []


@pytest.mark.parametrize(
    ("written", "value", "unit", "loose"),
    [
        ("3.20亿元", "320000000", "元", False),
        ("约3万户", "30000", "户", True),
        ("300余人", "300", "人", True),
        ("12.5%", "12.5", "%", False),
    ],
)
def test_numbers(written: str, value: str, unit: str, loose: bool) -> None:
    (found,) = numbers(written)
    assert (f"{found.value.normalize():f}", found.unit, found.loose) == (value, unit, loose)


def test_validation_tells_it_with_the_sentence(tmp_path: Path) -> None:
    sentence = "石湾大桥工程总投资6.8亿元，其中一期4.8亿元，二期3.0亿元。"
    (tmp_path / "n1.txt").write_text(f"石湾大桥开工\n本报讯 {sentence}\n", encoding="utf-8")
    home = "浙江省丽水市清漪县"
    qjgraph.build(tmp_path / "n1.txt", tmp_path / "out", home=home, published="2025-01-02")
    report = qjgraph.open(tmp_path / "out").validate()
    found = [(each.check, each.article, each.evidence or each.label) for each in report.findings]
    assert [each[:2] for each in found] == [("sum-part", "n1")]
    assert sentence in found[0][2]
