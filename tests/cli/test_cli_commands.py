"""The commands do what they say, and data alone reaches stdout."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from pyoxigraph import Literal, NamedNode, Quad

from qjgraph.cli.app import app
from qjgraph.cli.exporting import VIEWS
from qjgraph.iris import DEFAULT_BASE
from qjgraph.rdf.vocab import Ext
from qjgraph.store import Manifest, build_store


def run(*words: str | Path, stdin: str | bytes | None = None, lang: str = "en") -> Result:
    """The command line in this process."""
    return CliRunner().invoke(app, [str(w) for w in words], input=stdin, env={"QJGRAPH_LANG": lang})


PEOPLE = "SELECT DISTINCT ?name WHERE { ?p a qj:Person ; rdfs:label ?name } ORDER BY ?name"


# ------------------------------------------------------------------------------ build


def test_build_ends_with_one_line_of_figures(sample: Path, tmp_path: Path) -> None:
    result = run("build", sample, "--out", tmp_path / "graph")
    assert result.exit_code == 0, result.stderr
    assert result.stdout == ""
    last = result.stderr.splitlines()[-1]
    assert last.startswith(f"{tmp_path / 'graph'}: 12 articles, ")
    assert all(word in last for word in ("claims", "quads", "issues"))


def test_build_speaks_chinese(sample: Path, tmp_path: Path) -> None:
    result = run("build", sample, "--out", tmp_path / "graph", lang="zh")
    assert "12 篇文章" in result.stderr


def test_a_second_build_changes_nothing(sample: Path, tmp_path: Path) -> None:
    first = run("build", sample, "--out", tmp_path / "graph", "--json")
    second = run("build", sample, "--out", tmp_path / "graph", "--json")
    assert "nothing changed" in second.stderr
    assert json.loads(second.stdout)["unchanged"] is True
    assert json.loads(second.stdout)["quads"] == json.loads(first.stdout)["quads"]


def test_force_builds_again(sample: Path, tmp_path: Path) -> None:
    run("build", sample, "--out", tmp_path / "graph")
    result = run("build", sample, "--out", tmp_path / "graph", "--force", "--json")
    assert json.loads(result.stdout)["unchanged"] is False


@pytest.mark.parametrize(
    "stdin",
    [
        "县长卢致远主持会议\n\n5月6日,县长卢致远主持召开县政府第9次常务会议。\n",
        json.dumps({"id": "r", "text": "5月6日，县长卢致远主持召开县政府第9次常务会议。"}) + "\n",
    ],
)
def test_build_reads_stdin(stdin: str, tmp_path: Path) -> None:
    result = run("build", "-", "--out", tmp_path / "graph", stdin=stdin)
    assert result.exit_code == 0, result.stderr
    assert "卢致远" in run("query", tmp_path / "graph", PEOPLE).stdout


def test_stdin_gives_the_same_graph_every_time(tmp_path: Path) -> None:
    text = "县长卢致远主持会议\n\n5月6日,县长卢致远主持召开县政府第9次常务会议。\n"
    dumps = []
    for name in ("one", "two"):
        run("build", "-", "--out", tmp_path / name, stdin=text)
        out = run("export", tmp_path / name, "--format", "nquads", "--to", "-").stdout
        dumps.append(out)
    assert dumps[0] == dumps[1] != ""


def test_the_options_are_the_context(tmp_path: Path) -> None:
    text = "会议召开\n\n5月6日,县委书记卢致远主持会议。\n"
    words = ("--published", "2025-05-07", "--home", "浙江省丽水市澄溪县", "--source", "今日澄溪")
    run("build", "-", "--out", tmp_path / "graph", *words, stdin=text)
    sparql = "SELECT ?d ?s WHERE { ?a a qj:Article ; qj:published ?d ; qj:source ?s }"
    answer = run("query", tmp_path / "graph", sparql, "--format", "csv").stdout
    assert answer == "d,s\n2025-05-07,今日澄溪\n"
    assert (
        "澄溪县" in run("query", tmp_path / "graph", "SELECT ?o { ?m qj:of/rdfs:label ?o }").stdout
    )


def test_base_is_the_place_of_the_names(tmp_path: Path) -> None:
    text = "会议召开\n\n5月6日,县委书记卢致远主持会议。\n"
    base = "https://example.org/news/"
    run("build", "-", "--out", tmp_path / "graph", "--base", base, stdin=text)
    answer = run("query", tmp_path / "graph", "SELECT ?p { ?p a qj:Person }", "--format", "csv")
    assert answer.stdout.splitlines()[1].startswith(base)


# ---------------------------------------------------------------------- query and ask


def test_query_answers_on_stdout_alone(sample_graph: Path) -> None:
    result = run("query", sample_graph, PEOPLE)
    assert result.exit_code == 0
    assert result.stderr == ""
    assert "卢致远" in result.stdout


def test_query_reads_a_file_and_stdin(sample_graph: Path, tmp_path: Path) -> None:
    (tmp_path / "people.rq").write_text(PEOPLE, encoding="utf-8")
    direct = run("query", sample_graph, PEOPLE).stdout
    assert run("query", sample_graph, tmp_path / "people.rq").stdout == direct
    assert run("query", sample_graph, "-", stdin=PEOPLE).stdout == direct


def test_query_writes_a_file(sample_graph: Path, tmp_path: Path) -> None:
    to = tmp_path / "new" / "people.csv"
    result = run("query", sample_graph, PEOPLE, "--format", "csv", "--to", to)
    assert result.stdout == ""
    assert to.read_text(encoding="utf-8").startswith("name\n")


@pytest.mark.parametrize(
    ("sparql", "form", "begins"),
    [
        ("ASK { ?p a qj:Person }", "table", "true"),
        ("ASK { ?p a qj:Person }", "json", '{"head"'),
        (PEOPLE, "csv", "name\n"),
        (PEOPLE, "tsv", "?name\n"),
        ("CONSTRUCT WHERE { ?p a qj:Person }", "ttl", "@prefix"),
        ("CONSTRUCT WHERE { ?p a qj:Person }", "nt", "<https://"),
        ("CONSTRUCT WHERE { ?p a qj:Person }", "jsonld", "["),
    ],
)
def test_query_answers_in(sparql: str, form: str, begins: str, sample_graph: Path) -> None:
    result = run("query", sample_graph, sparql, "--format", form)
    assert result.exit_code == 0, result.stderr
    assert result.stdout.startswith(begins)


def test_a_graph_is_turtle_by_itself(sample_graph: Path) -> None:
    result = run("query", sample_graph, "CONSTRUCT WHERE { ?p a qj:Person }")
    assert result.stdout.startswith("@prefix")


def test_json_is_sparql_json(sample_graph: Path) -> None:
    answer = json.loads(run("query", sample_graph, PEOPLE, "--json").stdout)
    assert answer["head"]["vars"] == ["name"]
    assert answer["results"]["bindings"]


@pytest.mark.parametrize("number", [1, 2, 4, 5, 10, 12, 15, 16, 17, 18, 20])
def test_ask_lists_question(number: int) -> None:
    for lang in ("en", "zh"):
        result = run("ask", "--list", lang=lang)
        assert result.exit_code == 0
        lines = [line for line in result.stdout.splitlines() if line.split()[:1] == [str(number)]]
        assert len(lines) == 1


def test_ask_lists_questions_as_json() -> None:
    listed = json.loads(run("ask", "--list", "--json").stdout)
    assert {"number", "name", "title", "parameters"} <= set(listed[0])


def test_ask_answers_with_evidence(sample_graph: Path) -> None:
    result = run("ask", sample_graph, "10", "--format", "csv")
    assert result.exit_code == 0, result.stderr
    rows = list(csv.DictReader(io.StringIO(result.stdout)))
    assert any("竹木智造产业园" in "".join(row.values()) for row in rows)


def test_a_table_is_narrow_unless_evidence_is_asked_for(sample_graph: Path) -> None:
    narrow = run("ask", sample_graph, "10").stdout
    wide = run("ask", sample_graph, "10", "--evidence").stdout
    assert "chengxi-page-4" in narrow
    assert "据了解" not in narrow
    assert "据了解" in wide


@pytest.mark.parametrize("form", ["csv", "tsv", "json"])
def test_data_always_has_its_evidence(form: str, sample_graph: Path) -> None:
    assert "据了解" in run("ask", sample_graph, "10", "--format", form).stdout


def test_ask_without_a_question_is_a_usage_error(sample_graph: Path) -> None:
    result = run("ask", sample_graph)
    assert result.exit_code == 2
    assert "--list" in result.stderr


# ------------------------------------------------------- explain, info, validate, check


def test_explain_shows_the_sentence(sample_graph: Path) -> None:
    result = run("explain", sample_graph, "江沐阳")
    assert result.exit_code == 0, result.stderr
    assert "项目负责人" in result.stdout
    assert "chengxi-page-4" in result.stdout


def test_explain_takes_a_claim(sample_graph: Path) -> None:
    sparql = "SELECT ?c WHERE { ?c a qj:Milestone } ORDER BY ?c LIMIT 1"
    claim = run("query", sample_graph, sparql, "--format", "csv").stdout.splitlines()[1]
    result = run("explain", sample_graph, claim, "--json")
    assert result.exit_code == 0, result.stderr
    assert claim in result.stdout


def test_info_counts(sample_graph: Path) -> None:
    assert "12" in run("info", sample_graph).stdout
    assert json.loads(run("info", sample_graph, "--json").stdout)["articles"] == 12


def test_the_sample_conforms(sample_graph: Path) -> None:
    result = run("validate", sample_graph)
    assert result.exit_code == 0, result.stdout


def test_validate_finds_what_does_not_hold(tmp_path: Path) -> None:
    page, span = NamedNode(f"{DEFAULT_BASE}page/x"), NamedNode(f"{DEFAULT_BASE}page/x#char=0,2")
    quads = [
        Quad(page, Ext.is_string, Literal("原文如此")),
        Quad(span, Ext.begin_index, Literal(0)),
        Quad(span, Ext.end_index, Literal(2)),
        Quad(span, Ext.anchor_of, Literal("别的")),
        Quad(span, Ext.reference_context, page),
    ]
    build_store(
        quads, tmp_path / "graph", Manifest(version="0", fingerprint="f", base=DEFAULT_BASE)
    )
    result = run("validate", tmp_path / "graph")
    assert result.exit_code == 3
    assert "not those of the raw text" in result.stdout
    assert "不符" in run("validate", tmp_path / "graph", lang="zh").stdout


def test_the_lexicon_holds() -> None:
    result = run("lexicon", "check")
    assert result.exit_code == 0, result.stdout


# --------------------------------------------------------------------- export and viz


def test_export_csv_writes_the_tables(sample_graph: Path, tmp_path: Path) -> None:
    result = run("export", sample_graph, "--format", "csv", "--to", tmp_path / "tables")
    assert result.exit_code == 0, result.stderr
    names = {path.name for path in (tmp_path / "tables").iterdir()}
    assert {"articles.csv", "people.csv", "amounts.csv", "articles.jsonl"} <= names


def test_export_csv_needs_a_folder(sample_graph: Path) -> None:
    assert run("export", sample_graph, "--format", "csv", "--to", "-").exit_code == 2


def test_bom_is_for_tables(sample_graph: Path) -> None:
    words = ("--format", "nquads", "--to", "-", "--bom")
    assert run("export", sample_graph, *words).exit_code == 2


def test_bom_marks_the_tables(sample_graph: Path, tmp_path: Path) -> None:
    run("export", sample_graph, "--format", "csv", "--to", tmp_path / "tables", "--bom")
    assert (tmp_path / "tables" / "people.csv").read_bytes().startswith(b"\xef\xbb\xbf")


@pytest.mark.parametrize("form", ["jsonld", "nquads", "trig", "graphml", "gexf"])
def test_export_to_stdout_is_the_file(form: str, sample_graph: Path, tmp_path: Path) -> None:
    to = tmp_path / f"sample.{form}"
    assert run("export", sample_graph, "--format", form, "--to", to).exit_code == 0
    streamed = run("export", sample_graph, "--format", form, "--to", "-")
    assert streamed.stdout == to.read_text(encoding="utf-8") != ""


@pytest.mark.parametrize("view", ["whole", "coattendance", "projects"])
def test_viz_draws(view: str, sample_graph: Path, tmp_path: Path) -> None:
    to = tmp_path / "graph.html"
    result = run("viz", sample_graph, "--view", view, "-o", to)
    assert result.exit_code == 0, result.stderr
    assert result.stdout == ""
    assert "<html" in to.read_text(encoding="utf-8")


def test_viz_draws_surroundings(sample_graph: Path) -> None:
    words = ("--view", "ego", "--around", "纪云舒", "--depth", "2", "-o", "-")
    result = run("viz", sample_graph, *words)
    assert result.exit_code == 0, result.stderr
    assert "纪云舒" in result.stdout


def test_viz_draws_figures(sample_graph: Path, tmp_path: Path) -> None:
    pytest.importorskip("matplotlib")
    to = tmp_path / "figure.svg"
    result = run("viz", sample_graph, "--view", "series", "--format", "svg", "-o", to)
    if "no font" in result.stderr:
        pytest.skip("no font with Chinese characters")
    assert result.exit_code == 0, result.stderr
    assert to.read_bytes().startswith(b"<?xml")


def test_viz_says_what_is_missing(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("今天天气很好。", encoding="utf-8")
    assert run("build", tmp_path / "a.txt", "--out", tmp_path / "g").exit_code == 0
    result = run("viz", tmp_path / "g", "--view", "timeline", "-o", tmp_path / "t.html")
    assert (result.exit_code, "No article tells of milestones" in result.stderr) == (0, True)


@pytest.mark.parametrize(
    ("to", "begin"), [("p.csv", "iri,label"), ("p.tsv", "?iri\t?label"), ("p.json", "{")]
)
def test_network_writes_the_form_of_the_files_name(
    to: str, begin: str, sample_graph: Path, tmp_path: Path
) -> None:
    result = run("network", sample_graph, "-o", tmp_path / to)
    assert result.exit_code == 0, result.stderr
    assert (tmp_path / to).read_text(encoding="utf-8").startswith(begin)


def test_network_measures_each_period(sample_graph: Path) -> None:
    result = run("network", sample_graph, "--per", "month", "--format", "csv")
    assert result.exit_code == 0, result.stderr
    assert result.stdout.startswith("period,iri,label")
    assert {line[:7] for line in result.stdout.splitlines()[1:]} == {
        "2025-08",
        "2025-09",
        "2025-10",
        "2025-11",
    }
    assert "count in none" in result.stderr


def test_the_views_are_those_of_the_library() -> None:
    from qjgraph.view.project import VIEWS as known

    assert tuple(known) == VIEWS
