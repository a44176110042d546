"""Entities, divisions, posts and dates as triples."""

from __future__ import annotations

from collections.abc import Iterator

from pyoxigraph import NamedNode

from qjgraph.iris import division_iri
from qjgraph.lexicon.gazetteer import Division, gazetteer
from qjgraph.model import DateValue, Entity, Kind, Membership
from qjgraph.rdf.scope import Scope
from qjgraph.rdf.terms import chinese, day, decimal, text
from qjgraph.rdf.text import Pair
from qjgraph.rdf.vocab import CODES, Ext, Qj, code

_CLASSES = {
    Kind.PERSON: Qj.Person,
    Kind.ORGANIZATION: Qj.Organization,
    Kind.PLACE: Qj.Place,
    Kind.EVENT: Qj.Event,
    Kind.PROJECT: Qj.Project,
    Kind.POLICY: Qj.Policy,
}


def known_type(entity: Entity) -> bool:
    """Whether the entity's type, if it has one, is a code of its kind's list."""
    return not entity.type or entity.type in CODES.get(entity.kind.value, ())


def _type(entity: Entity) -> Iterator[Pair]:
    if entity.type and entity.kind.value in CODES:
        yield Qj.type, code(entity.kind.value, entity.type if known_type(entity) else "other")


def division_of(entity: Entity) -> Division | None:
    """The division that a place's code stands for, if the gazetteer knows it."""
    return gazetteer().by_code(entity.code) if entity.kind is Kind.PLACE and entity.code else None


def entity_pairs(entity: Entity, scope: Scope) -> Iterator[Pair]:
    """What an article states of an entity but for its names: class, type, code and whole.

    Of a division that the gazetteer knows it states the class alone.
    """
    yield Ext.rdf_type, _CLASSES[entity.kind]
    if entity.kind is Kind.PROJECT and entity.type == "phase":
        yield Ext.rdf_type, Qj.ProjectPhase
    if division_of(entity) is None:
        yield from _own_pairs(entity, scope)


def name_pairs(entity: Entity, *, own: bool) -> Iterator[Pair]:
    """The names of an entity: its label, further ones as alternatives.

    Args:
        own: with the label that the article prefers, as its graph has it; else with the
            one of the whole corpus.  Of a known division both are the official name.
    """
    division = division_of(entity)
    preferred = entity.name if own else entity.label or entity.name
    label = division.name if division else preferred
    yield Ext.label, chinese(label)
    for name in dict.fromkeys((entity.name, *entity.names)):
        if name != label:
            yield Ext.alt_label, chinese(name)


def _own_pairs(entity: Entity, scope: Scope) -> Iterator[Pair]:
    yield from _type(entity)
    if entity.code:
        yield Qj.code, text(entity.code)
    if entity.part_of in scope.entities:
        yield Ext.is_part_of, scope.entities[entity.part_of]


def division_pairs(division: Division, base: str) -> Iterator[Pair]:
    """What the gazetteer knows of a division."""
    yield Ext.rdf_type, Qj.Place
    yield Ext.label, chinese(division.name)
    yield Qj.type, code("place", division.level)
    yield Qj.code, text(division.code)
    if gazetteer().by_code(division.parent):
        yield Ext.is_part_of, NamedNode(division_iri(division.parent, base))
    if division.latitude is not None and division.longitude is not None:
        yield Ext.lat, decimal(division.latitude)
        yield Ext.long, decimal(division.longitude)


def with_parents(division: Division) -> Iterator[Division]:
    """A division and those it lies in, the narrowest first."""
    current: Division | None = division
    while current is not None:
        yield current
        current = gazetteer().by_code(current.parent)


def post_pairs(claim: Membership, scope: Scope) -> Iterator[Pair]:
    """A seat: its title and what it belongs to."""
    yield Ext.rdf_type, Qj.Post
    yield Ext.label, chinese(claim.title)
    yield Qj.of, scope.entity(claim.of)


def date_pairs(value: DateValue) -> Iterator[Pair]:
    """A calendar node: a date's two bounds, its EDTF and how fine it is."""
    yield Ext.rdf_type, Qj.FuzzyDate
    yield Qj.granularity, code("granularity", value.granularity)
    if value.edtf:
        yield Qj.edtf, text(value.edtf)
    if value.earliest:
        yield Qj.earliest, day(value.earliest)
    if value.latest:
        yield Qj.latest, day(value.latest)
