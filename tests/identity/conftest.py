"""The two counties as the program reads them."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from tests.conftest import ROOT

import qjgraph
from qjgraph.evaluate import IdentityEvaluation, evaluate_identity

COUNTIES = ROOT / "data" / "counties"
Build = Callable[[Path, str], Path]


@pytest.fixture(scope="session")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A graph of all articles."""
    out = tmp_path_factory.mktemp("counties") / "graph"
    qjgraph.build([COUNTIES / "texts"], out)
    return out


@pytest.fixture(scope="session")
def graph(folder: Path) -> qjgraph.Graph:
    return qjgraph.open(folder)


@pytest.fixture(scope="session")
def figures(folder: Path) -> IdentityEvaluation:
    return evaluate_identity(COUNTIES / "truth", folder)


@pytest.fixture
def texts(tmp_path: Path) -> Path:
    """A copy of the texts that may be changed."""
    return Path(shutil.copytree(COUNTIES / "texts", tmp_path / "texts"))
