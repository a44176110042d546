"""The application: routes, and the processes that live as long as it does."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.middleware.cors import CORSMiddleware
from starlette.middleware.gzip import GZipMiddleware
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Mount, Route

from qjgraph.errors import StoreError
from qjgraph.serve import descriptions, desk, pages, sparql
from qjgraph.serve.guard import Guard
from qjgraph.serve.hall import Hall, respond
from qjgraph.serve.replies import refusal
from qjgraph.serve.settings import Settings
from qjgraph.store.manifest import read_manifest

#: Answers to anyone's scripts: what is public data and no page.
_CORS = Middleware(
    CORSMiddleware, allow_origins=["*"], allow_methods=["GET", "POST", "HEAD", "OPTIONS"],
    allow_headers=["*"], expose_headers=["ETag", "Retry-After"], max_age=86400,
)  # fmt: skip


def create_app(folder: Path, *, settings: Settings | None = None) -> Starlette:
    """A server over a build's folder, as an ASGI application.

    Raises:
        StoreError: the folder holds no graph.
    """
    read_manifest(folder)
    settings = settings or Settings()
    hall = Hall.of(folder, settings)

    @asynccontextmanager
    async def lifespan(app: Starlette) -> AsyncIterator[None]:
        try:
            await hall.queries.open()
            await hall.pages.open()
            yield
        finally:
            await hall.queries.close()
            await hall.pages.close()

    app = Starlette(
        routes=[*_open_to_all(), *desk.routes(), *pages.routes()],
        middleware=[
            Middleware(Guard, hosts=settings.hosts),
            Middleware(GZipMiddleware, minimum_size=1_000, compresslevel=4),
        ],
        exception_handlers={StoreError: _without_graph},
        lifespan=lifespan,
    )
    app.state.hall = hall
    return app


async def _without_graph(request: Request, error: Exception) -> Response:
    """The graph was there when the server began; whoever took it away may be building it."""
    return respond(refusal(503, str(error), {"Retry-After": "5"}))


def _open_to_all() -> list[Route | Mount]:
    """The routes of public data, each readable by scripts of other sites."""
    found: list[Route | Mount] = []
    for route in (*sparql.routes(), *descriptions.routes()):
        route.app = _CORS.cls(route.app, *_CORS.args, **_CORS.kwargs)
        found.append(route)
    return found
