"""Which projects of different articles are one.

Two names are compared without quotation marks, without the division that opens them and
without general words at their end (项目, 建设工程).  Numbers must agree: 一期 is never 二期,
第三水厂 never 第二水厂, and a phase is never its whole.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from itertools import combinations

from qjgraph.lexicon.gazetteer import body_prefix
from qjgraph.model import Kind
from qjgraph.resolve.atoms import Atom
from qjgraph.resolve.bodies import LEVEL
from qjgraph.resolve.divisions import Area, area, home_area, without_area
from qjgraph.resolve.forest import Forest
from qjgraph.resolve.links import Link, keep_apart

_COUNTY = 3
#: From so many characters on a form is a name of its own: 青溪水库, not 污水处理.
_TELLING = 4
#: A form that papers of more divisions use names kinds of things, not one: 污水处理厂.
_COMMON = 12
_SHORTEST = 4
#: What names a part of a thing: 宁夏段, 连接线, 3号楼.
_PART = re.compile(
    r"段$|段(?=工程|项目|建设)|标段|支线|连接线|联络线|匝道|互通|枢纽|服务区|收费站|配套|附属|号楼|地块"
)
#: General words that a full name may have behind a short one: 洛平高速|公路.
_TAILS = frozenset(
    ("公路", "铁路", "快速路", "大道", "产业园", "示范园", "示范区", "基地", "中心", "园区")
)
#: How much longer a name may be than a short form that stands in it as a whole.
_MORE = 8
_NOISE = re.compile(r"[\s“”‘’\"'《》〈〉「」『』·•・—\-、,，()()\[\]【】/]")
_GENERAL = re.compile(
    r"(?:建设项目|建设工程|改造工程项目|工程项目|产业项目|投资项目|重点项目|新建项目|新建工程|项目建设|项目|工程|建设)$"
)
#: What makes one of several like-named things: numbers, phases, lots, compass points.
_NUMBERS = re.compile(
    r"[0-9０-９]+(?:\.[0-9]+)?|第?[一二三四五六七八九十百]+(?=[期标段号批次轮个幢座条线路水小中])"
    r"|[东南西北](?=[区段线延侧])|[上下](?=[段半])"
)
_DIGITS = str.maketrans("一二三四五六七八九０１２３４５６７８９", "1234567890123456789")


@lru_cache(maxsize=65536)
def placed_form(name: str, home: str) -> tuple[Area | None, str]:
    """The division that a project's name opens with, and the name without what says nothing.

    县人民医院 of a county's paper opens with that county.
    """
    bare = _NOISE.sub("", name)
    found, own = without_area(bare, home)
    level = LEVEL.match(own)
    if level and (meant := body_prefix(level[1], home)) and len(own) > level.end() + 1:
        found, own = found or area(meant.name, home), own[level.end() :]
    shorter = _GENERAL.sub("", own)
    return found, shorter if len(shorter) >= 3 else own


def form(name: str, home: str) -> str:
    """A project's name without division, marks and general words."""
    return placed_form(name, home)[1]


@lru_cache(maxsize=65536)
def numbers(name: str) -> tuple[str, ...]:
    """The numbers of a name, in its order: they must agree where names are compared."""
    return tuple(match[0].lstrip("第").translate(_DIGITS) for match in _NUMBERS.finditer(name))


def fits(short: str, long: str) -> bool:
    """Whether a form is short for another.

    Its characters come in the other's order, its first two side by side, and it ends alike
    (康养产业园, 康养生态产业园) or stands in it before a general word (洛平高速公路).  A part
    (洛平高速上坪段) is not its whole.
    """
    if not _SHORTEST <= len(short) < len(long) or short[:2] not in long:
        return False
    if _PART.search(long):
        return False
    if short in long:
        tail = long[long.index(short) + len(short) :]
        return len(long) - len(short) <= _MORE and (not tail or tail in _TAILS)
    rest = iter(long[long.index(short[:2]) :])
    return short[-2:] == long[-2:] and all(character in rest for character in short)


def links(atoms: list[Atom], forest: Forest) -> Iterator[Link]:
    """The links among projects.

    Args:
        atoms: all atoms.
        forest: with bodies, events and places joined, so that what projects are tied to
            agrees; what cannot be one is forbidden in it.
    """
    held = [atom for atom in atoms if atom.kind is Kind.PROJECT]
    keep_apart(held, forest)
    ties = {atom.number: _ties(atom, atoms, forest) for atom in held}
    areas = {atom.number: _area(atom, atoms) for atom in held}
    yield from _like(held, ties, areas)
    yield from _short(held, ties, areas)


