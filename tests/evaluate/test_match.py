"""Facts and rows are paired one to one, as well as possible."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import permutations

from hypothesis import given
from hypothesis import strategies as st

from qjgraph.evaluate.match import Row, Tally, assign, pair


@dataclass(frozen=True, slots=True)
class Wanted:
    """A fact that matches some rows."""

    rows: str
    optional: bool = False


def quality(fact: Wanted, row: Row) -> int:
    return fact.rows.find(row["name"]) + 1


def rows(names: str) -> list[Row]:
    return [{"name": name} for name in names]


def counts(facts: list[Wanted], names: str, free: str = "") -> tuple[int, int, int, int]:
    tally = pair(facts, rows(names), quality, lambda row: row["name"] in free).tally
    return tally.tp, tally.fp, tally.fn, tally.ignored


def test_a_fact_takes_the_row_that_no_other_fact_can_take() -> None:
    assert pair([Wanted("ab"), Wanted("a")], rows("ab"), quality).partner == [1, 0]


def test_a_fact_takes_the_better_row() -> None:
    assert pair([Wanted("ab")], rows("ab"), quality).partner == [1]


def test_a_row_serves_one_fact() -> None:
    assert counts([Wanted("a"), Wanted("a")], "a") == (1, 0, 1, 0)


def test_a_required_fact_goes_before_an_optional_one() -> None:
    assert counts([Wanted("a", optional=True), Wanted("a")], "a") == (1, 0, 0, 0)


def test_what_matches_an_optional_fact_is_neither_right_nor_wrong() -> None:
    assert counts([Wanted("a", optional=True)], "a") == (0, 0, 0, 1)


def test_an_optional_fact_is_never_missed() -> None:
    assert counts([Wanted("a", optional=True)], "b") == (0, 1, 0, 0)


def test_an_ignored_row_is_neither_right_nor_wrong() -> None:
    assert counts([], "ab", free="a") == (0, 1, 0, 1)


def test_nothing_is_paired_with_nothing() -> None:
    assert assign([]) == []
    assert assign([[], []]) == [None, None]


weights = st.integers(1, 4).flatmap(
    lambda width: st.lists(
        st.lists(st.integers(0, 6), min_size=width, max_size=width), min_size=1, max_size=4
    )
)


@given(weights)
def test_no_pairing_weighs_more(matrix: list[list[int]]) -> None:
    found = assign(matrix)
    taken = [column for column in found if column is not None]
    assert len(taken) == len(set(taken))
    reached = sum(matrix[row][column] for row, column in enumerate(found) if column is not None)
    size = max(len(matrix), len(matrix[0]))
    cell = {(i, j): w for i, line in enumerate(matrix) for j, w in enumerate(line)}
    best = max(
        sum(cell.get((i, j), 0) for i, j in enumerate(order)) for order in permutations(range(size))
    )
    assert reached == best


@given(weights)
def test_what_does_not_match_is_not_paired(matrix: list[list[int]]) -> None:
    pairs = [(row, column) for row, column in enumerate(assign(matrix)) if column is not None]
    assert all(matrix[row][column] for row, column in pairs)


def test_an_empty_table_has_no_score() -> None:
    assert Tally().empty
    assert (Tally().precision, Tally().recall, Tally().f1) == (0, 0, 0)
