"""What a search reads: a table of articles and one of named things, beside the graph.

    DIR/search/<database>.sqlite

A query is looked for in every text as it stands.  That finds words of any length, one
character too, exactly, without a dictionary that cuts them.  On 19,547 texts (31 MB) the table is
made in a second or two and a query takes 0.04 to 0.1 s; an index of pairs of characters
(SQLite FTS5) answered in under a millisecond and took 10 s to make after each build.
"""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing, suppress
from dataclasses import dataclass
from pathlib import Path

from pyoxigraph import Store

from qjgraph.lexicon.pinyin import syllables
from qjgraph.query.engine import select
from qjgraph.query.results import text
from qjgraph.search.folding import fold
from qjgraph.store import open_store, read_manifest

#: Form of the tables; another is made anew.
_FORM = 1
_TABLES = """
CREATE TABLE articles (
  id INTEGER PRIMARY KEY, iri TEXT, title TEXT, day TEXT, paper TEXT, place TEXT, begin INTEGER,
  body TEXT, folded TEXT);
CREATE TABLE things (
  id INTEGER PRIMARY KEY, iri TEXT, kind TEXT, label TEXT, folded TEXT, sound TEXT,
  sentences INTEGER);
"""
_ARTICLES = """
SELECT ?article ?title ?id ?day ?paper ?home ?page ?begin ?end WHERE {
  ?article a qj:Article ; dct:identifier ?id ; dct:isPartOf ?page ;
    nif:beginIndex ?begin ; nif:endIndex ?end .
  OPTIONAL { ?article dct:title ?title } OPTIONAL { ?article qj:published ?day }
  OPTIONAL { ?article qj:source ?paper } OPTIONAL { ?page qj:home ?home }
} ORDER BY ?page ?begin ?article"""
_PAGE = "SELECT ?page ?raw WHERE { ?page nif:isString ?raw } ORDER BY ?page"
_THINGS = """
SELECT ?thing ?class ?label WHERE {
  ?thing a ?class ; rdfs:label ?label .
  FILTER(?class IN (qj:Person, qj:Organization, qj:Place, qj:Event, qj:Project, qj:Policy))
} ORDER BY ?thing ?class ?label"""
_OTHER = "SELECT ?thing ?name WHERE { ?thing skos:altLabel ?name } ORDER BY ?thing ?name"
_COUNTS = """
SELECT ?thing (COUNT(DISTINCT ?span) AS ?n) WHERE {
  ?claim a qj:Mention ; qj:entity ?thing ; qj:evidence ?span
} GROUP BY ?thing"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Index:
    """An opened index, to read.

    Attributes:
        database: of the tables `articles` and `things`.
    """

    database: sqlite3.Connection


def open_index(folder: Path) -> Index:
    """The index of a build's folder; made where this build has none yet.

    Where the folder cannot be written, it is made in memory.

    Raises:
        StoreError: the folder holds no graph.
    """
    name = read_manifest(folder).store.rpartition("/")[2]
    path = folder / "search" / f"{name}.{_FORM}.sqlite"
    if not path.is_file():
        try:
            _make(folder, path)
        except OSError:
            return Index(database=_filled(folder, ":memory:"))
    return Index(database=sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro", uri=True))


def _make(folder: Path, path: Path) -> None:
    """Writes an index beside and moves it into place, so that no half of one is ever read."""
    path.parent.mkdir(exist_ok=True)
    new = path.with_name(f"{path.name}.{os.getpid()}.new")
    new.unlink(missing_ok=True)
    try:
        try:
            _filled(folder, str(new)).close()
        except sqlite3.OperationalError as error:
            raise OSError(str(error)) from error
        new.replace(path)
    finally:
        new.unlink(missing_ok=True)
    for old in path.parent.glob("*.sqlite"):
        if old != path:
            with suppress(OSError):
                old.unlink()


def _filled(folder: Path, place: str) -> sqlite3.Connection:
    store = open_store(folder)
    database = sqlite3.connect(place)
    database.executescript(f"PRAGMA journal_mode=OFF; PRAGMA synchronous=OFF; {_TABLES}")
    with closing(database.cursor()) as cursor:
        marks = ",".join("?" * 8)
        cursor.executemany(
            "INSERT INTO articles (iri, title, day, paper, place, begin, body, folded) "
            f"VALUES ({marks})",
            _articles(store),
        )
        cursor.executemany(
            "INSERT INTO things (iri, kind, label, folded, sound, sentences) "
            "VALUES (?, ?, ?, ?, ?, ?)",
            _things(store),
        )
    database.commit()
    return database


def _articles(store: Store) -> Iterator[tuple[str | int, ...]]:
    """The articles in the order of their pages, so that one page's text is held at a time."""
    pages = iter(select(store, _PAGE).terms)
    page, raw = "", ""
    for row in select(store, _ARTICLES).terms:
        iri, title, id_, day, paper, home, of, begin, end = map(text, row)
        while page != of:
            page, raw = map(text, next(pages))
        body = raw[int(begin) : int(end)]
        shown = title or id_
        yield iri, shown, day, paper, home, int(begin), body, f"{fold(shown)}\n{fold(body)}"


def _things(store: Store) -> Iterator[tuple[str | int, ...]]:
    others: dict[str, list[str]] = {}
    for thing, other in select(store, _OTHER).terms:
        others.setdefault(text(thing), []).append(text(other))
    counts = {text(thing): int(text(n)) for thing, n in select(store, _COUNTS).terms}
    known = set()
    for thing, class_, label in select(store, _THINGS).terms:
        iri, kind, name = text(thing), text(class_).rpartition("#")[2].lower(), text(label)
        if iri not in known:
            known.add(iri)
            names = dict.fromkeys([name, *others.get(iri, [])])
            folded = "".join(f"\n{fold(each)}\n" for each in names)
            sound = "" if kind == "event" else _sound(name)
            yield iri, kind, name, folded, sound, counts.get(iri, 0)


def _sound(name: str) -> str:
    """A name in pinyin and its initials, each after a line end: `\\nyuwenbin\\nywb`."""
    parts = ["".join(c for c in part.lower() if c.isalnum()) for part in syllables(name)]
    parts = [part for part in parts if part]
    return f"\n{''.join(parts)}\n{''.join(part[0] for part in parts)}"
