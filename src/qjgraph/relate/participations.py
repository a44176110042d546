"""Who does what at an event.

The sentences are read in order with one *current* event, the last one that was said to be held.
In a sentence, persons gather as subjects until a verb of `role_verbs.tsv` gives them their role.
"""

from __future__ import annotations

import re
from collections.abc import Generator, Iterator
from dataclasses import dataclass
from functools import cache

import ahocorasick

from qjgraph.lexicon.tables import table
from qjgraph.model import Doc, Kind, Mention, Participation, Sentence
from qjgraph.relate.evidence import proof
from qjgraph.relate.happenings import HEADLINES, Happening, is_held, without_posts

#: Words for what the article as a whole reports.
_THE_WHOLE = re.compile(
    r"(?:参加|参与)(?:了)?(?:有关|相关|上述|此次|调研|考察|检查|督导|督查|督察|督战|视察|巡察|巡查|巡河|暗访|验收|接待|会见|走访|慰问)(?:活动)?|陪同(?:调研|考察|检查|参加|活动)"
)
_GENERIC = re.compile(
    r"(?:参加|出席|主持|列席|^|[,。\n])(?:了)?(会议|仪式|座谈会|活动|大会|开幕式|旅游节|文化节|艺术节|论坛|大赛|博览会|演练|比赛|运动会|庆典|盛典|晚会)(?![室厅])"
)
_QUOTE_ONLY = frozenset(("说", "介绍", "认为", "表示", "希望", "提出"))
_LAY_EVENTS = frozenset(("inspection", "visit"))
_PRONOUN = re.compile(r"(?:^|[,。;\n”])[他她]")


def participations(doc: Doc, found: dict[str, Happening]) -> list[Participation]:
    """Every role once; a chair, leader or speaker is no attendee besides."""
    return _settled([*_leading(doc, found), *_roles(doc, found)])


def _leading(doc: Doc, happenings: dict[str, Happening]) -> Iterator[Participation]:
    for one in happenings.values():
        for person in one.leaders:
            yield Participation(
                event=one.key, person=person.entity, role="lead",
                **proof(doc, person.begin, person.end, "part-lead"),
            )  # fmt: skip


@cache
def _verbs() -> ahocorasick.Automaton:
    machine = ahocorasick.Automaton()
    for row in table("role_verbs"):
        machine.add_word(row["verb"], (row["verb"], row["role"], row["place"]))
    machine.make_automaton()
    return machine


#: What is said at a gathering, behind a verb of giving it: 作了关于…的报告, 代表县政府作…说明.
_REPORT = re.compile(
    r"(?<![工操合写协运创当])(?:代表[^,。;“”]{2,20})?[作做](?:了|出)?(?!用)[^,。;!?“”]{0,60}?"
    r"(?:报告|说明|汇报|发言|演讲|讲话|动员|点评|总结|部署|表态|介绍)(?=[,。;、!\n]|并|$)"
)


#: Names inside which a verb is no verb (调研员, 推进会).
_NAMED = frozenset((Kind.POST, Kind.ORGANIZATION, Kind.EVENT, Kind.PROJECT, Kind.POLICY))


@dataclass(frozen=True, slots=True)
class _Item:
    begin: int
    end: int
    person: Mention | None = None
    verb: str = ""
    role: str = ""


def _items(doc: Doc, sentence: Sentence) -> list[_Item]:
    """Persons and role verbs of a sentence in order; of overlapping verbs the longest."""
    text = doc.article.text
    here = doc.beginning_in(sentence.begin, sentence.end)
    items = [_Item(m.begin, m.end, person=m) for m in here if m.kind is Kind.PERSON]
    taken = {position for item in items for position in range(item.begin, item.end)}
    taken |= {
        position for m in here if m.kind in _NAMED and m.rule != "event-unnamed"
        for position in range(m.begin, m.end)
    }  # fmt: skip
    verbs = [
        _Item(begin, begin + len(verb), None, verb, role)
        for last, (verb, role, place) in _verbs().iter(text[sentence.begin : sentence.end])
        for begin in (sentence.begin + last + 1 - len(verb),)
        if not (verb == "部署" and text.endswith("研究", 0, begin))
        if place != "report" or _REPORT.match(text, begin, sentence.end)
    ]
    for item in sorted(verbs, key=lambda i: (i.begin - i.end, i.begin)):
        if not taken.intersection(range(item.begin, item.end)):
            taken.update(range(item.begin, item.end))
            items.append(item)
    return sorted(items, key=lambda i: i.begin)


def _roles(doc: Doc, happenings: dict[str, Happening]) -> Iterator[Participation]:
    current = next((one for one in happenings.values() if one.main), None)
    speaker: Mention | None = None
    for sentence in doc.article.sentences:
        if doc.article.blocks[sentence.block].role in HEADLINES:
            continue
        current = _current(doc, sentence, happenings, current)
        if current is None:
            continue
        speaker = yield from _in_sentence(doc, sentence, happenings, current, speaker)


