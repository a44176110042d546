"""Identity: which entities of different articles are the same."""

from qjgraph.resolve.identity import resolve

__all__ = ["resolve"]
