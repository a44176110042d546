"""When two values say the same."""

from __future__ import annotations

import pytest

from qjgraph.evaluate.values import (
    Stated,
    amount_agrees,
    check_date,
    dates_compatible,
    norm,
    norm_unit,
)  # fmt: skip


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("“十五五”规划", "十五五规划"),
        ("张 伟", "张伟"),
        ("买买提江•吐尔逊", "买买提江·吐尔逊"),
        ("Ａ座（一期）", "a座(一期)"),
        ("《条例》", "条例"),
    ],
)
def test_names_of_one_thing(one: str, other: str) -> None:
    assert norm(one) == norm(other)


def test_names_of_two_things() -> None:
    assert norm("张伟") != norm("张玮")


@pytest.mark.parametrize(
    ("one", "other"), [("元", "CNY"), ("平方米", "m2"), ("％", "percent"), ("個", "个")]
)
def test_units_of_one_code(one: str, other: str) -> None:
    assert norm_unit(one) == norm_unit(other)


@pytest.mark.parametrize(
    ("gold", "qualifier", "found", "said", "agrees"),
    [
        (Stated(value=100), "exact", Stated(value=100.4), "exact", True),
        (Stated(value=100), "exact", Stated(value=101), "exact", False),
        (Stated(value=100), "exact", Stated(minimum=100), "min", False),
        (Stated(value=100), "approx", Stated(minimum=100), "min", True),
        (Stated(value=100), "approx", Stated(maximum=100), "max", True),
        (Stated(value=100), "approx", Stated(minimum=90, maximum=100), "exact", False),
        (Stated(minimum=5), "min", Stated(minimum=5), "min", True),
        (Stated(minimum=5), "min", Stated(value=5), "min", True),
        (Stated(minimum=5), "min", Stated(value=5), "exact", False),
        (Stated(minimum=5), "min", Stated(minimum=5, maximum=6), "min", False),
        (Stated(maximum=5), "max", Stated(maximum=5), "max", True),
        (Stated(maximum=5), "max", Stated(minimum=5), "min", False),
        (Stated(minimum=3, maximum=5), "exact", Stated(minimum=3, maximum=5), "exact", True),
        (Stated(minimum=3, maximum=5), "exact", Stated(value=3), "exact", False),
        (Stated(value=0), "exact", Stated(value=0), "exact", True),
        (Stated(value=-8), "exact", Stated(value=8), "exact", False),
    ],
)
def test_amounts(gold: Stated, qualifier: str, found: Stated, said: str, agrees: bool) -> None:
    assert amount_agrees(gold, qualifier, found, said) is agrees


@pytest.mark.parametrize(
    ("gold", "found", "compatible"),
    [
        ("2025-06-25", "2025-06-25", True),
        ("2025-06-25", "2025-06", True),
        ("2025-06-25", "2025-34", True),
        ("2025-06-25", "2025-33", False),
        ("2025-06-25", "", True),
        ("", "2025-06-25", True),
        ("2025-06-25", "2025-06-26", False),
        ("2025-06-20/2025-06-25", "2025-06-22", True),
        ("2025-06-20/..", "2026", True),
        ("2025-06-20/..", "2024", False),
        ("XXXX-06-25", "2025-06-25", True),
        ("XXXX-06-25", "2025-06-26", False),
        ("2025", "近日", False),
        ("2025-12", "2025-12-31", True),
    ],
)
def test_dates_of_events(gold: str, found: str, compatible: bool) -> None:
    assert dates_compatible(gold, found) is compatible


@pytest.mark.parametrize(
    "date", ["2025-06-25", "2025", "2025-36", "2025/..", "XXXX-06-25", "2025?"]
)
def test_dates(date: str) -> None:
    check_date(date)


@pytest.mark.parametrize("date", ["近日", "2025-13", "2025-02-30", "2025-6-5", "", "20XX-6"])
def test_no_dates(date: str) -> None:
    with pytest.raises(ValueError, match=r"EDTF|month|day|format"):
        check_date(date)
