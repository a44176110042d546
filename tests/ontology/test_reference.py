"""The reference page of the ontology."""

from __future__ import annotations

import re
from functools import cache
from html.parser import HTMLParser
from pathlib import Path

from tools import ontology_docs

from qjgraph.rdf.vocab import CODES


@cache
def page() -> str:
    return ontology_docs.render()


class Links(HTMLParser):
    """The anchors of a page, its links into itself, and what it would load."""

    def __init__(self) -> None:
        super().__init__()
        self.anchors: set[str] = set()
        self.inward: set[str] = set()
        self.loads: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = dict(attrs)
        if "id" in found:
            assert found["id"] not in self.anchors, f"{found['id']} stands twice"
            self.anchors.add(str(found["id"]))
        if (found.get("href") or "").startswith("#"):
            self.inward.add(str(found["href"])[1:])
        if tag in ("script", "link", "img", "iframe"):
            self.loads.append(tag)


@cache
def links() -> Links:
    parser = Links()
    parser.feed(page())
    return parser


def test_the_page_in_docs_is_fresh(root: Path) -> None:
    written = (root / ontology_docs.PAGE).read_text(encoding="utf-8")
    assert written == page(), "run: python -m tools.ontology_docs"


def test_every_link_into_the_page_has_its_place() -> None:
    assert links().inward - links().anchors == set()


def test_every_code_has_a_place() -> None:
    wanted = {f"qjc-{scheme}-{code}" for scheme, codes in CODES.items() for code in codes}
    assert wanted - links().anchors == set()


def test_the_page_loads_nothing() -> None:
    assert links().loads == [] and "@import" not in page() and "url(" not in page()


def test_no_blank_node_shows() -> None:
    assert re.findall(r"_:[0-9a-z]+", page()) == []
