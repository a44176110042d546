"""Paths to pages: what is read, in which order, under which id and context."""

from __future__ import annotations

import codecs
import gzip
import hashlib
import json
from datetime import date
from pathlib import Path

import pytest

from qjgraph.model import Context, Issue, Page
from qjgraph.read import read_pages

TEXT = "县委开会\n\n本报讯（记者 张三）3月1日，县委召开会议，研究经济工作，并作出部署。\n"


def read(*paths: Path, context: Context = Context()) -> tuple[list[Page], list[Issue]]:
    issues: list[Issue] = []
    return list(read_pages(list(paths), context=context, on_issue=issues.append)), issues


def write(path: Path, content: str | bytes) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content.encode("utf-8") if isinstance(content, str) else content)
    return path


def lines(*records: object) -> str:
    return "".join(json.dumps(record, ensure_ascii=False) + "\n" for record in records)


# ---------------------------------------------------------------------------- encodings


@pytest.mark.parametrize(
    "data",
    [
        TEXT.encode("utf-8"),
        codecs.BOM_UTF8 + TEXT.encode("utf-8"),
        TEXT.encode("gb18030"),
        codecs.BOM_UTF16_LE + TEXT.encode("utf-16-le"),
        codecs.BOM_UTF16_BE + TEXT.encode("utf-16-be"),
    ],
    ids=["utf-8", "bom", "gb18030", "utf-16-le", "utf-16-be"],
)
def test_encodings(tmp_path: Path, data: bytes) -> None:
    pages, issues = read(write(tmp_path / "a.txt", data))
    assert [page.raw for page in pages] == [TEXT]
    assert issues == []


def test_big5(tmp_path: Path) -> None:
    text = "縣委召開會議，研究經濟工作，並對下一步工作作出部署。縣長說，要把這件事做好。"
    pages, issues = read(write(tmp_path / "a.txt", text.encode("big5")))
    assert [page.raw for page in pages] == [text]
    assert issues == []


def test_line_ends_are_kept(tmp_path: Path) -> None:
    pages, _ = read(write(tmp_path / "a.txt", "标题\r\n正文。\r\n"))
    assert pages[0].raw == "标题\r\n正文。\r\n"


def test_a_page_carries_hash_origin_and_stem(tmp_path: Path) -> None:
    (page,), _ = read(write(tmp_path / "a.b.txt", TEXT))
    assert (page.id, page.origin, page.whole) == ("a.b", "a.b.txt", False)
    assert page.sha256 == hashlib.sha256(TEXT.encode()).hexdigest()


def test_packed_text(tmp_path: Path) -> None:
    pages, issues = read(write(tmp_path / "a.txt.gz", gzip.compress(TEXT.encode())))
    assert [(page.id, page.raw) for page in pages] == [("a", TEXT)]
    assert issues == []


# ------------------------------------------------------------------------------ folders


def test_folders_are_read_by_name(tmp_path: Path) -> None:
    for name in ("b.txt", "a/z.txt", "a/b/c.txt", "a.txt", ".hidden.txt", ".git/x.txt"):
        write(tmp_path / name, TEXT)
    pages, issues = read(tmp_path)
    assert [page.origin for page in pages] == ["a.txt", "b.txt", "a/z.txt", "a/b/c.txt"]
    assert issues == []


def test_paths_keep_their_order_and_are_read_once(tmp_path: Path) -> None:
    first, second = write(tmp_path / "b.txt", TEXT), write(tmp_path / "a.txt", TEXT + "完。")
    pages, issues = read(first, second, tmp_path)
    assert [page.id for page in pages] == ["b", "a"]
    assert [issue.code for issue in issues] == ["repeated-file", "repeated-file"]


def test_equal_ids_are_told_apart(tmp_path: Path) -> None:
    write(tmp_path / "a" / "x.txt", TEXT)
    write(tmp_path / "b" / "x.txt", TEXT + "完。")
    pages, issues = read(tmp_path)
    assert [page.id for page in pages] == ["x", "x~2"]
    assert [(issue.code, issue.place) for issue in issues] == [("repeated-id", "b/x.txt")]


# ------------------------------------------------------------------------------ records


def test_jsonl_records(tmp_path: Path) -> None:
    record = {
        "id": 7, "title": "标题", "text": "正文。", "published": "2021-06-25",
        "home": "浙江省衢州市", "source": "今日江口", "url": "https://example.org/7",
    }  # fmt: skip
    (page,), issues = read(write(tmp_path / "n.jsonl", lines(record)))
    assert (page.id, page.raw, page.title, page.whole) == ("7", "标题\n正文。", "标题", True)
    assert page.context == Context(
        published=date(2021, 6, 25), home="浙江省衢州市", source="今日江口"
    )
    assert (page.origin, page.url) == ("n.jsonl:1", "https://example.org/7")
    assert issues == []


