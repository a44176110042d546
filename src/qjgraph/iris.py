"""Names of things as IRIs: ASCII, hashed from content, under one configurable base.

The vocabulary (`ns#`, `code/`, `rule/`) keeps its place whatever the base, so that
shapes, queries and exported data of two builds agree.
"""

from __future__ import annotations

import hashlib
import re
from calendar import monthrange
from functools import lru_cache

from qjgraph.model import Article, Context, Page, Span

#: Where the vocabulary lives; never changes.
HOME = "https://w3id.org/qjgraph/"
#: Where a build's own things live unless it says otherwise.
DEFAULT_BASE = HOME

_SPAN = re.compile(r"#char=([0-9]+),([0-9]+)$")
#: A year, a month or quarter, a day.
_UNIT = re.compile(r"[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?")
#: First and last month of a year (no month) and of EDTF's quarters.
_MONTHS = {0: (1, 12), 33: (1, 3), 34: (4, 6), 35: (7, 9), 36: (10, 12)}


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


def span_offsets(iri: str) -> tuple[int, int] | None:
    """Begin and end of the span of an IRI (`span_iri`); None for an IRI of another form.

    >>> span_offsets("https://example.org/page/9a#char=310,402")
    (310, 402)
    """
    match = _SPAN.search(iri)
    return (int(match[1]), int(match[2])) if match else None


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


def split_iri(entity: str, article: str) -> str:
    """What an article means by an entity's name where it is not that entity.

    An IRI of the entity's kind and base, from the entity's IRI and the article's.

    Raises:
        ValueError: the first is no IRI of an entity (`…/id/<kind>-<hash>`).
    """
    base, _, name = entity.rpartition("id/")
    kind, dash, rest = name.partition("-")
    if not (base and kind and dash and rest):
        raise ValueError(f"{entity} is no IRI of an entity")
    return thing_iri(kind, entity, article, base=base)


def curation_iri(base: str = DEFAULT_BASE) -> str:
    """`…/graph/curation`: the named graph of what curators changed."""
    return f"{base}graph/curation"


def identity_iri(base: str = DEFAULT_BASE) -> str:
    """`…/graph/identity`: the named graph of what was held of who is who."""
    return f"{base}graph/identity"


def division_iri(code: str, base: str = DEFAULT_BASE) -> str:
    """`…/id/place-<code>`: an administrative division by its official code."""
    return f"{base}id/place-{code}"


def date_iri(edtf: str, earliest: str = "", latest: str = "", base: str = DEFAULT_BASE) -> str:
    """`…/time/<EDTF>` with `_` for `/`.

    Bounds (ISO dates, empty where open) that are narrower than the EDTF tells, as of 9月底,
    are part of the name; a wording without EDTF is named by its bounds alone.
    """
    name = edtf.replace("/", "_") if edtf else "vague"
    if not edtf or (earliest, latest) != edtf_bounds(edtf):
        name += f"_{earliest or 'open'}_{latest or 'open'}"
    return f"{base}time/{name}"


@lru_cache(maxsize=4096)
def edtf_bounds(edtf: str) -> tuple[str, str]:
    """First and last day of an EDTF date or interval, as ISO dates; '' where it tells none.

    >>> edtf_bounds("2025-34"), edtf_bounds("2025-06-17/..")
    (('2025-04-01', '2025-06-30'), ('2025-06-17', ''))
    """
    begin, _, end = edtf.partition("/")
    return _unit_bounds(begin)[0], _unit_bounds(end or begin)[1]


def _unit_bounds(unit: str) -> tuple[str, str]:
    if not _UNIT.fullmatch(unit):
        return "", ""
    if len(unit) == 10:
        return unit, unit
    year, month = int(unit[:4]), int(unit[5:] or 0)
    first, last = _MONTHS.get(month, (month, month))
    if not 1 <= first <= last <= 12:
        return "", ""
    days = monthrange(year, last)[1]
    return f"{year:04}-{first:02}-01", f"{year:04}-{last:02}-{days:02}"


def rule_iri(rule: str) -> str:
    """`https://w3id.org/qjgraph/rule/<id>`."""
    return f"{HOME}rule/{rule}"
