"""Gold that breaks its form is told with file, fact, key, problem and next step."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from tests.conftest import ROOT
from tests.evaluate.build import people, write_gold

from qjgraph.errors import InputError
from qjgraph.evaluate.gold import load_gold

EVENT = {"id": "e1", "names": ["全会"], "type": "meeting", "date": None}
AMOUNT = {"of": None, "kind": "count", "value": 3, "unit": "个"}
STAGE = {"project": None, "kind": "start", "date": None, "status": "done"}


def test_the_sample_has_gold() -> None:
    gold = load_gold(ROOT / "data" / "gold")
    assert len(gold.articles) == 12
    assert [page.page for page in gold.pages] == ["chengxi-page"]


def test_one_file_is_gold_too(tmp_path: Path) -> None:
    folder = write_gold(tmp_path, people=people("余文斌"))
    assert list(load_gold(folder / "n1.json").articles) == ["n1"]


def test_a_subject_is_all_names_of_what_it_refers_to(tmp_path: Path) -> None:
    project = {"id": "p1", "names": ["北站项目", "北站"]}
    amount = {**AMOUNT, "of": ["p1", {"name": ["“县城”"]}, None]}
    gold = load_gold(write_gold(tmp_path, projects=[project], amounts=[amount]))
    assert gold.articles["n1"].amounts[0].of == {"北站项目", "北站", "县城", ""}


@pytest.mark.parametrize(
    ("facts", "place", "problem"),
    [
        ({"peple": []}, "n1.json", 'peple: there is no such key; did you mean "people"?'),
        ({"people": {}}, "n1.json", "people: must be a list"),
        ({"people": ["张伟"]}, "n1.json, people 1", "'张伟' is not an object"),
        ({"people": [{}]}, "n1.json, people 1", "names: this key is missing"),
        ({"people": [{"names": []}]}, "n1.json, people 1", "names: the list is empty"),
        ({"people": [{"names": [7]}]}, "n1.json, people 1", "names: 7 is not a name"),
        ({"people": [{"name": "张伟"}]}, "n1.json, people 1", "names: this key is missing"),
        (
            {"people": [{"names": "张伟", "optional": "yes"}]},
            "n1.json, people 1",
            "optional: 'yes' is neither true nor false",
        ),
        (
            {"positions": [{"person": "张伟", "title": "县长", "of": None}]},
            "n1.json, positions 1",
            "person: 张伟 is not in people; add the person there",
        ),
        (
            {"events": [{**EVENT, "type": "meetng"}]},
            "n1.json, events 1",
            "type: 'meetng' is unknown; did you mean \"meeting\"?",
        ),
        ({"events": [EVENT, EVENT]}, "n1.json, events 2", "id: 'e1' is used twice"),
        ({"events": [{**EVENT, "date": "6月"}]}, "n1.json, events 1", "date: '6月' is not a date"),
        ({"events": [{**EVENT, "date": 2025}]}, "n1.json, events 1", "date: 2025 is not a date"),
        (
            {"people": people("张伟"), "participation": [
                {"event": "e9", "person": "张伟", "role": "chair"}], "events": [EVENT]},
            "n1.json, participation 1",
            "event: there is no event 'e9'",
        ),
        (
            {"amounts": [{**AMOUNT, "value": "3"}]},
            "n1.json, amounts 1",
            "value: '3' is not a number; write it in base units",
        ),
        (
            {"amounts": [{**AMOUNT, "value": {"least": 3}}]},
            "n1.json, amounts 1",
            "value: {'least': 3} has neither min nor max",
        ),
        ({"amounts": [{**AMOUNT, "kind": "size"}]}, "n1.json, amounts 1", "kind: 'size'"),
        (
            {"amounts": [{**AMOUNT, "qualifier": "about"}]},
            "n1.json, amounts 1",
            "qualifier: 'about' is unknown",
        ),
        (
            {"amounts": [{**AMOUNT, "of": "p7"}]},
            "n1.json, amounts 1",
            "of: there is no project or event 'p7'",
        ),
        (
            {"amounts": [{**AMOUNT, "of": {"names": ["县城"]}}]},
            "n1.json, amounts 1, of",
            "name: this key is missing",
        ),
        (
            {"milestones": [{**STAGE, "status": "finished"}]},
            "n1.json, milestones 1",
            "status: 'finished' is unknown",
        ),
        ({"index": "1"}, "n1.json", "index: '1' is not a whole number"),
    ],
)  # fmt: skip
def test_a_fault_is_told(facts: dict[str, Any], place: str, problem: str, tmp_path: Path) -> None:
    with pytest.raises(InputError) as caught:
        load_gold(write_gold(tmp_path, **facts))
    assert caught.value.place == place
    assert f"{caught.value.problem}; {caught.value.hint}".startswith(problem)
    assert caught.value.hint


@pytest.mark.parametrize(
    ("content", "problem"),
    [
        (b"{", "not JSON"),
        (b"[]", "not an object"),
        ("{}".encode("utf-16"), "not UTF-8"),
        (b'{"id": "a"}', "people: this key is missing"),
        (b'{"page": "p", "articles": [{"id": "a"}]}', "title: this key is missing"),
    ],
)
def test_a_file_that_is_no_gold(content: bytes, problem: str, tmp_path: Path) -> None:
    (tmp_path / "n1.json").write_bytes(content)
    with pytest.raises(InputError, match=problem) as caught:
        load_gold(tmp_path)
    assert caught.value.place.startswith("n1.json")


def test_an_id_of_two_files(tmp_path: Path) -> None:
    write_gold(tmp_path, "n1")
    text = json.dumps({"id": "n1", "people": []})
    (tmp_path / "n2.json").write_text(text, encoding="utf-8")
    with pytest.raises(InputError, match=r"n2\.json: id: 'n1' is used by another file"):
        load_gold(tmp_path)


@pytest.mark.parametrize("name", ["absent", "empty"])
def test_a_folder_without_gold(name: str, tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    with pytest.raises(InputError, match=name):
        load_gold(tmp_path / name)


def test_every_gold_of_the_repository_can_be_read() -> None:
    folders = sorted((ROOT / "tests" / "gold").glob("*/gold"))
    assert all(load_gold(folder).articles for folder in folders)
