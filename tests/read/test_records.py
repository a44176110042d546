"""Records: Parquet, packings, columns by name, and what is too large."""

from __future__ import annotations

import gzip
import json
from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
import zstandard

from qjgraph.errors import InputError
from qjgraph.model import Issue, Page
from qjgraph.read import Options, packed, parse_columns, read_pages, records

ROWS = [
    {"nid": "7", "headline": "县委开会", "body": "县委召开会议。", "pubdate": "2021-06-25"},
    {"nid": "8", "headline": "县长调研", "body": "县长到青石镇。", "pubdate": "2021-06-26"},
]
MAP = "id=nid,title=headline,text=body,date=pubdate"


def read(*paths: Path, columns: str = "") -> tuple[list[Page], list[Issue]]:
    issues: list[Issue] = []
    options = Options(columns=parse_columns([columns]))
    return list(read_pages(list(paths), options=options, on_issue=issues.append)), issues


def jsonl(rows: list[dict[str, Any]]) -> bytes:
    return "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows).encode()


def csv(rows: list[dict[str, Any]], mark: str = ",") -> bytes:
    lines = [mark.join(rows[0]), *(mark.join(map(str, row.values())) for row in rows)]
    return ("\n".join(lines) + "\n").encode()


def parquet(rows: list[dict[str, Any]]) -> bytes:
    target = pa.BufferOutputStream()
    pq.write_table(pa.Table.from_pylist(rows), target)
    return target.getvalue().to_pybytes()  # type: ignore[no-any-return]


def zst(data: bytes) -> bytes:
    half = len(data) // 2
    pack = zstandard.ZstdCompressor().compress
    return pack(data[:half]) + pack(data[half:])


FORMS: dict[str, Callable[[list[dict[str, Any]]], bytes]] = {
    "n.jsonl": jsonl, "n.csv": csv, "n.tsv": lambda rows: csv(rows, "\t"), "n.parquet": parquet,
}  # fmt: skip
PACKINGS: dict[str, Callable[[bytes], bytes]] = {"": bytes, ".gz": gzip.compress, ".zst": zst}


@pytest.mark.parametrize("packing", PACKINGS)
@pytest.mark.parametrize("name", FORMS)
def test_every_form_in_every_packing(tmp_path: Path, name: str, packing: str) -> None:
    path = tmp_path / (name + packing)
    path.write_bytes(PACKINGS[packing](FORMS[name](ROWS)))
    pages, issues = read(path, columns=MAP)
    assert [(p.id, p.raw, p.title) for p in pages] == [
        ("7", "县委开会\n县委召开会议。", "县委开会"),
        ("8", "县长调研\n县长到青石镇。", "县长调研"),
    ]
    assert [p.context.published for p in pages] == [date(2021, 6, 25), date(2021, 6, 26)]
    assert issues == []


@pytest.mark.parametrize("name", ["a.txt", "a.html", "a.docx", "a.pdf"])
def test_documents_are_unpacked_too(tmp_path: Path, name: str) -> None:
    path = tmp_path / (name + ".zst")
    path.write_bytes(zst(b""))
    _, issues = read(path)
    assert [(issue.code, issue.place) for issue in issues] == [("empty", name + ".zst")]


@pytest.mark.parametrize(
    "value", [date(2021, 6, 25), datetime(2021, 6, 25, 8), "2021年6月25日", 20210625]
)
def test_days_of_a_parquet_column(tmp_path: Path, value: object) -> None:
    (tmp_path / "n.parquet").write_bytes(parquet([{"text": "文。", "date": value}]))
    (page,), issues = read(tmp_path / "n.parquet")
    assert (page.context.published, issues) == (date(2021, 6, 25), [])


def test_columns_that_are_not_used_are_told_and_not_loaded(tmp_path: Path) -> None:
    (tmp_path / "n.parquet").write_bytes(parquet([{"text": "文。", "rank": 1}]))
    pages, issues = read(tmp_path / "n.parquet")
    assert len(pages) == 1
    assert [(issue.code, issue.place) for issue in issues] == [("unknown-field", "n.parquet")]


def test_a_path_of_keys(tmp_path: Path) -> None:
    (tmp_path / "n.jsonl").write_bytes(jsonl([{"a": {"b": "文。"}, "title": "题"}]))
    (page,), issues = read(tmp_path / "n.jsonl", columns="text=a.b")
    assert (page.raw, issues) == ("题\n文。", [])


def test_a_field_can_be_left_unread(tmp_path: Path) -> None:
    (tmp_path / "n.jsonl").write_bytes(jsonl([{"text": "文。", "source": "网站"}]))
    (page,), _ = read(tmp_path / "n.jsonl", columns="source=")
    assert page.context.source == ""


def test_the_other_columns_keep_their_names(tmp_path: Path) -> None:
    (tmp_path / "n.jsonl").write_bytes(jsonl([{"body": "长文。", "text": "短", "标题": "题"}]))
    (page,), _ = read(tmp_path / "n.jsonl", columns="text=body")
    assert page.raw == "题\n长文。"


def test_sources_csv_tells_the_columns_of_a_file(tmp_path: Path) -> None:
    (tmp_path / "n.csv").write_bytes(csv(ROWS))
    (tmp_path / "sources.csv").write_text(f'file,home,map\nn.csv,浙江省,"{MAP}"\n', "utf-8")
    pages, issues = read(tmp_path)
    assert [(p.id, p.context.home) for p in pages] == [("7", "浙江省"), ("8", "浙江省")]
    assert issues == []


