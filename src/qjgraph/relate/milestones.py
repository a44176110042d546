"""Milestones: which stage a project has reached, reaches now or is to reach, and when."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal

from qjgraph.model import (
    AmountValue,
    DateValue,
    Doc,
    Kind,
    Mention,
    Milestone,
    Occurrence,
    Sentence,
)  # fmt: skip
from qjgraph.relate.evidence import proof
from qjgraph.relate.milestone_lists import classes, columns, objects, siblings
from qjgraph.relate.milestone_patterns import (
    ALONE,
    ALONG,
    AT_ONCE,
    AT_RITE,
    BARE,
    BESIDES,
    DECLARES,
    DONE,
    EMPTY,
    FENCES,
    FOR,
    FORESEEN,
    LASTING,
    NOT_AFTER,
    OBJECT,
    OF_CLASS,
    ONGOING,
    OTHERS,
    PART_DONE,
    PLANNED,
    PROGRESS,
    PROGRESS_COLUMN,
    RITE,
    RITES,
    SAME_TIME,
    SITE_WORK,
    SPEAKER,
    TO_BUILD,
    TO_COME,
    TOGETHER,
    TRANSITIVE,
)
from qjgraph.relate.milestone_rites import joint
from qjgraph.relate.milestone_words import (
    Stage,
    ends_clause,
    has_works,
    is_hindered,
    since,
    stages_of,
)  # fmt: skip
from qjgraph.relate.speech import speech
from qjgraph.relate.subjects import Clause, Reader, in_title, is_predicate, reader
from qjgraph.relate.tables import Cells, cells


def relate(doc: Doc, read: Reader | None = None) -> list[Milestone]:
    """The milestones of an article's projects, in order, each once."""
    read = read or reader(doc)
    if not read.doc.of_kind(Kind.PROJECT):
        return []
    table = cells(doc)
    found: list[Milestone] = []
    seen: set[tuple[str, str, str, str]] = set()
    stated = (
        *_stated(read, table), *classes(read), *joint(read), *_progress(read, table),
        *columns(read, table),
    )  # fmt: skip
    for milestone in stated:
        date = milestone.date.edtf if milestone.date else ""
        whole = milestone.project.partition("(")[0]
        mark = (whole, milestone.stage, date, milestone.status)
        if mark not in seen:
            seen.add(mark)
            found.append(milestone)
    return _settled(found)


def _settled(found: list[Milestone]) -> list[Milestone]:
    """Without an undated repeat of what is stated with a date elsewhere.

    Some houses that are topped out stand beside the day that is planned for all.
    """
    dated = {(m.project, m.stage) for m in found if m.date and m.date.edtf}
    planned = {(m.project, m.stage) for m in found if m.status == "planned"}
    return [
        m for m in found
        if (m.date and m.date.edtf) or m.progress is not None
        or (m.project, m.stage) not in dated
        or (m.stage == "topping_out" and m.status == "done" and (m.project, m.stage) in planned)
    ]  # fmt: skip


# ------------------------------------------------------------------------------ stated


def _stated(read: Reader, table: Cells) -> Iterator[Milestone]:
    events = [(m.begin, m.end) for m in read.doc.of_kind(Kind.EVENT)]
    names = [
        (m.begin, m.end) for m in read.doc.of_kind(Kind.PROJECT) if not m.rule.endswith("anaphor")
    ]
    names += [(m.begin, m.end) for m in read.doc.of_kind(Kind.POLICY)]
    said = speech(read)
    for word in stages_of(read):
        if any(b <= word.begin and word.end <= e for b, e in (*events, *names)):
            continue
        who = said.at(word.begin)
        for milestone in _read(read, word, table):
            yield replace(milestone, attributed_to=who) if who else milestone


def _read(read: Reader, word: Stage, table: Cells) -> Iterator[Milestone]:
    """What a stage's word says: of one project, or of each of a list before it."""
    text, clause = read.text, read.clause_at(word.begin)
    if clause is None:
        return
    if RITE.match(text, word.end):
        yield from _rite(read, clause, word)
        return
    if word.stage == "demolition" and FENCES.search(text, clause.begin, word.end + 6):
        return
    if NOT_AFTER.match(text, word.end) and not since(read, clause, word):
        return
    if is_hindered(read, clause, word):
        return
    if word.ending and not (ends_clause(read, clause, word) or has_works(read, word)):
        return
    cell = table.at(word.begin)
    project = cell.project if cell else _project(read, clause, word)
    if not project or (cell and not PROGRESS_COLUMN.search(cell.heading)):
        return
    respective = [] if cell else _respective(read, clause, word)
    for one, day in respective:
        told = _status(read, clause, word, day) or "planned"
        yield Milestone(
            project=one, stage=word.stage, status=told, date=day,
            **proof(read.doc, word.begin, word.end, "milestone-dated"),
        )  # fmt: skip
    if respective:
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


