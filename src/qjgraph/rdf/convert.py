"""A document as quads.

Everything stands in the default graph; what the article says stands in its named graph
as well.  `docs/graph.md` shows every triple.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from pyoxigraph import NamedNode, Quad

from qjgraph.claim_ids import named
from qjgraph.iris import DEFAULT_BASE, division_iri
from qjgraph.lexicon.gazetteer import Division
from qjgraph.model import Claim, DateValue, Doc, Issue, Membership, Severity, Span
from qjgraph.rdf.claims import content_pairs, reading_pairs
from qjgraph.rdf.provenance import Run, run_quads
from qjgraph.rdf.scope import Scope, Unwritable, scope
from qjgraph.rdf.text import Pair, article_pairs, page_pairs, span_pairs
from qjgraph.rdf.things import (
    date_pairs,
    division_of,
    division_pairs,
    entity_pairs,
    known_type,
    name_pairs,
    post_pairs,
    with_parents,
)
from qjgraph.rdf.vocab import Ext


@dataclass(slots=True)
class _Used:
    """What the claims written so far rest on, each once, in order."""

    spans: dict[Span, None] = field(default_factory=dict)
    dates: dict[NamedNode, DateValue] = field(default_factory=dict)
    posts: dict[NamedNode, Membership] = field(default_factory=dict)

    def note(self, claim: Claim, here: Scope) -> None:
        self.spans[claim.evidence] = None
        value = getattr(claim, "date", None)
        if value is not None:
            self.dates.setdefault(here.date(value), value)
        if isinstance(claim, Membership) and claim.of:
            self.posts.setdefault(here.post(claim.of, claim.title), claim)


def quads(doc: Doc, *, base: str = DEFAULT_BASE, run: Run | None = None) -> Iterator[Quad]:
    """The quads of a resolved document, those of its page included.

    A claim that cannot be written (an unknown code, entity or span) is left out and
    recorded in `doc.issues`; so is a type of entity that no list knows, which becomes
    `other`.

    Raises:
        ValueError: an entity has no IRI; `resolve` comes first.
    """
    here = scope(doc, base)
    used = _Used()
    yield from _text(doc, here, run)
    yield from _entities(doc, here)
    yield from _claims(doc, here, used)
    for post, claim in used.posts.items():
        yield from _said(post, post_pairs(claim, here), here)
    for span in used.spans:
        pairs = span_pairs(span, here.raw, here.page, here.article)
        yield from _known(here.span(span), pairs)
    for node, value in used.dates.items():
        yield from _known(node, date_pairs(value))


def _known(subject: NamedNode, pairs: Iterable[Pair]) -> Iterator[Quad]:
    """Triples about the sources: in the default graph alone."""
    for predicate, value in pairs:
        yield Quad(subject, predicate, value)


def _said(subject: NamedNode, pairs: Iterable[Pair], here: Scope) -> Iterator[Quad]:
    """Triples that the article states: in both graphs."""
    for predicate, value in pairs:
        yield Quad(subject, predicate, value)
        yield Quad(subject, predicate, value, here.graph)


def _text(doc: Doc, here: Scope, run: Run | None) -> Iterator[Quad]:
    yield from _known(here.page, page_pairs(doc.article.page))
    yield from _known(here.article, article_pairs(doc.article, here.page, here.graph))
    if run is not None:
        yield Quad(here.article, Ext.was_generated_by, NamedNode(run.iri(here.base)))
        yield from run_quads(run, here.base)


def _entities(doc: Doc, here: Scope) -> Iterator[Quad]:
    for key, entity in doc.entities.items():
        if not known_type(entity):
            message = f"type {entity.type!r} of {key} is on no list and was written as other"
            doc.issues.append(_issue(doc, "unknown-type", message, Severity.NOTE))
        if entity.part_of and entity.part_of not in here.entities:
            message = f"{key} is part of {entity.part_of}, which is no entity of the article"
            doc.issues.append(_issue(doc, "unknown-whole", message))
        node = here.entities[key]
        yield from _said(node, entity_pairs(entity, here), here)
        yield from _known(node, name_pairs(entity, own=False))
        for predicate, value in name_pairs(entity, own=True):
            yield Quad(node, predicate, value, here.graph)
        if division := division_of(entity):
            yield from _divisions(division, here.base)


def _divisions(division: Division, base: str) -> Iterator[Quad]:
    for each in with_parents(division):
        yield from _known(NamedNode(division_iri(each.code, base)), division_pairs(each, base))


def _claims(doc: Doc, here: Scope, used: _Used) -> Iterator[Quad]:
    for claim in named(doc.claims, here.hash, here.base):
        node = NamedNode(claim.iri)
        try:
            content, reading = content_pairs(claim, here), reading_pairs(claim, here)
        except Unwritable as problem:
            kind = type(claim).__name__
            message = f"a {kind} by the rule {claim.rule} was left out: {problem}"
            doc.issues.append(_issue(doc, "unwritable-claim", message, span=claim.evidence))
            continue
        used.note(claim, here)
        yield from _said(node, content, here)
        yield from _known(node, reading)


def _issue(
    doc: Doc,
    code: str,
    message: str,
    severity: Severity = Severity.ERROR,
    span: Span | None = None,
) -> Issue:
    return Issue(severity=severity, code=code, place=doc.article.id, message=message, span=span)
