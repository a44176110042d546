"""Servers that tests may ask; each is empty and its own."""

from __future__ import annotations

import shutil
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


VIRTUOSO = """[Database]
DatabaseFile = v.db
ErrorLogFile = v.log
LockFile = v.lck
TransactionFile = v.trx
xa_persistent_file = v.pxa
[TempDatabase]
DatabaseFile = t.db
TransactionFile = t.trx
[Parameters]
ServerPort = 127.0.0.1:{sql}
NumberOfBuffers = 10000
[HTTPServer]
ServerPort = 127.0.0.1:{web}
ServerRoot = .
ServerThreads = 4
[SPARQL]
ResultSetMaxRows = 100000
"""


@pytest.fixture
def virtuoso(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Engine]:
    """An empty Virtuoso, whose first account is dba/dba; skipped where none is installed."""
    program = shutil.which("virtuoso-t")
    if program is None:
        pytest.skip("no virtuoso-t (Debian: virtuoso-opensource-7-bin)")
    home = tmp_path / "virtuoso"
    home.mkdir()
    web = free_port()
    (home / "virtuoso.ini").write_text(VIRTUOSO.format(sql=free_port(), web=web))
    quiet = subprocess.DEVNULL
    command = [program, "+foreground", "+configfile", "virtuoso.ini"]
    for name, value in (("USER", "dba"), ("PASSWORD", "dba"), ("AUTH", "digest")):
        monkeypatch.setenv(f"QJGRAPH_{name}", value)
    with subprocess.Popen(command, stdout=quiet, stderr=quiet, cwd=home) as process:
        base = f"http://127.0.0.1:{web}"
        try:
            wait_for(f"{base}/sparql?query=ASK%7B%7D", process, seconds=60)
            yield Engine(query=f"{base}/sparql", store=f"{base}/sparql-graph-crud-auth")
        finally:
            process.kill()
