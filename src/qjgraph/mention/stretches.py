"""A set of stretches of a text that answers whether another one overlaps it."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable


class Stretches:
    """Half-open stretches, joined where they overlap.

    Args:
        pairs: begin and end of each, in any order.
    """

    __slots__ = ("_begins", "_ends")

    def __init__(self, pairs: Iterable[tuple[int, int]]) -> None:
        self._begins: list[int] = []
        self._ends: list[int] = []
        for begin, end in sorted(pairs):
            if self._ends and begin < self._ends[-1]:
                self._ends[-1] = max(self._ends[-1], end)
            else:
                self._begins.append(begin)
                self._ends.append(end)

    def over(self, begin: int, end: int) -> int | None:
        """The end of the last stretch that overlaps `begin` to `end`; None where none does."""
        at = bisect_left(self._begins, end) - 1
        if at >= 0 and self._ends[at] > begin:
            return self._ends[at]
        return None
