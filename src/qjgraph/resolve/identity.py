"""Who is who: atoms joined into entities, each with one IRI and one preferred name.

The order of work: what a curator decided; bodies and places by form and alias; events; projects
and their phases, which events tie; people, who need the bodies of their posts.  Links of a stage
are taken from the strongest down, and none joins what was told apart.  An entity's IRI is the
seed of its earliest article, unless a decision pins another; where two entities share a seed, the
later one takes the IRI of what its earliest article means by it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from itertools import chain

from qjgraph.iris import article_hash, article_iri, split_iri
from qjgraph.judgement import Decision, Judgement, Verdict, stale
from qjgraph.model import Doc, Entity, Issue, Kind
from qjgraph.resolve import bodies, events, projects
from qjgraph.resolve.atoms import Register
from qjgraph.resolve.forest import Forest
from qjgraph.resolve.links import Link, keep_apart
from qjgraph.resolve.notes import resolved
from qjgraph.resolve.people import People

Notice = Callable[[Issue], None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Identity:
    """The identity of a corpus's entities.

    Attributes:
        judgements: what was held of entities and seeds, in a fixed order.
        iris: of the entity of each atom.
    """

    judgements: tuple[Judgement, ...]
    _register: Register
    iris: list[str]
    _labels: dict[str, str]
    _numbers: dict[str, int] = field(default_factory=dict)

    def resolve(self, doc: Doc) -> Doc:
        """The document with IRI, the corpus's label and code on every entity; itself unchanged."""
        return resolved(doc, self.identities(article_hash(doc.article)))

    def identities(self, article: str) -> tuple[tuple[str, str], ...]:
        """IRI and the corpus's preferred name ('' for its own) of an article's entities.

        Args:
            article: its hash; it has been added to the register.
        """
        node = article_iri(article, self._register.base)
        found = (self.iris[number] for number in self._register.article(node).entities)
        return tuple((iri, self._labels.get(iri, "")) for iri in found)

    def entity(self, iri: str) -> Entity | None:
        """The entity of an IRI, its own or that of a seed joined into it; None for none."""
        number = self._by_iri().get(iri)
        if number is None:
            return None
        atom, own = self._register.atoms[number], self.iris[number]
        name = self._labels.get(own, atom.name)
        return Entity(key="", kind=atom.kind, name=name, type=atom.type, iri=own)

    def _by_iri(self) -> dict[str, int]:
        if not self._numbers:
            self._numbers.update(self._register.seeds())
            for number, iri in enumerate(self.iris):
                self._numbers[iri] = number
        return self._numbers


@dataclass(slots=True)
class _Work:
    """Identity under way: the forest, what joined a seed, what stays in doubt."""

    register: Register
    forest: Forest
    joined: dict[str, Link] = field(default_factory=dict)
    doubts: list[Link] = field(default_factory=list)
    #: Atoms that a curator split off, with their IRIs: no rule joins them to anything.
    aside: dict[int, str] = field(default_factory=dict)

    def take(self, links: Iterable[Link]) -> None:
        """Joins what links hold to be the same, the strongest first; keeps the doubtful."""
        found = [
            link for link in links
            if link.one not in self.aside and link.other not in self.aside
        ]  # fmt: skip
        for link in sorted(found, key=self._order):
            if link.verdict is Verdict.SAME:
                if self.forest.join(link.one, link.other):
                    self._note(link)
            else:
                self.doubts.append(link)

    def _order(self, link: Link) -> tuple[float, object, object, str]:
        one, other = self.register.atoms[link.one], self.register.atoms[link.other]
        return -link.score, (one.first, one.seed), (other.first, other.seed), link.rule

    def _note(self, link: Link) -> None:
        one, other = self.register.atoms[link.one], self.register.atoms[link.other]
        if one.seed != other.seed:
            self.joined.setdefault(one.seed, link)
            self.joined[other.seed] = link


def identify(
    register: Register,
    decisions: Sequence[Decision] = (),
    on_issue: Notice = lambda issue: None,
    *,
    ledger: str = "ledger",
) -> Identity:
    """Decides which atoms are one.

    Args:
        register: of every document of the corpus, in any order.
        decisions: those in force; those about claims are not looked at.
        on_issue: is told of decisions that name nothing any more.
        ledger: what issues call the ledger.
    """
    told = [each for each in decisions if each.verdict in _OF_IDENTITY]
    work = _Work(register, Forest(len(register.atoms)))
    book = _Book(register, told, on_issue, ledger)
    book.apply(work)
    _cluster(work)
    iris = _iris(work, book)
    labels = _labels(work, iris, book.names)
    return Identity(
        judgements=tuple(_judgements(work, iris, book)), _register=register, iris=iris,
        _labels=labels,
    )  # fmt: skip


