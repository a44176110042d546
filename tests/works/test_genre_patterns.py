"""Patterns that local news is full of: lists, comparisons, sections of roads, stops and venues."""

from __future__ import annotations

import pytest
from works_reading import amounts, locations, milestones, names, read

from qjgraph.model import Kind

PROJECTS = [
    ("县长就青山至安化高速公路建设项目进行调研。", ["青山至安化高速公路建设项目"]),
    (
        "青山至安化高速公路开工。青山至安化高速公路云岭段起于云岭县城,全长32.5公里。",
        ["青山至安化高速公路", "青山至安化高速公路云岭段"],
    ),
    (
        "县第三人民医院迁建工程位于育才路以北。三院迁建工程进展顺利。",
        ["县第三人民医院迁建工程"],
    ),
    (
        "县长先后前往石门冷链物流、研学游基地、兴贤书院、海达综合物流园等项目建设点考察。",
        ["兴贤书院", "海达综合物流园", "石门冷链物流", "研学游基地"],
    ),
    (
        "县里签约了20万纱锭精梳络纺和高档面料项目、电子线材产业园、石桥镇风电开发建设等3个项目。",
        ["20万纱锭精梳络纺和高档面料项目", "电子线材产业园", "石桥镇风电开发建设"],
    ),
    ("庆丰农牧15万只生猪养殖项目开工。", ["庆丰农牧15万只生猪养殖项目"]),
    ("昨日,8个小微企业创业园集体开工。", ["小微企业创业园"]),
    ("走进石桥村易地扶贫搬迁集中安置点,新居映入眼帘。", ["石桥村易地扶贫搬迁集中安置点"]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), PROJECTS)
def test_these_are_projects(text: str, expected: list[str]) -> None:
    assert names(read(text), Kind.PROJECT) == sorted(expected)


NO_PROJECTS = [
    "施工方高度重视工程质量和施工安全。",
    "该路是全县“三重一实”重点工程之一。",
    "线路终点与永州至怀化高速公路互通。",
    "拔河、跳绳等项目精彩纷呈。",
    "昨日,18个项目集体开工。",
]


@pytest.mark.parametrize("text", NO_PROJECTS)
def test_these_are_none(text: str) -> None:
    assert names(read(text), Kind.PROJECT) == []


P = "县第三人民医院迁建工程"

STAGES = [
    (
        "县里签约了电子线材产业园和石桥镇风电开发建设等2个项目。",
        [("电子线材产业园", "signing", "", "done"), ("石桥镇风电开发建设", "signing", "", "done")],
    ),
    (f"{P}的脚手架和安全网已经全部拆除。", []),
    (f"{P}总投资2亿元。预计在月底能够进行结构验收。", [(P, "acceptance", "2025-06", "planned")]),
    (f"{P}主体已封顶,要尽快实现全面运营。", [(P, "operation", "", "planned")]),
    (
        f"6月20日,开工仪式举行。在现场,县长王立宣布{P}正式开工建设。",
        [(P, "start", "2025-06-20", "done")],
    ),
    (
        f"2024年度{P}顺利通过完工验收。",
        [(P, "acceptance", "", "done")],
    ),
    (
        f"{P}分三期实施。二期、三期将分别于2026年3月和2027年开工。",
        [(f"{P}(二期)", "start", "2026-03", "planned"), (f"{P}(三期)", "start", "2027", "planned")],
    ),
    ("昨日,8个小微企业创业园集体开工。", [("小微企业创业园", "start", "2025-06-25", "done")]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), STAGES)
def test_stages_of_the_genre(text: str, expected: list[tuple[str, str, str, str]]) -> None:
    found = [one for one in milestones(read(text)) if one[1] != "topping_out"]
    assert sorted(found) == sorted(expected)


