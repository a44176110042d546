"""The named questions: SPARQL files whose headers say what they ask and what they need.

`data/questions/NN-name.rq` opens with `#!` lines:

    #! number: 10
    #! name: large-projects
    #! zh: …                     the question in Chinese; `en:` in English
    #! about.zh: …               what exactly is counted; `about.en:`; may be repeated
    #! param: NAME | TYPE | DEFAULT | zh | en
    #! column: NAME | zh | en    one for each column of the answer, in order
    #! word: WORD | zh | en      of a word that the query itself puts into cells
    #! set: COLUMN               whose cells hold several words with 、 between them, in any order
    #! then: NAME                a step of `qjgraph.analyse.steps` that makes the answer of the rows

Without a `then:` line the SELECT's rows are the answer.  A step takes them and the parameters, of
which the query gets those it mentions; a span that the step names in `evidence` (or
`X_evidence`) becomes the columns `sentence`, `article`, `begin` and `end` (`X_sentence`, …).

Types of parameters: `text`, `decimal`, `integer`, `date`; `period` (2025, 2025-Q4, 2025-10,
2025-10-05, 2025-07/2025-09, 2025-07/..; the query has `?NAME_from` and `?NAME_to`);
`choice WORD…` (one of the words); `code SCHEME` (a code of `ontology/codes.ttl`); `name
CLASS…` (an IRI, a name or a part of one); `claim` (a claim's IRI, or what `name` takes).

DEFAULT is a value, `-` for none, or `required`.  A parameter without value leaves its variable
unbound, so a condition that may be left out is written

    FILTER(COALESCE(?day >= ?period_from, ?period_from != ?period_from, true))

It fails where the day is unknown and the parameter given, and holds where it is not given.

How to keep a query fast.  The engine looks a plain pattern up once for each row found so far; a
sub-select it reads once, in one scan, and joins by hash.  So a question about all of a large
graph joins `{ SELECT ?c ?role { ?c qj:role ?role } }`, at a small part of the cost a row, and one
that begins with few rows (amounts of one kind) joins plain patterns.  An OPTIONAL of two patterns
is worked out for the whole graph: begin it with the few, or put sub-selects in it.  No variable
that may be unbound may join a later OPTIONAL: it would match every row.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal, InvalidOperation
from functools import cache
from pathlib import Path

from pyoxigraph import Literal, NamedNode, Store

from qjgraph.analyse.steps import STEPS
from qjgraph.errors import LexiconError, NotFound, QueryError
from qjgraph.query import names
from qjgraph.query.answers import as_terms, cell, cells, quoted
from qjgraph.query.engine import select
from qjgraph.query.prefixes import PREFIXES
from qjgraph.query.results import Rows, Term, text
from qjgraph.rdf import terms
from qjgraph.rdf.vocab import CODES, Qj, code, code_of
from qjgraph.resources import data

Given = str | int | float | Decimal | date
REQUIRED = "required"


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """A thing said in Chinese and in English."""

    zh: str
    en: str

    def __call__(self, lang: str) -> str:
        """In Chinese for `zh`, else in English."""
        return self.zh if lang == "zh" else self.en


@dataclass(frozen=True, slots=True, kw_only=True)
class Param:
    """A parameter: its type with what the type needs, its default as written."""

    name: str
    type: str
    of: tuple[str, ...]
    default: str
    help: Words

    @property
    def required(self) -> bool:
        """Whether the question cannot be asked without it."""
        return self.default == REQUIRED


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """A named question and its query.

    Attributes:
        number: as in the list of questions.
        columns: name and meaning of each column of the answer.
        words: what the words that the query itself makes mean.
        sets: columns whose cells hold several words; they are put in order, which
            GROUP_CONCAT leaves to the engine (SPARQL 1.1, section 18.5.1.7).
        then: name of the step that makes the answer of the query's rows; empty for none.
    """

    number: int
    name: str
    title: Words
    about: Words
    params: tuple[Param, ...]
    columns: tuple[tuple[str, Words], ...]
    words: tuple[tuple[str, Words], ...]
    sets: tuple[str, ...]
    then: str
    sparql: str


# -------------------------------------------------------------------------- the files


@cache
def questions() -> tuple[Question, ...]:
    """All named questions, by number.

    Raises:
        LexiconError: for a header that does not say what it must.
    """
    found = [read(path) for path in sorted(data("questions").glob("*.rq"))]
    return tuple(sorted(found, key=lambda question: question.number))


def question(name: str | int) -> Question:
    """A question by its number or name; QueryError for an unknown one."""
    wanted = str(name).strip()
    for each in questions():
        if wanted in (each.name, str(each.number)):
            return each
    known = [each.name for each in questions()]
    near = difflib.get_close_matches(wanted, known, n=1)
    listed = ", ".join(f"{each.number} {each.name}" for each in questions())
    hint = f"did you mean {near[0]}?" if near else f"there are: {listed}"
    raise QueryError("ask", f"there is no question {wanted!r}", hint)


_HEAD = re.compile(r"#!\s*([\w.]+)\s*:\s*(.*?)\s*$")
_KEYS = ("number", "name", "zh", "en", "about.zh", "about.en")


def read(path: Path) -> Question:
    """A question from its file; LexiconError where the header is wrong."""
    sparql = path.read_text(encoding="utf-8")
    heads: dict[str, list[str]] = {}
    for count, line in enumerate(sparql.split("\n"), 1):
        match = _HEAD.match(line)
        if match:
            heads.setdefault(match[1], []).append(match[2])
        elif line.startswith("#!"):
            raise LexiconError(f"{path.name}:{count}", "not KEY: VALUE", "see another question")
    missing = [key for key in _KEYS if not any(heads.get(key, []))]
    unknown = sorted(set(heads) - {*_KEYS, "param", "column", "word", "set", "then"})
    if missing or unknown:
        problem = f"lacks {', '.join(missing)}" if missing else f"unknown key {unknown[0]}"
        raise LexiconError(path.name, problem, "see another question")
    return Question(
        number=int(heads["number"][0]),
        name=heads["name"][0],
        title=Words(zh=heads["zh"][0], en=heads["en"][0]),
        about=Words(zh="".join(heads["about.zh"]), en=" ".join(heads["about.en"])),
        params=tuple(_param(line, path.name) for line in heads.get("param", ())),
        columns=tuple(_meaning(line, path.name) for line in heads.get("column", ())),
        words=tuple(_meaning(line, path.name) for line in heads.get("word", ())),
        sets=tuple(heads.get("set", ())),
        then=_step(heads.get("then", []), path.name),
        sparql=sparql,
    )


def _parts(line: str, count: int, place: str) -> list[str]:
    parts = [part.strip() for part in line.split("|")]
    if len(parts) != count or not all(parts):
        raise LexiconError(place, f"{line!r} has not {count} parts", "separate them with |")
    return parts


def _param(line: str, place: str) -> Param:
    name, kind, default, zh, en = _parts(line, 5, place)
    type_, *of = kind.split()
    if type_ not in _READERS:
        known = ", ".join(_READERS)
        raise LexiconError(place, f"parameter {name}: no type {type_!r}", f"types are {known}")
    return Param(name=name, type=type_, of=tuple(of), default=default, help=Words(zh=zh, en=en))


def _step(lines: list[str], place: str) -> str:
    if not lines:
        return ""
    if len(lines) > 1 or lines[0] not in STEPS:
        known = ", ".join(sorted(STEPS))
        raise LexiconError(place, f"no step {' and '.join(lines)!r}", f"steps are {known}")
    return lines[0]


def _meaning(line: str, place: str) -> tuple[str, Words]:
    name, zh, en = _parts(line, 3, place)
    return name, Words(zh=zh, en=en)


# ------------------------------------------------------------------------- the asking


def ask(store: Store, name: str | int, /, *, lang: str = "", **params: Given) -> Rows:
    """Answer a named question.

    Args:
        store: an opened store.
        name: number or name of the question.
        lang: zh or en, to have the codes (chair, planned) as words of that language, and
            with zh the heads of a table too; empty for the bare codes.
        params: by name; an empty string leaves a default out.

    Returns:
        The rows; the last columns of each are its evidence: the sentence, the article's
        id, and the begin and end of the sentence in the page's raw text.

    Raises:
        QueryError: for an unknown question or parameter, or a value of the wrong type.
        NotFound: for a name that the graph does not know, or knows several things of.
    """
    asked = question(name)
    terms = bind(store, asked, params)
    rows = _answer(store, asked, terms)
    words = _words(store, asked, lang) if lang else {}
    columns = tuple(column for column, _ in asked.columns)  # parameters are none
    kept = [rows.columns.index(column) for column in columns]
    sets = {rows.columns.index(name) for name in asked.sets}
    cells = tuple(
        tuple(_shown(_ordered(row[place]) if place in sets else row[place], words)
              for place in kept)
        for row in rows.terms
    )  # fmt: skip
    heads = tuple(meaning(lang) for _, meaning in asked.columns) if lang == "zh" else ()
    return Rows(columns, cells, heads)


def _answer(store: Store, asked: Question, terms: dict[str, NamedNode | Literal]) -> Rows:
    """The query's rows, or what its step makes of them."""
    place = f"question {asked.number}"
    if not asked.then:
        return select(store, asked.sparql, params=terms, place=place)
    mentioned = set(_VARIABLE.findall(asked.sparql))
    given = {name: term for name, term in terms.items() if name in mentioned}
    rows = select(store, asked.sparql, params=given, place=place)
    found = STEPS[asked.then](cells(rows), {name: cell(term) for name, term in terms.items()})
    columns = tuple(column for column, _ in asked.columns)
    return as_terms(quoted(store, found), columns)


