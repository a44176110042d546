"""A graph sent to a SPARQL server by the Graph Store HTTP Protocol (W3C, 2013).

Each article's named graph is one PUT, which replaces what the server had of it, so that a
push may be repeated.  The default graph, which is large, goes in parts: the first replaces, the
others add.  What has arrived is noted after each request, in `DIR/push/<hash of address>.json`;
a push that broke off goes on where it stopped, and the next one sends what differs.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path
from typing import Any

from pyoxigraph import DefaultGraph, NamedNode, Quad, Store

from qjgraph.store.folder import open_store
from qjgraph.store.http import Client

#: Triples sent at a time.
PART = 50_000
_HEADERS = {"Content-Type": "application/n-triples"}
#: Graphs after which what has arrived is noted; a graph sent twice does no harm.
_NOTED = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class Pushed:
    """What a push did.

    Attributes:
        graphs: named graphs sent; `kept` were there already; `removed` are no longer in ours.
        triples: of the default graph sent; 0 where all was there.
    """

    graphs: int
    kept: int
    removed: int
    triples: int


def push(
    folder: Path,
    address: str,
    *,
    default: str = "",
    force: bool = False,
    on_progress: Callable[[int, int], None] | None = None,
) -> Pushed:
    """Make a server's graphs those of a build.

    Args:
        folder: of the build.
        address: of the server's graph store (`http://host/store`).
        default: IRI of the named graph that takes the default graph's triples, for servers
            that read all graphs as their default one (Virtuoso); empty for the default graph.
        force: send all, whatever has arrived before.
        on_progress: called with the number of graphs and parts done and that of all.

    Raises:
        StoreError: the folder holds no graph; the server refuses or breaks off.  What has
            arrived stays, and the next push goes on from there.
    """
    return _Push(folder, address, default, force, on_progress or (lambda done, of: None)).run()


class _Push:
    def __init__(
        self, folder: Path, address: str, default: str, force: bool,
        notify: Callable[[int, int], None],
    ) -> None:  # fmt: skip
        self.store = open_store(folder)
        self.client = Client(address)
        self.default, self.notify = default, notify
        name = hashlib.sha256(f"{address} {default}".encode()).hexdigest()[:16]
        self.path = folder / "push" / f"{name}.json"
        self.known = _Known() if force else _Known.read(self.path)
        self.done, self.all = 0, 1

    def run(self) -> Pushed:
        graphs = sorted(_named(self.store), key=str)
        parts = -(-_size(self.store) // PART)
        self.all = len(graphs) + parts
        removed = self._removed({graph.value for graph in graphs})
        sent = sum(map(self._graph, graphs))
        self._note()
        triples = self._default_graph()
        self._note()
        return Pushed(graphs=sent, kept=len(graphs) - sent, removed=removed, triples=triples)

    def _removed(self, ours: set[str]) -> int:
        """Takes away the graphs that were pushed and are no longer in ours."""
        gone = sorted(set(self.known.graphs) - ours)
        for graph in gone:
            self.client.send("DELETE", params={"graph": graph}, missing=True)
            del self.known.graphs[graph]
        return len(gone)

    def _graph(self, graph: NamedNode) -> bool:
        """Sends a named graph where it differs from what arrived; whether it did."""
        body = b"".join(sorted(_lines(self.store.quads_for_pattern(None, None, None, graph))))
        print_ = _digest(body)
        differs = self.known.graphs.get(graph.value) != print_
        if differs:
            self.client.send("PUT", params={"graph": graph.value}, content=body, headers=_HEADERS)
            self.known.graphs[graph.value] = print_
        self._step()
        return differs

    def _default_graph(self) -> int:
        """Sends the default graph's parts from the first that differs or has not arrived."""
        before, self.known.parts = self.known.parts, []
        quads = self.store.quads_for_pattern(None, None, None, DefaultGraph())
        where = {"graph": self.default} if self.default else {"default": ""}
        prints = [_digest(b"".join(part)) for part in _parts(_lines(quads))]
        whole = before == prints
        arrived = len(before) if before == prints[: len(before)] and not whole else 0
        if whole:
            self.known.parts = before
            self.done += len(prints)
            self._step(0)
            return 0
        self.known.parts = prints[:arrived]
        triples = 0
        quads = self.store.quads_for_pattern(None, None, None, DefaultGraph())
        for number, part in enumerate(_parts(_lines(quads))):
            if number >= arrived:
                method = "POST" if number else "PUT"
                self.client.send(method, params=where, content=b"".join(part), headers=_HEADERS)
                self.known.parts.append(prints[number])
                self._note()
                triples += len(part)
            self._step()
        return triples

    def _step(self, by: int = 1) -> None:
        self.done += by
        if self.done % _NOTED == 0:
            self._note()
        self.notify(self.done, self.all)

    def _note(self) -> None:
        self.known.write(self.path)


@dataclass(slots=True, kw_only=True)
class _Known:
    """What has arrived: hashes of named graphs by IRI, and of the default graph's parts."""

    graphs: dict[str, str] = field(default_factory=dict)
    parts: list[str] = field(default_factory=list)

    @classmethod
    def read(cls, path: Path) -> _Known:
        """What was noted; nothing where there is no note, or one that cannot be read."""
        try:
            noted: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
            return cls(graphs=dict(noted["graphs"]), parts=list(noted["parts"]))
        except (OSError, ValueError, KeyError, TypeError):
            return cls()

    def write(self, path: Path) -> None:
        path.parent.mkdir(exist_ok=True)
        new = path.with_suffix(".new")
        written = json.dumps({"graphs": self.graphs, "parts": self.parts}, sort_keys=True)
        new.write_text(written + "\n", encoding="utf-8")
        new.replace(path)


def _named(store: Store) -> Iterator[NamedNode]:
    return (graph for graph in store.named_graphs() if isinstance(graph, NamedNode))


def _size(store: Store) -> int:
    return sum(1 for _ in store.quads_for_pattern(None, None, None, DefaultGraph()))


def _lines(quads: Iterable[Quad]) -> Iterator[bytes]:
    for quad in quads:
        yield f"{quad.triple} .\n".encode()


def _parts(lines: Iterator[bytes]) -> Iterator[list[bytes]]:
    while part := list(islice(lines, PART)):
        yield part


def _digest(body: bytes) -> str:
    return hashlib.sha256(body).hexdigest()[:32]
