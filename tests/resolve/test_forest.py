"""Joining under constraints."""

from __future__ import annotations

from qjgraph.resolve.forest import Forest


def test_what_is_joined_step_by_step_is_one() -> None:
    forest = Forest(4)
    assert forest.join(0, 1) and forest.join(1, 2)
    assert forest.root(0) == forest.root(2) != forest.root(3)
    assert forest.sets(range(4)) == [[0, 1, 2], [3]]


def test_what_is_forbidden_does_not_meet_through_others() -> None:
    forest = Forest(4)
    assert forest.forbid(0, 3)
    assert forest.join(0, 1) and forest.join(2, 3)
    assert not forest.join(1, 2)
    assert forest.root(1) != forest.root(2)


def test_what_is_one_cannot_be_forbidden() -> None:
    forest = Forest(2)
    forest.join(0, 1)
    assert not forest.forbid(0, 1)
