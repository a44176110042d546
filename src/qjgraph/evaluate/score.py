"""Scoring: every table of every article, its counts and what became of each fact."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, TypeVar

from qjgraph.evaluate.facts import (
    Amount,
    Event,
    Fact,
    GoldArticle,
    Location,
    Milestone,
    Named,
    Participation,
    Position,
)  # fmt: skip
from qjgraph.evaluate.find import Passage, Text
from qjgraph.evaluate.gold import TABLES
from qjgraph.evaluate.match import Pairing, Row, Tally, pair
from qjgraph.evaluate.read import COLUMNS, Rows
from qjgraph.evaluate.values import (
    Stated,
    amount_agrees,
    dates_compatible,
    norm,
    norm_unit,
    number,
)  # fmt: skip

#: Further lines: looser or stricter readings, not in the averages.
EXTRA: tuple[str, ...] = (
    "positions (person+title)", "amounts+of", "milestones+status", "reporters",
)  # fmt: skip

_IRIS = {"person", "organization", "place", "event", "project", "of", "policy"}
_NAMES = ("people", "organizations", "places", "projects", "policies")

F = TypeVar("F", bound=Fact)

# ---------------------------------------------------------------------------- results


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """What became of one fact.

    Attributes:
        line: the line of the report: a table, or one of `EXTRA`.
        verdict: missed, wrong, right, or free: it matched what the gold leaves open.
        fact: the gold's, in one line; empty for a wrong one.
        read: what was read, in one line; empty for a missed one.
        passage: the sentence; None where a missed fact's words stand nowhere.
        rule: that read it; empty where it was missed or the input does not tell.
        confidence: 0..1; None likewise.
    """

    article: str
    line: str
    verdict: str
    fact: str = ""
    read: str = ""
    passage: Passage | None = None
    rule: str = ""
    confidence: float | None = None

    @property
    def said(self) -> str:
        """The fact, as the gold or else as the reading words it."""
        return self.fact or self.read


@dataclass(slots=True)
class Report:
    """The counts of one article or of all, by line."""

    tallies: dict[str, Tally] = field(
        default_factory=lambda: {name: Tally() for name in (*TABLES, *EXTRA)}
    )

    def add(self, other: Report) -> None:
        """Add another report's counts."""
        for name, tally in other.tallies.items():
            self.tallies[name] += tally

    def macro(self) -> dict[str, float]:
        """Mean precision, recall and F1 over the tables that have anything to score."""
        scored = [self.tallies[name] for name in TABLES if not self.tallies[name].empty]
        count = len(scored) or 1
        return {
            "precision": sum(tally.precision for tally in scored) / count,
            "recall": sum(tally.recall for tally in scored) / count,
            "f1": sum(tally.f1 for tally in scored) / count,
            "tables": len(scored),
        }

    def micro(self) -> Tally:
        """The counts of all tables together."""
        total = Tally()
        for name in TABLES:
            total += self.tallies[name]
        return total

    def as_json(self) -> dict[str, Any]:
        """Counts and ratios by line."""
        return {
            "tables": {name: self.tallies[name].as_json() for name in TABLES},
            "extra": {name: self.tallies[name].as_json() for name in EXTRA},
            "macro": {key: round(value, 6) for key, value in self.macro().items()},
            "micro": self.micro().as_json(),
        }


# ---------------------------------------------------------------------------- scoring


