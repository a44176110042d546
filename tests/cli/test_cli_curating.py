"""The commands of a curator: what they write into the ledger, and how it reaches the graph."""

from __future__ import annotations

import csv
import io
import json
import os
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from pyoxigraph import Literal, NamedNode, Quad

import qjgraph
from qjgraph.cli.app import app
from qjgraph.curate import DEFAULT, read_ledger
from qjgraph.iris import split_iri
from qjgraph.judgement import Decision
from qjgraph.model import Issue
from qjgraph.rdf.vocab import PREFIXES
from qjgraph.store import Manifest, build_store

HOME = "浙江省衢州市衢江区"
TEXTS = {
    "a": "开工\n\n本报讯 1月8日，云桥新材料产业园项目开工，县长卢致远出席。项目总投资3.2亿元。\n",
    "b": "调研\n\n本报讯 2月3日，县长卢致远到青石镇调研。县发改局局长方若谷陪同。\n",
    "c": "会议\n\n3月5日，县长卢致远主持召开县政府第36次常务会议。县发改局局长方若谷参加。\n",
}


def run(*words: str | Path, stdin: str | None = None, lang: str = "en", who: str = "") -> Result:
    environment = {"QJGRAPH_LANG": lang, "QJGRAPH_WHO": who or "陈一诺"}
    return CliRunner().invoke(app, [str(word) for word in words], input=stdin, env=environment)


@pytest.fixture
def texts(tmp_path: Path) -> Path:
    folder = tmp_path / "texts"
    folder.mkdir()
    rows = [f"{name}.txt,2026-03-09,{HOME}\n" for name in TEXTS]
    (folder / "sources.csv").write_text("file,published,home\n" + "".join(rows), "utf-8")
    for name, text in TEXTS.items():
        (folder / f"{name}.txt").write_text(text, "utf-8")
    return folder


@pytest.fixture
def folder(texts: Path, tmp_path: Path) -> Path:
    assert run("build", texts, "--out", tmp_path / "graph").exit_code == 0
    return tmp_path / "graph"


def ledger(folder: Path) -> list[Decision]:
    issues: list[Issue] = []
    found = read_ledger(folder / DEFAULT, issues.append)
    assert issues == []
    return found


def one(folder: Path, where: str) -> str:
    (row,) = qjgraph.open(folder).query(f"SELECT DISTINCT ?x WHERE {{ {where} }}")  # type: ignore[misc]
    return str(row["x"])  # type: ignore[index,call-overload]


def thing(folder: Path, name: str) -> str:
    return one(folder, f'?x rdfs:label "{name}"@zh')


def money(folder: Path) -> str:
    return one(folder, '?x a qj:Quantity ; qj:verbatim "3.2亿元"')


# --------------------------------------------------------------------------- who is who


def test_merge_keeps_the_first(folder: Path) -> None:
    result = run("merge", folder, "卢致远", "方若谷", "--why", "笔名")
    assert result.exit_code == 0, result.stderr
    (made,) = ledger(folder)
    wanted = thing(folder, "卢致远"), thing(folder, "方若谷")
    assert (made.verdict, made.left, made.right) == ("same", *wanted)
    assert (made.who, made.when, made.why) == ("陈一诺", date.today(), "笔名")
    assert "qjgraph build" in result.stderr and str(folder / DEFAULT) in result.stderr


@pytest.mark.parametrize(
    "words, problem",
    [
        (("卢致远", "卢致远"), "already"),
        (("卢致远", "青石镇"), "it is a place, 卢致远 a person"),
        (("卢致远", "查无此人"), "the graph knows no"),
        (("卢致远", "县"), "this names"),
    ],
)
def test_merge_refuses_with_the_reason(folder: Path, words: tuple[str, str], problem: str) -> None:
    result = run("merge", folder, *words, "--why", "x")
    assert result.exit_code == 1 and problem in result.stderr
    assert not (folder / DEFAULT).exists()


def test_split_sets_articles_apart_and_joins_what_they_mean(folder: Path) -> None:
    assert run("split", folder, "卢致远", "b", "c", "--why", "同名").exit_code == 0
    who = thing(folder, "卢致远")
    b, c = (one(folder, f'?x a qj:Article ; dct:identifier "{name}"') for name in "bc")
    assert [(d.verdict, d.left, d.right) for d in ledger(folder)] == [
        ("different", who, b),
        ("different", who, c),
        ("same", split_iri(who, b), split_iri(who, c)),
    ]


@pytest.mark.parametrize(
    "article, problem", [("z", "no such article"), ("a", "does not name 方若谷")]
)
def test_split_refuses_articles_that_do_not_name_it(
    folder: Path, article: str, problem: str
) -> None:
    result = run("split", folder, "方若谷", article, "--why", "同名")
    assert result.exit_code == 1 and problem in result.stderr


