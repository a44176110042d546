"""Heads of articles: kicker, headline, subtitle, byline, before the body begins."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from qjgraph.lexicon.tables import table
from qjgraph.model import Role
from qjgraph.segment.lines import Line, Look, is_pair, is_stopped, is_titlelike
from qjgraph.segment.marks import HAN

#: At most so many printed lines make a headline with its kicker and subtitle.
_MOST_LINES = 6
_NOTE = re.compile(r"\([^()]{4,80}\)")
_WHO = re.compile(
    rf"(?:[{HAN}·]{{2,12}}[ 、]?){{1,6}}?"
    r"(?:主持|出席|参加|陪同|讲话|致辞|作报告|列席|宣布|到会|作.{0,4}讲话)"
    r"(?:会议|仪式|活动|召开)?(?:并|、|,)?(?:作?.{0,4}(?:讲话|致辞|发言|宣布.{0,4}|见证.{0,4}))?"
)
_BODY = re.compile(
    r"(?:\d{4}年)?\d{1,2}月\d{1,2}日(?:[上下]午|晚|至|,|-|—)|近日,|日前,|连日来,|昨[日天],|今[日天],|据悉|据了解"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Head:
    """The head's lines by role, in order; `size` counts the lines it takes."""

    roles: tuple[tuple[Role, Line], ...]
    size: int


@cache
def _cues() -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{row['pattern']})" for row in table("kicker_cues")))


def opens_body(line: Line, *, titled: bool) -> bool:
    """Whether a line in the head's place is the body's first already."""
    text = line.text
    if line.look is Look.OPENING or not is_titlelike(text):
        return True
    if not titled:
        return False
    return bool(_BODY.match(text)) or (len(text) > 45 and "," in text) or is_pair(text)


def read_head(lines: Sequence[Line], rows: frozenset[int], offset: int, known: str = "") -> Head:
    """The head at the beginning of an article's lines.

    `known` is the title where the input gives one as its first line.
    """
    found: list[tuple[Role, Line]] = []
    titles = 0
    closed = False
    for index, line in enumerate(lines, offset):
        role = _role(line, titles, closed, known if index == offset else "")
        if role is None or index in rows:
            break
        found.append((role, line))
        titles += role is Role.TITLE
        closed = closed or (role in (Role.BYLINE, Role.SUBTITLE) and titles > 0)
        closed = closed or bool(known)
    while found and not titles and found[-1][0] is not Role.FURNITURE:
        found.pop()
    return Head(roles=_settled(found), size=len(found))


def _role(line: Line, titles: int, closed: bool, known: str) -> Role | None:
    if known:
        return Role.TITLE
    if line.look in (Look.FURNITURE, Look.RULE):
        return Role.FURNITURE
    if line.look is Look.BYLINE:
        return Role.BYLINE
    if line.look is Look.CAPTION:
        return Role.CAPTION if titles else None
    if titles and _NOTE.fullmatch(line.text) and not is_stopped(line.text[1:-1]):
        return Role.SUBTITLE
    if closed or titles >= _MOST_LINES or opens_body(line, titled=titles > 0):
        return None
    return Role.TITLE


def _settled(found: list[tuple[Role, Line]]) -> tuple[tuple[Role, Line], ...]:
    """Tell kickers and subtitles from the headline's own lines."""
    titles = [line for role, line in found if role is Role.TITLE]
    kickers, subtitles = set[int](), set[int]()
    while len(titles) > 1 and _is_kicker(titles[0], titles[1]):
        kickers.add(titles.pop(0).begin)
    while len(titles) > 1 and _WHO.fullmatch(titles[-1].text):
        subtitles.add(titles.pop().begin)

    def settle(role: Role, line: Line) -> Role:
        if line.begin in kickers:
            return Role.KICKER
        return Role.SUBTITLE if line.begin in subtitles else role

    return tuple((settle(role, line), line) for role, line in found)


def _is_kicker(line: Line, following: Line) -> bool:
    """Whether a line above a headline is a slogan or rubric and no part of it."""
    if _cues().search(line.text):
        return True
    return following.gap > 0 and line.text[-1] in "!?…" and len(following.text) >= 6
