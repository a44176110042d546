"""Names in notices, lists and layouts that papers set in their own ways."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from qjgraph.model import Doc, Kind, Membership, Participation

Reader = Callable[..., Doc]
Post = tuple[str, str, str]


def posts(doc: Doc) -> set[Post]:
    return {
        (doc.entities[c.person].name, c.title, doc.entities[c.of].name if c.of else "")
        for c in doc.claims
        if isinstance(c, Membership)
    }


def roles(doc: Doc) -> set[tuple[str, str]]:
    return {
        (doc.entities[c.person].name, c.role) for c in doc.claims if isinstance(c, Participation)
    }


def bodies(doc: Doc) -> set[str]:
    return {e.name for e in doc.entities.values() if e.kind is Kind.ORGANIZATION}


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("人选分别是赵启明,云溪县委书记;何秀兰,女,江口县县长。",
         {("赵启明", "县委书记", "云溪县"), ("何秀兰", "县长", "江口县")}),
        ("赵启明,男,汉族,1970年3月生,中共党员,现任云溪县委书记,拟任市直单位正职。",
         {("赵启明", "县委书记", "云溪县")}),
        ("副县长刘畅当选为县长。", {("刘畅", "副县长", "云岭县"), ("刘畅", "县长", "云岭县")}),
        ("会议决定副县长方平代理县长职务。",
         {("方平", "副县长", "云岭县"), ("方平", "代理县长", "云岭县")}),
        ("石桥村第一书记(县审计局科员)吴秀琴发言。",
         {("吴秀琴", "第一书记", "石桥村"), ("吴秀琴", "科员", "云岭县审计局")}),
        ("任命尉迟峰为云岭县人民法院审判委员会委员。",
         {("尉迟峰", "审判委员会委员", "云岭县人民法院")}),
        ("青溪地区行署专员马国强、青溪地委书记窦立新出席。",
         {("马国强", "专员", "青溪地区行署"), ("窦立新", "地委书记", "青溪地区")}),
        ("县政协副主席郭小武,经济开发区副主任董明龙参加会议。",
         {("郭小武", "副主席", "云岭县政协"), ("董明龙", "副主任", "云岭县经济开发区")}),
        ("华新公司生产总监梁文海副总裁、江口水务有限公司总经理王建芳参加。",
         {("梁文海", "副总裁", "华新公司"), ("王建芳", "总经理", "江口水务有限公司")}),
    ],
)  # fmt: skip
def test_posts_of_lists_and_notices(read: Reader, text: str, found: set[Post]) -> None:
    assert found <= posts(read(text))


def test_a_wide_blank_spreads_a_name_of_two_characters(read: Reader) -> None:
    doc = read("会议审议了县财政局局长高　远所作的报告。")
    assert ("高远", "局长", "云岭县财政局") in posts(doc)


def test_kin_with_a_name_is_somebody(read: Reader) -> None:
    doc = read("王建国的妻子李桂兰说,日子好过了。")
    assert "李桂兰" in {e.name for e in doc.entities.values() if e.kind is Kind.PERSON}


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("民盟江口市委主委何立新讲话。", "民盟江口市委"),
        ("引进江西普新热交换系统有限公司投资建厂。", "江西普新热交换系统有限公司"),
        ("新华社江西分社记者采访。", "新华社江西分社"),
        ("会上县委县政府作出部署。", "云岭县委"),
    ],
)
def test_bodies_keep_their_whole_names(read: Reader, text: str, name: str) -> None:
    assert name in bodies(read(text))


@pytest.mark.parametrize(
    "text", ["农业部门要抓好春耕。", "各行业主管部门要负责。", "登录大学生就业服务平台。"]
)
def test_words_that_only_look_like_bodies(read: Reader, text: str) -> None:
    assert not bodies(read(text))


def test_those_named_behind_the_verb_are_present(read: Reader) -> None:
    doc = read(
        "5月6日,首届云岭茶文化旅游节开幕。出席开幕式的领导和嘉宾有,副市长何明,市文旅局局长林秀。"
    )
    assert {("何明", "attendee"), ("林秀", "attendee")} <= roles(doc)


def test_who_goes_along_does_not_lead(read: Reader) -> None:
    doc = read("5月6日,副省长赵谦在市长何明陪同下,到我县调研春耕生产。赵谦强调,要不误农时。")
    assert {("赵谦", "lead"), ("何明", "attendee"), ("赵谦", "speaker")} <= roles(doc)
    assert ("何明", "lead") not in roles(doc)


def test_new_before_a_lone_character_is_part_of_a_name(read: Reader) -> None:
    doc = read("记者来到新厝石门中心小学。新石桥小学建成。")
    assert {"新厝石门中心小学", "石桥小学"} <= bodies(doc)
