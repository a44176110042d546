"""Stages and names of several projects at once: lists, counts with their classes, tables."""

from __future__ import annotations

import pytest
from works_reading import locations, milestones, names, read

from qjgraph.model import Kind

JOINT = [
    (
        "3月5日,滨江路改造工程、北湖水库项目集中开工。",
        [("滨江路改造工程", "start", "2025-03-05"), ("北湖水库项目", "start", "2025-03-05")],
    ),
    (
        "青山镇第二幼儿园、青山镇卫生院新建工程两个项目主体完工,正在装修,计划8月竣工。",
        [
            ("青山镇卫生院新建工程", "completion", "2025-08"),
            ("青山镇第二幼儿园", "completion", "2025-08"),
        ],
    ),
    (
        "3月5日,云岭县12个项目开工,签约8个项目,竣工6个项目。开工项目中,北湖水库项目总投资3亿元;"
        "石桥中学(二期)项目位于石桥镇,将建成综合实验楼2座。签约项目中,云岭光伏组件项目总投资5亿元。",
        [
            ("北湖水库项目", "start", "2025-03-05"),
            ("石桥中学(二期)项目", "start", "2025-03-05"),
            ("云岭光伏组件项目", "signing", "2025-03-05"),
        ],
    ),
    (
        "3月10日,云岭县3个重点项目集中开工。当天集中开工的青山啤酒厂新厂区建设项目、石桥镇莲池小学建设项目、"
        "云岭县河道治理项目等3个重点项目,总投资5亿元。",
        [
            ("青山啤酒厂新厂区建设项目", "start", "2025-03-10"),
            ("石桥镇莲池小学建设项目", "start", "2025-03-10"),
            ("云岭县河道治理项目", "start", "2025-03-10"),
        ],
    ),
    (
        "3月10日,云岭县产业项目集中开工仪式举行。本次集中开工的产业项目有3个,总投资5亿元。"
        "项目包括广田橡塑汽车泡棉项目、天河船艇项目、永乐箱包项目。",
        [
            ("广田橡塑汽车泡棉项目", "start", "2025-03-10"),
            ("天河船艇项目", "start", "2025-03-10"),
            ("永乐箱包项目", "start", "2025-03-10"),
        ],
    ),
    (
        "3月18日上午,云岭县一季度重大项目集中开工。本次集中开工的重大项目共18个,总投资56亿元。"
        "其中,云锦纺织智能化改造项目投资3.2亿元;石桥中学迁建项目占地210亩。",
        [
            ("云锦纺织智能化改造项目", "start", "2025-03-18"),
            ("石桥中学迁建项目", "start", "2025-03-18"),
        ],
    ),
    (
        "走进青山镇食用菌产业园建设现场。“园区一期工程已经完工。”",
        [("青山镇食用菌产业园(一期)", "completion", "")],
    ),
    (
        "5月6日,位于城东新区的市民活动中心正式动工建设。",
        [("市民活动中心", "start", "2025-05-06")],
    ),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), JOINT)
def test_a_stage_of_several_projects_is_of_each(
    text: str, expected: list[tuple[str, str, str]]
) -> None:
    found = [(project, stage, date) for project, stage, date, _ in milestones(read(text))]
    assert [one for one in expected if one not in found] == []


P = "北湖水库项目"

ALONE = [
    (f"今年9个续建工程类项目中,{P}完工;其余正在建设。", [(P, "completion", "", "done")]),
    ("石桥镇安居工程(900户)已开工建设650户。", [("石桥镇安居工程", "start", "", "done")]),
    (f"{P}总投资3亿元,预计投产后年产值2亿元。", []),
    (f"{P}总投资3亿元。老人已把旧房拆除,搬进新居。", []),
    (f"{P}总投资3亿元。全镇已签订投资协议12个。", []),
    (f"3月5日,云岭县12个项目开工。在建项目中,{P}总投资3亿元。", []),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), ALONE)
def test_a_stage_is_only_what_is_said_of_the_project(
    text: str, expected: list[tuple[str, str, str, str]]
) -> None:
    assert milestones(read(text)) == expected


BARRED = """石桥县2025年衔接资金项目公示
石桥县2025年衔接资金项目安排表 |
|||||
序号 |
项目名称 |
建设地点 |
投资 规模 |
1 |
青山镇下湾村饮水安全项目 |
青山镇下湾村 |
20万元 |
2 |
青山镇后林道路硬化项目 |
青山镇后林村 |
35万元 |
"""


def test_cells_that_a_bar_closes_are_a_table() -> None:
    doc = read(BARRED)
    assert names(doc, Kind.PROJECT) == ["青山镇下湾村饮水安全项目", "青山镇后林道路硬化项目"]
    sites = [(project, place) for project, place, _ in locations(doc)]
    assert ("青山镇后林道路硬化项目", "后林村") in sites


