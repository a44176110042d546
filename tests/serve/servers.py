"""Servers on loopback, started as a person starts them, and a client that follows nothing."""

from __future__ import annotations

import http.client
import os
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlencode, urlsplit

from pyoxigraph import Literal, NamedNode, Quad

EX = "http://example.org/"


@dataclass(frozen=True)
class Response:
    status: int
    headers: Mapping[str, str]
    body: bytes

    @property
    def text(self) -> str:
        return self.body.decode()

    @property
    def media(self) -> str:
        return self.headers.get("content-type", "").partition(";")[0]


@dataclass(frozen=True)
class Server:
    """A running server; `errors` is what it wrote to stderr so far."""

    address: str
    folder: Path
    process: subprocess.Popen[str]
    said: Path

    @property
    def errors(self) -> str:
        return self.said.read_text(encoding="utf-8")

    def ask(
        self,
        method: str,
        path: str,
        *,
        headers: Mapping[str, str] | None = None,
        body: bytes | str | None = None,
        timeout: float = 30,
    ) -> Response:
        where = urlsplit(self.address)
        connection = http.client.HTTPConnection(where.hostname or "", where.port, timeout=timeout)
        try:
            sent = body.encode() if isinstance(body, str) else body
            connection.request(method, path, sent, dict(headers or {}))
            found = connection.getresponse()
            low = {name.lower(): value for name, value in found.getheaders()}
            return Response(found.status, low, found.read())
        finally:
            connection.close()

    def get(self, path: str, **headers: str) -> Response:
        return self.ask("GET", path, headers=_named(headers))

    def query(self, sparql: str, **headers: str) -> Response:
        return self.get("/sparql?" + urlencode({"query": sparql}), **headers)


def _named(headers: Mapping[str, str]) -> dict[str, str]:
    return {name.replace("_", "-"): value for name, value in headers.items()}


@contextmanager
def serving(folder: Path, *options: str) -> Iterator[Server]:
    """A server over a folder for as long as the block lasts."""
    command = [sys.executable, "-m", "qjgraph", "serve", str(folder), "--port", "0", *options]
    said = folder.parent / f"{folder.name}-{os.getpid()}-{len(options)}.log"
    environment = {**os.environ, "QJGRAPH_LANG": "en"}
    with said.open("w", encoding="utf-8") as sink:
        process = subprocess.Popen(
            command, stdout=subprocess.PIPE, stderr=sink, text=True, env=environment
        )
    assert process.stdout is not None
    try:
        line = process.stdout.readline()
        assert line.startswith("http://"), said.read_text(encoding="utf-8")
        yield Server(line.strip().rstrip("/"), folder, process, said)
    finally:
        process.terminate()
        process.wait(20)
        process.stdout.close()


def triples(graph: str, *numbers: int) -> list[Quad]:
    """`ex:sN ex:p "N"` in a named graph and, once, in the default graph."""
    name = NamedNode(EX + graph)
    return [
        Quad(NamedNode(f"{EX}s{n}"), NamedNode(EX + "p"), Literal(str(n)), name) for n in numbers
    ]
