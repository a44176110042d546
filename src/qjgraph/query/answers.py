"""Between a query and a step: terms to plain values and back, and the words of the evidence."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from decimal import Decimal

from pyoxigraph import Literal, NamedNode, Store

from qjgraph.analyse.rows import Iri, Row
from qjgraph.iris import span_offsets
from qjgraph.query.engine import select
from qjgraph.query.prefixes import PREFIXES
from qjgraph.query.results import Rows, Term, Value, text, value
from qjgraph.rdf import terms

_DECIMAL = NamedNode(PREFIXES["xsd"] + "decimal")


def cells(rows: Rows) -> Iterator[Row]:
    """The rows of a query for a step; a cell that is unbound has no key."""
    for row in rows.terms:
        yield {
            name: cell(term)
            for name, term in zip(rows.columns, row, strict=True)
            if term is not None
        }


def cell(term: Term | None) -> Value:
    """A term for a step: a plain value, an IRI told apart from text."""
    return Iri(term.value) if isinstance(term, NamedNode) else value(term)


def _term(found: Value) -> Term | None:
    if found is None:
        return None
    if isinstance(found, Iri):
        return NamedNode(found)
    if isinstance(found, date):
        return terms.day(found)
    if isinstance(found, Decimal):
        return Literal(f"{found:f}", datatype=_DECIMAL)  # with the places it was rounded to
    return Literal(found)


def as_terms(rows: Iterable[Row], columns: tuple[str, ...]) -> Rows:
    """A step's rows as RDF terms, in these columns."""
    return Rows(columns, tuple(tuple(_term(row.get(name)) for name in columns) for row in rows))


_SPANS = """
SELECT ?span ?sentence ?article WHERE {
  VALUES ?span { %s }
  ?span nif:anchorOf ?sentence ; dct:isPartOf ?a .
  ?a dct:identifier ?article }"""
_QUOTED = ("sentence", "article", "begin", "end")


def quoted(store: Store, rows: Iterable[Row]) -> Sequence[Row]:
    """Rows with the words and the place of each span that they name as evidence."""
    shown = [dict(row) for row in rows]
    places = [
        (row, name.removesuffix("evidence"), cell)
        for row in shown
        for name, cell in row.items()
        if name.endswith("evidence") and isinstance(cell, Iri)
    ]
    spans = _looked_up(store, list(dict.fromkeys(cell for _, _, cell in places)))
    for row, prefix, cell in places:
        found = spans.get(cell, _NOWHERE)
        row.update({prefix + name: part for name, part in zip(_QUOTED, found, strict=True)})
    return shown


#: Sentence, article, begin and end of a span.
_Quote = tuple[Value, Value, int | None, int | None]
_NOWHERE: _Quote = (None, None, None, None)


def _looked_up(store: Store, spans: list[Iri], batch: int = 1000) -> dict[str, _Quote]:
    found: dict[str, _Quote] = {}
    for begin in range(0, len(spans), batch):
        listed = " ".join(str(NamedNode(span)) for span in spans[begin : begin + batch])
        for span, sentence, article in select(store, _SPANS % listed, place="evidence").terms:
            iri = text(span)  # which tells its offsets: no need to look them up
            offsets = span_offsets(iri) or (None, None)
            found[iri] = (value(sentence), value(article), *offsets)
    return found
