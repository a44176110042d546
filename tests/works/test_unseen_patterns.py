"""Patterns of articles met for the first time: edges of names, stages of lists, sites."""

from __future__ import annotations

import pytest
from works_reading import locations, milestones, names, read

from qjgraph.model import Kind

NAMES = [
    # A park that a project lies in is its place.
    ("位于云岭县赤溪工业园的长兴塑业项目工地上,一派繁忙。", ["长兴塑业项目"]),
    ("走进云岭县赤溪工业园的施工现场,工人正在吊装。", ["云岭县赤溪工业园"]),
    # What a work is, is no other work.
    ("红岩水库工程是全省重点水源项目、云岭县“五网”建设重点工程,总投资6亿元。", ["红岩水库工程"]),
    ("红岩水库工程今年3月开工,灌溉渠道关键性工程营盘山隧洞全长5910米。",
     ["红岩水库工程", "营盘山隧洞"]),
    # The words that open a report are no part of a name.
    ("云江吹响号角\n\n本网讯红丰水库除险加固工程已开工。", ["红丰水库除险加固工程"]),
    ("开展小型农田水利设施改造提升工程,总投资3亿元。", ["小型农田水利设施改造提升工程"]),
    # An item of a list begins at its mark.
    (
        "集中开工的辽江百岁国际家居建材工业园、辽江荣信沐樾府、世泰钛材加工中心等20个重点项目,总投资28亿元。",
        ["世泰钛材加工中心", "辽江百岁国际家居建材工业园", "辽江荣信沐樾府"],
    ),
    ("石桥镇2020春季重点项目开工。", []),
    # Behind 包括 each name goes from mark to mark.
    (
        "此次集中开工项目12个,总投资45亿元,包括:年产5万吨负极材料项目、城北棚户区改造二期、"
        "投资2亿元的县第二医院搬迁项目、嘉陵水上游乐、“智慧云岭”一期等。",
        ["年产5万吨负极材料项目", "城北棚户区改造二期", "县第二医院搬迁项目", "嘉陵水上游乐",
         "“智慧云岭”一期"],
    ),
    ("该公司2017年落户云岭工业园,一期投资1.2亿元。", []),
    # Sections with facts of their own.
    (
        "京云高速总里程约2768公里,其中,临白段(临河至白山)全长930公里;明哈段(明水至哈山)全长178公里。",
        ["临白段", "明哈段"],
    ),
    ("作为全省首个整县推进的污水治理PPP项目,石桥县污水一体化PPP项目总投资7亿元。",
     ["石桥县污水一体化PPP项目"]),
    ("上坪水库是一座小型水库,总库容320万立方米,2016年9月动工。", ["上坪水库"]),
    ("第五届云岭杨梅节在双河乡杨梅小镇开幕。", []),
    ("督查组对石桥县项目建设给予肯定。石桥县项目开工。", []),
    # Sorts are no names.
    ("财政下达国债项目预算,包括骨干防洪治理工程、其他重点防洪工程、灌区改造工程等三个方面。", []),
    (
        "获奖的项目包括:新建石桥至双河铁路站房工程、云岭体育公园工程、双河水厂工程。",
        ["石桥至双河铁路站房工程", "云岭体育公园工程", "双河水厂工程"],
    ),
    # What it is to become or where it is listed is no project.
    ("要将三交矿井打造成“能源革命”示范项目。", []),
    ("石桥县的中小微企业园项目是全省的重点“产业援疆”项目,已建成厂房。", ["中小微企业园项目"]),
    ("沙湖北岸污水处理厂升级改造工程开工。", ["沙湖北岸污水处理厂升级改造工程"]),
    ("双河公路改建工程路基工程完成85%。", ["双河公路改建工程"]),
    ("6月15日,云岭铜箔项目开工仪式举行。", ["云岭铜箔项目"]),
    (
        "他实地察看了岭下镇峃口隧道项目、南田镇赵伯文文化园主题场馆,详细了解项目建设情况。",
        ["南田镇赵伯文文化园主题场馆", "岭下镇峃口隧道项目"],
    ),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), NAMES)
def test_names_begin_and_end_where_they_do(text: str, expected: list[str]) -> None:
    assert names(read(text), Kind.PROJECT) == sorted(expected)


