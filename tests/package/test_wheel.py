"""An installed qjgraph, away from its source, is whole and works."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import sysconfig
import venv
import zipfile
from dataclasses import dataclass
from pathlib import Path

import pytest
from tests.conftest import ROOT, repository_files


@dataclass(frozen=True, slots=True, kw_only=True)
class Installed:
    """An environment of its own that holds qjgraph and sees our dependencies."""

    bin: Path
    cwd: Path

    def run(self, *words: str) -> subprocess.CompletedProcess[str]:
        """A program of the environment, run away from the source."""
        return subprocess.run(
            [str(self.bin / words[0]), *words[1:]],
            cwd=self.cwd,
            env={**_clean_environment(), "QJGRAPH_LANG": "en"},
            capture_output=True,
            text=True,
            check=False,
        )


def _clean_environment() -> dict[str, str]:
    return {k: v for k, v in os.environ.items() if k not in ("PYTHONPATH", "VIRTUAL_ENV")}


def _pip(*words: str) -> None:
    subprocess.run(
        [sys.executable, "-m", "pip", "--disable-pip-version-check", *words],
        check=True,
        capture_output=True,
    )


def _environment(folder: Path, wheel: Path) -> Installed:
    """A new environment: qjgraph installed in it, everything else borrowed from ours.

    Ours is borrowed as a bare path, so that its own editable qjgraph stays out.
    """
    venv.create(folder / "env", with_pip=False)
    bin_ = folder / "env" / ("Scripts" if os.name == "nt" else "bin")
    _pip("--python", str(bin_ / "python"), "install", "--no-index", "--no-deps", str(wheel))
    (site,) = (folder / "env").glob("lib/python*/site-packages")
    (site / "borrowed.pth").write_text(sysconfig.get_path("purelib") + "\n")
    work = folder / "elsewhere"
    work.mkdir()
    return Installed(bin=bin_, cwd=work)


def _build(hook: str, folder: Path) -> Path:
    """A wheel of the checkout by one of the build backend's hooks (PEP 517, PEP 660)."""
    code = f"import sys, hatchling.build as build; print(build.{hook}(sys.argv[1]))"
    words = [sys.executable, "-c", code, str(folder)]
    ran = subprocess.run(words, cwd=ROOT, check=True, capture_output=True, text=True)
    return folder / ran.stdout.split()[-1]


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return _build("build_wheel", tmp_path_factory.mktemp("wheel"))


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Installed:
    return _environment(tmp_path_factory.mktemp("installed"), wheel)


@pytest.mark.parametrize("folder", ["data", "ontology"])
def test_the_wheel_holds_every_file_of(folder: str, wheel: Path) -> None:
    held = set(zipfile.ZipFile(wheel).namelist())
    files = repository_files(folder)
    wanted = {f"qjgraph/{path.relative_to(ROOT).as_posix()}" for path in files}
    assert wanted
    assert sorted(wanted - held) == []


def test_the_wheel_holds_the_assets_and_the_type_marker(wheel: Path) -> None:
    held = set(zipfile.ZipFile(wheel).namelist())
    source = ROOT / "src"
    wanted = {
        p.relative_to(source).as_posix() for p in (source / "qjgraph").rglob("*") if p.is_file()
    }
    wanted = {name for name in wanted if "__pycache__" not in name}
    assert sorted(wanted - held) == []


def test_the_installed_package_is_not_the_source(installed: Installed) -> None:
    ran = installed.run("python", "-c", "import qjgraph; print(qjgraph.__file__)")
    assert ran.stderr == ""
    assert Path(ran.stdout.strip()).is_relative_to(installed.bin.parent)


def test_the_installed_command_builds_the_sample(installed: Installed) -> None:
    where = "from qjgraph.resources import data; print(data('sample'))"
    sample = installed.run("python", "-c", where).stdout.strip()
    assert Path(sample).is_relative_to(installed.bin.parent)
    ran = installed.run("qjgraph", "build", sample, "--out", "graph", "--json")
    assert ran.returncode == 0, ran.stderr
    assert json.loads(ran.stdout)["articles"] == 12
    asked = installed.run("qjgraph", "ask", "graph", "10", "--json")
    assert asked.returncode == 0, asked.stderr
    assert len(json.loads(asked.stdout)["results"]["bindings"]) > 5


def test_the_installed_lexicon_checks_itself(installed: Installed) -> None:
    ran = installed.run("qjgraph", "lexicon", "check")
    assert ran.returncode == 0, ran.stdout + ran.stderr


def test_an_editable_install_finds_its_files(tmp_path: Path) -> None:
    editable = _environment(tmp_path, _build("build_editable", tmp_path))
    code = (
        "from qjgraph.resources import data, ontology\n"
        "print(data('sample', 'sources.csv'), ontology('qjgraph.ttl'), sep='\\n')"
    )
    ran = editable.run("python", "-c", code)
    assert ran.stderr == ""
    found = [Path(line) for line in ran.stdout.splitlines()]
    assert found == [ROOT / "data/sample/sources.csv", ROOT / "ontology/qjgraph.ttl"]
