"""The lines of a web page as a reader sees them, and where its prose stands."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

_BLOCKS = frozenset((
    "address", "article", "aside", "blockquote", "body", "br", "caption", "center", "dd", "div",
    "dl", "dt", "fieldset", "figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5",
    "h6", "header", "hr", "li", "main", "nav", "ol", "p", "pre", "section", "table", "tbody", "td",
    "tfoot", "th", "thead", "tr", "ul", "founder-content", "founder-title",
))  # fmt: skip
_UNSEEN = frozenset((
    "script", "style", "noscript", "template", "select", "option", "button", "iframe", "svg",
    "object", "video", "audio", "head", "textarea",
))  # fmt: skip
_HIDDEN = re.compile(r"display\s*:\s*none", re.I)
_BLANKS = re.compile(r"[ \t\r\n\f]+")
#: Names of what stands beside an article.
_ASIDE = re.compile(
    r"(?:^|[\s_-])(?:comments?|foot(?:er)?|copyright|related|sidebar|share|breadcrumbs?|recommend)"
    r"(?:$|[\s_-])", re.I,
)  # fmt: skip
_LEGAL = re.compile(r"版权所有|Copyright|ICP备|公网安备|主办单位[:：]|网站标识码")
#: A line of which more is a link leads elsewhere.
_LINKED = 0.6
#: The article's element holds so much of the page's prose.
_MOST = 0.7


@dataclass(frozen=True, slots=True, eq=False)
class WebLine:
    """A line: its words, the element it begins in, how much of it is a link.

    `aside` says that it stands in a part of the page named as beside the article.
    """

    text: str
    element: Any
    linked: float
    aside: bool

    @property
    def is_link(self) -> bool:
        """Whether it mostly leads elsewhere."""
        return self.linked > _LINKED

    @property
    def is_prose(self) -> bool:
        """Whether it is of sentences rather than of labels."""
        if self.linked > 0.3 or self.aside or _LEGAL.search(self.text):
            return False
        return "。" in self.text or (len(self.text) >= 20 and "，" in self.text)


def web_lines(root: Any) -> Iterator[WebLine]:
    """The lines of a page in its order; scripts and hidden parts are none."""
    collected = _Collected()
    for step, element in _walk(root):
        if step == "text":
            collected.add(*element)
        elif element.tag in _BLOCKS:
            yield from collected.line()
    yield from collected.line()


def _walk(root: Any) -> Iterator[tuple[str, Any]]:
    """Elements as they begin and end, and the text between them, without going deep."""
    waiting: list[tuple[str, Any, bool]] = [("begin", root, False)]
    while waiting:
        step, element, aside = waiting.pop()
        if step == "text":
            yield "text", element
            continue
        yield step, element
        if step == "begin":
            aside = aside or _is_aside(element)
            waiting.append(("end", element, aside))
            waiting += reversed(list(_parts(element, aside)))


def _parts(element: Any, aside: bool) -> Iterator[tuple[str, Any, bool]]:
    if element.text:
        yield "text", (element.text, element, aside), aside
    for child in element:
        if isinstance(child.tag, str) and not _is_unseen(child):
            yield "begin", child, aside
        if child.tail:
            yield "text", (child.tail, element, aside), aside


def _is_unseen(element: Any) -> bool:
    return element.tag in _UNSEEN or bool(_HIDDEN.search(element.get("style") or ""))


def _is_aside(element: Any) -> bool:
    if element.tag in ("html", "body", "main", "article"):
        return False
    if element.tag in ("nav", "footer", "aside"):
        return True
    return bool(_ASIDE.search(f"{element.get('class') or ''} {element.get('id') or ''}"))


class _Collected:
    """The pieces of the line that is being read."""

    def __init__(self) -> None:
        self._pieces: list[str] = []
        self._element: Any = None
        self._linked = 0
        self._aside = False

    def add(self, words: str, element: Any, aside: bool) -> None:
        """A piece of text inside an element."""
        if words.strip() and self._element is None:
            self._element, self._aside = element, aside
        self._pieces.append(words)
        if _in_link(element):
            self._linked += len("".join(words.split()))

    def line(self) -> Iterator[WebLine]:
        """The line that ends here, if it holds words."""
        text = _BLANKS.sub(" ", "".join(self._pieces)).strip(" ")
        if text.strip():
            share = self._linked / len("".join(text.split()))
            yield WebLine(text, self._element, share, self._aside)
        self.__init__()  # type: ignore[misc]


def _in_link(element: Any) -> bool:
    for _ in range(4):
        if element is None or element.tag in _BLOCKS:
            return False
        if element.tag == "a":
            return True
        element = element.getparent()
    return False


def prose_of(lines: list[WebLine]) -> Any:
    """The innermost element that holds most of the prose; None where there is none."""
    sizes: Counter[Any] = Counter()
    order: list[Any] = []
    total = 0
    for line in lines:
        if not line.is_prose:
            continue
        total += len(line.text)
        for element in (line.element, *line.element.iterancestors()):
            if element not in sizes:
                order.append(element)
            sizes[element] += len(line.text)
    enough = [element for element in order if sizes[element] >= _MOST * total]
    depth = {element: sum(1 for _ in element.iterancestors()) for element in enough}
    return max(enough, key=lambda element: depth[element], default=None)
