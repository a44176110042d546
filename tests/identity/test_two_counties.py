"""Who is who in the two counties, and what the questions answer of them."""

from __future__ import annotations

import random
from collections import Counter
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from click.testing import CliRunner
from tests.identity.conftest import COUNTIES

import qjgraph
from qjgraph.cli.app import app
from qjgraph.evaluate import IdentityEvaluation
from qjgraph.query.questions import questions
from qjgraph.store import dump, open_store

ANSWERS = sorted((COUNTIES / "truth" / "answers").glob("*.tsv"))
#: Figures under which identity does not fall.
FLOORS = {
    "pairwise": {"precision": 0.98, "recall": 0.90},
    "bcubed": {"precision": 0.98, "recall": 0.90},
}


# ---------------------------------------------------------------------------- figures


@pytest.mark.parametrize("measure", ["pairwise", "bcubed"])
@pytest.mark.parametrize("ratio", ["precision", "recall"])
def test_identity_does_not_fall(figures: IdentityEvaluation, measure: str, ratio: str) -> None:
    assert getattr(getattr(figures.total, measure), ratio) >= FLOORS[measure][ratio]


def test_nearly_all_names_are_read(figures: IdentityEvaluation) -> None:
    """The corpus measures identity: what is not read would hide in its figures."""
    assert len(figures.unread) <= 3


# ---------------------------------------------------------------------------- answers


def read(path: Path) -> tuple[int, dict[str, str], list[dict[str, str]]]:
    """Question, parameters and rows of an answer of the truth."""
    first, head, *lines = path.read_text("utf-8").splitlines()
    question, *given = first.removeprefix("# question=").split(" ")
    columns = head.split("\t")
    rows = [dict(zip(columns, line.split("\t"), strict=True)) for line in lines]
    return int(question), dict(each.split("=", 1) for each in given), rows


def iris(found: IdentityEvaluation) -> dict[str, str]:
    """The IRI of each true entity: that of most of its namings."""
    counts: dict[str, Counter[str]] = {}
    for unit in found.total.units:
        counts.setdefault(unit.entity, Counter())[unit.named.iri] += 1
    return {entity: min(each, key=lambda iri: (-each[iri], iri)) for entity, each in counts.items()}


def labels(graph: qjgraph.Graph) -> dict[str, str]:
    rows = graph.query(
        "SELECT ?thing (MIN(?label) AS ?name) { ?thing rdfs:label ?label } GROUP BY ?thing"
    )
    return {str(row["thing"]): str(row["name"]) for row in rows}  # type: ignore[union-attr]


def cell(value: object) -> str:
    """A cell as the truth writes it."""
    if value is None:
        return ""
    if isinstance(value, Decimal):
        return f"{value.normalize():f}"
    return value.isoformat() if isinstance(value, date) else str(value)


@pytest.mark.parametrize("path", ANSWERS, ids=lambda path: path.stem)
def test_answers_are_exact(path: Path, graph: qjgraph.Graph, figures: IdentityEvaluation) -> None:
    number, given, expected = read(path)
    if number not in {each.number for each in questions()}:
        pytest.skip(f"question {number} is not there")
    iri, label = iris(figures), labels(graph)
    params = {name: iri[value[1:]] if value[:1] == "@" else value for name, value in given.items()}
    columns = list(expected[0])
    found = [tuple(cell(row[name]) for name in columns) for row in graph.ask(number, **params)]
    wanted = [
        tuple(label[iri[text[1:]]] if text[:1] == "@" else text for text in row.values())
        for row in expected
    ]
    assert sorted(found) == sorted(wanted)


# ---------------------------------------------------------------------- builds


def nquads(folder: Path) -> list[bytes]:
    return sorted(dump(open_store(folder)))


def test_the_order_of_the_input_does_not_matter(folder: Path, texts: Path, tmp_path: Path) -> None:
    files = sorted(texts.glob("*.txt"))
    random.Random(4).shuffle(files)
    qjgraph.build(files, tmp_path / "graph")
    assert nquads(tmp_path / "graph") == nquads(folder)


def test_an_article_that_leaves_and_comes_back_changes_nothing(
    folder: Path, texts: Path, tmp_path: Path
) -> None:
    out, text = tmp_path / "graph", (texts / "L12.txt").read_bytes()
    (texts / "L12.txt").unlink()
    qjgraph.build([texts], out)
    assert nquads(out) != nquads(folder)
    (texts / "L12.txt").write_bytes(text)
    qjgraph.build([texts], out)
    assert nquads(out) == nquads(folder)


# ------------------------------------------------------------------------ command


def test_the_command_tells_figures_and_mistakes(folder: Path) -> None:
    ran = CliRunner().invoke(
        app,
        ["evaluate", str(COUNTIES / "truth"), str(folder), "--identity", "--set", "tune"],
        env={"QJGRAPH_LANG": "en"},
    )
    assert ran.exit_code == 0, ran.output
    assert "pair P" in ran.output


@pytest.mark.parametrize("option", [["--identity", "--pages"], ["--set", "tune"]])
def test_options_that_do_not_go_together(folder: Path, option: list[str]) -> None:
    ran = CliRunner().invoke(app, ["evaluate", str(COUNTIES / "truth"), str(folder), *option])
    assert ran.exit_code == 2


def test_an_unknown_set_is_told(folder: Path) -> None:
    ran = CliRunner().invoke(
        app, ["evaluate", str(COUNTIES / "truth"), str(folder), "--identity", "--set", "tunes"]
    )
    assert ran.exit_code == 1
    assert "no set 'tunes'" in ran.output
