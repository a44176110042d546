"""The answers to the named questions that follow from the scenario of the two counties."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from tools.counties_text import Told

Answer = tuple[Sequence[str], list[Sequence[object]]]


def answers(world: dict[str, Any], pages: list[Told]) -> dict[str, Answer]:
    """Columns and rows of each question's answer, by the name of its file."""
    return {}
