"""How long `qjgraph build` takes, in how much memory, and how that grows.

    python -m benchmarks.building                    # every 8th text of the corpus
    python -m benchmarks.building news/ --every 1 --workers 2 --json out.json

Builds a whole corpus, then again with nothing changed, then with ten texts changed; then parts of
the corpus of growing size.  Each build is the command line in processes of its own, as users run
it; memory is the most that all its processes held together.  On a machine with other work, go by
the processor's seconds, not by the clock's.  One more build in this process shows where they go.
"""

from __future__ import annotations

import argparse
import gzip
import json
import math
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import asdict, dataclass
from itertools import islice
from pathlib import Path
from types import ModuleType
from typing import Any

from benchmarks.common import Stopwatch, machine, markdown, shared
from qjgraph import pipeline
from qjgraph.building import tasks
from qjgraph.building.workers import cores
from qjgraph.model import Issue
from qjgraph.read import read_pages
from qjgraph.store import folder

_STEP = 8
_CHANGED = 10
#: Parts of the corpus that are built to see how time grows.
_SHARES = (1 / 20, 1 / 4, 1 / 2)
#: Functions by which a part of a build is entered.
_PARTS: tuple[tuple[ModuleType, str, str], ...] = (
    (pipeline, "Intake", "read files"), (pipeline, "Corpus", "who is who"),
    (tasks, "_read", "read texts"), (tasks, "_write", "quads"), (folder, "_load", "store"),
)  # fmt: skip

