"""Processes that answer jobs, and the order in which jobs get them.

A query cannot be stopped inside a process (the engine does not look up), so each runs in a
process that may be killed: when its time is over, or when nobody waits for it any more.  A
killed process is replaced at once.  A query that takes longer than `Settings.patience` gets
the processor's lowest priority and its process is replaced afterwards, because a priority
once lowered is not raised again without the rights of an administrator: with more processes
than processors, short queries keep both, whatever long ones do.
"""

from __future__ import annotations

import asyncio
import json
import os
import signal
import sys
from asyncio.subprocess import PIPE, Process
from collections import deque
from contextlib import suppress
from pathlib import Path

from qjgraph.serve.replies import Job, Reply, length_of, pack_job, refusal, reply_of

#: Seconds after which whoever is turned away may come again.
RETRY = "2"
_LOWEST = 19
#: How a process ends whose memory was refused (an abort), by signal.
_STARVED = frozenset((-signal.SIGABRT, -signal.SIGKILL))


class Worker:
    """One process; it has one job at a time."""

    def __init__(self, process: Process) -> None:
        self.process = process
        self.lowered = False

    @classmethod
    async def started(cls, folder: Path, memory: int) -> Worker:
        """A new process over a build's folder, in a session of its own: no Ctrl-C reaches it."""
        process = await asyncio.create_subprocess_exec(
            sys.executable, "-m", "qjgraph.serve.worker", str(folder), str(memory),
            stdin=PIPE, stdout=PIPE, start_new_session=True, limit=1 << 20,
        )  # fmt: skip
        return cls(process)

    async def answer(self, job: Job) -> Reply:
        """The reply to a job.

        Raises:
            EOFError: the process ended before it had answered.
        """
        stdin, stdout = self.process.stdin, self.process.stdout
        assert stdin is not None and stdout is not None
        try:
            stdin.write(pack_job(job))
            await stdin.drain()
            head = json.loads(await stdout.readexactly(length_of(await stdout.readexactly(4))))
            return reply_of(head, await stdout.readexactly(head["body"]))
        except (asyncio.IncompleteReadError, ConnectionError) as error:
            raise EOFError from error

    def lower(self) -> None:
        """Gives way to other processes from now on."""
        if hasattr(os, "setpriority") and self.process.returncode is None:
            self.lowered = True
            os.setpriority(os.PRIO_PROCESS, self.process.pid, _LOWEST)

    async def end(self) -> int:
        """Kills the process where it still runs; how it ended."""
        if self.process.returncode is None:
            with suppress(ProcessLookupError):
                self.process.kill()
        if self.process.stdin is not None:
            self.process.stdin.close()
        return await self.process.wait()


class Lane:
    """A number of processes and the queue before them.

    Args:
        folder: of the build.
        size: processes.
        timeout: seconds for a job, from when a process takes it.
        patience: seconds after which a job gives way; None for never.
        queue: jobs that may wait; one more is refused.
        memory: bytes that a job may take.
    """

    def __init__(
        self, folder: Path, *, size: int, timeout: float, patience: float | None, queue: int,
        memory: int,
    ) -> None:  # fmt: skip
        self.folder, self.size, self.timeout = folder, size, timeout
        self.patience, self.queue, self.memory = patience, queue, memory
        self._free: deque[Worker] = deque()
        self._waiting: deque[asyncio.Future[Worker]] = deque()
        self._all: set[Worker] = set()
        self._tasks: set[asyncio.Task[None]] = set()
        self._closed = False

    async def open(self) -> None:
        """Starts all processes."""
        await asyncio.gather(*(self._hire() for _ in range(self.size)))

    async def close(self) -> None:
        """Ends all processes."""
        self._closed = True
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        await asyncio.gather(*(worker.end() for worker in list(self._all)))

    async def run(self, job: Job) -> Reply:
        """The reply to a job; 503 where too many wait, 504 where its time is over.

        Being cancelled stops the job: its process is killed.
        """
        if not self._free and len(self._waiting) >= self.queue:
            problem = "the server has more questions than it can answer now; ask again soon"
            return refusal(503, problem, {"Retry-After": RETRY})
        worker = await self._take()
        try:
            reply = await self._answered(worker, job)
        except BaseException:
            self._replace(worker)
            raise
        return reply

    async def _answered(self, worker: Worker, job: Job) -> Reply:
        loop = asyncio.get_running_loop()
        later = loop.call_later(self.patience, worker.lower) if self.patience is not None else None
        try:
            async with asyncio.timeout(self.timeout):
                reply = await worker.answer(job)
        except TimeoutError:
            self._replace(worker)
            return refusal(504, f"stopped after {self.timeout:g} seconds; ask for less at a time")
        except EOFError:
            return await self._broken(worker)
        finally:
            if later is not None:
                later.cancel()
        self._replace(worker) if worker.lowered else self._give(worker)
        return reply

    async def _broken(self, worker: Worker) -> Reply:
        """What a process that ended by itself makes of its job."""
        code = await worker.end()
        self._replace(worker)
        if code in _STARVED:
            return refusal(413, "it needs more memory than the server allows; ask for less")
        return refusal(500, "it broke the process that answered it; please report it")

    # ----------------------------------------------------------------- who is free

    async def _take(self) -> Worker:
        while self._free:
            worker = self._free.popleft()
            if worker.process.returncode is None:
                return worker
            self._replace(worker)  # it was killed from outside while it was idle
        future: asyncio.Future[Worker] = asyncio.get_running_loop().create_future()
        self._waiting.append(future)
        try:
            return await future
        except asyncio.CancelledError:
            if future.done() and not future.cancelled():
                self._give(future.result())
            else:
                self._waiting.remove(future)
            raise

    def _give(self, worker: Worker) -> None:
        while self._waiting:
            future = self._waiting.popleft()
            if not future.done():
                future.set_result(worker)
                return
        self._free.append(worker)

    def _replace(self, worker: Worker) -> None:
        """Ends a process and starts another in its place, without anyone waiting for it."""
        if worker in self._all:
            self._all.discard(worker)
            task = asyncio.get_running_loop().create_task(self._succeed(worker))
            self._tasks.add(task)
            task.add_done_callback(self._tasks.discard)

    async def _succeed(self, worker: Worker) -> None:
        await worker.end()
        if not self._closed:
            await self._hire()

    async def _hire(self) -> None:
        worker = await Worker.started(self.folder, self.memory)
        self._all.add(worker)
        self._give(worker)
