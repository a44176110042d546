"""The reading order of a page: from pieces of lines at their places to a text.

A page of a newspaper is cut as a reader cuts it: where a gutter runs through from top to
bottom, the left comes before the right; else the largest part through which a gutter runs is
taken by itself, after what stands above it and before what stands below.  Printed rules part
what they part.  The recursive cut along gaps is that of Nagy and Seth (1984); a headline over
several columns is found by what the columns below it have in common.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

#: A gutter is at least so wide, in sizes of the body's letters; a blank in a name is narrower.
_GUTTER = 0.9
#: A white band between two articles is at least so high.
_BAND = 0.7
#: A headline is at least so many times as high as the body's letters.
_HEADLINE = 1.25
#: That of an article, which a heading inside one is not; it follows so many characters of text.
_TITLE, _TOLD = 1.5, 40
_DASHES = "————————"
#: Columns have at least so many lines; two words side by side in one line are no columns.
_FEWEST = 2
#: A line begins a paragraph where it begins so many letters to the right of its column.
_INDENT = 1.4
#: Two blocks are apart where the gap is so many times the usual distance of lines.
_APART = 1.9


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """A stretch of one printed line: its words and its box, y from the page's top down."""

    text: str
    left: float
    top: float
    right: float
    bottom: float

    @property
    def height(self) -> float:
        """Of its box."""
        return self.bottom - self.top


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """A printed line across."""

    left: float
    right: float
    y: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Layout:
    """A page in reading order.

    Attributes:
        text: a printed line a line, an empty line between blocks, a line of dashes between
            articles; a line that begins a paragraph begins with two ideographic blanks.
        columns: the most columns that stand side by side.
    """

    text: str
    columns: int


def laid_out(pieces: Sequence[Piece], rules: Sequence[Rule] = ()) -> Layout:
    """The pieces of a page in reading order."""
    pieces = [piece for piece in pieces if piece.text.strip()]
    if not pieces:
        return Layout(text="", columns=0)
    cutter = _Cutter(_size(pieces), rules)
    blocks = list(cutter.blocks(sorted(pieces, key=lambda p: (p.top, p.left))))
    return Layout(text="".join(_joined_blocks(blocks, cutter.size)), columns=cutter.columns)


def _joined_blocks(blocks: Sequence[tuple[list[Piece], bool]], size: float) -> Iterator[str]:
    """The words of blocks and what stands between them.

    A text runs on from column to column; a headline after a text begins another article.
    """
    told = 0
    for count, (block, runs_on) in enumerate(blocks):
        headed = any(piece.height >= _TITLE * size for piece in _strips(block)[0])
        if headed and told >= _TOLD:
            yield f"\n\n{_DASHES}\n\n"
            told = 0
        elif count:
            yield "\n" if runs_on and not headed else "\n\n"
        yield "\n".join(_lines(block, size))
        told += sum(len(piece.text) for piece in block if piece.height < _HEADLINE * size)


def _size(pieces: Sequence[Piece]) -> float:
    """The height of the body's letters: the median over characters."""
    return median([piece.height for piece in pieces for _ in piece.text]) or 1.0


class _Cutter:
    """The recursive cut; `columns` is the most that it met side by side."""

    def __init__(self, size: float, rules: Sequence[Rule]) -> None:
        self.size, self.columns = size, 1
        self._gutter = _GUTTER * size
        self._rules = rules

    def blocks(self, pieces: list[Piece]) -> Iterator[tuple[list[Piece], bool]]:
        """The blocks of a part of the page in reading order; whether each is a further column."""
        waiting = [(pieces, False)]
        while waiting:
            part, runs_on = waiting.pop()
            if not part:
                continue
            columns = False
            parts = self._ruled(part) or self._headed(part)
            if not parts:
                parts = self._columns(part)
                columns = bool(parts)
                parts = parts or self._banded(part)
            if parts:
                first, *others = filter(None, parts)
                waiting += [(each, columns) for each in reversed(others)]
                waiting.append((first, runs_on))
            else:
                yield part, runs_on

    def _ruled(self, pieces: list[Piece]) -> list[list[Piece]]:
        """Above and below the first rule that runs across the part and cuts no line."""
        left, right = min(p.left for p in pieces), max(p.right for p in pieces)
        for rule in self._rules:
            covered = min(right, rule.right) - max(left, rule.left)
            if covered < 0.8 * (right - left):
                continue
            above = [p for p in pieces if (p.top + p.bottom) / 2 < rule.y]
            if 0 < len(above) < len(pieces):
                return [above, [p for p in pieces if (p.top + p.bottom) / 2 >= rule.y]]
        return []

    def _headed(self, pieces: list[Piece]) -> list[list[Piece]]:
        """Above and below the first white band right across the part with a headline under it.

        Without it, columns of an article that stand on columns of the next would be read on.
        """
        ordered = sorted(pieces, key=lambda p: (p.top, p.left))
        bottom = ordered[0].bottom
        for at, piece in enumerate(ordered):
            if piece.top - bottom > _BAND * self.size and self._is_headline(ordered, at):
                return [ordered[:at], ordered[at:]]
            bottom = max(bottom, piece.bottom)
        return []

    def _is_headline(self, ordered: list[Piece], at: int) -> bool:
        """Whether one of the pieces that stand level with a piece has a headline's size."""
        level = [p for p in ordered[at:] if p.top < ordered[at].bottom]
        return any(piece.height >= _HEADLINE * self.size for piece in level)

    def _columns(self, pieces: list[Piece]) -> list[list[Piece]]:
        """The columns of a part that gutters run through from top to bottom."""
        columns = _merged(pieces, self._gutter)
        if len(columns) < 2 or len(_strips(pieces)) < _FEWEST:
            return []
        parts = [[p for p in pieces if a <= p.left and p.right <= b] for a, b in columns]
        if not _are_level(parts):
            return []
        self.columns = max(self.columns, len(columns))
        return self._grouped(parts)

    def _grouped(self, parts: list[list[Piece]]) -> list[list[Piece]]:
        """Columns, those as one that a headline below a white band shows to be of one article.

        The gutter beside a headline that is narrower than its columns may run through the
        article above it, too.
        """
        count = len(parts)
        for size in range(count - 1, 1, -1):
            for at in range(count - size + 1):
                group = [piece for part in parts[at : at + size] for piece in part]
                if self._headed(group):
                    return [*parts[:at], group, *parts[at + size :]]
        return parts

    def _banded(self, pieces: list[Piece]) -> list[list[Piece]]:
        """What stands above the largest part with columns, that part, and what stands below."""
        strips = _strips(pieces)
        begin, end = self._largest(strips)
        if begin == end or end - begin == len(strips):
            return []
        parts = strips[:begin], strips[begin:end], strips[end:]
        return [[p for strip in part for p in strip] for part in parts]

    def _largest(self, strips: list[list[Piece]]) -> tuple[int, int]:
        """The run of strips with a gutter through all of it that holds the most text."""
        best, most = (0, 0), 0
        for begin in range(len(strips)):
            run: list[tuple[float, float]] = []
            size = 0
            for end in range(begin, len(strips)):
                run = _joined([*run, *_merged(strips[end], self._gutter)], self._gutter)
                if len(run) == 1 and end - begin >= 2 * _FEWEST and _is_wide(run, strips):
                    break
                size += sum(len(p.text) for p in strips[end])
                if len(run) > 1 and end + 1 - begin >= _FEWEST and size > most:
                    best, most = (begin, end + 1), size
        return best


