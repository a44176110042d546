"""What workers do: read some pages, write some articles.

Each task is a function of its arguments alone, and both can be sent to another process or
machine, so that it does not matter who does it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import NamedTuple

from qjgraph.building.packing import pack, unpack
from qjgraph.building.values import Head, Job, PageHead, hashes, lines_of
from qjgraph.claim_ids import named
from qjgraph.curate import Curation
from qjgraph.iris import graph_iri
from qjgraph.model import Article, Doc, Issue, Page, View
from qjgraph.rdf.convert import quads
from qjgraph.rdf.curation import correction_quads
from qjgraph.rdf.provenance import Run
from qjgraph.reading import read_page
from qjgraph.resolve import note, resolved

_NO_VIEW = View(text="", starts=(), ends=())


class PageRead(NamedTuple):
    """A page as it is kept: its packed head and documents."""

    head: bytes
    docs: tuple[bytes, ...]


class ToWrite(NamedTuple):
    """An article to be written.

    Attributes:
        article: its hash.
        job, doc: packed.
        signature: of the job; empty where it tells how the article was written before.
    """

    article: str
    job: bytes
    doc: bytes
    signature: bytes


class Written(NamedTuple):
    """What became of an article.

    Attributes:
        lines: its quads as N-Quads, each once.
        triples: hashes of those that other articles may state as well.
        claims: their number.
        issues: packed; empty where there are none.
    """

    lines: bytes
    triples: bytes
    claims: int
    issues: bytes


def read_batch(batch: Sequence[Page], *, base: str) -> list[PageRead]:
    """Reads some pages.

    Args:
        base: of the IRIs.
    """
    return [_read(page, base) for page in batch]


def _read(page: Page, base: str) -> PageRead:
    issues: list[Issue] = []
    heads, docs = [], []
    for doc in read_page(page, issues.append):
        seen = note(doc, base)
        claims = named(doc.claims, seen.article, base)
        names = b"".join(bytes.fromhex(claim.iri[-16:]) for claim in claims)
        heads.append(Head(doc.article.id, seen, names))
        article = _slim(doc.article)
        docs.append(pack(
            Doc(article=article, entities=doc.entities, claims=claims, issues=doc.issues)
        ))  # fmt: skip
    return PageRead(pack(PageHead(page.origin, issues, heads)), tuple(docs))


def _slim(article: Article) -> Article:
    """An article without what only its reading needs."""
    return replace(article, view=_NO_VIEW, blocks=(), sentences=(), datelines=())


def write_batch(batch: Sequence[ToWrite], *, base: str, run: Run) -> list[Written]:
    """Writes some articles as quads.

    Args:
        base: of the IRIs.
        run: the reader.
    """
    return [_write(unpack(each.job, Job), unpack(each.doc, Doc), base, run) for each in batch]


def _write(job: Job, doc: Doc, base: str, run: Run) -> Written:
    known = dict(job.known)
    curation = Curation(job.decisions, place=job.ledger, base=base, known=known.get)
    page = replace(doc.article.page, origin=job.origin)
    doc = replace(doc, article=replace(doc.article, page=page))
    doc, corrections = curation.apply(resolved(doc, job.identities))
    lines = lines_of([*quads(doc, base=base, run=run), *correction_quads(corrections, base)])
    own = f" <{graph_iri(job.article, base)}> .".encode()
    return Written(
        lines=b"\n".join((*lines, b"")),
        triples=hashes(line for line in lines if not line.endswith(own)),
        claims=len(doc.claims),
        issues=pack(doc.issues) if doc.issues else b"",
    )