_VARIABLE = re.compile(r"\?(\w+)")


def _words(store: Store, asked: Question, lang: str) -> dict[str, str]:
    """The words of a language for codes, by IRI, and for the question's own words."""
    own = {f'"{word}"': meaning(lang) for word, meaning in asked.words}
    return {**names_of_codes(store, lang), **own}


def _ordered(term: Term | None) -> Term | None:
    """A cell of several words with the words in order."""
    return Literal("、".join(sorted(term.value.split("、")))) if isinstance(term, Literal) else term


def _shown(term: Term | None, words: Mapping[str, str]) -> Term | None:
    """A code as the word for it, or as its bare self; any other term as it is."""
    if isinstance(term, NamedNode) and term.value.startswith(PREFIXES["qjc"]):
        return Literal(words.get(term.value, code_of(term.value)))
    return Literal(words[str(term)]) if words and str(term) in words else term


_WORDS = """
SELECT ?lang ?code ?word WHERE {
  ?code skos:prefLabel ?word FILTER(LANG(?word) = ?lang)
}"""


def names_of_codes(store: Store, lang: str) -> dict[str, str]:
    """The codes' IRIs with their names in a language (zh, en)."""
    rows = select(store, _WORDS, params={"lang": Literal(lang)})
    return {text(iri): text(word) for iri, word in rows.terms}


