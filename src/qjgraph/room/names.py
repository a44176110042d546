"""Where an article names what it names: every place of every thing, one inside another.

The graph holds one naming of a thing an article, at its best mention, and the wordings that the
article uses for it.  A page marks each place where one of them stands.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain, pairwise

from qjgraph.iris import span_offsets
from qjgraph.view.reader import Reader

_NAMINGS = (
    "?span dct:isPartOf ?article . ?claim qj:evidence ?span . ?claim a qj:Mention ; "
    "qj:entity ?entity ; qj:focus ?focus ."
)
_WORDINGS = "GRAPH ?graph { ?entity rdfs:label|skos:altLabel ?name }"
#: A wording of one character stands in too many other words.
_SHORTEST = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Named:
    """A thing that an article names.

    Attributes:
        iri, kind, label: the thing.
        claim: the IRI of the claim that the article names it.
        places: half-open code points of the page's raw text, in order.
    """

    iri: str
    kind: str
    label: str
    claim: str
    places: tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """A stretch of text in which the same things are named.

    Attributes:
        begin, end: half-open code points of the page's raw text.
        inside: the things it is part of a name of, the innermost last.
        amount: it is part of an amount that the article states.
    """

    begin: int
    end: int
    text: str
    inside: tuple[Named, ...] = ()
    amount: bool = False


def named(reader: Reader, article: str, graph: str, text: str, begin: int) -> list[Named]:
    """What an article names, in the order of the first place.

    Args:
        article, graph: IRIs of the article and of its named graph.
        text: of the article; `begin`: where it begins in the page.
    """
    wordings: dict[str, set[str]] = {}
    for row in reader.ask(_WORDINGS, graph=graph):
        if len(row["name"]) >= _SHORTEST:
            wordings.setdefault(row["entity"], set()).add(row["name"])
    found = []
    for row in sorted(reader.ask(_NAMINGS, article=article), key=lambda each: each["claim"]):
        thing, focus = reader.thing(row["entity"]), span_offsets(row["focus"])
        if thing is not None and focus is not None:
            places = {focus, *_places(wordings.get(thing.iri, set()), text, begin)}
            found.append(Named(
                iri=thing.iri, kind=thing.kind, label=thing.label, claim=row["claim"],
                places=outermost(places),
            ))  # fmt: skip
    return sorted(found, key=lambda each: (each.places, each.iri))


def _places(names: Iterable[str], text: str, begin: int) -> Iterator[tuple[int, int]]:
    for name in names:
        for match in re.finditer(re.escape(name), text):
            yield begin + match.start(), begin + match.end()


def outermost(places: Iterable[tuple[int, int]]) -> tuple[tuple[int, int], ...]:
    """Without those that overlap a wider or earlier one: a short form inside a full name."""
    kept: list[tuple[int, int]] = []
    for begin, end in sorted(places, key=lambda each: (each[0], -each[1])):
        if not kept or begin >= kept[-1][1]:
            kept.append((begin, end))
    return tuple(kept)


def runs(
    raw: str,
    begin: int,
    end: int,
    things: Sequence[Named],
    *,
    cuts: Iterable[int] = (),
    amounts: Sequence[tuple[int, int]] = (),
) -> Iterator[Run]:
    """The text cut wherever a name begins or ends, and at further places.

    A name inside another's lies within it; where two cross, each run counts for both.
    """
    where = [(*place, each) for each in things for place in each.places]
    where.sort(key=lambda each: (each[0], -each[1], each[2].iri))
    points = {begin, end, *cuts, *chain(*amounts), *(p for one in where for p in one[:2])}
    edges = sorted(point for point in points if begin <= point <= end)
    first = 0
    for left, right in pairwise(edges):
        while first < len(where) and where[first][1] <= left:
            first += 1
        inside = [(b, e, each) for b, e, each in where[first:] if b <= left and right <= e]
        inside.sort(key=lambda each: (each[0] - each[1], each[0], each[2].iri))
        yield Run(
            begin=left, end=right, text=raw[left:right],
            inside=tuple(each for _, _, each in inside),
            amount=any(b <= left and right <= e for b, e in amounts),
        )  # fmt: skip
