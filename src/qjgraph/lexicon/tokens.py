"""Words of a text with their parts of speech, from rjieba's dictionary.

The dictionary knows common words, not this genre's names; it is used as a hint for where a
name may begin or end, never as the source of a name.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from itertools import accumulate

import rjieba


@dataclass(frozen=True, slots=True)
class Tokens:
    """The words of one text: `starts[i]:starts[i + 1]` has the part of speech `tags[i]`."""

    text: str
    starts: list[int]
    tags: list[str]

    def index_ending_at(self, position: int) -> int:
        """Index of the word that ends at a position, -1 where the position is inside one."""
        found = bisect_left(self.starts, position)
        return found - 1 if found < len(self.starts) and self.starts[found] == position else -1

    def word(self, index: int) -> str:
        """The word at an index."""
        return self.text[self.starts[index] : self.starts[index + 1]]


def tokens(text: str) -> Tokens:
    """All words of a text, in order, without gaps."""
    pairs = list(_unglued(rjieba.tag(text)))
    starts = list(accumulate((len(word) for word, _ in pairs), initial=0))
    return Tokens(text, starts, [tag for _, tag in pairs])


#: Prepositions that a guess of unknown characters takes for a surname or a first character.
_GLUED = "把被将由对让使"


def _unglued(pairs: Iterable[tuple[str, str]]) -> Iterator[tuple[str, str]]:
    """把|丽澄: a guessed name of three or more characters does not open with a preposition."""
    for word, tag in pairs:
        if len(word) > 2 and word[0] in _GLUED and not is_known(word):
            yield word[0], "p"
            yield word[1:], tag
        else:
            yield word, tag


@cache
def is_known(word: str) -> bool:
    """Whether the dictionary has a word; others are guesses from their characters."""
    return bool(rjieba.has_word(word))


@cache
def first_word(text: str) -> tuple[str, str]:
    """The first dictionary word of a short text and its part of speech; empty for no text."""
    for word, tag in rjieba.tag(text, False):
        return word, tag
    return "", ""
