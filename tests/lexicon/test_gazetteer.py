"""Divisions by code, name and home; what deixis means to a paper."""

from __future__ import annotations

import gzip

import pytest

from qjgraph.lexicon.gazetteer import (
    body_prefix,
    forms,
    gazetteer,
    home_chain,
    resolve,
    short,
)
from qjgraph.resources import data

QUJIANG = "浙江省衢州市衢江区"
FICTIONAL = "江西省上饶市云岭县"
COUNTY_CITY = "湖北省荆州市荆南市"
PREFECTURE = "新疆维吾尔自治区昌吉回族自治州博源县"


@pytest.mark.parametrize(
    ("code", "name", "level"),
    [
        ("330000", "浙江省", "province"),
        ("330800", "衢州市", "city"),
        ("330803", "衢江区", "county"),
        ("429004", "仙桃市", "county"),
        ("330803109", "全旺镇", "township"),
    ],
)
def test_by_code(code: str, name: str, level: str) -> None:
    division = gazetteer().by_code(code)
    assert division is not None
    assert (division.name, division.level) == (name, level)


@pytest.mark.parametrize("code", ["", "999999", "330803999", "浙江"])
def test_no_division_of_an_unknown_code(code: str) -> None:
    assert gazetteer().by_code(code) is None


def test_a_division_has_coordinates_and_years() -> None:
    division = gazetteer().by_code("330803")
    assert division is not None
    assert division.latitude is not None and 28 < division.latitude < 30
    assert division.longitude is not None and 118 < division.longitude < 120
    assert (division.valid_from, division.valid_to) == (2001, None)


def test_a_former_division_is_kept_with_its_last_year() -> None:
    (former,) = gazetteer().named("崇文区")
    assert former.valid_to == 2009


@pytest.mark.parametrize(
    ("name", "parent", "code"),
    [
        ("衢江区", "330800", "330803"),
        ("衢江", "330000", "330803"),
        ("朝阳区", "110000", "110105"),
        ("朝阳区", "220100", "220104"),
        ("全旺镇", "330803", "330803109"),
        ("全旺镇", "330800", "330803109"),
    ],
)
def test_within(name: str, parent: str, code: str) -> None:
    division = gazetteer().within(name, parent)
    assert division is not None and division.code == code


@pytest.mark.parametrize(
    ("name", "parent"), [("衢江区", "340000"), ("城关镇", "410000"), ("无此镇", "330803")]
)
def test_nothing_within_another_or_where_several_are(name: str, parent: str) -> None:
    assert gazetteer().within(name, parent) is None


@pytest.mark.parametrize(
    ("name", "home", "found"),
    [
        ("朝阳区", "吉林省长春市", "220104"),
        ("朝阳区", "北京市朝阳区", "110105"),
        ("衢江区", "", "330803"),
        ("吉林", "", "220000"),
        ("印尼", "", "ID"),
        ("全旺镇", QUJIANG, "330803109"),
    ],
)
def test_lookup_by_home(name: str, home: str, found: str) -> None:
    division = gazetteer().lookup(name, home)
    assert division is not None and division.code == found


def test_a_county_the_gazetteer_lacks_has_no_town_of_another() -> None:
    assert gazetteer().lookup("水东镇", "安徽省宣城市宣州区") is not None
    assert gazetteer().lookup("水东镇", "安徽省宣城市青弋县") is None


def test_lookup_does_not_choose_between_namesakes() -> None:
    assert gazetteer().lookup("朝阳区") is None


