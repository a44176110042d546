"""Divisions as keys that papers of different homes share, and names without them."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from qjgraph.lexicon.gazetteer import LEVELS, Division, gazetteer, home_chain

#: The nation, where a body needs no division before its name.
NATION = "中国"
#: Endings of divisions that a gazetteer may lack, by level.
_ENDINGS = (
    ("township", ("镇", "乡", "街道", "苏木")),
    ("county", ("县", "区", "旗")),
    ("city", ("市", "州", "盟", "地区")),
    ("province", ("省", "自治区")),
)
_LONGEST = 11
#: A county that the gazetteer lacks; 区 and 市 would open too many other words.
_UNKNOWN = re.compile(r"[\u4e00-\u9fff]{2,3}?县(?!长|级|城(?=[区里内的]|$)|域|道|情|里|内)")


@dataclass(frozen=True, slots=True)
class Area:
    """A division: a key that is the same in every paper, and its depth (0 nation, 1 province …).

    The key is the official code; where the gazetteer lacks the division, the code of the
    narrowest one above it and the names below (`361100/云岭县`).
    """

    key: str
    depth: int

    def holds(self, other: Area) -> bool:
        """Whether another division is this one or lies in it."""
        if self.key in (NATION, other.key):
            return True
        if not self.key.isdigit():
            return other.key.startswith(f"{self.key}/")
        head = self.key
        while head.endswith("00") and len(head) > 2:
            head = head[:-2]
        return other.key.startswith(head)


@lru_cache(maxsize=65536)
def area(name: str, home: str) -> Area | None:
    """The division of a full or short name as a paper of that home means it.

    One that the gazetteer lacks is placed by its ending under the home's wider divisions, so
    that a county's paper and its city's name it alike.
    """
    if name == NATION:
        return Area(NATION, 0)
    chain = home_chain(home)
    for count, division in enumerate(chain, 1):
        if name == division.name or name in division.forms:
            return _area(chain[:count])
    found = gazetteer().lookup(name, home)
    if found is not None and found.level in LEVELS and found.code:
        return Area(found.code, LEVELS.index(found.level) + 1)
    return _unknown(name, chain)


def home_area(home: str) -> Area | None:
    """The division of a paper's home; None for a paper without one."""
    chain = home_chain(home)
    return _area(chain) if chain and chain[-1].level in LEVELS else None


def _area(chain: tuple[Division, ...]) -> Area:
    last = chain[-1]
    depth = LEVELS.index(last.level) + 1 if last.level in LEVELS else len(chain)
    return Area(_key(chain), depth)


def _key(chain: Iterable[Division]) -> str:
    key = ""
    for division in chain:
        key = division.code or (f"{key}/{division.name}" if key else division.name)
    return key


def _unknown(name: str, chain: tuple[Division, ...]) -> Area | None:
    level = next((level for level, ends in _ENDINGS if name.endswith(ends)), "")
    if not level or len(name) < 2:
        return None
    if level == "city" and chain and chain[-1].level in ("city", "county") and name.endswith("市"):
        level = "county"
    depth = LEVELS.index(level)
    above = [d for d in chain if d.level in LEVELS and LEVELS.index(d.level) < depth]
    return Area(_key((*above, Division(name=name, level=level))), depth + 1)


@lru_cache(maxsize=65536)
def without_area(name: str, home: str) -> tuple[Area | None, str]:
    """The division that opens a name, and the rest: 云岭县 and 水利局 of 云岭县水利局.

    Several are taken off one after the other while each lies in the one before (江西省云岭县);
    the narrowest counts.  Nothing is taken off where less than two characters would stay.
    """
    found: Area | None = None
    rest = name
    while True:
        step = _opening(rest, home)
        if step is None:
            return found, rest
        opened, size = step
        if found is not None and not found.holds(opened):
            return found, rest
        found, rest = opened, rest[size:]


@lru_cache(maxsize=65536)
def _opening(name: str, home: str) -> tuple[Area, int] | None:
    chain = home_chain(home)
    for size in range(min(len(name) - 2, _LONGEST), 1, -1):
        head = name[:size]
        if any(head == d.name or head in d.forms for d in chain) or gazetteer().named(head):
            opened = area(head, home)
            if opened is not None:
                return opened, size
    unknown = _UNKNOWN.match(name)
    opened = area(unknown[0], home) if unknown and len(name) >= unknown.end() + 2 else None
    return (opened, unknown.end()) if unknown and opened else None


def nested(one: str, other: str) -> bool:
    """Whether one home is the other or lies in it; unknown homes are only like themselves."""
    if one == other:
        return True
    a = [d.name for d in home_chain(one)]
    b = [d.name for d in home_chain(other)]
    size = min(len(a), len(b))
    return size > 0 and a[:size] == b[:size]
