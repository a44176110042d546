"""Which stage a project has reached or is to reach, and when."""

from __future__ import annotations

import pytest
from works_reading import milestones, read

P = "北关片区城中村改造项目"

STATED = [
    (f"{P}2023年3月8日开工建设。", ("start", "2023-03-08", "done")),
    (f"{P}预计10月主体结顶。", ("topping_out", "2025-10", "planned")),
    (f"{P}确保明年3月底前全面完工。", ("completion", "2026-03", "planned")),
    (f"{P}于5月20日通过竣工验收。", ("acceptance", "2025-05-20", "done")),
    (f"{P}今年8月投入使用。", ("operation", "2025-08", "planned")),
    (f"{P}主体已封顶。", ("topping_out", "", "done")),
    (f"6月20日,{P}成功封顶。", ("topping_out", "2025-06-20", "done")),
    (f"去年8月1日开工的{P}进展顺利。", ("start", "2024-08-01", "done")),
    (f"{P}去年开工。目前进展顺利,预计10月建成投产。", ("operation", "2025-10", "planned")),
]


@pytest.mark.parametrize(("text", "expected"), STATED)
def test_a_stage_is_read_with_date_and_status(text: str, expected: tuple[str, str, str]) -> None:
    assert expected in [(stage, date, status) for _, stage, date, status in milestones(read(text))]


NONE = [
    f"{P}建成后可供水980万立方米。",
    f"{P}尚未开工。",
    f"要推动{P}早日开工。",
    f"{P}占地420亩。2025年春节活动昨天启动。",
    f"{P}占地420亩。全县共建成安置点17个。",
]


@pytest.mark.parametrize("text", NONE)
def test_talk_of_a_stage_is_no_milestone(text: str) -> None:
    assert milestones(read(text)) == []


def test_two_stages_of_one_sentence_have_their_own_dates() -> None:
    found = milestones(read(f"{P}去年11月动工,计划2026年4月底前完工。"))
    assert found == [(P, "start", "2024-11", "done"), (P, "completion", "2026-04", "planned")]


def test_projects_of_a_joint_ceremony_start_on_its_day() -> None:
    text = (
        "6月25日上午,云岭县2025年二季度重大项目集中开工活动在县经济开发区举行。"
        f"县长李四宣布开工。{P}总投资3亿元。松滋河大桥及接线工程全长5.6公里。"
    )
    assert [(p, s, d) for p, s, d, _ in milestones(read(text))] == [
        (P, "start", "2025-06-25"), ("松滋河大桥及接线工程", "start", "2025-06-25"),
    ]  # fmt: skip


def test_progress_is_an_ongoing_completion() -> None:
    assert (P, "completion", "", "ongoing") in milestones(read(f"{P}整体进度达65%。"))


def test_a_year_inside_a_name_is_no_date() -> None:
    text = "渔阳区2021年老旧小区改造项目正在招标。"
    assert [date for _, _, date, _ in milestones(read(text))] in ([""], [])


def test_the_column_of_progress_is_read() -> None:
    text = (
        "重点项目进展情况公示\n序号\n项目名称\n总投资(万元)\n形象进度\n"
        "1\n临空冷链物流园\n86000\n主体封顶,预计12月底竣工\n"
        "2\n青龙湾中学新建工程\n24500\n6月12日通过竣工验收"
    )
    assert milestones(read(text)) == [
        ("临空冷链物流园", "topping_out", "", "done"),
        ("临空冷链物流园", "completion", "2025-12", "planned"),
        ("青龙湾中学新建工程", "acceptance", "2025-06-12", "done"),
    ]


SAID = [
    f"{P}去年开工。项目负责人王奇山介绍,主体已封顶,今年8月投入使用。",
    f"{P}去年开工。“今年8月投入使用。”项目负责人王奇山说。",
    f"{P}去年开工。项目负责人王奇山说:“项目今年8月投入使用。”",
]


@pytest.mark.parametrize("text", SAID)
def test_a_stage_that_a_person_tells_of_is_attributed(text: str) -> None:
    found = [c for c in read(text).claims if getattr(c, "stage", "") == "operation"]
    assert [c.attributed_to for c in found] == ["person:王奇山"]


def test_what_the_paper_says_is_nobody_s() -> None:
    found = [c for c in read(f"{P}去年开工。").claims if getattr(c, "stage", "")]
    assert [c.attributed_to for c in found] == [""]
