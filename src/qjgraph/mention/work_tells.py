"""What tells the name of a project from others: a place, a body, a number, a word of its own."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from functools import cache

from qjgraph.lexicon.rules import confidence
from qjgraph.lexicon.tables import words
from qjgraph.mention.work_names import Scene
from qjgraph.mention.work_patterns import QUOTES
from qjgraph.model import Kind, Mention


@cache
def _generic_words() -> re.Pattern[str]:
    known = sorted(words("project_generic", "word"), key=len, reverse=True)
    return re.compile(
        f"(?:{'|'.join(map(re.escape, known))}|[、和与及等的年·“”\\d一二三四五六七八九十两])+"
    )


def is_generic(core: str) -> bool:
    """Whether a name is made of words alone that tell no project from another."""
    return bool(_generic_words().fullmatch(core))


_TOLD_APART = re.compile(r"[“\dA-Za-z]|第[一二三四五六七八九十]")


def is_proper(scene: Scene, begin: int, end: int) -> bool:
    """Whether a name holds a place, a body, a quoted word, letters or digits, or a phase."""
    text = scene.text[begin:end]
    if _TOLD_APART.search(text):
        return True
    if any(begin <= scene.proper[e] for e in scene.proper if begin < e <= end):
        return True
    tokens = scene.tokens
    index = bisect_left(tokens.starts, begin)
    while index < len(tokens.tags) and tokens.starts[index] < end:
        if (
            tokens.tags[index] in ("ns", "nt", "nz", "nr", "nrt", "nrfg")
            and len(tokens.word(index)) > 1
        ):
            return True
        index += 1
    return False


def proper_place(scene: Scene, begin: int, end: int) -> bool:
    """Whether a name holds a place or body found before."""
    return any(begin <= scene.proper[e] for e in scene.proper if begin < e <= end)


def overlaps(begin: int, end: int, taken: Iterable[tuple[int, int]]) -> bool:
    """Whether a stretch shares a character with one of those taken before."""
    return any(b < end and begin < e for b, e in taken)


def places_of(names: Iterable[str], text: str) -> Iterator[tuple[int, int]]:
    """Where names stand, the first and of those that begin together the longest; none overlap.

    A pattern of them would be compiled for each article, which takes far longer.
    """
    last = 0
    for begin, size in sorted((at, -len(name)) for name in names for at in _all(text, name)):
        if begin >= last:
            last = begin - size
            yield begin, last


def _all(text: str, name: str) -> Iterator[int]:
    at = text.find(name)
    while at >= 0:
        yield at
        at = text.find(name, at + 1)


def spans(mentions: Iterable[Mention]) -> list[tuple[int, int]]:
    """The stretches where mentions stand."""
    return [(mention.begin, mention.end) for mention in mentions]


_QUOTED_PART = re.compile("“.+”.")
_BLANK = re.compile(r"\s")


def project_at(text: str, begin: int, end: int, rule: str, kind: str = "") -> Mention:
    """A project named at a place, quotation marks around the whole off."""
    name = text[begin:end]
    if "“" not in name or not _QUOTED_PART.search(name):
        name = QUOTES.sub("", name)
    return Mention(
        kind=Kind.PROJECT, begin=begin, end=end, name=_BLANK.sub("", name), type=kind,
        rule=rule, confidence=confidence(rule),
    )  # fmt: skip