def _respective(read: Reader, clause: Clause, word: Stage) -> list[tuple[str, DateValue]]:
    """二期、三期分别于2014年3月和2015年开工: each project with its own date."""
    split = read.text.rfind("分别", clause.begin, word.begin)
    if split < 0:
        return []
    named = dict.fromkeys(m.entity for m in read.between(clause.begin, split, Kind.PROJECT))
    days = [
        date.value for date in read.dates
        if split < date.begin < word.begin and isinstance(date.value, DateValue)
    ]  # fmt: skip
    return list(zip(named, days, strict=True)) if len(named) == len(days) > 1 else []


def _rite(read: Reader, clause: Clause, word: Stage) -> Iterator[Milestone]:
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


def _takes_object(read: Reader, word: Stage) -> bool:
    """Whether a verb has another thing for its object (建成安置点17个, 启动征收工作)."""
    if word.stage == "demolition" or SITE_WORK.match(read.text, word.end):
        return False
    if PART_DONE.match(read.text, word.end) and _is_led(read, word):
        return False
    spoken = read.text[word.begin : word.end]
    return spoken.endswith(TRANSITIVE) and bool(OBJECT.match(read.text, word.end))


def _is_led(read: Reader, word: Stage) -> bool:
    """Whether a project stands right before a stage and 已 (X工程已开工建设3700户)."""
    clause = read.clause_at(word.begin)
    before = read.between(clause.begin, word.begin, Kind.PROJECT) if clause else []
    return bool(before) and bool(AT_ONCE.fullmatch(read.text, before[-1].end, word.begin))


def _segment(read: Reader, clause: Clause) -> int:
    """Where the part of the sentence begins that a clause belongs to: behind the last `;`."""
    begin = read.text.rfind(";", clause.sentence.begin, clause.begin) + 1
    return max(begin, clause.sentence.begin)


def _project(read: Reader, clause: Clause, word: Stage) -> str:
    """The project of a stage's word: before it in the sentence, behind 的, or the topic."""
    following = read.between(word.end, min(clause.end, word.end + 6), Kind.PROJECT)
    gap = read.text[word.end : following[0].begin] if following else "-"
    if following and re.fullmatch(r"(?:的|了)?[“]?", gap):
        owned = read.between(_segment(read, clause), word.begin, Kind.PROJECT)
        # 甲项目将建成乙: a part of what 甲 is for.
        part = owned and TO_BUILD.search(read.text, clause.begin, word.end)
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
    spoken = read.project or BARE.search(read.text, clause.begin, word.begin)
    return "" if word.named and not spoken else _topic(read, clause, word)


def _topic(read: Reader, clause: Clause, word: Stage | None = None) -> str:
    """The project that the text goes on about: the last one named near, else the article's.

    A clause with a subject of its own goes on about that.
    """
    if in_title(read.doc, clause.begin) or BESIDES.match(read.text, clause.sentence.begin):
        return ""
    if word is not None and _own_subject(read, clause, word):
        return ""
    if OTHERS.match(read.text, _segment(read, clause)):
        return read.project
    earlier = read.between(0, clause.sentence.begin, Kind.PROJECT)
    if not earlier:
        return _of_speaker(read, clause)
    sentence = read.doc.article.sentence_at(earlier[-1].begin)
    if sentence is not None and clause.sentence.block == sentence.block:
        return earlier[-1].entity
    return read.project or _gone_on(read, clause, sentence)


def _of_speaker(read: Reader, clause: Clause) -> str:
    """“项目去年开工,…”X项目负责人说: the speaker's project, where none stands before."""
    block = read.doc.article.blocks[clause.sentence.block]
    for mention in read.between(clause.begin, block.end, Kind.PROJECT):
        spoken = read.text.startswith("”", mention.begin - 1)
        if spoken and SPEAKER.match(read.text, mention.end):
            return mention.entity
    return ""


