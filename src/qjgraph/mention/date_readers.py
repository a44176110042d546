"""What the wordings of days, weeks and months mean; longer periods are in `date_periods.py`.

A reader gets the match of a pattern of `date_rules.py` and the frame and gives the stretch,
or None where the words are no date after all.  A pattern's groups: `y` a written year, `r` one
told from the paper's (去年), `t` one told from the text's (同年), `m` month, `d` day; `y2`, `r2`,
`m2`, `d2` the end of a period; `q` quarter, `p` a part (上旬, 底), `w` a word, `n` and `u` a number
and its unit.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, timedelta
from typing import Final

from qjgraph.mention import calendar
from qjgraph.mention import date_words as w
from qjgraph.mention.calendar import Stretch
from qjgraph.mention.date_frame import Frame
from qjgraph.mention.numerals import whole

Reader = Callable[[re.Match[str], Frame], Stretch | None]


# ------------------------------------------------------------------------ the parts


def group(match: re.Match[str], name: str) -> str:
    """The words of a group, empty where the pattern has no such group or it took no part."""
    try:
        return match[name] or ""
    except IndexError:
        return ""


def number_in(match: re.Match[str], name: str) -> int | None:
    """The number that a group writes."""
    found = group(match, name)
    return whole(found) if found else None


def stated_year(match: re.Match[str], frame: Frame) -> int | None:
    """The year that the words themselves tell: 2025年, 去年, 同年."""
    if written := number_in(match, "y"):
        return written
    if word := group(match, "r"):
        return frame.shifted_year(w.PAPER_YEARS[word])
    if word := group(match, "t"):
        return frame.same_year(w.TEXT_YEARS[word])
    return None


def says_year(match: re.Match[str]) -> bool:
    """Whether the words name a year, written or relative."""
    return any(group(match, name) for name in "yrt")


def year_of(match: re.Match[str], frame: Frame, month: int) -> int | None:
    """The year of a month: as stated, else as the frame tells; None where nothing does."""
    if says_year(match):
        return stated_year(match, frame)
    return frame.bare_year(month, *match.span())


def with_year(year: int | None, then: Callable[[int], Stretch | None]) -> Stretch | None:
    """`then` of a year, or an unknown stretch where the year is unknown (去年 without a paper)."""
    return calendar.vague(None, None) if year is None else then(year)


# ---------------------------------------------------------------------- days


def day(match: re.Match[str], frame: Frame) -> Stretch | None:
    """6月25日, 2025年6月25日, 去年12月18日."""
    number, of_month = number_in(match, "m"), number_in(match, "d")
    if number is None or of_month is None:
        return None
    return calendar.day(year_of(match, frame, number), number, of_month)


def iso(match: re.Match[str], frame: Frame) -> Stretch | None:
    """2025-06-25, 2025/6/25."""
    return calendar.day(int(match["y"]), int(match["m"]), int(match["d"]))


def day_range(match: re.Match[str], frame: Frame) -> Stretch | None:
    """6月10日至12日, 12月30日至1月2日."""
    begin, first, last = day(match, frame), number_in(match, "m"), number_in(match, "d2")
    if begin is None or first is None or last is None:
        return None
    second = number_in(match, "m2") or first
    year = begin.earliest.year if begin.earliest else None
    return interval(begin, calendar.day(_until(match, frame, year, second < first), second, last))


def _until(match: re.Match[str], frame: Frame, year: int | None, turned: bool) -> int | None:
    """The year of a period's end: as it states, else that of its beginning or the next one."""
    if written := number_in(match, "y2"):
        return written
    word = group(match, "r2")
    if word in w.PAPER_YEARS:
        return frame.shifted_year(w.PAPER_YEARS[word])
    return None if year is None else year + (turned or word in w.TEXT_YEARS)


