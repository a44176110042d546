"""The corpus of the two counties is what its scenario says."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest
from tests.conftest import ROOT
from tools import counties
from tools.counties_text import mark, parse

COUNTIES = ROOT / "data" / "counties"


def sheet(name: str) -> list[dict[str, str]]:
    with (COUNTIES / "truth" / f"{name}.tsv").open(encoding="utf-8", newline="") as handle:
        return list(csv.DictReader(handle, delimiter="\t"))


def test_texts_and_truth_are_what_the_scenario_says() -> None:
    assert counties.stale() == []


def test_a_changed_text_is_stale(tmp_path: Path) -> None:
    for name, text in counties.files(counties.load()).items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text, encoding="utf-8")
    assert counties.stale(tmp_path) == []
    changed, surplus = tmp_path / "texts" / "L01.txt", tmp_path / "texts" / "L99.txt"
    changed.write_text("别的", encoding="utf-8")
    surplus.write_text("别的", encoding="utf-8")
    assert counties.stale(tmp_path) == [changed, surplus]


def test_every_mention_stands_where_the_truth_says() -> None:
    texts = {path.stem: path.read_text("utf-8") for path in (COUNTIES / "texts").glob("*.txt")}
    rows = sheet("mentions")
    assert len(rows) > 450
    for row in rows:
        assert texts[row["article"]][int(row["begin"]) : int(row["end"])] == row["name"]


def test_every_mention_means_an_entity_of_its_kind() -> None:
    kinds = {row["id"]: row["kind"] for row in sheet("entities")}
    assert {(row["entity"], row["kind"]) for row in sheet("mentions")} <= set(kinds.items())


def test_both_sets_hold_every_kind() -> None:
    by_set = {
        name: {row["kind"] for row in sheet("entities") if row["set"] == name}
        for name in ("tune", "held")
    }
    assert by_set["tune"] == by_set["held"]
    assert len(by_set["held"]) == 6


def test_articles_are_short_and_many() -> None:
    sizes = [len("".join(path.read_text("utf-8").split())) for path in COUNTIES.glob("texts/*.txt")]
    assert len(sizes) >= 72
    assert 140 <= min(sizes) <= max(sizes) <= 450


@pytest.mark.parametrize("kind", sorted(counties.load()["phrasings"]))
def test_every_kind_of_fact_has_at_least_four_phrasings(kind: str) -> None:
    choices = counties.load()["phrasings"][kind]
    assert len(set(choices)) >= 4


def test_marks_hold_marks() -> None:
    text, marks = parse("去" + mark(mark("上坪镇", "place", "s") + "柳湾村", "place", "l") + "看")
    assert text == "去上坪镇柳湾村看"
    assert [(each.fields, each.begin, each.text) for each in marks] == [
        (("s",), 1, "上坪镇"),
        (("l",), 1, "上坪镇柳湾村"),
    ]
