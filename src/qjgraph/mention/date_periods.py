"""What the wordings of longer periods mean: quarters, seasons, years, festivals, vague words.

Readers like those of `date_readers.py`, where the groups of a match are told.
"""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import Final

from qjgraph.mention import calendar
from qjgraph.mention import date_words as w
from qjgraph.mention.calendar import Stretch
from qjgraph.mention.date_frame import Frame
from qjgraph.mention.date_readers import (
    group,
    interval,
    number_in,
    says_year,
    stated_year,
    with_year,
    year_of,
)
from qjgraph.mention.numerals import whole

# ----------------------------------------------------------- quarters and seasons


def quarter(match: re.Match[str], frame: Frame) -> Stretch | None:
    """二季度, 2026年第一季度."""
    number = 1 if match["q"] == "首" else number_in(match, "q")
    if number is None or not 1 <= number <= 4:
        return None
    return calendar.season(year_of(match, frame, 3 * number - 2), 32 + number)


def quarters(match: re.Match[str], frame: Frame) -> Stretch | None:
    """前三季度, 一至三季度: an interval of months."""
    first, last = number_in(match, "q") or 1, number_in(match, "q2")
    if last is None or not first < last <= 4:
        return None
    return calendar.months(year_of(match, frame, 3 * last), 3 * first - 2, 3 * last)


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
    return calendar.months(year_of(match, frame, first), first, last)


_SEASON: Final = {"春": 21, "夏": 22, "秋": 23, "冬": 24}


def season(match: re.Match[str], frame: Frame) -> Stretch | None:
    """前年春天, 2024年冬季."""
    code = _SEASON[match["s"]]
    return with_year(stated_year(match, frame), lambda year: calendar.season(year, code))


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
    if group(match, "t"):
        year = stated_year(match, frame)
        return None if year is None else calendar.year(year)
    return with_year(stated_year(match, frame), calendar.year)


def year_range(match: re.Match[str], frame: Frame) -> Stretch | None:
    """2025—2027年, 2023-24年度."""
    first, last = number_in(match, "y"), number_in(match, "y2")
    if first is None or last is None:
        return None
    return interval(calendar.year(first), calendar.year(last if last > 99 else 2000 + last))


def next_years(match: re.Match[str], frame: Frame) -> Stretch | None:
    """2014、2015年: an interval of two years that follow each other, else two dates."""
    first, last = number_in(match, "y"), number_in(match, "y2")
    return year_range(match, frame) if first is not None and last == first + 1 else None


_TWO_YEARS: Final = {"今明": (0, 1), "去今": (-1, 0), "前去": (-2, -1), "明后": (1, 2)}


def two_years(match: re.Match[str], frame: Frame) -> Stretch | None:
    """今明两年."""
    if frame.published is None:
        return calendar.vague(None, None)
    first, last = (frame.published.year + by for by in _TWO_YEARS[match["w"]])
    return calendar.between(calendar.year(first), calendar.year(last))


_YEAR_PARTS: Final = {"底": 12, "末": 12, "终": 12, "初": 1, "中": 6, "尾": 12}


def part_of_year(match: re.Match[str], frame: Frame) -> Stretch | None:
    """年底, 明年初, 年内, 2027年底; a bare 年底 early in a year is the last one unless planned."""
    if says_year(match):
        year = stated_year(match, frame)
    else:
        over = match["p"] in "底末" and frame.published and frame.published.month <= 3
        year = frame.shifted_year(-1 if over and not frame.planned(*match.span()) else 0)
    if year is None:
        return calendar.vague(None, None)
    month = _YEAR_PARTS.get(match["p"])
    return calendar.year(year) if month is None else calendar.month(year, month)


def short_year(match: re.Match[str], frame: Frame) -> Stretch | None:
    """07年底: a year of this century without its century."""
    return calendar.month(2000 + int(match["y"]), _YEAR_PARTS[match["p"]])


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
    count = number_in(match, "n")
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
    count = number_in(match, "n")
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
    around = group(match, "p")
    if around in ("前后", "左右") or calendar.is_term(name):
        return calendar.around(stretch, 15, 15)
    return calendar.around(stretch, 2, 8) if around else stretch


def _day_of_festival(match: re.Match[str], frame: Frame, name: str) -> Stretch | None:
    if says_year(match):
        return with_year(stated_year(match, frame), lambda year: calendar.festival(name, year))
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
    planned = frame.foreseen(*match.span())
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