def test_a_map_of_sources_csv_that_cannot_be_read(tmp_path: Path) -> None:
    (tmp_path / "n.csv").write_bytes(csv([{"text": "文。"}]))
    (tmp_path / "sources.csv").write_text("file,map\nn.csv,colour=red\n", "utf-8")
    pages, issues = read(tmp_path)
    assert [(issue.code, issue.place) for issue in issues] == [("bad-map", "sources.csv:2")]
    assert len(pages) == 1


@pytest.mark.parametrize(
    ("words", "problem"),
    [
        ("title", "has no ="),
        ("colour=red", "is no field"),
        ("file=a", "is no field"),
        ("text=a,正文=b", "stands twice"),
    ],
)
def test_maps_that_cannot_be_read(words: str, problem: str) -> None:
    with pytest.raises(InputError, match=problem):
        parse_columns([words])


@pytest.mark.parametrize(
    ("words", "columns"),
    [
        ("title=headline, text = body", {"title": "headline", "text": "body"}),
        ("标题=题名;date=日", {"title": "题名", "published": "日"}),
        ("", {}),
    ],
)
def test_maps(words: str, columns: dict[str, str]) -> None:
    assert parse_columns([words]) == columns


@pytest.mark.parametrize("name", ["n.csv", "n.parquet"])
@pytest.mark.parametrize(
    ("columns", "code"),
    [("text=words", "no-such-column"), ("", "bad-header"), ("text=", "bad-header")],
)
def test_columns_that_are_not_there(tmp_path: Path, name: str, columns: str, code: str) -> None:
    (tmp_path / name).write_bytes(FORMS[name]([{"nid": "1", "rank": "2"}]))
    pages, issues = read(tmp_path / name, columns=columns)
    assert pages == []
    assert [issue.code for issue in issues] == [code]


BROKEN = [
    ("no Parquet", "n.parquet", b"PAR1 and more", "unreadable"),
    ("cut off", "n.parquet", parquet(ROWS)[:-40], "unreadable"),
    ("no zstd", "n.jsonl.zst", b'{"text": "x"}', "unreadable"),
    ("zstd cut off", "n.txt.zst", zst(bytes(range(256)) * 99)[:60], "unreadable"),
    ("packed noise", "n.parquet.gz", gzip.compress(b"noise"), "unreadable"),
]


@pytest.mark.parametrize(
    ("name", "data", "code"), [row[1:] for row in BROKEN], ids=[row[0] for row in BROKEN]
)
def test_broken_files(tmp_path: Path, name: str, data: bytes, code: str) -> None:
    (tmp_path / name).write_bytes(data)
    pages, issues = read(tmp_path / name)
    assert pages == []
    assert [(issue.code, issue.place) for issue in issues] == [(code, name)]
    assert "; " in issues[0].message


@pytest.mark.parametrize("name", ["b.txt.gz", "b.jsonl.gz", "b.csv.zst", "b.parquet.zst"])
def test_a_bomb_is_met_early(tmp_path: Path, name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    for module in (packed, records):
        monkeypatch.setattr(module, "LARGEST", 2**20)
    head = b"text\n" if ".csv" in name else b""
    pack = gzip.compress if name.endswith(".gz") else zstandard.ZstdCompressor().compress
    (tmp_path / name).write_bytes(pack(head + b'{"text": "x"}\n' * 2**19 * 2))
    _, issues = read(tmp_path / name)
    assert [issue.code for issue in issues] == ["too-large"]


def test_a_line_that_is_too_long_does_not_cost_the_others(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(records, "LARGEST", 1000)
    data = jsonl([{"text": "甲。"}, {"text": "长" * 900}, {"text": "乙。"}])
    (tmp_path / "n.jsonl").write_bytes(data)
    pages, issues = read(tmp_path / "n.jsonl")
    assert [page.raw for page in pages] == ["甲。", "乙。"]
    assert [(issue.code, issue.place) for issue in issues] == [("too-large", "n.jsonl:2")]


def test_a_damaged_byte_in_a_table(tmp_path: Path) -> None:
    rows = csv([{"text": "县委召开会议。"}] * 9000)
    (tmp_path / "n.csv").write_bytes(rows + b"\xff\xe5\xa5\xbd\n")
    pages, issues = read(tmp_path / "n.csv")
    assert pages[-1].raw == "\ufffd好"
    assert [(issue.code, issue.place) for issue in issues] == [("bad-bytes", "n.csv:9002")]


@pytest.mark.parametrize("name", FORMS)
def test_a_file_is_read_as_it_comes(tmp_path: Path, name: str) -> None:
    """The first page is there before the last row is read: its file may end in a bomb."""
    import tracemalloc

    rows = [{"text": f"{n}，" + "县委召开会议。" * 300} for n in range(2000)]
    (tmp_path / name).write_bytes(FORMS[name](rows))
    size = (tmp_path / name).stat().st_size
    del rows
    tracemalloc.start()
    count = sum(1 for _ in read_pages([tmp_path / name], on_issue=pytest.fail))
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert count == 2000
    assert peak < max(size / 4, 4e6)
