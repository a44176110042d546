"""The endpoint at `/sparql`: the SPARQL 1.1 Protocol's query operation, nothing else.

A GET without a query is answered with the service's description, as the recommendation
"SPARQL 1.1 Service Description" asks.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from qjgraph.serve import descriptions
from qjgraph.serve.bodies import Refused, body_of, charset_of, decoded, fields_of
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
#: Words in a query whose answer may differ from one time to the next; where one is no
#: function but part of a text, the answer is worked out once more, that is all.
_PASSING = re.compile(r"NOW|RAND|UUID|SERVICE", re.I)


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
    except Refused as refused:
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
    return await hall.answered(
        request, "sparql", options, vary="Accept, Accept-Encoding",
        lasting=not _PASSING.search(operation.query),
    )  # fmt: skip


async def _without_query(request: Request, hall: Hall) -> Response:
    if request.method == "POST":
        return respond(refusal(400, "there is no query; send one as the field query"))
    if prefers_html(request.headers.get("accept", "")):
        return RedirectResponse(EDITOR, status_code=303)
    return descriptions.service(request, hall)


# ---------------------------------------------------------------------------- requests


async def _operation(request: Request, hall: Hall) -> Operation:
    fields = fields_of(request.url.query)
    if request.method == "POST":
        media = request.headers.get("content-type", "").partition(";")[0].strip().lower()
        body = await body_of(request, hall.settings.max_query)
        fields = fields + _posted(request, media, body)
    return _read(fields)


def _posted(request: Request, media: str, body: bytes) -> list[tuple[str, str]]:
    """The fields that a body adds."""
    if media == _UPDATE:
        raise Refused(403, "the graph is only read here; change the texts and build again")
    if media not in (_FORM, _DIRECT):
        raise Refused(415, f"send a query as {_FORM} or {_DIRECT}")
    charset = charset_of(request.headers.get("content-type", ""))
    if charset not in ("", "utf-8", "utf8"):
        raise Refused(415, f"the charset is {charset}; send UTF-8")
    text = decoded(body)
    return [("query", text)] if media == _DIRECT else fields_of(text)


def _read(fields: Sequence[tuple[str, str]]) -> Operation:
    if any(name == "update" for name, _ in fields):
        raise Refused(403, "the graph is only read here; change the texts and build again")
    queries = [value for name, value in fields if name == "query"]
    if len(queries) > 1:
        raise Refused(400, "there is more than one query; send them one at a time")
    formats = [value for name, value in fields if name in ("format", "output")]
    return Operation(
        query=queries[0] if queries else None,
        default_graphs=tuple(value for name, value in fields if name == "default-graph-uri"),
        named_graphs=tuple(value for name, value in fields if name == "named-graph-uri"),
        format=formats[0] if formats else "",
    )
