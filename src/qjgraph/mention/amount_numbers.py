"""The number of an amount and its unit: the pattern that finds them, and what they mean."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cache

from qjgraph.mention import amount_words as w
from qjgraph.mention.amount_words import Unit
from qjgraph.mention.numerals import FINANCIAL_DIGITS, HAN, parse, parse_pair

_HALF = Decimal("0.5")
#: What follows 成 where it is no tenth: 成立, 成果.
_NOT_TENTHS = "立功为员果本长效熟绩都品套交型林人年千百语就份因分败婚名色片群行双文章形像渝不"
_NOT_HALF = "天个径数年月价封导成决程路场自挂"
_POWERS = re.compile("[十百千万亿]+$")
_CALENDAR_YEAR = re.compile("(?:19|20)[0-9]{2}")


@dataclass(frozen=True, slots=True)
class Reading:
    """The number of an amount.

    Attributes:
        low, high: both ends, equal where there is one number.
        approx: it says itself that it is not exact (二十多, 七八).
        bare: a power alone (亿), a number only with a qualifier (上亿).
    """

    low: Decimal
    high: Decimal
    approx: bool = False
    bare: bool = False


@cache
def pattern(*, ranges: bool) -> re.Pattern[str]:
    """An amount: its number, range (where `ranges`) and unit, in named groups.

    `n` to `n2` with `unit`; `cur`, `n0` to `n02` money behind its sign; `pc` to `pc2` 百分之;
    `tenths` 成; `ns` a share whose unit follows the next number; `nb` without a unit.
    """
    number, unit = w.NUMBER, w.unit_pattern()
    # The look-ahead tells nothing new; it spares most of a text three longer tries.
    begins = rf"(?=[\d半人RUH¥￥$€£{HAN}{FINANCIAL_DIGITS}-])"
    parts = [
        _percent(number, ranges), _money(number, unit, ranges),
        rf"(?<![0-9A-Za-z第])(?<![0-9][.:/,\-—~～])(?:{_free(number, unit, ranges)})",
    ]  # fmt: skip
    return re.compile(f"{begins}(?:{'|'.join(parts)})")


def _percent(number: str, ranges: bool) -> str:
    until = rf"(?:{w.TO}(?:百分之)?(?P<pc2>{number}))?" if ranges else "(?P<pc2>(?!))?"
    return rf"百分之(?P<pc>{number}){until}"


def _money(number: str, unit: str, ranges: bool) -> str:
    until = rf"(?:{w.TO}{w.CURRENCY}?(?P<n02>{number}))?" if ranges else "(?P<n02>(?!))?"
    return rf"(?P<cur>{w.CURRENCY}) ?(?P<n0>{number}){until}(?P<unit1>{unit})?"


def _free(number: str, unit: str, ranges: bool) -> str:
    """The forms that may not stand behind a digit, letter or 第."""
    until = rf"(?:(?P<unit0>{unit})?{w.TO}(?:约)?{w.CURRENCY}?(?P<n2>{number}))?"
    until = until if ranges else "(?P<unit0>(?!))?(?P<n2>(?!))?"
    tenths = rf"(?P<tenths>[一二两三四五六七八九\d](?:\.\d)?)成(?P<half>半)?(?![{_NOT_TENTHS}])"
    measure = (
        rf"(?P<sign>(?<![0-9A-Za-z])-)?(?P<n>{number}){until}(?: (?=[%％]))?(?P<unit>{unit})"
        rf"(?P<plus>半(?![{_NOT_HALF}]))?"
    )
    shares = r"(?P<ns>\d+(?:\.\d+)?)(?=(?:[、和]\d+(?:\.\d+)?)+(?:个百分点|百分点|%))"
    bare = (
        rf"(?P<nb>{number})(?<=[万亿余多])"
        "(?:(?![一-龥A-Za-z0-9%])|(?=以[上下]|左右|[的建用打购新改实]))"
    )
    return f"{tenths}|{measure}|{shares}|{bare}"


# ---------------------------------------------------------------------------- the unit


def unit_of(match: re.Match[str], cue: str) -> Unit | None:
    """The unit of a match; None where the number and the unit do not go together.

    Args:
        match: of `pattern`.
        cue: the measure word before it; behind one of money a bare number is money.
    """
    if match["tenths"] or match["pc"] or match["ns"]:
        return w.units()["%"]
    if match["nb"]:
        return w.units()["元"] if cue in w.money_cues() else None
    return _currency(match) if match["cur"] else _counted(match)


def _currency(match: re.Match[str]) -> Unit | None:
    found = w.units()[match["unit1"]] if match["unit1"] else None
    if found is not None and found.kind != "money":
        return None
    code = w.CURRENCY_CODES[match["cur"]] if found is None else found.code
    return Unit(code, Decimal(1), "money", False)


def _counted(match: re.Match[str]) -> Unit | None:
    unit = w.units()[match["unit"]]
    first = w.units()[match["unit0"]] if match["unit0"] else unit
    wrong = first.code != unit.code or (unit.arabic and not match["n"][0].isascii())
    if wrong or (unit.code == "年" and _CALENDAR_YEAR.fullmatch(match["n"])):
        return None
    before = match.string[match.start() - 1 : match.start()]
    return None if _is_rank_or_time(before, unit) else unit


def _is_rank_or_time(before: str, unit: Unit) -> bool:
    """前三名, 3时16分: what stands before the number makes it no amount."""
    if before == "前":
        return unit.code in ("名", "位")
    return unit.kind == "score" and before in ("时", "点")


# -------------------------------------------------------------------------- the number


def reading_of(match: re.Match[str], unit: Unit) -> Reading | None:
    """The number of a match in the unit's code; None for a range that does not rise."""
    if match["tenths"]:
        return _tenths(match)
    first = match["n"] or match["n0"] or match["pc"] or match["nb"] or match["ns"]
    last = match["n2"] or match["n02"] or match["pc2"]
    reading = read_range(first, last) if last else read_number(first)
    if reading is None:
        return None
    if match["pc"]:
        reading = replace(reading, bare=False)
    more = _HALF if match["plus"] or (match["unit"] or "").startswith("个半") else Decimal(0)
    return scaled(reading, unit.scale * (-1 if match["sign"] else 1), more)


