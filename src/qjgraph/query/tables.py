"""The tables of a graph: one CSV file per kind of fact, one row per claim.

Each table is one SPARQL query.  Names are those that the article itself gives: labels are
read in the article's named graph, so that two articles that name one body differently
keep their own words.

Cells are written as the texts have them, also where a cell begins with `=`, `+`, `-` or
`@`: the files are data, and changing a quotation would break it.  With `bom=True`, meant
for spreadsheets, such a cell of text gets a leading apostrophe, so that no article can run a
formula on the reader's machine; numbers are never touched.
"""

from __future__ import annotations

import csv
import json
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from pyoxigraph import NamedNode, Store

from qjgraph.model import Article, Context, Page
from qjgraph.query.engine import select
from qjgraph.query.results import Term, plain, text
from qjgraph.rdf.vocab import PREFIXES, code_of

Cells = dict[str, str]
Cut = Callable[[Page], Iterable[Article]]

_LAST = ("evidence", "begin", "end", "confidence")
#: How a claim was read: the rule, and where its very words stand in the raw text.
_READING = ("rule", "focus_begin", "focus_end", "claim")
_SPAN = """
  ?c qj:evidence ?span ; qj:confidence ?confidence ; qj:rule ?rule ; qj:focus ?focus .
  ?span nif:anchorOf ?evidence ; nif:beginIndex ?begin ; nif:endIndex ?end .
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """A table: its file's stem, its columns and the pattern that fills them.

    Attributes:
        columns: between `article` and `evidence`.
        further: after `confidence`.  The rule, the offsets of the claim's very words and
            `claim`, its IRI, come last in every table.
        claim: the pattern in the article's graph `?g`, with the claim as `?c`.
        more: further patterns, in the default graph.
    """

    name: str
    columns: tuple[str, ...]
    claim: str
    more: str = ""
    further: tuple[str, ...] = ()

    @property
    def header(self) -> tuple[str, ...]:
        """All columns, in order."""
        return ("article", *self.columns, *_LAST, *self.further, *_READING)

    @property
    def query(self) -> str:
        """The SPARQL query that gives the cells."""
        names = " ".join(f"?{name}" for name in dict.fromkeys((*self.columns, *self.further)))
        return (
            f"SELECT ?article ?page ?index {names} ?evidence ?begin ?end ?confidence "
            "?rule ?focus ?c WHERE {\n"
            "  ?a qj:graph ?g ; dct:identifier ?article ; qj:index ?index ;\n"
            "     dct:isPartOf/dct:identifier ?page .\n"
            f"  GRAPH ?g {{ {self.claim} }}{_SPAN}{self.more}}}"
        )


def _named(
    name: str, kind: str, columns: tuple[str, ...], extra: str = "", more: str = ""
) -> Table:
    """A table of entities that articles name."""
    key = columns[0]
    claim = f"?c a qj:Mention ; qj:entity ?{key} . ?{key} a qj:{kind} ; rdfs:label ?name . {extra}"
    return Table(name=name, columns=columns, claim=claim, more=more)


# An OPTIONAL holds one pattern, and the next one inside it: the engine reads the whole graph for
# an OPTIONAL of two, and an OPTIONAL after it would match anything where the first failed.
_DATE = " OPTIONAL { ?c qj:date ?when OPTIONAL { ?when qj:edtf ?date } } "
_TYPE = "OPTIONAL {{ ?{0} qj:type ?type }}"

TABLES: tuple[Table, ...] = (
    _named("people", "Person", ("person", "name")),
    _named(
        "organizations",
        "Organization",
        ("organization", "name", "type"),
        _TYPE.format("organization"),
    ),
    _named(
        "places",
        "Place",
        ("place", "name", "division_code", "type", "latitude", "longitude"),
        "OPTIONAL { ?place qj:code ?division_code } " + _TYPE.format("place"),
        " OPTIONAL { ?place geo:lat ?latitude } OPTIONAL { ?place geo:long ?longitude } ",
    ),
    Table(
        name="positions",
        columns=("person", "name", "title", "of"),
        claim="?c a org:Membership ; org:member ?person ; qj:title ?title ; qj:change ?change . "
        "?person rdfs:label ?name . "
        "OPTIONAL { ?c qj:of ?of_iri OPTIONAL { ?of_iri rdfs:label ?of } }",
        further=("of_iri", "change"),
    ),
    Table(
        name="events",
        columns=("event", "name", "type", "date", "main"),
        claim="?event a qj:Event ; rdfs:label ?name . " + _TYPE.format("event") + " "
        "{ ?c a qj:Occurrence ; qj:event ?event ; qj:main ?main . "
        "  OPTIONAL { ?c qj:dateVerbatim ?date_text } "
        "  OPTIONAL { ?c qj:series ?series } OPTIONAL { ?c qj:session ?session } } "
        "UNION { ?c a qj:Mention ; qj:entity ?event "
        "  FILTER NOT EXISTS { ?o a qj:Occurrence ; qj:event ?event } }",
        more=_DATE,
        further=("date_text", "series", "session"),
    ),
    Table(
        name="participation",
        columns=("event", "event_name", "person", "name", "role", "list_index"),
        claim="?c a qj:Participation ; qj:event ?event ; qj:person ?person ; qj:role ?role . "
        "?event rdfs:label ?event_name . ?person rdfs:label ?name . "
        "OPTIONAL { ?c qj:listIndex ?list_index }",
    ),
    _named("projects", "Project", ("project", "name")),
    Table(
        name="amounts",
        columns=(
            "of", "of_name", "kind", "value", "minimum", "maximum", "unit", "qualifier", "text",
        ),
        claim="?c a qj:Quantity ; qj:kind ?kind ; qj:unit ?unit ; qj:qualifier ?qualifier ; "
        "qj:verbatim ?text . OPTIONAL { ?c qj:of ?of OPTIONAL { ?of rdfs:label ?label } } "
        "OPTIONAL { ?c qj:ofName ?written } OPTIONAL { ?c qj:value ?value } "
        "OPTIONAL { ?c qj:minimum ?minimum } OPTIONAL { ?c qj:maximum ?maximum } "
        "OPTIONAL { ?c qj:use ?use } "
        "OPTIONAL { ?c qj:attributedTo ?who OPTIONAL { ?who rdfs:label ?attributed_to } }",
        more=" BIND(COALESCE(?label, ?written) AS ?of_name) ",
        further=("use", "attributed_to"),
    ),
    Table(
        name="milestones",
        columns=("project", "project_name", "kind", "date", "status", "progress"),
        claim="?c a qj:Milestone ; qj:project ?project ; qj:stage ?kind ; qj:status ?status . "
        "?project rdfs:label ?project_name . "
        "OPTIONAL { ?c qj:progress ?progress } OPTIONAL { ?c qj:dateVerbatim ?date_text } "
        "OPTIONAL { ?c qj:attributedTo ?who OPTIONAL { ?who rdfs:label ?attributed_to } }",
        more=_DATE,
        further=("date_text", "attributed_to"),
    ),
    Table(
        name="locations",
        columns=("of", "of_name", "place", "place_name"),
        claim="?c a qj:Location ; qj:of ?of ; qj:place ?place ; qj:relation ?relation . "
        "?of rdfs:label ?of_name . ?place rdfs:label ?place_name",
        further=("relation",),
    ),
    _named("policies", "Policy", ("policy", "name")),
)  # fmt: skip

_ARTICLES = """
SELECT ?a ?article ?page ?index ?title ?published ?source ?begin ?words WHERE {
  ?a a qj:Article ; dct:identifier ?article ; dct:isPartOf ?p ; qj:index ?index ;
     nif:beginIndex ?begin ; nif:endIndex ?end .
  ?p dct:identifier ?page ; nif:isString ?raw .
  BIND(SUBSTR(?raw, ?begin + 1, ?end - ?begin) AS ?words)
  OPTIONAL { ?a dct:title ?title }
  OPTIONAL { ?a qj:published ?published }
  OPTIONAL { ?a qj:source ?source }
}"""
_BYLINES = """
SELECT ?a ?name ?kind WHERE {
  { ?a qj:reporter ?name BIND("reporters" AS ?kind) }
  UNION { ?a qj:correspondent ?name BIND("correspondents" AS ?kind) }
}"""
_ARTICLE_COLUMNS = (
    "article", "title", "published", "source", "page", "reporters", "correspondents", *_LAST,
)  # fmt: skip

_LINE = re.compile(r"[^\r\n]+")

# ------------------------------------------------------------------------------- rows


def rows(store: Store, table: Table) -> list[Cells]:
    """The rows of a table as text, in the order of article and place in the text."""
    found = select(store, table.query, place=f"table {table.name}")
    claims: dict[str, tuple[tuple[object, ...], Cells]] = {}
    for terms in found.terms:
        cells = {name: _cell(term) for name, term in zip(found.columns, terms, strict=True)}
        cells["claim"] = cells.pop("c")
        cells["rule"] = cells["rule"].rpartition("/")[2]
        cells["focus_begin"], cells["focus_end"] = _words(cells.pop("focus"))
        if table.name == "amounts":
            _one_reading(cells)
        key = _order(cells)
        known = claims.get(cells["claim"])
        if known is None or key < known[0]:  # one row a claim, whatever labels its things have
            claims[cells["claim"]] = key, cells
    return [cells for _, cells in sorted(claims.values(), key=lambda pair: pair[0])]


def _cell(term: Term | None) -> str:
    if isinstance(term, NamedNode) and term.value.startswith(PREFIXES["qjc"]):
        return code_of(term.value)
    return text(term)


def _words(focus: str) -> tuple[str, str]:
    """The two offsets in a span's IRI, `…#char=12,16`."""
    begin, _, end = focus.rpartition("=")[2].partition(",")
    return begin, end


