"""Who was at which event, and what they are: what questions 1, 2, 3, 7 and 8 start from.

Rows of three sorts: `part` (a participation: event, person, name, role, index, evidence, article,
published; event_type and event_name of the event), `post` (person, title, of, office) and `day`
(event, earliest, latest).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from qjgraph.analyse.rows import (
    Bounds,
    Cell,
    Iri,
    Period,
    Row,
    code,
    day,
    grouped,
    joined,
    narrowest,
    place,
    sorts,
    text,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """One person's part in one event, as one article tells it.

    Attributes:
        role: chair, speaker, lead or attendee.
        index: place in a list of names, from 1; 0 outside one.
        first, last: the event's day, as bounds; where no text tells it, the paper's day.
        order: sorts statements by day, article and offset.
    """

    event: str
    event_name: str
    person: str
    name: str
    role: str
    index: int
    first: date | None
    last: date | None
    evidence: Iri
    order: tuple[date, str, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Attendance:
    """The parts of a period, and the posts told of every person, in sorted order."""

    parts: tuple[Part, ...]
    posts: dict[str, tuple[Row, ...]]

    def officials(self) -> list[Part]:
        """The parts of those of whom a post is told."""
        return [part for part in self.parts if part.person in self.posts]

    def by_official(self) -> list[list[Part]]:
        """The parts of each of them."""
        found: dict[str, list[Part]] = {}
        for part in self.officials():
            found.setdefault(part.person, []).append(part)
        return list(found.values())

    def titles(self, person: str) -> str:
        """The titles told of a person."""
        return joined(text(row, "title") for row in self.posts.get(person, ()))


def attendance(rows: Iterable[Row], params: Row) -> Attendance:
    """The parts of the events of a period (`period`) and type (`type`); posts of all times."""
    sort = sorts(rows)
    days = narrowest(sort.get("day", ()))
    kind, period = params.get("type"), Period.of(params)
    parts = [_part(row, days) for row in sort.get("part", ()) if _is_of(row, kind)]
    posts = grouped(sort.get("post", ()), "person")
    kept = [part for part in parts if period.meets(part.first, part.last)]
    return Attendance(
        parts=tuple(sorted(kept, key=lambda p: (p.order, p.event, p.person, p.role))),
        posts={person: tuple(told) for (person,), told in posts.items()},
    )


def _is_of(row: Row, kind: Cell) -> bool:
    return kind is None or row.get("event_type") == kind


def _part(row: Row, days: Mapping[str, Bounds]) -> Part:
    event, published = text(row, "event"), day(row, "published")
    first, last = days.get(event, (None, None))
    index = row.get("index")
    return Part(
        event=event,
        event_name=text(row, "event_name"),
        person=text(row, "person"),
        name=text(row, "name"),
        role=code(row.get("role")),
        index=index if isinstance(index, int) else 0,
        first=first or published,
        last=last or published,
        evidence=Iri(text(row, "evidence")),
        order=(first or published or date.max, *place(row)[1:]),
    )


def meeting_attendance(rows: Iterable[Row], params: Row) -> Iterator[Row]:
    """Counts the distinct events of each official, in all and by role; the most first."""
    found = attendance(rows, params)
    counted = [_count(parts, found) for parts in found.by_official()]
    yield from sorted(counted, key=_most_first)


def _count(parts: list[Part], found: Attendance) -> dict[str, Cell]:
    events: dict[str, set[str]] = {}
    for part in parts:
        events.setdefault(part.role, set()).add(part.event)
    return {
        "who": parts[0].person,
        "person": min(part.name for part in parts),
        "posts": found.titles(parts[0].person),
        "meetings": len(set().union(*events.values())),
        "chaired": len(events.get("chair", ())),
        "spoke": len(events.get("speaker", ())),
        "led": len(events.get("lead", ())),
        "attended": len(events.get("attendee", ())),
        "evidence": parts[0].evidence,
    }


def _most_first(row: dict[str, Cell]) -> tuple[object, ...]:
    counts = [-int(str(row[column])) for column in ("meetings", "chaired", "spoke")]
    return *counts, row["person"], row["who"]
