"""What goes wrong is said in one clear line, costs what it must, and has its exit code."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from qjgraph.cli.app import app

GOOD = """县政府召开第9次常务会议

本报讯(记者柳青禾)5月6日,县长卢致远主持召开县政府第9次常务会议,研究春耕生产工作。
"""


def run(*words: str | Path, stdin: str | bytes | None = None) -> Result:
    """The command line in this process, in English."""
    return CliRunner().invoke(app, [str(w) for w in words], input=stdin, env={"QJGRAPH_LANG": "en"})


def complaints(result: Result) -> list[str]:
    """The lines about what went wrong."""
    return [line for line in result.stderr.splitlines() if line.startswith("qjgraph: ")]


@pytest.fixture
def texts(tmp_path: Path) -> Path:
    """A folder with one good text."""
    folder = tmp_path / "texts"
    folder.mkdir()
    (folder / "good.txt").write_text(GOOD, encoding="utf-8")
    return folder


def nothing(folder: Path) -> Path:
    return folder / "absent.txt"


def empty(folder: Path) -> Path:
    path = folder / "empty.txt"
    path.write_bytes(b"")
    return path


def blank(folder: Path) -> Path:
    path = folder / "blank.txt"
    path.write_bytes(b" \r\n\r\n\t\n")
    return path


def binary(folder: Path) -> Path:
    path = folder / "binary.txt"
    path.write_bytes(b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR" + bytes(range(256)))
    return path


def broken_bytes(folder: Path) -> Path:
    path = folder / "broken.txt"
    path.write_bytes("县长卢致远".encode() + b"\xff\xfe\xff\x80\xff" + "主持会议".encode("gb18030"))
    return path


def broken_line(folder: Path) -> Path:
    path = folder / "records.jsonl"
    good = json.dumps({"id": "r1", "text": "9月1日，县长卢致远主持会议。"}, ensure_ascii=False)
    path.write_text(good + "\n{broken\n", encoding="utf-8")
    return path


def record_without_text(folder: Path) -> Path:
    path = folder / "records.jsonl"
    path.write_text('{"id": "r1", "title": "标题"}\n', encoding="utf-8")
    return path


def unknown_kind(folder: Path) -> Path:
    path = folder / "page.pdf"
    path.write_bytes(b"%PDF-1.7\n")
    return path


@pytest.mark.parametrize(
    "make",
    [nothing, empty, blank, binary, broken_bytes, broken_line, record_without_text, unknown_kind],
)
def test_a_bad_file_costs_itself_alone(
    make: Callable[[Path], Path], texts: Path, tmp_path: Path
) -> None:
    bad = make(tmp_path)
    result = run("build", texts, bad, "--out", tmp_path / "graph", "--json")
    said = [line for line in complaints(result) if bad.name in line]
    assert len(said) == 1, result.stderr
    assert result.exit_code == 1
    assert "Traceback" not in result.stderr
    assert json.loads(result.stdout)["articles"] >= 1
    asked = run("query", tmp_path / "graph", 'ASK { ?p rdfs:label "卢致远"@zh }')
    assert asked.stdout == "true\n"


@pytest.mark.parametrize(
    ("row", "word"),
    [
        ("good.txt,2025-13-40,,", "2025-13-40"),
        ("good.txt,gestern,,", "gestern"),
        ("absent.txt,2025-05-07,,", "absent.txt"),
        ("good.txt,2025-05-07,,,,too,many", "sources.csv:2"),
    ],
)
def test_a_bad_row_of_sources_is_named(row: str, word: str, texts: Path, tmp_path: Path) -> None:
    (texts / "sources.csv").write_text(f"file,published,home,source\n{row}\n", encoding="utf-8")
    result = run("build", texts, "--out", tmp_path / "graph", "--json")
    said = complaints(result)
    assert result.exit_code == 1
    assert len(said) == 1, result.stderr
    assert "sources.csv:2" in said[0]
    assert word in said[0]
    assert json.loads(result.stdout)["articles"] == 1


def test_sources_without_its_columns_are_named(texts: Path, tmp_path: Path) -> None:
    (texts / "sources.csv").write_text("name,day\ngood.txt,2025-05-07\n", encoding="utf-8")
    result = run("build", texts, "--out", tmp_path / "graph", "--json")
    assert complaints(result)
    assert all("sources.csv" in line for line in complaints(result))
    assert json.loads(result.stdout)["articles"] == 1


def test_nothing_to_read_leaves_the_graph_as_it_was(texts: Path, tmp_path: Path) -> None:
    out = tmp_path / "graph"
    assert run("build", texts, "--out", out).exit_code == 0
    result = run("build", tmp_path / "typo", "--out", out)
    assert result.exit_code == 1
    assert "typo" in complaints(result)[0]
    assert run("query", out, 'ASK { ?p rdfs:label "卢致远"@zh }').stdout == "true\n"


def test_a_file_in_the_way_of_the_folder(texts: Path, tmp_path: Path) -> None:
    (tmp_path / "graph").write_text("mine", encoding="utf-8")
    result = run("build", texts, "--out", tmp_path / "graph")
    assert result.exit_code == 1
    assert len(complaints(result)) == 1
    assert (tmp_path / "graph").read_text(encoding="utf-8") == "mine"


@pytest.mark.parametrize("value", ["2025-02-30", "25.6.2025", "gestern"])
def test_a_bad_option_is_a_usage_error(value: str, texts: Path, tmp_path: Path) -> None:
    result = run("build", texts, "--out", tmp_path / "graph", "--published", value)
    assert result.exit_code == 2
    assert "2025-06-26" in result.stderr


@pytest.mark.parametrize(
    ("sparql", "words"),
    [
        ("SELECT ?x WHERE { ?x a qj:Person", ["query"]),
        ("SELEKT ?x WHERE { ?x a qj:Person }", ["SELEKT", "SELECT"]),
        ("SELECT ?x\nWHERE { ?x a foof:Person }", ["line 2", "foof"]),
        ("DELETE WHERE { ?s ?p ?o }", ["DELETE"]),
        ("SELECT * { SERVICE <http://example.org/> { ?s ?p ?o } }", ["SERVICE"]),
    ],
)
def test_a_broken_query(sparql: str, words: list[str], sample_graph: Path) -> None:
    result = run("query", sample_graph, sparql)
    assert result.exit_code == 1
    assert result.stdout == ""
    (said,) = result.stderr.splitlines()
    assert said.startswith("qjgraph: query")
    assert all(word in said for word in words)


def test_a_query_file_that_is_not_there(sample_graph: Path) -> None:
    result = run("query", sample_graph, "absent.rq")
    assert (result.exit_code, len(result.stderr.splitlines())) == (1, 1)
    assert "absent.rq" in result.stderr


def test_a_broken_query_file_is_named(sample_graph: Path, tmp_path: Path) -> None:
    (tmp_path / "mine.rq").write_text("SELECT ?x {", encoding="utf-8")
    result = run("query", sample_graph, tmp_path / "mine.rq")
    assert result.exit_code == 1
    assert "mine.rq" in result.stderr


@pytest.mark.parametrize(
    "words",
    [
        ("explain", "{}", "卢致元"),
        ("viz", "{}", "--view", "ego", "--around", "卢致元", "-o", "-"),
        ("ask", "{}", "5", "--param", "who=卢致元"),
    ],
)
def test_an_unknown_name_is_answered_with_near_ones(
    words: tuple[str, ...], sample_graph: Path
) -> None:
    result = run(*(word.format(sample_graph) for word in words))
    assert result.exit_code == 1
    assert result.stdout == ""
    (said,) = result.stderr.splitlines()
    assert "卢致元" in said
    assert "卢致远" in said


@pytest.mark.parametrize(
    "words",
    [
        ("info", "{}"),
        ("query", "{}", "ASK {}"),
        ("ask", "{}", "1"),
        ("explain", "{}", "x"),
        ("validate", "{}"),
        ("viz", "{}", "-o", "-"),
        ("export", "{}", "--format", "nquads", "--to", "-"),
    ],
)
@pytest.mark.parametrize("there", [True, False])
def test_a_folder_without_a_graph(words: tuple[str, ...], there: bool, tmp_path: Path) -> None:
    folder = tmp_path if there else tmp_path / "absent"
    result = run(*(word.format(folder) for word in words))
    assert result.exit_code == 1
    (said,) = result.stderr.splitlines()
    assert str(folder) in said
    assert "qjgraph build" in said


@pytest.mark.parametrize("question", ["999", "no-such-question"])
def test_an_unknown_question(question: str, sample_graph: Path) -> None:
    result = run("ask", sample_graph, question)
    assert result.exit_code == 1
    assert question in result.stderr


@pytest.mark.parametrize("param", ["nonsense", "=1"])
def test_a_parameter_without_a_value_is_a_usage_error(param: str, sample_graph: Path) -> None:
    assert run("ask", sample_graph, "10", "--param", param).exit_code == 2


def test_an_unknown_parameter(sample_graph: Path) -> None:
    result = run("ask", sample_graph, "10", "--param", "colour=red")
    assert result.exit_code == 1
    assert "colour" in result.stderr
