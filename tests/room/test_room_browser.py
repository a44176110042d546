"""The pages of a site in a browser: their look, their reach, their search."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from serve.accessible import violations

LOADED = "document.readyState === 'complete'"
#: Pages by their test's name: a kind of thing, or a path.
PAGES = (
    "index", "people", "articles", "search", "person", "organization", "place", "event", "project",
    "policy", "article", "page", "question/large-projects", "question/post-timeline",
)  # fmt: skip


def file_of(site: Path, paths: dict[str, list[str]], name: str, lang: str = "") -> Path:
    return site / lang / f"{paths[name][0] if name in paths else name}.html"


@pytest.mark.parametrize("name", PAGES)
def test_a_page_loads_from_a_disk_and_complains_of_nothing(
    browser: Any, site: Path, paths: dict[str, list[str]], name: str
) -> None:
    browser.open(file_of(site, paths, name), ready=LOADED)
    assert browser.messages == []
    assert browser.requests and all(each.startswith(site.as_uri()) for each in browser.requests)


@pytest.mark.parametrize("dark", [False, True])
@pytest.mark.parametrize("name", PAGES)
def test_a_page_is_accessible(
    browser: Any, site: Path, paths: dict[str, list[str]], name: str, dark: bool
) -> None:
    browser.dark(dark)
    browser.open(file_of(site, paths, name, "en"), ready=LOADED)
    browser.run("document.querySelectorAll('details').forEach((each) => { each.open = true; })")
    found = violations(browser)
    browser.dark(False)
    assert found == []


@pytest.mark.parametrize("width", [390, 1280])
@pytest.mark.parametrize("name", PAGES)
def test_no_page_is_wider_than_the_screen(
    browser: Any, site: Path, paths: dict[str, list[str]], name: str, width: int
) -> None:
    browser.resize(width, 844)
    browser.open(file_of(site, paths, name), ready=LOADED)
    wide = browser.run("document.documentElement.scrollWidth")
    browser.resize(*browser.size)
    assert wide <= width


def search(browser: Any, site: Path, words: str, lang: str = "") -> str:
    browser.open(site / lang / "index.html", ready=LOADED)
    browser.run("document.querySelector('input[name=q]').focus()")
    browser.type(words)
    browser.follow("document.querySelector('.find').requestSubmit()")
    browser.until("document.getElementById('finder')?.dataset.done === 'yes'")
    found: str = browser.run("document.getElementById('main').innerText")
    return found


@pytest.mark.parametrize(
    ("words", "found"),
    [("纪云舒", "人物"), ("jiyunshu", "纪云舒"), ("开工", "集中开工"), ("竹木 年底", "竹木智造"),
     ("縣政府", "县政府"), ("没有这样的词", "没有找到")],
)  # fmt: skip
def test_a_search_from_a_disk_finds(browser: Any, site: Path, words: str, found: str) -> None:
    assert found in search(browser, site, words)


def test_a_hit_leads_to_its_page_in_the_same_language(browser: Any, site: Path) -> None:
    search(browser, site, "纪云舒", "en")
    links = browser.run("[...document.querySelectorAll('.hits a')].map((each) => each.href)")
    assert links
    for link in links:
        path = Path(link.removeprefix("file://").partition("#")[0])
        assert path.is_file() and path.is_relative_to(site / "en")


def test_a_claim_lights_up_its_sentence(
    browser: Any, site: Path, paths: dict[str, list[str]]
) -> None:
    browser.open(file_of(site, paths, "article"), ready=LOADED)
    browser.run("document.querySelector('.claims .said').focus()")
    assert browser.run("document.querySelectorAll('.run.lit').length") > 0


def test_a_sentence_lights_up_what_it_states(
    browser: Any, site: Path, paths: dict[str, list[str]]
) -> None:
    browser.open(file_of(site, paths, "article"), ready=LOADED)
    lit = browser.run(
        "(() => { const li = document.querySelector('.claims li');"
        "document.getElementById('c' + li.dataset.begin).dispatchEvent(new Event('mouseenter'));"
        "return li.classList.contains('lit'); })()"
    )
    assert lit


def test_an_address_of_a_claim_shows_it(
    browser: Any, site: Path, paths: dict[str, list[str]]
) -> None:
    page = file_of(site, paths, "article")
    browser.open(page, ready=LOADED)
    name = browser.run("document.querySelector('.claims li:nth-child(3)').id")
    browser.run(f"location.hash = {json.dumps(name)}")
    browser.settle()
    assert browser.run(f"document.getElementById({json.dumps(name)}).classList.contains('lit')")
    assert browser.run("document.querySelectorAll('.run.lit').length") > 0
