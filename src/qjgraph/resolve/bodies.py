"""Which bodies, places and policies of different scopes are one."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator

from qjgraph.lexicon.bodies import organs
from qjgraph.model import Kind
from qjgraph.resolve.atoms import Atom
from qjgraph.resolve.divisions import Area, area, nested, without_area
from qjgraph.resolve.links import Link

_COMPANY = re.compile(
    r"(?:集团)?(?:股份有限公司|有限责任公司|有限公司|总公司|分公司|公司|集团)$"
)
_DIVISIONS = frozenset(("province", "city", "county", "township"))
_LEADING = frozenset(("party", "government", "congress", "conference", "supervision"))
#: Organs that lead a division: its party committee, government, congress, conference.
_LEADERS = frozenset((
    "委员会", "党委", "党工委", "党组", "委常委会", "政府", "人民政府", "人大", "人大常委会", "政协", "纪律检查委员会",
    "监察委员会", "纪委监委", "政府党组", "人大常委会党组", "政协党组", "办事处", "街道办事处", "管理委员会",
))  # fmt: skip


def links(atoms: Iterable[Atom]) -> Iterator[Link]:
    """The links among bodies, places, projects and policies by form and alias."""
    held = [atom for atom in atoms if atom.kind in (Kind.ORGANIZATION, Kind.PLACE)]
    yield from _by_key(held, "identity-body-form", _body_key)
    yield from _by_key(held, "identity-division", _place_key)
    yield from _companies(held)


def body_form(atom: Atom) -> tuple[Area, str] | None:
    """The division of a body and the full form of its organ: (云岭县, 发展和改革)."""
    return _form(atom.name, atom.home)


def leads(atom: Atom) -> Area | None:
    """The division that a body leads as its committee, government, congress or conference."""
    form = _form(atom.name, atom.home)
    if form is None or (form[1] not in _LEADERS and atom.type not in _LEADING):
        return None
    return form[0] if form[1] in _LEADERS else None


def _form(name: str, home: str) -> tuple[Area, str] | None:
    forms = organs()
    for begin in range(2, len(name)):
        organ = forms.get(name[begin:])
        if organ is not None:
            found = area(name[:begin], home) or _chained(name[:begin], home)
            return (found, organ.full) if found else None
    return None


def _chained(name: str, home: str) -> Area | None:
    """The narrowest division of 江西省云岭县."""
    found, rest = without_area(name + "之内", home)
    return found if rest == "之内" else None


def _body_key(atom: Atom) -> tuple[str, ...] | None:
    form = body_form(atom) if atom.kind is Kind.ORGANIZATION else None
    return (form[0].key, form[1]) if form else None


def _place_key(atom: Atom) -> tuple[str, ...] | None:
    if atom.kind is not Kind.PLACE or atom.type not in _DIVISIONS:
        return None
    found = area(atom.name, atom.home)
    return (found.key,) if found else None


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
            known = next((each for each in held[:count] if near(each, atom)), None)
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
                if atom.seed != wholes[0].seed:
                    reasons = (f"alias={key[2]}",)
                    yield Link(wholes[0].number, atom.number, "identity-alias", reasons)
