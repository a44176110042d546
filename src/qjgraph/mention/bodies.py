"""Organizations: 县发改局, 渭东区人民法院, 天山云麦食品有限公司.

Three grammars over one scan of the text:

* an organ behind a division or a level word (县 + 人大常委会); a bare level word is the home's
  division of that level;
* an ending whose left part is free (… + 有限公司): the name grows to the left word by word until a
  word that cannot belong to a name;
* a known national or international body.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from qjgraph.lexicon.bodies import LEVELS, Organ, automaton, organs, stops
from qjgraph.lexicon.names import name_end, surnames
from qjgraph.lexicon.rules import confidence
from qjgraph.lexicon.tokens import Tokens, is_known
from qjgraph.mention.body_units import committees, units
from qjgraph.mention.edges import left_edge
from qjgraph.mention.levels import LONG_LEVELS, Levels
from qjgraph.model import Article, Kind, Mention

_QUOTES = {ord(mark): None for mark in '“”"‘’'}

#: A zone that has committees of its own.
_ZONE = re.compile(
    r"(?:产业集聚|经济技术开发|经济开发|高新技术产业开发|工业园|产业园|开发|高新|示范|度假|风景名胜|新)区$"
)

#: 第十八届 between a division and its congress.
_TERM = re.compile(r"第?[一二三四五六七八九十百\d]{1,4}届$")


@dataclass(frozen=True, slots=True)
class _Scene:
    """What the grammars look at: text, words, and where places begin and end."""

    text: str
    tokens: Tokens
    levels: Levels
    place_at_end: Mapping[int, Mention]
    place_starts: frozenset[int]
    place_starts_any: frozenset[int]


def find(article: Article, tokens: Tokens, places: list[Mention], level: Levels) -> list[Mention]:
    """All organizations of an article, the longest where they overlap, in order."""
    ends: dict[int, Mention] = {}
    for place in places:
        if place.end not in ends or place.begin < ends[place.end].begin:
            ends[place.end] = place
    starts = frozenset(place.begin for place in places if _governs(place))
    begins = frozenset(place.begin for place in places)
    scene = _Scene(article.text, tokens, level, ends, starts, begins)
    forms = [
        (last + 1, organ) for last, values in automaton().iter(article.text) for organ in values
    ]
    read = (_read(scene, end - len(organ.form), end, organ) for end, organ in forms)
    hits = [hit for hit in read if hit]
    hits += [within for hit in hits for within in committees(scene.text, hit)]
    found = _longest(hits)
    found = _longest([*found, *_listed(scene, found, forms)])
    return sorted((*found, *units(scene.text, found)), key=lambda m: (m.begin, m.end))


def _listed(
    scene: _Scene, found: list[Mention], forms: list[tuple[int, Organ]]
) -> Iterator[Mention]:
    """县发改局、财政局: a bare organ behind a listed one is of the same division."""
    ends = {body.end: body for body in found}
    for end, organ in forms:
        begin = end - len(organ.form)
        if organ.kind != "organ" or scene.text[begin - 1 : begin] not in _AND:
            continue
        owner = _listed_owner(scene, begin, ends)
        if len(organ.form) > 2 and owner:
            hit = _mention(begin, end, owner + organ.form, organ, "body-in-list")
            ends[end] = hit
            yield hit


_AND = ("、", "和", "及", "与")
_STOP = re.compile(r"[,。;:!?\n]")
_CLOSED_LIST = re.compile(
    r"[^,。;:!?\n]{0,60}?等(?:\d+[个家])?(?:相关|有关|职能|部门|单位|县直|市直|区直)"
)


def _listed_owner(scene: _Scene, begin: int, ends: Mapping[int, Mention]) -> str:
    """The division of a bare organ in a list: that of a body before it in the list, or the home."""
    text = scene.text
    start = max((m.end() for m in _STOP.finditer(text, max(0, begin - 80), begin)), default=0)
    for end in range(begin - 1, max(start, begin - 80), -1):
        owner = _division_before(ends[end]) if end in ends and ends[end].begin >= start else ""
        if owner:
            return owner
    return scene.levels.own if _CLOSED_LIST.match(text, begin) else ""


def _division_before(body: Mention) -> str:
    """The division a body's name opens with; empty where its organ is not on the list."""
    known = organs()
    for size in range(2, len(body.name)):
        if body.name[size:] in known:
            return body.name[:size] if body.type in _LISTED else ""
    return ""


