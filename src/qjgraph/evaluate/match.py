"""Pairing gold facts with what was read, one to one and as well as possible, and counting."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from math import inf
from typing import Protocol, Self, TypeVar

#: A row of a table: column → cell.
Row = Mapping[str, str]

#: Required facts go before optional ones, those before the quality of a pair.
_REQUIRED, _OPTIONAL = 1_000_000, 1_000


class Fact(Protocol):
    """What pairing asks of a gold fact."""

    @property
    def optional(self) -> bool:
        """Whether it may be left out."""


F = TypeVar("F", bound=Fact)


# --------------------------------------------------------------------------- counting


@dataclass(slots=True)
class Tally:
    """Counts of one table: right, wrong, missed, and neither right nor wrong."""

    tp: int = 0
    fp: int = 0
    fn: int = 0
    ignored: int = 0

    def __iadd__(self, other: Tally) -> Self:
        """Add another tally's counts."""
        self.tp += other.tp
        self.fp += other.fp
        self.fn += other.fn
        self.ignored += other.ignored
        return self

    @property
    def gold(self) -> int:
        """Number of required gold facts."""
        return self.tp + self.fn

    @property
    def predicted(self) -> int:
        """Number of facts read that count."""
        return self.tp + self.fp

    @property
    def empty(self) -> bool:
        """Whether there is nothing to score."""
        return not (self.tp or self.fp or self.fn)

    @property
    def precision(self) -> float:
        """Share of what was read that is right; 0 where nothing was read."""
        return self.tp / self.predicted if self.predicted else 0.0

    @property
    def recall(self) -> float:
        """Share of the gold that was read; 0 where there is none."""
        return self.tp / self.gold if self.gold else 0.0

    @property
    def f1(self) -> float:
        """Harmonic mean of both."""
        total = 2 * self.tp + self.fp + self.fn
        return 2 * self.tp / total if total else 0.0

    def as_json(self) -> dict[str, float]:
        """Counts and ratios."""
        return {
            "gold": self.gold, "predicted": self.predicted, "tp": self.tp, "fp": self.fp,
            "fn": self.fn, "ignored": self.ignored, "precision": round(self.precision, 6),
            "recall": round(self.recall, 6), "f1": round(self.f1, 6),
        }  # fmt: skip


# ---------------------------------------------------------------------------- pairing


@dataclass(slots=True, kw_only=True)
class Pairing:
    """The outcome of one pairing, by index.

    Attributes:
        partner: for each fact the row it was paired with.
        missed: required facts without a partner.
        wrong: rows without a partner that count.
    """

    partner: list[int | None]
    tally: Tally = field(default_factory=Tally)
    missed: list[int] = field(default_factory=list)
    wrong: list[int] = field(default_factory=list)


def _never(row: Row) -> bool:
    return False


def pair(
    facts: Sequence[F],
    rows: Sequence[Row],
    quality: Callable[[F, Row], int],
    ignore: Callable[[Row], bool] = _never,
) -> Pairing:
    """Pair facts with rows.

    As many required facts as possible are paired, then as many optional ones, then the
    best pairs are taken.

    Args:
        quality: 0 for no match, more for a better one, below 1,000.
        ignore: rows that do not count where they stay without a partner.
    """
    weights = [_weights(fact, rows, quality) for fact in facts]
    result = Pairing(partner=assign(weights))
    for index, (fact, column) in enumerate(zip(facts, result.partner, strict=True)):
        if fact.optional:
            result.tally.ignored += column is not None
        elif column is None:
            result.missed.append(index)
        else:
            result.tally.tp += 1
    taken = set(result.partner)
    free = [column for column in range(len(rows)) if column not in taken]
    result.wrong = [column for column in free if not ignore(rows[column])]
    result.tally.fn, result.tally.fp = len(result.missed), len(result.wrong)
    result.tally.ignored += len(free) - len(result.wrong)
    return result


def _weights(fact: F, rows: Sequence[Row], quality: Callable[[F, Row], int]) -> list[float]:
    base = _OPTIONAL if fact.optional else _REQUIRED
    scores = (quality(fact, row) for row in rows)
    return [base + score if score else 0 for score in scores]


def assign(weights: Sequence[Sequence[float]]) -> list[int | None]:
    """Pair rows with columns so that the sum of weights is largest (Hungarian method).

    Args:
        weights: a matrix; 0 means that the two do not match.

    Returns:
        For each row its column or None.
    """
    rows, columns = len(weights), len(weights[0]) if weights else 0
    if not rows or not columns:
        return [None] * rows
    size = max(rows, columns)
    cost = [[0.0] * (size + 1) for _ in range(size + 1)]
    for i, line in enumerate(weights, 1):
        for j, weight in enumerate(line, 1):
            cost[i][j] = -weight
    owner = _solve(cost, size)
    result: list[int | None] = [None] * rows
    for j in range(1, columns + 1):
        i = owner[j] - 1
        if i < rows and weights[i][j - 1] > 0:
            result[i] = j - 1
    return result


def _solve(cost: Sequence[Sequence[float]], size: int) -> list[int]:
    """The row that owns each column where the sum of costs is least; both count from 1.

    One row after the other finds its cheapest augmenting path, with potentials `u`, `v`
    that keep all reduced costs at 0 or above.
    """
    u, v = [0.0] * (size + 1), [0.0] * (size + 1)
    owner = [0] * (size + 1)
    for row in range(1, size + 1):
        owner[0] = row
        end, way = _path(cost, size, u, v, owner)
        while end:
            owner[end] = owner[way[end]]
            end = way[end]
    return owner


def _path(
    cost: Sequence[Sequence[float]], size: int, u: list[float], v: list[float], owner: list[int]
) -> tuple[int, list[int]]:
    """The free column at the end of the cheapest path from column 0, and each one's origin."""
    shortest, way, used = [inf] * (size + 1), [0] * (size + 1), [False] * (size + 1)
    here = 0
    while owner[here]:
        used[here] = True
        row, delta, following = owner[here], inf, 0
        for j in range(1, size + 1):
            if used[j]:
                continue
            reduced = cost[row][j] - u[row] - v[j]
            if reduced < shortest[j]:
                shortest[j], way[j] = reduced, here
            if shortest[j] < delta:
                delta, following = shortest[j], j
        for j in range(size + 1):
            if used[j]:
                u[owner[j]] += delta
                v[j] -= delta
            else:
                shortest[j] -= delta
        here = following
    return here, way
