"""Quantities: what each amount of an article measures, and of what.

The kind comes from the words before the number (总投资, 占地) or from its unit; the subject from
the topic that the text keeps (see `subjects`).
"""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal
from functools import cache

import ahocorasick

from qjgraph.lexicon.tables import table, words
from qjgraph.model import AmountValue, Doc, Kind, Mention, Quantity
from qjgraph.relate.evidence import proof
from qjgraph.relate.speech import speech
from qjgraph.relate.subjects import Reader, reader
from qjgraph.relate.tables import Cells, cells
from qjgraph.relate.topic_things import Subject
from qjgraph.relate.topics import Topics

_SORTS = {
    "CNY": "money", "USD": "money", "EUR": "money", "JPY": "money", "HKD": "money",
    "m2": "area", "mu": "area", "ha": "area", "km2": "area", "km": "length", "m": "length",
    "t": "mass", "m3": "mass", "kg": "mass", "千瓦": "power", "兆瓦": "power", "percent": "percent",
}  # fmt: skip
_FALL = re.compile(
    r"(?:下降|回落|减少|降低|下滑|下浮|缩减|收窄|跌|负增长|低于|降)(?:了|约|近|幅度?为?|到|至|超过?|逾)?\s*$"
)
_RISE = re.compile(
    r"(?:增长|增加|增速|增幅|上升|提高|提升|上涨|增|升|涨)(?:了|约|近|至|到|达|为|超过?|逾|速度?为?|预期|目标|\s)*$"
)
#: Behind a percentage: 保持30%以上的快速增长.
_GROWING = re.compile(
    r"(?:以上|左右)?的?(?:快速|高速|较快|平稳|中高速|稳定|持续)?(?:增长|增速|增幅)"
)
_BARE = re.compile(r"(?:分别)?(?:为|达到?|是)")
_GREW = re.compile(r"(?:增幅|增速|增长)[^,。;]{0,6},$")
_SPEED = re.compile(r"/(?:小时|h|秒)|每小时")
_PLACES = re.compile(r"(?:两|[二三四五六七八九十]+|\d+)个?(?:[省市县区镇乡村]|社区|街道)")
#: Less money than this (CNY) is no investment in a project.
_COST = Decimal(100_000)
_PRODUCES = re.compile(
    r"(?:(?<![去今前明当近往每])年产(?!量)|日产|年处理|日处理|年加工|日加工|年供|日供|年产出)[^,。;\d]{0,8}$"
)
_JOINED = re.compile(r"[和、及与]")
_ONE_OF = re.compile(r"[^,。;]{0,16}之一")
_CRITERION = re.compile(
    r"(?:以上|以下|级|及以上)?的?(?:重大|重点|工业|产业|新?签约|新开工|在建)?(?:项目|企业|工程)"
)
_PRODUCED = re.compile(r"(?:年产|日产|日处理|年处理|年加工|日供水|年供)$")


def relate(doc: Doc, read: Reader | None = None) -> list[Quantity]:
    """The quantities of an article, in order; equal ones of one subject once."""
    read = read or reader(doc)
    covered = [
        (m.begin, m.end)
        for m in doc.mentions
        if m.kind in (Kind.EVENT, Kind.POLICY, Kind.ORGANIZATION, Kind.PLACE)
    ]
    found: list[Quantity] = []
    seen: set[tuple[object, ...]] = set()
    table_cells = cells(doc)
    said = speech(read)
    topics = Topics(read, table_cells)
    last: tuple[int, Quantity] | None = None
    edge = 0
    for amount in doc.of_kind(Kind.AMOUNT):
        subject, since = topics.of(amount), edge
        edge = amount.end
        if not _counts(read, amount, covered):
            continue
        quantity = _quantity(read, amount, subject, table_cells, since)
        if who := said.at(amount.begin):
            quantity = replace(quantity, attributed_to=who)
        if last and _JOINED.fullmatch(read.text, last[0], amount.begin):
            quantity = _like(last[1], quantity)
        last = (amount.end, quantity)
        value = quantity.amount
        mark = (
            quantity.of,
            quantity.of_name,
            quantity.kind,
            value.value,
            value.minimum,
            value.maximum,
            value.unit,
        )
        if mark not in seen:
            seen.add(mark)
            found.append(quantity)
    return found


