"""That the article names an entity: one claim per entity, at its best mention."""

from __future__ import annotations

from collections.abc import Iterator

from qjgraph.model import Doc, Kind, Mention, Naming
from qjgraph.relate.evidence import proof


def relate(doc: Doc) -> list[Naming]:
    """A `Naming` for every entity, in the order of the text."""
    best: dict[str, Mention] = {}
    for mention in doc.mentions:
        if mention.entity and mention.kind not in (Kind.DATE, Kind.AMOUNT):
            key = mention.entity
            if key not in best or _rank(mention) > _rank(best[key]):
                best[key] = mention
    return list(_namings(doc, best))


def _rank(mention: Mention) -> tuple[bool, float]:
    """A name says more than a post that only implies it; then the surer rule."""
    return mention.kind is not Kind.POST, mention.confidence


def _namings(doc: Doc, best: dict[str, Mention]) -> Iterator[Naming]:
    for key, mention in sorted(best.items(), key=lambda item: (item[1].begin, item[0])):
        yield Naming(entity=key, **proof(doc, mention.begin, mention.end, mention.rule))
