"""A page cut into articles."""

from __future__ import annotations

from array import array
from collections.abc import Callable, Sequence

from qjgraph.model import Article, Block, Issue, Page, Role, Sentence, Severity, View
from qjgraph.segment.blanks import settle
from qjgraph.segment.bounds import article_starts
from qjgraph.segment.bylines import (
    Credits,
    credits,
    has_credits,
    inner,
    merged,
    opening,
    page_credits,
    signature,
)
from qjgraph.segment.heads import read_head
from qjgraph.segment.lines import Line, is_caption, read_lines, row_runs
from qjgraph.segment.mapped import Mapped
from qjgraph.segment.normal import normalise
from qjgraph.segment.paragraphs import Draft, Flow, body, flow_of
from qjgraph.segment.sentences import sentences

_SPACED = (Role.KICKER, Role.TITLE, Role.SUBTITLE)


def cut(page: Page, on_issue: Callable[[Issue], None] = lambda issue: None) -> list[Article]:
    """The articles of a page, in its order.

    A page with `whole` set is one article.  A page without words gives none and an issue
    `no-text`.
    """
    source = settle(normalise(page.raw))
    lines = read_lines(source.text)
    if not lines:
        on_issue(
            Issue(
                severity=Severity.WARNING,
                code="no-text",
                place=page.origin,
                message="holds no words; nothing was read from it",
            )
        )
        return []
    rows, flow = row_runs(lines), flow_of(lines)
    starts = [0] if page.whole else article_starts(lines, flow)
    ends = [*starts[1:], len(lines)]
    return [
        _article(page, source, lines, (begin, end), rows, flow, count, len(starts) > 1)
        for count, (begin, end) in enumerate(zip(starts, ends, strict=True), 1)
    ]


def _article(
    page: Page,
    source: Mapped,
    lines: Sequence[Line],
    stretch: tuple[int, int],
    rows: frozenset[int],
    flow: Flow,
    index: int,
    several: bool,
) -> Article:
    begin, end = stretch
    drafts = _drafts(page, lines[begin:end], begin, rows, flow)
    view, blocks = _compose(source, drafts)
    datelines, names = _bylines(view.text, blocks)
    return Article(
        id=f"{page.id}-{index}" if several else page.id,
        page=page,
        index=index,
        span=view.span(0, len(view.text)),
        view=view,
        title=_words(view, blocks, Role.TITLE) or page.title,
        kicker=_words(view, blocks, Role.KICKER),
        subtitle=_words(view, blocks, Role.SUBTITLE),
        blocks=blocks,
        sentences=_sentences(view.text, blocks),
        datelines=datelines,
        reporters=names.reporters,
        correspondents=names.correspondents,
    )


def _drafts(
    page: Page, lines: Sequence[Line], offset: int, rows: frozenset[int], flow: Flow
) -> list[Draft]:
    """Head and body of an article as blocks in the making."""
    known = page.title if page.whole and offset == 0 else ""
    head = read_head(lines, rows, offset, flow, known)
    drafts: list[Draft] = []
    for role, line in head.roles:
        last = drafts[-1] if drafts else None
        if last and last.role is role and role in _SPACED:
            last.pieces.append((line.begin, line.end))
        else:
            drafts.append(Draft(role, [(line.begin, line.end)], line.text, [line]))
    return drafts + body(lines[head.size :], offset + head.size, rows, flow)


def _compose(source: Mapped, drafts: Sequence[Draft]) -> tuple[View, tuple[Block, ...]]:
    """The view of some blocks and the blocks in its positions."""
    texts: list[str] = []
    starts, ends = array("I"), array("I")
    blocks: list[Block] = []
    size = 0
    for draft in drafts:
        begin = size
        for count, (low, high) in enumerate(draft.pieces):
            gap = _gap(source, draft, count, bool(texts))
            if gap:
                ends.append(ends[-1] + 1)
                starts.append(ends[-2])
                size += 1
                begin += count == 0
            texts += (gap, source.text[low:high])
            starts += source.starts[low:high]
            ends += source.ends[low:high]
            size += high - low
        blocks.append(Block(role=draft.role, begin=begin, end=size))
    return View(text="".join(texts), starts=starts, ends=ends), tuple(blocks)


def _gap(source: Mapped, draft: Draft, count: int, started: bool) -> str:
    """What parts a piece from the one before it: a line feed, a blank or nothing."""
    if count == 0:
        return "\n" if started else ""
    if draft.role in _SPACED:
        return " "
    left, right = source.text[draft.pieces[count - 1][1] - 1], source.text[draft.pieces[count][0]]
    return " " if _is_latin(left) and _is_latin(right) else ""


def _is_latin(character: str) -> bool:
    return character.isascii() and character.isalpha()


def _words(view: View, blocks: Sequence[Block], role: Role) -> str:
    return " ".join(view.text[b.begin : b.end] for b in blocks if b.role is role)


def _sentences(text: str, blocks: Sequence[Block]) -> tuple[Sentence, ...]:
    return tuple(
        Sentence(begin=begin, end=end, block=index)
        for index, block in enumerate(blocks)
        if block.role is not Role.FURNITURE
        for begin, end in sentences(text, block.begin, block.end)
    )


def _bylines(text: str, blocks: Sequence[Block]) -> tuple[tuple[tuple[int, int], ...], Credits]:
    """The stretches of bylines that reading skips, and the names in them."""
    stretches: list[tuple[int, int]] = []
    names: list[Credits] = []
    for block in blocks:
        words = text[block.begin : block.end]
        for begin, end, part in _byline_parts(words, block.role):
            if end > begin:
                stretches.append((block.begin + begin, block.begin + end))
            names.append(part)
    stretches += [(b.begin, b.end) for b in blocks if b.role is Role.FURNITURE]
    return tuple(sorted(stretches)), merged(names)


def _byline_parts(words: str, role: Role) -> list[tuple[int, int, Credits]]:
    if role is Role.BYLINE:
        return [(0, len(words), credits(words))]
    if role is Role.FURNITURE and has_credits(words):
        return [(0, 0, page_credits(words))]
    if role is Role.CAPTION and is_caption(words):
        return [(0, 0, _photographer(words))]
    if role is not Role.PARAGRAPH:
        return []
    parts: list[tuple[int, int, Credits]] = []
    if first := opening(words):
        parts.append((0, first[0], first[1]))
    parts += [part for part in inner(words) if part[0] >= (parts[0][1] if parts else 0)]
    last = signature(words)
    if last and last[0] >= max((end for _, end, _ in parts), default=0):
        parts.append((last[0], len(words), last[1]))
    return parts


def _photographer(words: str) -> Credits:
    """The names at the end of a caption."""
    tail = words[-24:]
    for mark in "。!?)(":
        tail = tail.rstrip(mark).rpartition(mark)[2]
    return credits(tail) if tail.endswith(("摄", "供图")) else Credits()
