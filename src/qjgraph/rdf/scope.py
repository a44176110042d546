"""What the writers of one article's triples share: its IRIs and its entities' nodes."""

from __future__ import annotations

from dataclasses import dataclass

from pyoxigraph import NamedNode

from qjgraph.iris import (
    article_hash,
    article_iri,
    date_iri,
    graph_iri,
    page_iri,
    span_iri,
    thing_iri,
)
from qjgraph.model import DateValue, Doc, Span


class Unwritable(Exception):
    """A claim that cannot stand in the graph as it is; the message says why."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Scope:
    """The nodes of one article, under one base."""

    base: str
    hash: str
    raw: str
    page: NamedNode
    article: NamedNode
    graph: NamedNode
    entities: dict[str, NamedNode]

    def entity(self, key: str) -> NamedNode:
        """The node of an entity of the article; Unwritable where the article has none."""
        try:
            return self.entities[key]
        except KeyError:
            raise Unwritable(f"it speaks of {key!r}, which is no entity of the article") from None

    def span(self, span: Span) -> NamedNode:
        """The node of a stretch of the page; Unwritable where it lies outside or is empty."""
        if not 0 <= span.begin < span.end <= len(self.raw):
            raise Unwritable(f"its span {span.begin}-{span.end} is no stretch of the page")
        return NamedNode(span_iri(self.page.value, span))

    def date(self, value: DateValue) -> NamedNode:
        """The calendar node of a date."""
        earliest = value.earliest.isoformat() if value.earliest else ""
        latest = value.latest.isoformat() if value.latest else ""
        return NamedNode(date_iri(value.edtf, earliest, latest, base=self.base))

    def post(self, of: str, title: str) -> NamedNode:
        """The node of a seat: a title in a division, body or project."""
        return NamedNode(thing_iri("post", self.entity(of).value, title, base=self.base))


def scope(doc: Doc, base: str) -> Scope:
    """The scope of a resolved document; ValueError where an entity has no IRI yet."""
    unresolved = [key for key, entity in doc.entities.items() if not entity.iri]
    if unresolved:
        raise ValueError(
            f"{doc.article.id}: resolve the document first, {unresolved[0]} has no IRI"
        )
    article = article_hash(doc.article)
    return Scope(
        base=base,
        hash=article,
        raw=doc.article.page.raw,
        page=NamedNode(page_iri(doc.article.page, base)),
        article=NamedNode(article_iri(article, base)),
        graph=NamedNode(graph_iri(article, base)),
        entities={key: NamedNode(entity.iri) for key, entity in doc.entities.items()},
    )
