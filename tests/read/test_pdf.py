"""PDF: the reading order of newspaper pages, documents, and files that cannot be read."""

from __future__ import annotations

import io
from collections.abc import Callable
from datetime import date
from itertools import pairwise
from pathlib import Path

import pypdfium2
import pytest
from reportlab.pdfgen.canvas import Canvas
from tests.read import newspapers
from tests.read.newspapers import SHEETS, Line, Sheet, by_rows, pdf, shuffled

from qjgraph.model import Issue, Page, Severity
from qjgraph.read import read_pages
from qjgraph.segment import cut


def read(path: Path, data: bytes) -> tuple[list[Page], list[Issue]]:
    path.write_bytes(data)
    issues: list[Issue] = []
    return list(read_pages([path], on_issue=issues.append)), issues


def flat(text: str) -> str:
    return "".join(text.replace("—", "").split())


def broken(raw: str, sheet: Sheet) -> list[tuple[str, str]]:
    """Neighbouring lines of a page that are none in a text."""
    text = flat(raw)
    lines = [flat(line.text) for line in sheet.lines]
    return [(a, b) for a, b in pairwise(lines) if a + b not in text]


@pytest.mark.parametrize("order", [None, by_rows, shuffled], ids=["as read", "rows", "shuffled"])
@pytest.mark.parametrize("sheet", SHEETS, ids=lambda sheet: sheet.name)
def test_reading_order(
    tmp_path: Path, sheet: Sheet, order: Callable[[Line], object] | None
) -> None:
    (page,), issues = read(tmp_path / "a.pdf", pdf([sheet], order))
    assert broken(page.raw, sheet) == []
    assert {issue.code for issue in issues} <= {"stated-date"}


@pytest.mark.parametrize("order", [None, by_rows, shuffled], ids=["as read", "rows", "shuffled"])
def test_a_page_is_cut_into_its_articles(
    tmp_path: Path, order: Callable[[Line], object] | None
) -> None:
    (page,), _ = read(tmp_path / "a.pdf", pdf([newspapers.NEWS], order))
    articles = cut(page)
    assert [article.title for article in articles] == list(newspapers.STORIES)
    assert [[words.replace(" ", "") for words in article.paragraphs()] for article in articles] == [
        [normal(words) for words in body] for body in newspapers.STORIES.values()
    ]
    assert page.context.published == date(2021, 6, 25)


def normal(words: str) -> str:
    """Words as the cleaned view has them."""
    return words.translate(str.maketrans("（），：", "(),:")).replace(" ", "")


def test_paragraphs_begin_with_blanks(tmp_path: Path) -> None:
    (page,), _ = read(tmp_path / "a.pdf", pdf([SHEETS[1]]))
    begins = [line for line in page.raw.split("\n") if line.startswith("　　")]
    assert len(begins) == len(
        [x for x in SHEETS[1].lines if x.x % 1 == 0 and "之1，" in x.text[:6]]
    )


def test_pages_of_a_newspaper_stand_apart(tmp_path: Path) -> None:
    pages, _ = read(tmp_path / "n.pdf", pdf(SHEETS[:2]))
    assert [(page.id, page.origin) for page in pages] == [
        ("n-1", "n.pdf#page=1"),
        ("n-2", "n.pdf#page=2"),
    ]
    assert pages[0].converter == f"pypdfium2 {pypdfium2.version.PYPDFIUM_INFO}"
    assert pages[0].file_sha256 == pages[1].file_sha256 != pages[0].sha256


def _document(pages: int) -> bytes:
    """A document in one column that runs over pages with a heading and a number each."""
    sheets = []
    for number in range(1, pages + 1):
        body = [
            Line(f"第{number}页的第{row}行说县里的项目进展", 90, 100 + row * 24, 12)
            for row in range(20)
        ]
        edges = [Line("云岭县年鉴", 90, 40, 9), Line(f"— {number} —", 380, 1040, 9)]
        sheets.append(Sheet(name="", lines=(edges[0], *body, edges[1])))
    return pdf(sheets)


def test_a_document_in_one_column_is_one_text(tmp_path: Path) -> None:
    (page,), issues = read(tmp_path / "d.pdf", _document(4))
    lines = [line for line in page.raw.split("\n") if line.strip()]
    assert (len(lines), page.origin) == (80, "d.pdf")
    assert [issue.code for issue in issues] == ["page-edges"]
    assert "云岭县年鉴" in issues[0].message


def _canvas(draw: Callable[[Canvas], None], **options: object) -> bytes:
    target = io.BytesIO()
    canvas = Canvas(target, invariant=True, **options)  # type: ignore[arg-type]
    draw(canvas)
    canvas.showPage()
    canvas.save()
    return target.getvalue()


WHOLE = pdf([SHEETS[0]])
BAD = [
    ("empty", b"", "empty"),
    ("no PDF", "县委开会".encode(), "unreadable"),
    ("cut off", WHOLE[:200], "unreadable"),
    ("locked", _canvas(lambda c: c.drawString(9, 9, "a"), encrypt="secret"), "encrypted"),
    ("blank", _canvas(lambda c: None), "no-text"),
]


@pytest.mark.parametrize(("data", "code"), [row[1:] for row in BAD], ids=[row[0] for row in BAD])
def test_files_that_cannot_be_read(tmp_path: Path, data: bytes, code: str) -> None:
    (tmp_path / "z.txt").write_text("县委开会。", encoding="utf-8")
    (tmp_path / "a.pdf").write_bytes(data)
    issues: list[Issue] = []
    pages = list(read_pages([tmp_path], on_issue=issues.append))
    assert [page.id for page in pages] == ["z"]
    assert [i.code for i in issues if i.severity is Severity.ERROR] == [code]
    assert all("; " in issue.message for issue in issues)


def test_a_picture_without_text_names_the_next_step(tmp_path: Path) -> None:
    pages, issues = read(tmp_path / "s.pdf", _canvas(lambda c: c.rect(9, 9, 99, 99, fill=1)))
    assert pages == []
    assert issues[0].code == "no-text-layer"
    assert issues[0].place == "s.pdf#page=1"
    assert "--ocr" in issues[0].message


def test_a_page_without_text_does_not_cost_the_others(tmp_path: Path) -> None:
    def draw(canvas: Canvas) -> None:
        canvas.rect(9, 9, 99, 99, fill=1)
        canvas.showPage()
        canvas.setFont(newspapers.FONT, 12)
        canvas.drawString(99, 99, "县委召开会议。")

    pages, issues = read(tmp_path / "s.pdf", _canvas(draw))
    assert [page.raw for page in pages] == ["县委召开会议。"]
    assert [(i.code, i.place) for i in issues] == [("no-text-layer", "s.pdf#page=1")]


def test_a_heading_set_from_the_top_down(tmp_path: Path) -> None:
    def draw(canvas: Canvas) -> None:
        canvas.setFont(newspapers.FONT, 24)
        for row, sign in enumerate("云岭夏日风光"):
            canvas.drawString(60, 700 - 30 * row, sign)
        canvas.setFont(newspapers.FONT, 10)
        for row in range(12):
            canvas.drawString(140, 700 - 14 * row, f"第{row}行写着县里的风景很好")

    (page,), _ = read(tmp_path / "v.pdf", _canvas(draw))
    assert page.raw.startswith("云岭夏日风光\n")


def test_same_bytes_same_text(tmp_path: Path) -> None:
    first, _ = read(tmp_path / "a.pdf", WHOLE)
    again, _ = read(tmp_path / "a.pdf", WHOLE)
    assert first == again
