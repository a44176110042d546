"""Bad input: one clear issue each, and the rest is still read."""

from __future__ import annotations

import gzip
import os
from pathlib import Path

import pytest

from qjgraph.model import Issue, Page, Severity
from qjgraph.read import read_pages

GOOD = "县委召开会议\n\n本报讯 3月1日，县委召开会议，研究经济工作，并作出部署。\n"


def read(*paths: Path) -> tuple[list[Page], list[Issue]]:
    issues: list[Issue] = []
    return list(read_pages(list(paths), on_issue=issues.append)), issues


FILES: list[tuple[str, str, bytes, str, str]] = [
    ("empty", "b.txt", b"", "empty", "b.txt"),
    ("blank", "b.txt", b" \n\xef\xbb\xbf", "empty", "b.txt"),
    ("picture", "b.txt", b"\x89PNG\r\n\x00\x00\x00\rIHDR\x00", "binary", "b.txt"),
    ("utf-16 without a mark", "b.txt", "会议ab研究cd".encode("utf-16-le"), "binary", "b.txt"),
    ("noise", "b.txt", bytes(range(128, 256)) * 5, "bad-encoding", "b.txt"),
    ("shift-jis", "b.txt", "これは日本語の文章です。会議が開かれました。".encode("shift-jis"),
     "bad-encoding", "b.txt"),
    ("one damaged byte", "b.txt", GOOD.encode()[:50] + b"\xff" + GOOD.encode()[51:], "bad-bytes",
     "b.txt"),
    ("utf-8 read as gb18030", "b.txt", GOOD.encode().decode("gb18030", "ignore").encode(),
     "mojibake", "b.txt"),
    ("utf-8 read as latin-1", "b.txt", GOOD.encode().decode("latin-1").encode(), "mojibake",
     "b.txt"),
    ("lost characters", "b.txt", ("县委召开会议锟斤拷" + GOOD).encode(), "mojibake", "b.txt"),
    ("old document", "b.doc", b"\xd0\xcf", "unknown-format", "b.doc"),
    ("web page without text", "b.html", b"<p>", "no-text", "b.html"),
    ("no JSON", "b.jsonl", b'{"text": "\xe5\xa5\xbd"}\n{"text": \n', "bad-json", "b.jsonl:2"),
    ("no object", "b.jsonl", b'[1]\n{"text": "x"}\n', "bad-json", "b.jsonl:1"),
    ("no text", "b.jsonl", b'{"text": "x"}\n{"title": "y"}\n', "no-text", "b.jsonl:2"),
    ("bad date", "b.jsonl", b'{"text": "x", "date": "2021-02-30"}\n', "bad-date", "b.jsonl:1"),
    ("unused field", "b.jsonl", b'{"text": "x", "rank": 1}\n', "unknown-field", "b.jsonl:1"),
    ("bad bytes in a line", "b.jsonl", '{"text": "好"}\n'.encode() * 3000 + b'{"text": "\xff"}\n',
     "bad-encoding", "b.jsonl:3001"),
    ("no records", "b.jsonl", b"\n\n", "empty", "b.jsonl"),
    ("deep", "b.jsonl", b'{"text": ' + b"[" * 100000 + b"\n", "bad-json", "b.jsonl:1"),
    ("no text column", "b.csv", b"id,title\n1,x\n", "bad-header", "b.csv:1"),
    ("too many cells", "b.csv", b"id,text\n1,x,y\n2,z\n", "bad-row", "b.csv:2"),
    ("no rows", "b.csv", b"id,text\n", "empty", "b.csv"),
    ("not packed", "b.txt.gz", b"plain", "unreadable", "b.txt.gz"),
    ("cut off while packed", "b.jsonl.gz", gzip.compress(os.urandom(4000))[:2000], "unreadable",
     "b.jsonl.gz"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("name", "data", "code", "place"), [row[1:] for row in FILES], ids=[row[0] for row in FILES]
)
def test_files(tmp_path: Path, name: str, data: bytes, code: str, place: str) -> None:
    (tmp_path / name).write_bytes(data)
    (tmp_path / "a.txt").write_text(GOOD, encoding="utf-8")
    (tmp_path / "c.txt").write_text(GOOD + "完。", encoding="utf-8")
    pages, issues = read(tmp_path)
    assert [(issue.code, issue.place) for issue in issues] == [(code, place)]
    assert {page.id for page in pages} >= {"a", "c"}


def test_a_damaged_byte_is_shown_with_its_offset(tmp_path: Path) -> None:
    (tmp_path / "b.txt").write_bytes(GOOD.encode()[:50] + b"\xff" + GOOD.encode()[51:])
    (page,), (issue,) = read(tmp_path)
    assert "offset 50" in issue.message
    assert "\ufffd" in page.raw


def test_a_missing_path(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(GOOD, encoding="utf-8")
    pages, issues = read(tmp_path / "no.txt", tmp_path / "a.txt")
    assert [page.id for page in pages] == ["a"]
    assert [(issue.code, issue.severity) for issue in issues] == [("missing-file", Severity.ERROR)]
    assert issues[0].place.endswith("no.txt")


def test_an_empty_folder(tmp_path: Path) -> None:
    pages, issues = read(tmp_path)
    assert pages == []
    assert [issue.code for issue in issues] == ["empty-folder"]


def test_a_pipe_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "p.txt")
    pages, issues = read(tmp_path / "p.txt")
    assert pages == []
    assert [issue.code for issue in issues] == ["missing-file"]


def test_linked_folders_are_not_followed(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(GOOD, encoding="utf-8")
    (tmp_path / "loop").symlink_to(tmp_path, target_is_directory=True)
    pages, _ = read(tmp_path)
    assert [page.id for page in pages] == ["a"]


SOURCES = [
    ("bad date", "file,published\na.txt,yesterday\n", "bad-date", "sources.csv:2"),
    ("no such file", "file,home\nb.txt,浙江省\n", "no-such-file", "sources.csv:2"),
    ("unknown column", "file,paper,colour\na.txt,甲报,red\n", "unknown-column", "sources.csv:1"),
    ("no column file", "published,home\n2021-01-01,浙江省\n", "bad-header", "sources.csv:1"),
    ("empty file", "file,home\n,浙江省\n", "bad-row", "sources.csv:2"),
    ("too many cells", "file,home\na.txt,浙江省,衢州市\n", "bad-row", "sources.csv:2"),
    ("twice", "file,home\na.txt,浙江省\na.txt,江西省\n", "repeated-row", "sources.csv:3"),
    ("outside", "file,home\n../secret.txt,浙江省\n", "no-such-file", "sources.csv:2"),
]


@pytest.mark.parametrize(
    ("table", "code", "place"), [row[1:] for row in SOURCES], ids=[row[0] for row in SOURCES]
)
def test_sources(tmp_path: Path, table: str, code: str, place: str) -> None:
    (tmp_path / "a.txt").write_text(GOOD, encoding="utf-8")
    (tmp_path / "sources.csv").write_text(table, encoding="utf-8")
    pages, issues = read(tmp_path)
    assert [(issue.code, issue.place) for issue in issues] == [(code, place)]
    assert [page.id for page in pages] == ["a"]


def test_every_message_says_the_next_step(tmp_path: Path) -> None:
    for row in FILES:
        folder = tmp_path / row[0]
        folder.mkdir()
        (folder / row[1]).write_bytes(row[2])
    _, issues = read(tmp_path)
    assert len(issues) >= len(FILES) - 2
    assert all("; " in issue.message for issue in issues if issue.severity is not Severity.NOTE)
