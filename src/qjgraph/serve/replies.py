"""What passes between the process that listens and those that answer.

A message is a length (4 bytes, big-endian), so many bytes of a JSON object, and the body's
bytes, whose number the object tells.  No pickle: what a worker says is data, too.
"""

from __future__ import annotations

import json
import struct
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, BinaryIO

_LENGTH = struct.Struct(">I")


@dataclass(frozen=True, slots=True, kw_only=True)
class Job:
    """Something to do with the graph.

    Attributes:
        name: of a function in `jobs.JOBS`.
        options: its arguments, as JSON has them.
        store: the database to answer from (`Manifest.store`).
    """

    name: str
    options: Mapping[str, Any]
    store: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Reply:
    """An answer as HTTP knows it.

    Attributes:
        status: the code.
        media: the media type.
        body: the content, compressed where `headers` says so.
        headers: further ones.
    """

    status: int = 200
    media: str = "text/plain; charset=utf-8"
    body: bytes = b""
    headers: Mapping[str, str] = field(default_factory=dict)


def refusal(status: int, problem: str, headers: Mapping[str, str] | None = None) -> Reply:
    """A reply that says in one line why there is no answer."""
    return Reply(status=status, body=f"{problem}\n".encode(), headers=dict(headers or {}))


def pack(head: Mapping[str, Any], body: bytes = b"") -> bytes:
    """A message."""
    written = json.dumps({**head, "body": len(body)}).encode()
    return _LENGTH.pack(len(written)) + written + body


def pack_job(job: Job) -> bytes:
    """A job as a message."""
    return pack({"name": job.name, "options": job.options, "store": job.store})


def pack_reply(reply: Reply) -> bytes:
    """A reply as a message."""
    head = {"status": reply.status, "media": reply.media, "headers": dict(reply.headers)}
    return pack(head, reply.body)


def read_job(source: BinaryIO) -> Job | None:
    """The next job of a stream, waiting for it; None where the stream has ended."""
    size = source.read(_LENGTH.size)
    if len(size) < _LENGTH.size:
        return None
    head = json.loads(source.read(length_of(size)))
    return Job(name=head["name"], options=head["options"], store=head["store"])


def length_of(size: bytes) -> int:
    """The number that four bytes tell."""
    return int(_LENGTH.unpack(size)[0])


def reply_of(head: Mapping[str, Any], body: bytes) -> Reply:
    """The reply that a message's object and body make."""
    return Reply(status=head["status"], media=head["media"], headers=head["headers"], body=body)
