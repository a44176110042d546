"""The shapes of `ontology/shapes.ttl`, compiled: what pyshacl finds, many times as fast.

Only what those shapes use of SHACL Core is known; anything else in the file is an error
here, so that nothing goes unchecked.  Tests hold the findings equal to pyshacl's.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation
from functools import cache
from operator import le, lt
from typing import Any

from pyoxigraph import BlankNode, DefaultGraph, Literal, NamedNode, Quad, RdfFormat, Store, parse

from qjgraph import resources
from qjgraph.rdf.vocab import PREFIXES, Ext

_DEFAULT = DefaultGraph()
_SH, _RDF, _XSD = PREFIXES["sh"], PREFIXES["rdf"], PREFIXES["xsd"]

Term = NamedNode | Literal
Values = dict[NamedNode, list[Term]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Result:
    """A violation: the shape's local name, the thing, the property and value, and what is wrong."""

    check: str
    node: NamedNode
    path: NamedNode | None
    value: Term | None
    messages: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Property:
    """A property shape: path, counts, and tests of a single value."""

    name: str
    path: tuple[NamedNode, ...]
    least: int
    most: int | None
    tests: tuple[Callable[[Store, Term], bool], ...]
    orders: tuple[tuple[Callable[[Any, Any], bool], NamedNode], ...]
    wanted: Term | None
    messages: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Shape:
    """A closed node shape: what it is about and its property shapes."""

    name: str
    target: NamedNode
    by_class: bool
    properties: tuple[_Property, ...]
    allowed: frozenset[NamedNode]
    messages: tuple[tuple[str, str], ...]


def violations(store: Store) -> Iterator[Result]:
    """All violations in the default graph of a store, shape by shape."""
    for shape in compiled():
        for node in _targets(store, shape):
            yield from _check(store, shape, node)


def _targets(store: Store, shape: _Shape) -> Iterator[NamedNode]:
    predicate = Ext.rdf_type if shape.by_class else shape.target
    kind = shape.target if shape.by_class else None
    for quad in store.quads_for_pattern(None, predicate, kind, _DEFAULT):
        if isinstance(quad.subject, NamedNode):
            yield quad.subject


def _check(store: Store, shape: _Shape, node: NamedNode) -> Iterator[Result]:
    values: Values = {}
    for quad in store.quads_for_pattern(node, None, None, _DEFAULT):
        values.setdefault(quad.predicate, []).append(quad.object)  # type: ignore[arg-type]
    for predicate in values.keys() - shape.allowed:
        for value in values[predicate]:
            yield Result(
                check=shape.name, node=node, path=predicate, value=value, messages=shape.messages
            )
    for prop in shape.properties:
        for found in _broken(store, prop, values):
            path = prop.path[0] if len(prop.path) == 1 else None
            yield Result(check=prop.name, node=node, path=path, value=found, messages=prop.messages)


def _broken(store: Store, prop: _Property, values: Values) -> Iterator[Term | None]:
    """The values that break a property shape; None for a wrong number of them."""
    found = values.get(prop.path[0], [])
    for step in prop.path[1:]:
        found = [value for node in found for value in _objects(store, node, step)]
    if len(found) < prop.least or (prop.most is not None and len(found) > prop.most):
        yield None
    if prop.wanted is not None and prop.wanted not in found:
        yield None
    for value in found:
        if not all(test(store, value) for test in prop.tests):
            yield value
    for holds, other in prop.orders:
        for value in found:
            if not all(_compared(holds, value, limit) for limit in values.get(other, [])):
                yield value


def _objects(store: Store, node: Term, predicate: NamedNode) -> Iterator[Term]:
    if isinstance(node, NamedNode):
        for quad in store.quads_for_pattern(node, predicate, None, _DEFAULT):
            if isinstance(quad.object, NamedNode | Literal):
                yield quad.object


def _compared(holds: Callable[[Any, Any], bool], left: Term, right: Term) -> bool:
    try:
        return holds(_value(left), _value(right))
    except TypeError:
        return False


def _value(term: Term) -> object:
    """A literal's value; its words where it is none of the known kinds or ill-formed."""
    if not isinstance(term, Literal):
        return term.value
    kind = term.datatype.value.removeprefix(_XSD)
    try:
        if kind in ("integer", "decimal"):
            return Decimal(term.value)
        return date.fromisoformat(term.value) if kind == "date" else term.value
    except (InvalidOperation, ValueError):
        return term.value


# ------------------------------------------------------------------------- compilation


