"""SPARQL on an opened store: reading only, with the usual prefixes at hand.

Parameters are bound as terms, never spliced into the text.  pyoxigraph binds only what the
SELECT projects, so a query with parameters projects them; they are left out of the result.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass

from pyoxigraph import (
    BlankNode,
    DefaultGraph,
    Literal,
    NamedNode,
    QueryBoolean,
    QuerySolutions,
    QueryTriples,
    Store,
    Triple,
    Variable,
)

from qjgraph.errors import QueryError
from qjgraph.query.prefixes import PREFIXES
from qjgraph.query.results import Result, Rows, Triples, Truth

#: Names that people give to prefixes of ours or to those of other data sets.
_COMMON = {
    "dc": "http://purl.org/dc/elements/1.1/",
    "dcterms": "http://purl.org/dc/terms/",
    "rdfschema": PREFIXES["rdfs"],
}


def query(
    store: Store,
    sparql: str,
    *,
    params: Mapping[str, NamedNode | Literal] | None = None,
    services: bool = False,
    place: str = "query",
) -> Result:
    """Run a SELECT, ASK, CONSTRUCT or DESCRIBE.

    Args:
        store: an opened store.
        sparql: the query; the prefixes of `prefixes.PREFIXES` need no declaration.
        params: terms for variables that the SELECT projects; they are no columns of the
            result.
        services: whether SERVICE may reach other machines.
        place: what errors call the query (a file's name).

    Returns:
        `Rows`, `Truth` or `Triples`.

    Raises:
        QueryError: for a query that cannot be read or run, with line and column; for an
            update; for SERVICE where it is not allowed.
    """
    given = dict(params or {})
    try:
        return _result(run(store, sparql, params=given, services=services, place=place), given)
    except (RuntimeError, OSError) as error:
        raise not_run(error, place) from error


@dataclass(frozen=True, slots=True)
class Dataset:
    """The graphs that a query sees, in place of what its FROM clauses say.

    Attributes:
        default: read without GRAPH; several are a bag, in which a triple counts once a graph.
        named: read with GRAPH.
    """

    default: tuple[NamedNode | DefaultGraph, ...]
    named: tuple[NamedNode, ...]


def run(
    store: Store,
    sparql: str,
    *,
    params: Mapping[str, NamedNode | Literal] | None = None,
    services: bool = False,
    dataset: Dataset | None = None,
    place: str = "query",
) -> QuerySolutions | QueryBoolean | QueryTriples:
    """A query's answer as the engine streams it; arguments and errors are those of `query`.

    Args:
        dataset: what the query sees; where None, what its text says, else all.

    Raises:
        QueryError: as for `query`; reading on may raise RuntimeError or OSError (`not_run`).
    """
    bare = skeleton(sparql)
    refuse(bare, services=services, place=place)
    substitutions: dict[Variable, NamedNode | BlankNode | Literal | Triple]
    substitutions = {Variable(name): term for name, term in (params or {}).items()}
    try:
        return store.query(
            sparql,
            prefixes=PREFIXES,
            substitutions=substitutions or None,
            default_graph=list(dataset.default) if dataset else None,
            named_graphs=list(dataset.named) if dataset else None,
        )
    except SyntaxError as error:
        raise _unreadable(str(error), sparql, bare, place) from error
    except (RuntimeError, ValueError, OSError) as error:
        raise not_run(error, place) from error


def not_run(error: Exception, place: str) -> QueryError:
    """What the engine says of a query that it cannot run, for a person."""
    problem, hint = _known(str(error)) or (f"it cannot be run: {error}", "")
    return QueryError(place, problem, hint)


def select(
    store: Store,
    sparql: str,
    *,
    params: Mapping[str, NamedNode | Literal] | None = None,
    place: str = "query",
) -> Rows:
    """Run a SELECT; QueryError for a query of another form."""
    found = query(store, sparql, params=params, place=place)
    if not isinstance(found, Rows):
        raise QueryError(place, "it gives no rows", "write a SELECT")
    return found


def _result(found: QuerySolutions | QueryBoolean | QueryTriples, params: Collection[str]) -> Result:
    if isinstance(found, QueryBoolean):
        return Truth(bool(found))
    if not isinstance(found, QuerySolutions):
        return Triples(tuple(sorted(set(found), key=str)))
    names = [variable.value for variable in found.variables]
    kept = [place for place, name in enumerate(names) if name not in params]
    cells = tuple(tuple(solution[place] for place in kept) for solution in found)
    return Rows(tuple(names[place] for place in kept), cells)


# ---------------------------------------------------------------------------- refusals

#: Comments, strings, IRIs, variables, language tags and local names, in the order in which
#: a parser meets them: what is left are keywords, prefixes, numbers and signs.  A string
#: without end runs to the end of its line or of the query: no parser takes it, and looking
#: for its end again and again would take for ever.  A name ends at a full stop here, though
#: some may go on behind it: `:.SERVICE` is a name, a stop and a keyword.
_OPAQUE = re.compile(
    r"""(?P<comment>\#[^\r\n]*)
    |(?P<string>\"{3}(?:[^\"\\]|\\.|\"(?!\"\"))*+(?:\"{3})?|'{3}(?:[^'\\]|\\.|'(?!''))*+(?:'{3})?
        |\"(?:[^\"\\\r\n]|\\.)*+\"?|'(?:[^'\\\r\n]|\\.)*+'?)
    |(?P<iri><(?:[^<>\"{}|^`\\\x00-\x20]|\\u[0-9A-Fa-f]{4}|\\U[0-9A-Fa-f]{8})*+>)
    |(?P<variable>[?$]\w+)
    |(?P<tag>@[A-Za-z]+(?:-[A-Za-z0-9]+)*+)
    |(?P<local>:(?:\w|[%-]|\\.|[^\x00-\x7f])*+)""",
    re.X | re.S,
)
_UPDATE = re.compile(
    r"(?:^|[\s;}])(INSERT|DELETE|LOAD|CLEAR|DROP|CREATE|COPY|MOVE|ADD)\b(?!\s*:)", re.I
)
_READING = re.compile(r"\b(SELECT|ASK|CONSTRUCT|DESCRIBE)\b", re.I)
_PREFIX_USE = re.compile(r"([A-Za-z][\w.-]*)?:", re.ASCII)


def skeleton(sparql: str) -> str:
    """The query with the inside of strings, IRIs, names and comments blanked out.

    Positions stay: each hidden character becomes a blank, a colon before a local name stays.
    """
    return _OPAQUE.sub(_hide, sparql)


def _hide(match: re.Match[str]) -> str:
    lead = ":" if match.lastgroup == "local" else " "
    rest = "".join(char if char in "\r\n" else " " for char in match[0][1:])
    return lead + rest


def refuse(bare: str, *, services: bool, place: str) -> None:
    """QueryError for an update, or for SERVICE where it is not allowed.

    SERVICE is sought anywhere outside names and strings: the engine's parser takes it even
    where no blank stands before or after it (`1SERVICE:x{…}`).
    """
    update = _UPDATE.search(bare)
    if update and not _READING.search(bare, 0, update.start()):
        problem = f"{update[1].upper()} would change the graph, which is only read here"
        raise QueryError(place, problem, "edit the texts or the lexicon and build again")
    found = re.search("service", bare, re.I)
    if found and not services:
        where = _position(bare, found.start())
        problem = "SERVICE is refused: it would send data to another machine"
        raise QueryError(f"{place}, {where}", problem, "query that machine by itself")


_FROM = re.compile(r"\bFROM\b(?P<named>\s+NAMED\b)?", re.I)
_BLANK_AHEAD = re.compile(r"(?:\s|#[^\r\n]*)*")
_IRI_AHEAD = re.compile(r"<([^<>\s]*)>")
_NAME_AHEAD = re.compile(r"([A-Za-z][\w.-]*)?:([\w.-]*)")
_PROLOGUE = re.compile(r"\bPREFIX\s+([A-Za-z][\w.-]*)?:\s*<([^<>\s]*)>", re.I)


def from_clauses(sparql: str) -> tuple[list[str], list[str]]:
    """The IRIs of a query's FROM and of its FROM NAMED clauses, in the order of the text.

    Relative IRIs stay as they are; a name under an unknown prefix is left out, for the
    engine refuses it.
    """
    bare = skeleton(sparql)
    known = {**PREFIXES, **{match[1] or "": match[2] for match in _PROLOGUE.finditer(sparql)}}
    default: list[str] = []
    named: list[str] = []
    for match in _FROM.finditer(bare):
        iri = _iri_at(sparql, match.end(), known)
        if iri:
            (named if match["named"] else default).append(iri)
    return default, named


def _iri_at(sparql: str, offset: int, known: Mapping[str, str]) -> str:
    blank = _BLANK_AHEAD.match(sparql, offset)
    offset = blank.end() if blank else offset
    bracketed = _IRI_AHEAD.match(sparql, offset)
    if bracketed:
        return bracketed[1]
    name = _NAME_AHEAD.match(sparql, offset)
    return known[name[1] or ""] + name[2] if name and (name[1] or "") in known else ""


def _position(sparql: str, offset: int) -> str:
    line = sparql.count("\n", 0, offset) + 1
    return f"line {line}, column {offset - (sparql.rfind(chr(10), 0, offset) + 1) + 1}"


# ------------------------------------------------------------------------------- errors

_AT = re.compile(r"error at (\d+):(\d+): (.*)", re.S)
_EXPECTED = re.compile(r"expected (?:one of )?(.*)", re.S)
_FIRST = re.compile(r"(?:\s|PREFIX\b[^:]*:\s*|BASE\b\s*)*([^\s{(*]*)", re.I)
_FORMS = ("SELECT", "ASK", "CONSTRUCT", "DESCRIBE")
_DECLARED = re.compile(r"\bPREFIX\s+([A-Za-z][\w.-]*)?:", re.I | re.ASCII)
_KNOWN = {
    "contains a variable that is unbound": (
        "the SELECT names a variable that is neither grouped nor aggregated",
        "add it to GROUP BY",
    ),
    "overrides an existing variable": (
        "the SELECT gives an expression the name of a variable of the pattern",
        "choose another name after AS",
    ),
    "in its SELECT projection": ("a parameter is not among the SELECT's variables", "add it there"),
    "custom function": ("it calls a function that is unknown", "use a function of SPARQL 1.1"),
}
_TOKEN = re.compile(r'"(?:[^"\\]|\\.)+"|[A-Z_]+(?: [A-Z]+)*')


def _unreadable(message: str, sparql: str, bare: str, place: str) -> QueryError:
    """The parser's message as place, problem and hint."""
    form = _no_form(bare)
    if form is not None:
        return QueryError(place, *form)
    unknown = _unknown_prefix(bare)
    if unknown is not None:
        name, offset = unknown
        where = f"{place}, {_position(sparql, offset)}"
        return QueryError(where, f"the prefix {name}: is not declared", _prefix_hint(name))
    known = _known(message)
    match = _AT.match(message)
    if not match:
        problem, hint = known or (f"it cannot be read: {message}", "")
        return QueryError(place, problem, hint)
    line, column = int(match[1]), int(match[2])
    where = f"{place}, line {line}, column {column}"
    if known:
        return QueryError(where, *known)
    hint = _expected(match[3]) or _braces(bare)
    return QueryError(where, _found_there(sparql, line, column), hint)


def _no_form(bare: str) -> tuple[str, str] | None:
    """Problem and hint where the query is none of the four forms."""
    first = _FIRST.match(bare)
    if first is None or not first[1]:
        return "the query is empty", "write a SELECT, ASK, CONSTRUCT or DESCRIBE"
    if first[1].upper() in _FORMS:
        return None
    near = difflib.get_close_matches(first[1].upper(), _FORMS, n=1)
    hint = f"did you mean {near[0]}?" if near else f"start with {', '.join(_FORMS)}"
    return f"a query does not begin with {first[1][:24]!r}", hint


def _found_there(sparql: str, line: int, column: int) -> str:
    lines = sparql.split("\n")
    rest = lines[line - 1][column - 1 :].strip() if line <= len(lines) else ""
    if not rest and not any(each.strip() for each in lines[line:]):
        return "the query ends too early"
    return f"it cannot be read from {rest[:24]!r} on" if rest else "it cannot be read from here on"


def _unknown_prefix(bare: str) -> tuple[str, int] | None:
    """The first prefix that is used and neither declared nor known, and where."""
    declared = {match[1] or "" for match in _DECLARED.finditer(bare)}
    for match in _PREFIX_USE.finditer(bare):
        name = match[1] or ""
        blank_node = bare[match.start() - 1 : match.start()] == "_"
        if name not in declared and name not in PREFIXES and not blank_node:
            return name, match.start()
    return None


def _prefix_hint(name: str) -> str:
    near = difflib.get_close_matches(name, PREFIXES, n=1, cutoff=0.6)
    meant = f"did you mean {near[0]}:? or " if near else ""
    return f"{meant}declare it: PREFIX {name}: <{_COMMON.get(name, '…')}>"


def _expected(message: str) -> str:
    """What could stand there, where that is a short list of signs and words."""
    match = _EXPECTED.match(message)
    tokens = _TOKEN.findall(match[1]) if match else []
    signs = [token.strip('"') for token in tokens if token != "_"]
    return f"expected {' or '.join(signs)}" if 0 < len(signs) <= 4 else ""


def _braces(bare: str) -> str:
    missing = bare.count("{") - bare.count("}")
    if missing:
        return "a } is missing" if missing > 0 else "there is one } too many"
    return "compare it with a query of data/questions"


def _known(message: str) -> tuple[str, str] | None:
    """Problem and next step for those of the engine's messages that people meet."""
    return next((words for key, words in _KNOWN.items() if key in message), None)
