"""Proposals for the confidences of rules."""

from __future__ import annotations

from pathlib import Path

import pytest
from tools import calibrate

from qjgraph.evaluate.score import Finding
from qjgraph.lexicon.rules import all_rules

RULE = all_rules()[0]


def seen(right: int, wrong: int, *, rule: str = RULE.id, confidence: float = 0.0) -> list[Finding]:
    """So many facts that a rule read."""
    stated = confidence or next(r.confidence for r in all_rules() if r.id == rule)
    verdicts = ["right"] * right + ["wrong"] * wrong
    return [
        Finding(article="n1", line="people", verdict=verdict, rule=rule, confidence=stated)
        for verdict in verdicts
    ]


def proposed(found: list[Finding]) -> dict[str, float]:
    made = calibrate.proposals(found, weight=10, least=5)
    return {each.rule.id: each.confidence for each in made}


def test_a_rule_seen_often_states_what_it_did() -> None:
    assert proposed(seen(700, 300)) == {RULE.id: 0.7}


def test_a_rule_seen_seldom_stays_near_its_family() -> None:
    sibling = next(r.id for r in all_rules()[1:] if r.place[:8] == RULE.place[:8])
    found = [*seen(4, 1), *seen(995, 0, rule=sibling)]
    assert proposed(found)[RULE.id] == 0.93


def test_a_rule_of_which_too_little_was_seen_gets_none() -> None:
    assert proposed(seen(4, 0)) == {}


def test_a_rule_that_states_half_its_confidence_is_proposed_twice_as_much() -> None:
    found = seen(400, 600, confidence=RULE.confidence / 2)
    assert proposed(found) == {RULE.id: 0.8}


def test_no_rule_is_sure() -> None:
    assert proposed(seen(5000, 0)) == {RULE.id: calibrate.MOST}


@pytest.mark.parametrize("path", sorted(calibrate.RULES.glob("*.yaml")), ids=lambda p: p.stem)
def test_only_the_confidence_of_a_rule_is_written(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    rules = [rule for rule in all_rules() if rule.place.startswith(f"{path.name},")]
    changed = calibrate.put(text, {rules[-1].id: 0.42})
    different = [
        (old, new)
        for old, new in zip(text.splitlines(), changed.splitlines(), strict=True)
        if old != new
    ]
    assert different == [(f"  confidence: {rules[-1].confidence:g}", "  confidence: 0.42")]


def test_writing_what_stands_there_changes_nothing() -> None:
    values = {rule.id: rule.confidence for rule in all_rules()}
    for path in calibrate.RULES.glob("*.yaml"):
        text = path.read_text(encoding="utf-8")
        assert calibrate.put(text, values) == text
