"""What a person meets first: help in two languages, versions, completion, quick start."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator

import click
import pytest
from click.testing import CliRunner, Result

from qjgraph.cli.app import app
from qjgraph.cli.say import Argument, Option, Spoken, fold, width

HEAVY = ("networkx", "pandas", "pyoxigraph", "pyshacl", "pyvis", "rdflib", "yaml", "rjieba")


def run(*words: str, **environment: str) -> Result:
    """The command line in this process."""
    clean = {"QJGRAPH_LANG": "", "LC_ALL": "", "LC_MESSAGES": "", "LANG": ""}
    return CliRunner().invoke(app, list(words), env={**clean, **environment})


def commands(command: click.Command = app, path: str = "") -> Iterator[tuple[str, Spoken]]:
    """Every command with its words."""
    assert isinstance(command, Spoken)
    yield path, command
    if isinstance(command, click.Group):
        for name, child in command.commands.items():
            yield from commands(child, f"{path} {name}".strip())


ALL = dict(commands())
LEAVES = {path: c for path, c in ALL.items() if not isinstance(c, click.Group)}


@pytest.mark.parametrize("path", ALL)
@pytest.mark.parametrize("lang", ["en", "zh"])
@pytest.mark.parametrize("flag", ["-h", "--help"])
def test_every_command_has_help_in(path: str, lang: str, flag: str) -> None:
    command = ALL[path]
    result = run(*path.split(), flag, QJGRAPH_LANG=lang)
    assert result.exit_code == 0
    sentence = getattr(command.about, lang)
    assert fold(sentence, 86)[0] in result.output


@pytest.mark.parametrize("path", LEAVES)
def test_every_command_shows_an_example_and_its_python(path: str) -> None:
    output = run(*path.split(), "-h").output
    assert f"qjgraph {path}" in LEAVES[path].example
    assert LEAVES[path].example.splitlines()[0] in output
    assert LEAVES[path].python.splitlines()[0] in output


@pytest.mark.parametrize("path", ALL)
def test_every_parameter_is_told_in_both_languages(path: str) -> None:
    for param in ALL[path].params:
        assert isinstance(param, Option | Argument), param.name
        assert param.about.en.isascii() or "浙江" in param.about.en
        assert any("\u4e00" <= char <= "\u9fff" for char in param.about.zh)


@pytest.mark.parametrize("path", ALL)
def test_no_help_line_is_wider_than_a_terminal(path: str) -> None:
    for lang in ("en", "zh"):
        lines = run(*path.split(), "-h", QJGRAPH_LANG=lang).output.splitlines()
        prose = [line for line in lines if "qjgraph" not in line and "click." not in line]
        assert [line for line in prose if width(line) > 90] == []


@pytest.mark.parametrize(
    ("environment", "chinese"),
    [
        ({}, False),
        ({"LANG": "zh_CN.UTF-8"}, True),
        ({"LANG": "de_DE.UTF-8"}, False),
        ({"LC_ALL": "C", "LANG": "zh_CN.UTF-8"}, False),
        ({"QJGRAPH_LANG": "en", "LANG": "zh_CN.UTF-8"}, False),
        ({"QJGRAPH_LANG": "zh"}, True),
        ({"QJGRAPH_LANG": "xx", "LANG": "zh_TW.UTF-8"}, True),
    ],
)
def test_the_language_is_that_of(environment: dict[str, str], chinese: bool) -> None:
    assert ("用法" in run("build", "-h", **environment).output) is chinese


def test_what_click_adds_is_in_chinese_too() -> None:
    output = run("viz", "-h", QJGRAPH_LANG="zh").output
    assert "[必填]" in output and "[默认：whole]" in output and "[选项]" in output
    assert "required" not in output and "default" not in output and "OPTIONS" not in output


def test_lang_outdoes_the_environment() -> None:
    assert "用法" in run("--lang", "zh", "build", "-h", QJGRAPH_LANG="en").output
    assert "Usage" in run("build", "--lang", "en", "-h", QJGRAPH_LANG="zh").output


def test_version() -> None:
    from qjgraph import __version__

    assert run("--version").output == f"qjgraph {__version__}\n"


def test_it_runs_as_a_module() -> None:
    words = [sys.executable, "-m", "qjgraph", "--version"]
    ran = subprocess.run(words, capture_output=True, text=True, check=True)
    assert ran.stdout == run("--version").output


def test_an_unknown_command_is_a_usage_error() -> None:
    result = run("biuld")
    assert result.exit_code == 2
    assert "did you mean 'build'" in result.stderr.lower()


def test_a_missing_argument_is_a_usage_error() -> None:
    assert run("build").exit_code == 2


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_completion_is_a_script_for(shell: str) -> None:
    result = run("completion", shell)
    assert result.exit_code == 0
    assert "_QJGRAPH_COMPLETE" in result.output
    assert "%(" not in result.output


def test_the_shell_is_given_the_commands() -> None:
    words = {"COMP_WORDS": "qjgraph bu", "COMP_CWORD": "1", "_QJGRAPH_COMPLETE": "bash_complete"}
    code = "from qjgraph.cli import main; main()"
    ran = subprocess.run(
        [sys.executable, "-c", code], env=words, capture_output=True, text=True, check=False
    )
    assert ran.stdout == "plain,build\n"


def test_the_help_loads_nothing_heavy() -> None:
    code = f"import sys, qjgraph.cli.app; print([m for m in {HEAVY!r} if m in sys.modules])"
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert ran.stdout == "[]\n"


@pytest.mark.parametrize(
    ("text", "columns", "lines"),
    [
        ("one two three", 7, ["one two", "three"]),
        ("文本文件，或其文件夹。", 10, ["文本文件，", "或其文件", "夹。"]),
        ("short", 20, ["short"]),
        ("", 10, [""]),
    ],
)
def test_text_is_folded_by_terminal_columns(text: str, columns: int, lines: list[str]) -> None:
    assert fold(text, columns) == lines