#: Behind an event that only tells when another one was: 开工仪式前,李正印主持召开座谈会.
_BESIDE = ("前,", "后,", "之前", "之后", "结束后", "开始前")


def _current(
    doc: Doc, sentence: Sentence, happenings: dict[str, Happening], current: Happening | None
) -> Happening | None:
    text = doc.article.text
    for mention in doc.of_kind(Kind.EVENT):
        if sentence.begin <= mention.begin < sentence.end:
            one = happenings[mention.entity]
            if text.startswith(_BESIDE, mention.end):
                continue
            again = one.mention.begin == mention.begin or mention.rule == "event-bare"
            there = text.endswith("在", 0, mention.begin) and text.startswith("上", mention.end)
            if one.held and (again or there or is_held(doc, mention)):
                return one
    return _recalled(doc, sentence, happenings) or current


def _recalled(doc: Doc, sentence: Sentence, happenings: dict[str, Happening]) -> Happening | None:
    """The held event that 会议, 仪式 or 有关活动 in a sentence stands for."""
    if _THE_WHOLE.search(doc.article.text, sentence.begin, sentence.end):
        return next((one for one in happenings.values() if one.main), None)
    match = _GENERIC.search(doc.article.text, sentence.begin, sentence.end)
    if match is None:
        return None
    before = [
        one for one in happenings.values()
        if one.held and one.mention.begin < match.start()
        and doc.entities[one.key].name.endswith(match.group(1))
    ]  # fmt: skip
    return max(before, key=lambda one: one.mention.begin, default=None)


def _in_sentence(
    doc: Doc, sentence: Sentence, happenings: dict[str, Happening], current: Happening,
    speaker: Mention | None,
) -> Generator[Participation, None, Mention | None]:  # fmt: skip
    """Roles in one sentence; returns the last subject, whom 他 in the next one means."""
    text = doc.article.text
    present = _PRESENT.search(text, sentence.begin, sentence.end)
    if present is not None:
        yield from _present(doc, sentence, current, present.end())
        return speaker
    subjects: list[Mention] = []
    quoted: Mention | None = None
    last_end, spoken = sentence.begin, False
    for item in _items(doc, sentence):
        if item.person is not None:
            if spoken:
                subjects, spoken = [], False
            if _is_quoted(text, item.begin):
                subjects, quoted = [], item.person
            elif not (_is_object(text, item.begin) or _stands_aside(text, item.person)):
                subjects.append(item.person)
                speaker, quoted = item.person, None
            last_end = item.end
            continue
        if quoted is not None:
            there = _elsewhere(doc, happenings, quoted, item)
            if there is not None:
                yield from _give(doc, sentence, there, [quoted], item)
            continue
        there = _elsewhere(doc, happenings, subjects[-1], item) if subjects else None
        if there is not None and item.role == "speaker":
            yield from _give(doc, sentence, there, subjects, item)
            last_end, spoken = item.end, True
            continue
        if len(subjects) > 1 and item.verb.startswith("陪同") and text.startswith("下", item.end):
            # A在B、C陪同下: B and C go along, what follows A does alone.
            yield from _give(doc, sentence, current, subjects[1:], item)
            subjects = subjects[:1]
            continue
        acting = subjects
        if not acting and speaker is not None and _by_pronoun(text, sentence, item):
            acting = [speaker]
        if not acting or not _reaches(text, last_end, item):
            continue
        yield from _give(doc, sentence, current, acting, item)
        last_end, spoken = item.end, True
    return speaker


#: A verb before those present: 出席开幕式的其他领导和嘉宾有A、B, 参加会议的还有C.
_PRESENT = re.compile(
    r"(?:出席|参加|列席)(?:了|此次|本次|这次)?[^,。;:!?\n]{0,24}?的?"
    r"(?:领导|嘉宾|人员|同志|专家|来宾|会议的|活动的|仪式的|式的)[^,。;:!?\n]{0,6}?(?:还有|包括|有)[,:]?"
    r"|执行主席(?:的)?(?:是|为|有)[,:]?"
)


def _present(doc: Doc, sentence: Sentence, event: Happening, begin: int) -> Iterator[Participation]:
    """Everybody named after 出席…的有 is there."""
    persons = [m for m in doc.beginning_in(begin, sentence.end) if m.kind is Kind.PERSON]
    for index, person in enumerate(persons, 1):
        yield Participation(
            event=event.key, person=person.entity, role="attendee",
            index=index if len(persons) > 1 else 0,
            **proof(doc, person.begin, person.end, "part-attendee", sentence=sentence),
        )  # fmt: skip


def _by_pronoun(text: str, sentence: Sentence, item: _Item) -> bool:
    before = text[sentence.begin : item.begin]
    match = list(_PRONOUN.finditer(before))
    return bool(match) and len(before) - match[-1].end() <= 10


def _is_quoted(text: str, begin: int) -> bool:
    """Whether the person is only spoken of: 学习贯彻习近平总书记…讲话."""
    return _STUDIES.search(text, max(0, begin - 14), begin) is not None


