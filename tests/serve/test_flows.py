"""What a newcomer does in the reading room, in a real browser."""

from __future__ import annotations

import csv
import json
import time
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote, urlencode, urlsplit

import pytest
from accessible import violations
from servers import Server
from tools.browser import Browser

import qjgraph

BASE = "https://w3id.org/qjgraph/"
WIDTHS = {"wide": (1280, 900), "phone": (390, 844)}
ASKED = "SELECT ?name WHERE { ?person a qj:Person ; rdfs:label ?name } ORDER BY ?name"


@pytest.fixture(params=sorted(WIDTHS))
def width(request: pytest.FixtureRequest, browser: Browser) -> Iterator[str]:
    """Both widths, one after the other."""
    browser.resize(*WIDTHS[request.param])
    yield request.param
    browser.resize(*WIDTHS["wide"])


@pytest.fixture(scope="module")
def places(sample_graph: Path) -> dict[str, str]:
    """The address of one page of each kind."""
    graph = qjgraph.open(sample_graph)

    def first(kind: str) -> str:
        rows = graph.query(
            f"SELECT ?s (COUNT(?c) AS ?n) {{ ?s a qj:{kind} . ?c ?p ?s }}"
            " GROUP BY ?s ORDER BY DESC(?n) ?s LIMIT 1"
        )
        assert isinstance(rows, qjgraph.Rows)
        return "/" + str(rows[0]["s"]).removeprefix(BASE)

    kinds = ("Person", "Organization", "Place", "Project", "Event", "Policy", "Article", "Page")
    return {
        "start": "/",
        "people": "/people",
        "articles": "/articles",
        "search": "/search?q=" + quote("项目 开工"),
        "no search": "/search",
        "nothing found": "/search?q=" + quote("无此词语"),
        "query": "/query?" + urlencode({"query": ASKED}),
        "question": "/question/large-projects",
        "question that asks": "/question/posts",
        "missing": "/people?page=99999",
        **{kind.lower(): first(kind) for kind in kinds},
    }


KINDS = (
    "start", "people", "articles", "search", "no search", "nothing found", "query", "question",
    "question that asks", "person", "organization", "place", "project", "event", "policy",
    "article", "page",
)  # fmt: skip


def text(browser: Browser, selector: str) -> str:
    return str(browser.run(f"document.querySelector({json.dumps(selector)}).innerText"))


def marked(browser: Browser) -> str:
    """The words of an article that a link to them marks."""
    script = "[...document.querySelectorAll('.text .focus')].map(run => run.innerText).join('')"
    return str(browser.run(script))


def click(browser: Browser, selector: str) -> None:
    browser.run(f"document.querySelector({json.dumps(selector)}).click()")
    browser.settle()


def answered(browser: Browser) -> None:
    """Waits until the editor shows an answer or a problem."""
    browser.until("!document.getElementById('answer').hidden || "
                  "!document.getElementById('problem').hidden")  # fmt: skip
    browser.settle()


def written(browser: Browser, sparql: str) -> None:
    """Replaces the query by typing, as a person does."""
    browser.run("document.querySelector('.CodeMirror textarea').focus()")
    browser.run("document.querySelector('.CodeMirror').CodeMirror.execCommand('selectAll')")
    browser.type(sparql)
    browser.settle()


def opened(browser: Browser, server: Server, sparql: str) -> None:
    """The editor with a query that has been run."""
    browser.open(f"{server.address}/query?{urlencode({'query': sparql})}")
    answered(browser)


def quiet(browser: Browser, server: Server) -> None:
    """Nothing was asked of another host, nothing broke, no policy was hurt."""
    own = urlsplit(server.address).netloc
    outside = [
        url for url in browser.requests
        if urlsplit(url).scheme not in ("data", "blob") and urlsplit(url).netloc != own
    ]  # fmt: skip
    assert outside == []
    assert browser.messages == []


# --------------------------------------------------------------------- every kind of page


@pytest.mark.parametrize("lang", ["", "/en"])
@pytest.mark.parametrize("kind", KINDS)
def test_a_page_is_accessible_and_keeps_to_itself(
    browser: Browser, room: Server, places: dict[str, str], width: str, kind: str, lang: str
) -> None:
    browser.open(f"{room.address}{lang}{places[kind]}")
    if kind == "query":
        answered(browser)
    assert "\n".join(violations(browser)) == ""
    quiet(browser, room)


@pytest.mark.parametrize("kind", ["start", "query", "search", "question", "person", "article"])
def test_the_dark_look_is_legible(
    browser: Browser, room: Server, places: dict[str, str], kind: str
) -> None:
    browser.dark(True)
    browser.open(room.address + places[kind])
    if kind == "query":
        answered(browser)
    found = violations(browser)
    browser.dark(False)
    assert "\n".join(found) == ""


