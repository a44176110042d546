"""Pictures of the sample for `docs/images/`: `python -m tools.screenshots`.

Builds `data/sample`, and for the map a text on places that exist, draws each view, writes the
reading room, and photographs them in a headless Chromium.
Fonts with Chinese characters must be installed (Noto Sans CJK).
"""

from __future__ import annotations

import sys
import tempfile
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import qjgraph
from qjgraph import pipeline
from qjgraph.model import Context
from qjgraph.room.site import write_site
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
    map: bool = False


#: The places of the sample do not exist and have no points; this text's do.
MAP_TEXT = """全省六地重大项目集中开工

本报讯 9月18日上午，全省三季度重大项目集中开工活动在杭州市余杭区举行。

宁波市鄞州区、温州市瑞安市、衢州市衢江区、丽水市莲都区、舟山市定海区设分会场。

澄湖大桥工程位于宁波市鄞州区，总投资8.6亿元。

东岙渔港改造工程位于舟山市定海区，总投资2.1亿元。

南雁隧道工程位于温州市瑞安市，总投资5.4亿元。

石室水库扩建工程位于衢州市衢江区，总投资3.2亿元。

白岩中学新建工程位于丽水市莲都区，总投资1.5亿元。
"""


#: The claim that the picture of the reading room shows.
ROOM = """SELECT ?claim ?article WHERE {
  ?claim a org:Membership ; org:member/rdfs:label "江沐阳"@zh ; qj:evidence/dct:isPartOf ?article
} ORDER BY ?claim LIMIT 1"""
LOADED = "document.readyState === 'complete'"

SHOTS = (
    Shot(name="sample", title="建设项目 · 澄溪等六地新闻", view="projects", choose="白云山水库"),
    Shot(name="whole", title="澄溪等六地新闻", view="whole"),
    Shot(name="projects", title="建设项目", view="projects"),
    Shot(name="coattendance", title="谁与谁同场", view="coattendance", dark=True),
    Shot(name="hierarchy", title="机构与职务", view="hierarchy", around="澄溪县", depth=9),
    Shot(name="timeline", title="承诺与实现", view="timeline"),
    Shot(name="series", title="Who attended which session", view="series", lang="en"),
    Shot(name="policies", title="政策与会议", view="policies"),
    Shot(name="map", title="六地项目", view="map", map=True),
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
        (Path(folder) / "map.txt").write_text(MAP_TEXT, encoding="utf-8")
        context = Context(published=date(2025, 9, 19), home="浙江省", source="六地日报")
        pipeline.build([Path(folder) / "map.txt"], Path(folder) / "places", context=context)
        for shot in SHOTS:
            _take(shot, browser, Path(folder))
        _take_room(browser, Path(folder))
    return 0


def _take_room(browser: Browser, folder: Path) -> None:
    """An article of the reading room, one of its claims meant."""
    graph = qjgraph.open(folder / "graph")
    write_site(graph, folder / "site", pictures=0)
    (claim,) = graph.query(ROOM)
    article = str(claim["article"]).rpartition("/")[2]
    browser.dark(False)
    browser.open(folder / "site" / "article" / f"{article}.html", ready=LOADED)
    browser.run(f"location.hash = 'claim-{str(claim['claim']).rpartition('/')[2]}'")
    browser.run("scrollTo(0, 0)")
    browser.picture(IMAGES / "room.png")


def _take(shot: Shot, browser: Browser, folder: Path) -> None:
    store = open_store(folder / ("places" if shot.map else "graph"))
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
