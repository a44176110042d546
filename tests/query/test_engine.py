from __future__ import annotations

import socket
import threading
from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import Literal, Store

from qjgraph.errors import QueryError
from qjgraph.query.engine import query, select, skeleton
from qjgraph.query.prefixes import PREFIXES, declarations
from qjgraph.query.results import Rows, Triples, Truth

PEOPLE = "SELECT ?name WHERE { ?p a qj:Person ; rdfs:label ?name }"


def test_the_usual_prefixes_need_no_declaration(store: Store) -> None:
    found = query(store, PEOPLE)
    assert isinstance(found, Rows)
    assert list(found) == [{"name": "蓝秀珍"}]


def test_a_declared_prefix_wins(store: Store) -> None:
    found = query(store, "PREFIX qj: <http://example.org/>\n" + PEOPLE)
    assert isinstance(found, Rows)
    assert len(found) == 0


def test_declarations_serve_another_engine(store: Store) -> None:
    found = store.query(declarations() + PEOPLE)
    assert len(list(found)) == 1  # type: ignore[arg-type]


def test_ask_gives_a_truth(store: Store) -> None:
    assert query(store, "ASK { ?p a qj:Person }") == Truth(True)


def test_describe_gives_what_is_said_of_a_thing(store: Store) -> None:
    found = query(store, "DESCRIBE ?p WHERE { ?p a qj:Person }")
    assert isinstance(found, Triples)
    assert {triple.predicate.value for triple in found} == {
        PREFIXES["rdf"] + "type",
        PREFIXES["rdfs"] + "label",
    }


def test_construct_gives_sorted_triples(store: Store) -> None:
    found = query(store, "CONSTRUCT { ?a qj:knows ?b } WHERE { ?a a qj:Place . ?b a qj:Place }")
    assert isinstance(found, Triples)
    assert list(map(str, found)) == sorted(map(str, found))
    assert len(found) == 25


def test_parameters_are_terms_and_no_columns(store: Store) -> None:
    sparql = "SELECT ?wanted ?p WHERE { ?p rdfs:label ?wanted }"
    found = select(store, sparql, params={"wanted": Literal("蓝秀珍", language="zh")})
    assert found.columns == ("p",)
    assert len(found) == 1


def test_a_parameter_cannot_leave_its_place(store: Store) -> None:
    hostile = Literal('x" } UNION { ?p ?q ?r } #')
    sparql = "SELECT ?wanted ?p WHERE { ?p rdfs:label ?wanted }"
    assert len(select(store, sparql, params={"wanted": hostile})) == 0


def test_a_parameter_must_be_projected(store: Store) -> None:
    with pytest.raises(QueryError, match="not among the SELECT's variables"):
        select(store, PEOPLE, params={"wanted": Literal("x")})


@pytest.mark.parametrize(
    ("sparql", "message"),
    [
        ("", "the query is empty"),
        ("# nothing\n", "the query is empty"),
        ("SELEC ?s WHERE { ?s ?p ?o }", "did you mean SELECT"),
        ("SELECT * WHERE { ?s ?p ?o ", "line 1, column 27: the query ends too early; a } is"),
        ("SELECT *\nWHERE {\n  ?s skso:prefLabel ?o }", "line 3, column 6: the prefix skso:"),
        ("SELECT * WHERE { ?s skso:x ?o }", "did you mean skos:"),
        ("SELECT * WHERE { ?s dcterms:title ?o }", "PREFIX dcterms: <http://purl.org/dc/terms/>"),
        ("SELECT ?s WHERE {\n ?s ?p 《 }", "line 2, column 10: it cannot be read from '}' on"),
        ("SELECT ?x WHERE { ?s ?p ?x } GROUP BY ?s", "neither grouped nor aggregated"),
        ("SELECT (1 AS ?s) WHERE { ?s ?p ?o }", "choose another name after AS"),
        ("SELECT (<urn:f>(?s) AS ?x) WHERE { ?s ?p ?o }", "a function that is unknown"),
    ],
)
def test_errors_say_where_and_what_next(store: Store, sparql: str, message: str) -> None:
    with pytest.raises(QueryError) as caught:
        query(store, sparql)
    assert message in str(caught.value)


def test_errors_name_the_file(store: Store) -> None:
    with pytest.raises(QueryError) as caught:
        query(store, "SELECT * WHERE {", place="people.rq")
    assert str(caught.value).startswith("people.rq, line 1, column 17: ")


