"""Places in sentences: every one that a reader finds, and none besides."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import pytest

from qjgraph.lexicon.tables import read_tsv
from qjgraph.mention.places import find
from qjgraph.model import Article, Context, Kind, Page, Span, View

CASES = list(read_tsv(Path(__file__).parent / "places.tsv"))


def article(text: str, home: str = "", datelines: tuple[tuple[int, int], ...] = ()) -> Article:
    page = Page(id="t", raw=text, sha256="", origin="t", context=Context(home=home))
    places = range(len(text))
    view = View(text=text, starts=places, ends=range(1, len(text) + 1))
    return Article(
        id="t", page=page, index=1, span=Span(0, len(text)), view=view, title="",
        datelines=datelines,
    )  # fmt: skip


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.place)
def test_places_of_a_sentence(case) -> None:  # type: ignore[no-untyped-def]
    found = find(article(case["text"], case["home"]))
    assert [mention.name for mention in found] == case["places"].split()


def test_mentions_are_places_with_rule_and_confidence() -> None:
    for mention in find(article("记者来到全旺镇里塘村。", "浙江省衢州市衢江区")):
        assert mention.kind is Kind.PLACE
        assert mention.rule.startswith("place-")
        assert 0 < mention.confidence <= 1
        assert mention.entity == ""


def test_a_place_covers_its_own_words() -> None:
    text = "记者来到全旺镇里塘村。"
    words = [text[m.begin : m.end] for m in find(article(text))]
    assert words == ["全旺镇", "里塘村"]


def test_deixis_covers_the_word_and_names_the_division() -> None:
    text = "会议研究我区经济工作。"
    (mention,) = find(article(text, "浙江省衢州市衢江区"))
    assert (text[mention.begin : mention.end], mention.name) == ("我区", "衢江区")
    assert mention.rule == "place-deixis"


def test_nothing_inside_a_dateline() -> None:
    text = "衢江区讯 记者在全旺镇看到新气象。"
    names = [m.name for m in find(article(text, "浙江省衢州市衢江区", ((0, 5),)))]
    assert names == ["全旺镇"]


def test_nothing_inside_the_title_of_a_work() -> None:
    assert find(article("审议《云岭县城镇规划》,公布《里塘村公约》。")) == []


def test_mentions_do_not_overlap() -> None:
    text = "项目位于浙江省衢州市衢江区全旺镇里塘村衢江园区,紧邻320国道和衢江大桥。"
    found = find(article(text, "浙江省衢州市衢江区"))
    assert all(a.end <= b.begin for a, b in pairwise(found))


def test_the_same_text_gives_the_same_mentions() -> None:
    text = "茅坡、下司两镇的群众来到白云山水库。"
    assert find(article(text)) == find(article(text))


@pytest.mark.parametrize(
    ("text", "type_"),
    [
        ("来到里塘村。", "village"),
        ("走进北关社区。", "community"),
        ("位于望云路。", "road"),
        ("位于白云山水库。", "reservoir"),
        ("来到东湖公园。", "park"),
        ("来到鹤山工业园区。", "zone"),
        ("来到锦绣花园小区。", "estate"),
        ("在四川。", "province"),
        ("来到衢州市。", "city"),
        ("来到衢江区。", "county"),
        ("来自菲律宾。", "country"),
        ("融入长三角。", "region"),
    ],
)
def test_type(text: str, type_: str) -> None:
    (mention,) = find(article(text))
    assert mention.type == type_
