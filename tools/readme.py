"""Runs the commands that the READMEs show and writes their real answers beneath them.

A `console` block is a command after `$ ` and what it writes to stdout.  Commands run in the order
of the page, in an empty folder that holds only `data/`, so that a reader can do the same.
A closing line `...` says that the output was cut after as many lines as the page shows.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
PAGES = (Path("README.md"), Path("README.zh.md"))
CUT = "..."

_BLOCK = re.compile(r"^```console\n(.*?)^```$", re.M | re.S)


def render(page: Path) -> str:
    """A README with the answers of now.

    Raises:
        RuntimeError: where a command fails.
    """
    lang = "zh" if page.name.endswith(".zh.md") else "en"
    with tempfile.TemporaryDirectory(prefix="qjgraph-readme-") as name:
        folder = Path(name)
        (folder / "data").symlink_to(ROOT / "data")
        source = (ROOT / page).read_text(encoding="utf-8")
        return _BLOCK.sub(lambda block: _answered(block[1], folder, lang), source)


def _answered(block: str, folder: Path, lang: str) -> str:
    commands = re.findall(r"^\$ (.*(?:\\\n.*)*)$", block, re.M)
    shown = [len(part.splitlines()) for part in re.split(r"^\$ .*(?:\\\n.*)*$", block, flags=re.M)][
        1:
    ]
    cut = block.rstrip().endswith(f"\n{CUT}")
    lines = []
    for command, height in zip(commands, shown, strict=True):
        output = _run(command, folder, lang).splitlines()
        if cut and len(output) > height - 2 > 0:
            output = [*output[: height - 2], CUT]
        lines += [f"$ {command}", *(line.rstrip() for line in output)]
    return "```console\n" + "\n".join(lines) + "\n```"


def _run(command: str, folder: Path, lang: str) -> str:
    path = os.pathsep.join([str(Path(sys.executable).parent), os.environ.get("PATH", "")])
    ran = subprocess.run(
        ["sh", "-c", command],
        cwd=folder,
        env={**os.environ, "PATH": path, "QJGRAPH_LANG": lang},
        capture_output=True,
        text=True,
        check=False,
    )
    if ran.returncode not in (0, 3):
        raise RuntimeError(f"{command}: exit {ran.returncode}\n{ran.stderr}")
    return ran.stdout
