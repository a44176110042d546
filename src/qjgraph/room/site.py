"""The reading room as files: pages, their data, pictures and a search, to publish anywhere.

Links are relative and nothing is loaded from elsewhere, so that the folder works from any
address and from a disk.  It is written beside the old one and put in its place when whole.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from functools import partial
from importlib import resources
from pathlib import Path

from qjgraph.errors import InputError
from qjgraph.graph import Graph
from qjgraph.query.engine import select
from qjgraph.query.questions import questions
from qjgraph.query.results import text
from qjgraph.room import html, shards, twins
from qjgraph.room.addresses import Address, Links, file_of
from qjgraph.room.answers import answer_table
from qjgraph.room.articles import article_text, raw_page
from qjgraph.room.lists import LISTS, PAGE, listing, start
from qjgraph.room.pages import Page, Table
from qjgraph.room.render import ALL, WHOLE, picture
from qjgraph.room.tables import SHOWN
from qjgraph.room.things import thing_page
from qjgraph.store.manifest import read_manifest
from qjgraph.view.reader import Reader

#: The file by which a site is known for one, so that nothing else is ever replaced.
NAME = "site.json"
#: Pictures unless told otherwise; a thing with fewer ties than this has none.
PICTURES, TIES = 100, 3
_ASSETS = ("room.css", "room.js", "find.js", "icon.svg")
#: Things read with one reader, which remembers what it read.
_AT_A_TIME = 200
_TIED = """
SELECT ?thing (COUNT(DISTINCT ?claim) AS ?n) WHERE {
  ?claim a ?class ; ?property ?thing . ?thing a ?kind .
  FILTER(?class IN (org:Membership, qj:Participation, qj:Topic, qj:Location, qj:Involvement))
  FILTER(?kind IN (qj:Person, qj:Organization, qj:Place, qj:Event, qj:Project, qj:Policy))
} GROUP BY ?thing HAVING(COUNT(DISTINCT ?claim) >= %d) ORDER BY DESC(?n) ?thing LIMIT %d"""
_IRIS = "SELECT ?it WHERE { ?it a qj:%s } ORDER BY ?it"

Progress = Callable[[str, int, int], None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Site:
    """What was written: files and their bytes."""

    files: int
    bytes: int


def write_site(
    graph: Graph, out: Path, *, pictures: int = PICTURES, on_progress: Progress | None = None
) -> Site:
    """Writes a graph's pages into a folder; the same graph gives the same bytes.

    Args:
        graph: to show.
        out: made anew; where it is, it must be empty or an earlier site.
        pictures: how many of the best-tied things get a picture of their surroundings.
        on_progress: called with a step (`things`, `articles`, `pictures`), done, and of how many.

    Raises:
        InputError: the folder holds something else.
    """
    base = read_manifest(graph.folder).base
    with _replacing(out) as new:
        drawn = _tied(graph, base, pictures)
        writer = _Writer(graph=graph, folder=new, base=base, pictured=frozenset(drawn))
        notify = on_progress or (lambda step, done, of: None)
        for step, work in (
            ("pages", writer.fronts()),
            ("things", writer.things()),
            ("articles", writer.articles()),
            ("pictures", writer.pictures(drawn)),
        ):
            for done, of in work:
                notify(step, done, of)
        writer.write(NAME, twins.to_json({
            "made_with": "qjgraph", "version": read_manifest(graph.folder).version, "base": base,
        }))  # fmt: skip
        return Site(files=writer.files, bytes=writer.bytes)


@contextmanager
def _replacing(out: Path) -> Iterator[Path]:
    """A new folder that takes the place of `out` when all is written."""
    if out.exists() and not out.is_dir():
        raise InputError(str(out), "it is a file", "name a folder")
    if out.is_dir() and any(out.iterdir()) and not (out / NAME).is_file():
        raise InputError(str(out), f"it holds no site ({NAME} is missing)", "name an empty folder")
    out.parent.mkdir(parents=True, exist_ok=True)
    new, old = (out.with_name(f".{out.name}.{word}-{os.getpid()}") for word in ("new", "old"))
    shutil.rmtree(new, ignore_errors=True)
    new.mkdir()
    try:
        yield new
        if out.exists():
            out.rename(old)
        new.rename(out)
    finally:
        shutil.rmtree(new, ignore_errors=True)
        shutil.rmtree(old, ignore_errors=True)


def _tied(graph: Graph, base: str, most: int) -> list[str]:
    """The paths of the things with the most ties, the best first."""
    rows = select(graph.store, _TIED % (TIES, most)).terms if most else ()
    return [text(thing).removeprefix(base) for thing, _ in rows]


@dataclass(slots=True, kw_only=True)
class _Writer:
    """Writes the files of one site; each step tells how far it is."""

    graph: Graph
    folder: Path
    base: str
    pictured: frozenset[str]
    files: int = 0
    bytes: int = 0
    _made: set[Path] = field(default_factory=set)

    # -------------------------------------------------------------------------- files

    def write(self, path: str, content: str) -> None:
        """One file, in UTF-8."""
        target, data = self.folder / path, content.encode()
        if target.parent not in self._made:
            target.parent.mkdir(parents=True, exist_ok=True)
            self._made.add(target.parent)
        target.write_bytes(data)
        self.files += 1
        self.bytes += len(data)

    def page(self, path: str, make: Callable[[Links], str]) -> None:
        """A page in both languages."""
        for lang in ("zh", "en"):
            here = Address(path=path, lang=lang)
            links = Links(base=self.base, here=here, static=True, pictured=self.pictured)
            self.write(file_of(path, "html", lang), make(links))

    def table(self, path: str, table: Table) -> None:
        """A table's CSV."""
        self.write(f"{path}.csv", twins.to_csv(table))

    # -------------------------------------------------------------------------- steps

    def fronts(self) -> Iterator[tuple[int, int]]:
        """The start page, the lists, the questions, the search, what pages load."""
        first = start(self.graph)
        self.page("", partial(html.start, first))
        self.page("search", html.finder)
        for path, content in shards.shards(self.graph, self.base):
            self.write(path, content)
        for name in _ASSETS:
            source = resources.files("qjgraph.room").joinpath("assets", name)
            self.write(f"assets/{name}", source.read_text(encoding="utf-8"))
        for done, name in enumerate(LISTS, 1):
            self._list(name)
            yield done, len(LISTS) + len(first.questions)
        for done, asked in enumerate(questions(), len(LISTS) + 1):
            self._question(asked.name)
            yield done, len(LISTS) + len(first.questions)

    def _list(self, name: str) -> None:
        whole = listing(self.graph, name, 1, size=WHOLE)
        self.table(name, whole)
        for number in range(1, max(1, -(-whole.total // PAGE)) + 1):
            part = replace(whole, lines=whole.lines[(number - 1) * PAGE : number * PAGE])
            path = name if number == 1 else f"{name}/{number}"
            self.page(path, partial(html.listing, part, number, PAGE))

    def _question(self, name: str) -> None:
        """A question's page: with its answer where it can be asked without parameters."""
        asked = next(each for each in questions() if each.name == name)
        path, none = f"question/{name}", {param.name: "" for param in asked.params}
        if any(param.required for param in asked.params):
            self.page(path, partial(html.question, asked, none, None, ""))
            return
        reader = Reader(self.graph.store, bulk=False)
        whole = answer_table(self.graph, reader, asked, none, most=ALL)
        self.table(path, whole)
        short = _shortened(whole)
        self.write(f"{path}.json", twins.to_json(twins.table_data(short)))
        self.page(path, partial(html.question, asked, none, short, ""))

    def things(self) -> Iterator[tuple[int, int]]:
        """The pages of all things."""
        iris = [thing.iri for thing in Reader(self.graph.store).things()]
        reader = Reader(self.graph.store, bulk=False)
        for done, iri in enumerate(iris, 1):
            if done % _AT_A_TIME == 0:
                reader = Reader(self.graph.store, bulk=False)
            self._thing(thing_page(self.graph, iri, most=ALL, reader=reader))
            yield done, len(iris)

    def _thing(self, whole: Page) -> None:
        path = whole.iri.removeprefix(self.base)
        for table in whole.tables:
            self.table(f"{path}.{table.name}", table)
        short = replace(whole, tables=tuple(map(_shortened, whole.tables)))
        self.write(f"{path}.json", twins.to_json(twins.page_data(short)))
        self.write(f"{path}.ttl", twins.to_rdf(self.graph.store, whole.iri, "ttl"))
        self.page(path, partial(html.thing, short))

    def articles(self) -> Iterator[tuple[int, int]]:
        """The articles, and the pages as they were read."""
        articles, pages = self._iris("Article"), self._iris("Page")
        of = len(articles) + len(pages)
        for done, iri in enumerate(articles, 1):
            self._article(iri)
            yield done, of
        for done, iri in enumerate(pages, len(articles) + 1):
            self.page(iri.removeprefix(self.base), partial(html.raw, raw_page(self.graph, iri)))
            yield done, of

    def _article(self, iri: str) -> None:
        found, path = article_text(self.graph, iri), iri.removeprefix(self.base)
        self.write(f"{path}.json", twins.to_json(twins.article_data(found)))
        self.write(f"{path}.ttl", twins.to_rdf(self.graph.store, iri, "ttl"))
        self.page(path, partial(html.article, found))

    def _iris(self, class_: str) -> list[str]:
        return [text(iri) for (iri,) in select(self.graph.store, _IRIS % class_).terms]

    def pictures(self, paths: Iterable[str]) -> Iterator[tuple[int, int]]:
        """The pictures, which speak both languages."""
        for done, path in enumerate(paths, 1):
            body = picture(self.graph, self.base + path, "zh", renderer="canvas")
            self.write(file_of(f"graph/{path}", "html", "zh"), body)
            yield done, len(self.pictured)


def _shortened(table: Table) -> Table:
    """What a page shows of a table."""
    return replace(table, lines=table.lines[:SHOWN])
