"""The start page's figures and the lists of things, by how often they are named."""

from __future__ import annotations

from dataclasses import dataclass, replace

from qjgraph.errors import NotFound
from qjgraph.graph import Graph
from qjgraph.query.engine import select
from qjgraph.query.info import Info
from qjgraph.query.questions import Question, questions
from qjgraph.query.results import text
from qjgraph.room.pages import Cell, Column, Line, Table, Words

#: The lists, by path: class and heading.
LISTS = {
    "people": ("Person", Words("人物", "People")),
    "bodies": ("Organization", Words("机构", "Bodies")),
    "projects": ("Project", Words("项目", "Projects")),
    "events": ("Event", Words("活动", "Events")),
    "places": ("Place", Words("地点", "Places")),
    "policies": ("Policy", Words("政策", "Policies")),
    "articles": ("Article", Words("报道", "Articles")),
}
#: Lines of a list's page.
PAGE = 100
#: Articles on the start page.
NEWEST = 8

_THINGS = """
SELECT ?thing (MIN(?name) AS ?label) (COUNT(DISTINCT ?claim) AS ?number) WHERE {
  ?thing a qj:%s ; rdfs:label ?name . ?claim qj:entity ?thing .
} GROUP BY ?thing ORDER BY DESC(?number) ?label ?thing LIMIT %d OFFSET %d"""
_COUNT = "SELECT (COUNT(DISTINCT ?thing) AS ?n) WHERE { ?thing a qj:%s }"
_ARTICLES = """
SELECT ?article ?title ?id ?day ?source WHERE {
  ?article a qj:Article ; dct:identifier ?id .
  OPTIONAL { ?article dct:title ?title } OPTIONAL { ?article qj:published ?day }
  OPTIONAL { ?article qj:source ?source }
} ORDER BY DESC(?day) ?id ?article LIMIT %d OFFSET %d"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Start:
    """The start page: figures, newest articles, ready questions."""

    info: Info
    newest: Table
    questions: tuple[Question, ...]


def start(graph: Graph) -> Start:
    """The start page of a graph."""
    newest = _articles(graph, 0, NEWEST)
    newest = replace(newest, total=len(newest.lines))
    return Start(info=graph.info(), newest=newest, questions=questions())


def listing(graph: Graph, name: str, page: int, *, size: int = PAGE) -> Table:
    """A page of a list.

    Args:
        name: of `LISTS`.
        page: from 1.
        size: lines.

    Raises:
        NotFound: there is no such list.
    """
    if name not in LISTS:
        raise NotFound(name, "there is no such list", f"the lists are {', '.join(LISTS)}")
    offset = (page - 1) * size
    if name == "articles":
        return _articles(graph, offset, size)
    return _things(graph, name, offset, size)


def _things(graph: Graph, name: str, offset: int, size: int) -> Table:
    class_, words = LISTS[name]
    rows = select(graph.store, _THINGS % (class_, size, offset)).terms
    return Table(
        name=name, words=words, total=_total(graph, class_),
        columns=(
            Column(name="name", words=Words("名称", "name")),
            Column(name="mentions", words=Words("提及次数", "mentions"), numeric=True),
        ),
        lines=tuple(
            Line(cells=(
                Cell(words=Words.same(text(label)), iri=text(thing)),
                Cell(words=Words.same(text(number))),
            ))
            for thing, label, number in rows
        ),
    )  # fmt: skip


def _articles(graph: Graph, offset: int, size: int) -> Table:
    rows = select(graph.store, _ARTICLES % (size, offset)).terms
    return Table(
        name="articles", words=LISTS["articles"][1], total=_total(graph, "Article"),
        columns=(
            Column(name="title", words=Words("标题", "title")),
            Column(name="published", words=Words("日期", "date")),
            Column(name="source", words=Words("报纸", "paper")),
        ),
        lines=tuple(
            Line(cells=(
                Cell(words=Words.same(text(title) or text(id_)), iri=text(article)),
                Cell(words=Words.same(text(day))), Cell(words=Words.same(text(source))),
            ))
            for article, title, id_, day, source in rows
        ),
    )  # fmt: skip


def _total(graph: Graph, class_: str) -> int:
    return int(text(select(graph.store, _COUNT % class_).terms[0][0]))
