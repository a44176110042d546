"""Gold: what a careful reader of an article writes down, ready to be compared.

All names are as `values.norm` leaves them; alternatives stand in sets.  An empty string
in a set stands for an empty cell (the gold's null).
"""

from __future__ import annotations

from dataclasses import dataclass

from qjgraph.evaluate.values import Stated

Names = frozenset[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """A gold fact.

    Attributes:
        said: the fact in one line, as its file writes it.
        words: for each part of it that one can look for in the text, its wordings.
        optional: it may be left out; what matches it is neither right nor wrong.
    """

    said: str
    words: tuple[tuple[str, ...], ...] = ()
    optional: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Named(Fact):
    """Something with a name: a person, organization, place, project or policy."""

    names: Names


@dataclass(frozen=True, slots=True, kw_only=True)
class Position(Fact):
    """A person's post.  `person`: all names of that person."""

    person: Names
    title: Names
    of: Names


@dataclass(frozen=True, slots=True, kw_only=True)
class Event(Fact):
    """An event.

    Attributes:
        id: what the article's other facts call it.
        dates: EDTF, empty for null.
        unnamed: it may also be found by date, type and one participant.
        people: all names of its participants.
    """

    id: str
    names: Names
    types: Names
    dates: tuple[str, ...]
    unnamed: bool
    people: Names


@dataclass(frozen=True, slots=True, kw_only=True)
class Participation(Fact):
    """A person's part in the event of an id."""

    event: str
    person: Names
    roles: Names


@dataclass(frozen=True, slots=True, kw_only=True)
class Amount(Fact):
    """A measured amount.  `of`: all names of what it measures."""

    of: Names
    kinds: Names
    values: tuple[Stated, ...]
    units: Names
    qualifier: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Milestone(Fact):
    """A stage of a project.  `dates` as in `Event`."""

    project: Names
    kinds: Names
    dates: tuple[str, ...]
    statuses: Names


@dataclass(frozen=True, slots=True, kw_only=True)
class Location(Fact):
    """A place of a project or event."""

    of: Names
    place: Names


@dataclass(frozen=True, slots=True, kw_only=True)
class GoldArticle:
    """The gold of one article; every table may be empty.

    Attributes:
        page, index: where it stands on a page that holds several; empty and 0 for none.
        title: as printed, for reports.
    """

    id: str
    page: str = ""
    index: int = 0
    title: str = ""
    reporters: Names = frozenset()
    people: tuple[Named, ...] = ()
    organizations: tuple[Named, ...] = ()
    places: tuple[Named, ...] = ()
    positions: tuple[Position, ...] = ()
    events: tuple[Event, ...] = ()
    participation: tuple[Participation, ...] = ()
    projects: tuple[Named, ...] = ()
    amounts: tuple[Amount, ...] = ()
    milestones: tuple[Milestone, ...] = ()
    locations: tuple[Location, ...] = ()
    policies: tuple[Named, ...] = ()

    def named(self, table: str) -> tuple[Named, ...]:
        """The facts of people, organizations, places, projects or policies."""
        found: tuple[Named, ...] = getattr(self, table)
        return found


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """How a stretch of a page begins and ends, squeezed.

    Attributes:
        after_byline: how it begins after 本报讯(记者…); empty where it has none.
        shown: begin and end as the file writes them.
        fragments: printed pieces that make it up, 1 where the layout did not break it.
    """

    first: str
    last: str
    after_byline: str
    shown: str
    fragments: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class PageArticle:
    """Where an article stands on a page.  `titles`: squeezed, all that are right."""

    id: str
    title: str
    titles: Names
    body: Piece
    paragraphs: tuple[Piece, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class GoldPage:
    """The gold of a page's cutting."""

    page: str
    articles: tuple[PageArticle, ...]