@pytest.mark.parametrize(
    ("home", "levels"),
    [
        (QUJIANG, ["浙江省 province", "衢州市 city", "衢江区 county"]),
        (FICTIONAL, ["江西省 province", "上饶市 city", "云岭县 county"]),
        (COUNTY_CITY, ["湖北省 province", "荆州市 city", "荆南市 county"]),
        (PREFECTURE, ["新疆维吾尔自治区 province", "昌吉回族自治州 city", "博源县 county"]),
        ("北京市朝阳区", ["北京市 province", "朝阳区 county"]),
        ("重庆市云阳县", ["重庆市 province", "云阳县 county"]),
        ("湖北省仙桃市", ["湖北省 province", "仙桃市 county"]),
        (
            "内蒙古自治区锡林郭勒盟正蓝旗",
            ["内蒙古自治区 province", "锡林郭勒盟 city", "正蓝旗 county"],
        ),
        ("黑龙江省大兴安岭地区漠河市", ["黑龙江省 province", "大兴安岭地区 city", "漠河市 county"]),
        ("浙江衢州衢江区", ["浙江省 province", "衢州市 city", "衢江区 county"]),
        ("浙江省 衢州市 衢江区", ["浙江省 province", "衢州市 city", "衢江区 county"]),
        ("衢江区", ["浙江省 province", "衢州市 city", "衢江区 county"]),
        (
            QUJIANG + "全旺镇里塘村",
            [
                "浙江省 province",
                "衢州市 city",
                "衢江区 county",
                "全旺镇 township",
                "里塘村 village",
            ],
        ),
        (
            "新疆生产建设兵团第八师石河子市",
            ["新疆维吾尔自治区 province", "第八师 city", "石河子市 county"],
        ),
        ("四川省", ["四川省 province"]),
        ("", []),
        ("???", []),
    ],
)
def test_home_chain(home: str, levels: list[str]) -> None:
    assert [f"{division.name} {division.level}" for division in home_chain(home)] == levels


def test_an_unknown_county_lies_in_the_known_city() -> None:
    county = home_chain(FICTIONAL)[-1]
    assert (county.code, county.parent, county.forms) == ("", "361100", ("云岭",))


@pytest.mark.parametrize(
    ("word", "home", "name"),
    [
        ("我区", QUJIANG, "衢江区"),
        ("全区", QUJIANG, "衢江区"),
        ("区", QUJIANG, "衢江区"),
        ("全市", QUJIANG, "衢州市"),
        ("我省", QUJIANG, "浙江省"),
        ("全县", FICTIONAL, "云岭县"),
        ("县城", FICTIONAL, "云岭县"),
        ("我市", FICTIONAL, "上饶市"),
        ("全市", COUNTY_CITY, "荆南市"),
        ("我市", "北京市朝阳区", "北京市"),
        ("全州", PREFECTURE, "昌吉回族自治州"),
        ("全区", PREFECTURE, "新疆维吾尔自治区"),
        ("全区", "广西壮族自治区南宁市青秀区", "青秀区"),
        ("全旗", "内蒙古自治区锡林郭勒盟正蓝旗", "正蓝旗"),
        ("全县", "浙江省丽水市景宁畲族自治县", "景宁畲族自治县"),
    ],
)
def test_resolve(word: str, home: str, name: str) -> None:
    division = resolve(word, home)
    assert division is not None and division.name == name


@pytest.mark.parametrize(
    ("word", "home"),
    [
        ("全县", QUJIANG),
        ("全区", FICTIONAL),
        ("全省", "重庆市云阳县"),
        ("全部", QUJIANG),
        ("我区", ""),
    ],
)
def test_resolve_nothing(word: str, home: str) -> None:
    assert resolve(word, home) is None


def test_body_prefix_expands_the_level_before_a_body() -> None:
    division = body_prefix("县", FICTIONAL)
    assert division is not None and division.name + "委" == "云岭县委"


@pytest.mark.parametrize(
    ("name", "shorts"),
    [
        ("衢江区", ("衢江",)),
        ("浙江省", ("浙江",)),
        ("昌吉回族自治州", ("昌吉", "昌吉州")),
        ("内蒙古自治区", ("内蒙古", "内蒙")),
        ("恩施土家族苗族自治州", ("恩施", "恩施州")),
        ("景宁畲族自治县", ("景宁", "景宁县")),
        ("东乡族自治县", ("东乡", "东乡县")),
        ("神农架林区", ("神农架",)),
        ("香港特别行政区", ("香港",)),
        ("忠县", ()),
        ("东区", ()),
        ("科尔沁左翼中旗", ("科左中旗",)),
    ],
)
def test_forms(name: str, shorts: tuple[str, ...]) -> None:
    assert forms(name) == shorts


def test_no_short_form_has_one_character() -> None:
    assert all(len(form) > 1 for d in gazetteer().divisions for form in d.forms)


def test_short_of_a_name_without_one_is_the_name() -> None:
    assert short("忠县") == "忠县"


def test_every_parent_is_a_division() -> None:
    places = gazetteer()
    assert [d.name for d in places.divisions if d.parent and not places.by_code(d.parent)] == []


def test_the_packed_townships_carry_no_time() -> None:
    packed = data("gazetteer", "townships.tsv.gz").read_bytes()
    assert packed[4:8] == b"\0\0\0\0"
    assert gzip.decompress(packed).startswith(b"# Towns")
