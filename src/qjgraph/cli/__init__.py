"""The command line: the only package that speaks to a person."""

from __future__ import annotations


def main() -> None:
    """The `qjgraph` command."""
    from qjgraph.cli.app import app

    app(prog_name="qjgraph")
