"""A server over a folder that is built again."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from pyoxigraph import Literal, NamedNode, Quad
from servers import EX, serving

from qjgraph.store import Manifest, build_store


def written(out: Path, value: str) -> None:
    quad = Quad(NamedNode(f"{EX}s"), NamedNode(f"{EX}p"), Literal(value))
    build_store([quad], out, Manifest(version="0", fingerprint=value * 64, base=EX))


def test_a_later_build_is_served(tmp_path: Path) -> None:
    out = tmp_path / "graph"
    written(out, "a")
    with serving(out, "--workers", "2") as running:
        asked = "SELECT ?v { ?s ?p ?v }"
        first = running.query(asked)
        written(out, "b")
        second = running.query(asked, If_None_Match=first.headers["etag"])
    values = [
        json.loads(found.text)["results"]["bindings"][0]["v"]["value"] for found in (first, second)
    ]
    assert values == ["a", "b"]


@pytest.mark.parametrize("host", ["127.0.0.1", "::1"])
def test_the_address_is_printed_and_answers(graphs: Path, host: str) -> None:
    with serving(graphs, "--host", host) as running:
        assert running.query("ASK {}").status == 200


def test_a_folder_without_a_graph_is_refused(tmp_path: Path) -> None:
    with pytest.raises(AssertionError, match="holds no graph"), serving(tmp_path):
        pass


def test_curation_beyond_loopback_is_refused(graphs: Path) -> None:
    with (
        pytest.raises(AssertionError, match="loopback only"),
        serving(graphs, "--host", "0.0.0.0", "--curate"),
    ):
        pass


def test_listening_beyond_loopback_warns(graphs: Path) -> None:
    with serving(graphs, "--host", "0.0.0.0") as running:
        assert "can be reached by other machines" in running.errors
