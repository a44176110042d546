"""What a page of the reading room says, before it is HTML, JSON or CSV."""

from __future__ import annotations

from dataclasses import dataclass, field

from qjgraph.view.facts import Evidence, Words

__all__ = ["Cell", "Column", "Line", "Page", "Table", "Words"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """One thing said: words, and the IRI of what they name where it has a page."""

    words: Words
    iri: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A row of a table.

    Attributes:
        cells: one a column.
        evidence: the claims behind it, the first of them.
        claims: how many there are; 0 where all are in `evidence`.
    """

    cells: tuple[Cell, ...]
    evidence: tuple[Evidence, ...] = ()
    claims: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """A column: its name in data, its heading, whether it holds numbers."""

    name: str
    words: Words
    numeric: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """Statements of one kind.

    Attributes:
        name: in data and in addresses.
        words: the heading.
        columns: as many as each line has cells.
        lines: those shown.
        total: how many there are.
    """

    name: str
    words: Words
    columns: tuple[Column, ...]
    lines: tuple[Line, ...]
    total: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """A page about one thing.

    Attributes:
        kind: `person`, `organization`, `place`, `event`, `project`, `phase` or `policy`.
        iri: what it is about.
        title: its label.
        note: what tells it from others (type, code).
        names: its other names.
        tables: what is said of it.
    """

    kind: str
    iri: str
    title: str
    note: Words
    names: tuple[str, ...] = ()
    tables: tuple[Table, ...] = field(default=())
