"""What all routes share: the folder, its limits, the processes, and how answers are cached."""

from __future__ import annotations

import asyncio
import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from starlette.requests import Request
from starlette.responses import Response

import qjgraph
from qjgraph.serve.pool import Lane
from qjgraph.serve.replies import Job, Reply, refusal
from qjgraph.serve.settings import Settings
from qjgraph.store.manifest import Manifest, read_manifest

#: How nginx logs a client that went away; nobody sees it.
_GONE = 499


@dataclass(slots=True, kw_only=True)
class Hall:
    """A server's state.

    Attributes:
        folder: of the build.
        settings: the limits.
        queries: the lane of SPARQL queries.
        pages: the lane of pages and searches.
        sizes: triples of a database's default graph, once they are counted.
    """

    folder: Path
    settings: Settings
    queries: Lane
    pages: Lane
    sizes: dict[str, int] = field(default_factory=dict)

    @classmethod
    def of(cls, folder: Path, settings: Settings) -> Hall:
        """A hall over a build's folder; its lanes are not open yet."""
        limits: dict[str, Any] = {
            "timeout": settings.timeout, "queue": settings.queue, "wait": settings.wait,
            "memory": settings.memory,
        }  # fmt: skip
        return cls(
            folder=folder, settings=settings,
            queries=Lane(folder, size=settings.workers, patience=settings.patience, **limits),
            pages=Lane(folder, size=settings.page_workers, patience=None, **limits),
        )  # fmt: skip

    def manifest(self) -> Manifest:
        """Of the build in force; a later build is seen with the next request.

        Raises:
            StoreError: the folder's graph is gone; `app` answers with 503.
        """
        return read_manifest(self.folder)

    async def answered(
        self, request: Request, name: str, options: Mapping[str, Any], *, vary: str,
        lane: Lane | None = None, lasting: bool = True,
    ) -> Response:  # fmt: skip
        """A job's answer, with its ETag; 304 where the client has it already.

        Args:
            request: whose method, ETag and presence count: where it goes away, the job stops.
            name: of the job (`jobs.JOBS`).
            options: of the job; the limits and `gzip` are added.
            vary: request headers that decide the answer.
            lane: of processes; that of queries where None.
            lasting: whether the same job has the same answer as long as the graph is the same;
                any other goes without ETag and is not to be stored.
        """
        completed = self._completed(request, options)
        job = Job(name=name, options=completed, store=self.manifest().store)
        kept = {"ETag": _tag(job), "Cache-Control": "no-cache"}
        if lasting and _has(request, kept["ETag"]):
            return Response(status_code=304, headers={**kept, "Vary": vary})
        reply = await _while_present(request, (lane or self.queries).run(job))
        extra = kept if lasting and reply.status == 200 else {"Cache-Control": "no-store"}
        return respond(reply, {**extra, "Vary": vary})

    def _completed(self, request: Request, options: Mapping[str, Any]) -> dict[str, Any]:
        limits = self.settings
        return {
            **options,
            "federation": limits.federation,
            "max_rows": limits.max_rows,
            "max_bytes": limits.max_bytes,
            "gzip": "gzip" in request.headers.get("accept-encoding", ""),
        }


def hall_of(request: Request) -> Hall:
    """The hall of the application that a request came to."""
    hall: Hall = request.app.state.hall
    return hall


def respond(reply: Reply, headers: Mapping[str, str] | None = None) -> Response:
    """A reply as a response."""
    return Response(
        reply.body, reply.status, {**reply.headers, **(headers or {})}, media_type=reply.media
    )


def _tag(job: Job) -> str:
    """Weak, because an answer's compression is not told apart; another version asks anew."""
    known = json.dumps(
        [qjgraph.__version__, job.name, job.options, job.store], sort_keys=True, default=list
    )
    return f'W/"{hashlib.sha256(known.encode()).hexdigest()[:24]}"'


def _has(request: Request, tag: str) -> bool:
    """Whether the client has an answer by its tag; `*` tells nothing before there is one."""
    wanted = request.headers.get("if-none-match", "").split(",")
    return tag.removeprefix("W/") in (each.strip().removeprefix("W/") for each in wanted)


async def _while_present(request: Request, answer: Any) -> Reply:
    """The answer; where the client goes away first, the job is cancelled."""
    work = asyncio.ensure_future(answer)
    gone = asyncio.ensure_future(_departure(request))
    try:
        await asyncio.wait((work, gone), return_when=asyncio.FIRST_COMPLETED)
        if work.done():
            reply: Reply = work.result()
            return reply
        return refusal(_GONE, "the client went away")
    finally:
        for task in (work, gone):
            task.cancel()
        await asyncio.gather(work, gone, return_exceptions=True)


async def _departure(request: Request) -> None:
    """Ends when the client closes its connection."""
    while (await request.receive())["type"] != "http.disconnect":
        pass
