"""What the wordings of dates mean: a reader for each rule of `rules/dates.yaml`.

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


def _group(match: re.Match[str], name: str) -> str:
    return match.groupdict().get(name) or ""


def _number(match: re.Match[str], name: str) -> int | None:
    found = _group(match, name)
    return whole(found) if found else None


def stated_year(match: re.Match[str], frame: Frame) -> int | None:
    """The year that the words themselves tell: 2025年, 去年, 同年."""
    if written := _number(match, "y"):
        return written
    if word := _group(match, "r"):
        return frame.shifted_year(w.PAPER_YEARS[word])
    if word := _group(match, "t"):
        return frame.same_year(w.TEXT_YEARS[word])
    return None


def says_year(match: re.Match[str]) -> bool:
    """Whether the words name a year, written or relative."""
    return any(_group(match, name) for name in "yrt")


def _year(match: re.Match[str], frame: Frame, month: int) -> int | None:
    if says_year(match):
        return stated_year(match, frame)
    return frame.bare_year(month, match.start(), match.end())


def _with(year: int | None, then: Callable[[int], Stretch | None]) -> Stretch | None:
    """`then` of a year, or an unknown stretch where the year is unknown (去年 without a paper)."""
    return calendar.vague(None, None) if year is None else then(year)


# ---------------------------------------------------------------------- days


def day(match: re.Match[str], frame: Frame) -> Stretch | None:
    """6月25日, 2025年6月25日, 去年12月18日."""
    number, of_month = _number(match, "m"), _number(match, "d")
    if number is None or of_month is None:
        return None
    return calendar.day(_year(match, frame, number), number, of_month)


def iso(match: re.Match[str], frame: Frame) -> Stretch | None:
    """2025-06-25, 2025/6/25."""
    return calendar.day(int(match["y"]), int(match["m"]), int(match["d"]))


def day_range(match: re.Match[str], frame: Frame) -> Stretch | None:
    """6月10日至12日, 12月30日至1月2日."""
    begin, first, last = day(match, frame), _number(match, "m"), _number(match, "d2")
    if begin is None or first is None or last is None:
        return None
    second = _number(match, "m2") or first
    year = begin.earliest.year if begin.earliest else None
    return _interval(begin, calendar.day(_until(match, frame, year, second < first), second, last))


def _until(match: re.Match[str], frame: Frame, year: int | None, turned: bool) -> int | None:
    """The year of a period's end: as it states, else that of its beginning or the next one."""
    if written := _number(match, "y2"):
        return written
    word = _group(match, "r2")
    if word in w.PAPER_YEARS:
        return frame.shifted_year(w.PAPER_YEARS[word])
    return None if year is None else year + (turned or word in w.TEXT_YEARS)


def _interval(begin: Stretch | None, end: Stretch | None) -> Stretch | None:
    """The interval of two stretches in order; None where one is missing or they are not."""
    if begin is None or end is None or begin.edtf >= end.edtf:
        return None
    return calendar.between(begin, end)


def neighbours(match: re.Match[str], frame: Frame) -> Stretch | None:
    """6月10日、11日: an interval of two days that follow each other, else two dates."""
    first, second = _number(match, "d"), _number(match, "d2")
    if first is None or second != first + 1:
        return None
    return day_range(match, frame)


def bare_day(match: re.Match[str], frame: Frame) -> Stretch | None:
    """10日下午: a day without its month."""
    number = _number(match, "d")
    if number is None:
        return None
    return _day_of_month(frame, number, planned=frame.planned(match.start(), match.end()))


def bare_day_range(match: re.Match[str], frame: Frame) -> Stretch | None:
    """10日至12日: both without their month."""
    first, second = _number(match, "d"), _number(match, "d2")
    if first is None or second is None:
        return None
    planned = frame.planned(match.start(), match.end())
    ends = [_day_of_month(frame, number, planned=planned) for number in (first, second)]
    return _interval(ends[0], ends[1])