STAGES = [
    # A list with its verb right behind it.
    (
        "滨江路二期工程、云口机场改扩建工程、西岭旧城改造工程等主体已完工,进入收尾阶段。",
        [
            ("滨江路二期工程", "completion", "", "done"),
            ("云口机场改扩建工程", "completion", "", "done"),
            ("西岭旧城改造工程", "completion", "", "done"),
        ],
    ),
    (
        "今年,全县加快公路建设,截至5月末,石桥至双河公路、云口至大坪公路竣工。",
        [
            ("云口至大坪公路", "completion", "2025-05", "done"),
            ("石桥至双河公路", "completion", "2025-05", "done"),
        ],
    ),
    (
        "2024年11月开工的石桥至双河公路,全长35公里;同时开工的云口至大坪公路,全长20公里。",
        [
            ("云口至大坪公路", "start", "2024-11", "done"),
            ("石桥至双河公路", "start", "2024-11", "done"),
        ],
    ),
    ("随着云溪隧道工程的奠基,48个重点建设项目集中开工。", [("云溪隧道工程", "start", "", "done")]),
    ("6月15日,云岭铜箔项目开工仪式举行。", [("云岭铜箔项目", "start", "2025-06-15", "done")]),
    (
        "红丰水库加固工程主体工程已完成。云岭陶瓷改造项目进入试生产阶段。",
        [
            ("红丰水库加固工程", "completion", "", "done"),
            ("云岭陶瓷改造项目", "trial", "", "done"),
        ],
    ),
    (
        "计划总投资3亿元的云岭养老服务中心、总投资1亿元的县疾控中心迁建项目、总投资8600万元的"
        "石桥镇门诊综合楼等3个民生项目同步开工。",
        [
            ("云岭养老服务中心", "start", "", "done"),
            ("县疾控中心迁建项目", "start", "", "done"),
            ("石桥镇门诊综合楼", "start", "", "done"),
        ],
    ),
    (
        "6月12日,云岭港综合码头二期工程通过交工验收。该码头建有泊位4个,2017年3月开工。",
        [
            ("云岭港综合码头二期工程", "acceptance", "2025-06-12", "done"),
            ("云岭港综合码头二期工程", "start", "2017-03", "done"),
        ],
    ),
    # The objects of a verb of building.
    (
        "2026年,我们将开工建设石桥污水处理厂、县中医院新院,建成投用清溪大桥、第四小学和文体中心。",
        [
            ("石桥污水处理厂", "start", "2026", "planned"),
            ("县中医院新院", "start", "2026", "planned"),
            ("清溪大桥", "operation", "2026", "planned"),
            ("第四小学", "operation", "2026", "planned"),
            ("文体中心", "operation", "2026", "planned"),
        ],
    ),
    ("新建标准厂房3万平方米、仓库2栋,建成公园、广场和绿道。", []),
    (
        "“项目去年8月开工。”石桥中学迁建项目负责人说。",
        [("石桥中学迁建", "start", "2024-08", "done")],
    ),
    ("总投资2亿元的环城路西段昨天建成通车。", [("环城路", "operation", "2025-06-25", "done")]),
    (
        "6月20日,“启文楼”竣工暨校史馆揭牌仪式举行。",
        [("启文楼", "completion", "2025-06-20", "done")],
    ),
    # What is counted up to a day is no stage.
    ("丽江高速公路项目进展顺利。截至6月15日,已签约46户、腾空37户。", []),
    ("随着云溪隧道工程的通车,群众出行将更加方便。", []),
    (
        "云溪文化艺术馆工程预计年底能完成主体工程封顶,明年6月初对公众开放。",
        [
            ("云溪文化艺术馆工程", "topping_out", "2025-12", "planned"),
            ("云溪文化艺术馆工程", "operation", "2026-06", "planned"),
        ],
    ),
    (
        "三江湾度假村项目主塔楼高耸入云。\n\n“大家加班加点,力争项目在今年年底实现试营业。”公司副总裁林青说。",
        [("三江湾度假村项目", "trial", "2025-12", "planned")],
    ),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), STAGES)
def test_stages(text: str, expected: list[tuple[str, str, str, str]]) -> None:
    assert sorted(milestones(read(text))) == sorted(expected)


def test_the_park_of_a_project_is_its_place() -> None:
    text = "位于云岭县赤溪工业园的长兴塑业项目正在施工。"
    assert ("长兴塑业项目", "赤溪工业园", "in") in locations(read(text))


SITES = [
    (
        "石塘镇在新民村、枫林村实施高标准农田建设项目,总投资675万元。",
        [("高标准农田建设项目", "新民村"), ("高标准农田建设项目", "枫林村")],
    ),
    (
        "重点项目进展\n\n今年全县排定重点项目300个。\n双河镇\n红柳纺织项目总投资3亿元,已开工。",
        [("红柳纺织项目", "双河镇")],
    ),
    (
        "云石高速公路拓宽工程主要集中在新狮街道。",
        [("云石高速公路拓宽工程", "新狮街道")],
    ),
    (
        "县道石桥至双河段改造工程起于石桥镇,经河西村、茶园村,止于大坪村。",
        [("石桥至双河段改造工程", place) for place in ("石桥镇", "河西村", "茶园村", "大坪村")],
    ),
]


@pytest.mark.parametrize(("text", "expected"), SITES)
def test_sites(text: str, expected: list[tuple[str, str]]) -> None:
    found = {(of, place) for of, place, _ in locations(read(text))}
    assert set(expected) <= found
