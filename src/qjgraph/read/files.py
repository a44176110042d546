"""Which files are read, in which order, and their bytes."""

from __future__ import annotations

import gzip
import os
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from qjgraph.read.notes import Notice, Unreadable, error, note, warning

#: What a name's ending says about the content.
KINDS = {
    ".txt": "text",
    ".text": "text",
    ".md": "text",
    ".jsonl": "jsonl",
    ".ndjson": "jsonl",
    ".csv": "csv",
    ".tsv": "csv",
}
#: The table of contexts beside the texts.
SOURCES = "sources.csv"


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """A file to read.

    Attributes:
        name: for messages and provenance: relative to the folder that was named.
        kind: text, jsonl or csv.
        stem: its name without folders and endings.
    """

    path: Path
    name: str
    kind: str
    stem: str


def find_files(paths: Sequence[Path], on_issue: Notice) -> Iterator[Found]:
    """The files behind some paths: paths as given, folders in the order of names.

    A file that is reached twice is read once.
    """
    seen: set[Path] = set()
    for path in paths:
        for found in _under(path, on_issue):
            real = found.path.resolve()
            if real in seen:
                on_issue(note("repeated-file", found.name, "was named twice", "it is read once"))
                continue
            seen.add(real)
            yield found


def _under(path: Path, on_issue: Notice) -> Iterator[Found]:
    if path.is_dir():
        yield from _folder(path, on_issue)
    elif path.is_file():
        yield from _file(path, path.name, on_issue, named=True)
    else:
        problem = "is not a regular file" if path.exists() else "no such file or folder"
        on_issue(error("missing-file", str(path), problem, "check the path"))


def _folder(folder: Path, on_issue: Notice) -> Iterator[Found]:
    count = 0
    for path in _walk(folder, on_issue):
        if path.name.lower() == SOURCES:
            continue
        for found in _file(path, path.relative_to(folder).as_posix(), on_issue, named=False):
            count += 1
            yield found
    if not count:
        hint = "it is searched for *.txt, *.jsonl, *.csv and *.tsv"
        on_issue(error("empty-folder", str(folder), "holds no text to read", hint))


def _walk(folder: Path, on_issue: Notice) -> Iterator[Path]:
    """Files below a folder by name; hidden ones and linked folders are passed over."""

    def trouble(problem: OSError) -> None:
        on_issue(error("unreadable-folder", str(problem.filename), str(problem.strerror)))

    for base, folders, names in os.walk(folder, onerror=trouble):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(names):
            if not name.startswith("."):
                yield Path(base, name)


def _file(path: Path, name: str, on_issue: Notice, *, named: bool) -> Iterator[Found]:
    plain = path.name.removesuffix(".gz")
    kind = KINDS.get(Path(plain).suffix.lower(), "text" if "." not in plain else "")
    if not kind:
        hint = "give .txt, .jsonl, .csv or .tsv (also .gz)"
        suffix = Path(plain).suffix
        say = error if named else warning
        on_issue(say("unknown-format", name, f"files of type {suffix} are not read", hint))
        return
    stem = Path(plain).stem if Path(plain).suffix.lower() in KINDS else plain
    yield Found(path=path, name=name, kind=kind, stem=stem)


def read_bytes(path: Path, place: str) -> bytes:
    """All bytes of a file, unpacked where it ends in .gz; Unreadable where that fails."""
    try:
        with open_bytes(path) as handle:
            return handle.read()
    except (OSError, EOFError, zlib.error) as trouble:
        raise unreadable(trouble, place) from trouble


def open_bytes(path: Path) -> IO[bytes]:
    """A file open for reading, unpacked where it ends in .gz."""
    if path.suffix == ".gz":
        return gzip.open(path, "rb")  # type: ignore[return-value]
    return path.open("rb")


def unreadable(trouble: Exception, place: str) -> Unreadable:
    """The error for a file that the system or the unpacker refuses."""
    reason = trouble.strerror if isinstance(trouble, OSError) and trouble.strerror else str(trouble)
    return Unreadable("unreadable", place, f"cannot be read: {reason}", "check it and its rights")
