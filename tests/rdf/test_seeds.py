"""The seeds of identity: what one scope calls by one name."""

from __future__ import annotations

import pytest

from qjgraph.model import Context
from qjgraph.resolve import resolve
from qjgraph.resolve.seeds import seed
from rdf.build import article, doc, entity, page

HERE = Context(home="江西省上饶市云岭县", source="云岭报")
NEXT = Context(home="江西省上饶市方山县", source="方山报")
FAR = Context(home="浙江省衢州市衢江区", source="衢江报")


def name(key: str, context: Context, text: str = "甲。", **more: str) -> str:
    """The IRI that an entity of that key has in an article of that context."""
    made = entity(key, **more)
    return seed(made, doc(article(page(text, context=context)), [made], []))


@pytest.mark.parametrize(
    "key, more",
    [
        ("person:张伟", {}),
        ("organization:县委", {}),
        ("organization:中央大街社区居委会", {"type": "village"}),
        ("organization:中华路小学", {"type": "school"}),
        ("organization:云岭县发改委", {"type": "department"}),
        ("place:人民路", {"type": "road"}),
        ("project:云溪灌区", {}),
        ("policy:政府工作报告", {"type": "document"}),
    ],
)
def test_what_two_counties_call_alike_stays_two(key: str, more: dict[str, str]) -> None:
    assert name(key, HERE, **more) != name(key, NEXT, **more)


@pytest.mark.parametrize(
    "key", ["person:张伟", "organization:县委", "place:人民路", "project:云溪灌区"]
)
def test_what_one_county_calls_alike_is_one(key: str) -> None:
    assert name(key, HERE, "甲。") == name(key, HERE, "乙。")


@pytest.mark.parametrize(
    "key, more",
    [
        ("place:中国", {"type": "country"}),
        ("place:浙江省", {"type": "province"}),
        ("organization:国务院", {}),
        ("organization:中共中央", {}),
        ("organization:教育部", {}),
        ("organization:浙江云水建设有限公司", {"type": "company"}),
        ("policy:八八战略", {"type": "doctrine"}),
        ("policy:中共中央关于制定规划的建议", {"type": "document"}),
        ("place:衢江区", {"code": "330803"}),
    ],
)
def test_what_the_country_knows_is_one_everywhere(key: str, more: dict[str, str]) -> None:
    assert name(key, HERE, **more) == name(key, FAR, **more)


@pytest.mark.parametrize("key", ["organization:上饶市水利局", "organization:江西省水利厅"])
def test_a_body_of_the_city_or_province_is_one_for_its_counties(key: str) -> None:
    assert name(key, HERE) == name(key, NEXT)


def test_a_division_is_named_by_its_code() -> None:
    assert name("place:衢江区", FAR, code="330803").endswith("/id/place-330803")


def test_a_code_that_the_gazetteer_lacks_names_nothing() -> None:
    assert name("place:云岭县", HERE, code="999999") == name("place:云岭县", HERE)


def test_namesakes_in_one_article_are_two() -> None:
    assert name("person:张伟#2", HERE) != name("person:张伟", HERE)


def test_an_event_stays_with_its_article() -> None:
    assert name("event:座谈会", HERE, "甲。") != name("event:座谈会", HERE, "乙。")


def test_numbered_things_are_never_one() -> None:
    assert name("project:灌区(一期)", HERE) != name("project:灌区(二期)", HERE)


def test_without_a_home_the_paper_keeps_names_apart() -> None:
    one, other = Context(source="甲报"), Context(source="乙报")
    assert name("person:张伟", one) != name("person:张伟", other)


def test_kinds_do_not_mix() -> None:
    assert name("person:长安", HERE) != name("place:长安", HERE)


@pytest.mark.parametrize(
    "place, kind, context, code",
    [
        ("衢江区", "county", FAR, "330803"),
        ("上饶市", "city", HERE, "361100"),
        ("江西省", "province", FAR, "360000"),
        ("中国", "country", HERE, "CN"),
        ("全旺镇", "township", FAR, "330803109"),
        ("云岭县", "county", HERE, ""),
        ("朝阳区", "county", HERE, ""),
        ("全旺镇", "township", HERE, ""),
        ("衢江区", "road", FAR, ""),
    ],
)
def test_a_division_gets_the_code_that_is_sure(
    place: str, kind: str, context: Context, code: str
) -> None:
    made = entity(f"place:{place}", type=kind)
    (found,) = resolve(doc(article(page(context=context)), [made], [])).entities.values()
    assert found.code == code
