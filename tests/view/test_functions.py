"""What a reader can do in the page, on either renderer.  Skipped where there is no browser."""

from __future__ import annotations

import base64
import io
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import networkx as nx
import pytest

from qjgraph.store import open_store
from qjgraph.view.facts import Words
from qjgraph.view.html import RENDERERS, render
from qjgraph.view.project import VIEWS, project
from view.graphs import edge, evidence, hostile, node, poisoned
from view.hostile import CANARY, TEXTS
from view.stores import meetings
from view.test_browser import find, text

#: How many elements there are that none of ours makes.
ACTING = "document.querySelectorAll('body img, body a, main script, aside script, b, i').length"

Open = Callable[[nx.MultiDiGraph], None]


@pytest.fixture(params=RENDERERS)
def show(request: pytest.FixtureRequest, browser: Any, tmp_path: Path) -> Open:
    """Opens the page of a graph, and keeps what the page saves instead of saving it."""

    def opened(graph: nx.MultiDiGraph) -> None:
        page = tmp_path / "page.html"
        page.write_text(render(graph, title="图", renderer=request.param), encoding="utf-8")
        browser.open(page)
        browser.run(
            "HTMLAnchorElement.prototype.click = function () { window.__name = this.download; };"
            "URL.createObjectURL = blob => { window.__saved = blob; return 'blob:none'; }"
        )

    return opened


def ring() -> nx.MultiDiGraph:
    """甲 to 乙 to 丙 to 丁, and 戊 alone with 己; two papers, three days, two roles."""
    graph = nx.MultiDiGraph(view="ego", undated=0)
    for name in ("周甲", "吴乙", "郑丙", "王丁", "冯戊", "陈己"):
        graph.add_node(name, **node(name, iri=f"urn:{name}"))
    ties = [
        ("周甲", "吴乙", "2025-01-05", "东报", "chair"),
        ("吴乙", "郑丙", "2025-02-05", "东报", "attendee"),
        ("王丁", "郑丙", "2025-03-05", "西报", "attendee"),
        ("冯戊", "陈己", "", "西报", "attendee"),
    ]
    for one, other, day, source, role in ties:
        quote = evidence(
            f"{one}和{other}到会。", date=day, days=(day, day), source=source, article=f"urn:{one}"
        )
        graph.add_edge(
            one, other, role, **edge({"chair": "主持"}.get(role, "参加"), role=role,
            evidence=(quote,)),
        )  # fmt: skip
    return graph


def counts(browser: Any) -> str:
    return text(browser, "#counts")


def press(browser: Any, selector: str, index: int = 0) -> None:
    browser.run(f"document.querySelectorAll({json.dumps(selector)})[{index}].click()")
    browser.settle()


def press_words(browser: Any, words: str) -> None:
    """Presses the button that says so."""
    browser.run(
        "[...document.querySelectorAll('#panel button, #prompt button, #bar button')]"
        f".find(made => made.textContent === {json.dumps(words)}).click()"
    )
    browser.settle()


def untick(browser: Any, words: str) -> None:
    """Clears a checkbox of the legend or the drawer."""
    browser.run(
        "[...document.querySelectorAll('#bar label')]"
        f".find(made => made.innerText.includes({json.dumps(words)})"
        f" || made.textContent.includes({json.dumps(words)})).querySelector('input').click()"
    )
    browser.settle()


# ----------------------------------------------------------------------------- search


@pytest.mark.parametrize("typed", ["郑丙", "丙", "zb", "zhengb", "ZhengBing", "郑 bing"])
def test_a_name_is_found_as_written_and_in_pinyin(show: Open, browser: Any, typed: str) -> None:
    show(ring())
    find(browser, typed)
    assert text(browser, "#panel h2") == "郑丙"


def test_what_is_not_there_is_said(show: Open, browser: Any) -> None:
    show(ring())
    browser.run("document.getElementById('search').focus()")
    browser.type("zq")
    assert text(browser, "#results") == "图中没有这个名称"


# ----------------------------------------------------------------------------- filters


@pytest.mark.parametrize(
    ("words", "left"),
    [
        ("主持", "显示 6 / 6 个节点 · 3 / 4 条关系"),
        ("参与", "显示 6 / 6 个节点 · 0 / 4 条关系"),
        ("人物", "显示 0 / 6 个节点 · 0 / 4 条关系"),
        ("西报", "显示 3 / 6 个节点 · 2 / 4 条关系"),
    ],
)
def test_classes_roles_and_papers_are_filtered(
    show: Open, browser: Any, words: str, left: str
) -> None:
    show(ring())
    untick(browser, words)
    assert counts(browser).endswith(left)
    press_words(browser, "显示全部")
    assert counts(browser) == "关系圈 · 6 个节点 · 4 条关系"


def test_an_empty_picture_is_explained(show: Open, browser: Any) -> None:
    show(ring())
    untick(browser, "人物")
    assert text(browser, "#empty") == "筛选之后没有可显示的内容。"


