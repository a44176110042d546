"""Short forms of divisions' names, made by rule: 衢江 of 衢江区, 昌吉 of 昌吉回族自治州."""

from __future__ import annotations

import re
from functools import cache

from qjgraph.lexicon.tables import table, words

_ENDING = re.compile(
    r"(?:特别行政区|自治区|自治州|自治县|自治旗|地区|林区|特区|新区|矿区"
    r"|管理区|省|市|盟|县|区|旗|州|街道|苏木|镇|乡|社区|村)$"
)
#: What a short form keeps of an autonomous division's level: 昌吉州, 景宁县.
_KEPT = {"自治州": "州", "自治县": "县", "自治旗": "旗"}

#: 乌拉特前旗 without 旗 is no name.
_INSEPARABLE = re.compile(r"[前后中左右东西]旗$")


@cache
def forms(name: str) -> tuple[str, ...]:
    """All short forms of a division's full name, the usual one first; never of one character.

    >>> forms("昌吉回族自治州")
    ('昌吉', '昌吉州')
    >>> forms("忠县")
    ()
    """
    known = _exceptions().get(name)
    if known:
        return known
    ending = _ENDING.search(name)
    if not ending or _INSEPARABLE.search(name):
        return ()
    stem, kept = name[: ending.start()], _KEPT.get(ending[0], "")
    bare = _without_peoples(stem) if kept else stem
    if len(bare) < 2:
        return ()
    return (bare, bare + kept) if kept else (bare,)


def short(name: str) -> str:
    """The usual short form of a division's name, or the name where it has none."""
    return next(iter(forms(name)), name)


def _without_peoples(stem: str) -> str:
    """恩施 of 恩施土家族苗族; 东乡 of 东乡族, whose people is all its name."""
    found = True
    while found:
        found = False
        for people in _peoples():
            if stem.endswith(people) and len(stem) - len(people) >= 2:
                stem, found = stem.removesuffix(people), True
    return stem.removesuffix("族") if len(stem) > 2 else stem


@cache
def _peoples() -> tuple[str, ...]:
    return tuple(sorted(words("place_peoples", "people"), key=lambda word: (-len(word), word)))


@cache
def _exceptions() -> dict[str, tuple[str, ...]]:
    return {row["name"]: tuple(row["short"].split()) for row in table("place_shorts")}
