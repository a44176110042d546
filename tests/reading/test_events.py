"""Events, which one is reported, and who does what there."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from qjgraph.model import Doc, Kind, Occurrence, Participation

Reader = Callable[..., Doc]


def events(doc: Doc) -> set[str]:
    return {e.name for e in doc.entities.values() if e.kind is Kind.EVENT}


def roles(doc: Doc) -> set[tuple[str, str]]:
    return {
        (doc.entities[c.person].name, c.role) for c in doc.claims if isinstance(c, Participation)
    }


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("6月25日,县委常委会召开会议。", "云岭县委常委会会议"),
        ("6月25日,县长沈涛主持召开县政府第41次常务会议。", "云岭县政府第41次常务会议"),
        ("6月25日,县十七届人大常委会举行第五次会议。", "云岭县十七届人大常委会第五次会议"),
        ("6月25日,云岭县2025年四季度重大项目集中开工活动举行。",
         "云岭县2025年四季度重大项目集中开工活动"),
        ("会议传达学习党的二十届四中全会精神。", "党的二十届四中全会"),
        ("6月25日,县委书记王国昌主持召开全县统筹疫情防控和经济社会发展工作专题会。",
         "全县统筹疫情防控和经济社会发展工作专题会"),
        ("6月25日,云岭县庆祝第30个教师节表彰大会在县一中举行。",
         "云岭县庆祝第30个教师节表彰大会"),
        ("6月25日,县公安局开展酒驾、醉驾、毒驾统一夜查行动。", "酒驾、醉驾、毒驾统一夜查行动"),
        ("6月25日,云岭二中迎来80周年校庆。", "80周年校庆"),
        ("6月25日,宏远公司(下称宏远)云岭矿井项目开工仪式举行。", "宏远公司云岭矿井项目开工仪式"),
        ("6月25日,“启智楼”竣工暨校史馆揭牌仪式举行。", "“启智楼”竣工暨校史馆揭牌仪式"),
        ("6月25日,县长李建疆深入青山镇调研春耕生产。", "李建疆调研春耕生产"),
        ("6月25日,省消防督查组来我县检查消防工作。", "省消防督查组来我县检查消防工作"),
    ],
)  # fmt: skip
def test_names_of_events(read: Reader, text: str, name: str) -> None:
    assert name in events(read(text))


@pytest.mark.parametrize(
    "text", ["此次活动很成功。", "有关会议精神要落实。", "调研春耕生产很重要。", "一级调研员到场。"]
)
def test_what_is_no_event(read: Reader, text: str) -> None:
    assert events(read(text)) == set()


MEETING = "6月25日,县长沈涛主持召开县政府第41次常务会议。"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (MEETING + "副县长张伟、李娜参加会议。",
         {("沈涛", "chair"), ("张伟", "attendee"), ("李娜", "attendee")}),
        ("6月25日,县长沈涛主持召开县政府第41次常务会议并讲话。",
         {("沈涛", "chair"), ("沈涛", "speaker")}),
        ("6月25日,全县项目建设推进会召开。会议由副县长张伟主持。", {("张伟", "chair")}),
        ("6月25日,县长李建疆深入青山镇调研春耕生产。副县长张伟陪同调研。",
         {("李建疆", "lead"), ("张伟", "attendee")}),
        (MEETING + "会议强调,要抓好安全生产。", {("沈涛", "chair")}),
        ("6月25日,县人大常委会主任邱建组织部分县人大代表视察重点项目建设。", {("邱建", "lead")}),
        ("6月25日,市委书记高远、市长梁明率全市重点项目观摩团来我县观摩项目建设。",
         {("高远", "lead"), ("梁明", "lead")}),
        ("6月25日,全县防汛应急演练举行。副县长张伟到场指导,县林业局局长李娜主持演练。",
         {("李娜", "chair")}),
        ("6月25日,由县人大常委会副主任张伟、县法院院长李娜同志带队的考察团一行8人来我县考察农业。",
         {("张伟", "lead"), ("李娜", "lead")}),
        ("6月25日,省水利厅二级巡视员张伟率督查组一行,到云岭县对防汛工程进行专项监督检查。",
         {("张伟", "lead")}),
        ("6月25日,县委常委会召开会议,传达学习习近平总书记重要讲话精神。", set()),
        (MEETING + "会议补选刘畅为云岭县教育局局长。", {("沈涛", "chair")}),
        (MEETING + "他要求,各部门要负总责。", {("沈涛", "chair"), ("沈涛", "speaker")}),
    ],
)  # fmt: skip
def test_roles(read: Reader, text: str, expected: set[tuple[str, str]]) -> None:
    assert roles(read(text)) == expected


def test_a_speaker_is_no_attendee_besides(read: Reader) -> None:
    text = "6月25日,全县项目建设推进会召开。县长沈涛出席会议并讲话。"
    assert roles(read(text)) == {("沈涛", "speaker")}


def test_order_of_names_is_kept(read: Reader) -> None:
    doc = read(MEETING + "副县长张伟、李娜、司徒敬明参加会议。")
    listed = {doc.entities[c.person].name: c.index for c in doc.claims
              if isinstance(c, Participation) and c.role == "attendee"}  # fmt: skip
    assert listed == {"张伟": 1, "李娜": 2, "司徒敬明": 3}


def test_session_series_day_and_main(read: Reader) -> None:
    doc = read(MEETING)
    (event,) = (c for c in doc.claims if isinstance(c, Occurrence))
    assert (event.session, event.series, event.main) == (41, "云岭县政府常务会议", True)
    assert event.date is not None
    assert event.date.edtf == "2025-06-25"


def test_a_plenum_only_mentioned_is_not_the_news(read: Reader) -> None:
    doc = read("6月25日,县委常委会召开会议,传达学习党的二十届四中全会精神。")
    main = {doc.entities[c.event].name: c.main for c in doc.claims if isinstance(c, Occurrence)}
    assert main == {"云岭县委常委会会议": True, "党的二十届四中全会": False}


def given(doc: Doc, name: str) -> set[tuple[str, str]]:
    return {
        (doc.entities[c.person].name, c.role)
        for c in doc.claims
        if isinstance(c, Participation) and doc.entities[c.event].name == name
    }


def test_before_a_ceremony_is_not_at_it(read: Reader) -> None:
    doc = read(
        "6月25日,云岭矿井项目开工仪式举行。开工仪式前,县长沈涛主持召开座谈会。"
        "在开工仪式上,副县长张伟作了讲话。"
    )
    assert given(doc, "座谈会") == {("沈涛", "chair")}
    assert given(doc, "云岭矿井项目开工仪式") == {("张伟", "speaker")}


def test_a_meeting_whose_day_is_fixed_is_not_the_one_held(read: Reader) -> None:
    doc = read(MEETING + "会议讨论决定了县十七届人大六次会议召开时间。\n副县长张伟、李娜列席会议。")
    assert ("张伟", "attendee") in given(doc, "云岭县政府第41次常务会议")


@pytest.mark.parametrize(
    "later", ["校庆当天,校友到来。", "校庆盛典由沈涛校长主持。", "大家出席庆典大会。"]
)
def test_a_jubilee_is_one_event(read: Reader, later: str) -> None:
    doc = read("6月25日,云岭二中建校80周年庆祝盛典举行。" + later)
    assert len(events(doc)) == 1


def test_wordings_of_one_contest_chain_to_one(read: Reader) -> None:
    doc = read(
        "6月25日,“宏远杯”云岭县第一届农民运动会举行。云岭县第一届农民运动会由县政府主办。"
        "第一届农民运动会,旨在增强体质。"
    )
    assert len(events(doc)) == 1


def test_what_a_festival_will_hold_is_not_held_yet(read: Reader) -> None:
    doc = read("6月25日,云岭县第二届桃花节开幕。桃花节期间将举办乡村摄影大赛等活动。")
    main = {doc.entities[c.event].name for c in doc.claims if isinstance(c, Occurrence) and c.main}
    assert main == {"云岭县第二届桃花节"}


def test_a_congress_meeting_without_its_number_is_the_numbered_one(read: Reader) -> None:
    doc = read("云岭县召开人大常委会会议。6月25日,县十七届人大常委会第十五次会议召开。")
    assert events(doc) == {"云岭县十七届人大常委会第十五次会议"}
