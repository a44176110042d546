"""The Python interface: open a graph, ask it, and hand it to rdflib, networkx or pandas."""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import closing
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from qjgraph.errors import InputError, StoreError
from qjgraph.model import Context
from qjgraph.query import engine, graphs
from qjgraph.query import explain as explaining
from qjgraph.query import info as figures
from qjgraph.query import questions as asking
from qjgraph.query import tables as tabling
from qjgraph.query.results import Result, Rows
from qjgraph.store import is_address, open_graph

if TYPE_CHECKING:
    import networkx
    import rdflib
    from pyoxigraph import Store

    from qjgraph.evaluate import Evaluation
    from qjgraph.pipeline import BuildReport
    from qjgraph.query.validate import Report
    from qjgraph.search import Found


class Graph:
    """A graph in a folder or on a SPARQL server, opened to read.

    A later build of the folder does not change it.

    Attributes:
        place: the folder, or the address of the endpoint.
        store: the `pyoxigraph.Store`, read-only; of a server, what reads like one.
    """

    __slots__ = ("place", "store")

    def __init__(self, place: str | Path) -> None:
        self.place = str(place)
        self.store: Store = open_graph(place)

    def __repr__(self) -> str:
        return f"Graph({self.place!r})"

    @property
    def folder(self) -> Path:
        """Of the build.

        Raises:
            StoreError: the graph is on a server.
        """
        if is_address(self.place):
            raise StoreError(self.place, "this needs the folder of a build", "name the folder")
        return Path(self.place)

    def query(self, sparql: str, *, services: bool = False) -> Result:
        """Run SPARQL; the usual prefixes are declared.

        Args:
            services: whether SERVICE may reach other machines.

        Returns:
            `Rows` for a SELECT: a sequence of dicts, with `.to_pandas()`; `Truth` for an
            ASK; `Triples` for CONSTRUCT and DESCRIBE.

        Raises:
            QueryError: for a query that cannot be read or run, with line and column.
        """
        return engine.query(self.store, sparql, services=services)

    def ask(self, question: str | int, /, *, lang: str = "", **params: asking.Given) -> Rows:
        """Answer a named question, by number or name; see `questions()`.

        Args:
            lang: zh or en, for codes in words; empty for the bare codes.

        Raises:
            QueryError: for an unknown question or parameter, or a value of the wrong type.
            NotFound: for a name that means nothing here, or several things.
        """
        return asking.ask(self.store, question, lang=lang, **params)

    def search(self, words: str, **narrowed: Any) -> Found:
        """Find articles and named things that hold all of some words.

        Args:
            words: strings of any length between blanks, or in quotation marks as they stand.
            narrowed: further fields of `qjgraph.search.Query` (kind, paper, year, place,
                newest, page, size).
        """
        from qjgraph.search import Query, open_index, search

        with closing((index := open_index(self.folder)).database):
            return search(index, Query(words=words, **narrowed))

    def explain(self, what: str) -> list[explaining.Explanation]:
        """The claims behind an IRI or a name, each with its sentence, article and rule.

        Raises:
            NotFound: for what the graph does not know, or a name of several things.
        """
        return explaining.explain(self.store, what)

    def info(self) -> figures.Info:
        """What the graph holds, in figures."""
        return figures.info(self.store, None if is_address(self.place) else self.folder)

    def validate(self) -> Report:
        """Check the graph against the ontology's shapes, and every quotation."""
        from qjgraph.query.validate import validate

        return validate(self.store)

    def evaluate(self, gold: str | Path) -> Evaluation:
        """Score the graph against facts that people wrote down.

        Args:
            gold: a folder of gold files (`docs/evaluation.md`), or one such file.

        Raises:
            InputError: for gold that breaks its form, or of none of the graph's articles.
        """
        from qjgraph.evaluate.run import evaluate_store

        return evaluate_store(gold, self.store, place=self.place)

    def tables(self, folder: str | Path, *, bom: bool = False) -> list[Path]:
        """Write the CSV tables and articles.jsonl into a folder; the files written.

        Args:
            bom: for spreadsheets: a byte order mark, and no cell that would run as a formula.
        """
        from qjgraph.segment import cut

        return tabling.export_tables(
            self.store, Path(folder), cut=lambda page: cut(page, _drop), bom=bom
        )

    def export(self, format: str, path: str | Path) -> None:
        """Write the whole graph as jsonld, nquads or trig.

        Raises:
            QueryError: for another format.
        """
        graphs.export_graph(self.store, format, Path(path))

    def dataset(self) -> rdflib.Dataset:
        """The graph as an `rdflib.Dataset` over the store, without copying it.

        Plain queries and patterns see the default graph, which holds every triple once;
        `default_union` stays off, because a union would count a triple once for each
        article that states it.  `dataset.graph(IRI)` is what one article says.
        """
        from qjgraph.query.dataset import dataset

        return dataset(self.store)

    def networkx(self, view: str = "whole", **options: Any) -> networkx.MultiDiGraph:
        """A view as a `networkx.MultiDiGraph`; `qjgraph.view.project.VIEWS` names them.

        Args:
            options: of `qjgraph.view.project.project` (around, depth, since, until).
        """
        from qjgraph.view.project import project

        return project(self.store, view, **options)

    def network(self, view: str = "coattendance", *, per: str = "", **options: Any) -> Rows:
        """Measures of a view's nodes: degree, betweenness, core, community, brokerage.

        Args:
            per: year, quarter or month, to measure each by itself; what lies in no single
                period counts in none.
            options: as for `networkx`.
        """
        from qjgraph.view.periods import rows

        return rows(self.networkx(view, **options), per)[0]


def _drop(issue: object) -> None:
    """The cut's issues were recorded when the graph was built."""


def open(folder: str | Path) -> Graph:
    """The graph of a build's folder.

    Raises:
        StoreError: the folder holds no graph, or one that this version cannot read.
    """
    return Graph(folder)


def build(
    paths: Iterable[str | Path] | str | Path,
    out: str | Path,
    *,
    published: date | str | None = None,
    home: str = "",
    source: str = "",
    force: bool = False,
    decisions: str | Path | None = None,
    **options: Any,
) -> BuildReport:
    """Read texts and write a graph into a folder.

    Args:
        paths: text files, JSONL, CSV, or folders of them.
        out: the folder; an older graph in it is replaced once the new one is whole.
        published, home, source: the paper's date, division and name, where nothing
            nearer (`sources.csv`, a record's fields) tells.
        force: read and write everything anew even where nothing has changed.
        decisions: ledger of a curator's decisions (`docs/curation.md`); where None, that of
            the build before, else `decisions/ledger.tsv` in `out`.
        options: further ones of `qjgraph.pipeline.build`.

    Returns:
        Counts and issues.

    Raises:
        InputError: for input that cannot be read at all, or a date that is none.
    """
    from qjgraph import pipeline

    every = [paths] if isinstance(paths, str | Path) else paths
    context = Context(published=_day(published), home=home, source=source)
    files = [Path(path) for path in every]
    ledger = None if decisions is None else Path(decisions)
    return pipeline.build(
        files, Path(out), context=context, force=force, decisions=ledger, **options
    )


def _day(published: date | str | None) -> date | None:
    if published is None or isinstance(published, date):
        return published
    try:
        return date.fromisoformat(published)
    except ValueError as error:
        problem = f"{published!r} is no date"
        raise InputError("published", problem, "write it like 2025-06-25") from error
