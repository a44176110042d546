"""Reading a folder of gold: one JSON file an article, one a page."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

from qjgraph.errors import InputError
from qjgraph.evaluate.entry import GUIDE, Entry, as_list, near
from qjgraph.evaluate.facts import (
    Amount,
    Event,
    GoldArticle,
    GoldPage,
    Location,
    Milestone,
    Named,
    Names,
    PageArticle,
    Participation,
    Piece,
    Position,
)  # fmt: skip
from qjgraph.evaluate.values import norm, norm_unit, norms, squeeze
from qjgraph.rdf.vocab import CODES

#: The tables of an article, in the order in which they are printed.
TABLES: tuple[str, ...] = (
    "people", "organizations", "places", "positions", "events", "participation",
    "projects", "amounts", "milestones", "locations", "policies",
)  # fmt: skip

_NEEDED = ("id", "people")
_FURTHER = (
    "page", "index", "published", "home", "source", "title", "reporters", "note", *TABLES[1:],
)  # fmt: skip
#: The keys of a fact: those it must have, those it may have besides `optional`.
_KEYS: dict[str, tuple[tuple[str, ...], tuple[str, ...]]] = {
    "positions": (("person", "title", "of"), ()),
    "events": (("id", "names", "type", "date"), ("main", "unnamed")),
    "participation": (("event", "person", "role"), ()),
    "projects": (("id", "names"), ()),
    "amounts": (("of", "kind", "value", "unit"), ("qualifier", "text")),
    "milestones": (("project", "kind", "date", "status"), ("progress",)),
    "locations": (("of", "place"), ()),
}
_NAMED = (("names",), ("id",))


@dataclass(frozen=True, slots=True, kw_only=True)
class Gold:
    """The gold of a folder: articles by id, pages in the order of their files."""

    articles: dict[str, GoldArticle]
    pages: tuple[GoldPage, ...]


def load_gold(path: Path) -> Gold:
    """Read a folder of gold files, or one such file.

    Raises:
        InputError: there is no gold, or a file breaks the form; with file, fact, key.
    """
    articles: dict[str, GoldArticle] = {}
    pages: list[GoldPage] = []
    for file in _files(path):
        entry = Entry(_json(file), file.name)
        if "articles" in entry.said:
            pages.append(_page(entry))
            continue
        article = _article(entry)
        if article.id in articles:
            entry.fault("id", f"{article.id!r} is used by another file", "give each its own id")
        articles[article.id] = article
    return Gold(articles=articles, pages=tuple(pages))


def _files(path: Path) -> list[Path]:
    if path.is_file():
        return [path]
    if not path.is_dir():
        raise InputError(str(path), "there is no such folder", "name the folder of the gold files")
    found = sorted(path.glob("*.json"))
    if not found:
        raise InputError(str(path), "holds no gold", f"it needs one JSON file an article; {GUIDE}")
    return found


def _json(path: Path) -> Any:
    try:
        return json.loads(path.read_text(encoding="utf-8-sig"))
    except UnicodeDecodeError as error:
        raise InputError(path.name, "it is not UTF-8 text", "save it as UTF-8") from error
    except json.JSONDecodeError as error:
        place = f"{path.name}, line {error.lineno}, column {error.colno}"
        raise InputError(place, f"not JSON: {error.msg}", "mend it there") from error


# ------------------------------------------------------------------------- an article


def _article(entry: Entry) -> GoldArticle:
    entry.check_keys(_NEEDED, _FURTHER)
    facts = {table: entry.entries(table) for table in TABLES}
    for table, found in facts.items():
        needed, further = _KEYS.get(table, _NAMED)
        for fact in found:
            fact.check_keys(needed, (*further, "optional"))
    known = _Known(facts)
    made = {t: tuple(map(partial(_MAKERS.get(t, _named), known), facts[t])) for t in TABLES}
    return GoldArticle(
        id=entry.needed("id"),
        page=entry.text("page"),
        index=entry.count("index"),
        title=entry.text("title"),
        reporters=norms(_people(entry, "reporters")),
        **made,
    )


def _people(entry: Entry, key: str) -> list[str]:
    return entry.names(key) if entry.said.get(key) else []


def _named(known: _Known, entry: Entry) -> Named:
    return Named(**known.common(entry, "names"), names=norms(entry.names("names")))


class _Known:
    """What the facts of an article refer to: people by name, projects and events by id."""

    def __init__(self, facts: dict[str, list[Entry]]) -> None:
        self.people = [norms(entry.names("names")) for entry in facts["people"]]
        self.wordings: dict[str, tuple[str, ...]] = {}
        for entry in [*facts["projects"], *facts["events"]]:
            name = entry.needed("id")
            if name in self.wordings:
                entry.fault("id", f"{name!r} is used twice in this article", "choose another")
            self.wordings[name] = tuple(entry.names("names"))
        self.things = {name: norms(words) for name, words in self.wordings.items()}
        self.events = [entry.needed("id") for entry in facts["events"]]
        self.participants: dict[str, Names] = {}
        for entry in facts["participation"]:
            event = self.event(entry)
            self.participants[event] = self.participants.get(event, Names()) | self.person(entry)

    def common(self, entry: Entry, *parts: str) -> dict[str, Any]:
        """What all facts have: one line, the words of some keys, whether it is optional."""
        words = (tuple(self._texts(entry.said.get(key))) for key in parts)
        return {
            "said": self._line(entry),
            "words": tuple(filter(None, words)),
            "optional": entry.flag("optional"),
        }

    def _texts(self, value: Any) -> Iterator[str]:
        """The names in a value, ids replaced by what they stand for."""
        for each in as_list(value):
            if isinstance(each, dict):
                yield from self._texts(each.get("name"))
            elif isinstance(each, str):
                yield from self.wordings.get(each, (each,) if norm(each) else ())

    def _line(self, entry: Entry) -> str:
        silent = ("id", "optional", "unnamed", "main", "text")
        parts = ((key, value) for key, value in entry.said.items() if key not in silent)
        return " | ".join(f"{key}={self._shown(value)}" for key, value in parts)

    def _shown(self, value: Any) -> str:
        """A value in a few words: its first alternatives."""
        if isinstance(value, dict) and "name" not in value:
            return " ".join(f"{key} {bound}" for key, bound in value.items())
        if isinstance(value, list):
            return "/".join(self._shown(each) for each in value[:2])
        return next(self._texts(value), "-" if value is None else str(value))

    def person(self, entry: Entry) -> Names:
        """All names of the people whom a fact's `person` names."""
        said = entry.needed("person")
        found = [names for names in self.people if norm(said) in names]
        if not found:
            entry.fault("person", f"{said} is not in people", "add the person there")
        return Names().union(*found)

    def event(self, entry: Entry) -> str:
        """The id in a fact's `event`."""
        said = entry.needed("event")
        if said not in self.events:
            entry.fault("event", f"there is no event {said!r}", near(said, self.events))
        return said

    def subject(self, entry: Entry, key: str) -> Names:
        """All names of a fact's `of` or `project`: an id, a name in braces, null, or several."""
        found: Names = Names()
        for each in as_list(entry.said.get(key)):
            found |= self._subject(entry, key, each)
        return found

    def _subject(self, entry: Entry, key: str, said: Any) -> Names:
        if said is None:
            return Names({""})
        if isinstance(said, dict):
            inner = Entry(said, f"{entry.place}, {key}")
            inner.check_keys(("name",), ())
            return norms(inner.names("name", none=True))
        if not isinstance(said, str) or said not in self.things:
            hint = 'write {"name": ["…"]} for what is neither'
            entry.fault(key, f"there is no project or event {said!r}", hint)
        return self.things[said]


