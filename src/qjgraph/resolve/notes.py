"""What identity needs to know of a read document, small enough to keep of every article.

A note is a function of its document alone.  Entities are spoken of by their place in it, so
that a corpus is decided over without any document at hand.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from itertools import pairwise
from typing import NamedTuple

from qjgraph.iris import DEFAULT_BASE, article_hash
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


# Named tuples, because a build unpacks some hundred thousand of them.
class Named(NamedTuple):
    """An entity: its kind, its seed, the names its article uses, its type."""

    kind: Kind
    seed: str
    name: str
    names: tuple[str, ...]
    type: str


class Held(NamedTuple):
    """A post that a person is given: the person, the bare title, whose it is (-1: unknown)."""

    person: int
    title: str
    of: int
    change: str


class Happened(NamedTuple):
    """An event's day, series and session."""

    event: int
    day: DateValue | None
    series: str
    session: int | None


Pair = tuple[int, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Note:
    """An article as identity sees it; numbers are places in `named`.

    Attributes:
        article: its hash.
        home: of its paper: a division's path, else the paper's name.
        named: its entities, in the document's order.
        inside: parts and their wholes, the surer first.
        near: what it ties to a project or event, behind that.
        people: events and their participants.
        money: amounts stated of something.
        renamed: old and new name of one thing, with the rule that read it.
    """

    article: str
    published: date | None
    home: str
    named: tuple[Named, ...]
    inside: tuple[Pair, ...]
    near: tuple[Pair, ...]
    posts: tuple[Held, ...]
    events: tuple[Happened, ...]
    people: tuple[Pair, ...]
    money: tuple[tuple[int, Decimal], ...]
    renamed: tuple[tuple[int, int, str], ...]


def note(doc: Doc, base: str = DEFAULT_BASE) -> Note:
    """What identity needs of a document as it was read, its mentions included."""
    context, places = doc.article.context, {key: n for n, key in enumerate(doc.entities)}
    found = _Found(places)
    for claim in doc.claims:
        found.note(claim)
    parts = [(key, entity.part_of) for key, entity in doc.entities.items()]
    return Note(
        article=article_hash(doc.article),
        published=context.published,
        home=context.home or context.source,
        named=tuple(_named(entity, doc, base) for entity in doc.entities.values()),
        inside=found.pairs([*parts, *_inside(doc)]),
        near=(*found.pairs(_named_in(doc)), *found.near),
        posts=tuple(found.posts),
        events=tuple(found.events),
        people=tuple(found.people),
        money=tuple(found.money),
        renamed=tuple((places[old], places[new], rule) for old, new, rule in renames(doc)),
    )


def resolved(doc: Doc, identities: tuple[tuple[str, str], ...]) -> Doc:
    """The document with IRI, the corpus's label and code on every entity; itself unchanged.

    Args:
        identities: IRI and preferred name ('' for its own) of each entity, in its order.
    """
    home, entities = doc.article.context.home, dict[str, Entity]()
    for (key, entity), (iri, label) in zip(doc.entities.items(), identities, strict=True):
        known = coded(entity, home)
        entities[key] = replace(known, iri=iri, label="" if label == known.name else label)
    return replace(doc, entities=entities)


def _named(entity: Entity, doc: Doc, base: str) -> Named:
    known = coded(entity, doc.article.context.home)
    return Named(entity.kind, seed(known, doc, base), entity.name, entity.names, known.type)


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


class _Found:
    """What the claims tell about who their entities are."""

    def __init__(self, places: dict[str, int]) -> None:
        self._places = places
        self.near: list[Pair] = []
        self.posts: list[Held] = []
        self.events: list[Happened] = []
        self.people: list[Pair] = []
        self.money: list[tuple[int, Decimal]] = []

    def pairs(self, keys: list[tuple[str, str]] | Iterator[tuple[str, str]]) -> tuple[Pair, ...]:
        """Places of pairs of keys, both of which the article names."""
        here = self._places
        return tuple((here[a], here[b]) for a, b in keys if a in here and b in here)

    def note(self, claim: Claim) -> None:
        here = self._places
        match claim:
            case Membership(person=person, title=title, of=of, change=change) if person in here:
                self.posts.append(Held(here[person], title, here.get(of, -1), change))
            case Occurrence(event=event) if event in here:
                day = claim.date
                self.events.append(Happened(here[event], day, claim.series, claim.session))
            case Participation(event=event, person=person):
                self.people += self.pairs([(event, person)])
            case Location(of=of, place=place):
                self.near += self.pairs([(of, place)])
            case Topic(event=event, about=about):
                self.near += self.pairs([(about, event)])
            case Involvement(project=project, agent=agent):
                self.near += self.pairs([(project, agent)])
            case Quantity(of=of, kind="investment", amount=amount) if of in here:
                if amount.value is not None:
                    self.money.append((here[of], amount.value))
            case _:
                pass
