"""Which bodies, places and policies of different scopes are one, by form and alias."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator

from qjgraph.lexicon.bodies import organs
from qjgraph.lexicon.gazetteer import body_prefix
from qjgraph.model import Kind
from qjgraph.resolve.atoms import Atom
from qjgraph.resolve.divisions import Area, area, home_area, nested, without_area
from qjgraph.resolve.links import Link

_COMPANY = re.compile(r"(?:集团)?(?:股份有限公司|有限责任公司|有限公司|总公司|分公司|公司|集团)$")
#: A level word that stands for the paper's own division; not of 区间, 市场, 县道.
LEVEL = re.compile(r"[我本全]?(省|市|县|区|州|旗)(?![间场道级域])")
_MARKS = re.compile(r"[《》“”‘’「」『』\s]")
_COUNTY = 3
_DIVISIONS = frozenset(("province", "city", "county", "township"))
#: Organs that lead a division: its party committee, government, congress, conference.
_LEADERS = frozenset((
    "委员会", "党委", "党工委", "党组", "委常委会", "政府", "人民政府", "人大", "人大常委会",
    "政协", "纪律检查委员会", "监察委员会", "纪委监委", "政府党组", "人大常委会党组", "政协党组",
    "办事处", "街道办事处", "管理委员会",
))  # fmt: skip


def links(atoms: list[Atom]) -> Iterator[Link]:
    """The links among bodies, places and policies by form."""
    yield from _by_key(atoms, "identity-body-form", _body_key)
    yield from _by_key(atoms, "identity-division", lambda atom: _place_key(atom, atoms))
    yield from _by_key(atoms, "identity-policy-form", _policy_key)
    yield from _lone_towns(atoms)
    yield from _companies(atoms)


def body_form(atom: Atom) -> tuple[Area, str] | None:
    """The division of a body and the full form of its organ: (云岭县, 发展和改革)."""
    forms = organs()
    for begin in range(2, len(atom.name)):
        organ = forms.get(atom.name[begin:])
        if organ is not None:
            opening = atom.name[:begin]
            found = area(opening, atom.home) or _chained(opening, atom.home)
            return (found, organ.full) if found else None
    return None


def leads(atom: Atom) -> Area | None:
    """The division that a body leads as its committee, government, congress or conference."""
    form = body_form(atom)
    return form[0] if form and form[1] in _LEADERS else None


def _chained(name: str, home: str) -> Area | None:
    """The narrowest division of 江西省云岭县."""
    found, rest = without_area(name + "之内", home)
    return found if rest == "之内" else None


def _body_key(atom: Atom) -> tuple[str, ...] | None:
    """The division that a body's name opens with, and its organ or the rest of the name."""
    if atom.kind is not Kind.ORGANIZATION:
        return None
    form = body_form(atom)
    if form is not None:
        return form[0].key, form[1]
    found, own = without_area(atom.name, atom.home)
    level = LEVEL.match(own) if found is None else None
    if level and (meant := body_prefix(level[1], atom.home)):
        found, own = area(meant.name, atom.home), own[level.end() :]
    return (found.key, own) if found else None


def _place_key(atom: Atom, atoms: list[Atom]) -> tuple[str, ...] | None:
    """The division that a place is; a town is placed by the county that it is written behind."""
    if atom.kind is not Kind.PLACE or atom.type not in ("", *_DIVISIONS) or _is_loose(atom):
        return None
    outer = atoms[atom.whole] if atom.whole >= 0 else None
    if outer is not None and outer.type == "county" and atom.type == "township":
        county = area(outer.name, outer.home)
        return (f"{county.key}/{atom.name}",) if county and not atom.seed_is_code else None
    found = area(atom.name, atom.home)
    return (found.key,) if found else None


def _is_loose(atom: Atom) -> bool:
    """Whether a paper of a city or province names a town without its county."""
    here = home_area(atom.home)
    return atom.type == "township" and atom.whole < 0 and (here is None or here.depth < _COUNTY)


