"""The least F1 that each table may have, set by set: `python -m tools.floors` raises them.

Floors stand in tests/gold/floors.json: set → line → F1.  Each is what was reached when it was
recorded, less a margin; a floor is never lowered here.  A set whose texts are absent keeps its
floors.
"""

from __future__ import annotations

import json
import os
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

import qjgraph
from qjgraph.evaluate import Evaluation, evaluate

ROOT = Path(__file__).resolve().parents[1]
FLOORS = ROOT / "tests" / "gold" / "floors.json"
SHARED = Path(os.environ.get("QJGRAPH_SHARED", ROOT.parent / "shared"))

#: How far a figure may fall below the best one recorded.
MARGIN = 0.01


@dataclass(frozen=True, slots=True, kw_only=True)
class Set:
    """Texts and their gold."""

    texts: Path
    gold: Path

    @property
    def present(self) -> bool:
        """Whether both are there."""
        return self.texts.is_dir() and self.gold.is_dir()

    def evaluate(self) -> Evaluation:
        """Build the texts and score them."""
        with tempfile.TemporaryDirectory(prefix="qjgraph-") as folder:
            qjgraph.build(self.texts, folder)
            return evaluate(self.gold, folder)


SETS: dict[str, Set] = {
    "development": Set(texts=SHARED / "eval/dev/texts", gold=SHARED / "eval/dev/gold"),
    "sample": Set(texts=ROOT / "data/sample", gold=ROOT / "data/gold"),
    "tuning": Set(texts=ROOT / "tests/gold/tuning/texts", gold=ROOT / "tests/gold/tuning/gold"),
    "held": Set(texts=ROOT / "tests/gold/held/texts", gold=ROOT / "tests/gold/held/gold"),
}


def figures(found: Evaluation) -> dict[str, float]:
    """F1 by line, of the lines that have anything to score, and of all tables together."""
    scored = {name: tally.f1 for name, tally in found.total.tallies.items() if not tally.empty}
    return {**scored, "micro": found.total.micro().f1}


def read(path: Path = FLOORS) -> dict[str, dict[str, float]]:
    """The recorded floors."""
    if not path.exists():
        return {}
    found: dict[str, dict[str, float]] = json.loads(path.read_text(encoding="utf-8"))
    return found


def raised(old: dict[str, float], now: dict[str, float]) -> dict[str, float]:
    """Floors below the figures of now, none of them lower than before."""
    floors = {line: max(round(figure - MARGIN, 3), 0.0) for line, figure in now.items()}
    return {line: max(old.get(line, 0.0), floors.get(line, 0.0)) for line in {**old, **floors}}


def main() -> int:
    """Raise the floors of every set that is present."""
    floors = read()
    for name, each in SETS.items():
        if each.present:
            floors[name] = raised(floors.get(name, {}), figures(each.evaluate()))
    FLOORS.write_text(json.dumps(floors, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
