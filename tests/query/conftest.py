"""Stores for the tests of queries: one made by hand, one read from composed articles."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from pyoxigraph import Store
from tests.rdf.build import sample

import qjgraph
from qjgraph.iris import thing_iri
from qjgraph.model import Doc
from qjgraph.rdf.convert import quads
from qjgraph.rdf.provenance import shared_quads

Load = Callable[..., Store]


def loaded(*docs: Doc) -> Store:
    """A store in memory with these documents and the code lists."""
    store = Store()
    store.extend(shared_quads())
    for doc in docs:
        doc.entities = {
            key: replace(entity, iri=entity.iri or thing_iri(entity.kind.value, key))
            for key, entity in doc.entities.items()
        }
        store.extend(quads(doc))
        assert doc.issues == []
    return store


@pytest.fixture
def load() -> Load:
    return loaded


@pytest.fixture(scope="session")
def store() -> Store:
    """One article with a claim of every kind."""
    return loaded(sample())


@pytest.fixture(scope="session")
def read(tmp_path_factory: pytest.TempPathFactory, sample: Path) -> qjgraph.Graph:
    """The composed articles a01 to a16 and the sample page, as the program reads them."""
    out = tmp_path_factory.mktemp("read") / "graph"
    qjgraph.build([sample, Path(__file__).parent / "texts"], out)
    return qjgraph.open(out)
