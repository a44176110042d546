"""What the grammars of posts and names look at, and what they make."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from itertools import compress, count, pairwise
from operator import gt

from qjgraph.lexicon.names import all_han, surnames
from qjgraph.lexicon.rules import confidence
from qjgraph.lexicon.tokens import Tokens
from qjgraph.mention.levels import Levels
from qjgraph.model import Article, Kind, Mention


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

    `hints` are the stretches that the dictionary takes for a person's name,
    `place_joints` where a place begins right behind another: 山西省|长治市 has no 省长.
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
    heads: tuple[tuple[int, int, str], ...] | None = None
    hints: frozenset[tuple[int, int]] = field(init=False)
    place_joints: frozenset[int] = field(init=False)

    def __post_init__(self) -> None:
        tags = self.tokens.tags
        names = {tag for tag in set(tags) if tag.startswith("nr")}
        named = map(names.__contains__, tags)
        self.hints = frozenset(compress(pairwise(self.tokens.starts), named))
        ends = {place.end for place in self.places}
        self.place_joints = frozenset(p.begin for p in self.places if p.begin in ends)


def padded_names(article: Article) -> frozenset[tuple[int, int]]:
    """Stretches that a wide blank behind a surname shows to be names: 高　远, 那　英杰."""
    text, view, raw = article.text, article.view, article.page.raw
    if not any(blank in raw for blank in ("\u3000", "\t", "  ")):
        return frozenset()
    gaps = compress(count(), map(gt, view.starts[1:], view.ends))
    wide = {at for at in gaps if _WIDE.fullmatch(raw, view.ends[at], view.starts[at + 1])}
    return frozenset(
        (at, at + size)
        for at in wide
        for size in ((3,) if at + 1 in wide else (2, 3))
        if at - 1 not in wide and text[at] in surnames() and all_han(text[at : at + size])
    )


#: A blank of the width of a character, or several.
_WIDE = re.compile(r"[ \t\u3000]*\u3000[ \t\u3000]*|[ \t]{2,}")


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
