"""Processes that answer jobs, and the order in which jobs get them.

A query cannot be stopped inside a process (the engine does not look up), so each runs in a
process that may be killed: when its time is over, or when nobody waits for it any more.  A
killed process is replaced at once.  A job that takes longer than `Settings.patience` gets a
low priority and its process is replaced afterwards, because a priority once lowered is not
raised again without the rights of an administrator: with more processes than processors,
short jobs keep both, whatever long ones do.

Each process has a session of its own, so that Ctrl-C in a terminal reaches only the one that
listens.  Linux may weigh sessions first and priorities only within one (`sched(7)`, "The
autogroup feature"): there the session's priority is lowered with the process's.
"""

from __future__ import annotations

import asyncio
import json
import os
import sys
from asyncio.subprocess import PIPE, Process
from collections import deque
from contextlib import suppress
from pathlib import Path
from time import monotonic

from qjgraph.serve.replies import Job, Reply, length_of, pack_job, refusal, reply_of

#: Seconds after which whoever is turned away may come again.
RETRY = "2"
#: Seconds that a process may take to end.
_LAST = 5.0
#: Seconds between two attempts to start a process.
_PAUSE = 1.0
#: Seconds between two looks at what a process has taken; Linux counts in hundredths.
_TICK = 0.02
#: Priority ("nice") of a job that takes long: a tenth of the weight of others.  With the lowest,
#: 19, it would hardly come on at all on a machine that has more to do.
_LOW = 10
#: How a process ends whose memory was refused: by SIGABRT, or the system's SIGKILL.
_STARVED = frozenset((-6, -9))


class Worker:
    """One process; it has one job at a time."""

    def __init__(self, process: Process) -> None:
        self.process = process
        self.lowered = False

    @classmethod
    async def started(cls, folder: Path, memory: int) -> Worker:
        """A new process over a build's folder.

        Raises:
            OSError: the machine starts no further process now.
        """
        process = await asyncio.create_subprocess_exec(
            sys.executable, "-m", "qjgraph.serve.worker", str(folder), str(memory),
            stdin=PIPE, stdout=PIPE, start_new_session=True, limit=1 << 20,
            # the engine's trace of a lack of memory would want memory
            env={**os.environ, "RUST_BACKTRACE": "0"},
        )  # fmt: skip
        return cls(process)

    async def answer(self, job: Job) -> Reply:
        """The reply to a job.

        Raises:
            EOFError: the process ended before it had answered.
        """
        stdin = self.process.stdin
        assert stdin is not None
        try:
            stdin.write(pack_job(job))
            await stdin.drain()
        except ConnectionError as error:
            raise EOFError from error
        return await self.heard()

    async def heard(self) -> Reply:
        """What the process says next; its first word is that it is ready.

        Raises:
            EOFError: the process ended.
        """
        stdout = self.process.stdout
        assert stdout is not None
        try:
            head = json.loads(await stdout.readexactly(length_of(await stdout.readexactly(4))))
            return reply_of(head, await stdout.readexactly(head["body"]))
        except (asyncio.IncompleteReadError, ConnectionError) as error:
            raise EOFError from error

    def spent(self) -> float:
        """Seconds of the processor that it has taken; by the clock where Linux does not tell."""
        try:
            stat = Path(f"/proc/{self.process.pid}/stat").read_text()
        except OSError:
            return monotonic()
        user, system = stat.rpartition(")")[2].split()[11:13]
        return (int(user) + int(system)) / os.sysconf("SC_CLK_TCK")

    def lower(self) -> bool:
        """Gives way to other processes from now on; False where that is to be tried again."""
        if self.process.returncode is not None or not hasattr(os, "setpriority"):
            return True
        self.lowered = True
        os.setpriority(os.PRIO_PROCESS, self.process.pid, _LOW)
        session = Path(f"/proc/{self.process.pid}/autogroup")
        try:
            session.write_text(f"{_LOW}\n")
        except BlockingIOError:  # the kernel takes one such change in a tenth of a second
            return False
        except OSError:  # sessions are not weighed here
            return True
        return True

    async def ended(self) -> int:
        """How a process ended that says nothing more; it is killed where it lingers.

        To kill it before it is known to have ended would hide how it did.
        """
        with suppress(TimeoutError):
            async with asyncio.timeout(_LAST):
                await self.process.wait()
        return await self.end()

    async def end(self) -> int:
        """Kills the process where it still runs; how it ended."""
        if self.process.returncode is None:
            with suppress(ProcessLookupError):
                self.process.kill()
        stdin, stdout = self.process.stdin, self.process.stdout
        assert stdin is not None and stdout is not None
        stdin.close()
        with suppress(RuntimeError):  # whoever waits for a reply reads it to its end
            await stdout.read()
        return await self.process.wait()


