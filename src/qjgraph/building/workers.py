"""Who does the work of a build: this process, several of this machine, a Dask cluster.

All of them take batches in an order and give the results in the same order, with a bounded
number under way, so that neither the result nor the memory depends on who works.
"""

from __future__ import annotations

import os
import signal
import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from importlib import import_module
from multiprocessing import connection, get_context, parent_process
from typing import Any, Protocol, TypeVar

from qjgraph.errors import WorkerError
from qjgraph.rdf import this_reader
from qjgraph.store import fingerprint

T = TypeVar("T")
R = TypeVar("R")
Task = Callable[[Sequence[T]], list[R]]
Name = Callable[[Any], str]

#: Batches that are sent ahead, for each worker.
_AHEAD = 4
#: Characters of text that are worth further processes, which take a second to begin.
WORTH = 400_000


class Workers(Protocol):
    """Those who do tasks."""

    def do(
        self, task: Task[T, R], batches: Iterable[Sequence[T]], name: Name, *, size: int
    ) -> Iterator[tuple[Sequence[T], list[R]]]:
        """Each batch and the task's results for it, in order.

        Args:
            task: can be pickled.
            batches: taken as they are needed.
            name: of an item, for messages.
            size: of all the work, as characters of text; a little is done at once.
        """
        ...


def cores() -> int:
    """The processor cores that this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


@contextmanager
def workers_for(count: int, cluster: str = "") -> Iterator[Workers]:
    """This process for one worker, else as many further ones, which end with the context.

    Args:
        cluster: address of a Dask scheduler whose workers are taken instead.
    """
    if not cluster and count <= 1:
        yield Here()
        return
    hands = Cluster(cluster) if cluster else Pool(count)
    try:
        yield hands
    finally:
        hands.close()


class Here:
    """This process alone."""

    def do(
        self, task: Task[T, R], batches: Iterable[Sequence[T]], name: Name, *, size: int
    ) -> Iterator[tuple[Sequence[T], list[R]]]:
        """Each batch and the task's results for it, in order."""
        return ((batch, task(batch)) for batch in batches)


class Pool:
    """Processes of this machine.

    A process that ends before its work is done costs that work only: the batches under way
    are done again, item by item; the item that ends a process a second time is named.

    Args:
        count: of processes.
    """

    def __init__(self, count: int) -> None:
        self._count = count
        self._pool = _new_pool(count)  # its processes begin with the first task

    def close(self) -> None:
        """Ends the processes; work that has not begun is not done."""
        self._pool.shutdown(cancel_futures=True)

    def do(
        self, task: Task[T, R], batches: Iterable[Sequence[T]], name: Name, *, size: int
    ) -> Iterator[tuple[Sequence[T], list[R]]]:
        """Each batch and the task's results for it, in order.

        Raises:
            WorkerError: an item ends every process that works at it.
        """
        if size < WORTH:
            return ((batch, task(batch)) for batch in batches)
        return self._sent(task, batches, name)

    def _sent(
        self, task: Task[T, R], batches: Iterable[Sequence[T]], name: Name
    ) -> Iterator[tuple[Sequence[T], list[R]]]:
        under_way: deque[tuple[Sequence[T], Future[list[R]]]] = deque()
        for batch in batches:
            under_way.append((batch, self._submit(task, batch)))
            if len(under_way) > _AHEAD * self._count:
                yield self._next(task, under_way, name)
        while under_way:
            yield self._next(task, under_way, name)

    def _submit(self, task: Task[T, R], batch: Sequence[T]) -> Future[list[R]]:
        try:
            return self._pool.submit(task, batch)
        except BrokenProcessPool as error:  # found out by `_next`, in order
            broken: Future[list[R]] = Future()
            broken.set_exception(error)
            return broken

    def _next(
        self, task: Task[T, R], under_way: deque[tuple[Sequence[T], Future[list[R]]]], name: Name
    ) -> tuple[Sequence[T], list[R]]:
        batch, future = under_way.popleft()
        try:
            return batch, future.result()
        except BrokenProcessPool:
            done = self._item_by_item(task, batch, name)
        self._pool.shutdown(cancel_futures=True)
        self._pool = _new_pool(self._count)
        again = [(each, self._again(task, each, told)) for each, told in under_way]
        under_way.clear()
        under_way.extend(again)
        return batch, done

    def _again(
        self, task: Task[T, R], batch: Sequence[T], future: Future[list[R]]
    ) -> Future[list[R]]:
        """A batch's future; a new one where the process ended."""
        lost = future.cancelled() or isinstance(future.exception(), BrokenProcessPool)
        return self._submit(task, batch) if lost else future

    def _item_by_item(self, task: Task[T, R], batch: Sequence[T], name: Name) -> list[R]:
        done: list[R] = []
        for item in batch:
            with _new_pool(1) as alone:
                try:
                    done += alone.submit(task, [item]).result()
                except BrokenProcessPool as error:
                    problem = "the process that worked at it ended twice, without a message"
                    hint = "leave it out, or look for lack of memory"
                    raise WorkerError(name(item), problem, hint) from error
        return done


