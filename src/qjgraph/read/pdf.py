"""PDF with a text layer (pdfium): characters at their places, put in reading order.

A file whose pages have columns is a newspaper: each page is a text.  One that runs in a single
column is a document that happens to be cut into sheets: its pages are one text, without page
numbers and the lines that every sheet repeats.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from ctypes import c_double
from dataclasses import dataclass
from typing import Any

from qjgraph.read.extras import called, need
from qjgraph.read.layout import Layout, Piece, Rule, laid_out
from qjgraph.read.notes import Notice, Unreadable, error, note, warning

#: A page of a newspaper has some ten thousand characters.
_MOST = 500_000
#: Characters further apart, in their height, are two pieces.
_GAP = 0.5
#: Base lines that differ by so much of a character's height are two.
_LEVEL = 0.15
_PASSWORD = 4
_NUMBER = re.compile(
    r"[\s—–\-·第/]*(?:\d{1,4}|[一二三四五六七八九十]{1,4})[\s—–\-·页/]*(?:共?\s*\d{1,4}\s*页?)?"
)
_LOST = re.compile("[\ufffd\ue000-\uf8ff\x00-\x08]")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Sheet:
    """A page as it was read: its number, layout and what read it."""

    number: int
    layout: Layout
    tool: str


def read_pdf(
    data: bytes, place: str, ocr: bool, on_issue: Notice
) -> Iterator[tuple[int, str, str]]:
    """The texts of a PDF: number of the page (0 for all of them as one), text, what made it.

    Args:
        data: the file.
        place: its name, for messages.
        ocr: whether pages without a text layer are read by recognition.
        on_issue: called with pages that hold no text.

    Raises:
        Unreadable: `unreadable`, `encrypted`, `no-text` or `missing-extra`.
    """
    pdfium = need("pypdfium2", "pdf", place)
    try:
        document = pdfium.PdfDocument(data)
    except pdfium.PdfiumError as trouble:
        raise _closed(trouble, place) from trouble
    try:
        sheets = list(_sheets(document, pdfium, place, ocr, on_issue))
    finally:
        document.close()
    if not sheets:
        raise Unreadable("no-text", place, "no page could be read", "see what is said of its pages")
    if len(sheets) > 1 and any(sheet.layout.columns > 1 for sheet in sheets):
        yield from ((sheet.number, sheet.layout.text, sheet.tool) for sheet in sheets)
    else:
        tools = dict.fromkeys(sheet.tool for sheet in sheets)
        yield (
            0,
            _flowing([sheet.layout.text for sheet in sheets], place, on_issue),
            " + ".join(tools),
        )


def _closed(trouble: Any, place: str) -> Unreadable:
    if getattr(trouble, "err_code", None) == _PASSWORD:
        return Unreadable("encrypted", place, "is locked by a password", "save it without one")
    problem = f"is not a whole PDF ({trouble})"
    return Unreadable("unreadable", place, problem, "get the file again")


def _sheets(
    document: Any, pdfium: Any, place: str, ocr: bool, on_issue: Notice
) -> Iterator[_Sheet]:
    for index in range(len(document)):
        here = f"{place}#page={index + 1}"
        try:
            found = _sheet(document[index], index + 1, pdfium, here, ocr, on_issue)
        except pdfium.PdfiumError as trouble:
            hint = "get the file again"
            on_issue(error("unreadable", here, f"cannot be read ({trouble})", hint))
            continue
        except Unreadable as trouble:
            on_issue(trouble.as_issue())
            continue
        if found is not None:
            yield found


def _sheet(
    page: Any, number: int, pdfium: Any, place: str, ocr: bool, on_issue: Notice
) -> _Sheet | None:
    pieces = _pieces(page, place)
    if pieces:
        layout = laid_out(pieces, _rules(page, pdfium))
        _tell_lost(layout.text, place, on_issue)
        return _Sheet(number=number, layout=layout, tool=called("pypdfium2"))
    if next(iter(page.get_objects(max_depth=2)), None) is None:
        on_issue(note("empty-page", place, "holds nothing", "it was passed over"))
        return None
    if not ocr:
        hint = "read it with --ocr (pip install 'qjgraph[ocr]')"
        raise Unreadable("no-text-layer", place, "is a picture without a text layer", hint)
    from qjgraph.read.ocr import recognised

    layout, tool = recognised(page.render(scale=200 / 72).to_numpy(), place, on_issue)
    return _Sheet(number=number, layout=layout, tool=f"{called('pypdfium2')}, {tool}")


def _tell_lost(text: str, place: str, on_issue: Notice) -> None:
    """A warning where the fonts do not tell which characters they show."""
    if len(_LOST.findall(text)) * 20 > len(text):
        problem = "many of its characters have no meaning outside the file's fonts"
        on_issue(warning("bad-characters", place, problem, "print it to pictures and use --ocr"))


# ------------------------------------------------------------------- characters to pieces


@dataclass(frozen=True, slots=True)
class _Char:
    text: str
    left: float
    top: float
    right: float
    bottom: float
    base: float

    @property
    def height(self) -> float:
        return self.bottom - self.top


def _pieces(page: Any, place: str) -> list[Piece]:
    """The stretches of characters that stand beside each other."""
    return [piece for row in _rows(list(_chars(page, place))) for piece in _cut(row)]


def _chars(page: Any, place: str) -> Iterator[_Char]:
    """The characters that the file has, not those that pdfium adds between them."""
    from pypdfium2 import raw

    text = page.get_textpage()
    count = text.count_chars()
    if count > _MOST:
        raise Unreadable("too-large", place, f"has {count} characters", "look at it in a reader")
    height = page.get_height()
    across, base = c_double(), c_double()
    for index in range(count):
        code = raw.FPDFText_GetUnicode(text, index)
        if code < 32 or code in (0xFFFE, 0xFFFF) or raw.FPDFText_IsGenerated(text, index) == 1:
            continue
        left, bottom, right, top = text.get_charbox(index, loose=True)
        sign = "\ufffd" if 0xD800 <= code <= 0xDFFF else chr(code)
        raw.FPDFText_GetCharOrigin(text, index, across, base)
        yield _Char(sign, left, height - top, right, height - bottom, height - base.value)


def _rows(chars: list[_Char]) -> Iterator[list[_Char]]:
    """Characters on one base line, from the top, each row from the left."""
    row: list[_Char] = []
    for char in sorted(chars, key=lambda c: (c.base, c.left)):
        if row and char.base - row[0].base > _LEVEL * min(char.height, row[0].height):
            yield sorted(row, key=lambda c: c.left)
            row = []
        row.append(char)
    if row:
        yield sorted(row, key=lambda c: c.left)


def _cut(row: list[_Char]) -> Iterator[Piece]:
    """A row cut where a gap is; a character printed twice for weight counts once."""
    run: list[_Char] = []
    for char in row:
        if run and char.text == run[-1].text and char.left - run[-1].left < 0.2 * char.height:
            continue
        gap = char.left - run[-1].right if run else 0.0
        if run and (gap > _GAP * max(char.height, run[-1].height) or _differ(char, run[-1])):
            yield _piece(run)
            run = []
        run.append(char)
    if run:
        yield _piece(run)


def _differ(char: _Char, other: _Char) -> bool:
    """Whether one is of a headline and the other of a text beside it."""
    return max(char.height, other.height) > 1.6 * min(char.height, other.height) > 0


def _piece(run: list[_Char]) -> Piece:
    """A piece; blanks at its ends count for its words and not for its box."""
    seen = [char for char in run if not char.text.isspace()] or run
    return Piece(
        text="".join(char.text for char in run), left=seen[0].left, right=seen[-1].right,
        top=min(char.top for char in seen), bottom=max(char.bottom for char in seen),
    )  # fmt: skip


def _rules(page: Any, pdfium: Any) -> list[Rule]:
    """The printed lines across, from the top."""
    height = page.get_height()
    found = []
    for path in page.get_objects(filter=(pdfium.raw.FPDF_PAGEOBJ_PATH,), max_depth=4):
        left, bottom, right, top = path.get_bounds()
        if top - bottom <= 3 and right - left >= 40:
            found.append(Rule(left=left, right=right, y=height - (top + bottom) / 2))
    return sorted(found, key=lambda rule: (rule.y, rule.left))


# -------------------------------------------------------------------------- one document


def _flowing(texts: Sequence[str], place: str, on_issue: Notice) -> str:
    """Pages as one text, without page numbers and what every page repeats at its edges."""
    pages = [text.split("\n") for text in texts]
    if len(pages) < 2:
        return "\n".join(pages[0])
    edges = Counter(line.strip() for page in pages for line in {*page[:1], *page[-1:]})
    again = {line for line, count in edges.items() if count > max(2, len(pages) // 2)}
    dropped = [line for page in pages for line in _trimmed(page, again)]
    if dropped:
        problem = f"{len(dropped)} lines at the edges of its pages are no text of the document"
        shown = "、".join(dict.fromkeys(line.strip() for line in dropped))[:60]
        on_issue(note("page-edges", place, problem, f"left out: {shown}"))
    return "\n".join(line for page in pages for line in page)


def _trimmed(page: list[str], again: set[str]) -> Iterator[str]:
    """Takes the lines of the sheet off a page; those that were taken."""
    for at in (0, -1):
        while page and (_NUMBER.fullmatch(page[at].strip()) or page[at].strip() in again):
            yield page.pop(at)
        while page and not page[at].strip():
            page.pop(at)
