"""Stages that several projects reach together: lists, and classes of a count.

A verb behind a list (A、B和C三个项目开工) speaks of every item of it.  A report of how many began
and were finished that goes on with `开工项目中,A…;B…` gives its day and stage to each of them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from itertools import pairwise

from qjgraph.lexicon.counts import count_of
from qjgraph.lexicon.tables import table
from qjgraph.model import DateValue, Kind, Mention, Milestone, Sentence
from qjgraph.relate.evidence import proof
from qjgraph.relate.subjects import Clause, Reader
from qjgraph.relate.tables import Cells

_MARKS = frozenset(("、", "和", "及", "以及", "与"))
#: Between the items of a list that its number closes; they may be longer wordings.
_WIDE_MARKS = _MARKS | {",", ";"}
#: What an item costs, before its name (总投资1.2亿元的X).
_PRICE = re.compile(r"(?<=[、和及])(?:计划|概算|预计)?(?:总?投资)[约近]?\d[\d.]*[万亿]?元的")
#: Behind the last item: what is said holds for all.
_TOGETHER = re.compile(
    r"等?(?:(?P<count>\d{1,2}|[两二三四五六七八九十])[个条座]?(?:大|重点|重大)?(?:项目|工程|路段|公路|道路|高速公路)"
    r"|(?:已经?|将|也)?(?:集中|集体|同时|同步|均|都|全部|分别|相继|陆续|先后|双双))"
)
#: Between the last item of a list and its verb where nothing else is said: all do what it tells.
_AT_ONCE = re.compile(
    r"等?(?:[一-鿿]{0,4}(?:项目|工程))?(?:目前|现|现在|已经?|将|也|于|预计|计划|力争|确保|可|即将|顺利|成功|正式|全面"
    r"|全线|主体|主体工程|主体结构|整体|基本|在|前|底前|之前|左右)*"
)
_CLASS = re.compile(
    r"(?:^|(?<=[。;\n]))[\s“]*(?:在|此次|本次|其中,?)?(?:新|已|集中)?(?P<stage>STAGES)的?"
    r"(?:\d+个)?(?:重点|重大|产业|工业)?项目(?:中|里)(?=[,:一-鿿])"
)
_COLUMN_STAGES = {
    "开工": "start", "动工": "start", "竣工": "completion", "完工": "completion",
    "建成": "completion", "完成": "completion", "投产": "operation", "投用": "operation",
    "签约": "signing", "验收": "acceptance", "封顶": "topping_out",
}  # fmt: skip
_DATED_COLUMN = re.compile(
    rf"(?P<stage>{'|'.join(_COLUMN_STAGES)})(?:时间|日期|年月|年度|节点|时限|期限)"
)
_FORESEEN = re.compile(r"计划|预计|拟")
#: 当天集中开工的A、B等14个项目, 集中开工的9个项目为A、B: those of the count, by name.
_NAMED_CLASS = re.compile(
    r"(?:集中|集体|新|同时)(?P<stage>STAGES)的"
    r"(?:\d+[个大][一-鿿]{0,8}项目,?(?:分别)?(?:为|是|有|包括|包含)"
    r"|[一-鿿]{0,10}项目(?:共?有|共)?\d+个[^。;]{0,40}。项目(?:分别)?(?:为|是|有|包括)"
    r"|(?=[^。;]{6,400}等\d+[个大][一-鿿]{0,8}项目))"
)
#: 集中开工的项目共18个…。其中,A…;B…: some of the count, where a day is told.
_SOME = re.compile(
    r"(?:(?:集中|集体|新|共|同时)(?P<stage>STAGES)的?[一-鿿]{0,8}项目(?:共有?|有|达)?\d+[余多]?[个大]"
    r"|\d+[余多]?[个大][一-鿿]{0,8}项目(?:集中|集体|同时|正式)(?P<other>STAGES))[^。\n]{0,60}。\s*其中,"
)
#: How many there are of a class, said before (29个项目开工, 签约15个项目).
_COUNTED = (
    r"\d+[余多]?[个大][一-鿿]{{0,6}}项目[一-鿿]{{0,6}}{0}|{0}[一-鿿]{{0,9}}\d+[余多]?[个大]"
    r"|{0}(?:活动|仪式)|项目(?:集中|集体){0}"
)


def siblings(read: Reader, clause: Clause, at: int, project: str) -> list[str]:
    """The other items of the list that a project ends, where a stage's word at `at` holds for all.

    Args:
        at: where the stage's word begins.
        project: key of the last item.
    """
    before = read.between(clause.sentence.begin, at, Kind.PROJECT)
    last = next((n for n in reversed(range(len(before))) if before[n].entity == project), -1)
    if last < 0:
        return []
    told = _TOGETHER.match(read.text, before[last].end)
    inside = before[last].rule == "project-list" and before[last].begin >= clause.begin
    if not (told or inside or _at_once(read, before[last].end, at)):
        return []
    count = count_of(told.group("count") or "") if told else 0
    found = _items(read, before[: last + 1], _WIDE_MARKS if count > 1 else _MARKS)
    return found[: count - 1] if count > 1 else found


def _at_once(read: Reader, begin: int, end: int) -> bool:
    """Whether only dates and adverbs stand between a list and its verb (A、B今年底前完工)."""
    words = read.text[begin:end]
    for date in read.dates if len(words) < 30 else ():
        if begin <= date.begin and date.end <= end:
            words = words.replace(read.text[date.begin : date.end], "")
    return bool(_AT_ONCE.fullmatch(words))


def _items(read: Reader, mentions: list[Mention], marks: frozenset[str]) -> list[str]:
    """The items before the last one, the nearest first."""
    found: list[str] = []
    for one, other in reversed(list(pairwise(mentions))):
        gap = _PRICE.sub("", read.text[one.end : other.begin])
        if gap not in marks:
            break
        found.append(one.entity)
    return found


def objects(read: Reader, clause: Clause, end: int, project: str) -> list[str]:
    """The other items of the list that a verb ending at `end` has for its object (签约了A、B)."""
    after = read.between(end, clause.end, Kind.PROJECT)
    if not after or after[0].entity != project or after[0].begin > end + 6:
        return []
    found: list[str] = []
    for one, other in pairwise(after):
        if read.text[one.end : other.begin] not in _MARKS:
            break
        found.append(other.entity)
    return found


def classes(read: Reader) -> Iterator[Milestone]:
    """The projects of `开工项目中,A…;B…`: each has the stage, on the day of the count."""
    if "项目" not in read.text:
        return
    ways = (
        *([(_CLASS, _members)] if "项目中" in read.text or "项目里" in read.text else []),
        (_NAMED_CLASS, _named),
        *([(_SOME, _members)] if "其中," in read.text else []),
    )
    for pattern, members in ways:
        for hit in _classes(pattern).finditer(read.text):
            word = hit.group("stage") or hit.group("other")
            sentence = read.doc.article.sentence_at(hit.end() - 1)
            counted, date = _counted(read, hit.end() if pattern is _SOME else hit.start(), word)
            if sentence is None or not counted or (pattern is _SOME and not date):
                continue
            for project in members(read, hit.end(), sentence):
                yield Milestone(
                    project=project.entity, stage=_stages()[word], status="done", date=date,
                    **proof(read.doc, project.begin, project.end, "milestone-class"),
                )  # fmt: skip


@cache
def _stages() -> dict[str, str]:
    return {row["word"]: row["stage"] for row in table("milestone_stages")}


@cache
def _classes(pattern: re.Pattern[str]) -> re.Pattern[str]:
    words = sorted((w for w in _stages() if len(w) <= 4), key=lambda w: (-len(w), w))
    return re.compile(pattern.pattern.replace("STAGES", "|".join(words)))


def _named(read: Reader, begin: int, sentence: Sentence) -> Iterator[Mention]:
    """The projects of a list that goes to 等14个项目 or to the end of the sentence."""
    end = re.compile(r"等\d+[个大]|[。;]").search(read.text, begin, sentence.end)
    for project in read.between(begin, end.start() if end else sentence.end, Kind.PROJECT):
        if not project.rule.endswith("anaphor"):
            yield project


def columns(read: Reader, table: Cells) -> Iterator[Milestone]:
    """The dates under 计划竣工时间 of a table: each a stage of its row's project."""
    published = read.doc.article.context.published
    for mention in read.dates if table.cells else ():
        cell, date = table.at(mention.begin), mention.value
        head = _DATED_COLUMN.search(cell.heading) if cell else None
        if cell is None or head is None or not cell.project or not isinstance(date, DateValue):
            continue
        ahead = published and date.latest and date.latest > published
        foreseen = _FORESEEN.search(cell.heading)
        yield Milestone(
            project=cell.project, stage=_COLUMN_STAGES[head.group("stage")],
            status="planned" if ahead or (foreseen and not published) else "done", date=date,
            **proof(read.doc, mention.begin, mention.end, "milestone-table"),
        )  # fmt: skip


