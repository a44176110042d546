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

from qjgraph.view.backbone import backbone
from qjgraph.view.html import render
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
        (text,) = (text for attrs, text in self.blocks if attrs.get("id") == "data")
        found: dict[str, Any] = json.loads(text)
        return found


@pytest.fixture(scope="module")
def page() -> Page:
    return Page(render(hostile(), title=TEXTS["closing"]))


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
    plain = Page(render(wheel(3), title="图"))
    assert [tag for tag, _ in page.tags] == [tag for tag, _ in plain.tags]
    handlers = [name for _, attrs in page.tags for name in attrs if name.startswith("on")]
    assert handlers == []


@pytest.mark.parametrize("name", sorted(TEXTS))
def test_hostile_text_comes_through_as_it_was(page: Page, name: str) -> None:
    text = TEXTS[name].encode("utf-8", "replace").decode()
    data = page.data()
    index = list(TEXTS).index(name)
    (made,) = (item for item in data["nodes"] if item["id"] == index)
    about = data["about"][index]
    assert made["label"] == text
    assert about["names"] == [text]
    assert about["facts"][0][1:3] == [[text, text], [text, text]]
    sentence = data["sentences"][about["evidence"][0][0]]
    assert sentence[0] == text
    assert data["articles"][sentence[1]][:2] == [text, text]


def test_the_data_holds_no_character_that_could_end_it(page: Page) -> None:
    (text,) = (text for attrs, text in page.blocks if attrs.get("id") == "data")
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
    assert Page(render(nx.MultiDiGraph(view="whole"), title="空")).data()["nodes"] == []


# ----------------------------------------------------------------------------- drawing


def test_parallel_edges_are_kept_and_bend_apart() -> None:
    graph = nx.MultiDiGraph(view="whole")
    for name in "ab":
        graph.add_node(name, **node(name))
    graph.add_edge("a", "b", "x", **edge("主持"))
    graph.add_edge("a", "b", "y", **edge("讲话"))
    graph.add_edge("b", "a", "z", **edge("陪同"))
    made = Page(render(graph, title="图")).data()["edges"]
    assert [item["label"] for item in made] == ["主持", "讲话", "陪同"]
    # seen along one and the same direction, the middle one straight, the others to its sides
    sides = [
        item["smooth"]["roundness"] * (1 if item["smooth"]["type"] == "curvedCW" else -1)
        * (1 if item["from"] == 0 else -1)
        if "smooth" in item
        else 0.0
        for item in made
    ]  # fmt: skip
    assert len(set(sides)) == 3


def test_a_self_loop_is_kept() -> None:
    graph = nx.MultiDiGraph(view="whole")
    graph.add_node("a", **node("a"))
    graph.add_edge("a", "a", "x", **edge("自环"))
    assert len(Page(render(graph, title="图")).data()["edges"]) == 1


def test_sentences_and_articles_stand_once() -> None:
    graph = nx.MultiDiGraph(view="whole")
    quote = evidence("甲主持。")
    for name in "ab":
        graph.add_node(name, **node(name, evidence=(quote,)))
    graph.add_edge("a", "b", "x", **edge("主持", evidence=(quote,)))
    data = Page(render(graph, title="图")).data()
    assert (len(data["sentences"]), len(data["articles"])) == (1, 1)


def test_the_focus_counts_as_a_browser_counts() -> None:
    graph = nx.MultiDiGraph(view="whole")
    graph.add_node("a", **node("a", evidence=(evidence("𠮷田村甲", focus=(3, 4)),)))
    data = Page(render(graph, title="图")).data()
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


def test_kinds_differ_in_colour_and_shape() -> None:
    kinds = Page(render(wheel(2), title="图")).data()["kinds"]
    looks = [(look["color"], look["shape"]) for name, look in kinds.items() if name != "phase"]
    assert len(set(looks)) == len(looks) == len({color for color, _ in looks})


# --------------------------------------------------------------------------------- cap


def test_a_graph_within_the_cap_is_drawn_whole() -> None:
    graph = wheel(10)
    assert backbone(graph, nodes=11, edges=10) is graph
    assert Page(render(graph, title="图")).data()["notes"] == []


def test_a_larger_graph_keeps_the_best_connected_and_says_so() -> None:
    data = Page(render(wheel(50, 30), title="图", nodes=11, edges=12)).data()
    assert {item["label"] for item in data["nodes"]} == {"轮毂", *(f"人{i}" for i in range(40, 50))}
    assert len(data["edges"]) <= 12
    (note,) = data["notes"]
    drawn = {"N": 51, "M": 80, "n": 11, "m": len(data["edges"])}
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
