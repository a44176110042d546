"""The canonical form of a graph: its quads as sorted N-Quads lines."""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO

from pyoxigraph import RdfFormat, Store


def dump(store: Store) -> Iterator[str]:
    """The quads of a store as N-Quads, sorted by code point, each with its line feed.

    The same graph gives the same lines, whatever the order it was loaded in.
    """
    buffer = BytesIO()
    store.dump(buffer, RdfFormat.N_QUADS)
    lines = buffer.getvalue().split(b"\n")
    for line in sorted(line for line in lines if line):
        yield line.decode("utf-8") + "\n"
