"""The embedded store: the only package that knows the database."""

from qjgraph.store.cache import Cache, Kept, with_cache
from qjgraph.store.folder import (
    build_store,
    is_current,
    load_store,
    open_graph,
    open_store,
    read_issues,
    sweep,
    update_store,
)
from qjgraph.store.http import is_address
from qjgraph.store.lines import dump
from qjgraph.store.manifest import Manifest, fingerprint, read_manifest

__all__ = [
    "Cache",
    "Kept",
    "Manifest",
    "build_store",
    "dump",
    "fingerprint",
    "is_address",
    "is_current",
    "load_store",
    "open_graph",
    "open_store",
    "read_issues",
    "read_manifest",
    "sweep",
    "update_store",
    "with_cache",
]
