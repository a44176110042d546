"""One offline HTML page for a projection.

The page is ours: search, filters, details, saving.  What moves on its stage is drawn by
pyvis's Network and the vis-network it brings, or, where that grows slow, by our own
drawing on a canvas (`benchmarks/pictures.py` has the figures).  The page asks the network
for nothing: all is in the file, and a content security policy with the hashes of our own
scripts forbids the rest.  Text from outside stands as escaped JSON in blocks that no
browser runs.
"""

from __future__ import annotations

import base64
import hashlib
import html
import json
import re
from collections.abc import Mapping
from functools import cache
from importlib import resources
from string import Template
from typing import Any

import networkx as nx

from qjgraph.errors import QueryError
from qjgraph.view.backbone import backbone
from qjgraph.view.details import details
from qjgraph.view.drawing import columns
from qjgraph.view.looks import KIND_LOOKS, RELATION_LOOKS
from qjgraph.view.project import words_of

#: The most that a page draws.
NODES, EDGES = 20_000, 60_000
#: The most that vis-network draws: up to here a choice is drawn in a quarter of a second, as
#: it is on the canvas at forty times the size.
PYVIS_NODES, PYVIS_EDGES = 500, 1_500
#: What may draw: pyvis's Network, or the canvas alone.
RENDERERS = ("pyvis", "canvas")

#: The scripts of the page in the order in which they build on each other; `{}` is the renderer.
_SCRIPTS = (
    "base", "network", "draw", "stage_{}", "panel", "filters", "time", "search", "save", "main",
)  # fmt: skip
_POLICY = re.compile(r'http-equiv="Content-Security-Policy" content="([^"]*)"')
_ESCAPES = {ord(character): f"\\u{ord(character):04x}" for character in "<>&\u2028\u2029"}


def render(
    graph: nx.MultiDiGraph,
    *,
    title: str,
    lang: str = "zh",
    nodes: int = NODES,
    edges: int = EDGES,
    renderer: str = "",
) -> str:
    """The page that draws a projection, as text to be written in UTF-8.

    Args:
        graph: of `qjgraph.view.project.project`; it is not changed.
        title: stands over the picture, as text.
        lang: `zh` or `en`, the language that the page opens in.
        nodes, edges: the most to draw.  Of a larger graph the best-connected part is
            drawn, and the page says what it leaves out.
        renderer: one of `RENDERERS`; empty chooses by the size of what is drawn.

    Raises:
        QueryError: another renderer.
    """
    if renderer not in ("", *RENDERERS):
        raise QueryError(f"renderer {renderer}", "there is none", "one of " + ", ".join(RENDERERS))
    drawn = backbone(graph, nodes=nodes, edges=edges)
    small = len(drawn) <= PYVIS_NODES and drawn.number_of_edges() <= PYVIS_EDGES
    chosen = renderer or ("pyvis" if small else "canvas")
    drawing = columns(drawn)
    data = {
        "title": title,
        "lang": "en" if lang == "en" else "zh",
        "view": drawn.graph.get("view", ""),
        "viewWords": words_of(drawn).pair,
        "notes": _notes(graph, drawn),
        "told": [words.pair for words in drawn.graph.get("notes", ())],
        "kinds": {kind: look.record() for kind, look in KIND_LOOKS.items()},
        "relations": {kind: look.record() for kind, look in RELATION_LOOKS.items()},
        **drawing,
        **({"pyvis": _pyvis(drawing)} if chosen == "pyvis" else {}),
    }
    return _page(title, data, details(drawn), lang, chosen)


def _notes(graph: nx.MultiDiGraph, drawn: nx.MultiDiGraph) -> list[tuple[str, dict[str, int]]]:
    """What the page must say about what it leaves out."""
    notes = []
    sizes = (len(graph), graph.number_of_edges(), len(drawn), drawn.number_of_edges())
    if sizes[:2] != sizes[2:]:
        notes.append(("capped", dict(zip("NMnm", sizes, strict=True))))
    if graph.graph.get("undated"):
        notes.append(("undated", {"n": graph.graph["undated"]}))
    return notes


# ----------------------------------------------------------------------------- the page


