"""A build: from paths to a graph, doing no more than what has changed asks for.

All pages come in; those that are not in the folder's cache are read (`building.tasks`, by this
process or by workers); then it is decided who is who among all articles; then the articles
that are not as the graph has them are written: into a copy of the graph where they are few,
else all of them into a new one.  Either way the result is the graph of a clean build.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from operator import attrgetter
from pathlib import Path
from typing import Any

import qjgraph
from qjgraph import curate
from qjgraph.building.corpus import Corpus
from qjgraph.building.intake import Intake
from qjgraph.building.packing import unpack
from qjgraph.building.tasks import read_batch
from qjgraph.building.values import key_of
from qjgraph.building.workers import Workers, workers_for
from qjgraph.building.writing import Writer
from qjgraph.errors import StoreError
from qjgraph.iris import DEFAULT_BASE
from qjgraph.model import Context, Issue, Severity, Span
from qjgraph.query.deciding import ledger_of
from qjgraph.rdf.curation import judgement_quads
from qjgraph.rdf.provenance import Run, shared_quads, this_reader
from qjgraph.reading import read_article, read_page, read_text
from qjgraph.store import (
    Cache,
    Manifest,
    fingerprint,
    is_current,
    load_store,
    read_issues,
    read_manifest,
    sweep,
    update_store,
    with_cache,
)

__all__ = [
    "BuildReport", "Progress", "build", "read_article", "read_page", "read_text",
]  # fmt: skip

#: What is told on the way: `read` or `write`, how many pages or articles are done, of how many.
Progress = Callable[[str, int, int], None]


@dataclass(frozen=True, slots=True, kw_only=True)
class BuildReport:
    """What a build did: counts, what it met on the way, and whether anything changed.

    Attributes:
        read: pages that were read now; the others were kept from builds before.
        written: articles that were written now.
    """

    articles: int
    claims: int
    quads: int
    issues: list[Issue]
    read: int = 0
    written: int = 0
    unchanged: bool = False


def build(
    paths: Sequence[Path],
    out: Path,
    *,
    context: Context = Context(),
    base: str = DEFAULT_BASE,
    force: bool = False,
    decisions: Path | None = None,
    workers: int = 1,
    cluster: str = "",
    on_progress: Progress | None = None,
) -> BuildReport:
    """Read all inputs and make `out` their graph.

    Args:
        paths: files and folders.
        out: the build's folder; a graph in it is replaced as a whole.
        context: for texts whose own context does not say.
        base: of the IRIs.
        force: read and write everything anew although nothing has changed.
        decisions: the ledger of decisions; where None, that of the build before, else
            `decisions/ledger.tsv` in `out`.
        workers: processes that read and write; the result is the same for any number.  A
            script that asks for more than one keeps its own work under
            `if __name__ == "__main__":`, because each process imports it.
        cluster: address of a Dask scheduler whose workers do the work instead.
        on_progress: called as pages are read and articles written.

    Raises:
        InputError: there is nothing to read, or no such ledger; a graph in `out` stays.
        StoreError: the folder cannot be written, or another build is at work in it.
        WorkerError: a text ends the processes that read it.
    """
    order = _Order(
        paths=tuple(sorted(set(paths), key=str)), out=out, context=context, base=base,
        force=force, ledger=curate.Book(decisions or ledger_of(out), out),
        run=this_reader({"base": base}), notify=on_progress or (lambda step, done, of: None),
    )  # fmt: skip
    reader = fingerprint((), run=order.run.iri())
    with workers_for(workers, cluster) as hands:
        return with_cache(out, reader, lambda cache: _Build(order, cache, hands).done())


@dataclass(frozen=True, slots=True, kw_only=True)
class _Order:
    """What is to be built, and how."""

    paths: tuple[Path, ...]
    out: Path
    context: Context
    base: str
    force: bool
    ledger: curate.Book
    run: Run
    notify: Progress

    def fingerprint(self, intake: Intake) -> str:
        """Hash of the pages in their order, the problems met, the decisions, the reader."""
        pages = (
            f"{number} {key.hex()} {origin}"
            for number, (key, origin) in enumerate(intake.origins.items())
        )
        parts = (*pages, *map(repr, intake.issues), *self.ledger.parts())
        return fingerprint(parts, run=self.run.iri())


class _Build:
    """A build under way."""

    def __init__(self, order: _Order, cache: Cache, hands: Workers) -> None:
        self._order, self._cache, self._hands = order, cache, hands
        self._issues: list[Issue] = list(order.ledger.issues)
        self._claims = 0

    def done(self) -> BuildReport:
        """Does it, and tells what it did."""
        order = self._order
        if order.force:
            self._cache.clear()
        with Intake(order.paths, order.context, self._cache.keys()) as intake:
            print_of_input = order.fingerprint(intake)
            if not order.force and is_current(order.out, print_of_input):
                return self._unchanged(intake)
            self._read(intake)
        corpus = Corpus(self._cache, intake.origins, order.ledger, order.base)
        self._issues += (*intake.issues, *corpus.issues)
        return self._written(corpus, intake, print_of_input)

    def _unchanged(self, intake: Intake) -> BuildReport:
        """The report of the build before; what an interrupted one left since is forgotten."""
        if self._cache.keys().difference(intake.origins):
            with self._cache.change() as change:
                change.keep_only(intake.origins)
                change.commit()
        sweep(self._order.out)
        kept, found = read_manifest(self._order.out), read_issues(self._order.out)
        return BuildReport(
            articles=kept.articles, claims=kept.claims, quads=kept.quads,
            issues=list(map(_as_issue, found)), unchanged=True,
        )  # fmt: skip

    def _read(self, intake: Intake) -> None:
        """Reads the new pages; each batch is in the cache as soon as it is read."""
        done, task = 0, partial(read_batch, base=self._order.base)
        for pages, results in self._hands.do(
            task, intake.batches(), attrgetter("id"), size=intake.size
        ):
            read = zip(map(key_of, pages), results, strict=True)
            self._cache.put((key, head, docs) for key, (head, docs) in read)
            done += len(pages)
            self._order.notify("read", done, intake.new)

    def _written(self, corpus: Corpus, intake: Intake, print_of_input: str) -> BuildReport:
        """Brings the graph to what the corpus says, in the cheaper of two ways."""
        order, cache, replaced = self._order, self._cache, 0
        judgements = judgement_quads(corpus.judgements, order.base)
        writer = Writer(
            corpus, cache, (*shared_quads(), *judgements), hands=self._hands, base=order.base,
            run=order.run, notify=partial(order.notify, "write"),
        )  # fmt: skip
        signatures = cache.signatures(_database(order.out))
        difference = None if signatures is None else writer.difference(signatures)
        manifest, issues = partial(self._manifest, corpus, print_of_input), self._all_issues(corpus)
        with cache.change() as change:
            if difference is None:
                kept = load_store(writer.all(change), order.out, manifest, issues=issues)
            else:
                replaced = cache.replaced() + len(difference)
                changes = writer.changes(difference, change)
                kept = update_store(order.out, changes.apply, manifest, issues=issues)
            change.keep_only(intake.origins)
            change.commit(_database(order.out), replaced)
        return BuildReport(
            articles=kept.articles, claims=kept.claims, quads=kept.quads, issues=self._issues,
            read=intake.new, written=writer.written,
        )  # fmt: skip

    def _all_issues(self, corpus: Corpus) -> Iterator[Issue]:
        """Every issue, once all is written; the claims are counted on the way."""
        written = self._cache.written()
        for job in corpus.jobs:
            claims, issues = written[job.article]
            self._claims += claims
            self._issues += unpack(issues, list) if issues else ()
        self._issues += corpus.curation.stale()
        yield from self._issues

    def _manifest(
        self, corpus: Corpus, print_of_input: str, old: Manifest | None = None
    ) -> Manifest:
        return Manifest(
            version=qjgraph.__version__, fingerprint=print_of_input, base=self._order.base,
            articles=len(corpus), claims=self._claims, decisions=self._order.ledger.recorded,
        )  # fmt: skip


def _database(out: Path) -> str:
    """The database in force and what it was made of; empty where there is none."""
    try:
        manifest = read_manifest(out)
    except StoreError:
        return ""
    there = (out / manifest.store).is_dir()
    return f"{manifest.store} {manifest.fingerprint}" if there else ""


def _as_issue(found: dict[str, Any]) -> Issue:
    """An issue as `issues.jsonl` has it."""
    span = found.pop("span")
    severity = Severity(found.pop("severity"))
    return Issue(severity=severity, span=Span(**span) if span else None, **found)
