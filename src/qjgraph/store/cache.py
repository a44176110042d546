"""What a build keeps for the next one: read pages, and what was written of each article.

    DIR/cache.sqlite

A page is kept under a key that stands for all that its reading depends on, so an unchanged
one is never read again.  What was written belongs to one database, which it names: where the
manifest names another, because a build was killed between its last two steps, it is not used.
The cache holds bytes and does not know what they mean; it can be deleted at any time, which
costs one full build.  One build at a time has it; nothing of a removed page stays in it.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from types import TracebackType
from typing import NamedTuple, TypeVar

from qjgraph.errors import StoreError
from qjgraph.store.folder import ensured

NAME = "cache.sqlite"
#: Form of the tables; a cache of another is thrown away.
_FORM = 1

_TABLES = """
CREATE TABLE about (name TEXT PRIMARY KEY, value TEXT NOT NULL);
CREATE TABLE page (number INTEGER PRIMARY KEY, key BLOB UNIQUE NOT NULL, head BLOB NOT NULL);
CREATE TABLE doc (
    page INTEGER NOT NULL, place INTEGER NOT NULL, doc BLOB NOT NULL, PRIMARY KEY (page, place)
);
CREATE TABLE written (
    article TEXT PRIMARY KEY, signature BLOB NOT NULL, job BLOB NOT NULL, claims INTEGER NOT NULL,
    issues BLOB NOT NULL, triples BLOB NOT NULL
);
"""
#: Deleted words are overwritten; a lock keeps other builds out until the process ends.
_SETTINGS = """
PRAGMA locking_mode = EXCLUSIVE;
PRAGMA secure_delete = ON;
PRAGMA synchronous = NORMAL;
PRAGMA cache_size = -16000;
"""


T = TypeVar("T")


class Damaged(Exception):
    """What the cache holds was not written by this program."""


class Kept(NamedTuple):
    """What was written of an article.

    Attributes:
        article: its hash, or another name of what was written together.
        signature: of all that decides what is written.
        job: how to write it again.
        claims: their number.
        issues: met in the writing; empty where none were.
        triples: hashes of its triples that others may state as well.
    """

    article: str
    signature: bytes
    job: bytes
    claims: int
    issues: bytes
    triples: bytes


class Cache:
    """The cache of a build's folder, opened for one build; a context.

    Args:
        out: the folder, which exists.
        reader: stands for all of the program that decides what is read and written; what
            another reader left is thrown away.
    """

    def __init__(self, out: Path, reader: str) -> None:
        self._reader = reader
        self._base = self._opened(out / NAME)

    def __enter__(self) -> Cache:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:  # fmt: skip
        self._base.close()

    def _opened(self, path: Path) -> sqlite3.Connection:
        base = sqlite3.connect(path, timeout=0, isolation_level=None)
        try:
            base.executescript(_SETTINGS)
            base.execute("BEGIN IMMEDIATE")
            if not _is_of(base, self._reader):
                _emptied(base, self._reader)
            base.execute("COMMIT")
        except BaseException:
            base.close()
            raise
        return base

    def clear(self) -> None:
        """Forgets everything."""
        self._base.execute("BEGIN IMMEDIATE")
        _emptied(self._base, self._reader)
        self._base.execute("COMMIT")

    def _one(self, ask: str, *values: bytes | str | int) -> bytes:
        """The bytes of the one row that is asked for."""
        found = self._base.execute(ask, values).fetchone()
        if found is None or not isinstance(found[0], bytes):
            raise Damaged(f"nothing for: {ask}")
        return found[0]

    # ----------------------------------------------------------------------------- pages

    def keys(self) -> set[bytes]:
        """The keys of all pages."""
        return {key for (key,) in self._base.execute("SELECT key FROM page")}

    def head(self, key: bytes) -> bytes:
        """What is kept of a page besides its documents."""
        return self._one("SELECT head FROM page WHERE key = ?", key)

    def doc(self, key: bytes, place: int) -> bytes:
        """A document of a page, by its place in it from 0."""
        ask = "SELECT doc FROM doc JOIN page ON page = number WHERE key = ? AND place = ?"
        return self._one(ask, key, place)

    def put(self, pages: Iterable[tuple[bytes, bytes, Sequence[bytes]]]) -> None:
        """Keeps pages: key, head and documents of each; they stay whatever comes after."""
        self._base.execute("BEGIN IMMEDIATE")
        for key, head, docs in pages:
            put = self._base.execute("INSERT INTO page (key, head) VALUES (?, ?)", (key, head))
            rows = [(put.lastrowid, place, doc) for place, doc in enumerate(docs)]
            self._base.executemany("INSERT INTO doc VALUES (?, ?, ?)", rows)
        self._base.execute("COMMIT")

    # --------------------------------------------------------------------------- written

    def signatures(self, database: str) -> dict[str, bytes] | None:
        """Signature of each article as it stands in a database; None where that is not known."""
        if _value(self._base, "database") != database:
            return None
        return dict(self._base.execute("SELECT article, signature FROM written"))

    def written(self) -> dict[str, tuple[int, bytes]]:
        """Number of claims and issues of all that was written."""
        rows = self._base.execute("SELECT article, claims, issues FROM written")
        return {article: (claims, issues) for article, claims, issues in rows}

    def job(self, article: str) -> bytes:
        """How an article was written."""
        return self._one("SELECT job FROM written WHERE article = ?", article)

    def triples(self) -> Iterator[bytes]:
        """Hashes of triples, article by article."""
        return (triples for (triples,) in self._base.execute("SELECT triples FROM written"))

    def replaced(self) -> int:
        """Articles replaced in the database since it was loaded as a whole."""
        return int(_value(self._base, "replaced") or 0)

    def change(self) -> Change:
        """A change of what was written, to go in force together with a database."""
        return Change(self._base)


class Change:
    """What was written, under change; nothing of it is in force before `commit`."""

    def __init__(self, base: sqlite3.Connection) -> None:
        self._base = base

    def __enter__(self) -> Change:
        self._base.execute("BEGIN IMMEDIATE")
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:  # fmt: skip
        if self._base.in_transaction:
            self._base.execute("ROLLBACK")

    def clear(self) -> None:
        """Forgets all that was written."""
        self._base.execute("DELETE FROM written")

    def remove(self, articles: Iterable[str]) -> None:
        """Forgets what was written of some articles."""
        gone = [(article,) for article in articles]
        self._base.executemany("DELETE FROM written WHERE article = ?", gone)

    def put(self, written: Iterable[Kept]) -> None:
        """Takes note of what was written, in the place of what was before."""
        self._base.executemany("INSERT OR REPLACE INTO written VALUES (?, ?, ?, ?, ?, ?)", written)

    def keep_only(self, keys: Iterable[bytes]) -> None:
        """Forgets all pages but those of some keys."""
        there = {key for (key,) in self._base.execute("SELECT key FROM page")}
        gone = [(key,) for key in sorted(there.difference(keys))]
        of_page = "(SELECT number FROM page WHERE key = ?)"
        self._base.executemany(f"DELETE FROM doc WHERE page = {of_page}", gone)
        self._base.executemany("DELETE FROM page WHERE key = ?", gone)

    def commit(self, database: str = "", replaced: int = 0) -> None:
        """Puts the change in force.

        Args:
            database: what was written stands there; empty where nothing was.
            replaced: articles replaced there since it was loaded as a whole.
        """
        if database:
            rows = [("database", database), ("replaced", str(replaced))]
            self._base.executemany("INSERT OR REPLACE INTO about VALUES (?, ?)", rows)
        self._base.execute("COMMIT")


def with_cache(out: Path, reader: str, work: Callable[[Cache], T]) -> T:
    """Does some work with a folder's cache; once more with an empty one where it is damaged.

    A cache that stays empty leaves no file, and no folder that was not there.

    Raises:
        StoreError: another build is at work in the folder, or it cannot be written.
    """
    there = out.exists()
    ensured(out, out)
    try:
        return _worked(out, reader, work)
    except Damaged:
        (out / NAME).unlink(missing_ok=True)
        return _worked(out, reader, work)
    finally:
        if not there and not any(out.iterdir()):
            out.rmdir()


def _worked(out: Path, reader: str, work: Callable[[Cache], T]) -> T:
    empty = False
    try:
        with Cache(out, reader) as cache:
            try:
                return work(cache)
            finally:
                empty = not cache.keys()
    except sqlite3.DatabaseError as error:
        raise _told(out, error) from error
    finally:
        if empty:
            (out / NAME).unlink(missing_ok=True)


def _is_of(base: sqlite3.Connection, reader: str) -> bool:
    form: int = base.execute("PRAGMA user_version").fetchone()[0]
    return form == _FORM and _value(base, "reader") == reader


def _emptied(base: sqlite3.Connection, reader: str) -> None:
    names = base.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall()
    for (name,) in names:
        base.execute('DROP TABLE "' + name.replace('"', '""') + '"')
    for statement in _TABLES.split(";\n"):
        base.execute(statement)
    base.execute("INSERT INTO about VALUES ('reader', ?)", (reader,))
    base.execute(f"PRAGMA user_version = {_FORM}")


def _value(base: sqlite3.Connection, name: str) -> str | None:
    found = base.execute("SELECT value FROM about WHERE name = ?", (name,)).fetchone()
    return None if found is None else str(found[0])


#: Trouble that another cache would have as well.
_OUTER = (
    sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED, sqlite3.SQLITE_READONLY, sqlite3.SQLITE_IOERR,
    sqlite3.SQLITE_FULL, sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_PERM, sqlite3.SQLITE_NOMEM,
)  # fmt: skip


def _told(out: Path, error: sqlite3.DatabaseError) -> StoreError | Damaged:
    """What went wrong: in the folder, or in what the cache holds."""
    code = getattr(error, "sqlite_errorcode", sqlite3.SQLITE_ERROR) & 0xFF
    if code not in _OUTER:
        return Damaged(str(error))
    if code in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED):
        return StoreError(str(out), "another build is at work in this folder", "wait for its end")
    hint = "see that there is room and that it may be written"
    return StoreError(str(out / NAME), f"cannot be written: {error}", hint)
