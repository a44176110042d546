"""The page of a thing: what it is, what is said of it, whom it was seen with."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from pyoxigraph import NamedNode

from qjgraph.errors import NotFound
from qjgraph.graph import Graph
from qjgraph.query.engine import select
from qjgraph.query.questions import question
from qjgraph.query.results import text
from qjgraph.room.answers import answer_table
from qjgraph.room.pages import Cell, Column, Line, Page, Table, Words
from qjgraph.room.tables import SHOWN, tables_of
from qjgraph.view.reader import Reader, Thing
from qjgraph.view.tell import KINDS

_TOGETHER = """
SELECT ?other (COUNT(DISTINCT ?event) AS ?n) (MIN(STR(?c)) AS ?claim) WHERE {
  VALUES ?this { %s }
  ?c a qj:Participation ; qj:person ?this ; qj:event ?event .
  ?o a qj:Participation ; qj:event ?event ; qj:person ?other .
  FILTER(?other != ?this)
} GROUP BY ?other ORDER BY DESC(?n) ?other"""
_READ = "?claim qj:evidence ?span ; qj:rule ?rule ; qj:confidence ?confidence . "


@dataclass(frozen=True, slots=True, kw_only=True)
class _Related:
    name: str
    words: Words
    pattern: str


_RELATED = (
    _Related(name="whole", words=Words("隶属于", "Part of"), pattern="?this dct:isPartOf ?other ."),
    _Related(name="parts", words=Words("下辖", "Parts"), pattern="?other dct:isPartOf ?this ."),
)


def thing_page(graph: Graph, iri: str, *, most: int = SHOWN, reader: Reader | None = None) -> Page:
    """The page of an entity.

    Args:
        most: lines of each table.
        reader: of the graph; one that has read other pages knows what they share.

    Raises:
        NotFound: the graph knows no such entity.
    """
    reader = reader or Reader(graph.store, bulk=False)
    thing = known(reader, iri)
    tables = [*tables_of(reader, iri, thing.kind, most=most), *_others(graph, reader, thing, most)]
    tables = [table for table in tables if table.lines]
    return Page(
        kind=thing.kind, iri=iri, title=thing.label, note=_note(thing), names=thing.names,
        tables=tuple(sorted(tables, key=lambda table: table.name == "articles")),
    )  # fmt: skip


def known(reader: Reader, iri: str) -> Thing:
    """An entity; NotFound where the graph knows none of that IRI."""
    thing = reader.thing(iri)
    if thing is None:
        raise NotFound(iri, "the graph knows no such thing", "search for its name")
    return thing


def _note(thing: Thing) -> Words:
    kind, type_ = KINDS[thing.kind], thing.type_words
    code = f" · {thing.code}" if thing.code else ""
    pairs = zip(kind.pair, type_.pair, strict=True)
    return Words(*(" · ".join(filter(None, pair)) + code for pair in pairs))


def _others(graph: Graph, reader: Reader, thing: Thing, most: int) -> Iterator[Table]:
    if thing.kind == "person":
        yield _together(graph, reader, thing, most)
    if thing.kind == "project":
        yield _slips(graph, reader, thing, most)
    for made in _RELATED:
        yield _related(reader, thing, made, most)


def _together(graph: Graph, reader: Reader, thing: Thing, most: int) -> Table:
    """Whom a person was with, by number of events; the claim shown is one of them."""
    rows = select(graph.store, _TOGETHER % NamedNode(thing.iri)).terms
    found = ((reader.thing(text(other)), text(n), text(claim)) for other, n, claim in rows[:most])
    lines = tuple(
        Line(
            cells=(Cell(words=Words.same(one.label), iri=one.iri), Cell(words=Words.same(count))),
            evidence=reader.evidences(list(reader.ask(_READ, claim=claim))),
        )
        for one, count, claim in found
        if one is not None
    )
    columns = (
        Column(name="person", words=Words("姓名", "person")),
        Column(name="events", words=Words("同场次数", "events together"), numeric=True),
    )
    return Table(
        name="together", words=Words("同场人物", "Seen with"), columns=columns, lines=lines,
        total=len(rows),
    )  # fmt: skip


def _slips(graph: Graph, reader: Reader, thing: Thing, most: int) -> Table:
    """How a project's promised dates moved: the ready question, asked for it alone."""
    asked = question("slipped-promises")
    table = answer_table(graph, reader, asked, {"project": thing.iri}, most=most)
    return replace(table, name="slips", words=Words("日期变动", "Moved dates"))


def _related(reader: Reader, thing: Thing, made: _Related, most: int) -> Table:
    """What it is part of, or what is part of it."""
    iris = sorted({row["other"] for row in reader.ask(made.pattern, this=thing.iri)})
    found = filter(None, map(reader.thing, iris[:most]))
    return Table(
        name=made.name, words=made.words, total=len(iris),
        columns=(Column(name="name", words=Words("名称", "name")),),
        lines=tuple(Line(cells=(Cell(words=Words.same(o.label), iri=o.iri),)) for o in found),
    )  # fmt: skip
