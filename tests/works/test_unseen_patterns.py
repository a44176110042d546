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
            ("云岭陶瓷改造项目", "trial", "", "ongoing"),
        ],
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
