"""Where the time of `qjgraph build` goes, and what the graph weighs.

    python -m benchmarks.building                    # every 8th text of the corpus
    python -m benchmarks.building news/ --every 1 --json out.json

Builds in one process into a folder that is removed again.  Seconds are of the processor.
"""

from __future__ import annotations

import argparse
import gzip
import json
import resource
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from itertools import islice
from pathlib import Path

from benchmarks.common import Stopwatch, machine, markdown, shared
from qjgraph import pipeline
from qjgraph.model import Issue
from qjgraph.read import read_pages

_STEP = 8
#: The pipeline's functions and what of a build they are.
_PARTS = {
    "_fingerprint": "fingerprint of the input", "read_pages": "read files",
    "read_page": "read texts", "identify": "identify", "quads": "quads", "shared_quads": "quads",
    "build_store": "store",
}  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Built:
    """Figures of one build.

    Attributes:
        wall: seconds by the clock; `parts`: of the processor, by part.
        store: bytes of the database on disk.
        peak: most memory held, in MB.
    """

    pages: int
    kilobytes: float
    articles: int
    claims: int
    quads: int
    wall: float
    parts: dict[str, float]
    store: int
    peak: float


def main(arguments: Sequence[str] | None = None) -> None:
    """Build, print the figures, write them where `--json` says."""
    options = _options(arguments)
    built = measure(options.paths, options.every)
    about = machine("qjgraph", "pyoxigraph")
    if options.json:
        figures = {"machine": about, "built": asdict(built)}
        options.json.write_text(json.dumps(figures, ensure_ascii=False, indent=1) + "\n", "utf-8")
    print("  \n".join(f"{key} {value}" for key, value in about.items()))
    print(f"\n### build: {built.pages} pages, {built.kilobytes:,.0f} KB\n")
    print(_figures(built), _parts(built), sep="\n\n")


def _options(arguments: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.building", description=__doc__)
    corpus = shared() / "corpora" / "xwlb.jsonl.gz"
    parser.add_argument("paths", nargs="*", type=Path, default=[corpus], help="what to build")
    parser.add_argument("--every", type=int, default=_STEP, help="every n-th page (default 8)")
    parser.add_argument("--json", type=Path, help="write the figures there too")
    return parser.parse_args(arguments)


def measure(paths: Sequence[Path], every: int) -> Built:
    """Build every n-th page of some paths as the command line does."""
    for path in paths:
        if not path.exists():
            sys.exit(f"{path}: not there; name texts to build")
    with tempfile.TemporaryDirectory() as folder:
        source, out = Path(folder) / "texts.jsonl.gz", Path(folder) / "graph"
        pages, size = _sample(paths, every, source)
        watch = Stopwatch()
        for function, part in _PARTS.items():
            watch.attach(pipeline, function, part)
        begin = time.perf_counter()
        watch.start("the rest")
        try:
            report = pipeline.build([source], out)
        finally:
            watch.stop()
            watch.detach()
        return Built(
            pages=pages, kilobytes=size / 1000, articles=report.articles, claims=report.claims,
            quads=report.quads, wall=time.perf_counter() - begin, parts=dict(watch.seconds),
            store=sum(p.stat().st_size for p in (out / "store").rglob("*") if p.is_file()),
            peak=resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
        )  # fmt: skip


def _sample(paths: Sequence[Path], every: int, target: Path) -> tuple[int, int]:
    """Write the chosen pages as records; their number and their bytes."""
    issues: list[Issue] = []
    count = size = 0
    with gzip.open(target, "wt", encoding="utf-8") as file:
        for page in islice(read_pages(paths, on_issue=issues.append), 0, None, every):
            day = page.context.published
            record = {
                "id": page.id, "text": page.raw, "published": day.isoformat() if day else "",
                "home": page.context.home, "source": page.context.source,
            }  # fmt: skip
            file.write(json.dumps(record, ensure_ascii=False) + "\n")
            count, size = count + 1, size + len(page.raw.encode())
    return count, size


def _figures(built: Built) -> str:
    rows = [
        ("articles", built.articles), ("claims", built.claims), ("quads", built.quads),
        ("seconds by the clock", built.wall), ("KB of text a second", built.kilobytes / built.wall),
        ("MB on disk", built.store / 1e6), ("bytes a quad", built.store / built.quads),
        ("peak MB of memory", built.peak),
    ]  # fmt: skip
    return markdown(("figure", "value"), rows)


def _parts(built: Built) -> str:
    total = sum(built.parts.values())
    rows = [
        (part, seconds, f"{100 * seconds / total:.1f} %")
        for part, seconds in sorted(built.parts.items(), key=lambda item: -item[1])
    ]
    return markdown(("part", "seconds", "share"), [*rows, ("all", total, "100 %")])


if __name__ == "__main__":
    main()
