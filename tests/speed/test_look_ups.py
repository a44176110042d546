"""Look-ups that replace searches find the same, in the same order."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.conftest import ROOT

from qjgraph.lexicon.place_words import known_in
from qjgraph.mention.date_rules import anywhere, rules_from
from qjgraph.mention.work_tells import places_of
from qjgraph.model import Article, Doc, Kind, Mention, Page, Sentence, Span, View
from qjgraph.segment.heads import is_attendance


def article(text: str) -> Article:
    page = Page(id="x", raw=text, sha256="", origin="x")
    view = View(text=text, starts=range(len(text)), ends=range(1, len(text) + 1))
    return Article(id="x", page=page, index=1, span=Span(0, len(text)), view=view, title="")


def mention(kind: Kind, begin: int, end: int) -> Mention:
    return Mention(kind=kind, begin=begin, end=end, name="名", rule="r", confidence=1)


def spans(mentions: list[Mention]) -> list[tuple[int, int]]:
    return [(one.begin, one.end) for one in mentions]


@pytest.fixture
def doc() -> Doc:
    made = Doc(article=article("字" * 20))
    made.mentions = [
        mention(Kind.PERSON, 1, 3),
        mention(Kind.POST, 1, 2),
        mention(Kind.PERSON, 5, 8),
        mention(Kind.PLACE, 8, 9),
    ]
    return made


def test_mentions_of_a_kind_come_in_the_order_of_the_text(doc: Doc) -> None:
    assert spans(doc.of_kind(Kind.PERSON)) == [(1, 3), (5, 8)]
    assert doc.of_kind(Kind.EVENT) == []


@pytest.mark.parametrize(
    ("begin", "end", "found"),
    [
        (0, 20, [(1, 3), (1, 2), (5, 8), (8, 9)]),
        (1, 5, [(1, 3), (1, 2)]),
        (2, 8, [(5, 8)]),
        (9, 20, []),
    ],
)
def test_mentions_that_begin_in_a_stretch(
    doc: Doc, begin: int, end: int, found: list[tuple[int, int]]
) -> None:
    assert spans(doc.beginning_in(begin, end)) == found


def test_mentions_added_later_are_found(doc: Doc) -> None:
    doc.of_kind(Kind.PERSON)
    doc.mentions.append(mention(Kind.PERSON, 12, 14))
    assert spans(doc.of_kind(Kind.PERSON))[-1] == (12, 14)
    doc.mentions = [mention(Kind.PERSON, 0, 1)]
    assert spans(doc.beginning_in(0, 20)) == [(0, 1)]


def test_a_changed_list_of_what_is_of_a_kind_changes_nothing_else(doc: Doc) -> None:
    doc.of_kind(Kind.PERSON).clear()
    assert len(doc.of_kind(Kind.PERSON)) == 2


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("在浙江省衢州市", ["浙江", "浙江省", "衢州市", "衢州"]),
        ("浙江", ["浙江"]),
        ("浙", []),
        ("", []),
    ],
)
def test_listed_places_by_their_ends_the_longest_first(text: str, names: list[str]) -> None:
    found = known_in(text)
    assert sorted(text[last + 1 - size : last + 1] for last, (size, _) in found) == sorted(names)
    order = [(last, -size) for last, (size, _) in found]
    assert order == sorted(order)


@pytest.mark.parametrize(
    "line",
    [
        "王明出席",
        "王明、李小红出席并讲话",
        "王明主持 李小红讲话",
        "艾合买提·吾斯曼作重要讲话",
        "王明到会",
        "甲" * 72 + "出席",
    ],
)
def test_who_took_part(line: str) -> None:
    assert is_attendance(line)


@pytest.mark.parametrize(
    "line", ["王出席", "出席", "王明", "王明出席了会议并且", "王明,李小红出席", "甲" * 73 + "出席"]
)
def test_no_line_of_who_took_part(line: str) -> None:
    assert not is_attendance(line)


def test_a_long_line_is_judged_at_once() -> None:
    """Trying every way to part it into names would take longer than anyone waits."""
    assert not is_attendance("县委常委副县长王小明" * 2000 + "主持工作")


def wordings() -> list[str]:
    """The texts of the table of dates, their marks off."""
    lines = (ROOT / "tests" / "values" / "dates.tsv").read_text("utf-8").splitlines()
    rows = [line.split("\t") for line in lines if line and not line.startswith("#")]
    return sorted({row[1].replace("【", "").replace("】", "") for row in rows[1:]})


@pytest.mark.parametrize("text", wordings())
def test_a_date_may_begin_where_some_rule_matches(text: str) -> None:
    places = range(len(text))
    rules = [at for at in places if any(r.pattern.match(text, at) for r in rules_from(text[at]))]
    assert rules
    assert [at for at in places if anywhere().match(text, at)] == rules


PIECES = [
    *"0123456789一二三十百零〇两几年月日号、和及至到-—~./个天周,。 度世纪万亿元%时前后上下今去明",
    *("2025", "19", "12", "季度", "个月", "年代", "2025年", "6月", "25日", "以来", "半年", "公里"),
]


@given(st.lists(st.sampled_from(PIECES), max_size=12).map("".join))
@settings(deadline=None)
def test_in_any_text_a_date_may_begin_where_some_rule_matches(text: str) -> None:
    places = range(len(text))
    rules = [at for at in places if any(r.pattern.match(text, at) for r in rules_from(text[at]))]
    assert [at for at in places if anywhere().match(text, at)] == rules


@given(
    st.text("甲乙丙", max_size=30),
    st.lists(st.text("甲乙丙", min_size=1, max_size=4), max_size=5, unique=True),
)
@settings(deadline=None)
def test_names_are_found_as_a_pattern_of_them_would(text: str, names: list[str]) -> None:
    longest = sorted(names, key=lambda name: (-len(name), name))
    pattern = re.compile("|".join(longest) if names else "(?!)")
    assert list(places_of(names, text)) == [hit.span() for hit in pattern.finditer(text)]


@pytest.mark.parametrize("position", range(9))
def test_the_sentence_around_a_position(position: int) -> None:
    sentences = (Sentence(begin=0, end=3, block=0), Sentence(begin=4, end=8, block=0))
    found = replace(article("字" * 9), sentences=sentences).sentence_at(position)
    around = [one for one in sentences if one.begin <= position < one.end]
    assert [found] == (around or [None])
