"""What was read: the rows of a graph, or of a folder of exported tables, by table and article."""

from __future__ import annotations

import csv
import json
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from qjgraph.errors import InputError
from qjgraph.evaluate.facts import GoldArticle
from qjgraph.evaluate.match import Row
from qjgraph.evaluate.values import norm, number

if TYPE_CHECKING:
    from pyoxigraph import Store

#: The columns that a comparison reads, besides `article`.
COLUMNS: dict[str, tuple[str, ...]] = {
    "people": ("person", "name"),
    "organizations": ("organization", "name"),
    "places": ("place", "name"),
    "positions": ("person", "name", "title", "of"),
    "events": ("event", "name", "type", "date"),
    "participation": ("event", "event_name", "person", "name", "role"),
    "projects": ("project", "name"),
    "amounts": ("of", "of_name", "kind", "value", "minimum", "maximum", "unit", "qualifier"),
    "milestones": ("project", "project_name", "kind", "date", "status"),
    "locations": ("of", "of_name", "place", "place_name"),
    "policies": ("policy", "name"),
    "articles": ("reporters",),
}
#: Columns in which two rows of one fact may differ, besides those that no comparison reads.
_APART = {"events": ("type",), "amounts": ("qualifier",)}

Rows = dict[str, list[Row]]

# ---------------------------------------------------------------------------- reading


def is_graph(folder: Path) -> bool:
    """Whether a folder holds a graph rather than tables."""
    return (folder / "manifest.json").is_file()


def rows_of_graph(store: Store) -> Rows:
    """The rows of every table, and of articles."""
    from qjgraph.query import tables

    found: Rows = {table.name: list(tables.rows(store, table)) for table in tables.TABLES}
    return {**found, "articles": list(tables.articles(store))}


def rows_of_folder(folder: Path) -> Rows:
    """The rows of the CSV files of a folder; a table without a file is absent.

    Raises:
        InputError: no table at all, a column that is missing, a malformed row.
    """
    if not folder.is_dir():
        hint = "name a graph's folder, or one written by qjgraph export --format csv"
        raise InputError(str(folder), "there is no such folder", hint)
    files = {table: folder / f"{table}.csv" for table in COLUMNS}
    found = {table: _table(path, COLUMNS[table]) for table, path in files.items() if path.exists()}
    if not found:
        hint = "build one with qjgraph build, or export it with --format csv"
        raise InputError(str(folder), "holds neither a graph nor tables", hint)
    for table, rows in found.items():
        columns = ("value", "minimum", "maximum") if table == "amounts" else ()
        for row in rows:
            _check_numbers(f"{table}.csv", row, (*columns, "confidence"))
    return found


def _table(path: Path, columns: Sequence[str]) -> list[Row]:
    try:
        with path.open(encoding="utf-8-sig", newline="") as handle:
            reader = csv.reader(handle, strict=True)
            header = _header(next(reader, []), columns, path.name)
            return [_row(header, cells, path.name, reader.line_num) for cells in reader if cells]
    except (UnicodeDecodeError, csv.Error) as error:
        raise InputError(path.name, f"not a table in UTF-8: {error}", "export it anew") from error


def _header(header: list[str], columns: Sequence[str], file: str) -> list[str]:
    lacking = [name for name in ("article", *columns) if name not in header]
    if lacking:
        problem = f"no column {', '.join(lacking)}"
        raise InputError(file, problem, "the header must name the columns of qjgraph export")
    if len(set(header)) != len(header):
        raise InputError(file, "a column name occurs twice", "rename or remove one")
    return header


def _row(header: list[str], cells: list[str], file: str, line: int) -> Row:
    if len(cells) != len(header):
        problem = f"{len(cells)} cells, the header has {len(header)}"
        raise InputError(f"{file}, line {line}", problem, "quote cells that hold a comma")
    return {**dict(zip(header, cells, strict=True)), "_line": str(line)}


def _check_numbers(file: str, row: Row, columns: Iterable[str]) -> None:
    for column in columns:
        try:
            number(row.get(column, ""))
        except ValueError:
            place, problem = f"{file}, line {row['_line']}", f"{column}: {row[column]!r}"
            hint = "write it in plain digits"
            raise InputError(place, f"{problem} is not a number", hint) from None


