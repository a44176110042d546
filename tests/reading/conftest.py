"""Short texts, read in the context of a fictional county."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from qjgraph.model import Context, Doc
from qjgraph.pipeline import read_text

HOME = "江西省上饶市云岭县"


@pytest.fixture(scope="session")
def read() -> Callable[..., Doc]:
    def reading(text: str, *, home: str = HOME, published: date = date(2025, 6, 26)) -> Doc:
        """One article with a title line and the given body."""
        context = Context(published=published, home=home)
        return read_text(f"本县要闻\n{text}", context, whole=True)[0]

    return reading
