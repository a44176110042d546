"""The words of stages in a text, and what beside them says that they count."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from qjgraph.model import Kind
from qjgraph.relate.milestone_patterns import (
    ALL_DONE,
    COUNTS_PAPERS,
    LIST_ENDS,
    NOT_BEFORE,
    OLD_HOUSE,
    SINCE,
    WORKS,
    WORKS_ONLY,
)
from qjgraph.relate.milestone_rites import stage_words
from qjgraph.relate.subjects import Clause, Reader


@dataclass(frozen=True, slots=True, kw_only=True)
class Stage:
    """A stage's word in the text."""

    begin: int
    end: int
    stage: str
    named: bool
    ending: bool


def stages_of(read: Reader) -> Iterator[Stage]:
    """Stage words, of overlapping ones the longest."""
    hits = sorted(
        (last + 1 - len(word), -last - 1, stage, needs)
        for last, (word, stage, needs) in stage_words().iter(read.text)
    )
    edge = 0
    for begin, negative, stage, needs in hits:
        if begin >= edge:
            edge = -negative
            yield Stage(
                begin=begin, end=edge, stage=stage, named=needs == "name", ending=needs == "end"
            )


def since(read: Reader, clause: Clause, word: Stage) -> bool:
    """自2014年10月开工以来: a day is told, and what has been since."""
    if not SINCE.match(read.text, word.end):
        return False
    last = [d for d in read.dates if clause.begin <= d.begin and d.end <= word.begin]
    return bool(last) and read.text[last[-1].end : word.begin] in ("", "正式", "启动", "全面")


def ends_clause(read: Reader, clause: Clause, word: Stage) -> bool:
    """Whether a word ends its clause behind a date, with no subject but works (计划10月完成)."""
    if word.end < clause.end - 1:
        return False
    dates = [d for d in read.dates if clause.begin <= d.begin and d.end <= word.begin]
    if not dates:
        return _is_done(read, clause, word)
    edge = max([m.end for m in read.between(clause.begin, word.begin, Kind.PROJECT)], default=0)
    words = read.text[max(clause.begin, edge) : word.begin]
    for date in dates:
        words = words.replace(read.text[date.begin : date.end], "")
    return bool(WORKS_ONLY.fullmatch(words))


def _is_done(read: Reader, clause: Clause, word: Stage) -> bool:
    """Whether all that a clause says is that a project is done (X工程主体工程已完成)."""
    before = read.between(clause.begin, word.begin, Kind.PROJECT)
    return bool(before) and bool(ALL_DONE.fullmatch(read.text, before[-1].end, word.begin))


def has_works(read: Reader, word: Stage) -> bool:
    """Whether works right behind a word are what is done (已完成X标准化建设)."""
    ends = word.end + read.text.startswith("了", word.end)
    done = read.text.endswith(("已", "已经", "全面"), 0, word.begin)
    after = read.between(ends, ends + 1, Kind.PROJECT)
    return done and bool(after) and bool(WORKS.search(after[0].name))


def is_hindered(read: Reader, clause: Clause, word: Stage) -> bool:
    """Whether the words beside a stage say that it is no event of a project's.

    集中开工 is one of many without names, or of those that are named right before it.
    """
    hindered = NOT_BEFORE.search(read.text, clause.begin, word.begin)
    if hindered is None:
        counted = word.stage == "signing" and COUNTS_PAPERS.match(read.text, word.end)
        owned = word.stage == "demolition" and OLD_HOUSE.search(read.text, clause.begin, word.begin)
        return bool(counted or owned)
    before = read.between(clause.begin, word.begin, Kind.PROJECT)
    gap = read.text[before[-1].end : hindered.start()] if before else "-"
    return hindered.group() != "集中" or bool(gap and not LIST_ENDS.fullmatch(gap))
