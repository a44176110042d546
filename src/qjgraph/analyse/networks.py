"""Company: who is at events together, and whether more often than their offices explain."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from math import comb, sqrt

from qjgraph.analyse.attendance import Attendance, Part, attendance
from qjgraph.analyse.rows import Cell, Row, joined, pairs, period_label, text

#: A pair of people by their IRIs, the lesser first.
Pair = tuple[str, str]


def co_attendance(rows: Iterable[Row], params: Row) -> Iterator[Row]:
    """Counts the distinct events that each two officials were both at; the most first."""
    found = attendance(rows, params)
    least = int(str(params.get("least") or 1))
    met = shared_events(found.officials(), params.get("who"))
    names = _names(found)
    counted = [
        _together(names, pair, list(parts.values()))
        for pair, parts in met.items()
        if len(parts) >= least
    ]
    yield from sorted(counted, key=lambda row: (-int(str(row["events"])), *_by_name(row)))


def shared_events(parts: Sequence[Part], who: Cell = None) -> dict[Pair, dict[str, Part]]:
    """The events of each pair, each with the first statement that the lesser was there.

    Args:
        parts: in the order of their statements.
        who: IRI of a person; only pairs with this person.
    """
    by_event: dict[str, dict[str, Part]] = {}
    for part in parts:
        by_event.setdefault(part.event, {}).setdefault(part.person, part)
    met: dict[Pair, dict[str, Part]] = {}
    for event, people in by_event.items():
        if who is None or who in people:
            for pair in pairs(sorted(people)):
                if who is None or who in pair:
                    met.setdefault(pair, {})[event] = people[pair[0]]
    return met


def _names(found: Attendance) -> dict[str, str]:
    names: dict[str, str] = {}
    for part in found.parts:
        names[part.person] = min(part.name, names.get(part.person, part.name))
    return names


def _together(names: Mapping[str, str], pair: Pair, parts: list[Part]) -> dict[str, Cell]:
    one, other = sorted(pair, key=lambda person: (names[person], person))
    first = min(parts, key=lambda part: (part.order, part.event))
    return {
        "pair": " ".join(pair),
        "person": names[one],
        "other": names[other],
        "events": len(parts),
        "names": joined((part.event_name for part in parts), "；"),
        "evidence": first.evidence,
    }


def _by_name(row: Mapping[str, Cell]) -> tuple[Cell, ...]:
    return row["person"], row["other"], row["pair"]


# ------------------------------------------------------------- beyond shared offices

#: An office at a time: its organ and the year of the event.
Stratum = tuple[str, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Overlap:
    """Two attendance lists within one stratum: of `events`, one was at `one`, one at `other`."""

    events: int
    one: int
    other: int

    @property
    def expected(self) -> float:
        """Events in common where each goes to as many as he does, but to whichever."""
        return self.one * self.other / self.events

    @property
    def variance(self) -> float:
        """Of the hypergeometric distribution of the events in common."""
        if self.events < 2:
            return 0.0
        apart = (self.events - self.one) * (self.events - self.other)
        return self.one * self.other * apart / (self.events**2 * (self.events - 1))

    def chances(self) -> list[float]:
        """The chance of 0, 1, 2, … events in common."""
        least = max(0, self.one + self.other - self.events)
        most = min(self.one, self.other)
        chance = comb(self.one, least) * comb(self.events - self.one, self.other - least)
        value = chance / comb(self.events, self.other)
        found = [0.0] * least
        for k in range(least, most + 1):
            found.append(value)
            free = (k + 1) * (self.events - self.one - self.other + k + 1)
            value *= (self.one - k) * (self.other - k) / free if free else 0.0
        return found


def tail(overlaps: Iterable[Overlap], observed: int) -> float:
    """The chance of at least so many events in common over all strata.

    Exact: the distributions of the strata, independent of each other, are convolved.
    """
    whole = [1.0]
    for overlap in overlaps:
        part = overlap.chances()
        sums = [0.0] * min(len(whole) + len(part) - 1, observed)
        for i, left in enumerate(whole):
            for j, right in enumerate(part[: max(0, len(sums) - i)]):
                sums[i + j] += left * right
        whole = sums
    return max(0.0, 1.0 - sum(whole[:observed])) if observed else 1.0


def beyond_office(rows: Iterable[Row], params: Row) -> Iterator[Row]:
    """Compares company with what a configuration model expects of people with their offices.

    The null model keeps, within each stratum, how many events there were and how many of them
    each official was at, and nothing else.  The stratum of an event is the office that most of
    its officials hold a post in (a tie goes to the first by name) and the year of its day.  With
    N events in a stratum, of which the one was at a and the other at b, the events in common are
    hypergeometric: expected a·b/N, variance a·b·(N-a)·(N-b)/(N²·(N-1)).  Expectations and
    variances add up over strata; p is the exact chance of at least so many as observed.
    """
    found = attendance(rows, params)
    names, by = _names(found), text(params, "by")
    periods: dict[str, list[Part]] = {}
    for part in found.officials():
        if part.first is not None:
            periods.setdefault(period_label(part.first.isoformat(), by), []).append(part)
    for label in sorted(periods):
        kept = _beyond(periods[label], found, names, params)
        ordered = sorted(kept, key=lambda row: (row["p"], -int(str(row["events"])), *_by_name(row)))
        yield from ({**row, "period": label or None} for row in ordered)


def _beyond(
    parts: Sequence[Part], found: Attendance, names: Mapping[str, str], params: Row
) -> Iterator[dict[str, Cell]]:
    least, most = int(str(params.get("least") or 2)), _decimal(params.get("chance"), "0.05")
    by = strata(parts, found.posts)
    degrees, sizes = _degrees(parts, by), Counter(by.values())
    for pair, events in shared_events(parts, params.get("who")).items():
        row = _compared(pair, len(events), degrees, sizes) if len(events) >= least else None
        if row and Decimal(str(row["p"])) <= most:
            shared = joined(_offices(found.posts, pair[0]) & _offices(found.posts, pair[1]))
            yield {**_together(names, pair, list(events.values())), **row, "shared": shared}


def strata(parts: Sequence[Part], posts: Mapping[str, Sequence[Row]]) -> dict[str, Stratum]:
    """The stratum of each event: the office of most of its officials, and the year."""
    people: dict[str, set[str]] = {}
    years: dict[str, int] = {}
    for part in parts:
        people.setdefault(part.event, set()).add(part.person)
        assert part.first is not None
        years.setdefault(part.event, part.first.year)
    return {event: (_host(at, posts), years[event]) for event, at in people.items()}


def _host(people: Iterable[str], posts: Mapping[str, Sequence[Row]]) -> str:
    counts = Counter(office for person in people for office in _offices(posts, person))
    return min(counts, key=lambda office: (-counts[office], office), default="")


def _offices(posts: Mapping[str, Sequence[Row]], person: str) -> set[str]:
    return {office for row in posts.get(person, ()) if (office := text(row, "office"))}


def _degrees(parts: Sequence[Part], by: Mapping[str, Stratum]) -> dict[str, Counter[Stratum]]:
    """How many events of each stratum each person was at."""
    degrees: dict[str, Counter[Stratum]] = {}
    for person, event in sorted({(part.person, part.event) for part in parts}):
        degrees.setdefault(person, Counter())[by[event]] += 1
    return degrees


def _compared(
    pair: Pair, observed: int, degrees: Mapping[str, Counter[Stratum]], sizes: Counter[Stratum]
) -> dict[str, Cell] | None:
    """Observed beside expected; None where no more were observed than expected."""
    one, other = degrees[pair[0]], degrees[pair[1]]
    overlaps = [
        Overlap(events=sizes[each], one=one[each], other=other[each])
        for each in sorted(one)
        if other[each]
    ]
    expected = sum(overlap.expected for overlap in overlaps)
    spread = sqrt(sum(overlap.variance for overlap in overlaps))
    if observed <= expected or not spread:
        return None
    return {
        "expected": _rounded(expected, 2),
        "ratio": _rounded(observed / expected, 2),
        "z": _rounded((observed - expected) / spread, 2),
        "p": _rounded(tail(overlaps, observed), 6),
    }


def _rounded(value: float, places: int) -> Decimal:
    return Decimal(value).quantize(Decimal(1).scaleb(-places))


def _decimal(cell: Cell, default: str) -> Decimal:
    return Decimal(default) if cell is None else Decimal(str(cell))
