"""An address answered: the seam between the room and whoever shows it."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from contextlib import closing
from dataclasses import dataclass, field, replace

from qjgraph.errors import NotFound, QueryError
from qjgraph.graph import Graph
from qjgraph.query.questions import question
from qjgraph.room import html, twins
from qjgraph.room.addresses import NAMED, Address, Links
from qjgraph.room.answers import answer_table
from qjgraph.room.articles import article_text, raw_page
from qjgraph.room.claims import statement
from qjgraph.room.editor import editor_data
from qjgraph.room.lists import LISTS, PAGE, listing, start
from qjgraph.room.pages import Table
from qjgraph.room.tables import SHOWN
from qjgraph.room.things import known, thing_page
from qjgraph.search import Query, open_index, search
from qjgraph.view.reader import Reader

#: Lines of a table as CSV.
ALL = 10_000
#: Lines of a list as CSV: more than any graph has things.
WHOLE = 10**9
_PAGE = re.compile("[1-9][0-9]{0,5}")
_MEDIA = {
    "": "text/html; charset=utf-8",
    "json": "application/json",
    "csv": "text/csv; charset=utf-8",
    "ttl": "text/turtle; charset=utf-8",
    "nt": "application/n-triples",
    "jsonld": "application/ld+json",
}
RDF = ("ttl", "nt", "jsonld")


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What an address leads to."""

    media: str
    body: str
    headers: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """An address with all that its answer rests on."""

    graph: Graph
    base: str
    address: Address
    query: Mapping[str, str]
    links: Links


def render(
    graph: Graph,
    base: str,
    address: Address,
    query: Mapping[str, str],
    *,
    static: bool = False,
    curating: bool = False,
) -> Answer:
    """The answer to an address.

    Args:
        graph: of the room.
        base: of its IRIs.
        query: the fields of the URL's query.
        static: whether it becomes a file of a site.
        curating: whether pages lead to where decisions are entered.

    Raises:
        NotFound: nothing lies there.
        QueryError: a question's parameter is wrong.
    """
    links = Links(base=base, here=address, static=static, curating=curating, asked=query)
    asked = Asked(graph=graph, base=base, address=address, query=query, links=links)
    path = address.path
    if path == "":
        return _start(asked)
    if path == "query":
        return _query(asked)
    head, _, rest = path.partition("/")
    if head in LISTS:
        return _list(asked, rest)
    if path == "search":
        return _search(asked)
    if head == "question":
        return _question(asked, rest)
    if head == "graph" and NAMED.fullmatch(rest):
        return _picture(asked, rest)
    if NAMED.fullmatch(path):
        return _ROOMS[head](asked)
    raise NotFound(f"/{path}", "nothing lies here", "begin at the start page")


def _answer(asked: Asked, body: str) -> Answer:
    return Answer(media=_MEDIA[asked.address.suffix], body=body)


def _unoffered(asked: Asked) -> NotFound:
    place = f"/{asked.address.path}.{asked.address.suffix}"
    return NotFound(place, "this is not offered in that format", "leave out the suffix")


def _start(asked: Asked) -> Answer:
    if asked.address.suffix:
        raise _unoffered(asked)
    return _answer(asked, html.start(start(asked.graph), asked.links))


def _list(asked: Asked, number: str) -> Answer:
    """A page of a list (`people`, `people/2`); its CSV holds the whole list."""
    whole = asked.address.suffix == "csv"
    none = NotFound(f"/{asked.address.path}", "the list has no such page", "begin at its first")
    if number and (whole or not _PAGE.fullmatch(number)):
        raise none
    page = int(number or 1)
    name = asked.address.path.partition("/")[0]
    table = listing(asked.graph, name, page, size=WHOLE if whole else PAGE)
    if page > 1 and not table.lines:
        raise none
    return _tabular(asked, table, lambda: html.listing(table, page, PAGE, asked.links))


def _search(asked: Asked) -> Answer:
    wanted = dict(asked.query)
    number = wanted.get("page", "1")
    query = Query(
        words=wanted.get("q", "")[:200], kind=wanted.get("kind", ""),
        paper=wanted.get("paper", ""), year=wanted.get("year", ""), place=wanted.get("place", ""),
        newest=wanted.get("order") == "newest",
        page=max(1, int(number)) if number.isdecimal() and len(number) < 6 else 1,
    )  # fmt: skip
    with closing((index := open_index(asked.graph.folder)).database):
        found = search(index, query)
    if asked.address.suffix == "json":
        return _answer(asked, twins.to_json(twins.found_data(found)))
    if asked.address.suffix:
        raise _unoffered(asked)
    return _answer(asked, html.search(found, asked.links))


def _query(asked: Asked) -> Answer:
    if asked.address.suffix == "json":
        return _answer(asked, twins.to_json(editor_data(asked.address.lang)))
    if asked.address.suffix:
        raise _unoffered(asked)
    return _answer(asked, html.query(asked.links))