def interval(begin: Stretch | None, end: Stretch | None) -> Stretch | None:
    """The interval of two stretches in order; None where one is missing or they are not."""
    if begin is None or end is None or begin.edtf >= end.edtf:
        return None
    return calendar.between(begin, end)


def neighbours(match: re.Match[str], frame: Frame) -> Stretch | None:
    """6月10日、11日: an interval of two days that follow each other, else two dates."""
    first, second = number_in(match, "d"), number_in(match, "d2")
    if first is None or second != first + 1:
        return None
    return day_range(match, frame)


def bare_day(match: re.Match[str], frame: Frame) -> Stretch | None:
    """10日下午: a day without its month."""
    number = number_in(match, "d")
    if number is None:
        return None
    return _day_of_month(frame, number, match.start(), frame.planned(*match.span()))


def bare_day_range(match: re.Match[str], frame: Frame) -> Stretch | None:
    """10日至12日: both without their month."""
    first, second = number_in(match, "d"), number_in(match, "d2")
    if first is None or second is None:
        return None
    begin, planned = match.start(), frame.planned(*match.span())
    ends = [_day_of_month(frame, number, begin, planned) for number in (first, second)]
    return interval(ends[0], ends[1])


def _day_of_month(frame: Frame, number: int, begin: int, planned: bool) -> Stretch | None:
    """A day whose month is that of the last day named, or the paper's or the one before it."""
    if found := frame.last_day(begin, number):
        year, last_month, last_day = found
        if number + 15 < last_day and year is not None:
            year, last_month = calendar.shift_month(year, last_month, 1)
        return calendar.day(year, last_month, number)
    if frame.published is None:
        return None
    by = 0 if planned or number <= frame.published.day + 3 else -1
    year, last_month = calendar.shift_month(frame.published.year, frame.published.month, by)
    return calendar.day(year, last_month, number)


def named_day(match: re.Match[str], frame: Frame) -> Stretch | None:
    """今(16)日: the day of the month that the bracket tells, nearest up to the paper's day."""
    number = number_in(match, "d")
    if number is None or frame.published is None:
        return None if number is None else calendar.vague(None, None)
    by = 0 if number <= frame.published.day + 1 else -1
    year, of_year = calendar.shift_month(frame.published.year, frame.published.month, by)
    return calendar.day(year, of_year, number)


_DAY_WORDS: Final = {"今": 0, "昨": -1, "前": -2, "明": 1, "后": 2}


def relative_day(match: re.Match[str], frame: Frame) -> Stretch | None:
    """今天, 昨日, 明晚."""
    if frame.published is None:
        return calendar.vague(None, None)
    return calendar.on(frame.published + timedelta(days=_DAY_WORDS[match["w"]]))


def same_day(match: re.Match[str], frame: Frame) -> Stretch | None:
    """当日, 同日: the last day named; 次日: the one after it."""
    last = frame.last
    if last is None or last.granularity != "day" or _is_later(last, frame.published):
        return calendar.vague(None, frame.published)
    if last.latest is None or match["w"] in "当同":
        return last if match["w"] in "当同" else None
    return calendar.on(last.latest + timedelta(days=1))


def _is_later(stretch: Stretch, published: date | None) -> bool:
    return bool(published and stretch.latest and stretch.latest > published)


_WEEKDAYS: Final = {char: at for at, char in enumerate("一二三四五六日")} | {"天": 6, "末": 5}
_WEEKS: Final = {"上上": -2, "上": -1, "本": 0, "这": 0, "下": 1}


def week(match: re.Match[str], frame: Frame) -> Stretch | None:
    """上周, 本周三, 下周末."""
    if frame.published is None:
        return calendar.vague(None, None)
    monday = frame.published - timedelta(days=frame.published.weekday())
    monday += timedelta(weeks=_WEEKS[match["w"]])
    if group(match, "k") == "末" and match["w"] in "本这" and frame.published.weekday() < 2:
        # On a Monday or Tuesday 本周末 looks back to the one just past, unless it is planned.
        monday -= timedelta(weeks=not frame.planned(*match.span()))
    return _part_of_week(monday, group(match, "k"))


