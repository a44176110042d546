"""The thing that a text calls by the last words of its name: 该水库, 公司, 学校, 鑫源铜业."""

from __future__ import annotations

from dataclasses import dataclass

from qjgraph.model import Doc, Kind
from qjgraph.relate.subjects import Reader, is_actor
from qjgraph.relate.topic_patterns import BODY, HOUSE, SCHOOLS, SHORT, THIS


@dataclass(frozen=True, slots=True)
class Subject:
    """Whom a figure is of: an entity's key, or a name that is no entity, or neither."""

    key: str = ""
    name: str = ""


NOBODY = Subject()
THINGS = (Kind.PROJECT, Kind.ORGANIZATION)
_HOUSES = ("学校", "医院")
_FIRMS = ("公司", "企业", "集团", "工厂")


def this_thing(read: Reader, told: str, end: int) -> Subject | None:
    """该水库, 该校: the last thing before whose name ends so; of schools the first.

    Args:
        told: the sentence up to the position `end` of the view.
    """
    hits = list(THIS.finditer(told))
    begin = end - len(told) + hits[-1].start() if hits else 0
    if not hits or read.between(begin, end, *THINGS):
        return None
    before = read.between(0, begin, Kind.PLACE, *THINGS)
    for size in range(len(hits[-1][1]), 0, -1):
        word = hits[-1][1][:size]
        ends = SCHOOLS if word in ("校", "学校") else (word,)
        named = [mention for mention in before if mention.name.endswith(ends)]
        if named:
            return Subject(named[0 if ends is SCHOOLS else -1].entity)
    return None


def that_body(read: Reader, told: str, end: int) -> Subject | None:
    """公司, 合作社 at the head of a clause: the last one named.

    Args:
        told: the sentence up to the position `end` of the view.
    """
    hits = list(BODY.finditer(told))
    if not hits:
        return _short_body(read.doc, told)
    if read.between(end - len(told) + hits[-1].end(), end, Kind.PROJECT):
        return None
    word = hits[-1][1]
    if word in _HOUSES and (own := _own_house(read.doc)):
        return own
    bodies = read.between(0, end, Kind.ORGANIZATION)
    # A school's or hospital's news calls itself so; 公司 is the one named last.
    for mention in bodies if word in _HOUSES else reversed(bodies):
        if mention.name.endswith(SCHOOLS if word == "学校" else word) or (
            word in _FIRMS and is_actor(read.doc, mention)
        ):
            return Subject(mention.entity)
    return None


def _short_body(doc: Doc, told: str) -> Subject | None:
    """鑫源铜业成立于2003年: a body by a part of its name at the head of a clause."""
    for hit in SHORT.finditer(told):
        for size in range(len(hit[1]), 2, -1):
            for entity in doc.entities.values():
                if entity.kind is Kind.ORGANIZATION and hit[1][:size] in entity.name:
                    return Subject(entity.key)
    return None


def _own_house(doc: Doc) -> Subject | None:
    """The school or hospital that an event or project of the article is named after."""
    for entity in doc.entities.values():
        match = HOUSE.match(entity.name) if entity.kind in (Kind.EVENT, Kind.PROJECT) else None
        if match:
            key = f"organization:{match.group()}"
            return Subject(key if key in doc.entities else "", match.group())
    return None
