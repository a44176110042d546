"""The steps by themselves, on rows made by hand."""

from __future__ import annotations

from collections import Counter
from datetime import date
from decimal import Decimal
from fractions import Fraction
from math import comb

import pytest

from qjgraph.analyse import networks, posts, projects, ranks, relocation, sides
from qjgraph.analyse.projects import Told
from qjgraph.analyse.rows import Iri, Period, code, offset
from qjgraph.analyse.steps import STEPS

CODE = "https://w3id.org/qjgraph/code/"


@pytest.mark.parametrize("name", sorted(STEPS))
def test_a_step_of_nothing_is_nothing(name: str) -> None:
    assert list(STEPS[name]([], {"date": date(2025, 1, 1)})) == []


@pytest.mark.parametrize("name", sorted(STEPS))
def test_a_step_says_what_it_does(name: str) -> None:
    assert (STEPS[name].__doc__ or "").partition("\n")[0].endswith((".", ":"))


def test_codes_and_offsets() -> None:
    assert code(Iri(CODE + "stage-topping_out")) == "topping_out"
    assert (offset("https://x/page/9a#char=310,402"), offset(None)) == (310, 0)


@pytest.mark.parametrize(
    ("first", "last", "inside"),
    [(3, 4, True), (1, 2, True), (5, 9, True), (6, 9, False), (1, 1, False), (None, None, False)],
)
def test_a_period_meets(first: int | None, last: int | None, inside: bool) -> None:
    day = [date(2025, 1, number) if number else None for number in (first, last)]
    assert Period(date(2025, 1, 2), date(2025, 1, 5)).meets(*day) is inside


# ---------------------------------------------------------------------------- networks


@pytest.mark.parametrize(("events", "one", "other"), [(8, 3, 3), (10, 7, 6), (5, 5, 2), (4, 0, 2)])
def test_chances_are_hypergeometric(events: int, one: int, other: int) -> None:
    found = networks.Overlap(events=events, one=one, other=other).chances()
    for common, chance in enumerate(found):
        ways = comb(one, common) * comb(events - one, other - common) if common <= other else 0
        assert chance == pytest.approx(float(Fraction(ways, comb(events, other))))
    assert sum(found) == pytest.approx(1)


def test_expected_and_variance_are_those_of_the_chances() -> None:
    overlap = networks.Overlap(events=12, one=5, other=4)
    chances = overlap.chances()
    mean = sum(n * chance for n, chance in enumerate(chances))
    assert overlap.expected == pytest.approx(mean)
    spread = sum((n - mean) ** 2 * chance for n, chance in enumerate(chances))
    assert overlap.variance == pytest.approx(spread)


def test_strata_are_convolved() -> None:
    half = networks.Overlap(events=2, one=1, other=1)  # 0 or 1 in common, each with chance 1/2
    assert [networks.tail([half, half], n) for n in range(4)] == [1, 0.75, 0.25, 0]


# ------------------------------------------------------------------------------- ranks


@pytest.mark.parametrize(
    ("people", "order", "moved"),
    [
        ("ABCD", "ABCD", ""),
        ("BACD", "ABCD", "AB"),
        ("CABD", "ABCD", "C"),
        ("BCDA", "ABCD", "A"),
        ("AXBY", "AXBY", ""),
    ],
)
def test_the_usual_order_moves_the_fewest(people: str, order: str, moved: str) -> None:
    won = Counter(dict.fromkeys([*zip("AAABBC", "BCDCDD", strict=True)], 3))
    assert "".join(ranks.usual_order(people, won, 2)) == order
    assert "".join(ranks.movers(ranks.broken(people, won, 2))) == moved


def test_a_majority_makes_an_order() -> None:
    won = Counter({("A", "B"): 2, ("B", "A"): 1, ("C", "D"): 1})
    assert ranks.precedes(won, "A", "B", 2)
    assert not ranks.precedes(won, "C", "D", 2)
    assert not ranks.precedes(Counter({("A", "B"): 2, ("B", "A"): 2}), "A", "B", 2)


# ------------------------------------------------------------------------------- sides


@pytest.mark.parametrize(
    ("name", "whose"),
    [
        ("清漪县委常委会第20次会议", "party"),
        ("清漪县政府第31次常务会议", "government"),
        ("清漪县人大常委会会议", "other"),
        ("政协常委会会议", "other"),
        ("县委县政府联席会", "joint"),
        ("党政联席会议", "joint"),
        ("县政府党组会议", "joint"),
        ("开工仪式", "other"),
    ],
)
def test_whose_event_it_is(name: str, whose: str) -> None:
    assert sides.side(name) == whose


# ---------------------------------------------------------------------------- projects


def told(
    first: str | None, last: str | None, *, stage: str = "completion", status: str = "planned"
) -> Told:
    begin, end = (date.fromisoformat(day) if day else None for day in (first, last))
    return Told(
        project="p", name="p", stage=stage, stage_iri=Iri(f"{CODE}stage-{stage}"), status=status,
        first=begin, last=end, edtf="", article="a", published=None, order=(date.max, "a", 0),
        evidence=Iri("e"),
    )  # fmt: skip


