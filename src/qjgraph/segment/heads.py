"""Heads of articles: kicker, headline, subtitle, byline, before the body begins."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise

from qjgraph.lexicon.tables import table
from qjgraph.model import Role
from qjgraph.segment.lines import Line, Look, is_closed, is_note, is_pair, is_stopped, is_titlelike
from qjgraph.segment.marks import HAN
from qjgraph.segment.paragraphs import Flow

#: At most so many printed lines make a headline with its kicker and subtitle.
_MOST_LINES = 6
_NOTE = re.compile(r"\([^()]{4,80}\)")
_NAMES = re.compile(rf"[{HAN}·]{{2,}}(?:、[{HAN}·]{{2,}})*、?")
_DID = re.compile("(?=主持|出席|参加|陪同|讲话|致辞|作|列席|宣布|到会)")
_DOING = re.compile(
    r"(?:主持|出席|参加|陪同|讲话|致辞|作报告|列席|宣布|到会|作.{0,4}讲话)"
    r"(?:会议|仪式|活动|召开)?(?:并|、|,)?(?:作?.{0,4}(?:讲话|致辞|发言|宣布.{0,4}|见证.{0,4}))?"
)
_MASTHEAD = re.compile(
    r"今日.{2,6}|.{2,8}(?:日报|晚报|早报|晨报|时报|周报|报|新闻|时政|要闻|综合|版)"
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


def opens_body(line: Line, flow: Flow, *, titled: bool) -> bool:
    """Whether a line in the head's place is the body's first already."""
    text = line.text
    if line.look is Look.OPENING or not is_titlelike(text):
        return True
    if not titled:
        return False
    if flow.fills(line) and "," in text:
        return True
    return bool(_BODY.match(text)) or (len(text) > 45 and "," in text) or is_pair(text)


def read_head(
    lines: Sequence[Line], rows: frozenset[int], offset: int, flow: Flow, known: str = ""
) -> Head:
    """The head at the beginning of an article's lines.

    `offset` is the index of the first line in the page; `known` is the title where the input
    gives one as its first line.
    """
    if known:
        return _known_head(lines)
    found: list[tuple[Role, Line]] = []
    titles = 0
    closed = False
    for index, line in enumerate(lines, offset):
        role = _role(line, titles, closed, flow)
        if role is None or index in rows:
            break
        found.append((role, line))
        titles += role is Role.TITLE
        closed = closed or (role in (Role.BYLINE, Role.SUBTITLE) and titles > 0)
    while found and not titles and found[-1][0] is not Role.FURNITURE:
        found.pop()
    return Head(roles=_settled(found), size=len(found))


def _known_head(lines: Sequence[Line]) -> Head:
    """The head where the first line is known to be the title.

    Open lines between it and the report's opening are what the paper set below the headline.
    """
    found = [(Role.TITLE, lines[0])]
    plain = {Look.FURNITURE: Role.FURNITURE, Look.RULE: Role.FURNITURE, Look.BYLINE: Role.BYLINE}
    size = next((n for n, line in enumerate(lines[:8]) if line.look is Look.OPENING), 1)
    for line in lines[1:size] if size > 1 else lines[1:8]:
        role = plain.get(
            line.look, Role.SUBTITLE if size > 1 and not is_closed(line.text) else None
        )
        if role is None:
            break
        found.append((role, line))
    return Head(roles=tuple(found), size=len(found))


def _role(line: Line, titles: int, closed: bool, flow: Flow) -> Role | None:
    if line.look in (Look.FURNITURE, Look.RULE):
        return Role.FURNITURE
    if line.look is Look.BYLINE:
        return Role.BYLINE
    if line.look is Look.CAPTION:
        return Role.CAPTION if titles else None
    if not titles and is_note(line) and is_stopped(line.text):
        return Role.PARAGRAPH
    if titles and _is_subtitle(line.text):
        return Role.SUBTITLE
    if closed or titles >= _MOST_LINES or opens_body(line, flow, titled=titles > 0):
        return None
    return Role.TITLE


def is_attendance(text: str) -> bool:
    """Whether a line under a headline says who presided, spoke or took part."""
    return all(_tells_who(part) for part in text.split(" "))


def _tells_who(part: str) -> bool:
    """Whether words are names and what these people did; up to six names of twelve characters.

    The names are counted here: a pattern of repeated names would try every way to part them.
    """
    return any(
        _are_names(part[: verb.start()]) and _DOING.fullmatch(part, verb.start())
        for verb in _DID.finditer(part)
    )


def _are_names(words: str) -> bool:
    few = sum(-(-len(name) // 12) for name in words.split("、")) <= 6
    return few and _NAMES.fullmatch(words) is not None


def _is_subtitle(text: str) -> bool:
    """Whether a line under a headline is a note in brackets or opens with a dash."""
    if text.startswith("—"):
        return len(text) <= 50 and not is_stopped(text) and text[-1] not in ";,"
    return bool(_NOTE.fullmatch(text)) and not is_stopped(text[1:-1])


def _settled(found: list[tuple[Role, Line]]) -> tuple[tuple[Role, Line], ...]:
    """Tell kickers, subtitles and the page's own lines from the headline's."""
    found = _without_masthead(found)
    titles = [line for role, line in found if role is Role.TITLE]
    kickers, subtitles = set[int](), set[int]()
    while len(titles) > 1 and _is_kicker(titles[0], titles[1]):
        kickers.add(titles.pop(0).begin)
    while len(titles) > 1 and is_attendance(titles[-1].text):
        subtitles.add(titles.pop().begin)

    def settle(role: Role, line: Line) -> Role:
        if line.begin in kickers:
            return Role.KICKER
        return Role.SUBTITLE if line.begin in subtitles else role

    return tuple((settle(role, line), line) for role, line in found)


def _without_masthead(found: list[tuple[Role, Line]]) -> list[tuple[Role, Line]]:
    """The head with the paper's name, or a site's title that says the headline again, apart."""
    titles = [(place, line) for place, (role, line) in enumerate(found) if role is Role.TITLE]
    result = list(found)
    for count, ((place, line), (following, _)) in enumerate(pairwise(titles), 1):
        apart = any(role is Role.FURNITURE for role, _ in found[place:following])
        masthead = apart and _MASTHEAD.fullmatch(line.text)
        if masthead or _is_said_again(line.text, [each.text for _, each in titles[count:]]):
            result[place] = (Role.FURNITURE, line)
    return result


_SITE_NAME = re.compile(r" ?[_|-]")


def _is_said_again(text: str, following: Sequence[str]) -> bool:
    """Whether the next lines say the same, perhaps in pieces, or all but the site's name."""
    if text.startswith(following[0]) and _SITE_NAME.match(text, len(following[0])):
        return True
    flat, said = text.replace(" ", ""), ""
    for each in following:
        said += each.replace(" ", "")
        if said == flat:
            return True
    return False


def _is_kicker(line: Line, following: Line) -> bool:
    """Whether a line above a headline is a slogan or rubric and no part of it."""
    if _cues().search(line.text):
        return True
    return following.gap > 0 and line.text[-1] in "!?…" and len(following.text) >= 6