class Lane:
    """A number of processes and the queue before them.

    Args:
        folder: of the build.
        size: processes.
        timeout: seconds for a job, from when a process takes it.
        patience: seconds of the processor after which a job gives way to others; None for
            never.
        queue: jobs that may wait; one more is refused.
        wait: seconds for which a job may.
        memory: bytes that a job may take.
    """

    def __init__(
        self, folder: Path, *, size: int, timeout: float, patience: float | None, queue: int,
        wait: float, memory: int,
    ) -> None:  # fmt: skip
        self.folder, self.size, self.timeout = folder, size, timeout
        self.patience, self.queue, self.wait, self.memory = patience, queue, wait, memory
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
        await asyncio.gather(*(worker.end() for worker in list(self._all)))
        while self._tasks:
            await asyncio.gather(*self._tasks)

    async def run(self, job: Job) -> Reply:
        """The reply to a job; 503 where too many wait, or too long, 504 where its time is over.

        Being cancelled stops the job: its process is killed.
        """
        if not self._free and len(self._waiting) >= self.queue:
            return _busy()
        try:
            async with asyncio.timeout(self.wait):
                worker = await self._take()
        except TimeoutError:
            return _busy()
        try:
            reply = await self._answered(worker, job)
        except BaseException:
            self._replace(worker)
            raise
        return reply

    async def _answered(self, worker: Worker, job: Job) -> Reply:
        watch = asyncio.create_task(self._watched(worker))
        try:
            async with asyncio.timeout(self.timeout):
                reply = await worker.answer(job)
        except TimeoutError:
            self._replace(worker)
            return refusal(504, f"stopped after {self.timeout:g} seconds; ask for less at a time")
        except EOFError:
            return await self._broken(worker)
        finally:
            watch.cancel()
        self._replace(worker) if worker.lowered else self._give(worker)
        return reply

    async def _watched(self, worker: Worker) -> None:
        """Makes a process give way once its job has had its share of the processor."""
        if self.patience is None:
            return
        end = worker.spent() + self.patience
        while (left := end - worker.spent()) > 0:
            await asyncio.sleep(max(left, _TICK))
        while not worker.lower():
            await asyncio.sleep(_TICK)

    async def _broken(self, worker: Worker) -> Reply:
        """What a process that ended by itself makes of its job."""
        code = await worker.ended()
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
        """Starts a process, again and again until one is ready."""
        while not await self._hired() and not self._closed:
            await asyncio.sleep(_PAUSE)

    async def _hired(self) -> bool:
        try:
            worker = await Worker.started(self.folder, self.memory)
        except OSError:
            return False
        if self._closed:
            await worker.end()
            return False
        self._all.add(worker)
        try:
            await worker.heard()
        except EOFError:
            self._all.discard(worker)
            await worker.end()
            return False
        self._give(worker)
        return True


def _busy() -> Reply:
    problem = "the server has more questions than it can answer now; ask again soon"
    return refusal(503, problem, {"Retry-After": RETRY})
