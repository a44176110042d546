"""From what a person writes to one thing of the graph: an IRI, a name, a part of a name."""

from __future__ import annotations

import difflib
import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass

from pyoxigraph import DefaultGraph, Literal, NamedNode, Store

from qjgraph.errors import NotFound
from qjgraph.query.engine import select
from qjgraph.query.prefixes import PREFIXES
from qjgraph.query.results import text
from qjgraph.rdf.vocab import Ext, Qj

_ZH = {
    "Person": "人物", "Organization": "机构", "Place": "地点", "Event": "活动", "Project": "项目",
    "Policy": "政策", "Post": "职位",
}  # fmt: skip
#: Classes of things that have names, in the order in which candidates are listed.
NAMED = tuple(_ZH)
#: How many candidates an error lists.
LISTED = 8

_DEFAULT = DefaultGraph()
_AROUND = "“”‘’\"'《》〈〉「」『』 \t\u3000"
_IRI = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:[^\s<>\"{}|\\^`]+")
_FULL = re.compile(r"https?://", re.I)


@dataclass(frozen=True, slots=True, kw_only=True)
class Thing:
    """A named thing: its IRI, one of its labels, the class, and what tells it from others.

    Attributes:
        note: posts of a person, the whole of a part, the type; may be empty.
    """

    iri: str
    label: str
    kind: str
    note: str = ""

    def __str__(self) -> str:
        note = f", {self.note}" if self.note else ""
        return f"{self.label} ({self.kind.lower()}{note}) {self.iri}"


def resolve(store: Store, words: str, kinds: Iterable[str] = NAMED) -> Thing:
    """The one thing that an IRI or a name means.

    A name is compared with labels and alternative labels: first as a whole, then as a part.

    Args:
        words: an IRI, or a name, perhaps in quotation marks.
        kinds: the classes to look in, of `NAMED`.

    Raises:
        NotFound: for none, with near names; for several, with all of them.
    """
    wanted = tuple(kinds)
    iri = as_iri(words)
    if iri is not None:
        return _by_iri(store, iri, wanted)
    found = things(store, words, wanted)
    if len(found) == 1:
        return found[0]
    if found:
        listed = "; ".join(map(str, found[:LISTED]))
        more = f"; and {len(found) - LISTED} more" if len(found) > LISTED else ""
        problem = f"this names {len(found)} things: {listed}{more}"
        raise NotFound(words, problem, "give the IRI of one of them")
    raise NotFound(words, f"the graph knows no {_of(wanted)} of this name", _near(store, words))


def things(store: Store, words: str, kinds: Iterable[str] = NAMED) -> list[Thing]:
    """All things of exactly this name; where there is none, all whose name contains it."""
    name = folded(words)
    if not name:
        return []
    wanted = frozenset(kinds)
    for found in (_exact(store, name), _containing(store, name)):
        known = (_thing(store, node) for node in sorted(found, key=str))
        kept = [thing for thing in known if thing.kind in wanted]
        if kept:
            return sorted(kept, key=lambda thing: (NAMED.index(thing.kind), thing.label, thing.iri))
    return []


def as_iri(words: str) -> str | None:
    """The IRI that the words are, written out or with a known prefix; None for a name."""
    bare = words.strip().removeprefix("<").removesuffix(">")
    if not _IRI.fullmatch(bare):
        return None
    if _FULL.match(bare):
        return bare
    prefix, _, local = bare.partition(":")
    if prefix in PREFIXES:
        return PREFIXES[prefix] + local
    return bare if prefix == "urn" else None


def folded(words: str) -> str:
    """A name as the graph writes it: no quotation marks around it, half-width ASCII."""
    return unicodedata.normalize("NFKC", words).strip(_AROUND)


def label(store: Store, node: NamedNode, graph: NamedNode | None = None) -> str:
    """A label of a thing: that of an article's graph, else the first by code point, else "".

    Args:
        graph: the named graph of the article that speaks of it.
    """
    for where in (graph, _DEFAULT):
        if where is not None:
            found = [
                quad.object.value
                for quad in store.quads_for_pattern(node, Ext.label, None, where)
                if isinstance(quad.object, Literal)
            ]
            if found:
                return min(found)
    return ""


def kind(store: Store, node: NamedNode) -> str:
    """The class of a thing among `NAMED`, as its bare name; "" for any other node."""
    found = {quad.object for quad in store.quads_for_pattern(node, Ext.rdf_type, None, _DEFAULT)}
    return next((name for name in NAMED if getattr(Qj, name) in found), "")


def kind_name(kind: str, lang: str) -> str:
    """What a class of `NAMED` is called, in `zh` or else in English."""
    return _ZH[kind] if lang == "zh" else kind.lower()


def _by_iri(store: Store, iri: str, wanted: tuple[str, ...]) -> Thing:
    thing = _thing(store, NamedNode(iri))
    if thing.kind in wanted:
        return thing
    problem = f"it is a {thing.kind.lower()}" if thing.kind else "the graph holds no such thing"
    raise NotFound(iri, problem, f"give the IRI or name of a {_of(wanted)}")


def _of(kinds: tuple[str, ...]) -> str:
    return kinds[0].lower() if len(kinds) == 1 else "thing"


def _exact(store: Store, name: str) -> set[NamedNode]:
    return {
        quad.subject
        for term in (Literal(name, language="zh"), Literal(name))
        for predicate in (Ext.label, Ext.alt_label)
        for quad in store.quads_for_pattern(None, predicate, term, _DEFAULT)
        if isinstance(quad.subject, NamedNode)
    }


_CONTAINING = """
SELECT ?words ?thing WHERE {
  { ?thing rdfs:label ?name } UNION { ?thing skos:altLabel ?name }
  FILTER(CONTAINS(STR(?name), ?words))
}"""


def _containing(store: Store, name: str) -> set[NamedNode]:
    found = select(store, _CONTAINING, params={"words": Literal(name)})
    return {term for (term,) in found.terms if isinstance(term, NamedNode)}


_NOTE = """
SELECT DISTINCT ?thing ?words WHERE {
  { ?m org:member ?thing ; qj:title ?words }
  UNION { ?thing dct:isPartOf/rdfs:label ?words }
  UNION { ?thing qj:of/rdfs:label ?words }
  UNION { ?o qj:event ?thing ; qj:date/qj:edtf ?words }
} ORDER BY ?words LIMIT 4"""


def _thing(store: Store, node: NamedNode) -> Thing:
    found = select(store, _NOTE, params={"thing": node}).terms
    note = "、".join(text(words) for (words,) in found)
    return Thing(iri=node.value, label=label(store, node), kind=kind(store, node), note=note)


_SHARING = """
SELECT DISTINCT ?pattern ?name WHERE {
  ?thing rdfs:label ?name FILTER(REGEX(STR(?name), ?pattern))
} ORDER BY ?name LIMIT 2000"""


def _near(store: Store, words: str) -> str:
    """A hint with the names most like one that is unknown."""
    signs = "".join(sorted({char for char in folded(words) if char.isalnum()}))
    if not signs:
        return "give a name"
    found = select(store, _SHARING, params={"pattern": Literal(f"[{signs}]")})
    names = [text(name) for (name,) in found.terms]
    near = difflib.get_close_matches(folded(words), names, n=3, cutoff=0.5)
    return f"did you mean {' or '.join(near)}?" if near else "see the names with `qjgraph export`"