@pytest.mark.parametrize("kind", KINDS)
def test_a_phone_need_not_scroll_sideways(
    browser: Browser, room: Server, places: dict[str, str], kind: str
) -> None:
    browser.resize(*WIDTHS["phone"])
    browser.open(room.address + places[kind])
    wide = browser.run("document.documentElement.scrollWidth")
    browser.resize(*WIDTHS["wide"])
    assert wide <= WIDTHS["phone"][0]


def test_a_picture_of_relations_draws_under_its_own_policy(
    browser: Browser, room: Server, places: dict[str, str]
) -> None:
    browser.open(
        f"{room.address}/graph{places['person']}",
        ready="document.documentElement?.dataset.ready === 'yes'",
    )
    quiet(browser, room)


# ------------------------------------------------------------------------------- finding


def test_a_person_is_found_and_the_sentence_behind_a_post(
    browser: Browser, room: Server, width: str
) -> None:
    browser.open(room.address)
    browser.run("document.querySelector('input[type=search]').focus()")
    browser.type("余文斌")
    browser.follow("document.querySelector('.find button').click()")
    assert "余文斌" in text(browser, ".hits")
    browser.follow("document.querySelector('.hits a').click()")
    assert text(browser, "h1") == "余文斌"
    click(browser, "td.why summary")
    assert "余文斌" in text(browser, "td.why blockquote")
    browser.follow("document.querySelector('td.why figcaption a').click()")
    assert "余文斌" in marked(browser)
    quiet(browser, room)


@pytest.mark.parametrize("words", ["余文斌", "yuwenbin", "ywb", "餘文斌"])
def test_a_name_is_found_however_it_is_typed(browser: Browser, room: Server, words: str) -> None:
    browser.open(f"{room.address}/search?q={quote(words)}")
    assert text(browser, ".hits a") == "余文斌"


def test_what_was_found_is_marked_and_leads_to_its_sentence(browser: Browser, room: Server) -> None:
    browser.open(f"{room.address}/search?q={quote('开工')}&kind=article")
    assert text(browser, ".hits mark") == "开工"
    browser.follow("document.querySelector('.hits a').click()")
    assert "开工" in marked(browser)


def test_a_facet_narrows(browser: Browser, room: Server) -> None:
    browser.open(f"{room.address}/search?q={quote('项目')}")
    before = browser.run("document.querySelectorAll('.hits li').length")
    browser.follow("document.querySelector('#facet-place ~ ul a[href*=place]').click()")
    assert 0 < browser.run("document.querySelectorAll('.hits li p').length") < before


def test_keys_alone_reach_the_search_and_the_text(browser: Browser, room: Server) -> None:
    browser.open(room.address)
    browser.key("Tab")
    assert browser.run("document.activeElement.className") == "skip"
    browser.key("Tab")
    browser.key("Tab")
    assert browser.run("document.activeElement.type") == "search"


def test_the_other_language_is_the_same_page(browser: Browser, room: Server) -> None:
    browser.open(f"{room.address}/question/posts?{urlencode({'who': '余文斌'})}")
    rows = browser.run("document.querySelectorAll('tbody tr').length")
    browser.follow("document.querySelector('a.language').click()")
    assert browser.run("document.documentElement.lang") == "en"
    assert browser.run("document.querySelectorAll('tbody tr').length") == rows > 0


# --------------------------------------------------------------------------- a question


def test_a_question_is_asked_and_its_query_opened(
    browser: Browser, room: Server, width: str
) -> None:
    browser.open(room.address)
    browser.follow("document.querySelector('a[href$=\"/question/large-projects\"]').click()")
    assert browser.run("document.querySelectorAll('tbody tr').length") > 0
    click(browser, "details:last-of-type summary")
    browser.follow("document.querySelector('a[href*=\"query?question\"]').click()")
    browser.until("document.querySelector('.CodeMirror') !== null")
    assert "SELECT" in browser.run("document.querySelector('.CodeMirror').CodeMirror.getValue()")
    click(browser, "#run")
    answered(browser)
    assert browser.run("document.querySelectorAll('#view-table tbody tr').length") > 0
    quiet(browser, room)


def test_a_questions_csv_is_its_table(browser: Browser, room: Server, tmp_path: Path) -> None:
    browser.save_into(tmp_path)
    browser.open(f"{room.address}/question/large-projects")
    shown = browser.run("document.querySelectorAll('tbody tr').length")
    click(browser, ".twins a[href*='.csv']")
    with saved(tmp_path).open(encoding="utf-8-sig", newline="") as file:
        assert len(list(csv.reader(file))) == shown + 1


def saved(folder: Path) -> Path:
    """The one file that a browser has finished to save."""
    end = time.monotonic() + 20
    while time.monotonic() < end:
        files = [path for path in folder.iterdir() if path.suffix != ".crdownload"]
        if files:
            return files[0]
        time.sleep(0.05)
    raise AssertionError("nothing was saved")


