"""Further places of the people found: the name again, 余书记, 老高, 韦伯."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from qjgraph.lexicon.names import all_han, follow, surnames
from qjgraph.lexicon.tokens import first_word
from qjgraph.mention.posts import head_spans
from qjgraph.mention.scene import Scene, person, starts_word
from qjgraph.model import Mention


def repeats(scene: Scene, persons: list[Mention]) -> list[Mention]:
    """Further places of the names found; a name that is a word needs fitting neighbours."""
    text = scene.text
    taken = {position for m in persons for position in range(m.begin, m.end)}
    found = []
    for name in sorted({m.name for m in persons}, key=lambda n: (-len(n), n)):
        word, tag = first_word(name)
        is_word = word == name and not tag.startswith("nr") and len(name) == 2
        at = text.find(name)
        while at >= 0:
            end = at + len(name)
            clear = not taken.intersection(range(at, end)) and at not in scene.blocked
            if clear and (len(name) > 2 or _fits_repeat(scene, at, end, is_word)):
                found.append(person(text, at, end, "person-repeat"))
                taken.update(range(at, end))
            at = text.find(name, end)
    return found


def _fits_repeat(scene: Scene, begin: int, end: int, is_word: bool) -> bool:
    text = scene.text
    if follow(text[end : end + 8]) < (1.5 if is_word else 0.5):
        return False
    before = text[begin - 1 : begin]
    return not all_han(before) or scene.tokens.index_ending_at(begin) >= 0


def short_forms(scene: Scene, persons: list[Mention], posts: list[Mention]) -> list[Mention]:
    """余书记, 王副市长, 老高, 韦伯: short forms of a person named in full."""
    by_surname: dict[str, list[str]] = {}
    for name in dict.fromkeys(m.name for m in persons):
        size = 2 if surnames().get(name[:2]) == "compound" else 1
        by_surname.setdefault(name[:size], []).append(name)
    taken = {position for m in persons for position in range(m.begin, m.end)}
    found = []
    for begin, end, name in (
        *_surname_titles(scene, by_surname, persons, posts),
        *_nicknames(scene, by_surname),
        *_last_parts(scene, persons),
    ):
        if not taken.intersection(range(begin, end)) and begin not in scene.blocked:
            taken.update(range(begin, end))
            found.append(person(scene.text, begin, end, "person-short", name))
    return found


def _surname_titles(
    scene: Scene, by_surname: Mapping[str, list[str]], persons: list[Mention], posts: list[Mention]
) -> Iterator[tuple[int, int, str]]:
    text = scene.text
    titles = _titles_by_name(persons, posts)
    for begin, end, _ in head_spans(scene):
        start = begin - 1 if text[begin - 1 : begin] in "副总" and begin else begin
        for size in (2, 1):
            surname = text[start - size : start] if start >= size else ""
            names = by_surname.get(surname, [])
            if not names or not starts_word(scene, start - size):
                continue
            title = text[start:end]
            fitting = [n for n in names if any(t.endswith(title) for t in titles.get(n, ()))]
            chosen = fitting if len(fitting) == 1 else names
            if len(chosen) == 1:
                yield start - size, end, chosen[0]
            break


def _titles_by_name(persons: list[Mention], posts: list[Mention]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for one in persons:
        for post in posts:
            if 0 <= one.begin - post.end < 40 or 0 <= post.begin - one.end < 2:
                found.setdefault(one.name, []).append(post.name)
    return found


def _nicknames(scene: Scene, by_surname: Mapping[str, list[str]]) -> Iterator[tuple[int, int, str]]:
    for match in re.finditer(r"[老小]([\u4e00-\u9fff])", scene.text):
        names = by_surname.get(match.group(1), [])
        index = scene.tokens.index_ending_at(match.start())
        alone = len(names) == 1 and (index >= 0 or match.start() == 0)
        if alone and follow(scene.text[match.end() : match.end() + 8]) >= 1.5:
            yield match.start(), match.end(), names[0]


def _last_parts(scene: Scene, persons: list[Mention]) -> Iterator[tuple[int, int, str]]:
    for name in dict.fromkeys(m.name for m in persons if "·" in m.name):
        part = name.rsplit("·", 1)[1]
        at = scene.text.find(part) if len(part) > 1 else -1
        while at >= 0:
            if scene.text[at - 1 : at] != "·":
                yield at, at + len(part), name
            at = scene.text.find(part, at + len(part))
