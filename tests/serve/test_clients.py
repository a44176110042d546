"""Clients that people use: SPARQLWrapper, rdflib, curl, a second server."""

from __future__ import annotations

import json
import shutil
import subprocess
from pathlib import Path

import pytest
from rdflib import Graph, URIRef
from rdflib.plugins.stores.sparqlstore import SPARQLStore
from servers import EX, Server, serving
from SPARQLWrapper import CSV, JSON, TURTLE, SPARQLWrapper

VALUES = f"SELECT ?v FROM <{EX}a> FROM <{EX}b> {{ ?s ?p ?v }} ORDER BY ?v"


def test_sparqlwrapper_reads_rows(server: Server) -> None:
    client = SPARQLWrapper(f"{server.address}/sparql")
    client.setQuery(VALUES)
    client.setReturnFormat(JSON)
    rows = client.queryAndConvert()["results"]["bindings"]
    assert [row["v"]["value"] for row in rows] == ["1", "2", "3"]


def test_sparqlwrapper_posts(server: Server) -> None:
    client = SPARQLWrapper(f"{server.address}/sparql")
    client.setMethod("POST")
    client.setQuery(VALUES)
    client.setReturnFormat(CSV)
    assert client.queryAndConvert().split() == [b"v", b"1", b"2", b"3"]


def test_sparqlwrapper_reads_a_graph(server: Server) -> None:
    client = SPARQLWrapper(f"{server.address}/sparql")
    client.setQuery("CONSTRUCT WHERE { ?s ?p ?o }")
    client.setReturnFormat(TURTLE)
    graph = Graph().parse(data=client.queryAndConvert(), format="turtle")
    assert list(graph.subjects()) == [URIRef(f"{EX}s9")]


def test_rdflib_reads_through_its_store(server: Server) -> None:
    graph = Graph(SPARQLStore(f"{server.address}/sparql", returnFormat="json"))
    assert [str(value) for value in graph.objects(URIRef(f"{EX}s9"), URIRef(f"{EX}p"))] == ["9"]
    assert [str(row[0]) for row in graph.query(VALUES)] == ["1", "2", "3"]


@pytest.mark.skipif(shutil.which("curl") is None, reason="no curl")
def test_curl_asks(server: Server) -> None:
    command = [
        "curl", "-s", "--fail", f"{server.address}/sparql", "-H", "Accept: text/csv",
        "--data-urlencode", f"query={VALUES}",
    ]  # fmt: skip
    found = subprocess.run(command, capture_output=True, text=True, check=True)
    assert found.stdout.split() == ["v", "1", "2", "3"]


def test_a_second_server_federates(server: Server, sample_graph: Path) -> None:
    far = f"SELECT ?v {{ SERVICE <{server.address}/sparql> {{ ?s <{EX}p> ?v }} }}"
    with serving(sample_graph, "--federation") as second:
        found = second.query(far)
        described = second.get("/sparql", Accept="application/n-triples")
    rows = json.loads(found.text)["results"]["bindings"]
    assert [row["v"]["value"] for row in rows] == ["9"]
    assert "BasicFederatedQuery" in described.text
