"""Claims as RDF."""

from qjgraph.rdf.convert import quads
from qjgraph.rdf.provenance import Run, shared_quads, this_reader

__all__ = ["Run", "quads", "shared_quads", "this_reader"]
