"""Where a project's name begins and ends, and what is no project."""

from __future__ import annotations

import pytest
from works_reading import names, read

from qjgraph.model import Kind

FOUND = [
    ("要加快云溪灌区续建配套与现代化改造项目建设。", "云溪灌区续建配套与现代化改造项目"),
    ("去年底启动的北关片区城中村改造项目传来好消息。", "北关片区城中村改造项目"),
    ("首批项目鸠山路片区老旧小区改造工程计划本月底开工。", "鸠山路片区老旧小区改造工程"),
    ("记者在“时光里”口袋公园施工现场看到,工人正在栽树。", "“时光里”口袋公园"),
    ("松滋河大桥及接线工程全长5.6公里。", "松滋河大桥及接线工程"),
    ("竹业集团拟投资4.6亿元建设年产12万吨竹浆生活用纸项目。", "年产12万吨竹浆生活用纸项目"),
    ("公司计划投资3亿元建设智能穿戴设备生产基地。", "智能穿戴设备生产基地"),
    ("昨日,备受关注的民生路北段改造工程正式通车。", "民生路北段改造工程"),
    (
        "总投资1100万元的双河片区农村饮水安全巩固提升工程完成管网铺设。",
        "双河片区农村饮水安全巩固提升工程",
    ),
    ("投资480万元的石桥村至双河村通村公路改建工程开工。", "石桥村至双河村通村公路改建工程"),
    ("G105绕城段改建工程全长13.8公里,概算投资5.2亿元。", "G105绕城段改建工程"),
    ("华锐光电高世代面板配套项目总投资15亿元。", "华锐光电高世代面板配套项目"),
    ("项目名称:清溪县人民医院128排CT采购项目", "清溪县人民医院128排CT采购项目"),
]  # fmt: skip

NONE = [
    "全县重点产业项目加快建设。",
    "今年新开工项目21个,总投资86.4亿元。",
    "要坚持“要素跟着项目走”。",
    "项目经理赵大勇说,工程师们很辛苦。",
    "他每天到人民公园散步。",
    "会议审议《云岭县城区道路改造工程管理办法》。",
    "学校获得国家自然科学基金项目32项。",
    "北关片区东至滨河路、北至邙山大道,占地约21.3公顷。",
    "已建成9个数据中心产业园,服务4000多家企业。",
]


@pytest.mark.parametrize(("text", "name"), FOUND)
def test_a_name_is_found_whole(text: str, name: str) -> None:
    assert name in names(read(text), Kind.PROJECT)


@pytest.mark.parametrize("text", NONE)
def test_a_common_noun_is_no_project(text: str) -> None:
    assert names(read(text), Kind.PROJECT) == []


def test_the_items_of_a_list_of_projects_are_found() -> None:
    text = "大家参观了中药材仓储物流中心、滨河湿地公园等项目。"
    assert names(read(text), Kind.PROJECT) == ["中药材仓储物流中心", "滨河湿地公园"]


def test_the_sites_of_a_tour_are_found() -> None:
    text = "一行先后来到城东棚户区改造安置房和G105绕城段改建工程施工现场,了解工程进展。"
    assert names(read(text), Kind.PROJECT) == ["G105绕城段改建工程", "城东棚户区改造安置房"]


def test_wordings_of_one_project_are_one() -> None:
    text = (
        "衢江区电子信息产业园项目九月底交付使用。来到衢江区电子产业园工地,塔吊林立。"
        "衢江区电子信息产业园项目总投资约3.5亿元。"
    )
    assert names(read(text), Kind.PROJECT) == ["衢江区电子信息产业园项目"]


def test_names_with_other_numbers_stay_apart() -> None:
    text = "滨河路一号桥改造工程开工。滨河路二号桥改造工程完工。"
    assert len(names(read(text), Kind.PROJECT)) == 2


def test_a_phase_is_a_project_beside_the_whole() -> None:
    text = "江汉储能电池产业园项目总投资22亿元,分两期实施,一期明年底建成投产。"
    assert names(read(text), Kind.PROJECT) == [
        "江汉储能电池产业园项目", "江汉储能电池产业园项目(一期)",
    ]  # fmt: skip


@pytest.mark.parametrize("later", ["该项目", "项目", "工程"])
def test_a_later_mention_stands_for_the_last_project(later: str) -> None:
    doc = read(f"北关片区城中村改造项目去年开工。{later}总投资3亿元。")
    found = [m.name for m in doc.mentions if m.rule == "project-anaphor"]
    assert found == ["北关片区城中村改造项目"]


def test_the_cells_under_project_name_are_projects() -> None:
    text = (
        "重点项目进展情况公示\n序号\n项目名称\n总投资(万元)\n1\n临空冷链物流园\n86000\n"
        "2\n青龙湾中学新建工程\n24500\n3\n白马河综合治理二期\n13750"
    )
    assert names(read(text), Kind.PROJECT) == [
        "临空冷链物流园", "白马河综合治理二期", "青龙湾中学新建工程",
    ]  # fmt: skip
