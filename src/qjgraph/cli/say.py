"""How the command line speaks: Chinese or English, one layout for every help page.

The language is that of `--lang`, else of `QJGRAPH_LANG`, else of the locale (`LC_ALL`,
`LC_MESSAGES`, `LANG`); where none of them is Chinese, it is English.
"""

from __future__ import annotations

import copy
import os
import re
import unicodedata
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

import click

WIDTH = 88
_KEY = "qjgraph.lang"
_PIECE = re.compile(r"\[[^\]]*\]|[!-~“”—]+[，。、；：）》]*|\s+|.[，。、；：）》]*", re.S)
_HEADINGS = {
    "usage": ("Usage", "用法"),
    "example": ("Example", "例"),
    "python": ("Python", "Python"),
    "arguments": ("Arguments", "参数"),
    "options": ("Options", "选项"),
    "commands": ("Commands", "命令"),
}
_CLICK = {
    "[required]": "[必填]",
    "[default: ": "[默认：",
    "[OPTIONS]": "[选项]",
    "COMMAND [ARGS]...": "命令 [参数]...",
}
#: A function under a decorator of options.
F = TypeVar("F", bound=Callable[..., Any])


@dataclass(frozen=True, slots=True)
class Text:
    """One thing said in English and in Chinese."""

    en: str
    zh: str

    def __str__(self) -> str:
        return self.zh if language() == "zh" else self.en


def language() -> str:
    """`zh` or `en`, for the command that runs now."""
    context = click.get_current_context(silent=True)
    if context is not None and _KEY in context.meta:
        return str(context.meta[_KEY])
    chosen = os.environ.get("QJGRAPH_LANG", "")
    if chosen in ("zh", "en"):
        return chosen
    locale = next(
        (os.environ[k] for k in ("LC_ALL", "LC_MESSAGES", "LANG") if os.environ.get(k)), ""
    )
    return "zh" if locale.lower().startswith("zh") else "en"


def width(text: str) -> int:
    """The columns that a text takes on a terminal (a Chinese character takes two)."""
    wide = sum(unicodedata.east_asian_width(char) in "WF" for char in text)
    return len(text) + wide


def fold(text: str, columns: int) -> list[str]:
    """A text in lines of at most `columns`; Chinese breaks anywhere but before a stop."""
    lines, line = [], ""
    for piece in _PIECE.findall(text):
        if line and width(line + piece.rstrip()) > columns:
            lines.append(line.rstrip())
            line = ""
        line += piece if line else piece.lstrip()
    return [*lines, line.rstrip()]


def _pairs(rows: Sequence[tuple[str, str]]) -> list[str]:
    """Names and what they mean, in two columns."""
    indent = min(max((width(name) for name, _ in rows), default=0) + 4, 32)
    lines = []
    for name, meaning in rows:
        head = f"  {name}"
        if width(head) + 2 > indent:
            lines.append(head)
            head = ""
        for line in fold(meaning, WIDTH - indent):
            lines.append((head + " " * (indent - width(head)) + line).rstrip())
            head = ""
    return lines


def _in_chinese(words: str) -> str:
    """What click itself says about a parameter, in Chinese."""
    for english, chinese in _CLICK.items():
        words = words.replace(english, chinese)
    return words


def _heading(key: str) -> str:
    return _HEADINGS[key][language() == "zh"]


class Option(click.Option):
    """An option whose help exists in both languages."""

    def __init__(self, names: Sequence[str], *, about: Text, **attrs: Any) -> None:
        """As click's, with `about` in place of `help`."""
        super().__init__(names, help=about.en, **attrs)
        self.about = about

    def get_help_record(self, ctx: click.Context) -> tuple[str, str] | None:
        """The option and its help in the language of now."""
        spoken = copy.copy(self)
        spoken.help = str(self.about)
        record = click.Option.get_help_record(spoken, ctx)
        return record and (record[0], _in_chinese(record[1]) if language() == "zh" else record[1])


class Argument(click.Argument):
    """An argument that says what it is."""

    def __init__(self, names: Sequence[str], *, about: Text, **attrs: Any) -> None:
        """As click's, with `about`."""
        super().__init__(names, **attrs)
        self.about = about


