from __future__ import annotations

import json
from pathlib import Path

import pytest
from pyoxigraph import Quad, RdfFormat, Store, parse

from qjgraph.errors import QueryError
from qjgraph.query.graphs import export_graph

FORMS = {"jsonld": RdfFormat.JSON_LD, "nquads": RdfFormat.N_QUADS, "trig": RdfFormat.TRIG}


@pytest.mark.parametrize("format", FORMS)
def test_every_quad_is_read_back(store: Store, tmp_path: Path, format: str) -> None:
    path = tmp_path / "new" / format
    export_graph(store, format, path)
    found: set[Quad] = set(parse(path=str(path), format=FORMS[format]))
    assert found == set(store)


@pytest.mark.filterwarnings(
    "ignore::DeprecationWarning"
)  # rdflib's parser uses what rdflib deprecates
@pytest.mark.parametrize(("format", "name"), [("jsonld", "json-ld"), ("trig", "trig")])
def test_rdflib_reads_the_same(store: Store, tmp_path: Path, format: str, name: str) -> None:
    import rdflib

    export_graph(store, format, tmp_path / "x")
    dataset = rdflib.Dataset()
    with (tmp_path / "x").open("rb") as source:
        dataset.parse(source, format=name)
    assert len(set(dataset.quads())) == len(store)


@pytest.mark.parametrize("format", FORMS)
def test_the_same_graph_gives_the_same_bytes(store: Store, tmp_path: Path, format: str) -> None:
    quads = sorted(store, key=str)
    for name, order in (("a", quads), ("b", quads[::-1])):
        built = Store(str(tmp_path / f"{name}-store"))
        built.extend(order[:300])
        built.extend(order[300:])
        export_graph(built, format, tmp_path / name)
    assert (tmp_path / "a").read_bytes() == (tmp_path / "b").read_bytes()


def test_nquads_are_sorted(store: Store, tmp_path: Path) -> None:
    export_graph(store, "nquads", tmp_path / "x")
    lines = (tmp_path / "x").read_text(encoding="utf-8").splitlines()
    assert lines == sorted(lines)


def test_jsonld_declares_its_prefixes(store: Store, tmp_path: Path) -> None:
    export_graph(store, "jsonld", tmp_path / "x")
    document = json.loads((tmp_path / "x").read_text(encoding="utf-8"))
    assert document["@context"]["qj"] == "https://w3id.org/qjgraph/ns#"
    assert {"qj:Person"} <= {str(node.get("@type")) for node in document["@graph"]}


def test_an_unknown_format_is_refused(store: Store, tmp_path: Path) -> None:
    with pytest.raises(QueryError, match="choose one of jsonld, nquads, trig"):
        export_graph(store, "xml", tmp_path / "x")