LISTS = [
    (
        "青山镇旱作农业示范工程,青山镇工业园厂房及配套设施;云岭县公安基础设施3个项目正在建设,"
        "计划8月底全部竣工。",
        ["云岭县公安基础设施", "青山镇工业园厂房及配套设施", "青山镇旱作农业示范工程"],
    ),
    (
        "今年,云岭县北湖水库扩建工程、红薯淀粉产业化等6个3000万元以上大项目复工。",
        ["云岭县北湖水库扩建工程", "红薯淀粉产业化"],
    ),
    ("3月5日,云岭县“攻坚”行动项目集中开工。", []),
    ("云岭新城公司计划投资2亿元建设永福里花园城项目。", ["永福里花园城项目"]),
    ("9月2日,云岭县项目建设年现场会召开。", []),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), LISTS)
def test_lists_and_categories(text: str, expected: list[str]) -> None:
    assert names(read(text), Kind.PROJECT) == expected


NAMES = [
    ("云岭县茶叶种植300万元项目预计5月底开工。", ["云岭县茶叶种植300万元项目"]),
    ("会议听取了甘泉路拓宽改造初步设计方案的汇报。", ["甘泉路拓宽改造"]),
    (
        "县领导察看了青山镇老街环境整治提升、三十浦、云岭河小流域整治等地。",
        ["云岭河小流域整治", "青山镇老街环境整治提升"],
    ),
    (
        "观摩团先后观摩了青山镇棚户区改造和石桥镇青河大道项目。青山镇棚户区改造项目总投资3亿元。"
        "石桥镇青河大道项目全长3公里。棚户区改造,温暖民心。棚户区改造,人人受益。",
        ["石桥镇青河大道项目", "青山镇棚户区改造项目"],
    ),
    ("村里,新建立木为群农业服务部管理用房,占地300平方米。", ["立木为群农业服务部管理用房"]),
    ("县里投资3000万元新建的康寿敬老院项目6月底完工。", ["康寿敬老院项目"]),
    ("投资8856万元的九尺门海堤贯通工程,主要包括海域清淤等。", ["九尺门海堤贯通工程"]),
    (
        "12月底前,老城区供水管网改造、滨河公园二期、实验小学扩建3项民生工程将完工。",
        ["实验小学扩建", "滨河公园二期", "老城区供水管网改造"],
    ),
    (
        "县长到云岭县旅游集散中心、青山湖湿地公园、红星至大坪公路等建设现场调研。",
        ["云岭县旅游集散中心", "红星至大坪公路", "青山湖湿地公园"],
    ),
    ("石桥镇已完成上湾村小学标准化建设。", ["上湾村小学标准化建设"]),
    (
        "山阳天禾15万吨饲料生产线项目在开发区开工。仪式标志着山阳天禾现代化生产线项目正式启动。",
        ["山阳天禾15万吨饲料生产线项目"],
    ),
    (
        "2023年度东西协作项目共两个,分别是:青山镇上湾村东西协作项目、石桥镇下湾村茶园建设项目。"
        "东西协作项目总投资2000万元。",
        ["东西协作项目", "石桥镇下湾村茶园建设项目", "青山镇上湾村东西协作项目"],
    ),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), NAMES)
def test_names_begin_and_end_where_they_do(text: str, expected: list[str]) -> None:
    assert names(read(text), Kind.PROJECT) == expected


DONE = [
    (f"{P}正在采购设备,计划10月完成。", [(P, "completion", "2025-10", "planned")]),
    (f"{P}预计今年9月底可完成全部建设内容。", [(P, "completion", "2025-09", "planned")]),
    (f"{P}自去年10月开工以来,进展顺利。", [(P, "start", "2024-10", "done")]),
    (f"{P}总投资3亿元。10月底征地完成。", []),
    (f"{P}总投资3亿元。青河大桥全长3公里。其他项目进展顺利,10月底可开工建设。", []),
    (
        "6月20日上午,云岭县文化节开幕式举行。县长李四为石桥镇农业产业园奠基。",
        [("石桥镇农业产业园", "start", "2025-06-20", "done")],
    ),
    (
        f"{P}分三期实施:二期、三期将分别于2026年3月和2027年5月开工。",
        [
            ("北湖水库项目(二期)", "start", "2026-03", "planned"),
            ("北湖水库项目(三期)", "start", "2027-05", "planned"),
        ],
    ),
    (f"{P}总投资3亿元。上半年,全县税收任务圆满完成。", []),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), DONE)
def test_done_is_a_stage_where_works_are_meant(
    text: str, expected: list[tuple[str, str, str, str]]
) -> None:
    assert milestones(read(text)) == expected


TABBED = (
    "附:部分开工项目情况表(总投资单位:万元)\n"
    "项目名称\t建设单位\t总投资\t用地面积\t计划竣工时间\n"
    "云岭县北湖水库除险加固工程\t县水利局\t31200\t-\t2026年12月\n"
    "石桥镇中心小学迁建项目\t县教育局\t5460\t82\t2025年3月\n"
)


def test_dates_under_a_stage_in_a_table_are_milestones() -> None:
    assert milestones(read(f"云岭县重点项目开工\n\n县里多个项目开工。\n\n{TABBED}")) == [
        ("云岭县北湖水库除险加固工程", "completion", "2026-12", "planned"),
        ("石桥镇中心小学迁建项目", "completion", "2025-03", "done"),
    ]
