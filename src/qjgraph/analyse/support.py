"""What a fact rests on: how many articles, or a quoted speaker; and which articles disagree."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from qjgraph.analyse.projects import apart
from qjgraph.analyse.rows import Cell, Row, days, disjoint, grouped, joined, place, sorts, text

#: What makes two claims of a sort say the same of one thing, and what they may disagree about.
_TOPIC = {
    "milestone": ("subject", "kind_iri"),
    "amount": ("subject", "kind_iri", "unit", "use"),
    "event": ("subject",),
}
BASES = ("contradicted", "speaker", "single", "several")


def fact_support(rows: Iterable[Row], params: Row) -> Iterator[Row]:
    """Groups claims into facts and tells what each rests on.

    `contradicted`: another article says what cannot hold at once; `speaker`: only quoted
    speakers say so; `single`: one article; `several`: more than one article.  Facts are
    the days of project stages reached, the amounts of projects, and the days of events.
    """
    wanted = params.get("basis")
    sort = sorts(rows)
    found = [
        row
        for name, columns in _TOPIC.items()
        for told in grouped(sorted(sort.get(name, ()), key=place), *columns).values()
        for row in _facts(name, told)
        if wanted in (None, row["basis_found"])
    ]
    yield from sorted(found, key=_order)


def _facts(name: str, told: Sequence[Row]) -> Iterator[dict[str, Cell]]:
    for said in grouped(told, "value", "minimum", "maximum", "earliest", "latest", "use").values():
        against = [row for row in told if _disagree(name, said[0], row)]
        yield _fact(name, said, against)


def _disagree(name: str, one: Row, other: Row) -> bool:
    """Whether two claims of different articles exclude each other."""
    if text(one, "article") == text(other, "article"):
        return False
    return apart(one, other) if name == "amount" else disjoint(days(one), days(other))


def _fact(name: str, said: Sequence[Row], against: Sequence[Row]) -> dict[str, Cell]:
    articles = {text(row, "article") for row in said}
    speakers = {text(row, "speaker") for row in said}
    quoted = "" not in speakers
    single = "speaker" if quoted else "single" if len(articles) == 1 else "several"
    return {
        "subject": text(said[0], "subject"),
        "about_name": text(said[0], "name"),
        "fact": name,
        "kind": said[0].get("kind_iri"),
        "value": text(said[0], "wording"),
        "basis_found": "contradicted" if against else single,
        "articles": len(articles),
        "speakers": joined(speakers) or None,
        "against": text(against[0], "wording") if against else None,
        "evidence": said[0].get("evidence"),
        "against_evidence": against[0].get("evidence") if against else None,
    }


def _order(row: Mapping[str, Cell]) -> tuple[object, ...]:
    basis = BASES.index(str(row["basis_found"]))
    names = ("about_name", "subject", "fact", "kind", "value", "evidence")
    return (basis, *(str(row[name]) for name in names))
