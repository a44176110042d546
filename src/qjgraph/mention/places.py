"""Places: divisions named in full or short, 我区 and 全县, and names known by their endings.

Five grammars look at one article; where what they found overlaps, the longest counts.  A
chain (全旺镇里塘村) gives each member.  Names inside longer names of bodies, projects and
events are found here as well; linking drops them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache

from qjgraph.lexicon.gazetteer import MUNICIPALITIES, gazetteer, home_chain, resolve
from qjgraph.lexicon.place_words import (
    Known,
    ambiguous,
    by_chance,
    known_in,
    neighbours,
    parts_of_towns,
)
from qjgraph.lexicon.rules import confidence
from qjgraph.lexicon.tokens import Tokens, first_word, is_known, tokens
from qjgraph.mention import place_grammar, place_lists
from qjgraph.mention.place_bodies import CREDIT, OF_BODY, of_body
from qjgraph.mention.place_grammar import BANKS, Hit
from qjgraph.mention.place_scene import CHAIN, SURE, WORD, Scene, is_han, scene
from qjgraph.model import Article, Kind, Mention

_WORK = re.compile(r"《[^《》]{1,80}》")

#: 全市场 is no 全市, 安全区 no 全区; 健全县… begins a word before.
_DEIXIS = re.compile(
    r"(?:(?<![安健完齐保成周十顾])[我全本]|(?<![一-鿿])该|(?<=[在对])该)(?:省|市|县|区|州|旗|盟|镇|乡(?!村振)|街道|村)(?![场域间位级])"
    r"|(?<![以小座向、])县城(?!为|城镇化|城区|综合|级)"
)

#: What else a level's divisions are called: 该县 of an autonomous county.
_WIDER = {"县": ("县", "旗"), "区": ("区",), "州": ("州",)}

#: How far before 全省 another province may be named for it to be meant.
_NEAR = 10

_NUMBERED = re.compile(
    r"(?<![A-Za-z\d.-])(?:[GSXYgsxy]?\d{1,4}(?:国道|省道|县道|乡道)|(?:国道|省道|县道)[GSX]?\d{2,4}线?"
    r"|[GS]\d{1,4}(?:[\u4e00-\u9fff]{2,4}高速(?:公路)?|高速(?:公路)?))(?![\dA-Za-z.])"
)
#: One of these stands in every one of them.
_ROAD_WORDS = ("国道", "省道", "县道", "乡道", "高速")
_LINES = re.compile(r"(?:地铁|轨道交通)\d{1,2}号线")

#: What follows a division's name and makes another word of its last character.
_RUN_ON = {
    "市": re.compile(r"场(?!监)|民(?![政族宗革建盟主和权乐勤丰])"),
    "区": re.compile("[域间位]"),
}

_DIVISIONS = frozenset(("country", "province", "city", "county", "township", "village"))
_NATURAL = frozenset(("mountain", "river", "lake", "sea", "island"))

#: A zone's town or county: 石桥镇 of 石桥镇工业集中区.
_OF_TOWN = re.compile("([\u4e00-\u9fff]{2,4})[镇乡县区市]")

#: 南华山 is not 华山.
_SIDES = frozenset("东南西北中大小新")

#: Where a listed name ends (its last position), how long it is, what it is.
Listed = tuple[int, tuple[int, Known]]


def find(article: Article, words: Tokens | None = None) -> list[Mention]:
    """All places of an article in order, none overlapping another.

    Args:
        article: its text, datelines and home.
        words: the words of `article.text`, where they are at hand.
    """
    text, home = article.text, article.context.home
    here = scene(text, words or tokens(text), home_chain(home) if home else (), home)
    blocked = [(m.start(), m.end()) for m in _WORK.finditer(text)] + list(article.datelines)
    taken = _Taken(len(text), blocked)
    listed = known_in(text)
    hits = taken.choose(_listed_names(here, listed))
    here.divisions |= {hit.end for hit in hits if hit.type in _DIVISIONS}
    here.natural |= {hit.end for hit in hits if hit.rule == "place-physical"}
    shorts = list(_shorts(here, listed))
    shorts += _counties(here, (*hits, *shorts))
    here.shorts |= {hit.end for hit in shorts}
    here.forms |= {hit.begin for hit in shorts}
    patterns, grown = list(_patterns(here)), list(place_grammar.find(here))
    told = _deixis(here, [*hits, *shorts], grown)
    more = [*hits, *patterns, *grown, *shorts, *told]
    chosen = _Taken(len(text), blocked).choose(_natural_only(here, more))
    chosen = _Taken(len(text), blocked).choose([*chosen, *_repeats(here, chosen)])
    whole = _owned_names(here, chosen)
    return [
        _mention(hit, whole.get(hit.name, hit.name))
        for hit in sorted(chosen, key=lambda hit: hit.begin)
    ]


def _owned_names(here: Scene, chosen: list[Hit]) -> dict[str, str]:
    """The full names of zones and venues that the article also names without their division.

    Without its level too: 石桥工业集中区 beside 石桥镇工业集中区.
    """
    owners = tuple(division.name for division in here.home)
    names = sorted({hit.name for hit in chosen if hit.type in ("zone", "venue")})
    owned = {
        name.removeprefix(owner): name
        for name in names
        for owner in owners
        if name.startswith(owner) and name != owner
    }
    for name in names:
        level = _OF_TOWN.match(name)
        if level and (short := level[1] + name[level.end() :]) in names:
            owned[short] = name
    return owned


class _Taken:
    """Which characters belong to a name already."""

    def __init__(self, length: int, blocked: Iterable[tuple[int, int]]) -> None:
        self._taken = bytearray(length)
        for begin, end in blocked:
            self._take(begin, end)

    def _take(self, begin: int, end: int) -> None:
        self._taken[begin:end] = b"\x01" * (end - begin)

    def choose(self, hits: Iterable[Hit]) -> list[Hit]:
        """The longest ones that do not overlap; of equal ones the first."""
        chosen = []
        for hit in sorted(hits, key=lambda hit: (hit.begin - hit.end, hit.begin)):
            if 1 not in self._taken[hit.begin : hit.end]:
                self._take(hit.begin, hit.end)
                chosen.append(hit)
        return chosen


def _mention(hit: Hit, name: str) -> Mention:
    return Mention(
        kind=Kind.PLACE, begin=hit.begin, end=hit.end, name=name, type=hit.type,
        rule=hit.rule, confidence=confidence(hit.rule),
    )  # fmt: skip


# ----------------------------------------------------------------------- listed names


def _listed_names(here: Scene, listed: list[Listed]) -> Iterator[Hit]:
    """Names in full: of the gazetteer, of the home, of countries and great rivers."""
    ends: dict[int, str] = {}
    for last, (length, place) in listed:
        begin, end = last + 1 - length, last + 1
        if place.sort != "short" and _stands(here, begin, end, place, ends):
            ends[end] = place.name
            yield Hit(begin, end, place.name, place.type, _RULES[place.sort])
    for division in here.home:
        doubtful = division.name in ambiguous()
        for begin in _all(here.text, division.name):
            end = begin + len(division.name)
            if doubtful and not _short_stands(here, begin, end, True):
                continue
            if not _runs_on(here.text, end):
                yield Hit(begin, end, division.name, division.level, "place-home")


_RULES = {
    "full": "place-division",
    "country": "place-country",
    "region": "place-region",
    "physical": "place-physical",
    "short": "place-short",
}


def _stands(here: Scene, begin: int, end: int, place: Known, ends: dict[int, str]) -> bool:
    """Whether a listed name is that name here and not a part of other words."""
    if _runs_on(here.text, end):
        return False
    if place.name in parts_of_towns():
        return begin in ends and _is_district(place.name, ends[begin])
    if place.sort == "country" and not _is_country(here.text, begin, end):
        return False
    if begin in ends:
        return True
    if here.text[begin:end] in by_chance():
        return False
    if place.sort == "physical" and _is_part(here, begin):
        return False
    if place.ambiguous or (end - begin == 2 and place.sort == "full"):
        party = here.text.endswith("中共", 0, begin)
        evidence = SURE if party else here.left(begin)
        return evidence >= CHAIN or (evidence >= SURE and here.whole(begin, end))
    if end - begin >= 4:
        return True
    if place.sort == "full":
        return begin in here.bounds or here.left(begin) >= SURE
    return here.whole(begin, end)


def _is_district(name: str, city: str) -> bool:
    """Whether 城区 is a district of the city named before it, not the town of a county."""
    above = gazetteer().named(city)[:1]
    return any(gazetteer().within(name, division.code) for division in above)


def _is_part(here: Scene, begin: int) -> bool:
    """Whether 华山 is only a part of 南华山 or 富华山: a lone character stands before it."""
    before = here.text[begin - 1 : begin]
    lone = begin in here.bounds and begin - 1 in here.bounds and is_han(before)
    return before in _SIDES or (lone and here.left(begin) <= WORD)


def _is_country(text: str, begin: int, end: int) -> bool:
    if text.startswith(neighbours("country", "after"), end):
        return False
    own = text.startswith("中国", begin)
    if own and OF_BODY.match(text, end):
        return False
    return not (own and text.endswith(neighbours("china", "before"), max(0, begin - 4), begin))


def _natural_only(here: Scene, hits: list[Hit]) -> list[Hit]:
    """The hits without rivers and hills that are somebody's name, or a county's short form."""
    natural = [hit for hit in hits if hit.type in _NATURAL]
    people = {hit.name for hit in natural if _is_person(here.text, hit.begin, hit.end)}
    counties = tuple(hit.name[:-1] for hit in hits if hit.type == "county" and len(hit.name) > 2)
    return [
        hit
        for hit in hits
        if hit.type not in _NATURAL or not (hit.name in people or hit.name.endswith(counties))
    ]


def _is_person(text: str, begin: int, end: int) -> bool:
    """Whether a mountain's name is somebody's here: 县委书记贺兰山, 贺兰山说."""
    if text.startswith(neighbours("person", "after"), end):
        return True
    if CREDIT.search(text, max(0, begin - 6), begin):
        return True
    return text.endswith(neighbours("person", "before"), max(0, begin - 4), begin)


def _runs_on(text: str, end: int) -> bool:
    pattern = _RUN_ON.get(text[end - 1])
    return pattern is not None and pattern.match(text, end) is not None


def _all(text: str, word: str) -> Iterator[int]:
    at = text.find(word)
    while at >= 0:
        yield at
        at = text.find(word, at + len(word))


# ------------------------------------------------------------------------ short forms


def _shorts(here: Scene, listed: list[Listed]) -> Iterator[Hit]:
    """Short forms of provinces and cities, and of the home's own divisions.

    Those of bodies' names are none, nor islands or rivers: 葫芦岛新闻网, 浙江某某有限公司.
    """
    own = {form for division in here.home for form in division.forms}
    for last, (length, place) in listed:
        begin, end = last + 1 - length, last + 1
        if place.sort != "short" or here.text[begin:end] in own:
            continue
        if of_body(here, end):
            here.natural.add(end)
        elif _short_stands(here, begin, end, place.ambiguous):
            yield _river(here, begin, end) or Hit(begin, end, place.name, place.type, "place-short")
    yield from _neighbours(here)
    for division in here.home:
        for form in division.forms:
            doubtful = _is_common(form)
            for begin in _all(here.text, form):
                if not doubtful or _short_stands(here, begin, begin + len(form), True):
                    yield Hit(begin, begin + len(form), division.name, division.level, "place-home")


def _neighbours(here: Scene) -> Iterator[Hit]:
    """Short forms of the other counties of the home's city: 凯里 in a paper of 雷山县."""
    above = [division for division in here.home if division.level == "city"]
    above += [division for division in here.home if division.name in MUNICIPALITIES]
    for form, name in _county_forms(above[0].code if above else "").items():
        for begin in _all(here.text, form):
            end = begin + len(form)
            if _short_stands(here, begin, end, name[-1] == "区") and end not in here.divisions:
                yield _river(here, begin, end) or Hit(begin, end, name, "county", "place-short")


