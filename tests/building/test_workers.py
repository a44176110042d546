"""Who does the work does not matter; who ends on the way is told."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pytest
from click.testing import CliRunner
from tests.building import deeds
from tests.building.folder import COUNTIES, Folder, lines

from qjgraph import pipeline
from qjgraph.building import workers
from qjgraph.building.workers import Cluster, Here, Pool, Workers, cores, workers_for
from qjgraph.cli.app import app
from qjgraph.errors import InputError, WorkerError
from qjgraph.store import read_issues

BATCHES = [[1, 2], [3], [13, 4], [5, 6, 7], *([n] for n in range(100, 130))]
DOUBLED = [(batch, [2 * each for each in batch]) for batch in BATCHES]


@pytest.fixture
def pool() -> Iterator[Pool]:
    made = Pool(2)
    yield made
    made.close()


@pytest.mark.parametrize("size", [0, 10**9])
def test_results_come_in_the_order_of_the_batches(pool: Pool, size: int) -> None:
    assert list(pool.do(deeds.doubled, BATCHES, str, size=size)) == DOUBLED
    assert list(Here().do(deeds.doubled, BATCHES, str, size=size)) == DOUBLED


def test_a_little_work_is_done_at_once(pool: Pool) -> None:
    ((_, (process,)),) = pool.do(deeds.process_of, [[1]], str, size=10)
    assert process == os.getpid()


def test_much_work_is_done_by_others(pool: Pool) -> None:
    done = pool.do(deeds.process_of, [[1], [2], [3]], str, size=10**9)
    assert os.getpid() not in {process for _, (process,) in done}


def test_batches_are_taken_as_they_are_needed(pool: Pool) -> None:
    taken = 0

    def endless() -> Iterator[list[int]]:
        nonlocal taken
        while True:
            taken += 1
            yield [taken]

    done = pool.do(deeds.doubled, endless(), str, size=10**9)
    assert next(done) == ([1], [2])
    assert taken < 20


def test_a_worker_that_ends_costs_nothing(pool: Pool, tmp_path: Path) -> None:
    task = partial(deeds.deadly_once, mark=tmp_path / "mark")
    assert list(pool.do(task, BATCHES, str, size=10**9)) == DOUBLED
    assert (tmp_path / "mark").exists()


def test_an_item_that_ends_its_worker_again_is_named(pool: Pool) -> None:
    with pytest.raises(WorkerError, match=r"^number 13: .*ended twice"):
        list(pool.do(deeds.deadly, BATCHES, "number {}".format, size=10**9))


def test_an_error_comes_back_whole(pool: Pool) -> None:
    with pytest.raises(InputError, match="thirteen: is not liked; take twelve") as met:
        list(pool.do(deeds.failing, BATCHES, str, size=10**9))
    assert (met.value.place, met.value.hint) == ("thirteen", "take twelve")


@pytest.mark.parametrize(("count", "kind"), [(0, Here), (1, Here), (2, Pool)])
def test_one_worker_is_this_process(count: int, kind: type[Workers]) -> None:
    with workers_for(count) as made:
        assert type(made) is kind


def test_there_is_a_core() -> None:
    assert cores() >= 1


def test_the_graph_is_the_same_for_any_number_of_workers(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(workers, "WORTH", 0)
    monkeypatch.setattr("qjgraph.building.intake._BATCH", 3000)
    graphs, issues = [], []
    for count in (1, 2, 3):
        out = tmp_path / str(count)
        pipeline.build([COUNTIES], out, workers=count)
        graphs.append(lines(out))
        issues.append(read_issues(out))
    assert graphs[0] == graphs[1] == graphs[2]
    assert issues[0] == issues[1] == issues[2]


def test_changes_are_the_same_with_workers(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workers, "WORTH", 0)
    folder = Folder(tmp_path, "L01 L02 L03 C01")
    folder.build(workers=2)
    folder.remove("L01")
    folder.add("L04")
    folder.build(workers=2)
    assert folder.equals_a_clean_build()


def test_workers_end_with_a_build_that_is_killed() -> None:
    """No process is left that waits for work of nobody."""
    program = (
        "import os, signal, sys; from qjgraph.building.workers import Pool\n"
        "from tests.building import deeds\n"
        "if __name__ == '__main__':\n"
        "    pool = Pool(1)\n"
        "    for _, (process,) in pool.do(deeds.process_of, [[1]], str, size=10**9):\n"
        "        print(process, flush=True)\n"
        "    os.kill(os.getpid(), signal.SIGKILL)\n"
    )
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    command = [sys.executable, "-c", program]
    # the worker has this pipe as well: it closes when both have ended
    run = subprocess.run(command, env=environment, stdout=subprocess.PIPE, timeout=60)
    assert run.returncode < 0 and int(run.stdout) > 0


def test_progress_tells_steps_and_counts(tmp_path: Path) -> None:
    folder = Folder(tmp_path, "L01 L02")
    told: list[tuple[str, int, int]] = []
    pipeline.build([folder.texts], folder.out, on_progress=lambda *said: told.append(said))
    assert told == [("read", 2, 2), ("write", 2, 2)]


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (("--workers", "2", "--json"), 0, '"read": 2'),
        (("--workers", "0"), 2, "is not in the range"),
        (("--cluster", "tcp://127.0.0.1:9"), 1, "tcp://127.0.0.1:9: "),
    ],
)
def test_the_command_takes_workers_and_a_cluster(
    tmp_path: Path, words: tuple[str, ...], code: int, said: str
) -> None:
    folder = Folder(tmp_path, "L01 L02")
    (folder.texts / "sources.csv").unlink()
    line = ["build", str(folder.texts), "--out", str(folder.out), *words]
    result = CliRunner().invoke(app, line, env={"QJGRAPH_LANG": "en"})
    assert (result.exit_code, said in result.output) == (code, True), result.output


def test_a_cluster_that_is_not_there_is_told() -> None:
    pytest.importorskip("distributed")
    with pytest.raises(WorkerError, match="no Dask scheduler answers"):
        Cluster("tcp://127.0.0.1:9")
