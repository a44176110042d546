"""What the tests of every part may use."""

from __future__ import annotations

import os
import re
import subprocess
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parents[1]


def shared_folder() -> Path:
    """Where the evaluation texts and corpora lie: `QJGRAPH_SHARED`, or beside the checkout."""
    return Path(os.environ.get("QJGRAPH_SHARED", ROOT.parent / "shared"))


def repository_files(below: str = "") -> list[Path]:
    """The files of the repository below a folder; without git, of the unpacked source."""
    words = ["git", "ls-files", "-z", "--", below or "."]
    try:
        listing = subprocess.run(words, cwd=ROOT, capture_output=True, text=True, check=True)
        names = [name for name in listing.stdout.split("\0") if name]
        paths = [ROOT / name for name in names]
    except (OSError, subprocess.CalledProcessError):
        hidden = re.compile(r"/(\.|__pycache__|out/)")
        found = sorted((ROOT / below).rglob("*"))
        paths = [p for p in found if not hidden.search(f"/{p.relative_to(ROOT).as_posix()}")]
    return [path for path in paths if path.is_file()]


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


@pytest.fixture(scope="session")
def across(tmp_path_factory: pytest.TempPathFactory) -> Any:
    """A year and a half of one composed paper: 18 articles that tell of the same things."""
    import qjgraph

    out = tmp_path_factory.mktemp("across") / "graph"
    qjgraph.build([ROOT / "tests" / "analyse" / "texts"], out)
    return qjgraph.open(out)
