"""Milestones: which stage a project has reached, reaches now or is to reach, and when."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cache

import ahocorasick

from qjgraph.lexicon.tables import table
from qjgraph.model import (
    AmountValue,
    DateValue,
    Doc,
    Kind,
    Mention,
    Milestone,
    Occurrence,
)  # fmt: skip
from qjgraph.relate.evidence import proof
from qjgraph.relate.milestone_lists import classes, objects, siblings
from qjgraph.relate.speech import speech
from qjgraph.relate.subjects import Clause, Reader, in_title, is_predicate, reader
from qjgraph.relate.tables import Cells, cells

#: Behind a stage's word: what makes it no event of the project (建成后, 开工率, 投产达效后).
_NOT_AFTER = re.compile(
    r"公告|决定|补偿|安置费|范围|后(?!天|年(?:[底初末中])?[,。;投建竣完])|之后|以后|以来|率|面|图|前夕|令|单|区(?!域)|者|仪式|活动|企业|条件(?:后|之)|项目(?!部|组)[^,。;]{0,4}(?:个|多|总|达)|时,|方案|协议|手续|批次|量(?!达)|难|环境"
)
_NOT_BEFORE = re.compile(
    r"(?:未|没有|不能|无法|不得|是否|尽快|尽早|早日|加快|力促|推动|促进|确保早日|抓|争|新|应|需|集中|网上|非法|违规|已?被|拟)$"
)
_PLANNED = re.compile(
    r"预计|计划|将|力争|确保|拟|争取|有望|预期|目标|力求|届时|可望|即将|准备|待|要在|要于|定于|拟于|须|必须|应于|可在|可于|规划|底前|完成时限|以便|便于|尽快|尽早|早日|在[^,。]{0,8}前"
)
_DONE = re.compile(
    r"已|相继|陆续|成功|顺利|正式|圆满|胜利|于|了$|全面[竣完]工$|率先|提前|如期|宣告|迎来|近日|日前"
)
#: Stages that take their time.
_LASTING = frozenset(("demolition", "planning", "trial", "acceptance"))
_FORESEEN = re.compile(r"预计|计划|将(?!要)|力争|拟|争取")
_ONGOING = re.compile(
    r"正在|正加|加紧|加快|抓紧|有序|稳步|正有序|全力|紧张|推进|进行(?!了)|组织|展开|铺开|开始"
)
_AT_RITE = re.compile(r"[^,。;]{0,12}(?:仪式|典礼|开幕式|签约会|推介会)上,")
_DECLARES = re.compile(r"宣布(?!了)[^。;]{2,40}$")
_TOGETHER = ("集体", "同时", "同步")
_PROGRESS = re.compile(
    r"(?:进度|完成(?:总)?(?:工程|投资|任务|建设)?(?:总)?量?|工程量|形象进度|整体进度|总体进度|总进度|累计完成|已完成|完成总工程量)"
    r"[^,。;\d]{0,8}$"
)
#: Words before a stage that are no subject.
_EMPTY = re.compile(
    r"\d+(?:号|#)?|[号楼栋幢和、]|预计|计划|将于?|力争|确保|可|拟|争取|有望|目标|届时|目前|现|已经?|全面|全部|整体|主体|工程|项目|正式|顺利|成功|正在|于|在|实现"
    r"|具备|完成|年内|首批|一期|二期|建设|施工|并|并于|并在|全线|同步|基本|可以|就|能|要|左右|之前|前|底|左右|[“”\s]"
)
_AGREED = re.compile(
    r"协议|签约(?!仪式)|签订|签署|拟投资|将投资|投资[\d约][^,。]{0,10}(?:,[^,。]{0,8})?建设|落户|引进"
)
_TRANSITIVE = (
    "建成", "启动", "开通", "启用", "拆除", "征收", "签订", "签署", "签下", "交付", "验收", "实施",
    "开工建设", "全部完成", "全面完成",
)  # fmt: skip
_ENDED = re.compile(r"(?<!开)竣工[^,。;]{0,8}$")
#: A sentence that begins so goes on to something else.
_BESIDES = re.compile(r"此外|另外|另据|与此同时")
#: What is taken down on any site; no demolition of the project.
_FENCES = re.compile(
    r"围挡|围墙|脚手架|安全网|模板|防护|塔吊|支架|违建|违章|违法建筑|广告|路障|护栏"
)
#: Papers signed in numbers are no single project's (签订投资协议12个).
_COUNTS_PAPERS = re.compile(r"[一-鿿]{0,6}(?:协议|合同|项目|意向)\d+[余多]?[个份项]")
#: A villager's house is taken down, no site.
_OLD_HOUSE = re.compile(r"(?:旧|老|危|土坯|自家)[房屋宅]?(?:全部|已经?|都|进行)?$")
#: A year that says which projects are counted, not when they were done (今年11个项目中).
_OF_CLASS = re.compile(r"[^,。;]{0,10}\d+[个项][^,。;]{0,10}项目[中里]")
_TO_BUILD = re.compile(r"(?:将|拟|计划|可)新?建成$")
#: How much of a project has been begun or done.
_PART_DONE = re.compile(r"\d[\d.,]*万?(?:户|套|栋|幢|公里|千米|米|平方米|亩)")
_AT_ONCE = re.compile(r"(?:\([^()]{0,12}\))?(?:目前|现|现在)?(?:已经?|共|累计)*")
#: Before a word that ends its clause: when and how far, and works at most.
_WORKS_ONLY = re.compile(
    r"(?:预计|计划|力争|确保|拟|争取|有望|届时|可望|可|将|能|就|全部|全面|整体|基本|底前|之前|前|底|左右|于|在|并"
    r"|(?:[一-鿿]{0,8}(?:建设|施工|改造|工程|项目))(?:任务|工作|内容)?)*"
)
_WORKS = re.compile(r"(?:建设|改造|整治|治理|修复|扩建|新建|硬化|绿化|亮化|提升|拓宽|加固)$")
_RITE = re.compile(r"(?:暨[^,。]{0,8})?(?:仪式|典礼)")
_SITE_WORK = re.compile(r"[一-鿿]{2,8}(?:建设|施工)(?=[,。;])")
_OBJECT = re.compile(r"(?:了|起)?(?:[一-鿿“](?<![并及和与至的后于前投使运暨仪通开完竣])|[\d])")
_PROGRESS_COLUMN = re.compile(r"进度|进展|情况|节点|备注|目标")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Stage:
    """A stage's word in the text."""

    begin: int
    end: int
    stage: str
    named: bool
    ending: bool


