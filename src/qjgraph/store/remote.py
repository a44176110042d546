"""A graph on a SPARQL server, read as one in a folder is.

`Remote` has of `pyoxigraph.Store` what reading needs (`query`, `quads_for_pattern`, `in`,
`len`) and asks the server for it by the SPARQL 1.1 Protocol.
"""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from pyoxigraph import (
    BlankNode,
    DefaultGraph,
    Literal,
    NamedNode,
    Quad,
    QueryBoolean,
    QueryResultsFormat,
    QuerySolutions,
    RdfFormat,
    Triple,
    Variable,
    parse,
    parse_query_results,
)

from qjgraph.errors import StoreError
from qjgraph.store.http import Client

_ROWS = "application/sparql-results+json"
_GRAPH = "application/n-triples"
Term = NamedNode | BlankNode | Literal | Triple


class Remote:
    """A server's graph, to read.

    Args:
        address: of the endpoint.  Where a server keeps the facts of the default graph in a
            named one, its query string says so: `…/sparql?default-graph-uri=IRI`.

    Raises:
        StoreError: the address is none.
    """

    def __init__(self, address: str) -> None:
        self.address = address
        self._client = Client(address)

    def query(
        self,
        query: str,
        *,
        prefixes: Mapping[str, str] | None = None,
        substitutions: Mapping[Variable, Term] | None = None,
        default_graph: Sequence[NamedNode | DefaultGraph] | None = None,
        named_graphs: Sequence[NamedNode] | None = None,
    ) -> QuerySolutions | QueryBoolean | list[Triple]:
        """The answer of a SPARQL query.

        Raises:
            StoreError: the server does not answer, or its answer is cut off.
        """
        if default_graph is not None or named_graphs is not None:
            raise StoreError(self.address, "a dataset cannot be chosen here", "write FROM")
        bound = {variable.value: term for variable, term in (substitutions or {}).items()}
        text = f"{_declared(prefixes or {})}{substituted(query, bound)}"
        accept = f"{_ROWS}, {_GRAPH};q=0.9"
        response = self._client.send("POST", data={"query": text}, headers={"Accept": accept})
        self._whole(response.headers)
        return self._read(response.content, response.headers.get("Content-Type", ""))

    def _read(self, body: bytes, media: str) -> QuerySolutions | QueryBoolean | list[Triple]:
        try:
            if "json" in media:
                # read once to its end, which the engine does only as rows are taken
                whole = parse_query_results(body, QueryResultsFormat.JSON)
                if isinstance(whole, QuerySolutions):
                    deque(whole, maxlen=0)
                    return parse_query_results(body, QueryResultsFormat.JSON)
                return whole
            quads = parse(body, RdfFormat.N_TRIPLES)
            return [Triple(quad.subject, quad.predicate, quad.object) for quad in quads]
        except (SyntaxError, ValueError) as error:
            problem = f"its answer cannot be read to its end: {error}"
            raise StoreError(self.address, problem, "ask for less at a time") from error

    def _whole(self, headers: Mapping[str, str]) -> None:
        """Some servers (Virtuoso) cut an answer at a number of rows and say so in a header."""
        most = headers.get("X-SPARQL-MaxRows", "")
        if most:
            problem = f"it cuts answers at {most} rows"
            raise StoreError(self.address, problem, "raise ResultSetMaxRows of the server")

    def quads_for_pattern(
        self,
        subject: Term | None,
        predicate: NamedNode | None,
        object: Term | None,
        graph_name: NamedNode | DefaultGraph | None = None,
    ) -> Iterator[Quad]:
        """The quads of a pattern, of one graph or of all."""
        terms = {"s": subject, "p": predicate, "o": object}
        shown = {name: _written(term) or f"?{name}" for name, term in terms.items()}
        pattern = "{s} {p} {o}".format(**shown)
        where = _within(pattern, graph_name)
        free = " ".join(value for value in (*shown.values(), "?g") if value.startswith("?"))
        for row in self._rows(f"SELECT {free} WHERE {{ {where} }}"):
            yield self._quad(row, terms, graph_name)

    def _rows(self, query: str) -> QuerySolutions:
        found = self.query(query)
        if not isinstance(found, QuerySolutions):
            raise StoreError(self.address, "gave no rows", "is this a SPARQL endpoint?")
        return found

    @staticmethod
    def _quad(row: Any, terms: Mapping[str, Any], graph: NamedNode | DefaultGraph | None) -> Quad:
        s, p, o = (term if term is not None else row[name] for name, term in terms.items())
        return Quad(s, p, o, graph if graph is not None else row["g"] or DefaultGraph())

    def __contains__(self, quad: Quad) -> bool:
        pattern = f"{_written(quad.subject)} {quad.predicate} {_written(quad.object)}"
        where = _within(pattern, quad.graph_name)
        return bool(self.query(f"ASK {{ {where} }}"))

    def __len__(self) -> int:
        """All quads, as the server counts them."""
        counted = "SELECT (COUNT(*) AS ?n) WHERE { { ?s ?p ?o } UNION { GRAPH ?g { ?s ?p ?o } } }"
        return int(next(self._rows(counted))["n"].value)

    def named_graphs(self) -> Iterator[NamedNode]:
        """The names of all named graphs."""
        for row in self._rows("SELECT DISTINCT ?g WHERE { GRAPH ?g { ?s ?p ?o } }"):
            yield row["g"]


