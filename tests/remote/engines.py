"""SPARQL servers on loopback: oxigraph's, ours, and Virtuoso where it is installed."""

from __future__ import annotations

import shutil
import socket
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path

import httpx

PROGRAM = shutil.which("oxigraph", path=str(Path(sys.executable).parent)) or shutil.which(
    "oxigraph"
)


@dataclass(frozen=True)
class Engine:
    """The addresses of a server."""

    query: str
    store: str


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as held:
        return int(held.getsockname()[1])


def wait_for(address: str, process: subprocess.Popen[bytes], *, seconds: int = 20) -> None:
    for _ in range(seconds * 20):
        assert process.poll() is None, "the server ended"
        try:
            httpx.get(address, timeout=1)
            return
        except httpx.HTTPError:
            time.sleep(0.05)
    raise AssertionError(f"nothing answers at {address}")
