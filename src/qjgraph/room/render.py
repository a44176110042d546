"""An address answered: the seam between the room and whoever shows it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace

from qjgraph.errors import NotFound
from qjgraph.graph import Graph
from qjgraph.query.questions import question
from qjgraph.room import html, twins
from qjgraph.room.addresses import NAMED, Address, Links
from qjgraph.room.answers import answer_table
from qjgraph.room.articles import article_text, raw_page
from qjgraph.room.lists import LISTS, PAGE, listing, start
from qjgraph.room.pages import Table
from qjgraph.room.tables import SHOWN
from qjgraph.room.things import known, thing_page
from qjgraph.view.reader import Reader

#: Lines of a table as CSV.
ALL = 10_000
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
    graph: Graph, base: str, address: Address, query: Mapping[str, str], *, static: bool = False
) -> Answer:
    """The answer to an address.

    Args:
        graph: of the room.
        base: of its IRIs.
        query: the fields of the URL's query.
        static: whether it becomes a file of a site.

    Raises:
        NotFound: nothing lies there.
        QueryError: a question's parameter is wrong.
    """
    links = Links(base=base, here=address, static=static)
    asked = Asked(graph=graph, base=base, address=address, query=query, links=links)
    path = address.path
    if path == "":
        return _start(asked)
    if path in LISTS:
        return _list(asked)
    head, _, rest = path.partition("/")
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


def _list(asked: Asked) -> Answer:
    number = asked.query.get("page", "1")
    page = int(number) if number.isdecimal() and len(number) < 7 else 1
    size = ALL if asked.address.suffix == "csv" else PAGE
    table = listing(asked.graph, asked.address.path, page, size=size)
    return _tabular(asked, table, lambda: html.listing(table, page, PAGE, asked.links))


def _tabular(asked: Asked, table: Table, page: Callable[[], str]) -> Answer:
    """A page that is one table, and its twins."""
    suffix = asked.address.suffix
    if suffix == "csv":
        return _answer(asked, twins.to_csv(table, asked.address.lang))
    if suffix == "json":
        return _answer(asked, twins.to_json(twins.table_data(table)))
    if suffix:
        raise _unoffered(asked)
    return _answer(asked, page())


def _question(asked: Asked, name: str) -> Answer:
    found = question(name)
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
        return _answer(asked, twins.to_csv(_named_table(asked, page.tables), asked.address.lang))
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
    from qjgraph.view.html import policy_of, render
    from qjgraph.view.periods import measured

    if asked.address.suffix:
        raise _unoffered(asked)
    iri = asked.base + path
    title = known(_reader(asked), iri).label
    graph = asked.graph.networkx("ego", around=iri)
    body = render(measured(graph), title=title, lang=asked.address.lang)
    return replace(_answer(asked, body), headers={"Content-Security-Policy": policy_of(body)})


_ROOMS: dict[str, Callable[[Asked], Answer]] = {"id": _thing, "article": _article, "page": _page}
