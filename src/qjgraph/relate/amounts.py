"""Quantities: what each amount of an article measures, and of what.

The kind comes from the words before the number (总投资, 占地) or from its unit; the subject from
the topic that the text keeps (see `subjects`).
"""

from __future__ import annotations

import re

from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cache

from qjgraph.lexicon.tables import table
from qjgraph.model import AmountValue, Doc, Kind, Mention, Quantity
from qjgraph.relate.evidence import proof
from qjgraph.relate.subjects import Clause, Reader, in_title, is_actor, leads, reader

_SORTS = {
    "CNY": "money", "USD": "money", "EUR": "money", "JPY": "money", "HKD": "money",
    "m2": "area", "mu": "area", "ha": "area", "km2": "area", "km": "length", "m": "length",
    "t": "mass", "m3": "mass", "kg": "mass", "kW": "mass", "MW": "mass", "kWh": "mass",
    "percent": "percent",
}  # fmt: skip
_DROPPED_UNITS = frozenset(
    ("天", "小时", "分钟", "个月", "月", "年", "日", "岁", "秒", "个小时", "周", "周年", "工作日", "个工作日", "季度",
     "期", "届", "号", "点", "批", "钟头", "个钟头", "年级", "世纪", "层", "楼")
)  # fmt: skip
_FALL = re.compile(
    r"(?:下降|回落|减少|降低|下滑|下浮|缩减|收窄|跌|负增长|低于|降)(?:了|约|近|幅度?为?|到|至|超过?|逾)?\s*$"
)
_RISE = re.compile(
    r"(?:增长|增加|增速|增幅|上升|提高|提升|上涨|增|升|涨)(?:了|约|近|至|到|达|为|超过?|逾|速度?为?|预期|目标|\s)*$"
)
_CRITERION = re.compile(
    r"(?:以上|以下|级|及以上)?的?(?:重大|重点|工业|产业|新?签约|新开工|在建)?(?:项目|企业|工程)"
)
_MACRO = re.compile(
    r"生产总值|GDP|财政|公共预算|固定资产投资|规模以上|规上|社会消费品|零售总额|进出口|城镇居民|农村居民|农民人均|居民人均"
    r"|可支配收入|纯收入|粮食|总产|城镇化|就业|贫困|脱贫|常住人口|户籍|人口|森林覆盖率|绿化覆盖率|人均公园|增加值|税收收入|外贸"
    r"|接待游客|旅游收入|建档立卡|参保|城镇新增"
)
_ATTEND = re.compile(
    r"参加|出席|与会|应到|实到|到会|参会|代表团?一行|一行$|观众|选手|参赛|参展|观摩|聆听|收看|汇聚|齐聚"
)
_JOINT = re.compile(
    r"(?:此次|这次|本次|当天|活动|现场|集中|共|其中)[^。;]{0,14}$|^[\s—、]*(?:产业|民生|基础设施|工业|农业|服务业|交通|水利|[一-鿿]{2,6}类)项目$"
)
_BUILDS = re.compile(
    r"(?:[^,。;,;]{0,6})?(?:建设|新建|兴建|打造|建起|建成|实施|修建|改造|用于|建)(?:了|的|规划)?[^,。;,;]{0,8}$"
)
_PERSONAL = re.compile(r"(?:^|[,“])(?:他|她|我|俺|咱|老两口|一家|家里|全家|俩人|两口子)")
_PRODUCED = re.compile(r"(?:年产|日产|日处理|年处理|年加工|日供水|年供)$")


@dataclass(frozen=True, slots=True)
class Subject:
    """Whom an amount is of: an entity's key, or a name that is no entity, or neither."""

    key: str = ""
    name: str = ""


def relate(doc: Doc) -> list[Quantity]:
    """The quantities of an article, in order; equal ones of one subject once."""
    read = reader(doc)
    covered = [
        (m.begin, m.end)
        for m in doc.mentions
        if m.kind in (Kind.EVENT, Kind.POLICY, Kind.ORGANIZATION)
    ]
    found: list[Quantity] = []
    seen: set[tuple[object, ...]] = set()
    topic = _Topic(read)
    for amount in doc.of_kind(Kind.AMOUNT):
        subject = topic.advance(amount)
        if not _counts(read, amount, covered):
            continue
        quantity = _quantity(read, amount, subject)
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
        or value.unit in _DROPPED_UNITS
    ):
        return False
    if any(begin <= amount.begin and amount.end <= end for begin, end in covered):
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


