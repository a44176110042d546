"""Identity: which entities of different articles are the same."""

from qjgraph.iris import DEFAULT_BASE
from qjgraph.model import Doc
from qjgraph.resolve.atoms import Register
from qjgraph.resolve.identity import Identity, identify
from qjgraph.resolve.notes import Note, note, resolved

__all__ = ["Identity", "Note", "Register", "identify", "note", "resolve", "resolved"]


def resolve(doc: Doc, *, base: str = DEFAULT_BASE) -> Doc:
    """A document resolved by itself, as if it were the whole corpus."""
    register = Register(base=base)
    register.add(doc)
    return identify(register).resolve(doc)