_OF_IDENTITY = (Verdict.SAME, Verdict.DIFFERENT, Verdict.UNSURE, Verdict.RENAME)


def _cluster(work: _Work) -> None:
    register, forest = work.register, work.forest
    atoms = register.atoms
    first = register.seeds()
    work.take(
        Link(first[atom.seed], atom.number, "identity-name")
        for atom in atoms
        if atom.kind not in (Kind.PERSON, Kind.EVENT) and first[atom.seed] != atom.number
    )
    work.take(chain(
        bodies.links(atoms), bodies.aliases(atoms),
        (Link(old, new, rule) for old, new, rule in register.renamed),
    ))  # fmt: skip
    work.take(events.links(atoms, forest))
    work.take(events.places(atoms, forest))
    work.take(projects.links(atoms, forest))
    work.take(projects.phases(atoms, forest))
    people = People(atoms, register.articles, forest)
    pools = people.pools()
    for pool in pools:
        keep_apart(pool, forest)
        for stage in (people.by_office, people.by_career, people.bare):
            work.take(stage(pool))
    work.take(people.spellings(pools))


# ----------------------------------------------------------------------------- decisions


class _Book:
    """A curator's decisions about entities, found in the corpus."""

    def __init__(
        self, register: Register, decisions: list[Decision], on_issue: Notice, ledger: str
    ) -> None:
        self._register, self._on_issue, self._ledger = register, on_issue, ledger
        self._seeds = register.seeds() if decisions else {}
        self._locals: dict[str, int] | None = None
        self._whole: list[str] | None = None
        self.decisions = decisions
        #: IRIs that decisions pin, by atom; the first one wins.
        self.pins: dict[int, str] = {}
        #: Preferred names, by IRI as a decision names it.
        self.names: dict[int, str] = {}
        self.applied: list[tuple[Decision, int, int]] = []

    def apply(self, work: _Work) -> None:
        """Sets aside what was split off, then forbids and joins."""
        splits = [d for d in self.decisions if d.splits]
        for decision in splits:
            self._split(decision, work)
        for decision in self.decisions:
            if not decision.splits:
                self._one(decision, work)

    def _split(self, decision: Decision, work: _Work) -> None:
        found = self._register.named(decision.left, decision.right)
        if found is None:
            found = self._named_otherwise(decision)
        if found is None:
            self._stale(decision)
            return
        work.aside[found] = split_iri(decision.left, decision.right)
        held = self._atom(decision.left)
        self.applied.append((decision, held if held is not None else found, found))

    def _named_otherwise(self, decision: Decision) -> int | None:
        """What an article names by another seed that would be joined into the entity."""
        if self._whole is None:
            others = [each for each in self.decisions if not each.splits]
            self._whole = identify(self._register, others).iris
        for (article, _), number in self._register.locals().items():
            if article == decision.right and self._whole[number] == decision.left:
                return number
        return None

    def _one(self, decision: Decision, work: _Work) -> None:
        one = self._place(decision.left, work)
        if decision.verdict is Verdict.RENAME:
            if one is None:
                self._stale(decision)
            else:
                self.pins.setdefault(one, decision.left)
                self.names[one] = decision.right
            return
        other = self._place(decision.right, work)
        if one is None or other is None:
            self._stale(decision)
            return
        self._related(decision, one, other, work)

    def _related(self, decision: Decision, one: int, other: int, work: _Work) -> None:
        """Applies a decision; of two that contradict each other the first one holds."""
        done = True
        if decision.verdict is Verdict.SAME:
            done = work.forest.join(one, other)
        elif decision.verdict is Verdict.DIFFERENT:
            done = work.forest.forbid(one, other)
        if done:
            self.pins.setdefault(one, decision.left)
            if decision.verdict is not Verdict.SAME:
                self.pins.setdefault(other, decision.right)
            self.applied.append((decision, one, other))

    def _place(self, iri: str, work: _Work) -> int | None:
        for number, split in work.aside.items():
            if split == iri:
                return number
        return self._atom(iri)

    def _atom(self, iri: str) -> int | None:
        """The atom that an IRI stands for: the first of a seed, or one article's."""
        if iri in self._seeds:
            return self._seeds[iri]
        if self._locals is None:
            self._locals = {
                split_iri(key[1], key[0]): number for key, number in self._register.locals().items()
            }
        return self._locals.get(iri)

    def _stale(self, decision: Decision) -> None:
        self._on_issue(stale(decision, self._ledger, "no text names both any more"))


