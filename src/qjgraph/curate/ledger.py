"""The ledger of decisions: one UTF-8 line a decision, only ever appended to.

A line that cannot be read costs itself alone and is an `Issue` with its number.  A line is
written in one piece and flushed to the disk; where a write was cut off, the next one begins
on a line of its own.
"""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path

from qjgraph.errors import InputError
from qjgraph.judgement import Decision, Verdict
from qjgraph.model import Issue, Severity

#: Where a build's folder keeps its ledger unless the build names another.
DEFAULT = Path("decisions") / "ledger.tsv"

COLUMNS = ("left", "right", "verdict", "who", "when", "why")
HEADER = """\
# Decisions of a curator, one a line, in the order in which they were made; `qjgraph build` applies
# them. Only add lines: of two about the same thing the last counts. Cells stand between tabs.
#
# left     IRI of an entity or of a claim
# right    same, different, unsure: IRI of the other entity; different: also of an article, to split
#          off what it means; rename: the name; correct: property=value; retract: nothing;
#          unsure of a claim: the property, or nothing, whose corrections are withdrawn
# verdict  same, different, unsure, rename, correct or retract
# who      the curator
# when     the day, 2026-01-31
# why      the reason; \\n, \\t and \\\\ stand for a line end, a tab and a backslash
"""

_IRI = re.compile(r"(?:https?://|urn:)[^\s<>\"{}|\\^`]+")
_PAIR = re.compile(r"[A-Za-z][A-Za-z_]*=.*", re.S)
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029]")
_ESCAPES = {"\\": "\\\\", "\t": "\\t", "\n": "\\n", "\r": "\\r"}
_MEANING = {written: char for char, written in _ESCAPES.items()}
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")

Notice = Callable[[Issue], None]


# ----------------------------------------------------------------------------- reading


def read_ledger(path: Path, on_issue: Notice) -> list[Decision]:
    """The decisions of a ledger, in its order; no file is no decision.

    Raises:
        OSError: the file is there and cannot be read.
    """
    data = path.read_bytes() if path.exists() else b""
    return list(parse(data, str(path), on_issue))


def parse(data: bytes, place: str, on_issue: Notice) -> Iterator[Decision]:
    """The decisions in a ledger's bytes; what is wrong with a line is an issue.

    Args:
        place: what to call the ledger in issues; the line's number is added.
    """
    lines = data.removeprefix(b"\xef\xbb\xbf").split(b"\n")
    for number, line in enumerate(lines, 1):
        torn = number == len(lines)
        bare = line.removesuffix(b"\r")
        if not bare.strip() or bare.startswith(b"#"):
            continue
        try:
            cells = _cells(bare.decode("utf-8"))
            if cells == COLUMNS:
                continue
            yield _decision(cells, number)
        except ValueError as error:
            on_issue(_bad(place, number, error, torn))
            continue
        if torn:
            message = "the last line has no line end; it was taken as it stands"
            on_issue(_issue(place, number, message, Severity.NOTE))


def _bad(place: str, number: int, error: ValueError, torn: bool) -> Issue:
    problem = "it is not UTF-8" if isinstance(error, UnicodeDecodeError) else str(error)
    cut = "; it has no line end, so its writing may have been cut off" if torn else ""
    return _issue(place, number, f"this decision was not read: {problem}{cut}", Severity.ERROR)


def _issue(place: str, number: int, message: str, severity: Severity) -> Issue:
    return Issue(severity=severity, code="bad-decision", place=f"{place}:{number}", message=message)


def _cells(line: str) -> tuple[str, ...]:
    return tuple(re.sub(r"\\[\\tnr]", lambda m: _MEANING[m[0]], c) for c in line.split("\t"))


