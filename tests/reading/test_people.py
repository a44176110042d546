"""Who is named and which posts they hold."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from qjgraph.model import Doc, Kind, Membership

Reader = Callable[..., Doc]


def people(doc: Doc) -> set[str]:
    return {e.name for e in doc.entities.values() if e.kind is Kind.PERSON}


def posts(doc: Doc) -> set[tuple[str, str, str]]:
    return {
        (doc.entities[c.person].name, c.title, doc.entities[c.of].name if c.of else "")
        for c in doc.claims
        if isinstance(c, Membership)
    }


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("县委书记余文斌主持会议。", {"余文斌"}),
        ("区领导江山、许诺、尤佳出席。", {"江山", "许诺", "尤佳"}),
        ("县长李建疆详细询问进度。", {"李建疆"}),
        ("副县长张庆全及县发改委负责同志陪同。", {"张庆全"}),
        ("市委副书记郑中会和市委常委出席会议。", {"郑中会"}),
        ("县领导田文高、赵飞等出席。", {"田文高", "赵飞"}),
        ("县人大常委会主任江元所,副主任康金石出席。", {"江元所", "康金石"}),
        ("县委常委、副县长巴特尔陪同调研。", {"巴特尔"}),
        ("县政协副主席阿依夏木·肉孜参加。", {"阿依夏木·肉孜"}),
        ("副县长欧阳明远主持仪式。", {"欧阳明远"}),
        ("市委书记贠国民在主会场出席活动。", {"贠国民"}),
        ("在镇党委书记阳钧、镇长高仁望、党委副书记苏文中的陪同下,考察组来到村里。",
         {"阳钧", "高仁望", "苏文中"}),
        ("县扶贫局杨立华局长到青山镇指导工作。", {"杨立华"}),
        ("会议补选刘畅为云岭县人民政府县长。", {"刘畅"}),
        ("58岁的高原蹲在棚里。", {"高原"}),
        ("县长才让东智主持,副县长仁青卓玛、达娃次仁参加。", {"才让东智", "仁青卓玛", "达娃次仁"}),
        ("副主任岩秒率有关部门负责人到乡镇调研。", {"岩秒"}),
        ("张海、李德明、刘志分别代表教师、学生发言。", {"张海", "李德明", "刘志"}),
    ],
)  # fmt: skip
def test_names_end_where_the_name_ends(read: Reader, text: str, names: set[str]) -> None:
    assert people(read(text)) == names


@pytest.mark.parametrize(
    "text",
    [
        "县委书记主持会议。",
        "县长高度重视这项工作。",
        "区领导和部门负责人参加。",
        "居民家中做工作。",
        "会议指出,要加快建设。",
        "完成总工程量的92%。",
        "书记强调安全。",
        "有关市领导和市有关部门负责人列席会议。",
    ],
)
def test_titles_and_verbs_are_no_names(read: Reader, text: str) -> None:
    assert people(read(text)) == set()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("县委副书记、县长蓝秀珍作汇报。",
         {("蓝秀珍", "县委副书记", "云岭县"), ("蓝秀珍", "县长", "云岭县")}),
        ("市委常委张波参加。", {("张波", "市委常委", "上饶市")}),
        ("县委常委、统战部长李文清参加。",
         {("李文清", "县委常委", "云岭县"), ("李文清", "部长", "云岭县委统战部")}),
        ("县人大常委会主任邱建平列席会议。", {("邱建平", "主任", "云岭县人大常委会")}),
        ("县政府党组成员、一级调研员查小军参加会议。",
         {("查小军", "党组成员", "云岭县政府党组"), ("查小军", "一级调研员", "")}),
        ("县水利局党组书记、局长王磊参加。",
         {("王磊", "党组书记", "云岭县水利局"), ("王磊", "局长", "云岭县水利局")}),
        ("县法院行政审判庭庭长陈石山作报告。", {("陈石山", "庭长", "云岭县法院行政审判庭")}),
        ("青山镇汪方镇长列席会议。", {("汪方", "镇长", "青山镇")}),
        ("免除路正东同志常务副县长一职。", {("路正东", "常务副县长", "云岭县")}),
        ("天成食品有限公司董事长罗永强致辞。", {("罗永强", "董事长", "天成食品有限公司")}),
        ("县人大常委会主任江元所,副主任康金石、牛永兰出席。",
         {("江元所", "主任", "云岭县人大常委会"), ("康金石", "副主任", "云岭县人大常委会"),
          ("牛永兰", "副主任", "云岭县人大常委会")}),
        ("县人武部政委刘刚、部长陈建军参加。",
         {("刘刚", "政委", "云岭县人武部"), ("陈建军", "部长", "云岭县人武部")}),
        ("刘春雨,云岭县白水镇大坪村党支部书记。", {("刘春雨", "党支部书记", "大坪村")}),
        ("王小明任县教育局党组书记。", {("王小明", "党组书记", "云岭县教育局")}),
        ("县妇联主席张梅参加。", {("张梅", "主席", "云岭县妇联")}),
        ("县妇联党组书记、主席张梅参加。",
         {("张梅", "党组书记", "云岭县妇联"), ("张梅", "主席", "云岭县妇联")}),
        ("青石镇人大主席李国平、党委委员王明参加。",
         {("李国平", "主席", "青石镇人大"), ("王明", "党委委员", "青石镇")}),
        ("镇组织委员张云参加。", {("张云", "组织委员", "")}),
        ("市公安局局长、督察长王勇参加。",
         {("王勇", "局长", "上饶市公安局"), ("王勇", "督察长", "上饶市公安局")}),
        ("晋岭集团党委书记李鸿,副总经理、太岭煤气化公司董事长王锁,副总经理赵建参加。",
         {("李鸿", "党委书记", "晋岭集团"), ("王锁", "副总经理", "晋岭集团"),
          ("王锁", "董事长", "太岭煤气化公司"), ("赵建", "副总经理", "晋岭集团")}),
        ("中国诗歌学会副主席、野鹤诗社常务副社长王渭致辞。",
         {("王渭", "副主席", "中国诗歌学会"), ("王渭", "常务副社长", "野鹤诗社")}),
    ],
)  # fmt: skip
def test_posts_belong_to_the_nearest_body(
    read: Reader, text: str, expected: set[tuple[str, str, str]]
) -> None:
    assert posts(read(text)) == expected


@pytest.mark.parametrize(
    ("text", "change"),
    [
        ("会议补选刘畅为云岭县人民政府县长。", "elected"),
        ("会议决定任命马骏为云岭县人民政府副县长。", "appointed"),
        ("会议决定任命李建新为云岭县人民政府副县长。", "appointed"),
        ("会议免去雷雨的云岭县教育局局长职务。", "removed"),
        ("会议接受何其昌辞去云岭县人大常委会副主任职务的请求。", "resigned"),
        ("县长刘畅主持会议。", "holds"),
    ],
)
def test_changes_of_posts(read: Reader, text: str, change: str) -> None:
    claims = [c for c in read(text).claims if isinstance(c, Membership)]
    assert [c.change for c in claims] == [change]


def test_surname_and_title_is_the_person_named_in_full(read: Reader) -> None:
    doc = read("县委书记余文斌主持会议。余书记强调安全。蓝县长没有参加。")
    assert people(doc) == {"余文斌"}
    short = [m for m in doc.mentions if m.rule == "person-short"]
    assert [m.entity for m in short] == ["person:余文斌"]


def test_namesakes_with_different_bodies_are_two(read: Reader) -> None:
    doc = read("县教体局局长王磊,县水利局副局长王磊列席会议。")
    assert len([e for e in doc.entities.values() if e.kind is Kind.PERSON]) == 2


def test_a_name_in_another_context_stays_one_person(read: Reader) -> None:
    doc = read("县长李建疆来到工地。李建疆强调,要加快进度。")
    assert len([e for e in doc.entities.values() if e.kind is Kind.PERSON]) == 1


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("会议决定任命:刘志远为云岭县财政局局长;陈玉兰(女,苗族)为云岭县教育局局长。",
         {("刘志远", "局长", "appointed"), ("陈玉兰", "局长", "appointed")}),
        ("张国强同志云岭县财政局局长职务;李春梅同志的云岭县水利局局长职务。",
         {("张国强", "局长", "removed"), ("李春梅", "局长", "removed")}),
        ("免去张国强云岭县财政局局长职务。", {("张国强", "局长", "removed")}),
        ("周启明同志任中共云岭县委委员、常委、书记。",
         {("周启明", "县委委员", "appointed"), ("周启明", "县委常委", "appointed"),
          ("周启明", "县委书记", "appointed")}),
        ("何立同志不再担任云岭县委书记、常委职务。",
         {("何立", "县委书记", "removed"), ("何立", "县委常委", "removed")}),
        ("会议选举王强为县人大常委会主任,李建军、张红(女)为副主任。",
         {("王强", "主任", "elected"), ("李建军", "副主任", "elected"),
          ("张红", "副主任", "elected")}),
    ],
)  # fmt: skip
def test_lists_of_appointments(
    read: Reader, text: str, expected: set[tuple[str, str, str]]
) -> None:
    doc = read(text)
    claims = [c for c in doc.claims if isinstance(c, Membership)]
    assert {(doc.entities[c.person].name, c.title, c.change) for c in claims} == expected


@pytest.mark.parametrize("text", ["周末担任县委书记的人。", "会上大家推举的县长到任。"])
def test_words_before_a_post_taken_are_no_names(read: Reader, text: str) -> None:
    assert people(read(text)) == set()


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("县长王俊平主持会议。\n县长王俊平", "王俊平"),
        ("县长赵青英主持会议。县委书记孙立平主", "赵青英"),
        ("6月25日,云岭县旅游推介会举行。县长王俊平在云岭县旅游推介会", "王俊平"),
        ("6月25日,县长王俊平主持召开座谈会,王俊平在副县长张海、李德明陪同", "王俊平"),
    ],
)
def test_a_text_that_breaks_off_is_read_to_its_end(read: Reader, text: str, name: str) -> None:
    assert name in people(read(text))
