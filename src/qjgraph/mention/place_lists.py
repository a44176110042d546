"""Places in lists that tell the level once: 茅坡、下司两镇, 全旺、莲花等乡镇."""

from __future__ import annotations

import re
from collections.abc import Iterator

from qjgraph.lexicon.gazetteer import gazetteer
from qjgraph.lexicon.place_words import no_places
from qjgraph.mention.place_grammar import Hit
from qjgraph.mention.place_scene import Scene

#: 茅坡、下司两镇; 北关、营坊两个社区; 新立、富饶等3个村.
_LISTED = re.compile(
    r"((?:[\u4e00-\u9fff]{2,5}、){1,8}[\u4e00-\u9fff]{2,5}?)等?"
    r"(?:[两二三四五六七八九十]|\d{1,2})[个条]?(街道|社区|镇|乡|村|县|区|市)(?![级民里等镇])"
)

#: 全旺镇 before 里塘 in 全旺镇里塘、山下等3个村; its first characters may be lost.
_IN_TOWN = re.compile(r"[\u4e00-\u9fff]{1,3}?(?:镇|乡|街道)")

_LISTED_END = re.compile(
    r"[两二三四五六七八九十\d][个条]?(?:街道|社区|镇|乡|村|县|区|市)(?![级民里等镇])"
)

#: 全旺、莲花等乡镇: towns whose level the gazetteer tells.
_TOWNS = re.compile(
    r"((?:[\u4e00-\u9fff]{2,5}、){0,8}[\u4e00-\u9fff]{2,5}?)"
    r"(?:等|等?(?:[两三四五六七八九十]|\d{1,2})个?)"
    r"(?:乡镇|镇乡|镇街|镇\(街道\)|乡镇\(街道\)|镇办|乡镇街道)"
)

_COUNT = re.compile(r"[两二三四五六七八九十\d]")

_TOWNS_END = re.compile(r"[等两三四五六七八九十\d]个?(?:乡镇|镇乡|镇街|镇\(街道\)|镇办)")

_LEVEL_OF = {
    "街道": "township", "社区": "community", "镇": "township", "乡": "township",
    "村": "village", "县": "county", "区": "county", "市": "city",
}  # fmt: skip


def find(here: Scene) -> Iterator[Hit]:
    """The members of every list of an article."""
    # The ends of lists are rare and quick to find; the lists before them are not.
    for match in _LISTED.finditer(here.text) if _LISTED_END.search(here.text) else ():
        yield from _members(here, match)
    for match in _TOWNS.finditer(here.text) if _TOWNS_END.search(here.text) else ():
        yield from _towns(here, match)


def _members(here: Scene, match: re.Match[str]) -> Iterator[Hit]:
    """茅坡 and 下司 of 茅坡、下司两镇, each with the level that stands behind them all."""
    level, begin = match[2], match.start()
    here.counted.add(match.start(2))
    for count, item in enumerate(match[1].split("、")):
        end = begin + len(item)
        start = _trimmed(here, begin, end) if count == 0 else begin
        town = _IN_TOWN.match(here.text, start, end) if level in "社区村" else None
        start = town.end() if town else start
        name = here.text[start:end]
        if len(name) >= 2 and name + level not in no_places():
            whole = _in_full(here, name, level)
            yield Hit(start, end, whole, _LEVEL_OF[level], "place-listed")
        begin = end + 1


def _in_full(here: Scene, name: str, level: str) -> str:
    """民和 of 三个县 is 民和回族土族自治县 to the gazetteer."""
    whole = name if name.endswith(level) else name + level
    if level not in ("县", "区", "市"):
        return whole
    found = gazetteer().lookup(whole, here.path) or gazetteer().lookup(name, here.path)
    return found.name if found and found.level in ("city", "county") else whole


def _towns(here: Scene, match: re.Match[str]) -> Iterator[Hit]:
    """全旺 of 全旺、莲花等乡镇 is 全旺镇 if the home's county has a town of that name.

    Where the towns are counted (全旺、莲花2个乡镇) those that no list has keep their bare names.
    """
    begin = match.start()
    counted = _COUNT.search(here.text, match.end(1), match.end()) is not None
    for item in match[1].split("、"):
        end = begin + len(item)
        first = begin == match.start()
        found = list(_listed_towns(here, begin, end, first))
        if not found and counted and not first and len(item) < 4 and here.whole(begin, end):
            found = [Hit(begin, end, item, "township", "place-listed")]
        yield from found
        begin = end + 1


def _listed_towns(here: Scene, begin: int, end: int, first: bool) -> Iterator[Hit]:
    """The towns of the home's county that a name may be; the first of a list may begin later."""
    for level in ("镇", "乡", "街道"):
        for start in range(begin, end - 1) if first else (begin,):
            name = here.text[start:end] + level
            if here.township(name) >= 4.0:
                yield Hit(start, end, name, "township", "place-listed")


def _trimmed(here: Scene, begin: int, end: int) -> int:
    """Where the first name of a list begins, after the words that lead to it."""
    starts = [at for at in range(begin, end - 1) if here.left(at) >= 2.0]
    inside = [at for at in starts if at > begin]
    return inside[-1] if inside else begin
