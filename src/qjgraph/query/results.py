"""What a query gives: rows, triples or a yes or no, and how each is written down.

Cells of `Rows` are RDF terms; iterating gives plain Python values.  Text from articles is
data: nothing of it reaches a terminal as a control sequence.
"""

from __future__ import annotations

import csv
import io
import json
import re
import unicodedata
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any, overload

from pyoxigraph import BlankNode, Literal, NamedNode, RdfFormat, Triple, serialize

from qjgraph.errors import QueryError
from qjgraph.query.prefixes import PREFIXES, shorten

Term = NamedNode | BlankNode | Literal | Triple
Value = str | int | float | bool | Decimal | date | None

_XSD = PREFIXES["xsd"]
#: Widest cell of a table on a terminal, in columns; longer text is cut with an ellipsis.
CELL = 48

# ------------------------------------------------------------------------------ values


def _boolean(text: str) -> bool:
    return text in ("true", "1")


_READERS: dict[str, Callable[[str], Value]] = {
    f"{_XSD}integer": int,
    f"{_XSD}decimal": Decimal,
    f"{_XSD}double": float,
    f"{_XSD}float": float,
    f"{_XSD}boolean": _boolean,
    f"{_XSD}date": date.fromisoformat,
}


def value(term: Term | None) -> Value:
    """A term as a Python value: an IRI or text as str, numbers, bool, date, None.

    A literal whose writing its type does not allow stays text.
    """
    if term is None:
        return None
    if not isinstance(term, Literal):
        return term.value if isinstance(term, NamedNode) else str(term)
    reader = _READERS.get(term.datatype.value)
    if reader is None:
        return term.value
    try:
        return reader(term.value)
    except (ValueError, InvalidOperation):
        return term.value


def text(term: Term | None) -> str:
    """A term as bare text: an IRI, the characters of a literal, nothing for None.

    Decimals come without exponent and without a tail of zeros (`280000000`, `28.5`).
    """
    if term is None:
        return ""
    if isinstance(term, Literal) and term.datatype.value == f"{_XSD}decimal":
        return plain(term.value)
    return term.value if isinstance(term, NamedNode | Literal) else str(term)


def plain(number: str) -> str:
    """A decimal without exponent and trailing zeros; other text as it is."""
    try:
        shown = f"{Decimal(number):f}"
    except InvalidOperation:
        return number
    return shown.rstrip("0").rstrip(".") if "." in shown else shown


# ------------------------------------------------------------------------------ results


@dataclass(frozen=True, slots=True)
class Rows(Sequence[dict[str, Value]]):
    """The rows of a SELECT: a sequence of dicts from column to Python value.

    Attributes:
        columns: the names, in the query's order.
        terms: the cells as RDF terms, row by row; None where unbound.
        heads: what a table on a terminal calls the columns; empty for their names.
    """

    columns: tuple[str, ...]
    terms: tuple[tuple[Term | None, ...], ...]
    heads: tuple[str, ...] = ()

    def __len__(self) -> int:
        return len(self.terms)

    @overload
    def __getitem__(self, index: int) -> dict[str, Value]: ...
    @overload
    def __getitem__(self, index: slice) -> Rows: ...
    def __getitem__(self, index: int | slice) -> dict[str, Value] | Rows:
        if isinstance(index, slice):
            return Rows(self.columns, self.terms[index], self.heads)
        return dict(zip(self.columns, map(value, self.terms[index]), strict=True))

    def __iter__(self) -> Iterator[dict[str, Value]]:
        return (self[index] for index in range(len(self.terms)))

    def column(self, name: str) -> list[Value]:
        """The values of one column; KeyError for an unknown one."""
        if name not in self.columns:
            raise KeyError(name)
        place = self.columns.index(name)
        return [value(row[place]) for row in self.terms]

    def to_pandas(self) -> Any:
        """The rows as a `pandas.DataFrame`.

        Raises:
            QueryError: where pandas is not installed.
        """
        try:
            import pandas
        except ImportError as error:
            hint = 'pip install "qjgraph[pandas]"'
            raise QueryError("to_pandas", "pandas is not installed", hint) from error
        return pandas.DataFrame(list(self), columns=list(self.columns))


