"""What is a policy and what is only between quotation marks."""

from __future__ import annotations

import pytest
from works_reading import names, read

from qjgraph.model import Kind

FOUND = [
    (
        "会议审议通过《青弋县城镇老旧小区改造三年行动方案(2025—2027年)》。",
        "青弋县城镇老旧小区改造三年行动方案(2025—2027年)",
    ),
    ("要开展“今冬明春百日攻坚”行动。", "“今冬明春百日攻坚”行动"),
    ("筠溪正实施“竹产业倍增计划”。", "竹产业倍增计划"),
    ("把规划同省委“1269”行动计划衔接起来。", "“1269”行动计划"),
    ("围绕“五个更加突出”和“七个实现新提升”部署。", "七个实现新提升"),
    ("积极融入“一带一路”建设。", "一带一路"),
    ("认真学习习近平新时代中国特色社会主义思想。", "习近平新时代中国特色社会主义思想"),
    ("研究“十五五”规划编制工作。", "“十五五”规划"),
    ("持续深化“清源行动”、推进“惠民大搬迁”。", "惠民大搬迁"),
    ("县里召开全县“大干项目快发展”专项行动推进会。", "“大干项目快发展”专项行动"),
    ("县长了解了镇里的“五访”工作开展情况。", "五访"),
]  # fmt: skip

NONE = [
    "要牢固树立“一盘棋”思想。",
    "抢抓政策“窗口期”。",
    "他说“今天很高兴”。",
    "大家齐唱《歌唱祖国》。",
    "《人民日报》作了报道。",
    "“十五五”时期是关键时期。",
    "县长部署“三农”工作。",
    "全镇服务邻市“汽车城”建设。",
]


@pytest.mark.parametrize(("text", "name"), FOUND)
def test_a_policy_is_found(text: str, name: str) -> None:
    assert name in names(read(text), Kind.POLICY)


@pytest.mark.parametrize("text", NONE)
def test_a_figure_of_speech_is_none(text: str) -> None:
    assert names(read(text), Kind.POLICY) == []


def test_a_short_title_stands_for_the_full_one() -> None:
    doc = read("国务院印发《乡村全面振兴规划(2024—2027年)》。《规划》提出四项任务。")
    assert names(doc, Kind.POLICY) == ["乡村全面振兴规划(2024—2027年)"]


def test_a_short_title_alone_is_none() -> None:
    assert names(read("《规划》提出四项任务。"), Kind.POLICY) == []
