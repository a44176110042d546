"""A process that holds a graph and answers jobs, one after the other.

It reads jobs from its standard input and writes replies to its standard output; the first, an
empty one, says that it is ready.  It ends with the process that listens, and may be killed at
any time.
"""

from __future__ import annotations

import ctypes
import os
import signal
import sys
import traceback
from pathlib import Path
from typing import BinaryIO

from qjgraph.errors import NotFound, QjError, StoreError
from qjgraph.graph import Graph
from qjgraph.serve.jobs import JOBS
from qjgraph.serve.replies import Job, Reply, pack_reply, read_job, refusal
from qjgraph.store import read_manifest

#: `PR_SET_PDEATHSIG` of prctl(2).
_PDEATHSIG = 1


class _Desk:
    """The graph that is open, and what jobs keep between each other."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.store = ""
        self.graph: Graph | None = None

    def opened(self, store: str) -> Graph:
        """The graph of a database; another build of the folder is opened when it is named."""
        if self.graph is None or store != self.store:
            self.graph, self.store = Graph(self.folder), read_manifest(self.folder).store
        return self.graph


def main() -> None:
    """Answer until the input ends."""
    folder, memory = Path(sys.argv[1]), int(sys.argv[2])
    source, sink = sys.stdin.buffer, _only_for_replies()
    _end_with_parent()
    desk = _Desk(folder)
    _warm(desk)
    _limit(memory)
    _say(sink, Reply())
    while (job := read_job(source)) is not None:
        _say(sink, _answered(desk, job))


def _say(sink: BinaryIO, reply: Reply) -> None:
    sink.write(pack_reply(reply))
    sink.flush()


def _end_with_parent() -> None:
    """Linux ends this process with its parent although it is busy; others, with its input."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_PDEATHSIG, signal.SIGKILL)


def _only_for_replies() -> BinaryIO:
    """Standard output, under a number of its own: what a library prints goes to stderr."""
    kept = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    return kept


def _warm(desk: _Desk) -> None:
    """The first job finds the graph open; a folder that is not ready is that job's error."""
    try:
        desk.opened("")
    except StoreError:
        return


def _limit(memory: int) -> None:
    """No more memory of its own than now and so many bytes: a greedy query ends its process.

    The data segment is what is limited, not the address space, of which the database maps and
    each thread sets aside far more than they use.
    """
    try:
        import resource
    except ImportError:  # not on Windows
        return
    status = Path("/proc/self/statm")
    if memory and status.is_file():
        now = int(status.read_text().split()[5]) * resource.getpagesize()
        resource.setrlimit(resource.RLIMIT_DATA, (now + memory, now + memory))


def _answered(desk: _Desk, job: Job) -> Reply:
    """The reply to a job, errors included; nothing but a kill ends the process."""
    try:
        return JOBS[job.name](desk.opened(job.store), dict(job.options))
    except NotFound as error:
        return refusal(404, str(error))
    except StoreError as error:
        return refusal(503, str(error), {"Retry-After": "5"})
    except QjError as error:
        return refusal(400, str(error))
    except MemoryError:
        return refusal(413, "the answer needs more memory than the server allows; ask for less")
    except Exception as error:
        # the whole of it is for whoever runs the server
        traceback.print_exc()
        return refusal(500, f"the server failed with {type(error).__name__}; please report it")


if __name__ == "__main__":
    main()
