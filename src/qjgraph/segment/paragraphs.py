"""Printed lines joined into paragraphs.

A column break, a wrapped line or a stray line end may fall anywhere in a sentence.  Two
lines are joined when the first is left open and nothing says that the second begins anew.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from qjgraph.lexicon.tokens import tokens
from qjgraph.model import Role
from qjgraph.segment.lines import Line, Look, is_closed, is_marked, is_pair, is_stopped

_GOES_ON = tuple("，。、；：！？”’）》】,;:!?)]%")
#: No line ends so but in the middle of a sentence.
_LEFT_OPEN = re.compile(r"(?:[,、(《“‘—/~～-]|\d\.)$")
#: Words after which a heading does not end, though words that end like them do (存在, 应对).
_PARTICLES = frozenset("的和与及在对把被将并为从向")
_CLAUSE = re.compile(r"[,。!?;:、]")
#: How a sentence begins and a heading does not: a day or a speaker before a comma.
_RUNNING = re.compile(
    r"(?:(?:\d{4}年)?(?:\d{1,2}月)?(?:\d{1,2}日)?[上下]?午?|近日|日前|会上|随后|据.{1,6}|目前|近年来"
    r"|.{2,12}(?:指出|强调|要求|表示|说|介绍|认为)),"
)
_COMMA = re.compile(r"[,;]")
_DIGIT = re.compile(r"\d")
#: A line of running text is at least this long.
_LONG = 28
#: So many last characters of a paragraph tell whether it goes on.
_TAIL = 400
#: No heading is longer.
_LONGEST_HEADING = 45
#: A heading inside an article is at most this long.
_HEADING = 32


@dataclass(slots=True)
class Draft:
    """A block in the making.

    Attributes:
        pieces: the stretches of the normalised text it holds.
        text: its last words.
        lines: the printed lines it was made of.
    """

    role: Role
    pieces: list[tuple[int, int]]
    text: str
    lines: list[Line] = field(default_factory=list)


@dataclass(frozen=True, slots=True, kw_only=True)
class Flow:
    """How the text of a page runs over its lines.

    Attributes:
        indented: a new paragraph begins with an indent.
        width: characters of a full line where lines are wrapped at a width, else 0.
        broken: sentences go on over line ends here and there.
    """

    indented: bool
    width: int
    broken: bool

    def fills(self, line: Line) -> bool:
        """Whether a line is as long as the wrapped lines of its page."""
        return self.width > 0 and -3 <= _size(line) - self.width <= 2


def _size(line: Line) -> int:
    """The characters that a line takes with its indent."""
    return len(line.text) + line.indent // 2


def flow_of(lines: Sequence[Line]) -> Flow:
    """Measure the flow of a text's lines."""
    texts = [line for line in lines if line.look in (Look.TEXT, Look.OPENING)]
    fresh = [b for a, b in pairwise(texts) if is_stopped(a.text)]
    indented = sum(1 for line in fresh if line.indent >= 2)
    broken = [a for a, b in pairwise(texts) if len(a.text) >= 16 and _is_broken(a, b)]
    return Flow(
        indented=bool(fresh) and 2 * indented > len(fresh),
        width=_wrap_width(texts),
        broken=bool(broken),
    )


def _is_broken(line: Line, following: Line) -> bool:
    """Whether a line surely goes on in the next one, as no heading does."""
    if is_closed(line.text) or is_marked(following.text) or following.look is not Look.TEXT:
        return False
    if "。" in line.text or following.text.startswith(_GOES_ON):
        return True
    return bool(_LEFT_OPEN.search(line.text)) or len(_COMMA.findall(line.text)) > 1


def _wrap_width(texts: Sequence[Line]) -> int:
    """The width that most lines left open share; 0 where there is none."""
    open_lines = [_size(line) for line in texts if not is_closed(line.text)]
    tight = [_size(b) for a, b in pairwise(texts) if b.gap == 0]
    if len(open_lines) < 4 or len(tight) < len(texts) // 2:
        return 0
    counts = Counter(open_lines)
    width = max(counts, key=lambda size: (sum(counts[size + d] for d in (-1, 0, 1)), size))
    near = sum(1 for size in open_lines if abs(size - width) <= 2)
    wider = sum(1 for line in texts if _size(line) > width + 3)
    enough = near >= 4 and 2 * near > len(open_lines) and 3 * near > len(texts)
    return width if enough and width >= 12 and 20 * wider < len(texts) else 0


