"""How a page behaves in a browser, beside plain pyvis on the same graph.

    python -m benchmarks.pictures [--sizes 500:1500,2000:6000,20000:60000] [--json FILE]

Each page is opened in a headless Chromium without a GPU.  Measured are the file, the first
paint, a search answered and a click drawn, frames a second while the view moves, and the
longest time that the page answered to nothing.  Prints a Markdown table; `--json` writes
the figures and the machine as JSON.  Needs Chromium.
"""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import networkx as nx
from tools.browser import Browser, find_browser

from benchmarks.common import machine, markdown
from qjgraph.view.facts import Evidence, Fact, Words
from qjgraph.view.html import render

SIZES = ((500, 1500), (2000, 6000), (20_000, 60_000))
#: Plain pyvis is given up after this many seconds.
PATIENCE = 120.0
COLUMNS = (
    "page", "nodes", "edges", "written s", "MB", "first paint s", "search s", "click s",
    "together s", "frames/s", "longest freeze s",
)  # fmt: skip

_KINDS = ("person", "organization", "place", "event", "project", "policy")
_RELATIONS = ("membership", "participation", "location", "topic", "involvement")


# --------------------------------------------------------------------------- the graph


def graph_of(nodes: int, edges: int) -> nx.MultiDiGraph:
    """A projection shaped as ours are: groups around hubs, few far ties, facts with quotes."""
    graph = nx.MultiDiGraph(view="whole", undated=0)
    for index in range(nodes):
        kind = _KINDS[index % len(_KINDS)]
        quote = _evidence(index)
        fact = Fact(
            kind="membership", name=Words("职务", "post"), value=Words.same("主任"),
            evidence=(quote,),
        )  # fmt: skip
        graph.add_node(
            f"urn:{index:06}", label=f"测试{index}号", kind=kind, type="", words=Words("", ""),
            iri=f"urn:{index:06}", names=(f"别名{index}",), facts=[fact], evidence=(quote,),
            center=False,
        )  # fmt: skip
    for index, (one, other) in enumerate(_ties(nodes, edges)):
        kind = _RELATIONS[index % len(_RELATIONS)]
        graph.add_edge(
            f"urn:{one:06}", f"urn:{other:06}", f"{kind}:{index}", kind=kind, role="attendee",
            zh="参加", en="attends", weight=1 + index % 3, facts=[], evidence=(_evidence(index),),
        )  # fmt: skip
    return graph


