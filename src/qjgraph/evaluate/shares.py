"""Whether confidence means something: how often each rule and bin of confidence was right."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from qjgraph.evaluate.gold import TABLES
from qjgraph.evaluate.score import Finding

#: The lines that judge a claim by all that it states, one for each table.
JUDGED = tuple(
    {"amounts": "amounts+of", "milestones": "milestones+status"}.get(t, t) for t in TABLES
)
#: Bounds of the bins of confidence; a bin holds its lower bound, the last one also 1.
BOUNDS = (0.0, 0.5, 0.8, 0.9, 0.95, 1.0)


@dataclass(slots=True, kw_only=True)
class Share:
    """How often something was right.

    Attributes:
        name: a rule, or a bin (`0.90-0.95`).
        total: sum of the stated confidences, of the facts that state one.
    """

    name: str
    right: int = 0
    wrong: int = 0
    stated: int = 0
    total: float = 0.0

    @property
    def count(self) -> int:
        """All that was judged."""
        return self.right + self.wrong

    @property
    def precision(self) -> float:
        """Share of the right ones."""
        return self.right / self.count if self.count else 0.0

    @property
    def confidence(self) -> float | None:
        """The mean confidence stated; None where none was."""
        return self.total / self.stated if self.stated else None

    def smoothed(self, prior: float, weight: float) -> float:
        """The precision with a Beta prior: as if `weight` more had been seen, `prior` right."""
        return (self.right + prior * weight) / (self.count + weight)

    def add(self, finding: Finding) -> None:
        """Count a right or wrong fact."""
        self.right += finding.verdict == "right"
        self.wrong += finding.verdict == "wrong"
        if finding.confidence is not None:
            self.stated += 1
            self.total += finding.confidence

    def as_json(self) -> dict[str, Any]:
        """Counts and ratios."""
        mean = self.confidence
        return {
            "name": self.name, "right": self.right, "wrong": self.wrong,
            "precision": round(self.precision, 6),
            "confidence": None if mean is None else round(mean, 6),
        }  # fmt: skip


def judged(findings: Iterable[Finding]) -> list[Finding]:
    """The facts that are right or wrong, each once.

    A confidence is one in the whole claim, so an amount is right here where its kind and
    subject are, and a milestone where its status is.
    """
    return [e for e in findings if e.line in JUDGED and e.verdict in ("right", "wrong")]


def by_rule(findings: Iterable[Finding]) -> list[Share]:
    """A share for each rule, by name; the empty name for facts that name no rule."""
    return _shares(findings, lambda finding: finding.rule)


def by_confidence(findings: Iterable[Finding]) -> list[Share]:
    """A share for each bin of confidence that holds a fact, from low to high."""
    return _shares((f for f in findings if f.confidence is not None), _bin)


def _bin(finding: Finding) -> str:
    confidence = finding.confidence or 0.0
    for low, high in pairwise(BOUNDS):
        if confidence < high or high == BOUNDS[-1]:
            return f"{low:.2f}-{high:.2f}"
    raise AssertionError("unreachable")


def _shares(findings: Iterable[Finding], name: Callable[[Finding], str]) -> list[Share]:
    found: dict[str, Share] = {}
    for finding in judged(findings):
        key = name(finding)
        found.setdefault(key, Share(name=key)).add(finding)
    return [found[key] for key in sorted(found)]
