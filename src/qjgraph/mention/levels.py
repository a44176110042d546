"""The division that a bare level word (县, 市, 我区) stands for in an article."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from qjgraph.lexicon.bodies import LEVELS
from qjgraph.lexicon.gazetteer import body_prefix, home_chain
from qjgraph.model import Article, Mention

#: Level words of more than one character.
LONG_LEVELS = ("自治区", "自治州", "自治县", "地区", "行署")


@dataclass(frozen=True, slots=True)
class Levels:
    """The division that a bare level word (县, 市) stands for in an article."""

    names: Mapping[str, str]
    at_home: bool = True

    def name(self, level: str) -> str:
        """The division's name; empty where neither home nor article tells."""
        return self.names.get(level, "")

    @property
    def own(self) -> str:
        """The home itself: the lowest level that is known."""
        return next((self.names[level] for level in "县区旗市州盟省" if level in self.names), "")


def levels(article: Article, places: Iterable[Mention]) -> Levels:
    """Level words by the home; without one, by the first division the article names."""
    home = article.context.home
    found: dict[str, str] = {}
    for level in LEVELS:
        division = body_prefix(level, home) if home else None
        if division:
            found[level] = division.name
    if not home:
        for place in places:
            last = place.name[-1:]
            if last in LEVELS and place.rule != "place-deixis":
                found.setdefault(last, place.name)
    for division in home_chain(home) if home else ():
        for word in LONG_LEVELS:
            if division.name.endswith(word):
                found[word] = division.name
    return Levels(found, at_home=bool(home))
