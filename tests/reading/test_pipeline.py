"""Whole texts through all stages: offsets, order, repeated builds."""

from __future__ import annotations

import gzip
import json
import os
import subprocess
import sys
from itertools import islice
from pathlib import Path

import pytest

from qjgraph.model import Context, Doc
from qjgraph.pipeline import build, read_page, read_text
from qjgraph.read import read_pages
from qjgraph.resources import data
from qjgraph.store.folder import open_store
from qjgraph.store.lines import dump

ROOT = Path(__file__).resolve().parents[2]
SHARED = Path(os.environ.get("QJGRAPH_SHARED", ROOT.parent / "shared"))
DEV = SHARED / "eval" / "dev" / "texts"
CORPUS = SHARED / "corpora" / "xwlb.jsonl.gz"


def spans_hold(doc: Doc) -> None:
    """Every span lies in the page, and its view reads the same words."""
    raw = doc.article.page.raw
    for claim in doc.claims:
        for span in (claim.evidence, claim.focus):
            assert 0 <= span.begin < span.end <= len(raw)
        assert claim.focus.of(raw).strip()
    for mention in doc.mentions:
        span = doc.article.view.span(mention.begin, mention.end)
        view = doc.article.text[mention.begin : mention.end]
        assert len(span.of(raw)) >= len(view.strip())


@pytest.mark.skipif(not DEV.is_dir(), reason="the development set is not here")
def test_spans_of_the_development_set() -> None:
    issues: list[object] = []
    docs = [
        doc
        for page in read_pages([DEV], context=Context(), on_issue=issues.append)
        for doc in read_page(page, issues.append)
    ]
    assert len(docs) == 23
    assert not issues
    for doc in docs:
        spans_hold(doc)


@pytest.mark.skipif(not CORPUS.is_file(), reason="the corpus is not here")
def test_spans_of_five_hundred_texts() -> None:
    with gzip.open(CORPUS, "rt", encoding="utf-8") as lines:
        for line in islice(lines, 0, 19500, 39):
            record = json.loads(line)
            for doc in read_text(f"{record['title']}\n{record['text']}", whole=True):
                spans_hold(doc)


def build_in_a_new_process(out: Path, seed: str) -> list[str]:
    script = (
        "from pathlib import Path; from qjgraph.pipeline import build;"
        f"build([Path({str(data('sample'))!r})], Path({str(out)!r}))"
    )
    environment = {**os.environ, "PYTHONHASHSEED": seed}
    subprocess.run([sys.executable, "-c", script], check=True, env=environment)
    return list(dump(open_store(out)))


def test_two_processes_with_different_hash_seeds_write_the_same_quads(tmp_path: Path) -> None:
    first = build_in_a_new_process(tmp_path / "one", "1")
    second = build_in_a_new_process(tmp_path / "two", "2")
    assert first == second
    assert not any("_:" in line.split('"')[0] for line in first)


def test_a_second_build_changes_nothing(tmp_path: Path) -> None:
    first = build([data("sample")], tmp_path / "graph")
    before = sorted(p.stat().st_mtime_ns for p in (tmp_path / "graph").rglob("*") if p.is_file())
    second = build([data("sample")], tmp_path / "graph")
    after = sorted(p.stat().st_mtime_ns for p in (tmp_path / "graph").rglob("*") if p.is_file())
    assert second.unchanged
    assert (first.articles, first.claims, first.quads) == (
        second.articles, second.claims, second.quads,
    )  # fmt: skip
    assert before == after


def test_the_same_text_twice_is_one_article(tmp_path: Path) -> None:
    for name in ("a.txt", "b.txt"):
        (tmp_path / name).write_text("县委常委会召开会议\n6月25日,县委常委会召开会议。\n")
    report = build([tmp_path / "a.txt", tmp_path / "b.txt"], tmp_path / "graph")
    assert report.articles == 1
    assert [issue.code for issue in report.issues] == ["duplicate-article"]
