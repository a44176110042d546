"""The endpoint at `/sparql`: the SPARQL 1.1 Protocol's query operation, nothing else.

A GET without a query is answered with the service's description, as the recommendation
"SPARQL 1.1 Service Description" asks.
"""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import parse_qsl

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from qjgraph.serve import descriptions
from qjgraph.serve.formats import prefers_html
from qjgraph.serve.hall import Hall, hall_of, respond
from qjgraph.serve.replies import refusal

PATH = "/sparql"
#: The page of the query editor, where a browser that opens the endpoint is sent.
EDITOR = "/query"
METHODS = ("GET", "POST", "HEAD", "OPTIONS")
_FORM = "application/x-www-form-urlencoded"
_DIRECT = "application/sparql-query"
_UPDATE = "application/sparql-update"
#: Seconds in which a request's body must have arrived.
_ARRIVAL = 15.0


class _Refused(Exception):
    """A request that breaks the protocol."""

    def __init__(self, status: int, problem: str) -> None:
        super().__init__(problem)
        self.reply = refusal(status, problem)


@dataclass(frozen=True, slots=True, kw_only=True)
class Operation:
    """A query operation.

    Attributes:
        query: its text; None where there is none.
        default_graphs, named_graphs: IRIs of its dataset.
        format: a short name that goes before the Accept header (`?format=csv`); may be empty.
    """

    query: str | None
    default_graphs: tuple[str, ...]
    named_graphs: tuple[str, ...]
    format: str


def routes() -> list[Route]:
    """The endpoint's routes."""
    return [Route(PATH, answer, methods=list(METHODS))]


async def answer(request: Request) -> Response:
    """A request to the endpoint."""
    if request.method == "OPTIONS":
        return Response(status_code=204, headers={"Allow": ", ".join(METHODS)})
    hall = hall_of(request)
    try:
        operation = await _operation(request, hall)
    except _Refused as refused:
        return respond(refused.reply)
    if operation.query is None:
        return await _without_query(request, hall)
    options = {
        "query": operation.query,
        "default_graphs": operation.default_graphs,
        "named_graphs": operation.named_graphs,
        "format": operation.format,
        "accept": request.headers.get("accept", ""),
    }
    return await hall.answered(request, "sparql", options, vary="Accept, Accept-Encoding")


async def _without_query(request: Request, hall: Hall) -> Response:
    if request.method == "POST":
        return respond(refusal(400, "there is no query; send one as the field query"))
    if prefers_html(request.headers.get("accept", "")):
        return RedirectResponse(EDITOR, status_code=303)
    return descriptions.service(request, hall)


# ---------------------------------------------------------------------------- requests


async def _operation(request: Request, hall: Hall) -> Operation:
    fields = _fields(request.url.query)
    if request.method == "POST":
        media = request.headers.get("content-type", "").partition(";")[0].strip().lower()
        body = await _body(request, hall.settings.max_query)
        fields = fields + _posted(request, media, body)
    return _read(fields)


def _posted(request: Request, media: str, body: bytes) -> list[tuple[str, str]]:
    """The fields that a body adds."""
    if media == _UPDATE:
        raise _Refused(403, "the graph is only read here; change the texts and build again")
    if media not in (_FORM, _DIRECT):
        raise _Refused(415, f"send a query as {_FORM} or {_DIRECT}")
    charset = _charset(request.headers.get("content-type", ""))
    if charset not in ("", "utf-8", "utf8"):
        raise _Refused(415, f"the charset is {charset}; send UTF-8")
    text = _decoded(body)
    return [("query", text)] if media == _DIRECT else _fields(text)


def _charset(content_type: str) -> str:
    for param in content_type.split(";")[1:]:
        name, _, value = param.partition("=")
        if name.strip().lower() == "charset":
            return value.strip().strip('"').lower()
    return ""


def _decoded(body: bytes) -> str:
    try:
        return body.decode()
    except UnicodeDecodeError as error:
        raise _Refused(400, f"the request is not UTF-8 at byte {error.start}") from error


def _fields(text: str) -> list[tuple[str, str]]:
    try:
        return parse_qsl(text, keep_blank_values=True, errors="strict", max_num_fields=1000)
    except (UnicodeDecodeError, ValueError) as error:
        raise _Refused(400, "the request's fields are not UTF-8, or too many") from error


async def _body(request: Request, most: int) -> bytes:
    """The body, whole and in time."""
    parts, size = [], 0
    try:
        async with asyncio.timeout(_ARRIVAL):
            async for part in request.stream():
                parts.append(part)
                size += len(part)
                if size > most:
                    raise _Refused(413, f"the request is longer than {most:,} bytes")
    except TimeoutError as error:
        raise _Refused(408, f"the request did not arrive within {_ARRIVAL:g} seconds") from error
    return b"".join(parts)


def _read(fields: Sequence[tuple[str, str]]) -> Operation:
    if any(name == "update" for name, _ in fields):
        raise _Refused(403, "the graph is only read here; change the texts and build again")
    queries = [value for name, value in fields if name == "query"]
    if len(queries) > 1:
        raise _Refused(400, "there is more than one query; send them one at a time")
    formats = [value for name, value in fields if name in ("format", "output")]
    return Operation(
        query=queries[0] if queries else None,
        default_graphs=tuple(value for name, value in fields if name == "default-graph-uri"),
        named_graphs=tuple(value for name, value in fields if name == "named-graph-uri"),
        format=formats[0] if formats else "",
    )
