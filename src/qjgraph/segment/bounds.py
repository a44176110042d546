"""Where the articles of a page begin.

A report's opening (`本报讯(记者 …)`) or a byline under a headline shows an article; the lines
that look like a headline before it, down from the last closed paragraph, are its head.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from qjgraph.segment.bylines import signature
from qjgraph.segment.heads import is_attendance
from qjgraph.segment.lines import Line, Look, is_note, is_stopped, is_titlelike
from qjgraph.segment.paragraphs import Flow

_FRESH = re.compile(
    r"(?:\d{4}年)?\d{1,2}月\d{1,2}日|近日|日前|连日来|昨[日天]|今[日天]|[上下]午|近年来|为了?|随着|今年|眼下"
)
#: Score from which a headline without an opening parts two articles.
_ENOUGH = 3
#: A paragraph under a headline has at least so many characters.
_PARAGRAPH = 30
#: The shortest brief without an opening has so many characters.
_BRIEFEST = 16
#: A head is looked for in so many lines before an opening.
_MOST_LINES = 16


def article_starts(lines: Sequence[Line], flow: Flow) -> list[int]:
    """Indexes of the lines that begin an article, the first one always."""
    starts = {0}
    gap = _usual_gap(lines)
    opened = False
    for index, line in enumerate(lines):
        if line.look in (Look.OPENING, Look.BYLINE):
            head = _head_begin(lines, index)
            if not opened and all(is_attendance(each.text) for each in lines[head:index]):
                head = index
            # An opening without a headline may follow an editor's note under the one above.
            if head < index or (line.look is Look.OPENING and opened):
                starts.add(head)
            opened = True
        elif not flow.fills(line) and _is_bare_head(lines, index, gap):
            starts.add(index)
    return _with_bodies(lines, sorted(starts))


def _usual_gap(lines: Sequence[Line]) -> int:
    """Blank lines that usually stand before a line: the median."""
    gaps = sorted(line.gap for line in lines[1:])
    return gaps[len(gaps) // 2] if gaps else 0


def _head_begin(lines: Sequence[Line], index: int) -> int:
    """The first line of the head that ends right before a line."""
    begin = index
    while max(0, index - _MOST_LINES) < begin and _in_head(lines, begin - 1):
        begin -= 1
    while begin < index and lines[begin].look is not Look.TEXT:
        begin += 1
    return _after_leftover(lines, begin, index)


def _after_leftover(lines: Sequence[Line], begin: int, index: int) -> int:
    """The head's first line, past the last words of a sentence that the line before leaves open."""
    if begin == 0 or _ends(lines[begin - 1]):
        return begin
    stopped = [n for n in range(begin, index) if is_stopped(lines[n].text)]
    return stopped[-1] + 1 if stopped else begin


def _in_head(lines: Sequence[Line], index: int) -> bool:
    line = lines[index]
    if line.look in (Look.BYLINE, Look.FURNITURE):
        return True
    if line.look is not Look.TEXT or not is_titlelike(line.text):
        return False
    # A short exclamation may also be the last words of a sentence that a column broke.
    opened = index > 0 and is_stopped(line.text) and not _ends(lines[index - 1])
    return not opened


def _ends(line: Line) -> bool:
    """Whether nothing after a line can belong to a sentence that it leaves open."""
    if is_stopped(line.text) or line.look is not Look.TEXT:
        return True
    return is_titlelike(line.text) and "," not in line.text


def _is_bare_head(lines: Sequence[Line], index: int, gap: int) -> bool:
    """Whether a headline stands here though no opening or byline follows it."""
    if index == 0 or index + 1 >= len(lines) or not _parts(lines[index - 1], lines[index]):
        return False
    before, line, after = lines[index - 1], lines[index], lines[index + 1]
    score = 3 * (before.look is Look.RULE)
    if _is_signed(lines, index - 1):
        score += 2 + (is_stopped(after.text) and len(after.text) >= _PARAGRAPH)
    score += line.gap > gap
    score += bool(_FRESH.match(after.text))
    return score >= _ENOUGH and len(line.text) >= 8


def _is_signed(lines: Sequence[Line], index: int) -> bool:
    """Whether a line is or ends with a signature under a text, not a byline over one."""
    if lines[index].look is not Look.BYLINE:
        return signature(lines[index].text) is not None
    return index > 0 and is_stopped(lines[index - 1].text)


def _parts(before: Line, line: Line) -> bool:
    if line.look is not Look.TEXT or not is_titlelike(line.text):
        return False
    return is_stopped(before.text) or before.look in (Look.RULE, Look.BYLINE)


def _with_bodies(lines: Sequence[Line], starts: list[int]) -> list[int]:
    """Drop a start whose stretch up to the next one holds a head or an editor's note alone."""
    kept: list[int] = []
    for begin, end in zip(starts, [*starts[1:], len(lines)], strict=True):
        if _has_body(lines[begin:end]) or not kept:
            kept.append(begin)
    if len(kept) > 1 and not any(_is_body(line) for line in lines[: kept[1]] if not is_note(line)):
        kept.pop(1)
    return kept


def _has_body(lines: Sequence[Line]) -> bool:
    """Whether a stretch is more than a headline, a jump line (下转第2版) or furniture."""
    if any(line.look is Look.OPENING for line in lines):
        return True
    return sum(len(line.text) for line in lines if _is_body(line)) >= _BRIEFEST


def _is_body(line: Line) -> bool:
    return line.look is Look.OPENING or (line.look is Look.TEXT and not is_titlelike(line.text))
