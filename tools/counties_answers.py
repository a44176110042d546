"""The answers to the named questions that follow from the scenario of the two counties.

A cell `@id` is an entity of `truth/entities.tsv`; all others are as the question gives them.
Columns are those of the question that its answer turns on, named as in `docs/questions.md`.
"""

from __future__ import annotations

from calendar import monthrange
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import combinations, pairwise
from typing import Any

from tools.counties_text import Mark, Told

Row = Sequence[object]


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What a question must answer: its parameters, columns, and rows in any order."""

    question: int
    params: dict[str, str]
    columns: Sequence[str]
    rows: list[Row]


def answers(world: dict[str, Any], pages: list[Told]) -> dict[str, Answer]:
    """Every answer, by the name of its file."""
    book = Book(world, pages)
    found = {
        "01-meeting-attendance": _meetings(book),
        "02-co-attendance": _pairs(book),
        "04-chairs": _chairs(book),
        "07-list-position": _positions(book),
        "08-party-or-government": _sides(book),
        "09-studied": _studied(book),
        "10-large-projects": _large(book),
        "12-due-projects": _due(book),
        "13-slipped-promises": _slipped(book),
        "14-overdue": _overdue(book),
        "15-land": _land(book),
        "17-officials-and-projects": _officials(book),
        "18-companies": _companies(book),
        "19-support-lyyq": _contradicted(book, "lyyq"),
        "22-conflicting-amounts": _conflicts(book),
    }
    for name, post in (("head", "县长"), ("secretary", "县委书记")):
        found[f"21-post-timeline-{name}"] = _timeline(book, post, "L")
    for person in ("zhou", "gao", "sun", "xu", "chen", "zheng", "lin", "linp", "wu", "wup"):
        found[f"05-posts-{person}"] = _posts(book, person)
    for project in ("nby", "gsl"):
        found[f"16-relocation-{project}"] = _relocation(book, project)
    return found


class Book:
    """All facts told, each with its article."""

    def __init__(self, world: dict[str, Any], pages: list[Told]) -> None:
        self.world, self.pages = world, pages
        self.events: dict[str, Any] = world["events"]

    def facts(self, kind: str) -> Iterator[tuple[Told, Mark]]:
        """The marks of a kind, each content once an article."""
        for page in self.pages:
            seen = {mark.fields: mark for mark in reversed(list(page.of(kind)))}
            yield from ((page, mark) for _, mark in sorted(seen.items()))

    def name(self, person: str) -> str:
        """A person's name."""
        found: str = self.world["people"][person]["name"]
        return found

    def parts(self, of: Callable[[str], bool]) -> dict[str, dict[str, set[str]]]:
        """Person → event → roles, in the events of a type."""
        found: dict[str, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
        for _, part in self.facts("part"):
            event, person, role = part.fields[:3]
            if of(event):
                found[person][event].add(role)
        return found


def _meetings(book: Book) -> Answer:
    parts = book.parts(lambda event: book.events[event]["type"] == "meeting")
    rows = []
    for person, events in parts.items():
        counts = [
            sum(role in roles for roles in events.values())
            for role in ("chair", "speaker", "lead", "attendee")
        ]
        rows.append((f"@{person}", len(events), *counts))
    columns = ("person", "meetings", "chaired", "spoke", "led", "attended")
    return Answer(question=1, params={}, columns=columns, rows=rows)


def _pairs(book: Book) -> Answer:
    parts = book.parts(lambda event: True)
    rows = []
    for one, other in combinations(sorted(parts, key=book.name), 2):
        both = len(parts[one].keys() & parts[other].keys())
        if both:
            rows.append((f"@{one}", f"@{other}", both))
    return Answer(question=2, params={}, columns=("person", "other", "events"), rows=rows)


def _chairs(book: Book) -> Answer:
    rows = []
    for _, part in book.facts("part"):
        event = book.events[part.fields[0]]
        series = event.get("series", "")
        if part.fields[2] == "chair" and series and "人大" not in series:
            rows.append((series, event["session"], event["day"], f"@{part.fields[1]}"))
    columns = ("series", "session", "date", "chair")
    return Answer(question=4, params={}, columns=columns, rows=rows)


def _posts(book: Book, person: str) -> Answer:
    days: dict[Row, list[date]] = defaultdict(list)
    for page, post in book.facts("post"):
        if post.fields[0] == person:
            _, title, owner, change = post.fields
            days[title, f"@{owner}", change].append(page.published)
    rows = [(*key, min(told), max(told), len(told)) for key, told in days.items()]
    columns = ("title", "of", "change", "first", "last", "articles")
    return Answer(question=5, params={"who": f"@{person}"}, columns=columns, rows=rows)


def _timeline(book: Book, post: str, of: str) -> Answer:
    """Who held a post, acting holders too, and which papers tell of gain and loss."""
    told: dict[tuple[str, str], list[tuple[str, date]]] = defaultdict(list)
    for page, mark in book.facts("post"):
        person, title, owner, change = mark.fields
        if owner == of and title in (post, f"代{post}", f"代理{post}"):
            told[person, title].append((change, page.published))
    rows = []
    for (person, title), changes in told.items():
        gained, lost = (
            min((day for change, day in changes if change in words), default="")
            for words in (("appointed", "elected"), ("removed", "resigned"))
        )
        held = [day for change, day in changes if change not in ("removed", "resigned")]
        rows.append((f"@{person}", title, min(held), max(held), gained, lost))
    columns = ("person", "title", "first", "last", "gained", "lost")
    return Answer(question=21, params={"post": post, "of": f"@{of}"}, columns=columns, rows=rows)


# -------------------------------------------------------------------- lists and sides


def _positions(book: Book) -> Answer:
    """Who stands elsewhere than the order of at least two other events has it."""
    lists = _lists(book)
    rows = []
    for event, people in lists.items():
        broken = [
            pair for pair in combinations(people, 2) if _usual(lists, event, pair[::-1]) >= 2
            and _usual(lists, event, pair[::-1]) > _usual(lists, event, pair)
        ]  # fmt: skip
        usual = list(people)
        for one, other in broken:
            i, j = usual.index(one), usual.index(other)
            usual[i], usual[j] = usual[j], usual[i]
        for person in people:
            if person in {each for pair in broken for each in pair}:
                place, there = people.index(person) + 1, usual.index(person) + 1
                rows.append((f"@{person}", event_day(book, event), place, there))
    columns = ("person", "date", "position", "usual")
    return Answer(question=7, params={}, columns=columns, rows=rows)


def event_day(book: Book, event: str) -> str:
    """The day of an event."""
    day: str = book.events[event]["day"]
    return day


def _lists(book: Book) -> dict[str, tuple[str, ...]]:
    """The list of each event in the order of its names."""
    found: dict[str, dict[int, str]] = defaultdict(dict)
    for _, part in book.facts("part"):
        event, person, role, index = part.fields
        if role == "attendee" and index != "0":
            found[event][int(index)] = person
    return {event: tuple(people[i] for i in sorted(people)) for event, people in found.items()}


def _usual(lists: dict[str, tuple[str, ...]], event: str, pair: Sequence[str]) -> int:
    """In how many other events the first stands before the second."""
    one, other = pair
    return sum(
        one in people and other in people and people.index(one) < people.index(other)
        for name, people in lists.items()
        if name != event
    )


def _sides(book: Book) -> Answer:
    def side(event: str) -> str:
        series = book.events[event].get("series", "")
        return "party" if "县委" in series else "government" if "县政府" in series else ""

    rows = []
    for person, events in book.parts(lambda event: True).items():
        sides = [side(event) for event in events]
        party, government = sides.count("party"), sides.count("government")
        if party or government:
            which = "both" if party and government else (
                "party_only" if party else "government_only")  # fmt: skip
            rows.append((f"@{person}", which, party, government))
    columns = ("person", "which", "party", "government")
    return Answer(question=8, params={}, columns=columns, rows=rows)


def _studied(book: Book) -> Answer:
    rows = [
        (f"@{about.fields[1]}", f"@{about.fields[0]}", event_day(book, about.fields[0]))
        for _, about in book.facts("about")
        if about.fields[2] == "studied"
    ]
    return Answer(question=9, params={}, columns=("studied", "meeting", "date"), rows=rows)


# --------------------------------------------------------------------------- projects


def _large(book: Book) -> Answer:
    rows = [
        (f"@{project}", kind, value, qualifier, page.published)
        for page, amount in book.facts("amount")
        for project, kind, value, _, qualifier, _ in [amount.fields]
        if kind == "investment" and int(value) >= 10**8
    ]
    columns = ("project", "kind", "at_least", "qualifier", "published")
    return Answer(question=10, params={}, columns=columns, rows=rows)


def _land(book: Book) -> Answer:
    rows = [
        (f"@{project}", value, qualifier)
        for _, amount in book.facts("amount")
        for project, kind, value, _, qualifier, _ in [amount.fields]
        if kind == "land_area"
    ]
    columns = ("project_name", "mu", "qualifier")
    return Answer(question=15, params={}, columns=columns, rows=rows)


def _due(book: Book) -> Answer:
    rows = [
        (f"@{project}", stage, when, page.published)
        for page, milestone in book.facts("milestone")
        for project, stage, status, when, _ in [milestone.fields]
        if status == "planned" and when in ("2023-10", "2023-11", "2023-12")
    ]
    columns = ("project", "stage_due", "date", "published")
    return Answer(question=12, params={"quarter": "2023-Q4"}, columns=columns, rows=rows)


def _deadline(edtf: str) -> date:
    """The last day of a month or day."""
    if len(edtf) == 10:
        return date.fromisoformat(edtf)
    year, month = map(int, edtf.split("-"))
    return date(year, month, monthrange(year, month)[1])


_Stages = dict[tuple[str, str], list[tuple[date, str]]]


def _stages(book: Book, status: str) -> _Stages:
    """Project and stage → (day of the paper, date told), in order."""
    found: _Stages = defaultdict(list)
    for page, milestone in book.facts("milestone"):
        project, stage, said, when, _ = milestone.fields
        if said == status and when != "-":
            found[project, stage].append((page.published, when))
    return {key: sorted(told) for key, told in found.items()}


def _slipped(book: Book) -> Answer:
    rows: list[Row] = []
    met = _stages(book, "done")
    for key, told in _stages(book, "planned").items():
        dates = list(dict.fromkeys(when for _, when in told))
        steps = [("moved", a, b) for a, b in pairwise(dates)]
        reached = [when for _, when in met.get(key, ())]
        steps += [("met", dates[-1], when) for when in reached if not _as_promised(when, dates[-1])]
        for how, promised, then in steps:
            days = (_deadline(then) - _deadline(promised)).days
            rows.append((f"@{key[0]}", key[1], how, promised, then, days))
    columns = ("project_name", "stage_due", "how", "promised", "then", "days")
    return Answer(question=13, params={}, columns=columns, rows=rows)


def _as_promised(when: str, promised: str) -> bool:
    """Whether a day lies at the end (底, its last ten days) of the promised month."""
    return when[:7] == promised and (_deadline(promised) - _deadline(when)).days <= 10


def _overdue(book: Book) -> Answer:
    newest = max(page.published for page in book.pages)
    met = _stages(book, "done")
    rows = []
    for key, told in _stages(book, "planned").items():
        last = _deadline(told[-1][1])
        if key not in met and last < newest:
            rows.append((f"@{key[0]}", key[1], told[-1][1], (newest - last).days, len(told)))
    columns = ("project_name", "stage_due", "promised", "days", "promises")
    return Answer(question=14, params={}, columns=columns, rows=rows)


def _relocation(book: Book, project: str) -> Answer:
    rows = [
        (f"@{place}", step, households, page.published)
        for page, told in book.facts("households")
        for place, for_project, step, households in [told.fields]
        if for_project == project
    ]
    columns = ("of_name", "step", "households", "published")
    return Answer(question=16, params={"project": f"@{project}"}, columns=columns, rows=rows)


def _officials(book: Book) -> Answer:
    started = {
        event: facts["about"] for event, facts in book.events.items() if facts["type"] == "ceremony"
    }
    rows: list[Row] = [
        (f"@{person}", f"@{started[event]}", "started", role, page.published)
        for page, part in book.facts("part")
        for event, person, role, _ in [part.fields]
        if event in started
    ]
    rows += [
        (f"@{agent}", f"@{project}", role, "", page.published)
        for page, tie in book.facts("tie")
        for project, agent, role in [tie.fields]
        if agent in book.world["people"]
    ]
    columns = ("person", "project_name", "how", "part", "published")
    return Answer(question=17, params={}, columns=columns, rows=rows)


def _companies(book: Book) -> Answer:
    rows = [
        (f"@{agent}", role, f"@{project}", page.published)
        for page, tie in book.facts("tie")
        for project, agent, role in [tie.fields]
        if agent in book.world["bodies"]
    ]
    columns = ("company_name", "role", "project_name", "published")
    return Answer(question=18, params={}, columns=columns, rows=rows)


def _contradicted(book: Book, project: str) -> Answer:
    """What articles say of a project's amounts that others contradict, as they write it."""
    told: dict[str, dict[str, int]] = defaultdict(lambda: defaultdict(int))
    for _, amount in book.facts("amount"):
        if amount.fields[0] == project:
            told[amount.fields[1]][amount.text] += 1
    rows = [
        (f"@{project}", kind, value, articles)
        for kind, values in told.items()
        for value, articles in values.items()
        if len(values) > 1
    ]
    params = {"basis": "contradicted", "about": f"@{project}"}
    columns = ("about_name", "kind", "value", "articles")
    return Answer(question=19, params=params, columns=columns, rows=rows)


def _conflicts(book: Book) -> Answer:
    """Amounts of one project and kind that differ from the first told, each once."""
    told: dict[tuple[str, str], list[tuple[date, str]]] = defaultdict(list)
    for page, amount in book.facts("amount"):
        project, kind, value, *_ = amount.fields
        told[project, kind].append((page.published, value))
    rows = [
        (f"@{project}", kind, later, int(value) - int(first))
        for (project, kind), values in told.items()
        for (_, first), *others in [sorted(values)]
        for value, later in {value: later for later, value in reversed(others)}.items()
        if value != first
    ]
    columns = ("project_name", "kind", "published", "difference")
    return Answer(question=22, params={}, columns=columns, rows=rows)


def lines(answer: Answer) -> Iterable[Row]:
    """The rows of an answer in a stable order."""
    return sorted(answer.rows, key=lambda row: [str(cell) for cell in row])
