"""Identity: which entities of different articles are the same."""

from qjgraph.resolve.atoms import Register
from qjgraph.resolve.identity import Identity, identify

__all__ = ["Identity", "Register", "identify"]
