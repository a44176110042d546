"""Reading of an opened store: the rows of each kind of claim, with names and sentences.

A whole graph is read by one scan a question, the surroundings of a node by small lookups.
A term reaches a query as VALUES, in the store's own writing of it, which checks IRIs and
escapes texts; the engine joins from there, while a substituted variable makes it scan
(measured on 560,000 quads: 0.6 ms against 180 ms).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import groupby
from typing import Any, Protocol

from pyoxigraph import Literal, NamedNode

from qjgraph.rdf.vocab import PREFIXES, code_of
from qjgraph.view.facts import Evidence, Words

Row = Mapping[str, str]


class Queryable(Protocol):
    """What a projection needs of a store; `pyoxigraph.Store` has it."""

    def query(self, query: str, *, prefixes: Any = None, substitutions: Any = None) -> Any:
        """The answer of a SPARQL query."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Relation:
    """A kind of claim that ties two things.

    Attributes:
        kind: name of the kind of edge.
        pattern: SPARQL that binds `?claim`, `?source`, `?target` and may bind `?role`
            and further variables.
        words: what the kind is called.
    """

    kind: str
    pattern: str
    words: Words
    claimed: bool = True


RELATIONS: tuple[Relation, ...] = (
    Relation(
        kind="membership",
        pattern="?claim a org:Membership ; org:member ?source ; qj:of ?target ; "
        "qj:title ?title ; qj:change ?role . OPTIONAL { ?claim qj:post ?post }",
        words=Words("任职", "post"),
    ),
    Relation(
        kind="participation",
        pattern="?claim a qj:Participation ; qj:person ?source ; qj:event ?target ; "
        "qj:role ?role . OPTIONAL { ?claim qj:listIndex ?index }",
        words=Words("参与", "takes part"),
    ),
    Relation(
        kind="topic",
        pattern="?claim a qj:Topic ; qj:event ?source ; qj:about ?target ; qj:manner ?role .",
        words=Words("议题", "topic"),
    ),
    Relation(
        kind="location",
        pattern="?claim a qj:Location ; qj:of ?source ; qj:place ?target ; qj:relation ?role .",
        words=Words("地点", "location"),
    ),
    Relation(
        kind="involvement",
        pattern="?claim a qj:Involvement ; qj:agent ?source ; qj:project ?target ; qj:role ?role .",
        words=Words("项目角色", "involvement"),
    ),
    Relation(
        kind="part",
        pattern="?source dct:isPartOf ?target ; a ?sourceClass . ?target a ?targetClass . "
        "FILTER(?sourceClass IN (qj:Place, qj:Organization, qj:Project, qj:Event)) "
        "FILTER(?targetClass IN (qj:Place, qj:Organization, qj:Project, qj:Event))",
        words=Words("隶属", "part of"),
        claimed=False,
    ),
)

#: Claims that say something about one thing.
STATEMENTS: dict[str, str] = {
    "mention": "?claim a qj:Mention ; qj:entity ?source .",
    "occurrence": "?claim a qj:Occurrence ; qj:event ?source ; qj:main ?main . "
    "OPTIONAL { ?claim qj:date ?date . OPTIONAL { ?date qj:edtf ?edtf } "
    "OPTIONAL { ?date qj:earliest ?earliest } OPTIONAL { ?date qj:latest ?latest } } "
    "OPTIONAL { ?claim qj:dateVerbatim ?wording } "
    "OPTIONAL { ?claim qj:series ?series } OPTIONAL { ?claim qj:session ?session }",
    "milestone": "?claim a qj:Milestone ; qj:project ?source ; qj:stage ?role ; "
    "qj:status ?status . OPTIONAL { ?claim qj:progress ?progress } "
    "OPTIONAL { ?claim qj:dateVerbatim ?wording } "
    "OPTIONAL { ?claim qj:date ?date . OPTIONAL { ?date qj:edtf ?edtf } "
    "OPTIONAL { ?date qj:earliest ?earliest } OPTIONAL { ?date qj:latest ?latest } }",
    "quantity": "?claim a qj:Quantity ; qj:of ?source ; qj:kind ?role ; "
    "qj:verbatim ?verbatim ; qj:unit ?unit . OPTIONAL { ?claim qj:use ?use } "
    "OPTIONAL { ?claim qj:value ?value }",
    "title": "?claim a org:Membership ; org:member ?source ; qj:title ?title ; "
    "qj:change ?role . FILTER NOT EXISTS { ?claim qj:of ?body }",
}

