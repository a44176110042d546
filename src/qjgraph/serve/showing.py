"""A page as a worker makes it."""

from __future__ import annotations

from typing import Any

from qjgraph.errors import NotFound, QjError
from qjgraph.graph import Graph
from qjgraph.room import Address, html, render
from qjgraph.room.addresses import Links
from qjgraph.room.html import Speaker
from qjgraph.serve.querying import compressed
from qjgraph.serve.replies import Reply
from qjgraph.store import read_manifest

_HTML = "text/html; charset=utf-8"


def page(graph: Graph, options: dict[str, Any]) -> Reply:
    """The page at an address.

    Args:
        graph: to show.
        options: `path` of the URL, `query` of it as a mapping, `gzip`.
    """
    base = read_manifest(graph.folder).base
    address = Address.parse(options["path"])
    try:
        answer = render(graph, base, address, options["query"])
        reply = Reply(media=answer.media, body=answer.body.encode(), headers=answer.headers)
    except NotFound as error:
        reply = _problem(404, "missing", error, base, address)
    except QjError as error:
        reply = _problem(400, "wrong", error, base, address)
    return compressed(reply) if options["gzip"] else reply


def _problem(status: int, title: str, error: QjError, base: str, address: Address) -> Reply:
    """What is wrong, as a page for people and as text for programs."""
    if address.suffix:
        return Reply(status=status, body=f"{error}\n".encode())
    links = Links(base=base, here=address)
    body = html.problem(Speaker(address.lang)(title), str(error), links)
    return Reply(status=status, media=_HTML, body=body.encode())
