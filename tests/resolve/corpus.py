"""Small corpora of composed texts, read and resolved."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from qjgraph.iris import article_hash, article_iri
from qjgraph.judgement import Decision, Verdict
from qjgraph.model import Context, Doc, Issue
from qjgraph.pipeline import read_text
from qjgraph.resolve import Identity, Register, identify

CITY = "江西省云棠市"
ONE = "江西省云棠市洛溪县"
OTHER = "江西省云棠市平岚县"


def read(home: str, published: str, text: str) -> Doc:
    """One article of a paper."""
    context = Context(published=date.fromisoformat(published), home=home)
    (doc,) = read_text(text, context, whole=True)
    return doc


class Corpus:
    """Documents, and who is who in them."""

    def __init__(self, docs: Sequence[Doc], decisions: Sequence[Decision] = ()) -> None:
        self.docs, self.issues = docs, list[Issue]()
        register = Register(apart={d.right for d in decisions if d.splits})
        for doc in docs:
            register.add(doc)
        self.identity: Identity = identify(register, decisions, self.issues.append)

    def iri(self, number: int, name: str) -> str:
        """The IRI of what an article (from 0) calls by a name."""
        doc = self.identity.resolve(self.docs[number])
        found = [e for e in doc.entities.values() if name in (e.name, *e.names)]
        assert len(found) == 1, [e.name for e in doc.entities.values()]
        return found[0].iri

    def article(self, number: int) -> str:
        """The IRI of an article."""
        return article_iri(article_hash(self.docs[number].article))

    def are_one(self, name: str, other: str = "") -> bool:
        """Whether the first two articles mean one thing by a name (and the other's by another)."""
        return self.iri(0, name) == self.iri(1, other or name)

    def doubts(self) -> list[str]:
        """The rules that leave something in doubt."""
        return [j.rule for j in self.identity.judgements if j.verdict is Verdict.UNSURE]


def pair(one: tuple[str, str, str], other: tuple[str, str, str]) -> Corpus:
    """Two articles."""
    return Corpus([read(*one), read(*other)])
