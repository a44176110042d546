"""List order as rank: the usual order of people, and the lists that depart from it.

Chinese papers print officials by rank, so a list of names is a ranking.  Lists disagree
and none has everybody; what is usual is decided pair by pair.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from qjgraph.analyse.attendance import Part, attendance
from qjgraph.analyse.rows import Cell, Row, joined, pairs

#: How often the first of a pair stands before the second.
Wins = Counter[tuple[str, str]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Listing:
    """One list of names in one article: people by IRI in their order, and their parts."""

    event: str
    people: tuple[str, ...]
    parts: Mapping[str, Part]


def listings(parts: Iterable[Part]) -> list[Listing]:
    """The lists of names, of two and more: one for each event, sentence and role."""
    found: dict[tuple[str, str, str], dict[str, Part]] = {}
    for part in parts:
        if part.index:
            people = found.setdefault((part.event, part.evidence, part.role), {})
            people.setdefault(part.person, part)
    return [
        Listing(
            event=event,
            people=tuple(sorted(people, key=lambda person: (people[person].index, person))),
            parts=people,
        )
        for (event, _, _), people in found.items()
        if len(people) > 1
    ]  # fmt: skip


def wins(lists: Iterable[Listing]) -> Wins:
    """How often each stands before each other, once an event however many papers list it."""
    seen = {(each.event, one, other) for each in lists for one, other in pairs(list(each.people))}
    return Counter((one, other) for _, one, other in sorted(seen))


def precedes(won: Wins, one: str, other: str, least: int) -> bool:
    """Whether the one usually stands before the other: more often, and at least so often."""
    return won[one, other] >= least and won[one, other] > won[other, one]


def usual_order(people: Sequence[str], won: Wins, least: int = 1) -> list[str]:
    """The people in the order in which they usually stand, as near to the given one as can be.

    Stable: only those who must have moved (`movers`) change places, each to the nearest place
    behind all who usually precede him and before those he precedes.
    """
    moved = movers(broken(people, won, least))
    order = [person for person in people if person not in moved]
    for person in (person for person in people if person in moved):
        given = people.index(person)
        slot = sum(people.index(other) < given for other in order)
        before = [n for n, other in enumerate(order) if precedes(won, other, person, least)]
        after = [n for n, other in enumerate(order) if precedes(won, person, other, least)]
        slot = min(slot, after[0]) if after else slot
        order.insert(max(slot, before[-1] + 1) if before else slot, person)
    return order


def broken(people: Sequence[str], won: Wins, least: int) -> list[tuple[str, str]]:
    """Those who stand before one who usually precedes them."""
    return [pair for pair in pairs(list(people)) if precedes(won, pair[1], pair[0], least)]


def without(won: Wins, each: Listing) -> Wins:
    """The order of each two of a list in all other events."""
    own = set(pairs(list(each.people)))
    both = [pair for one, other in own for pair in ((one, other), (other, one))]
    return Counter({pair: won[pair] - (pair in own) for pair in both})


def movers(found: Sequence[tuple[str, str]]) -> list[str]:
    """The fewest people whose places explain all inversions, those of the most first.

    Greedy: whoever is in most of the inversions left; of equals all, for nothing says which moved.
    """
    left, moved = list(found), []
    while left:
        counts = Counter(person for pair in left for person in pair)
        most = max(counts.values())
        now = [person for person in sorted(counts) if counts[person] == most]
        moved += now
        left = [pair for pair in left if not set(pair) & set(now)]
    return moved


def list_position(rows: Iterable[Row], params: Row) -> Iterator[Row]:
    """Finds who stands in a list elsewhere than usual, ahead of whom or behind whom.

    Usual is, for each two, the order of most of the other events that list both (at least
    `least`).  Where a list breaks several pairs, the fewest people that explain them are named.
    """
    found = attendance(rows, params)
    lists, least = listings(found.parts), int(str(params.get("least") or 2))
    won, who = wins(lists), params.get("who")
    for each in sorted(lists, key=lambda each: each.parts[each.people[0]].order):
        rest = without(won, each)
        out_of_order = broken(each.people, rest, least)
        for person in movers(out_of_order):
            if who is None or person == who:
                usual = usual_order(each.people, rest, least)
                yield _deviation(each, person, out_of_order, usual)


def _deviation(
    each: Listing, person: str, out_of_order: Sequence[tuple[str, str]], usual: Sequence[str]
) -> dict[str, Cell]:
    part, names = each.parts[person], {key: p.name for key, p in each.parts.items()}
    return {
        "person": part.name,
        "event_name": part.event_name,
        "date": part.first,
        "position": each.people.index(person) + 1,
        "usual": usual.index(person) + 1,
        "of": len(each.people),
        "ahead_of": joined(names[other] for one, other in out_of_order if one == person) or None,
        "behind": joined(names[one] for one, other in out_of_order if other == person) or None,
        "order_here": "、".join(names[one] for one in each.people),
        "order_usual": "、".join(names[one] for one in usual),
        "evidence": part.evidence,
    }
