"""What the grammars of posts and names look at, and what they make."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from itertools import pairwise

from qjgraph.lexicon.rules import confidence
from qjgraph.lexicon.tokens import Tokens
from qjgraph.mention.bodies import Levels
from qjgraph.model import Kind, Mention


@dataclass(frozen=True, slots=True)
class Post:
    """One title as it stands in the text.

    Attributes:
        begin, end: the whole expression, body included.
        title: the bare title; `of`: key of what it belongs to; `kind`: of posts.tsv.
        level: the level word it speaks of (县), for a chain's later members.
    """

    begin: int
    end: int
    title: str
    of: str
    kind: str
    level: str
    former: bool = False


@dataclass(slots=True)
class Scene:
    """What the grammars of posts and names look at; `extra` collects bodies only posts name.

    `hints` are the stretches that the dictionary takes for a person's name.
    """

    text: str
    tokens: Tokens
    levels: Levels
    ends: Mapping[int, Mention]
    places: list[Mention]
    bodies: list[Mention]
    blocked: frozenset[int]
    extra: list[Mention] = field(default_factory=list)
    seen: list[Post] = field(default_factory=list)
    hints: frozenset[tuple[int, int]] = field(init=False)

    def __post_init__(self) -> None:
        tags = self.tokens.tags
        names = {tag for tag in set(tags) if tag.startswith("nr")}
        pairs = zip(pairwise(self.tokens.starts), tags, strict=True)
        self.hints = frozenset(pair for pair, tag in pairs if tag in names)

    @property
    def place_joints(self) -> frozenset[int]:
        """Where a place begins right behind another; 山西省|长治市 has no 省长."""
        ends = {place.end for place in self.places}
        return frozenset(place.begin for place in self.places if place.begin in ends)


def starts_word(scene: Scene, position: int) -> bool:
    """Whether a dictionary word begins at a position."""
    return position == 0 or scene.tokens.index_ending_at(position) >= 0


def person(text: str, begin: int, end: int, rule: str, name: str = "") -> Mention:
    """A PERSON mention; `name` where the text has only a short form."""
    return Mention(
        kind=Kind.PERSON, begin=begin, end=end, name=name or text[begin:end].replace("?", "·"),
        rule=rule,
        confidence=confidence(rule),
    )  # fmt: skip
