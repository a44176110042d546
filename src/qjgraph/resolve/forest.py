"""Joining under constraints: a union-find whose sets know whom they must not meet.

Links are taken in the order they are given; one that would bring together two that were
forbidden to meet is refused.  With links sorted by strength this is greedy constrained
clustering (the `same` and `different` of a curator being links that cannot lose).
"""

from __future__ import annotations

from collections.abc import Iterable


class Forest:
    """Disjoint sets of the numbers from 0 to `size` - 1."""

    def __init__(self, size: int) -> None:
        self._parent = list(range(size))
        self._weight = [1] * size
        self._foes: dict[int, set[int]] = {}

    def root(self, item: int) -> int:
        """The number that stands for an item's set."""
        parent = self._parent
        while parent[item] != item:
            parent[item] = parent[parent[item]]
            item = parent[item]
        return item

    def forbid(self, one: int, other: int) -> bool:
        """Keeps two sets apart from now on; False where they are one already."""
        one, other = self.root(one), self.root(other)
        if one == other:
            return False
        self._foes.setdefault(one, set()).add(other)
        self._foes.setdefault(other, set()).add(one)
        return True

    def join(self, one: int, other: int) -> bool:
        """Makes one set of two; False where that is forbidden."""
        one, other = self.root(one), self.root(other)
        if one == other:
            return True
        if other in self._foes.get(one, ()):
            return False
        if self._weight[one] < self._weight[other]:
            one, other = other, one
        self._parent[other] = one
        self._weight[one] += self._weight[other]
        self._inherit(one, other)
        return True

    def _inherit(self, one: int, other: int) -> None:
        for foe in self._foes.pop(other, ()):
            self._foes[foe].discard(other)
            self._foes[foe].add(one)
            self._foes.setdefault(one, set()).add(foe)

    def sets(self, items: Iterable[int]) -> list[list[int]]:
        """The sets that items lie in, in the order of their first items."""
        found: dict[int, list[int]] = {}
        for item in items:
            found.setdefault(self.root(item), []).append(item)
        return list(found.values())
