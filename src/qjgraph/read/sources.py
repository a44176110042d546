"""`sources.csv`: the context of the texts it lies beside.

Columns file, published, home, source, map, in any order; an empty cell is unknown.  `file` is
a path relative to the table's folder; `map` tells which columns of that file hold what
(`columns.parse_columns`).
"""

from __future__ import annotations

import csv
import io
from dataclasses import replace
from pathlib import Path

from qjgraph.errors import InputError
from qjgraph.read.columns import parse_columns
from qjgraph.read.encoding import decode
from qjgraph.read.fields import Given, field_of, given, known_fields
from qjgraph.read.files import SOURCES
from qjgraph.read.notes import Notice, Unreadable, error, warning
from qjgraph.read.packed import read_bytes

_WANTED = ("file", "published", "home", "source", "map")


class Sources:
    """The context tables of all folders that are read, each loaded once."""

    def __init__(self, on_issue: Notice) -> None:
        """Args: on_issue: called with what is wrong in a table, when it is loaded."""
        self._on_issue = on_issue
        self._tables: dict[Path, dict[str, Given]] = {}

    def of(self, path: Path, top: Path) -> Given:
        """What the tables say about a file: the nearest one upwards that names it.

        Args:
            path: the file.
            top: the folder at which the search ends.
        """
        folder = path.parent
        while True:
            row = self._load(folder).get(path.relative_to(folder).as_posix())
            if row is not None or folder == top or folder.parent == folder:
                return row or Given()
            folder = folder.parent

    def _load(self, folder: Path) -> dict[str, Given]:
        if folder not in self._tables:
            path = folder / SOURCES
            self._tables[folder] = self._read(path) if path.is_file() else {}
        return self._tables[folder]

    def _read(self, path: Path) -> dict[str, Given]:
        try:
            text, issues = decode(read_bytes(path, SOURCES), SOURCES)
        except Unreadable as trouble:
            self._on_issue(trouble.as_issue())
            return {}
        for each in issues:
            self._on_issue(each)
        return self._rows(path.parent, text)

    def _rows(self, folder: Path, text: str) -> dict[str, Given]:
        result: dict[str, Given] = {}
        rows = csv.reader(io.StringIO(text, newline=""))
        columns = next(rows, [])
        if not self._check_columns(columns):
            return result
        for cells in rows:
            if not any(cell.strip() for cell in cells):
                continue
            place = f"{SOURCES}:{rows.line_num}"
            if len(cells) > len(columns):
                problem = f"{len(cells)} cells, the header has {len(columns)}"
                self._on_issue(error("bad-row", place, problem, "quote cells that hold commas"))
                continue
            values = known_fields(dict(zip(columns, cells, strict=False)), _WANTED)
            self._keep(folder, values, place, result)
        return result

    def _check_columns(self, columns: list[str]) -> bool:
        place = f"{SOURCES}:1"
        known = [field_of(column) for column in columns]
        for column, field in zip(columns, known, strict=True):
            if field not in _WANTED:
                problem = f"column {column!r} is unknown"
                hint = "the columns are file, published, home, source, map; it was left out"
                self._on_issue(warning("unknown-column", place, problem, hint))
        if "file" not in known:
            hint = "begin the table with file,published,home,source"
            self._on_issue(error("bad-header", place, "there is no column file", hint))
        return "file" in known

    def _keep(
        self, folder: Path, values: dict[str, str], place: str, result: dict[str, Given]
    ) -> None:
        """Record a row, with its issues."""
        name = values.get("file", "").strip().removeprefix("./").replace("\\", "/")
        if not name:
            self._on_issue(error("bad-row", place, "the cell file is empty", "name a file"))
            return
        if not (folder / name).is_file():
            hint = "correct the name or take the row out"
            self._on_issue(warning("no-such-file", place, f"there is no file {name!r}", hint))
            return
        if name in result:
            hint = "the first row counts; take one out"
            self._on_issue(warning("repeated-row", place, f"{name!r} stands twice", hint))
            return
        row, issues = given(values, place)
        for each in issues:
            self._on_issue(each)
        result[name] = replace(row, columns=self._columns(values.get("map", ""), place))

    def _columns(self, words: str, place: str) -> dict[str, str]:
        try:
            return parse_columns([words], place)
        except InputError as trouble:
            self._on_issue(error("bad-map", place, trouble.problem, trouble.hint))
            return {}
