"""Milestones of ceremonies: what is begun, signed or opened there, on the day of the rite."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

import ahocorasick

from qjgraph.lexicon.tables import table
from qjgraph.model import Kind, Mention, Milestone, Occurrence
from qjgraph.relate.evidence import proof
from qjgraph.relate.milestone_patterns import AGREED, ENDED
from qjgraph.relate.subjects import Reader, in_title

_BEHIND = re.compile(r"^[”\"]?(?:项目|工程)?")


@cache
def stage_words() -> ahocorasick.Automaton:
    """Finds the words of stages; each value is (word, stage, what it needs)."""
    automaton = ahocorasick.Automaton()
    for row in table("milestone_stages"):
        automaton.add_word(row["word"], (row["word"], row["stage"], row["needs"]))
    automaton.make_automaton()
    return automaton


def joint(read: Reader) -> Iterator[Milestone]:
    """Projects of a ceremony have its stage on its day: all of them where it is a joint one."""
    for claim in read.doc.claims:
        if not isinstance(claim, Occurrence) or claim.event not in read.doc.entities:
            continue
        name = _wording(read, claim.event)
        stage = _ceremony_stage(name, read.doc.entities[claim.event].type)
        if not stage or not (claim.main or claim.date):
            continue
        for project in _of_ceremony(read, name, claim, stage):
            if "开竣工" in name:
                stage = "completion" if ENDED.search(_around(read, project)) else "start"
            own = _own_stage(read, project) or stage
            yield Milestone(
                project=project.entity, stage=own, status="done", date=claim.date,
                **proof(read.doc, project.begin, project.end, "milestone-ceremony"),
            )  # fmt: skip


def _wording(read: Reader, event: str) -> str:
    """An event's name, with the words before it where it is short (集中开竣工仪式)."""
    name = read.doc.entities[event].name
    if len(name) > 8:
        return name
    for mention in read.doc.of_kind(Kind.EVENT):
        if mention.entity == event and not in_title(read.doc, mention.begin):
            return read.text[max(0, mention.begin - 14) : mention.end]
    return name


def _ceremony_stage(name: str, kind: str) -> str:
    if kind not in ("ceremony", "signing"):
        return ""
    found = [(end, len(word), stage) for end, (word, stage, _) in stage_words().iter(name)]
    return max(found)[2] if found else ""


def _own_stage(read: Reader, project: Mention) -> str:
    """The stage right behind a project in the name of a joint rite (“X楼”竣工暨Y馆揭牌仪式)."""
    after = _BEHIND.sub("", read.text[project.end : project.end + 10])
    if "暨" not in after:
        return ""
    found = stage_words().iter(after)
    first = [(len(word), stage) for end, (word, stage, _) in found if end + 1 == len(word)]
    return max(first, default=(0, ""))[1]


def _around(read: Reader, project: Mention) -> str:
    """The sentence up to a project's name."""
    sentence = read.doc.article.sentence_at(project.begin)
    return read.text[sentence.begin if sentence else 0 : project.begin]


def _of_ceremony(read: Reader, name: str, claim: Occurrence, stage: str) -> list[Mention]:
    first: dict[str, Mention] = {}
    for mention in read.doc.of_kind(Kind.PROJECT):
        if mention.type != "phase" and not mention.rule.endswith("anaphor"):
            first.setdefault(mention.entity, mention)
    named = [
        m
        for m in first.values()
        if m.name in name or re.sub(r"(?:建设)?(?:项目|工程)$", "", m.name) in name
    ]
    if named:
        return named
    beside = [m for m in read.between(0, len(read.text), Kind.EVENT) if m.entity == claim.event]
    for event in beside:
        sentence = read.doc.article.sentence_at(event.begin)
        before = read.between(sentence.begin, event.begin, Kind.PROJECT) if sentence else []
        if before:
            return before[-1:]
    if stage == "signing" and claim.main:
        return [m for m in first.values() if AGREED.search(_around(read, m))]
    if claim.main and re.search(r"集中|批|重[大点]项目|项目[^,。]{0,4}(?:签约|开工)", name):
        return list(first.values())
    return []
