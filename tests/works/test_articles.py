"""Whole articles in the styles of many papers: the shares of what is read rightly.

The bounds keep a change from costing what was read before; they are no aim.
"""

from __future__ import annotations

from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml
from works_reading import amounts, locations, milestones, names, read

from qjgraph.model import Doc, Kind, Quantity

HERE = Path(__file__).parent
GOLD: dict[str, Any] = yaml.safe_load((HERE / "gold.yaml").read_text(encoding="utf-8"))
Fact = tuple[str, ...]


@cache
def article(name: str) -> Doc:
    """One of the articles, read."""
    text = (HERE / "articles" / f"{name}.txt").read_text(encoding="utf-8")
    gold = GOLD[name]
    return read(text, home=gold["home"], published=date.fromisoformat(gold["published"]))


def plain(name: str) -> str:
    """A name without what does not matter in a comparison."""
    return "".join(c for c in name.replace("(", "（").replace(")", "）") if c not in "“”《》 ")


def found(name: str, table: str) -> list[Fact]:
    """What was read in an article."""
    doc = article(name)
    if table == "projects":
        return [(one,) for one in names(doc, Kind.PROJECT)]
    if table == "milestones":
        return [m[:3] for m in milestones(doc) if not (m[1] == "completion" and m[3] == "ongoing")]
    if table == "locations":
        works = names(doc, Kind.PROJECT)
        return [(of, place) for of, place, _ in locations(doc) if of in works]
    sized = [c.amount for c in doc.claims if isinstance(c, Quantity)]
    numbers = [
        (f"{next(n for n in (a.value, a.minimum, a.maximum) if n is not None):f}", a.unit)
        for a in sized
    ]
    if table == "amounts":
        return numbers
    return [
        (of, kind, *number) for (of, kind, _), number in zip(amounts(doc), numbers, strict=True)
    ]


def wanted(name: str, table: str) -> list[Fact]:
    """What the gold has, an alternative a `|`."""
    rows = GOLD[name]["amounts" if table == "amounts+of" else table]
    if table == "projects":
        return [("|".join(row),) for row in rows]
    if table == "amounts":
        return [(f"{row[2]}", row[3]) for row in rows]
    if table == "amounts+of":
        return [(row[0], row[1], f"{row[2]}", row[3]) for row in rows]
    if table == "milestones":
        return [
            tuple(row[:3]) for row in rows if not (row[1] == "completion" and row[3] == "ongoing")
        ]
    return [tuple(row) for row in rows]


def agrees(gold: Fact, fact: Fact) -> bool:
    """Whether every cell is one of the gold's wordings; numbers by value."""
    return all(
        plain(cell) in {plain(one).lstrip("?").replace("-", "", one == "-") for one in g.split("|")}
        or (is_number(g) and is_number(cell) and float(g) == float(cell))
        for g, cell in zip(gold, fact, strict=True)
    )  # fmt: skip


def is_number(cell: str) -> bool:
    """Whether a cell is a number."""
    return cell.lstrip("-").replace(".", "", 1).isdigit()


def score(table: str) -> float:
    """F1 over all articles."""
    right = wrong = missed = 0
    for name in GOLD:
        left = found(name, table)
        for gold in wanted(name, table):
            hit = next((fact for fact in left if agrees(gold, fact)), None)
            optional = any(cell.startswith("?") for cell in gold)
            if hit is not None:
                left.remove(hit)
                right += not optional
            else:
                missed += not optional
        wrong += len(left)
    return 2 * right / (2 * right + wrong + missed)


@pytest.mark.parametrize(
    ("table", "bound"),
    [
        ("projects", 0.95), ("amounts", 0.95), ("amounts+of", 0.88), ("milestones", 0.92),
        ("locations", 0.65),
    ],
)  # fmt: skip
def test_the_share_read_rightly_does_not_fall(table: str, bound: float) -> None:
    assert score(table) >= bound
