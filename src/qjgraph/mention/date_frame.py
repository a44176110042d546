"""What a date is read against: the paper's date, and the dates named before it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from qjgraph.mention.calendar import Stretch

#: Words of planning shortly before or after a date: 将, 预计, 力争; not 原计划.
_PLANS = re.compile(
    r"(?<!原)(?:预计|计划|力争|争取|确保|有望|预期|定于|届时)|将(?![军士领来近])|拟(?!定了)|即将"
)
_LIMIT = re.compile("底?[之以]?前")
#: After these the text speaks of the paper's own time again.
_NOW = re.compile("目前|现在|如今|眼下|当前|今年|现已")
_OF_DAY = re.compile(r"-\d\d-\d\d$")
_OF_MONTH = re.compile(r"(?:\d{4}|XXXX)-(?:0[1-9]|1[0-2])(?:-\d\d)?")
_BREAK = re.compile(r"[。!?！？\n]")
#: How far, in characters, a year stated before a bare month still holds.
_REACH = {"day": 60, "month": 60, "quarter": 60, "year": 24}
#: A day named further than this many days from the paper's date, and further than this many
#: characters before, no longer tells the month of a bare 10日.
_NEAR = 75
_BESIDE = 30


@dataclass(slots=True, kw_only=True)
class Frame:
    """The state of one reading, updated by each date in the order of the text.

    Attributes:
        stated: the last year that the text states itself, the last month of that date, the
            position behind it, and how far it reaches.
        last: the last stretch with a month, which 10日下午 and 当日 look back to; `last_end` is
            the position behind it.
        quarter: the last quarter named, which 本季度 looks back to.
    """

    text: str
    published: date | None
    stated: tuple[int, int, int, int] | None = None
    last: Stretch | None = None
    last_end: int = 0
    quarter: Stretch | None = None

    def bare_year(self, month: int, begin: int, end: int) -> int | None:
        """The year of a month that is written without one; None where nothing tells it."""
        inherited = self._inherited(month, begin)
        if inherited is not None:
            return inherited
        if self.published is None:
            return None
        return self.published.year + _turn(month - self.published.month, self.planned(begin, end))

    def planned(self, begin: int, end: int) -> bool:
        """Whether `text[begin:end]` is a limit (6月底前) or its wording speaks of a plan."""
        return bool(_LIMIT.match(self.text, end)) or self.foreseen(begin, end)

    def foreseen(self, begin: int, end: int) -> bool:
        """Whether the words around `text[begin:end]` speak of a plan: 将, 预计, 力争."""
        before = _BREAK.split(self.text[max(0, begin - 24) : begin])[-1]
        return bool(_PLANS.search(before) or _PLANS.match(self.text, end))

    def shifted_year(self, by: int) -> int | None:
        """The paper's year and `by` years (去年 is -1); None without a paper's date."""
        return None if self.published is None else self.published.year + by

    def same_year(self, by: int) -> int | None:
        """The year last named in the text and `by` years (同年 is 0, 次年 is 1)."""
        if self.stated is not None:
            return self.stated[0] + by
        if self.last is not None and self.last.earliest is not None:
            return self.last.earliest.year + by
        return None

    def last_month(self) -> tuple[int | None, int] | None:
        """Year and month last named; the year is None where it is unknown."""
        if self.last is None:
            return None
        head, _, tail = self.last.edtf.split("/")[-1].partition("-")
        return (int(head) if head.isdigit() else None), int(tail[:2])

    def last_day(self, begin: int, number: int) -> tuple[int | None, int, int] | None:
        """Year, month and day of the last day named, where it may tell the month of day `number`.

        It must be near the paper's date, or just before in the text and in the calendar.
        """
        last = self.last
        if last is None or not _OF_DAY.search(last.edtf):
            return None
        beside = begin - self.last_end <= _BESIDE and 0 <= number - int(last.edtf[-2:]) <= 7
        if self.published and last.latest:
            away = abs((last.latest - self.published).days)
            if away > _NEAR and not beside:
                return None
        year, month, day = last.edtf.split("/")[-1].split("-")
        return (int(year) if year.isdigit() else None), int(month), int(day)

    def note(self, stretch: Stretch, end: int, *, stated: bool) -> None:
        """Remember a date that was read; `stated`: its year stands in its words."""
        if stretch.granularity in ("day", "month") or _closed(stretch):
            self.last, self.last_end = stretch, end
        if stretch.granularity == "quarter" and (stated or self.quarter is None):
            self.quarter = stretch
        if stated and stretch.granularity in _REACH and stretch.earliest is not None:
            month = 0 if stretch.granularity == "year" else stretch.earliest.month
            reach = _REACH[stretch.granularity]
            if stretch.granularity != "year" or self.text[end : end + 1] in (",", "，"):
                self.stated = (stretch.earliest.year, month, end, reach)

    def _inherited(self, month: int, begin: int) -> int | None:
        """The year stated before in the sentence; the next one for an earlier month."""
        if self.stated is None:
            return None
        year, first, end, reach = self.stated
        near = begin - end <= reach and not _BREAK.search(self.text, end, begin)
        if not near or _NOW.search(self.text, end, begin):
            return None
        return year + (month < first)


def _closed(stretch: Stretch) -> bool:
    """Whether a stretch is an interval of two days or months, so that its end has a month."""
    tail = stretch.edtf.partition("/")[2]
    return _OF_MONTH.fullmatch(tail) is not None


def _turn(ahead: int, planned: bool) -> int:
    """Years to add for a month `ahead` of the paper's: last year's December in January."""
    if ahead > 6 and not planned:
        return -1
    return 1 if ahead < -6 and planned else 0
