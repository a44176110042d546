"""Pages, articles and spans: what the claims rest on."""

from __future__ import annotations

from collections.abc import Iterator

from pyoxigraph import Literal, NamedNode

from qjgraph.model import Article, Page, Span
from qjgraph.rdf.terms import boolean, chinese, day, integer, text
from qjgraph.rdf.vocab import Ext, Qj

Pair = tuple[NamedNode, NamedNode | Literal]


def page_pairs(page: Page) -> Iterator[Pair]:
    """A page: where it came from, its raw text, and what made that of a file that is no text."""
    yield Ext.rdf_type, Qj.Page
    yield Ext.identifier, text(page.id)
    yield Ext.source, text(page.origin)
    yield Qj.sha256, text(page.sha256)
    yield Ext.is_string, text(page.raw)
    if page.file_sha256:
        yield Qj.fileSha256, text(page.file_sha256)
        yield Qj.converter, text(page.converter)
    if page.context.home:
        yield Qj.home, text(page.context.home)
    if page.title:
        yield Ext.title, chinese(page.title)
    if page.whole:
        yield Qj.whole, boolean(True)


def article_pairs(article: Article, page: NamedNode, graph: NamedNode) -> Iterator[Pair]:
    """An article: where it stands in its page, its title, date and byline."""
    yield Ext.rdf_type, Qj.Article
    yield Ext.identifier, text(article.id)
    yield Ext.is_part_of, page
    yield Qj.graph, graph
    yield Qj.index, integer(article.index)
    yield Ext.begin_index, integer(article.span.begin)
    yield Ext.end_index, integer(article.span.end)
    yield Ext.title, chinese(article.title)
    yield from _optional_article_pairs(article)


def _optional_article_pairs(article: Article) -> Iterator[Pair]:
    if article.kicker:
        yield Qj.kicker, chinese(article.kicker)
    if article.subtitle:
        yield Qj.subtitle, chinese(article.subtitle)
    if article.context.published:
        yield Qj.published, day(article.context.published)
    if article.context.source:
        yield Qj.source, text(article.context.source)
    for name in article.reporters:
        yield Qj.reporter, text(name)
    for name in article.correspondents:
        yield Qj.correspondent, text(name)


def span_pairs(span: Span, raw: str, page: NamedNode, article: NamedNode) -> Iterator[Pair]:
    """A stretch of the raw text with its words."""
    yield Ext.begin_index, integer(span.begin)
    yield Ext.end_index, integer(span.end)
    yield Ext.anchor_of, text(span.of(raw))
    yield Ext.reference_context, page
    yield Ext.is_part_of, article
