"""What identity is decided over: atoms, the smallest things that are surely one.

People and events are told apart article by article, so each article's person or event is an
atom.  All else is one atom for each seed: what the papers of one scope call by one name.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from qjgraph.iris import DEFAULT_BASE, article_iri
from qjgraph.model import DateValue, Doc, Kind
from qjgraph.resolve.notes import Named, Note, note

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
    """An article as identity sees it: its IRI and day, and the atoms it names.

    Attributes:
        entities: atom of each entity, in the document's order.
        atoms: the same, each once.
    """

    iri: str
    published: date
    entities: tuple[int, ...]
    atoms: tuple[int, ...]


class Register:
    """Collects the atoms of a corpus, article by article.

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
        self._numbers: dict[str, int] = {}
        self._by_seed: dict[str, int] = {}
        self._by_article: dict[tuple[str, str], int] = {}

    def add(self, doc: Doc) -> None:
        """Takes note of a read document; each article is added once."""
        self.take(note(doc, self.base))

    def take(self, note: Note) -> None:
        """Takes in the note of an article; each article is taken once."""
        node = article_iri(note.article, self.base)
        published = note.published or date.max
        first = (published, note.article)
        here = [self._atom(named, note.home, node, first) for named in note.named]
        for part, whole in note.inside:
            if here[part].whole < 0:
                here[part].whole = here[whole].number
        for one, other in note.near:
            here[one].near.add(here[other].number)
        _describe(note, here)
        for old, new, rule in note.renamed:
            self.renamed.append((here[old].number, here[new].number, rule))
        entities = tuple(atom.number for atom in here)
        self._numbers[node] = len(self.articles)
        self.articles.append(Read(
            iri=node, published=published, entities=entities, atoms=tuple(sorted(set(entities)))
        ))  # fmt: skip

    def article(self, iri: str) -> Read:
        """An article that was taken in, by its IRI."""
        return self.articles[self._numbers[iri]]

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

    def _atom(self, named: Named, home: str, node: str, first: tuple[date, str]) -> Atom:
        kind, seed, name, names, code = named
        alone = kind in _BY_ARTICLE or node in self._apart
        number = self._by_article.get((node, seed)) if alone else self._by_seed.get(seed)
        if number is None:
            number = len(self.atoms)
            if alone:
                self._by_article[node, seed] = number
            else:
                self._by_seed[seed] = number
            self.atoms.append(Atom(
                number=number, kind=kind, seed=seed, name=name, type=code, home=home, first=first,
            ))  # fmt: skip
        atom = self.atoms[number]
        if first < atom.first:
            atom.first, atom.home, atom.type = first, home, code or atom.type
        if not atom.articles or atom.articles[-1] != len(self.articles):
            atom.articles.append(len(self.articles))
        atom.homes.add(home)
        atom.names[name] = atom.names.get(name, 0) + 1
        atom.aliases.update(names)
        return atom


def _describe(note: Note, here: list[Atom]) -> None:
    """What the article's claims tell about who its entities are."""
    for person, title, of, change in note.posts:
        body = here[of].number if of >= 0 else -1
        here[person].posts.append(PostHeld(title, body, change))
    for event, day, series, session in note.events:
        atom = here[event]
        atom.day = atom.day or day
        atom.series = atom.series or series
        atom.session = atom.session if atom.session is not None else session
    for event, person in note.people:
        here[event].people.add(here[person].name)
    for thing, amount in note.money:
        here[thing].money.add(amount)
