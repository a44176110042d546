"""Web pages: the article's text, and the title, day and source that the page states.

The text is what stands in the content system's own container (`data/lexicon/web_marks.tsv`),
else in the innermost element that holds most of the page's prose.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from typing import Any

from qjgraph.lexicon.tables import table
from qjgraph.read.encoding import decode
from qjgraph.read.extras import called, need
from qjgraph.read.notes import Notice, Unreadable, warning
from qjgraph.read.stated import any_day, stated_day
from qjgraph.read.weblines import WebLine, prose_of, web_lines

#: A container must hold so many characters, or it is an empty frame.
_LEAST = 20
_CHINA = timedelta(hours=8)
_SOURCE = re.compile(
    r"(?:来源|稿源)\s*[:：]\s*([^\s|｜:：<>]{2,24}?)"
    r"(?=\s|[|｜<>]|$|发布|发稿|时间|日期|作者|记者|编辑|责编|浏览|点击|阅读|字[号体]|\d{4}[-年])"
)
_PARTS = re.compile(r"\s*(?:_|\||－|—+|–|\s-\s|-{2,})\s*")
_XML = re.compile(r"^\s*<\?xml[^>]*\?>")


@dataclass(frozen=True, slots=True, kw_only=True)
class WebPage:
    """What a web page holds.

    Attributes:
        values: title, published and source as the page states them, where it does.
        text: the article, a line for each paragraph, list item or cell of a table.
        tool: what made the text, with its version.
    """

    values: Mapping[str, str]
    text: str
    tool: str


def read_html(data: bytes, place: str, on_issue: Notice) -> WebPage:
    """The article of a web page.

    Raises:
        Unreadable: `empty`, `bad-encoding`, `no-text` or `missing-extra`.
    """
    html = need("lxml.html", "html", place)
    etree = need("lxml.etree", "html", place)
    text, issues = decode(data, place)
    for each in issues:
        on_issue(each)
    parser = html.HTMLParser(remove_pis=True)
    try:
        root = html.document_fromstring(_XML.sub("", text.replace("\x00", "")), parser=parser)
    except etree.LxmlError as trouble:
        raise _no_text(place) from trouble
    _tell_depth(parser, place, on_issue)
    lines = list(web_lines(root))
    body = _body(root, lines)
    if not body:
        raise _no_text(place)
    values = _values(root, text, lines, body)
    return WebPage(values=values, text="\n".join(line.text for line in body), tool=called("lxml"))


def _no_text(place: str) -> Unreadable:
    hint = "save the page of an article, with what its scripts load"
    return Unreadable("no-text", place, "the page has no paragraph of text", hint)


def _tell_depth(parser: Any, place: str, on_issue: Notice) -> None:
    """A warning where the parser stopped before the page's end."""
    fatal = next((each.message for each in parser.error_log.filter_from_fatals()), "")
    if "depth" in fatal.lower():
        hint = "compare the text with the page"
        on_issue(warning("broken-html", place, "is nested too deeply to be read whole", hint))


# -------------------------------------------------------------------------------- text


def _body(root: Any, lines: list[WebLine]) -> list[WebLine]:
    """The article's lines."""
    for element in _marked(root, "body"):
        inside = _inside(element, lines)
        if sum(len(line.text) for line in inside) >= _LEAST:
            return inside
    element = prose_of(lines)
    return [] if element is None else [
        line for line in _inside(element, lines) if not line.is_link and not line.aside
    ]  # fmt: skip


def _inside(element: Any, lines: list[WebLine]) -> list[WebLine]:
    below = set(element.iter())
    return [line for line in lines if line.element in below]


def _marked(root: Any, field: str) -> Iterator[Any]:
    """The elements that content systems use for a field, in the order of the list."""
    for row in table("web_marks"):
        if row["field"] == field and row["where"] in _PATHS:
            yield from root.xpath(_PATHS[row["where"]], name=row["name"].lower())


_LOWER = "translate(%s, 'ABCDEFGHIJKLMNOPQRSTUVWXYZ', 'abcdefghijklmnopqrstuvwxyz')"
_PATHS = {
    "id": f"//*[{_LOWER % '@id'} = $name]",
    "class": f"//*[contains(concat(' ', {_LOWER % '@class'}, ' '), concat(' ', $name, ' '))]",
    "tag": "//*[local-name() = $name]",
}


# ----------------------------------------------------------------------- title, day, source


def _values(root: Any, text: str, lines: list[WebLine], body: list[WebLine]) -> dict[str, str]:
    stated = _Stated(root, text)
    first = lines.index(next((line for line in body if line.is_prose), body[0]))
    head = [line for line in lines[: first + 1] if not line.is_link]
    title = stated.first("title") or _title(root, head, lines)
    found = {
        "title": title,
        "published": stated.first("published") or _day(title, head, lines),
        "source": stated.first("source") or _source(head, lines) or stated.site(),
    }
    return {field: value for field, value in found.items() if value}


