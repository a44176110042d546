"""Values as RDF terms: the few datatypes that every engine compares alike."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from functools import lru_cache

from pyoxigraph import Literal, NamedNode

from qjgraph.rdf.vocab import PREFIXES

_INTEGER = NamedNode(PREFIXES["xsd"] + "integer")
_DECIMAL = NamedNode(PREFIXES["xsd"] + "decimal")
_BOOLEAN = NamedNode(PREFIXES["xsd"] + "boolean")
_DATE = NamedNode(PREFIXES["xsd"] + "date")


def text(value: str) -> Literal:
    """A plain string."""
    return Literal(value)


def chinese(value: str) -> Literal:
    """A name or title in Chinese."""
    return Literal(value, language="zh")


def integer(value: int) -> Literal:
    """A whole number."""
    return Literal(str(value), datatype=_INTEGER)


@lru_cache(maxsize=4096)
def decimal(value: Decimal) -> Literal:
    """A number in the one form that the store keeps: no exponent, no idle zeros."""
    plain = format(value, "f")
    if "." in plain:
        plain = plain.rstrip("0").rstrip(".")
    return Literal("0" if plain == "-0" else plain, datatype=_DECIMAL)


@lru_cache(maxsize=4096)
def confidence(value: float) -> Literal:
    """A confidence, to three places."""
    return decimal(Decimal(f"{value:.3f}"))


def boolean(value: bool) -> Literal:
    """True or false."""
    return Literal("true" if value else "false", datatype=_BOOLEAN)


@lru_cache(maxsize=4096)
def day(value: date) -> Literal:
    """A day."""
    return Literal(value.isoformat(), datatype=_DATE)
