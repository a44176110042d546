"""Every figure is that of the project's own scoring script, on real graphs and hostile tables."""

from __future__ import annotations

import csv
import json
import random
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from tests.conftest import ROOT

import qjgraph
from qjgraph.evaluate import evaluate, evaluate_pages

Script = Callable[..., dict[str, Any]]


@pytest.fixture(scope="module")
def script(shared: Path, tmp_path_factory: pytest.TempPathFactory) -> Script:
    """The figures of score.py."""
    path = shared / "eval" / "score.py"
    if not path.is_file():
        pytest.skip(f"no {path}")
    out = tmp_path_factory.mktemp("script") / "out.json"

    def run(gold: Path, tables: Path, *options: str) -> dict[str, Any]:
        words = [sys.executable, path, gold, tables, "--json", out, *options]
        subprocess.run(words, check=True, capture_output=True)
        found: dict[str, Any] = json.loads(out.read_text(encoding="utf-8"))
        return found

    return run


@pytest.fixture(scope="module")
def sample(sample_graph: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path, Path]:
    """Gold, graph and tables of the sample."""
    return ROOT / "data" / "gold", sample_graph, _tables(sample_graph, tmp_path_factory)


@pytest.fixture(scope="module")
def development(shared: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path, Path]:
    """Gold, graph and tables of the development set."""
    graph = tmp_path_factory.mktemp("development") / "graph"
    qjgraph.build(shared / "eval" / "dev" / "texts", graph)
    return shared / "eval" / "dev" / "gold", graph, _tables(graph, tmp_path_factory)


def _tables(graph: Path, factory: pytest.TempPathFactory) -> Path:
    folder = factory.mktemp("tables")
    qjgraph.open(graph).tables(folder)
    return folder


@pytest.mark.parametrize("name", ["sample", "development"])
@pytest.mark.parametrize("form", ["graph", "tables"])
def test_the_facts(name: str, form: str, script: Script, request: pytest.FixtureRequest) -> None:
    gold, graph, tables = request.getfixturevalue(name)
    wanted = script(gold, tables)
    found = json.loads(json.dumps(evaluate(gold, graph if form == "graph" else tables).as_json()))
    assert {key: found[key] for key in wanted} == wanted
    assert list(found["articles"]) == list(wanted["articles"])


@pytest.mark.parametrize("name", ["sample", "development"])
@pytest.mark.parametrize("form", ["graph", "tables"])
def test_the_pages(name: str, form: str, script: Script, request: pytest.FixtureRequest) -> None:
    gold, graph, tables = request.getfixturevalue(name)
    source = graph if form == "graph" else tables
    assert evaluate_pages(gold, source).as_json() == script(gold, tables, "--pages")


@pytest.mark.parametrize("seed", range(6))
def test_tables_of_chance(
    seed: int, script: Script, development: tuple[Path, Path, Path], tmp_path: Path
) -> None:
    """Rows lost, doubled and mixed with those of other articles: still the same figures."""
    gold, _, tables = development
    chance = random.Random(seed)
    for path in sorted(tables.glob("*.csv")):
        with path.open(encoding="utf-8", newline="") as handle:
            header, *rows = list(csv.reader(handle))
        kept = [row for row in rows if chance.random() > 0.15]
        mixed = [_mixed(row, chance.choice(rows), chance) for row in kept]
        with (tmp_path / path.name).open("w", encoding="utf-8", newline="") as handle:
            csv.writer(handle).writerows([header, *mixed, *chance.sample(mixed, len(mixed) // 5)])
    wanted, found = script(gold, tmp_path), evaluate(gold, tmp_path).as_json()
    assert wanted["micro"]["f1"] < 0.95
    assert {key: found[key] for key in wanted} == wanted


def _mixed(row: list[str], other: list[str], chance: random.Random) -> list[str]:
    """A row with some cells of another, the article kept."""
    pairs = zip(row[1:], other[1:], strict=True)
    return [row[0], *(b if chance.random() < 0.08 else a for a, b in pairs)]


@pytest.mark.parametrize("seed", range(4))
def test_pages_of_chance(
    seed: int, script: Script, development: tuple[Path, Path, Path], tmp_path: Path
) -> None:
    gold, _, tables = development
    chance = random.Random(seed)
    lines = (tables / "articles.jsonl").read_text(encoding="utf-8").splitlines()
    records = [json.loads(line) for line in lines if chance.random() > 0.1]
    for record in records:
        pieces = record["paragraphs"]
        if len(pieces) > 1 and chance.random() < 0.5:
            place = chance.randrange(len(pieces) - 1)
            pieces[place : place + 2] = ["".join(pieces[place : place + 2])]
        if chance.random() < 0.3:
            record["title"] = "另一个标题"
        if chance.random() < 0.3:
            pieces.reverse()
    text = "".join(json.dumps(record, ensure_ascii=False) + "\n" for record in records)
    (tmp_path / "articles.jsonl").write_text(text, encoding="utf-8")
    wanted = script(gold, tmp_path, "--pages")
    assert evaluate_pages(gold, tmp_path).as_json() == wanted
