"""Which events an article has, which one it reports, when each takes place and who leads it."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from qjgraph.lexicon.marks import ALONG
from qjgraph.model import DateValue, Doc, Kind, Mention, Occurrence, Role
from qjgraph.relate.evidence import proof

_NUMERAL = {c: i for i, c in enumerate("零一二三四五六七八九")}
_SESSION = re.compile(r"第([一二三四五六七八九十百\d]+)次")
_HELD_BEFORE = re.compile(
    r"(?:召开|举行|举办|主持|主持召开|开展|组织|出席|参加|列席|迎来|承办|主办)(?:了)?(?:的)?[^,。;]{0,8}$"
)
_HELD_AFTER = re.compile(
    r"(?:,(?=[\d在于今昨近]))?[^,。;\n]{0,30}?(?:召开(?!时间|日期|的时间|的日期|方案|有关)|举行|举办|开幕|闭幕|启动|开赛|落幕|圆满|进行|拉开|表决通过|审议通过|通过\))"
)
_MENTIONED = re.compile(
    r"(?:传达|学习|贯彻|落实|贯彻落实|收听收看|筹备|提交|提请|迎接|按照|根据|围绕|对照|报请)[^,。;]{0,24}$"
)
_FUTURE = re.compile(
    r"将(?:陆续|先后|同步|相继|还)?(?:举办|举行|开展|推出)[^。;]{0,40}$|(?:决定|拟|将|定于|计划|即将|筹备)(?:于|在)[^。;]{0,36}$|(?:关于召开|决定|筹备|筹办)$"
)
_SPIRIT = re.compile(r"(?:的)?(?:重要)?(?:精神|部署|要求|决策|上的|以来|之后|备案|筹备|期间提出)")

#: Blocks above the text, which give no day and no role.
HEADLINES = frozenset((Role.TITLE, Role.KICKER, Role.SUBTITLE))


@dataclass(slots=True)
class Happening:
    """One event of an article while it is read."""

    key: str
    type: str
    mention: Mention
    held: bool = False
    main: bool = False
    date: DateValue | None = None
    leaders: list[Mention] = field(default_factory=list)


def happenings(doc: Doc) -> dict[str, Happening]:
    """The events of an article by key, in the order of the text."""
    found: dict[str, Happening] = {}
    lead = _lead_end(doc)
    for mention in doc.of_kind(Kind.EVENT):
        one = found.setdefault(mention.entity, Happening(mention.entity, mention.type, mention))
        held = mention.rule in ("event-unnamed", "event-bare") or is_held(doc, mention)
        if held and not one.held:
            one.mention, one.held = mention, True
        if held and mention.begin < lead:
            one.main = True
        if one.date is None:
            one.date = _date_of(doc, mention, held)
        if mention.rule == "event-unnamed":
            one.leaders += _leaders(doc, mention)
    _only_mains(doc, found)
    return found


def _lead_end(doc: Doc) -> int:
    """End of the second body paragraph: what stands before it is the news."""
    body = [b for b in doc.article.blocks if b.role is Role.PARAGRAPH]
    return body[min(1, len(body) - 1)].end if body else len(doc.article.text)


def is_held(doc: Doc, mention: Mention) -> bool:
    """Whether the words around a mention say that the event takes place."""
    text = doc.article.text
    sentence = doc.article.sentence_at(mention.begin)
    begin = sentence.begin if sentence else 0
    before, after = text[begin : mention.begin], text[mention.end : mention.end + 40]
    if _MENTIONED.search(before) or _SPIRIT.match(after) or _FUTURE.search(before):
        return False
    if "召开" in text[mention.begin : mention.end] or "举行" in text[mention.begin : mention.end]:
        return True
    return bool(_HELD_BEFORE.search(before) or _HELD_AFTER.match(after))


def _only_mains(doc: Doc, found: dict[str, Happening]) -> None:
    """Where nothing is said to be held, the event of the title is what the article reports."""
    if any(one.main for one in found.values()):
        return
    for one in found.values():
        sentence = doc.article.sentence_at(one.mention.begin)
        block = doc.article.blocks[sentence.block] if sentence else None
        if block is not None and block.role is Role.TITLE:
            one.main = one.held = True
            return


def _date_of(doc: Doc, mention: Mention, held: bool) -> DateValue | None:
    """The date nearest before the event in its sentence; for what is held, in its paragraph."""
    sentence = doc.article.sentence_at(mention.begin)
    if sentence is None or doc.article.blocks[sentence.block].role in HEADLINES:
        return None
    reach = sentence.begin if held else max(sentence.begin, mention.begin - 16)
    dates = [
        d for d in _told_days(doc, sentence.begin, mention.begin) if reach <= d.begin
    ]  # fmt: skip
    if not held:
        ahead = [
            d.value for d in doc.of_kind(Kind.DATE)
            if 0 < d.begin - mention.end <= 3 and doc.article.text[d.begin - 1] in "于在"
        ]  # fmt: skip
        if ahead and isinstance(ahead[0], DateValue):
            return ahead[0]
        dates = [d for d in dates if "," not in doc.article.text[d.end : mention.begin]]
    if dates:
        value = dates[0].value if held else dates[-1].value
        return value if isinstance(value, DateValue) else None
    return None


def _told_days(doc: Doc, begin: int, end: int) -> list[Mention]:
    """The days that a stretch tells; a dateline's (8月14日讯) only where it tells no other."""
    days = [d for d in doc.of_kind(Kind.DATE) if begin <= d.begin < end and _is_day(d.value)]
    told = [
        d for d in days
        if not any(left <= d.begin < right for left, right in doc.article.datelines)
    ]  # fmt: skip
    return told or days


