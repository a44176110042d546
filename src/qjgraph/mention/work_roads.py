"""Roads, bridges and their sections that are built, and quoted buildings that are done."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from qjgraph.mention.work_names import Scene
from qjgraph.mention.work_patterns import ENDING, LINE_OF, OPENED, QUOTED_BUILT, SECTION
from qjgraph.mention.work_tells import overlaps, project_at, spans
from qjgraph.model import Mention

#: Behind a road that opens a sentence: how long it is and what it costs.
_OWN = re.compile(
    r"(?:全长|总长|长)约?\d[\d.]*(?:公里|千米|米|km|m),?[^。;\n]{0,24}?(?:总?投资|造价|概算)约?\d"
)
#: Behind a road: the ends of the part that is worked on (青梧路-海安路).
_ENDS = re.compile(r"\([一-鿿]{2,8}[-—至~到]+[一-鿿]{2,8}段?\)")
#: In the sentence of such roads: that they are worked on.
_WORKED = re.compile("改造|建设|施工|新建|改建|整治|拓宽|铺设|修复|大修|中修")


def _is_worked(scene: Scene, road: Mention) -> bool:
    """Whether a road has its own length and cost, or is listed with the part that is built."""
    text = scene.text
    if text[road.begin - 1 : road.begin] in ("", "\n", "。", ";") and _OWN.match(text, road.end):
        return True
    if not _ENDS.match(text, road.end):
        return False
    begin = max(text.rfind(mark, 0, road.begin) for mark in "。\n") + 1
    return _WORKED.search(text, begin, road.begin) is not None


def sections(scene: Scene, found: Sequence[Mention]) -> list[Mention]:
    """临白段(临河至白山)全长930公里: sections that have facts of their own, beside a road."""
    if "段" not in scene.text:  # far faster than the pattern
        return []
    roads = any(LINE_OF.search(ENDING.sub("", m.name)) for m in found)
    taken = spans(found)
    return [
        _section(scene, hit, found)
        for hit in SECTION.finditer(scene.text)
        if (roads or hit.group("ends") or hit.group("road"))
        and not overlaps(*hit.span("name"), taken)
    ]


def roads(scene: Scene, places: Sequence[Mention], found: Sequence[Mention]) -> list[Mention]:
    """Roads and bridges that open or are begun, and quoted buildings that are done."""
    taken = spans(found)
    hits = [
        (road.begin, opened.end("part") if opened.group("part") else road.end)
        for road in places if road.type in ("road", "bridge", "tunnel")
        for opened in (OPENED.match(scene.text, road.end),) if opened
    ]  # fmt: skip
    hits += [
        (road.begin, road.end) for road in places
        if road.type == "road" and _is_worked(scene, road)
    ]  # fmt: skip
    hits += [hit.span("name") for hit in QUOTED_BUILT.finditer(scene.text)]
    return [
        project_at(scene.text, *hit, "project-facility")
        for hit in hits if not overlaps(*hit, taken)
    ]  # fmt: skip


def _section(scene: Scene, hit: re.Match[str], found: Sequence[Mention]) -> Mention:
    """A section, by its long name where the text has that too (临白段 for 临河至白山段)."""
    mention = project_at(scene.text, hit.start("name"), hit.end("name"), "project-facility")
    whole = (hit.group("ends") or "()")[1:-1] + "段"
    longer = len(whole) > 2 and any(m.name.endswith(whole) for m in found)
    return replace(mention, name=whole) if longer else mention
