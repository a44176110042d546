"""From what a curator writes to decisions for the ledger, checked against the graph."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from pyoxigraph import DefaultGraph, NamedNode, Quad, Store

from qjgraph.curate import DEFAULT
from qjgraph.curate.values import (
    PROPERTIES,
    Property,
    Refused,
    property_named,
    read_value,
)
from qjgraph.errors import InputError, NotFound, StoreError
from qjgraph.iris import split_iri
from qjgraph.judgement import Decision, Verdict
from qjgraph.query import names
from qjgraph.query.curation import of_retracted
from qjgraph.query.engine import select
from qjgraph.query.prefixes import local_name
from qjgraph.query.properties import texts
from qjgraph.query.questions import is_claim
from qjgraph.query.results import text
from qjgraph.rdf.vocab import Ext, Qj
from qjgraph.store import read_manifest

_DEFAULT = DefaultGraph()
_KINDS = {kind.__name__: kind for kind in PROPERTIES}
_KINDS["Mention"] = _KINDS.pop("Naming")
#: Things that may be joined, split and renamed; a post follows from its body and title.
_ENTITIES = tuple(name for name in names.NAMED if name != "Post")


@dataclass(frozen=True, slots=True, kw_only=True)
class Signed:
    """Who decides, on which day, and why."""

    who: str
    when: date
    why: str = ""

    def decision(self, verdict: Verdict, left: str, right: str = "") -> Decision:
        """A decision so signed."""
        return Decision(
            verdict=verdict, left=left, right=right, who=self.who, when=self.when, why=self.why
        )


def ledger_of(folder: Path) -> Path:
    """The ledger that decisions about a build's folder go into, which its builds apply.

    A build that was told another has recorded it in the manifest.
    """
    try:
        recorded = read_manifest(folder).decisions
    except StoreError:
        recorded = ""
    return folder / (recorded or DEFAULT)


# ---------------------------------------------------------------------------- who is who


def merged(store: Store, first: str, others: Iterable[str], by: Signed) -> list[Decision]:
    """The others are the first, which keeps its IRI.

    Raises:
        NotFound: for what the graph does not know, or a name of several things.
        InputError: things of different kinds, or one thing twice.
    """
    kept = names.resolve(store, first, _ENTITIES)
    made = []
    for words in others:
        other = names.resolve(store, words, _ENTITIES)
        if other.iri == kept.iri:
            raise InputError(words, f"this is {kept} already", "name two things")
        if other.kind != kept.kind:
            problem = f"it is a {other.kind.lower()}, {kept.label} a {kept.kind.lower()}"
            raise InputError(words, problem, "only things of one kind can be one")
        made.append(by.decision(Verdict.SAME, kept.iri, other.iri))
    return made


def split(store: Store, what: str, articles: Sequence[str], by: Signed) -> list[Decision]:
    """What these articles mean by the name is one other thing.

    Args:
        articles: IRIs or ids; each must name the thing.
    """
    thing = names.resolve(store, what, _ENTITIES)
    if not articles:
        raise InputError("articles", "none is named", "name those that mean the other thing")
    found = list(dict.fromkeys(_article(store, words, thing) for words in articles))
    parts = [split_iri(thing.iri, article) for article in found]
    apart = [by.decision(Verdict.DIFFERENT, thing.iri, article) for article in found]
    return apart + [by.decision(Verdict.SAME, parts[0], part) for part in parts[1:]]


def renamed(store: Store, what: str, name: str, by: Signed) -> list[Decision]:
    """The thing is called so."""
    thing = names.resolve(store, what, _ENTITIES)
    if not name.strip():
        raise InputError("name", "it is empty", "give the new name")
    return [by.decision(Verdict.RENAME, thing.iri, name.strip())]


_ARTICLE = "SELECT ?id ?article WHERE { ?article a qj:Article ; dct:identifier ?id }"


def _article(store: Store, words: str, thing: names.Thing) -> str:
    iri = names.as_iri(words)
    if iri is None:
        rows = select(store, _ARTICLE).terms
        found = [text(article) for name, article in rows if text(name) == words]
        if len(found) != 1:
            problem = f"{len(found)} articles have this id" if found else "there is no such article"
            raise NotFound(words, problem, f"see the ids with: qjgraph explain DIR {thing.iri}")
        iri = found[0]
    graphs = texts(store, NamedNode(iri), Qj.graph)
    if not _named_in(store, thing, map(NamedNode, graphs)):
        hint = f"see its articles with: qjgraph explain DIR {thing.iri}"
        raise NotFound(words, f"this article does not name {thing.label}", hint)
    return iri


# -------------------------------------------------------------------------------- claims


def corrected(store: Store, claim: str, pairs: Iterable[str], by: Signed) -> list[Decision]:
    """Properties of a claim get other values.

    Args:
        pairs: `property=value`; a subject by a name of the article or the graph, or an IRI.

    Raises:
        NotFound: there is no such claim, or no such subject.
        InputError: the claim has no such property, or that does not take the value.
    """
    node = _claim(store, claim)
    return [by.decision(Verdict.CORRECT, node.value, _pair(store, node, pair)) for pair in pairs]


def retracted(store: Store, claims: Iterable[str], by: Signed) -> list[Decision]:
    """The claims do not hold."""
    return [by.decision(Verdict.RETRACT, _claim(store, each).value) for each in claims]


def withdrawn(store: Store, claims: Iterable[str], by: Signed) -> list[Decision]:
    """The claims are again what the text was read to say."""
    return [
        by.decision(Verdict.UNSURE, _claim(store, each, retracted=True).value) for each in claims
    ]


def _claim(store: Store, words: str, *, retracted: bool = False) -> NamedNode:
    iri = names.as_iri(words)
    node = NamedNode(iri) if iri else None
    if node and (is_claim(store, node) or (retracted and of_retracted(store, node))):
        return node
    hint = "`qjgraph explain DIR NAME` shows the IRI of each claim"
    raise NotFound(words, "the graph holds no such claim", hint)


def _pair(store: Store, claim: NamedNode, pair: str) -> str:
    name, equals, written = pair.partition("=")
    if not equals:
        raise InputError(pair, "it is not property=value", "write it like stage=start")
    try:
        prop = property_named(_kind(store, claim), name)
        if prop.takes != "entity" or not written.strip():
            if prop.needed or written.strip():
                read_value(prop, written.strip())
            return f"{prop.name}={written.strip()}"
        return f"{prop.name}={_subject(store, claim, prop, written.strip())}"
    except Refused as problem:
        raise InputError(pair, str(problem), "nothing was written") from None


def _kind(store: Store, claim: NamedNode) -> type:
    for quad in store.quads_for_pattern(claim, Ext.rdf_type, None, _DEFAULT):
        kind = _KINDS.get(local_name(text(quad.object)))
        if kind:
            return kind
    raise Refused("this kind of claim cannot be corrected")


def _subject(store: Store, claim: NamedNode, prop: Property, words: str) -> str:
    """`IRI name` of a subject: what the article calls so, else what the graph does."""
    kinds = [kind.value.capitalize() for kind in prop.kinds] or _ENTITIES
    if names.as_iri(words) is None:
        graphs = _graphs(store, claim)
        near = [t for t in names.things(store, words, kinds) if _named_in(store, t, graphs)]
        exact = [thing for thing in near if thing.label == words]
        for found in (exact, near):
            if len(found) == 1:
                return f"{found[0].iri} {found[0].label}"
    thing = names.resolve(store, words, kinds)
    return f"{thing.iri} {thing.label}"


def _graphs(store: Store, claim: NamedNode) -> list[NamedNode]:
    found = (q.graph_name for q in store.quads_for_pattern(claim, Ext.rdf_type, None, None))
    return [graph for graph in found if isinstance(graph, NamedNode)]


def _named_in(store: Store, thing: names.Thing, graphs: Iterable[NamedNode]) -> bool:
    kind = getattr(Qj, thing.kind)
    return any(Quad(NamedNode(thing.iri), Ext.rdf_type, kind, graph) in store for graph in graphs)
