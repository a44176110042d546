"""What identity is decided over: atoms, the smallest things that are surely one.

People and events are told apart article by article, so each article's person or event is an
atom.  All else is one atom for each seed: what the papers of one scope call by one name.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from itertools import pairwise

from qjgraph.iris import DEFAULT_BASE, article_hash, article_iri
from qjgraph.model import (
    Claim,
    DateValue,
    Doc,
    Entity,
    Involvement,
    Kind,
    Location,
    Membership,
    Occurrence,
    Participation,
    Quantity,
    Topic,
)
from qjgraph.resolve.renames import renames
from qjgraph.resolve.seeds import coded, seed

_CODED = re.compile(r"/id/place-(?:[0-9]{2,12}|[A-Z]{2,3})$")
_BY_ARTICLE = frozenset((Kind.PERSON, Kind.EVENT))


@dataclass(frozen=True, slots=True)
class PostHeld:
    """A post that an article gives a person: its bare title, the atom it is of (-1: unknown)."""

    title: str
    of: int
    change: str


@dataclass(slots=True, kw_only=True)
class Atom:
    """Something that one or more articles name, and what tells it from others.

    Attributes:
        number: its place among all atoms.
        seed: IRI by kind, scope and name.
        home: of its first paper: a division's path, else the paper's name.
        first: day of the earliest paper and hash of its article; undated ones are last.
        articles: numbers of the articles that name it.
        names: each preferred name with the number of articles that use it.
        aliases: further wordings.
        posts: of a person.
        day, series, session, people: of an event; `people` are the names of its participants.
        whole: atom of what it is a part of, -1 for none.
        near: atoms that its articles tie it to (places, bodies and events of a project).
        money: amounts stated of a project.
    """

    number: int
    kind: Kind
    seed: str
    name: str
    type: str
    home: str
    first: tuple[date, str]
    articles: list[int] = field(default_factory=list)
    homes: set[str] = field(default_factory=set)
    names: dict[str, int] = field(default_factory=dict)
    aliases: set[str] = field(default_factory=set)
    posts: list[PostHeld] = field(default_factory=list)
    day: DateValue | None = None
    series: str = ""
    session: int | None = None
    people: set[str] = field(default_factory=set)
    whole: int = -1
    near: set[int] = field(default_factory=set)
    money: set[Decimal] = field(default_factory=set)

    @property
    def seed_is_code(self) -> bool:
        """Whether it is a division known by its official code."""
        return _CODED.search(self.seed) is not None


@dataclass(slots=True, kw_only=True)
class Read:
    """An article as identity sees it: its IRI and day, and the atoms it names."""

    iri: str
    published: date
    atoms: tuple[int, ...]


class Register:
    """Collects the atoms of a corpus, document by document.

    Args:
        base: of the IRIs.
        apart: IRIs of articles whose every entity is an atom of its own, since a curator
            has split something off there.
    """

    def __init__(self, *, base: str = DEFAULT_BASE, apart: Collection[str] = ()) -> None:
        self.base = base
        self.atoms: list[Atom] = []
        self.articles: list[Read] = []
        #: Pairs of atoms that a text calls the old and the new name of one thing.
        self.renamed: list[tuple[int, int, str]] = []
        self._apart = frozenset(apart)
        self._by_seed: dict[str, int] = {}
        self._by_article: dict[tuple[str, str], int] = {}

    def add(self, doc: Doc) -> None:
        """Takes note of a read document; each article is added once."""
        digest = article_hash(doc.article)
        node = article_iri(digest, self.base)
        published = doc.article.context.published or date.max
        place = (published, digest)
        here = {key: self._atom(entity, doc, node, place) for key, entity in doc.entities.items()}
        for key, entity in doc.entities.items():
            if entity.part_of in here and here[key].whole < 0:
                here[key].whole = here[entity.part_of].number
        for inner, outer in _inside(doc):
            if here[inner].whole < 0:
                here[inner].whole = here[outer].number
        for project, event in _named_in(doc):
            here[project].near.add(here[event].number)
        for claim in doc.claims:
            _note(claim, here)
        for old, new, rule in renames(doc):
            self.renamed.append((here[old].number, here[new].number, rule))
        numbers = tuple(sorted({atom.number for atom in here.values()}))
        self.articles.append(Read(iri=node, published=published, atoms=numbers))

    def number(self, seed_iri: str, article: str) -> int:
        """The atom of a seed in an article."""
        found = self._by_article.get((article, seed_iri))
        return self._by_seed[seed_iri] if found is None else found

    def named(self, iri: str, article: str) -> int | None:
        """The atom that an article names by an IRI's seed; None where it does not."""
        return self._by_article.get((article, iri))

    def seeds(self) -> dict[str, int]:
        """The first atom of every seed."""
        found: dict[str, int] = {}
        for atom in self.atoms:
            held = found.setdefault(atom.seed, atom.number)
            if atom.first < self.atoms[held].first:
                found[atom.seed] = atom.number
        return found

    def locals(self) -> dict[tuple[str, str], int]:
        """The atoms that stand for one article alone, by its IRI and the seed."""
        return self._by_article

    def _atom(self, entity: Entity, doc: Doc, node: str, first: tuple[date, str]) -> Atom:
        context = doc.article.context
        known = coded(entity, context.home)
        home = context.home or context.source
        iri = seed(known, doc, self.base)
        alone = entity.kind in _BY_ARTICLE or node in self._apart
        number = self._by_article.get((node, iri)) if alone else self._by_seed.get(iri)
        if number is None:
            number = len(self.atoms)
            if alone:
                self._by_article[node, iri] = number
            else:
                self._by_seed[iri] = number
            self.atoms.append(Atom(
                number=number, kind=entity.kind, seed=iri, name=entity.name, type=known.type,
                home=home, first=first,
            ))  # fmt: skip
        atom = self.atoms[number]
        if first < atom.first:
            atom.first, atom.home, atom.type = first, home, known.type or atom.type
        if not atom.articles or atom.articles[-1] != len(self.articles):
            atom.articles.append(len(self.articles))
        atom.homes.add(home)
        atom.names[entity.name] = atom.names.get(entity.name, 0) + 1
        atom.aliases.update(entity.names)
        return atom


