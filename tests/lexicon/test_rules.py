"""Loading of the rules and what is said of malformed ones."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from qjgraph.errors import LexiconError
from qjgraph.lexicon.rules import all_rules, confidence, read_rules, rule

GOOD = {
    "id": "place-x",
    "zh": "例",
    "en": "an example",
    "confidence": "0.9",
    "example": "甲",
    "near_miss": "乙",
}


def write(tmp_path: Path, **changes: str | None) -> Path:
    items = {key: value for key, value in (GOOD | changes).items() if value is not None}
    lines = [f"{key}: {value}" for key, value in items.items()]
    path = tmp_path / "x.yaml"
    path.write_text("- " + "\n  ".join(lines) + "\n", encoding="utf-8")
    return path


def test_every_rule_has_its_own_id_and_a_confidence() -> None:
    rules = all_rules()
    assert len({rule.id for rule in rules}) == len(rules) > 0
    assert all(0 < confidence(rule.id) <= 1 for rule in rules)


def test_an_unknown_rule_is_an_error_with_the_nearest_one() -> None:
    with pytest.raises(LexiconError, match='did you mean "place-home"'):
        confidence("place-hom")


def test_a_rule_is_found_by_its_id() -> None:
    assert rule("place-home").zh


def test_a_rule_has_its_context(tmp_path: Path) -> None:
    (read,) = read_rules(write(tmp_path, published="2025-06-26", home="浙江省"))
    assert (read.published, read.home, read.confidence) == (date(2025, 6, 26), "浙江省", 0.9)


@pytest.mark.parametrize(
    ("changes", "problem"),
    [
        ({"zh": None}, "lacks zh"),
        ({"example": "''"}, "lacks example"),
        ({"confidence": "1.5"}, "no number from 0 to 1"),
        ({"confidence": "true"}, "no number from 0 to 1"),
        ({"confidence": "sure"}, "no number from 0 to 1"),
        ({"published": "yesterday"}, "is no day"),
        ({"nearmiss": "丙"}, "unknown key nearmiss"),
    ],
)
def test_a_malformed_rule(tmp_path: Path, changes: dict[str, str | None], problem: str) -> None:
    with pytest.raises(LexiconError, match=problem):
        list(read_rules(write(tmp_path, **changes)))


@pytest.mark.parametrize(
    ("words", "problem"), [("a: [", "not YAML"), ("a: b", "no list"), ("- word", "not a mapping")]
)
def test_a_malformed_file(tmp_path: Path, words: str, problem: str) -> None:
    path = tmp_path / "x.yaml"
    path.write_text(words, encoding="utf-8")
    with pytest.raises(LexiconError, match=problem):
        list(read_rules(path))
