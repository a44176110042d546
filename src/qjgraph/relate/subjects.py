"""Whom a fact is about: the things an article names, clause by clause.

A careful reader keeps a topic: the project, body or division that the text is talking about.  A
name at the head of a clause changes it; a figure without a name of its own belongs to it.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field
from operator import attrgetter

from qjgraph.lexicon.gazetteer import home_chain
from qjgraph.model import Doc, Kind, Mention, Occurrence, Role, Sentence

#: Ends of clauses; a comma inside a number is none.
_CUT = re.compile(r"[;:。!?\n]|(?<!\d),|,(?!\d)")
_LEAD = re.compile(
    r"^[\s“”\"'—·\d.、()一二三四五六七八九十]{0,6}"
    r"(?:据悉|据了解|目前|此外|同时|另外|其中|截至目前|随着|作为|在|位于|走进|来到|而|也|从|自|对|为|将|由)?"
)
_HEADLINES = frozenset((Role.TITLE, Role.KICKER, Role.SUBTITLE))
_BEGIN = attrgetter("begin")
#: Kinds of bodies that do things of their own worth a figure; offices only administer.
_ACTORS = frozenset(
    ("enterprise", "school", "hospital", "village-body", "institution", "company", "bank")
)
#: A project that is not named in this first part of the text is not what it is about.
_LEAD_SHARE = 0.4
#: One that is named only once has to open the text.
_HEAD_SHARE = 0.1
_PART_OF = re.compile(r"的[^,。;]{0,8}(?:工程|组成部分|项目|节点|路段|标段|配套)|[^,。;]{0,14}之一")
_IS = re.compile(r"(?:是|为|作为|系|属于?)[^,。;]{0,24}$")
_AREAS = (
    "小区",
    "园区",
    "片区",
    "库区",
    "景区",
    "城区",
    "厂区",
    "校区",
    "灌区",
    "港区",
    "矿区",
    "林区",
)
_DIVISIONS = frozenset(
    (
        "country",
        "province",
        "city",
        "county",
        "township",
        "village",
        "community",
        "town",
        "district",
    )
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Clause:
    """A stretch between two marks, in view positions, and the sentence it stands in."""

    begin: int
    end: int
    sentence: Sentence


#: Mentions and where they begin.
_Placed = tuple[tuple[int, ...], tuple[Mention, ...]]
_NONE: _Placed = ((), ())


@dataclass(frozen=True, slots=True)
class Reader:
    """An article's mentions by place, its sentences' clauses, its home and its main event."""

    doc: Doc
    text: str
    named: tuple[Mention, ...]
    begins: tuple[int, ...]
    cuts: tuple[int, ...]
    home_key: str
    home_name: str
    event: str
    event_type: str
    project: str
    notice: bool
    dates: tuple[Mention, ...]
    of_kind: dict[Kind, _Placed] = field(repr=False)
    clauses: dict[int, Clause | None] = field(default_factory=dict, repr=False, compare=False)

    def names(self, kind: Kind) -> bool:
        """Whether anything of a kind is named at all."""
        return kind in self.of_kind

    def between(self, begin: int, end: int, *kinds: Kind) -> list[Mention]:
        """The mentions that begin in a stretch, of some kinds, in order."""
        begins, named = self.begins, self.named
        if len(kinds) == 1:
            begins, named = self.of_kind.get(kinds[0], _NONE)
        found = named[bisect_left(begins, begin) : bisect_left(begins, end)]
        return list(found) if len(kinds) < 2 else [m for m in found if m.kind in kinds]

    def clause_at(self, position: int) -> Clause | None:
        """The clause around a position; None outside all sentences."""
        if position not in self.clauses:
            self.clauses[position] = self._clause_at(position)
        return self.clauses[position]

    def _clause_at(self, position: int) -> Clause | None:
        sentence = self.doc.article.sentence_at(position)
        if sentence is None:
            return None
        index = bisect_right(self.cuts, position)
        begin = max(self.cuts[index - 1] if index else 0, sentence.begin)
        end = min(self.cuts[index] if index < len(self.cuts) else sentence.end, sentence.end)
        return Clause(begin=begin, end=end, sentence=sentence)


def reader(doc: Doc) -> Reader:
    """Make ready to ask whom the facts of an article are about."""
    wanted = (Kind.PROJECT, Kind.ORGANIZATION, Kind.PLACE, Kind.PERSON, Kind.EVENT)
    named = _outermost(m for m in doc.mentions if m.kind in wanted and m.entity)
    event = _main_event(doc)
    key, name = home(doc)
    cuts = tuple(cut.end() for cut in _CUT.finditer(doc.article.text))
    return Reader(
        doc, doc.article.text, tuple(named), tuple(m.begin for m in named), cuts, key, name, event,
        doc.entities[event].type if event in doc.entities else "", _main_project(doc),
        any(m.rule == "project-notice" for m in named), _free_dates(doc, named), _by_kind(named),
    )  # fmt: skip


def _by_kind(named: list[Mention]) -> dict[Kind, _Placed]:
    found: dict[Kind, list[Mention]] = {}
    for mention in named:
        found.setdefault(mention.kind, []).append(mention)
    return {kind: (tuple(m.begin for m in ms), tuple(ms)) for kind, ms in found.items()}


def _free_dates(doc: Doc, named: list[Mention]) -> tuple[Mention, ...]:
    """The dates that are no part of a name (2021年 of 2021年老旧小区改造项目)."""
    names = [(m.begin, m.end) for m in named if m.kind in (Kind.PROJECT, Kind.EVENT)]
    return tuple(
        d for d in doc.of_kind(Kind.DATE) if not any(b <= d.begin and d.end <= e for b, e in names)
    )


def _outermost(mentions: Iterator[Mention]) -> list[Mention]:
    """Without the mentions that lie inside another one."""
    kept: list[Mention] = []
    for mention in sorted(mentions, key=lambda m: (m.begin, -m.end)):
        if not kept or mention.end > kept[-1].end:
            kept.append(mention)
    return kept


def _main_event(doc: Doc) -> str:
    """The event the article reports: one claimed as main, else the one its title names."""
    for claim in doc.claims:
        if isinstance(claim, Occurrence) and claim.main:
            return claim.event
    return ""


def _main_project(doc: Doc) -> str:
    """The project the whole article is about: of a notice, of the title, or the only one."""
    named = [m for m in doc.of_kind(Kind.PROJECT) if m.entity]
    for mention in named:
        if mention.rule == "project-notice":
            return mention.entity
    titled = list(dict.fromkeys(m.entity for m in named if in_title(doc, m.begin)))
    leading = bool(named) and (
        named[0].begin < len(doc.article.text) * (_LEAD_SHARE if len(named) > 1 else _HEAD_SHARE)
        or named[0].name.lstrip("“")[:4] in doc.article.title
    )
    keys = list(dict.fromkeys(m.entity for m in named))
    wholes = [key for key in keys if doc.entities[key].type != "phase"]
    for group in (titled, wholes if leading else [], keys if leading else []):
        if len(group) == 1:
            return group[0]
    return ""


def home(doc: Doc) -> tuple[str, str]:
    """Key (where the article names it) and name of the home division; empty ones if unknown."""
    place = doc.article.context.home
    if not place:
        return "", ""
    chain = home_chain(place)
    name = chain[-1].name if chain else place
    key = f"place:{name}"
    return (key if key in doc.entities else ""), name


def is_predicate(read: Reader, project: Mention) -> bool:
    """Whether a project only says what another one is part of (X是Y的控制性工程)."""
    clause = read.clause_at(project.begin)
    if clause is None or not _PART_OF.match(read.text, project.end):
        return False
    return bool(_IS.search(read.text, clause.begin, project.begin))


def is_actor(doc: Doc, mention: Mention) -> bool:
    """Whether a body has figures of its own: a company or school, not an office."""
    entity = doc.entities.get(mention.entity)
    kind = (entity.type if entity else "") or mention.type
    return kind in _ACTORS or mention.name.endswith(
        ("公司", "集团", "合作社", "企业", "厂", "酒店", "学校")
    )


def is_division(place: Mention) -> bool:
    """Whether a place is a division that has people and figures of its own."""
    if place.name.endswith(_AREAS):
        return False
    return (
        place.rule == "place-deixis"
        or place.type in _DIVISIONS
        or bool(place.name[-1:] in "省市县区州盟旗镇乡村" or place.name.endswith(("街道", "社区")))
    )


def leads(read: Reader, clause: Clause, mention: Mention) -> bool:
    """Whether a mention stands at the head of its clause, a date before it set aside."""
    begin = clause.begin
    for date in read.dates:
        if begin <= date.begin < mention.begin:
            gap = _LEAD.sub("", read.text[begin : date.begin], count=1)
            begin = date.end if not gap.strip() else begin
    return not _LEAD.sub("", read.text[begin : mention.begin], count=1).strip()


def in_title(doc: Doc, position: int) -> bool:
    """Whether a position lies in the title, kicker or subtitle."""
    blocks = doc.article.blocks
    at = bisect_right(blocks, position, key=_BEGIN) - 1
    return at >= 0 and position < blocks[at].end and blocks[at].role in _HEADLINES
