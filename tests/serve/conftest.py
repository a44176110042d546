"""Servers over small graphs and over the sample."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from pyoxigraph import Literal, NamedNode, Quad
from servers import EX, Server, serving, triples
from tools.browser import Browser, find_browser

from qjgraph.store import Manifest, build_store


@pytest.fixture(scope="session")
def graphs(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the named graphs a (1, 2), b (2, 3) and c (4), and 9 in the default graph."""
    out = tmp_path_factory.mktemp("graphs") / "graph"
    quads = [*triples("a", 1, 2), *triples("b", 2, 3), *triples("c", 4)]
    quads.append(Quad(NamedNode(EX + "s9"), NamedNode(EX + "p"), Literal("9")))
    build_store(quads, out, Manifest(version="0", fingerprint="f" * 64, base=EX))
    return out


@pytest.fixture(scope="session")
def server(graphs: Path) -> Iterator[Server]:
    """A server over `graphs`, with little patience."""
    with serving(graphs, "--timeout", "3", "--workers", "3", "--max-rows", "50") as running:
        yield running


@pytest.fixture(scope="session")
def room(sample_graph: Path) -> Iterator[Server]:
    """A server over the sample."""
    with serving(sample_graph) as running:
        yield running


@pytest.fixture(scope="package")
def browser() -> Iterator[Browser]:
    """A browser that reaches this machine's servers; the test is skipped where there is none."""
    program = find_browser()
    if program is None:
        pytest.skip("no Chromium is installed")
    with Browser(program) as browser:
        browser.dark(False)
        yield browser
