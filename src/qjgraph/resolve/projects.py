"""Which projects of different articles are one.

Two names are compared without quotation marks, without the division that opens them and
without general words at their end (项目, 建设工程).  Numbers must agree: 一期 is never 二期, 第三水厂
never 第二水厂, and a phase is never its whole.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from qjgraph.model import Kind
from qjgraph.resolve.atoms import Atom
from qjgraph.resolve.bodies import near
from qjgraph.resolve.divisions import without_area
from qjgraph.resolve.forest import Forest
from qjgraph.resolve.links import Link

_NOISE = re.compile(r"[\s“”‘’\"'《》〈〉「」『』·•・—\-、,，()()\[\]【】/]")
_GENERAL = re.compile(
    r"(?:建设项目|建设工程|改造工程项目|工程项目|产业项目|投资项目|重点项目|新建项目|新建工程|项目建设|项目|工程|建设)$"
)
#: What makes one of several like-named things: numbers, phases, lots, compass points.
_NUMBERS = re.compile(
    r"[0-9０-９]+(?:\.[0-9]+)?|第?[一二三四五六七八九十百]+(?=[期标段号批次轮个幢座条线路水小中])|[东南西北](?=[区段线延侧])|[上下](?=[段半])"
)
_DIGITS = str.maketrans("一二三四五六七八九０１２３４５６７８９", "1234567890123456789")


@lru_cache(maxsize=65536)
def form(name: str, home: str) -> str:
    """A project's name without what says nothing about which it is."""
    bare = _NOISE.sub("", name)
    _, own = without_area(bare, home)
    shorter = _GENERAL.sub("", own)
    return shorter if len(shorter) >= 3 else own


@lru_cache(maxsize=65536)
def numbers(name: str) -> tuple[str, ...]:
    """The numbers of a name, in its order: they must agree where names are compared."""
    return tuple(match[0].lstrip("第").translate(_DIGITS) for match in _NUMBERS.finditer(name))


def fits(short: str, long: str) -> bool:
    """Whether a form is short for another: its characters in order, head and opening alike.

    妇幼产业园 fits 妇幼健康产业园; 产业园 fits nothing, it has no opening of its own.
    """
    if not 4 <= len(short) < len(long) or short[-2:] != long[-2:]:
        return False
    if short[:2] not in long:
        return False
    rest = iter(long)
    return all(character in rest for character in short)


def links(atoms: list[Atom], forest: Forest) -> Iterator[Link]:
    """The links among projects.

    Args:
        atoms: all atoms.
        forest: with the bodies and places joined, so that what projects are tied to agrees.
    """
    held = [atom for atom in atoms if atom.kind is Kind.PROJECT]
    ties = {atom.number: _ties(atom, atoms, forest) for atom in held}
    groups: dict[str, list[Atom]] = {}
    for atom in held:
        if atom.whole < 0:
            groups.setdefault(form(atom.name, atom.home), []).append(atom)
    yield from _like(groups, ties)
    yield from _short(held, ties)


def _ties(atom: Atom, atoms: list[Atom], forest: Forest) -> frozenset[int]:
    """What it is tied to: places narrower than a county, and bodies."""
    wide = ("country", "region", "province", "city", "county")
    return frozenset(
        forest.root(number) for number in atom.near if atoms[number].type not in wide
    )


def phases(atoms: list[Atom], forest: Forest) -> Iterator[Link]:
    """Phases with the same numbers of one whole.

    Args:
        atoms: all atoms.
        forest: with the wholes joined.
    """
    first: dict[tuple[int, tuple[str, ...]], Atom] = {}
    for atom in atoms:
        if atom.kind is Kind.PROJECT and atom.whole >= 0 and numbers(atom.name):
            key = forest.root(atom.whole), numbers(atom.name)
            known = first.setdefault(key, atom)
            if known is not atom:
                reasons = (f"number={' '.join(key[1])}",)
                yield Link(known.number, atom.number, "identity-whole-name", reasons)


def _like(groups: dict[str, list[Atom]], ties: dict[int, frozenset[int]]) -> Iterator[Link]:
    """Projects of one form: in papers of one place, the same."""
    for own, held in groups.items():
        for count, atom in enumerate(held):
            for each in held[:count]:
                if near(each, atom) and numbers(each.name) == numbers(atom.name):
                    sure = bool(each.homes & atom.homes) or bool(
                        ties[each.number] & ties[atom.number]
                    )
                    rule = "identity-project-form" if sure else "identity-project-doubt"
                    yield Link(each.number, atom.number, rule, (f"form={own}",))
                    if sure:
                        break


def _short(held: list[Atom], ties: dict[int, frozenset[int]]) -> Iterator[Link]:
    """A short form with just one project that it fits, and something more that agrees."""
    for atom, found in _candidates(held):
        forms = {form(each.name, each.home) for each in found}
        for each in found:
            reasons = _agreeing(atom, each, ties)
            sure = len(forms) == 1 and (reasons or bool(atom.homes & each.homes))
            rule = "identity-project-short" if sure else "identity-project-doubt"
            said = (f"short={atom.name}", f"long={each.name}", *reasons)
            yield Link(each.number, atom.number, rule, said)


def _candidates(held: list[Atom]) -> Iterator[tuple[Atom, list[Atom]]]:
    """Each project with those of its place whose names its own may be short for.

    Blocks are the last two characters with each home, so that no pair of the whole corpus
    is looked at.
    """
    blocks: dict[tuple[str, str], list[Atom]] = {}
    for atom in held:
        if atom.whole < 0:
            for home in sorted(atom.homes):
                blocks.setdefault((home, form(atom.name, atom.home)[-2:]), []).append(atom)
    for atom in held:
        own = form(atom.name, atom.home)
        if atom.whole >= 0 or len(own) < 4:
            continue
        found = {
            each.number: each
            for home in sorted(atom.homes)
            for each in blocks.get((home, own[-2:]), ())
            if fits(own, form(each.name, each.home)) and numbers(own) == numbers(each.name)
        }
        if found:
            yield atom, list(found.values())


def _agreeing(one: Atom, other: Atom, ties: dict[int, frozenset[int]]) -> tuple[str, ...]:
    shared = len(ties[one.number] & ties[other.number])
    money = one.money & other.money
    return (
        *((f"ties={shared}",) if shared else ()),
        *((f"investment={min(money)}",) if money else ()),
    )
