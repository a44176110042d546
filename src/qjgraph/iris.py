"""Names of things as IRIs: ASCII, hashed from content, under one configurable base.

The vocabulary (`ns#`, `code/`, `rule/`) keeps its place whatever the base, so that
shapes, queries and exported data of two builds agree.
"""

from __future__ import annotations

import hashlib
from functools import lru_cache

from qjgraph.model import Article, Context, Page, Span

#: Where the vocabulary lives; never changes.
HOME = "https://w3id.org/qjgraph/"
#: Where a build's own things live unless it says otherwise.
DEFAULT_BASE = HOME


def digest(*parts: str) -> str:
    """Sixteen hex digits of the SHA-256 of the parts, each kept apart from the next."""
    return hashlib.sha256("\x1f".join(parts).encode("utf-8", "surrogatepass")).hexdigest()[:16]


def _context_key(context: Context) -> str:
    published = context.published.isoformat() if context.published else ""
    return digest(published, context.home, context.source)


@lru_cache(maxsize=64)
def page_hash(page: Page) -> str:
    """Hash of a page's raw text and context."""
    return digest(page.sha256, _context_key(page.context))


def article_hash(article: Article) -> str:
    """Hash of an article's text without whitespace, and its context.

    The same article printed on two pages of one paper and day is one article.
    """
    text = "".join(article.span.of(article.page.raw).split())
    return digest(text, _context_key(article.context))


def page_iri(page: Page, base: str = DEFAULT_BASE) -> str:
    """`…/page/<hash>`."""
    return f"{base}page/{page_hash(page)}"


def span_iri(page: str, span: Span) -> str:
    """`<page>#char=begin,end` (RFC 5147), for the IRI of a page."""
    return f"{page}#char={span.begin},{span.end}"


def article_iri(article: str, base: str = DEFAULT_BASE) -> str:
    """`…/article/<hash>`, for the hash of an article."""
    return f"{base}article/{article}"


def graph_iri(article: str, base: str = DEFAULT_BASE) -> str:
    """`…/graph/<hash>`: the named graph of the article with that hash."""
    return f"{base}graph/{article}"


def claim_iri(article: str, *content: str, base: str = DEFAULT_BASE) -> str:
    """`…/claim/<hash>` of the article's hash, the claim's kind and its content."""
    return f"{base}claim/{digest(article, *content)}"


def thing_iri(kind: str, *content: str, base: str = DEFAULT_BASE) -> str:
    """`…/id/<kind>-<hash>`: an entity, a post or a run."""
    return f"{base}id/{kind}-{digest(kind, *content)}"


def division_iri(code: str, base: str = DEFAULT_BASE) -> str:
    """`…/id/place-<code>`: an administrative division by its official code."""
    return f"{base}id/place-{code}"


def date_iri(edtf: str, earliest: str = "", latest: str = "", base: str = DEFAULT_BASE) -> str:
    """`…/time/<EDTF>` with `_` for `/`; a wording without EDTF is named by its bounds."""
    name = edtf.replace("/", "_") if edtf else f"vague_{earliest or 'open'}_{latest or 'open'}"
    return f"{base}time/{name}"


def rule_iri(rule: str) -> str:
    """`https://w3id.org/qjgraph/rule/<id>`."""
    return f"{HOME}rule/{rule}"