#: Types of bodies that stand together in lists of a division's organs.
_LISTED = frozenset(("department", "congress", "conference", "government", "association", "court"))


def _read(scene: _Scene, begin: int, end: int, organ: Organ) -> Mention | None:
    if organ.form[-1] == "部" and scene.text[end : end + 1] == "门":
        return None
    if organ.kind == "known":
        return _known(scene, begin, end, organ)
    if organ.kind == "organ":
        return _organ(scene, begin, end, organ)
    return _named(scene, begin, end, organ)


def _mention(begin: int, end: int, name: str, organ: Organ, rule: str) -> Mention:
    return Mention(
        kind=Kind.ORGANIZATION, begin=begin, end=end, name=name, type=organ.type,
        rule=rule, confidence=confidence(rule),
    )  # fmt: skip


def _known(scene: _Scene, begin: int, end: int, organ: Organ) -> Mention | None:
    tokens = scene.tokens
    branch = _BRANCH.match(scene.text, end) if organ.full in _PARTIES else None
    if branch:
        name = scene.text[begin : branch.end()]
        return _mention(begin, branch.end(), name, organ, "body-known")
    office = _OFFICE.match(scene.text, end)
    if office and office.start(1) in scene.place_at_end and end in scene.place_starts_any:
        name = organ.full + scene.text[end : office.end()]
        return _mention(begin, office.end(), name, organ, "body-known")
    if organ.form in _OF_PREFECTURES:
        return _of_prefecture(scene, begin, end, organ)
    if begin and tokens.index_ending_at(begin) < 0:
        return None
    return _mention(begin, end, organ.full, organ, "body-known")


#: The democratic parties and the committee that one of them has in a division.
_PARTIES = frozenset(
    ("民革", "民盟", "民建", "民进", "农工党", "致公党", "九三学社", "台盟", "共青团", "团")
)
_BRANCH = re.compile(r"(?:[\u4e00-\u9fff]{2,7}?)?[省市县区州旗](?:工委|总支|支部|委)(?!员)")

#: What a national body has in a division: 新华社|江西|分社.
_OFFICE = re.compile(
    r"[\u4e00-\u9fff]{2,8}?(分社|总站|记者站|分行|支行|分局|分公司|供电公司|供电局|办事处|监管局|专员办)"
)

#: The organs of a prefecture (地区), which its name without 地区 may precede: 阿克苏地委.
_OF_PREFECTURES = ("地委", "行署")


def _of_prefecture(scene: _Scene, begin: int, end: int, organ: Organ) -> Mention | None:
    """阿克苏地委, 阿克苏地区行署; bare ones are of the home's prefecture."""
    start = begin - 2 if scene.text.endswith("地区", 0, begin) else begin
    place = scene.place_at_end.get(begin) or scene.place_at_end.get(start)
    if place is not None:
        name = scene.text[place.begin : end]
        return _mention(place.begin, end, name, organ, "body-of-division")
    index = scene.tokens.index_ending_at(start)
    if index >= 0 and scene.tokens.tags[index].startswith("ns"):
        left = scene.tokens.starts[index]
        return _mention(left, end, scene.text[left:end], organ, "body-of-division")
    if index < 0 and start:
        return None
    home = scene.levels.name("地区")
    owner = home.removesuffix("地区") if organ.form == "地委" else home
    return _mention(
        start, end, owner + organ.form, organ, "body-of-level" if home else "body-known"
    )


