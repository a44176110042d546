"""Sums that a sentence states: does it add up?

Four forms are checked, those that leave no room for another reading: a share of more than all; a
rise from one number to another beside its percentage; a part (其中) that is more than its whole,
and phases (一期, 二期) or votes beside their total; numbers one after another and their sum
(A、B、C，共 N).  Numbers in figures only.  A round number (约, 近, 余, 多, 以上) is never wrong.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

#: A number in figures with its power and unit; `loose` where it is round or a bound.
_NUMBER = (
    r"(?P<loose>约|近|超过?|逾|至少|不足|不到|达?上)?(?P<digits>\d+(?:\.\d+)?)(?P<more>余|多)?"
    r"(?P<power>万亿|亿|万|千)?(?P<after>余|多|以上)?(?P<unit>[%％元人名户票亩个件套公里吨平方立米千瓦时条家]*)"
)
_AMOUNT = re.compile(_NUMBER)
_POWERS = {None: 1, "千": 10**3, "万": 10**4, "亿": 10**8, "万亿": 10**12}
_FIELD = "[^，,。；;：:0-9]"


@dataclass(frozen=True, slots=True)
class Number:
    """A number with its unit; the bounds are those of its last written place.

    Attributes:
        loose: it is round or a bound.
        begin, end: where it stands in the sentence.
    """

    value: Decimal
    half: Decimal
    unit: str
    loose: bool
    begin: int
    end: int

    @property
    def low(self) -> Decimal:
        """The least that is written so."""
        return self.value - self.half

    @property
    def high(self) -> Decimal:
        """The most that is written so."""
        return self.value + self.half


@dataclass(frozen=True, slots=True, kw_only=True)
class Sum:
    """A calculation that a sentence states.

    Attributes:
        form: share, growth, part or total.
        holds: whether it adds up.
        said: the words it stands in.
        zh, en: what was compared with what.
    """

    form: str
    holds: bool
    said: str
    zh: str
    en: str


def numbers(sentence: str) -> list[Number]:
    """All numbers in figures, with power and unit."""
    return [_number(match) for match in _AMOUNT.finditer(sentence)]


def _number(match: re.Match[str]) -> Number:
    digits = Decimal(match["digits"])
    power = _POWERS[match["power"]]
    exponent = digits.as_tuple().exponent
    half = Decimal(1).scaleb(exponent if isinstance(exponent, int) else 0) / 2
    counted = match["power"] is None and exponent == 0 and "%" not in match["unit"]
    loose = bool(match["loose"] or match["more"] or match["after"])
    return Number(
        digits * power, Decimal(0) if counted else half * power, match["unit"].replace("％", "%"),
        loose, match.start("digits"), match.end(),
    )  # fmt: skip


def sums(sentence: str) -> list[Sum]:
    """The calculations that a sentence states, in the order of the forms."""
    return [found for form in _FORMS for found in form(sentence)]


def _shown(value: Decimal) -> str:
    return f"{value.normalize():f}"


# ------------------------------------------------------------------------------- share

_SHARE = re.compile(r"占(?:比)?(?:[^，,。；;0-9增升高长倍]{0,12}?)(\d+(?:\.\d+)?)[%％]")


def _shares(sentence: str) -> Iterator[Sum]:
    for match in _SHARE.finditer(sentence):
        if Decimal(match[1]) > 100:
            yield Sum(
                form="share", holds=False, said=match[0],
                zh=f"占比 {match[1]}% 超过全部。", en=f"A share of {match[1]}% is more than all.",
            )  # fmt: skip


# ------------------------------------------------------------------------------ growth

_TO = "(?:增加|增长|增|提高|提升|上升|扩大|下降|降低|降|减少|减)(?:到|至)"
_GROWTH = re.compile(
    rf"[从由](?P<lead>{_FIELD}{{0,20}}?(?:\d{{4}}年{_FIELD}{{0,6}}?)?的?)(?P<old>\d[^，,。；;]{{0,14}}?)"
    rf"{_TO}(?P<middle>{_FIELD}{{0,8}}?(?:\d{{4}}年{_FIELD}{{0,6}}?)?的?)(?P<new>\d[^，,。；;]{{0,10}})[，,、]"
    r"(?P<turn>增长|提高|上升|增幅|增加|提升|下降|降幅|降低|减少)(?:了|达到?|为)?"
    r"(?P<rate>\d+(?:\.\d+)?)[%％]"
)
_DOWN = ("下降", "降幅", "降低", "减少")


def _growths(sentence: str) -> Iterator[Sum]:
    for match in _GROWTH.finditer(sentence):
        old, new = (_only(match[name]) for name in ("old", "new"))
        if old is None or new is None:
            continue
        if old.unit == new.unit and "%" not in old.unit and old.low > 0:
            yield _growth(match, old, new)


def _only(words: str) -> Number | None:
    """The exact number that words are, with nothing else but blanks."""
    found = numbers(words)
    alone = len(found) == 1 and not found[0].loose and found[0].end == len(words.rstrip())
    return found[0] if alone and found[0].unit else None


def _growth(match: re.Match[str], old: Number, new: Number) -> Sum:
    down = match["turn"] in _DOWN
    rate = _number(_AMOUNT.match(match["rate"] + "%"))  # type: ignore[arg-type]
    low, high = new.low / old.high * 100 - 100, new.high / old.low * 100 - 100
    low, high = (-high, -low) if down else (low, high)
    real = (1 - new.value / old.value if down else new.value / old.value - 1) * 100
    before, after = _shown(old.value), _shown(new.value)
    # papers round percentages, and some cut them off
    cut = rate.value + 2 * rate.half
    return Sum(
        form="growth", holds=low <= cut and rate.low <= high, said=match[0],
        zh=f"由 {before} 到 {after} 是 {real:.1f}%，文中为 {match['rate']}%。",
        en=f"From {before} to {after} is {real:.1f}%, the text has {match['rate']}%.",
    )  # fmt: skip


# ------------------------------------------------------------------- parts of a whole

_WHOLE = re.compile(
    r"(?:总投资|总面积|总人数|共有?|共计|合计|总计|全[市县区镇村]有|总数)[^，,。；;0-9]{0,6}$"
)
#: Units that say what is counted; of 个 and 条 part and whole may be different things.
_ALONE = ("元", "人", "名", "户", "票", "亩")
_PHASE = re.compile(r"[一二三四五]期[^，,。；;0-9]{0,8}$")


def _parts(sentence: str) -> Iterator[Sum]:
    """Parts after 其中 beside the number before it."""
    head, among, rest = sentence.partition("其中")
    wholes = [n for n in numbers(head) if _WHOLE.search(head[: n.begin]) and n.unit]
    if not among or not wholes or re.search("[。；;]", rest[:-1]):
        return
    whole = wholes[-1]
    told = [n for n in numbers(rest) if n.unit == whole.unit]
    phases = [n for n in told if _PHASE.search(rest[: n.begin])]
    if len(phases) > 1 and len(phases) == len(told):
        yield _compared(sentence, "part", phases, whole, exact=False)
    elif told and whole.unit in _ALONE and not (whole.loose or told[0].loose):
        yield _compared(sentence, "part", told[:1], whole, exact=False)


def _compared(
    sentence: str, form: str, parts: Sequence[Number], whole: Number, *, exact: bool
) -> Sum:
    """Parts beside their whole; they must not exceed it, and where `exact` must reach it."""
    low, high = (
        sum(each, Decimal(0)) for each in zip(*((n.low, n.high) for n in parts), strict=True)
    )
    loose = whole.loose or any(part.loose for part in parts)
    holds = loose or (low <= whole.high and (not exact or high >= whole.low))
    shown = "+".join(_shown(part.value) for part in parts)
    total = _shown(sum((part.value for part in parts), Decimal(0)))
    equal = "" if len(parts) == 1 else f"={total}"
    return Sum(
        form=form, holds=holds, said=sentence,
        zh=f"{shown}{equal}，总数为 {_shown(whole.value)}。",
        en=f"{shown}{equal}, the whole is {_shown(whole.value)}.",
    )  # fmt: skip


# ---------------------------------------------------------------------- explicit sums

_ITEM = rf"{_FIELD}{{1,12}}?\d+(?:\.\d+)?(?:万亿|亿|万|千)?"
_TOTAL = re.compile(
    rf"(?P<items>{_ITEM}(?P<unit>元|人|名|户|票|亩|件|套|公里|吨|平方米|千瓦|条|家)"
    rf"(?:[、，,]{_ITEM}(?P=unit))+)[，,](?:共计|合计|总计|共)(?P<total>\d+(?:\.\d+)?(?:万亿|亿|万|千)?(?P=unit))"
)
_NOT_ALL = re.compile("累计|其中|分别|至此|以来|已|新增|还有|包括|同比|约|近|超|余|多|以上")


def _totals(sentence: str) -> Iterator[Sum]:
    for match in _TOTAL.finditer(sentence):
        parts = numbers(match["items"])
        if not _NOT_ALL.search(match[0]) and all(part.unit for part in parts):
            yield _compared(match[0], "total", parts, numbers(match["total"])[0], exact=True)


_VOTES = re.compile(
    r"(?P<whole>\d+)(?:人|名|票)[^。；;]{0,40}?(?:赞成|同意)(?:票)?(?P<yes>\d+)票?"
    r"[，,、](?:反对)(?:票)?(?P<no>\d+)票?[，,、](?:弃权)(?:票)?(?P<none>\d+)票?"
)


def _votes(sentence: str) -> Iterator[Sum]:
    """Votes beside those present: no more votes than people."""
    for match in _VOTES.finditer(sentence):
        whole, *votes = (numbers(match[name])[0] for name in ("whole", "yes", "no", "none"))
        yield _compared(match[0], "part", votes, whole, exact=False)


_FORMS: tuple[Callable[[str], Iterator[Sum]], ...] = (_shares, _growths, _parts, _votes, _totals)
