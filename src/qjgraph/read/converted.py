"""Files that are no text, each made into texts: web pages, PDF, DOCX, pictures of pages.

Every reader takes the file's bytes, its name, whether pictures may be read by recognition, and
whom to tell of trouble.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from qjgraph.read.notes import Notice


@dataclass(frozen=True, slots=True, kw_only=True)
class Text:
    """A text made of a file.

    Attributes:
        raw: the text.
        tool: what made it, with versions.
        part: which part of the file (`#page=2`, RFC 8118); empty for all of it.
        values: title, published and source, where the file states them.
        whole: whether it is one article.
    """

    raw: str
    tool: str
    part: str = ""
    values: Mapping[str, str] = field(default_factory=dict)
    whole: bool = False


def read_html_file(data: bytes, name: str, ocr: bool, on_issue: Notice) -> Iterator[Text]:
    """The article of a web page."""
    from qjgraph.read.html import read_html

    page = read_html(data, name, on_issue)
    yield Text(raw=page.text, tool=page.tool, values=page.values, whole=True)


def read_docx_file(data: bytes, name: str, ocr: bool, on_issue: Notice) -> Iterator[Text]:
    """The text of a Word document, which may hold several articles."""
    from qjgraph.read.docx import read_docx

    text, tool = read_docx(data, name)
    yield Text(raw=text, tool=tool)


def read_pdf_file(data: bytes, name: str, ocr: bool, on_issue: Notice) -> Iterator[Text]:
    """The pages of a PDF; a document that runs in one column is one text."""
    from qjgraph.read.pdf import read_pdf

    for number, text, tool in read_pdf(data, name, ocr, on_issue):
        yield Text(raw=text, tool=tool, part=f"#page={number}" if number else "")


def read_picture(data: bytes, name: str, ocr: bool, on_issue: Notice) -> Iterator[Text]:
    """The text in a picture of a page."""
    from qjgraph.read.ocr import read_image

    text, tool = read_image(data, name, on_issue)
    yield Text(raw=text, tool=tool)
