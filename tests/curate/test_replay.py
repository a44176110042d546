"""Decisions in a build: replayed every time, told where they no longer apply."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from tests.curate.build import decision

import qjgraph
from qjgraph import pipeline
from qjgraph.curate import DEFAULT, append
from qjgraph.errors import InputError
from qjgraph.pipeline import BuildReport
from qjgraph.query.deciding import ledger_of
from qjgraph.store import dump, open_store, read_manifest

TEXT = (
    "云桥新厂房开工\n\n本报讯 1月8日，云桥新材料产业园项目举行开工仪式，县长卢致远出席。"
    "该项目总投资3.2亿元，位于青石镇。\n"
)


@pytest.fixture
def texts(tmp_path: Path) -> Path:
    folder = tmp_path / "texts"
    folder.mkdir()
    (folder / "a.txt").write_text(TEXT, "utf-8")
    (folder / "b.txt").write_text(TEXT.replace("云桥", "河湾").replace("3.2", "4.5"), "utf-8")
    rows = [f"{name}.txt,2026-01-09,浙江省衢州市衢江区\n" for name in "ab"]
    (folder / "sources.csv").write_text("file,published,home\n" + "".join(rows), "utf-8")
    return folder


@pytest.fixture
def build(texts: Path, tmp_path: Path) -> Callable[..., BuildReport]:
    return lambda **options: pipeline.build([texts], tmp_path / "graph", **options)


def amount(folder: Path, value: str) -> str:
    rows = qjgraph.open(folder).query(f"SELECT ?c WHERE {{ ?c qj:value ?v FILTER(?v = {value}) }}")
    return str(next(iter(rows))["c"])  # type: ignore[index,arg-type,call-overload]


def lines(folder: Path) -> list[str]:
    return list(dump(open_store(folder)))


def codes(report: BuildReport) -> list[str]:
    return [i.code for i in report.issues if i.code.endswith(("decision", "decisions"))]


def test_a_correction_survives_every_build(
    build: Callable[..., BuildReport], tmp_path: Path
) -> None:
    folder = tmp_path / "graph"
    build()
    claim = amount(folder, "320000000")
    append(folder / DEFAULT, [decision("correct", claim, "value=350000000")])
    assert not build().unchanged
    once = lines(folder)
    assert amount(folder, "350000000") == claim
    assert build().unchanged
    build(force=True)
    assert lines(folder) == once


def test_withdrawn_decisions_leave_the_graph_as_it_was(
    build: Callable[..., BuildReport], tmp_path: Path
) -> None:
    folder = tmp_path / "graph"
    build()
    before, claim = lines(folder), amount(folder, "320000000")
    append(folder / DEFAULT, [decision("correct", claim, "value=350000000")])
    build()
    assert lines(folder) != before
    append(folder / DEFAULT, [decision("unsure", claim)])
    report = build()
    assert lines(folder) == before and codes(report) == []


def test_a_decision_whose_text_is_gone_is_told_and_comes_back_with_it(
    build: Callable[..., BuildReport], texts: Path, tmp_path: Path
) -> None:
    folder = tmp_path / "graph"
    build()
    append(folder / DEFAULT, [decision("retract", amount(folder, "320000000"))])
    build()
    once = lines(folder)
    (texts / "a.txt").rename(tmp_path / "a.txt")
    report = build()
    assert codes(report) == ["stale-decision"]
    assert [i.place for i in report.issues if i.code == "stale-decision"] == [
        f"{DEFAULT.as_posix()}:{len((folder / DEFAULT).read_text('utf-8').splitlines())}"
    ]
    (tmp_path / "a.txt").rename(texts / "a.txt")
    assert codes(build()) == [] and lines(folder) == once


def test_a_bad_line_is_an_issue_of_the_build(
    build: Callable[..., BuildReport], tmp_path: Path
) -> None:
    append(tmp_path / "graph" / DEFAULT, [])
    with (tmp_path / "graph" / DEFAULT).open("a", encoding="utf-8") as handle:
        handle.write("x\n")
    assert codes(build()) == ["bad-decision"]


def test_a_build_never_writes_a_ledger(build: Callable[..., BuildReport], tmp_path: Path) -> None:
    build()
    assert not (tmp_path / "graph" / DEFAULT).exists()
    append(tmp_path / "graph" / DEFAULT, [decision("retract", "https://w3id.org/x")])
    before = (tmp_path / "graph" / DEFAULT).read_bytes()
    build(force=True)
    assert (tmp_path / "graph" / DEFAULT).read_bytes() == before


def test_a_named_ledger_is_remembered(build: Callable[..., BuildReport], tmp_path: Path) -> None:
    folder, ledger = tmp_path / "graph", tmp_path / "kept" / "mine.tsv"
    append(ledger, [])
    build(decisions=ledger)
    assert read_manifest(folder).decisions == "../kept/mine.tsv"
    assert ledger_of(folder).resolve() == ledger
    append(ledger, [decision("correct", amount(folder, "320000000"), "unit=USD")])
    build()
    assert read_manifest(folder).decisions == "../kept/mine.tsv"
    assert any("USD" in line for line in lines(folder))


def test_a_ledger_that_is_not_there_stops_the_build(
    build: Callable[..., BuildReport], tmp_path: Path
) -> None:
    with pytest.raises(InputError, match="no such ledger"):
        build(decisions=tmp_path / "typo.tsv")


def test_a_ledger_that_vanished_stops_the_build(
    build: Callable[..., BuildReport], tmp_path: Path
) -> None:
    append(tmp_path / "mine.tsv", [])
    build(decisions=tmp_path / "mine.tsv")
    (tmp_path / "mine.tsv").unlink()
    with pytest.raises(InputError, match="no such ledger"):
        build()


def test_the_order_of_lines_about_different_things_changes_nothing(
    build: Callable[..., BuildReport], tmp_path: Path
) -> None:
    folder, dumps = tmp_path / "graph", []
    build()
    one, two = amount(folder, "320000000"), amount(folder, "450000000")
    made = [decision("correct", one, "value=1"), decision("retract", two)]
    for order in (made, made[::-1]):
        shutil.rmtree(folder / "decisions", ignore_errors=True)
        append(folder / DEFAULT, order)
        build()
        dumps.append(lines(folder))
    assert dumps[0] == dumps[1]


def test_two_processes_with_different_seeds_write_the_same(
    build: Callable[..., BuildReport], texts: Path, tmp_path: Path
) -> None:
    build()
    claim = amount(tmp_path / "graph", "320000000")
    ledger = tmp_path / "mine.tsv"
    append(ledger, [decision("correct", claim, "value=1"), decision("correct", claim, "use=厂房")])
    dumps = set()
    for seed in ("1", "2"):
        out = tmp_path / f"graph{seed}"
        words = ["build", str(texts), "--out", str(out), "--decisions", str(ledger)]
        environment = {**os.environ, "PYTHONHASHSEED": seed}
        subprocess.run([sys.executable, "-m", "qjgraph", *words], env=environment, check=True)
        dumps.add("".join(lines(out)))
    assert len(dumps) == 1
