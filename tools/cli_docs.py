"""Writes docs/cli.md, the reference of the command line, from the commands themselves."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import click

from qjgraph.cli.app import app
from qjgraph.cli.say import Spoken

PAGE = Path("docs/cli.md")

INTRODUCTION = """\
# The command line

Written from the commands themselves by `make docs`; a test holds it fresh.

- **Data goes to stdout, everything else to stderr.** `--to -` and `-o -` mean stdout, a PATH or
  query `-` means stdin. A progress counter appears only on a terminal.
- **Exit codes:** 0 all is well; 1 an error that you can mend (also where some of the input could
  not be read though the rest was built); 2 the command was not understood; 3 the check ran and has
  findings (`validate`, `lexicon check`).
- **An error is one line:** `qjgraph: place: problem; what to do`.
- **Language:** `--lang zh|en` (before `-h`), else the variable `QJGRAPH_LANG`, else the locale.
  Error messages are in English.
- **Completion:** `qjgraph completion bash|zsh|fish`.

数据写到标准输出，其余写到标准错误。退出码：0 正常；1 可由用户改正的错误；2 用法错误；3 校验有发现。
帮助的语言由 `--lang`、环境变量 `QJGRAPH_LANG` 或系统区域设置决定。
"""


def render() -> str:
    """The whole page."""
    root = click.Context(app, info_name="qjgraph")
    return INTRODUCTION + "".join(_sections(app, root))


def _sections(command: click.Command, context: click.Context) -> Iterator[str]:
    if not isinstance(command, Spoken):
        return
    pages = [_page(command, context, lang) for lang in ("en", "zh")]
    yield f"\n## {context.command_path}\n"
    for page in pages:
        yield f"\n```text\n{page}\n```\n"
    if isinstance(command, click.Group):
        for name, child in command.commands.items():
            yield from _sections(child, click.Context(child, info_name=name, parent=context))


def _page(command: Spoken, context: click.Context, lang: str) -> str:
    with context.scope(cleanup=False):
        context.meta["qjgraph.lang"] = lang
        return "\n".join(command.page(context))
