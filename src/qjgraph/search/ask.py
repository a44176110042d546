"""A search: words in, articles and things out, the best first, with what narrows them."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from pyoxigraph import Literal, NamedNode

from qjgraph.query.results import Rows
from qjgraph.search.folding import fold, words_of
from qjgraph.search.index import Index

#: Kinds of things that are found, in the order in which they are offered.
KINDS = ("person", "organization", "project", "event", "place", "policy")
#: Characters shown before and after what was found.
_AROUND = 36
#: Times that a word counts in one article; more is the length of the article.
_ENOUGH = 12
#: Values that a facet offers.
OFFERED = 12


@dataclass(frozen=True, slots=True, kw_only=True)
class Query:
    """What is searched.

    Attributes:
        words: as typed; all must occur, those in quotation marks as they stand.
        kind: `article` or one of `KINDS`; empty for both.
        paper, year, place: narrow the articles; empty for all.
        newest: the newest articles first, not the best.
        page: from 1; size: hits of a page.
    """

    words: str
    kind: str = ""
    paper: str = ""
    year: str = ""
    place: str = ""
    newest: bool = False
    page: int = 1
    size: int = 20


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit:
    """A thing or an article that was found.

    Attributes:
        kind: `article` or one of `KINDS`.
        pieces: of an article's snippet, every other one what was found, the first not.
        begin: where the snippet's first find stands in the page's raw text; -1 for a thing.
        sentences: claims that name a thing, one an article; 0 for an article.
    """

    kind: str
    iri: str
    label: str
    day: str = ""
    paper: str = ""
    pieces: tuple[str, ...] = ()
    begin: int = -1
    sentences: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """The answer of a search.

    Attributes:
        things, articles: the hits of this page.
        of_things, of_articles: how many there are.
        facets: by name (`kind`, `paper`, `year`, `place`) values with their numbers, most first.
    """

    query: Query
    things: tuple[Hit, ...]
    articles: tuple[Hit, ...]
    of_things: int
    of_articles: int
    facets: dict[str, tuple[tuple[str, int], ...]]


def rows(found: Found) -> Rows:
    """The hits of a page as a table: things first, as they are listed."""
    columns = ("kind", "label", "day", "paper", "snippet", "begin", "claims", "iri")
    return Rows(columns, tuple(
        (
            Literal(hit.kind), Literal(hit.label), _text(hit.day), _text(hit.paper),
            _text("".join(hit.pieces)), Literal(hit.begin) if hit.begin >= 0 else None,
            Literal(hit.sentences) if hit.begin < 0 else None, NamedNode(hit.iri),
        )
        for hit in (*found.things, *found.articles)
    ))  # fmt: skip


def _text(words: str) -> Literal | None:
    return Literal(words) if words else None


def search(index: Index, query: Query) -> Found:
    """Everything that holds all words of a query.

    Args:
        index: of the graph.
        query: an empty one finds nothing.
    """
    words = words_of(query.words)
    things = _things(index, words) if words else []
    rows = _narrowed(_articles(index, words) if words else [], query)
    kinds = Counter(kind for kind, *_ in things)
    facets = {
        "kind": (*(((("article"), len(rows)),) if rows else ()), *_counted(kinds)),
        "paper": _most(row.paper for row in rows),
        "year": _most(row.day[:4] for row in rows),
        "place": _most(row.place for row in rows),
    }
    if query.kind:
        things = [row for row in things if row[0] == query.kind]
        rows = rows if query.kind == "article" else []
    ordered = sorted(rows, key=_newest if query.newest else _best)
    window = slice((query.page - 1) * query.size, query.page * query.size)
    few = window if query.kind else slice(0, 8 if query.page == 1 else 0)
    return Found(
        query=query, of_things=len(things), of_articles=len(rows), facets=facets,
        things=tuple(
            Hit(kind=kind, iri=iri, label=label, sentences=count)
            for kind, iri, label, count, _ in things[few]
        ),
        articles=tuple(_hit(index, row, words) for row in ordered[window]),
    )  # fmt: skip


def _counted(kinds: Counter[str]) -> Iterable[tuple[str, int]]:
    return ((kind, kinds[kind]) for kind in KINDS if kinds[kind])


def _most(values: Iterable[str]) -> tuple[tuple[str, int], ...]:
    counts = Counter(value for value in values if value)
    return tuple(sorted(counts.items(), key=lambda item: (-item[1], item[0]))[:OFFERED])


# ------------------------------------------------------------------------------- things


def _things(index: Index, words: Sequence[str]) -> list[tuple[str, str, str, int, int]]:
    """Kind, IRI, label, count and rank of the things named so, by name or by sound."""
    query, whole = "", "".join(words)
    by_sound = whole.isascii() and whole.isalnum()
    condition = " AND ".join("instr(folded, ?)" for _ in words)
    values = list(words)
    if by_sound:
        condition, values = f"({condition}) OR instr(sound, ?)", [*words, f"\n{whole}"]
    query = f"SELECT kind, iri, label, sentences, folded FROM things WHERE {condition}"
    found = [
        (kind, iri, label, count, _rank(folded, words))
        for kind, iri, label, count, folded in index.database.execute(query, values)
    ]
    return sorted(found, key=lambda row: (row[4], -row[3], row[2], row[1]))


def _rank(folded: str, words: Sequence[str]) -> int:
    """0 for a whole name, 1 for the beginning of one, 2 for a part or a sound."""
    phrase = " ".join(words)
    return 0 if f"\n{phrase}\n" in folded else 1 if f"\n{phrase}" in folded else 2


# ----------------------------------------------------------------------------- articles


@dataclass(frozen=True, slots=True)
class _Row:
    id: int
    day: str
    paper: str
    place: str
    score: float


def _articles(index: Index, words: Sequence[str]) -> list[_Row]:
    condition = " AND ".join("instr(folded, ?)" for _ in words)
    counts = ", ".join(
        "(length(folded) - length(replace(folded, ?, ''))) / ?, instr(substr(folded, 1, "
        "length(title)), ?)" for _ in words
    )  # fmt: skip
    values: list[str | int] = []
    for word in words:
        values += [word, len(word), word]
    query = f"SELECT id, day, paper, place, {counts} FROM articles WHERE {condition}"
    rows = index.database.execute(query, [*values, *words])
    return [
        _Row(id_, day, paper, place, _score(counted[::2], counted[1::2]))
        for id_, day, paper, place, *counted in rows
    ]


def _score(counts: Sequence[int], heads: Sequence[int]) -> float:
    """How much an article is about the words: how often, and whether the title says so."""
    return sum(
        math.log1p(min(count, _ENOUGH)) + (2 if head else 0)
        for count, head in zip(counts, heads, strict=True)
    )


def _narrowed(rows: Sequence[_Row], query: Query) -> list[_Row]:
    return [
        row for row in rows
        if (not query.paper or row.paper == query.paper)
        and (not query.year or row.day[:4] == query.year)
        and (not query.place or row.place == query.place)
    ]  # fmt: skip


def _best(row: _Row) -> tuple[float, int, int]:
    return (-row.score, -_number(row.day), row.id)


def _newest(row: _Row) -> tuple[int, float, int]:
    return (-_number(row.day), -row.score, row.id)


def _number(day: str) -> int:
    return int(day.replace("-", "") or 0)


def _hit(index: Index, row: _Row, words: Sequence[str]) -> Hit:
    cursor = index.database.execute(
        "SELECT iri, title, body, begin FROM articles WHERE id = ?", (row.id,)
    )
    iri, title, body, begin = cursor.fetchone()
    at, pieces = _snippet(body, words)
    return Hit(
        kind="article", iri=iri, label=title, day=row.day, paper=row.paper, pieces=pieces,
        begin=begin + at,
    )  # fmt: skip


def _snippet(body: str, words: Sequence[str]) -> tuple[int, tuple[str, ...]]:
    """Where the first word stands, and the text around it, cut at what was found."""
    folded = fold(body)
    places = [at for at in (folded.find(word) for word in words) if at >= 0]
    first = min(places, default=0)
    left, right = max(0, first - _AROUND), min(len(body), first + 3 * _AROUND)
    spans = sorted(_spans(folded, words, left, right))
    pieces, at = ["…" if left else ""], left
    for begin, end in spans:
        if begin >= at:
            pieces[-1] += body[at:begin]
            pieces += [body[begin:end], ""]
            at = end
    pieces[-1] += body[at:right] + ("…" if right < len(body) else "")
    return first, tuple(" ".join(piece.split()) if n % 2 else _one_line(piece)
                        for n, piece in enumerate(pieces))  # fmt: skip


def _one_line(piece: str) -> str:
    lead = " " if piece[:1].isspace() else ""
    tail = " " if piece[-1:].isspace() else ""
    bare = " ".join(piece.split())
    return f"{lead}{bare}{tail}" if bare else lead


def _spans(folded: str, words: Sequence[str], left: int, right: int) -> Iterable[tuple[int, int]]:
    for word in words:
        at = folded.find(word, left, right)
        while at >= 0:
            yield at, at + len(word)
            at = folded.find(word, at + len(word), right)