class Scorer:
    """Scores one article.

    Args:
        rows: of the article, by table.
        text: of the article, to find the sentences of what was missed.
    """

    def __init__(self, article: GoldArticle, rows: Rows, text: Text | None = None) -> None:
        self.article, self.rows, self.text = article, rows, text
        self.report = Report()
        self.findings: list[Finding] = []

    def run(self) -> Report:
        """Score every table."""
        article = self.article
        for table in _NAMES:
            self._score(table, article.named(table), _is_named)
        self._score("positions", article.positions, _position)
        self._score("positions", article.positions, _held, line="positions (person+title)")
        self._participation(self._score("events", article.events, self._event))
        self._score("amounts", article.amounts, _amount)
        self._score("amounts", article.amounts, _amount_of, line="amounts+of")
        self._score("milestones", article.milestones, _milestone)
        self._score("milestones", article.milestones, _stage_held, line="milestones+status")
        self._score("locations", article.locations, _location)
        self._reporters()
        return self.report

    def _score(
        self,
        table: str,
        facts: Sequence[F],
        quality: Callable[[F, Row], int],
        *,
        line: str = "",
        ignore: Callable[[Row], bool] = lambda row: False,
    ) -> Pairing:
        """Match a table, book its counts and note what became of each fact."""
        rows = self.rows.get(table, [])
        result = pair(facts, rows, quality, ignore)
        self.report.tallies[line or table] += result.tally
        self._note(line or table, table, facts, rows, result)
        return result

    def _note(
        self, line: str, table: str, facts: Sequence[Fact], rows: Sequence[Row], result: Pairing
    ) -> None:
        missed = (facts[index] for index in result.missed)
        self.findings += [
            Finding(
                article=self.article.id, line=line, verdict="missed", fact=fact.said,
                passage=self.text.passage(fact) if self.text else None,
            )
            for fact in missed
        ]  # fmt: skip
        self.findings += [self._read(line, table, "wrong", rows[index]) for index in result.wrong]
        for fact, column in zip(facts, result.partner, strict=True):
            if column is not None:
                verdict = "free" if fact.optional else "right"
                self.findings.append(self._read(line, table, verdict, rows[column], fact.said))

    def _read(self, line: str, table: str, verdict: str, row: Row, fact: str = "") -> Finding:
        return Finding(
            article=self.article.id,
            line=line,
            verdict=verdict,
            fact=fact,
            read=_describe(table, row),
            passage=_passage(row),
            rule=row.get("rule", ""),
            confidence=number(row.get("confidence", "")),
        )

    def _event(self, gold: Event, row: Row) -> int:
        """Named: by name, date not contradicting.  Unnamed: also by date, type, a person."""
        if not any(dates_compatible(day, row["date"]) for day in gold.dates):
            return 0
        named = norm(row["name"]) in gold.names
        typed = row["type"].strip() in gold.types
        score = 1 + 2 * typed + 4 * (row["date"].strip() in gold.dates) + 8 * named
        if named:
            return score
        if not gold.unnamed or not typed:
            return 0
        if gold.people:
            return score if gold.people & self._participants(row) else 0
        return score if any(gold.dates) and row["date"].strip() else 0

    def _participants(self, event: Row) -> set[str]:
        key, value = ("event", event["event"]) if event["event"] else ("event_name", event["name"])
        rows = self.rows.get("participation", ())
        return {norm(row["name"]) for row in rows if row[key] == value}

    def _participation(self, events: Pairing) -> None:
        """Score (event, person, role) through the events that were found."""
        predicted = self.rows.get("events", [])
        pairs = zip(self.article.events, events.partner, strict=True)
        partner = {fact.id: (fact, predicted[at]) for fact, at in pairs if at is not None}
        free = [row for fact, row in partner.values() if fact.optional]
        optional = {fact.id for fact in self.article.events if fact.optional}

        def quality(gold: Participation, row: Row) -> int:
            if gold.event not in partner or not _belongs(row, partner[gold.event][1]):
                return 0
            return int(norm(row["name"]) in gold.person and row["role"].strip() in gold.roles)

        facts = [_loosened(fact, optional) for fact in self.article.participation]
        self._score(
            "participation", facts, quality,
            ignore=lambda row: any(_belongs(row, event) for event in free),
        )  # fmt: skip

    def _reporters(self) -> None:
        """Names in the `reporters` column of articles.csv, separated by 、 or the like."""
        gold = self.article.reporters
        cells = [row["reporters"] for row in self.rows.get("articles", ())]
        names = {norm(name) for cell in cells for name in re.split("[、,;|]", cell)} - {""}
        self.report.tallies["reporters"] += Tally(
            len(gold & names), len(names - gold), len(gold - names)
        )
        here, line = self.article.id, "reporters"
        missed, wrong = sorted(gold - names), sorted(names - gold)
        self.findings += [
            Finding(article=here, line=line, verdict="missed", fact=name) for name in missed
        ]
        self.findings += [
            Finding(article=here, line=line, verdict="wrong", read=name) for name in wrong
        ]


