"""What a request carries: its body within limits, and the fields in it."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from urllib.parse import parse_qsl

from starlette.requests import Request

from qjgraph.serve.replies import refusal

#: Seconds in which a request's body must have arrived.
_ARRIVAL = 15.0
#: Fields of a form.
_FIELDS = 2_000
#: Where a body is not read to its end, nothing can follow it on the connection.
_CLOSE = {"Connection": "close"}


class Refused(Exception):
    """A request that cannot be taken; `reply` says why."""

    def __init__(self, status: int, problem: str, headers: Mapping[str, str] | None = None) -> None:
        super().__init__(problem)
        self.reply = refusal(status, problem, headers)


def charset_of(content_type: str) -> str:
    """The charset that a Content-Type names, in small letters; may be empty."""
    for param in content_type.split(";")[1:]:
        name, _, value = param.partition("=")
        if name.strip().lower() == "charset":
            return value.strip().strip('"').lower()
    return ""


def decoded(body: bytes) -> str:
    """A body as text; refused with 400 where it is not UTF-8."""
    try:
        return body.decode()
    except UnicodeDecodeError as error:
        raise Refused(400, f"the request is not UTF-8 at byte {error.start}") from error


def fields_of(text: str) -> list[tuple[str, str]]:
    """The fields of a query string or a form; refused with 400 where they cannot be read."""
    try:
        return parse_qsl(text, keep_blank_values=True, errors="strict", max_num_fields=_FIELDS)
    except (UnicodeDecodeError, ValueError) as error:
        raise Refused(400, "the request's fields are not UTF-8, or too many") from error


async def body_of(request: Request, most: int) -> bytes:
    """A request's body, whole and in time.

    Raises:
        Refused: it is longer than `most` bytes (413), or too slow (408).
    """
    parts, size = [], 0
    try:
        async with asyncio.timeout(_ARRIVAL):
            async for part in request.stream():
                parts.append(part)
                size += len(part)
                if size > most:
                    raise Refused(413, f"the request is longer than {most:,} bytes", _CLOSE)
    except TimeoutError as error:
        problem = f"the request did not arrive within {_ARRIVAL:g} seconds"
        raise Refused(408, problem, _CLOSE) from error
    return b"".join(parts)