@dataclass(frozen=True, slots=True)
class Triples(Sequence[Triple]):
    """The graph of a CONSTRUCT or DESCRIBE: distinct triples in the order of their writing."""

    triples: tuple[Triple, ...]

    def __len__(self) -> int:
        return len(self.triples)

    @overload
    def __getitem__(self, index: int) -> Triple: ...
    @overload
    def __getitem__(self, index: slice) -> Triples: ...
    def __getitem__(self, index: int | slice) -> Triple | Triples:
        return Triples(self.triples[index]) if isinstance(index, slice) else self.triples[index]

    def rows(self) -> Rows:
        """The triples as rows of subject, predicate, object."""
        cells = tuple((each.subject, each.predicate, each.object) for each in self.triples)
        return Rows(("subject", "predicate", "object"), cells)


@dataclass(frozen=True, slots=True)
class Truth:
    """The answer of an ASK."""

    value: bool

    def __bool__(self) -> bool:
        return self.value


Result = Rows | Triples | Truth

# ------------------------------------------------------------------------------ writing


def render(result: Result, format: str, *, lang: str = "en", cell: int | None = CELL) -> str:
    """A result as text.

    Args:
        result: of `engine.query` or `questions.ask`.
        format: table, csv, tsv, json (SPARQL 1.1 formats) for rows and truths; also ttl,
            nt, jsonld for graphs.
        lang: zh or en, of the words that a table adds.
        cell: widest cell of a table in terminal columns; None for no limit.

    Raises:
        QueryError: for a format that does not fit the result.
    """
    if isinstance(result, Truth):
        return _truth(result, format)
    if format in _GRAPHS:
        if isinstance(result, Rows):
            raise _unfit(format, "rows", "table, csv, tsv, json")
        return _graph(result, format)
    rows = result if isinstance(result, Rows) else result.rows()
    if format == "table":
        return table(rows, lang=lang, cell=cell)
    if format not in _WRITERS:
        raise _unfit(format, "this result", ", ".join(("table", *_WRITERS, *_GRAPHS)))
    return _WRITERS[format](rows)


def _unfit(format: str, what: str, known: str) -> QueryError:
    return QueryError("format", f"{format!r} cannot hold {what}", f"choose one of {known}")


def _truth(result: Truth, format: str) -> str:
    word = "true" if result else "false"
    if format == "json":
        return f'{{"head": {{}}, "boolean": {word}}}\n'
    if format in _GRAPHS or (format != "table" and format not in _WRITERS):
        raise _unfit(format, "a yes or no", "table, csv, tsv, json")
    return f"{word}\n"


def to_csv(rows: Rows) -> str:
    """SPARQL 1.1 CSV, with LF line ends: bare values, a header of names."""
    sink = io.StringIO()
    writer = csv.writer(sink, lineterminator="\n")
    writer.writerow(rows.columns)
    writer.writerows([text(term) for term in row] for row in rows.terms)
    return sink.getvalue()


def to_tsv(rows: Rows) -> str:
    """SPARQL 1.1 TSV: terms in Turtle's syntax, so that types and languages survive."""
    lines = ["\t".join(f"?{name}" for name in rows.columns)]
    lines += ["\t".join(map(_turtle, row)) for row in rows.terms]
    return "".join(f"{line}\n" for line in lines)


def _turtle(term: Term | None) -> str:
    return "" if term is None else str(term).replace("\t", "\\t")


def to_json(rows: Rows) -> str:
    """SPARQL 1.1 JSON."""
    found = [
        {
            name: _json(term)
            for name, term in zip(rows.columns, row, strict=True)
            if term is not None
        }
        for row in rows.terms
    ]
    whole = {"head": {"vars": list(rows.columns)}, "results": {"bindings": found}}
    return json.dumps(whole, ensure_ascii=False, indent=1) + "\n"


