"""The tree of commands, and what becomes of an error."""

from __future__ import annotations

import os
import sys
from typing import Any

import click

from qjgraph import __version__
from qjgraph.cli.asking import ask, query
from qjgraph.cli.building import build
from qjgraph.cli.checking import info, lexicon, validate
from qjgraph.cli.completing import completion
from qjgraph.cli.curating import correct, merge, rename, retract, review, split
from qjgraph.cli.evaluating import evaluate
from qjgraph.cli.explaining import explain
from qjgraph.cli.exporting import export, viz
from qjgraph.cli.networks import network
from qjgraph.cli.output import complain
from qjgraph.cli.publishing import site
from qjgraph.cli.pushing import push
from qjgraph.cli.say import Group, Option, Text
from qjgraph.cli.searching import search
from qjgraph.cli.serving import serve
from qjgraph.errors import QjError


class App(Group):
    """The root: turns the library's errors into one line and an exit code."""

    def invoke(self, ctx: click.Context) -> Any:
        """Run a command; no traceback for what a person can mend."""
        try:
            return super().invoke(ctx)
        except QjError as error:
            complain(error)
            ctx.exit(error.exit_code)
        except BrokenPipeError:
            _close_stdout()
            ctx.exit(0)
        except OSError as error:
            complain(_of_the_system(error))
            ctx.exit(1)


def _of_the_system(error: OSError) -> QjError:
    """A full disk, a folder that may not be written: said like any other error."""
    place = str(error.filename) if error.filename else "system"
    return QjError(place, (error.strerror or str(error)).lower(), "check the path and its rights")


def _close_stdout() -> None:
    """Whoever read our output has had enough (`qjgraph … | head`)."""
    sink = os.open(os.devnull, os.O_WRONLY)
    os.dup2(sink, sys.stdout.fileno())


def _version(context: click.Context, _: click.Parameter, value: bool) -> None:
    if value and not context.resilient_parsing:
        click.echo(f"qjgraph {__version__}")
        context.exit()


app = App(
    "qjgraph",
    about=Text(
        "Chinese local news as a graph in which every statement leads back to its words.",
        "把中文地方新闻变成图谱，每条陈述都能追溯到原文语句。",
    ),
    example="qjgraph build data/sample --out out/sample\n"
    "qjgraph ask out/sample 10\n"
    "qjgraph explain out/sample 余文斌",
)
app.params.insert(
    0,
    Option(
        ["--version"],
        is_flag=True,
        is_eager=True,
        expose_value=False,
        callback=_version,
        about=Text("Show the version.", "显示版本。"),
    ),
)
for _command in (
    build, query, ask, search, explain, viz, network, export, push, serve, site, info, validate,
    review, merge, split, rename, correct, retract, evaluate, lexicon, completion,
):  # fmt: skip
    app.add_command(_command)