def _day_of_month(frame: Frame, number: int, *, planned: bool = False) -> Stretch | None:
    """A day whose month is that of the last day named, or the paper's or the one before it."""
    if found := frame.last_day():
        year, last_month, last_day = found
        if number + 15 < last_day and year is not None:
            year, last_month = calendar.shift_month(year, last_month, 1)
        return calendar.day(year, last_month, number)
    if frame.published is None:
        return None
    by = 0 if planned or number <= frame.published.day + 3 else -1
    year, last_month = calendar.shift_month(frame.published.year, frame.published.month, by)
    return calendar.day(year, last_month, number)


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
    if _group(match, "k") == "末" and match["w"] in "本这" and frame.published.weekday() < 2:
        # On a Monday or Tuesday 本周末 looks back to the one just past, unless it is planned.
        monday -= timedelta(weeks=not frame.planned(match.start(), match.end()))
    return _part_of_week(monday, _group(match, "k"))


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
    if frame.planned(match.start(), match.end()):
        back -= 7
    return calendar.on(frame.published - timedelta(days=back))


# ------------------------------------------------------------------ months and parts


_PARTS: Final = {
    "上旬": (1, 10), "中旬": (11, 20), "下旬": (21, 31),
    "初": (1, 10), "中": (11, 20), "底": (21, 31), "末": (21, 31),
}  # fmt: skip


def month(match: re.Match[str], frame: Frame) -> Stretch | None:
    """10月, 今年10月, 3月上旬, 12月底."""
    number = _number(match, "m")
    if number is None:
        return None
    return _part_of_month(_year(match, frame, number), number, _group(match, "p"))


def _part_of_month(year: int | None, month: int, part: str) -> Stretch | None:
    first, last = _PARTS.get(part, (1, 31))
    return calendar.month(year, month, first=first, last=last)


def month_range(match: re.Match[str], frame: Frame) -> Stretch | None:
    """1至8月, 去年9月至今年3月."""
    first, second = _number(match, "m"), _number(match, "m2")
    if first is None or second is None:
        return None
    if says_year(match):
        year = stated_year(match, frame)
    else:
        year = _start_year(frame, first, second, match)
    until = _until(match, frame, year, second < first)
    return _interval(calendar.month(year, first), calendar.month(until, second))


def _start_year(frame: Frame, first: int, second: int, match: re.Match[str]) -> int | None:
    """The year of a bare period of months: that of its last month, which the paper knows."""
    year = frame.bare_year(second, match.start(), match.end())
    return None if year is None else year - (second < first)


def next_months(match: re.Match[str], frame: Frame) -> Stretch | None:
    """7月、8月: an interval of two months that follow each other, else two dates."""
    first, second = _number(match, "m"), _number(match, "m2")
    if first is None or second != first + 1:
        return None
    return month_range(match, frame)


_MONTH_WORDS: Final = {"上": -1, "本": 0, "这": 0, "下": 1, "当": 0, "同": 0, "次": 1, "": 0}


def relative_month(match: re.Match[str], frame: Frame) -> Stretch | None:
    """本月, 下月初, 月底, 本月25日; 当月 is the last month named."""
    word = _group(match, "w")
    found = frame.last_month() if word and word in "当同次" else None
    if found is None and frame.published is not None:
        found = frame.published.year, frame.published.month
    if found is None:
        return calendar.vague(None, None)
    year, number = calendar.shift_month(found[0] or 0, found[1], _MONTH_WORDS[word])
    if of_month := _number(match, "d"):
        return calendar.day(year if found[0] else None, number, of_month)
    return _part_of_month(year if found[0] else None, number, _group(match, "p"))


def months_to(match: re.Match[str], frame: Frame) -> Stretch | None:
    """今年前10个月: January to October."""
    count = _number(match, "m")
    if count is None or not 2 <= count <= 12:
        return None
    year = _year(match, frame, count)
    return calendar.months(year, 1, count)


# ----------------------------------------------------------- quarters and seasons


def quarter(match: re.Match[str], frame: Frame) -> Stretch | None:
    """二季度, 2026年第一季度."""
    number = 1 if match["q"] == "首" else _number(match, "q")
    if number is None or not 1 <= number <= 4:
        return None
    return calendar.season(_year(match, frame, 3 * number - 2), 32 + number)