@cache
def _words() -> ahocorasick.Automaton:
    automaton = ahocorasick.Automaton()
    for row in table("milestone_stages"):
        automaton.add_word(row["word"], (row["word"], row["stage"], row["needs"]))
    automaton.make_automaton()
    return automaton


def relate(doc: Doc, read: Reader | None = None) -> list[Milestone]:
    """The milestones of an article's projects, in order, each once."""
    read = read or reader(doc)
    if not any(m.kind is Kind.PROJECT for m in read.named):
        return []
    table = cells(doc)
    found: list[Milestone] = []
    seen: set[tuple[str, str, str, str]] = set()
    stated = (*_stated(read, table), *classes(read), *_joint(read), *_progress(read, table))
    for milestone in stated:
        date = milestone.date.edtf if milestone.date else ""
        whole = milestone.project.partition("(")[0]
        mark = (whole, milestone.stage, date, milestone.status)
        if mark not in seen:
            seen.add(mark)
            found.append(milestone)
    return _settled(found)


def _settled(found: list[Milestone]) -> list[Milestone]:
    """Without an undated repeat of what is stated with a date elsewhere."""
    dated = {(m.project, m.stage) for m in found if m.date and m.date.edtf}
    return [
        m for m in found
        if (m.date and m.date.edtf) or m.progress is not None or (m.project, m.stage) not in dated
    ]  # fmt: skip


# ------------------------------------------------------------------------------ stated


def _stages(read: Reader) -> Iterator[_Stage]:
    """Stage words, of overlapping ones the longest."""
    hits = sorted(
        (last + 1 - len(word), -last - 1, stage, needs)
        for last, (word, stage, needs) in _words().iter(read.text)
    )
    edge = 0
    for begin, negative, stage, needs in hits:
        if begin >= edge:
            edge = -negative
            yield _Stage(
                begin=begin, end=edge, stage=stage, named=needs == "name", ending=needs == "end"
            )


