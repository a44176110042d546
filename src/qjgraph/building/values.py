"""What a build keeps of pages and articles for the next one, and sends to its workers."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass, fields
from io import BytesIO
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from pyoxigraph import Quad, RdfFormat, serialize

from qjgraph.judgement import Decision
from qjgraph.model import Entity, Issue, Page
from qjgraph.resolve import Note

#: Bytes of the hashes of keys, signatures and triples.
WIDTH = 16

#: `sha256` stands for `raw`; `origin` moves when a line is put above a record in its file.
_OF_A_PAGE = tuple(each.name for each in fields(Page) if each.name not in ("raw", "origin"))


class PageHead(NamedTuple):
    """A page as a build knows it without its documents.

    Attributes:
        origin: where it was when it was read, which its issues may name.
    """

    origin: str
    issues: list[Issue]
    articles: list[Head]


class Head(NamedTuple):
    """An article of a page as a build knows it without its document.

    Attributes:
        id: of the article.
        note: what identity needs of it.
        claims: the last eight bytes of each of its claims' IRIs.
    """

    id: str
    note: Note
    claims: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class Job:
    """All that decides how an article is written.

    Attributes:
        page, place: key of its page; its place among the page's documents, from 0.
        origin: where the page was read this time.
        article: its hash.
        identities: IRI and label of each of its entities (`Identity.identities`).
        decisions: those about its claims.
        known: entities of other articles that the decisions name, by IRI.
        ledger: what issues call the ledger.
    """

    page: bytes
    place: int
    origin: str
    article: str
    identities: tuple[tuple[str, str], ...]
    decisions: tuple[Decision, ...] = ()
    known: tuple[tuple[str, Entity], ...] = ()
    ledger: str = ""

    def signature(self) -> bytes:
        """A hash that is the same for the same job alone."""
        return digest(repr(self).encode())


def key_of(page: Page) -> bytes:
    """A hash of all of a page but its origin: what its reading depends on besides the reader."""
    told = repr([getattr(page, name) for name in _OF_A_PAGE])
    return digest(told.encode("utf-8", "surrogatepass"))


def digest(data: bytes) -> bytes:
    """A hash of some bytes."""
    return hashlib.blake2b(data, digest_size=WIDTH).digest()


def lines_of(quads: Iterable[Quad]) -> list[bytes]:
    """Quads as lines of N-Quads (without line feed), each once, in their order."""
    written = BytesIO()
    serialize(quads, written, RdfFormat.N_QUADS)
    return list(dict.fromkeys(written.getvalue().splitlines()))


def hashes(lines: Iterable[bytes]) -> bytes:
    """The hashes of lines, one behind the other."""
    return b"".join(map(digest, lines))


def found_in(sought: bytes, there: bytes) -> set[bytes]:
    """Those hashes that are in both of two rows of hashes."""
    first, second = _numbers(sought), _numbers(there)
    near = second[np.isin(second[:, 0], first[:, 0])]
    ours = {sought[at : at + WIDTH] for at in range(0, len(sought), WIDTH)} if len(near) else set()
    return {row.tobytes() for row in near} & ours


def _numbers(row: bytes) -> NDArray[np.uint64]:
    return np.frombuffer(row, dtype=np.uint64).reshape(-1, WIDTH // 8)