def _counts(read: Reader, amount: Mention, covered: list[tuple[int, int]]) -> bool:
    """Whether an amount is a fact: no duration, no part of a name, no criterion."""
    value = amount.value
    if (
        not isinstance(value, AmountValue)
        or "duration" in amount.rule
        or value.unit in words("quantity_no_units", "unit")
    ):
        return False
    if any(begin <= amount.begin and amount.end <= end for begin, end in covered):
        return False
    if value.unit in ("km", "m") and _is_speed(read, amount):
        return False
    if value.unit == "次" and _how_often(read, amount):
        return False
    if _ONE_OF.match(read.text, amount.end) or _listed_places(read, amount):
        return False
    named = read.between(amount.begin - 30, amount.begin, Kind.PROJECT)
    if named and named[-1].end == amount.begin and named[-1].rule == "project-list":
        return False
    if _CRITERION.match(read.text, amount.end) and value.qualifier in ("min", "max"):
        return False
    inside = [
        m for m in read.between(amount.begin - 40, amount.end, Kind.PROJECT) if m.end >= amount.end
    ]
    if inside and not inside[-1].rule.endswith("anaphor"):
        return bool(
            _PRODUCED.search(read.text[max(0, amount.begin - 4) : amount.begin + 3])
            or "产" in read.text[inside[-1].begin : amount.end]
        )
    return True


#: 两次发布, 三次到村里, 二次创业: a few times in words before what is done.
_TIMES = re.compile(
    r"[一二两三四五六七八九]次(?=[一-鿿])(?!会议?|大会|活动|培训|演练|检查|调研|集中|以上|左右)"
)
_DONE = re.compile(r"(?:[了过共达]|开展|召开|举行|举办|组织|进行)$")


def _how_often(read: Reader, amount: Mention) -> bool:
    """Whether a number of times only says how often: 省水文局两次发布预警."""
    if not _TIMES.match(read.text, amount.begin):
        return False
    return not _DONE.search(read.text, max(0, amount.begin - 2), amount.begin)


def _is_speed(read: Reader, amount: Mention) -> bool:
    """80公里/小时, 时速80公里."""
    before = read.text[max(0, amount.begin - 4) : amount.begin]
    return bool(_SPEED.match(read.text, amount.end)) or before.endswith(("每小时", "时速"))


def _listed_places(read: Reader, amount: Mention) -> bool:
    """茅坡、下司两镇: a count of places that are named right before it."""
    if not _PLACES.match(read.text, amount.begin):
        return False
    near = read.between(amount.begin - 12, amount.begin + 1, Kind.PLACE)
    return bool(near) and near[-1].end >= amount.begin


def _quantity(
    read: Reader, amount: Mention, subject: Subject, table_cells: Cells, since: int
) -> Quantity:
    value = amount.value
    assert isinstance(value, AmountValue)
    cell = table_cells.at(amount.begin)
    kind, rule = kind_of(read, amount, subject, since)
    if cell and cell.begin == amount.begin and cell.end == amount.end:
        kind, rule = _cue(cell.heading, sort_of(value.unit)) or kind, "quantity-table"
        kind = _of_year(kind, cell.heading)
    if (
        kind == "growth"
        and value.unit in ("percent", "个百分点")
        and _FALL.search(_before(read, amount).rstrip("约近了"))
        and not _before(read, amount).endswith(("至", "到", "低于"))
    ):
        value = _negative(value)
    return Quantity(
        of=subject.key, of_name="" if subject.key else subject.name, kind=kind, amount=value,
        **proof(read.doc, amount.begin, amount.end, rule),
    )  # fmt: skip


def _like(first: Quantity, second: Quantity) -> Quantity:
    """分别增长3.2%和1.8%: the second of a pair is what the first is."""
    if first.amount.unit != second.amount.unit or second.kind not in ("other", "fund", "count"):
        return second
    value = first.amount.value
    falls = value is not None and value < 0
    amount = _negative(second.amount) if falls and first.kind == "growth" else second.amount
    return replace(second, kind=first.kind, amount=amount)


def _negative(value: AmountValue) -> AmountValue:
    def turned(number: Decimal | None) -> Decimal | None:
        return None if number is None else -number

    return replace(
        value,
        value=turned(value.value),
        minimum=turned(value.maximum),
        maximum=turned(value.minimum),
    )


# -------------------------------------------------------------------------------- kind


@cache
def _cues(sort: str) -> ahocorasick.Automaton | None:
    """The cues of a sort of unit, each with its length and the kind it tells; None without any."""
    found: dict[str, str] = {}
    for row in table("quantity_cues"):
        if row["of"] == sort:
            found[row["cue"]] = max(row["kind"], found.get(row["cue"], ""))
    machine = ahocorasick.Automaton()
    for cue, kind in found.items():
        machine.add_word(cue, (len(cue), kind))
    machine.make_automaton()
    return machine if found else None


