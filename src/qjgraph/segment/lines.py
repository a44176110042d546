"""The printed lines of a page and what each one looks like by itself."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cache

from qjgraph.lexicon.tables import table
from qjgraph.segment.bylines import is_byline, opening, signature
from qjgraph.segment.marks import BLANK, HAN


class Look(StrEnum):
    """What a line is by its own words."""

    TEXT = "text"
    OPENING = "opening"
    BYLINE = "byline"
    CAPTION = "caption"
    FURNITURE = "furniture"
    RULE = "rule"


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A line that is not blank.

    Attributes:
        begin, end: its words in the normalised text, outer blanks off.
        indent: blanks before them, an ideographic one counts two.
        gap: blank lines before it.
        barred: a bar closed it, as one closes each cell of a table written out; it is off.
    """

    text: str
    begin: int
    end: int
    indent: int
    gap: int
    look: Look
    barred: bool = False


_END = rf"[。!?][”’\"]?\([^()]{{2,60}}\)|(?<=[{HAN}])\.|\((?:下转|紧转|转)[^()]{{2,12}}\)"
_CLOSED = re.compile(rf"(?:[。!?…;:][”’)》】\"]*|{_END})$")
_STOPPED = re.compile(rf"(?:[。!?…][”’)》】\"]*|{_END})$")
#: What these two surely match, and what they may end with.
_STOPS = frozenset("。!?…")
_ENDS = _STOPS.union(";:")
_LAST = frozenset('。!?…;:”’)》】".\n')
_MARKER = re.compile(
    r"(?:[一二三四五六七八九十]{1,3}[、.]|\([一二三四五六七八九十\d]{1,3}\)|\d{1,2}[、.](?!\d)|\d{1,2}\)|"
    r"[①-⑳❶-❿]|[●■◆▲★☆※□◎○◇►▶•]|——?|-(?!\d)|第[一二三四五六七八九十百\d]{1,4}[章节条]|[注附]:)"
)
_PAIR = re.compile(rf"[{HAN}A-Za-z()、/ ]{{2,16}}:(?!$)")
_CAPTION = re.compile(
    r"(?:[▲△↑↓←→] ?|图[为:]|图片说明|\(?(?:上|下|左|右|本版|资料)图|图[①-⑩\d一二三])"
)
_CREDIT = re.compile(rf"(?:[{HAN}]{{2,4}}|[{HAN}]{{2,4}}[ 、][{HAN}]{{2,4}}) ?/?(?:摄|供图)\)?$")
_LABEL = re.compile(r"(?:标题|题目|正文|内容)[:] ?(?=[^ ])")
_CREDITED = ("摄", "摄)", "供图", "供图)")
_NOTE = re.compile(r"[【\[(]?(?:编者按|编者的话|开栏语|开栏的话|核心提示|导读|提要|摘要)")
_HAN = re.compile(f"[{HAN}]")
_PIECE = re.compile(r"[^\n]+")


@cache
def _furniture() -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    """The patterns of whole lines, of beginnings and of parts."""
    rows = table("furniture")

    def pattern(where: str) -> re.Pattern[str]:
        every = (f"(?:{row['pattern']})" for row in rows if row["where"] == where)
        return re.compile("|".join(every))

    return pattern("line"), pattern("start"), pattern("anywhere")


def is_furniture(text: str) -> bool:
    """Whether a line belongs to the page and to no article."""
    line, start, anywhere = _furniture()
    if len(text) > 160:
        return False
    return bool(line.fullmatch(text) or start.match(text) or anywhere.search(text))


def is_rule(text: str) -> bool:
    """Whether a line only parts what stands above it from what stands below."""
    return len(text) > 2 and not text[0].isalnum() and len(set(text.replace(" ", ""))) <= 2


def is_caption(text: str) -> bool:
    """Whether a line describes a picture or credits its photographer."""
    if len(text) > 160:
        return False
    credited = text.endswith(_CREDITED) and _CREDIT.search(text[-24:])
    return bool(credited or _CAPTION.match(text))


def look_of(text: str) -> Look:
    """What a line is by its own words."""
    if is_rule(text):
        return Look.RULE
    if is_furniture(text):
        return Look.FURNITURE
    if is_byline(text):
        return Look.BYLINE
    lone = signature(text)
    if lone is not None and lone[0] == 0:
        return Look.BYLINE
    if opening(text) is not None:
        return Look.OPENING
    return Look.CAPTION if is_caption(text) else Look.TEXT


def read_lines(text: str) -> list[Line]:
    """The lines of a normalised text that hold words."""
    result: list[Line] = []
    last = 0
    for match in _PIECE.finditer(text):
        words = match.group()
        body = words.strip(BLANK)
        if not body:
            continue
        lead = words[: len(words) - len(words.lstrip(BLANK))]
        begin = match.start() + len(lead)
        gap = max(0, text.count("\n", last, begin) - 1)
        last = begin + len(body)
        result.append(_line(body, last, len(lead) + lead.count("\u3000"), gap))
    return result