# ------------------------------------------------------------------------------ the editor


def test_a_query_is_edited_and_run_by_keys(browser: Browser, room: Server, width: str) -> None:
    browser.open(f"{room.address}/query")
    browser.until("document.querySelector('.CodeMirror') !== null")
    written(browser, ASKED)
    browser.send("Input.dispatchKeyEvent", type="rawKeyDown", key="Enter", code="Enter",
                 windowsVirtualKeyCode=13, modifiers=2)  # fmt: skip
    answered(browser)
    rows = browser.run("document.querySelectorAll('#view-table tbody tr').length")
    assert rows > 20
    assert text(browser, "#status").startswith(str(rows))
    quiet(browser, room)


def test_an_iri_of_an_answer_leads_to_its_page(browser: Browser, room: Server) -> None:
    opened(browser, room, "SELECT ?p WHERE { ?p a qj:Person ; rdfs:label '余文斌'@zh }")
    browser.follow("document.querySelector('#view-table td a').click()")
    assert text(browser, "h1") == "余文斌"


def test_numbers_are_drawn_as_bars(browser: Browser, room: Server) -> None:
    opened(browser, room, "SELECT ?k (COUNT(*) AS ?n) WHERE { ?s a ?k } GROUP BY ?k LIMIT 5")
    click(browser, "#tab-chart")
    assert browser.run("document.querySelectorAll('#view-chart rect.bar').length") == 5


def test_triples_are_drawn_as_a_graph(browser: Browser, room: Server) -> None:
    opened(browser, room, "CONSTRUCT { ?e qj:person ?p } { ?x qj:event ?e ; qj:person ?p }")
    click(browser, "#tab-graph")
    assert browser.run("document.querySelectorAll('#view-graph line').length") > 5
    assert browser.run("document.querySelectorAll('#view-graph a circle').length") > 5


def test_an_answer_is_saved_as_csv(browser: Browser, room: Server, tmp_path: Path) -> None:
    browser.save_into(tmp_path)
    opened(browser, room, ASKED)
    shown = browser.run("document.querySelectorAll('#view-table tbody tr').length")
    click(browser, "#csv")
    with saved(tmp_path).open(encoding="utf-8", newline="") as file:
        rows = list(csv.reader(file))
    assert rows[0] == ["name"]
    assert len(rows) == shown + 1


def test_an_error_is_told_and_marked_where_it_is(browser: Browser, room: Server) -> None:
    opened(browser, room, "SELECT ?s WHERE {\n  ?s a zz:Person }\n")
    assert "line 2, column 8" in text(browser, "#problem")
    assert browser.run("document.querySelector('.CodeMirror').CodeMirror.getCursor().line") == 1
    assert browser.run("document.querySelector('.CodeMirror .mistake') !== null")


@pytest.mark.parametrize(
    ("typed", "offered"), [("qj:Pers", "qj:Person"), ("人物", "qj:Person"), ("?na", "?name")]
)
def test_terms_are_completed_by_name_and_by_their_words(
    browser: Browser, room: Server, typed: str, offered: str
) -> None:
    browser.open(f"{room.address}/query")
    browser.until("document.querySelector('.CodeMirror') !== null")
    written(browser, "SELECT ?name WHERE { ?x a ")
    browser.type(typed)
    browser.send("Input.dispatchKeyEvent", type="rawKeyDown", key=" ", code="Space",
                 windowsVirtualKeyCode=32, modifiers=2)  # fmt: skip
    browser.until("document.querySelector('.CodeMirror-hints') !== null")
    assert offered in text(browser, ".CodeMirror-hints")


def test_a_shared_address_brings_the_query_back(browser: Browser, room: Server) -> None:
    browser.open(f"{room.address}/query")
    browser.until("document.querySelector('.CodeMirror') !== null")
    written(browser, ASKED)
    click(browser, "#link")
    browser.until("location.search.length > 1")
    address = str(browser.run("location.href"))
    browser.open(address)
    answered(browser)
    assert browser.run("document.querySelector('.CodeMirror').CodeMirror.getValue()") == ASKED


def test_hostile_text_in_an_answer_is_shown_not_run(browser: Browser, room: Server) -> None:
    struck = "<img src=x onerror='window.struck=1'>"
    opened(browser, room, f'SELECT ?x WHERE {{ BIND("{struck}" AS ?x) }}')
    assert text(browser, "#view-table td") == struck
    assert browser.run("window.struck") is None
    quiet(browser, room)


def test_hostile_words_in_a_search_are_shown_not_run(browser: Browser, room: Server) -> None:
    struck = "\"><script>window.struck=1</script>' OR 1=1 -- NEAR(*"
    browser.open(f"{room.address}/search?q={quote(struck)}")
    assert browser.run("window.struck") is None
    assert browser.run("document.querySelector('input[type=search]').value") == struck
    quiet(browser, room)
