"""Pairs of things of which the program is not sure that they are one, for a curator to judge."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from pyoxigraph import Literal, NamedNode, Store

from qjgraph.judgement import Decision, Verdict
from qjgraph.query.engine import select
from qjgraph.query.results import Rows, Term, plain, text

#: Sentences shown of each thing.
QUOTED = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Quote:
    """A sentence that names a thing, and its article."""

    sentence: str
    article: str
    title: str
    published: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Side:
    """One of the two things.

    Attributes:
        names: the label first, then the others.
        posts: `title (of)`, of a person.
        homes: the divisions whose papers name it.
        first, last: days of the papers that name it, ISO; empty where undated.
        articles: how many name it.
    """

    iri: str
    names: tuple[str, ...]
    posts: tuple[str, ...]
    homes: tuple[str, ...]
    first: str
    last: str
    articles: int
    quotes: tuple[Quote, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Pair:
    """Two things, how sure it is that they are one (0..1), by which rule, and what speaks."""

    left: str
    right: str
    score: Decimal
    rule: str
    reasons: tuple[str, ...]


_UNSURE = """
SELECT ?left ?right ?score ?rule ?reason WHERE {
  ?j a qj:Judgement ; qj:left ?left ; qj:right ?right ; qj:verdict qjc:verdict-unsure .
  OPTIONAL { ?j qj:score ?score } OPTIONAL { ?j qj:rule ?rule } OPTIONAL { ?j qj:reason ?reason }
}"""
_NAMES = """
SELECT DISTINCT ?thing ?name ?also WHERE {
  { ?thing rdfs:label ?name BIND(0 AS ?also) } UNION { ?thing skos:altLabel ?name BIND(1 AS ?also) }
} ORDER BY ?also ?name"""
_POSTS = """
SELECT DISTINCT ?thing ?title ?of WHERE {
  ?m org:member ?thing ; qj:title ?title OPTIONAL { ?m qj:of/rdfs:label ?of }
} ORDER BY ?title ?of LIMIT 12"""
_HOMES = """
SELECT DISTINCT ?thing ?home WHERE {
  ?m qj:entity ?thing ; qj:evidence/nif:referenceContext/qj:home ?home
} ORDER BY ?home LIMIT 6"""
_DAYS = """
SELECT ?thing (MIN(?day) AS ?first) (MAX(?day) AS ?last) (COUNT(DISTINCT ?a) AS ?articles) WHERE {
  ?m qj:entity ?thing ; qj:evidence/dct:isPartOf ?a OPTIONAL { ?a qj:published ?day }
} GROUP BY ?thing"""
_QUOTES = """
SELECT DISTINCT ?thing ?sentence ?article ?title ?day ?begin WHERE {
  ?m qj:entity ?thing ; qj:evidence ?s .
  ?s nif:anchorOf ?sentence ; nif:beginIndex ?begin ; dct:isPartOf ?a .
  ?a dct:identifier ?article OPTIONAL { ?a dct:title ?title } OPTIONAL { ?a qj:published ?day }
} ORDER BY ?day ?article ?begin LIMIT %d"""


def unsure(store: Store, decided: Iterable[Decision] = ()) -> list[Pair]:
    """The pairs that wait for a curator, the likeliest first.

    Args:
        decided: decisions in force; a pair that one of them is about is left out, also where
            the curator was unsure.
    """
    verdicts = (Verdict.SAME, Verdict.DIFFERENT, Verdict.UNSURE)
    known = {frozenset((d.left, d.right)) for d in decided if d.verdict in verdicts}
    found: dict[tuple[str, str], tuple[str, str, set[str]]] = {}
    for left, right, score, rule, reason in select(store, _UNSURE).terms:
        pair = text(left), text(right)
        if frozenset(pair) not in known:
            row = found.setdefault(pair, (text(score), text(rule), set()))
            row[2].update(filter(None, [text(reason)]))
    pairs = [
        Pair(
            left=left, right=right, score=Decimal(score or 0), rule=rule.rpartition("/")[2],
            reasons=tuple(sorted(reasons)),
        )
        for (left, right), (score, rule, reasons) in found.items()
    ]  # fmt: skip
    return sorted(pairs, key=lambda pair: (-pair.score, pair.left, pair.right))


def side(store: Store, iri: str) -> Side:
    """What a curator wants to know of a thing."""
    node = NamedNode(iri)
    days = _rows(store, _DAYS, node)
    first, last, articles = map(text, days[0]) if days else ("", "", "0")
    posts = (f"{text(title)} ({text(of)})" if of else text(title)
             for title, of in _rows(store, _POSTS, node))  # fmt: skip
    return Side(
        iri=iri,
        names=_names(store, node),
        posts=tuple(dict.fromkeys(posts)),
        homes=tuple(text(home) for (home,) in _rows(store, _HOMES, node)),
        first=first,
        last=last,
        articles=int(articles),
        quotes=_quotes(store, node, QUOTED),
    )


def _names(store: Store, node: NamedNode) -> tuple[str, ...]:
    return tuple(dict.fromkeys(text(name) for name, _ in _rows(store, _NAMES, node)))


def _quotes(store: Store, node: NamedNode, most: int) -> tuple[Quote, ...]:
    return tuple(
        Quote(sentence=words, article=article, title=title, published=day)
        for words, article, title, day, _ in (
            map(text, row) for row in _rows(store, _QUOTES % most, node)
        )
    )


def _rows(store: Store, sparql: str, node: NamedNode) -> tuple[tuple[Term | None, ...], ...]:
    return select(store, sparql, params={"thing": node}).terms


COLUMNS = ("score", "left_name", "right_name", "rule", "reasons", "left", "right",
           "left_sentence", "left_article", "right_sentence", "right_article")  # fmt: skip


def rows(store: Store, pairs: Iterable[Pair]) -> Rows:
    """The pairs as a table, with the first sentence of each side."""
    terms = []
    for pair in pairs:
        (left, *left_quote), (right, *right_quote) = (
            _shown(store, NamedNode(iri)) for iri in (pair.left, pair.right)
        )
        cells = (
            plain(str(pair.score)), left, right, pair.rule,
            "; ".join(pair.reasons), pair.left, pair.right, *left_quote, *right_quote,
        )  # fmt: skip
        terms.append(tuple(map(Literal, cells)))
    return Rows(COLUMNS, tuple(terms))


def _shown(store: Store, node: NamedNode) -> tuple[str, str, str]:
    """A thing's label, and the first sentence that names it with its article."""
    label = next(iter(_names(store, node)), node.value)
    quotes = _quotes(store, node, 1)
    return (label, quotes[0].sentence, quotes[0].article) if quotes else (label, "", "")