def _ties(atom: Atom, atoms: list[Atom], forest: Forest) -> frozenset[int]:
    """What it is tied to: places narrower than a county, bodies, and events."""
    wide = ("country", "region", "province", "city", "county")
    return frozenset(forest.root(number) for number in atom.near if atoms[number].type not in wide)


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


def _like(
    held: list[Atom], ties: dict[int, frozenset[int]], areas: dict[int, Area | None]
) -> Iterator[Link]:
    """Projects of one form: of one division the same; of several by what else agrees."""
    groups: dict[str, list[Atom]] = {}
    for atom in held:
        groups.setdefault(form(atom.name, atom.home), []).append(atom)
    for own, alike in groups.items():
        parts: dict[tuple[Area | str, tuple[str, ...]], list[Atom]] = {}
        for atom in alike:
            where = areas[atom.number] or atom.home
            parts.setdefault((where, numbers(atom.name)), []).append(atom)
        for part in parts.values():
            for atom in part[1:]:
                yield Link(part[0].number, atom.number, "identity-project-form", (f"form={own}",))
        if len(parts) <= _COMMON:
            yield from _across(own, parts, ties)


def _across(
    own: str,
    parts: dict[tuple[Area | str, tuple[str, ...]], list[Atom]],
    ties: dict[int, frozenset[int]],
) -> Iterator[Link]:
    """One form in several divisions: a shared event or place joins, or that no other is around."""
    counties = {where for where, _ in parts if isinstance(where, Area) and where.depth >= _COUNTY}
    for one, other in combinations(parts.items(), 2):
        (here, count), (there, number) = one[0], other[0]
        if count != number:
            continue
        shared = _all_ties(one[1], ties) & _all_ties(other[1], ties)
        related = isinstance(here, Area) and isinstance(there, Area) and _may_be_one(here, there)
        alone = related and len(counties) == 1 and len(own) >= _TELLING
        if shared or related:
            rule = "identity-project-short" if shared or alone else "identity-project-doubt"
            yield Link(one[1][0].number, other[1][0].number, rule, (f"form={own}",))


def _all_ties(part: list[Atom], ties: dict[int, frozenset[int]]) -> frozenset[int]:
    return frozenset(tie for atom in part for tie in ties[atom.number])


def _area(atom: Atom, atoms: list[Atom]) -> Area | None:
    """The division of a project: in its name, where it is, or its paper's home."""
    named = placed_form(atom.name, atom.home)[0]
    if named is not None:
        return named
    where = [
        found
        for number in sorted(atom.near)
        if atoms[number].kind is Kind.PLACE and atoms[number].type == "county"
        and (found := area(atoms[number].name, atoms[number].home))
    ]  # fmt: skip
    return where[0] if len(set(where)) == 1 else home_area(atom.home)


def _short(
    held: list[Atom], ties: dict[int, frozenset[int]], areas: dict[int, Area | None]
) -> Iterator[Link]:
    """A short form with just one project that it fits, and something more that agrees."""
    for atom, near_by in _candidates(held):
        here = areas[atom.number]
        found = [each for each in near_by if _may_be_one(here, areas[each.number])]
        forms = {form(each.name, each.home) for each in found}
        for each in found:
            reasons = _agreeing(atom, each, ties)
            sure = len(forms) == 1 and (reasons or bool(atom.homes & each.homes))
            rule = "identity-project-short" if sure else "identity-project-doubt"
            said = (f"short={atom.name}", f"long={each.name}", *reasons)
            yield Link(each.number, atom.number, rule, said)


def _may_be_one(one: Area | None, other: Area | None) -> bool:
    """Whether two divisions are one, or one lies in the other, or one is not known."""
    return one is None or other is None or one.holds(other) or other.holds(one)


def _candidates(held: list[Atom]) -> Iterator[tuple[Atom, list[Atom]]]:
    """Each project with those of its place whose names its own may be short for.

    Blocks are the pairs of characters that names hold, with each home, so that no pair of
    the whole corpus is looked at.
    """
    blocks: dict[tuple[str, str], list[Atom]] = {}
    for atom in held:
        own = form(atom.name, atom.home)
        for pair in sorted({own[at : at + 2] for at in range(len(own) - 1)}):
            for home in sorted(atom.homes):
                blocks.setdefault((home, pair), []).append(atom)
    for atom in held:
        own = form(atom.name, atom.home)
        if len(own) < _SHORTEST:
            continue
        found = {
            each.number: each
            for home in sorted(atom.homes)
            for each in blocks.get((home, own[:2]), ())
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
