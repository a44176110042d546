"""The page of an article: its text with what it names, and what it states beside it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from qjgraph.errors import NotFound
from qjgraph.graph import Graph
from qjgraph.iris import span_offsets
from qjgraph.query.explain import Explanation, explain
from qjgraph.view.reader import Reader, Row

_ARTICLE = (
    "?article a qj:Article ; dct:identifier ?id ; dct:isPartOf ?page ; qj:graph ?graph ; "
    "nif:beginIndex ?begin ; nif:endIndex ?end . OPTIONAL { ?article dct:title ?title } "
    "OPTIONAL { ?article qj:published ?date } OPTIONAL { ?article qj:source ?source }"
)
_MENTIONS = (
    "?span dct:isPartOf ?article . ?claim qj:evidence ?span . ?claim a qj:Mention ; "
    "qj:entity ?entity ; qj:focus ?focus ."
)
_PAGE = "?page nif:isString ?raw ; dct:identifier ?id . OPTIONAL { ?page qj:source ?source }"
_ON_PAGE = (
    "?article dct:isPartOf ?page ; a qj:Article ; nif:beginIndex ?begin ; nif:endIndex ?end ; "
    "dct:identifier ?id . OPTIONAL { ?article dct:title ?title }"
)
_SIGNED = "?article ?role ?name . VALUES ?role { qj:reporter qj:correspondent }"


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """A stretch of text in which the same things are named.

    Attributes:
        begin, end: half-open code points of the page's raw text.
        iri, kind, label: of the innermost thing that is named there; empty where there is none.
    """

    begin: int
    end: int
    text: str
    iri: str = ""
    kind: str = ""
    label: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Text:
    """An article as its page shows it.

    Attributes:
        runs: the text from begin to end, cut.
        claims: what it states, in the order of the text, without its mentions.
        things: what it names: IRI, kind, label and number of times, the most named first.
    """

    iri: str
    id: str
    title: str
    date: str
    source: str
    signed: tuple[str, ...]
    page: str
    runs: tuple[Run, ...]
    claims: tuple[Explanation, ...]
    things: tuple[tuple[str, str, str, int], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Raw:
    """A page of a paper as it was read.

    Attributes:
        pieces: the raw text, cut at its articles: text, and the IRI and title of its article.
    """

    iri: str
    id: str
    pieces: tuple[tuple[str, str, str], ...]


def article_text(graph: Graph, iri: str) -> Text:
    """An article's page.

    Raises:
        NotFound: the graph holds no such article.
    """
    reader = Reader(graph.store, bulk=False)
    row = next(reader.ask(_ARTICLE, article=iri), None)
    if row is None:
        raise NotFound(iri, "the graph holds no such article", "see the list of articles")
    claims = explain(graph.store, iri)
    stated = tuple(claim for claim in claims if claim.kind != "Mention")
    named = _named(reader, iri)
    begin, end = int(row["begin"]), int(row["end"])
    raw = next(reader.ask(_PAGE, page=row["page"]))["raw"]
    cuts = {point for claim in claims for point in (claim.begin, claim.end)}
    signed = sorted({each["name"] for each in reader.ask(_SIGNED, article=iri)})
    return Text(
        iri=iri, id=row["id"], title=row.get("title", "") or row["id"], date=row.get("date", ""),
        source=row.get("source", ""), signed=tuple(signed), page=row["page"],
        runs=tuple(_runs(raw, begin, end, named, cuts)), claims=stated, things=_things(named),
    )  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class _Named:
    begin: int
    end: int
    iri: str
    kind: str
    label: str


def _named(reader: Reader, article: str) -> list[_Named]:
    """What is named where, in the order of the text, wider stretches first."""
    found = [_mention(reader, row) for row in reader.ask(_MENTIONS, article=article)]
    kept = {each for each in found if each is not None}
    return sorted(kept, key=lambda each: (each.begin, -each.end, each.iri))


def _mention(reader: Reader, row: Row) -> _Named | None:
    offsets, thing = span_offsets(row["focus"]), reader.thing(row["entity"])
    if offsets is None or thing is None:
        return None
    begin, end = offsets
    return _Named(begin=begin, end=end, iri=thing.iri, kind=thing.kind, label=thing.label)


def _runs(
    raw: str, begin: int, end: int, named: Sequence[_Named], cuts: Iterable[int]
) -> Iterable[Run]:
    """The text cut wherever something begins or ends; of several things the shortest counts."""
    points = {begin, end, *cuts, *(p for each in named for p in (each.begin, each.end))}
    edges = sorted(point for point in points if begin <= point <= end)
    for left, right in pairwise(edges):
        inside = [each for each in named if each.begin <= left and right <= each.end]
        best = min(inside, key=lambda each: (each.end - each.begin, each.iri), default=None)
        told = {"iri": best.iri, "kind": best.kind, "label": best.label} if best else {}
        yield Run(begin=left, end=right, text=raw[left:right], **told)


def _things(named: Sequence[_Named]) -> tuple[tuple[str, str, str, int], ...]:
    counts: dict[tuple[str, str, str], int] = {}
    for each in named:
        key = (each.iri, each.kind, each.label)
        counts[key] = counts.get(key, 0) + 1
    ordered = sorted(counts.items(), key=lambda item: (-item[1], item[0]))
    return tuple((*key, count) for key, count in ordered)


def raw_page(graph: Graph, iri: str) -> Raw:
    """A page as it was read, with where its articles lie.

    Raises:
        NotFound: the graph holds no such page.
    """
    reader = Reader(graph.store, bulk=False)
    row = next(reader.ask(_PAGE, page=iri), None)
    if row is None:
        raise NotFound(iri, "the graph holds no such page", "see the list of articles")
    articles = sorted(reader.ask(_ON_PAGE, page=iri), key=lambda each: int(each["begin"]))
    return Raw(iri=iri, id=row["id"], pieces=tuple(_pieces(row["raw"], articles)))


def _pieces(raw: str, articles: Sequence[Row]) -> Iterable[tuple[str, str, str]]:
    at = 0
    for row in articles:
        begin, end = int(row["begin"]), int(row["end"])
        if at < begin:
            yield raw[at:begin], "", ""
        yield raw[max(at, begin) : end], row["article"], row.get("title", "") or row["id"]
        at = max(at, end)
    if at < len(raw):
        yield raw[at:], "", ""
