"""What a curator may write of a claim: its properties, what each takes, and how it is read."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any

from qjgraph.iris import edtf_bounds
from qjgraph.model import (
    AmountValue,
    Claim,
    DateValue,
    Involvement,
    Kind,
    Location,
    Membership,
    Milestone,
    Naming,
    Occurrence,
    Participation,
    Quantity,
    Topic,
)
from qjgraph.rdf.vocab import CODES, UNITS


@dataclass(frozen=True, slots=True, kw_only=True)
class Property:
    """A property of a kind of claim that may be corrected.

    Attributes:
        name: its local name in the graph.
        field: of the claim, or of its amount (`amount.value`).
        takes: entity, code, text, date, decimal, integer, boolean or unit.
        codes: the list that a code is of.
        kinds: those an entity may be of; empty for all.
        needed: it cannot be left empty.
    """

    name: str
    field: str
    takes: str
    codes: str = ""
    kinds: tuple[Kind, ...] = ()
    needed: bool = True


def _entity(name: str, *kinds: Kind, field: str = "", needed: bool = True) -> Property:
    return Property(name=name, field=field or name, takes="entity", kinds=kinds, needed=needed)


def _code(name: str, codes: str = "", field: str = "") -> Property:
    return Property(name=name, field=field or name, takes="code", codes=codes or name)


def _open(name: str, takes: str, field: str = "", *, needed: bool = False) -> Property:
    return Property(name=name, field=field or name, takes=takes, needed=needed)


_EVENT, _DATE = _entity("event", Kind.EVENT), _open("date", "date")
_PROJECT = _entity("project", Kind.PROJECT)
_AMOUNT = tuple(
    _open(name, "decimal", f"amount.{name}") for name in ("value", "minimum", "maximum")
)
_OF_ALL = _entity("attributedTo", Kind.PERSON, field="attributed_to", needed=False)

#: The properties of each kind of claim; words quoted from the text are none of them.
PROPERTIES: Mapping[type[Claim], tuple[Property, ...]] = {
    Naming: (_entity("entity"),),
    Membership: (
        _entity("member", Kind.PERSON, field="person"),
        _open("title", "text", needed=True),
        _entity("of", needed=False),
        _code("change"),
    ),
    Occurrence: (
        _EVENT, _DATE,
        _open("main", "boolean", needed=True),
        _open("series", "text"),
        _open("session", "integer"),
    ),
    Participation: (
        _EVENT,
        _entity("person", Kind.PERSON),
        _code("role"),
        _open("listIndex", "integer", "index"),
    ),
    Topic: (_EVENT, _entity("about"), _code("manner")),
    Quantity: (
        _entity("of", needed=False),
        _code("kind", "quantity"),
        *_AMOUNT,
        _open("unit", "unit", "amount.unit", needed=True),
        _code("qualifier", field="amount.qualifier"),
        _open("ofName", "text", "of_name"),
        _open("use", "text"),
    ),
    Milestone: (_PROJECT, _code("stage"), _code("status"), _DATE, _open("progress", "decimal")),
    Location: (_entity("of"), _entity("place", Kind.PLACE), _code("relation")),
    Involvement: (
        _PROJECT,
        _entity("agent", Kind.PERSON, Kind.ORGANIZATION),
        _code("role", "involvement"),
    ),
}  # fmt: skip


class Refused(ValueError):
    """A value that the property does not take; the message says why."""


def properties(kind: type[Claim]) -> tuple[Property, ...]:
    """What of a kind of claim may be corrected."""
    return (*PROPERTIES[kind], _OF_ALL)


def property_named(kind: type[Claim], name: str) -> Property:
    """A property by its name in the graph or of the field (`listIndex`, `list_index`, `index`).

    Raises:
        Refused: the kind has no such property.
    """
    wanted = _folded(name)
    for each in properties(kind):
        if wanted in (_folded(each.name), _folded(each.field)):
            return each
    known = ", ".join(each.name for each in properties(kind))
    raise Refused(f"a {kind.__name__} has no {name!r}; it has {known}")


def _folded(name: str) -> str:
    return name.strip().replace("_", "").lower()


# ----------------------------------------------------------------------------- reading


def read_value(prop: Property, written: str) -> object:
    """What is written for a property that takes no entity.

    Raises:
        Refused: it is no such value.
    """
    if not written:
        if prop.needed:
            raise Refused(f"{prop.name} cannot be left empty")
        return {"text": "", "integer": 0 if prop.field == "index" else None}.get(prop.takes)
    if prop.takes == "code":
        return _one_of(prop, written)
    return _READERS[prop.takes](written)


def _one_of(prop: Property, written: str) -> str:
    code = written.rpartition("/")[2].removeprefix(f"{prop.codes}-")
    if code not in CODES[prop.codes]:
        raise Refused(f"{written!r} is no {prop.name}; it is one of {', '.join(CODES[prop.codes])}")
    return code


def _decimal(written: str) -> Decimal:
    try:
        number = Decimal(written)
    except InvalidOperation:
        number = Decimal("nan")
    if not number.is_finite() or abs(number) >= Decimal(10) ** 18:
        raise Refused(f"{written!r} is no number such as 280000000 or 6.5")
    return number


def _integer(written: str) -> int:
    if not re.fullmatch(r"[0-9]{1,6}", written):
        raise Refused(f"{written!r} is no whole number")
    return int(written)


def _boolean(written: str) -> bool:
    if written not in ("true", "false"):
        raise Refused(f"{written!r} is neither true nor false")
    return written == "true"


def _unit(written: str) -> str:
    if written not in UNITS and not re.fullmatch(r"[\u3400-\u9fff]{1,6}", written):
        raise Refused(f"{written!r} is no unit: {', '.join(UNITS)} or a Chinese classifier")
    return written


def read_date(written: str) -> DateValue:
    """A day, month, quarter, year or interval in EDTF.

    Raises:
        Refused: it is none of these.
    """
    begin, slash, end = written.partition("/")
    parts = [part for part in (begin, end) if part not in ("", "..")]
    bounds = edtf_bounds(written)
    if not all(any(edtf_bounds(part)) for part in parts) or not any(bounds):
        raise Refused(f"{written!r} is no date such as 2025-06-25, 2025-06, 2025-34, 2025 or "
                      "2025-07/2025-08")  # fmt: skip
    try:
        earliest, latest = (date.fromisoformat(each) if each else None for each in bounds)
    except ValueError:
        raise Refused(f"there is no day {written}") from None
    if earliest and latest and earliest > latest:
        raise Refused(f"{written!r} ends before it begins")
    fine = "interval" if slash else _granularity(written)
    return DateValue(edtf=written, earliest=earliest, latest=latest, granularity=fine, text="")


def _granularity(unit: str) -> str:
    if len(unit) == 7:
        return "quarter" if int(unit[5:]) > 12 else "month"
    return "year" if len(unit) == 4 else "day"


_READERS: dict[str, Callable[[str], object]] = {
    "text": str,
    "decimal": _decimal,
    "integer": _integer,
    "boolean": _boolean,
    "unit": _unit,
    "date": read_date,
}


# ----------------------------------------------------------------------------- changing


def value_of(claim: Claim, prop: Property) -> object:
    """What a claim has for a property."""
    holder: object = claim
    for name in prop.field.split("."):
        holder = getattr(holder, name)
    return holder


def changed(claim: Claim, prop: Property, value: Any) -> Claim:
    """The claim with another value; the wording of its date and amount stays that of the text."""
    if prop.field.startswith("amount.") and isinstance(claim, Quantity):
        amount = _amount(claim.amount, prop.name, value)
        return replace(claim, amount=amount)
    if isinstance(value, DateValue):
        old = value_of(claim, prop)
        value = replace(value, text=old.text if isinstance(old, DateValue) else "")
    return replace(claim, **{prop.field: value})


def _amount(amount: AmountValue, name: str, value: Any) -> AmountValue:
    """An amount with another number: a stated one is both bounds, a bound no stated one."""
    if name == "value" and isinstance(value, Decimal):
        loose = amount.qualifier in ("min", "max")
        return replace(
            amount, value=value, minimum=value, maximum=value,
            qualifier="exact" if loose else amount.qualifier,
        )  # fmt: skip
    if name in ("minimum", "maximum"):
        return replace(amount, value=None, **{name: value})
    return replace(amount, **{name: value})


def problems(claim: Claim) -> Iterator[str]:
    """What does not go together in a claim after all its corrections."""
    if isinstance(claim, Quantity):
        low, high = claim.amount.minimum, claim.amount.maximum
        if low is None and high is None:
            yield "its amount has no number"
        if low is not None and high is not None and low > high:
            yield f"its minimum {low} is above its maximum {high}"
    if isinstance(claim, Milestone) and not 0 <= (claim.progress or 0) <= 100:
        yield f"its progress {claim.progress} is not between 0 and 100"
    if isinstance(claim, Occurrence) and claim.session == 0:
        yield "its session is not above 0"


def told(value: object) -> str:
    """A value that is no entity, as a curator would write it."""
    match value:
        case None:
            return ""
        case bool():
            return "true" if value else "false"
        case DateValue():
            bounds = (day.isoformat() if day else ".." for day in (value.earliest, value.latest))
            return value.edtf or "/".join(bounds)
        case Decimal():
            plain = format(value, "f")
            return plain.rstrip("0").rstrip(".") if "." in plain else plain
    return str(value)
