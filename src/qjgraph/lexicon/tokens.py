"""Words of a text with their parts of speech, from rjieba's dictionary.

The dictionary knows common words, not this genre's names; it is used as a hint for where a
name may begin or end, never as the source of a name.
"""

from __future__ import annotations

from bisect import bisect_left
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
    words, tags = _unglued(rjieba.tag(text))
    return Tokens(text, list(accumulate(map(len, words), initial=0)), tags)


#: Prepositions that a guess of unknown characters takes for a surname or a first character.
_GLUED = "把被将由对让使"


def _unglued(pairs: list[tuple[str, str]]) -> tuple[list[str], list[str]]:
    """把|丽澄: a guessed name of three or more characters does not open with a preposition."""
    words, tags = [word for word, _ in pairs], [tag for _, tag in pairs]
    # From the last to the first, so that the places before stay.
    for at in [at for at, word in enumerate(words) if word[0] in _GLUED and len(word) > 2][::-1]:
        word = words[at]
        if not is_known(word):
            words[at : at + 1] = word[0], word[1:]
            tags.insert(at, "p")
    return words, tags


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
