"""The habits that hold the house together."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.conftest import ROOT, repository_files

SOURCES = sorted((ROOT / "src" / "qjgraph").rglob("*.py"))
TEXT = {".py", ".md", ".toml", ".tsv", ".yaml", ".yml", ".rq", ".ttl", ".txt", ".json", ".csv",
        ".js", ".css", ".cfg", ""}  # fmt: skip
#: Folders that exist on one machine only.
MACHINE = re.compile(r"(?<![\w.])/(?:work|root|home|Users|tmp/bri)" + r"/\w")


def tracked() -> Iterator[Path]:
    """The repository's text files."""
    return (path for path in repository_files() if path.suffix in TEXT)


def relative(path: Path) -> str:
    """A path as the repository names it."""
    return path.relative_to(ROOT).as_posix()


def test_import_contracts_hold() -> None:
    from importlinter.cli import lint_imports

    assert lint_imports(config_filename=str(ROOT / ".importlinter"), no_cache=True) == 0


@pytest.mark.parametrize("path", SOURCES, ids=relative)
def test_only_the_command_line_prints(path: Path) -> None:
    if "cli" in path.parts:
        return
    calls = [node for node in ast.walk(ast.parse(path.read_text("utf-8"))) if _calls(node, "print")]
    assert [call.lineno for call in calls] == []


@pytest.mark.parametrize("path", SOURCES, ids=relative)
def test_only_the_store_opens_a_store(path: Path) -> None:
    if "store" in path.parts:
        return
    calls = [node for node in ast.walk(ast.parse(path.read_text("utf-8"))) if _calls(node, "Store")]
    assert [call.lineno for call in calls] == []


def _calls(node: ast.AST, name: str) -> bool:
    if not isinstance(node, ast.Call):
        return False
    function = node.func
    return (isinstance(function, ast.Name) and function.id == name) or (
        isinstance(function, ast.Attribute) and function.attr == name
    )


@pytest.mark.parametrize("path", SOURCES, ids=relative)
def test_a_module_holds_one_idea(path: Path) -> None:
    assert len(path.read_text("utf-8").splitlines()) <= 500


def test_no_two_test_files_share_a_name() -> None:
    names = [path.name for path in (ROOT / "tests").rglob("test_*.py")]
    assert sorted(names) == sorted(set(names))


def test_no_file_knows_one_machine() -> None:
    found = [
        f"{relative(path)}: {match[0]}"
        for path in tracked()
        for match in MACHINE.finditer(path.read_text("utf-8", errors="replace"))
    ]
    assert found == []


def test_no_text_of_others_is_in_the_repository(shared: Path) -> None:
    page = (shared / "eval" / "dev" / "texts" / "seed-page.txt").read_text("utf-8")
    flat = re.sub(r"\s", "", page)
    sentences = [part[:24] for part in re.split("[。!?]", flat) if len(part) >= 24]
    assert len(sentences) > 50
    held = "".join(re.sub(r"\s", "", path.read_text("utf-8", "replace")) for path in tracked())
    assert [sentence for sentence in sentences if sentence in held] == []


def test_generated_pages_are_fresh() -> None:
    from tools.docs import stale

    assert stale() == []
