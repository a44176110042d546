"""What counts as the same fact, table by table."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from tests.evaluate.build import named, people, write_gold, write_tables

from qjgraph.errors import InputError
from qjgraph.evaluate import Evaluation, evaluate

Counts = tuple[int, int, int, int]


def run(tmp_path: Path, gold: dict[str, Any], **rows: Any) -> Evaluation:
    """Gold against rows."""
    folder = write_tables(tmp_path / "tables", **rows)
    return evaluate(write_gold(tmp_path / "gold", **gold), folder)


def counts(found: Evaluation, line: str) -> Counts:
    """Right, wrong, missed, left open."""
    tally = found.total.tallies[line]
    return tally.tp, tally.fp, tally.fn, tally.ignored


@pytest.mark.parametrize(
    ("gold", "read", "expected"),
    [
        ([["张伟"]], ["张 伟"], (1, 0, 0, 0)),
        ([["高志远", "老高"]], ["老高"], (1, 0, 0, 0)),
        ([["高志远", "老高"]], ["高志远", "老高"], (1, 1, 0, 0)),
        ([["张伟"], ["张伟"]], ["张伟"], (1, 0, 1, 0)),
        ([["张伟"]], [], (0, 0, 1, 0)),
        ([], ["张伟"], (0, 1, 0, 0)),
    ],
)
def test_people(gold: list[list[str]], read: list[str], expected: Counts, tmp_path: Path) -> None:
    facts = {"people": [{"names": names} for names in gold]}
    assert counts(run(tmp_path, facts, people=named(*read)), "people") == expected


def test_two_nodes_of_one_name_are_two_people(tmp_path: Path) -> None:
    found = run(tmp_path, {"people": people("张伟")}, people=named("张伟", "张伟"))
    assert counts(found, "people") == (1, 1, 0, 0)


def test_a_fact_read_twice_counts_once(tmp_path: Path) -> None:
    rows = [*named("张伟"), {**named("张伟")[0], "evidence": "另一句。"}]
    assert counts(run(tmp_path, {"people": people("张伟")}, people=rows), "people") == (1, 0, 0, 0)


POSITION = {"person": "张伟", "title": ["局长", "县水利局局长"], "of": ["县水利局", None]}


@pytest.mark.parametrize(
    ("title", "of", "whole", "loose"),
    [
        ("局长", "县水利局", (1, 0, 0, 0), (1, 0, 0, 0)),
        ("县水利局局长", "", (1, 0, 0, 0), (1, 0, 0, 0)),
        ("局长", "县林业局", (0, 1, 1, 0), (1, 0, 0, 0)),
        ("副局长", "县水利局", (0, 1, 1, 0), (0, 1, 1, 0)),
    ],
)
def test_positions(title: str, of: str, whole: Counts, loose: Counts, tmp_path: Path) -> None:
    gold = {"people": people("张伟"), "positions": [POSITION]}
    found = run(tmp_path, gold, positions=[{"name": "张伟", "title": title, "of": of}])
    assert counts(found, "positions") == whole
    assert counts(found, "positions (person+title)") == loose


EVENT = {"id": "e1", "names": ["张伟调研"], "type": "inspection", "date": "2025-06-25"}


@pytest.mark.parametrize(
    ("unnamed", "row", "expected"),
    [
        (False, {"name": "张伟调研", "type": "other", "date": ""}, (1, 0, 0, 0)),
        (False, {"name": "张伟调研", "type": "inspection", "date": "2025-06-24"}, (0, 1, 1, 0)),
        (False, {"name": "调研活动", "type": "inspection", "date": "2025-06-25"}, (0, 1, 1, 0)),
        (True, {"name": "调研活动", "type": "inspection", "date": "2025-06-25"}, (1, 0, 0, 0)),
        (True, {"name": "调研活动", "type": "visit", "date": "2025-06-25"}, (0, 1, 1, 0)),
        (True, {"name": "调研活动", "type": "inspection", "date": ""}, (0, 1, 1, 0)),
    ],
)
def test_events(unnamed: bool, row: dict[str, str], expected: Counts, tmp_path: Path) -> None:
    found = run(tmp_path, {"events": [{**EVENT, "unnamed": unnamed}]}, events=[row])
    assert counts(found, "events") == expected


@pytest.mark.parametrize(("person", "expected"), [("张伟", (1, 0, 0, 0)), ("王芳", (0, 1, 1, 0))])
def test_an_unnamed_event_needs_one_of_its_people(
    person: str, expected: Counts, tmp_path: Path
) -> None:
    part = {"event": "e1", "person": "张伟", "role": "lead"}
    gold = {
        "people": people("张伟"), "events": [{**EVENT, "unnamed": True}], "participation": [part],
    }  # fmt: skip
    found = run(
        tmp_path, gold,
        events=[{"event": "x", "name": "调研活动", "type": "inspection", "date": "2025-06-25"}],
        participation=[{"event": "x", "name": person, "role": "lead"}],
    )  # fmt: skip
    assert counts(found, "events") == expected


@pytest.mark.parametrize(
    ("optional", "event", "role", "expected"),
    [
        (False, "x", "lead", (1, 0, 0, 0)),
        (False, "x", "chair", (0, 1, 1, 0)),
        (False, "y", "lead", (0, 1, 1, 0)),
        (True, "x", "lead", (0, 0, 0, 1)),
        (True, "x", "chair", (0, 0, 0, 1)),
        (True, "y", "lead", (0, 1, 0, 0)),
    ],
)
def test_participation_goes_through_the_event(
    optional: bool, event: str, role: str, expected: Counts, tmp_path: Path
) -> None:
    gold = {
        "people": people("张伟"),
        "events": [{**EVENT, "optional": optional}],
        "participation": [{"event": "e1", "person": "张伟", "role": "lead"}],
    }
    found = run(
        tmp_path, gold,
        events=[
            {"event": "x", "name": "张伟调研", "type": "inspection", "date": "2025-06-25"},
            {"event": "y", "name": "另一会议", "type": "meeting", "date": ""},
        ],
        participation=[{"event": event, "name": "张伟", "role": role}],
    )  # fmt: skip
    assert counts(found, "participation") == expected


AMOUNT = {"of": "p1", "kind": "investment", "value": 320000000, "unit": "CNY"}
ROW = {"of_name": "北站项目", "kind": "investment", "value": "320000000", "unit": "元"}


@pytest.mark.parametrize(
    ("row", "plain", "of"),
    [
        (ROW, (1, 0, 0, 0), (1, 0, 0, 0)),
        ({**ROW, "of_name": "南站项目"}, (1, 0, 0, 0), (0, 1, 1, 0)),
        ({**ROW, "kind": "fund"}, (1, 0, 0, 0), (0, 1, 1, 0)),
        ({**ROW, "unit": "USD"}, (0, 1, 1, 0), (0, 1, 1, 0)),
        ({**ROW, "value": "310000000"}, (0, 1, 1, 0), (0, 1, 1, 0)),
    ],
)
def test_amounts(row: dict[str, str], plain: Counts, of: Counts, tmp_path: Path) -> None:
    gold = {"projects": [{"id": "p1", "names": ["北站项目"]}], "amounts": [AMOUNT]}
    found = run(tmp_path, gold, amounts=[row])
    assert (counts(found, "amounts"), counts(found, "amounts+of")) == (plain, of)


@pytest.mark.parametrize(
    ("date", "status", "plain", "held"),
    [
        ("2025-12", "planned", (1, 0, 0, 0), (1, 0, 0, 0)),
        ("", "planned", (1, 0, 0, 0), (1, 0, 0, 0)),
        ("2025-12", "done", (1, 0, 0, 0), (0, 1, 1, 0)),
        ("2025", "planned", (0, 1, 1, 0), (0, 1, 1, 0)),
    ],
)
def test_milestones(date: str, status: str, plain: Counts, held: Counts, tmp_path: Path) -> None:
    stage = {"project": "p1", "kind": "completion", "date": ["2025-12", None], "status": "planned"}
    gold = {"projects": [{"id": "p1", "names": ["北站"]}], "milestones": [stage]}
    row = {"project_name": "北站", "kind": "completion", "date": date, "status": status}
    found = run(tmp_path, gold, milestones=[row])
    assert (counts(found, "milestones"), counts(found, "milestones+status")) == (plain, held)


@pytest.mark.parametrize(("place", "right"), [("滨河路", 1), ("滨江路", 0)])
def test_locations(place: str, right: int, tmp_path: Path) -> None:
    gold = {
        "projects": [{"id": "p1", "names": ["北站"]}],
        "locations": [{"of": "p1", "place": "滨河路"}],
    }
    found = run(tmp_path, gold, locations=[{"of_name": "北站", "place_name": place}])
    assert counts(found, "locations") == (right, 1 - right, 1 - right, 0)


def test_reporters(tmp_path: Path) -> None:
    rows = [{"reporters": "张伟、王芳"}]
    found = run(tmp_path, {"reporters": ["张伟", "李娜"]}, articles=rows)
    assert counts(found, "reporters") == (1, 1, 1, 0)


def test_the_averages_leave_the_further_lines_out(tmp_path: Path) -> None:
    found = run(tmp_path, {"people": people("张伟"), "reporters": ["李娜"]}, people=named("张伟"))
    assert found.total.micro().f1 == 1
    assert found.total.macro()["tables"] == 1


# ------------------------------------------------------------------- articles and ids


@pytest.mark.parametrize("id", ["n1", "page-2", "page#2"])
def test_an_article_of_a_page_goes_by_its_number_too(id: str, tmp_path: Path) -> None:
    gold = write_gold(tmp_path / "gold", page="page", index=2, people=people("张伟"))
    tables = write_tables(tmp_path / "tables", article=id, people=named("张伟"))
    assert counts(evaluate(gold, tables), "people") == (1, 0, 0, 0)


def test_what_a_surplus_article_of_a_page_states_is_wrong(tmp_path: Path) -> None:
    gold = write_gold(tmp_path / "gold", page="page", index=1, people=people("张伟"))
    tables = write_tables(tmp_path / "tables", article="page-1", people=named("张伟"))
    with (tables / "people.csv").open("a", encoding="utf-8") as handle:
        handle.write("page-9,iri:9,王芳,,,,,,,\n")
    found = evaluate(gold, tables)
    assert counts(found, "people") == (1, 1, 0, 0)
    assert list(found.articles) == ["n1", "page-9"]


def test_articles_without_gold_are_left_out_and_told(tmp_path: Path) -> None:
    gold = write_gold(tmp_path / "gold", people=people("张伟"))
    tables = write_tables(tmp_path / "tables", people=[*named("张伟"), {
        "article": "n7", "name": "王芳"}])  # fmt: skip
    found = evaluate(gold, tables)
    assert counts(found, "people") == (1, 0, 0, 0)
    assert found.unknown == ("n7",)


def test_gold_of_an_absent_article_is_missed_and_told(tmp_path: Path) -> None:
    gold = write_gold(tmp_path / "gold", people=people("张伟"))
    write_gold(gold, "n2", people=people("王芳"))
    found = evaluate(gold, write_tables(tmp_path / "tables", people=named("张伟")))
    assert counts(found, "people") == (1, 0, 1, 0)
    assert found.absent == ("n2",)


def test_a_missing_table_counts_as_empty_and_is_told(tmp_path: Path) -> None:
    gold = write_gold(tmp_path / "gold", people=people("张伟"))
    tables = write_tables(tmp_path / "tables")
    (tables / "people.csv").unlink()
    found = evaluate(gold, tables)
    assert counts(found, "people") == (0, 0, 1, 0)
    assert found.missing == ("people",)


# ------------------------------------------------------------------------- bad tables


@pytest.mark.parametrize(
    ("file", "content", "place", "problem"),
    [
        ("people.csv", "article,person\n", "people.csv", "no column name"),
        ("people.csv", "", "people.csv", "no column article, person, name"),
        ("people.csv", "article,person,name,name\n", "people.csv", "occurs twice"),
        ("people.csv", "article,person,name\nn1,x\n", "people.csv, line 2", "2 cells"),
        ("people.csv", 'article,person,name\nn1,x,"y\n', "people.csv", "not a table"),
        (
            "amounts.csv",
            "article,of,of_name,kind,value,minimum,maximum,unit,qualifier\nn1,,,,3万,,,,\n",
            "amounts.csv, line 2",
            "value: '3万' is not a number",
        ),
        (
            "people.csv",
            "article,person,name,confidence\nn1,,,high\n",
            "people.csv, line 2",
            "confidence: 'high' is not a number",
        ),
    ],
)
def test_a_bad_table(file: str, content: str, place: str, problem: str, tmp_path: Path) -> None:
    gold = write_gold(tmp_path / "gold")
    tables = write_tables(tmp_path / "tables")
    (tables / file).write_text(content, encoding="utf-8")
    with pytest.raises(InputError, match=problem) as caught:
        evaluate(gold, tables)
    assert caught.value.place == place


def test_tables_of_other_articles(tmp_path: Path) -> None:
    gold = write_gold(tmp_path / "gold")
    tables = write_tables(tmp_path / "tables", article="z9")
    with pytest.raises(InputError, match="none of the gold's 1 articles, but z9"):
        evaluate(gold, tables)


@pytest.mark.parametrize("name", ["absent", "empty"])
def test_a_folder_without_tables(name: str, tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    with pytest.raises(InputError, match=name):
        evaluate(write_gold(tmp_path / "gold"), tmp_path / name)
