"""The page of an article: its text with what it names, and what it states beside it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from qjgraph.errors import NotFound
from qjgraph.graph import Graph
from qjgraph.query.explain import Explanation, explain
from qjgraph.room.names import Named, Run, named, runs
from qjgraph.view.reader import Reader, Row

_ARTICLE = (
    "?article a qj:Article ; dct:identifier ?id ; dct:isPartOf ?page ; qj:graph ?graph ; "
    "nif:beginIndex ?begin ; nif:endIndex ?end . OPTIONAL { ?article dct:title ?title } "
    "OPTIONAL { ?article qj:published ?date } OPTIONAL { ?article qj:source ?source }"
)
_PAGE = "?page nif:isString ?raw ; dct:identifier ?id . OPTIONAL { ?page qj:source ?source }"
_ON_PAGE = (
    "?article dct:isPartOf ?page ; a qj:Article ; nif:beginIndex ?begin ; nif:endIndex ?end ; "
    "dct:identifier ?id . OPTIONAL { ?article dct:title ?title }"
)
_SIGNED = "?article ?role ?name . VALUES ?role { qj:reporter qj:correspondent }"


@dataclass(frozen=True, slots=True, kw_only=True)
class Text:
    """An article as its page shows it.

    Attributes:
        runs: the text from begin to end, cut.
        claims: what it states, in the order of the text, without its mentions.
        things: what it names, the most named first.
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
    things: tuple[Named, ...]


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
    begin, end = int(row["begin"]), int(row["end"])
    raw = next(reader.ask(_PAGE, page=row["page"]))["raw"]
    found = named(reader, iri, row["graph"], raw[begin:end], begin)
    cuts = {point for claim in claims for point in (claim.begin, claim.end, *_focus(claim))}
    amounts = [_focus(claim) for claim in stated if claim.kind == "Quantity" and claim.focus]
    signed = sorted({each["name"] for each in reader.ask(_SIGNED, article=iri)})
    return Text(
        iri=iri, id=row["id"], title=row.get("title", "") or row["id"], date=row.get("date", ""),
        source=row.get("source", ""), signed=tuple(signed), page=row["page"],
        runs=tuple(runs(raw, begin, end, found, cuts=cuts, amounts=amounts)), claims=stated,
        things=tuple(sorted(found, key=lambda each: (-len(each.places), each.iri))),
    )  # fmt: skip


def _focus(claim: Explanation) -> tuple[int, int]:
    """Begin and end of the very words in the page's raw text; nothing where there are none."""
    begin, end = claim.focus or (0, 0)
    return claim.begin + begin, claim.begin + end


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