def _quantity(read: Reader, amount: Mention, subject: Subject) -> Quantity:
    value = amount.value
    assert isinstance(value, AmountValue)
    kind, rule = kind_of(read, amount, subject)
    if (
        kind == "growth"
        and value.unit in ("percent", "个百分点")
        and _FALL.search(_before(read, amount))
    ):
        value = _negative(value)
    return Quantity(
        of=subject.key, of_name="" if subject.key else subject.name, kind=kind, amount=value,
        **proof(read.doc, amount.begin, amount.end, rule),
    )  # fmt: skip


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
def _cues() -> tuple[tuple[str, str, str], ...]:
    return tuple((row["cue"], row["kind"], row["of"]) for row in table("quantity_cues"))


def sort_of(unit: str) -> str:
    """The sort of a unit: money, area, length, mass, percent or count."""
    return _SORTS.get(unit, "count")


def _before(read: Reader, amount: Mention) -> str:
    """The words before an amount, from the previous amount or mark on."""
    clause = read.clause_at(amount.begin)
    begin = clause.begin if clause else max(0, amount.begin - 20)
    words = read.text[max(begin, amount.begin - 24) : amount.begin]
    return words


def kind_of(read: Reader, amount: Mention, subject: Subject) -> tuple[str, str]:
    """The kind of an amount and the rule that told it."""
    value = amount.value
    assert isinstance(value, AmountValue)
    sort = sort_of(value.unit)
    words = _before(read, amount)
    whole = read.text[amount.begin : amount.end]
    if sort == "percent" or value.unit in ("倍", "个百分点"):
        moved = (
            _RISE.search(words)
            or _FALL.search(words)
            or re.match("(?:增长|增|升|降|下|回|减|提)", whole)
        )
        return ("growth" if moved else "other"), ("quantity-growth" if moved else "quantity-unit")
    if value.unit == "分":
        return "score", "quantity-unit"
    cue = _cue(words + whole, sort)
    if cue:
        return _of_year(cue, words, read, amount), "quantity-cue"
    return _by_unit(sort, value.unit, read, amount, subject), "quantity-unit"


def _cue(words: str, sort: str) -> str:
    """The kind by the cue nearest to the number; of cues that end alike the longest."""
    best = (-1, 0, "")
    for cue, kind, of in _cues():
        if of != sort:
            continue
        at = words.rfind(cue)
        if at >= 0:
            best = max(best, (at + len(cue), len(cue), kind))
    return best[2]


def _of_year(kind: str, words: str, read: Reader, amount: Mention) -> str:
    if kind == "investment" and re.search(
        r"(?:今年|年度|当年|本年|年内)[^,。]{0,8}(?:投资|完成)", words
    ):
        return "annual_investment"
    return kind


def _by_unit(sort: str, unit: str, read: Reader, amount: Mention, subject: Subject) -> str:
    project = subject.key.startswith("project:")
    if sort == "money":
        return (
            "investment" if project else "fund" if not subject.key.startswith("person") else "other"
        )
    if sort == "area":
        return (
            "floor_area"
            if unit == "m2"
            and re.match(
                r"[^,。;]{0,10}(?:房|楼|厂|馆|中心|建筑|公寓)",
                read.text[amount.end : amount.end + 12],
            )
            else "land_area"
        )
    if sort == "length":
        return "length"
    if sort == "mass":
        return "capacity" if project else "output"
    return "count"


# ----------------------------------------------------------------------------- subject


