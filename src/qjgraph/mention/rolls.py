"""Names in rolls and tables: a line that is a list of names, a column headed 责任人."""

from __future__ import annotations

import re
from collections.abc import Iterator

from qjgraph.grid import grids
from qjgraph.lexicon.names import all_han, surnames
from qjgraph.lexicon.tables import words
from qjgraph.mention.scene import Scene, person
from qjgraph.model import Article, Mention

_ITEM = r"[\u4e00-\u9fff·]{2,4}(?:\([^()]{1,20}\))?"
_ROLL = re.compile(rf"^(?:[^:\n]{{2,12}}:)?({_ITEM}(?:[、 ]{_ITEM})+)[。;]?$", re.MULTILINE)
_NAME = re.compile(r"([\u4e00-\u9fff·]{2,4})(?:\([^()]{1,20}\))?")


def find(article: Article, scene: Scene) -> Iterator[Mention]:
    """Names of lines that are nothing but names, and of columns headed by a function."""
    for match in _ROLL.finditer(scene.text):
        yield from _roll(scene, match)
    yield from _columns(article, scene.text)


def _roll(scene: Scene, match: re.Match[str]) -> Iterator[Mention]:
    """The names of a line; none where one item has no surname."""
    items = list(_NAME.finditer(scene.text, match.start(1), match.end(1)))
    if match.start(1) in scene.blocked or not all(is_name(i.group(1)) for i in items):
        return
    for item in items:
        yield person(scene.text, item.start(1), item.end(1), "person-in-roll")


def is_name(text: str) -> bool:
    """Whether a whole cell or item has the form of a personal name."""
    if not all_han(text.replace("·", "")) or text in words("name_after", "word"):
        return False
    compound = surnames().get(text[:2]) == "compound"
    size = len(text) - (2 if compound else 1)
    if text[-1] in "镇乡县区市局厅":
        return False
    return "·" in text or (text[0] in surnames() and 1 <= size <= 2)


def _columns(article: Article, text: str) -> Iterator[Mention]:
    for grid in grids(article):
        for cells in grid.rows:
            if len(cells) != len(grid.columns):
                continue
            for heading, cell in zip(grid.columns, cells, strict=True):
                if is_function(heading) and is_name(text[cell.begin : cell.end]):
                    yield person(text, cell.begin, cell.end, "person-in-roll")


def is_function(heading: str) -> bool:
    """Whether a column's heading names what the people below it are (责任人, 姓名)."""
    return heading in words("posts", "head") or heading.endswith(("责任人", "负责人", "姓名"))
