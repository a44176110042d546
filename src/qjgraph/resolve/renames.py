"""Where an article says that a thing was called otherwise before."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from qjgraph.model import Doc, Kind, Mention

#: What stands between the old and the new name: X更名为Y, X正式改名为Y.
_BECOMES = re.compile(
    r"[”’》」]?(?:已|正式|将|现|于[^,，。;；]{2,12})?(?:更名|改名|易名|改称|更改)(?:为|成)[“‘《「]?"
)
#: And the other way round: Y(原X), Y(原名X), Y的前身是X.
_WAS = re.compile(
    r"[”’》」]?(?:[((](?:原名?|原为|前身为?|曾用名)[::]?|(?:的)?前身(?:是|为|系)|原名)[“‘《「]?"
)

_KINDS = (Kind.ORGANIZATION, Kind.PROJECT, Kind.PLACE)


def renames(doc: Doc) -> Iterator[tuple[str, str, str]]:
    """Keys of the old and the new name, with the rule that read it."""
    text = doc.article.text
    if "名" not in text and "原" not in text and "前身" not in text and "改称" not in text:
        return
    for kind in _KINDS:
        mentions = [m for m in doc.of_kind(kind) if m.entity]
        for one, other in pairwise(mentions):
            between = text[one.end : other.begin]
            if one.entity == other.entity or len(between) > 24:
                continue
            yield from _told(one, other, between)


def _told(one: Mention, other: Mention, between: str) -> Iterator[tuple[str, str, str]]:
    if _BECOMES.fullmatch(between):
        yield one.entity, other.entity, "identity-renamed"
    elif _WAS.fullmatch(between):
        yield other.entity, one.entity, "identity-renamed"
