"""Posts: the titles that stand beside names.

A head (书记, 局长) grows to the left over its modifiers (党组副书记) up to its owner
(`owners.py`); heads joined by 、 are one chain.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cache

import ahocorasick

from qjgraph.lexicon.names import surnames
from qjgraph.lexicon.tables import table
from qjgraph.mention.owners import owned
from qjgraph.mention.scene import Post, Scene, starts_word
from qjgraph.model import Kind

#: 摆省村第一书记(州审计局科员)吴倩: the second post may stand in brackets.
_JOIN = re.compile(r"(?:\([^()]{0,12}\))?(?:[、/]|兼|并兼任)?|\(")

#: What may not follow a head, since the two make another word (主席台, 委员会, 代表团).
_NOT_AFTER = re.compile(
    r"会|台|团|令|处|员|程|室|组|部|性|作|们|队|座|期|库|大会|候选|人选|任期|之[家路]|资格|岗位|热线|信箱"
)


@cache
def _heads() -> ahocorasick.Automaton:
    machine = ahocorasick.Automaton()
    for row in table("posts"):
        machine.add_word(row["head"], (row["head"], row["kind"]))
    machine.make_automaton()
    return machine


@cache
def _modifiers() -> dict[str, str]:
    """The modifiers with their kinds, the longest first."""
    rows = ((row["modifier"], row["kind"]) for row in table("post_modifiers"))
    return dict(sorted(rows, key=lambda pair: -len(pair[0])))


@cache
def _modifying() -> tuple[str, ...]:
    """The modifiers alone, the longest first."""
    return tuple(_modifiers())


@cache
def _modifier_sizes() -> tuple[int, ...]:
    """How long modifiers are, the longest first."""
    return tuple(sorted({len(modifier) for modifier in _modifiers()}, reverse=True))


def chains(scene: Scene) -> Iterator[list[Post]]:
    """Runs of titles joined by 、 or nothing."""
    chain: list[Post] = []
    for begin, end, kind in head_spans(scene):
        joined = bool(chain) and begin >= chain[-1].end
        post = _parse(scene, begin, end, kind, chain[-1] if joined else None)
        if joined and _JOIN.fullmatch(scene.text, chain[-1].end, max(post.begin, chain[-1].end)):
            chain.append(post)
            scene.seen.append(post)
            continue
        if chain:
            yield chain
        chain = [_parse(scene, begin, end, kind, None)]
        scene.seen.append(chain[0])
    if chain:
        yield chain


def head_spans(scene: Scene) -> Sequence[tuple[int, int, str]]:
    """The heads in a text: the longest of those that overlap, no part of another word."""
    if scene.heads is None:
        scene.heads = tuple(_head_spans(scene))
    return scene.heads


def _head_spans(scene: Scene) -> Iterator[tuple[int, int, str]]:
    text, last_end = scene.text, 0
    found = [(last + 1 - len(head), last + 1, kind) for last, (head, kind) in _heads().iter(text)]
    joints = scene.place_joints
    for begin, end, kind in sorted(found, key=lambda f: (f[0], -f[1])):
        if begin < last_end or begin in scene.blocked:
            continue
        if kind == "lay" and any(b.begin < begin and end < b.end for b in scene.bodies):
            # 普洱市民宗局: no 市民.
            continue
        if (
            begin + 1 in joints
            or text[end - 1 : end + 1] in ("书记", "工程", "监票")
            or (_NOT_AFTER.match(text, end) and not _is_surname(text, end))
        ):
            continue
        yield begin, end, kind
        last_end = end


def _is_surname(text: str, position: int) -> bool:
    known = surnames()
    return text[position : position + 1] in known or text[position : position + 2] in known


def _parse(scene: Scene, begin: int, end: int, kind: str, before: Post | None) -> Post:
    """Grow a head to its whole title and what it belongs to."""
    text, start, former = scene.text, begin, False
    grown = True
    while grown and text.endswith(_modifying(), 0, start):
        grown = False
        known = _modifiers()
        for size in _modifier_sizes():
            modifier = text[max(0, start - size) : start]
            sort = known.get(modifier, "")
            if len(modifier) < size or not sort:
                continue
            if sort == "rank" and start in scene.ends and scene.ends[start].kind is not Kind.PLACE:
                break
            if modifier == "妇联" and text[start - 3 : start - 2] in tuple("省市县区州旗盟"):
                # 县|妇联|主席: a body of its own; a village's is part of the title
                break
            if sort == "former" and not starts_word(scene, start - size):
                continue
            if modifier == "代" and text.endswith("同志", 0, start - size):
                # 张三同志|代|市长李四作报告: a verb, no acting mayor.
                break
            former = former or sort == "former"
            start, grown = start - size, True
            if sort == "former":
                return _formerly(scene, start, size, end, kind, before)
            break
    return owned(scene, start, end, start, kind, before, former)


def _formerly(
    scene: Scene, start: int, size: int, end: int, kind: str, before: Post | None
) -> Post:
    """原副主任: what it belongs to ends before 原 (省人大常委会原副主任), or follows it."""
    if start not in scene.ends:
        return owned(scene, start + size, end, start, kind, before, True)
    post = owned(scene, start, end, start, kind, before, True)
    return replace(post, title=scene.text[start + size : end])


def post_start(scene: Scene, head: int) -> int:
    """Where the title begins whose head begins at a position, modifiers included."""
    while scene.text.endswith(_modifying(), 0, head):
        head -= next(len(m) for m in _modifying() if scene.text.endswith(m, 0, head))
    return head


def heads_near(text: str, position: int) -> list[tuple[int, int, str]]:
    """The heads in the next few characters: begin, end and kind."""
    window = text[position : position + 12]
    return [
        (position + last + 1 - len(head), position + last + 1, kind)
        for last, (head, kind) in _heads().iter(window)
    ]
