"""What curators changed, as the graph tells it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from pyoxigraph import DefaultGraph, NamedNode, Store

from qjgraph.query.properties import first
from qjgraph.rdf.vocab import Ext, Qj, code_of

_DEFAULT = DefaultGraph()


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """A correction or retraction.

    Attributes:
        iri: of the correction; `claim`: of what it changed.
        verdict: correct or retract.
        property, old, new: as `judgement.Correction` has them.
        quote: the sentence that the claim rests on.
        who, when, why: of the decision.
    """

    iri: str
    claim: str
    verdict: str
    property: str
    old: str
    new: str
    quote: str
    who: str
    when: date
    why: str

    def in_words(self, lang: str) -> str:
        """It in one line, zh or en."""
        what = f"{self.property}: {self.old or '—'} → {self.new or '—'}" if self.property else ""
        by = f"{self.who}, {self.when.isoformat()}" + (f": {self.why}" if self.why else "")
        if lang == "zh":
            by = by.replace(", ", "，", 1)
        return f"{what} ({by})" if what else f"{self.old} ({by})"


def changes(store: Store, claim: NamedNode) -> list[Change]:
    """The corrections of a claim that stands in the graph, the earliest first."""
    found = store.quads_for_pattern(claim, Qj.correctedBy, None, _DEFAULT)
    nodes = [quad.object for quad in found if isinstance(quad.object, NamedNode)]
    return sorted((_change(store, node) for node in nodes), key=_order)


def of_retracted(store: Store, claim: NamedNode) -> list[Change]:
    """The retractions of a claim, or of the claims of an article, that are gone."""
    return sorted(
        (
            _change(store, quad.subject)
            for about in (Qj.claim, Qj.article)
            for quad in store.quads_for_pattern(None, about, claim, _DEFAULT)
            if isinstance(quad.subject, NamedNode)
            and first(store, quad.subject, Qj.verdict).endswith("verdict-retract")
        ),
        key=_order,
    )


def _order(change: Change) -> tuple[object, ...]:
    return change.when, change.claim, change.property, change.iri


def _change(store: Store, node: NamedNode) -> Change:
    return Change(
        iri=node.value,
        claim=first(store, node, Qj.claim),
        verdict=code_of(first(store, node, Qj.verdict)),
        property=first(store, node, Qj.property),
        old=first(store, node, Qj.oldValue),
        new=first(store, node, Qj.newValue),
        quote=first(store, node, Qj.quote),
        who=first(store, NamedNode(first(store, node, Ext.was_attributed_to)), Ext.name),
        when=date.fromisoformat(first(store, node, Ext.date)),
        why=first(store, node, Qj.why),
    )
