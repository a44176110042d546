"""The page of a claim: what one article says in one sentence, and whom and what it is about."""

from __future__ import annotations

from dataclasses import dataclass

from qjgraph.graph import Graph
from qjgraph.query.explain import Explanation, explain
from qjgraph.query.info import word
from qjgraph.view.facts import Evidence, Words
from qjgraph.view.reader import Reader, Thing

_BEHIND = "?claim qj:evidence ?span ; qj:rule ?rule ; qj:confidence ?confidence . "
_MORE = "OPTIONAL { ?claim qj:focus ?focus } OPTIONAL { ?claim qj:attributedTo ?by }"


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """A claim as its page shows it.

    Attributes:
        claim: in words, with what it rests on.
        kind: what claims of its kind are called.
        evidence: its sentence.
        things: those it is about, by kind and name.
    """

    claim: Explanation
    kind: Words
    evidence: Evidence
    things: tuple[Thing, ...]


def statement(graph: Graph, iri: str) -> Statement:
    """A claim's page.

    Raises:
        NotFound: the graph holds no such claim; of one that was retracted it says so.
    """
    (claim,) = explain(graph.store, iri)
    reader = Reader(graph.store, bulk=False)
    row = next(reader.ask(_BEHIND + _MORE, claim=iri))
    about = {
        found["thing"]
        for found in reader.ask("?claim ?property ?thing . FILTER(ISIRI(?thing))", claim=iri)
    }
    things = [thing for thing in map(reader.thing, sorted(about)) if thing is not None]
    return Statement(
        claim=claim, kind=Words(word(claim.kind, "zh"), word(claim.kind, "en")),
        evidence=reader.evidence(row),
        things=tuple(sorted(things, key=lambda each: (each.kind, each.label, each.iri))),
    )  # fmt: skip
