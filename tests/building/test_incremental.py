"""A graph that follows its texts equals one that is built from them at once."""

from __future__ import annotations

import json
import random
from pathlib import Path
from unittest import mock

import pytest
from tests.building.folder import COUNTIES, Folder, kept, lines, small_steps
from tests.curate.build import decision

import qjgraph
from qjgraph import pipeline
from qjgraph.curate import DEFAULT
from qjgraph.store import read_issues

NAMES = ("L01", "L02", "L03", "C01")
SOME = "L01 L02 L03 L04 L05 L06 C01 C02 C03"


@pytest.fixture
def folder(tmp_path: Path) -> Folder:
    made = Folder(tmp_path, SOME)
    made.build()
    return made


def test_an_unchanged_text_is_not_read_or_written_again(folder: Folder) -> None:
    folder.add("L07")
    report = folder.build()
    assert report.read == 1
    assert 1 <= report.written < report.articles


def test_an_added_text(folder: Folder) -> None:
    folder.add("L07")
    folder.build()
    assert folder.equals_a_clean_build()


@pytest.mark.parametrize("name", ["L01", "L04", "C03"])
def test_a_removed_text(folder: Folder, name: str) -> None:
    folder.remove(name)
    assert folder.build().read == 0
    assert folder.equals_a_clean_build()


def test_a_removed_text_leaves_no_words_in_graph_and_cache(folder: Folder) -> None:
    folder.change("L03", "。", "，独角青牛经过。")
    folder.build()
    folder.remove("L03")
    folder.build()
    assert not any("独角青牛" in line for line in lines(folder.out))
    assert kept(folder.out) and not any("独角青牛" in text for text in kept(folder.out))
    assert folder.equals_a_clean_build()


def test_a_changed_text(folder: Folder) -> None:
    folder.change("L02", "。", "，群众表示满意。")
    assert folder.build().read == 1
    assert folder.equals_a_clean_build()


def test_a_text_and_back_again(folder: Folder) -> None:
    before = lines(folder.out)
    folder.change("L02", "。", "，群众表示满意。")
    folder.build()
    folder.change("L02", "，群众表示满意。", "。")
    folder.build()
    assert lines(folder.out) == before


def test_a_text_under_another_name(folder: Folder) -> None:
    folder.remove("L02")
    folder.add("L02", as_name="Z02")
    folder.build()
    assert folder.equals_a_clean_build()


def test_the_same_text_twice_and_the_first_leaves(folder: Folder) -> None:
    rows = folder.texts / "sources.csv"
    row = next(line for line in rows.read_text("utf-8").splitlines() if line.startswith("L02"))
    rows.write_text(rows.read_text("utf-8") + row.replace("L02", "Z02") + "\n", "utf-8")
    folder.add("L02", as_name="Z02")
    report = folder.build()
    assert [issue.code for issue in report.issues].count("duplicate-article") == 1
    assert folder.equals_a_clean_build()
    folder.remove("L02")
    folder.build()
    assert folder.equals_a_clean_build()


def test_another_context_of_all_texts(folder: Folder) -> None:
    (folder.texts / "sources.csv").unlink()
    folder.build()
    assert folder.equals_a_clean_build()


def test_all_texts_but_one_leave(folder: Folder) -> None:
    for name in SOME.split()[1:]:
        folder.remove(name)
    folder.build()
    assert folder.equals_a_clean_build()


def test_decisions_come_and_go(folder: Folder) -> None:
    rows = qjgraph.open(folder.out).query(
        "SELECT ?claim ?person WHERE { ?claim a org:Membership ; org:member ?person } "
        "ORDER BY ?claim LIMIT 3"
    )
    claims = [str(row["claim"]) for row in rows]  # type: ignore[index,call-overload]
    people = [str(row["person"]) for row in rows]  # type: ignore[index,call-overload]
    folder.decide(
        decision("retract", claims[0], ""), decision("correct", claims[1], "title=副县长"),
        decision("rename", people[2], "独角青牛"),
    )  # fmt: skip
    report = folder.build()
    assert report.read == 0 and report.written < report.articles
    assert any("独角青牛" in line for line in lines(folder.out))
    assert folder.equals_a_clean_build()
    (folder.out / DEFAULT).unlink()
    folder.build()
    assert folder.equals_a_clean_build()