class _Source:
    """The triples of the shapes file."""

    def __init__(self) -> None:
        self.facts: dict[object, dict[str, list[Term]]] = {}
        path = str(resources.ontology("shapes.ttl"))
        for quad in parse(path=path, format=RdfFormat.TURTLE):
            values = self.facts.setdefault(quad.subject, {})
            values.setdefault(quad.predicate.value, []).append(quad.object)

    def items(self, value: object) -> list[Term]:
        """The members of a list, or the value itself."""
        if not isinstance(value, BlankNode):
            return [value]  # type: ignore[list-item]
        members: list[Term] = []
        while isinstance(value, BlankNode):
            members += self.facts[value][f"{_RDF}first"]
            (value,) = self.facts[value][f"{_RDF}rest"]
        return members


@cache
def compiled() -> tuple[_Shape, ...]:
    """The node shapes of the file that have a target."""
    source = _Source()
    shapes = []
    for node, facts in source.facts.items():
        for key, by_class in (("targetClass", True), ("targetSubjectsOf", False)):
            for target in facts.get(_SH + key, []):
                shapes.append(_shape(source, node, target, by_class))
    return tuple(shapes)


def _shape(source: _Source, node: object, target: Term, by_class: bool) -> _Shape:
    facts = source.facts[node]
    assert isinstance(target, NamedNode)
    properties = tuple(_property(source, prop) for prop in facts[f"{_SH}property"])
    own = {prop.path[0] for prop in properties if len(prop.path) == 1}
    return _Shape(
        name=_local(node),
        target=target,
        by_class=by_class,
        properties=properties,
        allowed=frozenset((*own, Ext.rdf_type)),
        messages=_messages(facts),
    )


def _property(source: _Source, node: Term) -> _Property:
    facts = {key: values for key, values in source.facts[node].items() if key.startswith(_SH)}
    (path,) = facts.pop(f"{_SH}path")
    messages = _messages(facts)
    facts.pop(f"{_SH}message", None)
    least, most = facts.pop(f"{_SH}minCount", None), facts.pop(f"{_SH}maxCount", None)
    wanted = facts.pop(f"{_SH}hasValue", None)
    orders = [
        (order, other)
        for key, order in (("lessThan", lt), ("lessThanOrEquals", le))
        for other in facts.pop(_SH + key, [])
    ]
    return _Property(
        name=_local(node),
        path=tuple(source.items(path)),  # type: ignore[arg-type]
        least=int(least[0].value) if least else 0,
        most=int(most[0].value) if most else None,
        tests=tuple(_test(source, key.removeprefix(_SH), values) for key, values in facts.items()),
        orders=tuple(orders),  # type: ignore[arg-type]
        wanted=wanted[0] if wanted else None,
        messages=messages,
    )


def _test(source: _Source, key: str, values: list[Term]) -> Callable[[Store, Term], bool]:
    """The test of one constraint; KeyError for one that is not known."""
    (value,) = values
    if key == "languageIn":
        tags = {tag.value for tag in source.items(value)}
        return lambda store, term: isinstance(term, Literal) and term.language in tags
    if key == "node":
        scheme = _scheme(source, value)
        return lambda store, term: _has(store, term, Ext.in_scheme, scheme)
    return _TESTS[key](value)


def _scheme(source: _Source, shape: Term) -> Term:
    """The scheme that a shape of codes asks for."""
    (prop,) = source.facts[shape][f"{_SH}property"]
    asked = _property(source, prop)
    assert asked.path == (Ext.in_scheme,) and asked.wanted is not None
    return asked.wanted


def _has(store: Store, term: Term, predicate: NamedNode, value: Term) -> bool:
    return isinstance(term, NamedNode) and Quad(term, predicate, value) in store


def _of_datatype(term: Term, datatype: str) -> bool:
    if not isinstance(term, Literal) or term.datatype.value != datatype:
        return False
    if datatype == f"{_XSD}boolean":
        return term.value in ("true", "false", "1", "0")
    numeric = datatype in (f"{_XSD}integer", f"{_XSD}decimal", f"{_XSD}date")
    return not numeric or not isinstance(_value(term), str)


_TESTS: dict[str, Callable[[Term], Callable[[Store, Term], bool]]] = {
    "datatype": lambda kind: lambda store, term: _of_datatype(term, kind.value),
    "nodeKind": lambda kind: lambda store, term: isinstance(term, NamedNode),
    "class": lambda kind: lambda store, term: _has(store, term, Ext.rdf_type, kind),
    "pattern": lambda words: lambda store, term: bool(re.search(words.value, term.value)),
    "minLength": lambda least: lambda store, term: len(term.value) >= int(least.value),
    "minInclusive": lambda low: lambda store, term: _compared(le, low, term),
    "maxInclusive": lambda high: lambda store, term: _compared(le, term, high),
}


def _messages(facts: dict[str, list[Term]]) -> tuple[tuple[str, str], ...]:
    found = facts.get(f"{_SH}message", [])
    return tuple((m.language or "", m.value) for m in found if isinstance(m, Literal))


def _local(node: object) -> str:
    return node.value.rpartition("/")[2] if isinstance(node, NamedNode) else ""