def _tabular(asked: Asked, table: Table, page: Callable[[], str]) -> Answer:
    """A page that is one table, and its twins."""
    suffix = asked.address.suffix
    if suffix == "csv":
        return _answer(asked, twins.to_csv(table))
    if suffix == "json":
        return _answer(asked, twins.to_json(twins.table_data(table)))
    if suffix:
        raise _unoffered(asked)
    return _answer(asked, page())


def _question(asked: Asked, name: str) -> Answer:
    try:
        found = question(name)
    except QueryError as error:
        raise NotFound(error.place, error.problem, error.hint) from error
    params = {param.name: asked.query.get(param.name, "") for param in found.params}
    missing = [p for p in found.params if p.required and not params[p.name].strip()]
    if missing:
        if asked.address.suffix:
            answer_table(asked.graph, _reader(asked), found, params, most=1)  # tells which
        return _answer(asked, html.question(found, params, None, "", asked.links))
    most = ALL if asked.address.suffix == "csv" else SHOWN
    table = answer_table(asked.graph, _reader(asked), found, params, most=most)
    return _tabular(asked, table, lambda: html.question(found, params, table, "", asked.links))


def _reader(asked: Asked) -> Reader:
    return Reader(asked.graph.store, bulk=False)


def _thing(asked: Asked) -> Answer:
    iri, suffix = asked.base + asked.address.path, asked.address.suffix
    if suffix in RDF:
        known(_reader(asked), iri)
        return _answer(asked, twins.to_rdf(asked.graph.store, iri, suffix))
    page = thing_page(asked.graph, iri, most=ALL if suffix == "csv" else SHOWN)
    if suffix == "json":
        return _answer(asked, twins.to_json(twins.page_data(page)))
    if suffix == "csv":
        return _answer(asked, twins.to_csv(_named_table(asked, page.tables)))
    return _answer(asked, html.thing(page, asked.links))


def _named_table(asked: Asked, tables: tuple[Table, ...]) -> Table:
    name = asked.address.table
    found = next((table for table in tables if table.name == name or not name), None)
    if found is None:
        known = ", ".join(table.name for table in tables) or "none"
        raise NotFound(f"/{asked.address.path}", f"no table {name!r}", f"there are: {known}")
    return found


def _article(asked: Asked) -> Answer:
    iri, suffix = asked.base + asked.address.path, asked.address.suffix
    text = article_text(asked.graph, iri)
    if suffix in RDF:
        return _answer(asked, twins.to_rdf(asked.graph.store, iri, suffix))
    if suffix == "json":
        return _answer(asked, twins.to_json(twins.article_data(text)))
    if suffix:
        raise _unoffered(asked)
    return _answer(asked, html.article(text, asked.links))


def _claim(asked: Asked) -> Answer:
    iri, suffix = asked.base + asked.address.path, asked.address.suffix
    found = statement(asked.graph, iri)
    if suffix in RDF:
        return _answer(asked, twins.to_rdf(asked.graph.store, iri, suffix))
    if suffix == "json":
        return _answer(asked, twins.to_json(twins.claim_data(found.claim)))
    if suffix:
        raise _unoffered(asked)
    return _answer(asked, html.claim(found, asked.links))


def _page(asked: Asked) -> Answer:
    iri, suffix = asked.base + asked.address.path, asked.address.suffix
    raw = raw_page(asked.graph, iri)
    if suffix in RDF:
        return _answer(asked, twins.to_rdf(asked.graph.store, iri, suffix))
    if suffix:
        raise _unoffered(asked)
    return _answer(asked, html.raw(raw, asked.links))


def _picture(asked: Asked, path: str) -> Answer:
    """The surroundings of a thing as a picture; a page of its own with its own policy."""
    from qjgraph.view.html import policy_of

    if asked.address.suffix:
        raise _unoffered(asked)
    body = picture(asked.graph, asked.base + path, asked.address.lang)
    return replace(_answer(asked, body), headers={"Content-Security-Policy": policy_of(body)})


def picture(graph: Graph, iri: str, lang: str, *, renderer: str = "") -> str:
    """The page that draws a thing's surroundings; see `qjgraph.view.html.render`.

    Raises:
        NotFound: the graph knows no such thing.
    """
    from qjgraph.view.html import render as drawn
    from qjgraph.view.periods import measured

    title = known(Reader(graph.store, bulk=False), iri).label
    graph_ = graph.networkx("ego", around=iri)
    return drawn(measured(graph_), title=title, lang=lang, renderer=renderer)


_ROOMS: dict[str, Callable[[Asked], Answer]] = {
    "id": _thing, "article": _article, "page": _page,
    "claim": _claim,
}  # fmt: skip
