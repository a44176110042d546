"""Numbers: every writing of `numerals.tsv`, and number to Chinese to number."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from qjgraph.lexicon.tables import Row, read_tsv
from qjgraph.mention.numerals import parse, parse_pair, whole

DIGITS = "零一二三四五六七八九"
FINANCIAL = str.maketrans("一二三四五六七八九十百千", "壹贰叁肆伍陆柒捌玖拾佰仟")
WRITINGS = list(read_tsv(Path(__file__).parent / "numerals.tsv"))


def chinese(number: int) -> str:
    """A whole number below 10^16 in the standard Chinese writing."""
    for power, word in ((10**8, "亿"), (10**4, "万"), (1000, "千"), (100, "百"), (10, "十")):
        if number >= power:
            head, rest = divmod(number, power)
            gap = "零" if rest and rest < power // 10 else ""
            return chinese(head) + word + (gap + chinese(rest) if rest else "")
    return DIGITS[number]


@pytest.mark.parametrize("row", WRITINGS, ids=lambda row: row["text"])
def test_writing(row: Row) -> None:
    assert parse(row["text"]) == (None if row["value"] == "-" else Decimal(row["value"]))


@settings(deadline=None)
@given(st.integers(min_value=0, max_value=10**16 - 1))
def test_chinese_and_back(number: int) -> None:
    assert parse(chinese(number)) == number


@settings(deadline=None)
@given(st.integers(min_value=0, max_value=10**16 - 1))
def test_financial_and_back(number: int) -> None:
    assert parse(chinese(number).translate(FINANCIAL)) == number


@settings(deadline=None)
@given(st.integers(min_value=0, max_value=10**15))
def test_commas_and_back(number: int) -> None:
    assert parse(f"{number:,}") == number


@settings(deadline=None)
@given(st.decimals(min_value=0, max_value=10**6, places=2), st.sampled_from("十百千万亿"))
def test_decimals_with_a_power(number: Decimal, power: str) -> None:
    expected = number * 10 ** {"十": 1, "百": 2, "千": 3, "万": 4, "亿": 8}[power]
    found = parse(f"{number}{power}")
    assert found == expected or (power in "十百千" and number >= 10**4 and found is None)


@settings(deadline=None)
@given(st.text(alphabet="零〇一二三四五六七八九十百千万亿两半点0123456789.,余多几", max_size=12))
def test_any_text_is_a_number_or_none(text: str) -> None:
    found = parse(text)
    assert found is None or found >= 0


@pytest.mark.parametrize(
    ("text", "pair"),
    [
        ("七八", (7, 8)),
        ("三四十", (30, 40)),
        ("两三百", (200, 300)),
        ("二三十万", (200000, 300000)),
        ("七九", None),
        ("一二", None),
        ("三十", None),
        ("三四五", None),
    ],
)
def test_pair(text: str, pair: tuple[int, int] | None) -> None:
    assert parse_pair(text) == pair


@pytest.mark.parametrize(
    ("text", "number"), [("三十一", 31), ("08", 8), ("1.5", None), ("x", None)]
)
def test_whole(text: str, number: int | None) -> None:
    assert whole(text) == number
