"""Processes that answer: they give way, they end, and nothing that is slow holds them."""

from __future__ import annotations

import asyncio
import os
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Awaitable, Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, suppress
from pathlib import Path
from typing import TypeVar
from urllib.parse import urlencode, urlsplit

import pytest
from pyoxigraph import Literal, NamedNode, Quad
from servers import EX, Server, serving
from test_limits import ENDLESS, alive, children

from qjgraph.serve import connections
from qjgraph.serve.connections import Connection
from qjgraph.serve.pool import Lane
from qjgraph.serve.replies import Job, Reply
from qjgraph.store import Manifest, build_store

Found = TypeVar("Found")
SIZE = Job(name="size", options={}, store="store/" + "f" * 12)


def asked(query: str) -> Job:
    """A query as the endpoint hands it on."""
    options = {
        "query": query, "default_graphs": [], "named_graphs": [], "format": "", "accept": "",
        "federation": False, "max_rows": 100, "max_bytes": 100_000, "gzip": False,
    }  # fmt: skip
    return Job(name="sparql", options=options, store=SIZE.store)


def with_lane(
    folder: Path, do: Callable[[Lane], Awaitable[Found]], **limits: float | None
) -> Found:
    """What is done with a lane of one process."""
    given = {"timeout": 20.0, "patience": 20.0, "queue": 2, "wait": 20.0, "memory": 10**9, **limits}

    async def done() -> Found:
        lane = Lane(folder, size=1, **given)  # type: ignore[arg-type]
        await lane.open()
        try:
            return await do(lane)
        finally:
            await lane.close()

    return asyncio.run(done())


def process_of(lane: Lane) -> int:
    (worker,) = lane._all
    return worker.process.pid


@pytest.mark.skipif(not hasattr(os, "getpriority"), reason="no priorities here")
def test_a_long_query_gives_way_and_its_process_is_replaced(graphs: Path) -> None:
    async def watch(lane: Lane) -> tuple[int, int, bool, Reply]:
        first = process_of(lane)
        calm = os.getpriority(os.PRIO_PROCESS, first)
        task = asyncio.create_task(lane.run(asked(ENDLESS)))
        while os.getpriority(os.PRIO_PROCESS, first) == calm:
            await asyncio.sleep(0.02)
        lowered = os.getpriority(os.PRIO_PROCESS, first) - calm
        reply = await task
        after = await lane.run(SIZE)
        return lowered, after.status, process_of(lane) != first, reply

    lowered, status, replaced, reply = with_lane(graphs, watch, timeout=2.0, patience=0.1)
    assert (lowered, status, replaced, reply.status) == (10, 200, True, 504)


@pytest.mark.skipif(not Path("/proc/self/autogroup").exists(), reason="sessions are not weighed")
def test_its_session_gives_way_with_it(graphs: Path) -> None:
    async def watch(lane: Lane) -> str:
        group = Path(f"/proc/{process_of(lane)}/autogroup")
        task = asyncio.create_task(lane.run(asked(ENDLESS)))
        while group.read_text().endswith("nice 0\n"):
            await asyncio.sleep(0.02)
        said = group.read_text()
        await task
        return said

    assert with_lane(graphs, watch, timeout=2.0, patience=0.1).endswith("nice 10\n")


@pytest.mark.skipif(not hasattr(os, "getpriority"), reason="no priorities here")
def test_without_patience_nothing_gives_way(graphs: Path) -> None:
    async def watch(lane: Lane) -> int:
        first = process_of(lane)
        task = asyncio.create_task(lane.run(asked(ENDLESS)))
        await asyncio.sleep(0.6)
        found = os.getpriority(os.PRIO_PROCESS, first)
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)
        return found - os.getpriority(os.PRIO_PROCESS, 0)

    assert with_lane(graphs, watch, patience=None) == 0


def test_short_queries_keep_their_process(graphs: Path) -> None:
    async def watch(lane: Lane) -> bool:
        first = process_of(lane)
        for _ in range(5):
            await lane.run(SIZE)
        return process_of(lane) == first

    assert with_lane(graphs, watch)


def test_time_in_the_queue_is_no_time_of_the_query(graphs: Path) -> None:
    async def watch(lane: Lane) -> list[int]:
        jobs = (lane.run(asked(ENDLESS)), lane.run(SIZE))
        return [reply.status for reply in await asyncio.gather(*jobs)]

    assert with_lane(graphs, watch, timeout=1.5) == [504, 200]


def test_who_waits_too_long_is_told_to_come_again(graphs: Path) -> None:
    async def watch(lane: Lane) -> list[Reply]:
        return list(await asyncio.gather(lane.run(asked(ENDLESS)), lane.run(SIZE)))

    long, short = with_lane(graphs, watch, timeout=3.0, wait=0.3)
    assert (long.status, short.status) == (504, 503)
    assert short.headers["Retry-After"]


