"""Corrections and judgements as triples, in graphs of their own and in the default graph."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from pyoxigraph import NamedNode, Quad

from qjgraph.iris import DEFAULT_BASE, curation_iri, identity_iri, rule_iri, thing_iri
from qjgraph.judgement import Correction, Judgement, Verdict
from qjgraph.rdf.terms import confidence, day, text
from qjgraph.rdf.text import Pair
from qjgraph.rdf.vocab import Ext, Qj, code


def correction_quads(corrections: Iterable[Correction], base: str = DEFAULT_BASE) -> Iterator[Quad]:
    """What was corrected and retracted, by whom and why; a corrected claim points to it."""
    graph = NamedNode(curation_iri(base))
    for correction in corrections:
        decision = correction.decision
        node, claim = NamedNode(correction_iri(correction, base)), NamedNode(correction.claim)
        yield from _both(node, correction_pairs(correction, base), graph)
        yield from _both(curator(decision.who, base), curator_pairs(decision.who), graph)
        if decision.verdict is Verdict.CORRECT:
            yield from _both(claim, [(Qj.correctedBy, node)], graph)


def _both(subject: NamedNode, pairs: Iterable[Pair], graph: NamedNode) -> Iterator[Quad]:
    for predicate, value in pairs:
        yield Quad(subject, predicate, value)
        yield Quad(subject, predicate, value, graph)


def correction_iri(correction: Correction, base: str = DEFAULT_BASE) -> str:
    """`…/id/correction-<hash>` of the decision's cells."""
    made = correction.decision
    cells = (made.left, made.right, made.verdict, made.who, made.when.isoformat(), made.why)
    return thing_iri("correction", *cells, base=base)


def correction_pairs(correction: Correction, base: str) -> Iterator[Pair]:
    """A correction or retraction."""
    decision = correction.decision
    yield Ext.rdf_type, Qj.Correction
    yield Qj.claim, NamedNode(correction.claim)
    yield Qj.article, NamedNode(correction.article)
    yield Qj.verdict, code("verdict", decision.verdict)
    if correction.property:
        yield Qj.property, text(correction.property)
    yield Qj.oldValue, text(correction.old)
    yield Qj.newValue, text(correction.new)
    yield Qj.quote, text(correction.quote)
    yield Ext.was_attributed_to, curator(decision.who, base)
    yield Ext.date, day(decision.when)
    if decision.why:
        yield Qj.why, text(decision.why)


def curator(who: str, base: str = DEFAULT_BASE) -> NamedNode:
    """The node of a curator, `…/id/curator-<hash>` of the name."""
    return NamedNode(thing_iri("curator", who, base=base))


def curator_pairs(who: str) -> Iterator[Pair]:
    """A curator by name."""
    yield Ext.rdf_type, Ext.Agent
    yield Ext.name, text(who)


def judgement_quads(judgements: Iterable[Judgement], base: str = DEFAULT_BASE) -> Iterator[Quad]:
    """What was held of who is who, by which rule or whom."""
    graph = NamedNode(identity_iri(base))
    for judgement in judgements:
        cells = (judgement.left, judgement.right, judgement.verdict, judgement.rule)
        node = NamedNode(thing_iri("judgement", *cells, base=base))
        yield from _both(node, judgement_pairs(judgement, base), graph)
        if judgement.by:
            yield from _both(curator(judgement.by, base), curator_pairs(judgement.by), graph)


def judgement_pairs(judgement: Judgement, base: str) -> Iterator[Pair]:
    """A judgement of two entities; of `same` the first lives on."""
    yield Ext.rdf_type, Qj.Judgement
    yield Qj.left, NamedNode(judgement.left)
    yield Qj.right, NamedNode(judgement.right)
    yield Qj.verdict, code("verdict", judgement.verdict)
    yield Qj.score, confidence(judgement.score)
    yield Qj.rule, NamedNode(rule_iri(judgement.rule))
    for reason in judgement.reasons:
        yield Qj.reason, text(reason)
    if judgement.by:
        yield Ext.was_attributed_to, curator(judgement.by, base)