def joins(draft: Draft, line: Line, flow: Flow) -> bool:
    """Whether a line goes on with the sentence that the draft leaves off in."""
    text, following = draft.text, line.text
    if _is_unclosed(text, "()", "《》") and line.look is not Look.OPENING:
        return not is_closed(text) or ")" in following[:40]
    if line.look not in (Look.TEXT, Look.CAPTION):
        return False
    if following.startswith(_GOES_ON):
        return not is_stopped(text) or following[0] in "”’)》"
    if is_closed(text):
        return _is_wrapped(draft, line, flow) or (
            flow.broken
            and text.endswith(":")
            and following[0] == "“"
            and draft.lines[0].look is not Look.OPENING
        )
    return _goes_on(draft, line, flow)


def _goes_on(draft: Draft, line: Line, flow: Flow) -> bool:
    """The same for a draft that ends without a mark or with one inside a sentence."""
    text = draft.text
    if is_marked(line.text) and not text.endswith((",", "、")):
        return False
    if _LEFT_OPEN.search(text) or _is_unclosed(text, "“”"):
        return True
    if flow.indented and line.indent >= 2:
        return False
    if is_pair(line.text) and len(text) < _LONG:
        return False
    first = draft.lines[0]
    if "。" in text or _RUNNING.match(text) or first.look is Look.OPENING:
        return True
    if flow.fills(draft.lines[-1]) or _splits_number(text, line.text):
        return True
    if flow.broken and (_ends_in_particle(text) or splits_word(text, line.text)):
        return True
    if is_pair(text) or (len(text) <= _LONGEST_HEADING and _tells_again(text, line.text)):
        return False
    if is_headinglike(text) and not (flow.broken and len(text) >= 20 and " " not in text):
        return False
    return flow.broken or (len(text) >= _LONG and bool(_CLAUSE.search(text)))


def _splits_number(text: str, following: str) -> bool:
    return text[-1].isdecimal() and following[0].isdecimal()


def _ends_in_particle(text: str) -> bool:
    return text[-1] in _PARTICLES and len(text[-8:]) - 1 in tokens(text[-8:]).starts


def splits_word(text: str, following: str) -> bool:
    """Whether a word runs over from one line to the next."""
    head, place = text[-12:] + following[:12], len(text[-12:])
    return place not in tokens(head).starts


def _tells_again(text: str, following: str) -> bool:
    """Whether the next line tells in full what this one, a heading, tells in short."""
    pairs = {text[n : n + 2] for n in range(len(text) - 1)}
    start = following[: 2 * len(text) + 20]
    return 3 * sum(1 for pair in pairs if pair in start) >= len(pairs)


def _is_wrapped(draft: Draft, line: Line, flow: Flow) -> bool:
    """Whether a full line that happens to end a sentence goes on in the next."""
    if not flow.width or line.gap or line.indent >= 2 or is_marked(line.text):
        return False
    return _size(draft.lines[-1]) >= flow.width - 1


def _is_unclosed(text: str, *pairs: str) -> bool:
    """Whether a bracket or quotation near the end is still open."""
    tail = text[-60:]
    return any(tail.count(pair[0]) > tail.count(pair[1]) for pair in pairs)


def is_headinglike(text: str) -> bool:
    """Whether an open line reads as a heading: short, no number, one thought or two halves."""
    if len(text) > _HEADING or is_closed(text) or "。" in text:
        return False
    if is_marked(text):
        return True
    parts = re.split(r"[, ]", text)
    if len(parts) == 1:
        return "、" not in text and not _DIGIT.search(text)
    sizes = [len(part) for part in parts]
    return not _DIGIT.search(text) and max(sizes) - min(sizes) <= 2


_ROLES = {
    Look.BYLINE: Role.BYLINE,
    Look.CAPTION: Role.CAPTION,
    Look.FURNITURE: Role.FURNITURE,
    Look.RULE: Role.FURNITURE,
}


def _fresh(line: Line, rows: frozenset[int], index: int) -> Draft:
    role = Role.ROW if index in rows else _ROLES.get(line.look, Role.PARAGRAPH)
    return Draft(role, [(line.begin, line.end)], line.text, [line])


def body(lines: Sequence[Line], offset: int, rows: frozenset[int], flow: Flow) -> list[Draft]:
    """The body's blocks; `offset` is the index of the first line in the page."""
    drafts: list[Draft] = []
    for index, line in enumerate(lines, offset):
        last = drafts[-1] if drafts else None
        if last and last.role is Role.PARAGRAPH and index not in rows and joins(last, line, flow):
            last.pieces.append((line.begin, line.end))
            last.text = (last.text + line.text)[-_TAIL:]
            last.lines.append(line)
        else:
            drafts.append(_fresh(line, rows, index))
    for draft, following in pairwise(drafts):
        if draft.role is Role.PARAGRAPH and _is_heading(draft, following):
            draft.role = Role.HEADING
    return drafts


def _is_heading(draft: Draft, following: Draft) -> bool:
    if following.role not in (Role.PARAGRAPH, Role.ROW) or is_pair(draft.text):
        return False
    return is_headinglike(draft.text)