class _Stated:
    """What a page states in marks of its content system."""

    def __init__(self, root: Any, text: str) -> None:
        self._root, self._text = root, text
        self._meta = _meta(root)
        self._data = list(_linked_data(root))

    def first(self, field: str) -> str:
        """The first value of a field that the page has, blanks settled."""
        rows = (row for row in table("web_marks") if row["field"] == field)
        values = (" ".join(self._value(row["where"], row["name"]).split()) for row in rows)
        return next(filter(None, values), "")

    def site(self) -> str:
        """The site's name, which stands in for a source."""
        return self._meta.get("og:site_name", "") or self._meta.get("sitename", "")

    def _value(self, where: str, name: str) -> str:
        if where == "meta":
            return self._meta.get(name.lower(), "")
        if where == "json":
            return next(filter(None, (_at(each, name.split(".")) for each in self._data)), "")
        if where == "comment":
            return _in_comment(self._root, name)
        if where == "stamp":
            return _stamp(self._text, name)
        if where == "attribute":
            attribute, _, tag = name.partition("@")
            return next(iter(self._root.xpath(f"//{tag}/@{attribute}")), "")
        found = self._root.xpath(_PATHS[where], name=name.lower())
        return "".join(found[0].itertext()) if found else ""


def _meta(root: Any) -> dict[str, str]:
    result: dict[str, str] = {}
    for element in root.iter("meta"):
        name = element.get("name") or element.get("property") or element.get("itemprop") or ""
        result.setdefault(name.lower(), (element.get("content") or "").strip())
    return result


def _linked_data(root: Any) -> Iterator[dict[str, Any]]:
    for script in root.xpath("//script[@type='application/ld+json']"):
        try:
            found = json.loads(script.text or "")
        except (ValueError, RecursionError):
            continue
        every = found if isinstance(found, list) else [found]
        for each in every:
            if isinstance(each, dict):
                graph = each.get("@graph")
                yield from (
                    (e for e in graph if isinstance(e, dict))
                    if isinstance(graph, list)
                    else (each,)
                )


def _at(found: object, keys: list[str]) -> str:
    for key in keys:
        found = found.get(key) if isinstance(found, dict) else None
    return found if isinstance(found, str) else ""


def _in_comment(root: Any, name: str) -> str:
    for comment in root.xpath("//comment()"):
        words = comment.text or ""
        _, begin, rest = words.partition(f"<{name}>")
        value, end, _ = rest.partition(f"</{name}>")
        if begin and end and value.strip():
            return value
    return ""


def _stamp(text: str, name: str) -> str:
    """A day in China's time."""
    match = re.search(rf"\bvar {re.escape(name)}\s*=\s*[\"'](\d{{10}})[\"']", text)
    if not match:
        return ""
    return (datetime.fromtimestamp(int(match[1]), UTC) + _CHINA).date().isoformat()


def _title(root: Any, head: list[WebLine], lines: list[WebLine]) -> str:
    """The headline: a lone h1, what the page's title repeats, or what stands above its data."""
    headings = [" ".join("".join(h.itertext()).split()) for h in root.iter("h1")]
    headings = [words for words in headings if words]
    if len(headings) == 1:
        return headings[0]
    named = " ".join("".join(root.xpath("//head/title//text()")).split())
    repeated = [line.text for line in head if len(line.text) >= 6 and line.text.strip() in named]
    if repeated:
        return max(repeated, key=len)
    above = _above_data(lines)
    parts = [part for part in _PARTS.split(named) if part]
    return above or max(parts, key=len, default="")


def _above_data(lines: list[WebLine]) -> str:
    """The short line above the one that tells day and source."""
    for line, data in pairwise(lines):
        told = stated_day([data.text]) or _SOURCE.search(data.text[:40])
        if told and not line.is_link and 4 <= len(line.text) <= 60 and "。" not in line.text:
            return line.text
    return ""


def _day(title: str, head: list[WebLine], lines: list[WebLine]) -> str:
    above = [line.text for line in head]
    found = stated_day(above, everywhere=True)
    found = found or stated_day([line.text for line in lines if not line.is_link], labelled=True)
    found = found or any_day(above[above.index(title) + 1 : -1] if title in above else [])
    return found.isoformat() if found else ""


def _source(head: list[WebLine], lines: list[WebLine]) -> str:
    for line in (*head, *lines):
        match = None if line.is_link or len(line.text) > 120 else _SOURCE.search(line.text)
        if match:
            return match[1]
    return ""
