"""The commands of `docs/inputs.md`, run on files as it names them."""

from __future__ import annotations

import json
import shlex
from pathlib import Path

import pytest
from click.testing import CliRunner
from tests.conftest import ROOT
from tests.read.newspapers import SHEETS, pdf
from tests.read.test_docx import _plain, document
from tests.read.test_records import ROWS, csv, gzip, parquet
from tests.read.web_pages import PAGES

from qjgraph.cli.app import app
from qjgraph.lexicon.tables import read_tsv

DOC = (ROOT / "docs" / "inputs.md").read_text("utf-8")
SHELL = DOC.partition("```sh\n")[2].partition("```")[0].splitlines()
TABLE = DOC.partition("| code | what |")[2].partition("\n\n")[0]


@pytest.fixture
def corpus(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    folder = tmp_path / "papers" / "2021" / "06"
    folder.mkdir(parents=True)
    (folder / "a.html").write_text(PAGES[0].html, encoding="utf-8")
    (tmp_path / "news.csv.gz").write_bytes(gzip.compress(csv(ROWS)))
    plain = [{"title": row["headline"], "text": row["body"]} for row in ROWS]
    (tmp_path / "news.parquet").write_bytes(parquet(plain))
    (tmp_path / "page.pdf").write_bytes(pdf(SHEETS[:1]))
    (tmp_path / "minutes.docx").write_bytes(document(_plain))
    return tmp_path


@pytest.mark.parametrize("line", SHELL)
def test_commands(corpus: Path, line: str) -> None:
    words = shlex.split(line, comments=True)
    done = CliRunner().invoke(app, [*words[1:], "--workers", "1", "--json"])
    assert done.exit_code == 0, done.output
    assert json.loads(done.stdout)["articles"] >= 1


def test_the_graph_tells_what_made_a_text(corpus: Path) -> None:
    import hashlib

    import qjgraph

    qjgraph.build("papers", "out/p")
    (row,) = qjgraph.open("out/p").query(
        "SELECT ?hash ?tool ?from { ?p qj:fileSha256 ?hash ; qj:converter ?tool ; "
        "dct:source ?from }"
    )
    data = Path("papers/2021/06/a.html").read_bytes()
    assert row["hash"] == hashlib.sha256(data).hexdigest()
    assert (row["tool"].split()[0], row["from"]) == ("lxml", "2021/06/a.html")
    assert qjgraph.open("out/p").validate().conforms


def test_a_wrong_map_is_a_user_error(corpus: Path) -> None:
    done = CliRunner().invoke(app, ["build", "papers", "-o", "out/x", "--map", "colour=red"])
    assert done.exit_code == 1
    assert "--map: 'colour' is no field" in done.output


def test_a_broken_file_costs_itself_and_the_exit_code(corpus: Path) -> None:
    Path("papers/b.pdf").write_bytes(b"no")
    done = CliRunner().invoke(app, ["build", "papers", "-o", "out/x", "--workers", "1", "--json"])
    report = json.loads(done.stdout)
    assert (done.exit_code, report["articles"]) == (1, 1)
    assert [(i["code"], i["place"]) for i in report["issues"]] == [("unreadable", "b.pdf")]


def test_every_issue_of_reading_is_told() -> None:
    import re

    sources = "".join(p.read_text("utf-8") for p in (ROOT / "src/qjgraph/read").glob("*.py"))
    made = re.findall(r'(?:error|warning|note|Unreadable|say)\(\s*"([a-z-]+)"', sources)
    made += re.findall(r'code="([a-z-]+)"', sources)
    assert len(set(made)) > 30
    assert {code for code in made if f"`{code}`" not in TABLE} == set()


def test_marks_of_web_pages_name_a_place_that_is_looked_at() -> None:
    places = {row["where"] for row in read_tsv(ROOT / "data/lexicon/web_marks.tsv")}
    assert places <= {"meta", "comment", "json", "id", "class", "tag", "attribute", "stamp"}