def _tenths(match: re.Match[str]) -> Reading | None:
    value = parse(match["tenths"])
    if value is None:
        return None
    value = _tidy((value + (_HALF if match["half"] else 0)) * 10)
    return Reading(value, value)


def read_number(number: str) -> Reading | None:
    """A single number, or the two of a pair such as 七八."""
    if pair := parse_pair(number):
        return Reading(pair[0], pair[1], approx=True)
    value = parse(number)
    if value is None:
        return None
    approx = any(filler in number for filler in "余多来几")
    return Reading(value, value, approx, number[0] in "百千万亿" and not approx)


def read_range(first: str, last: str) -> Reading | None:
    """Two ends: the powers of the second hold for the first too in 6至8亿."""
    low, high = parse(first), parse(last)
    if low is None or high is None:
        return None
    powers = _POWERS.search(last)
    head = parse(last[: powers.start()]) if powers and not _POWERS.search(first) else None
    if head is not None and low < head:
        low = low * high / head
    return Reading(low, high) if low < high else None


def scaled(reading: Reading, factor: Decimal, more: Decimal = Decimal(0)) -> Reading:
    """The reading plus `more`, times `factor`."""
    low, high = sorted(_tidy((end + more) * factor) for end in (reading.low, reading.high))
    return Reading(low, high, reading.approx, reading.bare)


def has_power(number: str) -> bool:
    """Whether a number tells its power itself: 3.5亿."""
    return bool(_POWERS.search(number.rstrip("余多")))


def _tidy(value: Decimal) -> Decimal:
    whole = value.to_integral_value()
    return whole.quantize(Decimal(1)) if value == whole else value.normalize()
