"""A build that is killed leaves a whole graph, and the next one equals a clean build."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from tests.building.folder import Folder, kept, lines

ROOT = Path(__file__).resolve().parents[2]

#: Runs a build that kills itself at the n-th call of a function, before or after it.
PROGRAM = """
import os, signal, sys
from pathlib import Path
from unittest import mock
from qjgraph import pipeline
from qjgraph.building import workers
from qjgraph.store import cache, folder
from tests.building.folder import small_steps

texts, out, where, name, number, when, few = sys.argv[1:]
holder = {"cache": cache.Cache, "change": cache.Change, "folder": folder, "path": Path}[where]
inner, calls = getattr(holder, name), 0

def deadly(*args, **options):
    global calls
    calls += 1
    if calls == int(number) and when == "before":
        os.kill(os.getpid(), signal.SIGKILL)
    result = inner(*args, **options)
    if calls == int(number) and when == "after":
        os.kill(os.getpid(), signal.SIGKILL)
    return result

with mock.patch.object(holder, name, deadly), mock.patch("qjgraph.building.intake._BATCH", 1):
    if few == "few":
        with small_steps():
            pipeline.build([Path(texts)], Path(out))
    else:
        pipeline.build([Path(texts)], Path(out))
"""

MOMENTS = [
    "cache put 1 after",  # the first texts are read
    "cache put 2 before",
    "change put 1 after",  # something is written
    "change keep_only 1 before",  # the new graph is in force, what was written is not kept
    "change keep_only 1 after",
    "change commit 1 after",
    "folder _write_issues 1 after",
    "folder write_manifest 1 before",  # the database has its name
    "folder write_manifest 1 after",
    "folder _sweep 1 before",  # the new graph is in force, the old one still there
    "path replace 1 after",  # the issues are the new ones, the manifest is the old one
]


@pytest.fixture(scope="module")
def start(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = Folder(tmp_path_factory.mktemp("start") / "it", "L01 L02 L03 L04 C01 C02")
    folder.build()
    return folder.out.parent


@pytest.fixture
def folder(start: Path, tmp_path: Path) -> Folder:
    """A folder with a graph whose texts have changed since."""
    shutil.copytree(start, tmp_path, dirs_exist_ok=True)
    made = Folder(tmp_path, "")
    made.remove("L03")
    made.add("L05")
    made.add("L06")
    made.change("L02", "。", "！")
    return made


def killed(folder: Folder, moment: str, few: str) -> None:
    arguments = [str(folder.texts), str(folder.out), *moment.split(), few]
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    run = subprocess.run([sys.executable, "-c", PROGRAM, *arguments], env=environment, cwd=ROOT)
    assert run.returncode == -signal.SIGKILL


@pytest.mark.parametrize("few", ["few", "all"])
@pytest.mark.parametrize("moment", MOMENTS)
def test_killed_at_a_moment_and_run_again(folder: Folder, moment: str, few: str) -> None:
    before = lines(folder.out)
    killed(folder, moment, few)
    left = lines(folder.out)
    folder.build()
    assert folder.equals_a_clean_build()
    assert left in (before, lines(folder.out))
    folder.remove("L01")
    folder.build()
    assert folder.equals_a_clean_build()


def test_killed_and_the_texts_as_they_were(folder: Folder, start: Path) -> None:
    killed(folder, "cache put 2 after", "few")
    shutil.rmtree(folder.texts)
    shutil.copytree(start / "texts", folder.texts)
    assert folder.build().unchanged
    folder.change("L02", "。", "！")
    folder.build()
    assert folder.equals_a_clean_build()


def test_what_a_killed_build_has_read_is_not_read_again(folder: Folder) -> None:
    killed(folder, "cache put 1 after", "few")
    assert folder.build().read == 2


def test_what_a_killed_build_has_read_is_forgotten(folder: Folder, start: Path) -> None:
    folder.change("L05", "。", "，独角青牛经过。")
    killed(folder, "change put 1 after", "few")
    assert any("独角青牛" in text for text in kept(folder.out))
    shutil.rmtree(folder.texts)
    shutil.copytree(start / "texts", folder.texts)
    assert folder.build().unchanged
    assert len(kept(folder.out)) == 6 and not any("独角青牛" in t for t in kept(folder.out))


@pytest.mark.parametrize("after", [0.4, 0.8, 1.2, 1.6, 2.0])
def test_killed_at_any_time_with_its_workers(folder: Folder, after: float) -> None:
    """By the clock, and several processes: whatever was under way then."""
    program = (
        "import sys; from pathlib import Path; from unittest import mock\n"
        "from qjgraph import pipeline\n"
        "if __name__ == '__main__':\n"
        "    with mock.patch('qjgraph.building.workers.WORTH', 0):\n"
        "        pipeline.build([Path(sys.argv[1])], Path(sys.argv[2]), workers=2)\n"
    )
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    command = [sys.executable, "-c", program, str(folder.texts), str(folder.out)]
    process = subprocess.Popen(command, env=environment)
    time.sleep(after)
    process.kill()
    process.wait()
    folder.build()
    assert folder.equals_a_clean_build()
