"""The words that amounts are made of: units, qualifiers, cues and look-alikes, from the tables."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from typing import Final

from qjgraph.lexicon.tables import Row, table
from qjgraph.mention.numerals import FINANCIAL, HAN

_FILLER: Final = "[余多来几]"
_ARABIC: Final = r"(?:\d{1,3}(?:,\d{3})+(?!\d)(?:\.\d+)?|\d+(?:\.\d+)?)"
#: Behind an Arabic number 千 and 百 belong to the unit in 3千米, 5千克, 2百分点.
_POWER: Final = "(?:[十万亿]|百(?!分)|千(?![米克]))"
_MIXED: Final = rf"{_ARABIC}(?:{_FILLER}?{_POWER}+(?:\d+(?:\.\d+)?{_POWER}+)*)?"
_HAN: Final = (
    rf"(?<![{HAN}几数])[{HAN}]+(?:{_FILLER}[十百千万亿]+)?"
    rf"(?:点[一二三四五六七八九零〇]+[百千万亿]*)?|{FINANCIAL}|半"
)
#: One number with its powers and fillers: 1.35万, 两千余, 20多万, 十几.
NUMBER: Final = rf"(?:{_MIXED}|{_HAN}){_FILLER}?"
TO: Final = "(?:至|到|——|—|–|―|-|~|～)"
CURRENCY: Final = r"(?:人民币|RMB|US\$|HK\$|[¥￥$€£])"
CURRENCY_CODES: Final = {
    "人民币": "CNY", "RMB": "CNY", "¥": "CNY", "￥": "CNY", "US$": "USD", "$": "USD",
    "HK$": "HKD", "€": "EUR", "£": "GBP",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit as written: the code it gives, the code's size, and what it measures."""

    code: str
    scale: Decimal
    kind: str
    arabic: bool


@cache
def units() -> dict[str, Unit]:
    """The units of `amount_units.tsv` by word."""
    return {
        row["word"]: Unit(
            row["code"], Decimal(row["scale"]), row["kind"], row["figures"] == "arabic"
        )
        for row in table("amount_units")
    }


@cache
def unit_pattern() -> str:
    """All units, the longest first, each with what may not follow it."""
    rows = sorted(table("amount_units"), key=lambda row: (-len(row["word"]), row["word"]))
    return "(?:" + "|".join(map(_guarded, rows)) + ")"


def _guarded(row: Row) -> str:
    after = f"(?!{row['not_before']})" if row["not_before"] else ""
    return re.escape(row["word"]) + after


def alternatives(words: Iterable[str]) -> str:
    """A group of literal words, the longest first."""
    return f"(?:{_either(words)})"


def _either(words: Iterable[str]) -> str:
    ordered = sorted(set(words), key=lambda word: (-len(word), word))
    return "|".join(map(re.escape, ordered))


@cache
def qualifiers(place: str) -> dict[str, Row]:
    """The qualifiers that stand `before` or `after`, by word."""
    return {row["word"]: row for row in table("amount_qualifiers") if row["place"] == place}


@cache
def before() -> re.Pattern[str]:
    """A qualifier at the very end of the text before a number."""
    rows = sorted(qualifiers("before").values(), key=lambda row: (-len(row["word"]), row["word"]))
    words = (f"(?<!{row['guard']}){row['word']}" if row["guard"] else row["word"] for row in rows)
    return re.compile("(?:" + "|".join(words) + ")$")


@cache
def after() -> re.Pattern[str]:
    """A qualifier right behind a unit."""
    rows = sorted(qualifiers("after").values(), key=lambda row: (-len(row["word"]), row["word"]))
    words = (f"{row['word']}(?!{row['guard']})" if row["guard"] else row["word"] for row in rows)
    return re.compile("|".join(words))


@cache
def cues() -> re.Pattern[str]:
    """Every measure word, the longest first."""
    return re.compile(alternatives(row["cue"] for row in table("amount_cues")))


@cache
def money_cues() -> frozenset[str]:
    """The measure words that tell of money, so that their number needs no 元."""
    return frozenset(row["cue"] for row in table("amount_cues") if row["money"] == "yes")


@cache
def heading() -> re.Pattern[str]:
    """The bracket of a column's heading that tells its unit: (万元), (单位:亩), (%)."""
    words = alternatives(units())
    return re.compile(rf"[(（](?:单位[:：])?(?P<power>[十百千万亿]*)(?P<unit>{words})[)）]")


@cache
def near_misses() -> re.Pattern[str]:
    """Set phrases with a number in them, titles and short slogans in quotation marks."""
    # Without a group around the words `re` sees what a match begins with and skips the rest.
    found = _either(row["word"] for row in table("amount_near_misses"))
    return re.compile(rf"{found}|《[^《》\n]{{1,80}}》")


@cache
def abstract() -> re.Pattern[str]:
    """Nouns that a number only enumerates, right behind a classifier."""
    nouns = alternatives(row["noun"] for row in table("amount_abstract"))
    return re.compile(rf"{nouns}(?![一-龥])|{nouns}[的和上中下着入推加全从来为]|方面|环节|层面")


@cache
def noun_stops() -> re.Pattern[str]:
    """Where a noun beside an amount ends."""
    return re.compile(alternatives(row["word"] for row in table("amount_noun_stops")))
