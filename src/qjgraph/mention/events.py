"""Named events: 县委常委会第112次会议, 党的二十届四中全会, 四季度重大项目集中开工活动.

An event's name ends in a head (推进会, 仪式) and grows to the left word by word until a word that
cannot belong to it, or it follows one of the fixed patterns of congresses and plenums.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import cache

import ahocorasick

from qjgraph.lexicon.bodies import LEVELS
from qjgraph.lexicon.rules import confidence
from qjgraph.lexicon.tables import table, words
from qjgraph.lexicon.tokens import Tokens, is_known
from qjgraph.mention.edges import ends_in_post
from qjgraph.mention.levels import Levels
from qjgraph.model import Article, DateValue, Kind, Mention

_NUMBER = r"[一二三四五六七八九十百\d]+"
_HAN = r"\u4e00-\u9fff"

#: Congresses, their sessions and plenums, from the body's name or 第…届 on.
_SESSION = re.compile(
    rf"第?{_NUMBER}届(?:[{_HAN}]{{0,16}}?)"
    rf"(?:第?{_NUMBER}次|{_NUMBER}中)(?:全会|全体会议|会议|全体\(扩大\)会议)"
)
#: What stands before 第…届 and belongs to the name: the party, a level word, a committee.
_HOLDER = re.compile(
    r"(?:(?:中国共产党|中共|党的?|全国|[省市县区州旗镇乡])(?:委|政协|人大)?|政协)$"
)
_CONGRESS = re.compile(
    r"(?:党的|中共)第?(?:十[一二三四五六七八九]|二十)(?:次全国代表大会|大)(?!以来|精神进)"
)
#: 政府第87次常务会议, 常委会第112次会议: what stands between a body and its meeting.
_NUMBERED = re.compile(
    rf"(?:第{_NUMBER}次|{_NUMBER}届{_NUMBER}次)?(?:\(扩大\))?"
    r"(?:党组|常务|常委会|常委|主任|主席|全体|工作|党委)?(?:\(扩大\)|扩大)?(?:会议|全会)"
)
_HELD = re.compile(r"召开|举行")
_HOLDING = re.compile(r"(?:党组)?(?:召开|举行)(?:了)?")

#: Types of bodies of which 召开会议 means their own meeting.
_CONVENING = frozenset(("government", "party", "congress", "conference", "supervision"))
_FURTHER = re.compile(r"(?<=大、)(?:十[一二三四五六七八九]|二十)大")
_CLOSED = frozenset(("p", "c", "d", "r", "y", "e", "o", "x", "f", "u", "w"))
_LONGEST = 34


@cache
def _heads() -> ahocorasick.Automaton:
    machine = ahocorasick.Automaton()
    for row in table("event_heads"):
        machine.add_word(row["head"], (row["head"], row["type"]))
    machine.make_automaton()
    return machine


def find(
    article: Article, tokens: Tokens, level: Levels, bodies: list[Mention], dates: list[Mention],
    people: Iterable[Mention], places: Iterable[Mention] = (),
) -> list[Mention]:  # fmt: skip
    """All named events of an article, the longest where they overlap, in order.

    Args:
        dates, people: where days, persons and posts stand; no event's name reaches over them.
    """
    days = {position for one in people for position in range(one.begin, one.end)}
    days |= {
        position
        for date in dates
        if isinstance(date.value, DateValue) and date.value.granularity in ("day", "vague")
        for position in range(date.begin, date.end)
    }
    hits = [
        *_sessions(article.text, level, places),
        *_of_bodies(article.text, bodies),
        *_headed(article.text, tokens, level, places, frozenset(days)),
    ]
    named = _conjoined(article.text, _first_told(article.text, _longest(hits)))
    return sorted((*named, *_bare(article.text, named)), key=lambda m: m.begin)


#: 此次集中签约、集中|开工活动: what a name points back with.
_POINTED = re.compile(r"[此本这]次[^,。;:!?\n]{0,12}$")


def _first_told(text: str, hits: list[Mention]) -> list[Mention]:
    """The events without those that only point back to one of their kind told before."""
    kept: list[Mention] = []
    for hit in hits:
        before = any(one.type == hit.type and one.name[-2:] == hit.name[-2:] for one in kept)
        if not (before and _POINTED.search(text, max(0, hit.begin - 14), hit.begin)):
            kept.append(hit)
    return kept


_SHORT_FORM = re.compile(r"\((?:以?下?简?称)[^()]*\)")


def _mention(begin: int, end: int, name: str, kind: str, rule: str) -> Mention:
    return Mention(
        kind=Kind.EVENT, begin=begin, end=end, name=_plain(name), type=kind, rule=rule,
        confidence=confidence(rule),
    )  # fmt: skip


def _plain(name: str) -> str:
    """A name without (下称…), blanks and the marks around the whole of it.

    “启俊楼”竣工仪式 keeps the marks of its part.
    """
    bare = _SHORT_FORM.sub("", name).strip('《》" ')
    inner = bare.strip("“”")
    return inner if inner.count("“") == inner.count("”") else bare


def _with_division(text: str, level: Levels) -> str:
    """The name with a leading level word spelled out: 县十八届 → 云岭县十八届."""
    owner = level.name(text[0]) if text[0] in LEVELS else ""
    return owner + text[1:] if owner else text


def _sessions(text: str, level: Levels, places: Iterable[Mention]) -> Iterator[Mention]:
    ends = {place.end: place for place in places}
    for match in _SESSION.finditer(text):
        holder = _HOLDER.search(text, max(0, match.start() - 8), match.start())
        begin = holder.start() if holder else match.start()
        place = ends.get(begin) or ends.get(begin + 1) or ends.get(match.start())
        begin = min(begin, place.begin) if place else begin
        name = text[begin : match.end()]
        name = _HELD.sub("", name if place else _with_division(name, level))
        yield _mention(begin, match.end(), name, "meeting", "event-session")
    for match in _CONGRESS.finditer(text):
        yield _mention(match.start(), match.end(), match.group(), "meeting", "event-session")
    for match in _FURTHER.finditer(text):
        name = f"党的{match.group()}"
        yield _mention(match.start(), match.end(), name, "meeting", "event-session")


def _of_bodies(text: str, bodies: list[Mention]) -> Iterator[Mention]:
    """区政府第87次常务会议 and, with a verb between, 区委常委会召开会议."""
    for body in bodies:
        position = body.end
        held = _HOLDING.match(text, position)
        start = held.end() if held else position
        match = _NUMBERED.match(text, start)
        if match is None:
            continue
        if held is not None and body.type not in _CONVENING:
            continue
        if text[match.end() : match.end() + 1] in ("室", "厅", "中"):
            continue
        begin = body.begin if held is None else match.start()
        name = body.name + match.group()
        yield _mention(begin, match.end(), name, "meeting", "event-of-body")


def _headed(
    text: str, tokens: Tokens, level: Levels, places: Iterable[Mention], days: frozenset[int]
) -> Iterator[Mention]:
    starts = {place.begin for place in places if place.name[-1] in LEVELS}
    for last, (head, kind) in _heads().iter(text):
        end = last + 1
        begin = _left_edge(tokens, end - len(head), days)
        begin = _enumerated(text, begin) if head.endswith("行动") else begin
        ahead = (p for p in (begin + 1, begin + 2) if p in starts)
        begin = next((p for p in ahead if p == begin + 1 or not is_known(text[begin:p])), begin)
        if text[begin] == "(":
            begin = text.index(")", begin) + 1
        name = text[begin:end]
        if len(name) - len(head) < 2 or _COUNTED.match(name) or _generic(name, head):
            continue
        if text[end : end + 1] in ("室", "厅", "场", "所", "期", "战", "议"):
            continue
        if text[end : end + 2] == "中心" or (head == "比赛" and text[end : end + 1] == "日"):
            continue
        yield _mention(begin, end, _with_division(name, level), kind, "event-headed")


_BARE_HEADS = (
    "汇报会", "座谈会", "反馈会", "见面会", "恳谈会", "调度会", "推进会", "交流会", "协调会",
)  # fmt: skip
_BARE = re.compile(
    rf"(?:召开|举行)(?:了)?的((?:工作)?(?:{'|'.join(_BARE_HEADS)}))"
    r"|(?:^|[。\n])(汇报会|座谈会|反馈会|恳谈会)上"
    r"|(?<!次)主持召开(座谈会|汇报会|反馈会|恳谈会)(?=[,。])",
    re.MULTILINE,
)
#: 主持召开专题会议,研究…: called by its kind alone; 会议 only where somebody chairs it.
_CALLED = re.compile(
    r"(?<![次曾将拟])召开了?(?P<kind>(?:专题|工作|调度|推进|协调|碰头|现场|办公|视频|紧急){1,3}会议?"
    r"|(?<=主持召开)会议)(?=[,。;])"
)


def _bare(text: str, named: list[Mention]) -> Iterator[Mention]:
    """在随后召开的汇报会上: an event with no name but its kind, where no other has that kind."""
    found = any(head in text for head in _BARE_HEADS)  # far faster than the pattern
    for match in _BARE.finditer(text) if found else ():
        group = match.lastindex or 1
        head = match.group(group)
        if not any(one.name.endswith(head) for one in named):
            yield _mention(match.start(group), match.end(group), head, "meeting", "event-bare")
    called = _CALLED.search(text) if "召开" in text else None
    if called and not any(one.type == "meeting" for one in named):
        yield _mention(*called.span("kind"), called["kind"], "meeting", "event-bare")


def _conjoined(text: str, named: list[Mention]) -> list[Mention]:
    """推进会暨…例会 is one event with a double name."""
    joined: list[Mention] = []
    for one in named:
        last = joined[-1] if joined else None
        begin = one.begin + (text[one.begin] == "暨")
        if last is not None and text[last.end : begin] == "暨":
            name = f"{last.name}暨{text[begin : one.end]}"
            joined[-1] = replace(last, end=one.end, name=name)
        else:
            joined.append(one)
    return joined


#: 开展酒驾、醉驾、毒驾统一夜查行动: what a verb's object lists before its last word.
_LISTED = re.compile(r"(?:开展|举行)了?((?:[一-鿿]{1,6}、){1,4})$")


def _enumerated(text: str, begin: int) -> int:
    """Where a name begins whose first part is a list; `begin` itself where it is none."""
    listed = _LISTED.search(text, max(0, begin - 30), begin) if text[begin - 1] == "、" else None
    return listed.start(1) if listed else begin


def _generic(name: str, head: str) -> bool:
    rest = name[: -len(head)].strip('“”"')
    generic = words("event_generic", "word") | words("event_left_stops", "word")
    # 某项目方在|仪式上: what is said at the rite, no name of it.
    return rest in generic or len(rest) < 2 or rest[-1] == "在"


def _left_edge(tokens: Tokens, begin: int, days: frozenset[int]) -> int:
    """Where an event's name begins, going left from its head."""
    edge = begin
    index = tokens.index_ending_at(begin)
    while index < 0 and begin > 0:
        begin -= 1
        index = tokens.index_ending_at(begin)
    if tokens.text[begin:edge] in words("event_left_stops", "word"):
        return edge
    edge = begin
    while index >= 0 and edge - tokens.starts[index] <= _LONGEST:
        word, tag, start = tokens.word(index), tokens.tags[index], tokens.starts[index]
        if word in "”)":
            opened = tokens.text.rfind("“" if word == "”" else "(", 0, start)
            if opened < 0 or begin - opened > _LONGEST or tokens.index_ending_at(opened) < 0:
                break
            edge, index = opened, tokens.index_ending_at(opened)
            continue
        if start in days or not _belongs(tokens, index, word, tag):
            break
        edge = start
        index -= 1
    return edge