def _organ(scene: _Scene, begin: int, end: int, organ: Organ) -> Mention | None:
    text = scene.text
    if text[end : end + 1] and text[end] in _GOES_ON.get(organ.form, ""):
        return None
    if _is_member(text, end, organ):
        return None
    if organ.form in ("政府", "人民政府") and text.endswith("党委", 0, begin):
        return None  # 青石镇党委政府 names the committee; a bare 政府 would be the home's
    zone = _ZONE.search(text, max(0, begin - 10), begin)
    if zone and organ.type in ("party", "government"):
        owner = text[zone.start() : begin]
        return _mention(zone.start(), end, owner + organ.form, organ, "body-of-division")
    term = _TERM.search(text, max(0, begin - 6), begin)
    begin = term.start() if term else begin
    place = scene.place_at_end.get(begin)
    if place is not None and organ.form == "委员会":
        conference = _CONFERENCE.search(text, max(0, place.begin - 10), place.begin)
        if conference:
            return _conference(scene, conference.start(), place, end)
    if place is not None and _governs(place) and not _conjoined(scene, place):
        name = _joined(_written(scene, place), organ)
        return _mention(place.begin, end, name, organ, "body-of-division")
    for word in LONG_LEVELS:
        if text.endswith(word, 0, begin) and scene.levels.name(word):
            name = scene.levels.name(word) + organ.form
            return _mention(begin - len(word), end, name, organ, "body-of-level")
    level = text[begin - 1 : begin]
    named = scene.place_at_end.get(begin - 1)
    if named is not None and level and named.name.endswith(level) and _governs(named):
        # 长治市|市委: the level word repeats the end of the division's name.
        return _mention(named.begin, end, _joined(named.name, organ), organ, "body-of-division")
    if level and level in LEVELS and _level_word(scene, begin - 1):
        return _of_level(scene, begin, end, organ, level)
    unknown = _unknown_owner(text, begin, organ)
    if unknown:
        name = text[unknown.start(1) : end]
        return _mention(unknown.start(1), end, name, organ, "body-of-division")
    if text[begin - 2 : begin] in ("街道", "社区", "园区"):
        owner = _last_place(scene, begin, text[begin - 2 : begin])
        name = (owner or text[begin - 2 : begin]) + organ.form
        return _mention(begin - 2, end, name, organ, "body-of-level")
    return None


#: 政协云岭县(第九届)委员会 is 云岭县政协.
_CONFERENCE = re.compile(r"(?:政协|中国人民政治协商会议)$")


def _conference(scene: _Scene, begin: int, place: Mention, end: int) -> Mention:
    standing = scene.text.startswith("常务委员会", end)
    organ = organs()["政协常委会" if standing else "政协"]
    name = _written(scene, place) + organ.form
    return _mention(begin, end + 5 * standing, name, organ, "body-of-division")


_SEATS = {"人大": "代表", "政协": "委员"}


def _joined(owner: str, organ: Organ) -> str:
    """威县 and 委 are 威县县委: a county of one character keeps its level word."""
    twice = len(owner) == 2 and owner[-1] in LEVELS and organ.form[0] == "委"
    return owner + (owner[-1] if twice else "") + organ.form


def _is_member(text: str, end: int, organ: Organ) -> bool:
    """Whether 代表 or 委员 follows without a name: 市政协委员 are people, no body acts."""
    seat = _SEATS.get(organ.form)
    return bool(seat and text.startswith(seat, end) and not name_end(text, end + 2, strict=True))


#: One or two characters and a level word, behind a mark or a word of grammar.
_UNKNOWN = re.compile(
    r"(?<=[\s、,。;:\"“(为任由在向和与及是])((?![我全本各该两此同外每某几时现曾历原])[\u4e00-\u9fff]{1,2}[省市县区州旗盟镇乡])$"
)


def _unknown_owner(text: str, begin: int, organ: Organ) -> re.Match[str] | None:
    """为|嵖北县|人民政府: the full name of an organ always follows a division."""
    if not organ.form.startswith("人民"):
        return None
    return _unlisted(text, begin, 5)


def _unlisted(text: str, begin: int, reach: int) -> re.Match[str] | None:
    """One or two characters with a level word that are no words of the language."""
    match = _UNKNOWN.search(text, max(0, begin - reach), begin)
    return match if match and not is_known(match[1][:-1]) else None


def _unknown_division(scene: _Scene, at: int) -> int:
    """Where a division that no gazetteer knows begins: 莱阴|市 before an organ; 0 if none."""
    tokens = scene.tokens
    index = tokens.index_ending_at(at)
    if index < 0:
        return 0
    word, tag = tokens.word(index), tokens.tags[index]
    named = len(word) in (2, 3) and (tag.startswith(("ns", "nr", "nz")) or not is_known(word))
    return tokens.starts[index] if named else 0


def _written(scene: _Scene, place: Mention) -> str:
    """A division in front of a body as the text has it (白银军分区), but 我县 by its name."""
    if place.rule == "place-deixis":
        return place.name
    written = scene.text[place.begin : place.end]
    owner = scene.levels.name(written[0]) if written[0] in LEVELS else ""
    return owner + written[1:] if owner else written


def _conjoined(scene: _Scene, place: Mention) -> bool:
    """和县 after a name is 和 and 县, not the county of that name."""
    before = scene.text[place.begin - 1 : place.begin]
    return place.name == "和县" and "\u4e00" <= before <= "\u9fff"


