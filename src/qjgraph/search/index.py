"""What a search reads: a table of articles and one of named things, beside the graph.

    DIR/search/<database>.sqlite

A query is looked for in every text as it stands.  That finds words of any length, one
character too, exactly, without a dictionary that cuts them.  Measured on 19,547 texts (31 MB) on
a machine under load: 9 s of the processor to make 84 MB, then 0.1 s a query (p50; p99 0.3 s, for
what every article has).  An index of pairs of characters (SQLite FTS5) answered in under a
millisecond and took 10 s more after each build.
"""

from __future__ import annotations

import os
import sqlite3
from collections import Counter
from collections.abc import Iterator
from contextlib import closing, suppress
from dataclasses import dataclass
from pathlib import Path

from pyoxigraph import DefaultGraph, NamedNode, Store

from qjgraph.lexicon.pinyin import syllables
from qjgraph.query.results import text
from qjgraph.rdf.vocab import Ext, Qj
from qjgraph.search.folding import fold
from qjgraph.store import open_store, read_manifest

#: Form of the tables; another is made anew.
_FORM = 2
_TABLES = """
CREATE TABLE articles (
  id INTEGER PRIMARY KEY, iri TEXT, title TEXT, day TEXT, paper TEXT, place TEXT, begin INTEGER,
  body TEXT, folded TEXT);
CREATE TABLE things (
  id INTEGER PRIMARY KEY, iri TEXT, kind TEXT, label TEXT, folded TEXT, sound TEXT,
  sentences INTEGER);
"""
_DEFAULT = DefaultGraph()
#: Classes of what is found by name, by the kind that it is found as.
_CLASSES = {
    "event": Qj.Event, "organization": Qj.Organization, "person": Qj.Person, "place": Qj.Place,
    "policy": Qj.Policy, "project": Qj.Project,
}  # fmt: skip


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


def _subjects(store: Store, class_: NamedNode) -> Iterator[str]:
    for quad in store.quads_for_pattern(None, Ext.rdf_type, class_, _DEFAULT):
        yield text(quad.subject)


def _of(store: Store, subject: str) -> dict[NamedNode, str]:
    """The values of a subject by property; of several the first."""
    found: dict[NamedNode, str] = {}
    for quad in store.quads_for_pattern(NamedNode(subject), None, None, _DEFAULT):
        name, value = quad.predicate, text(quad.object)
        found[name] = min(value, found.get(name, value))
    return found


def _articles(store: Store) -> Iterator[tuple[str | int, ...]]:
    """The articles in the order of their pages, so that one page's text is held at a time."""
    found = [(_of(store, iri), iri) for iri in _subjects(store, Qj.Article)]
    found.sort(key=lambda each: (each[0][Ext.is_part_of], int(each[0][Ext.begin_index]), each[1]))
    page, of = "", dict[NamedNode, str]()
    for article, iri in found:
        if page != article[Ext.is_part_of]:
            page = article[Ext.is_part_of]
            of = _of(store, page)
        begin = int(article[Ext.begin_index])
        body = of[Ext.is_string][begin : int(article[Ext.end_index])]
        title = article.get(Ext.title) or article[Ext.identifier]
        day, paper = article.get(Qj.published, ""), article.get(Qj.source, "")
        folded = f"{fold(title)}\n{fold(body)}"
        yield iri, title, day, paper, of.get(Qj.home, ""), begin, body, folded


def _things(store: Store) -> Iterator[tuple[str | int, ...]]:
    """What has a name, with how many claims name it (one an article)."""
    labels, others = _named(store, Ext.label), _named(store, Ext.alt_label)
    naming = store.quads_for_pattern(None, Qj.entity, None, _DEFAULT)
    counts = Counter(text(quad.object) for quad in naming)
    kinds: dict[str, str] = {}
    for kind, class_ in _CLASSES.items():
        for iri in _subjects(store, class_):
            kinds.setdefault(iri, kind)
    for iri in sorted(kinds.keys() & labels.keys()):
        kind, name = kinds[iri], labels[iri][0]
        names = dict.fromkeys([*labels[iri], *others.get(iri, [])])
        folded = "".join(f"\n{fold(each)}\n" for each in names)
        sound = "" if kind == "event" else _sound(name)
        yield iri, kind, name, folded, sound, counts[iri]


def _named(store: Store, predicate: NamedNode) -> dict[str, list[str]]:
    """The names of all subjects by one property, each one's sorted."""
    found: dict[str, list[str]] = {}
    for quad in store.quads_for_pattern(None, predicate, None, _DEFAULT):
        found.setdefault(text(quad.subject), []).append(text(quad.object))
    return {iri: sorted(names) for iri, names in found.items()}


def _sound(name: str) -> str:
    """A name in pinyin and its initials, each after a line end: `\\nyuwenbin\\nywb`."""
    parts = ["".join(c for c in part.lower() if c.isalnum()) for part in syllables(name)]
    parts = [part for part in parts if part]
    return f"\n{''.join(parts)}\n{''.join(part[0] for part in parts)}"
