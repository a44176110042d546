"""Reading of short texts for the tests of projects, policies and their facts."""

from __future__ import annotations

from datetime import date

from qjgraph.model import (
    Context,
    Doc,
    Involvement,
    Kind,
    Location,
    Milestone,
    Quantity,
)  # fmt: skip
from qjgraph.pipeline import read_text

HOME = "江西省上饶市云岭县"
PUBLISHED = date(2025, 6, 26)


def read(text: str, *, home: str = HOME, published: date | None = PUBLISHED) -> Doc:
    """The one article of a text."""
    return read_text(text, Context(published=published, home=home), whole=True)[0]


def names(doc: Doc, kind: Kind) -> list[str]:
    """The names of the entities of a kind, sorted."""
    return sorted(entity.name for entity in doc.entities.values() if entity.kind is kind)


def label(doc: Doc, key: str) -> str:
    """The name behind a key."""
    return doc.entities[key].name if key in doc.entities else key.partition(":")[2]


def amounts(doc: Doc) -> list[tuple[str, str, str]]:
    """Subject, kind and wording of every quantity."""
    return [
        (label(doc, c.of) if c.of else c.of_name, c.kind, c.amount.text)
        for c in doc.claims
        if isinstance(c, Quantity)
    ]


def milestones(doc: Doc) -> list[tuple[str, str, str, str]]:
    """Project, stage, date and status of every milestone."""
    return [
        (label(doc, c.project), c.stage, c.date.edtf if c.date else "", c.status)
        for c in doc.claims
        if isinstance(c, Milestone)
    ]


def locations(doc: Doc) -> list[tuple[str, str, str]]:
    """Subject, place and relation of every location."""
    return [
        (label(doc, c.of), label(doc, c.place), c.relation)
        for c in doc.claims
        if isinstance(c, Location)
    ]


def involvements(doc: Doc) -> list[tuple[str, str, str]]:
    """Project, agent and role of every involvement."""
    return [
        (label(doc, c.project), label(doc, c.agent), c.role)
        for c in doc.claims
        if isinstance(c, Involvement)
    ]