class Spoken(click.Command):
    """A command with a sentence, an example and the Python that does the same."""

    about: Text
    example: str = ""
    python: str = ""

    def get_short_help_str(self, limit: int = 45) -> str:
        """The sentence."""
        return str(self.about)

    def format_help(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The whole page; click's own layout knows neither two languages nor wide signs."""
        formatter.write("\n".join(self.page(ctx)) + "\n")

    def page(self, ctx: click.Context) -> list[str]:
        """The lines of the help page."""
        usage = " ".join([ctx.command_path, *self.collect_usage_pieces(ctx)])
        usage = _in_chinese(usage) if language() == "zh" else usage
        lines = [f"{_heading('usage')}: {usage}", ""]
        lines += [f"  {line}" for line in fold(str(self.about), WIDTH - 2)]
        for key, words in (("example", self.example), ("python", self.python)):
            if words:
                lines += ["", f"{_heading(key)}:", *(f"  {line}" for line in words.splitlines())]
        for key, rows in self.sections(ctx):
            if rows:
                lines += ["", f"{_heading(key)}:", *_pairs(rows)]
        return lines

    def sections(self, ctx: click.Context) -> list[tuple[str, list[tuple[str, str]]]]:
        """Arguments and options."""
        params = self.get_params(ctx)
        arguments = [(p.make_metavar(ctx), str(p.about)) for p in params if isinstance(p, Argument)]
        records = [p.get_help_record(ctx) for p in params if isinstance(p, click.Option)]
        return [("arguments", arguments), ("options", [r for r in records if r is not None])]


class Command(Spoken):
    """A leaf of the tree."""

    def __init__(self, *args: Any, about: Text, example: str, python: str, **attrs: Any) -> None:
        """As click's, with the three parts of the page."""
        attrs.setdefault("context_settings", {}).setdefault("help_option_names", ["-h", "--help"])
        super().__init__(*args, **attrs)
        self.about, self.example, self.python = about, example, python
        _speak(self)


class Group(Spoken, click.Group):
    """A command with commands."""

    def __init__(self, *args: Any, about: Text, example: str = "", **attrs: Any) -> None:
        """As click's, with the parts of the page."""
        attrs.setdefault("context_settings", {}).setdefault("help_option_names", ["-h", "--help"])
        super().__init__(*args, **attrs)
        self.about, self.example = about, example
        _speak(self)

    def sections(self, ctx: click.Context) -> list[tuple[str, list[tuple[str, str]]]]:
        """Commands, in the order in which a newcomer meets them, and options."""
        commands = [(name, str(c)) for name, c in self._spoken()]
        return [("commands", commands), *super().sections(ctx)]

    def _spoken(self) -> list[tuple[str, Text]]:
        return [(n, c.about) for n, c in self.commands.items() if isinstance(c, Spoken)]

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The names in that order too."""
        return list(self.commands)


def _speak(command: click.Command) -> None:
    """Give a command `--lang` and a help option with words in both languages."""

    def choose(context: click.Context, _: click.Parameter, value: str | None) -> None:
        if value:
            context.meta[_KEY] = value

    about = Text("Language of the help and of the output.", "帮助和输出所用的语言。")
    command.params.append(
        Option(
            ["--lang"],
            type=click.Choice(["zh", "en"]),
            is_eager=True,
            expose_value=False,
            callback=choose,
            about=about,
        )
    )

    def show(context: click.Context, _: click.Parameter, value: bool) -> None:
        if value and not context.resilient_parsing:
            click.echo(context.get_help(), color=context.color)
            context.exit()

    command.params.append(
        Option(
            ["-h", "--help"],
            is_flag=True,
            is_eager=True,
            expose_value=False,
            callback=show,
            about=Text("Show this page.", "显示本页。"),
        )
    )
    command.add_help_option = False


def option(*names: str, en: str, zh: str, **attrs: Any) -> Callable[[F], F]:
    """`click.option` with help in both languages."""
    return click.option(*names, cls=Option, about=Text(en, zh), **attrs)


def argument(name: str, *, en: str, zh: str, **attrs: Any) -> Callable[[F], F]:
    """`click.argument` with a word on what it is in both languages."""
    return click.argument(name, cls=Argument, about=Text(en, zh), **attrs)


def graph_argument(*, required: bool = True) -> Callable[[F], F]:
    """`DIR`, the same for every command that reads a graph."""
    about = {
        "en": "Folder of a graph; to ask and draw, also the address of a SPARQL endpoint.",
        "zh": "图谱所在文件夹；查询与作图时也可以是 SPARQL 端点的地址。",
    }
    return argument("folder", metavar="DIR", required=required, **about)


def json_option(function: F) -> F:
    """`--json`, the same for every command whose output is data."""
    return option(
        "--json", "as_json", is_flag=True, en="Write JSON to stdout.", zh="向标准输出写 JSON。"
    )(function)
