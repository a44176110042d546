"""The page: one file that asks for nothing, in which text stays text."""

from __future__ import annotations

import base64
import copy
import hashlib
import json
import os
import re
import subprocess
import sys
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import networkx as nx
import pytest

from qjgraph.errors import QueryError
from qjgraph.view.backbone import backbone
from qjgraph.view.facts import Words
from qjgraph.view.html import PYVIS_NODES, RENDERERS, render
from view.graphs import edge, evidence, hostile, node, wheel
from view.hostile import TEXTS


class Page(HTMLParser):
    """The tags, attributes and scripts of a page, as a browser's parser sees them."""

    def __init__(self, text: str) -> None:
        super().__init__(convert_charrefs=True)
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.texts: dict[str, list[str]] = {}
        self.blocks: list[tuple[dict[str, str | None], str]] = []
        self._open = ""
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        self._open = tag
        if tag in ("script", "style"):
            self.blocks.append((dict(attrs) | {"tag": tag}, ""))

    def handle_endtag(self, tag: str) -> None:
        self._open = ""

    def handle_data(self, data: str) -> None:
        self.texts.setdefault(self._open, []).append(data)
        if self._open in ("script", "style"):
            self.blocks[-1] = (self.blocks[-1][0], self.blocks[-1][1] + data)

    def data(self) -> dict[str, Any]:
        return self.block("data")

    def details(self) -> dict[str, Any]:
        return self.block("details")

    def block(self, id: str) -> dict[str, Any]:
        (text,) = (text for attrs, text in self.blocks if attrs.get("id") == id)
        found: dict[str, Any] = json.loads(text)
        return found


@pytest.fixture(scope="module", params=RENDERERS)
def page(request: pytest.FixtureRequest) -> Page:
    return Page(render(hostile(), title=TEXTS["closing"], renderer=request.param))


def test_nothing_in_the_page_is_fetched(page: Page) -> None:
    loading = {"src", "href", "data", "poster", "srcset", "action", "background"}
    assert [attrs for _, attrs in page.tags if loading & set(attrs)] == []
    assert {tag for tag, _ in page.tags} & {"link", "img", "iframe", "object", "embed"} == set()
    styles = " ".join(text for attrs, text in page.blocks if attrs["tag"] == "style")
    assert not re.search(r"url\(|@import", styles)


def test_the_policy_allows_our_own_scripts_and_style_alone(page: Page) -> None:
    (policy,) = (
        attrs["content"]
        for tag, attrs in page.tags
        if tag == "meta" and attrs.get("http-equiv") == "Content-Security-Policy"
    )
    assert policy is not None and policy.startswith("default-src 'none'; ")
    assert "unsafe" not in policy
    run = [text for attrs, text in page.blocks if attrs.get("type") != "application/json"]
    hashes = [base64.b64encode(hashlib.sha256(text.encode()).digest()).decode() for text in run]
    assert sorted(re.findall(r"sha256-([^']+)", policy)) == sorted(hashes)


def test_hostile_text_makes_no_tag(page: Page) -> None:
    renderer = "pyvis" if "pyvis" in page.data() else "canvas"
    plain = Page(render(wheel(3), title="图", renderer=renderer))
    assert [tag for tag, _ in page.tags] == [tag for tag, _ in plain.tags]
    handlers = [name for _, attrs in page.tags for name in attrs if name.startswith("on")]
    assert handlers == []


@pytest.mark.parametrize("name", sorted(TEXTS))
def test_hostile_text_comes_through_as_it_was(page: Page, name: str) -> None:
    text = TEXTS[name].encode("utf-8", "replace").decode()
    data = page.details()
    index = list(TEXTS).index(name)
    about = data["about"][index]
    assert page.data()["nodes"]["label"][index] == text
    assert about["names"] == [text]
    assert about["facts"][0][1:3] == [[text, text], [text, text]]
    sentence = data["sentences"][about["evidence"][0][0]]
    assert sentence[0] == text
    assert data["articles"][sentence[1]][:2] == [text, text]


@pytest.mark.parametrize("id", ["data", "details"])
def test_the_data_holds_no_character_that_could_end_it(page: Page, id: str) -> None:
    (text,) = (text for attrs, text in page.blocks if attrs.get("id") == id)
    assert not set("<>&\u2028\u2029") & set(text)


def test_the_title_is_text(page: Page) -> None:
    assert page.texts["title"] == [TEXTS["closing"]]


def test_a_title_with_dollar_signs_stays() -> None:
    assert Page(render(wheel(2), title="$data $$")).texts["title"] == ["$data $$"]


