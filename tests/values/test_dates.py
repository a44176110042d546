"""Dates: every wording of `dates.tsv`, none of `dates_none.tsv`, and how they are placed."""

from __future__ import annotations

from datetime import date
from itertools import pairwise
from pathlib import Path

import pytest

from qjgraph.lexicon.rules import Rule, all_rules
from qjgraph.lexicon.tables import Row, read_tsv
from qjgraph.mention import calendar
from qjgraph.mention.date_rules import rules
from qjgraph.mention.dates import DateHit, find

HERE = Path(__file__).parent
WORDINGS = list(read_tsv(HERE / "dates.tsv"))
NEAR_MISSES = list(read_tsv(HERE / "dates_none.tsv"))
PAPER = date(2025, 6, 26)


def only(text: str, published: date | None = PAPER) -> DateHit:
    (hit,) = find(text, published=published)
    return hit


@pytest.mark.parametrize("row", WORDINGS, ids=lambda row: f"{row.place} {row['text']}")
def test_wording(row: Row) -> None:
    begin = row["text"].index("【")
    end = row["text"].index("】") - 1
    text = row["text"].replace("【", "").replace("】", "")
    published = date.fromisoformat(row["published"]) if row["published"] else None
    hits = {(hit.begin, hit.end): hit for hit in find(text, published=published)}
    assert (begin, end) in hits, [text[b:e] for b, e in hits]
    hit = hits[begin, end]
    assert hit.value.edtf == row["edtf"].replace("~", "")
    assert (hit.limit, hit.rule) == (row["limit"], row["rule"] or hit.rule)
    assert hit.value.text == text[begin:end]


@pytest.mark.parametrize("row", NEAR_MISSES, ids=lambda row: f"{row.place} {row['text']}")
def test_near_miss(row: Row) -> None:
    assert find(row["text"], published=PAPER) == []


@pytest.mark.parametrize(
    ("text", "earliest", "latest", "granularity"),
    [
        ("6月25日", date(2025, 6, 25), date(2025, 6, 25), "day"),
        ("3月上旬", date(2025, 3, 1), date(2025, 3, 10), "month"),
        ("2月下旬", date(2025, 2, 21), date(2025, 2, 28), "month"),
        ("二季度", date(2025, 4, 1), date(2025, 6, 30), "quarter"),
        ("今年", date(2025, 1, 1), date(2025, 12, 31), "year"),
        ("“十五五”时期", date(2026, 1, 1), date(2030, 12, 31), "interval"),
        ("6月17日以来", date(2025, 6, 17), None, "interval"),
        ("近日", date(2025, 6, 19), date(2025, 6, 26), "vague"),
        ("目前", date(2025, 6, 26), date(2025, 6, 26), "vague"),
        ("明年汛前", date(2026, 1, 1), date(2026, 5, 31), "year"),
        ("上世纪80年代", date(1980, 1, 1), date(1989, 12, 31), "interval"),
        ("国庆期间", date(2025, 9, 29), date(2025, 10, 9), "vague"),
    ],
)
def test_bounds(text: str, earliest: date, latest: date | None, granularity: str) -> None:
    value = only(text).value
    assert (value.earliest, value.latest, value.granularity) == (earliest, latest, granularity)


@pytest.mark.parametrize("text", ["近日", "昨天", "去年", "本月底", "年底前", "上周五,", "春节前"])
def test_unknown_paper_gives_no_bounds(text: str) -> None:
    value = only(text, None).value
    assert (value.edtf, value.earliest, value.latest) == ("", None, None)


def test_stretches_to_read() -> None:
    text = "6月1日开工。6月2日完工。"
    assert [hit.begin for hit in find(text, published=PAPER, spans=[(7, 14)])] == [7]


def test_hits_are_in_order_and_apart() -> None:
    text = "6月10日至12日,去年底、今年初,三季度和年底前,10日下午,近日,2019年3月开工,8月完工"
    hits = find(text, published=PAPER)
    assert len(hits) == 9
    assert all(one.end <= two.begin for one, two in pairwise(hits))


def test_every_rule_has_its_description() -> None:
    described = {rule.id for rule in all_rules() if rule.place.startswith("dates.yaml")}
    assert described == {rule.id for rule in rules()}


@pytest.mark.parametrize(
    "rule", [r for r in all_rules() if r.place.startswith("dates.yaml")], ids=lambda rule: rule.id
)
def test_example_fires_and_near_miss_does_not(rule: Rule) -> None:
    fired = {hit.rule for hit in find(rule.example, published=rule.published)}
    missed = {hit.rule for hit in find(rule.near_miss, published=rule.published)}
    assert rule.id in fired - missed


def test_every_pattern_begins_as_its_row_says() -> None:
    """The search looks only at places where a row's characters stand."""
    for row in WORDINGS:
        text = row["text"].replace("【", "").replace("】", "")
        for rule in rules():
            for match in rule.pattern.finditer(text):
                assert text[match.start()] in rule.starts, (rule.id, match.group())


@pytest.mark.parametrize(
    ("name", "year", "expected"),
    [
        ("春节", 2012, "2012-01-23"),
        ("春节", 2020, "2020-01-25"),
        ("除夕", 2020, "2020-01-24"),
        ("元宵", 2024, "2024-02-24"),
        ("端午", 2023, "2023-06-22"),
        ("中秋", 2021, "2021-09-21"),
        ("重阳", 2022, "2022-10-04"),
        ("清明", 2016, "2016-04-04"),
        ("国庆", 2019, "2019-10-01"),
        ("冬至", 2021, "2021-12-21"),
    ],
)
def test_festivals(name: str, year: int, expected: str) -> None:
    stretch = calendar.festival(name, year)
    assert stretch is not None
    assert stretch.edtf == expected


def test_festival_beyond_the_table() -> None:
    assert calendar.festival("春节", 2050) is None
