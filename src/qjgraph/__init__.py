"""Chinese local news to a knowledge graph in which every statement leads back to its words.

    import qjgraph

    qjgraph.build(["texts"], "graph")       # read texts, write a graph
    graph = qjgraph.open("graph")           # a Graph
    graph.query("SELECT …")                 # Rows, Triples or Truth
    graph.ask("large-projects", least=1e8)  # a named question; qjgraph.questions() lists them
    graph.explain("余文斌")                  # the sentences behind a name

Every error that a user can mend is a `QjError`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from qjgraph.errors import QjError
    from qjgraph.graph import Graph, build, open
    from qjgraph.query.questions import questions
    from qjgraph.query.results import Rows

__version__ = "0.1.0"
__all__ = ["Graph", "QjError", "Rows", "__version__", "build", "open", "questions"]

#: Where each name lives; looked up on first use, so that importing the package costs nothing.
_HOMES = {
    "Graph": "qjgraph.graph",
    "QjError": "qjgraph.errors",
    "Rows": "qjgraph.query.results",
    "build": "qjgraph.graph",
    "open": "qjgraph.graph",
    "questions": "qjgraph.query.questions",
}


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(f"module 'qjgraph' has no attribute {name!r}")
    from importlib import import_module

    return getattr(import_module(_HOMES[name]), name)


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
