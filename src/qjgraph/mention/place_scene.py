"""What the place grammars see of an article: its words, and what stands left of a position."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from qjgraph.lexicon.gazetteer import Division, gazetteer
from qjgraph.lexicon.place_words import left_words
from qjgraph.lexicon.tokens import Tokens

#: Parts of speech after which a name may begin, and how much that says.
_BEFORE = {
    "p": 2.5, "c": 2.5, "u": 2.0, "ud": 2.0, "uj": 2.5, "ul": 2.5, "d": 2.0, "f": 2.0,
    "t": 2.5, "v": 2.5, "vd": 2.0, "vn": 1.5,
}  # fmt: skip

#: Before 分 these make a word of it: 部分, 百分; elsewhere it tells parts: 新房分两处….
_SHARES = tuple("部百十充成积水评比学得满高区几缘养处过名身")

#: Evidence of a position where a name may begin.
SURE, CHAIN, WORD, NONE = 3.0, 3.5, 1.0, 0.0


@dataclass(slots=True, kw_only=True)
class Scene:
    """An article's text with what has been found in it.

    Attributes:
        bounds: positions where a dictionary word begins or the text ends.
        tags: part of speech of the word that ends at a position.
        divisions: ends of divisions named in full; `shorts`: of short forms.
        forms: where short forms begin.
        natural: ends of rivers, mountains and the like that the whole country knows.
        counted: where the level words of lists begin: 镇 of 茅坡、下司两镇.
        home: the paper's chain; `names`: its names and short forms.
    """

    text: str
    bounds: frozenset[int]
    tags: dict[int, str]
    home: tuple[Division, ...]
    path: str
    divisions: set[int] = field(default_factory=set)
    shorts: set[int] = field(default_factory=set)
    forms: set[int] = field(default_factory=set)
    natural: set[int] = field(default_factory=set)
    counted: set[int] = field(default_factory=set)

    def left(self, position: int) -> float:
        """How surely a name may begin at a position, by what stands left of it."""
        if position == 0:
            return SURE
        if position in self.divisions or position in self.shorts:
            return CHAIN
        text = self.text
        before = text[position - 1]
        if not is_han(before):
            return NONE if before.isalnum() else SURE
        if before == "年" and text[position] == "度":
            return NONE
        if text.endswith("年度", 0, position):
            return SURE
        if before == "分" and text[position - 2 : position - 1] not in _SHARES:
            return 2.0
        found = left_words()
        if any(text[max(0, position - n) : position] in found for n in (4, 3, 2, 5)):
            return SURE
        if before in "日月年时" and text[position - 2 : position - 1].isdigit():
            return SURE
        if position not in self.bounds:
            return WORD if before in found else NONE
        if before in found:
            return SURE if position - 1 in self.bounds else 2.0
        return _BEFORE.get(self.tags.get(position, ""), WORD)

    def whole(self, begin: int, end: int) -> bool:
        """Whether a stretch begins and ends where words do."""
        return begin in self.bounds and end in self.bounds

    def home_code(self) -> str:
        """Code of the narrowest division of the home that has one."""
        return next((place.code for place in reversed(self.home) if place.code), "")

    def township(self, name: str) -> float:
        """What the gazetteer's townships say for a name: in the home's county, or anywhere."""
        codes = gazetteer().townships.get(name)
        if not codes:
            return 0.0
        home = self.home_code()
        if home and any(code.startswith(home.rstrip("0")) for code in codes):
            return 4.0
        return 2.0 if len(name) > 2 else 0.0


def is_han(character: str) -> bool:
    """Whether a character is a common Chinese one."""
    return "\u4e00" <= character <= "\u9fff"


def scene(text: str, words: Tokens, home: Iterable[Division], path: str) -> Scene:
    """The scene of a text before anything is found."""
    return Scene(
        text=text,
        bounds=frozenset(words.starts),
        tags=dict(zip(words.starts[1:], words.tags, strict=True)),
        home=tuple(home),
        path=path,
    )