_STUDIES = re.compile(r"(?:学习|贯彻|传达|落实|领会|按照|遵照|根据|围绕|牢记)[^,。;:、]{0,6}$")


def _is_object(text: str, begin: int) -> bool:
    """Whether the person is acted upon: 陪同X, 会见X, 向X."""
    if _FOR.search(text, max(0, begin - 14), begin):
        return True
    return text[max(0, begin - 2) : begin].endswith(("会见", "接见", "看望", "慰问", "对"))


#: A同志代县长B作报告: who is spoken for.
_FOR = re.compile(r"同志代[一-鿿]{2,10}$")


def _stands_aside(text: str, person: Mention) -> bool:
    """Whether the person is no subject: elected or removed here, or X所作的报告."""
    return person.rule == "person-appointed" or text[person.end : person.end + 1] == "所"


#: Who else stands between a list of names and 出席.
_STAFF = re.compile("负责|领导|代表|嘉宾|人员|同志|群众|干部|单位")


def _reaches(text: str, last_end: int, item: _Item) -> bool:
    """Whether a verb still belongs to the subjects before it."""
    gap = text[last_end : item.begin]
    if any(mark in gap for mark in "。;!?\n“"):
        return False
    if item.role == "attendee":
        staff = _STAFF.search(gap) is not None
        return len(gap) <= (120 if staff else 30) and gap.count(",") <= (4 if staff else 1)
    return len(gap) <= 40 and gap[-1:] not in ("的", "被", "受", "项")


def _elsewhere(
    doc: Doc, happenings: dict[str, Happening], person: Mention, item: _Item
) -> Happening | None:
    """The event of 在EVENT上 between a subject and the verb."""
    text = doc.article.text
    for mention in doc.of_kind(Kind.EVENT):
        between = person.end <= mention.begin and mention.end <= item.begin
        at = text[mention.begin - 1] == "在" and text[mention.end : mention.end + 1] in "上中"
        if between and at:
            return happenings[mention.entity]
    return None


def _give(
    doc: Doc, sentence: Sentence, event: Happening, subjects: list[Mention], item: _Item
) -> Iterator[Participation]:
    role = item.role
    gap = doc.article.text[subjects[-1].end : item.begin]
    told = item.verb in _QUOTE_ONLY and not _to_guests(doc, gap, item)
    if role == "lead" or (told and not _speaks_there(event, subjects)):
        return
    each = role == "attendee" or "先后" in gap or "分别" in gap
    chosen = subjects if each else _last_list(doc, subjects)
    reports = item.verb.endswith("汇报") or _to_guests(doc, gap, item)
    if role == "speaker" and event.type in _LAY_EVENTS and event.leaders and not reports:
        chosen = [p for p in chosen if p.entity in {m.entity for m in event.leaders}]
    rule = f"part-{role}"
    for index, person in enumerate(chosen, 1):
        yield Participation(
            event=event.key, person=person.entity, role=role,
            index=index if len(chosen) > 1 else 0,
            **proof(doc, person.begin, person.end, rule, sentence=sentence),
        )  # fmt: skip


#: A host's words to those who visit: 对考察团的到来表示欢迎, 向客人介绍.
_TO_GUESTS = re.compile(r"[对向][^,。;:!?]{0,12}(?:团|组|一行|客人|来宾|嘉宾|到来|莅临)")
_THANKS = re.compile(r"了?(?:热烈|衷心|诚挚|由衷)?的?(?:感谢|欢迎)")


def _to_guests(doc: Doc, gap: str, item: _Item) -> bool:
    """Whether words are a host's; `gap`: what stands between the speaker and the verb."""
    thanks = item.verb == "表示" and _THANKS.match(doc.article.text, item.end)
    return bool(thanks or _TO_GUESTS.search(gap))


def _speaks_there(event: Happening, subjects: list[Mention]) -> bool:
    """说 and 介绍 are to the reporter, unless at a gathering or by who leads the visit."""
    leads = subjects[-1].entity in {leader.entity for leader in event.leaders}
    return event.held and (event.type not in _LAY_EVENTS or leads)


def _last_list(doc: Doc, subjects: list[Mention]) -> list[Mention]:
    """The last subjects that stand joined by 、 or 和, each with its posts."""
    chosen = [subjects[-1]]
    for person in reversed(subjects[:-1]):
        if not _JOINED.fullmatch(without_posts(doc, person.end, chosen[-1].begin)):
            break
        chosen.append(person)
    return chosen[::-1]


_JOINED = re.compile(r"(?:\([^()]*\))?[、和与及][^,。;:]{0,24}")


def _settled(parts: list[Participation]) -> list[Participation]:
    """Each role once; a chair, leader or speaker is no attendee besides."""
    active = {(p.event, p.person) for p in parts if p.role != "attendee"}
    found: dict[tuple[str, str, str], Participation] = {}
    for part in parts:
        if part.role == "attendee" and (part.event, part.person) in active:
            continue
        found.setdefault((part.event, part.person, part.role), part)
    return list(found.values())
