"""The reading room over HTTP: SPARQL endpoint, pages, search.  Only here is Starlette known.

A request takes this path: `guard` (limits, headers) → a route of `app` → `sparql`, `pages` or
`desk`, which make a job of it → a worker process of `pool`, which holds the graph and answers
with a `Reply`.  The process that listens never reads the graph itself, so nothing that is
asked can stop it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from qjgraph.serve.settings import Settings

if TYPE_CHECKING:
    from qjgraph.serve.app import create_app

__all__ = ["Settings", "create_app"]


def __getattr__(name: str) -> Any:
    """`create_app` where it is asked for: a worker does without the web framework."""
    if name == "create_app":
        from qjgraph.serve.app import create_app

        return create_app
    raise AttributeError(name)
