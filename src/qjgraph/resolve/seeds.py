"""The seed of an article's entities: an IRI from kind, scope and name.

What two articles call by one name within one scope has one seed.  Identity across articles
begins with the seeds: it joins several (`区发改局`, `衢江区发展和改革局`) and divides some (two
people of one name).

The scope keeps apart what only looks alike.  Two papers' counties each have their
张伟 and their 县委; one county's papers speak of one 县委.

| what | scope |
| --- | --- |
| a division whose code the gazetteer knows | none: its code is its name |
| an event | the article: to tell one event in two articles takes more than a name |
| a country, a province, a region; a national body; a national policy | none |
| a registered company under its full name | none |
| what bears the name of a division above the home (衢州市水利局) | that division |
| everything else | the paper's home; without it, the paper; without both, none |
"""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache, lru_cache

from qjgraph.iris import DEFAULT_BASE, article_hash, division_iri, thing_iri
from qjgraph.lexicon.gazetteer import Division, gazetteer, home_chain
from qjgraph.lexicon.tables import table
from qjgraph.model import Doc, Entity, Kind

#: Not 中央 and 中华 alone: 中央大街社区, 中华路小学.
_NATIONAL_BODY = re.compile(
    r"中共中央|国务院|国家(?!级)|中国|最高人民|中华人民共和国|中华全国|全国(?:人|政协|总工会|妇联|工商联)"
)
_COMPANY = re.compile(r"(?:有限公司|有限责任公司|股份公司)$")
_LOCAL_POLICY = frozenset(("document", "plan", "mechanism"))
_NATIONAL_POLICY = re.compile(r"中共中央|国务院|国家(?!级)|中国|中华人民共和国|全国|党的")
_DIVISIONS = frozenset(("country", "province", "city", "county", "township"))
_NATIONAL_PLACE = frozenset(("country", "region", "province"))


def seed(entity: Entity, doc: Doc, base: str = DEFAULT_BASE) -> str:
    """The seed IRI of one entity of a document."""
    if entity.kind is Kind.PLACE and entity.code and gazetteer().by_code(entity.code):
        return division_iri(entity.code, base)
    mark = _namesake(entity)
    content = (_scope(entity, doc), entity.name, *((mark,) if mark else ()))
    return _iri(entity.kind.value, content, base)


@lru_cache(maxsize=65536)
def _iri(kind: str, content: tuple[str, ...], base: str) -> str:
    return thing_iri(kind, *content, base=base)


def coded(entity: Entity, home: str) -> Entity:
    """A division with its official code, where the gazetteer knows just one of that name."""
    if entity.kind is not Kind.PLACE or entity.code or entity.type not in ("", *_DIVISIONS):
        return entity
    found = _division(entity.name, home)
    if found is None or not found.code or entity.type not in ("", found.level):
        return entity
    return replace(entity, code=found.code, type=found.level)


@lru_cache(maxsize=65536)
def _division(name: str, home: str) -> Division | None:
    return gazetteer().lookup(name, home)


def _namesake(entity: Entity) -> str:
    """`#2` of the second of two namesakes in one article."""
    head, hash_sign, number = entity.key.rpartition("#")
    return f"#{number}" if hash_sign and number.isdigit() and head else ""


def _scope(entity: Entity, doc: Doc) -> str:
    if entity.kind is Kind.EVENT:
        return article_hash(doc.article)
    if _is_national(entity):
        return ""
    context = doc.article.context
    return _division_above(entity, context.home) or context.home or context.source


def _is_national(entity: Entity) -> bool:
    if entity.kind is Kind.PLACE:
        return entity.type in _NATIONAL_PLACE
    if entity.kind is Kind.POLICY:
        return entity.type not in _LOCAL_POLICY or bool(_NATIONAL_POLICY.match(entity.name))
    if entity.kind is Kind.ORGANIZATION:
        known = entity.name in _known_bodies() or _NATIONAL_BODY.match(entity.name)
        return bool(known or _COMPANY.search(entity.name))
    return False


@cache
def _known_bodies() -> frozenset[str]:
    """National and international bodies by all their names."""
    rows = table("body_known")
    return frozenset(name for row in rows for name in (row["name"], *row["short"].split()))


def _division_above(entity: Entity, home: str) -> str:
    """The path of the division above the home whose name opens the entity's name, or ''."""
    if entity.kind not in (Kind.ORGANIZATION, Kind.PLACE, Kind.PROJECT):
        return ""
    above = [division.name for division in home_chain(home)[:-1]]
    for depth in range(len(above), 0, -1):
        if entity.name.startswith(above[depth - 1]):
            return "".join(above[:depth])
    return ""
