"""What every claim shares: the sentence that states it and the words in focus."""

from __future__ import annotations

from functools import cache
from typing import TypedDict

from qjgraph.lexicon.rules import confidence
from qjgraph.model import Doc, Sentence, Span


class Proof(TypedDict):
    """The fields of `Claim` that say where and how it was read."""

    evidence: Span
    focus: Span
    rule: str
    confidence: float


def proof(
    doc: Doc, begin: int, end: int, rule: str, *, sentence: Sentence | None = None,
    share: float = 1.0,
) -> Proof:  # fmt: skip
    """Evidence for a claim read at view positions `begin:end`.

    Args:
        sentence: the sentence that states it; the one around `begin` when not given.
        share: factor on the rule's confidence, for a reading that is less sure here.
    """
    around = sentence or doc.article.sentence_at(begin)
    view = doc.article.view
    focus = view.span(begin, end)
    evidence = view.span(around.begin, around.end) if around else focus
    return {
        "evidence": evidence, "focus": focus, "rule": rule,
        "confidence": _confidence(rule, share),
    }  # fmt: skip


@cache
def _confidence(rule: str, share: float) -> float:
    return round(confidence(rule) * share, 3)