Record = dict[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """Figures of one build.

    Attributes:
        what: was built, and what had changed.
        read, written: pages read and articles written, the rest being kept.
        seconds: by the clock, from the start of the command to its end.
        processor: seconds of all cores and processes.
        memory: most that all processes held together, in MB.
    """

    what: str
    articles: int
    quads: int
    read: int
    written: int
    seconds: float
    processor: float
    memory: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Built:
    """What was measured.

    Attributes:
        growth: exponent of the processor's time of a whole build over the number of articles.
        store: bytes of the database on disk; `cache`: of what is kept for the next build.
        parts: seconds of the processor, by part, in one process.
    """

    pages: int
    kilobytes: float
    workers: int
    runs: tuple[Run, ...]
    sizes: tuple[Run, ...]
    growth: float
    store: int
    cache: int
    parts: dict[str, float]


def main(arguments: Sequence[str] | None = None) -> None:
    """Measure, print the tables, write the figures where `--json` says."""
    options = _options(arguments)
    about = machine("qjgraph", "pyoxigraph")
    built = measure(options.paths, options.every, options.workers)
    if options.json:
        figures = {"machine": about, "built": asdict(built)}
        options.json.write_text(json.dumps(figures, ensure_ascii=False, indent=1) + "\n", "utf-8")
    print("  \n".join(f"{key} {value}" for key, value in about.items()))
    head = f"{built.pages} pages, {built.kilobytes:,.0f} KB, {built.workers} workers"
    print(f"\n### build: {head}\n")
    print(_runs((*built.runs, *built.sizes)), _figures(built), _parts(built), sep="\n\n")


def _options(arguments: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.building", description=__doc__)
    corpus = shared() / "corpora" / "xwlb.jsonl.gz"
    parser.add_argument("paths", nargs="*", type=Path, default=[corpus], help="what to build")
    parser.add_argument("--every", type=int, default=_STEP, help="every n-th page (default 8)")
    parser.add_argument("--workers", type=int, default=cores(), help="default: the cores")
    parser.add_argument("--json", type=Path, help="write the figures there too")
    return parser.parse_args(arguments)


def measure(paths: Sequence[Path], every: int, workers: int) -> Built:
    """Build every n-th page of some paths as the command line does."""
    for path in paths:
        if not path.exists():
            sys.exit(f"{path}: not there; name texts to build")
    records = list(_records(paths, every))
    with tempfile.TemporaryDirectory() as place:
        source, out = Path(place) / "texts.jsonl.gz", Path(place) / "graph"
        runs = list(_steps(records, source, out, workers))
        store, cache = _size(out / "store"), _size(out / "cache.sqlite")
        sizes = [_part(records, share, Path(place), workers) for share in _SHARES]
        _write(records, source)
        parts = _timed(source, Path(place) / "parts")
    size = sum(len(record["text"].encode()) for record in records)
    return Built(
        pages=len(records), kilobytes=size / 1000, workers=workers, runs=tuple(runs),
        sizes=tuple(sizes), growth=_exponent((*sizes, runs[0])), store=store, cache=cache,
        parts=parts,
    )  # fmt: skip


def _steps(records: list[Record], source: Path, out: Path, workers: int) -> Iterator[Run]:
    """The whole corpus, then what changes."""
    _write(records, source)
    yield _run("all", source, out, workers)
    yield _run("nothing changed", source, out, workers)
    step = max(1, len(records) // _CHANGED)
    changed = [
        {**record, "text": record["text"] + "\n以上内容有更正。"}
        if n % step == step // 2
        else record
        for n, record in enumerate(records)
    ]
    _write(changed, source)
    yield _run(f"{sum(a is not b for a, b in zip(records, changed, strict=True))} changed",
               source, out, workers)  # fmt: skip


def _part(records: list[Record], share: float, place: Path, workers: int) -> Run:
    """A whole build of texts spread over the corpus."""
    source, out = place / f"{share}.jsonl.gz", place / f"graph-{share}"
    _write(records[:: round(1 / share)], source)
    return _run(f"1/{round(1 / share)}", source, out, workers)


def _exponent(runs: Sequence[Run]) -> float:
    """How time grows with the texts, from the second-smallest on: a start takes a second."""
    first, last = runs[1], runs[-1]
    return math.log(last.processor / first.processor) / math.log(last.articles / first.articles)


# ------------------------------------------------------------------------- one build


def _run(what: str, source: Path, out: Path, workers: int) -> Run:
    command = [
        sys.executable, "-m", "qjgraph", "build", str(source), "--out", str(out), "--json",
        "--workers", str(workers),
    ]  # fmt: skip
    begin, before = time.perf_counter(), _of_children()
    with tempfile.TemporaryFile() as told:
        process = subprocess.Popen(command, stdout=told, stderr=subprocess.DEVNULL)
        memory = _watched(process)
        seconds = time.perf_counter() - begin
        told.seek(0)
        report: dict[str, Any] = json.load(told)
    return Run(
        what=what, articles=report["articles"], quads=report["quads"], read=report["read"],
        written=report["written"], seconds=seconds, processor=_of_children() - before,
        memory=memory,
    )  # fmt: skip


def _of_children() -> float:
    """Seconds of the processor that processes which have ended took."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def _watched(process: subprocess.Popen[bytes]) -> float:
    """Waits for a process; the most that it and its children held at a time, in MB."""
    import psutil

    most, top = 0, psutil.Process(process.pid)
    while process.poll() is None:
        held = 0
        with suppress(psutil.Error):
            for each in (top, *top.children(recursive=True)):
                with suppress(psutil.Error):
                    held += each.memory_info().rss
        most = max(most, held)
        time.sleep(0.2)
    return most / 1e6


def _timed(source: Path, out: Path) -> dict[str, float]:
    watch = Stopwatch()
    for holder, function, part in _PARTS:
        watch.attach(holder, function, part)
    watch.start("the rest")
    try:
        pipeline.build([source], out)
    finally:
        watch.stop()
        watch.detach()
    return dict(watch.seconds)


# -------------------------------------------------------------------------- the texts


def _records(paths: Sequence[Path], every: int) -> Iterator[Record]:
    """The chosen pages as records."""
    issues: list[Issue] = []
    for page in islice(read_pages(paths, on_issue=issues.append), 0, None, every):
        day = page.context.published
        yield {
            "id": page.id, "text": page.raw, "published": day.isoformat() if day else "",
            "home": page.context.home, "source": page.context.source,
        }  # fmt: skip


def _write(records: Sequence[Record], target: Path) -> None:
    with gzip.open(target, "wt", encoding="utf-8") as file:
        file.writelines(json.dumps(record, ensure_ascii=False) + "\n" for record in records)


def _size(path: Path) -> int:
    files = path.rglob("*") if path.is_dir() else (path,)
    return sum(each.stat().st_size for each in files if each.is_file())


# ------------------------------------------------------------------------- the tables


def _runs(runs: Sequence[Run]) -> str:
    rows = [
        (r.what, r.articles, r.quads, r.read, r.written, r.seconds, r.processor, r.memory)
        for r in runs
    ]  # fmt: skip
    columns = (
        "built", "articles", "quads", "read", "written", "seconds", "processor", "MB",
    )  # fmt: skip
    return markdown(columns, rows)


def _figures(built: Built) -> str:
    whole = built.runs[0]
    rows = [
        ("exponent of growth", built.growth),
        ("KB of text a second", built.kilobytes / whole.seconds),
        ("MB of database", built.store / 1e6), ("bytes a quad", built.store / whole.quads),
        ("MB of cache", built.cache / 1e6),
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