def _part_of_week(monday: date, word: str) -> Stretch:
    if not word or word == "末":
        first = monday + timedelta(days=_WEEKDAYS.get(word, 0))
        return calendar.between(calendar.on(first), calendar.on(monday + timedelta(days=6)))
    return calendar.on(monday + timedelta(days=_WEEKDAYS[word]))


def weekday(match: re.Match[str], frame: Frame) -> Stretch | None:
    """A bare 周三: the last one up to the paper's day, or the next one where it is planned."""
    if frame.published is None:
        return calendar.vague(None, None)
    back = (frame.published.weekday() - _WEEKDAYS[match["k"]]) % 7
    if frame.planned(*match.span()):
        back -= 7
    return calendar.on(frame.published - timedelta(days=back))


# ------------------------------------------------------------------ months and parts


_PARTS: Final = {
    "上中旬": (1, 20), "中下旬": (11, 31), "上旬": (1, 10), "中旬": (11, 20), "下旬": (21, 31),
    "初": (1, 10), "中": (11, 20), "底": (21, 31), "末": (21, 31),
}  # fmt: skip


def month(match: re.Match[str], frame: Frame) -> Stretch | None:
    """10月, 今年10月, 3月上旬, 12月底."""
    number = number_in(match, "m")
    if number is None:
        return None
    return _part_of_month(year_of(match, frame, number), number, group(match, "p"))


def _part_of_month(year: int | None, month: int, part: str) -> Stretch | None:
    first, last = _PARTS.get(part, (1, 31))
    return calendar.month(year, month, first=first, last=last)


def month_range(match: re.Match[str], frame: Frame) -> Stretch | None:
    """1至8月, 去年9月至今年3月."""
    first, second = number_in(match, "m"), number_in(match, "m2")
    if first is None or second is None:
        return None
    if says_year(match):
        year = stated_year(match, frame)
    else:
        year = _start_year(frame, first, second, match)
    until = _until(match, frame, year, second < first)
    return interval(calendar.month(year, first), calendar.month(until, second))


def _start_year(frame: Frame, first: int, second: int, match: re.Match[str]) -> int | None:
    """The year of a bare period of months: that of its last month, which the paper knows."""
    year = frame.bare_year(second, *match.span())
    return None if year is None else year - (second < first)


def next_months(match: re.Match[str], frame: Frame) -> Stretch | None:
    """7月、8月: an interval of two months that follow each other, else two dates."""
    first, second = number_in(match, "m"), number_in(match, "m2")
    if first is None or second != first + 1:
        return None
    return month_range(match, frame)


_MONTH_WORDS: Final = {"上": -1, "本": 0, "这": 0, "下": 1, "当": 0, "同": 0, "次": 1, "": 0}


def relative_month(match: re.Match[str], frame: Frame) -> Stretch | None:
    """本月, 下月初, 月底, 本月25日; 当月 is the last month named."""
    word = group(match, "w")
    found = frame.last_month() if word and word in "当同次" else None
    if found is None and frame.published is not None:
        found = frame.published.year, frame.published.month
    if found is None:
        return calendar.vague(None, None)
    year, number = calendar.shift_month(found[0] or 0, found[1], _MONTH_WORDS[word])
    known = year if found[0] else None
    days = [
        calendar.day(known, number, d) for d in (number_in(match, "d"), number_in(match, "d2")) if d
    ]
    if days:
        return days[0] if len(days) == 1 else interval(days[0], days[1])
    return _part_of_month(known, number, group(match, "p"))


def months_to(match: re.Match[str], frame: Frame) -> Stretch | None:
    """今年前10个月: January to October."""
    count = number_in(match, "m")
    if count is None or not 2 <= count <= 12:
        return None
    year = year_of(match, frame, count)
    return calendar.months(year, 1, count)
