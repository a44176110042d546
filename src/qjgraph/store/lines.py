"""The canonical form of a graph: its quads as sorted N-Quads lines."""

from __future__ import annotations

import heapq
from collections.abc import Iterator
from contextlib import ExitStack
from itertools import islice
from tempfile import TemporaryFile
from typing import IO

from pyoxigraph import RdfFormat, Store

#: Lines sorted in memory at a time: some 100 MB of them.
_AT_A_TIME = 500_000


def dump(store: Store) -> Iterator[str]:
    """The quads of a store as N-Quads, sorted by code point, each with its line feed.

    The same graph gives the same lines, whatever the order it was loaded in.  Memory is
    bounded: sorted parts of a large graph go to temporary files.
    """
    with ExitStack() as files:
        written = files.enter_context(TemporaryFile())
        store.dump(written, RdfFormat.N_QUADS)
        written.seek(0)
        parts: list[list[bytes] | IO[bytes]] = []
        while part := sorted(islice(written, _AT_A_TIME)):
            parts.append(part if not parts else _put_by(part, files))
        for line in heapq.merge(*parts):
            yield line.decode("utf-8")


def _put_by(part: list[bytes], files: ExitStack) -> IO[bytes]:
    file = files.enter_context(TemporaryFile())  # noqa: SIM115, the stack closes it
    file.writelines(part)
    file.seek(0)
    return file
