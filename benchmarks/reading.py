"""The speed of the reading (page to claims) beside jieba's and rjieba's tagging.

    python -m benchmarks.reading                   # the corpus and the composed articles
    python -m benchmarks.reading news/ more.jsonl  # texts of your own
    python -m benchmarks.reading --json out.json

All programs see the same texts in one process, turn by turn, so that a busy machine slows all
alike.  Seconds are of the processor, of one thread, after a warm-up; each figure is the median
of the rounds.  Sizes are of the texts in UTF-8.
"""

from __future__ import annotations

import argparse
import json
import logging
import sys
import time
import warnings
from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict, dataclass
from itertools import islice, pairwise
from pathlib import Path
from statistics import median
from types import ModuleType

from benchmarks.common import ROOT, Stopwatch, machine, markdown, shared
from qjgraph import reading
from qjgraph.model import Issue, Page
from qjgraph.read import read_pages

#: What of the corpus is read where nothing else is asked for: every so-manieth text.
_STEP = 60
_WARM_UP = 20
#: Functions of the stages' modules by which a stage is entered.
_ENTRIES = ("find", "relate", "link")
_STAGES = ("qjgraph.mention.", "qjgraph.relate.")
_OWN = {"cut": "segment", "tokens": "tokens", "reader": "relate.subjects"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Speed:
    """What one program did on one set of texts.

    Attributes:
        to_jieba: how many times as fast as jieba's tagging it was in all; `page`: on the
            median page, since single pages may cost jieba as much as all others together.
    """

    program: str
    kb_per_second: float
    to_jieba: float
    page: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Measured:
    """All that was measured on one set of texts."""

    texts: str
    pages: int
    kilobytes: float
    speeds: tuple[Speed, ...]
    stages: dict[str, float]


def main(arguments: Sequence[str] | None = None) -> None:
    """Measure, print the tables, write the figures where `--json` says."""
    options = _options(arguments)
    measured = [
        measure(name, pages, options.rounds) for name, pages in _sets(options) if pages
    ]  # fmt: skip
    about = machine("qjgraph", "jieba", "rjieba", "pyahocorasick")
    if options.json:
        figures = {"machine": about, "measured": [asdict(one) for one in measured]}
        options.json.write_text(json.dumps(figures, ensure_ascii=False, indent=1) + "\n", "utf-8")
    print("  \n".join(f"{key} {value}" for key, value in about.items()))
    for one in measured:
        print(f"\n### {one.texts}: {one.pages} pages, {one.kilobytes:,.0f} KB\n")
        print(_speed_table(one), _stage_table(one), sep="\n\n")


def _options(arguments: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.reading", description=__doc__)
    parser.add_argument("paths", nargs="*", type=Path, help="texts, JSONL, CSV or folders of them")
    parser.add_argument("--every", type=int, default=0, help="read every n-th page only")
    parser.add_argument("--rounds", type=int, default=5, help="turns of every program (default 5)")
    parser.add_argument("--json", type=Path, help="write the figures there too")
    return parser.parse_args(arguments)


def _sets(options: argparse.Namespace) -> Iterator[tuple[str, list[Page]]]:
    """The texts asked for; else the corpus and the composed articles, as far as they are here."""
    if options.paths:
        yield "texts", _pages(options.paths, options.every or 1)
        return
    corpus = shared() / "corpora" / "xwlb.jsonl.gz"
    if corpus.is_file():
        yield "national news", _pages([corpus], options.every or _STEP)
    yield "local news", _pages(list(filter(Path.is_dir, _composed())), options.every or 1)


def _composed() -> Iterator[Path]:
    """The folders of composed articles; one alone is too small for a steady figure."""
    yield shared() / "eval" / "dev" / "texts"
    yield ROOT / "data" / "sample"
    yield ROOT / "data" / "counties" / "texts"
    for part in ("held", "tuning"):
        yield ROOT / "tests" / "gold" / part / "texts"


def _pages(paths: Sequence[Path], every: int) -> list[Page]:
    issues: list[Issue] = []
    return list(islice(read_pages(paths, on_issue=issues.append), 0, None, every))


# ------------------------------------------------------------------------- measuring


def measure(name: str, pages: list[Page], rounds: int) -> Measured:
    """Let every program read the pages in turn, then the reading again stage by stage."""
    size = sum(len(page.raw.encode()) for page in pages) / 1000
    programs = _programs()
    for run in programs.values():
        _seconds(run, pages[:_WARM_UP])
    rounds_of: dict[str, list[list[float]]] = {program: [] for program in programs}
    for _ in range(rounds):
        for program, run in programs.items():
            rounds_of[program].append(_seconds(run, pages))
    speeds = (_speed(program, size, taken, rounds_of) for program, taken in rounds_of.items())
    return Measured(
        texts=name, pages=len(pages), kilobytes=size, speeds=tuple(speeds), stages=_stages(pages)
    )


def _speed(
    program: str, size: float, taken: list[list[float]], all_taken: dict[str, list[list[float]]]
) -> Speed:
    beside = all_taken["jieba.posseg"]
    own, other = (list(map(min, zip(*rounds, strict=True))) for rounds in (taken, beside))
    return Speed(
        program=program,
        kb_per_second=size / median(map(sum, taken)),
        to_jieba=median(sum(b) / sum(a) for a, b in zip(taken, beside, strict=True)),
        page=median(b / a for a, b in zip(own, other, strict=True)),
    )


def _seconds(run: Callable[[Page], object], pages: Sequence[Page]) -> list[float]:
    """Seconds of each page."""
    marks = [time.process_time()]
    for page in pages:
        run(page)
        marks.append(time.process_time())
    return [after - before for before, after in pairwise(marks)]


def _programs() -> dict[str, Callable[[Page], object]]:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            import jieba
            from jieba import posseg
        except ImportError:
            sys.exit("jieba is not installed: pip install 'qjgraph[bench]'")
    import rjieba

    jieba.setLogLevel(logging.WARNING)
    return {
        "qjgraph": _read,
        "jieba.posseg": lambda page: list(posseg.cut(page.raw)),
        "rjieba.tag": lambda page: rjieba.tag(page.raw),
    }


def _read(page: Page) -> None:
    """The whole reading of a page; what cannot be read must not look fast."""
    issues: list[Issue] = []
    for _ in reading.read_page(page, issues.append):
        pass
    for issue in issues:
        if issue.code == "unreadable-article":
            raise RuntimeError(f"{issue.place}: {issue.message}")


def _stages(pages: Sequence[Page]) -> dict[str, float]:
    """Seconds by stage, in the order in which the pipeline comes to them."""
    watch, kept = Stopwatch(), dict(vars(reading))
    entered = [
        (module, entry, module.__name__.removeprefix("qjgraph."))
        for module in kept.values()
        if isinstance(module, ModuleType) and module.__name__.startswith(_STAGES)
        for entry in _ENTRIES
        if hasattr(module, entry)
    ]
    entered += [(reading, entry, stage) for entry, stage in _OWN.items() if entry in kept]
    for holder, entry, stage in entered:
        watch.attach(holder, entry, stage)
    try:
        for page in pages:
            watch.start("the rest")
            _read(page)
            watch.stop()
    finally:
        watch.detach()
    return dict(watch.seconds)


# -------------------------------------------------------------------------- printing


def _speed_table(one: Measured) -> str:
    rows = [
        (speed.program, speed.kb_per_second, speed.to_jieba, speed.page) for speed in one.speeds
    ]
    return markdown(("program", "KB/s", "times jieba.posseg", "on the median page"), rows)


def _stage_table(one: Measured) -> str:
    total = sum(one.stages.values())
    rows = [
        (stage, 1000 * seconds / one.pages, f"{100 * seconds / total:.1f} %")
        for stage, seconds in sorted(one.stages.items(), key=lambda item: -item[1])
    ]
    rows.append(("all", 1000 * total / one.pages, "100 %"))
    return markdown(("stage", "ms a page", "share"), rows)


if __name__ == "__main__":
    main()
