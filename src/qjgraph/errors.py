"""What can go wrong, said so that a person can act on it.

The library raises; the command line speaks.  Every error names the place, the problem
and the next step.  A problem that costs one fact or one document but not the run is an
`Issue` (in `model.py`), which is recorded, never dropped.
"""

from __future__ import annotations


class QjError(Exception):
    """An error the user can mend.

    Args:
        place: where it happened (`sources.csv:7`, `query, line 3`).
        problem: what is wrong there.
        hint: what to do next; may be empty.
    """

    #: Exit code of the command line.
    exit_code = 1

    def __init__(self, place: str, problem: str, hint: str = "") -> None:
        self.place, self.problem, self.hint = place, problem, hint
        super().__init__(f"{place}: {problem}" + (f"; {hint}" if hint else ""))

    def __reduce__(self) -> tuple[type[QjError], tuple[str, str, str]]:
        """How it comes back whole from a worker."""
        return type(self), (self.place, self.problem, self.hint)


class InputError(QjError):
    """A file, folder, record or context table that cannot be read."""


class LexiconError(QjError):
    """A row or rule in `data/` that does not hold what its header says."""


class QueryError(QjError):
    """A SPARQL query, question or parameter that cannot be run."""


class StoreError(QjError):
    """A folder that holds no graph, or one written by another version."""


class NotFound(QjError):
    """A name or identifier that the graph does not know."""


class WorkerError(QjError):
    """A text at which the processes that work at it end."""
