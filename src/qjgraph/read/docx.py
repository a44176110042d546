"""Word documents (python-docx): paragraphs and cells of tables, in their order."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator
from typing import Any

from qjgraph.read.extras import called, need
from qjgraph.read.notes import Unreadable
from qjgraph.read.packed import LARGEST

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
#: What stands for itself: tabs and breaks.
_SIGNS = {f"{_W}tab": "\t", f"{_W}br": "\n", f"{_W}cr": "\n"}
#: Text that is not shown: deleted, moved away, said again for old programs, of fields.
_UNSEEN = frozenset((f"{_W}del", f"{_W}moveFrom", f"{_MC}Fallback", f"{_W}instrText"))
_BLANKS = re.compile(r"[ \t]+\n")


def read_docx(data: bytes, place: str) -> tuple[str, str]:
    """The text of a Word document and what made it.

    A paragraph is a line; a table is one cell a line, row by row, between blank lines.  Text
    boxes stand where they are anchored; what tracked changes deleted is left out.

    Raises:
        Unreadable: `unreadable`, `encrypted`, `too-large`, `no-text` or `missing-extra`.
    """
    docx = need("docx", "docx", place)
    _check(data, place)
    try:
        document = docx.Document(io.BytesIO(data))
        text = _BLANKS.sub("\n", "\n".join(_lines(document.element.body)))
    except Exception as trouble:  # whatever a broken file makes of zip, XML and the library
        raise _broken(place, trouble) from trouble
    if not text.strip():
        hint = "read its pictures as .pdf with --ocr, or leave it out"
        raise Unreadable("no-text", place, "the document has no text", hint)
    return text, called("python-docx")


def _check(data: bytes, place: str) -> None:
    """Unreadable for what is no document, or one that unpacks to more than any has."""
    if data.startswith(_OLE):
        problem = "is encrypted, or of the format before 2007"
        raise Unreadable("encrypted", place, problem, "save it as .docx without a password")
    try:
        size = sum(each.file_size for each in zipfile.ZipFile(io.BytesIO(data)).infolist())
    except (zipfile.BadZipFile, ValueError, NotImplementedError) as trouble:
        raise _broken(place, trouble) from trouble
    if size > 4 * LARGEST:
        problem = f"unpacks to more than {4 * LARGEST // 2**20} MiB"
        raise Unreadable("too-large", place, problem, "save it without its pictures")


def _broken(place: str, trouble: Exception) -> Unreadable:
    reason = " ".join(str(trouble).split())[:160] or type(trouble).__name__
    hint = "open it in a word processor and save it again"
    return Unreadable("unreadable", place, f"is not a whole Word document: {reason}", hint)


def _lines(body: Any) -> Iterator[str]:
    """The lines of what a document, a cell or a text box holds."""
    for element in body:
        if element.tag == f"{_W}p":
            yield from _paragraph(element)
        elif element.tag == f"{_W}tbl":
            yield ""
            for cell in element.iter(f"{_W}tc"):
                if next(cell.iter(f"{_W}tbl"), None) is None:
                    yield " ".join(" ".join(_lines(cell)).split()) or "—"
            yield ""
        elif element.tag in (f"{_W}sdt", f"{_W}sdtContent", f"{_W}ins", f"{_W}customXml"):
            yield from _lines(element)


def _paragraph(paragraph: Any) -> Iterator[str]:
    """A paragraph, and behind it the text boxes that are anchored in it."""
    pieces: list[str] = []
    boxes: list[Any] = []
    waiting = list(reversed(paragraph))
    while waiting:
        element = waiting.pop()
        if element.tag in _UNSEEN or not isinstance(element.tag, str):
            continue
        if element.tag == f"{_W}txbxContent":
            boxes.append(element)
        elif element.tag == f"{_W}t":
            pieces.append(element.text or "")
        else:
            pieces.append(_SIGNS.get(element.tag, ""))
            waiting.extend(reversed(element))
    yield "".join(pieces)
    for box in boxes:
        yield from _lines(box)
