"""Paths: patterns, links, and files of other machines."""

from __future__ import annotations

import gzip
import threading
from collections.abc import Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import fsspec
import pytest

from qjgraph.model import Issue, Page, Severity
from qjgraph.read import as_path, extras, read_pages

TEXT = "县委召开会议。"


def read(*paths: Path | str) -> tuple[list[Page], list[Issue]]:
    issues: list[Issue] = []
    return list(read_pages(list(paths), on_issue=issues.append)), issues


def write(path: Path, content: str = TEXT) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(content, encoding="utf-8")
    return path


@pytest.mark.parametrize(
    ("pattern", "origins"),
    [
        ("*.txt", ["a.txt", "b.txt"]),
        ("2021/**/*.txt", ["c.txt", "06/d.txt", "06/e/f.txt"]),
        ("2021/06/?.txt", ["d.txt"]),
        ("2021*", ["2021/c.txt", "2021/06/d.txt", "2021/06/e/f.txt"]),
        ("[ab].txt", ["a.txt", "b.txt"]),
    ],
)
def test_patterns(tmp_path: Path, pattern: str, origins: list[str]) -> None:
    for name in ("b.txt", "a.txt", "2021/c.txt", "2021/06/d.txt", "2021/06/e/f.txt", ".h/x.txt"):
        write(tmp_path / name, TEXT + name)
    pages, issues = read(tmp_path / pattern)
    assert sorted(page.origin for page in pages) == sorted(origins)
    assert [page.origin for page in pages] == [page.origin for page in read(tmp_path / pattern)[0]]
    assert issues == []


def test_a_pattern_that_finds_nothing(tmp_path: Path) -> None:
    pages, issues = read(tmp_path / "*.txt")
    assert (pages, [issue.code for issue in issues]) == ([], ["missing-file"])


def test_a_name_with_the_marks_of_a_pattern_is_a_name(tmp_path: Path) -> None:
    pages, issues = read(write(tmp_path / "a[1].txt"))
    assert ([page.id for page in pages], issues) == (["a[1]"], [])


def test_sources_lie_beside_what_a_pattern_finds(tmp_path: Path) -> None:
    write(tmp_path / "x" / "a.txt")
    write(tmp_path / "sources.csv", "file,source\nx/a.txt,云岭日报\n")
    (page,), issues = read(tmp_path / "*" / "*.txt")
    assert (page.context.source, issues) == ("云岭日报", [])


@pytest.mark.parametrize("link", ["loop.txt", "gone.txt"])
def test_links_that_lead_nowhere(tmp_path: Path, link: str) -> None:
    write(tmp_path / "a.txt")
    (tmp_path / link).symlink_to(link if link == "loop.txt" else "nothing")
    pages, issues = read(tmp_path)
    assert [page.id for page in pages] == ["a"]
    assert [(issue.code, issue.place) for issue in issues] == [("missing-file", link)]


def test_a_pipe_in_a_folder_is_not_waited_for(tmp_path: Path) -> None:
    import os

    write(tmp_path / "a.txt")
    os.mkfifo(tmp_path / "p.txt")
    pages, issues = read(tmp_path)
    assert ([page.id for page in pages], [i.code for i in issues]) == (["a"], ["missing-file"])


@pytest.mark.parametrize(
    ("name", "hint"),
    [("a.doc", ".docx"), ("a.xlsx", ".csv"), ("a.zip", "unpack"), ("a.json", ".jsonl")],
)
def test_other_forms_name_what_to_save_as(tmp_path: Path, name: str, hint: str) -> None:
    _, (issue,) = read(write(tmp_path / name))
    assert issue.code == "unknown-format"
    assert hint in issue.message


@pytest.mark.parametrize("name", ["a.png", "a.JPG"])
def test_pictures_are_read_only_where_it_is_asked_for(tmp_path: Path, name: str) -> None:
    _, (issue,) = read(write(tmp_path / name))
    assert (issue.code, issue.severity) == ("picture", Severity.ERROR)
    assert "--ocr" in issue.message


def test_a_picture_beside_texts_is_passed_over_with_a_warning(tmp_path: Path) -> None:
    write(tmp_path / "a.txt")
    write(tmp_path / "a_files" / "logo.png")
    pages, issues = read(tmp_path)
    assert [page.id for page in pages] == ["a"]
    assert [(i.code, i.severity) for i in issues] == [("picture", Severity.WARNING)]


