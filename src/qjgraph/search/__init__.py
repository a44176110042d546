"""Full-text search: any string of characters, of one on, in the articles and names of a graph."""

from qjgraph.search.ask import KINDS, Found, Hit, Query, rows, search
from qjgraph.search.index import Index, open_index

__all__ = ["KINDS", "Found", "Hit", "Index", "Query", "open_index", "rows", "search"]