@pytest.mark.parametrize(
    "update",
    [
        "INSERT DATA { qj:a qj:b qj:c }",
        "DELETE WHERE { ?s ?p ?o }",
        "PREFIX a: <urn:a>\nclear all",
        "LOAD <http://127.0.0.1:9/x>",
        "DROP SILENT ALL ; INSERT DATA { qj:a qj:b qj:c }",
    ],
)
def test_updates_are_refused(store: Store, update: str) -> None:
    before = len(store)
    with pytest.raises(QueryError, match="only read here"):
        query(store, update)
    assert len(store) == before


def test_a_word_of_updates_in_a_string_is_no_update(store: Store) -> None:
    assert query(store, 'ASK { FILTER("DELETE WHERE" = "DELETE WHERE") }')


@pytest.fixture
def listener() -> Iterator[tuple[int, list[str]]]:
    """A port that counts who knocks."""
    heard: list[str] = []
    with socket.create_server(("127.0.0.1", 0)) as server:
        server.settimeout(0.2)
        stop = threading.Event()

        def serve() -> None:
            while not stop.is_set():
                try:
                    connection, _ = server.accept()
                except TimeoutError:
                    continue
                heard.append("knock")
                connection.close()

        thread = threading.Thread(target=serve)
        thread.start()
        yield server.getsockname()[1], heard
        stop.set()
        thread.join()


@pytest.mark.parametrize(
    "pattern",
    [
        "SERVICE <{0}> {{ ?s ?p ?o }}",
        "service silent <{0}> {{ ?s ?p ?o }}",
        "SERVICE:x {{ ?s ?p ?o }}",
        "?s ?p 1SERVICE:x{{ ?s ?p ?o }}",
        "?s ?p :.SERVICE:x {{ ?s ?p ?o }}",
        "?s ?p :a.SERVICE:x {{ ?s ?p ?o }}",
        "?s ?p ?o.SERVICE:x {{ ?s ?p ?o }}",
        "?s ?p trueSERVICE:x{{ ?s ?p ?o }}",
        r"?s qj:a\# ?o . SERVICE <{0}> {{ ?s ?p ?o }}",
        r"?s qj:a\' ?o . SERVICE <{0}> {{ ?s qj:b\' ?o }}",
        "?s ?p '''it's''' . SERVICE <{0}> {{ ?s ?p '''it's''' }}",
        "?s ?p ?x . # '\n SERVICE <{0}> {{ ?s ?p ?o }} # '",
        "VALUES ?where {{ <{0}> }} SERVICE ?where {{ ?s ?p ?o }}",
    ],
)
def test_no_query_reaches_another_machine(
    store: Store, listener: tuple[int, list[str]], pattern: str
) -> None:
    port, heard = listener
    address = f"http://127.0.0.1:{port}/sparql"
    sparql = f"PREFIX : <http://127.0.0.1:{port}/>\nSELECT * WHERE {{ {pattern.format(address)} }}"
    with pytest.raises(QueryError, match="SERVICE is refused"):
        query(store, sparql)
    assert heard == []


@pytest.mark.parametrize(
    "sparql",
    [
        "SELECT ?service WHERE { ?service a qj:Person }",
        'SELECT * WHERE { ?s rdfs:label "SERVICE <http://x/>" }',
        "SELECT * WHERE { ?s <http://example.org/service#SERVICE> ?o }",
        "SELECT * WHERE { ?s qj:service ?o } # SERVICE",
        "SELECT * WHERE { ?s rdfs:label '''it's a SERVICE''' }",
    ],
)
def test_the_word_alone_is_no_service(store: Store, sparql: str) -> None:
    assert isinstance(query(store, sparql), Rows)


def test_service_is_there_for_who_allows_it(store: Store, listener: tuple[int, list[str]]) -> None:
    port, heard = listener
    sparql = f"SELECT * WHERE {{ SERVICE <http://127.0.0.1:{port}/> {{ ?s ?p ?o }} }}"
    with pytest.raises(QueryError, match="it cannot be run"):
        query(store, sparql, services=True)
    assert heard


@given(st.text(alphabet="SERVIC<>:?\"'#\\ \n{}aé县1@", max_size=60))
def test_blanking_out_moves_nothing(sparql: str) -> None:
    bare = skeleton(sparql)
    assert len(bare) == len(sparql)
    assert [at for at, char in enumerate(sparql) if char == "\n"] == [
        at for at, char in enumerate(bare) if char == "\n"
    ]
