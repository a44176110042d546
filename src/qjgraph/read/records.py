"""Records of JSONL files and tables."""

from __future__ import annotations

import csv
import io
import json
import zlib
from collections.abc import Iterator
from dataclasses import dataclass

from qjgraph.read.encoding import decode, encoding_of
from qjgraph.read.fields import field_of
from qjgraph.read.files import Found, open_bytes, read_bytes, unreadable
from qjgraph.read.notes import Notice, Unreadable, error, note

_HEAD = 65536
#: One cell may hold a whole newspaper page.
_CELL = 2**31 - 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """A record, its line in the file (from 1) and where it stands."""

    values: dict[str, object]
    line: int
    place: str


def read_records(file: Found, on_issue: Notice) -> Iterator[Record]:
    """The records of a file; what cannot be read is an issue each.

    Raises:
        Unreadable: the file as a whole cannot be read.
    """
    rows = _table(file, on_issue) if file.kind == "csv" else _lines(file, on_issue)
    unknown: set[str] = set()
    for record in rows:
        for key in record.values:
            if key not in unknown and not field_of(key):
                unknown.add(key)
                problem = f"field {str(key)[:40]!r} is not used"
                on_issue(note("unknown-field", record.place, problem))
        yield record


def _lines(file: Found, on_issue: Notice) -> Iterator[Record]:
    """Records of a JSONL file, one line at a time."""
    codec, skip = _codec(file)
    if codec.startswith(("utf-16", "utf-32")):
        text, _ = decode(read_bytes(file.path, file.name), file.name)
        lines: Iterator[bytes] = (line.encode() for line in text.split("\n"))
        yield from _parsed(lines, "utf-8", 0, file.name, on_issue)
        return
    try:
        with open_bytes(file.path) as handle:
            yield from _parsed(iter(handle), codec, skip, file.name, on_issue)
    except (OSError, EOFError, zlib.error) as trouble:
        raise unreadable(trouble, file.name) from trouble


def _codec(file: Found) -> tuple[str, int]:
    """The codec of a file by its first lines."""
    try:
        with open_bytes(file.path) as handle:
            head = handle.read(_HEAD)
    except (OSError, EOFError, zlib.error) as trouble:
        raise unreadable(trouble, file.name) from trouble
    if not head.strip():
        raise Unreadable("empty", file.name, "holds no records", "leave it out or fill it")
    whole = head if len(head) < _HEAD else head[: head.rfind(b"\n") + 1] or head
    return encoding_of(whole, file.name)


def _parsed(
    lines: Iterator[bytes], codec: str, skip: int, name: str, on_issue: Notice
) -> Iterator[Record]:
    for count, line in enumerate(lines, 1):
        words = line[skip:] if count == 1 else line
        if not words.strip():
            continue
        place = f"{name}:{count}"
        try:
            yield Record(values=_object(words, codec, place), line=count, place=place)
        except Unreadable as trouble:
            on_issue(trouble.as_issue())


def _object(line: bytes, codec: str, place: str) -> dict[str, object]:
    try:
        value = json.loads(line.decode(codec))
    except UnicodeDecodeError as trouble:
        problem = f"byte {trouble.start + 1} of the line is not {codec.upper()}"
        raise Unreadable("bad-encoding", place, problem, "save the file as UTF-8") from trouble
    except json.JSONDecodeError as trouble:
        problem = f"is not JSON: {trouble.msg} at column {trouble.colno}"
        raise Unreadable("bad-json", place, problem, "one object a line") from trouble
    except RecursionError as trouble:
        raise Unreadable("bad-json", place, "is nested too deeply", "flatten it") from trouble
    if not isinstance(value, dict):
        raise Unreadable("bad-json", place, "is not an object", 'write {"text": ...}')
    return value


def _table(file: Found, on_issue: Notice) -> Iterator[Record]:
    """Records of a CSV or TSV file with a header."""
    text, issues = decode(read_bytes(file.path, file.name), file.name)
    for each in issues:
        on_issue(each)
    csv.field_size_limit(_CELL)
    rows = csv.reader(io.StringIO(text, newline=""), delimiter=_delimiter(text, file))
    columns = next(rows, [])
    if "text" not in map(field_of, columns):
        hint = "name a column text, content or 正文"
        raise Unreadable("bad-header", f"{file.name}:1", "no column holds the text", hint)
    while True:
        line = rows.line_num + 1
        try:
            cells = next(rows, None)
        except csv.Error as trouble:
            raise Unreadable("bad-row", f"{file.name}:{line}", str(trouble)) from trouble
        if cells is None:
            return
        if any(cells):
            yield from _row(columns, cells, line, file.name, on_issue)


def _row(
    columns: list[str], cells: list[str], line: int, name: str, on_issue: Notice
) -> Iterator[Record]:
    place = f"{name}:{line}"
    if len(cells) > len(columns):
        problem = f"{len(cells)} cells, the header has {len(columns)}"
        on_issue(error("bad-row", place, problem, "quote cells that hold the separator"))
        return
    values: dict[str, object] = dict(zip(columns, cells, strict=False))
    yield Record(values=values, line=line, place=place)


def _delimiter(text: str, file: Found) -> str:
    """The separator that the header uses most."""
    if file.path.name.removesuffix(".gz").lower().endswith(".tsv"):
        return "\t"
    header = text.partition("\n")[0]
    return max(",\t;", key=header.count)