_READING = "?claim qj:evidence ?span ; qj:rule ?rule ; qj:confidence ?confidence . "
_DETAILS = " OPTIONAL { ?claim qj:focus ?focus } OPTIONAL { ?claim qj:attributedTo ?by }"
_SPANS = (
    "?span nif:anchorOf ?text ; nif:beginIndex ?begin ; nif:endIndex ?end ; dct:isPartOf ?article ."
)
_ARTICLES = (
    "?article a qj:Article ; dct:identifier ?id . OPTIONAL { ?article dct:title ?title } "
    "OPTIONAL { ?article qj:published ?date } OPTIONAL { ?article qj:source ?source }"
)
_THINGS = (
    "?thing a ?class ; rdfs:label ?label . FILTER(?class IN (qj:Person, qj:Organization, "
    "qj:Place, qj:Event, qj:Project, qj:ProjectPhase, qj:Policy)) "
    "OPTIONAL { ?thing qj:type ?type } OPTIONAL { ?thing qj:code ?code } "
    "OPTIONAL { ?thing geo:lat ?lat } OPTIONAL { ?thing geo:long ?long }"
)
_OTHER_NAMES = "?thing skos:altLabel ?name ."
_DAYS = (
    "?claim a qj:Occurrence ; qj:event ?event ; qj:date ?date . "
    "OPTIONAL { ?date qj:earliest ?earliest } OPTIONAL { ?date qj:latest ?latest }"
)
_CODES = "?code skos:prefLabel ?label . BIND(LANG(?label) AS ?lang)"


@dataclass(frozen=True, slots=True, kw_only=True)
class Thing:
    """An entity of the graph.

    Attributes:
        kind: `person`, `organization`, `place`, `event`, `project`, `phase` or `policy`.
        type: bare code of its type, may be empty.
        names: further names, sorted.
    """

    iri: str
    kind: str
    label: str
    type: str
    type_words: Words
    code: str
    point: tuple[float, float] | None
    names: tuple[str, ...]


def _kind(classes: set[str]) -> str:
    names = {name.rpartition("#")[2] for name in classes}
    return "phase" if "ProjectPhase" in names else min(names).lower()


