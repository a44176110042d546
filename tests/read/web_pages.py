"""The pages of `tests/read/web/` and what a reader takes from each."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from qjgraph.lexicon.tables import read_tsv

FOLDER = Path(__file__).parent / "web"
TITLE, DAY = "云岭县召开重点项目推进会", date(2021, 6, 25)
PARAGRAPHS = tuple((FOLDER / "body.txt").read_text("utf-8").splitlines())
_CELLS = (
    "序号", "项目名称", "总投资（万元）", "1", "青石溪综合治理工程", "28000", "2",
    "云岭县第二水厂", "9600",
)  # fmt: skip
_BODIES = {"all": PARAGRAPHS, "second": PARAGRAPHS[1:2], "all+cells": (*PARAGRAPHS, *_CELLS)}


@dataclass(frozen=True, slots=True, kw_only=True)
class WebPage:
    """A page and what it holds; `source` is empty where it tells none."""

    name: str
    html: str
    source: str
    paragraphs: tuple[str, ...]


PAGES = tuple(
    WebPage(
        name=row["name"],
        html=(FOLDER / f"{row['name']}.html").read_text("utf-8"),
        source=row["source"],
        paragraphs=_BODIES[row["paragraphs"]],
    )
    for row in read_tsv(FOLDER / "pages.tsv")
)
