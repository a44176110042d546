"""Pages as HTML.  Everything from outside passes through the templates' escaping."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cache
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined

from qjgraph.query.questions import Question, questions
from qjgraph.room.addresses import Links
from qjgraph.room.articles import Raw, Text
from qjgraph.room.claims import Statement
from qjgraph.room.lists import LISTS, Start
from qjgraph.room.pages import Page, Table
from qjgraph.room.words import WORDS
from qjgraph.search import Found
from qjgraph.view.tell import KINDS


@dataclass(frozen=True, slots=True)
class Speaker:
    """Says words in the language of a page."""

    lang: str

    def __call__(self, words: Any) -> str:
        """Of a pair of words the one; a key of `WORDS` is looked up."""
        pair = WORDS[words] if isinstance(words, str) else words
        return pair.en if self.lang == "en" else pair.zh


@cache
def _environment() -> Environment:
    made = Environment(
        loader=PackageLoader("qjgraph.room"), autoescape=True, undefined=StrictUndefined,
        trim_blocks=True, lstrip_blocks=True,
    )  # fmt: skip
    made.filters["grouped"] = grouped
    made.globals.update(lists=LISTS, kinds=KINDS)
    return made


def page(template: str, links: Links, **values: Any) -> str:
    """A template filled; for every page of the house.

    Args:
        template: its name without `.html`.
        links: of the page.
        values: what it shows.
    """
    say = Speaker(links.here.lang)
    return (
        _environment()
        .get_template(f"{template}.html")
        .render(say=say, links=links, lang=links.here.lang, **values)
    )


def start(found: Start, links: Links) -> str:
    """The start page."""
    return page("start", links, start=found)


def listing(table: Table, number: int, size: int, links: Links) -> str:
    """A page of a list."""
    last = max(1, -(-table.total // size))
    return page("list", links, table=table, number=number, last=last)


def thing(found: Page, links: Links) -> str:
    """The page of a thing."""
    told = replace(found, tables=tuple(map(_filled, found.tables)))
    return page("thing", links, page=told)


def _filled(table: Table) -> Table:
    """A table without the columns in which no line says anything."""
    kept = [at for at, _ in enumerate(table.columns)
            if any(line.cells[at].words.zh for line in table.lines)]  # fmt: skip
    return replace(
        table, columns=tuple(table.columns[at] for at in kept),
        lines=tuple(
            replace(line, cells=tuple(line.cells[at] for at in kept)) for line in table.lines
        ),
    )  # fmt: skip


_WHOLE = re.compile(r"(-?)([0-9]{5,})((?:\.[0-9]+)?)")


def grouped(number: str) -> str:
    """A number with its thousands apart, from ten thousand on: a year stays as it is."""
    match = _WHOLE.fullmatch(number)
    return f"{match[1]}{int(match[2]):,}{match[3]}" if match else number


def article(text: Text, links: Links) -> str:
    """The page of an article."""
    return page("article", links, text=text)


def claim(found: Statement, links: Links) -> str:
    """The page of a claim."""
    return page("claim", links, found=found, claim=found.claim)


def raw(found: Raw, links: Links) -> str:
    """A page of a paper as it was read."""
    return page("raw", links, raw=found)


def search(found: Found, links: Links) -> str:
    """A search and what it found."""
    query = found.query
    fields = {
        "q": query.words, "kind": query.kind, "paper": query.paper, "year": query.year,
        "place": query.place, "order": "newest" if query.newest else "",
    }  # fmt: skip
    last = max(1, -(-max(found.of_articles, found.of_things if query.kind else 0) // query.size))

    def again(**changed: str | int) -> str:
        """The link to the same search, changed."""
        wanted = {**fields, **changed}
        kept = {name: value for name, value in wanted.items() if value}
        return links.to("search", query=kept)

    return page("search", links, found=found, query=query, again=again, fields=fields, last=last)


def finder(links: Links) -> str:
    """The search of a static site; `assets/find.js` fills it."""
    return page("finder", links)


def question(
    asked: Question, params: Mapping[str, str], table: Table | None, problem: str, links: Links
) -> str:
    """A ready question: its form, and the answer where it was asked."""
    values = {name: value for name, value in params.items() if value}
    return page(
        "question", links, asked=asked, params=params, values=values,
        table=_filled(table) if table else None, problem=problem, every=questions(),
    )  # fmt: skip


def query(links: Links) -> str:
    """The query editor."""
    return page("query", links)


def problem(title: str, message: str, links: Links) -> str:
    """A page that says what is wrong."""
    return page("problem", links, title=title, message=message)
