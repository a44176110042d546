"""Stretches: what overlaps what."""

from __future__ import annotations

import pytest

from qjgraph.mention.stretches import Stretches


@pytest.mark.parametrize(
    ("begin", "end", "over"),
    [(0, 2, None), (0, 3, 5), (4, 9, 5), (5, 8, None), (6, 20, 12), (11, 14, 12), (12, 14, None)],
)
def test_over(begin: int, end: int, over: int | None) -> None:
    assert Stretches([(10, 12), (2, 5), (3, 4)]).over(begin, end) == over


def test_no_stretches() -> None:
    assert Stretches([]).over(0, 100) is None
