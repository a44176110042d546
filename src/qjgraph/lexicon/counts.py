"""Small counts as texts write them: 3, 三, 两."""

from __future__ import annotations


def count_of(words: str) -> int:
    """The number that digits or a Chinese numeral up to ten say; 0 for other words."""
    if words.isdigit():
        return int(words)
    return "一二三四五六七八九十".find(words.replace("两", "二")) + 1