def _order(cells: Cells) -> tuple[object, ...]:
    place = (cells["page"], int(cells["index"]), int(cells["begin"]), int(cells["end"]))
    return (*place, *(cells[name] for name in sorted(cells)))


def _one_reading(cells: Cells) -> None:
    """Keep the stated number, or the bounds where none is stated, never both."""
    for name in ("minimum", "maximum"):
        cells[name] = "" if cells["value"] else plain(cells[name])


def articles(store: Store) -> list[Cells]:
    """The rows of articles.csv.

    `reporters` are all who sign, in the order of the text; `correspondents` those of them
    who are signed as such.  The evidence is the article's first line.
    """
    bylines: dict[str, dict[str, set[str]]] = {}
    for byline in select(store, _BYLINES).terms:
        article, name, kind = map(text, byline)
        for column in ("reporters", kind):
            bylines.setdefault(article, {}).setdefault(column, set()).add(name)
    found = select(store, _ARTICLES)
    rows = (dict(zip(found.columns, map(text, terms), strict=True)) for terms in found.terms)
    return sorted((_article(cells, bylines.get(cells["a"], {})) for cells in rows), key=_order)


def _article(cells: Cells, bylines: dict[str, set[str]]) -> Cells:
    words = cells.pop("words")
    for column in ("reporters", "correspondents"):
        signed = sorted(bylines.get(column, ()), key=lambda name: (_first(name, words), name))
        cells[column] = "、".join(signed)
    line = _LINE.match(words)
    evidence = line[0] if line else words
    end = int(cells["begin"]) + len(evidence)
    return {**cells, "evidence": evidence, "end": str(end), "confidence": "1"}


