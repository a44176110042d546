"""The SPARQL 1.1 Protocol, test by test."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import pytest
import yaml
from servers import Response, Server

CASES = yaml.safe_load((Path(__file__).parent / "protocol.yaml").read_text(encoding="utf-8"))


def ask(server: Server, case: dict[str, Any]) -> Response:
    path = "/sparql"
    if fields := case.get("fields"):
        path += "?" + urlencode(fields, doseq=True)
    headers = {"Accept": case["accept"]} if "accept" in case else {}
    body = case.get("body")
    if "form" in case:
        body = urlencode(case["form"], doseq=True)
        headers["Content-Type"] = "application/x-www-form-urlencoded"
    if "type" in case:
        headers["Content-Type"] = case["type"]
    return server.ask(case.get("method", "GET"), path, headers=headers, body=body)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_protocol(server: Server, case: dict[str, Any]) -> None:
    found = ask(server, case)
    wanted = case["status"] if isinstance(case["status"], list) else [case["status"]]
    assert found.status in wanted, found.text
    if "media" in case:
        assert found.media == case["media"]
    if "values" in case:
        rows = json.loads(found.text)["results"]["bindings"]
        assert sorted(row["v"]["value"] for row in rows) == case["values"]
    if "answer" in case:
        assert json.loads(found.text)["boolean"] is case["answer"]


def test_names_are_told_apart() -> None:
    names = [case["name"] for case in CASES]
    assert len(set(names)) == len(names)


def test_a_description_is_given_without_a_query(server: Server) -> None:
    found = server.get("/sparql", Accept="text/turtle")
    assert found.status == 200 and found.media == "text/turtle"
    assert "supportedLanguage" in found.text and "SPARQL11Query" in found.text
    assert "BasicFederatedQuery" not in found.text


def test_a_browser_is_sent_to_the_editor(server: Server) -> None:
    found = server.get("/sparql", Accept="text/html,application/xhtml+xml,*/*;q=0.8")
    assert (found.status, found.headers["location"]) == (303, "/query")


@pytest.mark.parametrize("path", ["/void", "/.well-known/void"])
def test_the_dataset_is_described(server: Server, path: str) -> None:
    found = server.get(path, Accept="application/n-triples")
    assert found.status == 200
    assert '<http://rdfs.org/ns/void#triples> "1"' in found.text
    assert "/sparql>" in found.text


def test_head_gives_no_body(server: Server) -> None:
    found = server.ask("HEAD", "/sparql?query=ASK%20%7B%7D")
    assert (found.status, found.body) == (200, b"")
    assert found.media == "application/sparql-results+json"


def test_options_tell_the_methods(server: Server) -> None:
    found = server.ask("OPTIONS", "/sparql")
    assert found.status == 204
    assert found.headers["allow"] == "GET, POST, HEAD, OPTIONS"


def test_scripts_of_other_sites_may_read(server: Server) -> None:
    asked = {"Origin": "https://example.com", "Access-Control-Request-Method": "POST"}
    before = server.ask("OPTIONS", "/sparql", headers=asked)
    assert before.status == 200
    assert before.headers["access-control-allow-origin"] == "*"
    after = server.query("ASK {}", Origin="https://example.com")
    assert after.headers["access-control-allow-origin"] == "*"


def test_an_unchanged_answer_is_not_sent_again(server: Server) -> None:
    tag = server.query("ASK {}").headers["etag"]
    again = server.query("ASK {}", If_None_Match=tag)
    assert (again.status, again.body) == (304, b"")
    assert server.query("SELECT * {}", If_None_Match=tag).status == 200
    other = server.query("ASK {}", If_None_Match=tag, Accept="text/csv")
    assert other.status == 200


def test_a_large_answer_is_compressed_where_the_client_takes_it(server: Server) -> None:
    many = "SELECT ?a ?b ?c { ?s ?p ?a . { GRAPH ?g { ?t ?q ?b } } { GRAPH ?h { ?u ?r ?c } } }"
    plain, packed = server.query(many), server.query(many, Accept_Encoding="gzip")
    assert "content-encoding" not in plain.headers
    assert packed.headers["content-encoding"] == "gzip"
    assert len(packed.body) < len(plain.body)


def test_an_error_tells_the_place_and_the_next_step(server: Server) -> None:
    found = server.query("SELECT ?v WHERE { ?s ex:p ?v }")
    assert found.status == 400
    assert "line 1, column 22" in found.text and "declare it" in found.text


def test_not_utf_8_is_refused(server: Server) -> None:
    found = server.ask(
        "POST", "/sparql", body=b"ASK { ?s ?p '\xff' }",
        headers={"Content-Type": "application/sparql-query"},
    )  # fmt: skip
    assert found.status == 400 and "UTF-8" in found.text
