"""What the READMEs and notes promise is there and runs."""

from __future__ import annotations

import re
import shlex
import shutil
import subprocess
from pathlib import Path

import click
import pytest
from tests.conftest import ROOT

from qjgraph.cli.app import app

READMES = ("README.md", "README.zh.md")
NOTES = (*READMES, "CONTRIBUTING.md", "ARCHITECTURE.md", "CHANGELOG.md", "data/README.md")


def blocks(page: str, kind: str) -> list[str]:
    """The fenced blocks of one kind."""
    text = (ROOT / page).read_text(encoding="utf-8")
    return re.findall(rf"^```{kind}\n(.*?)^```$", text, re.M | re.S)


def commands(page: str) -> list[list[str]]:
    """Every command that a page shows, word by word."""
    shown = [line for block in blocks(page, "sh") for line in block.splitlines()]
    asked = [line[2:] for block in blocks(page, "console") for line in block.splitlines()
             if line.startswith("$ ")]  # fmt: skip
    return [shlex.split(line, comments=True) for line in shown + asked]


@pytest.mark.parametrize("page", READMES)
def test_every_command_is_one_that_exists(page: str) -> None:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    found = commands(page)
    assert len(found) > 8
    for words in found:
        if words[0] == "make":
            assert re.search(rf"^{words[1]}:", makefile, re.M), words
        else:
            assert words[0] == "qjgraph"
            assert _parses(words[1:]), words


def _parses(words: list[str]) -> bool:
    command, context = app.resolve_command(click.Context(app), words)[1:]
    assert isinstance(command, click.Command)
    parsed = command.make_context("qjgraph", list(context))
    return parsed is not None


@pytest.mark.parametrize("python", ["false", "/absent/python3", ""])
def test_make_says_that_python_is_too_old(python: str, tmp_path: Path) -> None:
    if shutil.which("make") is None:
        pytest.skip("no make")
    for name in ("Makefile", "pyproject.toml"):
        shutil.copy(ROOT / name, tmp_path)
    words = ["make", f"PYTHON={python}", "demo"]
    ran = subprocess.run(words, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert ran.returncode != 0
    assert "needs Python 3.11 or newer" in ran.stderr
    assert not (tmp_path / ".venv").exists()


@pytest.mark.parametrize("page", READMES)
def test_the_python_runs(page: str, sample_graph: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("pandas")
    (code,) = blocks(page, "python")
    monkeypatch.chdir(sample_graph.parent)
    names: dict[str, object] = {}
    exec(code.replace("out/sample", str(sample_graph)), names)
    assert len(names["frame"]) > 20  # type: ignore[arg-type]


@pytest.mark.parametrize("page", NOTES)
def test_every_link_leads_somewhere(page: str) -> None:
    text = (ROOT / page).read_text(encoding="utf-8")
    links = re.findall(r"\]\(([^)#]+)", text)
    local = [link for link in links if "://" not in link]
    assert [link for link in local if not ((ROOT / page).parent / link).exists()] == []


def test_the_two_readmes_show_the_same_commands() -> None:
    assert commands("README.md") == commands("README.zh.md")
