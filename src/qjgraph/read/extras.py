"""Libraries that only some inputs need: loaded when such an input comes."""

from __future__ import annotations

from importlib import import_module
from importlib.metadata import version
from typing import Any

from qjgraph.read.notes import Unreadable


def need(module: str, extra: str, place: str) -> Any:
    """A library of an extra.

    Args:
        module: its name in Python.
        extra: the extra of `pyproject.toml` that brings it.
        place: the input that needs it.

    Raises:
        Unreadable: `missing-extra`, with the command that installs it.
    """
    try:
        return import_module(module)
    except ImportError as trouble:
        problem = f"needs {module.partition('.')[0]}, which is not installed here"
        hint = f"pip install 'qjgraph[{extra}]'"
        raise Unreadable("missing-extra", place, problem, hint) from trouble


def called(package: str) -> str:
    """A package with its version, for provenance: `pypdfium2 5.1.0`."""
    return f"{package} {version(package)}"