def _counted(read: Reader, before: int, word: str) -> tuple[bool, DateValue | None]:
    """Whether a sentence before counts a stage's class, and the last day, else month, told."""
    hits = list(re.compile(_COUNTED.format(word)).finditer(read.text, 0, before))
    told = [value for hit in reversed(hits) for value in _told(read, hit)]
    wanted = (v for size in ("day", "month") for v in told if v.granularity == size)
    return bool(hits), next(wanted, None)


def _told(read: Reader, hit: re.Match[str]) -> Iterator[DateValue]:
    """The dates of a sentence up to the end of a match in it."""
    sentence = read.doc.article.sentence_at(hit.start())
    begin = sentence.begin if sentence else hit.start()
    for date in read.dates:
        if begin <= date.begin < hit.end() and isinstance(date.value, DateValue):
            yield date.value


def _members(read: Reader, begin: int, sentence: Sentence) -> Iterator[Mention]:
    """The first project of each part of a sentence, with those listed beside it."""
    for part in re.finditer(r"[^;]+", read.text[begin : sentence.end]):
        low, high = begin + part.start(), begin + part.end()
        named = [m for m in read.between(low, high, Kind.PROJECT) if not m.rule.endswith("anaphor")]
        yield from named[:1]
        for one, other in pairwise(named):
            if read.text[one.end : other.begin] not in _MARKS:
                break
            yield other
