"""Which people of different articles are one.

A person is a name, a home, posts and time.  Within the pool of one name, articles that give the
same office speak of one person; then whole careers are compared; a bare name goes to whom it
fits.  What clashes stays two.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from itertools import combinations

from qjgraph.lexicon.pinyin import syllables
from qjgraph.model import Kind
from qjgraph.resolve.atoms import Atom, Read
from qjgraph.resolve.bodies import near
from qjgraph.resolve.forest import Forest
from qjgraph.resolve.links import Link
from qjgraph.resolve.offices import Office, offices

_DOTS = str.maketrans(dict.fromkeys("?？•・．。‧∙⋅", "·"))
#: The lowest rank of those whose careers go up and down together: township leaders.
_OFFICIAL = 4
_TELLING = frozenset((Kind.ORGANIZATION, Kind.PLACE, Kind.PROJECT))
#: A feature that more articles share says nothing about who is meant.
_COMMON = 40


@dataclass(slots=True, kw_only=True)
class Career:
    """What is so far held to be one person: some articles' atoms and their offices."""

    atoms: list[Atom]
    offices: tuple[Office, ...]
    homes: set[str]
    begin: date
    end: date

    @property
    def number(self) -> int:
        """One of its atoms."""
        return self.atoms[0].number

    @property
    def ranks(self) -> list[int]:
        """The ranks of its offices."""
        return [office.rank for office in self.offices if office.rank is not None]


class People:
    """The people of a corpus, pool by pool.

    Args:
        atoms: all atoms; bodies and places are joined in the forest.
        articles: which atoms each article names.
    """

    def __init__(self, atoms: list[Atom], articles: list[Read], forest: Forest) -> None:
        self._atoms, self._articles, self._forest = atoms, articles, forest
        self._offices = {
            atom.number: offices(atom, atoms, forest) for atom in atoms if atom.kind is Kind.PERSON
        }

    def pools(self) -> list[list[Atom]]:
        """The atoms of each name, dots of one kind, the earliest first."""
        found: dict[str, list[Atom]] = {}
        for atom in self._atoms:
            if atom.kind is Kind.PERSON:
                found.setdefault(atom.name.translate(_DOTS), []).append(atom)
        return [sorted(pool, key=lambda a: (a.first, a.seed)) for pool in found.values()]

    def by_office(self, pool: list[Atom]) -> Iterator[Link]:
        """Articles that give one name one office."""
        first: dict[str, Atom] = {}
        for atom in pool:
            for office in self._offices[atom.number]:
                known = first.setdefault(office.key, atom)
                if known is not atom:
                    leading = office.key.startswith("lead|")
                    rule = "identity-leaders" if leading else "identity-post"
                    yield Link(known.number, atom.number, rule, (f"post={office.title}",))

    def careers(self, pool: list[Atom]) -> list[Career]:
        """What is joined so far, with and without offices."""
        held = {atom.number: atom for atom in pool}
        return [self._career([held[n] for n in part]) for part in self._forest.sets(held)]

    def _career(self, atoms: list[Atom]) -> Career:
        found: dict[Office, None] = {}
        days: list[date] = []
        for atom in atoms:
            for office in self._offices[atom.number]:
                found[office] = None
                if not office.ended and atom.first[0] != date.max:
                    days.append(atom.first[0])
        begin, end = (min(days), max(days)) if days else (date.min, date.max)
        homes = {home for atom in atoms for home in atom.homes}
        return Career(atoms=atoms, offices=tuple(found), homes=homes, begin=begin, end=end)

    # ------------------------------------------------------------------------ careers

    def by_career(self, pool: list[Atom]) -> Iterator[Link]:
        """Careers that follow on one another; those that clash are kept apart, in doubt."""
        held = [career for career in self.careers(pool) if career.offices]
        rules = {
            (one.number, other.number): rule
            for one, other in combinations(held, 2)
            if (rule := _compared(one, other))
        }
        clashing = {pair for pair, rule in rules.items() if rule == "identity-posts-clash"}
        for (one, other), rule in rules.items():
            if rule == "identity-career" and _is_torn(one, other, rules, clashing):
                rule = "identity-posts-clash"
            yield Link(one, other, rule, self._said(one, other))
        for one, other in sorted(clashing):
            self._forest.forbid(one, other)

    def _said(self, one: int, other: int) -> tuple[str, ...]:
        return tuple(
            f"posts={'、'.join(sorted({office.title for office in self._offices[number]}))}"
            for number in (one, other)
        )

    # ---------------------------------------------------------------------- bare names

    def bare(self, pool: list[Atom]) -> Iterator[Link]:
        """A name without office goes to the only one of its home, or to whose company it keeps."""
        careers = self.careers(pool)
        known = [career for career in careers if career.offices]
        rest = [career for career in careers if not career.offices]
        waiting: dict[str, Atom] = {}
        company: dict[int, set[str]] = {}
        for career in rest:
            for atom in career.atoms:
                here = [each for each in known if each.homes & atom.homes]
                if not here:
                    here = [each for each in known if near(each.atoms[0], atom)]
                yield from self._placed(atom, here, waiting, company)

    def _placed(
        self, atom: Atom, here: list[Career], waiting: dict[str, Atom],
        company: dict[int, set[str]],
    ) -> Iterator[Link]:  # fmt: skip
        if len(here) == 1:
            yield Link(here[0].number, atom.number, "identity-no-clash")
            return
        best = self._company(atom, here, company) if here else None
        if best is not None:
            yield Link(best.number, atom.number, "identity-company-kept")
            return
        if here:
            for career in here:
                yield Link(career.number, atom.number, "identity-bare-name")
            return
        first = waiting.setdefault(atom.seed, atom)
        if first is not atom:
            yield Link(first.number, atom.number, "identity-no-clash")

    def _company(
        self, atom: Atom, careers: list[Career], company: dict[int, set[str]]
    ) -> Career | None:
        """The career whose articles name the same things, if no other comes near it.

        Args:
            company: what each career's articles name, as far as it was asked for.
        """
        mine, scores = self._features(atom), []
        for career in careers:
            if career.number not in company:
                company[career.number] = set().union(*map(self._features, career.atoms))
            scores.append(len(mine & company[career.number]))
        best = max(scores)
        if best < 2 or scores.count(best) > 1 or 2 * sorted(scores)[-2] > best:
            return None
        return careers[scores.index(best)]

    def _features(self, atom: Atom) -> set[str]:
        """What an article names beside a person and few other articles do."""
        found = set()
        for number in self._articles[atom.articles[0]].atoms:
            other = self._atoms[number]
            if other.kind is Kind.PERSON and other is not atom:
                found.add(f"person {other.name}")
            elif other.kind in _TELLING and len(other.articles) <= _COMMON:
                found.add(f"thing {self._forest.root(number)}")
        return found

    # ----------------------------------------------------------------------- spellings

    def spellings(self, pools: Iterable[list[Atom]]) -> Iterator[Link]:
        """Names of one sound that differ in one character and hold one office."""
        seats: dict[tuple[str, str], list[tuple[str, Career, Office]]] = {}
        for pool in pools:
            name = pool[0].name
            for career in self.careers(pool):
                for office in career.offices:
                    if office.rank is not None:
                        held = seats.setdefault((office.key, office.title), [])
                        held.append((name, career, office))
        for held in seats.values():
            if len({name for name, _, _ in held}) > 1:
                yield from _spelled(held)


