"""A push: what arrives, what is not sent twice, what happens when it breaks off."""

from __future__ import annotations

import base64
import shutil
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from click.testing import CliRunner
from engines import Engine

import qjgraph
from qjgraph.cli.app import app
from qjgraph.errors import StoreError
from qjgraph.store import http, open_graph, open_store, pushing
from qjgraph.store.pushing import push
from qjgraph.store.remote import Remote


@pytest.fixture
def folder(sample_graph: Path, tmp_path: Path) -> Path:
    """A copy of the sample that may be written to."""
    copy = tmp_path / "graph"
    shutil.copytree(sample_graph, copy)
    shutil.rmtree(copy / "push", ignore_errors=True)
    return copy


def quads(store: object) -> list[str]:
    return sorted(map(str, store.quads_for_pattern(None, None, None, None)))  # type: ignore[attr-defined]


class Faulty:
    """A graph store that answers with the codes it is given, then with 204, and keeps a log."""

    def __init__(self, codes: list[int], headers: dict[str, str] | None = None) -> None:
        self.codes, self.headers = codes, headers or {}
        self.log: list[tuple[str, str, int, str]] = []
        outer = self

        class Handler(BaseHTTPRequestHandler):
            def answer(self) -> None:
                body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
                who = self.headers.get("Authorization", "")
                outer.log.append((self.command, self.path, len(body), who))
                self.send_response(outer.codes.pop(0) if outer.codes else 204)
                for name, value in outer.headers.items():
                    self.send_header(name, value)
                self.send_header("Content-Length", "0")
                self.end_headers()

            do_PUT = do_POST = do_DELETE = answer

            def log_message(self, *_: object) -> None:
                pass

        self.handler = Handler

    @contextmanager
    def running(self) -> Iterator[str]:
        server = ThreadingHTTPServer(("127.0.0.1", 0), self.handler)
        thread = threading.Thread(target=server.serve_forever, args=(0.01,))
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.server_address[1]}/store"
        finally:
            server.shutdown()
            thread.join()
            server.server_close()


def test_what_arrives_is_what_was_sent(folder: Path, oxigraph: Engine) -> None:
    done = push(folder, oxigraph.store)
    assert quads(open_graph(oxigraph.query)) == quads(open_store(folder))
    assert (done.kept, done.removed) == (0, 0)
    assert done.graphs > 10 and done.triples > 1000


def test_a_second_push_sends_nothing(folder: Path, oxigraph: Engine) -> None:
    first = push(folder, oxigraph.store)
    second = push(folder, oxigraph.store)
    assert (second.graphs, second.kept, second.triples) == (0, first.graphs, 0)


def test_what_is_forced_is_sent_again(folder: Path, oxigraph: Engine) -> None:
    first = push(folder, oxigraph.store)
    assert push(folder, oxigraph.store, force=True) == first
    assert quads(open_graph(oxigraph.query)) == quads(open_store(folder))


def test_a_changed_and_a_removed_article_arrive(tmp_path: Path, oxigraph: Engine) -> None:
    texts, out = tmp_path / "texts", tmp_path / "graph"
    texts.mkdir()
    for name, place in (("a", "青禾镇"), ("b", "银杏镇"), ("c", "松岭镇")):
        text = f"{place}召开重点工作推进会\n\n本报讯 县委书记周明远主持会议。"
        (texts / f"{name}.txt").write_text(text, encoding="utf-8")
    qjgraph.build([texts], out)
    push(out, oxigraph.store)
    (texts / "a.txt").unlink()
    (texts / "b.txt").write_text("县长陈知行到银杏镇调研。", encoding="utf-8")
    qjgraph.build([texts], out)
    done = push(out, oxigraph.store)
    assert done.removed == 2 and done.kept >= 1
    assert quads(open_graph(oxigraph.query)) == quads(open_store(out))


def test_a_push_that_broke_off_goes_on(
    folder: Path, oxigraph: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pushing, "PART", 1000)
    monkeypatch.setattr(pushing, "_NOTED", 1)
    real, sent = http.Client.send, list[str]()

    def breaking(self: http.Client, method: str, **options: object) -> object:
        if len(sent) == 17:
            raise StoreError("server", "broke off")
        sent.append(method)
        return real(self, method, **options)  # type: ignore[arg-type]

    monkeypatch.setattr(http.Client, "send", breaking)
    with pytest.raises(StoreError, match="broke off"):
        push(folder, oxigraph.store)
    monkeypatch.setattr(http.Client, "send", real)
    done = push(folder, oxigraph.store)
    assert done.graphs == 0
    assert 0 < done.triples < 7000
    assert quads(open_graph(oxigraph.query)) == quads(open_store(folder))