def _are_level(parts: list[list[Piece]]) -> bool:
    """Whether two of some columns stand side by side, not one below the other."""
    heights = sorted((min(p.top for p in part), max(p.bottom for p in part)) for part in parts)
    return any(below[0] < above[1] for above, below in pairwise(heights))


def _is_wide(run: list[tuple[float, float]], strips: list[list[Piece]]) -> bool:
    """Whether a stretch is as wide as the part, so that no more text can open a gutter in it."""
    left = min(p.left for strip in strips for p in strip)
    right = max(p.right for strip in strips for p in strip)
    return run[0][1] - run[0][0] > 0.95 * (right - left)


def _merged(pieces: Sequence[Piece], gutter: float) -> list[tuple[float, float]]:
    """The stretches of x that pieces cover, those nearer than a gutter as one."""
    return _joined([(piece.left, piece.right) for piece in pieces], gutter)


def _joined(stretches: list[tuple[float, float]], gutter: float) -> list[tuple[float, float]]:
    result: list[tuple[float, float]] = []
    for left, right in sorted(stretches):
        if result and left - result[-1][1] < gutter:
            result[-1] = result[-1][0], max(result[-1][1], right)
        else:
            result.append((left, right))
    return result


def _strips(pieces: Sequence[Piece]) -> list[list[Piece]]:
    """Pieces that stand at one height, strip by strip from the top.

    The middle of the first piece decides, so that columns whose lines stand between each
    other's do not grow into one strip.
    """
    result: list[list[Piece]] = []
    middle = reach = 0.0
    for piece in sorted(pieces, key=lambda p: (p.top + p.bottom, p.left)):
        own = (piece.top + piece.bottom) / 2
        if result and own - middle <= min(reach, 0.4 * piece.height):
            result[-1].append(piece)
        else:
            result.append([piece])
            middle, reach = own, 0.4 * piece.height
    return result


def _lines(block: list[Piece], size: float) -> Iterator[str]:
    """The printed lines of a block, which has no columns."""
    strips = _strips(block)
    if len(strips) > 2 and all(len(strip) == 1 == len(strip[0].text) for strip in strips):
        yield "".join(strip[0].text for strip in strips)  # set from the top down
        return
    left = min(piece.left for piece in block)
    steps = [_top(b) - _top(a) for a, b in pairwise(strips)]
    usual = median(steps) if steps else 0.0
    for count, strip in enumerate(strips):
        if count and steps[count - 1] > _APART * max(usual, size):
            yield ""
        for row in _sized(sorted(strip, key=lambda p: p.left)):
            letter = median(p.height for p in row)
            indent = row[0].left - left
            lead = "　　" if _INDENT * letter <= indent <= 3 * letter and len(strips) > 1 else ""
            yield lead + _joined_words(row)


def _sized(row: list[Piece]) -> Iterator[list[Piece]]:
    """The pieces of a line, the paper's name and the small print beside it apart."""
    run = row[:1]
    for piece in row[1:]:
        sizes = piece.height, run[-1].height
        if max(sizes) >= _TITLE * min(sizes):
            yield run
            run = []
        run.append(piece)
    yield run


def _top(strip: list[Piece]) -> float:
    return min(piece.top for piece in strip)


def _joined_words(row: list[Piece]) -> str:
    """The pieces of a line, a blank where they stand apart."""
    words = row[0].text.strip()
    for before, piece in pairwise(row):
        gap = piece.left - before.right
        words += ("　" if gap > 0.7 * piece.height else "") + piece.text.strip()
    return words
