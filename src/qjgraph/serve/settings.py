"""What a server allows."""

from __future__ import annotations

from dataclasses import dataclass

MEGABYTE = 1_000_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """The limits of a server; each holds for one request unless it says otherwise.

    Attributes:
        workers: processes that answer queries, for all requests together.
        page_workers: processes that answer pages and searches, which wait behind no query.
        timeout: seconds until a query is stopped, and its process with it.
        patience: seconds of the processor after which a query gets a low
            priority, so that it gives way to others.
        queue: requests that may wait for a process; one more is told to come again.
        wait: seconds after which one that waits is told so, too.
        max_rows: rows, or triples, of an answer.
        max_bytes: size of an answer, uncompressed.
        max_query: size of a request's body in bytes.
        memory: bytes that a process may take above what it takes when idle.
        federation: whether SERVICE may reach other machines.
        hosts: names under which the server answers; an empty tuple is any.
        curation: the secret that opens the curating pages; they are closed where it is empty.
    """

    workers: int = 4
    page_workers: int = 2
    timeout: float = 30.0
    patience: float = 0.3
    queue: int = 64
    wait: float = 30.0
    max_rows: int = 200_000
    max_bytes: int = 64 * MEGABYTE
    max_query: int = MEGABYTE
    memory: int = 1_000 * MEGABYTE
    federation: bool = False
    hosts: tuple[str, ...] = ("127.0.0.1", "localhost", "[::1]")
    curation: str = ""