def _written(term: Term | None) -> str:
    return "" if term is None else str(term)


def _within(pattern: str, graph: NamedNode | DefaultGraph | BlankNode | None) -> str:
    """A pattern in one graph, or in all."""
    if isinstance(graph, DefaultGraph):
        return pattern
    if graph is None:
        return f"{{ {pattern} }} UNION {{ GRAPH ?g {{ {pattern} }} }}"
    return f"GRAPH {graph} {{ {pattern} }}"


def _declared(prefixes: Mapping[str, str]) -> str:
    return "".join(f"PREFIX {name}: <{iri}>\n" for name, iri in prefixes.items())


# ----------------------------------------------------------------------- substitution

#: Comments, strings and IRIs stay; the rest are the variables and what opens and closes a list
#: of bare variables (SELECT, GROUP BY, ORDER BY).
_TOKEN = re.compile(
    r"""(?P<kept>\#[^\r\n]*
    |\"{3}(?:[^\"\\]|\\.|\"(?!\"\"))*+\"{3}|'{3}(?:[^'\\]|\\.|'(?!''))*+'{3}
    |\"(?:[^\"\\\r\n]|\\.)*+\"|'(?:[^'\\\r\n]|\\.)*+'
    |<[^<>\"{}|^`\\\x00-\x20]*+>)
    |[?$](?P<variable>\w+)
    |(?P<open>\b(?:SELECT|GROUP\s+BY|ORDER\s+BY)\b)
    |(?P<close>\b(?:WHERE|FROM|HAVING|LIMIT|OFFSET|VALUES)\b|[{}])
    |(?P<paren>[()])""",
    re.X | re.S | re.I,
)
#: A list that has lost all its variables.
_EMPTY = re.compile(r"\b(?:GROUP|ORDER)\s+BY\s*(?=\}|$|HAVING|ORDER|LIMIT|OFFSET)", re.I)


def substituted(sparql: str, bound: Mapping[str, Term]) -> str:
    """A query with terms in the place of variables, which its lists of variables leave out.

    SPARQL's VALUES would bind a variable only after sub-selects and filters were read, so the
    terms are written where the variables stand; each is written by the RDF library, which
    escapes what it holds.

    >>> substituted("SELECT ?a ?b WHERE { ?a ?p ?b } GROUP BY ?a", {"a": NamedNode("http://e/a")})
    'SELECT  ?b WHERE { <http://e/a> ?p ?b } '
    """
    return _EMPTY.sub("", _Substitution(bound).of(sparql)) if bound else sparql


class _Substitution:
    """A walk through a query that knows whether it is in a list of bare variables."""

    def __init__(self, bound: Mapping[str, Term]) -> None:
        self.bound, self.listing, self.depth = bound, False, 0

    def of(self, sparql: str) -> str:
        """The query with terms for variables."""
        return _TOKEN.sub(self._replaced, sparql)

    def _replaced(self, match: re.Match[str]) -> str:
        if match["open"] or match["close"]:
            self.listing, self.depth = bool(match["open"]), 0
        elif match["paren"]:
            self.depth += 1 if match["paren"] == "(" else -1
        name = match["variable"]
        if not name or name not in self.bound:
            return match[0]
        return "" if self.listing and not self.depth else str(self.bound[name])
