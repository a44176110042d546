"""A text that remembers where each of its characters was read."""

from __future__ import annotations

from array import array
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

#: A replacement: half-open positions and the words that take their place.
Edit = tuple[int, int, str]


@dataclass(frozen=True, slots=True)
class Mapped:
    """`text[i]` was read at `raw[starts[i]:ends[i]]`."""

    text: str
    starts: array[int]
    ends: array[int]


def identity(text: str) -> Mapped:
    """A text of which every character stands for its own place."""
    size = len(text)
    places = _places() if size < _USUAL else array("I", range(size + 1))
    return Mapped(text, places[:size], places[1 : size + 1])


#: Most texts are shorter; a slice takes a fiftieth of the time of counting again.
_USUAL = 1 << 16


@cache
def _places() -> array[int]:
    return array("I", range(_USUAL))


def rewrite(source: Mapped, edits: Iterable[Edit]) -> Mapped:
    """The text after replacements, which are sorted and do not overlap.

    Every character of a replacement stands for the whole stretch it replaces.  What is
    deleted stands for nothing: its place falls between its neighbours'.
    """
    pieces: list[str] = []
    starts, ends = array("I"), array("I")
    done = 0
    for begin, end, words in edits:
        pieces += (source.text[done:begin], words)
        starts += source.starts[done:begin]
        ends += source.ends[done:begin]
        for _ in words:
            starts.append(source.starts[begin])
            ends.append(source.ends[end - 1])
        done = end
    if not pieces:
        return source
    pieces.append(source.text[done:])
    return Mapped("".join(pieces), starts + source.starts[done:], ends + source.ends[done:])