def _stated(read: Reader, table: Cells) -> Iterator[Milestone]:
    events = [(m.begin, m.end) for m in read.doc.of_kind(Kind.EVENT)]
    names = [
        (m.begin, m.end) for m in read.doc.of_kind(Kind.PROJECT) if not m.rule.endswith("anaphor")
    ]
    names += [(m.begin, m.end) for m in read.doc.of_kind(Kind.POLICY)]
    said = speech(read)
    for word in _stages(read):
        if any(b <= word.begin and word.end <= e for b, e in (*events, *names)):
            continue
        for milestone in _read(read, word, table):
            yield replace(milestone, attributed_to=said.at(word.begin))


def _read(read: Reader, word: _Stage, table: Cells) -> Iterator[Milestone]:
    """What a stage's word says: of one project, or of each of a list before it."""
    text, clause = read.text, read.clause_at(word.begin)
    if clause is None:
        return
    if _RITE.match(text, word.end):
        yield from _rite(read, clause, word)
        return
    if word.stage == "demolition" and _FENCES.search(text, clause.begin, word.end + 6):
        return
    if _NOT_AFTER.match(text, word.end) or _is_hindered(read, clause, word):
        return
    if word.ending and not (_ends(read, clause, word) or _has_works(read, word)):
        return
    cell = table.at(word.begin)
    project = cell.project if cell else _project(read, clause, word)
    if not project or (cell and not _PROGRESS_COLUMN.search(cell.heading)):
        return
    date = _date(read, clause, word) or _declared(read, clause, word)
    status = _status(read, clause, word, date) or ("done" if cell else "")
    if not status or (word.stage == "planning" and status == "done" and not date):
        return
    if status == "done" and date is None and not (cell or _sure(read, clause, word)):
        return
    rule = "milestone-table" if cell else "milestone-dated" if date else "milestone-stated"
    together = siblings(read, clause, word.begin, project) if not cell else []
    for one in (project, *together, *objects(read, clause, word.end, project)):
        yield Milestone(
            project=one, stage=word.stage, status=status, date=date,
            **proof(read.doc, word.begin, word.end, rule),
        )  # fmt: skip


def _ends(read: Reader, clause: Clause, word: _Stage) -> bool:
    """Whether a word ends its clause behind a date, with no subject but works (计划10月完成)."""
    if word.end < clause.end - 1:
        return False
    dates = [d for d in read.dates if clause.begin <= d.begin and d.end <= word.begin]
    if not dates:
        return False
    edge = max([m.end for m in read.between(clause.begin, word.begin, Kind.PROJECT)], default=0)
    words = read.text[max(clause.begin, edge) : word.begin]
    for date in dates:
        words = words.replace(read.text[date.begin : date.end], "")
    return bool(_WORKS_ONLY.fullmatch(words))


def _has_works(read: Reader, word: _Stage) -> bool:
    """Whether works right behind a word are what is done (已完成X标准化建设)."""
    ends = word.end + read.text.startswith("了", word.end)
    done = read.text.endswith(("已", "已经", "全面"), 0, word.begin)
    after = read.between(ends, ends + 1, Kind.PROJECT)
    return done and bool(after) and bool(_WORKS.search(after[0].name))


def _is_hindered(read: Reader, clause: Clause, word: _Stage) -> bool:
    """Whether the words beside a stage say that it is no event of a project's.

    集中开工 is one of many without names, or of those that are named right before it.
    """
    hindered = _NOT_BEFORE.search(read.text, clause.begin, word.begin)
    if hindered is None:
        counted = word.stage == "signing" and _COUNTS_PAPERS.match(read.text, word.end)
        owned = word.stage == "demolition" and _OLD_HOUSE.search(
            read.text, clause.begin, word.begin
        )
        return bool(counted or owned)
    ends = {m.end for m in read.between(clause.begin, word.begin, Kind.PROJECT)}
    return hindered.group() != "集中" or hindered.start() not in ends


