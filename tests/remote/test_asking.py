"""Questions to a server give what they give on a folder."""

from __future__ import annotations

import socket
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner
from pyoxigraph import Literal, NamedNode

import qjgraph
from qjgraph.cli.app import app
from qjgraph.errors import QjError, StoreError
from qjgraph.query.questions import questions
from qjgraph.store.pushing import push
from qjgraph.store.remote import Remote, substituted
from qjgraph.view.html import render

PERSON = "纪云舒"
PARAMS = {
    "posts": {"who": PERSON}, "holders": {"post": "县长", "date": "2025-09-19"},
    "post-timeline": {"post": "县长"}, "evidence": {"what": PERSON},
}  # fmt: skip


@pytest.fixture(scope="module")
def both(
    sample_graph: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[tuple[qjgraph.Graph, qjgraph.Graph]]:
    """The sample in its folder and on oxigraph's server."""
    import subprocess

    from engines import PROGRAM, free_port, wait_for

    if PROGRAM is None:
        pytest.skip("no oxigraph program")
    base = f"http://127.0.0.1:{free_port()}"
    command = [PROGRAM, "serve", "--bind", base.removeprefix("http://")]
    quiet = subprocess.DEVNULL
    with subprocess.Popen(command, stdout=quiet, stderr=quiet) as process:
        try:
            wait_for(f"{base}/query", process)
            push(sample_graph, f"{base}/store", force=True)
            yield qjgraph.open(sample_graph), qjgraph.open(f"{base}/query")
        finally:
            process.terminate()


@pytest.mark.parametrize("name", [question.name for question in questions()])
def test_a_question(both: tuple[qjgraph.Graph, qjgraph.Graph], name: str) -> None:
    here, there = both
    given = PARAMS.get(name, {})
    assert there.ask(name, lang="zh", **given) == here.ask(name, lang="zh", **given)


@pytest.mark.parametrize(
    ("view", "options"),
    [("whole", {}), ("ego", {"around": PERSON}), ("coattendance", {}), ("projects", {}),
     ("timeline", {}), ("hierarchy", {}), ("series", {}), ("policies", {}), ("map", {})],
)  # fmt: skip
def test_a_view(
    both: tuple[qjgraph.Graph, qjgraph.Graph], view: str, options: dict[str, str]
) -> None:
    pages = [render(graph.networkx(view, **options), title="x") for graph in both]
    assert pages[0] == pages[1]


def test_an_explanation(both: tuple[qjgraph.Graph, qjgraph.Graph]) -> None:
    here, there = both
    assert there.explain(PERSON) == here.explain(PERSON)


def test_figures(both: tuple[qjgraph.Graph, qjgraph.Graph]) -> None:
    here, there = both
    assert there.info().things == here.info().things
    assert there.info().quads == here.info().quads


def test_a_query(both: tuple[qjgraph.Graph, qjgraph.Graph]) -> None:
    here, there = both
    for text in (
        "SELECT ?l WHERE { ?p a qj:Person ; rdfs:label ?l } ORDER BY ?l",
        "ASK { ?p a qj:Person }",
        "CONSTRUCT { ?p rdfs:label ?l } WHERE { ?p a qj:Person ; rdfs:label ?l }",
    ):
        assert there.query(text) == here.query(text)


def test_what_needs_a_folder_says_so(both: tuple[qjgraph.Graph, qjgraph.Graph]) -> None:
    with pytest.raises(StoreError, match="folder"):
        both[1].search("项目")


def test_a_mistake_is_told(both: tuple[qjgraph.Graph, qjgraph.Graph]) -> None:
    with pytest.raises(QjError, match="400"):
        both[1].query("SELECT ?x WHERE { ?x }")


def test_the_command_takes_an_address(both: tuple[qjgraph.Graph, qjgraph.Graph]) -> None:
    here, there = (
        CliRunner().invoke(app, ["ask", graph.place, "10", "--format", "csv"]) for graph in both
    )
    assert there.exit_code == 0 and there.stdout == here.stdout


@pytest.mark.parametrize(
    ("sparql", "expected"),
    [
        ("SELECT ?a ?b { ?a ?p ?b }", "SELECT  ?b { <http://e/a> ?p ?b }"),
        ("SELECT (MAX(?a) AS ?n) { }", "SELECT (MAX(<http://e/a>) AS ?n) { }"),
        ("SELECT ?b { ?a ?p ?b } GROUP BY ?a ?b", "SELECT ?b { <http://e/a> ?p ?b } GROUP BY  ?b"),
        ("SELECT ?b { ?a ?p ?b } GROUP BY ?a LIMIT 1", "SELECT ?b { <http://e/a> ?p ?b } LIMIT 1"),
        ("SELECT ?b { ?ab ?a '?a' } # ?a", "SELECT ?b { ?ab <http://e/a> '?a' } # ?a"),
        ('SELECT * { <x:?a> ?p """?a""" }', 'SELECT * { <x:?a> ?p """?a""" }'),
        ("ASK { { SELECT ?a ?b { ?a ?p 1 } } }", "ASK { { SELECT  ?b { <http://e/a> ?p 1 } } }"),
    ],
)  # fmt: skip
def test_terms_stand_where_variables_stood(sparql: str, expected: str) -> None:
    assert substituted(sparql, {"a": NamedNode("http://e/a")}) == expected


def test_a_text_stays_one_text() -> None:
    hostile = Literal('x" } DROP ALL # \\')
    found = substituted("ASK { ?s ?p ?a }", {"a": hostile})
    assert found == 'ASK { ?s ?p "x\\" } DROP ALL # \\\\" }'


def served_once(answer: bytes) -> str:
    """The address of a server that gives one answer, as it stands, and closes."""
    listener = socket.create_server(("127.0.0.1", 0))

    def serve() -> None:
        with listener:
            connection, _ = listener.accept()
            with connection:
                connection.recv(65536)
                connection.sendall(answer)

    threading.Thread(target=serve, daemon=True).start()
    return f"http://127.0.0.1:{listener.getsockname()[1]}/query"


ROWS = b'{"head":{"vars":["x"]},"results":{"bindings":[{"x":{"type":"literal","value":"1"}}'
HEAD = b"HTTP/1.1 200 OK\r\nContent-Type: application/sparql-results+json\r\n"


@pytest.mark.parametrize(
    "answer",
    [
        HEAD + b"Content-Length: 500\r\n\r\n" + ROWS,
        HEAD + b"Transfer-Encoding: chunked\r\n\r\n" + b"%x\r\n%s\r\n" % (len(ROWS), ROWS),
        HEAD + b"Content-Length: %d\r\n\r\n%s" % (len(ROWS), ROWS),
        HEAD + b"X-SPARQL-MaxRows: 1\r\nContent-Length: %d\r\n\r\n%s]}}" % (len(ROWS) + 3, ROWS),
        b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 6\r\n\r\n<html>",
        b"nonsense\r\n\r\n",
    ],
    ids=["short", "unfinished", "cut", "capped", "html", "nonsense"],
)  # fmt: skip
def test_half_an_answer_is_an_error(answer: bytes) -> None:
    address = served_once(answer)
    with pytest.raises(StoreError):
        list(Remote(address).query("SELECT ?x { ?x ?y ?z }"))  # type: ignore[arg-type]
