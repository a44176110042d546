"""Entities, posts and dates as triples."""

from __future__ import annotations

from collections.abc import Iterator

from pyoxigraph import NamedNode

from qjgraph.model import DateValue, Entity, Kind, Membership
from qjgraph.rdf.scope import Scope
from qjgraph.rdf.terms import chinese, day, text
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


def entity_pairs(entity: Entity, scope: Scope) -> Iterator[Pair]:
    """An entity: its class, names, type, code and what it is a part of."""
    yield Ext.rdf_type, _CLASSES[entity.kind]
    if entity.kind is Kind.PROJECT and entity.type == "phase":
        yield Ext.rdf_type, Qj.ProjectPhase
    yield Ext.label, chinese(entity.name)
    for name in dict.fromkeys(entity.names):
        if name != entity.name:
            yield Ext.alt_label, chinese(name)
    yield from _type(entity)
    if entity.code:
        yield Qj.code, text(entity.code)
    if entity.part_of in scope.entities:
        yield Ext.is_part_of, scope.entities[entity.part_of]


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


def class_of(kind: Kind) -> NamedNode:
    """The class of an entity of a kind."""
    return _CLASSES[kind]