def test_a_job_that_is_cancelled_stops_its_process(graphs: Path) -> None:
    async def watch(lane: Lane) -> tuple[bool, int]:
        first = process_of(lane)
        task = asyncio.create_task(lane.run(asked(ENDLESS)))
        await asyncio.sleep(0.3)
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)
        return (await lane.run(SIZE)).status == 200, first

    answered, first = with_lane(graphs, watch)
    assert answered and not alive(first)


def test_memory_that_is_refused_is_told(graphs: Path) -> None:
    # 1,024 times four to the seventh characters: 200 MB of text
    steps = " ".join(f"BIND(CONCAT(?a{n}, ?a{n}, ?a{n}, ?a{n}) AS ?a{n + 1})" for n in range(8))
    greedy = f"SELECT (STRLEN(?a8) AS ?x) {{ BIND('{'多' * 1024}' AS ?a0) {steps} }}"

    async def watch(lane: Lane) -> list[Reply]:
        return [await lane.run(asked(greedy)), await lane.run(SIZE)]

    refused, after = with_lane(graphs, watch, memory=150_000_000)
    assert (refused.status, after.status) == (413, 200)
    assert b"memory" in refused.body


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux ends a process with its parent")
def test_a_busy_process_ends_with_a_server_that_is_killed(graphs: Path) -> None:
    with serving(graphs, "--timeout", "60", "--workers", "1") as running:
        workers = children(running.process.pid)
        where = urlsplit(running.address)
        with socket.create_connection((where.hostname or "", where.port or 0)) as asking:
            asking.sendall(_request("/sparql?" + urlencode({"query": ENDLESS})))
            time.sleep(0.5)
            running.process.kill()
            assert _gone(workers)


def test_ctrl_c_ends_the_server_and_all_its_processes(graphs: Path) -> None:
    command = [sys.executable, "-m", "qjgraph", "serve", str(graphs), "--port", "0"]
    process = subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, start_new_session=True
    )
    assert process.stdout is not None and process.stderr is not None
    with process.stdout, process.stderr:
        assert process.stdout.readline().startswith("http://")
        workers = children(process.pid)
        # as a terminal does: to the whole group
        os.killpg(process.pid, signal.SIGINT)
        process.wait(20)
        assert "Traceback" not in process.stderr.read()
    assert _gone(workers)


@pytest.mark.parametrize("call", ["NOW()", "RAND()", "UUID()", "STRUUID()"])
def test_an_answer_that_passes_is_not_kept(server: Server, call: str) -> None:
    found = server.query(f"SELECT ({call} AS ?v) {{}}")
    assert found.status == 200
    assert "etag" not in found.headers and found.headers["cache-control"] == "no-store"


def test_nothing_is_there_for_who_has_anything(server: Server) -> None:
    assert server.query("SELECT", If_None_Match="*").status == 400


def test_an_error_is_not_kept(server: Server) -> None:
    assert server.query("SELECT").headers["cache-control"] == "no-store"


# ---------------------------------------------------------------------- slow and strange


@pytest.fixture
def hurried(monkeypatch: pytest.MonkeyPatch) -> None:
    """A server has little time for a request to arrive."""
    monkeypatch.setattr(connections, "ARRIVAL", 0.3)


@pytest.mark.parametrize(
    "sent",
    [
        b"",
        b"GET / HT",
        b"GET / HTTP/1.1\r\nHost: x\r\nX-Slow: ",
        # the answer is sent; what remains of the body comes slowly
        b"POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 1000000\r\n\r\nabc",
    ],
)
def test_a_connection_does_not_wait_for_ever(hurried: None, sent: bytes) -> None:
    async def dribble() -> bool:
        port, server = await _listening()
        reader, writer = await asyncio.open_connection("127.0.0.1", port)
        writer.write(sent)
        closed = asyncio.create_task(reader.read())
        try:
            async with asyncio.timeout(10):
                while not closed.done():
                    await asyncio.sleep(0.05)
                    # a byte now and then would keep a connection of uvicorn's open
                    if sent:
                        writer.write(b"a")
            return True
        finally:
            writer.close()
            server.close()

    assert asyncio.run(dribble())


def test_a_connection_lives_from_one_request_to_the_next(hurried: None) -> None:
    async def twice() -> list[bytes]:
        port, server = await _listening()
        reader, writer = await asyncio.open_connection("127.0.0.1", port)
        lines = []
        for _ in range(3):
            writer.write(_request("/"))
            head = await reader.readuntil(b"\r\n\r\n")
            lines.append(head.split(b"\r\n")[0])
            await asyncio.sleep(0.2)
        writer.close()
        server.close()
        return lines

    assert asyncio.run(twice()) == [b"HTTP/1.1 204 No Content"] * 3


async def _listening() -> tuple[int, asyncio.Server]:
    """A server that answers everything with 204 at once, on our connections."""
    from uvicorn.config import Config
    from uvicorn.server import ServerState

    async def app(scope: object, receive: object, send: Callable[..., Awaitable[None]]) -> None:
        await send({"type": "http.response.start", "status": 204, "headers": []})
        await send({"type": "http.response.body", "body": b""})

    config = Config(app, log_level="error", lifespan="off")
    config.load()
    state = ServerState()
    server = await asyncio.get_running_loop().create_server(
        lambda: Connection(config=config, server_state=state, app_state={}), "127.0.0.1", 0
    )
    return server.sockets[0].getsockname()[1], server


