"""Web pages: text, title, day and source of the shapes that local sites have."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.read.web_pages import DAY, PAGES, PARAGRAPHS, TITLE, WebPage

from qjgraph.model import Issue, Page
from qjgraph.read import read_pages


def read(path: Path) -> tuple[list[Page], list[Issue]]:
    issues: list[Issue] = []
    return list(read_pages([path], on_issue=issues.append)), issues


def page_of(path: Path, html: str | bytes) -> Page:
    path.write_bytes(html.encode() if isinstance(html, str) else html)
    (page,), issues = read(path)
    assert issues == []
    return page


@pytest.mark.parametrize("case", PAGES, ids=lambda case: case.name)
class TestShapes:
    def test_text(self, tmp_path: Path, case: WebPage) -> None:
        lines = page_of(tmp_path / "a.html", case.html).raw.split("\n")
        body = [line.strip("　\xa0") for line in lines]
        assert [line for line in body if line in case.paragraphs] == list(case.paragraphs)
        assert len(body) <= len(case.paragraphs) + 2

    def test_title(self, tmp_path: Path, case: WebPage) -> None:
        page = page_of(tmp_path / "a.html", case.html)
        assert (page.title, page.raw.partition("\n")[0]) == (TITLE, TITLE)

    def test_day_and_source(self, tmp_path: Path, case: WebPage) -> None:
        context = page_of(tmp_path / "a.html", case.html).context
        assert (context.published, context.source) == (DAY, case.source)


_NAV = "<div id=top><a href=1>首页</a> | <a href=2>新闻</a> | <a href=3>政务</a></div>"
_P = "".join(f"<p>{words}</p>" for words in PARAGRAPHS)
#: Further shapes, which the reader met when it was done.
OTHERS = {
    "sections": f"{_NAV}<article><header><h2>{TITLE}</h2><p>云岭网 2021-06-25 10:00</p></header>"
    + "".join(f"<section><p>{words}</p></section>" for words in PARAGRAPHS) + "</article>",
    "two headings": f"<h1>云岭网</h1>{_NAV}<div><h1>{TITLE}</h1><div>发布时间：2021/06/25</div>"
    f"<div>{_P}<p><img src=a.jpg></p></div></div>",
    "parted by a picture": f"{_NAV}<div><h3>{TITLE}</h3><span>日期：2021-06-25</span><div><p>"
    f"{PARAGRAPHS[0]}</p></div><img><div>" + "".join(f"<p>{w}</p>" for w in PARAGRAPHS[1:])
    + "</div></div>",
    "lines of spans": f"{_NAV}<div><div>{TITLE}</div><div>来源：县水利局 日期：2021-06-25</div>"
    "<div>"
    + "<br>".join(f"<span>&nbsp;{words}</span>" for words in PARAGRAPHS)
    + "</div></div><div>上一篇：<a href=9>县水利局开展防汛检查，落实各项措施</a></div>",
    "tables in tables": f"<table><tr><td>{_NAV}</td></tr><tr><td><table><tr><td>{TITLE}</td></tr>"
    f"<tr><td>作者：何小禾 发布时间：2021-06-25 点击数：9</td></tr><tr><td>{_P}</td></tr></table>"
    "</td></tr><tr><td>地址：云岭县人民路1号，电话：0000-0000000。版权所有</td></tr></table>",
}  # fmt: skip


@pytest.mark.parametrize("shape", OTHERS)
def test_other_shapes(tmp_path: Path, shape: str) -> None:
    html = f"<title>{TITLE}-云岭网</title>{OTHERS[shape]}"
    page = page_of(tmp_path / "a.html", html)
    lines = [line.strip("\xa0") for line in page.raw.split("\n")]
    assert [line for line in lines if line in PARAGRAPHS] == list(PARAGRAPHS)
    assert (page.title, page.context.published) == (TITLE, DAY)


@pytest.mark.parametrize("codec", ["gb18030", "utf-8-sig", "utf-16"])
def test_encodings(tmp_path: Path, codec: str) -> None:
    page = page_of(tmp_path / "a.htm", PAGES[0].html.encode(codec))
    assert page.title == TITLE


def test_provenance(tmp_path: Path) -> None:
    import hashlib

    page = page_of(tmp_path / "a.html", PAGES[0].html)
    assert page.file_sha256 == hashlib.sha256(PAGES[0].html.encode()).hexdigest()
    assert page.converter.startswith("lxml ")
    assert (page.whole, page.origin, page.id) == (True, "a.html", "a")


@pytest.mark.parametrize(
    "html",
    [
        f'<div style="display:none">{PARAGRAPHS[1]}</div><div><p>{PARAGRAPHS[0]}</p></div>',
        f"<div><script>var a='{PARAGRAPHS[1]}'</script><p>{PARAGRAPHS[0]}</p></div>",
        f'<div class="comments"><p>{PARAGRAPHS[1]}</p></div><div><p>{PARAGRAPHS[0]}</p></div>',
        f"<div><p><a href=x>{PARAGRAPHS[1]}</a></p></div><div><p>{PARAGRAPHS[0]}</p></div>",
        f"<footer><p>{PARAGRAPHS[1]}</p></footer><div><p>{PARAGRAPHS[0]}</p></div>",
    ],
    ids=["hidden", "script", "comments", "link", "footer"],
)
def test_what_is_beside_the_article(tmp_path: Path, html: str) -> None:
    assert page_of(tmp_path / "a.html", f"<title>{TITLE}</title>{html}").raw == (
        f"{TITLE}\n{PARAGRAPHS[0]}"
    )


@pytest.mark.parametrize(
    ("info", "source"),
    [
        ("来源：云岭日报发布时间：2021-06-25", "云岭日报"),
        ("2021年6月25日 来源: 云岭网 作者：佚名", "云岭网"),
        ("稿源：云岭日报", "云岭日报"),
        ("时间：2021-06-25", ""),
    ],
)
def test_a_printed_source(tmp_path: Path, info: str, source: str) -> None:
    html = f"<h1>{TITLE}</h1><div>{info}</div><div><p>{PARAGRAPHS[0]}</p></div>"
    assert page_of(tmp_path / "a.html", html).context.source == source


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "empty"),
        (b"<html></html>", "no-text"),
        (b"<ul><li><a href=/>" + "首页".encode() + b"</a></li></ul>", "no-text"),
        (b"\x89PNG\r\n\x00\x00\x00\rIHDR\x00", "binary"),
        (bytes(range(128, 256)) * 5, "bad-encoding"),
        (("<!DOCTYPE a [<!ENTITY a '" + "好" * 99 + "'>" + "".join(
            f"<!ENTITY a{n} '{f'&a{n - 1 or str()};' * 99}'>" for n in range(1, 9)
        ) + "]><p>&a8;</p>").encode(), "no-text"),
    ],
    ids=["empty", "frame", "menu", "picture", "noise", "entities"],
)  # fmt: skip
def test_pages_without_an_article(tmp_path: Path, data: bytes, code: str) -> None:
    (tmp_path / "a.html").write_bytes(data)
    pages, issues = read(tmp_path / "a.html")
    assert pages == []
    assert [(issue.code, issue.place) for issue in issues] == [(code, "a.html")]


def test_deep_nesting_is_told(tmp_path: Path) -> None:
    html = f"<p>{PARAGRAPHS[0]}</p>" + "<div>" * 100_000 + PARAGRAPHS[1]
    (tmp_path / "a.html").write_text(html, encoding="utf-8")
    (page,), issues = read(tmp_path / "a.html")
    assert [issue.code for issue in issues] == ["broken-html"]
    assert page.raw == PARAGRAPHS[0]


def test_a_page_is_never_fetched_from(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import socket

    def refuse(*args: object, **options: object) -> None:
        raise AssertionError("a page reached for the network")

    monkeypatch.setattr(socket.socket, "connect", refuse)
    html = (
        f'<!DOCTYPE html SYSTEM "http://127.0.0.1:9/a.dtd"><base href="http://127.0.0.1:9/">'
        f'<img src="a.png"><iframe src="http://127.0.0.1:9/"></iframe><p>{PARAGRAPHS[0]}</p>'
    )
    assert PARAGRAPHS[0] in page_of(tmp_path / "a.html", html).raw
