"""Events without a name of their own: an official goes and looks, receives or visits.

    PERSON (、PERSON)* [深入|到|赴|率…|先后 …] VERB OBJECT      李建疆深入红柳镇…调研春耕生产

The event is named by its leader, verb and object (李建疆调研春耕生产).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from functools import cache

from qjgraph.lexicon.marks import ALONG
from qjgraph.lexicon.rules import confidence
from qjgraph.lexicon.tables import table
from qjgraph.model import Article, Kind, Mention, Role, Sentence

_OFFICIAL = frozenset(("committee", "chief", "leader", "body"))

#: What may stand between the leader and the verb: motion, manner, company, places.
_OPENERS = (
    "先后|分别|一行|带队|率队|率领|率|带领|深入|到|赴|来到|来|前往|走进|在|就|对|专题|实地|现场|继续|再次|"
    "以|通过|沿|乘车|驱车|乘船|步行|徒步|分赴|奔赴|辗转|会同|首先|先到|到达|于|今日|昨日|近日|上午|下午|\\d+[月日]|"
    "前来|代表|组织(?=[^,。;]{0,12}(?:代表|委员))|亲临|莅临|抵达|冒雨|顶着|冒着|深入到|利用|采取|随机|不打招呼|轻车简从|亲自|又|还|也|等"
)
_WAY = re.compile(rf"(?:\([^()]*\))?(?:同志)?,?(?:{_OPENERS})")
_OBJECT = re.compile(r"(?:了)?[\u4e00-\u9fff“”\d·]{0,24}?(?=时|并|[,。;:!?\n(]|$)")
#: Of a list of those visited (了A、B等优抚对象) the word that sums it up.
_SUMMED = re.compile(r"(?:了)?[^,。;:!?\n]{4,60}?等([\u4e00-\u9fff]{2,10})(?=[,。;:!?\n(]|$)")
#: Only an official's words are told so, and only an official leads others.
_DIRECTS = re.compile(r"强调|指出|要求|率(?!先|领先)|带队|带领[^,。;]{2,20}(?:组|团|一行|人员)")
_TROOP = re.compile(r"率[^,。;]{2,16}团")
#: 对我县的热情|接待 表示感谢: a noun, no deed of who speaks.
_THANKED = re.compile(r"的[\u4e00-\u9fff]{1,2}$")
_SKIP = re.compile(
    r"(?:到场|临场|陪同|参加|随同|接受|听取|出席|配合|迎接|汇报|通报|组织|加强|强化|实施|建立|健全)$"
)


#: Words of going to a place, behind which who looks or asks inspects.
_MOTION = re.compile("来到|深入|前往|走进|赶到|赶赴|抵达|[赴到](?!场)")
#: 对我县重大项目建设情况进行了集中|督查: the object before the verb.
_TREATED = re.compile(
    r"[对就](?:[我全]?[省市县区州旗镇乡])?(?:的)?(?P<object>[一-鿿“”\d·]{2,20}?)(?:的?情况|等?工作)?进行了?(?:[一-鿿]{2,4})?$"
)


@cache
def _led_to() -> frozenset[str]:
    """Verbs that tell of an inspection only behind words of going there."""
    return frozenset(row["verb"] for row in table("inspection_verbs") if row["after"] == "motion")


@cache
def _verbs() -> tuple[dict[str, str], re.Pattern[str]]:
    kinds = {row["verb"]: row["type"] for row in table("inspection_verbs")}
    names = "|".join(sorted(map(re.escape, kinds), key=lambda v: (-len(v), v)))
    return kinds, re.compile(
        rf"(?:{_OPENERS})?[^。;!?\n]{{0,90}}?({names})(?!员|组|团|报告|队|课题|室|单位|机构|站|机制|制度|项目(?!建设|进展|推进|工作|情况|施工|现场)|点|团|活动|工作会|座谈会|汇报会|方案|情况汇报)"
    )


def find(article: Article, persons: list[Mention], posts: list[Mention]) -> list[Mention]:
    """One EVENT mention for each leader and verb, at its first place; in order."""
    officials = _officials(article.text, persons, posts)
    after = {post.begin: post.end for post in posts}
    found: dict[tuple[str, str], Mention] = {}
    for sentence in article.sentences:
        for hit in _in_sentence(article, sentence, persons, officials, after):
            found.setdefault((hit[0], hit[1].type), hit[1])
    visits = sorted(found.values(), key=lambda m: m.begin) or list(_of_troops(article))
    titled = _titled(article, persons) if visits else ""
    return [replace(visits[0], name=titled), *visits[1:]] if titled else visits


#: A body that goes somewhere, where no person is named for it: 省督查组到我县检查.
_TROOPS = re.compile(
    r"(?:^|(?<=[,。\n日午晚]))[一-鿿“”]{0,20}?(?:督察|督导|督查|检查|考察|调研|评估|验收|巡查|观摩|视察|专家)"
    r"(?:组|团)(?:一行)?(?:\d+余?人)?,?(?:来|到|赴|深入|下沉|莅临|抵达|走进|对)"
)


#: Sentences in which the news is told.
_OPENING = 3
#: A longer wording is cut to verb and object.
_LONGEST = 24


def _of_troops(article: Article) -> Iterator[Mention]:
    """The first such visit that the text opens with: 省消防督查组来我县检查消防工作."""
    kinds, pattern = _verbs()
    body = [s for s in article.sentences if article.blocks[s.block].role is Role.PARAGRAPH]
    for sentence in body[:_OPENING]:
        went = _TROOPS.search(article.text, sentence.begin, sentence.end)
        told = went and pattern.match(article.text, went.end(), sentence.end)
        if went is None or told is None or not _straight(article.text[went.end() : told.start(1)]):
            continue
        end, deed = _deed(article.text, told, went.end(), sentence.end)
        whole = article.text[went.start() : end]
        yield Mention(
            kind=Kind.EVENT, begin=told.start(1), end=end,
            name=whole if len(whole) <= _LONGEST else deed,
            type=kinds[told.group(1)], rule="event-unnamed", confidence=confidence("event-unnamed"),
        )  # fmt: skip
        return


#: Between a troop's going and its deed: how it is done (,采取…方式,对…进行).
_MEANS = re.compile("[^,]{0,14},(?:采取|通过|以|对|就|围绕)[^。;]{0,60}")


def _straight(between: str) -> bool:
    """Whether a troop goes straight to its deed, or tells how it does it."""
    return "," not in between or _MEANS.fullmatch(between) is not None


def _titled(article: Article, persons: list[Mention]) -> str:
    """What a title without a leader calls the visit: 岚河县党政代表团来我县考察."""
    _, pattern = _verbs()
    for part in re.split(r"[\s,]+", article.title):
        told = pattern.match(part) if len(part) <= 30 else None
        if (
            told
            and told.start(1) >= 2
            and not any(person.name in article.title for person in persons)
        ):
            return re.split(r"时(?:强调|指出|要求)?$", part)[0]
    return ""


def _officials(
    text: str, persons: Iterable[Mention], posts: Iterable[Mention]
) -> frozenset[str]:  # fmt: skip
    """Names that an office stands right before or after, and of those who give directions."""
    at = {position for p in posts if p.type in _OFFICIAL for position in (p.begin, p.end)}
    listed = {m.name for m in persons if m.begin in at or m.end in at}
    listed |= {m.name for m in persons if m.rule == "person-in-list"}
    return frozenset(listed | {m.name for m in persons if _DIRECTS.match(text, m.end)})


def _in_sentence(
    article: Article,
    sentence: Sentence,
    persons: list[Mention],
    officials: frozenset[str],
    after: Mapping[int, int],
) -> Iterator[tuple[str, Mention]]:
    kinds, pattern = _verbs()
    text = article.text
    inside = [m for m in persons if sentence.begin <= m.begin < sentence.end]
    for index, person in enumerate(inside):
        if person.name not in officials:
            continue
        start = after.get(person.end, person.end)
        along = ALONG.match(text, start, sentence.end)
        start = along.end() if along else start
        limit = next((m.begin for m in inside[index + 1 :] if m.begin >= start), sentence.end)
        match = pattern.match(text, start, limit)
        if match is None or not _goes(text[start : match.start(1)]):
            continue
        if match[1] in _led_to() and not _MOTION.search(text, start, match.start(1)):
            continue
        end, deed = _deed(text, match, start, sentence.end)
        leader = _first(text, inside, index, after)
        yield leader.name, Mention(
            kind=Kind.EVENT, begin=match.start(1), end=end,
            name=(leader.name + deed).strip("“” "),
            type=kinds[match.group(1)], rule="event-unnamed",
            confidence=confidence("event-unnamed"),
        )  # fmt: skip


def _deed(text: str, match: re.Match[str], start: int, limit: int) -> tuple[int, str]:
    """Where verb and object end, and what they say: 走访慰问优抚对象, 率考察团来潍考察."""
    target = _OBJECT.match(text, match.end(), limit)
    end = target.end() if target else match.end()
    summed = None if target else _SUMMED.match(text, match.end(), limit)
    # What has no object is told by who comes: 率党政考察团来我县考察.
    troop = end == match.end() and _TROOP.match(text, start, match.start(1))
    if end == match.end() and not troop and not summed:
        treated = _TREATED.search(text, start, match.start(1))
        return end, match[1] + (treated["object"] if treated else "")
    deed = text[start if troop else match.start(1) : end]
    return end, _plain(match[1], deed) + (summed[1] if summed else "")


def _plain(verb: str, deed: str) -> str:
    """A deed without the 了 of its verb: 走访了困难群众."""
    return deed if "了" in verb else deed.replace("了", "", 1)


def _first(text: str, persons: list[Mention], index: int, after: Mapping[int, int]) -> Mention:
    """The first of those who go together (A、B、C走访…): it names the event."""
    while index and _together(text, persons[index - 1], persons[index], after):
        index -= 1
    return persons[index]


def _together(text: str, one: Mention, other: Mention, after: Mapping[int, int]) -> bool:
    """Whether only a mark and posts stand between two names: 县委书记A,县长B."""
    position = after.get(one.end, one.end)
    if text[position : position + 1] not in "、,和与 ":
        return False
    position += 1
    while position in after and position < other.begin:
        position = after[position]
        position += text[position : position + 1] == "、"
    return position == other.begin


def _goes(between: str) -> bool:
    """Whether the words between leader and verb are a way of going there."""
    if _SKIP.search(between) or "的" in between[-2:] or "座谈会" in between:
        return False
    if _THANKED.search(between):
        return False
    if "参与" in between or "参加" in between:
        return False
    return not between or _WAY.match(between) is not None