@lru_cache(maxsize=512)
def _county_forms(city: str) -> dict[str, str]:
    """Short forms of a city's counties, or a municipality's districts, that are no common words."""
    counties = gazetteer().children(city) if city else ()
    own = gazetteer().by_code(city) if city else None
    districts = own is not None and own.name in MUNICIPALITIES
    return {
        form: county.name
        for county in counties
        if county.valid_to is None and (districts or not county.name.endswith("区"))
        for form in county.forms[:1]
        if not _is_common(form)
    }


def _river(here: Scene, begin: int, end: int) -> Hit | None:
    """牡丹江 is the river, not the city, where its banks are spoken of."""
    form = here.text[begin:end]
    if form[-1] in "江河湖" and BANKS.match(here.text, end):
        return Hit(begin, end, form, "lake" if form[-1] == "湖" else "river", "place-ending")
    return None


def _counties(here: Scene, wider: Iterable[Hit]) -> Iterator[Hit]:
    """The short form of a county right behind its province or city: 湖北嘉鱼."""
    for hit in wider:
        if hit.type in ("province", "city"):
            found = _county(here, hit)
            if found:
                yield found


def _county(here: Scene, wider: Hit) -> Hit | None:
    places = gazetteer()
    begin = wider.end
    for end in range(begin + 4, begin + 1, -1):
        form = here.text[begin:end]
        if end not in here.bounds:
            continue
        for above in places.named(wider.name)[:1]:
            found = places.within(form, above.code)
            if found and found.level in ("city", "county") and found.name != form:
                return Hit(begin, end, found.name, found.level, "place-in-chain")
    return None


