"""A store as an rdflib `Dataset`, to read."""

from __future__ import annotations

from typing import Any, NoReturn

import rdflib
from oxrdflib import OxigraphStore
from pyoxigraph import Store

from qjgraph.errors import StoreError
from qjgraph.query.prefixes import PREFIXES


class _Reading(OxigraphStore):
    """rdflib makes every graph it is asked for; here, looking at one is enough."""

    def add_graph(self, graph: rdflib.Graph) -> None:
        """Nothing: the graph is there, or it is empty."""

    def _refuse(self, *args: Any, **options: Any) -> NoReturn:
        raise StoreError("dataset", "the graph is only read here", "change the texts, build again")

    add = addN = remove = remove_graph = update = _refuse


def dataset(store: Store) -> rdflib.Dataset:
    """The store as a dataset, nothing copied.

    The default graph holds every triple once.  `default_union` stays off: a union would
    count a triple once for each article that states it.
    """
    found = rdflib.Dataset(store=_Reading(store=store), default_union=False)
    for name, iri in PREFIXES.items():
        found.bind(name, iri)
    return found
