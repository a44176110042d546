from __future__ import annotations

from pathlib import Path

import pytest
from pyoxigraph import Store

import qjgraph
from qjgraph.errors import StoreError
from qjgraph.query.info import info, to_json, to_text


def test_counts_by_class_and_kind(store: Store) -> None:
    found = info(store)
    assert found.things.pop("Place") >= 3  # and what the gazetteer has above them
    assert found.things == {
        "Person": 1, "Organization": 1, "Event": 1, "Project": 2, "Policy": 1, "Post": 1,
    }  # fmt: skip
    assert sum(found.claims.values()) == 12
    assert (found.pages, found.articles, found.quads) == (1, 1, len(store))
    assert found.published == ("2025-11-14", "2025-11-14")
    assert found.sources == {"云岭报": 1}


def test_an_empty_store_has_figures_too() -> None:
    found = info(Store())
    assert found.published == ("", "")
    assert found.sources == {}
    assert to_text(found)


def test_what_stands_beside_the_store(read: qjgraph.Graph) -> None:
    found = read.info()
    assert found.version == qjgraph.__version__
    assert found.base == "https://w3id.org/qjgraph/"
    assert found.bytes > 10_000
    assert found.articles == 22
    assert found.published == ("2025-03-06", "2026-01-15")
    assert found.sources == {"": 16, "今日澄溪": 6}


def test_a_folder_without_a_graph_is_told(store: Store, tmp_path: Path) -> None:
    with pytest.raises(StoreError):
        info(store, tmp_path)


@pytest.mark.parametrize(("lang", "words"), [("zh", "人物"), ("en", "people")])
def test_text_in_both_languages(read: qjgraph.Graph, lang: str, words: str) -> None:
    shown = to_text(read.info(), lang)
    assert words in shown
    assert "2025-03-06 … 2026-01-15" in shown


def test_json_is_plain(read: qjgraph.Graph) -> None:
    assert to_json(read.info())["claims"]["Mention"] > 100
