"""Turns rows of the store into the words, facts and evidence of nodes and edges."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import combinations, groupby
from typing import Any

from qjgraph.rdf.vocab import CODES, code_of
from qjgraph.view.facts import Evidence, Fact, Words
from qjgraph.view.reader import Reader, Relation, Row, Thing

#: What the kinds of nodes are called.
KINDS: dict[str, Words] = {
    "person": Words("人物", "person"),
    "organization": Words("机构", "organization"),
    "place": Words("地点", "place"),
    "event": Words("活动", "event"),
    "project": Words("项目", "project"),
    "phase": Words("项目分期", "project phase"),
    "policy": Words("政策", "policy"),
    "amount": Words("金额", "amount"),
    "done": Words("实现的节点", "stage met"),
    "ongoing": Words("推进中的节点", "stage under way"),
    "planned": Words("承诺的节点", "stage promised"),
    "post": Words("职务", "post"),
    "series": Words("会议系列", "series"),
    "presence": Words("出席", "presence"),
}
#: Kinds of nodes that are projects; kinds of milestones, named by their status.
PROJECTS, STATUSES = ("project", "phase"), ("done", "ongoing", "planned")

#: What the units of money are called after a number.
CURRENCIES = {
    "CNY": "元", "USD": "美元", "EUR": "欧元", "JPY": "日元", "HKD": "港元", "GBP": "英镑",
}  # fmt: skip
_MONEY = re.compile("[元圆币¥￥$€£]")
_QUARTERS = {"33": "一", "34": "二", "35": "三", "36": "四"}
_POST = Words("职务", "post")
_MAIN = Words("本报道的活动", "reported event")
_OTHER = Words("提及的活动", "mentioned event")
_UNDATED = Words("日期不详", "undated")


# ------------------------------------------------------------------------------- nodes


def node(thing: Thing) -> dict[str, Any]:
    """The attributes of an entity's node."""
    return {
        "label": thing.label,
        "kind": thing.kind,
        "type": thing.type,
        "words": thing.type_words if thing.type else KINDS[thing.kind],
        "iri": thing.iri,
        "names": thing.names,
        "facts": [],
        "evidence": (),
        "center": False,
        "code": thing.code,
        "point": thing.point,
    }


def state(reader: Reader, node: dict[str, Any], kind: str, rows: Sequence[Row]) -> None:
    """Adds to a node what rows of a kind of statement say of it."""
    if kind == "mention":
        node["evidence"] = reader.evidences(rows)
        return
    maker = {"occurrence": _occurrence, "quantity": _quantity, "milestone": _milestone}
    make = maker.get(kind, _post)

    def key(row: Row) -> tuple[int, Words, Words, str, tuple[str, ...], tuple[str, str]]:
        name, value = make(reader, row)
        days = (row.get("earliest", ""), row.get("latest", ""))
        return (_rank(row), name, value, row.get("unit", ""), _codes(row), days)

    for (_, name, value, unit, codes, days), found in groupby(sorted(rows, key=key), key):
        evidence = reader.evidences(list(found))
        node["facts"].append(Fact(
            kind=kind, name=name, value=value, evidence=evidence, unit=unit, codes=codes, days=days,
        ))  # fmt: skip


def _codes(row: Row) -> tuple[str, ...]:
    return tuple(code_of(row[name]) for name in ("role", "status") if name in row)


def _rank(row: Row) -> int:
    """Codes in the order of their list: money before counts, signing before completion."""
    scheme, _, code = row.get("role", "").rpartition("/")[2].partition("-")
    codes = CODES.get(scheme, ())
    return codes.index(code) if code in codes else len(codes)


def _occurrence(reader: Reader, row: Row) -> tuple[Words, Words]:
    name = _MAIN if row["main"] == "true" else _OTHER
    when = date_words(row) or _UNDATED
    if "session" not in row:
        return name, when
    return name, Words(f"{when.zh} · 第{row['session']}次", f"{when.en} · session {row['session']}")


