"""Documents built by hand, for tests of what comes after the reading."""

from __future__ import annotations

import hashlib
from datetime import date
from decimal import Decimal

from qjgraph.model import (
    AmountValue,
    Article,
    Claim,
    Context,
    DateValue,
    Doc,
    Entity,
    Involvement,
    Kind,
    Location,
    Membership,
    Milestone,
    Naming,
    Occurrence,
    Page,
    Participation,
    Quantity,
    Sentence,
    Span,
    Topic,
    View,
)

TEXT = (
    "县政府召开常务会议\n"
    "本报讯(记者 程晓雯)11月12日，县长蓝秀珍主持召开县政府第112次常务会议，学习八八战略。"
    "会议研究云溪灌区项目，该项目总投资约2.8亿元，一期位于云溪镇，由云水建设有限公司承建。"
    "蓝秀珍说，项目确保明年3月底前完工。"
)
CONTEXT = Context(published=date(2025, 11, 14), home="江西省上饶市云岭县", source="云岭报")


def page(text: str = TEXT, *, id: str = "n1", context: Context = CONTEXT) -> Page:
    """A page of that text."""
    sha = hashlib.sha256(text.encode()).hexdigest()
    return Page(id=id, raw=text, sha256=sha, origin=f"{id}.txt", context=context)


def article(of: Page, begin: int = 0, end: int | None = None, *, index: int = 1) -> Article:
    """The article that fills a stretch of a page; its view is the raw text."""
    end = len(of.raw) if end is None else end
    view = View(text=of.raw[begin:end], starts=range(begin, end), ends=range(begin + 1, end + 1))
    title = view.text.partition("\n")[0]
    return Article(
        id=of.id if begin == 0 and end == len(of.raw) else f"{of.id}-{index}",
        page=of,
        index=index,
        span=Span(begin, end),
        view=view,
        title=title,
        sentences=(Sentence(begin=0, end=len(view.text), block=0),),
        reporters=("程晓雯",),
    )


def entity(key: str, **more: str) -> Entity:
    """An entity by its key, `person:蓝秀珍`; a namesake's mark is no part of the name."""
    kind, _, name = key.partition(":")
    return Entity(key=key, kind=Kind(kind), name=name.partition("#")[0], **more)  # type: ignore[arg-type]


def day(iso: str, text: str = "") -> DateValue:
    """A day."""
    value = date.fromisoformat(iso)
    return DateValue(edtf=iso, earliest=value, latest=value, granularity="day", text=text or iso)


def money(value: str, qualifier: str = "exact", text: str = "") -> AmountValue:
    """An exact or approximate sum in CNY."""
    number = Decimal(value)
    return AmountValue(
        value=number, minimum=number, maximum=number, unit="CNY", qualifier=qualifier, text=text
    )


class Words:
    """Finds sentences and words of a text as the common part of claims."""

    def __init__(self, of: Article) -> None:
        self.raw, self.span = of.page.raw, of.span

    def __call__(
        self, words: str, rule: str = "test-rule", confidence: float = 0.9
    ) -> dict[str, object]:
        begin = self.raw.index(words, self.span.begin, self.span.end)
        left = max(self.raw.rfind(mark, self.span.begin, begin) for mark in "。\n") + 1
        stops = [self.raw.find(mark, begin, self.span.end) for mark in "。\n"]
        right = min([stop + 1 for stop in stops if stop >= 0], default=self.span.end)
        return {
            "evidence": Span(max(left, self.span.begin), right),
            "focus": Span(begin, begin + len(words)),
            "rule": rule,
            "confidence": confidence,
        }


def doc(of: Article, entities: list[Entity], claims: list[Claim]) -> Doc:
    """A document of those entities and claims."""
    return Doc(article=of, entities={e.key: e for e in entities}, claims=claims)


def sample(*, id: str = "n1", text: str = TEXT, context: Context = CONTEXT) -> Doc:
    """A document with a claim of every kind."""
    of = article(page(text, id=id, context=context))
    at = Words(of)
    event, project, phase = (
        "event:县政府第112次常务会议",
        "project:云溪灌区",
        "project:云溪灌区(一期)",
    )
    entities = [
        entity("person:蓝秀珍"),
        entity("place:云岭县", type="county"),
        entity("place:上饶市", type="city", code="361100"),
        entity("place:云溪镇", type="township", part_of="place:云岭县"),
        entity("organization:云水建设有限公司", type="company"),
        entity(event, type="meeting"),
        entity("policy:八八战略", type="doctrine"),
        entity(project, type="project"),
        entity(phase, type="phase", part_of=project),
    ]
    claims: list[Claim] = [
        Naming(entity="person:蓝秀珍", **at("蓝秀珍")),
        Naming(entity="place:云溪镇", **at("云溪镇")),
        Naming(entity=event, **at("县政府第112次常务会议")),
        Naming(entity=project, **at("云溪灌区")),
        Membership(person="person:蓝秀珍", title="县长", of="place:云岭县", **at("县长蓝秀珍")),
        Occurrence(event=event, date=day("2025-11-12", "11月12日"), main=True,
                   series="县政府常务会议", session=112, **at("11月12日")),
        Participation(event=event, person="person:蓝秀珍", role="chair", **at("主持")),
        Topic(event=event, about="policy:八八战略", manner="studied", **at("八八战略")),
        Quantity(of=project, kind="investment", use="灌区",
                 amount=money("280000000", "approx", "约2.8亿元"), **at("约2.8亿元")),
        Location(of=phase, place="place:云溪镇", **at("位于云溪镇")),
        Involvement(project=project, agent="organization:云水建设有限公司", role="builder",
                    **at("云水建设有限公司")),
        Milestone(project=project, stage="completion", status="planned",
                  date=DateValue(edtf="2026-03", earliest=date(2026, 3, 1),
                                 latest=date(2026, 3, 31), granularity="month", text="明年3月底前"),
                  progress=Decimal("65.5"), attributed_to="person:蓝秀珍", **at("明年3月底前完工")),
    ]  # fmt: skip
    return doc(of, entities, claims)
