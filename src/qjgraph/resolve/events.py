"""Which events of different articles are one.

An event is the same where it is the same session of a meeting series, or bears the same name
on the same day in papers of one place, or was attended on that day by mostly the same people
under a name that fits.  Like-named meetings of different days are never one, and one article
does not tell of one event twice.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import date
from functools import lru_cache
from itertools import combinations

from qjgraph.lexicon.tables import words
from qjgraph.model import Kind
from qjgraph.resolve.atoms import Atom
from qjgraph.resolve.bodies import near
from qjgraph.resolve.divisions import home_area, without_area
from qjgraph.resolve.forest import Forest
from qjgraph.resolve.links import Link, keep_apart

_NOISE = re.compile(
    r"[\s“”‘’\"'《》〈〉「」『』·•・—\-、,，()()\[\]【】]|召开|举行|第?[0-9一二三四五六七八九十百]+次|[0-9]{4}年"
)
#: How far apart two reports of one session may date it, in days; a new term counts anew.
_SESSION_DAYS = 60
#: How many characters a name may leave out of another's inside.
_LEFT_OUT = 4
#: Share of the shorter list of participants that must be on the other.
_MOSTLY = 0.6


def links(atoms: Iterable[Atom], forest: Forest) -> Iterator[Link]:
    """The links among events; what cannot be one is forbidden in the forest."""
    held = [atom for atom in atoms if atom.kind is Kind.EVENT]
    keep_apart(held, forest)
    yield from _sessions(held)
    yield from _days(held)


def places(atoms: list[Atom], forest: Forest) -> Iterator[Link]:
    """Places of one name where one event took place; the events are joined."""
    known: dict[tuple[int, str], int] = {}
    for atom in atoms:
        if atom.kind is Kind.EVENT:
            for number in sorted(atom.near):
                place = atoms[number]
                first = known.setdefault((forest.root(atom.number), place.name), number)
                if place.kind is Kind.PLACE and first != number:
                    yield Link(first, number, "identity-event-place", (f"event={atom.name}",))


@lru_cache(maxsize=65536)
def form(name: str, home: str) -> tuple[str, str]:
    """The division that opens a name, or the home, and the rest without marks and numbers."""
    found, own = without_area(_NOISE.sub("", name), home)
    found = found or home_area(home)
    return found.key if found else home, own


def _sessions(held: Iterable[Atom]) -> Iterator[Link]:
    """The same session of one series within some weeks."""
    known: dict[tuple[tuple[str, str], int], list[Atom]] = {}
    for atom in held:
        if atom.series and atom.session is not None:
            key = form(atom.series, atom.home), atom.session
            before = known.setdefault(key, [])
            for each in before:
                if _days_between(each, atom) <= _SESSION_DAYS:
                    reasons = (f"series={atom.series}", f"session={atom.session}")
                    yield Link(each.number, atom.number, "identity-session", reasons)
                    break
            before.append(atom)


def _days_between(one: Atom, other: Atom) -> int:
    a, b = _when(one), _when(other)
    return abs((a - b).days) if a and b else 0


def _when(atom: Atom) -> date | None:
    day = atom.day.earliest if atom.day else None
    return day or (atom.first[0] if atom.first[0] != date.max else None)


def _day_of(atom: Atom) -> date | None:
    """The day of an event that is told to the day."""
    value = atom.day
    if value is None or value.earliest is None or value.earliest != value.latest:
        return None
    return value.earliest


def _days(held: Iterable[Atom]) -> Iterator[Link]:
    """Events of one day, block by block."""
    blocks: dict[tuple[date, str], list[Atom]] = {}
    for atom in held:
        day = _day_of(atom)
        if day is not None:
            blocks.setdefault((day, _region(atom.home)), []).append(atom)
    for block in blocks.values():
        for one, other in combinations(block, 2):
            if one.articles[0] != other.articles[0] and near(one, other):
                yield from _compared(one, other)


@lru_cache(maxsize=4096)
def _region(home: str) -> str:
    """The province of a home: papers of two provinces are not compared."""
    found = home_area(home)
    return found.key[:2] if found else home


def _compared(one: Atom, other: Atom) -> Iterator[Link]:
    if _differ(one, other):
        return
    shared = one.people & other.people
    least = min(len(one.people), len(other.people))
    agreement = _names_agree(one, other)
    said = (f"names={one.name}|{other.name}", f"people={len(shared)}/{least}")
    if agreement == 1 and (shared or not least) and (shared or not _is_generic(one)):
        yield Link(one.number, other.number, "identity-event-name", said)
    elif agreement >= 0.5 and len(shared) >= 2 and len(shared) >= _MOSTLY * least:
        yield Link(one.number, other.number, "identity-event-people", said)
    elif agreement > 0 and (shared or not least) and not _is_generic(one, other):
        yield Link(one.number, other.number, "identity-event-doubt", said)


def _differ(one: Atom, other: Atom) -> bool:
    """Whether type or session say that the two are not one."""
    if one.type != other.type and "other" not in (one.type, other.type):
        return True
    told = one.session is not None and other.session is not None
    return told and one.session != other.session


def _names_agree(one: Atom, other: Atom) -> float:
    """1 for the same form; a half where one ends with the other, or tells nothing; else less.

    One that only begins alike (论坛, 论坛开幕式) may be a part of the other, and two that share
    most words (会见甲国总统, 会见乙国总统) may be two of a kind.
    """
    a, b = form(one.name, one.home), form(other.name, other.home)
    if a == b:
        return 1
    if _is_generic(one) or _is_generic(other) or _holds(a[1], b[1]) or _holds(b[1], a[1]):
        return 0.5
    pairs_a, pairs_b = _pairs(a[1]), _pairs(b[1])
    return 0.25 if 2 * len(pairs_a & pairs_b) >= min(len(pairs_a), len(pairs_b)) > 0 else 0


def _holds(long: str, short: str) -> bool:
    """Whether a name is another with some words left out: 大桥开工仪式, 大桥项目开工仪式."""
    if long.endswith(short):
        return True
    rest = iter(long)
    near = len(short) < len(long) <= len(short) + _LEFT_OUT and long[-2:] == short[-2:]
    return near and all(character in rest for character in short)


def _pairs(text: str) -> set[str]:
    return {text[at : at + 2] for at in range(len(text) - 1)}


def _is_generic(*atoms: Atom) -> bool:
    """Whether a name would fit many events: 会议, 座谈会, 调研."""
    return any(
        len(own) <= 3 or own in words("event_generic", "word")
        for own in (form(atom.name, atom.home)[1] for atom in atoms)
    )
