"""Texts of many layouts, each with the articles a reader finds in it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from qjgraph.model import Article, Issue, Page
from qjgraph.segment import cut

LAYOUTS = yaml.safe_load((Path(__file__).parent / "layouts.yaml").read_text(encoding="utf-8"))


def articles(layout: dict[str, Any]) -> list[Article]:
    issues: list[Issue] = []
    page = Page(id="p", raw=layout["raw"], sha256="", origin="p.txt")
    result = cut(page, issues.append)
    assert not issues
    return result


def fits(paragraph: str, wanted: str) -> bool:
    begin, _, end = wanted.partition("…")
    return paragraph.startswith(begin) and paragraph.endswith(end or begin)


@pytest.fixture(params=LAYOUTS, ids=lambda layout: layout["name"])
def layout(request: pytest.FixtureRequest) -> dict[str, Any]:
    return request.param


def test_titles(layout: dict[str, Any]) -> None:
    wanted = [
        (each["title"], each.get("kicker", ""), each.get("subtitle", ""))
        for each in layout["articles"]
    ]
    assert [(a.title, a.kicker, a.subtitle) for a in articles(layout)] == wanted


def test_names(layout: dict[str, Any]) -> None:
    found = [[*a.reporters, *a.correspondents] for a in articles(layout)]
    assert found == [each["reporters"] for each in layout["articles"]]


def test_paragraphs(layout: dict[str, Any]) -> None:
    for article, wanted in zip(articles(layout), layout["articles"], strict=True):
        found = article.paragraphs()
        pairs = zip(found, wanted["paragraphs"], strict=True)
        assert all(fits(*pair) for pair in pairs), found
