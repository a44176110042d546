"""The pages of a build as they come in: which there are, and those that are new."""

from __future__ import annotations

import pickle
from collections.abc import Collection, Iterator, Sequence
from pathlib import Path
from tempfile import TemporaryFile
from types import TracebackType
from typing import IO

from qjgraph.building.values import key_of
from qjgraph.errors import InputError
from qjgraph.model import Context, Issue, Page, Severity
from qjgraph.read import read_pages

#: Characters of text that a worker gets at a time, about a quarter of a second's work.
_BATCH = 30_000


class Intake:
    """All pages behind some paths, each file opened once; a context.

    New pages wait in a temporary file without a name, so that nothing is left of it when the
    process ends, however it ends.

    Attributes:
        origins: of all pages by their keys (`key_of`), in their order.
        issues: met in the reading of the files.
        new: number of pages that are not kept yet; `size`: of their characters.

    Args:
        paths: files and folders.
        context: for texts whose own context does not say.
        kept: keys of pages that need not be read.

    Raises:
        InputError: there is nothing to read.
    """

    def __init__(self, paths: Sequence[Path], context: Context, kept: Collection[bytes]) -> None:
        self.origins: dict[bytes, str] = {}
        self.issues: list[Issue] = []
        self.new = self.size = 0
        self._file: IO[bytes] = TemporaryFile()  # noqa: SIM115, closed by the context
        for page in read_pages(paths, context=context, on_issue=self.issues.append):
            key = key_of(page)
            self.origins[key] = page.origin
            if key not in kept:
                self._put(page)
        if not self.origins:
            self._file.close()
            raise _nothing_read(paths, self.issues)

    def __enter__(self) -> Intake:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:  # fmt: skip
        self._file.close()

    def _put(self, page: Page) -> None:
        pickle.dump(page, self._file, pickle.HIGHEST_PROTOCOL)
        self.new += 1
        self.size += len(page.raw)

    def batches(self) -> Iterator[list[Page]]:
        """The new pages, in their order, some at a time."""
        self._file.seek(0)
        batch, size = list[Page](), 0
        for _ in range(self.new):
            page: Page = pickle.load(self._file)  # only this process has this file
            batch.append(page)
            size += len(page.raw)
            if size >= _BATCH:
                yield batch
                batch, size = [], 0
        if batch:
            yield batch


def _nothing_read(paths: Sequence[Path], met: Sequence[Issue]) -> InputError:
    """The first problem, where there was one; a mistyped path must not empty a graph."""
    first = next((issue for issue in met if issue.severity is Severity.ERROR), None)
    if first is None:
        hint = "name text files, JSONL, CSV or folders of them"
        return InputError(" ".join(map(str, paths)), "there is no text to read", hint)
    more = sum(issue.severity is Severity.ERROR for issue in met) - 1
    return InputError(first.place, first.message + (f" (and {more} more)" if more else ""))
