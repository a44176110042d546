"""What was studied at meetings, and how long after it was issued."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date

from qjgraph.analyse.rows import Bounds, Cell, Period, Row, day, narrowest, place, sorts, text


def studied_documents(rows: Iterable[Row], params: Row) -> Iterator[Row]:
    """Lists what was studied at which meeting, with the days since it was issued.

    Issued is the day that a text gives for the studied meeting or speech (`told`); else all that is
    known is that it was out when a paper first named it (`named`): at least so many days, and
    nothing where that paper is later than the meeting.
    """
    sort = sorts(rows)
    told = narrowest(sort.get("day", ()))
    days = {event: bounds for event, bounds in told.items() if all(bounds)}
    named = _first_named(sort.get("named", ()))
    period = Period.of(params)
    found: dict[tuple[str, str], dict[str, Cell]] = {}
    for row in sorted(sort.get("topic", ()), key=place):
        paper = day(row, "published")
        first, last = days.get(text(row, "event"), (paper, paper))
        if period.meets(first, last):
            answer = _studied(row, (first, last), days, named)
            found.setdefault((text(row, "event"), text(row, "about_iri")), answer)
    yield from sorted(found.values(), key=_by_day)


def _first_named(rows: Iterable[Row]) -> dict[str, date]:
    found: dict[str, date] = {}
    for row in rows:
        published, thing = day(row, "published"), text(row, "about_iri")
        if published is not None:
            found[thing] = min(published, found.get(thing, published))
    return found


def _studied(
    row: Row, met: Bounds, days: Mapping[str, Bounds], named: Mapping[str, date]
) -> dict[str, Cell]:
    thing = text(row, "about_iri")
    issued = days.get(thing)
    out = named.get(thing)
    known = out is not None and met[0] is not None and out <= met[0]
    basis = "told" if issued else "named" if known else None
    first, last = issued or (None, out if known else None)
    return {
        "studied": text(row, "about_name"),
        "meeting": text(row, "event_name"),
        "date": met[0],
        "issued": first or last,
        "basis": basis,
        "days_least": _days(last, met[0]),
        "days_most": _days(first, met[1]),
        "evidence": row.get("evidence"),
        "key": f"{text(row, 'event')} {thing}",
    }


def _days(one: date | None, other: date | None) -> int | None:
    return (other - one).days if one and other else None


def _by_day(row: Mapping[str, Cell]) -> tuple[object, ...]:
    return row["date"] or date.max, row["meeting"], row["studied"], row["key"]
