"""What workers can do, by name.  Each takes the graph and options and gives a `Reply`."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from qjgraph.graph import Graph
from qjgraph.serve import querying, showing
from qjgraph.serve.replies import Reply

JOBS: dict[str, Callable[[Graph, dict[str, Any]], Reply]] = {
    "page": showing.page,
    "size": querying.size,
    "sparql": querying.sparql,
}