def sort_of(unit: str) -> str:
    """The sort of a unit: money, area, length, mass, power, percent or count."""
    return _SORTS.get(unit, "count")


def _before(read: Reader, amount: Mention) -> str:
    """The words before an amount, from the previous amount or mark on."""
    clause = read.clause_at(amount.begin)
    begin = clause.begin if clause else max(0, amount.begin - 20)
    if begin == amount.begin and read.text[begin - 1 : begin] == ":":
        # 土地面积:35680平方米: the label is what a word before the number would be.
        return read.text[max(0, begin - 12) : begin - 1].rpartition("\n")[2]
    return read.text[max(begin, amount.begin - 24) : amount.begin]


def kind_of(read: Reader, amount: Mention, subject: Subject, since: int = 0) -> tuple[str, str]:
    """The kind of an amount and the rule that told it; `since`: where the one before it ended."""
    value = amount.value
    assert isinstance(value, AmountValue)
    sort = sort_of(value.unit)
    words = _before(read, amount)
    whole = read.text[amount.begin : amount.end]
    if sort == "percent" or value.unit in ("倍", "个百分点"):
        moved = (
            _RISE.search(words)
            or _FALL.search(words)
            or _GROWING.match(read.text, amount.end)
            or _goes_on_rising(read, amount, words)
            or re.match("(?:增长|增|升|降|下|回|减|提)", whole)
        )
        return ("growth" if moved else "other"), ("quantity-growth" if moved else "quantity-unit")
    if value.unit == "分":
        return "score", "quantity-unit"
    if sort != "money" and _PRODUCES.search(words):
        return "capacity", "quantity-cue"
    own = words[max(0, since - (amount.begin - len(words))) :]
    cue = _cue(own + whole, sort) or ("" if sort == "count" else _cue(words, sort))
    if cue == "other" and value.unit == "km" and "宽" in words:
        # 2.3公里加宽硬化,共8.2公里: no width is told in kilometres.
        cue = "length"
    if cue:
        return _of_year(cue, words), "quantity-cue"
    return _by_unit(sort, value.unit, read, amount, subject), "quantity-unit"


def _goes_on_rising(read: Reader, amount: Mention, words: str) -> bool:
    """增幅最大,分别为22.5%: the clause before says that it grows."""
    if not _BARE.fullmatch(words):
        return False
    begin = amount.begin - len(words)
    return bool(_GREW.search(read.text, max(0, begin - 14), begin))


def _cue(words: str, sort: str) -> str:
    """The kind by the cue nearest to the number; of cues that end alike the longest."""
    cues = _cues(sort)
    if cues is None:
        return ""
    found = ((last, size, kind) for last, (size, kind) in cues.iter(words))
    return max(found, default=(-1, 0, ""))[2]


_THIS_YEAR = re.compile(r"(?:今年|年度|当年|本年|年内)[^,。]{0,8}(?:投资|完成)")


def _of_year(kind: str, words: str) -> str:
    if kind == "investment" and _THIS_YEAR.search(words):
        return "annual_investment"
    return kind


def _money(read: Reader, amount: Mention, subject: Subject) -> str:
    """Money without a word for it: what a project costs, unless it is small change."""
    value = amount.value
    assert isinstance(value, AmountValue)
    size = value.value or value.minimum or value.maximum or Decimal(0)
    if read.notice:
        return "fund"
    of_event = subject.key == read.event and read.event_type in ("ceremony", "signing")
    if subject.key.startswith("project:") or (subject.key and of_event):
        return "investment" if size >= _COST else "other"
    return "other" if subject.key.startswith("person") else "fund"


def _by_unit(sort: str, unit: str, read: Reader, amount: Mention, subject: Subject) -> str:
    project = subject.key.startswith("project:")
    if sort == "money":
        return _money(read, amount, subject)
    if sort == "area":
        return (
            "floor_area"
            if unit == "m2"
            and re.match(
                r"[^,。;]{0,10}(?:房|楼|厂|馆|中心|建筑|公寓|库|车间|展厅)",
                read.text[amount.end : amount.end + 12],
            )
            else "land_area"
        )
    if sort == "length":
        return "length"
    if sort == "mass":
        return "capacity" if project else "output"
    return "capacity" if sort == "power" else "count"