def _first(name: str, words: str) -> int:
    place = words.find(name)
    return place if place >= 0 else len(words)


# ------------------------------------------------------------------------- paragraphs

_PAGES = """
SELECT ?p ?page ?raw ?sha256 ?origin ?home ?title ?whole WHERE {
  ?p a qj:Page ; dct:identifier ?page ; nif:isString ?raw ; qj:sha256 ?sha256 ;
     dct:source ?origin .
  OPTIONAL { ?p qj:home ?home }
  OPTIONAL { ?p dct:title ?title }
  OPTIONAL { ?p qj:whole ?whole }
} ORDER BY ?page ?p"""
_CONTEXTS = """
SELECT ?p (MIN(?day) AS ?published) (MIN(?name) AS ?source) WHERE {
  ?a a qj:Article ; dct:isPartOf ?p .
  OPTIONAL { ?a qj:published ?day } OPTIONAL { ?a qj:source ?name }
} GROUP BY ?p"""


def pages(store: Store) -> Iterator[Page]:
    """The pages as they were read, rebuilt from the graph alone."""
    dated = {
        text(page): (text(day), text(source))
        for page, day, source in select(store, _CONTEXTS).terms
    }
    for terms in select(store, _PAGES).terms:
        iri, name, raw, sha256, origin, home, title, whole = map(text, terms)
        day, source = dated.get(iri, ("", ""))
        context = Context(
            published=date.fromisoformat(day) if day else None, home=home, source=source
        )
        yield Page(
            id=name,
            raw=raw,
            sha256=sha256,
            origin=origin,
            context=context,
            title=title,
            whole=whole == "true",
        )


