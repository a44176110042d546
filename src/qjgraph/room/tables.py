"""The tables of a thing's page: which claims tell of it, and what each row shows.

A table is a pattern that binds `?claim` and what its columns show, with `?this` for the
thing.  Rows that show the same are one line with several claims behind it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from pyoxigraph import NamedNode

from qjgraph.query.results import plain
from qjgraph.room.pages import Cell, Column, Line, Table, Words
from qjgraph.view.reader import Reader, Row
from qjgraph.view.tell import date_words

#: Lines that a page shows of a table; the CSV holds all.
SHOWN = 200
#: Claims that a line shows; their number is told.
SHOWN_CLAIMS = 10


@dataclass(frozen=True, slots=True, kw_only=True)
class Field:
    """A column and how its cell is made of a row: a `thing`, a `code`, a `text`, a `date`.

    Attributes:
        name: of the variable, and of the column in data.
    """

    name: str
    kind: str
    words: Words


@dataclass(frozen=True, slots=True, kw_only=True)
class Made:
    """A kind of table.

    Attributes:
        name: in data and in addresses.
        words: its heading.
        kinds: the kinds of things on whose pages it stands.
        pattern: SPARQL with `?this`, `?claim` and the fields' variables.
        fields: the columns.
        seen: whether first and last day and the number of articles follow.
        by: the column that orders the lines, the latest first; empty for the day they were
            last printed.
        onward: whether the earliest stands first, as on a timeline.
    """

    name: str
    words: Words
    kinds: tuple[str, ...]
    pattern: str
    fields: tuple[Field, ...]
    seen: bool = True
    by: str = ""
    onward: bool = False


def _field(name: str, kind: str, zh: str, en: str) -> Field:
    return Field(name=name, kind=kind, words=Words(zh, en))


_DATE = (
    "OPTIONAL { ?claim qj:date ?date . OPTIONAL { ?date qj:edtf ?edtf } "
    "OPTIONAL { ?date qj:earliest ?earliest } OPTIONAL { ?date qj:latest ?latest } } "
    "OPTIONAL { ?claim qj:dateVerbatim ?wording }"
)
_PROJECTS = ("project", "phase")
_ALL = ("person", "organization", "place", "event", "project", "phase", "policy")

TABLES: tuple[Made, ...] = (
    Made(
        name="posts", words=Words("职务", "Posts"), kinds=("person",),
        pattern="?claim a org:Membership ; org:member ?this ; qj:title ?title ; "
        "qj:change ?change . OPTIONAL { ?claim qj:of ?body }",
        fields=(
            _field("title", "text", "职务", "post"), _field("body", "thing", "单位", "body"),
            _field("change", "code", "变动", "change"),
        ),
    ),
    Made(
        name="members", words=Words("人员", "People"), kinds=("organization", "place"),
        pattern="?claim a org:Membership ; qj:of ?this ; org:member ?person ; qj:title ?title ; "
        "qj:change ?change .",
        fields=(
            _field("person", "thing", "姓名", "person"), _field("title", "text", "职务", "post"),
            _field("change", "code", "变动", "change"),
        ),
    ),
    Made(
        name="when", words=Words("时间", "When"), kinds=("event",),
        pattern=f"?claim a qj:Occurrence ; qj:event ?this . {_DATE} "
        "OPTIONAL { ?claim qj:series ?series } OPTIONAL { ?claim qj:session ?session }",
        fields=(
            _field("date", "date", "日期", "date"), _field("series", "text", "系列", "series"),
            _field("session", "text", "第几次", "session"),
        ),
    ),
    Made(
        name="participants", words=Words("参加者", "Participants"), kinds=("event",),
        pattern="?claim a qj:Participation ; qj:event ?this ; qj:person ?person ; qj:role ?role . "
        "OPTIONAL { ?claim qj:listIndex ?index }",
        fields=(
            _field("person", "thing", "姓名", "person"), _field("role", "code", "角色", "role"),
            _field("index", "number", "名单位次", "place in list"),
        ),
        seen=False, by="index", onward=True,
    ),
    Made(
        name="events", words=Words("活动", "Events"), kinds=("person",),
        pattern="?claim a qj:Participation ; qj:person ?this ; qj:event ?event ; qj:role ?role .",
        fields=(
            _field("event", "thing", "活动", "event"), _field("event_day", "day", "日期", "date"),
            _field("role", "code", "角色", "role"),
        ),
        seen=False, by="event_day",
    ),
    Made(
        name="milestones", words=Words("进度", "Timeline"), kinds=_PROJECTS,
        pattern=f"?claim a qj:Milestone ; qj:project ?this ; qj:stage ?stage ; "
        f"qj:status ?status . OPTIONAL {{ ?claim qj:progress ?progress }} {_DATE}",
        fields=(
            _field("stage", "code", "节点", "stage"), _field("status", "code", "状态", "status"),
            _field("date", "date", "日期", "date"),
            _field("progress", "number", "进度（%）", "progress (%)"),
        ),
        by="date", onward=True,
    ),
    Made(
        name="amounts", words=Words("数额", "Amounts"), kinds=_ALL,
        pattern="?claim a qj:Quantity ; qj:of ?this ; qj:kind ?kind ; qj:verbatim ?verbatim ; "
        "qj:unit ?unit . OPTIONAL { ?claim qj:use ?use } OPTIONAL { ?claim qj:value ?value } "
        "OPTIONAL { ?claim qj:qualifier ?qualifier }",
        fields=(
            _field("kind", "code", "类别", "kind"),
            _field("verbatim", "text", "原文", "as written"),
            _field("value", "number", "数值", "value"), _field("unit", "text", "单位", "unit"),
            _field("qualifier", "code", "限定", "qualifier"),
            _field("use", "text", "用途", "use"),
        ),
    ),
    Made(
        name="involved", words=Words("参与方", "Who is involved"), kinds=_PROJECTS,
        pattern="?claim a qj:Involvement ; qj:project ?this ; qj:agent ?agent ; qj:role ?role .",
        fields=(
            _field("agent", "thing", "参与方", "who"), _field("role", "code", "角色", "role"),
        ),
    ),
    Made(
        name="projects", words=Words("项目", "Projects"), kinds=("person", "organization"),
        pattern="?claim a qj:Involvement ; qj:agent ?this ; qj:project ?project ; qj:role ?role .",
        fields=(
            _field("project", "thing", "项目", "project"), _field("role", "code", "角色", "role"),
        ),
    ),
    Made(
        name="topics", words=Words("议题", "Topics"), kinds=("event",),
        pattern="?claim a qj:Topic ; qj:event ?this ; qj:about ?about ; qj:manner ?manner .",
        fields=(
            _field("about", "thing", "内容", "about"), _field("manner", "code", "方式", "manner"),
        ),
        seen=False,
    ),
    Made(
        name="discussed", words=Words("在哪些活动上谈及", "Where it was on the agenda"),
        kinds=("organization", "place", "project", "phase", "policy"),
        pattern="?claim a qj:Topic ; qj:about ?this ; qj:event ?event ; qj:manner ?manner .",
        fields=(
            _field("event", "thing", "活动", "event"), _field("event_day", "day", "日期", "date"),
            _field("manner", "code", "方式", "manner"),
        ),
        seen=False, by="event_day",
    ),
    Made(
        name="places", words=Words("地点", "Places"),
        kinds=("organization", "event", "project", "phase"),
        pattern="?claim a qj:Location ; qj:of ?this ; qj:place ?place ; qj:relation ?relation .",
        fields=(
            _field("place", "thing", "地点", "place"),
            _field("relation", "code", "关系", "relation"),
        ),
    ),
    Made(
        name="here", words=Words("此地的活动与项目", "What is here"), kinds=("place",),
        pattern="?claim a qj:Location ; qj:place ?this ; qj:of ?thing ; qj:relation ?relation .",
        fields=(
            _field("thing", "thing", "名称", "what"),
            _field("relation", "code", "关系", "relation"),
        ),
    ),
    Made(
        name="quotes", words=Words("引述", "Quoted"), kinds=("person",),
        pattern="?claim qj:attributedTo ?this ; a ?class .",
        fields=(_field("sentence", "sentence", "原文", "sentence"),),
        seen=False,
    ),
    Made(
        name="articles", words=Words("报道", "Articles"), kinds=_ALL,
        pattern="?claim a qj:Mention ; qj:entity ?this .",
        fields=(
            _field("article", "article", "标题", "title"),
            _field("paper", "text", "报纸", "paper"),
            _field("published", "text", "日期", "date"),
        ),
        seen=False,
    ),
)  # fmt: skip

#: What each row needs to be sorted; what else a shown one needs is asked for those alone.
_COMMON = " ?claim qj:evidence ?span . ?span dct:isPartOf ?article . "
_PRINTED = " OPTIONAL { ?article qj:published ?published } OPTIONAL { ?article qj:source ?paper }"
_READING = (
    "?claim qj:rule ?rule ; qj:confidence ?confidence . OPTIONAL { ?claim qj:focus ?focus } "
    "OPTIONAL { ?claim qj:attributedTo ?by }"
)
_SEEN = (
    Column(name="first", words=Words("最早见报", "first seen")),
    Column(name="last", words=Words("最近见报", "last seen")),
    Column(name="articles", words=Words("报道数", "articles"), numeric=True),
)


def tables_of(reader: Reader, iri: str, kind: str, *, most: int = SHOWN) -> Iterator[Table]:
    """The tables of a thing's page that have lines, in the order of `TABLES`.

    Args:
        reader: of the graph.
        iri: the thing.
        kind: what it is.
        most: lines of each.
    """
    for made in TABLES:
        if kind in made.kinds and (table := _table(reader, made, iri, most)).lines:
            yield table


def _table(reader: Reader, made: Made, iri: str, most: int) -> Table:
    required, optional, rest = made.pattern.partition("OPTIONAL")
    rows = list(reader.ask(required + _COMMON + optional + rest + _PRINTED, this=iri))
    groups: dict[tuple[str, ...], list[Row]] = {}
    for row in sorted(rows, key=_row_order):
        groups.setdefault(_key(made, row), []).append(row)
    ordered = _ordered(made, list(groups.values()))
    shown = _by_event(reader, made, ordered[:most])
    reading = _reading(reader, shown)
    columns = tuple(
        Column(name=each.name, words=each.words, numeric=each.kind == "number")
        for each in made.fields
    )
    return Table(
        name=made.name, words=made.words, columns=columns + (_SEEN if made.seen else ()),
        lines=tuple(_line(reader, made, group, reading) for group in shown), total=len(ordered),
    )  # fmt: skip


def _key(made: Made, row: Row) -> tuple[str, ...]:
    """What a line shows of a row: rows alike in it are one line."""
    shown = []
    for each in made.fields:
        if each.kind == "date":
            shown += [row.get(name, "") for name in ("edtf", "earliest", "latest", "wording")]
        elif each.kind == "sentence":
            shown.append(row["span"])
        elif each.kind != "day":
            shown.append(row.get(each.name, ""))
    return tuple(shown)


def _ordered(made: Made, groups: Sequence[Sequence[Row]]) -> list[Sequence[Row]]:
    """The lines in the order of their column, else of the day they were last printed."""
    ordered = sorted(groups, key=_newest, reverse=not made.onward)
    if made.by == "date":
        ordered.sort(key=lambda group: _bound(group[0]), reverse=not made.onward)
    elif made.by == "index":
        ordered.sort(key=lambda group: int(group[0].get("index", 0)))
    return ordered


def _by_event(reader: Reader, made: Made, shown: list[Sequence[Row]]) -> list[Sequence[Row]]:
    """The shown lines by the day of their event, where that is their column."""
    if made.by != "event_day":
        return shown

    def day(group: Sequence[Row]) -> str:
        held = reader.statements("occurrence", source=group[0]["event"])
        return min((_bound(row) for row in held if "date" in row), default="")

    return sorted(shown, key=day, reverse=not made.onward)


def _bound(row: Row) -> str:
    """The last day that a row's date allows; what is undated stands behind all."""
    return row.get("latest") or row.get("earliest") or "9999"