def _short_stands(here: Scene, begin: int, end: int, doubtful: bool) -> bool:
    if not here.whole(begin, end):
        return False
    return not doubtful or here.left(begin) >= SURE


@lru_cache(maxsize=8192)
def _is_common(form: str) -> bool:
    """Whether a short form is a common word too: 平安, 新华, 东方."""
    word, tag = first_word(form)
    known_word = word == form and is_known(form)
    return form in ambiguous() or (known_word and tag not in ("ns", "nr", "nz", "nrt", "nt"))


# ----------------------------------------------------------------- deixis and patterns


def _deixis(here: Scene, named: list[Hit], grown: list[Hit]) -> Iterator[Hit]:
    """我区, 全县, 县城 for the home's divisions; 全省 of 安徽在全省推广 is Anhui."""
    if not here.path:
        return
    for match in _DEIXIS.finditer(here.text):
        division = resolve(match[0].replace("该", "我"), here.path)
        if division and (match.start() in here.bounds or here.left(match.start()) >= SURE):
            other = _just_named(here, named, match)
            if match[0].startswith("该"):
                other = _last_named([*named, *grown], match)
            name = other.name if other else division.name
            yield Hit(match.start(), match.end(), name, division.level, "place-deixis")


def _last_named(named: list[Hit], match: re.Match[str]) -> Hit | None:
    """The division that 该县 points back to: the last one of its level."""
    levels = _WIDER.get(match[0][1:], (match[0][1:],))
    before = [hit for hit in named if hit.end <= match.start() and hit.name.endswith(levels)]
    return max(before, key=lambda hit: hit.end, default=None)


