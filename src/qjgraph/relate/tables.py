"""Cells of tables: under which heading and in the row of which project a position stands."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass

from qjgraph.grid import Grid, grids
from qjgraph.model import Block, Doc, Kind, Role


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """A cell of a table.

    Attributes:
        begin, end: in the view.
        heading: of its column (总投资(万元)); empty where that is not told.
        project: key of the project its row is about; empty for a sum (合计).
    """

    begin: int
    end: int
    heading: str
    project: str


@dataclass(frozen=True, slots=True)
class Cells:
    """All cells of an article's tables, to be asked by position."""

    cells: tuple[Cell, ...]
    begins: tuple[int, ...]

    def at(self, position: int) -> Cell | None:
        """The cell around a position."""
        index = bisect_right(self.begins, position) - 1
        return self.cells[index] if index >= 0 and position < self.cells[index].end else None


def cells(doc: Doc) -> Cells:
    """The cells of an article's tables, in order; headings are none."""
    found: list[Cell] = []
    if any(block.role is Role.ROW for block in doc.article.blocks):
        for grid in grids(doc.article):
            for number, row in enumerate(grid.rows):
                found += _row(doc, grid, number, row)
    found.sort(key=lambda cell: cell.begin)
    return Cells(tuple(found), tuple(cell.begin for cell in found))


def _row(doc: Doc, grid: Grid, number: int, row: tuple[Block, ...]) -> list[Cell]:
    project = _project(doc, row)
    return [
        Cell(begin=block.begin, end=block.end, heading=grid.under(number, index), project=project)
        for index, block in enumerate(row)
    ]


def _project(doc: Doc, row: tuple[Block, ...]) -> str:
    """The project that a cell of the row names."""
    for block in row:
        for mention in doc.of_kind(Kind.PROJECT):
            if block.begin <= mention.begin < block.end and mention.rule == "project-table":
                return mention.entity
    return ""