def _quantity(reader: Reader, row: Row) -> tuple[Words, Words]:
    """An amount as written; a bare number of a table gets its sum, and so does English."""
    written, use = row["verbatim"], row.get("use", "")
    zh = en = written
    if "value" in row and row["unit"] in CURRENCIES:
        value = float(row["value"])
        en = f"{written} ({row['unit']} {_size(value)})"
        if not _MONEY.search(written):
            zh = f"{written} ({_sum(value)}{CURRENCIES[row['unit']]})"
    if use:
        zh, en = f"{zh} ({use})", f"{en} ({use})"
    return reader.words(row["role"]), Words(zh, en)


def _sum(value: float) -> str:
    """A sum as a Chinese paper writes it: 1.2亿, 4500万."""
    for size, name in ((1e8, "亿"), (1e4, "万")):
        if abs(value) >= size:
            return f"{value / size:.10g}{name}"
    return f"{value:.10g}"


def _size(value: float) -> str:
    """A sum as an English paper writes it: 4.3 billion, 45 million."""
    for size, name in ((1e9, "billion"), (1e6, "million")):
        if abs(value) >= size:
            return f"{value / size:.10g} {name}"
    return f"{value:,.10g}"


def _milestone(reader: Reader, row: Row) -> tuple[Words, Words]:
    status = reader.words(row["status"])
    parts = [date_words(row), status]
    if "progress" in row:
        parts.insert(1, Words.same(f"{float(row['progress']):g}%"))
    told = [words for words in parts if words]
    return reader.words(row["role"]), Words(
        " · ".join(words.zh for words in told), " · ".join(words.en for words in told)
    )


def _post(reader: Reader, row: Row) -> tuple[Words, Words]:
    body = reader.thing(row["target"]) if "target" in row else None
    title = title_words(reader, row)
    where = f" · {body.label}" if body else ""
    return _POST, Words(title.zh + where, title.en + where)


def posts(reader: Reader, rows: Sequence[Row]) -> list[Fact]:
    """A person's posts as facts."""
    told: dict[str, Any] = {"facts": []}
    state(reader, told, "membership", rows)
    facts: list[Fact] = told["facts"]
    return facts


def value_node(fact: Fact) -> tuple[dict[str, Any], dict[str, Any]]:
    """A node for a sum or stage of a project, and the edge that leads to it."""
    money = fact.kind == "quantity"
    name, value = fact.name, fact.value
    label = value if money else Words(f"{name.zh} {value.zh}", f"{name.en} {value.en}")
    told = made(fact.evidence[0].claim, "amount" if money else fact.codes[1], label, fact.evidence)
    told.update(type=fact.unit, words=name, facts=[fact])
    words = name if money else Words(*(text.rpartition(" · ")[2] for text in value.pair))
    return told, tie(fact.kind, "", words, fact.evidence)


def made(iri: str, kind: str, label: Words, evidence: Sequence[Evidence]) -> dict[str, Any]:
    """The attributes of a node that is no entity: a sum, a stage, a post, a series, a presence."""
    return {
        "label": label.zh,
        "label_en": label.en if label.en != label.zh else "",
        "kind": kind,
        "type": "",
        "words": KINDS[kind],
        "iri": iri,
        "names": (),
        "facts": [],
        "evidence": tuple(evidence),
        "center": False,
    }


# ------------------------------------------------------------------------------- edges


def role_key(row: Row) -> str:
    """The part of a row that tells one edge between two nodes from another."""
    role = row.get("role", "").rpartition("/")[2].partition("-")[2]
    return f"{row['title']}:{role}" if "title" in row else role


