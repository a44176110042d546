"""A whole graph as one RDF file: JSON-LD, N-Quads or TriG.

N-Quads are the canonical form, sorted.  The other two follow the store's own order, which
depends on the content alone, and are written as they are read, so that a large graph needs
no memory.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator
from itertools import groupby
from pathlib import Path
from typing import Any, BinaryIO

from pyoxigraph import DefaultGraph, Literal, NamedNode, Quad, RdfFormat, Store

from qjgraph.errors import QueryError
from qjgraph.query.prefixes import PREFIXES, shorten
from qjgraph.store import dump

_TYPE = PREFIXES["rdf"] + "type"
_STRING = PREFIXES["xsd"] + "string"


def export_graph(store: Store, format: str, path: Path) -> None:
    """Write every quad of a store to a file.

    Args:
        format: jsonld, nquads or trig.
        path: an existing file is replaced; its folder is made where it is missing.

    Raises:
        QueryError: for another format.
    """
    if format not in _WRITERS:
        raise QueryError("format", f"{format!r} is unknown", f"choose one of {', '.join(_WRITERS)}")
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("wb") as sink:
        _WRITERS[format](store, sink)


def _nquads(store: Store, sink: BinaryIO) -> None:
    for line in dump(store):
        sink.write(line.encode("utf-8"))


# ------------------------------------------------------------------------------- TriG


class _Headless:
    """A sink that drops the prefixes at the head: the engine writes them in any order."""

    def __init__(self, sink: BinaryIO) -> None:
        self.sink, self.held, self.past = sink, b"", False

    def write(self, data: bytes) -> int:
        if self.past:
            return self.sink.write(data)
        self.held += data
        while b"\n" in self.held:
            line, _, rest = self.held.partition(b"\n")
            if not line.startswith(b"@prefix "):
                self.close()
                break
            self.held = rest
        return len(data)

    def flush(self) -> None:
        self.sink.flush()

    def close(self) -> None:
        """Pass on what is held; the head is over."""
        self.sink.write(self.held)
        self.held, self.past = b"", True


def _trig(store: Store, sink: BinaryIO) -> None:
    for name, iri in PREFIXES.items():
        sink.write(f"@prefix {name}: <{iri}> .\n".encode())
    body = _Headless(sink)
    store.dump(body, RdfFormat.TRIG, prefixes=PREFIXES)  # type: ignore[arg-type]
    body.close()


# ---------------------------------------------------------------------------- JSON-LD


def _jsonld(store: Store, sink: BinaryIO) -> None:
    """One object: the prefixes as context, a line a node, named graphs as nodes of their own."""
    context = json.dumps(PREFIXES, ensure_ascii=False, indent=1)
    sink.write(f'{{"@context": {context},\n"@graph": [\n'.encode())
    _list(_nodes(store.quads_for_pattern(None, None, None, DefaultGraph())), sink)
    for graph in sorted(store.named_graphs(), key=str):
        name = json.dumps(shorten(graph.value), ensure_ascii=False)
        sink.write(f',\n{{"@id": {name}, "@graph": [\n'.encode())
        _list(_nodes(store.quads_for_pattern(None, None, None, graph)), sink)
        sink.write(b"\n]}")
    sink.write(b"\n]}\n")


def _list(nodes: Iterable[dict[str, Any]], sink: BinaryIO) -> None:
    for count, node in enumerate(nodes):
        line = json.dumps(node, ensure_ascii=False)
        sink.write((",\n" if count else "").encode() + line.encode("utf-8"))


def _nodes(quads: Iterable[Quad]) -> Iterator[dict[str, Any]]:
    """The nodes of a graph, the quads of one subject being together."""
    for subject, about in groupby(quads, key=lambda quad: quad.subject):
        found: dict[str, list[Any]] = {}
        for quad in sorted(about, key=str):
            name = "@type" if quad.predicate.value == _TYPE else shorten(quad.predicate.value)
            found.setdefault(name, []).append(_value(quad.object, name))
        node = {name: values[0] if len(values) == 1 else values for name, values in found.items()}
        yield {"@id": _id(subject), **node}


def _id(term: object) -> str:
    return shorten(term.value) if isinstance(term, NamedNode) else str(term)


def _value(term: object, name: str) -> Any:
    if not isinstance(term, Literal):
        return _id(term) if name == "@type" else {"@id": _id(term)}
    if term.language:
        return {"@value": term.value, "@language": term.language}
    if term.datatype.value == _STRING:
        return term.value
    return {"@value": term.value, "@type": shorten(term.datatype.value)}


_WRITERS: dict[str, Callable[[Store, BinaryIO], None]] = {
    "jsonld": _jsonld,
    "nquads": _nquads,
    "trig": _trig,
}
