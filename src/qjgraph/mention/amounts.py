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
from functools import cache

from qjgraph.mention import amount_words as w
from qjgraph.mention.amount_words import Unit
from qjgraph.mention.numerals import parse, parse_pair
from qjgraph.mention.stretches import Stretches
from qjgraph.model import AmountValue


@dataclass(frozen=True, slots=True, kw_only=True)
class AmountHit:
    """An amount found in a text.

    Attributes:
        begin, end: half-open positions in the text, qualifiers included (约3亿元).
        noun: what is counted (塔吊 of 3台塔吊), as far as the words beside it tell.
        cue: the measure word before it (总投资), or empty.
        rule: the rule of `data/lexicon/rules/amounts.yaml`.
    """

    begin: int
    end: int
    value: AmountValue
    noun: str
    cue: str
    rule: str


@dataclass(frozen=True, slots=True)
class _Reading:
    """The number of an amount: both ends (equal where there is one), and how it is meant."""

    low: Decimal
    high: Decimal
    approx: bool
    bare: bool


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
    hits = (_hit(text, match) for match in _candidates(text, blocked))
    return list(_merged(text, (hit for hit in hits if hit is not None)))


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


# ------------------------------------------------------------------------ candidates


@cache
def _pattern() -> re.Pattern[str]:
    unit, number = w.unit_pattern(), w.NUMBER
    range_ = rf"(?:(?P<unit0>{unit})?{w.TO}(?:约)?{w.CURRENCY}?(?P<n2>{number}))?"
    tenths = r"(?P<tenths>[一二两三四五六七八九\d](?:\.\d)?)成(?P<half>半)?" + _NOT_TENTHS
    percent = rf"百分之(?P<pc>{number})(?:{w.TO}(?:百分之)?(?P<pc2>{number}))?"
    money = (
        rf"(?P<cur>{w.CURRENCY}) ?(?P<n0>{number})"
        rf"(?:{w.TO}{w.CURRENCY}?(?P<n02>{number}))?(?P<unit1>{unit})?"
    )
    free = r"(?<![0-9A-Za-z第])(?<![0-9][.:/,\-—~～])"
    measure = (
        rf"(?P<sign>(?<![0-9A-Za-z])-)?(?P<n>{number}){range_}"
        rf"(?: (?=[%％]))?(?P<unit>{unit}){_PLUS}?"
    )
    shares = r"(?P<ns>\d+(?:\.\d+)?)(?=(?:[、和]\d+(?:\.\d+)?)+(?P<units>个百分点|百分点|%))"
    bare = rf"(?P<nb>{number})(?<=[万亿余多])(?:(?![一-龥A-Za-z0-9%])|(?=以[上下]|左右))"
    return re.compile(f"{percent}|{money}|{free}(?:{tenths}|{measure}|{shares}|{bare})")


_PLUS = "(?P<plus>半(?![天个径数年月价封导成决程路场自挂]))"
_NOT_TENTHS = "(?![立功为员果本长效熟绩都品套交型林人年千百语就份因分败婚名色片群行双文章形像渝不])"
_CELL = re.compile(rf"(?P<pre>约|近|超|逾)?(?P<n>-?{w.NUMBER})(?P<post>左右|以上|余)?")


def _candidates(text: str, blocked: Stretches) -> Iterator[re.Match[str]]:
    """The matches of the pattern outside the blocked stretches."""
    search, begin = _pattern().search, 0
    while match := search(text, begin):
        held = blocked.over(match.start(), match.end())
        if held is None:
            yield match
        begin = match.end() if held is None else max(held, match.start() + 1)


def _slogans(text: str) -> Iterator[tuple[int, int]]:
    """Short quotations that begin with a Chinese number: “三篇文章”, “五个更加突出”."""
    return (match.span() for match in _SLOGAN.finditer(text))


_SLOGAN = re.compile(
    '[“‘「"][一二两三四五六七八九十百千万双][^“”‘’「」",，。;:、!?\n]{1,10}[”’」"]'
)


# ---------------------------------------------------------------------- one amount


def _hit(text: str, match: re.Match[str]) -> AmountHit | None:
    unit = _unit(match)
    reading = None if unit is None else _reading(match, unit)
    if unit is None or reading is None:
        return None
    begin, qualifier = _before(text, match.start(), reading, unit)
    end, behind = _after(text, match.end())
    qualifier = _stronger(qualifier, behind) or ("approx" if reading.approx else "exact")
    if (reading.bare and qualifier == "exact") or _only_article(match, unit):
        return None
    noun = "" if unit.kind == "share" else _noun(text, begin, end, unit.kind == "count")
    if unit.kind == "count" and w.abstract().match(text, end):
        return None
    value = _value(reading, unit, qualifier, text[begin:end])
    rule = _rule(value, unit, text, end)
    return AmountHit(begin=begin, end=end, value=value, noun=noun, cue=_cue(text, begin), rule=rule)