def quarters(match: re.Match[str], frame: Frame) -> Stretch | None:
    """前三季度, 一至三季度: an interval of months."""
    first, last = _number(match, "q") or 1, _number(match, "q2")
    if last is None or not first < last <= 4:
        return None
    return calendar.months(_year(match, frame, 3 * last), 3 * first - 2, 3 * last)


def relative_quarter(match: re.Match[str], frame: Frame) -> Stretch | None:
    """本季度, 上季度, told from the quarter named before."""
    by = {"上": -1, "本": 0, "当": 0, "下": 1}[match["w"]]
    if frame.quarter is not None and frame.quarter.earliest is not None:
        base = frame.quarter.earliest
    elif frame.published is not None:
        base = frame.published
    else:
        return calendar.vague(None, None)
    year, number = calendar.shift_month(base.year, base.month, 3 * by)
    return calendar.season(year, 33 + (number - 1) // 3)


def half(match: re.Match[str], frame: Frame) -> Stretch | None:
    """上半年, 去年下半年."""
    first, last = (1, 6) if match["h"] == "上" else (7, 12)
    return calendar.months(_year(match, frame, first), first, last)


_SEASON: Final = {"春": 21, "夏": 22, "秋": 23, "冬": 24}


def season(match: re.Match[str], frame: Frame) -> Stretch | None:
    """前年春天, 2024年冬季."""
    code = _SEASON[match["s"]]
    return _with(stated_year(match, frame), lambda year: calendar.season(year, code))


def season_word(match: re.Match[str], frame: Frame) -> Stretch | None:
    """今冬, 去冬今春: the winter of the paper's year is last year's until March."""
    if frame.published is None:
        return calendar.vague(None, None)
    ends = [_one_season(match[name], frame.published) for name in ("s", "s2") if match[name]]
    return ends[0] if len(ends) == 1 else calendar.between(ends[0], ends[1])


def _one_season(words: str, published: date) -> Stretch:
    year = published.year + {"去": -1, "今": 0, "明": 1}[words[0]]
    if words == "今冬" and published.month < 4:
        year -= 1
    return calendar.season(year, _SEASON[words[1]])


# --------------------------------------------------------------------------- years


def one_year(match: re.Match[str], frame: Frame) -> Stretch | None:
    """2019年, 去年; 同年 and 次年 only where the text names a year before."""
    if _group(match, "t"):
        year = stated_year(match, frame)
        return None if year is None else calendar.year(year)
    return _with(stated_year(match, frame), calendar.year)


def year_range(match: re.Match[str], frame: Frame) -> Stretch | None:
    """2025—2027年, 2023-24年度."""
    first, last = _number(match, "y"), _number(match, "y2")
    if first is None or last is None:
        return None
    return _interval(calendar.year(first), calendar.year(last if last > 99 else 2000 + last))


_TWO_YEARS: Final = {"今明": (0, 1), "去今": (-1, 0), "前去": (-2, -1), "明后": (1, 2)}


def two_years(match: re.Match[str], frame: Frame) -> Stretch | None:
    """今明两年."""
    if frame.published is None:
        return calendar.vague(None, None)
    first, last = (frame.published.year + by for by in _TWO_YEARS[match["w"]])
    return calendar.between(calendar.year(first), calendar.year(last))


_YEAR_PARTS: Final = {"底": 12, "末": 12, "终": 12, "初": 1, "中": 6, "尾": 12}


def part_of_year(match: re.Match[str], frame: Frame) -> Stretch | None:
    """年底, 明年初, 年内, 2027年底."""
    year = stated_year(match, frame) if says_year(match) else frame.shifted_year(0)
    if year is None:
        return calendar.vague(None, None)
    month = _YEAR_PARTS.get(match["p"])
    return calendar.year(year) if month is None else calendar.month(year, month)


def before_flood(match: re.Match[str], frame: Frame) -> Stretch | None:
    """汛前: the months before June; the year is what it states."""
    year = stated_year(match, frame) if says_year(match) else frame.shifted_year(0)
    if year is None:
        return calendar.vague(None, None)
    first, last = (1, 5) if match["p"].endswith("前") else (6, 9)
    bounds = calendar.months(year, first, last)
    return Stretch(
        edtf=str(year), earliest=bounds.earliest, latest=bounds.latest, granularity="year"
    )


def decade(match: re.Match[str], frame: Frame) -> Stretch | None:
    """上世纪80年代."""
    first = whole(match["d"])
    if first is None:
        return None
    century = {"上世纪": 1900, "本世纪": 2000, "20世纪": 1900, "二十世纪": 1900, "21世纪": 2000}
    return calendar.decade(century[match["c"]] + first)


def ago(match: re.Match[str], frame: Frame) -> Stretch | None:
    """三年前, 两个月前, told from the paper's date."""
    count = _number(match, "n")
    if count is None or frame.published is None:
        return None if count is None else calendar.vague(None, None)
    if match["u"] == "年":
        return calendar.year(frame.published.year - count) if count < 1000 else None
    if match["u"].endswith("月"):
        shifted = calendar.shift_month(frame.published.year, frame.published.month, -count)
        return calendar.month(*shifted)
    days = count * (7 if match["u"] in ("周", "个星期") else 1)
    return calendar.on(frame.published - timedelta(days=days)) if days < 3000 else None


def recent(match: re.Match[str], frame: Frame) -> Stretch | None:
    """近三年, 五年来: a vague stretch up to the paper's day."""
    count = _number(match, "n")
    if count is None or count > 100:
        return None
    if frame.published is None:
        return calendar.vague(None, None)
    days = count * {"年": 366, "月": 31, "天": 1, "日": 1, "周": 7}[match["u"][-1]]
    return calendar.vague(frame.published - timedelta(days=days), frame.published)


_PLAN_PARTS: Final = {"末": 4, "期末": 4, "收官": 4, "初": 0, "开局": 0}


def five_years(match: re.Match[str], frame: Frame) -> Stretch | None:
    """“十五五”时期 is 2026/2030: the plans follow each other from 1981 (六五) on."""
    first = 1951 + 5 * (10 + (whole(match["n"]) or 0))
    part = match["p"]
    for word, at in _PLAN_PARTS.items():
        if part.startswith(word):
            return calendar.year(first + at)
    return calendar.between(calendar.year(first), calendar.year(first + 4))


# ------------------------------------------------------------- festivals and vague words


def festival(match: re.Match[str], frame: Frame) -> Stretch | None:
    """国庆节前, 今年春节, 立冬前后; a solar term is vague."""
    name = calendar.festival_names()[match["f"]]
    stretch = _day_of_festival(match, frame, name)
    if stretch is None or stretch.granularity == "vague":
        return stretch
    around = _group(match, "p")
    if around in ("前后", "左右") or calendar.is_term(name):
        return calendar.around(stretch, 15, 15)
    return calendar.around(stretch, 2, 8) if around else stretch


def _day_of_festival(match: re.Match[str], frame: Frame, name: str) -> Stretch | None:
    if says_year(match):
        return _with(stated_year(match, frame), lambda year: calendar.festival(name, year))
    if frame.published is None:
        return calendar.vague(None, None)
    guess = calendar.festival(name, frame.published.year)
    if guess is None or guess.earliest is None:
        return None
    year = _festival_year(match, frame, guess.earliest)
    return calendar.festival(name, year)


def _festival_year(match: re.Match[str], frame: Frame, guess: date) -> int:
    """A festival without a year: the next one where it is a limit or planned, else the nearest."""
    assert frame.published is not None
    ahead = (guess - frame.published).days
    planned = frame.foreseen(match.start(), match.end())
    limit = frame.text.startswith("前", match.end())
    if planned or (limit and ahead < -_JUST_PAST):
        return frame.published.year + (ahead < 0)
    if abs(ahead) <= 182 or limit:
        return frame.published.year
    return frame.published.year + (1 if ahead < 0 else -1)


#: For this many days 春节前 may still tell of the festival that is over.
_JUST_PAST: Final = 45


def vague(match: re.Match[str], frame: Frame) -> Stretch | None:
    """近日, 目前: a stretch of `date_vague.tsv` up to the paper's date."""
    if frame.published is None:
        return calendar.vague(None, None)
    back = int(w.vague_words()[match.group()]["back"])
    return calendar.vague(frame.published - timedelta(days=back), frame.published)