@dataclass(slots=True)
class Reader:
    """Looks things up in a store and remembers them.

    Args:
        store: an opened `pyoxigraph.Store`.
        bulk: read spans, articles and things by one scan each, for a whole graph.
        since, until: keep only claims of this time, both inclusive: the day of the event
            they tell of, else the day the article was published.
    """

    store: Queryable
    bulk: bool = True
    since: date | None = None
    until: date | None = None
    _undated: set[str] = field(default_factory=set)
    _rows_of: dict[tuple[str, ...], list[Row]] = field(default_factory=dict)
    _spans: dict[str, Row] = field(default_factory=dict)
    _articles: dict[str, Row] = field(default_factory=dict)
    _things: dict[str, Thing | None] = field(default_factory=dict)
    _codes: dict[str, dict[str, str]] = field(default_factory=dict)
    _days: dict[str, tuple[str, str]] = field(default_factory=dict)
    _scanned: set[str] = field(default_factory=set)

    # ------------------------------------------------------------------------- asking

    def ask(self, pattern: str, **terms: str | Literal) -> Iterator[Row]:
        """The solutions of a pattern; keyword arguments fix variables to IRIs or literals.

        Raises:
            ValueError: a text that is no IRI, or one that UTF-8 cannot hold.
        """
        fixed = "".join(
            f"VALUES ?{name} {{ {NamedNode(term) if isinstance(term, str) else term} }} "
            for name, term in terms.items()
        )
        answer = self.store.query(f"SELECT * WHERE {{ {fixed}{pattern} }}", prefixes=PREFIXES)
        names = [variable.value for variable in answer.variables]
        for solution in answer:
            yield {
                name: term.value
                for name, term in zip(names, solution, strict=True)
                if term is not None
            }

    def relations(self, relation: Relation, **terms: str) -> list[Row]:
        """The rows of a kind of edge, all or those of a `source` or `target`, in order."""
        pattern = _read(relation.pattern) if relation.claimed else relation.pattern
        return self._rows(pattern, terms)

    def statements(self, kind: str, **terms: str) -> list[Row]:
        """The rows of a kind of statement, all or those about a `source`, in order."""
        return self._rows(_read(STATEMENTS[kind]), terms)

    def _rows(self, pattern: str, terms: Mapping[str, str]) -> list[Row]:
        key = (pattern, *terms, *terms.values())
        if key not in self._rows_of:
            found = (row for row in self.ask(pattern, **terms) if self._within(row))
            self._rows_of[key] = sorted(found, key=_row_order)
        return self._rows_of[key]

    # -------------------------------------------------------------------------- time

    @property
    def undated(self) -> int:
        """How many claims that were asked for are left out since they have no day."""
        return len(self._undated)

    def _within(self, row: Row) -> bool:
        if (self.since is None and self.until is None) or "claim" not in row:
            return True
        first, last = self._days_of(row)
        if not first and not last:
            self._undated.add(row["claim"])
            return False
        return not (
            (self.since and (last or "9999") < self.since.isoformat())
            or (self.until and first > self.until.isoformat())
        )

    def _days_of(self, row: Row) -> tuple[str, str]:
        for end in ("source", "target"):
            if end in row and (days := self._event_days(row[end])) != ("", ""):
                return days
        day = self._article(self._span(row["span"])["article"]).get("date", "")
        return (day, day)

    def _event_days(self, event: str) -> tuple[str, str]:
        if self.bulk and "days" not in self._scanned:
            self._scanned.add("days")
            for known, rows in groupby(sorted(self.ask(_DAYS), key=_event), _event):
                self._days[known] = _bounds(list(rows))
        if event not in self._days:
            found = [] if self.bulk else list(self.ask(_DAYS, event=event))
            self._days[event] = _bounds(found)
        return self._days[event]

    # ----------------------------------------------------------------------- look-ups

    def thing(self, iri: str) -> Thing | None:
        """The entity of an IRI; None for what is no entity."""
        if iri not in self._things and self.bulk:
            self._scan_things()
        if iri not in self._things:
            self._things[iri] = self._make(iri, list(self.ask(_THINGS, thing=iri)))
        return self._things[iri]

    def is_a(self, iri: str, kind: str) -> bool:
        """Whether it is an entity of that kind."""
        thing = self.thing(iri)
        return thing is not None and thing.kind == kind

    def things(self) -> list[Thing]:
        """All entities, by IRI."""
        self._scan_things()
        return [thing for _, thing in sorted(self._things.items()) if thing]

    def words(self, iri: str) -> Words:
        """What a code is called; the bare code where the store has no name for it."""
        if not self._codes:
            for row in self.ask(_CODES):
                self._codes.setdefault(row["code"], {})[row.get("lang", "")] = row["label"]
            self._codes.setdefault("", {})
        names = self._codes.get(iri, {})
        bare = code_of(iri)
        return Words(names.get("zh", bare), names.get("en", bare))

    def evidence(self, row: Row) -> Evidence:
        """The sentence, article and rule behind a row."""
        span = self._span(row["span"])
        article = self._article(span["article"])
        begin, end = int(span["begin"]), int(span["end"])
        speaker = self.thing(row["by"]) if "by" in row else None
        return Evidence(
            claim=row["claim"],
            sentence=span["text"],
            article=span["article"],
            id=article.get("id", ""),
            title=article.get("title", ""),
            date=article.get("date", ""),
            source=article.get("source", ""),
            begin=begin,
            end=end,
            focus=_focus(row.get("focus", ""), begin, end),
            rule=row["rule"].rpartition("/")[2],
            confidence=float(row["confidence"]),
            by=speaker.label if speaker else "",
            days=self._days_of(row),
        )

    def evidences(self, rows: Sequence[Row]) -> tuple[Evidence, ...]:
        """The evidence of several rows, each claim once, by date and place."""
        found = {row["claim"]: self.evidence(row) for row in rows if "claim" in row}
        return tuple(sorted(found.values(), key=lambda item: item.order))

    def _span(self, iri: str) -> Row:
        return self._look(self._spans, "span", _SPANS, iri)

    def _article(self, iri: str) -> Row:
        return self._look(self._articles, "article", _ARTICLES, iri)

    def _look(self, known: dict[str, Row], name: str, query: str, iri: str) -> Row:
        if iri not in known and self.bulk and name not in self._scanned:
            self._scanned.add(name)
            known.update((row[name], row) for row in self.ask(query))
        if iri not in known:
            known[iri] = next(self.ask(query, **{name: iri}), {})
        return known[iri]

    def _scan_things(self) -> None:
        if "thing" in self._scanned:
            return
        self._scanned.add("thing")
        rows: dict[str, list[Row]] = {}
        for row in self.ask(_THINGS):
            rows.setdefault(row["thing"], []).append(row)
        names: dict[str, list[str]] = {}
        for row in self.ask(_OTHER_NAMES):
            names.setdefault(row["thing"], []).append(row["name"])
        for iri, found in rows.items():
            self._things[iri] = self._make(iri, found, names.get(iri, []))

    def _make(self, iri: str, rows: list[Row], names: list[str] | None = None) -> Thing | None:
        if not rows:
            return None
        if names is None:
            names = [row["name"] for row in self.ask(_OTHER_NAMES, thing=iri)]
        row = min(rows, key=lambda item: sorted(item.items()))
        return Thing(
            iri=iri,
            kind=_kind({item["class"] for item in rows}),
            label=row["label"],
            type=code_of(row["type"]) if "type" in row else "",
            type_words=self.words(row["type"]) if "type" in row else Words("", ""),
            code=row.get("code", ""),
            point=(float(row["lat"]), float(row["long"]))
            if "lat" in row and "long" in row
            else None,
            names=tuple(sorted({*names, *(item["label"] for item in rows)} - {row["label"]})),
        )


def _read(pattern: str) -> str:
    """The pattern of a claim with its reading.

    What must be there stands before all OPTIONAL parts: the engine would scan otherwise.
    """
    required, optional, rest = pattern.partition("OPTIONAL")
    return required + _READING + optional + rest + _DETAILS


def _event(row: Row) -> str:
    return row["event"]


def _bounds(rows: Sequence[Row]) -> tuple[str, str]:
    """The first and last day of all; empty where one is open."""
    first = min((row.get("earliest", "") for row in rows), default="")
    return first, max((row.get("latest", "") for row in rows), default="")


def _row_order(row: Row) -> tuple[str, str, str, list[tuple[str, str]]]:
    return (row.get("source", ""), row.get("target", ""), row.get("role", ""), sorted(row.items()))


def _focus(iri: str, begin: int, end: int) -> tuple[int, int] | None:
    first, _, last = iri.rpartition("#char=")[2].partition(",")
    if not (first.isdigit() and last.isdigit()):
        return None
    inside = begin <= int(first) < int(last) <= end
    return (int(first) - begin, int(last) - begin) if inside else None
