"""Numbers as Chinese newspapers write them, read as `Decimal`.

`parse` reads one number in any of the usual writings: Arabic (`12,680,000.00`), mixed
(`1.35万`, `3亿5000万`), Chinese (`三百二十`, `两万三`), financial (`壹仟贰佰`), positional
(`二〇二五`), with a filler such as 余, 多, 来 or 几 inside (`两千余`), and 半.  Range pairs such as
`七八` or `三四十` are read by `parse_pair`.
"""

from __future__ import annotations

import re
from decimal import Decimal
from functools import lru_cache
from typing import Final

#: One writing of each digit and power; the financial and traditional forms, full width to half.
_PLAIN: Final = str.maketrans(
    "０１２３４５６７８９．，壹贰貳叁參肆伍陆陸柒捌玖零○Ｏ拾佰仟萬億两兩俩廿",
    "0123456789.,一二二三三四五六六七八九〇〇〇十百千万亿二二二念",
)
_DIGITS: Final = {char: value for value, char in enumerate("〇一二三四五六七八九")}
_POWERS: Final = {"亿": 8, "万": 4, "千": 3, "百": 2, "十": 1}
_COMMAS: Final = re.compile(r"(?<=\d),(?=\d{3}(?!\d))")
_BLANKS: Final = re.compile(r"\s+")
_ARABIC: Final = re.compile(r"\d+(?:\.\d+)?")
_POSITIONAL: Final = re.compile(r"[〇一二三四五六七八九]+")
_POINT: Final = re.compile(r"([〇一二三四五六七八九十百千]+)点([〇一二三四五六七八九]+)([万亿]*)")
_FILLER: Final = re.compile(r"(?<=[\d十百千万亿])[余多来几](?=[十百千万亿]|$)|[余多来]$")
_PAIR: Final = re.compile(r"([一二三四五六七八])([二三四五六七八九])([十百千万亿]*)")

#: No number of the news has more characters or more digits; what has is not read.
_LONGEST: Final = 40
_LARGEST: Final = 18
#: The characters a Chinese number is made of, for a character class of another regex.
HAN: Final = "〇零○一二三四五六七八九十百千万亿两"
FINANCIAL_DIGITS: Final = "壹贰叁肆伍陆柒捌玖"
#: A number in financial characters; alone most of them are other words (队伍, 着陆).
FINANCIAL: Final = f"[{FINANCIAL_DIGITS}][拾佰仟万亿][壹贰叁肆伍陆柒捌玖拾佰仟万亿零]*"


def parse(text: str) -> Decimal | None:
    """The number that `text` writes, None where it writes none or one beyond all counting.

    >>> parse("1.35万"), parse("两万三"), parse("二〇二五"), parse("两千余")
    (Decimal('13500'), Decimal('23000'), Decimal('2025'), Decimal('2000'))
    """
    plain = _plain(text)
    value = _parse(plain) if len(plain) <= _LONGEST else None
    return value if value is None or value.adjusted() < _LARGEST else None


def parse_pair(text: str) -> tuple[Decimal, Decimal] | None:
    """The two numbers of a pair of neighbouring digits: 七八 is 7 to 8, 三四十 is 30 to 40.

    None for other text, and for 一二, which lists (一二类) rather than estimates.
    """
    match = _PAIR.fullmatch(_plain(text))
    if match is None or text.startswith("一二") or _DIGITS[match[2]] != _DIGITS[match[1]] + 1:
        return None
    low, high = (parse(match[at] + match[3]) for at in (1, 2))
    return (low, high) if low is not None and high is not None else None


def whole(text: str) -> int | None:
    """The whole number that `text` writes (a day, a month), None where it writes none."""
    value = parse(text)
    return int(value) if value is not None and value == value.to_integral_value() else None


@lru_cache(maxsize=4096)
def _plain(text: str) -> str:
    plain = _BLANKS.sub("", text.translate(_PLAIN)).replace("念", "二十")
    return _FILLER.sub("", _COMMAS.sub("", plain))


@lru_cache(maxsize=4096)
def _parse(plain: str) -> Decimal | None:
    if plain == "半":
        return Decimal("0.5")
    if _ARABIC.fullmatch(plain):
        return _tidy(Decimal(plain))
    if _POSITIONAL.fullmatch(plain) and (len(plain) > 3 or "〇" in plain[:-1]):
        return _positional(plain)
    if match := _POINT.fullmatch(plain):
        return _with_point(match)
    return _tidy(_sum(plain, 10**17))


def _tidy(value: Decimal | None) -> Decimal | None:
    """Without the zeros that a power leaves behind the point: 1.35万 is 13500, not 13500.00."""
    if value is None or value.adjusted() >= _LARGEST:
        return None
    return value.quantize(Decimal(1)) if value == value.to_integral_value() else value.normalize()


def _positional(plain: str) -> Decimal:
    return Decimal("".join(str(_DIGITS[char]) for char in plain))


def _with_point(match: re.Match[str]) -> Decimal | None:
    before = _parse(match[1])
    if before is None:
        return None
    value = before + _positional(match[2]).scaleb(-len(match[2]))
    return _tidy(value.scaleb(sum(_POWERS[char] for char in match[3])))


def _sum(plain: str, limit: int) -> Decimal | None:
    """A number below `limit`, split at its largest power: left times the power plus right."""
    for char, power in _POWERS.items():
        at = plain.rfind(char)
        if at >= 0:
            return _split(plain[:at], power, plain[at + 1 :], limit)
    return _unit(plain, limit)


def _split(left: str, power: int, right: str, limit: int) -> Decimal | None:
    size = 10**power
    head = Decimal(1) if not left else _head(left, power, limit)
    tail = Decimal(0) if not right else _tail(right, size)
    if head is None or tail is None:
        return None
    return Decimal(head * size + tail)


def _head(left: str, power: int, limit: int) -> Decimal | None:
    """What stands before a power: any number before 万 and 亿, one digit before the others."""
    return _sum(left, 10**12) if power >= 4 else _unit(left, min(limit, 10**4))


def _tail(right: str, size: int) -> Decimal | None:
    """What follows a power: below it, or one digit of the next power (两万三 is 23,000)."""
    if len(right) == 1 and right in _DIGITS and right != "〇" and size >= 100:
        return Decimal(_DIGITS[right]) * size / 10
    if right == "半":
        return Decimal(size) / 2
    return _sum(right.lstrip("〇"), size)


def _unit(plain: str, limit: int) -> Decimal | None:
    """A number without a power: one Chinese digit or an Arabic number."""
    if plain in _DIGITS:
        return Decimal(_DIGITS[plain])
    if _ARABIC.fullmatch(plain):
        value = Decimal(plain)
        return value if value < limit else None
    return None
