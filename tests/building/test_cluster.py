"""A build by the workers of a Dask cluster, on this machine's loopback."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from tests.building import deeds
from tests.building.folder import COUNTIES, Folder, lines

from qjgraph import pipeline
from qjgraph.building.workers import Cluster
from qjgraph.errors import InputError, WorkerError
from qjgraph.store import read_issues

pytest.importorskip("distributed", exc_type=ImportError)

#: A scheduler that tells its address, and its workers, until the standard input is closed.
PROGRAM = """
import sys
from distributed import LocalCluster
if __name__ == "__main__":
    with LocalCluster(
        n_workers=int(sys.argv[1]), threads_per_worker=1, processes=True, host="127.0.0.1",
        dashboard_address=None,
    ) as cluster:
        print(cluster.scheduler_address, flush=True)
        sys.stdin.read()
"""
BATCHES = [[1, 2], [3], [4, 5], *([n] for n in range(100, 130))]


@contextmanager
def running(workers: int) -> Iterator[str]:
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    with subprocess.Popen(
        [sys.executable, "-c", PROGRAM, str(workers)], env=environment, stdin=subprocess.PIPE,
        stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True,
    ) as process:  # fmt: skip
        assert process.stdout is not None and process.stdin is not None
        try:
            yield process.stdout.readline().strip()
        finally:
            process.stdin.close()
            process.wait(30)


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    with running(2) as found:
        yield found


@pytest.fixture
def cluster(address: str) -> Iterator[Cluster]:
    made = Cluster(address)
    yield made
    made.close()


def test_results_come_in_the_order_of_the_batches(cluster: Cluster) -> None:
    done = list(cluster.do(deeds.doubled, BATCHES, str, size=0))
    assert done == [(batch, [2 * each for each in batch]) for batch in BATCHES]


def test_the_work_is_done_by_several(cluster: Cluster) -> None:
    done = cluster.do(deeds.process_of, BATCHES, str, size=0)
    processes = {process for _, result in done for process in result}
    assert len(processes) == 2 and os.getpid() not in processes


def test_an_error_comes_back_whole(cluster: Cluster) -> None:
    with pytest.raises(InputError, match="thirteen: is not liked; take twelve"):
        list(cluster.do(deeds.failing, [[13]], str, size=0))


def test_the_graph_is_that_of_a_build_here(
    address: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("qjgraph.building.intake._BATCH", 3000)
    there, here = tmp_path / "there", tmp_path / "here"
    pipeline.build([COUNTIES], there, cluster=address)
    pipeline.build([COUNTIES], here)
    assert lines(there) == lines(here)
    assert read_issues(there) == read_issues(here)


def test_changes_are_those_of_a_build_here(address: str, tmp_path: Path) -> None:
    folder = Folder(tmp_path, "L01 L02 L03 C01")
    folder.build(cluster=address)
    folder.remove("L01")
    folder.add("L04")
    assert folder.build(cluster=address).read == 1
    assert folder.equals_a_clean_build()


def test_a_worker_that_ends_costs_nothing(cluster: Cluster, tmp_path: Path) -> None:
    from functools import partial

    task = partial(deeds.deadly_once, mark=tmp_path / "mark")
    assert list(cluster.do(task, [[1], [13, 4], [5]], str, size=0)) == [
        ([1], [2]), ([13, 4], [26, 8]), ([5], [10]),
    ]  # fmt: skip


def test_items_that_end_all_workers_are_named(cluster: Cluster) -> None:
    with pytest.raises(WorkerError, match=r"number 13 to number 4: .*ended"):
        list(cluster.do(deeds.deadly, [[13, 4]], "number {}".format, size=0))


def test_a_cluster_without_workers_is_told() -> None:
    with running(0) as address, pytest.raises(WorkerError, match="has no workers; start"):
        Cluster(address)


def test_a_worker_with_another_program_is_told(
    address: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("qjgraph.building.workers.fingerprint", lambda parts, run: "another")
    with pytest.raises(WorkerError, match="has no qjgraph, or another one than this program"):
        Cluster(address)
