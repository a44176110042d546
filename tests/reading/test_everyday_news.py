"""What county and city news does every day, each read from a sentence of its own."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from qjgraph.model import (
    Doc,
    Kind,
    Location,
    Membership,
    Milestone,
    Occurrence,
    Participation,
    Quantity,
)

Reader = Callable[..., Doc]


def names(doc: Doc, kind: Kind) -> set[str]:
    return {entity.name for entity in doc.entities.values() if entity.kind is kind}


def roles(doc: Doc) -> set[tuple[str, str]]:
    return {
        (doc.entities[claim.person].name, claim.role)
        for claim in doc.claims
        if isinstance(claim, Participation)
    }


def main_days(doc: Doc) -> list[str]:
    return [
        claim.date.edtf if claim.date else ""
        for claim in doc.claims
        if isinstance(claim, Occurrence) and claim.main
    ]


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("红网云岭站6月24日讯(王立)6月22日,县长李建疆到青山镇检查防汛工作。", "2025-06-22"),
        ("云岭新闻网6月24日消息 近日,县长李建疆深入青山镇检查防汛工作。", ""),
        ("云岭新闻网6月24日消息 县长李建疆深入青山镇检查防汛工作。", "2025-06-24"),
    ],
)  # fmt: skip
def test_a_datelines_day_is_the_events_where_the_text_tells_no_other(
    read: Reader, text: str, day: str
) -> None:
    assert main_days(read(text)) == [day]


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("全县新修村内道路5条63千米。", set()),
        ("全县硬化村里道路5条63千米。", set()),
        ("新修村是第一个贫困村,村民在新修村内修路。", {"新修村"}),
        ("密切监视全县小型以上水库的水情。", set()),
        ("采用双向四车道高速公路标准建设。", set()),
        ("这是我市的重点高速公路。", set()),
        ("这是继沪平高速公路后的又一条通道。", {"沪平高速公路"}),
        ("关于熊青山等同志任职的报告已经印发。", set()),
    ],
)  # fmt: skip
def test_what_is_no_name_of_a_place(read: Reader, text: str, places: set[str]) -> None:
    found = {m.name for m in read(text).of_kind(Kind.PLACE) if m.rule != "place-deixis"}
    assert found == places


def test_a_county_behind_its_province_is_no_provincial_road(read: Reader) -> None:
    doc = read("湖南省道县县委书记王海涛参加。", home="湖南省永州市道县")
    posts = {(c.title, doc.entities[c.of].name) for c in doc.claims if isinstance(c, Membership)}
    assert posts == {("县委书记", "道县")}


def test_who_speaks_for_another_is_no_acting_mayor(read: Reader) -> None:
    doc = read(
        "6月25日,县十七届人大常委会第八次会议召开。县委常委、副县长吕大江列席会议。\n"
        "会上,吕大江同志代县长李长青作关于王海涛等同志任职的提请报告。"
    )
    titles = {(doc.entities[c.person].name, c.title) for c in doc.claims
              if isinstance(c, Membership)}  # fmt: skip
    assert ("李长青", "县长") in titles
    assert ("吕大江", "speaker") in roles(doc)
    assert ("李长青", "speaker") not in roles(doc)


@pytest.mark.parametrize(
    ("told", "spoken"),
    [
        ("王海涛作了关于财政预算的报告。", True),
        ("王海涛代表县政府作工作情况的说明。", True),
        ("王海涛做了题为《走好山路》的发言。", True),
        ("王海涛所在的单位创作了一部报告文学。", False),
    ],
)  # fmt: skip
def test_a_report_is_given_at_a_meeting(read: Reader, told: str, spoken: bool) -> None:
    doc = read(f"6月25日,县十七届人大常委会第八次会议召开。副县长王海涛列席会议。\n{told}")
    assert (("王海涛", "speaker") in roles(doc)) is spoken


def test_studying_work_is_no_speech(read: Reader) -> None:
    doc = read("6月25日,县长李建疆主持召开防汛工作专题会议,研究部署防汛工作。")
    assert roles(doc) == {("李建疆", "chair")}


def test_two_leaders_in_a_headline_make_one_inspection(read: Reader) -> None:
    doc = read(
        "王海涛 李清泉来我县督查重大项目建设\n"
        "6月24日,市委副书记、市长王海涛,市委常委、副市长李清泉一行,"
        "对我县重大项目建设情况进行了集中督查。"
    )
    assert names(doc, Kind.EVENT) == {"王海涛督查重大项目建设"}
    assert roles(doc) == {("王海涛", "lead"), ("李清泉", "lead")}


@pytest.mark.parametrize(
    ("text", "event"),
    [
        ("6月24日,县长李建疆等领导来到青山镇柳湾村,详细了解春耕情况。", {"李建疆了解春耕情况"}),
        ("6月24日,县长李建疆了解春耕情况后作出批示。", set()),
        ("6月24日,县长李建疆对全县防汛工作进行检查。", {"李建疆检查防汛"}),
        ("6月24日,省生态环境保护督察组下沉云岭县,采取听汇报、看现场等方式,"
         "对云岭县水源保护工作进行督察。", {"督察云岭县水源保护"}),
    ],
)  # fmt: skip
def test_inspections_told_in_other_words(read: Reader, text: str, event: set[str]) -> None:
    assert names(read(text), Kind.EVENT) == event


@pytest.mark.parametrize(
    ("text", "event"),
    [
        ("6月24日,县长李建疆主持召开专题会议,研究防汛工作。", {"专题会议"}),
        ("6月24日,县长李建疆主持召开会议,研究防汛工作。", {"会议"}),
        ("去年曾召开专题会议,研究防汛工作。", set()),
    ],
)  # fmt: skip
def test_meetings_called_by_their_kind(read: Reader, text: str, event: set[str]) -> None:
    assert names(read(text), Kind.EVENT) == event


@pytest.mark.parametrize(
    ("text", "projects"),
    [
        ("总投资2亿元的引道绿化、亮化建设项目开工。", {"引道绿化、亮化建设项目"}),
        ("总投资1亿元的德济药业公司连翘抚育示范基地及中药饮片加工车间项目开工。",
         {"德济药业公司连翘抚育示范基地及中药饮片加工车间项目"}),
        ("青山小区3#安置楼建设项目总投资2亿元。", {"青山小区3#安置楼建设项目"}),
        ("S501线九岭至南州公路皇庄镇至破山段三级公路,路线全长33.6公里,总投资1.08亿元。",
         {"S501线九岭至南州公路皇庄镇至破山段三级公路"}),
        ("石桥县光伏发电项目总投资3亿元,白石县光伏发电项目总投资2亿元。",
         {"石桥县光伏发电项目", "白石县光伏发电项目"}),
    ],
)  # fmt: skip
def test_projects_whole(read: Reader, text: str, projects: set[str]) -> None:
    assert names(read(text), Kind.PROJECT) == projects


def test_the_next_phase_is_of_the_project_just_named(read: Reader) -> None:
    doc = read("青山镇棚户区改造项目总投资6亿元。\n柳湾安置小区一期已于今年5月竣工,二期投资2亿元。")
    owners = {
        str(c.amount.value): doc.entities[c.of].name for c in doc.claims if isinstance(c, Quantity)
    }
    assert owners["200000000"] == "柳湾安置小区(二期)"


def test_a_chamber_keeps_the_name_it_is_called_by(read: Reader) -> None:
    doc = read("上海云岭商会的企业家参加活动。")
    assert names(doc, Kind.ORGANIZATION) == {"上海云岭商会"}


def posts(doc: Doc) -> set[tuple[str, str, str]]:
    return {
        (doc.entities[c.person].name, c.title, c.change)
        for c in doc.claims
        if isinstance(c, Membership)
    }


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("会议决定任命吕海、李保平、李超英三位同志为云岭县监察委员会委员。",
         {(name, "委员", "appointed") for name in ("吕海", "李保平", "李超英")}),
        ("会议任命肖世明等100名同志为人民陪审员。", {("肖世明", "人民陪审员", "appointed")}),
        ("会议通过了关于陈月明、朱春江两位同志辞去县人大常委会委员的请求。",
         {(name, "委员", "resigned") for name in ("陈月明", "朱春江")}),
        ("关于三位同志辞去职务的报告已经印发。", set()),
    ],
)  # fmt: skip
def test_posts_of_several_at_a_time(
    read: Reader, text: str, expected: set[tuple[str, str, str]]
) -> None:
    assert posts(read(text)) == expected


@pytest.mark.parametrize(
    ("text", "policies"),
    [
        ("全县以“项目攻坚年”为主题。", {"项目攻坚年"}),
        ("加快建设“一城三园”。", {"一城三园"}),
        ("他说这是“难忘的一年”。", set()),
        ("大家说起“三年”就笑。", set()),
    ],
)  # fmt: skip
def test_campaigns_in_quotation_marks(read: Reader, text: str, policies: set[str]) -> None:
    assert names(read(text), Kind.POLICY) == policies


ROADS = (
    "2025年改造的道路共2条,包括绿园路(龙江路-玉州路)、幸福南路(秦安大街-东风路)。\n"
    "绿园路全长585米,投资250万元。项目于5月9日开工建设。\n"
    "幸福南路全长932米,投资500万元。项目于5月12日开工建设。"
)


def test_listed_roads_are_works_with_their_ends(read: Reader) -> None:
    doc = read(ROADS)
    ends = {
        (doc.entities[c.of].name, doc.entities[c.place].name)
        for c in doc.claims if isinstance(c, Location)
    }  # fmt: skip
    assert names(doc, Kind.PROJECT) == {"绿园路", "幸福南路"}
    assert {("绿园路", "龙江路"), ("绿园路", "玉州路"), ("幸福南路", "东风路")} <= ends


def test_what_is_begun_is_the_road_just_told(read: Reader) -> None:
    doc = read(ROADS)
    begun = {
        (doc.entities[c.project].name, c.date.edtf)
        for c in doc.claims if isinstance(c, Milestone) and c.date
    }  # fmt: skip
    assert begun == {("绿园路", "2025-05-09"), ("幸福南路", "2025-05-12")}


def test_a_road_that_only_is_long_is_no_work(read: Reader) -> None:
    assert names(read("绿园路全长585米,是市民散步的好去处。"), Kind.PROJECT) == set()


@pytest.mark.parametrize("wish", ["确保项目早竣工、早投产。", "大家要推动项目早建成。"])
def test_a_wish_is_no_milestone(read: Reader, wish: str) -> None:
    doc = read(f"青山镇产业园项目总投资2亿元。县长李建疆要求,{wish}")
    assert not [c for c in doc.claims if isinstance(c, Milestone)]


def test_what_points_back_is_the_event_told_before(read: Reader) -> None:
    doc = read(
        "6月24日,云岭县重点项目集中开工活动在青山镇举行。\n"
        "县长李建疆表示,此次集中签约、集中开工活动意义重大。"
    )
    assert names(doc, Kind.EVENT) == {"云岭县重点项目集中开工活动"}


@pytest.mark.parametrize(
    ("text", "owner"),
    [
        ("近日,石桥县召开会议。目前,该县有人口20万人。", "石桥县"),
        ("今年,该县有人口20万人。", "云岭县"),
    ],
)
def test_that_county_is_the_one_named_last(read: Reader, text: str, owner: str) -> None:
    doc = read(text)
    owners = {doc.entities[c.of].name for c in doc.claims if isinstance(c, Quantity)}
    assert owners == {owner}


def test_a_post_and_its_holder_are_no_part_of_a_project(read: Reader) -> None:
    doc = read("青山建设集团有限公司总经理吕海代表青石镇河道整治项目方在仪式上发言。")
    assert names(doc, Kind.PROJECT) == {"青石镇河道整治项目"}
    assert names(doc, Kind.PERSON) == {"吕海"}


def test_the_party_before_a_county_is_no_part_of_its_name(read: Reader) -> None:
    doc = read("大会由中共威县县委主办。", home="")
    assert names(doc, Kind.ORGANIZATION) == {"威县县委"}
