"""Pinyin of Chinese words, by pypinyin."""

from __future__ import annotations

from functools import lru_cache


@lru_cache(maxsize=65536)
def syllables(name: str) -> tuple[str, ...]:
    """The syllables of a name without tones; what is no Han character stays as it is."""
    # imported here: its dictionary takes a tenth of a second to load
    from pypinyin import lazy_pinyin

    return tuple(lazy_pinyin(name))
