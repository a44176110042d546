"""The ready questions: their forms, and answers as tables whose rows lead to their sentences."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from pyoxigraph import Literal

from qjgraph.graph import Graph
from qjgraph.query.questions import Question
from qjgraph.query.results import Rows, Term, text
from qjgraph.room.pages import Cell, Column, Line, Table, Words
from qjgraph.view.facts import Evidence
from qjgraph.view.reader import Reader

#: Columns that are evidence, not an answer.
_EVIDENCE = ("sentence", "article", "begin", "end")
_NAMED = (
    "?thing rdfs:label ?name . ?thing a ?class FILTER(?class IN (qj:Person, qj:Organization, "
    "qj:Place, qj:Event, qj:Project, qj:Policy))"
)
_ARTICLE = (
    "?article dct:identifier ?id ; a qj:Article . OPTIONAL { ?article dct:title ?title } "
    "OPTIONAL { ?article qj:published ?date } OPTIONAL { ?article qj:source ?source }"
)


def answer_table(
    graph: Graph, reader: Reader, asked: Question, params: Mapping[str, str], *, most: int
) -> Table:
    """The answer of a ready question.

    Args:
        params: as written by a person; empty ones are left out.
        most: lines.

    Raises:
        QueryError: a parameter is unknown, missing or of the wrong type.
        NotFound: a name means nothing here, or several things.
    """
    given = {name: value for name, value in params.items() if value.strip()}
    zh, en = (graph.ask(asked.name, lang=lang, **given) for lang in ("zh", "en"))
    shown = [at for at, name in enumerate(zh.columns) if not _is_evidence(name)]
    words = {name: Words(meaning.zh, meaning.en) for name, meaning in asked.columns}
    pairs = list(zip(zh.terms, en.terms, strict=True))[:most]
    things = _things(reader, {text(one[at]) for one, _ in pairs for at in shown if _says(one[at])})
    return Table(
        name=asked.name, words=Words(asked.title.zh, asked.title.en),
        columns=tuple(
            Column(name=zh.columns[at], words=words[zh.columns[at]], numeric=_numeric(zh, at))
            for at in shown
        ),
        lines=tuple(
            Line(
                cells=tuple(_cell(one[at], other[at], things) for at in shown),
                evidence=_evidence(reader, zh.columns, one),
            )
            for one, other in pairs
        ),
        total=len(zh),
    )  # fmt: skip


def _is_evidence(column: str) -> bool:
    return column in _EVIDENCE or column.endswith(("_sentence", "_article"))


def _numeric(rows: Rows, at: int) -> bool:
    found = [row[at] for row in rows.terms if row[at] is not None]
    numbers = ("integer", "decimal", "double")
    return bool(found) and all(
        isinstance(term, Literal) and term.datatype.value.endswith(numbers) for term in found
    )


def _cell(zh: Term | None, en: Term | None, things: Mapping[str, str]) -> Cell:
    words = Words(text(zh), text(en))
    return Cell(words=words, iri=things.get(words.zh, "") if _says(zh) else "")


def _says(term: Term | None) -> bool:
    """Whether it is words, which may be a thing's name."""
    return isinstance(term, Literal) and term.datatype.value.endswith(("#string", "#langString"))


def _things(reader: Reader, words: set[str]) -> dict[str, str]:
    """The IRIs of the things named so; without the names that several bear."""
    found: dict[str, set[str]] = {}
    names = " ".join(str(Literal(each, language="zh")) for each in sorted(words))
    for row in reader.ask(f"VALUES ?name {{ {names} }} {_NAMED}"):
        found.setdefault(row["name"], set()).add(row["thing"])
    return {name: iris.pop() for name, iris in found.items() if len(iris) == 1}


def _evidence(
    reader: Reader, columns: Sequence[str], row: Sequence[Term | None]
) -> tuple[Evidence, ...]:
    """The sentences of a row, the main one last."""
    cells = {name: text(term) for name, term in zip(columns, row, strict=True)}
    prefixes = [name.removesuffix("sentence") for name in columns if name.endswith("sentence")]
    found = (_of_a_row(reader, cells, prefix) for prefix in prefixes)
    return tuple(each for each in found if each is not None)


def _of_a_row(reader: Reader, cells: Mapping[str, str], prefix: str) -> Evidence | None:
    sentence, id_ = cells.get(f"{prefix}sentence", ""), cells.get(f"{prefix}article", "")
    article = next(reader.ask(_ARTICLE, id=Literal(id_)), None) if sentence and id_ else None
    if article is None:
        return None
    begin = int(cells.get(f"{prefix}begin") or -1)
    return Evidence(
        claim="", sentence=sentence, article=article["article"], id=id_,
        title=article.get("title", ""), date=article.get("date", ""),
        source=article.get("source", ""), begin=begin, end=begin + len(sentence), focus=None,
        rule="", confidence=1.0,
    )  # fmt: skip
