"""How long the named questions take, on corpora of growing size and beside other engines.

    python -m benchmarks.questions                   # 1, 5, 10 and 20 thousand texts of the corpus
    python -m benchmarks.questions --graph out/big --json out.json

Builds parts of the corpus and asks every question of each; a parameter that must be given is
the person, title or thing of which most is told.  Seconds are of the processor, the best of
some rounds.  Then the questions that are one SPARQL query without parameters go, as they stand,
to rdflib on its own memory and on this database (oxrdflib) too, each engine in a process of its
own; what takes longer than `--cap` seconds by the clock is stopped.
"""

from __future__ import annotations

import argparse
import json
import multiprocessing
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict, dataclass
from itertools import islice
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

import rdflib
from pyoxigraph import RdfFormat, Store

from benchmarks.common import machine, markdown, shared
from qjgraph import pipeline
from qjgraph.model import Issue
from qjgraph.query.dataset import dataset
from qjgraph.query.engine import select
from qjgraph.query.prefixes import PREFIXES
from qjgraph.query.questions import Question, ask, question, questions
from qjgraph.query.results import text
from qjgraph.read import read_pages
from qjgraph.store.folder import open_store

_SIZES = (1_000, 5_000, 10_000, 20_000)
#: For a parameter that must be given, by name: what is told most often.
_MOST = "SELECT ?x (COUNT(*) AS ?n) WHERE { %s } GROUP BY ?x ORDER BY DESC(?n) ?x LIMIT 1"
_GIVEN = {
    "who": _MOST % "?m org:member ?x",
    "post": _MOST % "?m qj:title ?x",
    "what": _MOST % "?m qj:about ?x",
    "date": "SELECT (MAX(?day) AS ?x) WHERE { ?a qj:published ?day }",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """Figures of one question on one graph: articles of the graph, rows, processor seconds."""

    number: int
    name: str
    articles: int
    rows: int
    seconds: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Peer:
    """One query in one engine; `seconds` is None where it was stopped or failed (`note`)."""

    number: int
    engine: str
    rows: int | None
    seconds: float | None
    note: str = ""


def main(arguments: Sequence[str] | None = None) -> None:
    """Measure, print the tables, write the figures where `--json` says."""
    options = _options(arguments)
    about = machine("qjgraph", "pyoxigraph", "rdflib", "oxrdflib")
    with tempfile.TemporaryDirectory() as place:
        graphs = options.graph or list(_built(options.corpus, options.sizes, Path(place)))
        asked = [each for graph in graphs for each in measure(open_store(graph), options.rounds)]
        peers = list(compare(graphs[0], options.cap)) if options.cap else []
    if options.json:
        figures = {"machine": about, "asked": list(map(asdict, asked)),
                   "peers": list(map(asdict, peers))}  # fmt: skip
        options.json.write_text(json.dumps(figures, ensure_ascii=False, indent=1) + "\n", "utf-8")
    print("  \n".join(f"{key} {value}" for key, value in about.items()))
    print("\n### seconds of a question, by articles\n", _sizes(asked), sep="\n")
    if peers:
        print(f"\n### the same query in other engines, {asked[0].articles} articles\n")
        print(_peers(peers))


def _options(arguments: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.questions", description=__doc__)
    corpus = shared() / "corpora" / "xwlb.jsonl.gz"
    parser.add_argument("corpus", nargs="?", type=Path, default=corpus, help="texts to build")
    parser.add_argument("--sizes", type=int, nargs="+", default=_SIZES, help="texts of each part")
    parser.add_argument("--graph", type=Path, action="append", help="ask this built graph instead")
    parser.add_argument("--rounds", type=int, default=3, help="of which the best counts (3)")
    parser.add_argument("--cap", type=float, default=60, help="seconds a peer may take; 0: none")
    parser.add_argument("--json", type=Path, help="write the figures there too")
    return parser.parse_args(arguments)


def _built(corpus: Path, sizes: Sequence[int], place: Path) -> Iterator[Path]:
    """Graphs of so many texts, spread over the corpus."""
    if not corpus.exists():
        sys.exit(f"{corpus}: not there; name texts to build, or a graph with --graph")
    issues: list[Issue] = []
    pages = list(read_pages([corpus], on_issue=issues.append))
    for size in sizes:
        source = place / f"{size}.jsonl"
        with source.open("w", encoding="utf-8") as file:
            for page in islice(pages[:: max(1, len(pages) // size)], size):
                day = page.context.published
                record = {"id": page.id, "text": page.raw, "home": page.context.home,
                          "published": day.isoformat() if day else ""}  # fmt: skip
                file.write(json.dumps(record, ensure_ascii=False) + "\n")
        pipeline.build([source], place / str(size))
        yield place / str(size)


# --------------------------------------------------------------------- ours, by size


def measure(store: Store, rounds: int) -> Iterator[Asked]:
    """Ask every question so often; the best of its times."""
    count = select(store, "SELECT (COUNT(*) AS ?n) WHERE { ?a a qj:Article }").terms[0][0]
    for each in questions():
        given = _given(store, each)
        if given is None:
            continue  # nothing of the sort is told in this graph
        times, rows = [], 0
        for _ in range(rounds):
            begin = time.process_time()
            rows = len(ask(store, each.number, **given))
            times.append(time.process_time() - begin)
        yield Asked(number=each.number, name=each.name, articles=int(text(count)), rows=rows,
                    seconds=min(times))  # fmt: skip


def _given(store: Store, asked: Question) -> dict[str, str] | None:
    found = {}
    for param in asked.params:
        if param.required:
            rows = select(store, _GIVEN[param.name]).terms
            if not rows or rows[0][0] is None:
                return None
            found[param.name] = text(rows[0][0])
    return found


# -------------------------------------------------------------------- other engines


def comparable() -> list[int]:
    """The questions that are one query, with no parameter that must be given."""
    return [
        each.number
        for each in questions()
        if not each.then and not any(param.required for param in each.params)
    ]


def compare(graph: Path, cap: float) -> Iterator[Peer]:
    """Each engine's time for each of these, in a process that is stopped when it takes too long."""
    for engine in _ENGINES:
        left = comparable()
        while left:
            for peer in _until_stopped(graph, engine, left, cap):
                left.remove(peer.number)
                yield peer


def _until_stopped(graph: Path, engine: str, numbers: list[int], cap: float) -> Iterator[Peer]:
    context = multiprocessing.get_context("spawn")
    ours, theirs = context.Pipe(duplex=False)
    process = context.Process(target=_run, args=(graph, engine, list(numbers), theirs))
    process.start()
    theirs.close()
    try:
        ours.recv()  # loaded
        for number in list(numbers):
            if not ours.poll(cap):
                yield Peer(number=number, engine=engine, rows=None, seconds=None, note=f"> {cap:g}")
                return
            rows, seconds, note = ours.recv()
            yield Peer(number=number, engine=engine, rows=rows, seconds=seconds, note=note)
    finally:
        process.terminate()
        process.join()


def _run(graph: Path, engine: str, numbers: list[int], out: Connection) -> None:
    query = _ENGINES[engine](open_store(graph))
    out.send("loaded")
    for number in numbers:
        begin = time.process_time()
        try:
            rows = query(question(number).sparql)
        except Exception as error:  # an engine's own, of any class: a figure of the table
            out.send((None, None, type(error).__name__))
        else:
            out.send((rows, time.process_time() - begin, ""))


Engine = Callable[[Store], Callable[[str], int]]


def _ours(store: Store) -> Callable[[str], int]:
    return lambda sparql: len(select(store, sparql))


def _oxrdflib(store: Store) -> Callable[[str], int]:
    graph = dataset(store)
    return lambda sparql: len(list(graph.query(sparql)))


def _rdflib(store: Store) -> Callable[[str], int]:
    graph = rdflib.Dataset(default_union=False)
    with tempfile.TemporaryDirectory() as place:
        path = Path(place) / "graph.nq"
        store.dump(str(path), RdfFormat.N_QUADS)
        graph.parse(path, format="nquads")
    names: dict[str, Any] = {name: rdflib.Namespace(iri) for name, iri in PREFIXES.items()}
    return lambda sparql: len(list(graph.query(sparql, initNs=names)))


_ENGINES: dict[str, Engine] = {"qjgraph": _ours, "oxrdflib": _oxrdflib, "rdflib": _rdflib}


# ------------------------------------------------------------------------- the tables


def _sizes(asked: Sequence[Asked]) -> str:
    sizes = sorted({each.articles for each in asked})
    found = {(each.number, each.articles): each for each in asked}
    rows = []
    for number, name in sorted({(each.number, each.name) for each in asked}):
        cells = [found.get((number, size)) for size in sizes]
        times = [cell.seconds if cell else "-" for cell in cells]
        rows.append((f"{number} {name}", *times, cells[-1].rows if cells[-1] else "-"))
    return markdown(("question", *(f"{size:,}" for size in sizes), "rows of the last"), rows)


def _peers(peers: Sequence[Peer]) -> str:
    found = {(each.number, each.engine): each for each in peers}
    rows = [
        (f"{number} {question(number).name}", *(_peer(found[number, name]) for name in _ENGINES))
        for number in comparable()
    ]
    return markdown(("question", *_ENGINES), rows)


def _peer(peer: Peer) -> object:
    return peer.note if peer.seconds is None else peer.seconds


if __name__ == "__main__":
    main()
