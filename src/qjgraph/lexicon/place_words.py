"""The words that the place grammar goes by: endings, left neighbours, words that are no place."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from operator import add

from qjgraph.errors import LexiconError
from qjgraph.lexicon.gazetteer import Division, gazetteer
from qjgraph.lexicon.tables import table, words

_BY_SHORT_FORM = frozenset(("香港特别行政区", "澳门特别行政区", "台湾省"))

#: A short form that still names its level stands as well as the full name: 昌吉州, 景宁县.
_LEVEL_LEFT = ("县", "旗", "州")


@dataclass(frozen=True, slots=True, kw_only=True)
class Ending:
    """A row of place_suffixes.tsv.

    Attributes:
        least, most: how many characters may stand before it.
        not_before: what may not follow.
    """

    word: str
    type: str
    least: int
    most: int
    kind: str
    not_before: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """A name that a list holds.

    Attributes:
        name: the preferred name (浙江省 for 浙江).
        type: code of the place types.
        sort: full, short, country, region or physical.
        ambiguous: whether it needs evidence beside it.
    """

    name: str
    type: str
    sort: str
    ambiguous: bool = False


@cache
def endings() -> dict[str, Ending]:
    """Every ending by its word."""
    return {
        row["suffix"]: Ending(
            word=row["suffix"],
            type=row["type"],
            least=int(row["min"]),
            most=int(row["max"]),
            kind=row["class"],
            not_before=tuple(row["not_before"].split()),
        )
        for row in table("place_suffixes")
    }


@cache
def ending_pattern() -> re.Pattern[str]:
    """Finds endings by their last characters, the longest of those that begin together."""
    longest = sorted(endings(), key=lambda word: (-len(word), word))
    return re.compile("|".join(map(re.escape, longest)))


@cache
def no_places() -> frozenset[str]:
    """Words that end like a place and name none."""
    return words("place_generic", "word")


@cache
def tails() -> frozenset[str]:
    """Words that no place's name ends in: 乡村, 全县, 家乡."""
    return words("place_generic", "word", kind="tail")


@cache
def left_words() -> frozenset[str]:
    """Words that may stand right before a place's name."""
    return words("place_left", "word")


@cache
def ambiguous() -> frozenset[str]:
    """Names that are also common words or meet by chance."""
    return words("place_ambiguous", "name")


@cache
def neighbours(sort: str, side: str) -> tuple[str, ...]:
    """Words that make something else of a name beside them; `sort` as in place_neighbours.tsv."""
    return tuple(sorted(words("place_neighbours", "word", sort=sort, side=side)))


@cache
def by_chance() -> frozenset[str]:
    """Names whose characters meet by chance (公司和县…): they need a division before them."""
    return words("place_ambiguous", "name", why="two characters that meet by chance")


@cache
def parts_of_towns() -> frozenset[str]:
    """Names that any town has parts of (城区, 市区): they need their own city before them."""
    return words("place_ambiguous", "name", why="also any part of a town")


def known_in(text: str) -> list[tuple[int, tuple[int, Known]]]:
    """Every listed name in a text: its last position, its length and what it is.

    In the order of their ends, of those that end together the longest first.  An automaton
    would look for each character among the thousands that a name may begin with.
    """
    names, sizes = _names()
    found = [
        (begin + size - 1, (size, place))
        for begin, pair in enumerate(map(add, text, text[1:]))
        if pair in sizes
        for size in sizes[pair]
        if begin + size <= len(text) and (place := names.get(text[begin : begin + size]))
    ]
    found.sort(key=lambda hit: (hit[0], -hit[1][0]))
    return found


@cache
def _names() -> tuple[dict[str, Known], dict[str, tuple[int, ...]]]:
    """The listed names, and how long those are that begin with two characters."""
    names: dict[str, Known] = {}
    sizes: dict[str, set[int]] = {}
    for form, place in _known():
        if len(form) < 2:
            raise LexiconError(form, "a place's name of one character is found everywhere")
        names.setdefault(form, place)
        sizes.setdefault(form[:2], set()).add(len(form))
    return names, {pair: tuple(sorted(found)) for pair, found in sizes.items()}


def _known() -> Iterator[tuple[str, Known]]:
    divisions = gazetteer().divisions
    for division in divisions:
        yield division.name, _place(division.name, division, "full")
    for row in table("place_known"):
        yield row["name"], Known(name=row["name"], type=row["type"], sort="physical")
    for level in ("province", "city", "county"):
        for division in divisions:
            if division.level == level:
                yield from _forms(division)
    for place in gazetteer().countries:
        for form in (place.name, *place.forms):
            yield form, _place(form, place, "country")
    for place in gazetteer().regions:
        for form in (place.name, *place.forms):
            yield form, _place(form, place, "region")


def _forms(division: Division) -> Iterator[tuple[str, Known]]:
    for form in division.forms:
        if form.endswith(_LEVEL_LEFT) and len(form) > 2:
            yield form, _place(form, division, "full")
        elif division.level != "county":
            yield form, _place(form, division, "short")


def _place(form: str, division: Division, sort: str) -> Known:
    # 香港, 台湾 are called so; 浙江 is 浙江省.
    name = form if division.name in _BY_SHORT_FORM else division.name
    return Known(name=name, type=division.level, sort=sort, ambiguous=form in ambiguous())