def test_the_graph_is_not_changed() -> None:
    graph = hostile()
    before = copy.deepcopy(graph)
    render(graph, title="图")
    assert list(graph.nodes(data=True)) == list(before.nodes(data=True))
    assert list(graph.edges(keys=True, data=True)) == list(before.edges(keys=True, data=True))


def test_the_same_graph_gives_the_same_bytes() -> None:
    assert render(hostile(), title="图") == render(hostile(), title="图")


_SCRIPT = """
import hashlib
from qjgraph.view.html import render
from qjgraph.view.project import VIEWS, project
from rdf.build import sample
from view.stores import store_of
for view in VIEWS:
    page = render(project(store_of(sample()), view, around="云溪灌区", depth=2), title="图")
    print(view, hashlib.sha256(page.encode()).hexdigest())
"""


def test_the_same_bytes_in_processes_with_other_hash_seeds(root: Path) -> None:
    told = {
        subprocess.run(
            [sys.executable, "-c", _SCRIPT],
            env={**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": str(root / "tests")},
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        for seed in ("1", "2")
    }
    assert len(told) == 1


def test_an_empty_graph_is_a_page_too() -> None:
    assert Page(render(nx.MultiDiGraph(view="whole"), title="空")).data()["nodes"]["label"] == []


# ----------------------------------------------------------------------------- drawing


def three_ties() -> nx.MultiDiGraph:
    graph = nx.MultiDiGraph(view="whole")
    for name in "ab":
        graph.add_node(name, **node(name))
    graph.add_edge("a", "b", "x", **edge("主持"))
    graph.add_edge("a", "b", "y", **edge("讲话"))
    graph.add_edge("b", "a", "z", **edge("陪同"))
    return graph


def test_parallel_edges_are_kept_and_bend_apart() -> None:
    data = Page(render(three_ties(), title="图")).data()
    made = data["edges"]
    assert [data["roles"][role][2] for role in made["role"]] == ["主持", "讲话", "陪同"]
    # seen along one and the same direction, the middle one straight, the others to its sides
    sides = [
        made["bend"].get(str(index), 0.0) * (1 if made["from"][index] == 0 else -1)
        for index in range(3)
    ]
    assert len(set(sides)) == 3


def test_pyvis_bends_as_the_drawing_says() -> None:
    data = Page(render(three_ties(), title="图", renderer="pyvis")).data()
    for made in data["pyvis"]["edges"]:
        bend = data["edges"]["bend"].get(str(made["id"]), 0.0)
        smooth = made.get("smooth", {"type": "curvedCW", "roundness": 0.0})
        assert smooth["roundness"] * (1 if smooth["type"] == "curvedCW" else -1) == bend


def test_a_self_loop_is_kept() -> None:
    graph = nx.MultiDiGraph(view="whole")
    graph.add_node("a", **node("a"))
    graph.add_edge("a", "a", "x", **edge("自环"))
    assert Page(render(graph, title="图")).data()["edges"]["from"] == [0]


def test_sentences_and_articles_stand_once() -> None:
    graph = nx.MultiDiGraph(view="whole")
    quote = evidence("甲主持。")
    for name in "ab":
        graph.add_node(name, **node(name, evidence=(quote,)))
    graph.add_edge("a", "b", "x", **edge("主持", evidence=(quote,)))
    data = Page(render(graph, title="图")).details()
    assert (len(data["sentences"]), len(data["articles"])) == (1, 1)


def test_the_focus_counts_as_a_browser_counts() -> None:
    graph = nx.MultiDiGraph(view="whole")
    graph.add_node("a", **node("a", evidence=(evidence("𠮷田村甲", focus=(3, 4)),)))
    data = Page(render(graph, title="图")).details()
    _, begin, end, *_ = data["about"][0]["evidence"][0]
    text = data["sentences"][0][0].encode("utf-16-le")
    assert text[begin * 2 : end * 2].decode("utf-16-le") == "甲"


@pytest.mark.parametrize(("lang", "tag"), [("zh", "zh-Hans"), ("en", "en")])
def test_the_page_opens_in_the_language_asked_for(lang: str, tag: str) -> None:
    page = Page(render(wheel(2), title="图", lang=lang))
    assert page.tags[0] == ("html", {"lang": tag})
    assert page.data()["lang"] == lang


def test_every_word_of_the_page_is_in_both_languages(page: Page) -> None:
    (text,) = (text for attrs, text in page.blocks if attrs.get("id") == "words")
    words = json.loads(text)
    assert all(set(entry) == {"zh", "en"} and all(entry.values()) for entry in words.values())
    (script,) = (t for a, t in page.blocks if a["tag"] == "script" and "const WORDS" in t)
    used = set(re.findall(r'say\("(\w+)"', script))
    assert used <= set(words)
    unused = {word for word in words if f'"{word}"' not in script}
    by_rule = {word for word in words if word.startswith(("save_", "look_"))}
    assert unused - by_rule - {"noscript", "capped", "undated", "fit", "lang", "reset"} == set()


def test_kinds_differ_in_colour_and_shape() -> None:
    kinds = Page(render(wheel(2), title="图")).data()["kinds"]
    looks = [(look["color"], look["shape"]) for name, look in kinds.items() if name != "phase"]
    assert len(set(looks)) == len(looks)


@pytest.mark.parametrize("kinds", [
    ("person", "organization", "place", "event", "project", "policy", "amount"),
    ("done", "ongoing", "planned", "project"),
    ("person", "event", "series"),
])  # fmt: skip
def test_kinds_side_by_side_differ_in_colour(kinds: tuple[str, ...]) -> None:
    looks = Page(render(wheel(2), title="图")).data()["kinds"]
    assert len({looks[kind]["color"] for kind in kinds}) == len(kinds)


# ----------------------------------------------------------------------------- renderer


def test_small_graphs_are_drawn_by_pyvis_and_large_ones_are_not() -> None:
    small, large = (Page(render(wheel(count), title="图")) for count in (5, PYVIS_NODES))
    assert "pyvis" in small.data() and "pyvis" not in large.data()
    assert not any("vis-network" in text[:400] for _, text in large.blocks)


def test_an_unknown_renderer_is_refused() -> None:
    with pytest.raises(QueryError, match="pyvis, canvas"):
        render(wheel(2), title="图", renderer="webgl")


def test_a_view_may_place_its_nodes_and_draw_guides() -> None:
    graph = wheel(2)
    for index, told in enumerate(graph.nodes.values()):
        told["place"] = (index * 100, 7.4)
    graph.graph["guides"] = [("x", 100, Words("二月", "February"))]
    graph.graph["notes"] = [Words("一处没有坐标。", "One has no point.")]
    data = Page(render(graph, title="图")).data()
    assert data["placed"]
    assert (data["nodes"]["x"], data["nodes"]["y"]) == ([0, 100, 200], [7, 7, 7])
    assert data["guides"] == [["x", 100, "二月", "February"]]
    assert data["told"] == [["一处没有坐标。", "One has no point."]]


def test_measures_stand_in_columns() -> None:
    graph = wheel(1)
    graph.graph["measures"] = {"degree": Words("度", "degree")}
    graph.nodes["urn:hub"]["measures"] = {"degree": 1}
    data = Page(render(graph, title="图")).data()
    assert data["measures"] == [["degree", "度", "degree"]]
    assert data["nodes"]["measures"] == {"degree": [1, None]}


def test_claims_tell_paper_and_days() -> None:
    graph = nx.MultiDiGraph(view="whole")
    quotes = (
        evidence("甲", days=("2025-01-02", "2025-01-03"), source="甲报"),
        evidence("乙", days=("", ""), source="乙报"),
    )
    graph.add_node("a", **node("a", evidence=quotes))
    data = Page(render(graph, title="图")).data()
    assert data["sources"] == ["甲报", "乙报"]
    assert data["whens"] == [[0, 20090, 20091], [1, None, None]]
    assert data["nodes"]["when"] == [[0, 1]]


# --------------------------------------------------------------------------------- cap


def test_a_graph_within_the_cap_is_drawn_whole() -> None:
    graph = wheel(10)
    assert backbone(graph, nodes=11, edges=10) is graph
    assert Page(render(graph, title="图")).data()["notes"] == []


def test_a_larger_graph_keeps_the_best_connected_and_says_so() -> None:
    data = Page(render(wheel(50, 30), title="图", nodes=11, edges=12)).data()
    assert set(data["nodes"]["label"]) == {"轮毂", *(f"人{i}" for i in range(40, 50))}
    assert len(data["edges"]["from"]) <= 12
    (note,) = data["notes"]
    drawn = {"N": 51, "M": 80, "n": 11, "m": len(data["edges"]["from"])}
    assert note == ["capped", drawn]


def test_the_backbone_hangs_together() -> None:
    small = backbone(wheel(50, 300), nodes=51, edges=50)
    assert nx.is_weakly_connected(small)
    assert small.number_of_edges() == 50


def test_what_was_asked_for_is_never_cut_away() -> None:
    graph = wheel(50)
    graph.nodes["urn:00000"]["center"] = True
    assert "urn:00000" in backbone(graph, nodes=5, edges=5)


def test_undated_claims_left_out_are_told() -> None:
    graph = wheel(3)
    graph.graph["undated"] = 4
    assert Page(render(graph, title="图")).data()["notes"] == [["undated", {"n": 4}]]
