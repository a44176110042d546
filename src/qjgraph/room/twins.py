"""What programs read in place of a page: JSON, CSV, RDF."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable, Iterator
from typing import Any

from pyoxigraph import DefaultGraph, NamedNode, Store, Triple

from qjgraph.query.explain import Explanation
from qjgraph.query.properties import first
from qjgraph.query.results import Triples, render
from qjgraph.rdf.vocab import Qj
from qjgraph.room.articles import Text
from qjgraph.room.pages import Cell, Line, Page, Table
from qjgraph.search import Found, Hit
from qjgraph.view.facts import Evidence, Words

#: Triples of a thing's RDF; beyond them the endpoint is asked.
MOST = 20_000
_DEFAULT = DefaultGraph()


def to_json(data: dict[str, Any]) -> str:
    """JSON as every twin writes it."""
    return json.dumps(data, ensure_ascii=False, indent=1) + "\n"


def page_data(page: Page) -> dict[str, Any]:
    """A thing's page."""
    return {
        "iri": page.iri, "kind": page.kind, "label": page.title, "names": list(page.names),
        "note": _words(page.note), "tables": [table_data(table) for table in page.tables],
    }  # fmt: skip


def table_data(table: Table) -> dict[str, Any]:
    """A table with its evidence."""
    return {
        "name": table.name, "title": _words(table.words), "total": table.total,
        "columns": [{"name": each.name, "title": _words(each.words)} for each in table.columns],
        "rows": [
            {
                "cells": {
                    column.name: _cell(cell)
                    for column, cell in zip(table.columns, line.cells, strict=True)
                },
                "evidence": [evidence_data(each) for each in line.evidence],
                "claims": max(line.claims, len(line.evidence)),
            }
            for line in table.lines
        ],
    }  # fmt: skip


def evidence_data(each: Evidence) -> dict[str, Any]:
    """A sentence and where it stands; offsets count code points of the page's raw text."""
    found = {
        "claim": each.claim, "sentence": each.sentence, "article": each.article,
        "title": each.title, "date": each.date, "source": each.source, "begin": each.begin,
        "end": each.end, "focus": list(each.focus) if each.focus else None, "rule": each.rule,
        "confidence": each.confidence, "said_by": each.by,
    }  # fmt: skip
    return {name: value for name, value in found.items() if value not in ("", None)}


def article_data(text: Text) -> dict[str, Any]:
    """An article."""
    return {
        "iri": text.iri, "id": text.id, "title": text.title, "date": text.date,
        "source": text.source, "signed": list(text.signed), "page": text.page,
        "begin": text.runs[0].begin if text.runs else 0,
        "text": "".join(run.text for run in text.runs),
        "things": [
            {
                "iri": each.iri, "kind": each.kind, "label": each.label, "claim": each.claim,
                "places": [list(place) for place in each.places],
            }
            for each in text.things
        ],
        "claims": [
            claim_data(claim) for claim in text.claims
        ],
    }  # fmt: skip


def claim_data(claim: Explanation) -> dict[str, Any]:
    """A claim in words, with what it rests on."""
    return {
        "iri": claim.claim, "kind": claim.kind, "zh": claim.zh, "en": claim.en,
        "sentence": claim.sentence, "begin": claim.begin, "end": claim.end,
        "focus": list(claim.focus) if claim.focus else None, "article": claim.article.iri,
        "rule": claim.rule, "confidence": float(claim.confidence), "said_by": claim.said_by,
    }  # fmt: skip


def found_data(found: Found) -> dict[str, Any]:
    """What a search found."""
    facets = {name: [list(each) for each in values] for name, values in found.facets.items()}
    hits = [*found.things, *found.articles]
    return {
        "words": found.query.words, "page": found.query.page, "things": found.of_things,
        "articles": found.of_articles, "facets": facets, "hits": [hit_data(hit) for hit in hits],
    }  # fmt: skip


def hit_data(hit: Hit) -> dict[str, Any]:
    """One of the things or articles found."""
    if hit.kind != "article":
        return {"kind": hit.kind, "iri": hit.iri, "label": hit.label, "sentences": hit.sentences}
    return {
        "kind": hit.kind, "iri": hit.iri, "label": hit.label, "date": hit.day,
        "source": hit.paper, "snippet": "".join(hit.pieces), "begin": hit.begin,
    }  # fmt: skip


def _words(words: Words) -> dict[str, str]:
    return {"zh": words.zh, "en": words.en}


def _cell(cell: Cell) -> Any:
    shown: Any = cell.words.zh if cell.words.zh == cell.words.en else _words(cell.words)
    return {"label": shown, "iri": cell.iri} if cell.iri else shown


def to_csv(table: Table) -> str:
    """A table as CSV.

    A column for each of its own, another for its English where that differs, another for the
    IRIs of what it names; then the first sentence behind each row.
    """
    sink = io.StringIO()
    writer = csv.writer(sink, lineterminator="\n")
    parts = [part for at in range(len(table.columns)) for part in _parts(table, at)]
    writer.writerow([*(name for name, _ in parts), "sentence", "article", "begin", "end"])
    for line in table.lines:
        writer.writerow([*(cell(line) for _, cell in parts), *_first(line.evidence)])
    return sink.getvalue()


def _parts(table: Table, at: int) -> Iterator[tuple[str, Callable[[Line], str]]]:
    """The columns that one of the table's becomes, each with how a line fills it."""
    name = table.columns[at].name
    yield name, lambda line: line.cells[at].words.zh
    if any(line.cells[at].words.zh != line.cells[at].words.en for line in table.lines):
        yield f"{name}_en", lambda line: line.cells[at].words.en
    if any(line.cells[at].iri for line in table.lines):
        yield f"{name}_iri", lambda line: line.cells[at].iri


def _first(evidence: tuple[Evidence, ...]) -> tuple[str, str, str, str]:
    if not evidence:
        return ("", "", "", "")
    one = evidence[0]
    return (one.sentence, one.article, str(one.begin), str(one.end))


# --------------------------------------------------------------------------------- RDF


def to_rdf(store: Store, iri: str, format: str) -> str:
    """What the graph says of a thing: its triples, the claims about it, their sentences.

    Args:
        iri: of a thing, a claim, an article (then all that it states) or a page.
        format: ttl, nt or jsonld.
    """
    triples: dict[Triple, None] = {}
    for triple in _about(store, NamedNode(iri)):
        triples[triple] = None
        if len(triples) >= MOST:
            break
    return render(Triples(tuple(sorted(triples, key=str))), format)


def _about(store: Store, node: NamedNode) -> Iterator[Triple]:
    yield from _own(store, node)
    graph = first(store, node, Qj.graph)
    if graph:
        for quad in store.quads_for_pattern(None, None, None, NamedNode(graph)):
            yield Triple(quad.subject, quad.predicate, quad.object)
        return
    yield from _sentences(store, node)
    for quad in store.quads_for_pattern(None, None, node, _DEFAULT):
        claim = quad.subject
        if isinstance(claim, NamedNode):
            yield from _own(store, claim)
            yield from _sentences(store, claim)


def _sentences(store: Store, claim: NamedNode) -> Iterator[Triple]:
    for span in store.quads_for_pattern(claim, Qj.evidence, None, _DEFAULT):
        if isinstance(span.object, NamedNode):
            yield from _own(store, span.object)


def _own(store: Store, node: NamedNode) -> Iterator[Triple]:
    for quad in store.quads_for_pattern(node, None, None, _DEFAULT):
        yield Triple(quad.subject, quad.predicate, quad.object)