def _just_named(here: Scene, named: list[Hit], match: re.Match[str]) -> Hit | None:
    """Another division of the level that 全 + level sums up, named right before in the clause."""
    if not match[0].startswith("全"):
        return None
    begin = max(0, match.start() - _NEAR)
    begin += here.text[begin : match.start()].rfind("。") + 1
    near = [
        hit
        for hit in named
        if begin <= hit.begin and hit.end <= match.start() and hit.name.endswith(match[0][1:])
    ]
    return max(near, key=lambda hit: hit.end, default=None)


def _patterns(here: Scene) -> Iterator[Hit]:
    yield from place_lists.find(here)
    # Most texts hold none of these words; a pattern would be tried at each of their characters.
    roads = any(word in here.text for word in _ROAD_WORDS)
    for match in _NUMBERED.finditer(here.text) if roads else ():
        yield Hit(match.start(), match.end(), match[0].upper(), "road", "place-numbered-road")
    for match in _LINES.finditer(here.text) if "号线" in here.text else ():
        yield Hit(match.start(), match.end(), match[0], "railway", "place-numbered-road")


def _repeats(here: Scene, chosen: list[Hit]) -> Iterator[Hit]:
    """Further places of the names found, and of the short forms of counties named in full."""
    names = {
        hit.name: hit for hit in chosen if hit.rule in ("place-ending", "place-township")
    }  # fmt: skip
    for name in sorted(names, key=lambda name: (-len(name), name)):
        for begin in _all(here.text, name):
            hit = names[name]
            yield Hit(begin, begin + len(name), name, hit.type, hit.rule)
    counties = {hit.name: hit for hit in chosen if hit.type == "county" and len(hit.name) > 2}
    for name, hit in sorted(counties.items()):
        form = name[:-1]
        if len(form) > 1 and not _is_common(form):
            for begin in _all(here.text, form):
                yield Hit(begin, begin + len(form), name, hit.type, "place-short")
