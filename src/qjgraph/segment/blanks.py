"""Blanks inside a line: which of them mean something.

Newspapers pad a name of two characters to the width of three (`沈　涛`), space out headings
and set blanks around numbers.  Such blanks are dropped; a run of others becomes one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from qjgraph.lexicon.tables import words
from qjgraph.segment.bylines import opening
from qjgraph.segment.mapped import Edit, Mapped, rewrite
from qjgraph.segment.marks import BLANK, HAN

_TABBED = re.compile(r"^[^\n]*\t[^\n]*$", re.MULTILINE)
_INNER = re.compile(rf"(?<=[^\s])[{BLANK}]+(?=[^\s])")
_IS_HAN = re.compile(f"[{HAN}]")
_LONE = re.compile(rf"(?<![{HAN}])[{HAN}](?:[{BLANK}]+[{HAN}])+(?:(?![{HAN}])|(?=[为的]))")
_RIGHT_LONE = re.compile(rf"[{HAN}](?![{HAN}])")
#: Marks beside which a blank says nothing: before closing ones, after opening ones.
_BEFORE = frozenset("，。、；：！？,;:!?%)》」】〉〕”’")
_AFTER = frozenset("。、；：，,;:(《【〈〔“‘")
#: Units and prepositions that hold to a number.
_UNIT = re.compile(
    r"(?:年|月|日|时|点|分|秒|号|届|次|个|名|人|位|户|家|间|套|台|座|栋|条|项|处|场|岁|倍|万|亿|千|百|元|亩|"
    r"米|公里|公顷|平方|立方|吨|公斤|斤|度|株|头|只|辆|所|排|期|季度|周|天|小时|美元|多|余|至|到)"
)
_LEADS = frozenset("第约近达到至于为过超逾共有从自在年月日时午前后长计资余额")
_NUMBER_APART = re.compile(rf"\d+(?:[.,:]\d+)*[{BLANK}]+[{HAN}%]")


@cache
def _surnames() -> frozenset[str]:
    return frozenset(word for word in words("surnames", "surname") if len(word) == 1)


@cache
def _titles() -> tuple[str, ...]:
    """What may stand right before a name: the heads of posts and bylines."""
    heads = set(words("posts", "head")) | {"记者", "通讯员", "实习生", "摄影", "编辑", "同志"}
    return tuple(sorted(heads))


def _is_han(character: str) -> bool:
    return _IS_HAN.match(character) is not None


def _left_is_free(text: str, surname: int) -> bool:
    """Whether a name may begin at the surname: nothing, a mark or a post before it."""
    before = text[surname - 1] if surname else " "
    if not _is_han(before):
        return not before.isalnum() and before not in "/”’》%"
    return text.endswith(_titles(), max(0, surname - 8), surname)


def _pads_name(text: str, begin: int, end: int) -> bool:
    """Whether the blanks stand between the surname and the given name of one person."""
    surname = begin - 1
    if text[surname] not in _surnames() or not _left_is_free(text, surname):
        return False
    if _RIGHT_LONE.match(text, end):
        return True
    alone = surname == 0 or not _is_han(text[surname - 1])
    wide = end - begin > 1 or text[begin] == "\u3000"
    return (alone or wide) and not _is_name_list(text, surname, end)


def _is_name_list(text: str, surname: int, end: int) -> bool:
    """Whether what follows the blanks is a name of its own (`方江　徐一舟`)."""
    if text.endswith(_titles(), max(0, surname - 8), surname):
        return False
    return surname > 0 and _is_han(text[surname - 1]) and text[end] in _surnames()


def _holds_number(text: str, begin: int, end: int) -> bool:
    """Whether the blanks stand between a number and what it counts or follows."""
    left, right = text[begin - 1], text[end]
    if left.isdecimal():
        return _UNIT.match(text, end) is not None
    if not right.isdecimal():
        return False
    return left in _LEADS or (_is_han(left) and bool(_NUMBER_APART.match(text, end)))


def _says_nothing(text: str, begin: int, end: int) -> bool:
    left, right = text[begin - 1], text[end]
    if left.isascii() and right.isascii():
        return False
    if right in _BEFORE or left in _AFTER or (right in "(《" and _is_han(left)):
        return True
    if _is_han(left) and _is_han(right):
        return _pads_name(text, begin, end)
    return _holds_number(text, begin, end)


def _spaced_words(text: str) -> dict[int, bool]:
    """Blanks of spaced-out words by position: whether they are dropped.

    `公 告 栏` is one word; `张 伟 李 娜` are two names.
    """
    result: dict[int, bool] = {}
    for match in _LONE.finditer(text):
        letters = [place for place in range(*match.span()) if text[place] not in BLANK]
        pairs = len(letters) % 2 == 0 and all(text[i] in _surnames() for i in letters[::2])
        for count, place in enumerate(letters[1:], 1):
            result[place] = not pairs or count % 2 == 1
    return result


def _cell_gaps(text: str) -> frozenset[int]:
    """Where cells of a table end that stand in one line, parted by tabs."""
    gaps: set[int] = set()
    for line in _TABBED.finditer(text) if "\t" in text else ():
        cells = re.split(r"\t+", line.group().strip(BLANK))
        if len(cells) > 2 and all(len(cell) <= 40 and "。" not in cell for cell in cells):
            gaps.update(match.start() for match in _INNER.finditer(text, *line.span()))
    return frozenset(gaps)


def _parts_paragraphs(text: str, begin: int, end: int) -> bool:
    """Whether the blanks are the indent of a paragraph whose line end was lost."""
    wide = text.count("\u3000", begin, end) > 1 or end - begin > 3
    if not wide:
        return False
    last = begin - 2 if text[begin - 1] in "”’)" and begin > 1 else begin - 1
    return text[last] in "。!?…" or opening(text[end : end + 80]) is not None


def _edits(text: str) -> Iterator[Edit]:
    """Every run of blanks that changes.

    What follows a dropped blank is the end of a padded name, so it opens no other one.
    """
    spaced, gaps = _spaced_words(text), _cell_gaps(text)
    given = -1
    for match in _INNER.finditer(text):
        begin, end = match.span()
        dropped = spaced.get(end, begin - 1 != given and _says_nothing(text, begin, end))
        if ("\t" in match.group() and begin in gaps) or _parts_paragraphs(text, begin, end):
            yield begin, end, "\n"
        elif dropped:
            given = end if _is_han(text[begin - 1]) and _is_han(text[end]) else -1
            yield begin, end, ""
        elif match.group() != " ":
            yield begin, end, " "


def settle(source: Mapped) -> Mapped:
    """The text with the blanks inside its lines dropped or made one."""
    return rewrite(source, _edits(source.text))
