"""Whether one hostile client slows the others of `qjgraph serve` down.

    python -m benchmarks.serving                       # the counties of data/, built for it
    python -m benchmarks.serving out/graph --seconds 10 --rounds 5 --json out.json

A server as a person starts it, and 31 clients that ask one question after the other, with a
pause between: short queries and pages of the reading room.  In every second stretch of time one
more client sends a query that would never end, over and over.  Quiet and hostile stretches take
turns, so that whatever else the machine does falls on both; the figure that counts is the ratio
of the others' 99th percentile in a hostile stretch to that of the quiet one before it.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import asdict, dataclass, field
from itertools import count
from pathlib import Path
from statistics import median
from time import perf_counter
from urllib.parse import quote, urlsplit

from benchmarks.common import ROOT, machine, markdown
from qjgraph.graph import Graph
from qjgraph.store import read_manifest

#: Queries that end by the server's limits alone: by time, by memory, by size.
HOSTILE = {
    "joins without end": "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }",
    "sorts without end": "SELECT DISTINCT ?a ?d ?g { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i } ORDER BY ?g",
    "writes without end": "SELECT * { ?a ?b ?c . ?d ?e ?f }",
}
#: What the others ask about a thing.
_SHORT = (
    "SELECT ?p ?o {{ <{thing}> ?p ?o }}",
    "SELECT ?m ?text {{ ?m qj:entity <{thing}> ; qj:evidence/nif:anchorOf ?text }} LIMIT 20",
    "SELECT ?type (COUNT(*) AS ?n) {{ ?claim ?p <{thing}> ; a ?type }} GROUP BY ?type",
)
_THINGS = "SELECT DISTINCT ?thing { ?thing a qj:Person } ORDER BY ?thing LIMIT 200"


@dataclass(frozen=True, slots=True, kw_only=True)
class Stretch:
    """What the polite clients met in a stretch of time.

    Attributes:
        waits: seconds from a request to its last byte, sorted; refused requests are not in it.
        statuses: how often each status came.
        hostile: statuses that the hostile client got.
    """

    waits: tuple[float, ...]
    statuses: Counter[int]
    hostile: Counter[int] = field(default_factory=Counter)

    def percentile(self, part: float) -> float:
        """The wait, in milliseconds, that so large a part of the requests did not pass."""
        return 1000 * self.waits[min(len(self.waits) - 1, int(part * len(self.waits)))]


@dataclass(frozen=True, slots=True, kw_only=True)
class Measured:
    """What a kind of hostile query did to the others: milliseconds and ratios to quiet."""

    kind: str
    requests: int
    refused: dict[int, int]
    quiet_p50: float
    quiet_p99: float
    p50: float
    p99: float
    ratio_p50: float
    ratio_p99: float
    hostile: dict[int, int]


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(prog="benchmarks.serving", description=__doc__)
    parser.add_argument("folder", type=Path, nargs="?", help="a build; that of data/counties")
    parser.add_argument("--clients", type=int, default=31, help="polite ones")
    parser.add_argument("--pause", type=float, default=1.0, help="seconds between two requests")
    parser.add_argument("--seconds", type=float, default=8, help="length of a stretch")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--timeout", type=float, default=3, help="of a query, in seconds")
    parser.add_argument("--json", type=Path, help="write the figures there")
    given = parser.parse_args()
    with _folder(given.folder) as folder:
        found = measure(
            folder, clients=given.clients, pause=given.pause, seconds=given.seconds,
            rounds=given.rounds, timeout=given.timeout,
        )  # fmt: skip
    print(_table(found))
    if given.json:
        about = machine("pyoxigraph", "starlette", "uvicorn")
        data = {"machine": about, "measured": [asdict(each) for each in found]}
        given.json.write_text(json.dumps(data, ensure_ascii=False, indent=1), encoding="utf-8")


@contextmanager
def _folder(given: Path | None) -> Iterator[Path]:
    if given is not None:
        yield given
        return
    with tempfile.TemporaryDirectory() as place:
        out = Path(place) / "counties"
        command = [sys.executable, "-m", "qjgraph", "build", str(ROOT / "data" / "counties")]
        subprocess.run([*command, "--out", str(out)], check=True, stdout=subprocess.DEVNULL)
        yield out


def measure(
    folder: Path, *, clients: int, pause: float, seconds: float, rounds: int, timeout: float
) -> list[Measured]:
    """Serve a build's folder and ask it, with and without a hostile client.

    Args:
        clients: polite ones.
        pause: seconds between a client's requests.
        seconds: length of a stretch.
        rounds: quiet and hostile stretches, of each kind.
        timeout: of a query, in seconds.
    """
    paths = _paths(folder)
    with _server(folder, timeout) as (host, port):
        crowd = _Crowd(host, port, paths, clients, pause)
        asyncio.run(crowd.stretch(seconds / 4, None))  # all processes have answered once
        return [_kind(crowd, kind, seconds, rounds) for kind in HOSTILE]


def _kind(crowd: _Crowd, kind: str, seconds: float, rounds: int) -> Measured:
    pairs = [
        (
            asyncio.run(crowd.stretch(seconds, None)),
            asyncio.run(crowd.stretch(seconds, _endpoint(HOSTILE[kind]))),
        )
        for _ in range(rounds)
    ]

    def middle(part: float, of: int) -> float:
        return median(pair[of].percentile(part) for pair in pairs)

    def ratio(part: float) -> float:
        return median(hard.percentile(part) / calm.percentile(part) for calm, hard in pairs)

    statuses = sum((each.statuses for pair in pairs for each in pair), Counter[int]())
    return Measured(
        kind=kind, requests=statuses.total(),
        refused={status: n for status, n in sorted(statuses.items()) if status != 200},
        quiet_p50=middle(0.5, 0), quiet_p99=middle(0.99, 0), p50=middle(0.5, 1),
        p99=middle(0.99, 1), ratio_p50=ratio(0.5), ratio_p99=ratio(0.99),
        hostile=dict(sum((hard.hostile for _, hard in pairs), Counter[int]())),
    )  # fmt: skip


# -------------------------------------------------------------------------- what is asked


def _paths(folder: Path) -> list[str]:
    """Short queries and pages about two hundred people, in turns."""
    base = read_manifest(folder).base
    things = [str(row["thing"]) for row in Graph(folder).query(_THINGS)]
    paths = []
    for number, thing in enumerate(things):
        paths += [_endpoint(text.format(thing=thing)) for text in _SHORT]
        if number % 3 == 0:
            paths.append("/" + thing.removeprefix(base))
    return paths


def _endpoint(sparql: str) -> str:
    return "/sparql?query=" + quote(sparql, safe="")


@contextmanager
def _server(folder: Path, timeout: float) -> Iterator[tuple[str, int]]:
    command = [
        sys.executable, "-m", "qjgraph", "serve", str(folder), "--port", "0",
        "--timeout", str(timeout),
    ]  # fmt: skip
    process = subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
    )
    assert process.stdout is not None
    try:
        where = urlsplit(process.stdout.readline().strip())
        assert where.hostname and where.port
        yield where.hostname, where.port
    finally:
        process.terminate()
        process.wait()
        process.stdout.close()


# ---------------------------------------------------------------------------- the clients


class _Crowd:
    """Clients of one server; each stretch goes on in the list of questions."""

    def __init__(
        self, host: str, port: int, paths: Sequence[str], clients: int, pause: float
    ) -> None:
        self._host, self._port, self._paths = host, port, paths
        self._clients, self._pause = clients, pause
        self._numbers = count()

    async def stretch(self, seconds: float, hostile: str | None) -> Stretch:
        """So many seconds of questions, where `hostile` is given beside it."""
        end = asyncio.get_running_loop().time() + seconds
        waits: list[float] = []
        statuses, others = Counter[int](), Counter[int]()
        enemy = asyncio.create_task(self._besiege(hostile, others)) if hostile else None
        polite = (self._ask(number, end, waits, statuses) for number in range(self._clients))
        await asyncio.gather(*polite)
        if enemy is not None:
            enemy.cancel()
            with suppress(asyncio.CancelledError):
                await enemy
        return Stretch(waits=tuple(sorted(waits)), statuses=statuses, hostile=others)

    async def _ask(
        self, number: int, end: float, waits: list[float], statuses: Counter[int]
    ) -> None:
        loop = asyncio.get_running_loop()
        # not all at once
        await asyncio.sleep(self._pause * number / self._clients)
        reader, writer = await asyncio.open_connection(self._host, self._port)
        while loop.time() < end:
            path = self._paths[next(self._numbers) % len(self._paths)]
            begin = perf_counter()
            status = await self._get(reader, writer, path)
            statuses[status] += 1
            if status == 200:
                waits.append(perf_counter() - begin)
            await asyncio.sleep(self._pause)
        writer.close()
        await writer.wait_closed()

    async def _besiege(self, path: str, statuses: Counter[int]) -> None:
        reader, writer = await asyncio.open_connection(self._host, self._port)
        try:
            while True:
                statuses[await self._get(reader, writer, path)] += 1
        finally:
            writer.close()

    async def _get(
        self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter, path: str
    ) -> int:
        request = f"GET {path} HTTP/1.1\r\nHost: {self._host}\r\nAccept: */*\r\n\r\n"
        writer.write(request.encode())
        await writer.drain()
        status, *lines = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1").split("\r\n")
        headers = dict(line.lower().split(": ", 1) for line in lines if line)
        await reader.readexactly(int(headers["content-length"]))
        return int(status.split()[1])


def _table(found: Sequence[Measured]) -> str:
    columns = (
        "one more client", "requests of the others", "refused", "quiet p50 ms", "quiet p99 ms",
        "p50 ms", "p99 ms", "times quiet p50", "times quiet p99", "the one got",
    )  # fmt: skip
    rows = [
        (
            each.kind, each.requests, _counted(each.refused), each.quiet_p50, each.quiet_p99,
            each.p50, each.p99, each.ratio_p50, each.ratio_p99, _counted(each.hostile),
        )
        for each in found
    ]  # fmt: skip
    return markdown(columns, rows)


def _counted(statuses: dict[int, int]) -> str:
    return ", ".join(f"{n} × {status}" for status, n in sorted(statuses.items())) or "-"


if __name__ == "__main__":
    main()
