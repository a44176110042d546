"""Whose a figure is: the event's, the division's, the giver's; and what is no figure."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from qjgraph.model import Doc, Quantity

Reader = Callable[..., Doc]


def owners(doc: Doc) -> dict[str, str]:
    return {
        c.amount.text: doc.entities[c.of].name if c.of else c.of_name
        for c in doc.claims
        if isinstance(c, Quantity)
    }


def kinds(doc: Doc) -> dict[str, str]:
    return {c.amount.text: c.kind for c in doc.claims if isinstance(c, Quantity)}


FAIR = "6月25日,第三届云岭茶叶博览会在云岭县开幕。"
RAID = "6月25日,县公安局开展冬季统一夜查行动。"
GAMES = "6月25日,云岭县第一届农民运动会在青山镇举行。"


@pytest.mark.parametrize(
    ("text", "amount", "of"),
    [
        ("6月25日,陕西省长石县政协副主席史和一行22人,来我县考察旅游。", "22人", "史和考察旅游"),
        (FAIR + "签约项目达40多项,签约金额约500亿元。", "40多项", "第三届云岭茶叶博览会"),
        (FAIR + "今年以来,全县签约项目达21个。", "21个", "云岭县"),
        ("9月27日,在长石市举办了云岭招商推介会,共签约项目32个。", "32个", "云岭招商推介会"),
        ("6月25日,云岭县秋冬季重点项目集中开工暨现场推进会举行。随着青山隧道工程的奠基,"
         "总投资达71.73亿元的48个重点建设项目集中开工。", "71.73亿元",
         "云岭县秋冬季重点项目集中开工暨现场推进会"),
        ("青山隧道工程进展顺利。目前,166个新建、续建项目开工140项。", "166个", "云岭县"),
        ("今年以来,县公安局共破获案件45起,抓获嫌疑人67名。", "67名", "云岭县公安局"),
        ("6月25日,全县森林防火应急演练举行。演练共出动消防车6辆。", "6辆", "全县森林防火应急演练"),
        ("青山隧道工程已完工。截至目前,9座水厂均已建成,累计完成投资2.2亿元。", "2.2亿元", "云岭县"),
        ("青山镇村民陈向荣在青山中学捐资126万元。", "126万元", "陈向荣"),
        (RAID + "行动当晚,共出动警力200人次,检查车辆300辆。", "300辆", "冬季统一夜查行动"),
        (GAMES + "运动会共设21个大项。", "21个", "云岭县第一届农民运动会"),
        (GAMES + "来自全县的23支队伍参加开幕式。", "23支", "云岭县第一届农民运动会"),
        ("18时,青山镇启动应急响应;记者从县防汛办获悉,暴雨已造成2000人受灾。", "2000人", "云岭县"),
    ],
)  # fmt: skip
def test_whose(read: Reader, text: str, amount: str, of: str) -> None:
    assert owners(read(text))[amount] == of


@pytest.mark.parametrize(
    ("text", "amount", "kind"),
    [
        ("云岭水电站总装机1020万千瓦。", "1020万千瓦", "capacity"),
        ("全县平均降雨量为31.6毫米。", "31.6毫米", "other"),
        ("云岭隧道全长31.6米。", "31.6米", "length"),
        ("村道建设包括2.3公里加宽硬化和5.9公里硬化共8.2公里。", "8.2公里", "length"),
    ],
)
def test_kinds(read: Reader, text: str, amount: str, kind: str) -> None:
    assert kinds(read(text))[amount] == kind


@pytest.mark.parametrize(
    ("text", "value", "unit"),
    [
        ("解决21.92万农村居民饮水问题。", 219200, "人"),
        ("惠及3000群众。", 3000, "人"),
        ("搬迁560农户。", 560, "户"),
    ],
)
def test_people_without_a_classifier(read: Reader, text: str, value: int, unit: str) -> None:
    assert [
        (c.amount.value, c.amount.unit) for c in read(text).claims if isinstance(c, Quantity)
    ] == [(value, unit)]


@pytest.mark.parametrize(
    "text",
    [
        "拨打12345市民热线。",
        "县水文局两次发布洪水预警。",
        "全县牢牢守住两条底线。",
        "大会通过了6项决议。",
    ],
)
def test_no_figure(read: Reader, text: str) -> None:
    assert owners(read(text)) == {}


def test_a_count_of_deeds_stays_a_figure(read: Reader) -> None:
    assert "三次" in owners(read("全县开展了三次应急演练。"))
