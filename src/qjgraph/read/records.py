"""Records of JSONL files and tables."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from qjgraph.read.columns import top_keys
from qjgraph.read.encoding import decode, doubts, encoding_of
from qjgraph.read.fields import field_of
from qjgraph.read.files import Found
from qjgraph.read.notes import Notice, Unreadable, error, note, warning
from qjgraph.read.packed import LARGEST, opened, plain_name, read_bytes
from qjgraph.read.parquet import parquet_rows

_HEAD = 65536
#: One cell may hold a whole newspaper page.
_CELL = 2**31 - 1
_SURROGATE = re.compile("[\ud800-\udfff]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """A record, its line in the file (from 1) and where it stands."""

    values: dict[str, object]
    line: int
    place: str


def read_records(
    file: Found, on_issue: Notice, columns: Mapping[str, str] | None = None
) -> Iterator[Record]:
    """The records of a file, one at a time; what cannot be read is an issue each.

    Args:
        file: the file.
        on_issue: called with what cannot be read.
        columns: which column holds what (`columns.parse_columns`).

    Raises:
        Unreadable: the file as a whole cannot be read.
    """
    columns = columns or {}
    rows = {"csv": _table, "jsonl": _lines, "parquet": _rows}[file.kind]
    used, unknown = top_keys(columns), set[str]()
    for record in rows(file, on_issue, columns):
        for key in record.values:
            if key not in unknown and key not in used and not field_of(key):
                unknown.add(key)
                problem = f"field {str(key)[:40]!r} is not used"
                on_issue(note("unknown-field", record.place, problem))
        yield record


def _check_columns(names: list[str], columns: Mapping[str, str], place: str) -> None:
    """Unreadable where no column holds the text, or one that was named is not there."""
    there = {"", *names}
    missing = [c for c in columns.values() if not {c, c.partition(".")[0]} & there]
    if missing:
        hint = f"the columns are {', '.join(names)[:200]}"
        raise Unreadable("no-such-column", place, f"there is no column {missing[0]!r}", hint)
    if not columns.get("text") and ("text" in columns or "text" not in map(field_of, names)):
        hint = "name a column text, content or 正文, or say --map text=COLUMN"
        raise Unreadable("bad-header", place, "no column holds the text", hint)


# ------------------------------------------------------------------------------- JSONL


def _lines(file: Found, on_issue: Notice, columns: Mapping[str, str]) -> Iterator[Record]:
    """Records of a JSONL file, one line at a time."""
    codec, skip, _ = _codec(file)
    if codec.startswith(("utf-16", "utf-32")):
        text, _ = decode(read_bytes(file.path, file.name), file.name)
        lines: Iterator[bytes] = (line.encode() for line in text.split("\n"))
        yield from _parsed(lines, "utf-8", 0, file.name, on_issue)
        return
    with opened(file.path, file.name) as handle:
        yield from _parsed(_cut(handle, file.name, on_issue), codec, skip, file.name, on_issue)


def _cut(handle: IO[bytes], name: str, on_issue: Notice) -> Iterator[bytes]:
    """The lines of a file; of one that is too long nothing is kept but an empty line."""
    count = 0
    while line := handle.readline(LARGEST + 1):
        count += 1
        if len(line) <= LARGEST:
            yield line
            continue
        problem = f"has more than {LARGEST // 2**20} MiB"
        on_issue(error("too-large", f"{name}:{count}", problem, "write one record a line"))
        while line and not line.endswith(b"\n"):
            line = handle.readline(LARGEST)
        yield b""


def _codec(file: Found) -> tuple[str, int, bytes]:
    """The codec of a file by its first lines, the length of its mark, these lines."""
    with opened(file.path, file.name) as handle:
        head = handle.read(_HEAD)
    if not head.strip():
        raise Unreadable("empty", file.name, "holds no records", "leave it out or fill it")
    whole = head if len(head) < _HEAD else head[: head.rfind(b"\n") + 1] or head
    return *encoding_of(whole, file.name), whole


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
    except ValueError as trouble:  # a number of too many digits
        raise Unreadable("bad-json", place, f"is not JSON: {trouble}", "quote it") from trouble
    if not isinstance(value, dict):
        raise Unreadable("bad-json", place, "is not an object", 'write {"text": ...}')
    return value


# ------------------------------------------------------------------------------ tables


def _table(file: Found, on_issue: Notice, columns: Mapping[str, str]) -> Iterator[Record]:
    """Records of a CSV or TSV file with a header, one row at a time."""
    codec, skip, head = _codec(file)
    for each in doubts(head[skip:].decode(codec, errors="replace"), file.name):
        on_issue(each)
    with opened(file.path, file.name) as handle:
        handle.read(skip)
        text = io.TextIOWrapper(handle, codec, errors="surrogateescape", newline="")
        mark = _delimiter(head[skip:].decode(codec, errors="replace"), file)
        yield from _records(text, mark, codec, file.name, on_issue, columns)


def _records(
    text: io.TextIOWrapper, mark: str, codec: str, name: str, on_issue: Notice,
    columns: Mapping[str, str],
) -> Iterator[Record]:  # fmt: skip
    csv.field_size_limit(_CELL)
    rows = csv.reader(_short(text, name), delimiter=mark)
    header = next(rows, [])
    _check_columns(header, columns, f"{name}:1")
    damaged = False
    while True:
        line = rows.line_num + 1
        try:
            cells = next(rows, None)
        except csv.Error as trouble:
            hint = "mend this row and read the file again"
            raise Unreadable("bad-row", f"{name}:{line}", str(trouble), hint) from trouble
        if cells is None:
            return
        if not damaged and any(map(_SURROGATE.search, cells)):
            damaged = True
            problem = f"some bytes are not {codec.upper()}"
            hint = "they were read as U+FFFD; save it again"
            on_issue(warning("bad-bytes", f"{name}:{line}", problem, hint))
        if any(cells):
            yield from _row(header, cells, line, name, on_issue)


def _short(text: io.TextIOWrapper, name: str) -> Iterator[str]:
    """The lines of a table; Unreadable where one is longer than any document."""
    count = 0
    while line := text.readline(LARGEST):
        count += 1
        if len(line) >= LARGEST:
            problem = f"a line has more than {LARGEST // 2**20} Mi characters"
            raise Unreadable("too-large", f"{name}:{count}", problem, "look for a lost line end")
        yield line


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


def _delimiter(head: str, file: Found) -> str:
    """The separator that the header uses most."""
    if Path(plain_name(file.path.name)).suffix.lower() == ".tsv":
        return "\t"
    header = head.partition("\n")[0]
    return max(",\t;", key=header.count)


def _rows(file: Found, on_issue: Notice, columns: Mapping[str, str]) -> Iterator[Record]:
    """Records of a Parquet file; the place of one is its row, from 1."""

    def check(names: list[str]) -> None:
        _check_columns(names, columns, file.name)

    wanted = top_keys(columns)
    rows = parquet_rows(file.path, file.name, check, lambda name: name in wanted, on_issue)
    for count, values in enumerate(rows, 1):
        yield Record(values=values, line=count, place=f"{file.name}:{count}")
