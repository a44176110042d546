"""The values of a property of a thing, as the default graph has them."""

from __future__ import annotations

from pyoxigraph import DefaultGraph, NamedNode, Store

from qjgraph.query.results import text

_DEFAULT = DefaultGraph()


def texts(store: Store, node: NamedNode, predicate: NamedNode) -> list[str]:
    """All of them as bare text, sorted."""
    found = store.quads_for_pattern(node, predicate, None, _DEFAULT)
    return sorted(text(quad.object) for quad in found)


def first(store: Store, node: NamedNode, predicate: NamedNode) -> str:
    """The first of them; nothing where there is none."""
    return next(iter(texts(store, node, predicate)), "")
