"""Decisions of a curator: the ledger that keeps them and what they change in the claims."""

from qjgraph.curate.apply import Curation, entity_named
from qjgraph.curate.book import Book
from qjgraph.curate.force import contradictions, in_force
from qjgraph.curate.ledger import DEFAULT, append, parse, read_ledger

__all__ = [
    "DEFAULT",
    "Book",
    "Curation",
    "append",
    "contradictions",
    "entity_named",
    "in_force",
    "parse",
    "read_ledger",
]