def _of_level(scene: _Scene, begin: int, end: int, organ: Organ, level: str) -> Mention:
    """县 + organ: the county's name goes before it where it is known."""
    owner = scene.levels.name(level)
    listed = _listed_division(scene, begin - 1, level, wide=not owner)
    if listed:
        return _mention(begin - 1, end, listed + organ.form, organ, "body-of-level")
    if not owner or not scene.levels.at_home:
        unknown = _unknown_division(scene, begin - 1)
        if not unknown:
            match = _unlisted(scene.text, begin, 4)
            unknown = match.start(1) if match else 0
        if unknown:
            name = scene.text[unknown:begin] + organ.form
            return _mention(unknown, end, name, organ, "body-of-division")
    owner = owner or _last_place(scene, begin, level)
    name = _joined(owner or level, organ)
    return _mention(begin - 1, end, name, organ, "body-of-level")


def _listed_division(scene: _Scene, position: int, level: str, *, wide: bool) -> str:
    """The division that a list of posts before a bare level word speaks of.

    茂名市委常委、市委秘书长: 茂名市's; `wide` looks back over the commas of the sentence.
    """
    text = scene.text
    marks = "。;!?\n" if wide else "。;!?\n,"
    start = max(text.rfind(mark, 0, position) for mark in marks) + 1
    if not wide and text[position - 1 : position] != "、":
        return ""
    within = [
        place for end, place in scene.place_at_end.items()
        if start <= place.begin and end <= position and place.name.endswith(level)
        and place.rule != "place-deixis" and text[end : end + 1] in ("委", "政", "人", "县", "市")
    ]  # fmt: skip
    return max(within, key=lambda p: p.end).name if within else ""


def _last_place(scene: _Scene, position: int, level: str) -> str:
    """The last village or town named before, for 村党支部 and 镇政府."""
    before = [p for end, p in scene.place_at_end.items() if end <= position]
    named = [p for p in before if p.name.endswith(level) and level not in "省市县区州旗盟"]
    return max(named, key=lambda p: p.end).name if named else ""


def _governs(place: Mention) -> bool:
    return place.name[-1:] in "省市县区州旗盟镇乡村国" or place.name.endswith(
        ("街道", "社区", "开发区", "新区", "园区", "自治区", "林场", "农场")
    )


#: With 区 these are words of their own: 老区, 林区, 城区.
_AREAS_OF = "老新城郊林牧矿山灾景库"


def _level_word(scene: _Scene, position: int) -> bool:
    """Whether the level character at a position is a word of its own, not the end of 城市."""
    if position == 0:
        return True
    before = scene.text[position - 1]
    if not "\u4e00" <= before <= "\u9fff":
        return True
    if before in "全我本各该和与及由到在是、向对为给从被把将委率任":
        return before not in "全各"
    if before in _AREAS_OF and scene.text[position] in "区县村":
        return False
    return scene.tokens.index_ending_at(position) >= 0


def _named(scene: _Scene, begin: int, end: int, organ: Organ) -> Mention | None:
    """A free name before an ending; the left edge is the last word that can belong to it."""
    text = scene.text
    if text[end : end + 1] in ("长", "员") and organ.form not in ("管理局",):
        follow = text[end : end + 2]
        if follow not in ("长期",):
            return None
    if text[end : end + 1] and text[end] in _GOES_ON.get(organ.form, ""):
        return None
    if organ.form == "委" and text[begin - 1 : begin] in (*LEVELS, "地"):
        return None
    left = left_edge(text, scene.tokens, begin, company=organ.type == "company")
    named = organ.type != "company" and text[left] in surnames()
    ahead = range(left + 1, left + (4 if named else 3))  # 免去张国强|云岭县水务局
    starts = (p for p in ahead if p in scene.place_starts and p < begin)
    left = next(starts, left)
    unknown = _unknown_owner(text, begin, organ)
    if unknown:
        left = max(left, unknown.start(1))
    if text[left - 1 : left].isdigit():
        return None
    left += 2 if text.startswith(_LEADING_WORDS, left) and left + 2 < begin else 0
    if text[left] in _LEADING and left < begin and left not in scene.place_starts:
        left += 1
    if text[left] in "经据按" and text[left + 1] in LEVELS:
        left += 1
    name = text[left:end]
    place = scene.place_at_end.get(left)
    if place is not None and _governs(place):
        name, left = _written(scene, place) + name, place.begin
    elif text[left - 1 : left] in LEVELS and left and _level_word(scene, left - 1):
        owner = scene.levels.name(text[left - 1])
        name, left = (owner or text[left - 1]) + name, left - 1
    elif name[0] in LEVELS and scene.levels.name(name[0]) and _is_whole(name, organ):
        name = scene.levels.name(name[0]) + name[1:]
    if organ.type == "government" and _PARTY_BEFORE.search(scene.text, left, begin):
        return None
    bare = len(name) - len(organ.form)
    if bare < (1 if organ.needs == "any" else 2) or text[left:end] in stops() or name in stops():
        return None
    divided = _has_division(scene, left, begin) or text.startswith("国家", left)
    if (organ.needs == "division" and not divided) or name.endswith(_NO_ENDINGS):
        return None
    registered = organ.form.endswith(_REGISTERED)
    coined = (
        (organ.form == "集团" and _coined(scene, left, begin))
        or (organ.form in ("居委会", "居民委员会") and bare > 3)
        or (organ.type == "school" and _SITED.search(text, left, begin) is not None)
    )
    if not divided and not registered and not coined and not _proper(scene, left, begin):
        return None
    return _mention(left, end, name.translate(_QUOTES), organ, "body-ending")


