"""What an address of the reading room is answered with."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from pyoxigraph import RdfFormat, parse

from qjgraph.errors import NotFound
from qjgraph.room import Answer
from room.conftest import room_of
from view.hostile import CANARY

Room = Callable[..., Answer]
Paths = dict[str, list[str]]
THINGS = ("person", "organization", "place", "event", "project", "policy")


def tables(answer: Answer) -> dict[str, dict[str, object]]:
    return {table["name"]: table for table in json.loads(answer.body)["tables"]}


@pytest.mark.parametrize(
    ("kind", "names"),
    [
        ("person", {"posts", "events", "together", "articles"}),
        ("organization", {"members", "articles"}),
        ("project", {"milestones", "amounts", "articles"}),
        ("event", {"when", "participants", "articles"}),
        ("place", {"here", "articles"}),
    ],
)
def test_a_page_of_each_kind_tells_what_its_kind_has(
    room: Room, paths: Paths, kind: str, names: set[str]
) -> None:
    told: set[str] = set()
    for path in paths[kind][:8]:
        told |= tables(room(f"{path}.json")).keys()
    assert names <= told


def test_every_row_of_a_person_leads_to_sentences(room: Room, paths: Paths) -> None:
    found = json.loads(room(f"{paths['person'][0]}.json").body)
    rows = [row for table in found["tables"] for row in table["rows"]]
    assert rows and all(row["evidence"] for row in rows)
    assert all(each["sentence"] for row in rows for each in row["evidence"])


def test_a_timeline_begins_with_the_earliest(room: Room, paths: Paths) -> None:
    for path in paths["project"]:
        rows = tables(room(f"{path}.json")).get("milestones", {}).get("rows", [])
        days = [row["cells"]["date"] for row in rows]
        dated = [day for day in days if isinstance(day, str) and re.match(r"\d{4}-\d\d", day)]
        assert dated == sorted(dated)


@pytest.mark.parametrize("kind", [*THINGS, "article", "page", "milestone"])
@pytest.mark.parametrize(("lang", "html_lang"), [("", "zh-Hans"), ("en/", "en")])
def test_a_page_is_one_document_in_its_language(
    room: Room, paths: Paths, kind: str, lang: str, html_lang: str
) -> None:
    body = room(f"/{lang}{paths[kind][0]}").body
    assert body.startswith(f'<!doctype html>\n<html lang="{html_lang}">')
    assert len(re.findall("<h1>", body)) == 1


@pytest.mark.parametrize("path", ["", "en", "people", "articles", "query", "search"])
def test_nothing_of_a_page_is_inline(room: Room, path: str) -> None:
    body = room(f"/{path}").body
    assert "<style" not in body and " style=" not in body
    assert not re.search(r"<script(?![^>]* src=)", body) and not re.search(r"\son\w+=", body)


@pytest.mark.parametrize(
    ("suffix", "format"), [("ttl", RdfFormat.TURTLE), ("nt", RdfFormat.N_TRIPLES)]
)
@pytest.mark.parametrize("kind", ["person", "article", "page", "milestone"])
def test_rdf_of_a_page_speaks_of_it(
    room: Room, paths: Paths, kind: str, suffix: str, format: RdfFormat
) -> None:
    path = paths[kind][0]
    triples = list(parse(room(f"{path}.{suffix}").body.encode(), format))
    assert any(str(triple.subject).endswith(f"/{path}>") for triple in triples)


def test_rdf_of_a_claim_holds_its_sentence(room: Room, paths: Paths) -> None:
    path = paths["milestone"][0]
    claim = json.loads(room(f"{path}.json").body)
    triples = parse(room(f"{path}.nt").body.encode(), RdfFormat.N_TRIPLES)
    assert claim["sentence"] in {getattr(triple.object, "value", "") for triple in triples}


def test_csv_of_a_table_has_both_languages_and_the_sentence(room: Room, paths: Paths) -> None:
    rows = list(csv.DictReader(io.StringIO(room(f"{paths['person'][0]}.posts.csv").body)))
    assert rows
    assert {"title", "body", "body_iri", "change", "change_en", "sentence"} <= rows[0].keys()
    assert all(row["sentence"] for row in rows)


def test_csv_is_the_same_from_both_languages(room: Room, paths: Paths) -> None:
    path = f"{paths['project'][0]}.amounts.csv"
    assert room(path).body == room(f"en/{path}").body


def test_codes_stand_in_words(room: Room, paths: Paths) -> None:
    for path in paths["project"][:6]:
        assert "/code/" not in room(path).body


def test_a_claim_leads_to_its_place_in_the_article(room: Room, paths: Paths) -> None:
    path = paths["milestone"][0]
    claim = json.loads(room(f"{path}.json").body)
    body = room(path).body
    link = re.search(r'href="/(article/[0-9a-f]+)#(c\d+)"', body)
    assert link and int(link[2][1:]) == claim["begin"]
    assert f'id="{link[2]}"' in room(link[1]).body


def test_an_article_has_an_anchor_for_each_claim(room: Room, paths: Paths) -> None:
    path = paths["article"][0]
    found, body = json.loads(room(f"{path}.json").body), room(path).body
    claims = [each["iri"] for each in found["claims"]]
    claims += [each["claim"] for each in found["things"]]
    assert claims
    for iri in claims:
        assert f'id="claim-{iri.rpartition("/")[2]}"' in body


def test_an_article_shows_its_text_whole(room: Room, paths: Paths) -> None:
    for path in paths["article"]:
        found = json.loads(room(f"{path}.json").body)
        shown = re.search(r'<div class="text"[^>]*>(.*?)</div>', room(path).body, re.S)
        assert shown
        bare = re.sub(r"<[^>]+>", "", shown[1])
        for entity, sign in (("&lt;", "<"), ("&gt;", ">"), ("&#34;", '"'), ("&#39;", "'")):
            bare = bare.replace(entity, sign)
        assert bare.replace("&amp;", "&") == found["text"]


def test_a_thing_is_marked_at_each_of_its_places(room: Room, paths: Paths) -> None:
    seen = 0
    for path in paths["article"]:
        found = json.loads(room(f"{path}.json").body)
        for thing in found["things"]:
            words = {found["text"][b - found["begin"] : e - found["begin"]]
                     for b, e in thing["places"]}  # fmt: skip
            assert all(words)
            seen += len(thing["places"]) > 1
    assert seen > 5


@pytest.mark.parametrize(
    "path",
    [
        "nothing", "id/person-0000000000000000", "article/0000", "page/0000", "claim/0000",
        "people/0", "people/x", "people/99", "people/2.csv",
        "people.ttl", "question/nonsense", "graph/people", "../etc/passwd",
        "id/person-0.nothing.csv", "question",
    ],
)  # fmt: skip
def test_what_is_not_there_is_said_to_be_missing(room: Room, path: str) -> None:
    with pytest.raises(NotFound):
        room(f"/{path}")


def test_a_missing_table_names_those_there_are(room: Room, paths: Paths) -> None:
    with pytest.raises(NotFound, match="posts"):
        room(f"{paths['person'][0]}.nothing.csv")


def test_a_picture_brings_its_own_policy(room: Room, paths: Paths) -> None:
    answer = room(f"graph/{paths['person'][0]}")
    assert "script-src 'sha256-" in answer.headers["Content-Security-Policy"]


def test_text_from_outside_stays_text(hostile: Path) -> None:
    answer = room_of(hostile)
    lists = [answer(path).body for path in ("", "articles", "projects", "people")]
    links = {
        found for body in lists for found in re.findall(r'href="/((?:article|id)/[^"#]+)"', body)
    }
    assert any(link.startswith("article") for link in links)
    bodies = lists + [answer(link).body for link in sorted(links)]
    assert any(CANARY in body for body in bodies)
    for body in bodies:
        assert not re.search(r"<(script>|img|svg|a href=\"javascript)", body)
