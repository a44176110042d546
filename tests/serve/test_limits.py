"""What is asked of a server cannot stop it, and costs nothing but itself."""

from __future__ import annotations

import os
import signal
import socket
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from urllib.parse import urlencode, urlsplit

import pytest
from servers import Server, serving

#: Runs for days: each pattern joins all rows of the graphs with all rows so far.
ENDLESS = "SELECT (COUNT(*) AS ?n) {{ {} }}".format(
    " ".join(f"{{ GRAPH ?g{n} {{ ?s{n} ?p{n} ?o{n} }} }}" for n in range(24))
)


@pytest.fixture(scope="module")
def small(graphs: Path) -> Iterator[Server]:
    """A server with one process and hardly any memory."""
    with serving(
        graphs, "--timeout", "1", "--workers", "1", "--memory", "200", "--max-rows", "1000000"
    ) as running:
        yield running


def test_a_long_query_is_stopped(small: Server) -> None:
    found = small.query(ENDLESS)
    assert found.status == 504 and "1 seconds" in found.text
    assert small.query("ASK {}").status == 200


def test_a_greedy_query_is_stopped(small: Server) -> None:
    text = "SELECT ?x { BIND('" + "多" * 1000 + "' AS ?a0) " + " ".join(
        f"BIND(CONCAT(?a{n}, ?a{n}, ?a{n}, ?a{n}) AS ?a{n + 1})" for n in range(12)
    ) + " BIND(?a12 AS ?x) }"  # fmt: skip
    assert small.query(text).status in (413, 500, 504)
    assert small.query("ASK {}").status == 200


def test_an_answer_has_a_greatest_number_of_rows(server: Server) -> None:
    many = "SELECT ?a ?b ?c { {GRAPH ?g {?t ?q ?a}} {GRAPH ?h {?u ?r ?b}} {GRAPH ?i {?v ?w ?c}} }"
    for accept in ("text/csv", "text/tab-separated-values", "application/json", "text/xml"):
        found = server.query(many, Accept=accept)
        assert found.status == 413, accept
        assert "LIMIT" in found.text
        assert server.query(f"{many} LIMIT 50", Accept=accept).status == 200, accept


def test_a_graph_has_a_greatest_number_of_triples(server: Server) -> None:
    many = (
        "CONSTRUCT { ?a ?b ?c } { {GRAPH ?g {?a ?q ?x}} {GRAPH ?h {?u ?b ?y}} "
        "{GRAPH ?i {?v ?w ?z}} BIND(CONCAT(?x, ?y, ?z) AS ?c) }"
    )
    assert server.query(many).status == 413


def test_a_long_request_is_refused(server: Server) -> None:
    found = server.ask(
        "POST", "/sparql", body="ASK {}" + " " * 1_100_000,
        headers={"Content-Type": "application/sparql-query"},
    )  # fmt: skip
    assert found.status == 413


def test_deep_nesting_breaks_no_more_than_its_own_process(server: Server) -> None:
    deep = "ASK " + "{" * 200_000 + "}" * 200_000
    found = server.ask(
        "POST", "/sparql", body=deep, headers={"Content-Type": "application/sparql-query"}
    )
    assert found.status in (400, 413, 500, 504)
    assert server.query("ASK {}").status == 200


def test_who_comes_when_too_many_wait_is_told_to_come_again(graphs: Path) -> None:
    import asyncio

    from qjgraph.serve import Settings
    from qjgraph.serve.pool import Lane
    from qjgraph.serve.replies import Job

    async def crowd() -> list[int]:
        lane = Lane(
            graphs, size=1, timeout=20, patience=20, queue=2, wait=20, memory=Settings().memory
        )
        await lane.open()
        job = Job(name="size", options={}, store="store/" + "f" * 12)
        replies = await asyncio.gather(*(lane.run(job) for _ in range(6)))
        await lane.close()
        assert all(r.headers["Retry-After"] for r in replies if r.status == 503)
        return sorted(reply.status for reply in replies)

    assert asyncio.run(crowd()) == [200, 200, 200, 503, 503, 503]


def test_a_client_that_leaves_frees_its_process(small: Server) -> None:
    where = urlsplit(small.address)
    with socket.create_connection((where.hostname or "", where.port or 0)) as gone:
        path = "/sparql?" + urlencode({"query": ENDLESS})
        gone.sendall(f"GET {path} HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n".encode())
        time.sleep(0.3)
    assert small.query("ASK {}").status == 200


def test_a_process_killed_from_outside_is_replaced(graphs: Path) -> None:
    with serving(graphs, "--workers", "1") as running:
        assert running.query("ASK {}").status == 200
        for child in children(running.process.pid):
            os.kill(child, signal.SIGKILL)
        time.sleep(0.2)
        assert running.query("ASK {}").status == 200


def test_no_process_outlives_the_server(graphs: Path) -> None:
    with serving(graphs) as running:
        workers = children(running.process.pid)
        assert len(workers) == 6
    deadline = time.monotonic() + 10
    while time.monotonic() < deadline and any(map(alive, workers)):
        time.sleep(0.05)
    assert not any(map(alive, workers))


def test_many_clients_are_served_beside_a_hostile_one(server: Server) -> None:
    with ThreadPoolExecutor(9) as pool:
        hostile = pool.submit(server.query, ENDLESS)
        others = [pool.submit(server.query, "SELECT ?v { ?s ?p ?v }") for _ in range(60)]
        assert {each.result().status for each in others} == {200}
        assert hostile.result().status == 504


def test_service_reaches_nobody(server: Server) -> None:
    listener = socket.create_server(("127.0.0.1", 0))
    listener.settimeout(0.5)
    hits: list[object] = []

    def watch() -> None:
        try:
            while True:
                hits.append(listener.accept())
        except TimeoutError:
            return

    watcher = threading.Thread(target=watch)
    watcher.start()
    place = f"http://127.0.0.1:{listener.getsockname()[1]}/data"
    for text in (
        f"SELECT * {{ SERVICE <{place}> {{ ?s ?p ?o }} }}",
        f"SELECT * {{ SERVICE SILENT <{place}> {{ ?s ?p ?o }} }}",
        f"SELECT * FROM <{place}> {{ ?s ?p ?o }}",
        f"SELECT * FROM NAMED <{place}> {{ GRAPH ?g {{ ?s ?p ?o }} }}",
        f"DESCRIBE <{place}>",
        f"LOAD <{place}>",
    ):
        server.query(text)
    server.get("/sparql?" + urlencode({"query": "ASK {}", "default-graph-uri": place}))
    watcher.join()
    listener.close()
    assert hits == []


@pytest.mark.parametrize(
    "path", ["/../../etc/passwd", "/assets/../../manifest.json", "/id/..%2f..%2fx", "/page/%00"]
)
def test_no_file_is_reached(room: Server, path: str) -> None:
    assert room.get(path).status in (400, 404)


def test_another_name_is_not_answered(server: Server) -> None:
    found = server.ask("GET", "/", headers={"Host": "attacker.example"})
    assert found.status == 421


def children(pid: int) -> list[int]:
    found = []
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit():
            try:
                stat = (entry / "stat").read_text()
            except OSError:
                continue
            if int(stat.rpartition(")")[2].split()[1]) == pid:
                found.append(int(entry.name))
    return found


def alive(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return True
