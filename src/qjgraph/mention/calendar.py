"""Stretches of the calendar with their EDTF form, and the days that festivals fall on.

A `Stretch` is a `model.DateValue` without its words.  A year that is unknown is None and
written `XXXX`; such a stretch has no bounds.
"""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache

from qjgraph.errors import LexiconError
from qjgraph.lexicon.tables import table

#: First and last month of the EDTF seasons: spring to winter (21-24) and quarters (33-36).
_SEASONS = {
    21: (3, 5), 22: (6, 8), 23: (9, 11), 24: (12, 12),
    33: (1, 3), 34: (4, 6), 35: (7, 9), 36: (10, 12),
}  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Stretch:
    """A date or period: EDTF (empty where vague), inclusive bounds and granularity."""

    edtf: str
    earliest: date | None
    latest: date | None
    granularity: str


def day(year: int | None, month: int, day: int) -> Stretch | None:
    """One day; None where the calendar has no such day."""
    if not 1 <= month <= 12 or not 1 <= day <= monthrange(year or 2000, month)[1]:
        return None
    if year is None:
        return _unbounded(f"XXXX-{month:02}-{day:02}", "day")
    return on(date(year, month, day))


def on(when: date) -> Stretch:
    """The stretch of one known day."""
    return Stretch(edtf=when.isoformat(), earliest=when, latest=when, granularity="day")


def month(year: int | None, month: int, *, first: int = 1, last: int = 31) -> Stretch | None:
    """A month; `first` and `last` narrow its bounds (上旬 is 1 to 10), not its EDTF."""
    if not 1 <= month <= 12:
        return None
    if year is None:
        return _unbounded(f"XXXX-{month:02}", "month")
    end = min(last, monthrange(year, month)[1])
    bounds = date(year, month, first), date(year, month, end)
    return Stretch(
        edtf=f"{year}-{month:02}", earliest=bounds[0], latest=bounds[1], granularity="month"
    )


def season(year: int | None, code: int) -> Stretch:
    """A quarter (33 to 36) or a season of the year (21 spring to 24 winter)."""
    granularity = "quarter" if code > 24 else "interval"
    if year is None:
        return _unbounded(f"XXXX-{code}", granularity)
    first, last = _SEASONS[code]
    bounds = months(year, first, last)
    return Stretch(
        edtf=f"{year}-{code}",
        earliest=bounds.earliest,
        latest=bounds.latest,
        granularity=granularity,
    )


def months(year: int | None, first: int, last: int) -> Stretch:
    """The months `first` to `last` (1 to 12) of one year as an interval."""
    begin, end = month(year, first), month(year, last)
    if begin is None or end is None:
        raise ValueError(f"not a month: {first}, {last}")
    return between(begin, end)


def year(year: int) -> Stretch:
    """A whole year."""
    begin, end = date(year, 1, 1), date(year, 12, 31)
    return Stretch(edtf=f"{year:04}", earliest=begin, latest=end, granularity="year")


def decade(first: int) -> Stretch:
    """The ten years from `first` (1990)."""
    begin, end = date(first, 1, 1), date(first + 9, 12, 31)
    return Stretch(edtf=f"{first // 10}X", earliest=begin, latest=end, granularity="interval")


def between(begin: Stretch, end: Stretch) -> Stretch:
    """The interval from the beginning of one stretch to the end of the other."""
    return Stretch(
        edtf=f"{begin.edtf}/{end.edtf}",
        earliest=begin.earliest,
        latest=end.latest,
        granularity="interval",
    )


def since(begin: Stretch) -> Stretch:
    """The open interval from a stretch on (6月17日以来)."""
    first = begin.edtf.split("/")[0]
    return Stretch(edtf=f"{first}/..", earliest=begin.earliest, latest=None, granularity="interval")


def vague(earliest: date | None, latest: date | None) -> Stretch:
    """A stretch without EDTF, for wordings such as 近日."""
    return Stretch(edtf="", earliest=earliest, latest=latest, granularity="vague")


def around(stretch: Stretch, before: int, after: int) -> Stretch:
    """A vague stretch from `before` days ahead of a stretch to `after` days behind it."""
    if stretch.earliest is None or stretch.latest is None:
        return vague(None, None)
    return vague(stretch.earliest - timedelta(days=before), stretch.latest + timedelta(days=after))


def shift_month(year: int, month: int, by: int) -> tuple[int, int]:
    """The month `by` months after another one."""
    index = year * 12 + month - 1 + by
    return index // 12, index % 12 + 1


@cache
def festival_names() -> dict[str, str]:
    """Every wording of a festival or solar term with its name in the tables."""
    names: dict[str, str] = {}
    for row in table("date_festivals"):
        for word in (row["name"], *row["aliases"].split()):
            names[word] = row["name"]
    return names


def festival(name: str, year: int) -> Stretch | None:
    """The day of a festival (its name in the tables) in a year; None beyond the tables."""
    found = _fixed().get(name) or _moving().get((name, year))
    return day(year, *found) if found else None


def is_term(name: str) -> bool:
    """Whether a festival's name is that of a solar term, which dates only vaguely."""
    return name in _terms()


@cache
def _terms() -> frozenset[str]:
    return frozenset(row["name"] for row in table("date_festivals") if row["kind"] == "term")


@cache
def _fixed() -> dict[str, tuple[int, int]]:
    rows = (row for row in table("date_festivals") if row["day"])
    return {row["name"]: _month_day(row["day"], row.place) for row in rows}


@cache
def _moving() -> dict[tuple[str, int], tuple[int, int]]:
    found = {}
    for row in table("date_lunar"):
        for name, cell in row.cells.items():
            if name != "year":
                found[name, int(row["year"])] = _month_day(cell, row.place)
    return found


def _month_day(cell: str, place: str) -> tuple[int, int]:
    head, dash, tail = cell.partition("-")
    if not (dash and head.isdigit() and tail.isdigit()):
        raise LexiconError(place, f"{cell!r} is not a day", "write MM-DD, such as 01-29")
    return int(head), int(tail)


def _unbounded(edtf: str, granularity: str) -> Stretch:
    return Stretch(edtf=edtf, earliest=None, latest=None, granularity=granularity)