# -------------------------------------------------------------- the rules of the tables


def _is_named(gold: Named, row: Row) -> int:
    return int(norm(row["name"]) in gold.names)


def _held(gold: Position, row: Row) -> int:
    """Person and title."""
    return int(norm(row["name"]) in gold.person and norm(row["title"]) in gold.title)


def _position(gold: Position, row: Row) -> int:
    """Person, title, and of what."""
    return int(_held(gold, row) and norm(row["of"]) in gold.of)


def _belongs(row: Row, event: Row) -> bool:
    """Whether a participation is one in an event: by IRI, without IRIs by name."""
    if row["event"] or event["event"]:
        return row["event"] == event["event"]
    return norm(row["event_name"]) == norm(event["name"])


def _loosened(fact: Participation, optional: set[str]) -> Participation:
    """Participants of an optional event are optional."""
    if fact.optional or fact.event not in optional:
        return fact
    return Participation(
        said=fact.said, words=fact.words, optional=True, event=fact.event,
        person=fact.person, roles=fact.roles,
    )  # fmt: skip


def _amount(gold: Amount, row: Row) -> int:
    """Value and unit; kind and subject make it better."""
    if norm_unit(row["unit"]) not in gold.units:
        return 0
    found = Stated(
        value=number(row["value"]),
        minimum=number(row["minimum"]),
        maximum=number(row["maximum"]),
    )
    said = row["qualifier"].strip()
    if not any(amount_agrees(value, gold.qualifier, found, said) for value in gold.values):
        return 0
    return 1 + _of_kind(gold, row) + 2 * _of_subject(gold, row)


def _of_kind(gold: Amount, row: Row) -> bool:
    return row["kind"].strip() in gold.kinds


def _of_subject(gold: Amount, row: Row) -> bool:
    return norm(row["of_name"]) in gold.of


def _amount_of(gold: Amount, row: Row) -> int:
    """Value, unit, kind and subject."""
    return _amount(gold, row) if _of_kind(gold, row) and _of_subject(gold, row) else 0


def _milestone(gold: Milestone, row: Row) -> int:
    """Project, kind and date; the status makes it better."""
    held = norm(row["project_name"]) in gold.project and row["kind"].strip() in gold.kinds
    if not held or row["date"].strip() not in gold.dates:
        return 0
    return 2 if row["status"].strip() in gold.statuses else 1


def _stage_held(gold: Milestone, row: Row) -> int:
    """Project, kind, date and status."""
    return int(_milestone(gold, row) == 2)


def _location(gold: Location, row: Row) -> int:
    return int(norm(row["of_name"]) in gold.of and norm(row["place_name"]) in gold.place)


# ---------------------------------------------------------------------------- wording


def _describe(table: str, row: Mapping[str, str]) -> str:
    """A row in one line, without IRIs."""
    hidden = _IRIS - {"of"} if table == "positions" else _IRIS
    kept = (name for name in COLUMNS[table] if name not in hidden and row[name])
    return " | ".join(f"{name}={row[name]}" for name in kept)


def _passage(row: Mapping[str, str]) -> Passage | None:
    """The evidence of a row, its very words marked."""
    text = row.get("evidence", "")
    if not text:
        return None
    begin, end, left, right = (
        int(cell) if (cell := row.get(name, "")).isdecimal() else None
        for name in ("begin", "end", "focus_begin", "focus_end")
    )
    if begin is None or left is None or right is None or not begin <= left < right <= (end or 0):
        return Passage(text=text, begin=begin, end=end)
    return Passage(text=text, begin=begin, end=end, marks=((left - begin, right - begin),))
