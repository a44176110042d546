"""`qjgraph evaluate`."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from tests.conftest import ROOT
from tests.evaluate.build import named, people, write_gold, write_tables

from qjgraph.cli.app import app

GOLD = ROOT / "data" / "gold"


def run(*words: str | Path, lang: str = "en") -> Result:
    """The command in this process."""
    return CliRunner().invoke(
        app, ["evaluate", *(str(w) for w in words)], env={"QJGRAPH_LANG": lang}
    )


@pytest.fixture
def pair(tmp_path: Path) -> tuple[Path, Path]:
    """Gold of one article and tables with one wrong row."""
    gold = write_gold(tmp_path / "gold", people=people("张伟"))
    return gold, write_tables(tmp_path / "tables", people=named("张伟", "王芳"))


def test_it_prints_the_table_and_the_mistakes(pair: tuple[Path, Path]) -> None:
    result = run(*pair)
    assert result.exit_code == 0
    assert "people                           1       2       1       1" in result.stdout
    assert "n1  people  wrong: name=王芳" in result.stdout


def test_it_speaks_chinese(pair: tuple[Path, Path]) -> None:
    result = run(*pair, lang="zh")
    assert "微平均" in result.stdout
    assert "n1  人物  错: name=王芳" in result.stdout


def test_a_graph_and_its_tables_have_the_same_figures(sample_graph: Path, tmp_path: Path) -> None:
    CliRunner().invoke(
        app, ["export", str(sample_graph), "--format", "csv", "--to", str(tmp_path / "t")]
    )
    one, other = (run(GOLD, folder, "--json") for folder in (sample_graph, tmp_path / "t"))
    assert one.exit_code == 0, one.stderr
    assert json.loads(one.stdout) == json.loads(other.stdout)


def test_it_writes_files(pair: tuple[Path, Path], tmp_path: Path) -> None:
    errors, page = tmp_path / "new" / "e.tsv", tmp_path / "new" / "r.html"
    result = run(*pair, "--errors", errors, "--html", page)
    assert result.exit_code == 0
    assert len(errors.read_text(encoding="utf-8").splitlines()) == 2
    assert page.read_text(encoding="utf-8").startswith("<!doctype html>")


@pytest.mark.parametrize(
    ("options", "beginning"),
    [(("--errors", "-"), "article\t"), (("--html", "-"), "<!doctype"), (("--json",), "{")],
)
def test_stdout_holds_one_thing(
    options: tuple[str, ...], beginning: str, pair: tuple[Path, Path]
) -> None:
    result = run(*pair, *options)
    assert result.stdout.startswith(beginning)
    assert "prec " not in result.stdout


@pytest.mark.parametrize(
    "options",
    [("--json", "--errors", "-"), ("--pages", "--html", "x"), ("--pages", "--by-article")],
)
def test_options_that_do_not_go_together(options: tuple[str, ...], pair: tuple[Path, Path]) -> None:
    assert run(*pair, *options).exit_code == 2


def test_pages(sample_graph: Path) -> None:
    result = run(GOLD, sample_graph, "--pages")
    assert result.exit_code == 0
    assert "== page chengxi-page" in result.stdout


def test_bad_gold_is_one_line_and_exit_1(pair: tuple[Path, Path]) -> None:
    write_gold(pair[0], people=[{"name": "张伟"}])
    result = run(*pair)
    assert (result.exit_code, result.stdout) == (1, "")
    assert result.stderr.startswith("qjgraph: n1.json, people 1: names: this key is missing; ")
    assert len(result.stderr.splitlines()) == 1


def test_what_is_left_out_is_told(pair: tuple[Path, Path]) -> None:
    write_gold(pair[0], "n2")
    (pair[1] / "places.csv").unlink()
    result = run(*pair)
    assert "articles of the gold that are not here: 1 (n2)" in result.stderr
    assert "tables that are not here, scored as empty: 1 (places)" in result.stderr


def test_the_rest_of_many_mistakes_is_told(tmp_path: Path) -> None:
    gold = write_gold(tmp_path / "gold")
    tables = write_tables(tmp_path / "tables", people=named(*(f"人{n}" for n in range(30))))
    result = run(gold, tables)
    assert result.stdout.count(" wrong: ") == 20
    assert "10 more: --errors FILE" in result.stderr
