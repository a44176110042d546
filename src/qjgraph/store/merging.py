"""Several graphs read as one: RDF's merge, in which a triple counts once."""

from __future__ import annotations

from collections.abc import Sequence

from pyoxigraph import DefaultGraph, NamedNode, Quad, Store

from qjgraph.errors import QueryError


def merge_graphs(
    store: Store, default: Sequence[NamedNode], named: Sequence[NamedNode], *, most: int
) -> Store:
    """A store in memory whose default graph is the merge of some named graphs of another.

    Args:
        default: the graphs that are merged.
        named: the graphs that are taken over as they are.
        most: quads that it may hold.

    Raises:
        QueryError: the graphs hold more.
    """
    merged = Store()
    for graph in default:
        _copy(store, graph, merged, DefaultGraph(), most)
    for graph in named:
        _copy(store, graph, merged, graph, most)
    return merged


def _copy(
    store: Store, graph: NamedNode, to: Store, into: NamedNode | DefaultGraph, most: int
) -> None:
    for quad in store.quads_for_pattern(None, None, None, graph):
        to.add(Quad(quad.subject, quad.predicate, quad.object, into))
        if len(to) > most:
            raise QueryError("dataset", "the graphs together are too large", "name fewer graphs")
