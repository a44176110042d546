"""Pictures of the sample for `docs/images/`: `python -m tools.screenshots`.

Builds `data/sample` anew, draws its views and photographs them in a headless Chromium.
Fonts with Chinese characters must be installed (Noto Sans CJK).
"""

from __future__ import annotations

import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

from qjgraph import pipeline
from qjgraph.store import open_store
from qjgraph.view.html import render
from qjgraph.view.periods import measured
from qjgraph.view.project import project
from tools.browser import Browser, find_browser

ROOT = Path(__file__).resolve().parents[1]
IMAGES = ROOT / "docs" / "images"


@dataclass(frozen=True, slots=True, kw_only=True)
class Shot:
    """A picture: its file, the view, what is chosen in it and how it looks."""

    name: str
    title: str
    view: str
    around: str = ""
    depth: int = 1
    choose: str = ""
    lang: str = "zh"
    dark: bool = False


SHOTS = (
    Shot(name="sample", title="建设项目 · 澄溪等六地新闻", view="projects", choose="白云山水库"),
    Shot(name="whole", title="澄溪等六地新闻", view="whole"),
    Shot(name="projects", title="建设项目", view="projects"),
    Shot(name="coattendance", title="谁与谁同场", view="coattendance", dark=True),
    Shot(name="hierarchy", title="机构与职务", view="hierarchy", around="澄溪县", depth=9),
    Shot(name="timeline", title="承诺与实现", view="timeline"),
    Shot(name="series", title="Who attended which session", view="series", lang="en"),
    Shot(name="policies", title="政策与会议", view="policies"),
    Shot(name="map", title="地点", view="map", around="石湾镇", depth=9),
    Shot(name="ego", title="Around 纪云舒", view="ego", around="纪云舒", depth=2, lang="en"),
)


def main() -> int:
    """Takes all pictures; 1 where no browser is installed."""
    program = find_browser()
    if program is None:
        print("no Chromium found; apt install chromium fonts-noto-cjk", file=sys.stderr)
        return 1
    IMAGES.mkdir(parents=True, exist_ok=True)
    sized = Browser(program, width=1240, height=780)
    with tempfile.TemporaryDirectory() as folder, sized as browser:
        pipeline.build([ROOT / "data" / "sample"], Path(folder) / "graph")
        for shot in SHOTS:
            _take(shot, browser, Path(folder))
    return 0


def _take(shot: Shot, browser: Browser, folder: Path) -> None:
    store = open_store(folder / "graph")
    graph = project(store, shot.view, around=shot.around or None, depth=shot.depth)
    page = folder / f"{shot.name}.html"
    text = render(measured(graph), title=shot.title, lang=shot.lang)
    page.write_text(text, encoding="utf-8", newline="\n")
    browser.dark(shot.dark)
    browser.open(page)
    if shot.choose:
        iri = next(iri for iri, label in graph.nodes(data="label") if label == shot.choose)
        browser.run(f"location.hash = {'#' + iri!r}")
        browser.settle()
        browser.run("document.querySelectorAll('details.fact summary')[0]?.click()")
    browser.picture(IMAGES / f"{shot.name}.png")


if __name__ == "__main__":
    sys.exit(main())