@pytest.mark.parametrize(
    ("name", "extra"),
    [("a.pdf", "pdf"), ("a.docx", "docx"), ("a.html", "html"), ("a.parquet", "parquet"),
     ("a.txt.zst", "zstd")],
)  # fmt: skip
def test_a_missing_library_names_its_extra(
    tmp_path: Path, name: str, extra: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def missing(module: str) -> Any:
        raise ImportError(module)

    monkeypatch.setattr(extras, "import_module", missing)
    write(tmp_path / "z.txt")
    write(tmp_path / name)
    pages, issues = read(tmp_path)
    assert [page.id for page in pages] == ["z"]
    assert [(issue.code, issue.place) for issue in issues] == [("missing-extra", name)]
    assert f"pip install 'qjgraph[{extra}]'" in issues[0].message


# ----------------------------------------------------------------------- other machines


class _Handler(SimpleHTTPRequestHandler):
    def log_message(self, *args: object) -> None:
        """Nothing: requests are kept in the server."""

    def do_GET(self) -> None:
        self.server.asked.append(self.path)  # type: ignore[attr-defined]
        super().do_GET()


@pytest.fixture
def web(tmp_path: Path) -> Iterator[tuple[str, list[str]]]:
    """A web server on this machine for a folder `web`: its address, what was asked for."""
    (tmp_path / "web").mkdir()
    handler = partial(_Handler, directory=str(tmp_path / "web"))
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    server.asked = []  # type: ignore[attr-defined]
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}", server.asked  # type: ignore[attr-defined]
    server.shutdown()
    server.server_close()
    thread.join()


def test_a_file_of_the_web(tmp_path: Path, web: tuple[str, list[str]]) -> None:
    (tmp_path / "web" / "n.jsonl.gz").write_bytes(gzip.compress(b'{"text": "x"}\n' * 2))
    address = f"{web[0]}/n.jsonl.gz"
    pages, issues = read(address)
    assert [(page.id, page.origin) for page in pages] == [
        ("n-1", f"{address}:1"),
        ("n-2", f"{address}:2"),
    ]
    assert issues == []


def test_a_page_of_the_web_keeps_its_address(tmp_path: Path, web: tuple[str, list[str]]) -> None:
    html = f"<title>县委开会</title><a href='/other.html'>x</a><p>{TEXT}</p><img src='/a.png'>"
    write(tmp_path / "web" / "news" / "index.html", html)
    (page,), _ = read(f"{web[0]}/news/")
    assert (page.raw, page.url) == (f"县委开会\n{TEXT}", f"{web[0]}/news/")
    assert set(web[1]) == {"/news/"}


@pytest.mark.parametrize("path", ["/missing.txt", "/a.bin"])
def test_what_cannot_be_fetched_or_read(
    tmp_path: Path, web: tuple[str, list[str]], path: str
) -> None:
    write(tmp_path / "web" / "a.bin")
    write(tmp_path / "z.txt")
    pages, issues = read(f"{web[0]}{path}", tmp_path / "z.txt")
    assert [page.id for page in pages] == ["z"]
    assert [issue.code for issue in issues] in (["unreachable"], ["unknown-format"])
    assert issues[0].place == f"{web[0]}{path}"


def test_a_server_that_is_not_there() -> None:
    pages, issues = read("http://127.0.0.1:9/a.txt")
    assert (pages, [issue.code for issue in issues]) == ([], ["unreachable"])


@pytest.fixture
def memory() -> Iterator[Any]:
    """A store of files in memory, as a bucket is."""
    system = fsspec.filesystem("memory")
    for name in ("b.txt", "2021/a.txt", "2021/06/c.jsonl"):
        system.pipe(f"/news/{name}", b'{"text": "x"}' if name.endswith("l") else TEXT.encode())
    yield system
    system.rm("/news", recursive=True)


@pytest.mark.parametrize(
    ("address", "origins"),
    [
        ("memory://news/b.txt", ["memory://news/b.txt"]),
        ("memory://news/2021", ["memory:///news/2021/06/c.jsonl:1", "memory:///news/2021/a.txt"]),
        ("memory://news/*.txt", ["memory:///news/b.txt"]),
        ("memory://news/**/*.txt", ["memory:///news/2021/a.txt", "memory:///news/b.txt"]),
    ],
)
def test_files_of_a_store(memory: Any, address: str, origins: list[str]) -> None:
    pages, issues = read(address)
    shown = [page.origin.replace("memory:///", "memory://") for page in pages]
    assert shown == [origin.replace("memory:///", "memory://") for origin in origins]
    assert issues == []


def test_nothing_at_an_address(memory: Any) -> None:
    _, issues = read("memory://news/none.txt")
    assert [issue.code for issue in issues] == ["unreachable"]


@pytest.mark.parametrize(
    "address", ["file:///etc/hostname", "simplecache::memory://a.txt", "q://a"]
)
def test_addresses_that_are_none(address: str) -> None:
    pages, issues = read(address)
    assert pages == []
    assert [issue.code for issue in issues] in (["unreachable"], ["missing-file"])


def test_addresses_stay_as_they_are_written() -> None:
    assert as_path("s3://bucket/a.txt") == "s3://bucket/a.txt"
    assert as_path("a//b.txt") == Path("a/b.txt")