#: 三次应急演练, 两场招聘会: so many, none by name.
_COUNTED = re.compile(r"[一二两三四五六七八九十\d]+[余多]?[次场]")
#: Before the classifier of 第30个教师节.
_ORDINAL = re.compile(rf"第{_NUMBER}$")
#: 庆祝第30个教师节大会, 庆祝建党95周年大会: the verb is the name's own.
_JUBILEE = re.compile(r"庆祝[^,。;“”]{0,24}?(?:周年|节)")


def _belongs(tokens: Tokens, index: int, word: str, tag: str) -> bool:
    stops = words("event_left_stops", "word")
    if word == "庆祝" and _JUBILEE.match(tokens.text, tokens.starts[index]):
        return True
    if word in stops or (len(word) > 2 and word[-2:] in stops):
        return False
    if ends_in_post(word):
        return False
    if word in ("暨", "-", "·"):
        return True
    if word == "—":
        start = tokens.starts[index]
        return "——" not in tokens.text[max(0, start - 1) : start + 2]
    if word in ("和", "与", "及"):
        before = tokens.tags[index - 1] if index else "x"
        return before[0] in "nvj" and tokens.word(index - 1) not in ("精神", "会议")
    if tag == "x":
        return word.isalnum() or word == "%"
    if word in ("个", "期") and _ORDINAL.search(tokens.text, 0, tokens.starts[index]):
        return True
    return tag[:1] not in _CLOSED and not (tag in ("v", "q") and len(word) == 1 and word != "次")


def _longest(hits: list[Mention]) -> list[Mention]:
    chosen: list[Mention] = []
    taken: set[int] = set()
    for hit in sorted(hits, key=lambda m: (m.rule == "event-headed", m.begin - m.end, m.begin)):
        if not taken.intersection(range(hit.begin, hit.end)):
            taken.update(range(hit.begin, hit.end))
            chosen.append(hit)
    return sorted(chosen, key=lambda m: m.begin)
