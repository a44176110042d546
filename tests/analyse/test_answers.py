"""Questions across articles, on the composed year of one paper: exact rows."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

import qjgraph
from qjgraph.query.results import Rows


def cells(rows: Rows, *columns: str) -> list[tuple[object, ...]]:
    return [tuple(row[column] for column in columns) for row in rows]


def test_3_company_beyond_the_shared_office(across: qjgraph.Graph) -> None:
    found = cells(
        across.ask(3), "person", "other", "shared", "events", "expected", "ratio", "z", "p"
    )
    # 2025: of 6 events the one was at all, the other at 5, so 5 in common whatever the order.
    # 2026: 7 events, both at 3 of them and always together: expected 9/7, p = 1/C(7, 3).
    assert found == [
        (
            "方晓岚", "许立群", "清漪县", 8, Decimal("6.29"), Decimal("1.27"), Decimal("2.45"),
            Decimal("0.028571"),
        )
    ]  # fmt: skip


def test_3_a_smaller_chance_leaves_none(across: qjgraph.Graph) -> None:
    assert len(across.ask(3, chance="0.02")) == 0


@pytest.mark.parametrize(
    ("by", "expected"),
    [
        ("year", [("2026", 3, Decimal("1.29"), Decimal("2.45"), Decimal("0.028571"))]),
        ("quarter", []),
        ("month", []),
    ],
)
def test_3_by_period(across: qjgraph.Graph, by: str, expected: list[tuple[object, ...]]) -> None:
    assert cells(across.ask(3, by=by), "period", "events", "expected", "z", "p") == expected


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        ("2024-12-01", [("沈宛如", "县长", "later", None, date(2025, 2, 14))]),
        ("2025-02-14", [("沈宛如", "县长", "on_day", date(2025, 2, 14), date(2025, 9, 3))]),
        ("2025-07-01", [("沈宛如", "县长", "until_left", date(2025, 2, 14), date(2025, 9, 3))]),
        ("2025-10-01", [("顾平川", "代县长", "between", date(2025, 9, 3), date(2025, 10, 17))]),
        (
            "2026-08-01",
            [
                ("顾平川", "代县长", "before", date(2025, 10, 17), None),
                ("顾平川", "县长", "before", date(2026, 6, 5), None),
            ],
        ),
    ],
)
def test_6_who_held_a_post(
    across: qjgraph.Graph, day: str, expected: list[tuple[object, ...]]
) -> None:
    rows = across.ask(6, post="县长", date=day, of="清漪县")
    assert cells(rows, "person", "title", "state", "before", "after") == expected


def test_6_says_what_ended_it(across: qjgraph.Graph) -> None:
    (row,) = across.ask(6, post="县长", date="2025-07-01")
    assert (row["after_change"], row["acting"], row["article"]) == ("resigned", False, "s02")


def test_7_who_changed_places(across: qjgraph.Graph) -> None:
    found = cells(
        across.ask(7), "person", "date", "position", "usual", "of", "ahead_of", "behind", "article"
    )
    day = date(2025, 10, 16)
    assert found == [
        ("方晓岚", day, 1, 2, 2, "许立群", None, "s07"),
        ("许立群", day, 2, 1, 2, None, "方晓岚", "s07"),
    ]


def test_7_before_there_is_a_usual_order(across: qjgraph.Graph) -> None:
    assert len(across.ask(7, period="2025-10/2025-12")) == 0


def test_8_sides(across: qjgraph.Graph) -> None:
    found = cells(across.ask(8), "person", "which", "party", "government", "joint", "other")
    assert found == [
        ("顾平川", "both", 2, 8, 0, 3),
        ("许立群", "both", 2, 5, 0, 2),
        ("方晓岚", "both", 1, 5, 0, 2),
        ("沈宛如", "both", 2, 1, 0, 1),
        ("陶书宁", "government_only", 0, 3, 0, 0),
        ("陆承远", "party_only", 2, 0, 0, 1),
    ]


def test_8_one_side(across: qjgraph.Graph) -> None:
    assert cells(across.ask(8, which="party_only"), "person") == [("陆承远",)]


def test_9_a_document_named_for_the_first_time(across: qjgraph.Graph) -> None:
    found = cells(across.ask(9), "studied", "meeting", "date", "basis", "days_least", "article")
    day = date(2025, 1, 9)
    meeting = "清漪县委常委会第20次会议"
    assert found == [("浙江省委经济工作会议", meeting, day, None, None, "s01")]


def test_11_sums_by_township(across: qjgraph.Graph) -> None:
    found = cells(
        across.ask(11), "place", "level", "kind", "year", "projects", "total", "approximate"
    )
    assert found == [("石湾镇", "township", "investment", 2025, 2, 430_000_000, 1)]


def test_13_promises_moved_and_met(across: qjgraph.Graph) -> None:
    found = cells(
        across.ask(13),
        "project_name", "how", "promised", "then", "days", "days_least", "days_most", "article",
        "promise_article",
    )  # fmt: skip
    assert found == [
        ("碧湾产业园项目", "moved", "2025-12", "2026-03", 90, 80, 100, "s04", "s03"),
        ("碧湾产业园项目", "met", "2026-03", "2026-04-20", 20, 20, 30, "s10", "s04"),
    ]


def test_14_overdue_by_the_newest_paper(across: qjgraph.Graph) -> None:
    found = cells(across.ask(14), "project_name", "stage_due", "latest", "days", "as_of", "article")
    newest = date(2026, 6, 6)
    assert found == [("石湾大桥工程", "start", date(2025, 6, 30), 341, newest, "s04")]


@pytest.mark.parametrize(
    ("as_of", "expected"),
    [
        ("2025-06-30", []),
        ("2025-07-01", [("石湾大桥工程", 1)]),
        ("2026-04-10", [("石湾大桥工程", 284), ("碧湾产业园项目", 10)]),
        ("2026-04-22", [("石湾大桥工程", 296)]),
    ],
)
def test_14_as_of_a_day(
    across: qjgraph.Graph, as_of: str, expected: list[tuple[object, ...]]
) -> None:
    assert cells(across.ask(14, as_of=as_of), "project_name", "days") == expected


def test_16_shares_of_what_an_earlier_paper_told(across: qjgraph.Graph) -> None:
    rows = across.ask(16, project="石湾大桥工程")
    assert cells(rows, "step", "households", "total", "share", "article") == [
        ("to_move", 60, None, None, "s11"),
        ("signed", 45, 60, Decimal("75.0"), "s11"),
        ("vacated", 30, 60, Decimal("50.0"), "s11"),
        ("demolished", 48, 60, Decimal("80.0"), "s12"),
        ("vacated", 57, 60, Decimal("95.0"), "s12"),
    ]


def test_19_articles_that_contradict_each_other(across: qjgraph.Graph) -> None:
    found = cells(
        across.ask(19, basis="contradicted"), "about_name", "value", "against", "article",
        "against_article",
    )  # fmt: skip
    assert found == [
        ("碧湾产业园项目", "2.8亿元", "3.2亿元", "s04", "s03"),
        ("碧湾产业园项目", "3.2亿元", "2.8亿元", "s03", "s04"),
    ]


def test_19_facts_of_one_article(across: qjgraph.Graph) -> None:
    found = cells(across.ask(19, basis="single", about="碧湾产业园"), "kind", "value")
    assert found == [("land_area", "120亩"), ("completion", "4月20日"), ("start", "3月11日")]


def test_21_the_line_of_a_post(across: qjgraph.Graph) -> None:
    found = cells(
        across.ask(21, post="县长"),
        "person", "title", "first", "last", "gained", "lost", "gap", "predecessor", "successor",
    )  # fmt: skip
    first, left, won, last = (
        date(2025, 2, 14), date(2025, 9, 3), date(2026, 1, 16), date(2026, 6, 5),
    )  # fmt: skip
    assert found == [
        ("顾平川", "代县长", left, date(2025, 10, 17), left, None, 44, None, None),
        ("沈宛如", "县长", first, first, None, left, None, None, "顾平川"),
        ("顾平川", "县长", won, last, won, None, 28, "沈宛如", None),
    ]


def test_22_amounts_that_differ(across: qjgraph.Graph) -> None:
    found = cells(
        across.ask(22), "project_name", "earlier", "later", "difference", "earlier_article",
        "article",
    )  # fmt: skip
    assert found == [("碧湾产业园项目", "3.2亿元", "2.8亿元", -40_000_000, "s03", "s04")]
