"""Who is quoted: the stretches of an article that a named person says."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass

from qjgraph.model import Kind, Mention
from qjgraph.relate.subjects import Reader

_VERB = r"(?:说|介绍|表示|告诉|称|坦言|透露|回忆|认为|指出|强调|要求|提出|解释)"
_BEFORE = re.compile(rf"[^。\n]{{0,14}}{_VERB}[^。\n“]{{0,10}}$")
_AFTER = re.compile(rf"[^,。\n“]{{0,10}}{_VERB}")
_INDIRECT = re.compile(rf"[^,。\n“”]{{0,10}}{_VERB}(?:记者|笔者)?[,:]")
_QUOTED = re.compile(r"“([^“”\n]{8,})”")


@dataclass(frozen=True, slots=True)
class Speech:
    """Stretches in the view and the key of who says them, in order."""

    spans: tuple[tuple[int, int, str], ...]
    begins: tuple[int, ...]

    def at(self, position: int) -> str:
        """The key of the person who says what stands at a position; empty for the paper."""
        index = bisect_right(self.begins, position) - 1
        if index >= 0 and position < self.spans[index][1]:
            return self.spans[index][2]
        return ""


def speech(read: Reader) -> Speech:
    """What is said in an article, directly or in the paper's words (X介绍,…)."""
    found = sorted({*_quotations(read), *_reported(read)})
    kept: list[tuple[int, int, str]] = []
    for span in found:
        if not kept or span[0] >= kept[-1][1]:
            kept.append(span)
    return Speech(tuple(kept), tuple(span[0] for span in kept))


def _quotations(read: Reader) -> Iterator[tuple[int, int, str]]:
    """“…”X说, and X说:“…”."""
    for hit in _QUOTED.finditer(read.text):
        before = read.between(max(0, hit.start() - 40), hit.start(), Kind.PERSON)
        after = read.between(hit.end(), hit.end() + 60, Kind.PERSON)
        who = _told_before(read, before, hit.start()) or _told_after(read, after, hit.end())
        if who:
            yield hit.start(), hit.end(), who


def _told_before(read: Reader, persons: list[Mention], opened: int) -> str:
    if persons and _BEFORE.fullmatch(read.text[persons[-1].end : opened]):
        return persons[-1].entity
    return ""


def _told_after(read: Reader, persons: list[Mention], closed: int) -> str:
    near = bool(persons) and "。" not in read.text[closed : persons[0].begin]
    return persons[0].entity if near and _AFTER.match(read.text, persons[0].end) else ""


def _reported(read: Reader) -> Iterator[tuple[int, int, str]]:
    """X介绍,项目预计…: to the end of the sentence."""
    for person in read.named:
        if person.kind is not Kind.PERSON:
            continue
        told = _INDIRECT.match(read.text, person.end)
        sentence = read.doc.article.sentence_at(person.begin) if told else None
        if told and sentence:
            yield told.end(), sentence.end, person.entity