def _reading(reader: Reader, shown: Sequence[Sequence[Row]]) -> dict[str, Row]:
    """How the claims of the shown lines were read, by one question."""
    claims = sorted({row["claim"] for group in shown for row in group[:SHOWN_CLAIMS]})
    values = " ".join(str(NamedNode(claim)) for claim in claims)
    found = reader.ask(f"VALUES ?claim {{ {values} }} {_READING}") if claims else ()
    return {row["claim"]: row for row in found}


def _row_order(row: Row) -> tuple[str, str, str]:
    return row.get("published", ""), row["span"], row["claim"]


def _newest(group: Sequence[Row]) -> tuple[str, str, str]:
    return max(map(_row_order, group))


def _line(reader: Reader, made: Made, group: Sequence[Row], reading: Mapping[str, Row]) -> Line:
    read = [{**row, **reading[row["claim"]]} for row in group[:SHOWN_CLAIMS]]
    cells = tuple(_CELLS[each.kind](reader, each, read[0]) for each in made.fields)
    if made.seen:
        days = [row["published"] for row in group if "published" in row]
        articles = len({row["article"] for row in group})
        seen = (min(days, default=""), max(days, default=""), str(articles))
        cells += tuple(Cell(words=Words.same(each)) for each in seen)
    return Line(
        cells=cells, evidence=reader.evidences(read), claims=len({row["claim"] for row in group})
    )


