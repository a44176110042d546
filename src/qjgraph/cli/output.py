"""Where the words go: data to stdout or a file, all else to stderr."""

from __future__ import annotations

import json
import re
import shutil
import sys
import tempfile
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import date
from decimal import Decimal
from pathlib import Path
from types import TracebackType
from typing import Any

import click

from qjgraph.cli.say import Text
from qjgraph.errors import InputError, QjError
from qjgraph.model import Issue, Severity

#: Issues shown before the rest is left to the build's `issues.jsonl`.
SHOWN = 20

_SEVERITY = {
    Severity.NOTE: Text("note", "提示"),
    Severity.WARNING: Text("warning", "警告"),
    Severity.ERROR: Text("error", "错误"),
}


_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2060-\u2069]")


#: Around words that count: on a terminal bold and yellow, else in brackets.
_BOLD, _BRACKETS = ("\x1b[1;33m", "\x1b[0m"), ("【", "】")


def marks(target: str = "-") -> tuple[str, str]:
    """What stands around words that count, in what is written to a target."""
    return _BOLD if target == "-" and sys.stdout.isatty() else _BRACKETS


def visible(words: str) -> str:
    """Words without what could steer a terminal: text of others is data."""
    return _CONTROL.sub(" ", words)


def complain(error: QjError) -> None:
    """One clear line on stderr."""
    say(f"qjgraph: {error}")


def say(words: str | Text) -> None:
    """A line on stderr."""
    click.echo(visible(str(words)), err=True)


def write(content: str, target: str) -> None:
    """Write text to a file, or to stdout where the target is `-`."""
    ending = "" if content.endswith("\n") or not content else "\n"
    if target == "-":
        click.echo(content + ending, nl=False)
        return
    path = Path(target)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(content + ending, encoding="utf-8", newline="")


@contextmanager
def destination(target: str) -> Iterator[Path]:
    """A path to write a file to; what is written there goes to stdout where it is `-`."""
    if target != "-":
        path = Path(target)
        path.parent.mkdir(parents=True, exist_ok=True)
        yield path
        return
    with tempfile.TemporaryDirectory(prefix="qjgraph-") as folder:
        path = Path(folder) / "stdout"
        yield path
        with path.open("rb") as written:
            shutil.copyfileobj(written, sys.stdout.buffer)


def write_json(data: Any, target: str = "-") -> None:
    """Write a value as JSON: Chinese as it is, two blanks a level, dates in ISO form."""
    write(json.dumps(data, ensure_ascii=False, indent=2, default=_plain), target)


def _plain(value: object) -> str | float:
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Decimal):
        return float(value)
    raise TypeError(f"no JSON for {value!r}")


def read(source: str) -> str:
    """The text of a UTF-8 file, or of stdin where the source is `-`.

    Raises:
        InputError: where there is no such file or it is not UTF-8.
    """
    try:
        if source == "-":
            return sys.stdin.read()
        return Path(source).read_text(encoding="utf-8-sig")
    except OSError as error:
        problem = (error.strerror or str(error)).lower()
        raise InputError(source, problem, "check the path") from error
    except UnicodeDecodeError as error:
        raise InputError(source, "it is not UTF-8 text", "save it as UTF-8") from error


def show_issues(issues: Iterable[Issue], where: Path, *, all_of_them: bool = False) -> None:
    """The issues on stderr, the gravest first; notes only on request."""
    order = (Severity.ERROR, Severity.WARNING, *((Severity.NOTE,) if all_of_them else ()))
    found = list(issues)
    told = [issue for severity in order for issue in found if issue.severity is severity]
    shown = told if all_of_them else told[:SHOWN]
    for issue in shown:
        say(f"qjgraph: {_SEVERITY[issue.severity]}: {issue.place}: {issue.message}")
    if len(told) > len(shown):
        rest = len(told) - len(shown)
        say(Text(f"qjgraph: {rest} more in {where}", f"qjgraph: 另有 {rest} 条, 见 {where}"))


class Progress:
    """A counter on stderr with rate and remaining time, drawn where a person watches a terminal.

    Args:
        steps: what is counted in each step of the work, after the number.
    """

    def __init__(self, steps: dict[str, Text]) -> None:
        self.steps, self.step = steps, ""
        self.before = 0
        self.drawn = self.begun = 0.0
        self.terminal = sys.stderr.isatty()

    def __enter__(self) -> Progress:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if self.drawn:
            click.echo("\r\x1b[K", nl=False, err=True)

    def __call__(self, step: str, done: int, total: int | None = None) -> None:
        """Show how far a step is; `total` is None while that is unknown."""
        now = time.monotonic()
        if step != self.step:
            # the rate is that of a step, from the first time it is told
            self.step, self.begun, self.before = step, now, done
        # ten times a second is as often as anyone looks; the end is always shown
        if not self.terminal or (done != total and now - self.drawn < 0.1):
            return
        self.drawn = now
        rest = _pace(done, self.before, total, now - self.begun)
        click.echo(f"\r\x1b[K{_bar(done, total)} {self.steps[step]}{rest}", nl=False, err=True)


def _pace(done: int, before: int, total: int | None, seconds: float) -> str:
    """How many a second and how long it will take, once that can be told."""
    rate = (done - before) / seconds if seconds >= 1 else 0
    if not rate or total is None:
        return ""
    minutes, rest = divmod(round((total - done) / rate), 60)
    return str(Text(
        f", {rate:,.0f} a second, {minutes}:{rest:02} left",
        f"，每秒 {rate:,.0f}，还需 {minutes}:{rest:02}",
    ))  # fmt: skip


def _bar(done: int, total: int | None) -> str:
    if not total:
        return str(done)
    filled = min(24, 24 * done // total)
    return f"[{'#' * filled}{'.' * (24 - filled)}] {done}/{total}"
