"""What the benchmarks share: a stopwatch, the machine, the tables they print."""

from __future__ import annotations

import inspect
import os
import platform
import re
import time
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from functools import wraps
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from types import ModuleType
from typing import Any

ROOT = Path(__file__).resolve().parents[1]


def shared() -> Path:
    """Where corpora and evaluation texts lie: `QJGRAPH_SHARED`, or beside the checkout."""
    return Path(os.environ.get("QJGRAPH_SHARED", ROOT.parent / "shared"))


class Stopwatch:
    """Processor seconds by name, each without what was measured inside it."""

    def __init__(self) -> None:
        self.seconds: dict[str, float] = defaultdict(float)
        self._names: list[str] = []
        self._since = 0.0
        self._attached: list[tuple[ModuleType, str, Callable[..., Any]]] = []

    def start(self, name: str) -> None:
        """Go on for a name until `stop`."""
        self._account()
        self._names.append(name)

    def stop(self) -> None:
        """Go on for the name that was measured before."""
        self._account()
        self._names.pop()

    def _account(self) -> None:
        now = time.process_time()
        if self._names:
            self.seconds[self._names[-1]] += now - self._since
        self._since = now

    def attach(self, holder: ModuleType, function: str, name: str) -> None:
        """Measure a module's function from now on; of a generator, each step."""
        inner = getattr(holder, function)
        timed = self._steps(inner, name) if inspect.isgeneratorfunction(inner) else self._whole(
            inner, name
        )  # fmt: skip
        self._attached.append((holder, function, inner))
        setattr(holder, function, timed)

    def detach(self) -> None:
        """Measure no function any more."""
        while self._attached:
            holder, function, inner = self._attached.pop()
            setattr(holder, function, inner)

    def _whole(self, inner: Callable[..., Any], name: str) -> Callable[..., Any]:
        @wraps(inner)
        def timed(*args: Any, **options: Any) -> Any:
            self.start(name)
            try:
                return inner(*args, **options)
            finally:
                self.stop()

        return timed

    def _steps(self, inner: Callable[..., Iterator[Any]], name: str) -> Callable[..., Any]:
        @wraps(inner)
        def timed(*args: Any, **options: Any) -> Iterator[Any]:
            steps = inner(*args, **options)
            while True:
                self.start(name)
                try:
                    item = next(steps)
                except StopIteration:
                    return
                finally:
                    self.stop()
                yield item

        return timed


def machine(*packages: str) -> dict[str, str]:
    """The processor, the interpreter and the versions of some packages."""
    info = Path("/proc/cpuinfo")
    names = re.findall(r"^model name\s*: (.*)$", info.read_text(), re.M) if info.exists() else []
    found = {
        "processor": names[0] if names else platform.processor(),
        "cores": str(os.cpu_count()),
        "python": platform.python_version(),
    }
    return found | {package: _version(package) for package in packages}


def _version(package: str) -> str:
    try:
        return version(package)
    except PackageNotFoundError:
        return "not installed"


def markdown(columns: Sequence[str], rows: Sequence[Sequence[object]]) -> str:
    """A Markdown table; numbers to the right."""
    lines = ["| " + " | ".join(columns) + " |", "| --- " + "| ---: " * (len(columns) - 1) + "|"]
    lines += ["| " + " | ".join(map(_cell, row)) + " |" for row in rows]
    return "\n".join(lines)


def _cell(value: object) -> str:
    if isinstance(value, float):
        return f"{value:,.0f}" if abs(value) >= 100 else f"{value:.2f}"
    return f"{value:,}" if isinstance(value, int) else str(value)
