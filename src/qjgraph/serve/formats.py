"""Media types, and which of them a client wants (RFC 9110, section 12.5.1)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from pyoxigraph import QueryResultsFormat, RdfFormat


@dataclass(frozen=True, slots=True, kw_only=True)
class Format:
    """A way of writing an answer.

    Attributes:
        name: short, as in `?format=`.
        media: the media type that is answered.
        accepts: media types that ask for it; the first is `media` without parameters.
    """

    name: str
    media: str
    accepts: tuple[str, ...]


def _format(name: str, *accepts: str, charset: bool = True) -> Format:
    media = accepts[0] + ("; charset=utf-8" if charset else "")
    return Format(name=name, media=media, accepts=accepts)


#: For rows and for yes or no, the favourite first.
ROWS = (
    _format("json", "application/sparql-results+json", "application/json", charset=False),
    _format("xml", "application/sparql-results+xml", "application/xml", "text/xml", charset=False),
    _format("csv", "text/csv"),
    _format("tsv", "text/tab-separated-values"),
)
#: For graphs, the favourite first.
GRAPHS = (
    _format("ttl", "text/turtle", "application/x-turtle"),
    _format("nt", "application/n-triples", "text/plain", charset=False),
    _format("jsonld", "application/ld+json", "application/json", charset=False),
    _format("rdf", "application/rdf+xml", "application/xml", "text/xml", charset=False),
)
#: What clients call formats in `?format=`, where it is not our name.
ALIASES = {"turtle": "ttl", "n-triples": "nt", "json-ld": "jsonld", "rdf+xml": "rdf"}
RESULTS: Mapping[str, QueryResultsFormat] = {
    "json": QueryResultsFormat.JSON,
    "xml": QueryResultsFormat.XML,
    "csv": QueryResultsFormat.CSV,
    "tsv": QueryResultsFormat.TSV,
}
RDF: Mapping[str, RdfFormat] = {
    "ttl": RdfFormat.TURTLE,
    "nt": RdfFormat.N_TRIPLES,
    "jsonld": RdfFormat.JSON_LD,
    "rdf": RdfFormat.RDF_XML,
}


def choose(accept: str, offered: Sequence[Format]) -> Format | None:
    """The format that a client likes best, of two liked alike the earlier; None for none.

    Args:
        accept: an Accept header; empty for anything.
        offered: the favourite first.
    """
    wishes = _wishes(accept or "*/*")
    liked = [(_like_of(wishes, each), each) for each in offered]
    best = max((like for like, _ in liked), default=0.0)
    return next((each for like, each in liked if like == best), None) if best > 0 else None


def prefers_html(accept: str) -> bool:
    """Whether a client asks for a page in so many words and likes it no less than data."""
    wishes = _wishes(accept)
    html = wishes.get("text/html", 0.0)
    data = (media for each in (*ROWS, *GRAPHS) for media in each.accepts)
    return html > 0 and html >= max(wishes.get(media, 0.0) for media in data)


def _wishes(accept: str) -> dict[str, float]:
    """Media ranges and how much each is wanted."""
    wishes: dict[str, float] = {}
    for part in accept.lower().split(","):
        media, *params = (piece.strip() for piece in part.split(";"))
        if media:
            wishes[media] = max(wishes.get(media, 0.0), _quality(params))
    return wishes


def _quality(params: Sequence[str]) -> float:
    for param in params:
        name, _, value = param.partition("=")
        if name.strip() == "q":
            try:
                return min(max(float(value), 0.0), 1.0)
            except ValueError:
                return 0.0
    return 1.0


def _like_of(wishes: Mapping[str, float], format: Format) -> float:
    """How much a format is wanted; its further media types count where they are named."""
    named = (wishes.get(media, 0.0) for media in format.accepts[1:])
    return max(_like(wishes, format.accepts[0]), *named, 0.0)


def _like(wishes: Mapping[str, float], media: str) -> float:
    """How much a media type is wanted: the most specific range decides."""
    for range_ in (media, media.partition("/")[0] + "/*", "*/*"):
        if range_ in wishes:
            return wishes[range_]
    return 0.0
