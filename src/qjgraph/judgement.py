"""What is held of who is who: decisions of a curator, judgements of the program."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from qjgraph.model import Issue, Severity


class Verdict(StrEnum):
    """What a judgement says of two things; a curator's decision may also change a fact."""

    SAME = "same"
    DIFFERENT = "different"
    UNSURE = "unsure"
    RENAME = "rename"
    CORRECT = "correct"
    RETRACT = "retract"


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """One line of the ledger of decisions: what a curator holds, and why.

    Attributes:
        verdict: `same`, `different` or `unsure` of two entities; `different` of an entity and
            an article splits off what that article means by the name; `rename` of an
            entity and a name; `correct` of a claim and `property=value`; `retract` of a claim.
        left: IRI of an entity or claim.
        right: IRI of an entity or article, a name, `property=value`, or empty (`retract`).
        line: its line in the ledger, from 1.
    """

    verdict: Verdict
    left: str
    right: str
    who: str
    when: date
    why: str
    line: int = 0

    @property
    def splits(self) -> bool:
        """Whether it splits off what an article means by an entity's name."""
        return self.verdict is Verdict.DIFFERENT and "/article/" in self.right


@dataclass(frozen=True, slots=True, kw_only=True)
class Judgement:
    """What was held of two entities, by a rule or a person.

    Attributes:
        left, right: IRIs; of `same`, `left` is the canonical one.
        score: 0..1, how sure it is that they are the same.
        rule: the rule that decided; `curator` for a decision.
        reasons: what spoke for and against, as codes with their values (`post=县长`).
        by: the curator; empty for the program.
    """

    verdict: Verdict
    left: str
    right: str
    score: float
    rule: str
    reasons: tuple[str, ...] = ()
    by: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Correction:
    """What a decision changed in one article's claim.

    Attributes:
        decision: `correct` or `retract`.
        claim, article: IRIs; a retracted claim stands nowhere else in the graph.
        property: local name of the claim's property in the graph; empty for `retract`.
        old, new: the value as the text has it and as the curator wrote it; of a retracted
            claim `old` is its whole content and `new` empty.
        quote: the sentence that the claim rests on.
    """

    decision: Decision
    claim: str
    article: str
    property: str
    old: str
    new: str
    quote: str


def stale(decision: Decision, ledger: str, why: str) -> Issue:
    """The issue of a decision that no longer applies.

    Args:
        ledger: what to call the ledger.
        why: what has become of what it speaks of.
    """
    what = " ".join(filter(None, (decision.verdict, decision.left, decision.right)))
    return Issue(
        severity=Severity.WARNING, code="stale-decision", place=f"{ledger}:{decision.line}",
        message=f"{what}: {why}",
    )  # fmt: skip
