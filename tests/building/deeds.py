"""Tasks for the tests of workers, which other processes import."""

from __future__ import annotations

import os
import signal
from collections.abc import Sequence
from pathlib import Path

from qjgraph.errors import InputError


def doubled(batch: Sequence[int]) -> list[int]:
    return [2 * each for each in batch]


def deadly(batch: Sequence[int]) -> list[int]:
    """Ends its process at the number 13."""
    if 13 in batch:
        os.kill(os.getpid(), signal.SIGKILL)
    return doubled(batch)


def deadly_once(batch: Sequence[int], *, mark: Path) -> list[int]:
    """Ends its process at the number 13, where it has not done so before."""
    if 13 in batch and not mark.exists():
        mark.touch()
        os.kill(os.getpid(), signal.SIGKILL)
    return doubled(batch)


def failing(batch: Sequence[int]) -> list[int]:
    """Fails at the number 13 with an error that is for the user."""
    if 13 in batch:
        raise InputError("thirteen", "is not liked", "take twelve")
    return doubled(batch)


def process_of(batch: Sequence[int]) -> list[int]:
    return [os.getpid() for _ in batch]