def _page(
    title: str, data: Mapping[str, Any], about: Mapping[str, Any], lang: str, renderer: str
) -> str:
    library = _library() if renderer == "pyvis" else ""
    script, style = _script(renderer), _asset("page.css")
    policy = _policy(library, script, style)
    words = json.loads(_asset("words.json"))
    return Template(_asset("page.html")).substitute(
        lang="en" if lang == "en" else "zh-Hans",
        policy=policy,
        title=html.escape(_clean(title)),
        style=style,
        noscript=html.escape(" ".join(words["noscript"].values())),
        words=_json(words),
        data=_json(data),
        details=_json(about),
        library=f"<script>{library}</script>\n" if library else "",
        script=script,
    )


def _policy(*parts: str) -> str:
    """What the page may run: these very scripts, and the style, which is the last part."""
    *scripts, style = parts
    return (
        "default-src 'none'; "
        f"script-src {' '.join(map(_hash, filter(None, scripts)))}; "
        f"style-src {_hash(style)}; base-uri 'none'; form-action 'none'"
    )


def policy_of(page: str) -> str:
    """The Content-Security-Policy that a page of `render` carries, for a server's header."""
    match = _POLICY.search(page)
    if match is None:
        raise ValueError("the page carries no policy")
    return html.unescape(match[1])


@cache
def _script(renderer: str) -> str:
    """Our scripts as one, in one closed scope."""
    parts = [_asset(f"{name.format(renderer)}.js") for name in _SCRIPTS]
    return '"use strict";\n(() => {\n' + "\n".join(parts) + "\n})();\n"


def _json(value: object) -> str:
    text = _clean(json.dumps(value, ensure_ascii=False, separators=(",", ":"), allow_nan=False))
    return text.translate(_ESCAPES)


def _clean(text: str) -> str:
    """Without halves of characters, which UTF-8 cannot hold."""
    return text.encode("utf-8", "replace").decode("utf-8")


def _hash(text: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"


@cache
def _asset(name: str) -> str:
    return resources.files("qjgraph.view").joinpath("assets", name).read_text(encoding="utf-8")


# -------------------------------------------------------------------------------- pyvis


@cache
def _library() -> str:
    """The vis-network script that the installed pyvis brings."""
    found = [
        entry / "vis-network.min.js"
        for entry in resources.files("pyvis").joinpath("templates", "lib").iterdir()
        if entry.name.startswith("vis-")
    ]
    newest = max(found, key=lambda path: str(path))
    return newest.read_text(encoding="utf-8").replace("\r\n", "\n")


def _pyvis(drawing: Mapping[str, Any]) -> dict[str, list[dict[str, Any]]]:
    """pyvis's nodes and edges, whose ids are their numbers; the page writes the labels."""
    # imported here: it brings IPython with it, which takes half a second
    from pyvis.edge import Edge
    from pyvis.network import Network
    from pyvis.node import Node

    network = Network(directed=True)
    # Network.add_node and add_edge look through all earlier ones at each call and leave
    # out parallel edges; its Node and Edge are made directly
    of = drawing["nodes"]
    for index, kind in enumerate(of["kind"]):
        x, y, size = of["x"][index], of["y"][index], of["size"][index]
        network.nodes.append(Node(index, KIND_LOOKS[kind].shape, "", x=x, y=y, size=size).options)
    of = drawing["edges"]
    for index, (one, other) in enumerate(zip(of["from"], of["to"], strict=True)):
        look = RELATION_LOOKS[drawing["roles"][of["role"][index]][0]]
        made = Edge(
            one,
            other,
            look.arrow,
            id=index,
            width=of["width"][index],
            **({"dashes": True} if look.dashed else {}),
            **({"arrows": {"to": {"enabled": True, "scaleFactor": 0.42}}} if look.arrow else {}),
            **_smooth(of["bend"].get(index, 0.0)),
        )
        network.edges.append(made.options)
    nodes, edges, *_ = network.get_network_data()
    return {"nodes": nodes, "edges": edges}


def _smooth(bend: float) -> dict[str, Any]:
    if not bend:
        return {}
    turn = "curvedCW" if bend > 0 else "curvedCCW"
    return {"smooth": {"enabled": True, "type": turn, "roundness": abs(bend)}}