def _ties(nodes: int, edges: int) -> Iterator[tuple[int, int]]:
    """Edges without chance: each node to its hub, then around its hub, some far away."""
    group = 20
    state = 12345
    for index in range(edges):
        state = (1103515245 * state + 12345) % 2**31
        one = index % nodes
        hub = one - one % group
        if index < nodes:
            # a hub hangs on an earlier hub
            yield (one, hub) if one != hub else (one, (state // 7) % max(hub, 1))
        elif index % 9:
            yield one, min(hub + (state >> 8) % group, nodes - 1)
        else:
            yield one, (state >> 8) % nodes


def _evidence(index: int) -> Evidence:
    day = f"2025-{index % 12 + 1:02}-{index % 28 + 1:02}"
    article, begin = index % 700, index % 5000 * 40
    return Evidence(
        claim=f"urn:claim:{index}", sentence=f"县里召开第{begin}次会议，测试{index}号出席并讲话。",
        article=f"urn:article:{article}", id=f"a{article}", title=f"第{article}篇", date=day,
        source=f"测试报{article % 6}", begin=begin, end=begin + 30, focus=(0, 2),
        rule="test-rule", confidence=0.9, days=(day, day),
    )  # fmt: skip


# ----------------------------------------------------------------------------- the pages


def plain_pyvis(graph: nx.MultiDiGraph, path: Path) -> None:
    """The page as pyvis writes it, its library beside it, its physics on."""
    from pyvis.network import Network

    network = Network(directed=True, cdn_resources="in_line", select_menu=True)
    for node, label in graph.nodes(data="label"):
        network.add_node(node, label=label, title=label)
    for one, other, words in graph.edges(data="zh"):
        network.add_edge(one, other, title=words)
    path.write_text(network.generate_html(), encoding="utf-8")


def ours(renderer: str) -> Callable[[nx.MultiDiGraph, Path], None]:
    """Our page with a renderer."""

    def write(graph: nx.MultiDiGraph, path: Path) -> None:
        path.write_text(render(graph, title="测量", renderer=renderer), encoding="utf-8")

    return write


# -------------------------------------------------------------------------- in the browser

_WATCH = """
window.__longest = 0;
(() => { let last = performance.now();
  setInterval(() => {
    const now = performance.now();
    window.__longest = Math.max(window.__longest, now - last);
    last = now;
  }, 10);
})();
"""
_FRAMES = """
(async () => {
  const step = %s; let frames = 0; const begun = performance.now();
  while (performance.now() - begun < 3000) {
    step(frames++);
    await new Promise(done => requestAnimationFrame(() => done()));
  }
  return frames / (performance.now() - begun) * 1000;
})()
"""
_PANS = {
    "plain": "i => network.moveTo({position: {x: (i % 2) * 40, y: 0}})",
    "ours": "i => document.getElementById('graph').dispatchEvent(new KeyboardEvent('keydown',"
    " {key: i % 2 ? 'ArrowLeft' : 'ArrowRight'}))",
}
_PLAIN_READY = "typeof network !== 'undefined' && !!document.querySelector('canvas')"
_PAINTED = "new Promise(done => requestAnimationFrame(() => setTimeout(() => done(1))))"


def measure(browser: Browser, path: Path, page: str) -> dict[str, float]:
    """Opens a page and uses it as a reader does."""
    ready = {"ready": _PLAIN_READY} if page == "plain pyvis" else {}
    found = {"first paint s": browser.open(path, seconds=PATIENCE, **ready)}
    browser.run(_WATCH)
    if page != "plain pyvis":
        found["search s"] = _timed(browser, "search")
        found["click s"] = _timed(browser, "click")
        found["together s"] = sum(found.values())
        # frames are counted with all of it in sight
        browser.run("document.getElementById('graph').focus()")
        browser.key("Escape")
        browser.key("f")
    found["frames/s"] = browser.run(_FRAMES % _PANS["plain" if page == "plain pyvis" else "ours"])
    found["longest freeze s"] = browser.run("window.__longest") / 1000
    return found


def _timed(browser: Browser, act: str) -> float:
    begun = time.monotonic()
    if act == "search":
        browser.run("document.getElementById('search').focus()")
        browser.type("cs77h")
        assert browser.run("document.querySelectorAll('#results li').length") > 0
    else:
        browser.key("Enter")
        assert "测试" in browser.run("document.querySelector('#panel h2').textContent")
    browser.run(_PAINTED)
    return time.monotonic() - begun


def rows(sizes: list[tuple[int, int]], program: str) -> Iterator[dict[str, Any]]:
    """The figures of each page at each size; what never answers has none."""
    pages = {
        "plain pyvis": plain_pyvis,
        "ours, pyvis": ours("pyvis"),
        "ours, canvas": ours("canvas"),
    }
    for nodes, edges in sizes:
        graph = graph_of(nodes, edges)
        for page, write in pages.items():
            with tempfile.TemporaryDirectory() as folder:
                path = Path(folder) / "page.html"
                begun = time.monotonic()
                write(graph, path)
                row: dict[str, Any] = {"page": page, "nodes": nodes, "edges": edges}
                row |= {"written s": time.monotonic() - begun, "MB": path.stat().st_size / 1e6}
                print(f"{page} {nodes} written", file=sys.stderr)
                try:
                    with Browser(program) as browser:
                        browser.offline()
                        browser.dark(False)
                        row |= measure(browser, path, page)
                except RuntimeError as error:
                    row["first paint s"] = f"never: {error}"
                yield row


def main(arguments: list[str] | None = None) -> int:
    """Measures and prints; 1 where there is no browser."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--sizes", default=",".join(f"{n}:{m}" for n, m in SIZES))
    parser.add_argument("--json", type=Path)
    given = parser.parse_args(arguments)
    program = find_browser()
    if program is None:
        print("no Chromium found; apt install chromium", file=sys.stderr)
        return 1
    sizes = [(int(n), int(m)) for n, m in (size.split(":") for size in given.sizes.split(","))]
    found = list(rows(sizes, program))
    print(markdown(COLUMNS, [[row.get(column, "-") for column in COLUMNS] for row in found]))
    if given.json:
        told = {"machine": machine("pyvis", "networkx", "numpy"), "rows": found}
        given.json.write_text(
            json.dumps(told, ensure_ascii=False, indent=1) + "\n", encoding="utf-8"
        )
    return 0


if __name__ == "__main__":
    sys.exit(main())
