"""Loading of the known cases in `data/`: flat lists as TSV, nested rules as YAML.

A TSV file opens with `#` lines that teach its columns, then a line of column names, then
one row a line.  All cells are text; an absent trailing cell is empty.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from qjgraph.errors import LexiconError
from qjgraph.resources import data


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a TSV file: its cells by column and where it stands."""

    cells: dict[str, str]
    place: str

    def __getitem__(self, column: str) -> str:
        return self.cells[column]


def read_tsv(path: Path) -> Iterator[Row]:
    """The rows of a TSV file; LexiconError for a row with more cells than columns."""
    columns: list[str] | None = None
    with path.open(encoding="utf-8") as handle:
        for count, line in enumerate(handle, 1):
            text = line.rstrip("\r\n")
            if not text.strip() or text.startswith("#"):
                continue
            cells = text.split("\t")
            if columns is None:
                columns = cells
                continue
            place = f"{path.name}:{count}"
            if len(cells) > len(columns):
                raise LexiconError(
                    place, f"{len(cells)} cells, the header has {len(columns)}", "remove a tab"
                )
            cells += [""] * (len(columns) - len(cells))
            yield Row(dict(zip(columns, (cell.strip() for cell in cells), strict=True)), place)


@cache
def table(name: str) -> tuple[Row, ...]:
    """All rows of `data/lexicon/NAME.tsv`."""
    return tuple(read_tsv(data("lexicon", f"{name}.tsv")))


@cache
def words(name: str, column: str, **where: str) -> frozenset[str]:
    """The distinct non-empty cells of a column, of the rows that match `where`."""
    rows = (row for row in table(name) if all(row[key] == value for key, value in where.items()))
    return frozenset(row[column] for row in rows if row[column])
