"""Pinyin of Chinese words, by pypinyin."""

from __future__ import annotations

from functools import lru_cache


@lru_cache(maxsize=65536)
def syllables(name: str) -> tuple[str, ...]:
    """The syllables of a name without tones; what is no Han character stays as it is."""
    # imported here: its dictionary takes a tenth of a second to load
    from pypinyin import lazy_pinyin

    return tuple(lazy_pinyin(name))


@lru_cache(maxsize=8192)
def readings(letter: str) -> tuple[str, ...]:
    """Each way to read one character, without tones."""
    from pypinyin import Style, pinyin

    return tuple(pinyin(letter, style=Style.NORMAL, heteronym=True)[0])
