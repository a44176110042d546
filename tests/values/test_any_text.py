"""Whatever stands in a text: the finders do not fail, and their hits are stretches of it."""

from __future__ import annotations

import gzip
import json
from datetime import date
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from qjgraph.mention import amounts, dates

PIECES = [
    *"0123456789",
    *"一二三四五六七八九十百千万亿零〇两半几余多来",
    *",。;:、()%.-—至到/“”《》\n ",
    *"年月日号时点分旬初中底末前后起来内上下今明去昨当同次翌本近",
    *(
        "元",
        "亩",
        "人",
        "个",
        "平方米",
        "公里",
        "成",
        "倍",
        "百分之",
        "百分点",
        "左右",
        "以上",
        "约",
        "超",
    ),
    *(
        "季度",
        "半年",
        "春节",
        "立冬",
        "以来",
        "上午",
        "周五",
        "“十五五”时期",
        "截至",
        "将",
        "¥",
        "人民币",
    ),
    *("9999", "2025年", "去年", "6月25日", "3亿元", "壹仟", "整(¥", "不超过", "第"),
]
TEXTS = st.lists(st.sampled_from(PIECES), max_size=25).map("".join)
DAYS = st.one_of(st.none(), st.dates(min_value=date(2005, 1, 1), max_value=date(2035, 12, 31)))


@settings(deadline=None)
@given(TEXTS, DAYS)
def test_dates_of_any_text(text: str, published: date | None) -> None:
    hits = dates.find(text, published=published)
    for hit in hits:
        assert hit.value.text == text[hit.begin : hit.end] != ""
        if hit.value.earliest and hit.value.latest:
            assert hit.value.earliest <= hit.value.latest
    assert all(one.end <= two.begin for one, two in pairwise(hits))


@settings(deadline=None)
@given(TEXTS)
def test_amounts_of_any_text(text: str) -> None:
    hits = amounts.find(text)
    for hit in hits:
        assert hit.value.text == text[hit.begin : hit.end] != ""
        if hit.value.minimum is not None and hit.value.maximum is not None:
            assert hit.value.minimum <= hit.value.maximum
    assert all(one.end <= two.begin for one, two in pairwise(hits))


@settings(deadline=None)
@given(TEXTS, DAYS)
def test_reading_twice_gives_the_same(text: str, published: date | None) -> None:
    assert dates.find(text, published=published) == dates.find(text, published=published)
    assert amounts.find(text) == amounts.find(text)


def test_news_of_the_corpus(shared: Path) -> None:
    """Over 200 texts: each hit is a stretch of its text, and most texts have some."""
    path = shared / "corpora" / "xwlb.jsonl.gz"
    if not path.exists():
        pytest.skip("no corpus beside the checkout")
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        records = [json.loads(line) for _, line in zip(range(200), lines, strict=False)]
    found = 0
    for record in records:
        text, day = record["text"], date.fromisoformat(record["published"])
        hits = [*dates.find(text, published=day), *amounts.find(text)]
        assert all(hit.value.text == text[hit.begin : hit.end] for hit in hits)
        found += bool(hits)
    assert found > 150
