"""What was promised of projects, what became of it, and sums that do not agree.

Rows of milestones: project, name, stage, status, earliest, latest, edtf, evidence, article,
published.  A promise is a milestone that is planned or under way and has a date; it is met when
a paper tells its stage, or one that comes after it, as reached.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from typing import cast

from qjgraph.analyse.rows import (
    Cell,
    Iri,
    Row,
    code,
    day,
    disjoint,
    grouped,
    number,
    place,
    sorts,
    text,
)

#: Stages as they follow each other; what is reached implies what stands before it.
ORDER = ("planning", "signing", "start", "topping_out", "completion", "acceptance", "operation")
#: A trial run follows the topping out; demolition clears the ground and implies nothing.
_IMPLIES = {"trial": ORDER[:4], "demolition": ()}


def implied(stage: str, status: str) -> frozenset[str]:
    """The stages that are reached where a stage is done or under way.

    A stage under way is not reached, but for the start: who builds has begun.
    """
    before = _IMPLIES.get(stage, ORDER[: ORDER.index(stage)] if stage in ORDER else ())
    own = status == "done" or (status == "ongoing" and stage == "start")
    reached = before if status in ("done", "ongoing") else ()
    return frozenset((*reached, stage) if own else reached)


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """One milestone as one article tells it.

    Attributes:
        first, last: bounds of its date; None where open or not told.
        edtf: the date as written in EDTF, else its wording.
        published: the paper's day.
    """

    project: str
    name: str
    stage: str
    stage_iri: Iri
    status: str
    first: date | None
    last: date | None
    edtf: str
    article: str
    published: date | None
    order: tuple[date, str, int]
    evidence: Iri

    @property
    def promise(self) -> bool:
        """Whether it sets a day that can be missed."""
        return self.status != "done" and self.last is not None


def milestones(rows: Iterable[Row]) -> dict[str, list[Told]]:
    """The milestones of each project in the order of the papers."""
    found: dict[str, list[Told]] = {}
    for row in sorted(rows, key=place):
        told = _told(row)
        found.setdefault(told.project, []).append(told)
    return found


def _told(row: Row) -> Told:
    return Told(
        project=text(row, "project_iri"), name=text(row, "name"),
        stage=code(row.get("stage_iri")), stage_iri=Iri(text(row, "stage_iri")),
        status=code(row.get("status")),
        first=day(row, "earliest"), last=day(row, "latest"),
        edtf=text(row, "edtf") or text(row, "wording"),
        article=text(row, "article"), published=day(row, "published"),
        order=place(row), evidence=Iri(text(row, "evidence")),
    )  # fmt: skip


# --------------------------------------------------------------------------- slips


def slippage(old: Told, new: Told) -> tuple[int | None, int | None]:
    """By how many days at least and at most the date moved; later is positive."""
    least = (new.first - old.last).days if new.first and old.last else None
    most = (new.last - old.first).days if new.last and old.first else None
    return least, most


def moved(old: Told, new: Told) -> bool:
    """Whether two dates of a stage cannot both hold.

    A date inside another (年底前, then 12月) is more exact, not moved.  Of a stretch without
    beginning (年底前) the last day alone counts.
    """
    if old.last is None or new.last is None:
        return False
    if old.first is None or new.first is None:
        return old.last != new.last
    inside = old.first <= new.first and new.last <= old.last
    around = new.first <= old.first and old.last <= new.last
    return not (inside or around)


def slipped_promises(rows: Iterable[Row], params: Row) -> Iterator[Row]:
    """Compares each promise with the next that differs, and the last one with what was met.

    Between articles only.  An article that gives several dates of one stage speaks of parts of the
    project; its last date counts.  What is reported as reached on no day was reached at the
    latest on the paper's day.
    """
    found = [
        row
        for told in milestones(rows).values()
        for stage in sorted({each.stage for each in told})
        for row in _slips(told, stage)
    ]
    yield from sorted(found, key=lambda row: (-abs(cast(int, row["days"])), *_by_words(row)))


def _slips(told: Sequence[Told], stage: str) -> Iterator[dict[str, Cell]]:
    current: Told | None = None
    for each in _promises(told, stage):
        if current is not None and moved(current, each):
            yield _slip(current, each, "moved")
        current = each
    met = _met(told, stage, current)
    if current is not None and met is not None and moved(current, met):
        yield _slip(current, met, "met")


def _promises(told: Iterable[Told], stage: str) -> list[Told]:
    """The promises of a stage, one an article: that of the latest day, the first of equals."""
    best: dict[str, Told] = {}
    for each in told:
        if each.promise and each.stage == stage:
            kept = best.get(each.article)
            if kept is None or cast(date, each.last) > cast(date, kept.last):
                best[each.article] = each
    return list(best.values())


def _met(told: Sequence[Told], stage: str, after: Told | None) -> Told | None:
    """The first report, after a promise, that the very stage is reached; with a day for it."""
    for each in told:
        done = each.stage == stage and each.status == "done"
        if after is not None and done and each.order > after.order:
            if each.last is not None:
                return each
            return _on_paper_day(each)
    return None


def _on_paper_day(told: Told) -> Told | None:
    if told.published is None:
        return None
    return replace(told, first=None, last=told.published, edtf=f"../{told.published}")


def _slip(old: Told, new: Told, how: str) -> dict[str, Cell]:
    least, most = slippage(old, new)
    assert old.last is not None and new.last is not None
    return {
        "project_iri": new.project,
        "project_name": new.name,
        "stage_due": new.stage_iri,
        "how": how,
        "promised": old.edtf,
        "then": new.edtf,
        "days": (new.last - old.last).days,
        "days_least": least,
        "days_most": most,
        "promised_in": old.published,
        "published": new.published,
        "evidence": new.evidence,
        "promise_evidence": old.evidence,
    }


def _by_words(row: Mapping[str, Cell]) -> tuple[str, ...]:
    names = ("project_name", "project_iri", "stage_due", "published", "evidence")
    return tuple(str(row.get(name)) for name in names)


# ------------------------------------------------------------------------- overdue


def overdue_milestones(rows: Iterable[Row], params: Row) -> Iterator[Row]:
    """Lists last promises whose latest day is past, with no report that they were met.

    As of `as_of`, or of the day of the newest paper.  A stage is met where it, or one that comes
    after it, is told as reached; a later promise replaces an earlier one.
    """
    sort = sorts(rows)
    newest = [day(row, "newest") for row in sort.get("newest", ())]
    as_of = day(params, "as_of") or next((found for found in newest if found), None)
    if as_of is None:
        return
    told = milestones(sort.get("milestone", ()))
    late = [row for each in told.values() for row in _overdue(_until(each, as_of), as_of)]
    yield from sorted(late, key=lambda row: (-cast(int, row["days"]), *_by_words(row)))


def _until(told: Sequence[Told], as_of: date) -> list[Told]:
    return [each for each in told if each.published is None or each.published <= as_of]


def _overdue(told: Sequence[Told], as_of: date) -> Iterator[dict[str, Cell]]:
    reached = frozenset().union(*(implied(each.stage, each.status) for each in told))
    for stage in sorted({each.stage for each in told if each.promise} - reached):
        promises = _promises(told, stage)
        last = promises[-1]
        assert last.last is not None
        if last.last < as_of:
            yield {
                "project_iri": last.project,
                "project_name": last.name,
                "stage_due": last.stage_iri,
                "promised": last.edtf,
                "latest": last.last,
                "days": (as_of - last.last).days,
                "promises": len(promises),
                "as_of": as_of,
                "published": last.published,
                "evidence": last.evidence,
            }


# ------------------------------------------------------------------------- amounts

#: How far a round number (约, 近, 余) may be off.
ROUND = Decimal("0.1")


def bounds(row: Row) -> tuple[Decimal | None, Decimal | None]:
    """What an amount may be at least and at most; a round number a tenth less or more."""
    least, most = number(row, "minimum"), number(row, "maximum")
    value = number(row, "value")
    qualifier = code(row.get("qualifier"))
    if qualifier == "min":
        return least if least is not None else value, None
    if qualifier == "max":
        return None, most if most is not None else value
    slack = ROUND if qualifier == "approx" else Decimal(0)
    least, most = (value if value is not None else each for each in (least, most))
    low = None if least is None else least * (1 - slack)
    return low, None if most is None else most * (1 + slack)


def apart(one: Row, other: Row) -> bool:
    """Whether no amount fits both statements."""
    return disjoint(bounds(one), bounds(other))


def conflicting_amounts(rows: Iterable[Row], params: Row) -> Iterator[Row]:
    """Compares what articles say of one amount of a project; each that no earlier one allows.

    One amount: the same project or phase, kind, unit and use.  An article that gives several
    speaks of parts and is left out.  Bounds and round numbers excuse what lies within them.
    """
    by_amount = grouped(sorted(rows, key=place), "project_iri", "kind_iri", "unit", "use")
    found = [row for told in by_amount.values() for row in _conflicts(told)]
    yield from sorted(found, key=lambda row: _by_words({**row, "stage_due": row["kind"]}))


def _conflicts(told: Sequence[Row]) -> Iterator[dict[str, Cell]]:
    by_article = grouped(told, "article")
    single = [
        said[0]
        for said in by_article.values()
        if not any(apart(said[0], other) for other in said[1:])
    ]
    for index, row in enumerate(single):
        against = next((other for other in single[:index] if apart(other, row)), None)
        if against is not None and not any(_same(row, other) for other in single[:index]):
            yield _conflict(against, row)


def _same(one: Row, other: Row) -> bool:
    return bounds(one) == bounds(other)


def _conflict(old: Row, new: Row) -> dict[str, Cell]:
    return {
        "project_iri": text(new, "project_iri"),
        "project_name": text(new, "name"),
        "kind": new.get("kind_iri"),
        "use": new.get("use"),
        "earlier": text(old, "verbatim"),
        "later": text(new, "verbatim"),
        "difference": _difference(old, new),
        "unit": text(new, "unit"),
        "earlier_in": old.get("published"),
        "published": new.get("published"),
        "evidence": new.get("evidence"),
        "earlier_evidence": old.get("evidence"),
    }


def _difference(old: Row, new: Row) -> Decimal | None:
    before, after = number(old, "value"), number(new, "value")
    return None if before is None or after is None else after - before


# ------------------------------------------------------------ investment by township


def investment_by_township(rows: Iterable[Row], params: Row) -> Iterator[Row]:
    """Adds up what projects plan to invest, by place, kind and year of the paper.

    A project counts once in a place, kind and year: with the last amount told.  A phase is left
    out where its whole is told too.  A project in several townships counts in each.
    """
    sort = sorts(rows)
    divisions = {text(row, "where"): row for row in sort.get("division", ())}
    places = _places(sort.get("place", ()), divisions)
    last: dict[tuple[str, str, int, str], Row] = {}
    for row in sorted(sort.get("amount", ()), key=place):
        published = day(row, "published")
        for where in places.get(text(row, "project_iri"), places.get(text(row, "whole"), [""])):
            if published is not None:
                key = (where, text(row, "kind_iri"), published.year, text(row, "project_iri"))
                last[key] = row
    sums: dict[tuple[str, str, int], list[Row]] = {}
    for (where, kind, year, _), row in last.items():
        if (where, kind, year, text(row, "whole")) not in last:
            sums.setdefault((where, kind, year), []).append(row)
    found = [_sum(key, told, divisions) for key, told in sums.items()]
    yield from sorted(found, key=_most_money)


def _places(rows: Iterable[Row], divisions: Mapping[str, Row]) -> dict[str, list[str]]:
    """The townships of each project, else its counties, cities or provinces, the smallest told."""
    found: dict[str, dict[int, set[str]]] = {}
    for row in rows:
        for where in (text(row, column) for column in ("where", "within", "beyond")):
            if where in divisions:
                level = _LEVELS.index(code(divisions[where].get("level")))
                levels = found.setdefault(text(row, "project_iri"), {})
                levels.setdefault(level, set()).add(where)
    return {project: sorted(levels[min(levels)]) for project, levels in found.items()}


_LEVELS = ("township", "county", "city", "province")


def _sum(
    key: tuple[str, str, int], told: Sequence[Row], divisions: Mapping[str, Row]
) -> dict[str, Cell]:
    where, kind, year = key
    largest = max(told, key=lambda row: (_least(row), text(row, "name")))
    return {
        "place": text(divisions[where], "where_name") if where else None,
        "level": divisions[where].get("level") if where else None,
        "kind": Iri(kind),
        "year": year,
        "projects": len(told),
        "total": sum((_least(row) for row in told), Decimal(0)),
        "approximate": sum(code(row.get("qualifier")) != "exact" for row in told),
        "names": "、".join(sorted(text(row, "name") for row in told)),
        "evidence": largest.get("evidence"),
    }


def _least(row: Row) -> Decimal:
    found = number(row, "value")
    least = number(row, "minimum") if found is None else found
    return Decimal(0) if least is None else least


def _most_money(row: dict[str, Cell]) -> tuple[object, ...]:
    total = cast(Decimal, row["total"])
    return row["place"] is None, -cast(int, row["year"]), -total, row["place"] or "", row["kind"]