def _decision(cells: tuple[str, ...], number: int) -> Decision:
    if len(cells) != len(COLUMNS):
        raise ValueError(f"it has {len(cells)} cells, not the {len(COLUMNS)} of {COLUMNS}")
    left, right, verdict, who, when, why = (cell.strip() for cell in cells)
    if verdict not in Verdict.__members__.values():
        raise ValueError(f"verdict {verdict!r} is none of {', '.join(Verdict)}")
    if not _DAY.fullmatch(when):
        raise ValueError(f"when {when!r} is no day such as 2026-01-31")
    decision = Decision(
        verdict=Verdict(verdict), left=left, right=right, who=who,
        when=date.fromisoformat(when), why=why, line=number,
    )  # fmt: skip
    if problem := next(_problems(decision), ""):
        raise ValueError(problem)
    return decision


def _problems(decision: Decision) -> Iterator[str]:
    """What keeps a decision from being one."""
    left, right, verdict = decision.left, decision.right, decision.verdict
    if not _IRI.fullmatch(left):
        yield f"left {left!r} is no IRI"
    if verdict in (Verdict.SAME, Verdict.DIFFERENT):
        if not _IRI.fullmatch(right):
            yield f"right {right!r} is no IRI"
        if left == right:
            yield "left and right are one thing"
    if verdict is Verdict.RENAME and not right:
        yield "a new name is missing"
    if verdict is Verdict.CORRECT and not _PAIR.fullmatch(right):
        yield f"right {right!r} is not property=value"
    if verdict is Verdict.RETRACT and right:
        yield f"right {right!r} stands beside retract, which takes none"
    if not decision.who:
        yield "who is missing"
    for cell in (left, right, decision.who, decision.why):
        if found := _CONTROL.search(cell):
            yield f"the control character U+{ord(found[0]):04X} has no place in a ledger"


# ----------------------------------------------------------------------------- writing


def append(path: Path, decisions: Iterable[Decision]) -> None:
    """Adds decisions to a ledger in one write; makes it, with its header, where it is missing.

    Raises:
        InputError: a decision that could not be read back; nothing was written.
        OSError: the file cannot be written.
    """
    text = "".join(map(_line, decisions))
    path.parent.mkdir(parents=True, exist_ok=True)
    flags = os.O_RDWR | os.O_APPEND | os.O_CREAT | getattr(os, "O_BINARY", 0)
    handle = os.open(path, flags, 0o666)
    try:
        with _locked(handle):
            data = (_opening(handle) + text).encode("utf-8")
            if data and os.write(handle, data) != len(data):
                raise OSError(28, "no space left for the whole line", str(path))
            os.fsync(handle)
    finally:
        os.close(handle)


def _opening(handle: int) -> str:
    """What must stand before new lines: the header of a new file, the end of a torn line."""
    size = os.fstat(handle).st_size
    if size == 0:
        return HEADER + "\t".join(COLUMNS) + "\n"
    os.lseek(handle, size - 1, os.SEEK_SET)
    return "" if os.read(handle, 1) == b"\n" else "\n"


def _line(decision: Decision) -> str:
    """A decision as a line that reads back as the same."""
    if problem := next(_problems(decision), ""):
        raise InputError("decision", problem, "nothing was written")
    cells = (
        decision.left, decision.right, decision.verdict.value, decision.who,
        decision.when.isoformat(), decision.why,
    )  # fmt: skip
    return "\t".join(_escaped(cell.strip()) for cell in cells) + "\n"


def _escaped(cell: str) -> str:
    return re.sub(r"[\\\t\n\r]", lambda match: _ESCAPES[match[0]], cell)


@contextmanager
def _locked(handle: int) -> Iterator[None]:
    """Keeps other writers out while the end of the file is looked at and written."""
    if sys.platform == "win32":
        import msvcrt

        os.lseek(handle, 0, os.SEEK_SET)
        msvcrt.locking(handle, msvcrt.LK_LOCK, 1)
        try:
            yield
        finally:
            os.lseek(handle, 0, os.SEEK_SET)
            msvcrt.locking(handle, msvcrt.LK_UNLCK, 1)
    else:
        import fcntl

        fcntl.flock(handle, fcntl.LOCK_EX)
        yield  # closing the file lets go