def _is_whole(name: str, organ: Organ) -> bool:
    """Whether a level word makes a body's name of an ending: 县图书馆, 县医院, not 县局."""
    public = organ.type in ("institution", "hospital", "media", "association")
    return len(name) > len(organ.form) + 1 or (public and len(organ.form) > 1)


#: 民主路|小学: a school named for where it stands.
_SITED = re.compile(r"[\u4e00-\u9fff]{2}[路街园桥湖河江坪坝塘屯寨]$")

#: What a register of companies asks a name to end in; no common noun does.
_REGISTERED = ("有限公司", "有限责任公司")

#: 县委县政府 are two bodies.
_PARTY_BEFORE = re.compile(r"[省市县区州旗镇乡]委[省市县区州旗镇乡]$")

#: What may not follow a short ending, since the two are another word.
_GOES_ON = {
    "办": "事法理案好学公得成证实起", "局": "部面势限地促", "厅": "堂里", "委": "员托派会屈婉任培",
    "人行": "道横天便", "大学": "生", "中学": "生", "小学": "生",
}  # fmt: skip
#: Words of one character that open no name, though a word guess may glue them to one.
_LEADING = "任在到于由从赴往"
_LEADING_WORDS = ("以及", "及其", "或者", "包括", "还有", "并且", "会同", "联合")
_NO_ENDINGS = (
    *("布局", "格局", "大局", "结局", "开局", "全局", "僵局"),
    *("常委", "党委", "纪委", "团委", "编委", "评委", "组委", "支委", "政委", "主委"),
    *("主办", "承办", "举办", "开办", "兴办", "创办", "督办", "协办", "联办", "申办", "帮办"),
)
_NATIONAL = ("国家", "全国", "中国", "中央", "国际", "世界", "亚洲", "国务院")
_NAMES = ("ns", "nr", "nz", "nt", "x", "eng")


def _coined(scene: _Scene, left: int, begin: int) -> bool:
    """Two lone characters that make no word are a firm's short name: 晋|煤, 武|钢."""
    lone = begin - left == 2 and scene.tokens.index_ending_at(left + 1) >= 0
    return lone and not set(scene.text[left:begin]) & set("该各大本某两三几多此这那等和")


def _proper(scene: _Scene, left: int, begin: int) -> bool:
    """Whether the free part holds a word that only a name has; 电力公司 has none."""
    tokens = scene.tokens
    if scene.text.startswith(_NATIONAL, left):
        return True
    index = tokens.index_ending_at(left) + 1 if left else 0
    while index < len(tokens.tags) and tokens.starts[index] < begin:
        word = tokens.word(index)
        if tokens.tags[index].startswith(_NAMES) or not is_known(word):
            return True
        index += 1
    return False


def _has_division(scene: _Scene, left: int, begin: int) -> bool:
    return scene.text[left] in LEVELS or any(
        left < end <= begin and _governs(place) for end, place in scene.place_at_end.items()
    )


def _longest(hits: list[Mention]) -> list[Mention]:
    """Of overlapping hits the longest; equal ones by the surer rule; in text order."""
    chosen: list[Mention] = []
    taken: set[int] = set()
    for hit in sorted(hits, key=lambda m: (m.begin - m.end, -m.confidence, m.begin)):
        if not taken.intersection(range(hit.begin, hit.end)):
            taken.update(range(hit.begin, hit.end))
            chosen.append(hit)
    return sorted(chosen, key=lambda m: m.begin)
