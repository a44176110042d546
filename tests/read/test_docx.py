"""Word documents."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import docx
import pytest
from docx.oxml import parse_xml

from qjgraph.model import Issue, Page
from qjgraph.read import read_pages

_W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def document(fill: Callable[[Any], None]) -> bytes:
    made = docx.Document()
    fill(made)
    target = io.BytesIO()
    made.save(target)
    return target.getvalue()


def read(path: Path, data: bytes) -> tuple[list[Page], list[Issue]]:
    path.write_bytes(data)
    issues: list[Issue] = []
    return list(read_pages([path], on_issue=issues.append)), issues


def _plain(made: Any) -> None:
    made.add_heading("县委召开会议", 1)
    paragraph = made.add_paragraph("本报讯 3月1日，")
    paragraph.add_run("县委").bold = True
    paragraph.add_run("召开会议。")


def test_paragraphs(tmp_path: Path) -> None:
    (page,), issues = read(tmp_path / "a.docx", document(_plain))
    assert page.raw == "县委召开会议\n本报讯 3月1日，县委召开会议。"
    assert (page.id, page.whole, page.origin) == ("a", False, "a.docx")
    assert page.converter.startswith("python-docx ")
    assert issues == []


def test_a_table_is_a_cell_a_line_between_paragraphs(tmp_path: Path) -> None:
    def fill(made: Any) -> None:
        made.add_paragraph("前。")
        table = made.add_table(rows=2, cols=2)
        for cell, words in zip(table._cells, ("序号", "名称", "1", ""), strict=True):
            cell.text = words
        made.add_paragraph("后。")

    (page,), _ = read(tmp_path / "a.docx", document(fill))
    assert page.raw.split("\n") == ["前。", "", "序号", "名称", "1", "—", "", "后。"]


@pytest.mark.parametrize(
    ("inner", "text"),
    [
        ("<w:r><w:t>县长</w:t></w:r><w:ins><w:r><w:t>余文斌</w:t></w:r></w:ins>", "县长余文斌"),
        ("<w:r><w:t>甲</w:t></w:r><w:del><w:r><w:delText>乙</w:delText></w:r></w:del>", "甲"),
        ("<w:hyperlink><w:r><w:t>云岭县</w:t></w:r></w:hyperlink>", "云岭县"),
        ("<w:r><w:t>甲</w:t><w:br/><w:t>乙</w:t></w:r>", "甲\n乙"),
        ("<w:r><w:t>正文</w:t><w:txbxContent><w:p><w:r><w:t>框</w:t></w:r></w:p></w:txbxContent>"
         "</w:r>", "正文\n框"),
        ("<w:r><w:instrText>PAGE</w:instrText><w:t>文</w:t></w:r>", "文"),
    ],
    ids=["inserted", "deleted", "link", "break", "text box", "field"],
)  # fmt: skip
def test_marks_inside_a_paragraph(tmp_path: Path, inner: str, text: str) -> None:
    def fill(made: Any) -> None:
        made.element.body.insert(0, parse_xml(f"<w:p {_W}>{inner}</w:p>"))

    (page,), _ = read(tmp_path / "a.docx", document(fill))
    assert page.raw.strip() == text


def _bomb() -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "<x/>")
        archive.writestr("word/document.xml", bytes(2**28 + 2**20))
    return target.getvalue()


def _with_entities() -> bytes:
    """A document whose XML would grow to a gigabyte if its entities were put in."""
    source = io.BytesIO(document(_plain))
    target = io.BytesIO()
    entities = "<!ENTITY a0 'lol'>" + "".join(
        f"<!ENTITY a{n} '{f'&a{n - 1};' * 10}'>" for n in range(1, 10)
    )
    with zipfile.ZipFile(source) as old, zipfile.ZipFile(target, "w") as new:
        for each in old.infolist():
            data = old.read(each)
            if each.filename == "word/document.xml":
                head, _, rest = data.decode().partition("?>")
                text = f"{head}?><!DOCTYPE w:document [{entities}]>{rest}"
                data = text.replace("县委召开会议", "&a9;").encode()
            new.writestr(each.filename, data)
    return target.getvalue()


BAD = [
    ("empty", b"", "empty"),
    ("no archive", "县委开会".encode(), "unreadable"),
    ("cut off", document(_plain)[:3000], "unreadable"),
    ("an archive of something else", _bomb()[:0] or b"PK\x05\x06" + bytes(18), "unreadable"),
    ("locked or old", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "encrypted"),
    ("bomb", _bomb(), "too-large"),
    ("no words", document(lambda made: None), "no-text"),
]


@pytest.mark.parametrize(("data", "code"), [row[1:] for row in BAD], ids=[row[0] for row in BAD])
def test_files_that_cannot_be_read(tmp_path: Path, data: bytes, code: str) -> None:
    pages, issues = read(tmp_path / "a.docx", data)
    assert pages == []
    assert [(issue.code, issue.place) for issue in issues] == [(code, "a.docx")]
    assert "; " in issues[0].message


def test_entities_are_not_put_in(tmp_path: Path) -> None:
    pages, issues = read(tmp_path / "a.docx", _with_entities())
    assert all(len(page.raw) < 1000 for page in pages)
    assert len(pages) + len(issues) == 1
