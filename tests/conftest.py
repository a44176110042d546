"""What the tests of every part may use."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]


def shared_folder() -> Path:
    """Where the evaluation texts and corpora lie: `QJGRAPH_SHARED`, or beside the checkout."""
    return Path(os.environ.get("QJGRAPH_SHARED", ROOT.parent / "shared"))


@pytest.fixture(scope="session")
def root() -> Path:
    """The checkout."""
    return ROOT


@pytest.fixture(scope="session")
def shared() -> Path:
    """The shared folder; the test skips where it is absent."""
    folder = shared_folder()
    if not folder.is_dir():
        pytest.skip(f"no {folder}")
    return folder


@pytest.fixture(scope="session")
def sample() -> Path:
    """The composed texts under `data/`."""
    return ROOT / "data" / "sample"


@pytest.fixture(scope="session")
def sample_graph(sample: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample, built once for all tests; read it, do not change it."""
    from qjgraph import pipeline

    out = tmp_path_factory.mktemp("sample") / "graph"
    pipeline.build([sample], out)
    return out
