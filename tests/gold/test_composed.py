"""The composed gold agrees with its texts, and the held set stays apart from the tuning set."""

from __future__ import annotations

import csv
import json
import re
import unicodedata
from pathlib import Path
from typing import Any

import pytest

HERE = Path(__file__).parent
SETS = ("tuning", "held")
GOLD = sorted(path for name in SETS for path in (HERE / name / "gold").glob("*.json"))
DOTS = str.maketrans(dict.fromkeys("•・‧∙⋅●", "·"))


def plain(text: str) -> str:
    """A text as the scorer compares it: NFKC, one middle dot, no whitespace."""
    return re.sub(r"\s+", "", unicodedata.normalize("NFKC", text).translate(DOTS))


def load(path: Path) -> dict[str, Any]:
    """One gold file."""
    found: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return found


def text_of(path: Path) -> str:
    """The text that a gold file describes."""
    return (path.parents[1] / "texts" / f"{path.stem}.txt").read_text(encoding="utf-8")


def people(path: Path) -> set[str]:
    """Every name of every person of a gold file."""
    return {plain(name) for entry in load(path)["people"] for name in entry["names"]}


@pytest.mark.parametrize("path", GOLD, ids=lambda path: path.stem)
def test_every_person_stands_in_the_text(path: Path) -> None:
    """One of a person's names is there, letter for letter."""
    text = plain(text_of(path))
    lost = [
        entry["names"]
        for entry in load(path)["people"]
        if not any(plain(name) in text for name in entry["names"])
    ]
    assert lost == []


@pytest.mark.parametrize("path", GOLD, ids=lambda path: path.stem)
def test_posts_and_roles_belong_to_people_of_the_article(path: Path) -> None:
    """No post and no part in an event is left without its person."""
    gold = load(path)
    named = {plain(fact["person"]) for key in ("positions", "participation") for fact in gold[key]}
    assert named <= people(path)


@pytest.mark.parametrize("path", GOLD, ids=lambda path: path.stem)
def test_parts_and_figures_point_to_events_and_projects(path: Path) -> None:
    """Every local id that a fact uses is defined once."""
    gold = load(path)
    known = [entry["id"] for entry in gold["events"] + gold["projects"]]
    used = [fact["event"] for fact in gold["participation"]]
    for key, column in (("amounts", "of"), ("milestones", "project"), ("locations", "of")):
        for fact in gold[key]:
            used += fact[column] if isinstance(fact[column], list) else [fact[column]]
    assert len(known) == len(set(known))
    assert {one for one in used if isinstance(one, str)} <= set(known)


@pytest.mark.parametrize("name", SETS)
def test_sources_name_every_text_with_its_context(name: str) -> None:
    """`sources.csv` has the date and the home that the gold was written for."""
    with (HERE / name / "texts" / "sources.csv").open(encoding="utf-8", newline="") as handle:
        rows = {row["file"]: (row["published"], row["home"]) for row in csv.DictReader(handle)}
    wanted = {}
    for path in (HERE / name / "gold").glob("*.json"):
        gold = load(path)
        wanted[f"{path.stem}.txt"] = (gold["published"] or "", gold["home"] or "")
    assert rows == wanted


def test_no_person_of_the_held_set_is_known_from_tuning() -> None:
    """A name learnt while tuning must not help on the held set."""
    seen = {name for path in GOLD if path.parents[1].name == "tuning" for name in people(path)}
    held = {name for path in GOLD if path.parents[1].name == "held" for name in people(path)}
    assert seen & held == set()
