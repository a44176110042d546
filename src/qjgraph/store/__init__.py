"""The embedded store: the only package that knows the database."""

from qjgraph.store.articles import remove_article, replace_article
from qjgraph.store.folder import build_store, is_current, open_store, read_issues, update_store
from qjgraph.store.lines import dump
from qjgraph.store.manifest import Manifest, fingerprint, read_manifest

__all__ = [
    "Manifest",
    "build_store",
    "dump",
    "fingerprint",
    "is_current",
    "open_store",
    "read_issues",
    "read_manifest",
    "remove_article",
    "replace_article",
    "update_store",
]