# ------------------------------------------------------------------------ IRIs and names


def _iris(work: _Work, book: _Book) -> list[str]:
    """The IRI of every atom."""
    atoms, forest = work.register.atoms, work.forest
    chosen: dict[int, str] = {}
    for number, iri in chain(book.pins.items(), work.aside.items()):
        chosen.setdefault(forest.root(number), iri)
    # what once meant an entity that was joined to another never means a third
    taken = {*chosen.values(), *(decision.right for decision, _, _ in book.applied)}
    parts = forest.sets(range(len(atoms)))
    for part in parts:
        part.sort(key=lambda number: (atoms[number].first, atoms[number].seed))
    for part in sorted(parts, key=lambda part: (atoms[part[0]].first, atoms[part[0]].seed)):
        root = forest.root(part[0])
        if root not in chosen:
            chosen[root] = _free(part, work.register, taken)
            taken.add(chosen[root])
    return [chosen[forest.root(number)] for number in range(len(atoms))]


def _free(part: list[int], register: Register, taken: set[str]) -> str:
    """The seed of the earliest atom whose seed is free; else what its article means by it."""
    for number in part:
        if register.atoms[number].seed not in taken:
            return register.atoms[number].seed
    first = register.atoms[part[0]]
    return split_iri(first.seed, register.articles[first.articles[0]].iri)


def _labels(work: _Work, iris: list[str], renamed: dict[int, str]) -> dict[str, str]:
    """The preferred name of each entity that is called by several."""
    names: dict[str, dict[str, int]] = {}
    kinds: dict[str, Kind] = {}
    for atom in work.register.atoms:
        held = names.setdefault(iris[atom.number], {})
        kinds[iris[atom.number]] = atom.kind
        for name, count in atom.names.items():
            held[name] = held.get(name, 0) + count
    chosen = {iri: _preferred(kinds[iri], held) for iri, held in names.items() if len(held) > 1}
    return chosen | {iris[number]: name for number, name in renamed.items()}


def _preferred(kind: Kind, names: dict[str, int]) -> str:
    """Of bodies, projects and events the fullest name, of others the most frequent one."""
    if kind in (Kind.ORGANIZATION, Kind.PROJECT, Kind.EVENT):
        return min(names, key=lambda name: (-len(name), -names[name], name))
    return min(names, key=lambda name: (-names[name], -len(name), name))


# ---------------------------------------------------------------------------- judgements


def _judgements(work: _Work, iris: list[str], book: _Book) -> list[Judgement]:
    decided = [_decided(decision, iris[one], iris[other]) for decision, one, other in book.applied]
    pairs = {frozenset((each.left, each.right)) for each in decided}
    found = [
        each for each in (*_joined(work, iris), *_doubtful(work, iris))
        if frozenset((each.left, each.right)) not in pairs
    ]  # fmt: skip
    return sorted((*decided, *found), key=lambda each: (each.left, each.right, each.rule))


def _decided(decision: Decision, one: str, other: str) -> Judgement:
    same = decision.verdict is Verdict.SAME
    right = other
    if same:
        right = decision.right if decision.right != one else decision.left
    return Judgement(
        verdict=decision.verdict, left=one, right=right, score=_SAYS[decision.verdict],
        rule="curator", reasons=(decision.why,) if decision.why else (), by=decision.who,
    )  # fmt: skip


_SAYS = {Verdict.SAME: 1.0, Verdict.DIFFERENT: 0.0, Verdict.UNSURE: 0.5}


def _joined(work: _Work, iris: list[str]) -> Iterable[Judgement]:
    """One judgement for each seed that lives on in an entity of another IRI."""
    used = set(iris)
    for seed_iri, link in work.joined.items():
        left = iris[link.one]
        if seed_iri != left and seed_iri not in used:
            yield Judgement(
                verdict=Verdict.SAME, left=left, right=seed_iri, score=link.score,
                rule=link.rule, reasons=link.reasons,
            )  # fmt: skip


def _doubtful(work: _Work, iris: list[str]) -> Iterable[Judgement]:
    """Each pair of entities that a rule was in doubt of, by its strongest rule."""
    best: dict[tuple[str, str], Link] = {}
    for link in sorted(work.doubts, key=lambda link: (-link.score, link.rule, link.reasons)):
        pair = sorted((iris[link.one], iris[link.other]))
        if pair[0] != pair[1]:
            best.setdefault((pair[0], pair[1]), link)
    for (left, right), link in best.items():
        yield Judgement(
            verdict=Verdict.UNSURE, left=left, right=right, score=link.score, rule=link.rule,
            reasons=link.reasons,
        )  # fmt: skip
