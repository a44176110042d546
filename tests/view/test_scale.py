"""Large graphs in a browser: usable at once, never frozen.

The limits are far above what is measured (`benchmarks/README.md`), as tests share their machine.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from benchmarks.pictures import graph_of, measure

from qjgraph.view.html import EDGES, NODES, render


def test_two_thousand_nodes_answer_within_three_seconds(browser: Any, tmp_path: Path) -> None:
    path = tmp_path / "page.html"
    path.write_text(render(graph_of(2000, 6000), title="图"), encoding="utf-8")
    assert measure(browser, path, "ours")["together s"] < 3.0


def test_the_most_that_is_drawn_does_not_freeze(browser: Any, tmp_path: Path) -> None:
    path = tmp_path / "page.html"
    path.write_text(render(graph_of(NODES, EDGES), title="图"), encoding="utf-8")
    found = measure(browser, path, "ours")
    assert found["together s"] < 10.0
    assert found["longest freeze s"] < 1.5
    assert found["frames/s"] > 5.0