MARCH, APRIL = told("2025-03-01", "2025-03-31"), told("2025-04-01", "2025-04-30")


def test_slippage_is_bounded() -> None:
    assert projects.slippage(MARCH, APRIL) == (1, 60)
    assert projects.slippage(APRIL, MARCH) == (-60, -1)
    assert projects.slippage(told(None, "2025-03-31"), APRIL) == (1, None)


@pytest.mark.parametrize(
    ("old", "new", "moves"),
    [
        (MARCH, APRIL, True),
        (told("2025-01-01", "2025-12-31"), APRIL, False),
        (APRIL, told("2025-01-01", "2025-12-31"), False),
        (told(None, "2025-04-30"), APRIL, False),
        (told(None, "2025-04-29"), APRIL, True),
        (told("2025-01-01", None), APRIL, False),
    ],
)
def test_a_more_exact_date_is_not_moved(old: Told, new: Told, moves: bool) -> None:
    assert projects.moved(old, new) is moves


@pytest.mark.parametrize(
    ("stage", "status", "reached"),
    [
        ("completion", "done", {"planning", "signing", "start", "topping_out", "completion"}),
        ("start", "ongoing", {"planning", "signing", "start"}),
        ("completion", "ongoing", {"planning", "signing", "start", "topping_out"}),
        ("completion", "planned", set()),
        ("demolition", "done", {"demolition"}),
    ],
)
def test_what_a_stage_implies(stage: str, status: str, reached: set[str]) -> None:
    assert projects.implied(stage, status) == reached


def amount(value: str, qualifier: str = "exact") -> dict[str, object]:
    number = Decimal(value)
    return {"value": number, "minimum": number, "maximum": number,
            "qualifier": Iri(f"{CODE}qualifier-{qualifier}")}  # fmt: skip


@pytest.mark.parametrize(
    ("one", "other", "differ"),
    [
        (amount("3"), amount("3"), False),
        (amount("3"), amount("3.2"), True),
        (amount("3", "approx"), amount("3.2"), False),
        (amount("3", "approx"), amount("3.4"), True),
        (amount("3", "min"), amount("5"), False),
        (amount("3", "min"), amount("2.9"), True),
        (amount("3", "max"), amount("2"), False),
        (amount("3", "max"), amount("4"), True),
    ],
)
def test_bounds_excuse_what_lies_within(
    one: dict[str, Decimal], other: dict[str, Decimal], differ: bool
) -> None:
    assert projects.apart(one, other) is differ
    assert projects.apart(other, one) is differ


# ------------------------------------------------------------------------------- posts


def statement(person: str, day: str, change: str = "holds") -> dict[str, str | date]:
    return {
        "person_iri": person, "name": person, "title": "县长", "of_iri": "o", "of_name": "o",
        "change": Iri(f"{CODE}change-{change}"), "published": date.fromisoformat(day),
        "article": day, "evidence": Iri(f"p#char=0,{len(day)}"),
    }  # fmt: skip


@pytest.mark.parametrize(
    ("statements", "state"),
    [
        ([("2025-01-01", "holds"), ("2025-12-01", "holds")], "between"),
        ([("2025-06-15", "holds")], "on_day"),
        ([("2025-01-01", "holds")], "before"),
        ([("2025-01-01", "holds"), ("2025-12-01", "removed")], "until_left"),
        ([("2025-01-01", "holds"), ("2025-03-01", "resigned")], "left"),
        ([("2025-12-01", "holds")], "later"),
        ([("2025-12-01", "former")], "later"),
        ([("2025-01-01", "holds"), ("2025-03-01", "removed"), ("2025-12-01", "elected")], "left"),
        ([("2025-01-01", "holds"), ("2025-12-01", "elected")], "before"),
    ],
)
def test_the_state_on_a_day(statements: list[tuple[str, str]], state: str) -> None:
    rows = [statement("甲", day, change) for day, change in statements]
    ((tenure,),) = posts.tenures(rows)
    assert posts.state(tenure, date(2025, 6, 15)) == state


def test_posts_of_several_seats_have_no_successors() -> None:
    rows = [statement("甲", "2025-01-01"), statement("乙", "2025-02-01"),
            statement("甲", "2025-03-01")]  # fmt: skip
    assert [row["successor"] for row in posts.post_timeline(rows, {})] == [None, None]


# -------------------------------------------------------------------------- relocation


@pytest.mark.parametrize(
    ("before", "after", "step"),
    [
        ("塘下村需搬迁", "。", "to_move"),
        ("涉及", "，已签约40户", "to_move"),
        ("截至目前，已签约", "，腾空30户。", "signed"),
        ("已签约45户，已腾空", "。", "vacated"),
        ("已腾空57户，拆除", "。", "demolished"),
        ("还有", "未签约。", "remaining"),
    ],
)
def test_the_step_of_a_number(before: str, after: str, step: str) -> None:
    assert relocation.step(before, f"户{after}"[1:]) == step