def _rite(read: Reader, clause: Clause, word: _Stage) -> Iterator[Milestone]:
    """X竣工启用仪式: the stage is reached on the day of the ceremony."""
    before = [
        m for m in read.between(clause.begin, word.begin, Kind.PROJECT) if m.end == word.begin
    ]
    days = [
        d.value for d in read.dates
        if clause.sentence.begin <= d.begin < clause.sentence.end
        and isinstance(d.value, DateValue) and d.value.granularity == "day"
    ]  # fmt: skip
    if not before or not days:
        return
    yield Milestone(
        project=before[0].entity, stage=word.stage, status="done", date=days[0],
        **proof(read.doc, word.begin, word.end, "milestone-ceremony"),
    )  # fmt: skip


def _takes_object(read: Reader, word: _Stage) -> bool:
    """Whether a verb has another thing for its object (建成安置点17个, 启动征收工作)."""
    if word.stage == "demolition" or _SITE_WORK.match(read.text, word.end):
        return False
    if _PART_DONE.match(read.text, word.end) and _is_led(read, word):
        return False
    spoken = read.text[word.begin : word.end]
    return spoken.endswith(_TRANSITIVE) and bool(_OBJECT.match(read.text, word.end))


def _is_led(read: Reader, word: _Stage) -> bool:
    """Whether a project stands right before a stage and 已 (X工程已开工建设3700户)."""
    clause = read.clause_at(word.begin)
    before = read.between(clause.begin, word.begin, Kind.PROJECT) if clause else []
    return bool(before) and bool(_AT_ONCE.fullmatch(read.text, before[-1].end, word.begin))


def _segment(read: Reader, clause: Clause) -> int:
    """Where the part of the sentence begins that a clause belongs to: behind the last `;`."""
    begin = read.text.rfind(";", clause.sentence.begin, clause.begin) + 1
    return max(begin, clause.sentence.begin)


def _project(read: Reader, clause: Clause, word: _Stage) -> str:
    """The project of a stage's word: before it in the sentence, behind 的, or the topic."""
    following = read.between(word.end, min(clause.end, word.end + 6), Kind.PROJECT)
    gap = read.text[word.end : following[0].begin] if following else "-"
    if following and re.fullmatch(r"(?:的|了)?[“]?", gap):
        owned = read.between(_segment(read, clause), word.begin, Kind.PROJECT)
        # 甲项目将建成乙: a part of what 甲 is for.
        part = owned and _TO_BUILD.search(read.text, clause.begin, word.end)
        return "" if part else following[0].entity
    if _takes_object(read, word):
        return ""
    before = [
        m for m in read.between(_segment(read, clause), word.begin, Kind.PROJECT)
        if not is_predicate(read, m)
    ]  # fmt: skip
    if before:
        return before[-1].entity
    if following and re.fullmatch(r"[^,。;]{0,6}", gap):
        return following[0].entity
    return "" if word.named and not read.project else _topic(read, clause, word)


def _topic(read: Reader, clause: Clause, word: _Stage | None = None) -> str:
    """The project that the text goes on about: the last one named near, else the article's.

    A clause with a subject of its own goes on about that.
    """
    if in_title(read.doc, clause.begin) or _BESIDES.match(read.text, clause.sentence.begin):
        return ""
    if word is not None and _own_subject(read, clause, word):
        return ""
    earlier = read.between(0, clause.sentence.begin, Kind.PROJECT)
    if not earlier:
        return ""
    sentence = read.doc.article.sentence_at(earlier[-1].begin)
    if sentence is not None and clause.sentence.block == sentence.block:
        return earlier[-1].entity
    return read.project


def _own_subject(read: Reader, clause: Clause, word: _Stage) -> bool:
    """Whether the words before a stage name another thing than the project."""
    if word.stage == "demolition" and read.project:
        return False
    if read.between(clause.begin, word.begin, Kind.EVENT, Kind.PLACE, Kind.ORGANIZATION):
        return True
    words = read.text[clause.begin : word.begin]
    for date in read.dates:
        if clause.begin <= date.begin and date.end <= word.begin:
            words = words.replace(read.text[date.begin : date.end], "")
    return len(_EMPTY.sub("", words)) > (0 if word.named else 8 if read.project else 3)


