"""No table's figure falls below its recorded floor; `make floors` raises the floors."""

from __future__ import annotations

from functools import cache

import pytest
from tools import floors

from qjgraph.evaluate import Evaluation
from qjgraph.evaluate.shares import by_confidence

RECORDED = floors.read()
IN_REPOSITORY = ("sample", "tuning", "held")


#: Bins of confidence with fewer facts say too little.
ENOUGH = 20


@cache
def evaluation(name: str) -> Evaluation:
    """A set, read once."""
    return floors.SETS[name].evaluate()


def figures(name: str) -> dict[str, float]:
    """The figures of a set."""
    return floors.figures(evaluation(name))


@pytest.mark.parametrize(
    ("name", "line"), [(name, line) for name, lines in RECORDED.items() for line in lines]
)
def test_no_figure_falls(name: str, line: str) -> None:
    if not floors.SETS[name].present:
        pytest.skip(f"no {floors.SETS[name].texts}")
    assert figures(name).get(line, 0.0) >= RECORDED[name][line]


def test_precision_rises_with_confidence() -> None:
    found = [each for name in IN_REPOSITORY for each in evaluation(name).findings]
    bins = [share for share in by_confidence(found) if share.count >= ENOUGH]
    assert len(bins) >= 3
    precisions = [share.precision for share in bins]
    assert precisions == sorted(precisions)


def test_every_set_of_the_repository_has_floors() -> None:
    assert {*IN_REPOSITORY, "development"} <= set(RECORDED)
    assert all("micro" in lines for lines in RECORDED.values())


@pytest.mark.parametrize(
    ("old", "now", "expected"),
    [(0.9, 0.95, 0.94), (0.9, 0.8, 0.9), (0.9, 0.905, 0.9), (0.0, 0.005, 0.0)],
)
def test_floors_only_rise(old: float, now: float, expected: float) -> None:
    assert floors.raised({"people": old}, {"people": now}) == {"people": expected}


def test_a_floor_stays_where_nothing_is_scored_any_more() -> None:
    assert floors.raised({"people": 0.9}, {"places": 0.5}) == {"people": 0.9, "places": 0.49}
