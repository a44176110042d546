"""Pictures of pages, read by recognition where its library and a Chinese font are at hand."""

from __future__ import annotations

import io
from itertools import pairwise
from pathlib import Path

import pytest
from tests.read.newspapers import WIDTH, Sheet, article

from qjgraph.model import Issue, Page
from qjgraph.read import Options, read_pages

pytest.importorskip("rapidocr")
pytest.importorskip("onnxruntime")
Image = pytest.importorskip("PIL.Image")
FONTS = sorted(Path("/usr/share/fonts").rglob("Noto*CJK-Regular.ttc"))
pytestmark = pytest.mark.skipif(not FONTS, reason="there is no Chinese font to draw with")
SHEET = Sheet(name="", lines=tuple(article("甲", 40, 40, WIDTH - 80, 160, 2, headline=30)))


def picture(sheet: Sheet, height: int = 240) -> bytes:
    """A page as a scanner sees it, at two points for each of the page's."""
    from PIL import ImageDraw, ImageFont

    image = Image.new("L", (int(WIDTH) * 2, height * 2), 255)
    pen = ImageDraw.Draw(image)
    for line in sheet.lines:
        font = ImageFont.truetype(str(FONTS[0]), int(line.size * 2))
        pen.text((line.x * 2, line.y * 2), line.text, font=font, fill=0)
    target = io.BytesIO()
    image.save(target, "PNG")
    return target.getvalue()


def scanned(data: bytes) -> bytes:
    """A PDF that holds nothing but a picture."""
    target = io.BytesIO()
    Image.open(io.BytesIO(data)).convert("RGB").save(target, "PDF", resolution=144)
    return target.getvalue()


def read(path: Path, data: bytes) -> tuple[list[Page], list[Issue]]:
    path.write_bytes(data)
    issues: list[Issue] = []
    return list(read_pages([path], options=Options(ocr=True), on_issue=issues.append)), issues


@pytest.fixture(scope="module")
def drawn() -> bytes:
    return picture(SHEET)


@pytest.fixture
def offline(monkeypatch: pytest.MonkeyPatch) -> None:
    import socket

    def refuse(*args: object) -> None:
        raise AssertionError("recognition reached for the network")

    monkeypatch.setattr(socket.socket, "connect", refuse)


@pytest.mark.usefixtures("offline")
@pytest.mark.parametrize("name", ["p.png", "p.pdf"])
def test_a_picture_is_read_in_the_order_of_its_columns(
    tmp_path: Path, drawn: bytes, name: str
) -> None:
    data = scanned(drawn) if name.endswith("pdf") else drawn
    (page,), _ = read(tmp_path / name, data)
    got, want = "".join(page.raw.split()), "".join(line.text for line in SHEET.lines)
    pairs = {want[at : at + 4] for at in range(len(want) - 3)}
    assert sum(pair in got for pair in pairs) > 0.8 * len(pairs)
    joints = [a.text[-3:] + b.text[:3] for a, b in pairwise(SHEET.lines)]
    assert sum(joint in got for joint in joints) > 0.6 * len(joints)
    assert "rapidocr " in page.converter


def test_the_same_picture_gives_the_same_text(tmp_path: Path, drawn: bytes) -> None:
    first, _ = read(tmp_path / "p.png", drawn)
    again, _ = read(tmp_path / "p.png", drawn)
    assert first == again


@pytest.mark.parametrize(
    ("data", "code"),
    [(b"", "empty"), (b"\x89PNG\r\n\x1a\n", "unreadable"), (picture(Sheet(name="", lines=())) if
     FONTS else b"", "no-text")],
    ids=["empty", "cut off", "blank"],
)  # fmt: skip
def test_pictures_without_text(tmp_path: Path, data: bytes, code: str) -> None:
    pages, issues = read(tmp_path / "p.png", data)
    assert pages == []
    assert [(issue.code, issue.place) for issue in issues] == [(code, "p.png")]


def test_a_picture_that_would_fill_the_memory(tmp_path: Path) -> None:
    target = io.BytesIO()
    Image.new("1", (10_000, 9_000)).save(target, "PNG")
    _, (issue,) = read(tmp_path / "p.png", target.getvalue())
    assert issue.code == "too-large"
