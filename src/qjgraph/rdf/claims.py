"""The content of each kind of claim, as pairs of property and value."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from pyoxigraph import NamedNode

from qjgraph.iris import rule_iri
from qjgraph.model import (
    AmountValue,
    Claim,
    DateValue,
    Involvement,
    Location,
    Membership,
    Milestone,
    Naming,
    Occurrence,
    Participation,
    Quantity,
    Topic,
)
from qjgraph.rdf.scope import Scope, Unwritable
from qjgraph.rdf.terms import boolean, chinese, confidence, decimal, integer, text
from qjgraph.rdf.text import Pair
from qjgraph.rdf.vocab import Ext, Qj, code


def _code(scheme: str, value: str) -> NamedNode:
    try:
        return code(scheme, value)
    except KeyError:
        raise Unwritable(f"{value!r} is no code of the list {scheme!r}") from None


def _date(value: DateValue | None, scope: Scope) -> Iterator[Pair]:
    if value is None:
        return
    _code("granularity", value.granularity)
    yield Qj.date, scope.date(value)
    if value.text:
        yield Qj.dateVerbatim, text(value.text)


def _naming(claim: Naming, scope: Scope) -> Iterator[Pair]:
    yield Ext.rdf_type, Qj.Mention
    yield Qj.entity, scope.entity(claim.entity)


def _membership(claim: Membership, scope: Scope) -> Iterator[Pair]:
    yield Ext.rdf_type, Ext.Membership
    yield Ext.member, scope.entity(claim.person)
    yield Qj.title, text(claim.title)
    yield Qj.change, _code("change", claim.change)
    if claim.of:
        yield Qj.of, scope.entity(claim.of)
        yield Qj.post, scope.post(claim.of, claim.title)


def _occurrence(claim: Occurrence, scope: Scope) -> Iterator[Pair]:
    yield Ext.rdf_type, Qj.Occurrence
    yield Qj.event, scope.entity(claim.event)
    yield Qj.main, boolean(claim.main)
    yield from _date(claim.date, scope)
    if claim.series:
        yield Qj.series, chinese(claim.series)
    if claim.session is not None:
        yield Qj.session, integer(claim.session)


def _participation(claim: Participation, scope: Scope) -> Iterator[Pair]:
    yield Ext.rdf_type, Qj.Participation
    yield Qj.event, scope.entity(claim.event)
    yield Qj.person, scope.entity(claim.person)
    yield Qj.role, _code("role", claim.role)
    if claim.index:
        yield Qj.listIndex, integer(claim.index)


def _topic(claim: Topic, scope: Scope) -> Iterator[Pair]:
    yield Ext.rdf_type, Qj.Topic
    yield Qj.event, scope.entity(claim.event)
    yield Qj.about, scope.entity(claim.about)
    yield Qj.manner, _code("manner", claim.manner)


def _quantity(claim: Quantity, scope: Scope) -> Iterator[Pair]:
    yield Ext.rdf_type, Qj.Quantity
    yield Qj.kind, _code("quantity", claim.kind)
    yield from _amount(claim.amount)
    if claim.of:
        yield Qj.of, scope.entity(claim.of)
    if claim.of_name:
        yield Qj.ofName, chinese(claim.of_name)
    if claim.use:
        yield Qj.use, text(claim.use)


def _amount(amount: AmountValue) -> Iterator[Pair]:
    bounds = (Qj.value, amount.value), (Qj.minimum, amount.minimum), (Qj.maximum, amount.maximum)
    if all(number is None for _, number in bounds):
        raise Unwritable("its amount has no number")
    for predicate, number in bounds:
        if number is not None:
            yield predicate, decimal(number)
    yield Qj.unit, text(amount.unit)
    yield Qj.qualifier, _code("qualifier", amount.qualifier)
    yield Qj.verbatim, text(amount.text)


def _milestone(claim: Milestone, scope: Scope) -> Iterator[Pair]:
    yield Ext.rdf_type, Qj.Milestone
    yield Qj.project, scope.entity(claim.project)
    yield Qj.stage, _code("stage", claim.stage)
    yield Qj.status, _code("status", claim.status)
    yield from _date(claim.date, scope)
    if claim.progress is not None:
        yield Qj.progress, decimal(claim.progress)


def _location(claim: Location, scope: Scope) -> Iterator[Pair]:
    yield Ext.rdf_type, Qj.Location
    yield Qj.of, scope.entity(claim.of)
    yield Qj.place, scope.entity(claim.place)
    yield Qj.relation, _code("relation", claim.relation)


def _involvement(claim: Involvement, scope: Scope) -> Iterator[Pair]:
    yield Ext.rdf_type, Qj.Involvement
    yield Qj.project, scope.entity(claim.project)
    yield Qj.agent, scope.entity(claim.agent)
    yield Qj.role, _code("involvement", claim.role)


_WRITERS: dict[type[Claim], Callable[[Any, Scope], Iterator[Pair]]] = {
    Naming: _naming,
    Membership: _membership,
    Occurrence: _occurrence,
    Participation: _participation,
    Topic: _topic,
    Quantity: _quantity,
    Milestone: _milestone,
    Location: _location,
    Involvement: _involvement,
}


def content_pairs(claim: Claim, scope: Scope) -> list[Pair]:
    """What a claim says; Unwritable where a code, a span or an entity is unknown."""
    pairs = list(_WRITERS[type(claim)](claim, scope))
    if claim.attributed_to:
        pairs.append((Qj.attributedTo, scope.entity(claim.attributed_to)))
    return pairs


def reading_pairs(claim: Claim, scope: Scope) -> list[Pair]:
    """How a claim was read: sentence, words, rule and confidence."""
    if not 0 <= claim.confidence <= 1:
        raise Unwritable(f"its confidence {claim.confidence} is not between 0 and 1")
    return [
        (Qj.evidence, scope.span(claim.evidence)),
        (Qj.focus, scope.span(claim.focus)),
        (Qj.rule, NamedNode(rule_iri(claim.rule))),
        (Qj.confidence, confidence(claim.confidence)),
    ]
