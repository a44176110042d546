"""The items of a list of projects: A、B、C等重点项目, A;B;C三个项目."""

from __future__ import annotations

import re
from collections.abc import Sequence

from qjgraph.lexicon.counts import count_of
from qjgraph.mention.work_names import TRADE, Scene, from_mark, grow, head_class, modifier
from qjgraph.mention.work_patterns import (
    ACTION,
    ATTRIBUTE,
    BUILDS_LISTED,
    COUNT_LISTED,
    COUNTED_ITEM,
    ENDING,
    HOW_MANY,
    INCLUDED,
    INCLUDES,
    LIST_MARK,
    LIST_STOP,
    LISTED,
    PARTS_LISTED,
    PHASE_ENDS,
    PLACES_LISTED,
    SAID,
    SITES_LISTED,
    SORTS,
    TASK,
    TOUR_LISTED,
    UNKNOWN,
    WORKS,
)  # fmt: skip
from qjgraph.mention.work_tells import is_generic, is_proper, overlaps, project_at, spans
from qjgraph.model import Article, Mention


def listed(scene: Scene, article: Article, taken: Sequence[tuple[int, int]]) -> list[Mention]:
    """A、B、C等重点项目: each item whose name tells it from others."""
    found: list[Mention] = []
    found += _included(scene, taken)
    found += _built(scene, [*taken, *spans(found)])
    found += _parts(scene, article, [*taken, *spans(found)])
    patterns = (LISTED, SITES_LISTED, COUNT_LISTED, PLACES_LISTED, TOUR_LISTED)
    for hit in (hit for pattern in patterns for hit in pattern.finditer(scene.text)):
        sentence = article.sentence_at(hit.start())
        low = sentence.begin if sentence else max(0, hit.start() - 120)
        items = _whole_items(scene, _items(scene, low, hit.start()), hit.group())
        if len(items) == 1 and not hit.group().startswith("等"):
            continue
        known = [*taken, *spans(found)]
        free = [item for item in items if not overlaps(*item, known)]
        good = [item for item in free if _is_told(scene, *item)]
        if hit.re is PLACES_LISTED:
            good = [item for item in good if WORKS.search(scene.text, *item)]
        elif good and (hit.group().startswith("等") or _are_all(items, hit.group())):
            # Said to be projects beside one that is: whatever their endings.
            good = [item for item in free if item in good or _is_named(scene, *item)]
        found += [project_at(scene.text, begin, end, "project-list") for begin, end in good]
    return found


def _included(scene: Scene, taken: Sequence[tuple[int, int]]) -> list[Mention]:
    """The names behind 集中开工的12个重大项目,包括:, each from mark to mark.

    Only where most of three or more end like projects; then the others are named too.
    """
    found: list[Mention] = []
    for hit in INCLUDES.finditer(scene.text):
        items = _split_until(INCLUDED, scene.text, hit.end())
        halves = _halves(scene.text, *items[-1])
        if all(_ends_told(scene, *half) for half in halves):
            items = [*items[:-1], *halves]
        items = [(_behind_attribute(scene.text, begin, end), end) for begin, end in items]
        told = [item for item in items if _ends_told(scene, *item)]
        end = items[-1][1]
        apart = not (overlaps(hit.end(), end, taken) or SORTS.match(scene.text, end))
        if apart and len(items) > 2 and 2 * len(told) >= len(items):
            named = [item for item in items if item in told or _is_named(scene, *item)]
            found += [project_at(scene.text, b, e, "project-list") for b, e in named]
    return found


def _built(scene: Scene, taken: Sequence[tuple[int, int]]) -> list[Mention]:
    """The objects of a verb of building, each from mark to mark (建成清溪大桥、文体中心)."""
    found: list[Mention] = []
    for hit in BUILDS_LISTED.finditer(scene.text):
        items = _split_until(LIST_STOP, scene.text, hit.end())
        items = [*items[:-1], *_halves(scene.text, *items[-1])]
        apart = not overlaps(hit.end(), items[-1][1], taken)
        if apart and len(items) > 1 and _are_works(scene, items):
            found += [project_at(scene.text, b, e, "project-list") for b, e in items]
    return found


_JOINT = re.compile("以?及|和")


def _halves(text: str, begin: int, end: int) -> list[tuple[int, int]]:
    """The last item of a list, or the two that 和 or 以及 joins there."""
    joint = _JOINT.search(text, begin + 3, end - 3)
    return [(begin, joint.start()), (joint.end(), end)] if joint else [(begin, end)]


def _are_works(scene: Scene, items: list[tuple[int, int]]) -> bool:
    """Whether all items end like works, most have names of their own and one a proper one."""
    texts = [scene.text[begin:end] for begin, end in items]
    if not all(len(one) > 3 and head_class(one) and not COUNTED_ITEM.search(one) for one in texts):
        return False
    own = [item for item in items if _is_work(scene, *item)]
    return 2 * len(own) >= len(items) and any(is_proper(scene, *item) for item in items)


def _is_work(scene: Scene, begin: int, end: int) -> bool:
    """Whether an item has a name of its own before an ending of works (滨江绿道)."""
    own = modifier(scene.text[begin:end])
    return 2 <= len(own) <= 24 and not is_generic(own)


def _behind_attribute(text: str, begin: int, end: int) -> int:
    """Where the name of an item begins: behind what it costs or who pays (投资20亿元的X项目)."""
    attribute = ATTRIBUTE.match(text, begin, end)
    return attribute.end() if attribute else begin