def _sure(read: Reader, clause: Clause, word: _Stage) -> bool:
    """Whether an undated stage is said to be reached, not only talked about."""
    before = read.text[max(clause.begin, word.begin - 8) : word.begin]
    if before.endswith(_TOGETHER) or read.text.startswith("了", word.end):
        return True
    if read.text.startswith(("全面", "全部", "正式", "全线", "主体", "结构"), word.begin):
        return True
    if in_title(read.doc, word.begin) and read.text[word.end : word.end + 1] in "\n ,!。了":
        return True
    if _is_said_of(read, clause, word):
        return True
    return bool(
        re.search(
            r"(?:已经?|成功|顺利|正式|全部|全面|圆满|主体|相继|陆续|如期)[^,。;]{0,4}$", before
        )
    )


def _is_said_of(read: Reader, clause: Clause, word: _Stage) -> bool:
    """Whether a clause says a stage of a project and no more (X创业基地完工;)."""
    before = read.between(clause.begin, word.begin, Kind.PROJECT)
    alone = word.end >= clause.end - 1 and word.stage in ("completion", "operation", "topping_out")
    return bool(
        alone and before and before[0].begin == clause.begin
        and _AT_ONCE.fullmatch(read.text, before[-1].end, word.begin)
    )  # fmt: skip


def _date(read: Reader, clause: Clause, word: _Stage) -> DateValue | None:
    """The date that governs a stage's word: before it in its clause, else behind, else leading."""
    begin = _segment(read, clause)
    dates = [
        m for m in read.dates
        if begin <= m.begin < clause.sentence.end and not _is_of_plan(read, m)
    ]  # fmt: skip
    inside = [m for m in dates if clause.begin <= m.begin and m.end <= word.begin]
    behind = [m for m in dates if word.end <= m.begin < clause.end and m.begin - word.end <= 3]
    leading = [m for m in dates if m.end <= clause.begin]
    for group in (inside[-1:], behind[:1], _leading(read, clause, leading)):
        for mention in group:
            if isinstance(mention.value, DateValue) and mention.value.edtf:
                return mention.value
    return None


def _is_of_plan(read: Reader, date: Mention) -> bool:
    """2024年度23座水库加固工程: the year of a plan, not the day of a stage."""
    return read.text.startswith("度", date.end) or read.text.endswith("年度", 0, date.end)


def _declared(read: Reader, clause: Clause, word: _Stage) -> DateValue | None:
    """The day of the event at which somebody declares a stage (宣布X正式开工)."""
    begin = clause.sentence.begin
    declares = _DECLARES.search(read.text, begin, word.begin)
    said = declares or _AT_RITE.match(read.text, begin)
    if not said or _PLANNED.search(read.text, said.start(), word.begin):
        return None
    if not declares and read.event_type not in ("ceremony", "signing"):
        return None
    held = [
        claim.date for claim in read.doc.claims
        if isinstance(claim, Occurrence) and claim.main and claim.date
    ]  # fmt: skip
    told = [
        date.value for date in read.dates
        if declares and date.begin < begin and isinstance(date.value, DateValue)
    ]  # fmt: skip
    days = {day.edtf: day for day in reversed(held or told) if day.granularity == "day"}
    return next(iter(days.values())) if len(days) == 1 else None


def _leading(read: Reader, clause: Clause, leading: list[Mention]) -> list[Mention]:
    """A date at the head of the sentence, where nothing has been dated since."""
    if len(leading) != 1:
        return []
    date = leading[0]
    head = read.text[_segment(read, clause) : date.begin]
    if _OF_CLASS.match(read.text, date.end):
        return []
    return (
        [date]
        if len(head.strip("“ ")) <= 12 and "已" not in read.text[clause.begin : clause.end]
        else []
    )


def _status(read: Reader, clause: Clause, word: _Stage, date: DateValue | None) -> str:
    published = read.doc.article.context.published
    before = read.text[max(clause.begin, word.begin - 30) : word.begin]
    sentence = read.text[_segment(read, clause) : word.begin]
    if _ONGOING.search(before[-6:]) and word.stage in _LASTING and not _FORESEEN.search(before):
        return "ongoing"
    if date and published and date.earliest and date.earliest > published:
        return "planned"
    if _PLANNED.search(before) and not re.search(r"已[^,。;]{0,6}$", before):
        return "planned"
    if (
        date
        and published
        and date.latest
        and date.latest > published
        and date.earliest
        and date.earliest <= published
    ):
        return (
            "planned"
            if "前" in date.text or "底" in date.text or _PLANNED.search(sentence)
            else "done"
        )
    if date or _DONE.search(before) or read.text[word.end : word.end + 1] == "了":
        return "done"
    if _PLANNED.search(sentence[-40:]):
        return "planned"
    if before.endswith(_TOGETHER) or _is_said_of(read, clause, word):
        return "done"
    if read.text.startswith(("全面", "全部", "顺利", "正式", "主体", "结构"), word.begin):
        return "done"
    return "done" if in_title(read.doc, word.begin) else ""


