"""Search, the query editor and curation as routes."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import BaseRoute, Route

#: The route of the query editor.
EDITOR = "editor"


async def _editor(request: Request) -> Response:
    return PlainTextResponse("send a query to /sparql\n")


def routes() -> list[BaseRoute]:
    """The editor's place."""
    return [Route("/query", _editor, name=EDITOR)]
