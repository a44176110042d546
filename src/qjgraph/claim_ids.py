"""What a claim is called: an IRI from its article, kind and content, given once.

A better rule, another sentence or confidence does not rename a claim; nor does a curator's
correction, because the claim carries the name it got from the text.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import fields, replace
from functools import cache

from qjgraph.iris import DEFAULT_BASE, claim_iri
from qjgraph.model import AmountValue, Claim, DateValue, Span

#: Fields that tell how a claim was read and what it is called, not what it says.
_READING = frozenset(("evidence", "focus", "rule", "confidence", "iri"))


def named(claims: Iterable[Claim], article: str, base: str = DEFAULT_BASE) -> list[Claim]:
    """The claims of an article, in the order of the text, each with its IRI.

    The second claim of one content gets a number; one of the same words as well is the same
    claim and falls away.  Claims that have an IRI keep it.

    Args:
        article: the article's hash (`iris.article_hash`).
    """
    counts: Counter[tuple[str, ...]] = Counter()
    seen: set[tuple[tuple[str, ...], Span, Span]] = set()
    found: list[Claim] = []
    for claim in sorted(claims, key=lambda claim: (claim.focus, claim.evidence)):
        if claim.iri:
            found.append(claim)
            continue
        key = content_key(claim)
        if (place := (key, claim.focus, claim.evidence)) not in seen:
            seen.add(place)
            number = (str(counts[key]),) if counts[key] else ()
            counts[key] += 1
            found.append(replace(claim, iri=claim_iri(article, *key, *number, base=base)))
    return found


@cache
def content_fields(kind: type[Claim]) -> tuple[str, ...]:
    """The names of the fields that hold what a claim of a kind says, in their order."""
    return tuple(field.name for field in fields(kind) if field.name not in _READING)


def content_key(claim: Claim) -> tuple[str, ...]:
    """What identifies a claim in its article: its kind and content, not how it was read."""
    kind = type(claim)
    names = content_fields(kind)  # type: ignore[arg-type]
    return (kind.__name__, *(_key_part(getattr(claim, name)) for name in names))


def _key_part(value: object) -> str:
    if isinstance(value, DateValue):
        return "\x1e".join(map(str, (value.edtf, value.earliest, value.latest, value.text)))
    if isinstance(value, AmountValue):
        numbers = value.value, value.minimum, value.maximum
        return "\x1e".join(map(str, (*numbers, value.unit, value.qualifier, value.text)))
    return str(value)
