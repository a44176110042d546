"""Names in pinyin, so that a reader finds 余文斌 by `yuwenbin` or `ywb`."""

from __future__ import annotations

from qjgraph.lexicon.pinyin import readings, syllables


def spellings(name: str, *, person: bool = False) -> list[str]:
    """The syllables of a name in lower case, blanks between them; none without Han letters.

    A person's first letter, the surname, is given in each of its readings (单: shan, dan,
    chan), as a list of words settles that of common words only.
    """
    if not any("\u3400" <= letter <= "\u9fff" for letter in name):
        return []
    read = [part for part in map(_plain, syllables(name)) if part]
    if not (person and read):
        return [" ".join(read)]
    heads = dict.fromkeys([read[0], *map(_plain, readings(name[0]))])
    return [" ".join([head, *read[1:]]) for head in heads]


def _plain(part: str) -> str:
    return "".join(letter for letter in part.lower() if letter.isalnum())
