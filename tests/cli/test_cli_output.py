"""Where words go and what they may hold."""

from __future__ import annotations

from pathlib import Path

import pytest

from qjgraph.cli.output import SHOWN, Progress, show_issues, visible, write
from qjgraph.cli.say import Text
from qjgraph.errors import InputError, QjError
from qjgraph.model import Issue, Severity


def issue(severity: Severity, number: int = 1) -> Issue:
    return Issue(severity=severity, code="code", place=f"{severity}-{number}", message="what")


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("plain 文字", "plain 文字"),
        ("a\x1b[31mred", "a [31mred"),
        ("\u202egnp.exe", " gnp.exe"),
        ("two\nlines\tand a tab", "two\nlines\tand a tab"),
        ("\x9b2J", " 2J"),
    ],
)
def test_text_cannot_steer_the_terminal(text: str, shown: str) -> None:
    assert visible(text) == shown


def test_the_gravest_issues_come_first(capsys: pytest.CaptureFixture[str]) -> None:
    show_issues([issue(Severity.WARNING), issue(Severity.ERROR)], Path("x"))
    lines = capsys.readouterr().err.splitlines()
    assert [line.split(": ")[1] for line in lines] == ["error", "warning"]


def test_notes_are_shown_on_request_alone(capsys: pytest.CaptureFixture[str]) -> None:
    show_issues([issue(Severity.NOTE)], Path("x"))
    assert capsys.readouterr().err == ""
    show_issues([issue(Severity.NOTE)], Path("x"), all_of_them=True)
    assert "note-1" in capsys.readouterr().err


def test_many_issues_are_left_to_the_file(capsys: pytest.CaptureFixture[str]) -> None:
    found = [issue(Severity.ERROR, number) for number in range(SHOWN + 5)]
    show_issues(found, Path("out/issues.jsonl"))
    lines = capsys.readouterr().err.splitlines()
    assert len(lines) == SHOWN + 1
    assert "5 more in" in lines[-1] and "issues.jsonl" in lines[-1]


def test_progress_is_silent_without_a_terminal(capsys: pytest.CaptureFixture[str]) -> None:
    with Progress({"read": Text("read", "已读")}) as progress:
        progress("read", 1)
    assert capsys.readouterr().err == ""


def test_progress_is_drawn_and_wiped_on_a_terminal(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.stderr.isatty", lambda: True)
    with Progress({"read": Text("read", "已读")}) as progress:
        progress("read", 6, 12)
        progress("read", 7, 12)  # too soon after the last to be seen
        progress("read", 12, 12)
    drawn = capsys.readouterr().err
    assert "[############............] 6/12 read" in drawn
    assert "7/12" not in drawn
    assert f"[{'#' * 24}] 12/12 read" in drawn
    assert drawn.endswith("\r\x1b[K")


def test_progress_counts_where_the_end_is_unknown(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.stderr.isatty", lambda: True)
    with Progress({"read": Text("read", "已读")}) as progress:
        progress("read", 3)
    assert "3 read" in capsys.readouterr().err


def test_a_file_ends_with_one_line_end(tmp_path: Path) -> None:
    write("words", str(tmp_path / "a"))
    write("words\n", str(tmp_path / "b"))
    assert (tmp_path / "a").read_bytes() == (tmp_path / "b").read_bytes() == b"words\n"


def test_an_error_is_place_problem_and_hint() -> None:
    assert str(InputError("a.txt", "is empty", "fill it")) == "a.txt: is empty; fill it"
    assert str(QjError("a.txt", "is empty")) == "a.txt: is empty"