def records(store: Store, cut: Cut) -> list[dict[str, object]]:
    """The objects of articles.jsonl: every article of the store with its paragraphs.

    The graph keeps a page's raw text, not its layout, so the page is cut again; the cut
    is deterministic, and articles are matched by their number in the page.
    """
    layout = {
        (page.id, article.index): article.paragraphs()
        for page in pages(store)
        for article in cut(page)
    }
    return [
        {
            "id": cells["article"],
            "page": cells["page"],
            "title": cells["title"],
            "reporters": cells["reporters"].split("、") if cells["reporters"] else [],
            "paragraphs": layout.get((cells["page"], int(cells["index"])), []),
        }
        for cells in articles(store)
    ]


# ------------------------------------------------------------------------------ files


def export_tables(store: Store, folder: Path, *, cut: Cut, bom: bool = False) -> list[Path]:
    """Write all tables and articles.jsonl into a folder, which is made where it is missing.

    Args:
        store: an opened store.
        folder: existing files of the same names are replaced.
        cut: how a page is cut into articles (`qjgraph.segment.cut`), for the paragraphs.
        bom: for spreadsheets: a byte order mark, and no cell that would run as a formula.

    Returns:
        The files, in the order of writing.
    """
    folder.mkdir(parents=True, exist_ok=True)
    written = [_write(folder / "articles.csv", _ARTICLE_COLUMNS, articles(store), bom=bom)]
    for table in TABLES:
        path = folder / f"{table.name}.csv"
        written.append(_write(path, table.header, rows(store, table), bom=bom))
    lines = (json.dumps(record, ensure_ascii=False) + "\n" for record in records(store, cut))
    path = folder / "articles.jsonl"
    path.write_text("".join(lines), encoding="utf-8", newline="")
    return [*written, path]


_FORMULA = re.compile(r"[=+\-@\t\r]")
_NUMBER = re.compile(r"-?\d+(?:\.\d+)?")


def _write(path: Path, header: Sequence[str], found: Iterable[Cells], *, bom: bool) -> Path:
    with path.open("w", encoding="utf-8-sig" if bom else "utf-8", newline="") as handle:
        writer = csv.writer(handle, lineterminator="\n")
        writer.writerow(header)
        for cells in found:
            values = (cells[name] for name in header)
            writer.writerow(map(_harmless, values) if bom else values)
    return path


def _harmless(cell: str) -> str:
    risky = _FORMULA.match(cell) and not _NUMBER.fullmatch(cell)
    return f"'{cell}" if risky else cell