def test_a_period_hides_what_is_outside_and_what_is_undated(show: Open, browser: Any) -> None:
    show(ring())
    browser.run(
        "until = document.getElementById('until'); until.value = 1;"
        "until.dispatchEvent(new Event('input'))"
    )
    assert text(browser, "#when") == "2025-01-05 – 2025-02-05"
    assert counts(browser).endswith("显示 3 / 6 个节点 · 2 / 4 条关系")
    assert text(browser, "#undated") == "1 条没有日期的关系未显示"
    assert browser.run("until.getAttribute('aria-valuetext')") == "2025-02-05"


def test_the_player_goes_through_time(show: Open, browser: Any) -> None:
    show(project(meetings(), "coattendance"))
    assert text(browser, "#when") == "全部时间 2025-03-01 – 2025-09-01"
    seen = browser.run(
        "(async () => { const seen = [], when = document.getElementById('when');"
        "new MutationObserver(() => seen.push(when.textContent)).observe(when, {childList: true});"
        "const play = document.getElementById('play'); play.click();"
        "await new Promise(done => setInterval(() => play.textContent === '▶' && done(), 50));"
        "return [...new Set(seen)]; })()"
    )
    assert seen == [
        "2025-03-01", "2025-03-01 – 2025-04-01", "2025-03-01 – 2025-04-02",
        "全部时间 2025-03-01 – 2025-09-01",
    ]  # fmt: skip


def test_a_search_for_what_is_hidden_shows_it_again(show: Open, browser: Any) -> None:
    show(ring())
    untick(browser, "西报")
    find(browser, "冯戊")
    assert text(browser, "#panel h2") == "冯戊"
    assert counts(browser) == "关系圈 · 6 个节点 · 4 条关系"


# ------------------------------------------------------------------------ focus and ways


def test_focus_keeps_the_surroundings(show: Open, browser: Any) -> None:
    show(ring())
    find(browser, "周甲")
    press_words(browser, "只看周围")
    assert counts(browser).endswith("显示 2 / 6 个节点 · 1 / 4 条关系")
    press_words(browser, "2 步")
    assert counts(browser).endswith("显示 3 / 6 个节点 · 2 / 4 条关系")
    press_words(browser, "显示全部")
    assert counts(browser) == "关系圈 · 6 个节点 · 4 条关系"


def test_a_path_is_shown_step_by_step(show: Open, browser: Any) -> None:
    show(ring())
    find(browser, "周甲")
    press_words(browser, "找到…的路径")
    assert "从“周甲”出发" in text(browser, "#prompt")
    find(browser, "王丁")
    assert "周甲 到 王丁：3 步" in text(browser, "#panel")
    steps = text(browser, "#panel .way").split("\n")
    assert [step for step in steps if step] == [
        "周甲", "↓ 主持", "吴乙", "↓ 参加", "郑丙", "↑ 参加", "王丁",
    ]  # fmt: skip
    press(browser, "#panel .way .role", 2)
    assert "王丁和郑丙到会。" in text(browser, "#panel")


def test_where_no_path_is_the_page_says_so(show: Open, browser: Any) -> None:
    show(ring())
    find(browser, "周甲")
    press_words(browser, "找到…的路径")
    find(browser, "冯戊")
    assert "周甲 与 冯戊 之间没有路径" in text(browser, "#panel")


# ------------------------------------------------------------------------------- saving


def saved(browser: Any, id: str) -> tuple[str, bytes]:
    """What the page would save: the file's name and its bytes."""
    browser.run("window.__saved = null")
    press(browser, f"#{id}")
    told = browser.run(
        "(async () => { while (!window.__saved) await new Promise(done => setTimeout(done, 20));"
        "const bytes = new Uint8Array(await window.__saved.arrayBuffer());"
        "return btoa(Array.from(bytes, byte => String.fromCharCode(byte)).join('')); })()"
    )
    return browser.run("window.__name"), base64.b64decode(told)


def test_a_picture_in_points_is_saved(show: Open, browser: Any) -> None:
    show(ring())
    name, data = saved(browser, "png")
    assert name == "图.png"
    assert data.startswith(b"\x89PNG\r\n") and len(data) > 5000


def test_a_picture_in_lines_is_saved_with_its_names(show: Open, browser: Any) -> None:
    show(ring())
    name, data = saved(browser, "svg")
    words = [element.text for element in ElementTree.fromstring(data).iter() if element.text]
    assert name == "图.svg"
    assert {"周甲", "王丁", "图", "人物", "参与"} <= set(words)


def test_the_graph_that_is_shown_is_saved(show: Open, browser: Any) -> None:
    show(ring())
    untick(browser, "西报")
    _, data = saved(browser, "gexf")
    graph = nx.read_gexf(io.BytesIO(data))
    assert {told["label"] for _, told in graph.nodes(data=True)} == {"周甲", "吴乙", "郑丙"}
    assert graph.nodes["urn:周甲"]["kind"] == "person"
    assert graph.edges["urn:周甲", "urn:吴乙"]["role"] == "chair"


