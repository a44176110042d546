"""Which files are read, and in which order."""

from __future__ import annotations

import glob
import os
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from qjgraph.read.notes import Notice, Unreadable, error, note, warning
from qjgraph.read.packed import plain_name
from qjgraph.read.remote import copies, is_address

#: What a name's ending says about the content.
KINDS = {
    ".txt": "text",
    ".text": "text",
    ".md": "text",
    ".jsonl": "jsonl",
    ".ndjson": "jsonl",
    ".csv": "csv",
    ".tsv": "csv",
    ".parquet": "parquet",
    ".html": "html",
    ".htm": "html",
    ".shtml": "html",
    ".xhtml": "html",
    ".pdf": "pdf",
    ".docx": "docx",
    ".png": "picture",
    ".jpg": "picture",
    ".jpeg": "picture",
    ".tif": "picture",
    ".tiff": "picture",
    ".bmp": "picture",
    ".webp": "picture",
}
#: The table of contexts beside the texts.
SOURCES = "sources.csv"
#: What to do with a file of a form that is not read.
_INSTEAD = {
    ".doc": "save it as .docx",
    ".wps": "save it as .docx",
    ".rtf": "save it as .docx",
    ".xls": "save it as .csv",
    ".xlsx": "save it as .csv",
    ".json": "write one object a line and call it .jsonl",
    ".zip": "unpack it into a folder",
    ".rar": "unpack it into a folder",
    ".7z": "unpack it into a folder",
    ".ceb": "save it as .pdf",
}
_MAGIC = re.compile(r"[*?\[]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """A file to read.

    Attributes:
        path: where it lies on this machine.
        name: for messages and provenance: relative to the folder that was named, or its address.
        kind: a value of `KINDS`.
        stem: its name without folders and endings.
        top: the folder at which the search for `sources.csv` ends; None where it is a copy of
            what lies elsewhere.
        named: whether a person named it, not only the folder that it lies in.
        url: its address on the web; empty where it has none.
    """

    path: Path
    name: str
    kind: str
    stem: str
    top: Path | None
    named: bool
    url: str = ""


def as_path(words: str | Path) -> Path | str:
    """What a person named as a path: an address stays text, because a path would lose a slash."""
    return words if is_address(words) else Path(words)


def find_files(paths: Sequence[Path | str], on_issue: Notice) -> Iterator[Found]:
    """The files behind some paths: paths as given, folders and patterns in the order of names.

    A file that is reached twice is read once.  The copy of a remote file is there until the
    next one is asked for.
    """
    seen: set[str] = set()
    for path in paths:
        for found in _behind(path, on_issue):
            real = found.name if found.top is None else os.path.realpath(found.path)
            if real in seen:
                on_issue(note("repeated-file", found.name, "was named twice", "it is read once"))
                continue
            seen.add(real)
            yield found


def _behind(path: Path | str, on_issue: Notice) -> Iterator[Found]:
    if is_address(path):
        yield from _remote(str(path), on_issue)
        return
    path = Path(path)
    if _MAGIC.search(str(path)) and not os.path.lexists(path):
        yield from _matching(str(path), on_issue)
    else:
        yield from _under(path, on_issue)


def _remote(address: str, on_issue: Notice) -> Iterator[Found]:
    try:
        for copy, name in copies(address):
            if copy.name.lower() == SOURCES:
                problem = "is not read where it lies elsewhere"
                on_issue(note("remote-sources", name, problem, "copy it here with the texts"))
                continue
            url = name if name.startswith("http") else ""
            yield from _file(copy, name, None, on_issue, named=True, url=url)
    except Unreadable as trouble:
        on_issue(trouble.as_issue())


def _matching(pattern: str, on_issue: Notice) -> Iterator[Found]:
    """What a pattern finds: files, and folders where it has no `**`, which reaches into them."""
    parts = Path(pattern).parts
    magic = next(at for at, part in enumerate(parts) if _MAGIC.search(part))
    top = Path(*parts[:magic])
    found = sorted(map(Path, glob.iglob(pattern, recursive=True)))  # noqa: PTH207, it keeps ./ and ..
    if "**" in parts:
        found = [path for path in found if not path.is_dir()]
    if not found:
        on_issue(error("missing-file", pattern, "nothing has such a name", "check the pattern"))
    for path in found:
        if path.is_dir():
            yield from _folder(path, top, on_issue)
        elif path.name.lower() != SOURCES:
            yield from _local(path, top, on_issue, named=True)


def _under(path: Path, on_issue: Notice) -> Iterator[Found]:
    if path.is_dir():
        yield from _folder(path, path, on_issue)
    else:
        yield from _local(path, path.parent, on_issue, named=True)


def _folder(folder: Path, top: Path, on_issue: Notice) -> Iterator[Found]:
    count = 0
    for path in _walk(folder, on_issue):
        if path.name.lower() == SOURCES:
            continue
        for found in _local(path, top, on_issue, named=False):
            count += 1
            yield found
    if not count:
        hint = "it is searched for texts, records, web pages, PDF and DOCX (docs/inputs.md)"
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


def _local(path: Path, top: Path, on_issue: Notice, *, named: bool) -> Iterator[Found]:
    """A file of this machine, if it is one: a pipe would be waited for, a loop has no end."""
    name = str(path) if named and not path.exists() else path.relative_to(top).as_posix()
    if path.is_file():
        yield from _file(path, name, top, on_issue, named=named)
    elif path.is_symlink():
        problem = "is a link that leads nowhere"
        on_issue(error("missing-file", name, problem, "mend the link or take it out"))
    else:
        problem = "is not a regular file" if path.exists() else "no such file or folder"
        on_issue(error("missing-file", name, problem, "check the path"))


def _file(
    path: Path, name: str, top: Path | None, on_issue: Notice, *, named: bool, url: str = ""
) -> Iterator[Found]:
    plain = Path(plain_name(path.name))
    suffix = plain.suffix.lower()
    kind = KINDS.get(suffix, "" if suffix else "text")
    if not kind:
        hint = _INSTEAD.get(suffix, "give text, records, a web page, PDF or DOCX (docs/inputs.md)")
        say = error if named else warning
        on_issue(say("unknown-format", name, f"files of type {suffix} are not read", hint))
        return
    stem = plain.stem if suffix in KINDS else plain.name
    yield Found(path=path, name=name, kind=kind, stem=stem, top=top, named=named, url=url)
