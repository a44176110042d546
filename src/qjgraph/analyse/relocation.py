"""Households that move: how many signed, left, were pulled down, at each report.

The step of a number is read from the words of its own clause; the share is taken of the
households to move that the same article tells for the same place, else for all its places,
else of those that the last earlier paper told for the place.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal

from qjgraph.analyse.rows import Cell, Row, code, day, grouped, number, offset, place, sorts, text
from qjgraph.iris import span_offsets

_STOP = "，,。；;：:户"
_LEAD = re.compile(rf"[^{_STOP}]*$")
_LEFT = re.compile(rf"[^{_STOP}、]*$")
_RIGHT = re.compile(r"[，,。；;、]|[0-9一二三四五六七八九十百千两〇]+[余多来]*户")
_DUE = re.compile(r"应(?:腾|搬|拆|签|征|迁)|需|须|拟|待|涉及|计划")
#: The first that fits the clause tells the step.
_STEPS = (
    ("remaining", re.compile(r"剩|尚|还有|未")),
    ("demolished", re.compile(r"拆")),
    ("vacated", re.compile(r"腾|搬[进离出入]|入住|交房")),
    ("signed", re.compile(r"签|协议")),
)
TO_MOVE = "to_move"


def step(before: str, after: str) -> str:
    """The step that a number of households is at, by the words before and after it in its sentence.

    Returns:
        to_move, remaining, demolished, vacated or signed.
    """
    lead, left = _LEAD.search(before), _LEFT.search(before)
    assert lead and left
    if _DUE.search(lead[0]):
        return TO_MOVE
    clause = left[0] + _RIGHT.split(after, maxsplit=1)[0]
    return next((name for name, words in _STEPS if words.search(clause)), TO_MOVE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Count:
    """A number of households as one sentence tells it.

    Attributes:
        where: IRI of what is counted, else the article's id.
        bound: the number that a total may use; 0 where only a most is told.
    """

    row: Row
    where: str
    article: str
    step: str
    households: Decimal
    bound: Decimal


def relocated_households(rows: Iterable[Row], params: Row) -> Iterator[Row]:
    """Tells the step of each number of households, and its share of those to move."""
    sort = sorts(rows)
    counts = [count for row in sort.get("households", ()) if (count := _count(row))]
    counts.sort(key=lambda count: place(count.row))
    totals = _totals(counts)
    projects = grouped(sort.get("project", ()), "article")
    found = []
    for count in counts:
        of_article = projects.get((count.article,), [])
        if _asked(count, of_article, params):
            found.append(_answer(count, _total(count, totals, counts), of_article))
    yield from sorted(found, key=_order)


def _count(row: Row) -> Count | None:
    told = [number(row, name) for name in ("value", "minimum", "maximum")]
    households = next((each for each in told if each is not None), None)
    if households is None:
        return None
    sentence, begin = text(row, "words"), offset(row.get("evidence"))
    focus = span_offsets(text(row, "focus"))
    assert focus
    before, after = sentence[: focus[0] - begin], sentence[focus[1] - begin :]
    bound = told[0] if told[0] is not None else told[1]
    return Count(
        row=row, where=text(row, "of_iri") or text(row, "article"), article=text(row, "article"),
        step=step(before, after), households=households, bound=bound or Decimal(0),
    )  # fmt: skip


def _totals(counts: Iterable[Count]) -> dict[str, dict[str, Decimal]]:
    """The households to move by article and place."""
    found: dict[str, dict[str, Decimal]] = {}
    for count in counts:
        if count.step == TO_MOVE:
            places = found.setdefault(count.article, {})
            places[count.where] = max(count.bound, places.get(count.where, Decimal(0)))
    return found


def _total(
    count: Count, totals: Mapping[str, Mapping[str, Decimal]], counts: Sequence[Count]
) -> Decimal:
    """The households to move that a number is a share of; 0 where none are told."""
    here = totals.get(count.article, {})
    if here.get(count.where):
        return here[count.where]
    if any(here.values()):
        return sum(here.values(), Decimal(0))
    earlier = [
        other.bound
        for other in counts
        if other.where == count.where and other.step == TO_MOVE and _before(other, count)
    ]
    return earlier[-1] if earlier else Decimal(0)


def _before(one: Count, other: Count) -> bool:
    first, second = day(one.row, "published"), day(other.row, "published")
    return first is not None and second is not None and first < second


def _asked(count: Count, projects: Sequence[Row], params: Row) -> bool:
    project, where = params.get("project"), params.get("place")
    if where is not None and count.where != where:
        return False
    told = {text(row, "project_iri") for row in projects}
    return project is None or count.where == project or project in told


def _answer(count: Count, total: Decimal, projects: Sequence[Row]) -> dict[str, Cell]:
    row = count.row
    shared = count.step != TO_MOVE and total and total >= count.households
    return {
        "of_name": row.get("of_name") or row.get("written"),
        "for_project": _project(row, projects),
        "step": count.step,
        "households": count.households,
        "total": total if shared else None,
        "share": _percent(count.households, total) if shared else None,
        "verbatim": row.get("verbatim"),
        "published": row.get("published"),
        "article": count.article,
        "evidence": row.get("evidence"),
    }


def _percent(part: Decimal, whole: Decimal) -> Decimal:
    return (part * 100 / whole).quantize(Decimal("0.1"), ROUND_HALF_UP)


def _project(row: Row, projects: Sequence[Row]) -> str | None:
    """The project counted, the one that demolishes, or the only one of the article."""
    if row.get("counted"):
        return text(row, "of_name")
    takers = sorted(text(each, "name") for each in projects if code(each.get("stage")))
    if takers:
        return takers[0]
    names = {text(each, "project_iri"): text(each, "name") for each in projects}
    return next(iter(names.values())) if len(names) == 1 else None


def _order(row: Mapping[str, Cell]) -> tuple[object, ...]:
    households = row["households"]
    assert isinstance(households, Decimal)
    published = row["published"] if isinstance(row["published"], date) else date.min
    begin = offset(row["evidence"])
    names = str(row["of_name"] or ""), str(row["step"]), -households, str(row["verbatim"])
    return (published, row["article"], begin, *names)
