"""The prefixes that every query may use unasked, and IRIs written short by them."""

from __future__ import annotations

import re
from functools import cache

from qjgraph.rdf.vocab import PREFIXES

__all__ = ["PREFIXES", "declarations", "local_name", "shorten"]

_LOCAL = re.compile(r"[A-Za-z0-9_][A-Za-z0-9_-]*")


@cache
def _by_length() -> tuple[tuple[str, str], ...]:
    """Namespaces and prefixes, the longest namespace first."""
    pairs = ((namespace, prefix) for prefix, namespace in PREFIXES.items())
    return tuple(sorted(pairs, key=lambda pair: (-len(pair[0]), pair)))


def shorten(iri: str) -> str:
    """`qj:Person` for an IRI under a known prefix; any other IRI as it is."""
    for namespace, prefix in _by_length():
        if iri.startswith(namespace) and _LOCAL.fullmatch(iri, len(namespace)):
            return f"{prefix}:{iri[len(namespace) :]}"
    return iri


def local_name(iri: str) -> str:
    """`Person` for `…/ns#Person`: what follows the last `#` or `/`."""
    return re.split("[#/]", iri)[-1]


def declarations() -> str:
    """The prefixes as `PREFIX` lines, to paste into another SPARQL tool."""
    return "".join(f"PREFIX {name}: <{iri}>\n" for name, iri in PREFIXES.items())
