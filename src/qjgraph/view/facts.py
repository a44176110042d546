"""What the nodes and edges of a projection carry: words in two languages, with evidence."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, order=True)
class Words:
    """The same words for a Chinese and for an English reader."""

    zh: str
    en: str

    @classmethod
    def same(cls, text: str) -> Words:
        """Words that stand as written in both languages (a name, a date)."""
        return cls(text, text)

    @property
    def pair(self) -> tuple[str, str]:
        """Chinese and English, in the order in which the page reads them."""
        return (self.zh, self.en)


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """A claim of one article and the sentence that states it.

    Attributes:
        claim, article: IRIs.
        id, title, date, source: of the article; the date is ISO or empty.
        begin, end: half-open code points of the sentence in its page's raw text.
        focus: the very words, as half-open code points of `sentence`; None where they
            lie outside it.
        rule: id of the rule that read it.
        confidence: 0..1.
        by: the name of the person quoted for it; empty where the paper says it.
        days: first and last ISO day of the event it tells of, else twice that of the
            article; empty where unknown or open.
    """

    claim: str
    sentence: str
    article: str
    id: str
    title: str
    date: str
    source: str
    begin: int
    end: int
    focus: tuple[int, int] | None
    rule: str
    confidence: float
    by: str = ""
    days: tuple[str, str] = ("", "")

    @property
    def order(self) -> tuple[str, str, int, str]:
        """Sorts by date, article and place in the text."""
        return (self.date, self.id, self.begin, self.claim)


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """Something said about one node or edge.

    Attributes:
        kind: the kind of claim (`quantity`, `milestone`, `membership`, `occurrence`).
        name: what is told (计划投资 / investment).
        value: what it is (约5.73亿元; 2026-09 计划).
        unit: of an amount.
        codes: bare codes: of an amount its kind, of a milestone stage and status.
        days: first and last ISO day of the date it tells; empty where unknown or open.
    """

    kind: str
    name: Words
    value: Words
    evidence: tuple[Evidence, ...]
    unit: str = ""
    codes: tuple[str, ...] = ()
    days: tuple[str, str] = ("", "")