def _gone_on(read: Reader, clause: Clause, told: Sentence | None) -> str:
    """The only project of the paragraph before, where a sentence speaks of 项目 without a name."""
    if told is None or told.block != clause.sentence.block - 1:
        return ""
    if not BARE.search(read.text, clause.sentence.begin, clause.sentence.end):
        return ""
    block = read.doc.article.blocks[told.block]
    near = read.between(block.begin, block.end, Kind.PROJECT)
    named = {m.entity for m in near if m.rule != "project-facility"} or {m.entity for m in near}
    return named.pop() if len(named) == 1 else ""


def _own_subject(read: Reader, clause: Clause, word: Stage) -> bool:
    """Whether the words before a stage name another thing than the project."""
    if word.stage == "demolition" and read.project:
        return False
    if read.between(clause.begin, word.begin, Kind.EVENT, Kind.PLACE, Kind.ORGANIZATION):
        return True
    words = read.text[clause.begin : word.begin]
    for date in read.dates:
        if clause.begin <= date.begin and date.end <= word.begin:
            words = words.replace(read.text[date.begin : date.end], "")
    return len(EMPTY.sub("", words)) > (0 if word.named else 8 if read.project else 3)


def _is_held(read: Reader, clause: Clause, word: Stage) -> bool:
    """近日,专家对X进行验收: it is over; 正在进行验收 is not."""
    before = read.text[_segment(read, clause) : word.begin]
    told = before.startswith(("近日", "日前")) and before.endswith("进行")
    return word.stage in LASTING and told and "正在" not in before


def _sure(read: Reader, clause: Clause, word: Stage) -> bool:
    """Whether an undated stage is said to be reached, not only talked about."""
    before = read.text[max(clause.begin, word.begin - 8) : word.begin]
    if _is_held(read, clause, word):
        return True
    if before.endswith(TOGETHER) or read.text.startswith("了", word.end):
        return True
    if read.text.startswith(("全面", "全部", "正式", "全线", "主体", "结构"), word.begin):
        return True
    if in_title(read.doc, word.begin) and read.text[word.end : word.end + 1] in "\n ,!。了":
        return True
    if _is_said_of(read, clause, word) or _is_along(read, word):
        return True
    return bool(
        re.search(
            r"(?:已经?|成功|顺利|正式|全部|全面|圆满|主体|相继|陆续|如期|进入|步入|近日|日前)[^,。;]{0,4}$",
            before,
        )
    )


def _is_said_of(read: Reader, clause: Clause, word: Stage) -> bool:
    """Whether a clause says a stage of a project and no more (X创业基地完工;)."""
    before = read.between(clause.begin, word.begin, Kind.PROJECT)
    alone = word.end >= clause.end - 1 and word.stage in ("completion", "operation", "topping_out")
    return bool(
        alone and before and before[0].begin == clause.begin
        and AT_ONCE.fullmatch(read.text, before[-1].end, word.begin)
    )  # fmt: skip


def _date(read: Reader, clause: Clause, word: Stage) -> DateValue | None:
    """The date that governs a stage's word: before it in its clause, else behind, else leading."""
    begin = _segment(read, clause)
    dates = [
        m for m in read.dates
        if begin <= m.begin < clause.sentence.end and not _is_of_plan(read, m)
    ]  # fmt: skip
    inside = [m for m in dates if clause.begin <= m.begin and m.end <= word.begin]
    behind = [m for m in dates if word.end <= m.begin < clause.end and m.begin - word.end <= 3]
    leading = [m for m in dates if m.end <= clause.begin]
    same = _same_time(read, clause, word)
    for group in (inside[-1:], same, behind[:1], _leading(read, clause, word, leading)):
        for mention in group:
            if isinstance(mention.value, DateValue) and mention.value.edtf:
                return mention.value
    return None


def _same_time(read: Reader, clause: Clause, word: Stage) -> list[Mention]:
    """2017年11月开工的A…;同时开工的B: the date of the word that was said of the first."""
    if not read.text.endswith(SAME_TIME, clause.begin, word.begin):
        return []
    spoken = read.text[word.begin : word.end]
    said = [
        date for date in read.dates
        if clause.sentence.begin <= date.begin < clause.begin
        and spoken in read.text[date.end : date.end + len(spoken) + 2]
    ]  # fmt: skip
    return said[-1:]


