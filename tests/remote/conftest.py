"""Servers that tests may ask; each is empty and its own."""

from __future__ import annotations

import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
from engines import PROGRAM, Engine, free_port, wait_for


@pytest.fixture
def oxigraph(tmp_path: Path) -> Iterator[Engine]:
    """An empty oxigraph server."""
    if PROGRAM is None:
        pytest.skip("no oxigraph program")
    port = free_port()
    command = [PROGRAM, "serve", "--bind", f"127.0.0.1:{port}"]
    quiet = subprocess.DEVNULL
    with subprocess.Popen(command, stdout=quiet, stderr=quiet, cwd=tmp_path) as process:
        base = f"http://127.0.0.1:{port}"
        try:
            wait_for(f"{base}/query", process)
            yield Engine(query=f"{base}/query", store=f"{base}/store")
        finally:
            process.terminate()
