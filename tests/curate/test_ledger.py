"""The ledger: what is appended reads back, and damage costs its own line alone."""

from __future__ import annotations

import multiprocessing
import os
import signal
import sys
import time
from pathlib import Path

import pytest
from tests.curate.build import decision

from qjgraph.curate import append, parse, read_ledger
from qjgraph.errors import InputError
from qjgraph.judgement import Decision
from qjgraph.model import Issue, Severity

A, B, C = (f"https://w3id.org/qjgraph/id/person-{n * 16}" for n in "abc")
CLAIM = f"https://w3id.org/qjgraph/claim/{'d' * 16}"


def read(path: Path) -> tuple[list[Decision], list[Issue]]:
    issues: list[Issue] = []
    return read_ledger(path, issues.append), issues


def row(*cells: str) -> str:
    return "\t".join(cells) + "\n"


def good(right: str = B) -> str:
    return row(A, right, "same", "陈一诺", "2026-01-12", "同一人")


def test_no_file_is_no_decision(tmp_path: Path) -> None:
    assert read(tmp_path / "none.tsv") == ([], [])


@pytest.mark.parametrize(
    "written",
    [
        decision("same", A, B),
        decision("different", A, "https://w3id.org/qjgraph/article/0123456789abcdef"),
        decision("rename", A, "蓝秀珍"),
        decision("correct", CLAIM, "date=2026-03"),
        decision("correct", CLAIM, "use="),
        decision("retract", CLAIM),
        decision("unsure", CLAIM, why=""),
        decision("retract", CLAIM, why="两行\n理由\t制表\\n不是换行\r"),
        decision("retract", CLAIM, why="=cmd|' /C calc'!A0", who="# 井号"),
    ],
)
def test_what_is_appended_reads_back(written: Decision, tmp_path: Path) -> None:
    path = tmp_path / "deep" / "ledger.tsv"
    append(path, [written])
    (found,), issues = read(path)
    assert found.line == len(path.read_text("utf-8").splitlines())
    assert issues == []
    cells = ("verdict", "left", "right", "who", "when")
    assert [getattr(found, c) for c in cells] == [getattr(written, c) for c in cells]
    assert found.why == written.why.strip()


def test_the_header_is_written_once_and_teaches_the_columns(tmp_path: Path) -> None:
    path = tmp_path / "ledger.tsv"
    append(path, [decision("same", A, B)])
    before = path.read_bytes()
    append(path, [decision("same", A, C)])
    assert path.read_bytes().startswith(before)
    text = path.read_text("utf-8")
    for column in ("left", "right", "verdict", "who", "when", "why"):
        assert text.count(f"# {column} ") == 1


@pytest.mark.parametrize(
    "wrong",
    [
        decision("same", "张三", B),
        decision("same", A, A),
        decision("rename", A, ""),
        decision("correct", CLAIM, "stage"),
        decision("retract", CLAIM, who=""),
        decision("retract", CLAIM, why="响铃\a"),
    ],
)
def test_what_would_not_read_back_is_not_written(wrong: Decision, tmp_path: Path) -> None:
    path = tmp_path / "ledger.tsv"
    with pytest.raises(InputError, match="nothing was written"):
        append(path, [decision("same", A, C), wrong])
    assert not path.exists() or read(path)[0] == []


@pytest.mark.parametrize(
    "line, problem",
    [
        (row("x"), "1 cells"),
        (row(A, B, "equal", "甲", "2026-01-12", ""), "'equal'"),
        (row(A, B, "same", "甲", "12.1.2026", ""), "no day"),
        (row(A, B, "same", "甲", "2026-02-30", ""), "day"),
        (row(A, B, "same", "甲", "20260112", ""), "no day"),
        (row("张三", B, "same", "甲", "2026-01-12", ""), "no IRI"),
        (row(A, B, "same", "", "2026-01-12", ""), "who"),
        (row(A, "x", "retract", "甲", "2026-01-12", ""), "takes none"),
        (row(A, B, "same", "甲", "2026-01-12", "\x1b[2J"), "U+001B"),
    ],
)
def test_a_bad_line_is_an_issue_with_its_number(line: str, problem: str, tmp_path: Path) -> None:
    path = tmp_path / "ledger.tsv"
    path.write_text(good() + line + good(C), "utf-8")
    found, issues = read(path)
    assert [each.right for each in found] == [B, C]
    (issue,) = issues
    assert issue.severity is Severity.ERROR and issue.place == f"{path}:2"
    assert problem in issue.message


def test_bytes_that_are_no_text_cost_their_line() -> None:
    issues: list[Issue] = []
    data = good().encode() + b"\xff\xfe\tx\n" + good(C).encode()
    assert [each.line for each in parse(data, "ledger", issues.append)] == [1, 3]
    assert [issue.place for issue in issues] == ["ledger:2"]


def test_windows_line_ends_a_mark_and_comments_are_read(tmp_path: Path) -> None:
    path = tmp_path / "ledger.tsv"
    path.write_bytes(b"\xef\xbb\xbf# x\r\n\r\n" + good().replace("\n", "\r\n").encode())
    found, issues = read(path)
    assert [(each.line, each.why) for each in found] == [(3, "同一人")] and issues == []


@pytest.mark.parametrize("cut", [3, 60, -20])
def test_a_torn_last_line_is_told_and_does_not_eat_the_next(cut: int, tmp_path: Path) -> None:
    path = tmp_path / "ledger.tsv"
    path.write_bytes(good().encode() + good(C).encode()[:cut])
    found, issues = read(path)
    assert [each.right for each in found] == [B]
    assert ["cut off" in issue.message for issue in issues] == [True]
    append(path, [decision("retract", CLAIM)])
    found, issues = read(path)
    assert [each.verdict for each in found] == ["same", "retract"]
    assert [issue.place for issue in issues] == [f"{path}:2"]


def test_a_whole_last_line_without_its_end_counts(tmp_path: Path) -> None:
    path = tmp_path / "ledger.tsv"
    path.write_text(good() + good(C).rstrip("\n"), "utf-8")
    found, issues = read(path)
    assert [each.right for each in found] == [B, C]
    assert [issue.severity for issue in issues] == [Severity.NOTE]


def _append_for_ever(path: Path, name: str) -> None:
    while True:
        append(path, [decision("retract", CLAIM, who=name, why="长" * 3000)])


@pytest.mark.skipif(sys.platform == "win32", reason="kills by signal")
def test_writers_killed_in_the_middle_leave_whole_lines(tmp_path: Path) -> None:
    path = tmp_path / "ledger.tsv"
    context = multiprocessing.get_context("spawn")
    writers = [context.Process(target=_append_for_ever, args=(path, n)) for n in ("甲", "乙")]
    for writer in writers:
        writer.start()
    until, both = time.monotonic() + 60, ("\t甲\t".encode(), "\t乙\t".encode())
    written = b""
    while time.monotonic() < until and not all(written.count(name) > 9 for name in both):
        time.sleep(0.01)
        written = path.read_bytes() if path.exists() else b""
    for writer in writers:
        assert writer.pid is not None
        os.kill(writer.pid, signal.SIGKILL)
        writer.join()
    append(path, [decision("retract", CLAIM, who="丙")])
    found, issues = read(path)
    assert found[-1].who == "丙" and len(found) > 18
    assert {each.who for each in found} == {"甲", "乙", "丙"}
    assert {len(each.why) for each in found[:-1]} == {3000}
    assert len(issues) <= len(writers)
