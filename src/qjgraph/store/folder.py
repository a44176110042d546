"""A build's folder: made beside the old one and put in its place in one step.

    DIR/manifest.json          names the database below; replacing it is the switch
    DIR/store/<hash>/          the pyoxigraph database
    DIR/issues.jsonl           what was set right, left out or could not be read
    DIR/cache.sqlite           what the next build need not do again (`cache.py`)

A new database is written to `DIR/store/new-<process>/`, renamed to its final name, and then
the manifest is replaced in one atomic step.  A build that stops before leaves the old
manifest and the old database whole; what it left behind is swept by the next one.  Other
files of the folder (tables, pictures) are not touched.
"""

from __future__ import annotations

import json
import os
import re
import shutil
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager, suppress
from dataclasses import asdict, replace
from io import BytesIO
from itertools import chain, islice
from pathlib import Path
from typing import cast

from pyoxigraph import Quad, RdfFormat, Store, serialize

from qjgraph.errors import StoreError
from qjgraph.model import Issue
from qjgraph.store.http import is_address
from qjgraph.store.manifest import NAME, Manifest, read_manifest, write_manifest
from qjgraph.store.remote import Remote

ISSUES = "issues.jsonl"
#: Bytes of N-Quads loaded at a time: some 400,000 quads.
_AT_A_TIME = 64_000_000
#: Names of databases, finished and unfinished.
_DATABASE = re.compile(r"new-[0-9]+|[0-9a-z]{1,12}(-again)?")


def build_store(
    quads: Iterable[Quad],
    out: Path,
    manifest: Manifest | Callable[[], Manifest],
    *,
    issues: Iterable[Issue] = (),
) -> Manifest:
    """Loads quads into a new database and makes it the folder's graph; see `load_store`."""
    return load_store(_in_parts(quads), out, manifest, issues=issues)


def load_store(
    parts: Iterable[bytes],
    out: Path,
    manifest: Manifest | Callable[[], Manifest],
    *,
    issues: Iterable[Issue] = (),
) -> Manifest:
    """Loads N-Quads into a new database and makes it the folder's graph.

    Args:
        parts: whole lines, many at a time, written by this program from valid quads; read
            once and not kept; an exception in it leaves the old graph as it was.
        out: the folder; made where it does not exist.
        manifest: what to write; a function is called after the last part, so that counts
            taken on the way are in it.  `quads`, `issues` and `store` are filled in here.
        issues: read after the last part.

    Returns:
        The manifest as written.

    Raises:
        StoreError: the folder cannot be written, or is a file.
    """
    with _new_database(out) as (folder, finish):
        store = Store(str(folder))
        _load(store, parts)
        store.flush()
        count = len(store)
        del store
        found = list(issues)
        said = manifest() if callable(manifest) else manifest
        return finish(replace(said, quads=count, issues=len(found)), found)


def _in_parts(quads: Iterable[Quad]) -> Iterator[bytes]:
    rest = iter(quads)
    for first in rest:
        some = BytesIO()
        serialize(chain((first,), islice(rest, 9_999)), some, RdfFormat.N_QUADS)
        yield some.getvalue()


def _load(store: Store, parts: Iterable[bytes]) -> None:
    """Loads so many lines at a time, while the next ones are being made.

    The loader holds what it is given until it is sorted; smaller loads take less memory and
    more disk.
    """
    with ThreadPoolExecutor(1) as loader:
        under_way: Future[None] | None = None
        for lines in _gathered(parts):
            if under_way is not None:
                under_way.result()
            under_way = loader.submit(store.bulk_load, lines, RdfFormat.N_QUADS, lenient=True)
            del lines
        if under_way is not None:
            under_way.result()


def _gathered(parts: Iterable[bytes]) -> Iterator[bytes]:
    """Lines, about `_AT_A_TIME` bytes of them together."""
    lines, size = list[bytes](), 0
    for part in parts:
        lines.append(part)
        size += len(part)
        if size >= _AT_A_TIME:
            together = b"".join(lines)
            lines.clear()
            size = 0
            yield together
    yield b"".join(lines)


def update_store(
    out: Path,
    change: Callable[[Store], None],
    manifest: Callable[[Manifest], Manifest],
    *,
    issues: Iterable[Issue] | None = None,
) -> Manifest:
    """Changes a copy of the folder's graph and makes it the folder's graph.

    The copy shares the unchanged files of the old database (hard links where the file
    system has them), so that a small change is cheap.

    Args:
        change: what to do to the copy.
        manifest: the new manifest, given the old; its counts of quads and issues and its
            `store` are filled in here.
        issues: the new issues; the old ones stay where None.
    """
    old = read_manifest(out)
    with _new_database(out) as (folder, finish):
        Store.read_only(str(out / old.store)).backup(str(folder))
        store = Store(str(folder))
        change(store)
        store.flush()
        count = len(store)
        del store
        found = None if issues is None else list(issues)
        number = old.issues if found is None else len(found)
        return finish(replace(manifest(old), quads=count, issues=number), found)