def _spelled(held: list[tuple[str, Career, Office]]) -> Iterator[Link]:
    by_sound: dict[str, list[tuple[str, Career, Office]]] = {}
    for each in held:
        by_sound.setdefault(" ".join(syllables(each[0])), []).append(each)
    for alike in by_sound.values():
        for (a, one, office), (b, other, _) in combinations(alike, 2):
            if a != b and _one_apart(a, b):
                rule = "identity-spelling" if office.single else "identity-spelling-doubt"
                said = (f"names={a}|{b}", f"post={office.title}")
                yield Link(one.number, other.number, rule, said)


def _one_apart(one: str, other: str) -> bool:
    same = [a == b for a, b in zip(one, other, strict=False)]
    return len(one) == len(other) and same.count(False) == 1 and same[0]


def _is_torn(
    one: int, other: int, rules: dict[tuple[int, int], str], clashing: set[tuple[int, int]]
) -> bool:
    """Whether a career would follow on two that clash with one another."""
    for here, there in ((one, other), (other, one)):
        for pair, rule in rules.items():
            if rule == "identity-career" and here in pair:
                third = pair[0] if pair[1] == here else pair[1]
                if third != there and ((third, there) in clashing or (there, third) in clashing):
                    return True
    return False


def _compared(one: Career, other: Career) -> str:
    """The rule that speaks of two careers of one name, or ''."""
    if not one.ranks or not other.ranks:
        return ""
    officials = min(one.ranks) <= _OFFICIAL and min(other.ranks) <= _OFFICIAL
    step = min(abs(a - b) for a in one.ranks for b in other.ranks)
    if not officials or step > 1:
        return ""
    follows = one.end < other.begin or other.end < one.begin
    related, nested = _areas(one, other)
    if not related:
        high = max(min(one.ranks), min(other.ranks)) <= 3
        return "identity-homes-differ" if high and follows else ""
    if not follows:
        return "identity-posts-clash"
    short_name = len(one.atoms[0].name) < 3
    return "identity-homes-differ" if nested and short_name else "identity-career"


def _areas(one: Career, other: Career) -> tuple[bool, bool]:
    """Whether two careers are in one division or in one and what lies in it; whether the latter."""
    nested = False
    for a in one.offices:
        for b in other.offices:
            if a.area is None or b.area is None or a.rank is None or b.rank is None:
                continue
            if a.area == b.area:
                return True, False
            nested = nested or a.area.holds(b.area) or b.area.holds(a.area)
    return nested, nested
