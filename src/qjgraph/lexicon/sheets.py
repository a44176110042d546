"""A TSV file as its author sees it: what its header teaches, and its cells as they stand.

The loader in `tables.py` is for programs and forgives blanks; this one is for checks and keeps
everything with its line.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

#: `# kind: what it is (a|b|c)`; two columns may share a line: `# min, max: …`.
_TEACHING = re.compile(r"#\s?(?P<columns>\S[^:]*):\s+(?P<meaning>\S.*)")
_CODES = re.compile(r"\(([\w+.-]+(?:\|[\w+.-]*)+)\)")

#: A line that teaches all columns it does not name.
_OTHERS = "every other column"
_KEY = "key"


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """What a header teaches of one column.

    Attributes:
        codes: the values it may have, in the header's order; empty where all are welcome.
    """

    name: str
    meaning: str
    codes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """A TSV file with its header.

    Attributes:
        title: the first line, without `#`; empty where the file opens with none.
        columns: names in the file's order; `taught`: what the header says of them.
        key: columns whose cells together are unique: those of a line `# key: a, b`, else the
            first one that holds no codes.
        rows: line number and cells, as they stand.
    """

    name: str
    title: str
    columns: tuple[str, ...]
    taught: dict[str, Column]
    key: tuple[str, ...]
    rows: tuple[tuple[int, tuple[str, ...]], ...]

    def cells(self, column: str) -> Iterator[tuple[int, str]]:
        """Line and cell of a column; a cell that is not there is empty."""
        index = self.columns.index(column)
        for line, row in self.rows:
            yield line, row[index] if index < len(row) else ""


def read_sheet(path: Path) -> Sheet:
    """A TSV file with everything its author wrote.  UnicodeDecodeError for another encoding."""
    lines = path.read_text(encoding="utf-8").split("\n")
    notes = [line for line in lines if line.startswith("#")]
    table = [
        (count, tuple(line.rstrip("\r").split("\t")))
        for count, line in enumerate(lines, 1)
        if line.strip() and not line.startswith("#")
    ]
    columns = table[0][1] if table else ()
    taught = _taught(notes, columns)
    key = tuple(name for name in _names(taught.get(_KEY)) if name in columns)
    return Sheet(
        name=path.name,
        title=lines[0].removeprefix("#").strip() if lines[0].startswith("#") else "",
        columns=columns,
        taught={name: taught[name] for name in columns if name in taught},
        key=key or _first_free(columns, taught),
        rows=tuple(table[1:]),
    )


def _names(column: Column | None) -> list[str]:
    return [name.strip() for name in column.meaning.rstrip(".").split(",")] if column else []


def _first_free(columns: tuple[str, ...], taught: dict[str, Column]) -> tuple[str, ...]:
    free = [name for name in columns if name not in taught or not taught[name].codes]
    return tuple(free[:1]) or columns[:1]


def _taught(notes: list[str], columns: tuple[str, ...]) -> dict[str, Column]:
    found: dict[str, Column] = {}
    for note in notes:
        match = _TEACHING.fullmatch(note)
        if not match:
            continue
        meaning, codes = match["meaning"], _CODES.search(match["meaning"])
        named = match["columns"].strip()
        names = columns if named == _OTHERS else [name.strip() for name in named.split(",")]
        for name in names:
            values = tuple(codes[1].split("|")) if codes else ()
            found.setdefault(name, Column(name=name, meaning=meaning, codes=values))
    return found