def _line(words: str, end: int, indent: int, gap: int) -> Line:
    """A line, without a label such as `标题:` before its words."""
    label = _LABEL.match(words)
    text = words[label.end() :] if label else words
    begin = end - len(text)
    cell = text[:-1].rstrip(BLANK) if text.endswith("|") else ""
    if cell and "|" not in cell:
        return Line(
            text=cell, begin=begin, end=begin + len(cell), indent=indent, gap=gap,
            look=Look.TEXT, barred=True,
        )  # fmt: skip
    return Line(text=text, begin=begin, end=end, indent=indent, gap=gap, look=look_of(text))


def is_closed(text: str) -> bool:
    """Whether the words end with a mark after which a line may well be over."""
    last = text[-1:]
    return last in _ENDS or (last in _LAST and _CLOSED.search(text[-70:]) is not None)


def is_stopped(text: str) -> bool:
    """Whether the words end with the end of a sentence."""
    last = text[-1:]
    return last in _STOPS or (last in _LAST and _STOPPED.search(text[-70:]) is not None)


def is_marked(text: str) -> bool:
    """Whether the words begin with a list mark or number."""
    return _MARKER.match(text) is not None


def is_pair(text: str) -> bool:
    """Whether a line has the form `key: value`."""
    return len(text) <= 80 and _PAIR.match(text) is not None and not is_stopped(text)


def is_note(line: Line) -> bool:
    """Whether a line is an editor's word about the article, which may stand above its headline."""
    return line.look is Look.TEXT and _NOTE.match(line.text) is not None


def is_titlelike(text: str) -> bool:
    """Whether a line could be a headline or a part of one: short, open, no sentence."""
    if not 2 <= len(text) <= 120 or "。" in text or not _HAN.search(text):
        return False
    if text[-1] in ",、;:" or is_marked(text) or (len(text) > 75 and "," in text):
        return False
    if is_stopped(text):
        return text[-1] in "!?…" and len(text) <= 30 and text.count(",") <= 1
    return True


_NUMBER_CELL = re.compile(r"[约近超]?[\d,.]+(?:%|[万亿]?元|亩|平方米|公里)?")
#: So many lines in a row that a bar closes are a table.
_FEWEST_BARRED = 6
_NUMBERING = re.compile(r"序号|编号|次序|(?:项目|工程)名称")
_HEAD_CELL = re.compile(
    r"(?:序号|编号|名称|(?:项目|工程|企业)名称|[一-鿿]{0,4}单位|合计|备注|姓名|.{1,14}\([^()]{1,6}\)"
    r"|建设(?:地点|内容|规模|性质|年限|工期)|总?投资(?:额|总额|规模)?|(?:计划)?(?:开工|竣工|完工|投产)(?:时间|日期))"
)


def row_runs(lines: Sequence[Line]) -> frozenset[int]:
    """Indexes of lines that are cells of a table turned into lines."""
    found: set[int] = set()
    begin = 0
    while begin < len(lines):
        end = _barred_end(lines, begin)
        if end - begin >= _FEWEST_BARRED:
            found.update(range(begin, end))
            begin = end
            continue
        end = _run_end(lines, begin)
        run = _without_heading(lines, begin, end)
        if _is_table([lines[index].text for index in run]):
            found.update(run)
        elif end > begin + 1:
            # The last line may be the first one of a table at another distance.
            end -= 1
        begin = max(end, begin + 1)
    return frozenset(found)


def _barred_end(lines: Sequence[Line], begin: int) -> int:
    """Where lines end that a bar closes, one after the other."""
    end = begin
    while end < len(lines) and lines[end].barred:
        end += 1
    return end


def _run_end(lines: Sequence[Line], begin: int) -> int:
    """Where short open lines end that follow each other at one distance."""
    end = begin
    while end < len(lines) and _is_cell(lines[end].text):
        if end > begin and lines[end].gap != lines[begin + 1].gap:
            break
        end += 1
    return end


def _without_heading(lines: Sequence[Line], begin: int, end: int) -> range:
    """The run from its numbering column on, or without the page's first line."""
    for index in range(begin, min(begin + 5, end)):
        if _NUMBERING.fullmatch(lines[index].text):
            return range(index, end)
    return range(max(begin, 1), end)


def _is_cell(text: str) -> bool:
    return len(text) <= 40 and "。" not in text and not is_closed(text)


def _is_table(cells: list[str]) -> bool:
    """Whether short lines in a row are cells: many numbers, or headings and some numbers."""
    if len(cells) < 8:
        return False
    numbers = sum(1 for cell in cells if _NUMBER_CELL.fullmatch(cell))
    heads = sum(1 for cell in cells[:15] if _HEAD_CELL.fullmatch(cell))
    return numbers >= 0.3 * len(cells) or (heads >= 2 and numbers >= 0.1 * len(cells))