def _json(term: Term) -> dict[str, Any]:
    if isinstance(term, NamedNode):
        return {"type": "uri", "value": term.value}
    if isinstance(term, BlankNode):
        return {"type": "bnode", "value": term.value}
    if isinstance(term, Triple):
        parts = {"subject": term.subject, "predicate": term.predicate, "object": term.object}
        return {"type": "triple", "value": {key: _json(part) for key, part in parts.items()}}
    found = {"type": "literal", "value": term.value}
    if term.language:
        return {**found, "xml:lang": term.language}
    plain_text = term.datatype.value == f"{_XSD}string"
    return found if plain_text else {**found, "datatype": term.datatype.value}


_WRITERS: dict[str, Callable[[Rows], str]] = {"csv": to_csv, "tsv": to_tsv, "json": to_json}
_GRAPHS = {
    "ttl": RdfFormat.TURTLE,
    "nt": RdfFormat.N_TRIPLES,
    "jsonld": RdfFormat.JSON_LD,
}
_DECLARED = re.compile(r"\A(?:@prefix [^\n]*\n)*")
_PREFIXED = re.compile(r"(?<![\w:])([a-z]+):(?=\w)")


def _graph(result: Triples, format: str) -> str:
    """A graph in an RDF format; prefixes in a fixed order, only those in use."""
    prefixes = PREFIXES if format == "ttl" else None
    written = serialize(result.triples, format=_GRAPHS[format], prefixes=prefixes) or b""
    body = _DECLARED.sub("", written.decode("utf-8"), count=1)
    used = set(_PREFIXED.findall(body)) if prefixes else set()
    head = "".join(f"@prefix {n}: <{PREFIXES[n]}> .\n" for n in PREFIXES if n in used)
    return head + body + ("" if body.endswith("\n") or not body else "\n")


# ------------------------------------------------------------------------------ tables

_UNSEEN = re.compile(r"[\x00-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]+")
_COUNTS = {"en": ("row", "rows"), "zh": ("行", "行")}


def width(shown: str) -> int:
    """The columns that a text takes on a terminal; a Chinese character takes two."""
    if shown.isascii():
        return len(shown)
    wide = sum(unicodedata.east_asian_width(char) in "WF" for char in shown)
    marks = sum(unicodedata.combining(char) != 0 for char in shown)
    return len(shown) + wide - marks


def clip(shown: str, columns: int) -> str:
    """A text cut to a number of terminal columns, with an ellipsis where it was longer."""
    if width(shown) <= columns:
        return shown
    kept, used = [], 1
    for char in shown:
        used += width(char)
        if used > columns:
            break
        kept.append(char)
    return "".join(kept) + "…"


def visible(shown: str) -> str:
    """A text with blanks for line ends, control and direction characters: safe on one line."""
    return _UNSEEN.sub(" ", shown)


def table(rows: Rows, *, lang: str = "en", cell: int | None = CELL) -> str:
    """Rows as a table for a terminal: IRIs shortened, numbers to the right, a count below."""
    grid = [[_shown(term, cell) for term in row] for row in rows.terms]
    heads = rows.heads or rows.columns
    columns = range(len(heads))
    widths = [
        max([width(heads[n]), *(width(cells[n]) for cells in grid)], default=0) for n in columns
    ]
    right = [_numeric(rows, n) for n in columns]
    lines = [_line(heads, widths, right), "  ".join("─" * size for size in widths)]
    lines += [_line(cells, widths, right) for cells in grid]
    word = _COUNTS.get(lang, _COUNTS["en"])[len(rows) != 1]
    return "".join(f"{line.rstrip()}\n" for line in [*lines, f"({len(rows)} {word})"])


def _shown(term: Term | None, cell: int | None) -> str:
    bare = shorten(term.value) if isinstance(term, NamedNode) else text(term)
    seen = visible(bare).strip()
    return seen if cell is None or isinstance(term, NamedNode) else clip(seen, cell)


def _numeric(rows: Rows, column: int) -> bool:
    found = [value(row[column]) for row in rows.terms if row[column] is not None]
    return bool(found) and all(
        isinstance(each, int | float | Decimal) and not isinstance(each, bool) for each in found
    )


def _line(cells: Sequence[str], widths: Sequence[int], right: Sequence[bool]) -> str:
    padded = []
    for shown, size, flush in zip(cells, widths, right, strict=True):
        blanks = " " * (size - width(shown))
        padded.append(blanks + shown if flush else shown + blanks)
    return "  ".join(padded)