def test_the_default_graph_goes_where_it_is_told(folder: Path, oxigraph: Engine) -> None:
    name = "https://example.org/default"
    push(folder, oxigraph.store, default=name)
    asked = f"{oxigraph.query}?default-graph-uri={name}"
    there, here = qjgraph.open(asked), qjgraph.open(folder)
    assert there.ask("large-projects") == here.ask("large-projects")
    assert there.explain("纪云舒") == here.explain("纪云舒")


def test_virtuoso_takes_a_push(folder: Path, virtuoso: Engine) -> None:
    name = "https://example.org/default"
    push(folder, virtuoso.store, default=name)
    there = open_graph(f"{virtuoso.query}?default-graph-uri={name}")
    here = open_store(folder)
    count = "SELECT ?c (COUNT(*) AS ?n) WHERE { ?s a ?c } GROUP BY ?c"
    found = [
        sorted((row["c"].value, int(row["n"].value)) for row in store.query(count))  # type: ignore[union-attr]
        for store in (there, here)
    ]
    assert found[0] == found[1]
    assert qjgraph.open(there.address).explain("纪云舒") == qjgraph.open(folder).explain("纪云舒")  # type: ignore[attr-defined]
    assert push(folder, virtuoso.store, default=name).graphs == 0


def test_a_damaged_note_is_no_note(folder: Path, oxigraph: Engine) -> None:
    push(folder, oxigraph.store)
    (note,) = (folder / "push").iterdir()
    note.write_text("{", encoding="utf-8")
    assert push(folder, oxigraph.store).kept == 0


def test_a_busy_server_is_asked_again(folder: Path) -> None:
    faulty = Faulty([503, 429], {"Retry-After": "0"})
    with faulty.running() as address:
        push(folder, address)
    assert [path for _, path, *_ in faulty.log[:3]] == [faulty.log[0][1]] * 3


def test_a_server_that_stays_busy_is_left(folder: Path) -> None:
    faulty = Faulty([503] * 100, {"Retry-After": "0"})
    with faulty.running() as address, pytest.raises(StoreError, match="503"):
        push(folder, address)
    assert len(faulty.log) == http.TRIES


@pytest.mark.parametrize(
    ("code", "word"),
    [(401, "QJGRAPH_TOKEN"), (403, "account"), (404, "check the path"), (405, "graph store"),
     (413, "limits"), (415, "graph store"), (500, "500")],
)  # fmt: skip
def test_a_refusal_says_what_to_do(folder: Path, code: int, word: str) -> None:
    faulty = Faulty([code])
    with faulty.running() as address, pytest.raises(StoreError, match=word):
        push(folder, address)


def test_nobody_there_is_told(folder: Path) -> None:
    with pytest.raises(StoreError, match="cannot be reached"):
        push(folder, "http://127.0.0.1:9/store")


@pytest.mark.parametrize("address", ["ftp://x/y", "http://", "http://user:secret@127.0.0.1/x"])
def test_a_wrong_address_is_refused(folder: Path, address: str) -> None:
    with pytest.raises(StoreError) as caught:
        push(folder, address)
    assert "secret" not in str(caught.value)


def test_who_asks_is_told_by_the_environment(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("QJGRAPH_TOKEN", "abc")
    faulty = Faulty([])
    with faulty.running() as address:
        push(folder, address)
    assert {who for *_, who in faulty.log} == {"Bearer abc"}
    monkeypatch.delenv("QJGRAPH_TOKEN")
    monkeypatch.setenv("QJGRAPH_USER", "me")
    monkeypatch.setenv("QJGRAPH_PASSWORD", "pw")
    faulty = Faulty([])
    with faulty.running() as address:
        push(folder, address, force=True)
    basic = base64.b64encode(b"me:pw").decode()
    assert {who for *_, who in faulty.log} == {f"Basic {basic}"}


def test_the_command_says_what_was_sent(folder: Path, oxigraph: Engine) -> None:
    words = ["push", str(folder), oxigraph.store]
    first = CliRunner().invoke(app, words, env={"QJGRAPH_LANG": "en"})
    second = CliRunner().invoke(app, words, env={"QJGRAPH_LANG": "en"})
    assert first.exit_code == 0 and "0 were there" in first.stderr
    assert "0 graphs sent" in second.stderr


def test_a_remote_graph_is_not_written() -> None:
    remote = Remote("http://127.0.0.1:9/query")
    assert not hasattr(remote, "add") and not hasattr(remote, "update")
