"""Decisions and documents for the tests of curating."""

from __future__ import annotations

from datetime import date

from tests.rdf.build import sample

from qjgraph.claim_ids import named
from qjgraph.iris import article_hash
from qjgraph.judgement import Decision, Verdict
from qjgraph.model import Claim, Doc
from qjgraph.resolve import resolve


def decision(
    verdict: str,
    left: str,
    right: str = "",
    *,
    who: str = "陈一诺",
    when: str = "2026-01-12",
    why: str = "核对原报",
    line: int = 0,
) -> Decision:
    """A decision of a curator."""
    return Decision(
        verdict=Verdict(verdict), left=left, right=right, who=who,
        when=date.fromisoformat(when), why=why, line=line,
    )  # fmt: skip


def resolved() -> Doc:
    """The composed document with a claim of every kind, resolved and its claims named."""
    doc = resolve(sample())
    doc.claims = named(doc.claims, article_hash(doc.article))
    return doc


def claim(doc: Doc, kind: type[Claim], number: int = 0) -> Claim:
    """A claim of a kind."""
    return [each for each in doc.claims if type(each) is kind][number]
