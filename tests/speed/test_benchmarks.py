"""The benchmarks run and count right; no time is asserted."""

from __future__ import annotations

import math
import types
from collections.abc import Iterator
from pathlib import Path

import pytest
from benchmarks import building, reading, serving
from benchmarks import questions as asking
from benchmarks.common import ROOT, Stopwatch, markdown

from qjgraph import pipeline
from qjgraph import reading as stages
from qjgraph.query.questions import questions
from qjgraph.store.folder import open_store


class Clock:
    """A clock that the test moves on."""

    now = 0.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    clock = Clock()
    monkeypatch.setattr("benchmarks.common.time.process_time", clock)
    return clock


def test_a_stretch_counts_without_what_is_measured_inside(clock: Clock) -> None:
    watch = Stopwatch()
    watch.start("outer")
    clock.now += 1
    watch.start("inner")
    clock.now += 5
    watch.stop()
    clock.now += 2
    watch.stop()
    assert dict(watch.seconds) == {"outer": 3, "inner": 5}


def test_a_generator_counts_its_own_steps_only(clock: Clock) -> None:
    def steps() -> Iterator[int]:
        clock.now += 1
        yield 1
        clock.now += 2

    module = types.ModuleType("made")
    module.steps = steps  # type: ignore[attr-defined]
    watch = Stopwatch()
    watch.attach(module, "steps", "steps")
    for _ in module.steps():
        clock.now += 100
    assert dict(watch.seconds) == {"steps": 3}


def test_detached_functions_are_the_old_ones() -> None:
    before, watch = stages.cut, Stopwatch()
    watch.attach(stages, "cut", "segment")
    assert stages.cut is not before
    watch.detach()
    assert stages.cut is before


@pytest.mark.parametrize(
    ("value", "written"), [(1234, "1,234"), (1234.5, "1,234"), (1.5, "1.50"), ("a", "a")]
)
def test_a_table_writes_numbers_alike(value: object, written: str) -> None:
    assert markdown(("what", "how much"), [("x", value)]).splitlines()[2] == f"| x | {written} |"


def test_the_reading_is_measured_stage_by_stage(sample: Path) -> None:
    pytest.importorskip("jieba", exc_type=ImportError)
    pages = reading._pages([sample], 3)
    measured = reading.measure("sample", pages, 1)
    assert [one.program for one in measured.speeds] == ["qjgraph", "jieba.posseg", "rjieba.tag"]
    assert math.isclose(measured.speeds[1].to_jieba, 1)
    assert {"segment", "tokens", "mention.people", "relate.events"} <= set(measured.stages)


def test_builds_are_measured_and_their_parts(sample: Path) -> None:
    pytest.importorskip("psutil")
    built = building.measure([sample], 1, 1)
    pages = len(list(sample.glob("*.txt")))
    whole, same, changed = built.runs
    assert (built.pages, whole.read, same.read, changed.read) == (pages, pages, 0, pages)
    assert all(run.quads > 0 and run.memory > 0 for run in (*built.runs, *built.sizes))
    assert min(built.store, built.cache) > 0
    assert {"read texts", "quads", "store", "who is who"} <= set(built.parts)


def test_waits_are_measured_with_and_without_a_hostile_client(sample_graph: Path) -> None:
    found = serving.measure(
        sample_graph, clients=3, pause=0.05, seconds=0.6, rounds=1, timeout=0.4
    )  # fmt: skip
    assert [one.kind for one in found] == list(serving.HOSTILE)
    for one in found:
        assert one.requests > 0 and min(one.quiet_p50, one.p50) > 0
        assert one.quiet_p50 <= one.quiet_p99 and one.p50 <= one.p99
        assert set(one.hostile) <= {413, 504}


def test_a_percentile_is_one_of_the_waits() -> None:
    waits = tuple(n / 1000 for n in range(1, 101))
    stretch = serving.Stretch(waits=waits, statuses=serving.Counter({200: 100}))
    assert [stretch.percentile(part) for part in (0.5, 0.99, 1.0)] == [51, 100, 100]


def test_every_question_is_asked_of_a_graph(tmp_path: Path) -> None:
    pipeline.build([ROOT / "data" / "sample"], tmp_path)
    asked = list(asking.measure(open_store(tmp_path), rounds=1))
    assert [each.number for each in asked] == [each.number for each in questions()]
    assert all(each.rows for each in asked if each.number in (1, 5, 10, 20))


def test_a_question_with_a_step_or_a_needed_parameter_is_not_compared() -> None:
    compared = asking.comparable()
    assert 10 in compared
    assert not {1, 5, 20} & set(compared)
