"""Amounts in a text: a number with its unit and the words that qualify it.

`find` reads running text, `find_cells` the bare numbers under a table's heading that tells
the unit.  What an amount measures is for the relate stage to say; a hit only carries the words
next to it that help: the noun counted and the measure word before it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from qjgraph.mention import amount_words as w
from qjgraph.mention.amount_numbers import (
    Reading,
    has_power,
    pattern,
    read_number,
    reading_of,
    scaled,
    unit_of,
)
from qjgraph.mention.amount_words import Unit
from qjgraph.mention.numerals import parse
from qjgraph.mention.stretches import Stretches
from qjgraph.model import AmountValue


@dataclass(frozen=True, slots=True, kw_only=True)
class AmountHit:
    """An amount found in a text.

    Attributes:
        begin, end: half-open positions in the text, qualifiers included (约3亿元).
        noun: what is counted (水泵 of 3台水泵), as far as the words beside it tell.
        cue: the measure word before it (总投资), or empty.
        rule: the rule of `data/lexicon/rules/amounts.yaml`.
    """

    begin: int
    end: int
    value: AmountValue
    noun: str
    cue: str
    rule: str


def find(text: str, *, skip: Sequence[tuple[int, int]] = ()) -> list[AmountHit]:
    """All amounts of a text in its order.

    Args:
        text: a view's text.
        skip: stretches that are no amounts, such as the dates found before.

    Durations get the rule `amount-duration`, criteria such as 5000万元以上项目 the rule
    `amount-criterion`; the caller may drop them.
    """
    misses = (match.span() for match in w.near_misses().finditer(text))
    blocked = Stretches([*skip, *misses, *_slogans(text)])
    return list(_merged(text, _found(text, blocked)))


def find_cells(text: str, cells: Iterable[tuple[int, int]], *, heading: str) -> list[AmountHit]:
    """The bare numbers in the cells of a table's column.

    Args:
        text: a view's text.
        cells: the stretches of the cells; one that is not a number alone gives no hit.
        heading: the column's heading; its bracket tells the unit: 总投资(万元), 完成率(%).
    """
    found = w.heading().search(heading)
    if found is None:
        return []
    scale, unit = parse(found["power"]) if found["power"] else Decimal(1), w.units()[found["unit"]]
    hits = (_cell(text, begin, end, unit, scale or Decimal(1)) for begin, end in cells)
    cue = heading[: found.start()].strip()
    return [replace(hit, cue=cue) for hit in hits if hit is not None]


# ---------------------------------------------------------------------- one amount


def _found(text: str, blocked: Stretches) -> Iterator[AmountHit]:
    """The amounts outside the blocked stretches, in their order."""
    search, begin = pattern(ranges=True).search, 0
    while match := search(text, begin):
        held = blocked.over(match.start(), match.end())
        hit, begin = (None, held) if held is not None else _one(text, match)
        begin = max(begin, match.start() + 1)
        if hit is not None:
            yield hit


def _one(text: str, match: re.Match[str]) -> tuple[AmountHit | None, int]:
    """The amount of a match and where to read on; two amounts where it is no range after all."""
    hit = None if _is_change(text, match) else _hit(text, match)
    second = match.start("n2")
    if hit is not None or second < 0:
        return hit, match.end()
    alone = pattern(ranges=False).match(text, match.start())
    return (_hit(text, alone) if alone else None), second


def _is_change(text: str, match: re.Match[str]) -> bool:
    """由3个到12个 tells two numbers, not a range."""
    return match.start("n2") >= 0 and text[match.start() - 1 : match.start()] == "由"


def _slogans(text: str) -> Iterator[tuple[int, int]]:
    """Short quotations that begin with a Chinese number: “三篇文章”, “五个更加突出”."""
    return (match.span() for match in _SLOGAN.finditer(text))


_SLOGAN = re.compile(
    '[“‘「"][一二两三四五六七八九十百千万双][^“”‘’「」",，。;:、!?\n]{1,10}[”’」"]'
)


def _hit(text: str, match: re.Match[str]) -> AmountHit | None:
    unit = unit_of(match, _cue(text, match.start()) if match["nb"] else "")
    reading = None if unit is None else reading_of(match, unit)
    if unit is None or reading is None or _only_enumerates(text, match, unit):
        return None
    begin, before = _before(text, match.start(), reading, unit)
    end, behind = _after(text, match.end())
    qualifier = _stronger(before, behind) or ("approx" if reading.approx else "exact")
    if reading.bare and qualifier == "exact":
        return None
    value = _value(reading, unit, qualifier, text[begin:end])
    return AmountHit(
        begin=begin, end=end, value=value, noun=_noun(text, begin, end, unit.kind),
        cue=_cue(text, begin), rule=_rule(value, unit, text, end),
    )  # fmt: skip


def _only_enumerates(text: str, match: re.Match[str], unit: Unit) -> bool:
    """一台, 一斤: no more than an article; 三个方面: no more than a heading."""
    if unit.kind == "count" and w.abstract().match(text, match.end()):
        return True
    if unit.kind in ("fold", "share") or match["n"] not in ("一", "半"):
        return False
    return not (match["n2"] or match["plus"] or match["unit"].startswith("个半"))


def _before(text: str, begin: int, reading: Reading, unit: Unit) -> tuple[int, str]:
    """Where the words before the number begin that qualify it, and how they do."""
    match = w.before().search(text, max(0, begin - 6), begin)
    if match is None:
        return begin, ""
    row = w.qualifiers("before")[match.group()]
    fits = not row["bare"] or reading.bare or (row["bare"] == "share" and unit.kind == "share")
    return (match.start(), row["qualifier"]) if fits else (begin, "")


def _after(text: str, end: int) -> tuple[int, str]:
    match = w.after().match(text, end)
    if match is None:
        return end, ""
    return match.end(), w.qualifiers("after")[match.group()]["qualifier"]


def _stronger(first: str, second: str) -> str:
    """A bound tells more than approx: 约3000人以上 is at least 3000."""
    return first if first in ("min", "max") or not second else second


def _value(reading: Reading, unit: Unit, qualifier: str, text: str) -> AmountValue:
    low: Decimal | None = reading.low
    high: Decimal | None = reading.high
    value = reading.low if reading.low == reading.high else None
    if qualifier == "min":
        value, high = None, None
    if qualifier == "max":
        value, low = None, None
    return AmountValue(
        value=value, minimum=low, maximum=high, unit=unit.code, qualifier=qualifier, text=text
    )


def _rule(value: AmountValue, unit: Unit, text: str, end: int) -> str:
    if unit.kind == "duration":
        return "amount-duration"
    if unit.kind in ("money", "area") and _is_criterion(value, text, end):
        return "amount-criterion"
    if value.value is None and value.minimum is not None and value.maximum is not None:
        return "amount-range"
    if unit.kind in ("share", "fold"):
        return "amount-percent" if unit.kind == "share" else "amount-fold"
    if value.qualifier != "exact":
        return f"amount-{value.qualifier}"
    return "amount-count" if unit.kind == "count" else "amount-exact"


def _is_criterion(value: AmountValue, text: str, end: int) -> bool:
    """5000万元以上项目, 超10亿元的项目: which ones are meant, not how much one has."""
    if value.qualifier not in ("min", "max"):
        return False
    bound = value.text[-1] in "上下内"
    return bool(_MEANT.match(text, end) if bound else _MEANT_OF.match(text, end))


_KINDS = "(?:项目|企业|工业|产业|单位|商品|住宅|工程|市场)"
_MEANT = re.compile(f"的?[一-龥]{{0,6}}?{_KINDS}")
_MEANT_OF = re.compile(f"(?:的[一-龥]{{0,6}}?)?{_KINDS}")


# ------------------------------------------------------------- the words beside it


def _cue(text: str, begin: int) -> str:
    """The last measure word close before the number in its clause."""
    window = _CLAUSE.split(text[max(0, begin - 14) : begin])[-1]
    found = ""
    for match in w.cues().finditer(window):
        between = window[match.end() :]
        near = len(between) <= 6 if len(match.group()) > 1 else _LINK.fullmatch(between)
        found = match.group() if near else found
    return found


#: What may stand between a cue of one character (长, 宽) and its number.
_LINK = re.compile("(?:约|达|达到|为|有|近|超)?")


def _noun(text: str, begin: int, end: int, kind: str) -> str:
    """The noun behind the amount, else for a count the one right before it (泵站12座)."""
    match = None if kind == "share" else _BEHIND.match(text, end)
    if match:
        noun = w.noun_stops().split(match.group(1))[0]
        if noun:
            return noun
    if kind != "count":
        return ""
    before = w.noun_stops().split(_CLAUSE.split(text[max(0, begin - 8) : begin])[-1])[-1]
    return before if _HAN_ONLY.fullmatch(before) else ""


_CLAUSE = re.compile("[,，。;；:：、!?！？\n()（）“”]")
_BEHIND = re.compile(r"的?([一-龥A-Za-z·]{1,12})")
_HAN_ONLY = re.compile("[一-龥]{1,8}")

# ----------------------------------------------------------------- twice the same


def _merged(text: str, hits: Iterable[AmountHit]) -> Iterator[AmountHit]:
    """壹仟元整(¥1,000.00) is one amount: the bracket repeats what stands before it."""
    last: AmountHit | None = None
    for hit in hits:
        if last is not None and (close := _repeats(text, last, hit)):
            words = text[last.begin : close]
            value = replace(last.value, text=words)
            last = replace(last, end=close, value=value, rule="amount-bracket")
            continue
        if last is not None:
            yield last
        last = hit
    if last is not None:
        yield last


def _repeats(text: str, first: AmountHit, second: AmountHit) -> int:
    """The end of a bracket that says the amount before it again, else 0."""
    same = first.value.minimum == second.value.minimum and first.value.unit == second.value.unit
    between, close = text[first.end : second.begin], text[second.end : second.end + 2].lstrip("整")
    if same and _OPEN.fullmatch(between) and close[:1] in (")", "）"):
        return text.index(close[0], second.end) + 1
    return 0


_OPEN = re.compile("整?(?:人民币)? ?[(（](?:大写|小写|人民币|即|计|[:： ])*")


# ---------------------------------------------------------------------------- cells


_CELL = re.compile(rf"(?P<pre>约|近|超|逾)?(?P<n>-?{w.NUMBER})(?P<post>左右|以上|余)?")


def _cell(text: str, begin: int, end: int, unit: Unit, scale: Decimal) -> AmountHit | None:
    match = _CELL.fullmatch(text[begin:end].strip())
    reading = None if match is None else _signed(match["n"])
    if match is None or reading is None:
        return None
    pre = w.qualifiers("before").get(match["pre"] or "")
    post = w.qualifiers("after").get(match["post"] or "")
    word = _stronger(pre["qualifier"] if pre else "", post["qualifier"] if post else "")
    factor = unit.scale * (Decimal(1) if has_power(match["n"]) else scale)
    value = _value(
        scaled(reading, factor),
        unit,
        word or ("approx" if reading.approx else "exact"),
        text[begin:end],
    )
    return AmountHit(begin=begin, end=end, value=value, noun="", cue="", rule="amount-cell")


def _signed(number: str) -> Reading | None:
    reading = read_number(number.lstrip("-"))
    if reading is None or not number.startswith("-"):
        return reading
    return replace(reading, low=-reading.high, high=-reading.low)
