"""How the time of deciding who is who grows with the corpus: `python -m benchmarks.identity`.

The texts are read once; then the first 2,500, 5,000, 10,000 and all of them are resolved, each in
one go on one core.  Reading is not counted.
"""

from __future__ import annotations

import argparse
import json
import math
import time
from collections.abc import Sequence
from pathlib import Path

from benchmarks.common import markdown, shared
from qjgraph.pipeline import read_page
from qjgraph.read import read_pages
from qjgraph.resolve import Note, Register, identify, note

COLUMNS = ("articles", "atoms", "entities", "unsure", "noted s", "decided s")
_SIZES = (2500, 5000, 10_000, 20_000)


def main(arguments: Sequence[str] | None = None) -> None:
    """Prints a table of sizes and seconds, and the exponent of growth."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("paths", nargs="*", type=Path, help="texts (default: the shared corpus)")
    parser.add_argument("--json", type=Path, help="write the figures there too")
    asked = parser.parse_args(arguments)
    paths = asked.paths or [shared() / "corpora" / "xwlb.jsonl.gz"]
    notes = [
        note(doc)
        for page in read_pages(paths, on_issue=lambda issue: None)
        for doc in read_page(page, lambda issue: None)
    ]
    figures = [_measured(notes[:size]) for size in _SIZES]
    print(markdown(COLUMNS, [[each[column] for column in COLUMNS] for each in figures]))
    first, last = figures[0], figures[-1]
    grown = math.log(last["seconds"] / first["seconds"]) / math.log(
        last["articles"] / first["articles"]
    )
    print(f"exponent of growth: {grown:.2f}")
    if asked.json:
        asked.json.write_text(json.dumps({"sizes": figures, "exponent": grown}, indent=2) + "\n")


def _measured(notes: Sequence[Note]) -> dict[str, float]:
    """Figures of the first documents, by their notes."""
    register, begin = Register(), time.perf_counter()
    for each in notes:
        register.take(each)
    noted = time.perf_counter() - begin
    begin = time.perf_counter()
    identity = identify(register)
    decided = time.perf_counter() - begin
    return {
        "articles": len(notes), "atoms": len(register.atoms), "entities": len(set(identity.iris)),
        "unsure": sum(judgement.verdict == "unsure" for judgement in identity.judgements),
        "noted s": noted, "decided s": decided, "seconds": noted + decided,
    }  # fmt: skip


if __name__ == "__main__":
    main()
