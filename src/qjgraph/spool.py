"""A place for read documents to wait in until it is decided who is who."""

from __future__ import annotations

import pickle
import zlib
from collections.abc import Iterator
from dataclasses import replace
from tempfile import TemporaryFile
from types import TracebackType
from typing import IO

from qjgraph.model import Doc, View

_NO_VIEW = View(text="", starts=(), ends=())


class Spool:
    """Documents in a temporary file that this process alone reads, in the order they came.

    What only the reading needs is left behind: mentions, sentences and the view.  The file has
    no name, so that nothing is left of it when the process ends, however it ends.
    """

    def __init__(self) -> None:
        self._file: IO[bytes] = TemporaryFile()  # noqa: SIM115, closed by the context

    def __enter__(self) -> Spool:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:  # fmt: skip
        self._file.close()

    def put(self, doc: Doc) -> None:
        """Adds a document."""
        article = replace(doc.article, view=_NO_VIEW, blocks=(), sentences=(), datelines=())
        kept = Doc(article=article, entities=doc.entities, claims=doc.claims, issues=doc.issues)
        packed = zlib.compress(pickle.dumps(kept, pickle.HIGHEST_PROTOCOL), 1)
        self._file.write(len(packed).to_bytes(8, "big") + packed)

    def __iter__(self) -> Iterator[Doc]:
        self._file.seek(0)
        while head := self._file.read(8):
            doc: Doc = pickle.loads(zlib.decompress(self._file.read(int.from_bytes(head, "big"))))
            yield doc