class _Topic:
    """The topic as it stands at each amount, kept while the text is read once."""

    def __init__(self, read: Reader) -> None:
        self.read = read
        self.at = 0
        self.now = Subject()
        self.project = ""
        self.sentence = -1

    def advance(self, amount: Mention) -> Subject:
        """Read on to an amount and say whom it is of."""
        for mention in self.read.between(self.at, amount.begin):
            self._meet(mention)
        self.at = amount.begin
        return self._own(amount)

    def _meet(self, mention: Mention) -> None:
        doc, text = self.read.doc, self.read.text
        clause = self.read.clause_at(mention.begin)
        if clause is None:
            return
        if mention.kind is Kind.PROJECT:
            self.now = Subject(mention.entity)
            self.project = mention.entity
        elif (
            mention.kind is Kind.ORGANIZATION
            and is_actor(doc, mention)
            and leads(text, clause, mention)
        ):
            if not text.startswith(("投资建设", "承建", "建设", "投资兴建"), mention.end):
                self.now = Subject(mention.entity)
        elif (
            mention.kind is Kind.PLACE
            and leads(text, clause, mention)
            and not in_title(doc, mention.begin)
        ):
            if text[mention.end : mention.end + 1] not in "以至、和":
                self.now = Subject(mention.entity)
        elif mention.kind is Kind.PERSON and leads(text, clause, mention) and not self.project:
            self.now = Subject()

    def _own(self, amount: Mention) -> Subject:
        for rule in (self._attributive, self._attendance, self._macro, self._personal, self._joint):
            subject = rule(amount)
            if subject is not None:
                return subject
        return self.now

    def _clause(self, amount: Mention) -> Clause | None:
        return self.read.clause_at(amount.begin)

    def _words(self, amount: Mention) -> str:
        clause = self._clause(amount)
        return self.read.text[clause.begin if clause else amount.begin : amount.begin]

    def _attributive(self, amount: Mention) -> Subject | None:
        """投资600万元的X; 投资8.5亿元建设X; the project whose name holds the amount."""
        clause = self._clause(amount)
        if clause is None:
            return None
        for mention in self.read.between(
            max(clause.begin, amount.begin - 40), clause.sentence.end, Kind.PROJECT
        ):
            if mention.begin <= amount.begin and mention.end >= amount.end:
                return Subject(mention.entity)
            if mention.begin < amount.end:
                continue
            gap = self.read.text[amount.end : mention.begin]
            if "。" in gap or len(gap) > 40:
                return None
            if re.fullmatch(r"(?:[、,][^。;]{0,36})?的[“]?", gap) or (
                _BUILDS.fullmatch(gap) and len(gap) < 16
            ):
                self.now, self.project = Subject(mention.entity), mention.entity
                return self.now
            return None
        return None

    def _attendance(self, amount: Mention) -> Subject | None:
        unit = getattr(amount.value, "unit", "")
        if unit not in ("人", "名", "位", "余人") or not self.read.event:
            return None
        clause = self._clause(amount)
        end = clause.end if clause else amount.end + 10
        around = self._words(amount)[-16:] + self.read.text[amount.end : end][:16]
        return Subject(self.read.event) if _ATTEND.search(around) else None

    def _macro(self, amount: Mention) -> Subject | None:
        clause = self._clause(amount)
        if clause is None:
            return None
        words = self._words(amount)
        if not _MACRO.search(words):
            if not (
                sort_of(getattr(amount.value, "unit", "")) == "percent"
                and self.now.key.startswith("place")
            ):
                return None
        places = self.read.between(clause.sentence.begin, amount.begin, Kind.PLACE)
        divisions = [
            p for p in places if p.name[-1:] in "省市县区州旗镇乡村国盟" or p.rule == "place-deixis"
        ]
        if divisions:
            self.now = Subject(divisions[-1].entity)
        elif not self.now.key.startswith(("place", "organization")):
            self.now = Subject(self.read.home_key, self.read.home_name)
        return self.now

    def _personal(self, amount: Mention) -> Subject | None:
        clause = self._clause(amount)
        if clause is None or self.project:
            return None
        words = self.read.text[clause.sentence.begin : amount.begin]
        return Subject() if _PERSONAL.search(words) else None

    def _joint(self, amount: Mention) -> Subject | None:
        """The projects of a joint ceremony taken together: 此次集中开工项目21个."""
        if self.read.event_type not in ("ceremony", "signing"):
            return None
        clause = self._clause(amount)
        if clause is None:
            return None
        words = self.read.text[clause.begin : amount.begin]
        generic = re.search(
            r"(?:^|[,、])[^,。;、]{0,10}(?<!该)项目\D{0,4}$", words
        ) and not self.read.between(clause.begin, amount.begin, Kind.PROJECT)
        own = re.match(r"(?:重点|重大|产业)?项目", self.read.text[amount.end : amount.end + 4])
        if generic or own:
            self.now, self.project = Subject(self.read.event), ""
            return self.now
        return None
