"""How often each rule was right, beside the confidence that it states.

    python -m tools.calibrate                     all sets of tools/floors.py that are present
    python -m tools.calibrate tuning held         some of them
    python -m tools.calibrate tuning --apply      put the proposals into data/lexicon/rules/*.yaml

A proposal is the rule's precision with a Beta prior: as if `--weight` further facts had been
read, as many of them right as in all rules of the same file.  So a rule seen five times stays
near its family, one seen two hundred times states what it did.  A rule with fewer than `--least`
facts gets none.

Where a reading states a share of its rule's confidence, the proposal allows for it: what the
graph states is what should be right as often as it says.
"""

from __future__ import annotations

import argparse
import re
import sys
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from qjgraph.evaluate.score import Finding
from qjgraph.evaluate.shares import Share, by_confidence, by_rule
from qjgraph.lexicon.rules import Rule, all_rules
from tools.floors import SETS

RULES = Path(__file__).resolve().parents[1] / "data" / "lexicon" / "rules"
#: No rule is sure beyond this, and none is kept that would be less sure than that.
MOST, LEAST = 0.99, 0.3


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposal:
    """A rule, what was seen of it and the confidence that this suggests."""

    rule: Rule
    share: Share
    smoothed: float
    confidence: float


def findings(names: Iterable[str]) -> list[Finding]:
    """What became of each fact of the named sets; an article of two sets counts once."""
    seen: set[str] = set()
    found: list[Finding] = []
    for name in names:
        here = SETS[name].evaluate()
        found += [each for each in here.findings if each.article not in seen]
        seen |= set(here.articles)
    return found


def proposals(found: Sequence[Finding], *, weight: float, least: int) -> list[Proposal]:
    """What the findings suggest, for every rule of which enough was seen."""
    shares = {share.name: share for share in by_rule(found)}
    families: dict[str, Share] = {}
    whole = Share(name="")
    for rule in all_rules():
        if rule.id in shares:
            family = families.setdefault(_family(rule), Share(name=_family(rule)))
            for share in (family, whole):
                share.right += shares[rule.id].right
                share.wrong += shares[rule.id].wrong
    return [
        _proposal(rule, shares[rule.id], families[_family(rule)].smoothed(whole.precision, weight),
                  weight)
        for rule in all_rules()
        if rule.id in shares and shares[rule.id].count >= least
    ]  # fmt: skip


def _family(rule: Rule) -> str:
    """The file of a rule."""
    return rule.place.partition(",")[0]


def _proposal(rule: Rule, share: Share, prior: float, weight: float) -> Proposal:
    smoothed = share.smoothed(prior, weight)
    stated = share.confidence or rule.confidence
    wanted = smoothed * rule.confidence / stated
    return Proposal(
        rule=rule,
        share=share,
        smoothed=smoothed,
        confidence=round(min(max(wanted, LEAST), MOST), 2),
    )


# ------------------------------------------------------------------------------ words


def table(proposed: Sequence[Proposal]) -> str:
    """The proposals, the rules seen most often first."""
    head = f"{'rule':<26}{'right':>6}{'wrong':>6}{'prec':>7}{'smooth':>8}{'stated':>8}{'now':>6}"
    lines = [f"{head}{'new':>6}"]
    for each in sorted(proposed, key=lambda each: (-each.share.count, each.rule.id)):
        share, stated = each.share, each.share.confidence or 0.0
        lines.append(
            f"{each.rule.id:<26}{share.right:>6}{share.wrong:>6}{share.precision:>7.2f}"
            f"{each.smoothed:>8.3f}{stated:>8.3f}{each.rule.confidence:>6.2f}"
            f"{each.confidence:>6.2f}"
        )
    return "\n".join(lines) + "\n"


def bins(found: Sequence[Finding]) -> str:
    """Precision by confidence."""
    lines = [f"{'confidence':<14}{'right':>6}{'wrong':>6}{'prec':>7}"]
    lines += [
        f"{share.name:<14}{share.right:>6}{share.wrong:>6}{share.precision:>7.3f}"
        for share in by_confidence(found)
    ]
    return "\n".join(lines) + "\n"


# ---------------------------------------------------------------------------- writing


def put(text: str, values: dict[str, float]) -> str:
    """A file of rules with other confidences, nothing else changed."""
    for rule, confidence in values.items():
        pattern = rf"(^- id: {re.escape(rule)}\n(?:  .*\n)*?  confidence: )[\d.]+"
        text = re.sub(pattern, rf"\g<1>{confidence:g}", text, count=1, flags=re.M)
    return text


def write(proposed: Iterable[Proposal]) -> None:
    """Put the proposals into the files of the rules."""
    values = {each.rule.id: each.confidence for each in proposed}
    for path in sorted(RULES.glob("*.yaml")):
        path.write_text(put(path.read_text(encoding="utf-8"), values), encoding="utf-8")


def main(arguments: Sequence[str] | None = None) -> int:
    """Print what was found; write it where asked."""
    here = [name for name, each in SETS.items() if each.present]
    parser = argparse.ArgumentParser(prog="tools.calibrate", description=__doc__.split("\n")[0])
    parser.add_argument("sets", nargs="*", metavar="SET", help=f"of {', '.join(here)}")
    parser.add_argument("--weight", type=float, default=10.0, help="of the prior, in facts")
    parser.add_argument("--least", type=int, default=5, help="facts that a rule needs")
    parser.add_argument("--apply", action="store_true", help="write data/lexicon/rules/*.yaml")
    options = parser.parse_args(arguments)
    unknown = sorted(set(options.sets) - set(here))
    if unknown:
        parser.error(f"no set {', '.join(unknown)}: there are {', '.join(here)}")
    found = findings(options.sets or here)
    proposed = proposals(found, weight=options.weight, least=options.least)
    sys.stdout.write(f"{table(proposed)}\n{bins(found)}")
    if options.apply:
        write(proposed)
    return 0


if __name__ == "__main__":
    sys.exit(main())
