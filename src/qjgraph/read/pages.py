"""Paths to pages."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from qjgraph.model import Context, Issue, Page
from qjgraph.read.columns import fields_of
from qjgraph.read.converted import Text, read_docx_file, read_html_file, read_pdf_file, read_picture
from qjgraph.read.encoding import decode
from qjgraph.read.fields import given
from qjgraph.read.files import Found, find_files
from qjgraph.read.notes import Notice, Unreadable, error, warning
from qjgraph.read.packed import read_bytes
from qjgraph.read.records import Record, read_records
from qjgraph.read.sources import Sources
from qjgraph.read.stated import dated

_BLANKS = re.compile(r"\s+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """How files are read.

    Attributes:
        columns: which column holds which field (`columns.parse_columns`).
        ocr: whether pages that are pictures are read by optical character recognition.
    """

    columns: Mapping[str, str] = field(default_factory=dict)
    ocr: bool = False


def read_pages(
    paths: Sequence[Path | str],
    *,
    context: Context = Context(),
    options: Options = Options(),
    on_issue: Callable[[Issue], None],
) -> Iterator[Page]:
    """The pages behind some paths, in the order of the paths, of names and of lines.

    `docs/inputs.md` tells the forms.  A record is one article; its `raw` is the title, a line
    feed and the text, or the text alone where that begins with the title.  A record's fields,
    and what a web page states of itself, come before `sources.csv`, and that before `context`;
    a day that a line of the page states (发布时间:2016-10-14) stands in where none of them
    tells one.

    Args:
        paths: files, folders, patterns (`2021/**/*.txt`) and addresses (`s3://…`, `https://…`).
        context: what is known of all of them.
        options: how files are read.
        on_issue: called with what could not be read or looks wrong; the rest is still read.
    """
    reading = _Reading(context, options, on_issue)
    for file in find_files(paths, on_issue):
        try:
            for page in reading.pages(file):
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


@dataclass(frozen=True, slots=True)
class _File:
    """A file with its context and columns."""

    found: Found
    context: Context
    columns: Mapping[str, str]


class _Reading:
    """The reading of all files of one call."""

    def __init__(self, context: Context, options: Options, on_issue: Notice) -> None:
        self._context, self._columns, self._ocr = context, options.columns, options.ocr
        self._sources, self._ids, self._on_issue = Sources(on_issue), _Ids(on_issue), on_issue

    def pages(self, found: Found) -> Iterator[Page]:
        """The pages of a file.

        Raises:
            Unreadable: the file as a whole cannot be read.
        """
        row = self._sources.of(found.path, found.top) if found.top is not None else None
        file = _File(
            found,
            row.over(self._context) if row else self._context,
            {**self._columns, **row.columns} if row else self._columns,
        )
        if found.kind in ("jsonl", "csv", "parquet"):
            yield from self._records(file)
        elif found.kind == "text":
            yield self._text(file)
        elif found.kind == "picture" and not self._ocr:
            say = error if found.named else warning
            hint = "read it with --ocr (pip install 'qjgraph[ocr]'), or leave it out"
            self._on_issue(say("picture", found.name, "is a picture and was not read", hint))
        else:
            yield from self._converted(file)

    def _text(self, file: _File) -> Page:
        found = file.found
        raw, issues = decode(read_bytes(found.path, found.name), found.name)
        for each in issues:
            self._on_issue(each)
        return Page(
            id=self._ids.take(found.stem, found.name), raw=raw, sha256=_digest(raw),
            origin=found.name, context=file.context, url=found.url,
        )  # fmt: skip

    def _converted(self, file: _File) -> Iterator[Page]:
        """The texts that are made of a file that is none."""
        found = file.found
        data = read_bytes(found.path, found.name)
        if not data:
            raise Unreadable("empty", found.name, "holds no bytes", "leave it out or fill it")
        texts: Iterator[Text] = {
            "html": read_html_file, "docx": read_docx_file, "pdf": read_pdf_file,
            "picture": read_picture,
        }[found.kind](data, found.name, self._ocr, self._on_issue)  # fmt: skip
        digest = hashlib.sha256(data).hexdigest()
        for text in texts:
            place = found.name + text.part
            row, issues = given(text.values, place)
            for each in issues:
                self._on_issue(each)
            title = text.values.get("title", "")
            raw = _whole(text.raw, title)
            wanted = found.stem + text.part.replace("#page=", "-")
            yield Page(
                id=self._ids.take(wanted, place), raw=raw, sha256=_digest(raw), origin=place,
                context=row.over(file.context), title=title, whole=text.whole, url=found.url,
                converter=text.tool, file_sha256=digest,
            )  # fmt: skip

    def _records(self, file: _File) -> Iterator[Page]:
        """The records of a file; a file with neither records nor trouble is an issue, too."""
        met = False

        def notice(each: Issue) -> None:
            nonlocal met
            met = True
            self._on_issue(each)

        for record in read_records(file.found, notice, file.columns):
            met = True
            page = self._record(record, file)
            if page is not None:
                yield page
        if not met:
            hint = "leave it out or fill it"
            self._on_issue(error("empty", file.found.name, "holds no records", hint))

    def _record(self, record: Record, file: _File) -> Page | None:
        values = fields_of(record.values, file.columns)
        text = values.get("text", "")
        if not text.strip():
            hint = "give it a field text, content or 正文, or say --map text=FIELD"
            self._on_issue(error("no-text", record.place, "the record has no text", hint))
            return None
        row, issues = given(values, record.place)
        for each in issues:
            self._on_issue(each)
        title = _BLANKS.sub(" ", values.get("title", "")).strip()
        raw = _whole(text, title)
        wanted = _BLANKS.sub(" ", values.get("id", "")).strip()
        wanted = wanted or f"{file.found.stem}-{record.line}"
        return Page(
            id=self._ids.take(wanted, record.place), raw=raw, sha256=_digest(raw),
            origin=record.place, context=row.over(file.context), title=title, whole=True,
            url=values.get("url", "").strip(),
        )  # fmt: skip


def _whole(text: str, title: str) -> str:
    """Title and text as one; the title is not set twice."""
    first = text.lstrip().partition("\n")[0]
    if not title or _BLANKS.sub("", first) == _BLANKS.sub("", title):
        return text
    return f"{title}\n{text}"


def _digest(raw: str) -> str:
    return hashlib.sha256(raw.encode("utf-8")).hexdigest()
