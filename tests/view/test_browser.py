"""The page in a browser: what is seen, clicked and typed.  Skipped where there is none."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from qjgraph.view.html import render
from qjgraph.view.project import project
from rdf.build import sample
from view.graphs import hostile, wheel
from view.hostile import TEXTS
from view.stores import store_of

RENDERED = ("whole", "projects", "ego", "hostile", "wheel", "whole canvas", "hostile canvas")


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    folder = tmp_path_factory.mktemp("pages")
    store = store_of(sample())
    graphs = {
        "whole": project(store, "whole"),
        "projects": project(store, "projects"),
        "ego": project(store, "ego", around="云溪灌区"),
        "hostile": hostile(),
        "wheel": wheel(60, 40),
    }
    paths = {}
    for name in RENDERED:
        kind, _, renderer = name.partition(" ")
        paths[name] = folder / f"{kind}{renderer}.html"
        text = render(graphs[kind], title=f"图 {kind}", renderer=renderer or "pyvis")
        paths[name].write_text(text, encoding="utf-8", newline="\n")
    return paths


def text(browser: Any, selector: str) -> str:
    found: str = browser.run(f"document.querySelector({json.dumps(selector)}).innerText")
    return found


def find(browser: Any, name: str) -> None:
    """Looks a name up as a person does, and takes the first found."""
    browser.run("document.getElementById('search').focus()")
    browser.run("document.getElementById('search').select()")
    browser.type(name)
    browser.settle()
    browser.key("Enter")


@pytest.mark.parametrize("name", RENDERED)
def test_a_page_asks_for_nothing_and_complains_of_nothing(
    browser: Any, pages: dict[str, Path], name: str
) -> None:
    browser.open(pages[name])
    assert browser.requests == [pages[name].as_uri()]
    assert browser.messages == []


@pytest.mark.parametrize("name", ["whole", "whole canvas"])
def test_something_is_drawn(browser: Any, pages: dict[str, Path], name: str) -> None:
    browser.open(pages[name])
    inked = browser.run(
        "(() => { const c = document.querySelector('canvas');"
        "const d = c.getContext('2d').getImageData(0, 0, c.width, c.height).data;"
        "let n = 0; for (let i = 3; i < d.length; i += 4) if (d[i]) n++; return n; })()"
    )
    assert inked > 2000


def test_a_search_opens_facts_relations_and_quotes(browser: Any, pages: dict[str, Path]) -> None:
    browser.open(pages["whole"])
    find(browser, "蓝秀")
    panel = text(browser, "#panel")
    assert panel.startswith("×\n蓝秀珍") or "蓝秀珍" in panel.splitlines()[:3]
    assert "县长" in panel and "云岭县" in panel
    assert "县长蓝秀珍主持召开县政府第112次常务会议" in panel
    assert "《县政府召开常务会议》 · 2025-11-14 · 云岭报 · n1" in panel
    assert text(browser, "#panel mark") == "蓝秀珍"


def test_a_click_on_a_node_opens_it(browser: Any, pages: dict[str, Path]) -> None:
    browser.open(pages["ego"])
    browser.key("Escape")
    x, y = browser.run(
        "(() => { const c = document.querySelector('canvas').getBoundingClientRect();"
        "return [c.left, c.top]; })()"
    )
    found = browser.run("document.getElementById('panel').innerText")
    assert "云溪灌区" in found
    # the center is the best connected: search it from the middle outwards
    for dx, dy in ((a, b) for a in range(0, 900, 24) for b in range(0, 700, 24)):
        color = browser.run(
            f"(() => {{ const c = document.querySelector('canvas'), s = devicePixelRatio;"
            f"const p = c.getContext('2d').getImageData({dx} * s, {dy} * s, 1, 1).data;"
            "return [...p].join(','); })()"
        )
        if color == "230,159,0,255":  # the orange of an organization
            browser.click(x + dx, y + dy)
            break
    assert text(browser, "#panel h2") == "云水建设有限公司"


def test_following_a_relation_and_its_line(browser: Any, pages: dict[str, Path]) -> None:
    browser.open(pages["whole"])
    find(browser, "云水")
    browser.run("document.querySelector('.tie .role').click()")
    assert "由云水建设有限公司承建" in text(browser, "#panel")
    browser.run("document.querySelector('.pair button:last-child').click()")
    assert text(browser, "#panel h2") == "云溪灌区"


def test_facts_open_on_their_sentence(browser: Any, pages: dict[str, Path]) -> None:
    browser.open(pages["whole"])
    find(browser, "云溪灌区")
    browser.run("document.querySelectorAll('details.fact summary')[1].click()")
    browser.settle()
    assert "该项目总投资约2.8亿元" in text(browser, "details.fact[open]")


def test_a_quoted_speaker_is_named(browser: Any, pages: dict[str, Path]) -> None:
    browser.open(pages["whole"])
    find(browser, "云溪灌区")
    browser.run("document.querySelectorAll('details.fact summary')[0].click()")
    browser.settle()
    assert "据蓝秀珍所说" in text(browser, "details.fact[open] figcaption")


def test_the_language_can_be_changed(browser: Any, pages: dict[str, Path]) -> None:
    browser.open(pages["projects"])
    find(browser, "完工")
    browser.run("document.getElementById('lang').click()")
    assert browser.run("document.documentElement.lang") == "en"
    assert "nodes" in text(browser, "#counts")
    assert text(browser, "#panel h2") == "completion 2026-03 · 65.5% · planned"
    assert "planned" in text(browser, "#panel")


def test_the_legend_hides_a_class(browser: Any, pages: dict[str, Path]) -> None:
    browser.open(pages["wheel"])
    before = browser.run("document.querySelector('#panel').innerText")
    browser.run("document.querySelector('#legend label input').click()")
    browser.run("document.getElementById('lang').click()")
    after = browser.run("document.querySelector('#panel').innerText")
    assert "人0" in before and "轮毂" in before
    assert "人0" not in after and "轮毂" in after


def test_keys_alone_reach_everything(browser: Any, pages: dict[str, Path]) -> None:
    browser.open(pages["whole"])
    for _ in range(60):
        browser.key("Tab")
        if browser.run("document.activeElement.id") == "graph":
            break
    assert browser.run("document.activeElement.id") == "graph"
    browser.run("document.getElementById('search').focus()")
    browser.type("云溪")
    browser.settle()
    browser.key("ArrowDown")
    chosen = browser.run("document.querySelector('#results [aria-selected=true]').innerText")
    browser.key("Enter")
    assert chosen.startswith(text(browser, "#panel h2"))
    browser.key("Escape")
    assert browser.run("document.querySelector('#panel h2')") is None


def test_an_address_opens_at_a_node(browser: Any, pages: dict[str, Path]) -> None:
    browser.open(pages["hostile"])
    browser.run("location.hash = '#' + encodeURIComponent('urn:' + 'javascript:window.__struck=1')")
    browser.settle()
    assert text(browser, "#panel h2") == TEXTS["link"]


@pytest.mark.parametrize("page", ["hostile", "hostile canvas"])
@pytest.mark.parametrize("name", sorted(TEXTS))
def test_hostile_text_is_shown_not_run(
    browser: Any, pages: dict[str, Path], name: str, page: str
) -> None:
    browser.open(pages[page])
    iri = "urn:" + TEXTS[name].encode("utf-8", "replace").decode()
    browser.run(f"location.hash = '#' + encodeURIComponent({json.dumps(iri)})")
    browser.settle()
    browser.run("document.querySelectorAll('#panel summary').forEach(item => item.click())")
    browser.settle()
    expected = "".join(
        f"⟨{ord(ch):04X}⟩" if ch in "\u202e\u2066\u200f\x00\x07" else ch
        for ch in TEXTS[name].encode("utf-8", "replace").decode()
    )
    shown = browser.run("document.querySelector('#panel h2').textContent")
    assert shown == expected
    assert browser.run("window.__struck") is None
    assert (
        browser.run("document.querySelectorAll('#panel img, #panel a, #panel script').length") == 0
    )
    assert browser.messages == []


def test_dark_and_light_differ(browser: Any, pages: dict[str, Path], tmp_path: Path) -> None:
    browser.open(pages["whole"])
    color = "getComputedStyle(document.body).backgroundColor"
    light = browser.run(color)
    browser.dark(True)
    dark = browser.run(color)
    browser.dark(False)
    assert light != dark
