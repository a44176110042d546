"""The corpus of a build: which articles there are, who is who in them, how each is written."""

from __future__ import annotations

import gc
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from typing import NamedTuple

from qjgraph.building.packing import unpack
from qjgraph.building.values import Head, Job, PageHead
from qjgraph.curate import Book, Curation, entity_named
from qjgraph.model import Issue, Severity
from qjgraph.resolve import Identity, Register, identify
from qjgraph.store import Cache


class _Place(NamedTuple):
    """An article of the corpus: its page's key, place there, origin, hash, decided claims."""

    page: bytes
    place: int
    origin: str
    article: str
    decided: tuple[str, ...]


class Corpus:
    """All articles of a build, each once, in the order of their pages.

    Attributes:
        issues: of the reading, of articles that are there twice, of who is who.
        curation: the decisions about claims; it has met every claim of the corpus.
        judgements: of who is who.
        jobs: how each article is to be written.

    Args:
        origins: of the pages, by their keys, all of which are in the cache.
        base: of the IRIs.
    """

    def __init__(self, cache: Cache, origins: Mapping[bytes, str], ledger: Book, base: str) -> None:
        self.issues: list[Issue] = []
        self.curation: Curation = ledger.curation(base)
        register, places = Register(base=base, apart=ledger.articles()), list[_Place]()
        decided = {iri[-16:]: iri for iri in self.curation.claims()}
        with _without_collection():
            for key, place, head in self._heads(cache, origins):
                register.take(head.note)
                found = tuple(_decided(head, decided, base)) if decided else ()
                places.append(_Place(key, place, origins[key], head.note.article, found))
                self.curation.meet(found)
            identity = identify(register, ledger.decisions, self.issues.append, ledger=ledger.place)
        self.judgements = identity.judgements
        # the register is much larger than the jobs and is not kept
        self.jobs = [self._job(place, identity, ledger.place) for place in places]

    def __len__(self) -> int:
        return len(self.jobs)

    def _job(self, place: _Place, identity: Identity, ledger: str) -> Job:
        decisions = self.curation.of(place.decided)
        named = dict.fromkeys(filter(None, map(entity_named, decisions)))
        known = ((iri, identity.entity(iri)) for iri in named)
        return Job(
            page=place.page, place=place.place, origin=place.origin, article=place.article,
            identities=identity.identities(place.article), decisions=decisions,
            known=tuple((iri, entity) for iri, entity in known if entity is not None),
            ledger=ledger,
        )  # fmt: skip

    def _heads(
        self, cache: Cache, origins: Mapping[bytes, str]
    ) -> Iterator[tuple[bytes, int, Head]]:
        """The articles' heads; what is there twice only once, as an issue."""
        seen: dict[str, str] = {}
        for key, origin in origins.items():
            page = unpack(cache.head(key), PageHead)
            self.issues += (_moved(issue, page.origin, origin) for issue in page.issues)
            for place, head in enumerate(page.articles):
                first = seen.setdefault(head.note.article, head.id)
                if first == head.id:
                    yield key, place, head
                else:
                    self.issues.append(_repeated(head.id, first))


@contextmanager
def _without_collection() -> Iterator[None]:
    """No search for cycles: among so many objects, none of them in a cycle, it takes a third."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def _moved(issue: Issue, old: str, new: str) -> Issue:
    """An issue of a page that may be at another place now."""
    return replace(issue, place=new) if issue.place == old != new else issue


def _decided(head: Head, decided: dict[str, str], base: str) -> Iterator[str]:
    """The claims of an article that decisions speak of."""
    names = head.claims.hex()
    for at in range(0, len(names), 16):
        iri = decided.get(names[at : at + 16])
        if iri is not None and iri == f"{base}claim/{names[at : at + 16]}":
            yield iri


def _repeated(article: str, first: str) -> Issue:
    return Issue(
        severity=Severity.NOTE, code="duplicate-article", place=article,
        message=f"the same text in the same context as {first}; it stands in the graph once",
    )  # fmt: skip