# ------------------------------------------------------------------------------- joint


def _joint(read: Reader) -> Iterator[Milestone]:
    """Projects of a ceremony have its stage on its day: all of them where it is a joint one."""
    for claim in read.doc.claims:
        if not isinstance(claim, Occurrence) or claim.event not in read.doc.entities:
            continue
        name = _wording(read, claim.event)
        stage = _ceremony_stage(name, read.doc.entities[claim.event].type)
        if not stage or not (claim.main or claim.date):
            continue
        for project in _of_ceremony(read, name, claim, stage):
            if "开竣工" in name:
                stage = "completion" if _ENDED.search(_around(read, project)) else "start"
            yield Milestone(
                project=project.entity, stage=stage, status="done", date=claim.date,
                **proof(read.doc, project.begin, project.end, "milestone-ceremony"),
            )  # fmt: skip


def _wording(read: Reader, event: str) -> str:
    """An event's name, with the words before it where it is short (集中开竣工仪式)."""
    name = read.doc.entities[event].name
    if len(name) > 8:
        return name
    for mention in read.doc.of_kind(Kind.EVENT):
        if mention.entity == event and not in_title(read.doc, mention.begin):
            return read.text[max(0, mention.begin - 14) : mention.end]
    return name


def _ceremony_stage(name: str, kind: str) -> str:
    if kind not in ("ceremony", "signing"):
        return ""
    found = [(end, len(word), stage) for end, (word, stage, _) in _words().iter(name)]
    return max(found)[2] if found else ""


def _around(read: Reader, project: Mention) -> str:
    """The sentence up to a project's name."""
    sentence = read.doc.article.sentence_at(project.begin)
    return read.text[sentence.begin if sentence else 0 : project.begin]


def _of_ceremony(read: Reader, name: str, claim: Occurrence, stage: str) -> list[Mention]:
    first: dict[str, Mention] = {}
    for mention in read.doc.of_kind(Kind.PROJECT):
        if mention.type != "phase" and not mention.rule.endswith("anaphor"):
            first.setdefault(mention.entity, mention)
    named = [
        m
        for m in first.values()
        if m.name in name or re.sub(r"(?:建设)?(?:项目|工程)$", "", m.name) in name
    ]
    if named:
        return named
    beside = [m for m in read.between(0, len(read.text), Kind.EVENT) if m.entity == claim.event]
    for event in beside:
        sentence = read.doc.article.sentence_at(event.begin)
        before = read.between(sentence.begin, event.begin, Kind.PROJECT) if sentence else []
        if before:
            return before[-1:]
    if stage == "signing" and claim.main:
        return [m for m in first.values() if _AGREED.search(_around(read, m))]
    if claim.main and re.search(r"集中|批|重[大点]项目|项目[^,。]{0,4}(?:签约|开工)", name):
        return list(first.values())
    return []


# ---------------------------------------------------------------------------- progress


def _progress(read: Reader, table: Cells) -> Iterator[Milestone]:
    """进度达65%: on the way to completion, with the percentage."""
    for amount in read.doc.of_kind(Kind.AMOUNT):
        value = amount.value
        if not isinstance(value, AmountValue) or value.unit != "percent":
            continue
        clause = read.clause_at(amount.begin)
        if clause is None or not _PROGRESS.search(read.text[clause.begin : amount.begin]):
            continue
        before = read.between(clause.sentence.begin, amount.begin, Kind.PROJECT)
        cell = table.at(amount.begin)
        project = cell.project if cell else before[-1].entity if before else _topic(read, clause)
        number = value.value if value.value is not None else value.minimum
        if project and number is not None and number <= Decimal(100):
            yield Milestone(
                project=project, stage="completion", status="ongoing", progress=number,
                **proof(read.doc, amount.begin, amount.end, "milestone-progress"),
            )  # fmt: skip
