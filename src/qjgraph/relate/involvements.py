"""Involvements: which bodies and people are tied to a project, and how."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from qjgraph.lexicon.tables import table
from qjgraph.model import Doc, Involvement, Kind, Mention
from qjgraph.relate.evidence import proof
from qjgraph.relate.subjects import Reader, reader

_INVESTS = re.compile(
    r"(?:拟|计划|将|总|共|独家|已|累计|协议)*(?:投资|出资|斥资|捐资)[^,。;]{0,16}?(?:建设|兴建|新建|打造|实施|建|的)[^,。;]{0,8}$"
)
_SAYS = re.compile(r"(?:介绍|说|表示|告诉记者|告诉笔者|称|坦言)")


def relate(doc: Doc, read: Reader | None = None) -> list[Involvement]:
    """Who has to do with the projects of an article, each once, in order."""
    read = read or reader(doc)
    if not read.names(Kind.PROJECT):
        return []
    found: list[Involvement] = []
    seen: set[tuple[str, str, str]] = set()
    for one in (*_framed(read), *_labelled(read), *_investing(read), *_speaking(read)):
        if (one.project, one.agent, one.role) not in seen:
            seen.add((one.project, one.agent, one.role))
            found.append(one)
    return found


def _claim(read: Reader, project: str, agent: Mention, role: str, rule: str) -> Involvement:
    return Involvement(
        project=project, agent=agent.entity, role=role,
        **proof(read.doc, agent.begin, agent.end, rule),
    )  # fmt: skip


def _agents(read: Reader) -> list[Mention]:
    return [m for m in read.named if m.kind in (Kind.ORGANIZATION, Kind.PERSON)]


def _project(read: Reader, agent: Mention) -> str:
    """The project an agent is tied to: the nearest one of the sentence, else the last one."""
    sentence = read.doc.article.sentence_at(agent.begin)
    if sentence is None:
        return ""
    before = read.between(sentence.begin, agent.begin, Kind.PROJECT)
    after = read.between(agent.end, sentence.end, Kind.PROJECT)
    near = before[-1:] or after[:1]
    if near:
        return near[0].entity
    earlier = read.between(0, sentence.begin, Kind.PROJECT)
    return earlier[-1].entity if earlier else ""


@cache
def _frames() -> tuple[tuple[str, re.Pattern[str], str], ...]:
    rows = sorted(table("involvement_frames"), key=lambda row: (-len(row["verb"]), row["verb"]))
    return tuple(
        (row["before"], re.compile(rf"[^,。;、]{{0,2}}?{re.escape(row['verb'])}"), row["role"])
        for row in rows
    )


@cache
def _leads() -> tuple[str, ...]:
    return tuple(sorted({before for before, _, _ in _frames()}))


def _framed(read: Reader) -> Iterator[Involvement]:
    """由X投资建设."""
    leads = _leads()
    for agent in _agents(read):
        led = [
            before for before in leads
            if before in read.text[max(0, agent.begin - len(before) - 2) : agent.begin]
        ]  # fmt: skip
        for before, verb, role in _frames() if led else ():
            if before in led and verb.match(read.text, agent.end):
                project = _built(read, agent) or _project(read, agent)
                if project:
                    yield _claim(read, project, agent, role, "involvement-frame")
                break


def _built(read: Reader, agent: Mention) -> str:
    """The project right behind 由X建设的."""
    clause = read.clause_at(agent.begin)
    after = read.between(agent.end, clause.end, Kind.PROJECT) if clause else []
    return after[0].entity if after and "的" in read.text[agent.end : after[0].begin] else ""


@cache
def _labels() -> dict[str, str]:
    """The role of each label, the longest label first."""
    found = {row["label"]: row["role"] for row in table("involvement_labels")}
    return dict(sorted(found.items(), key=lambda item: -len(item[0])))


def _labelled(read: Reader) -> Iterator[Involvement]:
    """施工单位X, 采购人:X."""
    labels = tuple(_labels())
    longest = len(labels[0])
    for agent in _agents(read):
        before = read.text[max(0, agent.begin - longest - 2) : agent.begin].rstrip(": 为是“")
        if not before.endswith(labels):
            continue
        label = next(word for word in labels if before.endswith(word))
        project = _project(read, agent)
        if project:
            yield _claim(read, project, agent, _labels()[label], "involvement-label")


def _investing(read: Reader) -> Iterator[Involvement]:
    """X公司拟投资8.5亿元建设Y."""
    for agent in _agents(read):
        clause = read.clause_at(agent.begin)
        if clause is None:
            continue
        for project in read.between(agent.end, clause.end, Kind.PROJECT)[:1]:
            if _INVESTS.match(read.text[agent.end : project.begin]):
                yield _claim(read, project.entity, agent, "investor", "involvement-invests")


def _speaking(read: Reader) -> Iterator[Involvement]:
    """项目负责人X介绍: who is quoted about a project."""
    for person in (m for m in read.named if m.kind is Kind.PERSON):
        if not _SAYS.match(read.text, person.end):
            continue
        clause = read.clause_at(person.begin)
        begin = max(clause.begin if clause else 0, person.begin - 16)
        if re.search(r"项目|工程|指挥部|施工", read.text[begin : person.begin]):
            project = _project(read, person)
            if project:
                yield _claim(read, project, person, "speaker", "involvement-speaker")
