"""Links: what a rule holds of two atoms, and how strongly."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from itertools import combinations

from qjgraph.judgement import Verdict
from qjgraph.lexicon.tables import table
from qjgraph.resolve.atoms import Atom
from qjgraph.resolve.forest import Forest


@dataclass(frozen=True, slots=True)
class Link:
    """Two atoms, the rule that speaks of them, and what it goes by (`post=县长`)."""

    one: int
    other: int
    rule: str
    reasons: tuple[str, ...] = ()

    @property
    def verdict(self) -> Verdict:
        """What the rule says."""
        return rules()[self.rule][0]

    @property
    def score(self) -> float:
        """How sure the rule is that the two are the same, 0..1."""
        return rules()[self.rule][1]


def keep_apart(atoms: Iterable[Atom], forest: Forest) -> None:
    """Forbids to meet what one article tells apart; its wordings of one thing are one atom."""
    by_article: dict[int, list[int]] = {}
    for atom in atoms:
        for article in atom.articles:
            by_article.setdefault(article, []).append(atom.number)
    for there in by_article.values():
        for one, other in combinations(there, 2):
            forest.forbid(one, other)


@cache
def rules() -> dict[str, tuple[Verdict, float]]:
    """Verdict and score of every rule of identity (`data/lexicon/identity_rules.tsv`)."""
    rows = table("identity_rules")
    return {row["rule"]: (Verdict(row["verdict"]), float(row["score"])) for row in rows}
