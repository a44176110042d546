"""Which decisions hold, and which contradict each other."""

from __future__ import annotations

from itertools import pairwise

import pytest
from tests.curate.build import decision

from qjgraph.curate import contradictions, in_force

A, B, C, D = (f"https://w3id.org/qjgraph/id/person-{n * 16}" for n in "abcd")
X, Y = (f"https://w3id.org/qjgraph/claim/{n * 16}" for n in "ef")


@pytest.mark.parametrize(
    "decisions, kept",
    [
        ([("same", A, B), ("different", B, A)], [1]),
        ([("same", A, B), ("unsure", A, B)], [1]),
        ([("same", A, B), ("rename", A, "甲"), ("rename", A, "乙")], [0, 2]),
        ([("correct", X, "stage=start"), ("correct", X, "stage=trial")], [1]),
        ([("correct", X, "of_name=竹"), ("correct", X, "ofName=木")], [1]),
        ([("correct", X, "stage=start"), ("correct", X, "status=done")], [0, 1]),
        ([("correct", X, "stage=start"), ("correct", Y, "stage=trial")], [0, 1]),
        ([("correct", X, "stage=start"), ("retract", X, "")], [1]),
        ([("retract", X, ""), ("correct", X, "stage=start")], [1]),
        ([("retract", X, ""), ("unsure", X, "")], []),
        ([("correct", X, "a=1"), ("correct", X, "b=1"), ("unsure", X, "a")], [1]),
        ([("correct", X, "a=1"), ("unsure", X, ""), ("correct", X, "a=1")], [2]),
    ],
)
def test_of_decisions_about_one_thing_the_last_holds(
    decisions: list[tuple[str, str, str]], kept: list[int]
) -> None:
    made = [decision(*each, line=number) for number, each in enumerate(decisions)]
    assert [each.line for each in in_force(made)] == kept


def test_a_chain_that_contradicts_a_difference_is_told_with_its_lines() -> None:
    made = [
        decision("same", A, B, line=1),
        decision("same", C, B, line=2),
        decision("same", D, D + "0", line=3),
        decision("different", A, C, line=4),
    ]
    (issue,) = contradictions(made, "ledger")
    assert issue.code == "contradictory-decisions" and issue.place == "ledger:4"
    assert "line 1, 2 " in issue.message


def test_a_difference_of_two_groups_contradicts_nothing() -> None:
    made = [decision("same", A, B), decision("same", C, D), decision("different", A, C)]
    assert list(contradictions(made, "ledger")) == []


def test_a_long_chain_is_followed() -> None:
    things = [f"{A}{number}" for number in range(3000)]
    made = [decision("same", a, b) for a, b in pairwise(things)]
    made.append(decision("different", things[0], things[-1], line=9))
    assert [issue.place for issue in contradictions(made, "l")] == ["l:9"]