@pytest.mark.parametrize("key", ["content", "body", "正文", "Text", "内容"])
def test_other_names_of_the_text(tmp_path: Path, key: str) -> None:
    (page,), _ = read(write(tmp_path / "n.jsonl", lines({key: "正文。"})))
    assert (page.id, page.raw, page.title) == ("n-1", "正文。", "")


def test_a_title_that_the_text_repeats_is_not_set_twice(tmp_path: Path) -> None:
    record = {"title": "县委 开会", "text": "县委开会\n正文。"}
    (page,), _ = read(write(tmp_path / "n.jsonl", lines(record)))
    assert page.raw == "县委开会\n正文。"


def test_csv_with_quoted_line_ends(tmp_path: Path) -> None:
    table = '编号,标题,正文,发布日期\n1,甲,"一。\n二。",2021年6月25日\n2,乙,三。,2021/7/1\n'
    pages, issues = read(write(tmp_path / "t.csv", table.encode("gb18030")))
    assert [(p.id, p.raw, p.origin) for p in pages] == [
        ("1", "甲\n一。\n二。", "t.csv:2"),
        ("2", "乙\n三。", "t.csv:4"),
    ]
    assert [p.context.published for p in pages] == [date(2021, 6, 25), date(2021, 7, 1)]
    assert issues == []


@pytest.mark.parametrize(("name", "mark"), [("t.tsv", "\t"), ("t.csv", ";"), ("t.csv", "\t")])
def test_other_separators(tmp_path: Path, name: str, mark: str) -> None:
    table = f"id{mark}text\n1{mark}正文,在此。\n"
    (page,), _ = read(write(tmp_path / name, table))
    assert (page.id, page.raw) == ("1", "正文,在此。")


def test_a_cell_of_a_whole_page(tmp_path: Path) -> None:
    long = "会议强调。" * 60000
    (page,), _ = read(write(tmp_path / "t.csv", f"text\n{long}\n"))
    assert page.raw == long


@pytest.mark.parametrize("codec", ["gb18030", "utf-16"])
def test_jsonl_in_other_encodings(tmp_path: Path, codec: str) -> None:
    data = lines({"text": TEXT}, {"text": TEXT + "完。"}).encode(codec)
    pages, issues = read(write(tmp_path / "n.jsonl", data))
    assert [page.raw for page in pages] == [TEXT, TEXT + "完。"]
    assert issues == []


def test_lone_surrogates_cannot_break_a_page(tmp_path: Path) -> None:
    (page,), _ = read(write(tmp_path / "n.jsonl", '{"text": "好\\ud800的。"}\n'))
    assert page.raw == "好\ufffd的。"


# ------------------------------------------------------------------------------ context


def test_sources_come_before_options_and_fields_before_both(tmp_path: Path) -> None:
    write(tmp_path / "a.txt", TEXT)
    write(tmp_path / "n.jsonl", lines({"text": TEXT, "source": "丙报"}))
    write(
        tmp_path / "sources.csv",
        "file,published,home,source\na.txt,2021-01-02,浙江省,乙报\nn.jsonl,2021-01-03,,乙报\n",
    )
    options = Context(published=date(2020, 1, 1), home="江西省", source="甲报")
    pages, issues = read(tmp_path, context=options)
    assert [page.context for page in pages] == [
        Context(published=date(2021, 1, 2), home="浙江省", source="乙报"),
        Context(published=date(2021, 1, 3), home="江西省", source="丙报"),
    ]
    assert issues == []


def test_sources_beside_a_single_file(tmp_path: Path) -> None:
    path = write(tmp_path / "a.txt", TEXT)
    write(tmp_path / "sources.csv", "file,published,home,source\na.txt,,,今日江口\n")
    (page,), _ = read(path)
    assert page.context == Context(source="今日江口")


def test_sources_of_the_top_folder_reach_below(tmp_path: Path) -> None:
    write(tmp_path / "sub" / "a.txt", TEXT)
    write(tmp_path / "sources.csv", "file,source\nsub/a.txt,今日江口\n")
    (page,), _ = read(tmp_path)
    assert page.context.source == "今日江口"


@pytest.mark.parametrize(
    "words",
    [
        "2025-06-26",
        "2025/6/26",
        "2025.6.26",
        "20250626",
        "2025年6月26日",
        "2025-06-26T08:00:00+08:00",
        "2025-06-26 16:42",
    ],
)
def test_dates(tmp_path: Path, words: str) -> None:
    (page,), issues = read(write(tmp_path / "n.jsonl", lines({"text": "文。", "date": words})))
    assert page.context.published == date(2025, 6, 26)
    assert issues == []