def _inside(doc: Doc) -> Iterator[tuple[str, str]]:
    """Keys of a place and the one that it is written right behind: 云岭县|横路镇."""
    places = [mention for mention in doc.of_kind(Kind.PLACE) if mention.entity]
    for outer, inner in pairwise(places):
        if outer.end == inner.begin and outer.entity != inner.entity:
            yield inner.entity, outer.entity


def _named_in(doc: Doc) -> Iterator[tuple[str, str]]:
    """Keys of a project and an event that is named for it: 云溪大桥项目, 云溪大桥项目开工仪式."""
    events = [key for key, entity in doc.entities.items() if entity.kind is Kind.EVENT]
    for key, entity in doc.entities.items():
        if events and entity.kind is Kind.PROJECT:
            yield from ((key, event) for event in events if entity.name in event)


def _note(claim: Claim, here: dict[str, Atom]) -> None:
    """What a claim tells about who its entities are."""
    match claim:
        case Membership(person=person, title=title, of=of, change=change) if person in here:
            body = here[of].number if of in here else -1
            here[person].posts.append(PostHeld(title, body, change))
        case Occurrence(event=event) if event in here:
            atom = here[event]
            atom.day = atom.day or claim.date
            atom.series = atom.series or claim.series
            atom.session = atom.session if atom.session is not None else claim.session
        case Participation(event=event, person=person) if event in here and person in here:
            here[event].people.add(here[person].name)
        case Location(of=of, place=place) if of in here and place in here:
            here[of].near.add(here[place].number)
        case Topic(event=event, about=about) if event in here and about in here:
            here[about].near.add(here[event].number)
        case Involvement(project=project, agent=agent) if project in here and agent in here:
            here[project].near.add(here[agent].number)
        case Quantity(of=of, kind="investment", amount=amount) if of in here:
            if amount.value is not None:
                here[of].money.add(amount.value)
        case _:
            pass
