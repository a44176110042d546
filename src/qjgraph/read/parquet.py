"""Rows of Parquet files (pyarrow), a few at a time and only the columns that are used."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from qjgraph.read.extras import need
from qjgraph.read.fields import field_of
from qjgraph.read.notes import Notice, Unreadable, note
from qjgraph.read.packed import TROUBLE, seekable, unreadable

#: Rows that are held at a time.
_BATCH = 64


def parquet_rows(
    path: Path,
    place: str,
    check: Callable[[list[str]], None],
    wanted: Callable[[str], bool],
    on_issue: Notice,
) -> Iterator[dict[str, object]]:
    """The rows of a Parquet file, in its order.

    Args:
        path: the file, packed once more or not.
        place: its name, for messages.
        check: called with the names of its columns; raises Unreadable where they do not do.
        wanted: which columns are read, besides those with a known name.
        on_issue: called once for each column that is not used.

    Raises:
        Unreadable: `unreadable`, `missing-extra`, or what `check` raises.
    """
    parquet = need("pyarrow.parquet", "parquet", place)
    arrow = need("pyarrow", "parquet", place)
    try:
        with seekable(path, place) as plain, parquet.ParquetFile(plain, memory_map=False) as file:
            check(file.schema_arrow.names)
            used = [name for name in file.schema_arrow.names if field_of(name) or wanted(name)]
            for name in file.schema_arrow.names:
                if name not in used:
                    on_issue(note("unknown-field", place, f"field {name[:40]!r} is not used"))
            yield from _rows(file, used)
    except (arrow.ArrowException, UnicodeDecodeError, *TROUBLE) as trouble:
        raise _broken(trouble, place) from trouble


def _rows(file: Any, used: list[str]) -> Iterator[dict[str, object]]:
    for batch in file.iter_batches(batch_size=_BATCH, columns=used, use_threads=False):
        yield from batch.to_pylist()


def _broken(trouble: Exception, place: str) -> Unreadable:
    if isinstance(trouble, OSError) and trouble.strerror:
        return unreadable(trouble, place)
    reason = str(trouble).partition("\n")[0][:200]
    problem, hint = f"is not a whole Parquet file: {reason}", "write it again"
    return Unreadable("unreadable", place, problem, hint)
