"""Tables that came as one cell a line, put back into columns and rows.

The cells are blocks of role `ROW`.  A table is found by its numbering column (1, 2, 3 …) at
equal distances, else by its headings.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from qjgraph.model import Article, Block, Role

_TOTAL = re.compile(r"(?:合 ?计|总 ?计|小 ?计|共 ?计)")
_NUMBER = re.compile(r"[约近超]?[\d,]+(?:\.\d+)?%?")
#: A cell with nothing in it.
_EMPTY = frozenset(("-", "--", "—", "——", "/", "无"))
_FIRST = re.compile(r"(?:序号|编号|No\.?|次序)", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Grid:
    """A table of an article.

    Attributes:
        columns: the headings as the view has them, units included (`总投资(万元)`).
        rows: the cells of each row, as many as there are columns or, in a row that sums up
            (合计), fewer: these stand under the columns that `under` gives.
    """

    columns: tuple[str, ...]
    rows: tuple[tuple[Block, ...], ...]

    def under(self, row: int, cell: int) -> str:
        """The heading over a cell; empty where it is not told."""
        cells = self.rows[row]
        if len(cells) == len(self.columns):
            return self.columns[cell]
        numeric = self._numeric()
        if cell == 0:
            return self.columns[0]
        return self.columns[numeric[cell - 1]] if len(cells) - 1 <= len(numeric) else ""

    def _numeric(self) -> list[int]:
        """Columns with a unit in their heading, which a sum may fill."""
        return [n for n, name in enumerate(self.columns) if _UNIT.search(name)]


_UNIT = re.compile(r"\([^()]+\)$")


def grids(article: Article) -> list[Grid]:
    """The tables of an article; runs of cells that fit no columns are left out."""
    found: list[Grid] = []
    for run in _runs(article.blocks):
        texts = [article.text[block.begin : block.end] for block in run]
        grid = _grid(run, texts)
        if grid is not None:
            found.append(grid)
    return found


def _runs(blocks: Sequence[Block]) -> list[list[Block]]:
    """Cells that follow each other without another block between them."""
    runs: list[list[Block]] = []
    inside = False
    for block in blocks:
        if block.role is not Role.ROW:
            inside = False
            continue
        if not inside:
            runs.append([])
        inside = True
        runs[-1].append(block)
    return runs


def _grid(run: Sequence[Block], texts: Sequence[str]) -> Grid | None:
    head = _numbered(texts) or _headed(texts)
    if head is None:
        return None
    first, width = head
    columns = tuple(texts[first - width : first])
    rows: list[tuple[Block, ...]] = []
    at = first
    while at < len(run):
        size = _row_size(texts, at, width)
        rows.append(tuple(run[at : at + size]))
        at += size
    return Grid(columns=columns, rows=tuple(rows))


def _numbered(texts: Sequence[str]) -> tuple[int, int] | None:
    """Where the first row begins and how wide rows are, by the numbers 1, 2, 3."""
    for first in (n for n, text in enumerate(texts) if text in ("1", "一")):
        following = "2" if texts[first] == "1" else "二"
        for width in range(2, min(first, 30) + 1):
            if first + width < len(texts) and texts[first + width] == following:
                return first, width
        if first >= 2 and _FIRST.fullmatch(texts[0]) and len(texts) - first <= first:
            return first, first
    return None


def _headed(texts: Sequence[str]) -> tuple[int, int] | None:
    """The same by the headings: cells without numbers before the first row with some.

    The width is the one under which every column is of one sort, numbers or words.
    """
    best: tuple[int, int] | None = None
    for width in range(2, min(len(texts) // 2, 15) + 1):
        body = texts[width:]
        if any(_NUMBER.fullmatch(text) for text in texts[:width]) or len(body) % width:
            continue
        columns = [body[n::width] for n in range(width)]
        sorts = [
            {bool(_NUMBER.fullmatch(text)) for text in column if text not in _EMPTY}
            for column in columns
        ]
        if all(len(sort) < 2 for sort in sorts) and {True} in sorts and len(columns[0]) > 1:
            best = best or (width, width)
    return best


def _row_size(texts: Sequence[str], at: int, width: int) -> int:
    """The number of cells of the row that begins at a cell."""
    if not _TOTAL.match(texts[at]):
        return min(width, len(texts) - at)
    size = 1
    while at + size < len(texts) and size < width and _NUMBER.fullmatch(texts[at + size]):
        size += 1
    return size
