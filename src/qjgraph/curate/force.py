"""Which decisions hold: the last about each thing, and where they contradict each other."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from qjgraph.judgement import Decision, Verdict
from qjgraph.model import Issue, Severity

_CLAIMS = frozenset((Verdict.CORRECT, Verdict.RETRACT))
_CLAIM = "/claim/"


def is_of_claim(decision: Decision) -> bool:
    """Whether it changes a claim; the others are about who is who."""
    return decision.verdict in _CLAIMS or (
        decision.verdict is Verdict.UNSURE and _CLAIM in decision.left
    )


def in_force(decisions: Iterable[Decision]) -> list[Decision]:
    """The decisions that hold, in their order: of those about the same thing the last.

    What a later line withdraws falls away: a retraction the corrections of its claim,
    a correction the retraction, `unsure` of a claim both.
    """
    kept: dict[tuple[object, ...], dict[str, tuple[int, Decision]]] = {}
    for number, decision in enumerate(decisions):
        about = kept.setdefault(_subject(decision), {})
        own = property_of(decision) if is_of_claim(decision) else ""
        for each in [each for each in about if not own or each in ("", own)]:
            del about[each]
        if not (is_of_claim(decision) and decision.verdict is Verdict.UNSURE):
            about[own] = number, decision
    every = [pair for about in kept.values() for pair in about.values()]
    return [decision for _, decision in sorted(every, key=lambda pair: pair[0])]


def property_of(decision: Decision) -> str:
    """The property that a correction names, in one spelling (`of_name` is `ofname`)."""
    return decision.right.partition("=")[0].strip().replace("_", "").lower()


def _subject(decision: Decision) -> tuple[object, ...]:
    """What a decision is about: a claim, a name, a pair."""
    if is_of_claim(decision):
        return "claim", decision.left
    if decision.verdict is Verdict.RENAME:
        return "name", decision.left
    return "pair", frozenset((decision.left, decision.right))


def contradictions(decisions: Iterable[Decision], place: str) -> Iterator[Issue]:
    """Pairs held to be different that others hold to be the same, perhaps over several steps.

    Args:
        decisions: those in force.
        place: what to call the ledger.
    """
    every = list(decisions)
    same = _Groups((d.left, d.right, d.line) for d in every if d.verdict is Verdict.SAME)
    for decision in every:
        if decision.verdict is Verdict.DIFFERENT and same.joined(decision.left, decision.right):
            lines = ", ".join(map(str, same.lines(decision.left)))
            message = (
                f"{decision.left} and {decision.right} are held to be different, "
                f"and by line {lines} the same; add a line that settles it"
            )
            yield Issue(
                severity=Severity.WARNING, code="contradictory-decisions",
                place=f"{place}:{decision.line}", message=message,
            )  # fmt: skip


class _Groups:
    """Things joined in pairs, as groups."""

    def __init__(self, pairs: Iterable[tuple[str, str, int]]) -> None:
        self._above: dict[str, str] = {}
        self._pairs = list(pairs)
        for left, right, _ in self._pairs:
            self._above[self._top(right)] = self._top(left)

    def _top(self, thing: str) -> str:
        while (above := self._above.get(thing, thing)) != thing:
            self._above[thing] = self._above.get(above, above)
            thing = above
        return thing

    def joined(self, left: str, right: str) -> bool:
        return self._top(left) == self._top(right)

    def lines(self, thing: str) -> list[int]:
        """The lines that made the group of a thing."""
        return [line for left, _, line in self._pairs if self.joined(left, thing)]