def records_of_folder(folder: Path) -> list[dict[str, Any]]:
    """The objects of articles.jsonl; none where there is no such file.

    Raises:
        InputError: a line that is not an object with `paragraphs`.
    """
    path = folder / "articles.jsonl"
    if not path.is_file():
        return []
    try:
        lines = path.read_text(encoding="utf-8").split("\n")
    except UnicodeDecodeError as error:
        raise InputError(path.name, "it is not UTF-8 text", "export it anew") from error
    return [_record(line, count) for count, line in enumerate(lines, 1) if line.strip()]


def _record(line: str, count: int) -> dict[str, Any]:
    place = f"articles.jsonl, line {count}"
    try:
        item = json.loads(line)
    except json.JSONDecodeError as error:
        raise InputError(place, f"not JSON: {error.msg}", "export it anew") from error
    if not isinstance(item, dict) or not isinstance(item.get("paragraphs"), list):
        raise InputError(place, "not an object with `paragraphs`", "export it anew")
    return item


# --------------------------------------------------------------------------- grouping


class Ids:
    """The names that an article of the gold may go by."""

    def __init__(self, articles: Mapping[str, GoldArticle]) -> None:
        self.known = {key: key for key in articles}
        self.pages = {article.page for article in articles.values() if article.page}
        for key, article in articles.items():
            if article.page and article.index:
                self.known.setdefault(f"{article.page}-{article.index}", key)
                self.known.setdefault(f"{article.page}#{article.index}", key)

    def resolve(self, name: str) -> str | None:
        """The gold's id; the name itself for a surplus article of a page; else None."""
        if name in self.known:
            return self.known[name]
        page = re.sub(r"[-#]\d+$", "", name)
        return name if page != name and page in self.pages else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Predicted:
    """The rows to be compared.

    Attributes:
        tables: table → the gold's article id → its rows, each fact once.
        names: each article's name in the input → the gold's id.
        missing: tables that are not there; they count as empty.
        unknown: articles without gold, left out.
        absent: articles of the gold that the input does not hold; all their facts are missed.
    """

    tables: dict[str, dict[str, list[Row]]]
    names: dict[str, str]
    missing: tuple[str, ...] = ()
    unknown: tuple[str, ...] = ()
    absent: tuple[str, ...] = ()

    def of(self, article: str) -> Rows:
        """The rows of an article by table."""
        return {table: groups.get(article, []) for table, groups in self.tables.items()}


def group(rows: Rows, articles: Mapping[str, GoldArticle], place: str) -> Predicted:
    """Give each article of the gold its rows.

    Raises:
        InputError: no article of the gold is among them, so the two do not belong together.
    """
    ids = Ids(articles)
    names = {row["article"]: None for found in rows.values() for row in found}
    seen = {name: ids.resolve(name) for name in names}
    held = {key for key in seen.values() if key}
    if not held:
        problem = f"holds none of the gold's {len(articles)} articles"
        hint = f"the ids must agree: the gold has {next(iter(articles), 'none')}"
        raise InputError(place, f"{problem}, but {_some(list(names))}", hint)
    return Predicted(
        tables={table: _by_article(table, rows.get(table, []), seen) for table in COLUMNS},
        names={name: key for name, key in seen.items() if key},
        missing=tuple(table for table in COLUMNS if table not in rows),
        unknown=tuple(sorted(name for name, key in seen.items() if key is None)),
        absent=tuple(sorted(set(articles) - held)),
    )


def _some(names: Sequence[str]) -> str:
    return (
        ", ".join(names[:3]) + (f" and {len(names) - 3} more" if len(names) > 3 else "") or "none"
    )


def _by_article(
    table: str, rows: Iterable[Row], ids: Mapping[str, str | None]
) -> dict[str, list[Row]]:
    """The rows of a table by article; rows of one fact, whatever their evidence, count once."""
    identity = [name for name in COLUMNS[table] if name not in _APART.get(table, ())]
    found: dict[str, list[Row]] = {}
    seen: set[tuple[str, ...]] = set()
    for row in rows:
        article = ids[row["article"]]
        if article is None:
            continue
        key = (article, *(norm(row[name]) for name in identity))
        if table == "articles" or key not in seen:
            seen.add(key)
            found.setdefault(article, []).append(row)
    return found