# ------------------------------------------------------------------------------- cells


def _text(reader: Reader, field: Field, row: Row) -> Cell:
    return Cell(words=Words.same(row.get(field.name, "")))


def _number(reader: Reader, field: Field, row: Row) -> Cell:
    return Cell(words=Words.same(plain(row[field.name]) if field.name in row else ""))


def _thing(reader: Reader, field: Field, row: Row) -> Cell:
    iri = row.get(field.name, "")
    thing = reader.thing(iri) if iri else None
    return Cell(words=Words.same(thing.label if thing else iri), iri=iri if thing else "")


def _code(reader: Reader, field: Field, row: Row) -> Cell:
    iri = row.get(field.name, "")
    return Cell(words=reader.words(iri) if iri else Words.same(""))


def _date(reader: Reader, field: Field, row: Row) -> Cell:
    return Cell(words=date_words(row) or Words.same(""))


def _day(reader: Reader, field: Field, row: Row) -> Cell:
    """The day of a row's event."""
    dated = (date_words(each) for each in reader.statements("occurrence", source=row["event"]))
    return Cell(words=next(filter(None, dated), Words.same("")))


def _sentence(reader: Reader, field: Field, row: Row) -> Cell:
    return Cell(words=Words.same(reader.evidence(row).sentence))


def _article(reader: Reader, field: Field, row: Row) -> Cell:
    found = reader.evidence(row)
    return Cell(words=Words.same(found.title or found.id), iri=found.article)


_CELLS: dict[str, Callable[[Reader, Field, Row], Cell]] = {
    "text": _text, "number": _number, "thing": _thing, "code": _code, "date": _date, "day": _day,
    "sentence": _sentence, "article": _article,
}  # fmt: skip