@pytest.mark.parametrize(
    ("head", "status"),
    [
        (b"GET /sparql HTTP/1.1\r\nHost: 127.0.0.1\r\nX: a\x00b\r\n\r\n", b"400"),
        (b"GET /sparql HTTP/1.1\r\nHost: 127.0.0.1\r\nBad Name: x\r\n\r\n", b"400"),
        (b"GET /" + b"a" * 200_000 + b" HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n", b"400"),
        (b"\x16\x03\x01\x02\x00\x01\x00\r\n\r\n", b"400"),
        (b"GET /sparql?query=%FF%FE HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n", b"400"),
        (b"GET /sparql?query=ASK%20%7B%7D HTTP/1.1\r\n\r\n", b"400"),
        (b"BREW /sparql HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n", b"405"),
    ],
)
def test_a_strange_request_is_refused(server: Server, head: bytes, status: bytes) -> None:
    with closing(_connected(server)) as connection:
        connection.sendall(head)
        assert connection.recv(4096).split()[1] == status
    assert server.query("ASK {}").status == 200


def test_no_header_comes_out_of_a_query(server: Server) -> None:
    evil = "ASK {} #\r\nSet-Cookie: a=b\r\n\r\n<script>"
    found = server.get("/sparql?" + urlencode({"query": evil, "format": "\r\nX-Evil: 1"}))
    assert "set-cookie" not in found.headers and "x-evil" not in found.headers


def test_a_long_body_ends_its_connection(server: Server) -> None:
    with closing(_connected(server)) as connection:
        connection.sendall(
            b"POST /sparql HTTP/1.1\r\nHost: 127.0.0.1\r\n"
            b"Content-Type: application/sparql-query\r\nContent-Length: 20000000\r\n\r\n"
        )
        connection.sendall(b" " * 1_100_000)
        said = b""
        # what is sent on after the answer is answered with a reset, behind the answer
        with suppress(ConnectionResetError):
            while part := connection.recv(65536):
                said += part
    assert said.split()[1] == b"413" and b"connection: close" in said.lower()


def test_graphs_of_the_protocol_are_names_and_nothing_more(server: Server) -> None:
    fields = {"query": "ASK {}", "default-graph-uri": "file:///etc/passwd"}
    assert server.get("/sparql?" + urlencode(fields)).status == 200
    fields["default-graph-uri"] = f"{EX}a> . <{EX}b"
    assert server.get("/sparql?" + urlencode(fields)).status == 400


def _request(path: str) -> bytes:
    return f"GET {path} HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n".encode()


def _connected(server: Server) -> socket.socket:
    where = urlsplit(server.address)
    return socket.create_connection((where.hostname or "", where.port or 0), timeout=20)


def _gone(processes: list[int]) -> bool:
    deadline = time.monotonic() + 10
    while time.monotonic() < deadline and any(map(_runs, processes)):
        time.sleep(0.05)
    return not any(map(_runs, processes))


def _runs(pid: int) -> bool:
    """Whether a process is there and no zombie that nobody has asked about."""
    try:
        return (Path("/proc") / str(pid) / "stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


def test_no_request_is_lost_while_the_folder_is_built_again(tmp_path: Path) -> None:
    out = tmp_path / "graph"

    def build(number: int) -> None:
        quad = Quad(NamedNode(EX + "s"), NamedNode(EX + "p"), Literal(str(number)))
        name = f"{number:x}" * 64
        build_store([quad], out, Manifest(version="0", fingerprint=name, base=EX))

    build(0)
    over = threading.Event()

    def ask(running: Server) -> list[tuple[int, str]]:
        found = []
        while not over.is_set():
            reply = running.query("SELECT ?v { ?s ?p ?v }", Accept="text/csv")
            found.append((reply.status, reply.text))
        return found

    with serving(out, "--workers", "2") as running, ThreadPoolExecutor(3) as clients:
        asking = [clients.submit(ask, running) for _ in range(3)]
        for number in range(1, 8):
            build(number)
            time.sleep(0.2)
        over.set()
        replies = [reply for each in asking for reply in each.result()]
        last = running.query("SELECT ?v { ?s ?p ?v }", Accept="text/csv").text
    assert {status for status, _ in replies} == {200}
    assert len({text for _, text in replies}) > 1
    assert last.split() == ["v", "7"]


@pytest.mark.parametrize("path", ["/sparql?query=ASK%20%7B%7D", "/void", "/people"])
def test_a_graph_that_is_taken_away_is_told(tmp_path: Path, path: str) -> None:
    out = tmp_path / "graph"
    build_store([], out, Manifest(version="0", fingerprint="0" * 64, base=EX))
    with serving(out, "--workers", "1") as running:
        (out / "manifest.json").unlink()
        found = running.get(path)
    assert found.status == 503 and found.headers["retry-after"]
    assert "holds no graph" in found.text