def _lone_towns(atoms: Iterable[Atom]) -> Iterator[Link]:
    """A town named without its county, where the papers around know just one of that name."""
    towns: dict[str, list[Atom]] = {}
    for atom in atoms:
        if atom.kind is Kind.PLACE and atom.type == "township" and not atom.seed_is_code:
            towns.setdefault(atom.name, []).append(atom)
    for name, held in towns.items():
        placed = [atom for atom in held if not _is_loose(atom)]
        for atom in held:
            fit = [each for each in placed if near(each, atom)] if _is_loose(atom) else []
            if len({each.home for each in fit}) == 1:
                yield Link(fit[0].number, atom.number, "identity-lone-town", (f"name={name}",))


def _policy_key(atom: Atom) -> tuple[str, ...] | None:
    """The division and the title of a document that is named for one: 云岭县…办法."""
    if atom.kind is not Kind.POLICY:
        return None
    found, own = without_area(_MARKS.sub("", atom.name), atom.home)
    return (found.key, own) if found else None


def _by_key(
    atoms: Iterable[Atom], rule: str, key_of: Callable[[Atom], tuple[str, ...] | None]
) -> Iterator[Link]:
    """Links what shares a key."""
    first: dict[tuple[str, ...], Atom] = {}
    for atom in atoms:
        key = key_of(atom)
        if key is None:
            continue
        held = first.setdefault(key, atom)
        if held is not atom:
            yield Link(held.number, atom.number, rule, (f"form={key[-1]}",))


def core(atom: Atom) -> str:
    """What is a company's own in its name: 云水建设 of 浙江云水建设集团有限公司."""
    ending = _COMPANY.search(atom.name)
    if ending is None:
        return ""
    bare = re.sub(r"[((][^()()]*[))]", "", atom.name[: ending.start()])
    _, own = without_area(bare, atom.home)
    return own if len(own) >= 2 else ""


def _companies(atoms: Iterable[Atom]) -> Iterator[Link]:
    """Companies whose names have one core, where papers of one place name both."""
    by_core: dict[str, list[Atom]] = {}
    for atom in atoms:
        own = core(atom) if atom.kind is Kind.ORGANIZATION else ""
        if own:
            by_core.setdefault(own, []).append(atom)
    for own, held in by_core.items():
        for count, atom in enumerate(held):
            there = set(atom.articles)  # what one article tells apart stays two
            others = (each for each in held[:count] if there.isdisjoint(each.articles))
            known = next((each for each in others if near(each, atom)), None)
            if known is not None:
                yield Link(known.number, atom.number, "identity-company", (f"core={own}",))


def near(one: Atom, other: Atom) -> bool:
    """Whether papers of one place, or of one and what it lies in, name both."""
    return any(nested(a, b) for a in one.homes for b in other.homes)


def aliases(atoms: Iterable[Atom]) -> Iterator[Link]:
    """Atoms that an article calls by another's name, where just one is called so there.

    A short form counts within its paper's home, and only from three characters on: 集团
    and 公司 are used of many.
    """
    atoms = [a for a in atoms if a.kind not in (Kind.PERSON, Kind.EVENT)]
    by_name: dict[tuple[Kind, str, str], list[Atom]] = {}
    for atom in atoms:
        for home in atom.homes:
            by_name.setdefault((atom.kind, home, atom.name), []).append(atom)
    called: dict[tuple[Kind, str, str], list[Atom]] = {}
    for atom in atoms:
        for alias in atom.aliases:
            if len(alias) >= 3 and alias not in atom.names:
                for home in atom.homes:
                    called.setdefault((atom.kind, home, alias), []).append(atom)
    for key, wholes in called.items():
        if len({whole.seed for whole in wholes}) == 1:
            for atom in by_name.get(key, ()):
                if atom.seed != wholes[0].seed and atom.type in ("", wholes[0].type):
                    reasons = (f"alias={key[2]}",)
                    yield Link(wholes[0].number, atom.number, "identity-alias", reasons)
