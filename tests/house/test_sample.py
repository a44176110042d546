"""The sample is sound, and is read as its gold says."""

from __future__ import annotations

import csv
import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from tests.conftest import ROOT

TEXTS, GOLD = ROOT / "data" / "sample", ROOT / "data" / "gold"


def run(*words: str | Path) -> str:
    """A program's stdout; the test fails where the program does."""
    ran = subprocess.run([sys.executable, *words], capture_output=True, text=True, check=False)
    assert ran.returncode == 0, ran.stdout + ran.stderr
    return ran.stdout


@pytest.fixture(scope="module")
def tables(sample_graph: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    import qjgraph

    folder = tmp_path_factory.mktemp("tables")
    qjgraph.open(sample_graph).tables(folder)
    return folder


def test_every_text_has_its_context() -> None:
    with (TEXTS / "sources.csv").open(encoding="utf-8") as handle:
        listed = [row["file"] for row in csv.DictReader(handle)]
    assert sorted(listed) == sorted(path.name for path in TEXTS.glob("*.txt"))


def test_every_article_has_its_gold(tables: Path) -> None:
    lines = (tables / "articles.jsonl").read_text(encoding="utf-8").splitlines()
    read = {json.loads(line)["id"].replace("-page-", "-") for line in lines}
    assert read == {path.stem for path in GOLD.glob("*.json")} - {"chengxi-page"}


def test_the_gold_is_sound(shared: Path) -> None:
    assert "0 faults" in run(shared / "eval" / "check_gold.py", GOLD, TEXTS)


def score(shared: Path, tables: Path, *words: str) -> dict[str, Any]:
    out = tables / "score.json"
    run(shared / "eval" / "score.py", GOLD, tables, "--json", out, *words)
    found: dict[str, Any] = json.loads(out.read_text(encoding="utf-8"))
    return found


def test_the_page_is_cut_at_its_articles(shared: Path, tables: Path) -> None:
    page = score(shared, tables, "--pages")["chengxi-page"]
    assert page["articles"]["f1"] == 1.0
    assert page["paragraphs"]["f1"] >= 0.95


@pytest.mark.parametrize(
    ("table", "least"),
    [
        ("people", 0.95),
        ("positions", 0.9),
        ("participation", 0.9),
        ("amounts", 0.95),
        ("milestones", 0.85),
        ("places", 0.95),
        ("organizations", 0.9),
    ],
)
def test_the_sample_is_read_well(table: str, least: float, shared: Path, tables: Path) -> None:
    assert score(shared, tables)["tables"][table]["f1"] >= least


def test_the_sample_is_read_well_as_a_whole(shared: Path, tables: Path) -> None:
    assert score(shared, tables)["micro"]["f1"] >= 0.93
