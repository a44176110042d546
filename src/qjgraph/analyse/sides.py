"""Party events and government events, and who goes to which."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache

from qjgraph.analyse.attendance import Attendance, Part, attendance
from qjgraph.analyse.rows import Cell, Row
from qjgraph.lexicon.tables import table

SIDES = ("party", "government", "joint", "other")


@cache
def _words() -> tuple[tuple[str, str], ...]:
    """Words and their sides, the longest first."""
    rows = ((row["word"], row["side"]) for row in table("event_sides"))
    return tuple(sorted(rows, key=lambda row: (-len(row[0]), row[0])))


def side(name: str) -> str:
    """Whose event it is by its name: party, government, joint, or other where nothing tells.

    A word is read once: the longer hides the shorter inside it (党政联席会 is no 党 alone).
    """
    rest, found = name, set()
    for word, whose in _words():
        if word in rest:
            rest = rest.replace(word, "|")
            found.add(whose)
    if "joint" in found or {"party", "government"} <= found:
        return "joint"
    return next((whose for whose in SIDES if whose in found), "other")


def party_or_government(rows: Iterable[Row], params: Row) -> Iterator[Row]:
    """Counts each official's events by side, and says whether only one side is among them."""
    found = attendance(rows, params)
    wanted = params.get("which")
    counted = [_counted(parts, found) for parts in found.by_official()]
    kept = [row for row in counted if row["which"] and wanted in (None, row["which"])]
    yield from sorted(kept, key=_order)


def _counted(parts: list[Part], found: Attendance) -> dict[str, Cell]:
    events: dict[str, set[str]] = {whose: set() for whose in SIDES}
    sides = {part.event: side(part.event_name) for part in parts}
    for event, whose in sides.items():
        events[whose].add(event)
    which = _which({whose for whose in SIDES if events[whose]} - {"other"})
    telling = [part for part in parts if sides[part.event] != "other"] or parts
    return {
        "who": parts[0].person,
        "person": min(part.name for part in parts),
        "posts": found.titles(parts[0].person),
        "which": which,
        **{whose: len(events[whose]) for whose in SIDES},
        "evidence": telling[0].evidence,
    }


def _which(sides: set[str]) -> str:
    if not sides:
        return ""
    return f"{next(iter(sides))}_only" if len(sides) == 1 and "joint" not in sides else "both"


def _order(row: dict[str, Cell]) -> tuple[object, ...]:
    total = sum(int(str(row[whose])) for whose in SIDES)
    return str(row["which"]), -total, row["person"], row["who"]