def bind(
    store: Store, asked: Question, params: Mapping[str, Given]
) -> dict[str, NamedNode | Literal]:
    """The terms of a question's variables; see `ask` for the errors."""
    known = {param.name: param for param in asked.params}
    unknown = sorted(set(params) - set(known))
    if unknown:
        listed = ", ".join(known) or "none"
        near = difflib.get_close_matches(unknown[0], known, n=1)
        hint = f"did you mean {near[0]}?" if near else f"its parameters are: {listed}"
        problem = f"there is no parameter {unknown[0]!r}"
        raise QueryError(f"question {asked.number}", problem, hint)
    bound: dict[str, NamedNode | Literal] = {}
    for param in asked.params:
        bound.update(_bound(store, asked, param, params.get(param.name)))
    return bound


def _bound(
    store: Store, asked: Question, param: Param, given: Given | None
) -> Iterator[tuple[str, NamedNode | Literal]]:
    place = f"question {asked.number}, parameter {param.name}"
    default = "" if param.default in ("-", REQUIRED) else param.default
    written = default if given is None else str(given).strip()
    if not written:
        if param.required:
            raise QueryError(place, "it must be given", param.help.en)
        return iter(())
    try:
        return iter(list(_READERS[param.type](store, param, written)))
    except (ValueError, InvalidOperation) as error:
        problem = f"{written!r} is no {param.type}"
        raise QueryError(place, problem, str(error) or param.help.en) from error


# -------------------------------------------------------------------- types of parameters

Bindings = Iterator[tuple[str, NamedNode | Literal]]


def _text(store: Store, param: Param, written: str) -> Bindings:
    yield param.name, Literal(written)


def _choice(store: Store, param: Param, written: str) -> Bindings:
    if written not in param.of:
        raise ValueError(f"one of {', '.join(param.of)}")
    yield param.name, Literal(written)


def _integer(store: Store, param: Param, written: str) -> Bindings:
    if not re.fullmatch(r"[+-]?\d+", written, re.ASCII):
        raise ValueError("write it in digits, like 10")
    yield param.name, terms.integer(int(written))


_POWERS = {"": 1, "万": 10_000, "亿": 100_000_000}
_DECIMAL = re.compile(r"([+-]?[\d,_]*\.?\d+(?:[eE]\+?\d{1,2})?)\s*(万|亿|)元?", re.ASCII)


