"""Posts over time: who is attested in one, from when to when, and who held it on a day.

A paper attests that somebody holds a post on its day; it seldom tells since when or until when.
Nothing here invents a beginning or an end: a tenure is the stretch of its attestations, bounded
where a paper tells of an election, an appointment, a removal or a resignation, or calls somebody
a former holder.  代县长 and 常务副县长 are posts apart from 县长 and 副县长: their titles differ.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from typing import cast

from qjgraph.analyse.rows import Cell, Row, code, day, grouped, place, text

#: Changes after which one holds a post, and those after which one does not.
GAINED = frozenset(("elected", "appointed"))
LOST = frozenset(("removed", "resigned", "former"))
ACTING = ("代理", "代")


@dataclass(frozen=True, slots=True, kw_only=True)
class Tenure:
    """What papers tell of one person in one post, in the order of the papers.

    Attributes:
        body, of: IRI and name of what the post belongs to; empty where not told.
        held: statements that the person holds or gets the post.
        left: statements that the person left it.
    """

    person: str
    name: str
    title: str
    body: str
    of: str
    held: tuple[Row, ...]
    left: tuple[Row, ...]

    @property
    def first(self) -> date | None:
        """The day of the first paper that attests it; None where no paper does."""
        return published(self.held[0]) if self.held else None

    @property
    def last(self) -> date | None:
        """The day of the last paper that attests it."""
        return published(self.held[-1]) if self.held else None


def published(row: Row) -> date:
    """The day of the paper behind a statement."""
    return cast(date, day(row, "published"))


def tenures(rows: Iterable[Row]) -> list[list[Tenure]]:
    """The tenures of each post (title and what it belongs to), by their first attestation.

    Statements of papers without a day tell nothing of time and are left out.
    """
    dated = sorted((row for row in rows if day(row, "published")), key=place)
    found = []
    for told in grouped(dated, "title", "of_iri").values():
        people = grouped(told, "person_iri").values()
        found.append(sorted((_tenure(rows) for rows in people), key=_by_begin))
    return found


def _tenure(rows: Sequence[Row]) -> Tenure:
    first = rows[0]
    return Tenure(
        person=text(first, "person_iri"), name=text(first, "name"),
        title=text(first, "title"), body=text(first, "of_iri"), of=text(first, "of_name"),
        held=tuple(row for row in rows if code(row.get("change")) not in LOST),
        left=tuple(row for row in rows if code(row.get("change")) in LOST),
    )  # fmt: skip


def _by_begin(tenure: Tenure) -> tuple[date, str, str]:
    begin = tenure.first or published(tenure.left[0])
    return begin, tenure.name, tenure.person


# ------------------------------------------------------------------- on a given day


def holders(rows: Iterable[Row], params: Row) -> Iterator[Row]:
    """Tells who held a post on a day, and how far the papers bear it out.

    `on_day`: attested in a paper of that day; `between`: before and after; `until_left`: before,
    and a later paper tells that he left; `before`: only before, an end is not told.  Where none
    of these is found nobody is attested, and the nearest are listed: `left` (the last to have
    left by then) and `later` (the first attested afterwards).
    """
    on = cast(date, day(params, "date"))
    found = []
    for posts in _by_body(tenures(rows)):
        states = [(tenure, state(tenure, on)) for tenure in posts]
        held = [pair for pair in states if pair[1] in _HELD]
        found += [_holder(tenure, how, on) for tenure, how in held or _nearest(states, on)]
    yield from sorted(found, key=_by_strength)


def _by_body(posts: Iterable[list[Tenure]]) -> list[list[Tenure]]:
    """The tenures of all asked titles of one body: 代县长 is nobody's second seat."""
    found: dict[str, list[Tenure]] = {}
    for post in posts:
        found.setdefault(post[0].body, []).extend(post)
    return list(found.values())


_HELD = ("on_day", "between", "until_left", "before")
_STATES = (*_HELD, "left", "later")


def state(tenure: Tenure, on: date) -> str:
    """How a tenure stands to a day; see `holders`."""
    before = [row for row in tenure.held if published(row) <= on]
    after = [row for row in tenure.held if published(row) > on]
    gone = [row for row in tenure.left if published(row) <= on]
    if gone and (not before or published(gone[-1]) >= published(before[-1])):
        return "left"
    if not before:
        return "later"
    if published(before[-1]) == on:
        return "on_day"
    return _onwards(tenure, after, on)