class Cluster:
    """The workers of a Dask cluster, which have the same qjgraph installed.

    Dask gives the work of a worker that ends to another one; a text that ends several is told.

    Args:
        address: of the scheduler (`tcp://10.0.0.1:8786`).

    Raises:
        WorkerError: Dask is not installed, nobody answers, or a worker has another qjgraph.
    """

    def __init__(self, address: str) -> None:
        try:
            self._dask = import_module("distributed")
        except ImportError as error:
            hint = "pip install 'qjgraph[cluster]'"
            raise WorkerError(address, "Dask is not installed", hint) from error
        try:
            self._client: Any = self._dask.Client(address, timeout=10, set_as_default=False)
        except (OSError, ValueError, TimeoutError) as error:
            hint = "start `dask scheduler` and `dask worker`, and give the scheduler's address"
            raise WorkerError(address, f"no Dask scheduler answers: {error}", hint) from error
        try:
            self._check(address)
        except BaseException:
            self.close()
            raise

    def _check(self, address: str) -> None:
        """All workers read as this program does; there is one."""
        readers = self._client.run(reader, on_error="return")
        if not readers:
            raise WorkerError(address, "the cluster has no workers", "start `dask worker` for it")
        for worker, found in sorted(readers.items()):
            if found != reader():
                problem = "has no qjgraph, or another one than this program"
                raise WorkerError(worker, problem, "install the same version on every worker")

    def close(self) -> None:
        """Takes leave of the cluster, which goes on."""
        self._client.close()

    def do(
        self, task: Task[T, R], batches: Iterable[Sequence[T]], name: Name, *, size: int
    ) -> Iterator[tuple[Sequence[T], list[R]]]:
        """Each batch and the task's results for it, in order.

        Raises:
            WorkerError: an item ends every process that works at it.
        """
        under_way: deque[tuple[Sequence[T], Any]] = deque()
        ahead = _AHEAD * max(1, sum(self._client.nthreads().values()))
        for batch in batches:
            under_way.append((batch, self._client.submit(task, batch, pure=False)))
            if len(under_way) > ahead:
                yield self._next(under_way, name)
        while under_way:
            yield self._next(under_way, name)

    def _next(
        self, under_way: deque[tuple[Sequence[T], Any]], name: Name
    ) -> tuple[Sequence[T], list[R]]:
        batch, future = under_way.popleft()
        try:
            return batch, future.result()
        except self._dask.KilledWorker as error:
            names = f"{name(batch[0])} to {name(batch[-1])}"
            problem = "the workers that worked at these ended, without a message"
            hint = "see the logs of the cluster's workers"
            raise WorkerError(names, problem, hint) from error


def reader() -> str:
    """Stands for all of the program that decides what is read and written."""
    return fingerprint((), run=this_reader().iri())


def _new_pool(count: int) -> ProcessPoolExecutor:
    # spawned, not forked: the database has threads of its own, and all systems can
    context = get_context("spawn")
    return ProcessPoolExecutor(count, mp_context=context, initializer=_begin)


def _begin() -> None:
    """In a new worker: it ends with its parent, however that ends, and not by Ctrl-C."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    parent = parent_process()
    if parent is not None:
        connection.wait([parent.sentinel])
        os._exit(1)