def open_graph(place: str | Path) -> Store:
    """The graph of a build's folder, or of a SPARQL server by its address, to read.

    Raises:
        StoreError: as for `open_store`; or the address is none.
    """
    if is_address(str(place)):
        # it has of a store what is used for reading, and no more
        return cast(Store, Remote(str(place)))
    return open_store(Path(place))


def open_store(folder: Path) -> Store:
    """The graph of a build's folder, to read; it does not see later builds.

    Raises:
        StoreError: the folder holds no graph, or one that this version cannot read.
    """
    for attempt in (1, 2):
        path = folder / read_manifest(folder).store
        try:
            return Store.read_only(str(path))
        except OSError as error:
            # a build may have put another database in place since the manifest was read
            if attempt == 2:
                hint = "build the graph anew"
                raise StoreError(str(path), f"cannot be opened: {error}", hint) from error
    raise AssertionError("unreachable")


def is_current(folder: Path, fingerprint: str) -> bool:
    """Whether the folder's graph was built from exactly this input by this reader."""
    try:
        manifest = read_manifest(folder)
    except StoreError:
        return False
    return manifest.fingerprint == fingerprint and (folder / manifest.store).is_dir()


def read_issues(folder: Path) -> list[dict[str, object]]:
    """The issues of a build, as they stand in `issues.jsonl`."""
    path = folder / ISSUES
    lines = path.read_text(encoding="utf-8").splitlines() if path.is_file() else []
    return [json.loads(line) for line in lines]


Finish = Callable[[Manifest, "list[Issue] | None"], Manifest]


@contextmanager
def _new_database(out: Path) -> Iterator[tuple[Path, Finish]]:
    """A place for a new database, and the step that makes it the folder's graph."""
    databases = _prepared(out)
    folder = databases / f"new-{os.getpid()}"
    shutil.rmtree(folder, ignore_errors=True)

    def finish(manifest: Manifest, issues: list[Issue] | None) -> Manifest:
        return _switch(out, folder, manifest, issues)

    try:
        yield folder, finish
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _prepared(out: Path) -> Path:
    databases = ensured(out / "store", out)
    foreign = [path for path in sorted(databases.iterdir()) if not _is_ours(path)]
    if foreign:
        problem = f"holds {foreign[0].name}, which is no part of a graph"
        raise StoreError(str(databases), problem, "name another folder with --out")
    return databases


def ensured(folder: Path, out: Path) -> Path:
    """A folder in a build's folder or that itself, made where it does not exist.

    Raises:
        StoreError: it cannot be made.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        hint = "name another folder with --out"
        raise StoreError(str(out), f"cannot be written: {error.strerror}", hint) from error
    return folder


def sweep(out: Path) -> None:
    """Deletes what builds that did not end have left in a folder."""
    with suppress(StoreError):
        _sweep(out / "store", keep=out / read_manifest(out).store)


def _is_ours(path: Path) -> bool:
    return path.is_dir() and _DATABASE.fullmatch(path.name) is not None


def _switch(out: Path, new: Path, manifest: Manifest, issues: list[Issue] | None) -> Manifest:
    """Puts the new database in place; the last step but sweeping is atomic."""
    place = _free_name(new.parent, manifest.fingerprint[:12])
    new.rename(place)
    said = replace(manifest, store=f"store/{place.name}")
    try:
        if issues is not None:
            _write_issues(issues, out / f"{ISSUES}.new")
        write_manifest(said, out / f"{NAME}.new")
        if issues is not None:
            (out / f"{ISSUES}.new").replace(out / ISSUES)
        (out / f"{NAME}.new").replace(out / NAME)
    except BaseException:
        shutil.rmtree(place, ignore_errors=True)
        raise
    _sweep(new.parent, keep=place)
    return said


def _free_name(databases: Path, name: str) -> Path:
    """The name itself or, where a forced build of the same input takes its place, another."""
    place = databases / name
    return databases / f"{name}-again" if place.exists() else place


def _write_issues(issues: Iterable[Issue], path: Path) -> None:
    with path.open("w", encoding="utf-8", newline="\n") as handle:
        for issue in issues:
            handle.write(json.dumps(asdict(issue), ensure_ascii=False, sort_keys=True) + "\n")


def _sweep(databases: Path, keep: Path) -> None:
    """Deletes databases that no build is writing and no manifest names."""
    for path in sorted(databases.iterdir()):
        if path != keep and not _is_being_written(path):
            shutil.rmtree(path, ignore_errors=True)


def _is_being_written(path: Path) -> bool:
    """Whether another process holds an unfinished database: it has a lock on it."""
    if not path.name.startswith("new-") or not (path / "LOCK").exists():
        return False
    try:
        Store(str(path))
    except OSError as error:
        return "lock" in str(error).lower()
    return False