def _ends_told(scene: Scene, begin: int, end: int) -> bool:
    """Whether an item is a work by its ending (X项目, X二期), and no class."""
    text = scene.text
    if ENDING.search(text, begin, end) and not is_generic(ENDING.sub("", text[begin:end])):
        return end - begin >= 6
    return _is_told(scene, begin, end) or bool(PHASE_ENDS.search(text, begin, end))


def _split_until(stop: re.Pattern[str], text: str, begin: int) -> list[tuple[int, int]]:
    """The stretches between the 、 of a list; one inside quotation marks parts nothing.

    The list goes on to the first match of `stop`, or to the end of the text.
    """
    found = stop.search(text, begin)
    end = found.start() if found else len(text)
    items, start, quoted = [], begin, False
    for at in range(begin, end):
        quoted = text[at] == "“" or (quoted and text[at] != "”")
        if text[at] == "、" and not quoted:
            items.append((start, at))
            start = at + 1
    items.append((start, end))
    return items


def _are_all(items: Sequence[tuple[int, int]], told: str) -> bool:
    """Whether a list has as many items as its number says (A、B和C3项工程)."""
    number = HOW_MANY.search(told)
    return number is not None and len(items) == int(number[0]) > 1


def _parts(scene: Scene, article: Article, taken: Sequence[tuple[int, int]]) -> list[Mention]:
    """The parts of a sentence, each a bare name, that a number of projects closes (A;B三个项目).

    Only where all but the last one or two are found: a number that is far from what is listed
    counts something else.
    """
    found: list[Mention] = []
    for hit in PARTS_LISTED.finditer(scene.text):
        sentence = article.sentence_at(hit.start())
        count = count_of(hit.group("count"))
        items = _bare_parts(scene, sentence.begin if sentence else 0, hit.start(), count)
        inside = not items or overlaps(items[-1][0], hit.start(), taken)
        if not inside and count - 2 <= len(items) and len(items) > 1:
            found += [project_at(scene.text, b, e, "project-list") for b, e in items]
    return found


def _bare_parts(scene: Scene, low: int, end: int, count: int) -> list[tuple[int, int]]:
    """The parts between `,` and `;` before `end`, the nearest first, as far as each is a name."""
    items: list[tuple[int, int]] = []
    while len(items) < count and end > low:
        begin = max(low, *(scene.text.rfind(mark, low, end) + 1 for mark in ",;:。"))
        part = scene.text[begin:end]
        index = scene.tokens.index_ending_at(end)
        noun = index >= 0 and scene.tokens.tags[index][:1] in "nvjbla"
        if (
            not 5 <= len(part) <= 34
            or SAID.search(part)
            or not noun
            or not _is_long(scene, begin, end)
        ):
            break
        items.append((begin, end))
        end = begin - 1
    return items


def _is_long(scene: Scene, begin: int, end: int) -> bool:
    """Whether a part of a list names something of its own."""
    core = ENDING.sub("", scene.text[begin:end])
    return is_proper(scene, begin, end) and not is_generic(core) and not TASK.search(core)


def _whole_items(scene: Scene, items: list[tuple[int, int]], told: str) -> list[tuple[int, int]]:
    """The items with those put together that 和 joins inside a name, by the number told.

    A和B项目、C和D等3个项目 are three where A ends like no project.
    """
    number = HOW_MANY.search(told)
    count = int(number[0]) if number else len(items)
    items = list(items)
    at = 0
    while len(items) > count > 0 and at + 1 < len(items):
        (begin, end), (first, last) = items[at], items[at + 1]
        joined = scene.text[last:begin] in ("和", "与", "及")
        if joined and not head_class(scene.text[first:last]) and head_class(scene.text[begin:end]):
            items[at : at + 2] = [(first, end)]
        else:
            at += 1
    return items


def _is_told(scene: Scene, begin: int, end: int) -> bool:
    """Whether an item of a list tells itself apart and ends like a project."""
    core = ENDING.sub("", scene.text[begin:end])
    bare = re.sub(r"\([^()]*\)$", "", core)
    if len(core) < 4 or is_generic(core) or not (is_proper(scene, begin, end) or len(bare) >= 7):
        return False
    return bool(head_class(bare) or ACTION.search(bare) or TRADE.search(bare))


def _is_named(scene: Scene, begin: int, end: int) -> bool:
    """Whether an item of a list of projects has a name, whatever it ends in (兴贤书院)."""
    core = ENDING.sub("", scene.text[begin:end])
    index = scene.tokens.index_ending_at(end)
    noun = index >= 0 and (scene.tokens.tags[index][:1] in "nsjbl" or ACTION.search(core))
    own = modifier(core) if head_class(core) else core
    told = len(own) >= 2 and not is_generic(own)
    return len(core) >= 4 and bool(noun) and told and not (is_generic(core) or TASK.search(core))


def _items(scene: Scene, low: int, end: int) -> list[tuple[int, int]]:
    """The items of a list (A、B和C) that ends at `end`, each from where its name begins."""
    items = []
    while end > low + 2:
        head = scene.text.rfind("(", low, end) if scene.text[end - 1] == ")" else end
        begin = max(low, grow(scene, head - 1, head))
        begin = max(low, from_mark(scene, begin)) if begin < end - 2 else begin
        if begin >= end - 2:
            # An item of unknown words (十六浦): the list goes on before it.
            begin = max(low, scene.text.rfind("、", low, end) + 1)
            if not (low < begin <= end - 2 and UNKNOWN.fullmatch(scene.text, begin, end)):
                break
        else:
            items.append((begin, end))
        mark = LIST_MARK.search(scene.text[max(low, begin - 4) : begin])
        if mark is None:
            break
        end = max(low, begin - 4) + mark.start()
    return items
