"""The ledger that one build applies, read once."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterator
from pathlib import Path

from qjgraph.curate.apply import Curation, Known
from qjgraph.curate.force import contradictions, in_force
from qjgraph.curate.ledger import DEFAULT, parse
from qjgraph.errors import InputError
from qjgraph.model import Issue


class Book:
    """A ledger as a build finds it.

    Attributes:
        path: of the file, which need not be there where it is the folder's own.
        recorded: how the manifest names it; empty for the folder's own.
        place: what issues call it.
        decisions: those in force.
        issues: lines that could not be read, contradictions.

    Args:
        path: of the ledger.
        out: the build's folder.

    Raises:
        InputError: there is no such file, and it is not the folder's own.
    """

    def __init__(self, path: Path, out: Path) -> None:
        own = path.resolve() == (out / DEFAULT).resolve()
        self.path, self.recorded = path, "" if own else _relative(path, out)
        if not own and not path.is_file():
            hint = "to start a ledger there, make an empty file of this name"
            raise InputError(str(path), "there is no such ledger of decisions", hint)
        self._data = path.read_bytes() if path.is_file() else b""
        self.place = self.recorded or DEFAULT.as_posix()
        self.issues: list[Issue] = []
        self.decisions = in_force(parse(self._data, self.place, self.issues.append))
        self.issues += contradictions(self.decisions, self.place)

    def parts(self) -> Iterator[str]:
        """What of it decides the graph, for the build's fingerprint."""
        if self._data:
            yield f"decisions {self.place} {hashlib.sha256(self._data).hexdigest()}"

    def articles(self) -> set[str]:
        """The articles that something is split off in."""
        return {each.right for each in self.decisions if each.splits}

    def curation(self, base: str, known: Known | None = None) -> Curation:
        """Its corrections and retractions, ready to be applied."""
        return Curation(self.decisions, place=self.place, base=base, known=known)


def _relative(path: Path, folder: Path) -> str:
    """A path as seen from a folder, so that both can be moved together."""
    try:
        return Path(os.path.relpath(path.resolve(), folder.resolve())).as_posix()
    except ValueError:  # another drive
        return path.resolve().as_posix()