def test_rename_needs_no_reason(folder: Path) -> None:
    assert run("rename", folder, "云桥新材料产业园项目", "云桥产业园").exit_code == 0
    assert [(d.verdict, d.right, d.why) for d in ledger(folder)] == [("rename", "云桥产业园", "")]


@pytest.mark.parametrize(
    "words",
    [
        ("merge", "A", "B"),
        ("split", "A", "a"),
        ("correct", "C", "a=b"),
        ("retract", "C"),
    ],
)
def test_a_reason_is_asked_for(folder: Path, words: tuple[str, ...]) -> None:
    result = run(words[0], folder, *words[1:])
    assert result.exit_code == 2 and "--why" in result.stderr


def test_who_and_when_can_be_told(folder: Path) -> None:
    run("rename", folder, "卢致远", "卢志远", "--who", "周行", "--when", "2026-02-03")
    assert [(d.who, d.when) for d in ledger(folder)] == [("周行", date(2026, 2, 3))]


def test_without_a_name_the_login_signs(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LOGNAME", "reader7")
    words = ["rename", str(folder), "卢致远", "卢志远"]
    result = CliRunner().invoke(app, words, env={"QJGRAPH_WHO": "", "QJGRAPH_LANG": "en"})
    assert result.exit_code == 0, result.stderr
    assert [d.who for d in ledger(folder)] == ["reader7"]


# -------------------------------------------------------------------------------- claims


def test_a_correction_reaches_the_graph_by_the_next_build(folder: Path, texts: Path) -> None:
    claim = money(folder)
    assert run("correct", folder, claim, "value=350000000", "--why", "更正启事").exit_code == 0
    assert run("build", texts, "--out", folder).exit_code == 0
    assert one(folder, f"<{claim}> qj:value ?x") == "350000000"
    told = run("explain", folder, claim, lang="zh").stdout
    assert "更正 value: 320000000 → 350000000 (陈一诺，" in told and "更正启事" in told
    assert run("validate", folder).exit_code == 0


def test_several_properties_are_several_lines(folder: Path) -> None:
    run("correct", folder, money(folder), "unit=USD", "of_name=全区", "--why", "x")
    assert [d.right for d in ledger(folder)] == ["unit=USD", "ofName=全区"]


def test_a_subject_is_written_with_its_iri_and_name(folder: Path) -> None:
    claim = one(folder, "?x a qj:Participation ; qj:role qjc:role-chair")
    assert run("correct", folder, claim, "person=方若谷", "--why", "x").exit_code == 0
    assert [d.right for d in ledger(folder)] == [f"person={thing(folder, '方若谷')} 方若谷"]


@pytest.mark.parametrize(
    "pair, problem",
    [
        ("value=很多", "no number"),
        ("colour=red", "has no 'colour'"),
        ("value", "not property=value"),
        ("of=查无此人", "knows no thing"),
    ],
)
def test_correct_refuses_with_the_reason(folder: Path, pair: str, problem: str) -> None:
    result = run("correct", folder, money(folder), "unit=USD", pair, "--why", "x")
    assert result.exit_code == 1 and problem in result.stderr
    assert not (folder / DEFAULT).exists()


@pytest.mark.parametrize("words", ["卢致远", "https://w3id.org/qjgraph/claim/0000000000000000"])
def test_only_claims_of_the_graph_are_retracted(folder: Path, words: str) -> None:
    result = run("retract", folder, words, "--why", "x")
    assert result.exit_code == 1 and "no such claim" in result.stderr


def test_a_retraction_can_be_undone(folder: Path, texts: Path) -> None:
    claim = money(folder)
    run("retract", folder, claim, "--why", "误读")
    run("build", texts, "--out", folder)
    gone = run("explain", folder, claim)
    assert gone.exit_code == 1 and "retracted" in gone.stderr and "误读" in gone.stderr
    assert run("retract", folder, claim, "--undo", "--why", "撤错了").exit_code == 0
    run("build", texts, "--out", folder)
    assert money(folder) == claim


def test_decisions_go_to_the_ledger_that_the_build_was_given(texts: Path, tmp_path: Path) -> None:
    (tmp_path / "mine.tsv").touch()
    run("build", texts, "--out", tmp_path / "g", "--decisions", tmp_path / "mine.tsv")
    run("rename", tmp_path / "g", "卢致远", "卢志远")
    assert "卢志远" in (tmp_path / "mine.tsv").read_text("utf-8")
    assert not (tmp_path / "g" / DEFAULT).exists()


# -------------------------------------------------------------------------------- review


@pytest.fixture
def doubtful(folder: Path) -> Path:
    """A graph with two pairs that the program is not sure of."""
    graph = qjgraph.open(folder)
    quads = list(graph.store)
    names = ("卢致远", "方若谷", "青石镇")
    people = [NamedNode(thing(folder, name)) for name in names]
    for number, score in ((1, "0.4"), (2, "0.62")):
        pair = people[number - 1], people[number]
        quads += judged(f"{number}", *pair, score)
    build_store(quads, folder, Manifest(version="0", fingerprint="f" * 64, base=PREFIXES["qj"]))
    return folder


def judged(name: str, left: NamedNode, right: NamedNode, score: str) -> list[Quad]:
    node, qj = NamedNode(f"https://w3id.org/qjgraph/id/judgement-{name}"), PREFIXES["qj"]
    values = {
        "left": left,
        "right": right,
        "verdict": NamedNode(f"{PREFIXES['qjc']}verdict-unsure"),
        "score": Literal(score, datatype=NamedNode(f"{PREFIXES['xsd']}decimal")),
        "rule": NamedNode(f"{PREFIXES['qjr']}same-name"),
        "reason": Literal("post=县长\x1b[2J"),
    }
    kind = Quad(node, NamedNode(f"{PREFIXES['rdf']}type"), NamedNode(f"{qj}Judgement"))
    return [kind, *(Quad(node, NamedNode(qj + key), value) for key, value in values.items())]


def waiting(folder: Path) -> list[object]:
    found = json.loads(run("review", folder, "--list", "--json").stdout)
    return list(found["results"]["bindings"])


def test_review_lists_the_likeliest_first(doubtful: Path) -> None:
    rows = list(csv.DictReader(io.StringIO(run("review", doubtful, "--list", "-f", "csv").stdout)))
    assert [(r["score"], r["left_name"], r["right_name"]) for r in rows] == [
        ("0.62", "方若谷", "青石镇"),
        ("0.4", "卢致远", "方若谷"),
    ]
    assert "方若谷陪同" in rows[0]["left_sentence"] and rows[0]["left_article"] == "b"


def test_review_lists_as_json_and_as_a_table(doubtful: Path) -> None:
    assert len(waiting(doubtful)) == 2
    assert "same-name" in run("review", doubtful, "--list").stdout


def test_review_shows_both_with_posts_homes_dates_and_sentences(doubtful: Path) -> None:
    shown = run("review", doubtful, stdin="q\n").stdout
    for words in (
        "方若谷",
        "青石镇",
        "局长",
        HOME,
        "2026-03-09",
        "2 articles",
        "县长卢致远到青石镇调研",
    ):
        assert words in shown
    assert "post=县长" in shown and "\x1b" not in shown


def test_review_speaks_chinese(doubtful: Path) -> None:
    result = run("review", doubtful, stdin="q\n", lang="zh")
    assert "2 篇" in result.stdout and "已决定 0 对，尚余 2 对" in result.stderr


def test_review_keeps_each_answer_at_once_and_asks_no_more(doubtful: Path) -> None:
    result = run("review", doubtful, stdin="x\ns 职务相同\n")
    assert result.exit_code == 0, result.stderr
    assert [(d.verdict, d.why) for d in ledger(doubtful)] == [("same", "职务相同")]
    again = run("review", doubtful, stdin="u\n")
    assert "[1/1] 0.4" in again.stdout
    assert [d.verdict for d in ledger(doubtful)] == ["same", "unsure"]
    assert waiting(doubtful) == []


@pytest.mark.parametrize("answers, count", [("n\nd\n", 1), ("q\ns\n", 0), ("", 0), ("S\nD", 2)])
def test_review_goes_on_and_stops_as_told(doubtful: Path, answers: str, count: int) -> None:
    assert run("review", doubtful, stdin=answers).exit_code == 0
    assert len(ledger(doubtful)) == count


def test_review_reads_a_pipe(doubtful: Path) -> None:
    words = [sys.executable, "-m", "qjgraph", "review", str(doubtful), "--who", "周行"]
    environment = {**os.environ, "QJGRAPH_LANG": "en", "PYTHONIOENCODING": "utf-8"}
    done = subprocess.run(
        words, input="d 一人一地\nq\n", env=environment, capture_output=True, encoding="utf-8"
    )
    assert done.returncode == 0, done.stderr
    assert [(d.verdict, d.who, d.why) for d in ledger(doubtful)] == [
        ("different", "周行", "一人一地")
    ]


def test_review_tells_what_a_build_could_not_apply(folder: Path, texts: Path) -> None:
    run("retract", folder, money(folder), "--why", "误读")
    (texts / "a.txt").unlink()
    run("build", texts, "--out", folder)
    result = run("review", folder, "--stale")
    assert "stale-decision: retract" in result.stdout and "1 decisions" in result.stderr
    (found,) = json.loads(run("review", folder, "--stale", "--json").stdout)
    assert found["code"] == "stale-decision"