def test_an_article_leaves_with_its_corrections(folder: Folder) -> None:
    (row,) = qjgraph.open(folder.out).query(
        "SELECT ?claim ?page WHERE { ?claim a org:Membership ; qj:evidence/dct:isPartOf ?a . "
        "?a dct:identifier ?page FILTER(?page = 'L01') } ORDER BY ?claim LIMIT 1"
    )
    folder.decide(decision("correct", str(row["claim"]), "title=副县长"))  # type: ignore[index,call-overload]
    folder.build()
    folder.remove("L01")
    report = folder.build()
    assert "stale-decision" in [issue.code for issue in report.issues]
    assert not any("/id/curator-" in line for line in lines(folder.out))
    assert folder.equals_a_clean_build()


@pytest.mark.parametrize("seed", range(3))
def test_any_changes_in_any_order(tmp_path: Path, seed: int) -> None:
    chance = random.Random(seed)
    names = sorted(path.stem for path in COUNTIES.glob("*.txt"))
    folder = Folder(tmp_path, " ".join(chance.sample(names, 8)))
    folder.build()
    for _ in range(4):
        for _ in range(chance.randint(1, 4)):
            _step(folder, names, chance)
        folder.build()
        assert folder.equals_a_clean_build()


def _step(folder: Folder, names: list[str], chance: random.Random) -> None:
    there = sorted(path.stem for path in folder.texts.glob("*.txt"))
    match chance.choice(("add", "remove", "change", "decide")):
        case "add":
            folder.add(chance.choice(names))
        case "remove" if len(there) > 3:
            folder.remove(chance.choice(there))
        case "change":
            folder.change(chance.choice(there), "。", chance.choice(("。", "！", "，据悉。")))
        case "decide":
            iris = sorted({line.split(" ")[0].strip("<>") for line in lines(folder.out)})
            claim = chance.choice([iri for iri in iris if "/claim/" in iri])
            people = chance.sample([iri for iri in iris if "/id/person-" in iri], 2)
            verdict = chance.choice(("same", "different"))
            folder.decide(decision("retract", claim, ""), decision(verdict, *people))
        case _:
            pass


def test_a_record_above_others_moves_them_only(tmp_path: Path) -> None:
    """An issue of a record tells its line, and so does the graph; it is read once all the same."""
    rows = [{"id": name, "text": (COUNTIES / f"{name}.txt").read_text("utf-8")} for name in NAMES]
    rows.insert(2, {"id": "e", "text": "\u200b"})
    records, out, clean = tmp_path / "r.jsonl", tmp_path / "graph", tmp_path / "clean"
    write(records, rows[1:])
    with small_steps():
        pipeline.build([records], out)
        write(records, rows)
        assert pipeline.build([records], out).read == 1
    pipeline.build([records], clean)
    assert lines(out) == lines(clean)
    assert read_issues(out) == read_issues(clean) != []


def test_much_that_changes_is_written_anew(folder: Folder) -> None:
    folder.change("L02", "。", "！")
    report = pipeline.build([folder.texts], folder.out)
    assert (report.read, report.written) == (1, report.articles)
    assert folder.equals_a_clean_build()


def test_a_graph_that_was_changed_often_is_written_anew(folder: Folder) -> None:
    """What replaced articles leave in a database is given back."""
    with mock.patch("qjgraph.building.writing._SHARE", 1000):
        written = []
        for mark in "一二三四五六七八":
            folder.change("L02", "。", f"，据{mark}悉。")
            report = pipeline.build([folder.texts], folder.out)
            written.append(report.written == report.articles)
    assert True in written and False in written[: written.index(True)]
    assert False in written[written.index(True) :]
    assert folder.equals_a_clean_build()


def test_force_reads_everything_anew(folder: Folder) -> None:
    before = lines(folder.out)
    report = folder.build(force=True)
    assert (report.read, report.written) == (9, report.articles)
    assert lines(folder.out) == before


def test_the_order_of_the_texts_counts(tmp_path: Path) -> None:
    """A name that moves to another folder is another origin in the graph."""
    folder = Folder(tmp_path, "L01 L02")
    folder.build()
    (folder.texts / "deeper").mkdir()
    (folder.texts / "L01.txt").rename(folder.texts / "deeper" / "L01.txt")
    assert not folder.build().unchanged
    assert folder.equals_a_clean_build()


def write(path: Path, rows: list[dict[str, str]]) -> None:
    path.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows), "utf-8")
