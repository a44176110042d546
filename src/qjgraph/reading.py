"""The reading of one text: the order of its stages, from a page to documents with claims."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator

from qjgraph.grid import grids
from qjgraph.lexicon.rules import confidence
from qjgraph.lexicon.tokens import tokens
from qjgraph.mention import (
    amounts,
    bodies,
    dates,
    events,
    inspections,
    link,
    people,
    places,
    policies,
    works,
)  # fmt: skip
from qjgraph.mention.levels import levels
from qjgraph.model import Article, Context, Doc, Issue, Kind, Mention, Page, Role, Severity
from qjgraph.read.stated import dated
from qjgraph.relate import amounts as quantities
from qjgraph.relate import events as event_claims
from qjgraph.relate import involvements, locations, memberships, milestones, namings
from qjgraph.relate.subjects import reader
from qjgraph.segment import cut

Notice = Callable[[Issue], None]


def mentions(article: Article) -> list[Mention]:
    """Everything an article names, before it is linked."""
    words = tokens(article.text)
    days = _values(Kind.DATE, dates.find(article.text, published=article.context.published))
    numbers = _values(
        Kind.AMOUNT, amounts.find(article.text, skip=[(day.begin, day.end) for day in days])
    )
    numbers += _values(Kind.AMOUNT, _cells(article))
    where = places.find(article, words)
    level = levels(article, where)
    organs = bodies.find(article, words, where, level)
    projects = works.find(article, days, numbers, where, organizations=organs, tokens=words)
    named = people.find(article, words, level, where, organs, projects)
    happenings = events.find(
        article, words, level, organs, days, (*named.persons, *named.posts), where
    )
    visits = inspections.find(article, named.persons, named.posts)
    plans = policies.find(article)
    return [
        *days, *numbers, *where, *organs, *named.bodies, *projects, *named.posts, *named.persons,
        *happenings, *visits, *plans,
    ]  # fmt: skip


def _cells(article: Article) -> Iterator[amounts.AmountHit]:
    """The bare numbers of tables, under headings that tell their unit."""
    for grid in grids(article) if any(b.role is Role.ROW for b in article.blocks) else ():
        for number, row in enumerate(grid.rows):
            for index, cell in enumerate(row):
                yield from amounts.find_cells(
                    article.text, [(cell.begin, cell.end)], heading=grid.under(number, index)
                )


def _values(kind: Kind, hits: Iterable[dates.DateHit | amounts.AmountHit]) -> list[Mention]:
    return [
        Mention(
            kind=kind, begin=hit.begin, end=hit.end, name=hit.value.text, rule=hit.rule,
            confidence=confidence(hit.rule), value=hit.value,
        )
        for hit in hits
    ]  # fmt: skip


def read_article(article: Article) -> Doc:
    """One article, read: mentions, entities, claims."""
    doc = link.link(article, mentions(article))
    doc.claims = [*namings.relate(doc), *memberships.relate(doc), *event_claims.relate(doc)]
    # The others read the events' claims: which event is the main one, and its day.
    read = reader(doc)
    for stage in (quantities, milestones, locations, involvements):
        doc.claims += stage.relate(doc, read)
    return doc


def read_page(page: Page, on_issue: Notice) -> Iterator[Doc]:
    """The articles of a page, read.

    An article that cannot be read is an ERROR issue; the others go on.
    """
    for article in cut(page, on_issue):
        try:
            yield read_article(article)
        except Exception as error:
            on_issue(_unreadable(article, error))


def _unreadable(article: Article, error: Exception) -> Issue:
    return Issue(
        severity=Severity.ERROR, code="unreadable-article", place=article.id, span=article.span,
        message=f"reading stopped with {type(error).__name__}: {error}; "
        "please report it with this text",
    )  # fmt: skip


def read_text(raw: str, context: Context = Context(), *, whole: bool = False) -> list[Doc]:
    """A text in memory, read.

    Args:
        raw: the text.
        context: its date, home and source.
        whole: take it for one article instead of cutting it.
    """
    digest = hashlib.sha256(raw.encode()).hexdigest()
    page = Page(id="text", raw=raw, sha256=digest, origin="text", context=context, whole=whole)
    issues: list[Issue] = []
    page = dated(page, issues.append)
    docs = [read_article(article) for article in cut(page, issues.append)]
    for doc in docs:
        doc.issues += issues
    return docs
