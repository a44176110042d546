"""Decisions entered in the browser: who may, what is written, and that nothing else can."""

from __future__ import annotations

import re
import shutil
import time
from collections.abc import Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from urllib.parse import quote, urlencode

import pytest
from accessible import violations
from servers import Response, Server, serving
from tools.browser import Browser

import qjgraph
from qjgraph.curate import read_ledger
from qjgraph.judgement import Decision

BASE = "https://w3id.org/qjgraph/"


@pytest.fixture(scope="module")
def desk(sample_graph: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A server over a copy of the sample, open to a curator."""
    folder = tmp_path_factory.mktemp("desk") / "graph"
    shutil.copytree(sample_graph, folder)
    with serving(folder, "--curate") as running:
        yield running


@pytest.fixture(autouse=True)
def _no_ledger(desk: Server) -> Iterator[None]:
    """Every test begins without decisions."""
    yield
    ledger_of(desk).unlink(missing_ok=True)


def ledger_of(desk: Server) -> Path:
    return desk.folder / "decisions" / "ledger.tsv"


def ledger(desk: Server) -> list[Decision]:
    issues: list[object] = []
    found = read_ledger(ledger_of(desk), issues.append)
    assert issues == []
    return found


def entrance(desk: Server) -> str:
    """The address that the command printed for the curator."""
    end = time.monotonic() + 20
    while time.monotonic() < end:
        if found := re.search(r"http://\S+/curate\?token=\S+\n", desk.errors):
            return found[0].strip()
        time.sleep(0.02)
    raise AssertionError(desk.errors)


@pytest.fixture(scope="module")
def cookie(desk: Server) -> str:
    path = entrance(desk).removeprefix(desk.address)
    return desk.get(path).headers["set-cookie"].partition(";")[0]


def found_in(desk: Server, sparql: str) -> str:
    rows = qjgraph.open(desk.folder).query(sparql)
    assert isinstance(rows, qjgraph.Rows)
    return str(rows[0]["s"])


@pytest.fixture(scope="module")
def person(desk: Server) -> str:
    return found_in(desk, "SELECT ?s { ?s a qj:Person ; rdfs:label '余文斌'@zh }")


@pytest.fixture(scope="module")
def stage(desk: Server) -> str:
    """A claim of a planned stage."""
    return found_in(
        desk, "SELECT ?s { ?s a qj:Milestone ; qj:status qjc:status-planned } ORDER BY ?s LIMIT 1"
    )


def token(desk: Server, cookie: str) -> str:
    page = desk.get("/curate", Cookie=cookie).text
    found = re.search(r'name="token" value="([^"]+)"', page)
    assert found is not None
    return found[1]


def send(
    desk: Server, cookie: str, path: str, fields: Mapping[str, str], **headers: str
) -> Response:
    """A form as our page sends it; `headers` and the field `token` change that."""
    form = {"who": "整理者", "why": "有据", "token": token(desk, cookie), **fields}
    sent = {
        "Cookie": cookie, "Origin": desk.address,
        "Content-Type": "application/x-www-form-urlencoded", **headers,
    }  # fmt: skip
    return desk.ask("POST", path, headers=sent, body=urlencode(form))


# ---------------------------------------------------------------------------- who may


def test_the_cookie_is_kept_from_scripts_and_other_sites(desk: Server) -> None:
    answer = desk.get(entrance(desk).removeprefix(desk.address))
    said = answer.headers["set-cookie"].lower()
    assert answer.status == 303
    assert answer.headers["location"] == "/curate"
    assert "httponly" in said and "samesite=strict" in said


@pytest.mark.parametrize(
    "path", ["/curate", "/curate?token=wrong", "/en/curate/thing", "/curate/claim"]
)
def test_without_the_secret_the_pages_are_not_there(desk: Server, path: str) -> None:
    assert desk.get(path).status == 404


def test_without_curate_there_is_no_desk(room: Server, cookie: str) -> None:
    assert room.get("/curate", Cookie=cookie).status == 404
    assert "/curate" not in room.get("/", Cookie=cookie).text


def test_other_readers_see_no_way_in(desk: Server, person: str) -> None:
    assert "/curate" not in desk.get("/" + person.removeprefix(BASE)).text


@pytest.mark.parametrize(
    ("headers", "fields"),
    [
        ({"Cookie": ""}, {}),
        ({"Cookie": "qjgraph-curate=0"}, {}),
        ({"Origin": "http://evil.example"}, {}),
        ({"Origin": "null"}, {}),
        ({"Origin": ""}, {}),
        ({}, {"token": ""}),
        ({}, {"token": "wrong"}),
        ({"Host": "evil.example", "Origin": "http://evil.example"}, {}),
    ],
)
def test_a_forged_form_changes_nothing(
    desk: Server, cookie: str, person: str, headers: dict[str, str], fields: dict[str, str]
) -> None:
    asked = {"act": "rename", "iri": person, "name": "别人", **fields}
    assert send(desk, cookie, "/curate/thing", asked, **headers).status in (403, 404, 421)
    assert not ledger_of(desk).exists()


# ------------------------------------------------------------------------- what is written


def test_a_rename(desk: Server, cookie: str, person: str) -> None:
    asked = {"act": "rename", "iri": person, "name": " 余文彬 ", "back_iri": person}
    answer = send(desk, cookie, "/curate/thing", asked)
    assert answer.status == 303
    (made,) = ledger(desk)
    assert (made.verdict, made.left, made.right) == ("rename", person, "余文彬")
    assert (made.who, made.why) == ("整理者", "有据")


def test_a_merge_by_name(desk: Server, cookie: str, person: str) -> None:
    other = found_in(desk, "SELECT ?s { ?s a qj:Person ; rdfs:label '纪云舒'@zh }")
    send(desk, cookie, "/curate/thing", {"act": "merge", "iri": person, "other": "纪云舒"})
    assert [(each.verdict, each.left, each.right) for each in ledger(desk)] == [
        ("same", person, other)
    ]


def test_a_split(desk: Server, cookie: str, person: str) -> None:
    article = found_in(
        desk, f"SELECT ?s {{ ?m qj:entity <{person}> ; qj:evidence/dct:isPartOf ?s }} LIMIT 1"
    )
    send(desk, cookie, "/curate/thing", {"act": "split", "iri": person, "articles": article})
    assert [(each.verdict, each.right) for each in ledger(desk)] == [("different", article)]


def test_a_correction_holds_what_was_changed_alone(desk: Server, cookie: str, stage: str) -> None:
    asked = {
        "act": "correct", "iri": stage, "was.stage": "start", "to.stage": "start",
        "was.date": "", "to.date": "2026-03", "was.status": "planned", "to.status": "done",
    }  # fmt: skip
    assert send(desk, cookie, "/curate/claim", asked).status == 303
    assert [each.right for each in ledger(desk)] == ["date=2026-03", "status=done"]


@pytest.mark.parametrize(("act", "verdict"), [("retract", "retract"), ("withdraw", "unsure")])
def test_a_claim_is_retracted_and_called_back(
    desk: Server, cookie: str, stage: str, act: str, verdict: str
) -> None:
    send(desk, cookie, "/curate/claim", {"act": act, "iri": stage})
    assert [(each.verdict, each.left) for each in ledger(desk)] == [(verdict, stage)]


@pytest.mark.parametrize("answer", ["same", "different", "unsure"])
def test_a_pair_that_was_judged_is_asked_no_more(desk: Server, cookie: str, answer: str) -> None:
    page = desk.get("/curate", Cookie=cookie).text
    pair = {
        side: re.findall(f'name="{side}" value="([^"]+)"', page)[0] for side in ("left", "right")
    }
    send(desk, cookie, "/curate", {"act": answer, **pair})
    (made,) = ledger(desk)
    assert (made.verdict, made.left, made.right) == (answer, pair["left"], pair["right"])
    assert 'value="same"' not in desk.get("/curate", Cookie=cookie).text


@pytest.mark.parametrize(
    ("path", "fields"),
    [
        ("/curate/thing", {"act": "rename", "name": ""}),
        ("/curate/thing", {"act": "merge", "other": "无此人"}),
        ("/curate/thing", {"act": "merge", "other": "余文斌"}),
        ("/curate/thing", {"act": "merge", "other": "纪云舒", "why": ""}),
        ("/curate/thing", {"act": "split"}),
        ("/curate/thing", {"act": "rename", "name": "别人", "who": " "}),
        ("/curate/thing", {"act": "rename", "name": "别\x00人"}),
        ("/curate/thing", {"act": "vanish"}),
        ("/curate/thing", {"act": "rename", "name": "别人", "iri": "> . <x"}),
        ("/curate", {"act": "same", "left": "urn:a", "right": "urn:b"}),
    ],
)
def test_what_cannot_be_is_refused(
    desk: Server, cookie: str, person: str, path: str, fields: dict[str, str]
) -> None:
    assert send(desk, cookie, path, {"iri": person, **fields}).status in (400, 404)
    assert ledger(desk) == []


@pytest.mark.parametrize(
    "changes",
    [{}, {"to.stage": "nonsense"}, {"to.date": "soon"}, {"to.colour": "red"}],
)
def test_a_correction_that_its_property_does_not_take_is_refused(
    desk: Server, cookie: str, stage: str, changes: dict[str, str]
) -> None:
    answer = send(desk, cookie, "/curate/claim", {"act": "correct", "iri": stage, **changes})
    assert answer.status == 400
    assert ledger(desk) == []


def test_writers_at_once_lose_no_line(desk: Server, cookie: str, person: str) -> None:
    form = token(desk, cookie)

    def rename(number: int) -> int:
        asked = {"act": "rename", "iri": person, "name": f"名{number}", "token": form}
        return send(desk, cookie, "/curate/thing", asked).status

    with ThreadPoolExecutor(8) as pool:
        assert set(pool.map(rename, range(24))) == {303}
    assert sorted(each.right for each in ledger(desk)) == sorted(f"名{n}" for n in range(24))


def test_hostile_words_of_a_ledger_are_shown_not_run(
    desk: Server, cookie: str, person: str
) -> None:
    struck = "<script>alert(1)</script>"
    asked = {"act": "rename", "iri": person, "name": struck, "who": struck, "why": struck}
    send(desk, cookie, "/curate/thing", asked)
    page = desk.get("/curate", Cookie=cookie).text
    assert struck not in page
    assert "&lt;script&gt;" in page


def test_a_ledger_line_that_cannot_be_read_is_told(desk: Server, cookie: str) -> None:
    ledger_of(desk).parent.mkdir(exist_ok=True)
    ledger_of(desk).write_text("only one cell\n", encoding="utf-8")
    assert "only one cell" in desk.get("/en/curate", Cookie=cookie).text or (
        "1 cells" in desk.get("/en/curate", Cookie=cookie).text
    )


# ---------------------------------------------------------------------------- in a browser


@pytest.fixture
def curator(browser: Browser, desk: Server) -> Iterator[Browser]:
    """A browser that came in by the printed address."""
    browser.open(entrance(desk))
    yield browser
    browser.send("Network.clearBrowserCookies")


def fill(browser: Browser, act: str, **fields: str) -> None:
    """Fills the form of an action and sends it."""
    form = f"[...document.forms].find(f => f.act && f.act.value === '{act}')"
    for name, value in fields.items():
        browser.run(f"{form}.elements[{name!r}].value = {value!r}")
    browser.follow(f"{form}.querySelector('button').click()")


def test_a_pair_is_judged_side_by_side(curator: Browser, desk: Server) -> None:
    assert curator.run("document.querySelectorAll('.pair section').length") == 2
    assert curator.run("location.search") == ""
    curator.run("document.querySelector('main input[name=who]').value = '整理者'")
    curator.follow("document.querySelector('button[value=different]').click()")
    assert "1" in curator.run("document.querySelector('.kept').innerText")
    assert [each.verdict for each in ledger(desk)] == ["different"]
    assert curator.messages == []


def test_a_claim_is_corrected_from_its_article(curator: Browser, desk: Server, stage: str) -> None:
    graph = qjgraph.open(desk.folder)
    article = graph.explain(stage)[0].article.iri.removeprefix(BASE)
    curator.open(f"{desk.address}/{article}")
    curator.follow(f"document.querySelector('a[href*=\"{quote(stage, safe='')}\"]').click()")
    fill(curator, "correct", **{"to.status": "done", "who": "整理者", "why": "已完工"})
    assert curator.run("document.querySelector('main input[name=who]').value") == "整理者"
    (made,) = ledger(desk)
    assert (made.left, made.right) == (stage, "status=done")
    assert "status=done" in curator.run("document.querySelector('main table').innerText")


def test_a_thing_is_renamed_from_its_page(curator: Browser, desk: Server, person: str) -> None:
    curator.open(f"{desk.address}/{person.removeprefix(BASE)}")
    curator.follow("document.querySelector('main a.button[href*=curate]').click()")
    fill(curator, "rename", name="余文彬", who="整理者")
    assert [each.right for each in ledger(desk)] == ["余文彬"]


@pytest.mark.parametrize("lang", ["", "/en"])
@pytest.mark.parametrize("width", [1280, 390])
@pytest.mark.parametrize("page", ["", "thing", "claim"])
def test_a_curating_page_is_accessible(
    curator: Browser, desk: Server, person: str, stage: str, page: str, width: int, lang: str
) -> None:
    iri = {"": "", "thing": f"?iri={quote(person)}", "claim": f"?iri={quote(stage)}"}[page]
    curator.resize(width, 900)
    curator.open(f"{desk.address}{lang}/curate{f'/{page}' if page else ''}{iri}")
    found = violations(curator)
    wide = curator.run("document.documentElement.scrollWidth")
    curator.resize(1280, 900)
    assert "\n".join(found) == ""
    assert wide <= width
    assert curator.messages == []


def test_what_was_entered_takes_hold_with_the_next_build(
    desk: Server, cookie: str, person: str, sample: Path, tmp_path: Path
) -> None:
    send(desk, cookie, "/curate/thing", {"act": "rename", "iri": person, "name": "余文彬"})
    qjgraph.build([sample], tmp_path / "graph", decisions=ledger_of(desk))
    rows = qjgraph.open(tmp_path / "graph").query(f"SELECT ?s {{ <{person}> rdfs:label ?s }}")
    assert isinstance(rows, qjgraph.Rows)
    assert [row["s"] for row in rows] == ["余文彬"]