def edge(reader: Reader, relation: Relation, rows: Sequence[Row]) -> dict[str, Any]:
    """The attributes of an edge that rows of one role state."""
    row = rows[0]
    if "title" in row:
        words = title_words(reader, row)
    elif "role" in row:
        words = reader.words(row["role"])
    else:
        words = relation.words
    return tie(relation.kind, role_key(row), words, reader.evidences(rows))


def tie(kind: str, role: str, words: Words, evidence: Sequence[Evidence]) -> dict[str, Any]:
    """The attributes of an edge; its weight is the number of articles that state it."""
    return {
        "kind": kind,
        "role": role,
        "zh": words.zh,
        "en": words.en,
        "weight": max(1, len({item.article for item in evidence})),
        "facts": [],
        "evidence": tuple(evidence),
    }


def title_words(reader: Reader, row: Row) -> Words:
    """A post's title, with what became of it where that is more than holding it."""
    change = reader.words(row["role"])
    if role_key(row).endswith(":holds"):
        return Words.same(row["title"])
    return Words(f"{row['title']} ({change.zh})", f"{row['title']} ({change.en})")


# ----------------------------------------------------------------------- co-attendance


def pairs(rows: Sequence[Row]) -> Iterator[tuple[tuple[str, str], list[Row]]]:
    """Each two people of one event's rows, with their rows."""
    people: dict[str, list[Row]] = {}
    for row in rows:
        people.setdefault(row["source"], []).append(row)
    for one, other in combinations(sorted(people), 2):
        yield (one, other), people[one] + people[other]


def event_dates(reader: Reader) -> dict[str, Words]:
    """The day of each event that has one."""
    dates: dict[str, Words] = {}
    for row in reader.statements("occurrence"):
        if words := date_words(row):
            dates.setdefault(row["source"], words)
    return dates


def meeting(reader: Reader, event: str, rows: Sequence[Row], dates: dict[str, Words]) -> Fact:
    """An event that two people attended."""
    thing = reader.thing(event)
    return Fact(
        kind="event",
        name=Words.same(thing.label if thing else event),
        value=dates.get(event, _UNDATED),
        evidence=reader.evidences(rows),
    )


def coattendance(facts: Sequence[Fact]) -> dict[str, Any]:
    """The attributes of an edge between two people who met."""
    count = len(facts)
    words = Words(f"同场 {count} 次", f"{count} event" + ("s" if count > 1 else ""))
    told = tie("coattendance", "", words, ())
    told["weight"] = count
    told["facts"] = sorted(facts, key=lambda fact: (fact.value.zh, fact.name.zh))
    return told


# ------------------------------------------------------------------------------- dates


def date_words(row: Row) -> Words | None:
    """A row's date in words: from EDTF, else its wording, else its bounds; None without."""
    if "edtf" in row:
        return edtf_words(row["edtf"])
    if "wording" in row:
        return Words.same(row["wording"])
    bounds = (row.get("earliest", ".."), row.get("latest", ".."))
    return None if bounds == ("..", "..") else edtf_words("/".join(bounds))


def edtf_words(edtf: str) -> Words:
    """An EDTF date or interval as one reads it: `2026-35` is 2026年第三季度, `../X` 截至X."""
    begin, slash, end = edtf.partition("/")
    if not slash:
        return _day_words(begin)
    if begin in ("", ".."):
        last = _day_words(end)
        return Words(f"截至 {last.zh}", f"by {last.en}")
    first = _day_words(begin)
    if end in ("", ".."):
        return Words(f"{first.zh} 起", f"from {first.en}")
    last = _day_words(end)
    return Words(f"{first.zh} 至 {last.zh}", f"{first.en} to {last.en}")


def _day_words(edtf: str) -> Words:
    year, _, rest = edtf.partition("-")
    if rest in _QUARTERS:
        return Words(f"{year}年第{_QUARTERS[rest]}季度", f"Q{int(rest) - 32} {year}")
    if year == "XXXX":
        return Words(f"{rest} (年份不详)", f"{rest} (year unknown)")
    return Words.same(edtf)
