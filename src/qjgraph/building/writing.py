"""The writing of a corpus: all of it into a new database, or what has changed into a copy."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import islice
from operator import attrgetter

from pyoxigraph import Quad

from qjgraph.building.changes import Changes
from qjgraph.building.corpus import Corpus
from qjgraph.building.packing import pack, unpack
from qjgraph.building.tasks import ToWrite, Written, write_batch
from qjgraph.building.values import Job, digest, hashes, lines_of
from qjgraph.building.workers import Workers
from qjgraph.rdf.provenance import Run
from qjgraph.store.cache import Cache, Change, Kept

#: Changed articles are written into a copy of the graph where they are at most this share of
#: all and this many; where more have changed, writing all anew is faster or takes less memory.
_SHARE, _MOST = 0.1, 1_000
#: What replaced articles leave in a database is not given back, so all is written anew when
#: as many have been replaced as this share of all.
_WORN = 0.5
#: Articles that are written at a time; characters of text that the writing of one counts for.
_BATCH, _SIZE = 50, 500
#: Under this name is kept what no single article states: meanings of codes, who is who.
_SHARED = "shared"

Notify = Callable[[int, int], None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """How a corpus differs from a graph.

    Attributes:
        changed: jobs of the articles that are new or changed.
        replaced: those of them that the graph has in another form.
        gone: articles that the graph has and the corpus has not.
    """

    changed: tuple[Job, ...]
    replaced: frozenset[str]
    gone: tuple[str, ...]

    def __len__(self) -> int:
        return len(self.changed) + len(self.gone)


class Writer:
    """Writes a corpus and takes note of what it writes.

    Attributes:
        written: number of articles written so far.

    Args:
        cache: holds the documents of the corpus and what the graph to be changed holds.
        shared: the quads that no single article states.
        notify: called with the number of articles written so far and that of all.
    """

    def __init__(
        self, corpus: Corpus, cache: Cache, shared: Iterable[Quad], *,
        hands: Workers, base: str, run: Run, notify: Notify,
    ) -> None:  # fmt: skip
        self._corpus, self._cache = corpus, cache
        self._shared = lines_of(shared)
        self._hands, self._notify = hands, notify
        self._task = partial(write_batch, base=base, run=run)
        self.written = 0

    # ------------------------------------------------------------------------------- all

    def all(self, change: Change) -> Iterator[bytes]:
        """All lines of the graph, many at a time.

        Args:
            change: takes what is written; its user puts it in force.
        """
        change.clear()
        change.put([self._kept_shared()])
        yield _joined(self._shared)
        new = map(self._new, self._corpus.jobs)
        for batch, results in self._done(new, len(self._corpus)):
            change.put(map(_kept, batch, results))
            yield b"".join(each.lines for each in results)

    # --------------------------------------------------------------------------- changes

    def difference(self, signatures: dict[str, bytes]) -> Difference | None:
        """How the corpus differs from the graph; None where it is to be written anew.

        Args:
            signatures: of what the graph holds.
        """
        size, gone, changed = len(self._corpus), dict.fromkeys(signatures), list[Job]()
        limit = min(_MOST, _SHARE * size, _WORN * size - self._cache.replaced())
        gone.pop(_SHARED, None)
        for job in self._corpus.jobs:
            gone.pop(job.article, None)
            if signatures.get(job.article) != job.signature():
                changed.append(job)
            if len(changed) > limit:
                return None
        replaced = frozenset(job.article for job in changed if job.article in signatures)
        found = Difference(changed=tuple(changed), replaced=replaced, gone=tuple(gone))
        return found if len(found) <= limit else None

    def changes(self, difference: Difference, change: Change) -> Changes:
        """The lines that leave and enter the graph.

        Args:
            change: takes what is written; its user puts it in force.
        """
        changes = Changes()
        changes.note(_joined(unpack(self._cache.job(_SHARED), list)), _joined(self._shared))
        change.put([self._kept_shared(), *self._articles(difference, changes)])
        change.remove(difference.gone)
        changes.keep(self._cache.triples())
        return changes

    def _articles(self, difference: Difference, changes: Changes) -> list[Kept]:
        """Takes note of how articles change; what is to be kept of them."""
        kept, old = list[Kept](), dict[str, bytes]()
        todo = self._old_and_new(difference)
        for batch, results in self._done(todo, len(difference)):
            for each, written in zip(batch, results, strict=True):
                if each.signature:
                    changes.note(old.pop(each.article, b""), written.lines)
                    kept.append(_kept(each, written))
                else:
                    old[each.article] = written.lines
        for lines in old.values():
            changes.note(lines, b"")
        return kept

    def _old_and_new(self, difference: Difference) -> Iterator[ToWrite]:
        """Each changed article as it was, where it was, and right behind as it is."""
        for job in difference.changed:
            if job.article in difference.replaced:
                yield self._old(job.article)
            yield self._new(job)
        yield from map(self._old, difference.gone)

    # ------------------------------------------------------------------------------ both

    def _new(self, job: Job) -> ToWrite:
        doc = self._cache.doc(job.page, job.place)
        return ToWrite(job.article, pack(job), doc, job.signature())

    def _old(self, article: str) -> ToWrite:
        packed = self._cache.job(article)
        job = unpack(packed, Job)
        return ToWrite(article, packed, self._cache.doc(job.page, job.place), b"")

    def _done(
        self, todo: Iterator[ToWrite], of: int
    ) -> Iterator[tuple[Sequence[ToWrite], list[Written]]]:
        batches = iter(lambda: list(islice(todo, _BATCH)), [])
        for batch, results in self._hands.do(
            self._task, batches, attrgetter("article"), size=of * _SIZE
        ):
            yield batch, results
            self.written += sum(bool(each.signature) for each in batch)
            self._notify(self.written, of)

    def _kept_shared(self) -> Kept:
        return Kept(
            _SHARED, digest(_joined(self._shared)), pack(self._shared), 0, b"",
            hashes(self._shared),
        )  # fmt: skip


def _kept(article: ToWrite, written: Written) -> Kept:
    return Kept(
        article.article, article.signature, article.job, written.claims, written.issues,
        written.triples,
    )  # fmt: skip


def _joined(lines: Iterable[bytes]) -> bytes:
    return b"\n".join((*lines, b""))