def _position(known: _Known, entry: Entry) -> Position:
    return Position(
        **known.common(entry, "person", "title"),
        person=known.person(entry),
        title=norms(entry.names("title", none=True)),
        of=norms(entry.names("of", none=True)),
    )


def _event(known: _Known, entry: Entry) -> Event:
    name = entry.needed("id")
    entry.flag("main")
    return Event(
        **known.common(entry, "names"),
        id=name,
        names=known.things[name],
        types=entry.codes("type", CODES["event"]),
        dates=entry.dates("date"),
        unnamed=entry.flag("unnamed"),
        people=known.participants.get(name, Names()),
    )


def _participation(known: _Known, entry: Entry) -> Participation:
    return Participation(
        **known.common(entry, "person"),
        event=known.event(entry),
        person=known.person(entry),
        roles=entry.codes("role", CODES["role"]),
    )


def _amount(known: _Known, entry: Entry) -> Amount:
    entry.text("text")
    return Amount(
        **known.common(entry, "text", "of"),
        of=known.subject(entry, "of"),
        kinds=entry.codes("kind", CODES["quantity"]),
        values=entry.values("value"),
        units=Names(map(norm_unit, entry.names("unit"))),
        qualifier=entry.code("qualifier", CODES["qualifier"], "exact"),
    )


def _milestone(known: _Known, entry: Entry) -> Milestone:
    return Milestone(
        **known.common(entry, "project"),
        project=known.subject(entry, "project"),
        kinds=entry.codes("kind", CODES["stage"]),
        dates=entry.dates("date"),
        statuses=entry.codes("status", CODES["status"]),
    )


def _location(known: _Known, entry: Entry) -> Location:
    return Location(
        **known.common(entry, "place", "of"),
        of=known.subject(entry, "of"),
        place=norms(entry.names("place")),
    )


_MAKERS: dict[str, Any] = {
    "positions": _position,
    "events": _event,
    "participation": _participation,
    "amounts": _amount,
    "milestones": _milestone,
    "locations": _location,
}

# ----------------------------------------------------------------------------- a page

_PAGE_KEYS = ("page", "articles"), ("file", "source", "published", "home", "note")
_CUT_KEYS = (
    ("id", "title", "first", "last", "paragraphs"),
    ("index", "title_alternatives", "kicker", "subtitle", "reporters", "correspondents",
     "first_without_byline", "paragraph_count"),
)  # fmt: skip
_PIECE_KEYS = ("first", "last"), ("pieces", "first_without_byline")


def _page(entry: Entry) -> GoldPage:
    entry.check_keys(*_PAGE_KEYS)
    articles = tuple(map(_cut, entry.entries("articles")))
    return GoldPage(page=entry.needed("page"), articles=articles)


def _cut(entry: Entry) -> PageArticle:
    entry.check_keys(*_CUT_KEYS)
    title = entry.needed("title")
    return PageArticle(
        id=entry.needed("id"),
        title=title,
        titles=Names(map(squeeze, [title, *_people(entry, "title_alternatives")])),
        body=_piece(entry),
        paragraphs=tuple(_paragraphs(entry.entries("paragraphs"))),
    )


def _paragraphs(entries: Iterable[Entry]) -> Iterable[Piece]:
    for entry in entries:
        entry.check_keys(*_PIECE_KEYS)
        yield _piece(entry)


def _piece(entry: Entry) -> Piece:
    first, last = entry.needed("first"), entry.needed("last")
    return Piece(
        first=squeeze(first),
        last=squeeze(last),
        after_byline=squeeze(entry.text("first_without_byline")),
        shown=f"{first}…{last}",
        fragments=entry.count("pieces", 1),
    )
