"""Projections made by hand, for pictures and files."""

from __future__ import annotations

from dataclasses import replace
from itertools import cycle
from typing import Any

import networkx as nx

from qjgraph.view.facts import Evidence, Fact, Words
from view.hostile import TEXTS


def evidence(sentence: str, **more: object) -> Evidence:
    given: dict[str, object] = {
        "claim": "urn:claim",
        "article": "urn:article",
        "id": "n1",
        "title": "标题",
        "date": "2025-01-02",
        "source": "云岭报",
        "begin": 3,
        "end": 3 + len(sentence),
        "focus": (0, 1),
        "rule": "test-rule",
        "confidence": 0.9,
    }
    return Evidence(sentence=sentence, **{**given, **more})  # type: ignore[arg-type]


def node(label: str, kind: str = "person", **more: object) -> dict[str, object]:
    return {
        "label": label,
        "kind": kind,
        "type": "",
        "words": Words("人物", "person"),
        "iri": f"urn:{kind}",
        "names": (),
        "facts": [],
        "evidence": (),
        "center": False,
        **more,
    }


def edge(label: str, kind: str = "participation", **more: object) -> dict[str, object]:
    return {
        "kind": kind,
        "role": "chair",
        "zh": label,
        "en": label,
        "weight": 1,
        "facts": [],
        "evidence": (),
        **more,
    }


def hostile() -> nx.MultiDiGraph:
    """Every hostile text in every place that text can take."""
    graph = nx.MultiDiGraph(view="whole", undated=0)
    for index, text in enumerate(TEXTS.values()):
        quote = evidence(
            text, title=text, id=text, source=text, rule=text, article=f"urn:article:{index}",
            begin=index * 100, end=index * 100 + 9,
        )  # fmt: skip
        fact = Fact(kind="post", name=Words(text, text), value=Words(text, text), evidence=(quote,))
        told = node(
            text, iri=f"urn:{text}", names=(text,), facts=[fact], evidence=(quote,), code=text,
            words=Words(text, text),
        )  # fmt: skip
        graph.add_node(f"urn:{index:03}", **told)
    graph.add_node("urn:hub", **node("会议", "event"))
    for index, text in enumerate(TEXTS.values()):
        quote = graph.nodes[f"urn:{index:03}"]["evidence"][0]
        graph.add_edge(
            f"urn:{index:03}", "urn:hub", "participation:chair", **edge(text, evidence=(quote,))
        )
    return graph


def wheel(count: int, extra: int = 0) -> nx.MultiDiGraph:
    """A hub with spokes of growing weight, and further edges between its rim."""
    graph = nx.MultiDiGraph(view="whole", undated=0)
    graph.add_node("urn:hub", **node("轮毂", "event"))
    for index in range(count):
        graph.add_node(f"urn:{index:05}", **node(f"人{index}"))
        graph.add_edge(f"urn:{index:05}", "urn:hub", "a", **edge("参加", weight=index + 1))
    for index in range(extra):
        one, other = f"urn:{index % count:05}", f"urn:{(index * 7 + 1) % count:05}"
        graph.add_edge(one, other, f"x{index}", **edge("同场", "coattendance"))
    return graph


def poisoned(graph: nx.MultiDiGraph) -> nx.MultiDiGraph:
    """A view whose every text from outside is a hostile one."""
    texts = cycle(TEXTS.values())

    def words() -> Words:
        return Words(next(texts), next(texts))

    def poison(told: dict[str, Any]) -> dict[str, Any]:
        def quote(item: Evidence) -> Evidence:
            return replace(
                item, sentence=next(texts), title=next(texts), id=next(texts), focus=None,
                source=next(texts), rule=next(texts), by=next(texts), date=next(texts),
            )  # fmt: skip

        facts = [
            replace(fact, name=words(), value=words(), evidence=tuple(map(quote, fact.evidence)))
            for fact in told["facts"]
        ]
        return told | {"facts": facts, "evidence": tuple(map(quote, told["evidence"]))}

    bad = nx.MultiDiGraph(**graph.graph)
    for node, told in graph.nodes(data=True):
        names = {
            "label": next(texts),
            "names": (next(texts),),
            "words": words(),
            "code": next(texts),
        }
        bad.add_node(node, **poison(told))
        bad.nodes[node].update(names)
    for one, other, key, told in graph.edges(keys=True, data=True):
        bad.add_edge(one, other, key, **poison(told))
        bad.edges[one, other, key].update(zh=next(texts), en=next(texts), role=next(texts))
    bad.graph["notes"] = [words()]
    bad.graph["guides"] = [("x", 0, words()), ("y", 0, words())]
    bad.graph["measures"] = {"m": words()}
    for told in bad.nodes.values():
        told["measures"] = {"m": 1}
    return bad
