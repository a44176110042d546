"""What a step takes and gives: rows of plain Python values.

A query that feeds a step is a union of simple patterns, one for each sort of row, told apart by
a column `row`; the step joins them.  That keeps the query linear in the graph.  A step
names the sentence behind a row by its IRI in `evidence` (or `…_evidence`); who asks puts
sentence, article and offsets in its place.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import TypeVar

from qjgraph.iris import span_offsets


class Iri(str):
    """An IRI, apart from other text."""

    __slots__ = ()


Cell = str | int | float | bool | Decimal | date | None
Row = Mapping[str, Cell]
#: First and last day; None where open.
Bounds = tuple[date | None, date | None]
_Ordered = TypeVar("_Ordered", date, Decimal)
#: A step: the query's rows and the parameters' values, to the rows of the answer.
Step = Callable[[Iterable[Row], Row], Iterable[Row]]


def code(cell: Cell) -> str:
    """The bare code of a code's IRI: `chair` for `…/code/role-chair`; empty for None."""
    return str(cell or "").rpartition("/")[2].partition("-")[2]


def text(row: Row, column: str) -> str:
    """A cell as text; empty where there is none."""
    cell = row.get(column)
    return "" if cell is None else str(cell)


def day(row: Row, column: str) -> date | None:
    """A cell that is a date; None for anything else."""
    cell = row.get(column)
    return cell if isinstance(cell, date) else None


def days(row: Row) -> Bounds:
    """The bounds of a date, its columns `earliest` and `latest`."""
    return day(row, "earliest"), day(row, "latest")


def number(row: Row, column: str) -> Decimal | None:
    """A cell that is a number, as a decimal; None for anything else."""
    cell = row.get(column)
    if isinstance(cell, bool) or not isinstance(cell, int | Decimal):
        return None
    return Decimal(cell)


def offset(evidence: Cell) -> int:
    """Where a span begins in its page, as its IRI says (`…#char=310,402`)."""
    return (span_offsets(str(evidence or "")) or (0, 0))[0]


def place(row: Row) -> tuple[date, str, int]:
    """Sorts statements as they were printed: by the paper's day, article and offset."""
    return day(row, "published") or date.max, text(row, "article"), offset(row.get("evidence"))


def narrowest(rows: Iterable[Row]) -> dict[str, Bounds]:
    """The narrowest bounds told of each event (`event`), of equals the earliest."""
    found: dict[str, Bounds] = {}
    for row in rows:
        event, told = text(row, "event"), days(row)
        if event not in found or _width(told) < _width(found[event]):
            found[event] = told
    return found


def _width(bounds: Bounds) -> tuple[int, str, str]:
    first, last = bounds
    width = (last - first).days if first and last else date.max.toordinal()
    return width, str(first), str(last)


def disjoint(
    one: tuple[_Ordered | None, _Ordered | None], other: tuple[_Ordered | None, _Ordered | None]
) -> bool:
    """Whether nothing lies within both bounds; an open side (None) excludes nothing."""
    (low, high), (least, most) = one, other
    below = high is not None and least is not None and high < least
    above = low is not None and most is not None and low > most
    return below or above


@dataclass(frozen=True, slots=True)
class Period:
    """A stretch of days, inclusive; an open side is None."""

    begin: date | None = None
    end: date | None = None

    @classmethod
    def of(cls, params: Row, name: str = "period") -> Period:
        """The period that a parameter gave."""
        return cls(day(params, f"{name}_from"), day(params, f"{name}_to"))

    def meets(self, first: date | None, last: date | None) -> bool:
        """Whether days from `first` to `last` overlap it; unknown days meet no bound."""
        late = self.begin is None or (last is not None and last >= self.begin)
        early = self.end is None or (first is not None and first <= self.end)
        return late and early


def period_label(day: str, by: str) -> str:
    """The `year` or `month` of an ISO day, its `quarter` as 2025-Q3; empty for no day or split."""
    if day and by == "quarter":
        return f"{day[:4]}-Q{(int(day[5:7]) + 2) // 3}"
    return day[: {"year": 4, "month": 7}.get(by, 0)]


def sorts(rows: Iterable[Row]) -> dict[str, list[Row]]:
    """The rows by their sort, the column `row`, in their order."""
    found: dict[str, list[Row]] = {}
    for row in rows:
        found.setdefault(text(row, "row"), []).append(row)
    return found


def grouped(rows: Iterable[Row], *columns: str) -> dict[tuple[str, ...], list[Row]]:
    """The rows that share the cells of some columns, groups in the order of their first."""
    found: dict[tuple[str, ...], list[Row]] = {}
    for row in rows:
        found.setdefault(tuple(text(row, column) for column in columns), []).append(row)
    return found


def joined(words: Iterable[str], mark: str = "、") -> str:
    """Distinct words, sorted, with a mark between."""
    return mark.join(sorted({word for word in words if word}))


def pairs(items: list[str]) -> Iterator[tuple[str, str]]:
    """Every two of a list, the first before the second as the list has them."""
    for place_, one in enumerate(items):
        for other in items[place_ + 1 :]:
            yield one, other
