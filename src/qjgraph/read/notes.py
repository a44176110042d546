"""Issues met while reading, worded as the errors are: place, problem, next step."""

from __future__ import annotations

from collections.abc import Callable

from qjgraph.errors import InputError
from qjgraph.model import Issue, Severity

#: What is called with every issue.
Notice = Callable[[Issue], None]


def issue(severity: Severity, code: str, place: str, problem: str, hint: str = "") -> Issue:
    """An issue whose message says the problem and the next step."""
    message = f"{problem}; {hint}" if hint else problem
    return Issue(severity=severity, code=code, place=place, message=message)


def error(code: str, place: str, problem: str, hint: str = "") -> Issue:
    """Something that could not be read."""
    return issue(Severity.ERROR, code, place, problem, hint)


def warning(code: str, place: str, problem: str, hint: str = "") -> Issue:
    """Something that was read, perhaps not as it was meant."""
    return issue(Severity.WARNING, code, place, problem, hint)


def note(code: str, place: str, problem: str, hint: str = "") -> Issue:
    """Something left aside that costs nothing."""
    return issue(Severity.NOTE, code, place, problem, hint)


class Unreadable(InputError):
    """A file, line or record that cannot be read; `code` names the kind of trouble."""

    def __init__(self, code: str, place: str, problem: str, hint: str = "") -> None:
        super().__init__(place, problem, hint)
        self.code = code

    def as_issue(self) -> Issue:
        """The same as an issue, for a run that goes on."""
        return error(self.code, self.place, self.problem, self.hint)
