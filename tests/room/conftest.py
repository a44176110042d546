"""A graph's rooms: answers by address, a site on disk, a browser to look at it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from tools.browser import Browser, find_browser

import qjgraph
from qjgraph.room import Address, Answer, render
from qjgraph.room.site import write_site
from qjgraph.store import read_manifest
from view.hostile import TEXTS

Room = Callable[..., Answer]


def room_of(folder: Path) -> Room:
    """Answers a path of the room over a build's folder."""
    graph, base = qjgraph.open(folder), read_manifest(folder).base

    def answer(path: str, **query: str) -> Answer:
        return render(graph, base, Address.parse(path), query)

    return answer


@pytest.fixture(scope="session")
def room(sample_graph: Path) -> Room:
    return room_of(sample_graph)


@pytest.fixture(scope="session")
def paths(sample_graph: Path) -> dict[str, list[str]]:
    """The paths of pages by kind, those with the most to say first."""
    graph, base = qjgraph.open(sample_graph), read_manifest(sample_graph).base
    found: dict[str, list[str]] = {}
    for name in ("Person", "Organization", "Place", "Event", "Project", "Policy"):
        rows = graph.query(
            f"SELECT ?it (COUNT(?claim) AS ?n) WHERE {{ ?it a qj:{name} . ?claim ?p ?it }} "
            "GROUP BY ?it ORDER BY DESC(?n) ?it"
        )
        found[name.lower()] = [str(row["it"]).removeprefix(base) for row in rows]
    for name in ("Article", "Page", "Milestone"):
        rows = graph.query(f"SELECT ?it WHERE {{ ?it a qj:{name} }} ORDER BY ?it")
        found[name.lower()] = [str(row["it"]).removeprefix(base) for row in rows]
    return found


@pytest.fixture(scope="session")
def site(sample_graph: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample's site; read it, do not change it."""
    out = tmp_path_factory.mktemp("site") / "site"
    write_site(qjgraph.open(sample_graph), out, pictures=3)
    return out


@pytest.fixture(scope="session")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A graph of an article whose every field would act, were it taken for anything but text."""
    folder = tmp_path_factory.mktemp("hostile")
    struck = "".join(TEXTS[name] for name in ("script", "image", "svg", "href", "entity"))
    quote = TEXTS["quotes"]
    (folder / "texts").mkdir()
    (folder / "texts" / "a.txt").write_text(
        f"乌溪县举行项目开工活动{struck}\n"
        f"本报讯（记者 {quote}）6月3日上午，乌溪县白云山水库{struck}项目开工，总投资2.6亿元。"
        f"县长梁秋实宣布开工{quote}。\n",
        encoding="utf-8",
    )
    (folder / "texts" / "sources.csv").write_text(
        f'file,published,home,source\na.txt,2025-06-04,,"乌溪报{struck}"\n', encoding="utf-8"
    )
    qjgraph.build([folder / "texts"], folder / "graph")
    return folder / "graph"


@pytest.fixture(scope="package")
def browser() -> Iterator[Any]:
    program = find_browser()
    if program is None:
        pytest.skip("no Chromium is installed")
    with Browser(program) as browser:
        browser.offline()
        browser.dark(False)
        # as if its window were in front, or nothing would take the focus
        browser.send("Emulation.setFocusEmulationEnabled", enabled=True)
        yield browser
