"""Paths to pages."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from qjgraph.model import Context, Issue, Page
from qjgraph.read.encoding import decode
from qjgraph.read.fields import given, known_fields
from qjgraph.read.files import Found, find_files, read_bytes
from qjgraph.read.notes import Notice, Unreadable, error, warning
from qjgraph.read.records import Record, read_records
from qjgraph.read.sources import Sources
from qjgraph.read.stated import dated

_WANTED = ("id", "title", "text", "published", "home", "source", "url")
_SURROGATE = re.compile("[\ud800-\udfff]")
_BLANKS = re.compile(r"\s+")


def read_pages(
    paths: Sequence[Path],
    *,
    context: Context = Context(),
    on_issue: Callable[[Issue], None],
) -> Iterator[Page]:
    """The pages behind some paths, in the order of the paths, of names and of lines.

    Reads text files (UTF-8, GB18030, Big5, UTF-16 with a mark), folders of any depth, JSONL
    and CSV/TSV with a header, each also packed as .gz.  A record is one article; its `raw` is
    the title, a line feed and the text, or the text alone where that begins with the title.
    A record's fields come before `sources.csv`, and that before `context`; a day that a line of
    the page states (发布时间:2016-10-14) stands in where none of them tells one.

    Args:
        paths: files and folders.
        context: what is known of all of them.
        on_issue: called with what could not be read or looks wrong; the rest is still read.
    """
    sources, ids = Sources(on_issue), _Ids(on_issue)
    tops = {path.resolve() if path.is_dir() else path.resolve().parent for path in paths}
    for file in find_files(paths, on_issue):
        path = file.path.resolve() if not file.path.is_symlink() else file.path.absolute()
        top = next((top for top in path.parents if top in tops), path.parent)
        below = sources.of(path, top).over(context)
        try:
            if file.kind == "text":
                yield dated(_text_page(file, below, ids, on_issue), on_issue)
            else:
                for page in _record_pages(file, below, ids, on_issue):
                    yield dated(page, on_issue)
        except Unreadable as trouble:
            on_issue(trouble.as_issue())


class _Ids:
    """Page ids, each given once."""

    def __init__(self, on_issue: Notice) -> None:
        self._taken: set[str] = set()
        self._on_issue = on_issue

    def take(self, wanted: str, place: str) -> str:
        """The id, with a number behind it where it is taken."""
        result, count = wanted, 1
        while result in self._taken:
            count += 1
            result = f"{wanted}~{count}"
        if result != wanted:
            problem = f"the id {wanted!r} is taken"
            self._on_issue(warning("repeated-id", place, problem, f"it is read as {result!r}"))
        self._taken.add(result)
        return result


def _text_page(file: Found, context: Context, ids: _Ids, on_issue: Notice) -> Page:
    raw, issues = decode(read_bytes(file.path, file.name), file.name)
    for each in issues:
        on_issue(each)
    return Page(
        id=ids.take(file.stem, file.name),
        raw=raw,
        sha256=_digest(raw),
        origin=file.name,
        context=context,
    )


def _record_pages(file: Found, context: Context, ids: _Ids, on_issue: Notice) -> Iterator[Page]:
    """The records of a file; a file with neither records nor trouble is an issue, too."""
    met = False

    def notice(each: Issue) -> None:
        nonlocal met
        met = True
        on_issue(each)

    for record in read_records(file, notice):
        met = True
        page = _record_page(record, file, context, ids, on_issue)
        if page is not None:
            yield page
    if not met:
        on_issue(error("empty", file.name, "holds no records", "leave it out or fill it"))


def _record_page(
    record: Record, file: Found, context: Context, ids: _Ids, on_issue: Notice
) -> Page | None:
    values = known_fields(record.values, _WANTED)
    text = values.get("text", "")
    if not text.strip():
        hint = "give it a field text, content or 正文"
        on_issue(error("no-text", record.place, "the record has no text", hint))
        return None
    row, issues = given(values, record.place)
    title = _BLANKS.sub(" ", values.get("title", "")).strip()
    title = _SURROGATE.sub("\ufffd", title)
    raw = _whole(_SURROGATE.sub("\ufffd", text), title)
    for each in issues:
        on_issue(each)
    return _as_page(record, file, values, raw, title, row.over(context), ids)


def _as_page(
    record: Record,
    file: Found,
    values: dict[str, str],
    raw: str,
    title: str,
    context: Context,
    ids: _Ids,
) -> Page:
    wanted = _BLANKS.sub(" ", values.get("id", "")).strip() or f"{file.stem}-{record.line}"
    return Page(
        id=ids.take(_SURROGATE.sub("\ufffd", wanted), record.place),
        raw=raw,
        sha256=_digest(raw),
        origin=record.place,
        context=context,
        title=title,
        whole=True,
        url=values.get("url", "").strip(),
    )


def _whole(text: str, title: str) -> str:
    """Title and text as one; the title is not set twice."""
    first = text.lstrip().partition("\n")[0]
    if not title or _BLANKS.sub("", first) == _BLANKS.sub("", title):
        return text
    return f"{title}\n{text}"


def _digest(raw: str) -> str:
    return hashlib.sha256(raw.encode("utf-8")).hexdigest()