def _unit(match: re.Match[str]) -> Unit | None:
    """The unit of a match; None where it does not go with this number or range."""
    if match["tenths"] or match["pc"] or match["ns"]:
        return w.units()["%"]
    if match["nb"]:
        # 总投资1.2亿: without its unit a number is money only behind a measure of money.
        cue = _cue(match.string, match.start())
        return w.units()["元"] if cue in w.money_cues() else None
    if match["cur"]:
        code = w.CURRENCY_CODES[match["cur"]]
        found = w.units()[match["unit1"]] if match["unit1"] else None
        if found is not None and found.kind != "money":
            return None
        return Unit(code if found is None else found.code, Decimal(1), "money", False)
    unit = w.units()[match["unit"]]
    first = w.units()[match["unit0"]] if match["unit0"] else unit
    if first.code != unit.code or (unit.arabic and not match["n"][0].isascii()):
        return None
    if unit.code == "年" and _CALENDAR_YEAR.fullmatch(match["n"]):
        return None
    if _is_rank_or_time(match.string[match.start() - 1 : match.start()], unit):
        return None
    return unit


def _is_rank_or_time(before: str, unit: Unit) -> bool:
    """前三名, 3时16分: what stands before the number makes it no amount."""
    if before == "前":
        return unit.code in ("名", "位")
    return unit.kind == "score" and before in ("时", "点")


_CALENDAR_YEAR = re.compile("(?:19|20)[0-9]{2}")


def _reading(match: re.Match[str], unit: Unit) -> _Reading | None:
    if match["tenths"]:
        value = parse(match["tenths"])
        if value is None:
            return None
        value = _tidy((value + (_HALF if match["half"] else 0)) * 10)
        return _Reading(value, value, False, False)
    first = match["n"] or match["n0"] or match["pc"] or match["nb"] or match["ns"]
    last = match["n2"] or match["n02"] or match["pc2"]
    reading = _pair(first) if not last else _range(first, last)
    if reading is None:
        return None
    if match["pc"]:
        reading = replace(reading, bare=False)
    more = _HALF if match["plus"] or (match["unit"] or "").startswith("个半") else Decimal(0)
    return _scaled(reading, unit.scale * (-1 if match["sign"] else 1), more)


def _scaled(reading: _Reading, factor: Decimal, more: Decimal = Decimal(0)) -> _Reading:
    low, high = sorted(_tidy((end + more) * factor) for end in (reading.low, reading.high))
    return replace(reading, low=low, high=high)


_HALF = Decimal("0.5")


def _tidy(value: Decimal) -> Decimal:
    whole = value.to_integral_value()
    return whole.quantize(Decimal(1)) if value == whole else value.normalize()


def _pair(number: str) -> _Reading | None:
    """A single number, or the two of a pair such as 七八."""
    if pair := parse_pair(number):
        return _Reading(pair[0], pair[1], True, False)
    value = parse(number)
    if value is None:
        return None
    approx = any(filler in number for filler in "余多来几")
    return _Reading(value, value, approx, number[0] in "百千万亿" and not approx)


def _range(first: str, last: str) -> _Reading | None:
    """Two ends: the powers of the second hold for the first too in 6至8亿."""
    low, high = parse(first), parse(last)
    if low is None or high is None:
        return None
    powers = _POWERS.search(last)
    if powers and not _POWERS.search(first) and low < (parse(last[: powers.start()]) or 0):
        low = low * high / (parse(last[: powers.start()]) or 1)
    return _Reading(low, high, False, False) if low < high else None


_POWERS = re.compile("[十百千万亿]+$")


def _before(text: str, begin: int, reading: _Reading, unit: Unit) -> tuple[int, str]:
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


def _only_article(match: re.Match[str], unit: Unit) -> bool:
    """一台, 一斤, 半个: the number says no more than an article."""
    if unit.kind in ("fold", "share") or match["n"] not in ("一", "半"):
        return False
    return not (match["n2"] or match["plus"] or match["unit"].startswith("个半"))


def _value(reading: _Reading, unit: Unit, qualifier: str, text: str) -> AmountValue:
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


def _noun(text: str, begin: int, end: int, counted: bool) -> str:
    """The noun behind the amount, else for a count the one right before it (泵站12座)."""
    match = _BEHIND.match(text, end)
    if match:
        noun = w.noun_stops().split(match.group(1))[0]
        if noun:
            return noun
    if not counted:
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


def _cell(text: str, begin: int, end: int, unit: Unit, scale: Decimal) -> AmountHit | None:
    match = _CELL.fullmatch(text[begin:end].strip())
    reading = None if match is None else _signed(match["n"])
    if match is None or reading is None:
        return None
    pre = w.qualifiers("before").get(match["pre"] or "")
    post = w.qualifiers("after").get(match["post"] or "")
    word = _stronger(pre["qualifier"] if pre else "", post["qualifier"] if post else "")
    own = _POWERS.search(match["n"].rstrip("余多"))
    scaled = _scaled(reading, unit.scale * (Decimal(1) if own else scale))
    value = _value(scaled, unit, word or ("approx" if reading.approx else "exact"), text[begin:end])
    return AmountHit(begin=begin, end=end, value=value, noun="", cue="", rule="amount-cell")


def _signed(number: str) -> _Reading | None:
    reading = _pair(number.lstrip("-"))
    if reading is None or not number.startswith("-"):
        return reading
    return replace(reading, low=-reading.high, high=-reading.low)