FIGURES = [
    (
        "全县生产总值增长8.4%,比全省(7.7%)和全国平均水平(7.0%)分别高0.7、1.4个百分点。",
        ["云岭县", "江西省", "中国", "云岭县", "云岭县"],
    ),
    ("全县投资增长9%,增幅居全省第一。其中工业投资75亿元。", ["云岭县", "云岭县"]),
    (f"{P}位于县城以北,占地71亩,是今年我县的重点工程,设床位400张。", [P, P]),
    ("此次集中开工的,交通类项目2个,总投资3亿元。", ["交通类项目", "交通类项目"]),
    (
        "全县续建县乡道52条,其中,县道永昭公路升级改造工程总投资11亿元;通村道路续建26条。",
        ["云岭县", "县道永昭公路升级改造工程", "云岭县"],
    ),
    (
        "我县签约了电子线材产业园和石桥镇风电开发建设等2个项目,合同引资16亿元。",
        ["云岭县", "云岭县"],
    ),
    ("石桥村村民有57户,石桥村贫困户现有12户。", ["石桥村", "石桥村"]),
    ("王立以190票当选县长。", ["王立"]),
    ("记者前往采访。\n石桥村地处云岭县西南部,距县城50公里,有村民196户。", ["石桥村"] * 2),
    ("桥头镇泥巴寨村是帮扶村,全村有618户。", ["泥巴寨村"]),
    ("在石桥水库,县长详细了解情况。该水库总库容1280万立方米。", ["石桥水库"]),
    (
        "签约仪式共签约项目17个,签约总金额128亿元,分别是总投资5亿元的铝型材加工项目等。",
        ["云岭县", "云岭县", "铝型材加工项目"],
    ),
    ("石桥大桥是县道改造工程六座改建桥梁之一,总投资4330万元。", ["石桥大桥"]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), FIGURES)
def test_whose_figures_they_are(text: str, expected: list[str]) -> None:
    assert [of for of, _, _ in amounts(read(text))] == expected


SORTS = [
    ("云岭饲料有限公司每年要消耗豆粕6000吨。", "other"),
    ("云岭面粉有限公司每年可处理小麦13万吨。", "capacity"),
    (f"{P}已建成6万平方米冻库。", "floor_area"),
    ("全县投资每月保持30%以上的快速增长。", "growth"),
]


@pytest.mark.parametrize(("text", "kind"), SORTS)
def test_what_sort_of_figure_it_is(text: str, kind: str) -> None:
    assert [k for _, k, _ in amounts(read(text))] == [kind]


@pytest.mark.parametrize("words", ["按80公里/小时设计", "设计时速80公里", "设计速度每小时80公里"])
def test_a_speed_is_no_length(words: str) -> None:
    assert amounts(read(f"{P}进场道路{words}。")) == []


STOPS = [
    ("6月20日,副省长王立到云台县督查防汛工作。", ["云台县"]),
    ("6月20日,县长王立先后深入县消防大队、石桥镇、高山镇走访慰问。", ["石桥镇", "高山镇"]),
    (
        "6月20日,县长王立率队调研棚改工作。王立一行先后到河东街道环山社区\n\n河西街道柳林社区\n\n"
        "实地了解情况。",
        ["环山社区", "柳林社区"],
    ),
    (
        "6月20日,第六届云岭文化旅游节在石门壶瓶山国家4A级景区盛大开幕。",
        ["石门壶瓶山国家4A级景区"],
    ),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), STOPS)
def test_where_a_visit_or_event_goes(text: str, expected: list[str]) -> None:
    # The town before a village may be told too.
    found = {place for _, place, _ in locations(read(text))}
    assert set(expected) <= found <= {*expected, "河东街道", "河西街道"}


def test_a_second_visit_goes_to_the_stops_of_its_sentence() -> None:
    text = "6月20日,县委召开防汛工作会议。会前,县长王立到石桥镇检查防汛工作。高山镇负责人参加会议。"
    assert [place for _, place, _ in locations(read(text))] == ["石桥镇"]


def test_a_venue_is_of_the_event_that_is_held_there() -> None:
    text = "6月20日,第二届海丝文化博览会系列活动——石桥美食节在石桥广场开幕。"
    assert [(of, place) for of, place, _ in locations(read(text))] == [("石桥美食节", "石桥广场")]


BORDERS = [
    (f"{P}东至柳林沟,北至红旗渠。", {"柳林沟", "红旗渠"}),
    ("日前,在苏岭村,8个小微企业创业园集体开工。", {"苏岭村"}),
]


@pytest.mark.parametrize(("text", "expected"), BORDERS)
def test_where_a_project_is(text: str, expected: set[str]) -> None:
    assert {place for _, place, _ in locations(read(text))} == expected


POLICIES = [
    ("实施“1269”行动计划。", ["“1269”行动计划"]),
    ("落实“奋战百日、狠抓项目”要求。", ["奋战百日、狠抓项目"]),
    ("“三型”社会建设综合配套改革试验区政策落地。", ["“三型”社会建设综合配套改革试验区"]),
]


@pytest.mark.parametrize(("text", "expected"), POLICIES)
def test_policies_of_the_genre(text: str, expected: list[str]) -> None:
    assert names(read(text), Kind.POLICY) == expected
