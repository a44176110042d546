"""Scoring how pages were cut: boundaries, titles, paragraphs that the layout had broken.

An article is right where its body begins and ends where the gold's does.  Titles and
paragraphs are compared in the article that shares most with the gold's.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from qjgraph.evaluate.facts import GoldPage, PageArticle, Piece
from qjgraph.evaluate.find import Passage
from qjgraph.evaluate.match import Tally, assign
from qjgraph.evaluate.score import Finding
from qjgraph.evaluate.values import squeeze

_BYLINE = re.compile(r"^[【\[]?[^,。()\[【]{0,8}讯[】\]]?(\([^()]*\))?")
_NOTHING: Mapping[str, Any] = {}


@dataclass(slots=True)
class PageReport:
    """How well a page was cut into articles.

    Attributes:
        broken: paragraphs that the layout broke; `joined`: those put together again.
    """

    articles: Tally = field(default_factory=Tally)
    starts: Tally = field(default_factory=Tally)
    ends: Tally = field(default_factory=Tally)
    titles: Tally = field(default_factory=Tally)
    paragraphs: Tally = field(default_factory=Tally)
    joined: int = 0
    broken: int = 0

    @property
    def join_accuracy(self) -> float:
        """Share of the broken paragraphs that were put together again."""
        return self.joined / self.broken if self.broken else 0.0

    def as_json(self) -> dict[str, Any]:
        """Counts and ratios."""
        lines = ("articles", "starts", "ends", "titles", "paragraphs")
        result: dict[str, Any] = {name: getattr(self, name).as_json() for name in lines}
        result["joined"] = {
            "broken": self.broken, "joined": self.joined, "accuracy": round(self.join_accuracy, 6),
        }  # fmt: skip
        return result


@dataclass(frozen=True, slots=True, kw_only=True)
class _Cut:
    """A predicted article: its id, squeezed title and squeezed paragraphs."""

    id: str = ""
    shown: str = ""
    title: str = ""
    body: tuple[str, ...] = ()

    @property
    def whole(self) -> str:
        return "".join(self.body)


def score_page(
    page: GoldPage, records: Sequence[Mapping[str, Any]]
) -> tuple[PageReport, list[Finding]]:
    """Compare the objects of articles.jsonl with a page's gold."""
    cuts = [_cut(record) for record in records]
    partner = assign([[_likeness(article, cut) for cut in cuts] for article in page.articles])
    report, findings = PageReport(), list[Finding]()
    for article, column in zip(page.articles, partner, strict=True):
        findings += _compare(report, article, cuts[column] if column is not None else None)
    for column, cut in enumerate(cuts):
        if column not in partner:
            for tally in (report.starts, report.ends, report.articles, report.titles):
                tally.fp += 1
            report.paragraphs.fp += len(cut.body)
            findings.append(
                Finding(article=cut.id, line="articles", verdict="wrong", read=cut.shown)
            )
    return report, findings


def _cut(record: Mapping[str, Any]) -> _Cut:
    pieces = (squeeze(str(text)) for text in record["paragraphs"])
    shown = str(record.get("title") or "")
    return _Cut(
        id=str(record.get("id")),
        shown=shown,
        title=squeeze(shown),
        body=tuple(filter(None, pieces)),
    )


def _likeness(article: PageArticle, cut: _Cut) -> float:
    ends = 4 * _starts(article, cut) + 3 * _ends(article, cut)
    return ends + 2 * (cut.title in article.titles) + sum(_paragraphs(article, cut)) / 99


def _compare(report: PageReport, article: PageArticle, cut: _Cut | None) -> list[Finding]:
    """Book an article's counts; what was missed."""
    read = cut or _Cut()
    begun, ended = _starts(article, read), _ends(article, read)
    named = cut is not None and read.title in article.titles
    right = (
        (report.starts, begun), (report.ends, ended),
        (report.articles, begun and ended), (report.titles, named),
    )  # fmt: skip
    for tally, hit in right:
        tally.tp += hit
        tally.fn += not hit
        tally.fp += cut is not None and not hit
    hits = _paragraphs(article, read)
    report.paragraphs += Tally(sum(hits), len(read.body) - sum(hits), len(hits) - sum(hits))
    broken = [hit for p, hit in zip(article.paragraphs, hits, strict=True) if p.fragments > 1]
    report.broken += len(broken)
    report.joined += sum(broken)
    missed = [
        ("paragraphs", p.shown, "") for p, hit in zip(article.paragraphs, hits, strict=True)
        if not hit
    ]  # fmt: skip
    missed += [] if named else [("titles", article.title, read.shown)]
    missed += [] if begun and ended else [("articles", article.body.shown, "")]
    return [
        Finding(
            article=article.id, line=line, verdict="missed", fact=fact,
            read=found, passage=Passage(text=found) if found else None,
        )
        for line, fact, found in missed
    ]  # fmt: skip


def _starts(article: PageArticle, cut: _Cut) -> bool:
    return bool(cut.body) and _begins(article.body, cut.whole)


def _ends(article: PageArticle, cut: _Cut) -> bool:
    return bool(cut.body) and cut.whole.endswith(article.body.last)


def _begins(piece: Piece, text: str) -> bool:
    """Whether a text begins like a piece; its byline may be kept or dropped.

    Where a piece opens with a byline, what follows it is compared, for the bylines of a
    page are often alike.
    """
    if not piece.after_byline:
        return text.startswith(piece.first)
    bare = _BYLINE.sub("", text, count=1)
    return text.startswith(piece.after_byline) or bare.startswith(piece.after_byline)


def _paragraphs(article: PageArticle, cut: _Cut) -> list[bool]:
    """For each gold paragraph whether a predicted one begins and ends like it."""
    free = list(cut.body)
    result = []
    for piece in article.paragraphs:
        hit = next((t for t in free if _begins(piece, t) and t.endswith(piece.last)), None)
        if hit is not None:
            free.remove(hit)
        result.append(hit is not None)
    return result