def _onwards(tenure: Tenure, after: Sequence[Row], on: date) -> str:
    """What follows a tenure attested before a day."""
    leaves = [published(row) for row in tenure.left if published(row) > on]
    gains = [row for row in after if code(row.get("change")) in GAINED]
    if after and (not leaves or published(after[0]) <= leaves[0]) and after[0] not in gains:
        return "between"
    return "until_left" if leaves else "before"


def _nearest(states: Sequence[tuple[Tenure, str]], on: date) -> list[tuple[Tenure, str]]:
    """The last that left, and the first that comes."""
    left = [pair for pair in states if pair[1] == "left"]
    later = [pair for pair in states if pair[1] == "later"]
    last = max(left, key=lambda pair: (_gone(pair[0], on), pair[0].person), default=None)
    next_ = min(later, key=lambda pair: _by_begin(pair[0]), default=None)
    return [pair for pair in (last, next_) if pair]


def _gone(tenure: Tenure, on: date) -> date:
    return max(published(row) for row in tenure.left if published(row) <= on)


def _holder(tenure: Tenure, how: str, on: date) -> dict[str, Cell]:
    before = [row for row in (*tenure.held, *tenure.left) if published(row) <= on]
    after = [row for row in (*tenure.held, *tenure.left) if published(row) > on]
    shown = max(before, key=place) if before else min(after, key=place)
    nearest = min(after, key=place) if after else None
    return {
        "person_iri": tenure.person,
        "person": tenure.name,
        "title": tenure.title,
        "of_name": tenure.of or None,
        "acting": tenure.title.startswith(ACTING),
        "state": how,
        "before": published(shown) if before else None,
        "before_change": shown.get("change") if before else None,
        "after": published(nearest) if nearest else None,
        "after_change": nearest.get("change") if nearest else None,
        "evidence": shown.get("evidence"),
    }


def _by_strength(row: dict[str, Cell]) -> tuple[object, ...]:
    rank = _STATES.index(str(row["state"]))
    return row["of_name"] or "", row["title"], rank, row["person"], row["person_iri"]


# ------------------------------------------------------------------------ a post's line


def post_timeline(rows: Iterable[Row], params: Row) -> Iterator[Row]:
    """Lists who is attested in a post, from when to when, after whom and before whom.

    Predecessor and successor are told only of a post of one seat, that is where no two
    attested stretches overlap; they are the nearest attested, not the next appointed.
    """
    for post in sorted(tenures(rows), key=lambda post: (post[0].of, post[0].title)):
        alone = _one_seat(post)
        for index, tenure in enumerate(post):
            before = post[index - 1] if alone and index else None
            after = post[index + 1] if alone and index + 1 < len(post) else None
            yield _line(tenure, before, after)


def _one_seat(post: Sequence[Tenure]) -> bool:
    """Whether each is attested only after the one before is for the last time."""
    held = [tenure for tenure in post if tenure.held]
    return all(cast(date, one.last) <= cast(date, other.first) for one, other in pairwise(held))


def _line(tenure: Tenure, before: Tenure | None, after: Tenure | None) -> dict[str, Cell]:
    told = sorted((*tenure.held, *tenure.left), key=place)
    gained = [row for row in tenure.held if code(row.get("change")) in GAINED]
    return {
        "person_iri": tenure.person,
        "person": tenure.name,
        "title": tenure.title,
        "of_name": tenure.of or None,
        "first": tenure.first,
        "last": tenure.last,
        "articles": len({text(row, "article") for row in told}),
        "gained": published(gained[0]) if gained else None,
        "lost": published(tenure.left[0]) if tenure.left else None,
        "gap": gap(tenure),
        "predecessor": before.name if before else None,
        "successor": after.name if after else None,
        "evidence": told[0].get("evidence"),
        "last_evidence": told[-1].get("evidence"),
    }


def gap(tenure: Tenure) -> int | None:
    """The longest stretch of days between two attestations; None where there is but one."""
    days = sorted({published(row) for row in tenure.held})
    return max(((b - a).days for a, b in pairwise(days)), default=None)