def _decimal(store: Store, param: Param, written: str) -> Bindings:
    match = _DECIMAL.fullmatch(written)
    if not match:
        raise ValueError("write it like 100000000, 1e8 or 1亿")
    number = Decimal(match[1].replace(",", "").replace("_", "")) * _POWERS[match[2]]
    yield param.name, terms.decimal(number)


def _date(store: Store, param: Param, written: str) -> Bindings:
    yield param.name, terms.day(_day(written))


def _day(written: str) -> date:
    try:
        return date.fromisoformat(written)
    except ValueError:
        raise ValueError("write it like 2025-06-25") from None


def _period(store: Store, param: Param, written: str) -> Bindings:
    begin, end = period(written)
    if begin:
        yield f"{param.name}_from", terms.day(begin)
    if end:
        yield f"{param.name}_to", terms.day(end)


_PERIOD = re.compile(r"(\d{4})(?:-?(?:(Q[1-4])|(H[12])|(\d{2})(?:-(\d{2}))?))?", re.ASCII | re.I)
_PERIOD_FORMS = "write it like 2025, 2025-Q4, 2025-10, 2025-10-05, 2025-07/2025-09 or 2025-07/.."


def period(written: str) -> tuple[date | None, date | None]:
    """First and last day of a year, half-year, quarter, month, day or stretch of them.

    An open side of a stretch (`..`) is None; ValueError for what is none of these.
    """
    if "/" not in written:
        return _bounds(written)
    left, right = (part.strip() for part in written.split("/", 1))
    begin = None if left in ("", "..") else _bounds(left)[0]
    end = None if right in ("", "..") else _bounds(right)[1]
    if begin and end and begin > end:
        raise ValueError("it ends before it begins")
    return begin, end


def _bounds(written: str) -> tuple[date, date]:
    match = _PERIOD.fullmatch(written)
    if not match:
        raise ValueError(_PERIOD_FORMS)
    year, quarter, half, month, day = match.groups()
    try:
        if day:
            one = date(int(year), int(month), int(day))
            return one, one
        first, last = _months(quarter, half, month)
        return date(int(year), first, 1), _month_end(int(year), last)
    except ValueError:
        raise ValueError(_PERIOD_FORMS) from None


def _months(quarter: str | None, half: str | None, month: str | None) -> tuple[int, int]:
    if half:
        return int(half[1]) * 6 - 5, int(half[1]) * 6
    number = int(quarter[1]) if quarter else int(month or 0) - 32
    if quarter or 1 <= number <= 4:  # EDTF writes the quarters as months 33 to 36
        return number * 3 - 2, number * 3
    return (int(month), int(month)) if month else (1, 12)


def _month_end(year: int, month: int) -> date:
    following = date(year + month // 12, month % 12 + 1, 1) if year < 9999 or month < 12 else None
    return following - timedelta(days=1) if following else date.max


def _code(store: Store, param: Param, written: str) -> Bindings:
    (scheme,) = param.of
    for lang in ("zh", "en"):
        for iri, word in names_of_codes(store, lang).items():
            if word == written and iri.startswith(f"{PREFIXES['qjc']}{scheme}-"):
                yield param.name, NamedNode(iri)
                return
    if written not in CODES[scheme]:
        raise ValueError(f"one of {', '.join(CODES[scheme])}")
    yield param.name, code(scheme, written)


def _name(store: Store, param: Param, written: str) -> Bindings:
    thing = names.resolve(store, written, param.of or names.NAMED)
    yield param.name, NamedNode(thing.iri)


def _claim(store: Store, param: Param, written: str) -> Bindings:
    iri = names.as_iri(written)
    if iri is not None and is_claim(store, NamedNode(iri)):
        yield param.name, NamedNode(iri)
        return
    if iri is not None and not names.kind(store, NamedNode(iri)):
        raise NotFound(iri, "the graph holds no such claim or thing", "see qjgraph export")
    yield from _name(store, param, written)


def is_claim(store: Store, node: NamedNode) -> bool:
    """Whether a node is a claim: something with evidence."""
    return any(store.quads_for_pattern(node, Qj.evidence, None, None))


_READERS: dict[str, Callable[[Store, Param, str], Bindings]] = {
    "text": _text,
    "choice": _choice,
    "integer": _integer,
    "decimal": _decimal,
    "date": _date,
    "period": _period,
    "code": _code,
    "name": _name,
    "claim": _claim,
}
