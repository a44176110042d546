"""Where names stand in a text, one inside another."""

from __future__ import annotations

import pytest

from qjgraph.room.names import Named, outermost, runs

RAW = "甲县发改局局长来到甲县。"


def named(iri: str, *places: tuple[int, int]) -> Named:
    return Named(iri=iri, kind="place", label=iri, claim="", places=places)


def told(*things: Named, cuts: tuple[int, ...] = ()) -> list[tuple[str, str]]:
    found = runs(RAW, 0, len(RAW), things, cuts=cuts)
    return [(run.text, "".join(each.iri for each in run.inside)) for run in found]


def test_a_name_inside_another_is_marked_as_both() -> None:
    assert told(named("o", (0, 5)), named("p", (0, 2), (9, 11))) == [
        ("甲县", "op"), ("发改局", "o"), ("局长来到", ""), ("甲县", "p"), ("。", ""),
    ]  # fmt: skip


def test_names_that_cross_share_what_they_share() -> None:
    assert told(named("a", (0, 3)), named("b", (2, 5)))[:3] == [
        ("甲县", "a"), ("发", "ab"), ("改局", "b"),
    ]  # fmt: skip


def test_runs_join_to_the_text_whatever_cuts_it() -> None:
    parts = told(named("a", (0, 2)), cuts=(1, 4, 99))
    assert "".join(text for text, _ in parts) == RAW
    assert [text for text, _ in parts][:3] == ["甲", "县", "发改"]


def test_an_amount_is_cut_out_and_marked() -> None:
    found = list(runs(RAW, 0, len(RAW), [named("o", (0, 5))], amounts=[(3, 7)]))
    assert [(run.text, run.amount) for run in found] == [
        ("甲县发", False), ("改局", True), ("局长", True), ("来到甲县。", False),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("places", "kept"),
    [
        ([(0, 5), (0, 2)], ((0, 5),)),
        ([(0, 5), (3, 8)], ((0, 5),)),
        ([(4, 6), (0, 2)], ((0, 2), (4, 6))),
    ],
)
def test_a_short_form_inside_a_full_name_is_no_place_of_its_own(
    places: list[tuple[int, int]], kept: tuple[tuple[int, int], ...]
) -> None:
    assert outermost(places) == kept
