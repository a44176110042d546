"""What the page shows of a chosen node or edge: its facts, each with its words."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import networkx as nx

from qjgraph.view.drawing import Table
from qjgraph.view.facts import Evidence, Fact
from qjgraph.view.spelling import spellings


def details(graph: nx.MultiDiGraph) -> dict[str, Any]:
    """The details in the order of nodes and edges; articles and sentences stand once."""
    texts = _Texts()
    about = [
        {
            "words": told["words"].pair,
            "iri": told["iri"],
            "names": list(told["names"]),
            "code": told.get("code", ""),
            "spelt": _spelt(told["label"], told["names"], told["kind"] == "person"),
            "facts": texts.facts(told["facts"]),
            "evidence": texts.evidence(told["evidence"]),
        }
        for _, told in graph.nodes(data=True)
    ]
    ties = [
        {"facts": texts.facts(told["facts"]), "evidence": texts.evidence(told["evidence"])}
        for _, _, told in graph.edges(data=True)
    ]
    return {
        "about": about,
        "ties": ties,
        "articles": texts.articles.rows(),
        "sentences": texts.sentences.rows(),
    }


def _spelt(label: str, names: Iterable[str], person: bool) -> list[str]:
    found = [spelt for name in (label, *names) for spelt in spellings(name, person=person)]
    return list(dict.fromkeys(found))


class _Texts:
    """Articles and sentences, each kept once and told by its number."""

    def __init__(self) -> None:
        self.articles, self.sentences = Table(), Table()

    def evidence(self, items: Iterable[Evidence]) -> list[list[object]]:
        return [self._one(item) for item in items]

    def _one(self, item: Evidence) -> list[object]:
        told = (item.id, item.title, item.date, item.source)
        article = self.articles.number(told, key=item.article)
        place = (article, item.begin, item.end)
        sentence = self.sentences.number((item.sentence, *place), key=place)
        begin, end = _units(item) if item.focus else (None, None)
        return [sentence, begin, end, item.rule, round(item.confidence, 3), item.by]

    def facts(self, facts: Iterable[Fact]) -> list[list[object]]:
        return [
            [fact.kind, fact.name.pair, fact.value.pair, self.evidence(fact.evidence)]
            for fact in facts
        ]


def _units(item: Evidence) -> tuple[int, int]:
    """The focus in UTF-16 units, in which a browser counts."""
    assert item.focus is not None
    begin, end = (len(item.sentence[:at].encode("utf-16-le", "replace")) // 2 for at in item.focus)
    return begin, end