def _is_of_plan(read: Reader, date: Mention) -> bool:
    """2024年度23座水库加固工程: the year of a plan, not the day of a stage."""
    return read.text.startswith(("度", "重大项目", "重点项目"), date.end) or read.text.endswith(
        "年度", 0, date.end
    )


def _declared(read: Reader, clause: Clause, word: Stage) -> DateValue | None:
    """The day of the event at which somebody declares a stage (宣布X正式开工)."""
    begin = clause.sentence.begin
    declares = DECLARES.search(read.text, begin, word.begin) or _laid(read, clause, word)
    said = declares or AT_RITE.match(read.text, begin)
    if not said or PLANNED.search(read.text, said.start(), word.begin):
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


def _laid(read: Reader, clause: Clause, word: Stage) -> re.Match[str] | None:
    """What guests do for a project at a ceremony (为X奠基, 为X揭牌)."""
    before = read.between(clause.begin, word.begin, Kind.PROJECT)
    if not before or before[-1].end != word.begin or not RITES.match(read.text, word.begin):
        return None
    return FOR.search(read.text, clause.begin, before[-1].begin)


def _leading(read: Reader, clause: Clause, word: Stage, leading: list[Mention]) -> list[Mention]:
    """A date at the head of the sentence, where nothing has been dated since."""
    counted = read.text[word.end : word.end + 1].isdigit()
    if leading and not counted and _is_alone(read, clause, leading[-1]):
        return leading[-1:]
    if len(leading) != 1:
        return []
    date = leading[0]
    # The words that open a report (荆楚网消息(记者…)) stand before everything.
    opened = [end for _, end in read.doc.article.datelines if end <= date.begin]
    head = read.text[max(_segment(read, clause), *opened, 0) : date.begin]
    if OF_CLASS.match(read.text, date.end):
        return []
    return (
        [date]
        if len(head.strip("“ ")) <= 12 and "已" not in read.text[clause.begin : clause.end]
        else []
    )


def _is_alone(read: Reader, clause: Clause, date: Mention) -> bool:
    """Whether a date is all that the clause before says (截至10月末,A竣工)."""
    own = read.clause_at(date.begin)
    if own is None or read.text[date.end : clause.begin] not in (",", "前,", "为止,"):
        return False
    return bool(ALONE.fullmatch(read.text, own.begin, date.begin))


def _is_along(read: Reader, word: Stage) -> bool:
    """随着X的奠基,…: it has come to pass, where the sentence does not tell what is to come."""
    clause = read.clause_at(word.begin)
    if clause is None or read.text[word.end : word.end + 1] != ",":
        return False
    said = ALONG.search(read.text, clause.begin, word.begin)
    return bool(said) and not TO_COME.search(read.text, clause.begin, clause.sentence.end)


def _status(read: Reader, clause: Clause, word: Stage, date: DateValue | None) -> str:
    published = read.doc.article.context.published
    before = read.text[max(clause.begin, word.begin - 30) : word.begin]
    sentence = read.text[_segment(read, clause) : word.begin]
    held = _is_held(read, clause, word)
    lasts = ONGOING.search(before[-6:]) and not FORESEEN.search(before) and not held
    if word.stage in LASTING and (lasts or "正在" in before[-6:]):
        return "ongoing"
    if held:
        return "done"
    if date and published and date.earliest and date.earliest > published:
        return "planned"
    if PLANNED.search(before) and not re.search(r"已[^,。;]{0,6}$", before):
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
            if "前" in date.text or "底" in date.text or PLANNED.search(sentence)
            else "done"
        )
    if date or DONE.search(before) or read.text[word.end : word.end + 1] == "了":
        return "done"
    if PLANNED.search(sentence[-40:]):
        return "planned"
    if before.endswith(TOGETHER) or _is_said_of(read, clause, word) or _is_along(read, word):
        return "done"
    if read.text.startswith(("全面", "全部", "顺利", "正式", "主体", "结构"), word.begin):
        return "done"
    return "done" if in_title(read.doc, word.begin) else ""


# ---------------------------------------------------------------------------- progress


def _progress(read: Reader, table: Cells) -> Iterator[Milestone]:
    """进度达65%: on the way to completion, with the percentage."""
    for amount in read.doc.of_kind(Kind.AMOUNT):
        value = amount.value
        if not isinstance(value, AmountValue) or value.unit != "percent":
            continue
        clause = read.clause_at(amount.begin)
        if clause is None or not PROGRESS.search(read.text[clause.begin : amount.begin]):
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
