"""The day that a page states of itself."""

from __future__ import annotations

import hashlib
from datetime import date

import pytest

from qjgraph.model import Context, Issue, Page
from qjgraph.read.stated import dated


def page(raw: str, published: date | None = None) -> Page:
    digest = hashlib.sha256(raw.encode()).hexdigest()
    return Page(
        id="p", raw=raw, sha256=digest, origin="p.txt", context=Context(published=published)
    )


@pytest.mark.parametrize(
    ("raw", "day"),
    [
        ("县长调研\n发布时间:2016年10月14日 来源:云岭新闻网\n10月14日,县长来到青石镇。",
         date(2016, 10, 14)),
        ("县长调研\n  2019-12-04 \n县长来到青石镇。", date(2019, 12, 4)),
        ("县长调研\n2012/9/11 10:15:12 来源:云岭报\n县长来到青石镇。", date(2012, 9, 11)),
        ("县长调研\n时间：2019-09-11 来源：云岭台\n县长来到青石镇。", date(2019, 9, 11)),
        ("县长来到青石镇。\n县领导参加。\n发布日期:2017-01-04", date(2017, 1, 4)),
    ],
)  # fmt: skip
def test_lines_of_the_page_date_it(raw: str, day: date) -> None:
    met: list[Issue] = []
    assert dated(page(raw), met.append).context.published == day
    assert met[0].span is not None
    assert str(day.year) in met[0].span.of(raw)


@pytest.mark.parametrize(
    "raw",
    [
        "2016年10月14日上午,县长来到青石镇调研。",
        "演出时间:6月1日上午9时。",
        "发布时间表已经确定。",
        "发布时间:2016-13-41\n县长来到青石镇。",
    ],
)
def test_days_told_by_the_report_do_not(raw: str) -> None:
    met: list[Issue] = []
    assert dated(page(raw), met.append).context.published is None
    assert met == []


def test_the_input_comes_first() -> None:
    given = page("发布时间:2016-10-14\n县长来到青石镇。", date(2020, 1, 1))
    assert dated(given, pytest.fail).context.published == date(2020, 1, 1)