def _is_day(value: object) -> bool:
    return isinstance(value, DateValue) and value.granularity in ("day", "interval", "vague")


def occurrence(doc: Doc, one: Happening) -> Occurrence:
    """The claim that an event takes place: day, main or not, series and session."""
    mention = one.mention
    name = doc.entities[one.key].name
    match = _SESSION.search(name)
    series = name[: match.start()] + name[match.end() :] if match else ""
    date = one.date or (_lead_date(doc) if one.main or one.held else None)
    return Occurrence(
        event=one.key, date=date, main=one.main, series=series,
        session=_number(match.group(1)) if match else None,
        **proof(doc, mention.begin, mention.end, "event-occurs"),
    )  # fmt: skip


def _lead_date(doc: Doc) -> DateValue | None:
    """The first day of the first paragraphs: the day of what the article reports."""
    lead = _lead_end(doc)
    for mention in _told_days(doc, 0, lead):
        sentence = doc.article.sentence_at(mention.begin)
        if sentence is None or doc.article.blocks[sentence.block].role in HEADLINES:
            continue
        if isinstance(mention.value, DateValue):
            return mention.value
    return _dated_headline(doc)


def _dated_headline(doc: Doc) -> DateValue | None:
    """The day of a first line that is nothing but a date."""
    for mention in doc.of_kind(Kind.DATE):
        sentence = doc.article.sentence_at(mention.begin)
        whole = (
            sentence is not None and mention.end - mention.begin >= sentence.end - sentence.begin
        )
        if whole and _is_day(mention.value) and isinstance(mention.value, DateValue):
            return mention.value
    return None


def _number(text: str) -> int:
    """A session number in digits or in Chinese numerals below one thousand."""
    if text.isdigit():
        return int(text)
    total, digit = 0, 0
    for char in text:
        if char == "十":
            total, digit = total + (digit or 1) * 10, 0
        elif char == "百":
            total, digit = total + (digit or 1) * 100, 0
        else:
            digit = _NUMERAL[char]
    return total + digit


#: Between two leaders, their posts left out.
_AND = re.compile(r"[、和与及 ]|,、{0,2}")


def _leaders(doc: Doc, mention: Mention) -> list[Mention]:
    """The list of names that ends right before an unnamed event's verb phrase."""
    sentence = doc.article.sentence_at(mention.begin)
    begin = sentence.begin if sentence else 0
    company = ALONG.search(doc.article.text, begin, mention.begin)
    limit = company.start() if company else mention.begin
    before = [p for p in doc.of_kind(Kind.PERSON) if begin <= p.begin and p.end <= limit]
    chosen: list[Mention] = []
    for person in reversed(before):
        if chosen and not _AND.fullmatch(without_posts(doc, person.end, chosen[-1].begin)):
            break
        chosen.append(person)
    return chosen[::-1]


def without_posts(doc: Doc, begin: int, end: int) -> str:
    """The text between two positions with the posts in it left out."""
    kept, position = "", begin
    for post in doc.of_kind(Kind.POST):
        if position <= post.begin and post.end <= end:
            kept, position = kept + doc.article.text[position : post.begin], post.end
    return kept + doc.article.text[position:end]
