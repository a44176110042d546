"""The pages of the reading room as routes: an address becomes a job of the pages' lane."""

from __future__ import annotations

from pathlib import Path

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import BaseRoute, Mount, Route
from starlette.staticfiles import StaticFiles

from qjgraph.room.addresses import NAMED, Address
from qjgraph.serve.formats import GRAPHS, Format, choose
from qjgraph.serve.hall import hall_of

_ROOM = Path(__file__).parents[1] / "room" / "assets"
#: Representations of a thing's address, the favourite first.
_OFFERED = (
    Format(name="html", media="text/html", accepts=("text/html", "application/xhtml+xml")),
    Format(name="json", media="application/json", accepts=("application/json",)),
    *(each for each in GRAPHS if each.name != "rdf"),
)


async def show(request: Request) -> Response:
    """A page, or the twin that the client likes better.

    A thing's own address is answered with 303 to the twin, as linked data does where a name
    stands for a thing of the world and not for a document.
    """
    address = Address.parse(request.url.path)
    if not address.suffix and NAMED.fullmatch(address.path):
        liked = choose(request.headers.get("accept", ""), _OFFERED)
        if liked is not None and liked.name != "html":
            return RedirectResponse(f"{request.url.path}.{liked.name}", 303, {"Vary": "Accept"})
    hall = hall_of(request)
    options = {"path": request.url.path, "query": dict(request.query_params)}
    return await hall.answered(
        request, "page", options, vary="Accept, Accept-Encoding", lane=hall.pages
    )


def routes() -> list[BaseRoute]:
    """The assets, and every other address."""
    return [
        Mount("/assets", StaticFiles(directory=_ROOM), name="assets"),
        Route("/{path:path}", show, name="page"),
    ]
