"""Figures that are the main event's: who came, what it is made of, what was signed there."""

from __future__ import annotations

import re

from qjgraph.model import Kind, Mention
from qjgraph.relate.subjects import Reader
from qjgraph.relate.topic_things import THINGS, Subject

_ATTEND = re.compile(
    r"参加|出席|与会|应到|实到|到会|参会|代表团?一行|发言|观众|选手|参赛|参展|观摩|聆听|收看|汇聚|齐聚"
)
#: The main event as what a sentence tells of: 本届运动会…, 行动当晚….
_EVENT_SAYS = re.compile(
    r"(?:据悉|据了解|据介绍|据统计|\s|,)*(?:"
    r"(?:本届|本次|此次|这次)[“”]?[一-鿿]{0,10}?(?:会|节|赛|活动|行动|仪式|演练|庆典|展)(?!员|场|馆)"
    r"|(?:行动|活动|比赛|大赛|演练|清查|仪式)(?:中|当晚|期间|现场|当天|当日|共))"
)
#: A contest's parts: 共设21个大项.
_SETS_UP = re.compile(r"设(?:有|置|立)?[^,。;]{0,24}$")
_CONTESTS = re.compile(r"(?:竞赛|比赛)?(?:大项|小项|组别|项目|赛项|奖项|单项)")
#: Names of events at which contracts are signed.
_FAIR = re.compile(r"博览会|洽谈会|推介会|签约|招商|交易会|对接会|恳谈会|旅游节|文化节|艺术节|论坛")
_SIGNED = re.compile(r"签约|签订|合同(?:金额|资金|总额|\d)|协议(?:引资|金额|资金|\d)|引资")
#: Of a year's or a division's work, not of one day's: 今年以来共签约.
_YEARLY = re.compile(r"今年|去年|累计|以来|截至|截止|全[省市县区州旗]|我[省市县区州旗]|上半年|年度")


def of_those_present(read: Reader, amount: Mention) -> Subject | None:
    """70人出席, 23支队伍参赛, 一行22人: they come to the event."""
    unit = getattr(amount.value, "unit", "")
    if unit not in ("人", "名", "位", "支") or not read.event:
        return None
    clause = read.clause_at(amount.begin)
    begin, end = (clause.begin, clause.end) if clause else (amount.begin, amount.end + 10)
    before = read.text[max(begin, amount.begin - 16) : amount.begin]
    after = read.text[amount.end : end][:22]
    come = before.endswith("一行") or _ATTEND.search(before + after)
    return Subject(read.event) if come else None


def of_main_event(read: Reader, amount: Mention, local: Subject | None) -> Subject | None:
    """本届运动会共设…, 行动当晚共出动…; at a fair what was signed.

    Args:
        local: the division that the sentence is about, if any.
    """
    clause = read.clause_at(amount.begin)
    if not read.event or clause is None or read.between(clause.begin, amount.begin, *THINGS):
        return None
    begin = clause.sentence.begin
    said = _EVENT_SAYS.match(read.text, begin) and not local
    if said and not read.between(begin, amount.begin, *THINGS):
        return Subject(read.event)
    counted = getattr(amount.value, "unit", "") in ("个", "项")
    told = read.text[begin : amount.begin]
    if counted and _SETS_UP.search(told) and _CONTESTS.match(read.text, amount.end):
        return Subject(read.event)
    if not _SIGNED.search(read.text, clause.begin, clause.end):
        return None
    shown = _fair_before(read, amount, begin)
    if shown:
        return Subject(shown)
    there = not local and not _YEARLY.search(told)
    fair = there and _FAIR.search(read.doc.entities[read.event].name)
    return Subject(read.event) if fair else None


def _fair_before(read: Reader, amount: Mention, begin: int) -> str:
    """The fair or signing that the sentence itself names before an amount, no place since."""
    events = read.between(begin, amount.begin, Kind.EVENT)
    if not events or not _FAIR.search(events[-1].name):
        return ""
    placed = read.between(events[-1].end, amount.begin, Kind.PLACE)
    return "" if placed else events[-1].entity


def is_joint(read: Reader) -> bool:
    """Whether the main event opens or signs several projects at once."""
    if not read.event:
        return False
    return read.event_type in ("ceremony", "signing") or "集中开工" in read.event


def of_report(read: Reader, amount: Mention) -> Subject | None:
    """记者从省防总获悉,…: what follows is of the whole, not of a place told of before."""
    clause = read.clause_at(amount.begin)
    if clause is None:
        return None
    source = read.text.rfind("获悉,", clause.sentence.begin, amount.begin)
    if source < 0 or read.between(source, amount.begin, Kind.PLACE, *THINGS):
        return None
    if not read.home_name or not read.between(clause.sentence.begin, source, Kind.PLACE):
        return None
    return Subject(read.home_key, read.home_name)
