"""The day a page itself says it was published on: 发布时间:2016-10-14, 2019-12-04 来源:….

Only lines of the page's own count, near its beginning or end; a day told by the report is no
day of publication.  The line is recorded as a note with its span.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from itertools import chain

from qjgraph.model import Issue, Page, Severity, Span
from qjgraph.read.notes import Notice

_DAY = r"(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})(?!\d)日?"
_CLOCK = r"(?:[ T]*\d{1,2}:\d{2}(?::\d{2})?)?"
#: A label, or a line that holds a day alone or before the page's other data.
_LABELLED = re.compile(
    rf"(?:发布|发稿|发表|录入|编发)(?:时间|日期)[:： ]*\[?\s*{_DAY}|^\W*(?:时间|日期)[:：]\s*{_DAY}"
)
_ALONE = re.compile(
    rf"^\W*{_DAY}{_CLOCK}\W*(?:$|来源|稿源|作者|星期|浏览|点击|阅读|编辑|责编|字号|字体)"
)
_HEAD, _FOOT = 12, 4
#: A line of a page's own data has at most so many characters.
_SHORT = 80
_LINE = re.compile(r"[^\r\n]*\S[^\r\n]*")


def dated(page: Page, on_issue: Notice) -> Page:
    """The page with the day its own lines state, where its context has none."""
    if page.context.published is not None:
        return page
    found = _stated(page.raw)
    if found is None:
        return page
    day, span = found
    on_issue(Issue(
        severity=Severity.NOTE, code="stated-date", place=page.origin, span=span,
        message=f"published on {day}, as a line of the page says",
    ))  # fmt: skip
    return replace(page, context=replace(page.context, published=day))


def stated_day(
    lines: Sequence[str], *, everywhere: bool = False, labelled: bool = False
) -> date | None:
    """The first day that lines state as the day of publication.

    Args:
        lines: of a page, in its order.
        everywhere: whether a day alone counts beyond the page's beginning.
        labelled: whether a day counts only behind a label such as 发布时间.
    """
    every = [match for line in lines if (match := _LINE.search(line))]
    alone = [] if labelled else every if everywhere else every[:_HEAD]
    found = next(chain(_days(_LABELLED, every), _days(_ALONE, alone)), None)
    return found[0] if found else None


def any_day(lines: Sequence[str]) -> date | None:
    """The first day that short lines tell: those between a web page's headline and its text."""
    found = (re.search(_DAY, line) for line in lines if len(line) <= _SHORT)
    days = (_valid([int(group) for group in match.groups()]) for match in found if match)
    return next(filter(None, days), None)


def _stated(raw: str) -> tuple[date, Span] | None:
    lines = list(_LINE.finditer(raw))
    near = [*lines[:_HEAD], *lines[max(_HEAD, len(lines) - _FOOT) :]]
    return next(chain(_days(_LABELLED, near), _days(_ALONE, lines[:_HEAD])), None)


def _days(pattern: re.Pattern[str], lines: list[re.Match[str]]) -> Iterator[tuple[date, Span]]:
    for line in lines:
        match = pattern.search(line[0].strip())
        numbers = [int(group) for group in match.groups() if group] if match else []
        day = _valid(numbers)
        if day is not None:
            yield day, Span(*line.span())


def _valid(numbers: list[int]) -> date | None:
    if len(numbers) != 3 or not 1949 <= numbers[0] <= 2100:
        return None
    try:
        return date(*numbers)
    except ValueError:
        return None
