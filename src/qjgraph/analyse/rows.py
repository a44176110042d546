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


class Iri(str):
    """An IRI, apart from other text."""

    __slots__ = ()


Cell = str | int | float | bool | Decimal | date | None
Row = Mapping[str, Cell]
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


def number(row: Row, column: str) -> Decimal | None:
    """A cell that is a number, as a decimal; None for anything else."""
    cell = row.get(column)
    if isinstance(cell, bool) or not isinstance(cell, int | Decimal):
        return None
    return Decimal(cell)


def offset(evidence: Cell) -> int:
    """Where a span begins in its page, as its IRI says (`…#char=310,402`)."""
    begin = str(evidence or "").rpartition("#char=")[2].partition(",")[0]
    return int(begin) if begin.isdecimal() else 0


def place(row: Row) -> tuple[date, str, int]:
    """Sorts statements as they were printed: by the paper's day, article and offset."""
    return day(row, "published") or date.max, text(row, "article"), offset(row.get("evidence"))


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
