"""When two names, units, numbers or dates say the same: the rules of comparison.

Names are compared after NFKC, without whitespace and quotation marks, with one form of
the middle dot and without regard to case.  Numbers agree within half a percent.
"""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

#: Two numbers agree within this share of the gold's.
TOLERANCE = 0.005

_UNITS = {
    "元": "cny", "人民币": "cny", "人民币元": "cny", "rmb": "cny", "yuan": "cny",
    "美元": "usd", "欧元": "eur", "日元": "jpy", "港元": "hkd", "港币": "hkd",
    "平方米": "m2", "平方公尺": "m2", "平米": "m2", "㎡": "m2", "m²": "m2", "sqm": "m2",
    "立方米": "m3", "立方公尺": "m3", "m³": "m3", "亩": "mu", "公顷": "ha",
    "公里": "km", "千米": "km", "米": "m", "吨": "t", "公斤": "kg", "千克": "kg",
    "%": "percent", "百分比": "percent", "pct": "percent", "個": "个",
}  # fmt: skip
QUOTES = "“”‘’\"'«»《》〈〉「」『』〝〞"
DOTS = "•・‧∙⋅●"
_FOLD = {**dict.fromkeys(map(ord, QUOTES)), **dict.fromkeys(map(ord, DOTS), "·")}
_BLANKS = re.compile(r"\s+")

# ------------------------------------------------------------------------------ names


@lru_cache(maxsize=1 << 16)
def norm(text: str) -> str:
    """A name as it is compared."""
    folded = unicodedata.normalize("NFKC", text).translate(_FOLD)
    return _BLANKS.sub("", folded).casefold()


def norms(names: Iterable[str | None]) -> frozenset[str]:
    """Names as they are compared; None gives the empty string."""
    return frozenset(norm(name or "") for name in names)


def norm_unit(unit: str) -> str:
    """A unit as it is compared: a code's Chinese word is the code."""
    plain = norm(unit)
    return _UNITS.get(plain, plain)


def squeeze(text: str) -> str:
    """A piece of a page as it is compared: NFKC, no whitespace."""
    return _BLANKS.sub("", unicodedata.normalize("NFKC", text))


# ---------------------------------------------------------------------------- numbers


@dataclass(frozen=True, slots=True, kw_only=True)
class Stated:
    """What the gold says of an amount: a number, or one bound, or both."""

    value: float | None = None
    minimum: float | None = None
    maximum: float | None = None


def number(cell: str) -> float | None:
    """The number in a cell, None for an empty one; ValueError for another one."""
    text = cell.strip()
    return float(text) if text else None


def close(found: float | None, gold: float | None) -> bool:
    """Whether two numbers agree within the tolerance."""
    if found is None or gold is None:
        return False
    return abs(found - gold) <= TOLERANCE * abs(gold)


def amount_agrees(gold: Stated, qualifier: str, found: Stated, said: str) -> bool:
    """Whether value, minimum and maximum of a row state one value of the gold.

    A bound may stand in its own column, or as `value` with the qualifier min or max; an
    approximate number may stand as a lone bound.

    Args:
        qualifier: of the gold; `said`: of the row.
    """
    if gold.value is not None:
        return _value_agrees(gold.value, qualifier, found)
    if gold.minimum is not None and gold.maximum is not None:
        return close(found.minimum, gold.minimum) and close(found.maximum, gold.maximum)
    if gold.minimum is not None:
        return _bound_agrees(gold.minimum, said == "min", found.minimum, found.maximum, found)
    return _bound_agrees(gold.maximum, said == "max", found.maximum, found.minimum, found)


def _bound_agrees(
    gold: float | None, said: bool, this: float | None, other: float | None, found: Stated
) -> bool:
    bound = found.value if this is None and said else this
    return close(bound, gold) and other is None


def _value_agrees(gold: float, qualifier: str, found: Stated) -> bool:
    if found.value is not None:
        return close(found.value, gold)
    if found.maximum is None:
        lone = found.minimum
    else:
        lone = found.maximum if found.minimum is None else None
    return qualifier == "approx" and close(lone, gold)


# ------------------------------------------------------------------------------ dates

_PLAIN = re.compile(r"(\d{4})(?:-(\d{2}))?(?:-(\d{2}))?[?~%]?")
_PARTLY = re.compile(r"[\dX]{4}(-[\dX]{2}){0,2}")
_OPEN = ("", "..")
#: Months of EDTF's seasons (21-24), quarters (33-36), thirds (37-39) and halves (40, 41).
_SEASONS = {
    21: (3, 5), 22: (6, 8), 23: (9, 11), 24: (12, 12),
    33: (1, 3), 34: (4, 6), 35: (7, 9), 36: (10, 12),
    37: (1, 4), 38: (5, 8), 39: (9, 12), 40: (1, 6), 41: (7, 12),
}  # fmt: skip


def check_date(edtf: str) -> None:
    """ValueError unless the text is an EDTF date or interval of level 0 or 1."""
    for part in edtf.split("/"):
        if part in _OPEN and "/" in edtf:
            continue
        if "X" not in part:
            date_bounds(part)
        elif not _PARTLY.fullmatch(part):
            raise ValueError(f"not an EDTF date: {edtf!r}")


def date_bounds(edtf: str) -> tuple[dt.date, dt.date]:
    """First and last day of a date or interval without unspecified digits, or ValueError."""
    if "/" in edtf:
        start, end = edtf.split("/", 1)
        first = dt.date.min if start in _OPEN else date_bounds(start)[0]
        last = dt.date.max if end in _OPEN else date_bounds(end)[1]
        return first, last
    match = _PLAIN.fullmatch(edtf)
    if match is None:
        raise ValueError(f"not an EDTF date: {edtf!r}")
    year = int(match[1])
    if match[2] is None:
        return dt.date(year, 1, 1), dt.date(year, 12, 31)
    month = int(match[2])
    if match[3] is not None:
        day = dt.date(year, month, int(match[3]))
        return day, day
    low, high = _SEASONS.get(month, (month, month))
    return dt.date(year, low, 1), _month_end(year, high)


def _month_end(year: int, month: int) -> dt.date:
    return dt.date(year + month // 12, month % 12 + 1, 1) - dt.timedelta(days=1)


def dates_compatible(gold: str, found: str) -> bool:
    """Whether two EDTF dates can speak of the same time; an absent one always can."""
    left, right = gold.strip(), found.strip()
    if not left or not right or left == right:
        return True
    if "X" in left or "X" in right:
        if "/" in left or "/" in right:
            return True
        pairs = zip(left.split("-"), right.split("-"), strict=False)
        return all(a == b or "X" in a or "X" in b for a, b in pairs)
    try:
        a, b = date_bounds(left), date_bounds(right)
    except ValueError:
        return False
    return a[0] <= b[1] and b[0] <= a[1]
