"""Sites that bear the name of a division alone, and settlements below the village."""

from __future__ import annotations

import re

from qjgraph.lexicon.gazetteer import gazetteer
from qjgraph.lexicon.names import surnames
from qjgraph.lexicon.place_words import Ending, no_places, tails
from qjgraph.mention.place_scene import SURE, Scene

#: Sites that bear the name of the division right before them: 云岭县开发区, 云岭县体育馆.
_OWN_ZONES = frozenset(
    ("开发区", "经开区", "高新区", "工业园区", "产业园区", "工业园", "产业园", "集聚区")
) | {"工业集中区", "新区", "工业区", "综保区", "保税区", "合作区"}

#: Settlements below the village, and what joins them in lists and stretches of road.
SETTLED = "村屯寨庄堡区"
_JOINED = re.compile(rf"(?:[{SETTLED}](?:[、及和与至到]|以及))$")
_JOINS = re.compile(rf"(?:[、及和与至到]|以及)[\u4e00-\u9fff]{{2,4}}[{SETTLED}]")
#: Hardly a word ends in these that is no settlement: 从三合屯搬来.
_PLAIN = frozenset("屯寨")
VILLAGE = re.compile("村(?!民)")
_FAMILY = re.compile("[大小东西南北上下前后新老]?(.)家")


def own_site(scene: Scene, begin: int, end: int, ending: Ending) -> int | None:
    """Where 云岭县经济开发区 or 云岭县体育馆 begins, a site called by its division alone."""
    venue = ending.type == "venue" and ending.least <= 1
    if ending.word not in _OWN_ZONES and not venue:
        return None
    for left in range(begin, max(0, begin - ending.most - 1), -1):
        if left in scene.divisions:
            name = scene.text[left:end]
            bare = left == begin or (name in no_places() and name not in tails())
            return _division_start(scene, left) if bare else None
    return None


def _division_start(scene: Scene, stop: int) -> int | None:
    """Where the city, county or town begins that ends at a position, if a list has it."""
    named = gazetteer().named
    for size in range(min(12, stop), 1, -1):
        name = scene.text[stop - size : stop]
        found = named(name)
        if found and found[0].level in ("city", "county"):
            return stop - size
        if stop - size in scene.bounds and scene.township(name):
            return stop - size
        if any(name == division.name for division in scene.home):
            return stop - size
    return None


def is_hamlet(scene: Scene, left: int, begin: int, end: int) -> bool:
    """Whether 屯, 庄, 堡 end a settlement: in its town, beside others, or 李家庄."""
    if left in scene.divisions or left in scene.shorts:
        return True
    if scene.text[begin] in _PLAIN and scene.left(left) >= SURE:
        return True
    if _JOINED.search(scene.text, max(0, left - 3), left) or _JOINS.match(scene.text, end):
        return scene.left(left) >= 2.0
    family = _FAMILY.fullmatch(scene.text, left, begin)
    return family is not None and family[1] in surnames()
