"""Names in pinyin, so that a reader finds 余文斌 by `yuwenbin` or `ywb`."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache


def spellings(name: str, *, person: bool = False) -> list[str]:
    """The syllables of a name in lower case, blanks between them; none without Han letters.

    A person's first letter, the surname, is given in each of its readings (单: shan, dan,
    chan), as a list of words settles that of common words only.
    """
    if not any("\u3400" <= letter <= "\u9fff" for letter in name):
        return []
    syllables = [part for part in _read(name) if part]
    if not (person and syllables):
        return [" ".join(syllables)]
    heads = dict.fromkeys([syllables[0], *_readings(name[0])])
    return [" ".join([head, *syllables[1:]]) for head in heads]


def _read(name: str) -> Sequence[str]:
    # imported here: its dictionary takes a tenth of a second to load
    from pypinyin import lazy_pinyin

    return [_plain(part) for part in lazy_pinyin(name)]


@cache
def _readings(letter: str) -> tuple[str, ...]:
    from pypinyin import Style, pinyin

    return tuple(_plain(part) for part in pinyin(letter, style=Style.NORMAL, heteronym=True)[0])


def _plain(part: str) -> str:
    return "".join(letter for letter in part.lower() if letter.isalnum())