@pytest.mark.parametrize("id", ["svg", "gexf"])
def test_hostile_text_is_text_in_what_is_saved(show: Open, browser: Any, id: str) -> None:
    show(hostile())
    _, data = saved(browser, id)
    root = ElementTree.fromstring(data)
    tags = {element.tag.rpartition("}")[2] for element in root.iter()}
    assert tags & {"script", "img", "a", "b", "foreignObject"} == set()
    assert not [key for element in root.iter() for key in element.attrib if key.startswith("on")]
    assert CANARY.encode() in data


# -------------------------------------------------------------------- hostile text around


@pytest.mark.parametrize("view", VIEWS)
def test_hostile_text_acts_in_no_view(
    show: Open, browser: Any, sample_graph: Path, view: str
) -> None:
    show(poisoned(project(open_store(sample_graph), view, around="白云山水库", depth=3)))
    for language in ("zh", "en"):
        browser.run("document.getElementById('more').open = true")
        for step in ("]", "]", "n", "n"):
            browser.run("document.getElementById('graph').focus()")
            browser.key(step)
        browser.run("document.querySelectorAll('#panel summary').forEach(made => made.click())")
        browser.run("document.querySelector('#panel .role')?.click()")
        assert browser.run(ACTING) == 0, language
        press(browser, "#lang")
    for id in ("svg", "gexf"):
        ElementTree.fromstring(saved(browser, id)[1])
    assert browser.run("window.__struck") is None
    assert browser.messages == []
    assert browser.requests == [browser.run("location.href")]


def test_hostile_text_acts_nowhere_on_the_way(show: Open, browser: Any) -> None:
    show(hostile())
    browser.run("document.getElementById('more').open = true")
    browser.run("document.getElementById('search').focus()")
    browser.settle()
    find(browser, TEXTS["script"])
    press_words(browser, "找到…的路径")
    find(browser, TEXTS["svg"])
    assert f"{TEXTS['script']} 到 {TEXTS['svg']}：2 步" in text(browser, "#panel")
    assert "<img src=x" in browser.run("document.getElementById('drawer').textContent")
    assert browser.run(ACTING) == 0
    assert browser.run("window.__struck") is None
    assert browser.messages == []


# ------------------------------------------------------------------- keys, look, measures


def inked(browser: Any) -> str:
    """A print of what the canvas holds."""
    return str(browser.run("document.querySelector('#graph canvas').toDataURL()"))


@pytest.mark.parametrize("key", ["+", "-", "ArrowLeft", "ArrowDown", "]", "["])
def test_keys_move_the_picture(show: Open, browser: Any, key: str) -> None:
    show(ring())
    browser.run("document.getElementById('graph').focus()")
    before = inked(browser)
    browser.key(key)
    browser.settle()
    assert inked(browser) != before


def test_a_page_opens_with_all_in_sight(show: Open, browser: Any, sample_graph: Path) -> None:
    browser.resize(390, 844)
    show(project(open_store(sample_graph), "series"))
    before = inked(browser)
    browser.run("document.getElementById('graph').focus()")
    browser.key("f")
    after = inked(browser)
    browser.resize(*browser.size)
    assert before == after


def test_keys_focus_and_seek_a_path(show: Open, browser: Any) -> None:
    show(ring())
    find(browser, "周甲")
    browser.run("document.getElementById('graph').focus()")
    browser.key("n")
    assert counts(browser).endswith("显示 2 / 6 个节点 · 1 / 4 条关系")
    browser.key("n")
    browser.key("p")
    assert browser.run("document.activeElement.id") == "search"
    browser.key("Escape")
    browser.key("Escape")
    assert browser.run("document.getElementById('prompt').hidden")


def test_every_control_has_a_name(show: Open, browser: Any) -> None:
    show(ring())
    find(browser, "周甲")
    nameless = browser.run(
        "[...document.querySelectorAll('button, input, select, summary, [role]')].filter(made =>"
        "!made.textContent.trim() && !made.getAttribute('aria-label') && !made.closest('label')"
        "&& made.id !== 'live').map(made => made.outerHTML)"
    )
    assert nameless == []


def test_the_look_can_be_set(show: Open, browser: Any) -> None:
    show(ring())
    paper = "getComputedStyle(document.body).backgroundColor"
    looks = []
    for _ in range(3):
        looks.append(browser.run(paper))
        press(browser, "#look")
    assert looks[0] == looks[1] != looks[2]


def test_measures_are_shown_and_change_size_and_colour(show: Open, browser: Any) -> None:
    graph = ring()
    graph.graph["measures"] = {"degree": Words("度中心性", "degree centrality")}
    for name, told in graph.nodes(data=True):
        told["measures"] = {"degree": graph.degree(name)}
    show(graph)
    find(browser, "吴乙")
    assert "度中心性\n2" in text(browser, "#panel")
    browser.key("Escape")
    for index in (0, 1):
        before = inked(browser)
        browser.run(
            f"list = document.querySelectorAll('#drawer select')[{index}];"
            "list.value = 'degree'; list.dispatchEvent(new Event('change'))"
        )
        browser.settle()
        assert inked(browser) != before
