"""What changes in a graph when some of its articles do.

The default graph holds each triple once, whoever states it: a triple that an article no longer
states leaves only where no other article states it.  Every article has left hashes of what
others may state as well; what has its hash among them stays.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from pyoxigraph import Quad, RdfFormat, Store, parse

from qjgraph.building.values import digest, found_in

#: Bytes of hashes that are searched at a time.
_AT_A_TIME = 1_000_000


@dataclass(slots=True)
class Changes:
    """Lines of N-Quads that leave and enter a graph, in a fixed order."""

    leaving: dict[bytes, None] = field(default_factory=dict)
    entering: dict[bytes, None] = field(default_factory=dict)

    def note(self, old: bytes, new: bytes) -> None:
        """Takes note of what an article stated before and states now."""
        before, now = dict.fromkeys(old.splitlines()), dict.fromkeys(new.splitlines())
        self.leaving.update((line, None) for line in before if line not in now)
        self.entering.update((line, None) for line in now if line not in before)

    def keep(self, stated: Iterable[bytes]) -> None:
        """Lets nothing leave that is still stated.

        Args:
            stated: rows of hashes of what the articles state now.
        """
        hashed = {digest(line): line for line in self.leaving}
        sought = b"".join(hashed)
        for row in _together(stated) if sought else ():
            for found in found_in(sought, row):
                self.leaving.pop(hashed[found], None)

    def apply(self, store: Store) -> None:
        """Changes a graph that may be written."""
        for quad in _quads(self.leaving):
            store.remove(quad)
        store.extend(_quads(self.entering))


def _together(rows: Iterable[bytes]) -> Iterator[bytes]:
    held, size = list[bytes](), 0
    for row in rows:
        held.append(row)
        size += len(row)
        if size >= _AT_A_TIME:
            yield b"".join(held)
            held, size = [], 0
    yield b"".join(held)


def _quads(lines: Iterable[bytes]) -> Iterator[Quad]:
    return parse(b"\n".join((*lines, b"")), format=RdfFormat.N_QUADS, lenient=True)
