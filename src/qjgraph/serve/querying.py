"""A query as a worker answers it: limits, datasets and formats of the SPARQL 1.1 Protocol."""

from __future__ import annotations

import gzip
import io
from collections.abc import Sequence
from typing import IO, TYPE_CHECKING, Any, cast

from pyoxigraph import (
    DefaultGraph,
    NamedNode,
    QueryBoolean,
    QuerySolutions,
    QueryTriples,
    Store,
    Triple,
    serialize,
)

from qjgraph.errors import QueryError
from qjgraph.graph import Graph
from qjgraph.query import engine
from qjgraph.query.prefixes import PREFIXES
from qjgraph.query.results import Triples, render
from qjgraph.serve.formats import ALIASES, GRAPHS, RDF, RESULTS, ROWS, Format, choose
from qjgraph.serve.replies import Reply, refusal
from qjgraph.store.merging import merge_graphs

if TYPE_CHECKING:
    from _typeshed import ReadableBuffer as Buffer

#: Bytes below which compressing does not pay.
_SMALL = 1_000
#: What stands between two rows of an answer, by format.  A text of the graph may hold it
#: (not in TSV), so that the count is at least the number of rows: enough for a limit.
_BETWEEN = {"json": b"}},{", "xml": b"<result>", "csv": b"\r\n", "tsv": b"\n"}


class _TooMuch(Exception):
    """The answer passes a limit; its words are for the client."""


class _Sink(io.RawIOBase):
    """Takes an answer as it is written, and stops it at a limit."""

    def __init__(self, between: bytes, rows: int, size: int) -> None:
        super().__init__()
        self.parts: list[bytes] = []
        self._between, self._rows, self._left = between, rows, size
        self._tail = b""

    def writable(self) -> bool:
        """It is."""
        return True

    def write(self, data: Buffer) -> int:
        """Keeps a part.

        Raises:
            _TooMuch: a limit is passed.
        """
        data = bytes(data)
        self.parts.append(data)
        self._left -= len(data)
        seen = self._tail + data
        self._rows -= seen.count(self._between)
        self._tail = seen[len(seen) - len(self._between) + 1 :] if len(self._between) > 1 else b""
        if self._left < 0:
            raise _TooMuch("the answer is larger than the server allows")
        if self._rows < -1:  # a header, and the last row's end
            raise _TooMuch("the answer has more rows than the server allows")
        return len(data)


def sparql(graph: Graph, options: dict[str, Any]) -> Reply:
    """The answer to a query.

    Args:
        graph: to ask.
        options: `query`; `accept`, an Accept header; `format`, a short name that goes before it;
            `default_graphs`, `named_graphs`: IRIs, the protocol's dataset; `federation`;
            `max_rows`, `max_bytes`; `gzip`, whether the client takes it.
    """
    store, dataset = _dataset(graph.store, options)
    found = engine.run(
        store, options["query"], services=options["federation"], dataset=dataset, place="query"
    )
    try:
        if isinstance(found, QueryTriples):
            reply = _graph(found, options)
        else:
            reply = _table(found, options)
    except _TooMuch as error:
        return refusal(413, f"{error}; add LIMIT and OFFSET, or ask for less")
    except (RuntimeError, OSError) as error:
        raise engine.not_run(error, "query") from error
    return compressed(reply) if options["gzip"] else reply


def compressed(reply: Reply) -> Reply:
    """A reply compressed, where that pays."""
    if len(reply.body) < _SMALL:
        return reply
    headers = {**reply.headers, "Content-Encoding": "gzip"}
    body = gzip.compress(reply.body, compresslevel=4, mtime=0)
    return Reply(status=reply.status, media=reply.media, headers=headers, body=body)


def _chosen(options: dict[str, Any], offered: Sequence[Format]) -> Format | None:
    """The format that a client names, where it is known and fits, else what it accepts."""
    name = ALIASES.get(options["format"], options["format"])
    named = next((each for each in offered if each.name == name), None)
    return named or choose(options["accept"], offered)


def _unacceptable(offered: Sequence[Format]) -> Reply:
    known = ", ".join(each.accepts[0] for each in offered)
    return refusal(406, f"this answer can be had as {known}; ask for one of them in Accept")


def _table(found: QuerySolutions | QueryBoolean, options: dict[str, Any]) -> Reply:
    """Rows, or yes or no."""
    format = _chosen(options, ROWS)
    if format is None:
        return _unacceptable(ROWS)
    if isinstance(found, QueryBoolean) and format.name in ("csv", "tsv"):
        return Reply(media=format.media, body=(b"true\n" if found else b"false\n"))
    sink = _Sink(_BETWEEN[format.name], options["max_rows"], options["max_bytes"])
    found.serialize(cast(IO[bytes], sink), format=RESULTS[format.name])
    return Reply(media=format.media, body=b"".join(sink.parts))


def _graph(found: QueryTriples, options: dict[str, Any]) -> Reply:
    """A graph: its distinct triples, in one order."""
    format = _chosen(options, GRAPHS)
    if format is None:
        return _unacceptable(GRAPHS)
    distinct: set[Triple] = set()
    for triple in found:
        distinct.add(triple)
        if len(distinct) > options["max_rows"]:
            raise _TooMuch("the answer has more triples than the server allows")
    body = written(Triples(tuple(sorted(distinct, key=str))), format.name)
    if len(body) > options["max_bytes"]:
        raise _TooMuch("the answer is larger than the server allows")
    return Reply(media=format.media, body=body)


def written(triples: Triples, format: str) -> bytes:
    """Triples in a format of `formats.GRAPHS`, by its short name."""
    if format == "rdf":
        return triples_xml(triples)
    return render(triples, format).encode()


def size(graph: Graph, options: dict[str, Any]) -> Reply:
    """The number of triples in the default graph, as text."""
    found = sum(1 for _ in graph.store.quads_for_pattern(None, None, None, DefaultGraph()))
    return Reply(body=str(found).encode())


def triples_xml(triples: Triples) -> bytes:
    """Triples as RDF/XML."""
    return serialize(triples.triples, format=RDF["rdf"], prefixes=PREFIXES) or b""


# ---------------------------------------------------------------------------- datasets


def _dataset(store: Store, options: dict[str, Any]) -> tuple[Store, engine.Dataset | None]:
    """What a query reads: all, or the graphs that the protocol or its FROM names.

    The engine reads several default graphs as a bag, in which a triple of two graphs counts
    twice; RDF's merge is a set.  Such a merge is made here, in memory.
    """
    default, named = options["default_graphs"], options["named_graphs"]
    if not default and not named:
        default, named = engine.from_clauses(options["query"])
        if len(default) < 2:
            return store, None  # the engine's own reading of FROM is right
    if len(default) < 2:
        return store, engine.Dataset(_nodes(default), _nodes(named))
    merged = merge_graphs(store, _nodes(default), _nodes(named), most=options["max_rows"])
    return merged, engine.Dataset((DefaultGraph(),), _nodes(named))


def _nodes(iris: Sequence[str]) -> tuple[NamedNode, ...]:
    try:
        return tuple(NamedNode(iri) for iri in iris)
    except ValueError as error:
        raise QueryError("dataset", f"a graph's name is no IRI: {error}") from error
