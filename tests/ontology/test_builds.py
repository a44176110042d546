"""What must hold of every build, whatever the texts."""

from __future__ import annotations

import gzip
import os
import subprocess
import sys
from itertools import islice
from pathlib import Path

import pytest
from pyoxigraph import BlankNode, Store

from qjgraph.pipeline import read_page
from qjgraph.query.validate import Report, to_text, validate
from qjgraph.rdf import quads, shared_quads
from qjgraph.read import read_pages
from qjgraph.resolve import Register, identify
from qjgraph.store import open_store

#: Texts of the corpus that are read, and of those the ones whose shapes are checked.
TEXTS, SHAPED = 500, 25


def said(report: Report) -> str:
    return "\n".join(to_text(finding, "en") for finding in report.findings[:5])


def graph(*paths: Path) -> Store:
    store = Store()
    store.extend(shared_quads())
    pages = read_pages(paths, on_issue=lambda issue: None)
    docs = [doc for page in pages for doc in read_page(page, lambda issue: None)]
    register = Register()
    for doc in docs:
        register.add(doc)
    identity = identify(register)
    for doc in docs:
        store.extend(quads(identity.resolve(doc)))
    return store


def test_the_sample_conforms(sample_graph: Path) -> None:
    report = validate(open_store(sample_graph))
    assert report.conforms and report.spans > 50, said(report)


def test_the_two_counties_conform(root: Path) -> None:
    report = validate(graph(root / "data" / "counties" / "texts"))
    assert report.conforms and report.articles >= 70, said(report)


def test_no_blank_node_is_in_the_sample(sample_graph: Path) -> None:
    terms = (term for quad in open_store(sample_graph) for term in (quad.subject, quad.object))
    assert not any(isinstance(term, BlankNode) for term in terms)


def test_the_development_set_conforms(shared: Path) -> None:
    report = validate(graph(shared / "eval" / "dev" / "texts"))
    assert report.conforms and report.articles >= 20, said(report)


def test_every_span_of_a_corpus_quotes_its_text(shared: Path, tmp_path: Path) -> None:
    corpus = shared / "corpora" / "xwlb.jsonl.gz"
    if not corpus.exists():
        pytest.skip(f"no {corpus}")
    with gzip.open(corpus, "rt", encoding="utf-8") as lines:
        some = tmp_path / "some.jsonl"
        some.write_text("".join(islice(lines, 0, TEXTS * 37, 37)), encoding="utf-8")
    report = validate(graph(some), SHAPED)
    assert report.conforms and report.spans > TEXTS, said(report)


def test_two_builds_with_other_hash_seeds_are_one_graph(sample: Path, tmp_path: Path) -> None:
    program = (
        "import sys; from pathlib import Path; from qjgraph.pipeline import build\n"
        "from qjgraph.store import dump, open_store\n"
        "out = Path(sys.argv[2]); build([Path(sys.argv[1])], out)\n"
        "sys.stdout.buffer.writelines(line.encode() for line in dump(open_store(out)))"
    )
    outputs = set()
    for seed in ("1", "2"):
        command = [sys.executable, "-c", program, str(sample), str(tmp_path / seed)]
        environment = {**os.environ, "PYTHONHASHSEED": seed}
        outputs.add(subprocess.check_output(command, env=environment))
    assert len(outputs) == 1 and len(outputs.pop()) > 100_000
