"""Projects: 北关片区城中村改造项目, 白云山水库, 衢江区数字经济产业中心(一期).

An undertaking (…项目, …工程) is one where its name tells it from others, or where the text gives
it a fact of its own.  Any other thing (a park, a road, a workshop) is one where the text
speaks of its being built, paid for or opened.  Wordings of one project share its name: the
longest, so that linking sees one.  Later mentions (该项目, 工程) carry the name they stand for.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cache

from qjgraph.grid import grids
from qjgraph.lexicon.rules import confidence
from qjgraph.lexicon.tables import words
from qjgraph.lexicon.tokens import Tokens
from qjgraph.lexicon.tokens import tokens as read_tokens
from qjgraph.mention.work_groups import Group, group, resolve_later
from qjgraph.mention.work_names import Scene, begin_of, grow, head_class, head_ends, modifier, tail
from qjgraph.model import Article, Kind, Mention, Role

#: Units of measures that a name may hold (年产3万吨, 110千伏); all others end it.
_MEASURES = frozenset(
    (
        "t",
        "m2",
        "m3",
        "mu",
        "ha",
        "kg",
        "kW",
        "MW",
        "GW",
        "kWh",
        "kV",
        "吨级",
        "千瓦",
        "兆瓦",
        "千伏",
        "立方米",
    )
)
#: How much a plant is for, at the head of its name (15万只肉鸭养殖项目).
_CAPACITY = re.compile(r"\d+(?:\.\d+)?[万千](?:头|只|羽|锭|纱锭|套|台|件|尾|箱|辆|支|片|吨)")
_MADE = re.compile(r"(?![以多余左上的])[一-鿿]{2,16}(?:项目|工程|基地)")
_ENDING = re.compile(r"(?:建设)?(?:项目|工程)$")
_QUOTES = re.compile(r"[“”\"‘’「」『』《》\s]")

#: Words about building right behind a name: 现场, 施工, 开工, 总投资 …
_SITE = re.compile(
    r"(?:建设)?(?:项目|工程)?(?:的)?(?:(?:建设|施工|改造|拆除)?(?:现场|工地)|施工(?!许可)|(?:建设|施工|工程)进度|除险加固)"
)
_BUILT = re.compile(
    r"[^。;!?\n]{0,16}?(?:总投资|计划投资|投资额|投资[约近\d]|概算|占地|用地面积|建筑面积|总面积|全长|总长|开工|动工|奠基"
    r"|竣工|完工|建成|通车|投产|投用|启用|投入使用|投入运营|封顶|结顶|开园|开馆|落成|试运行|试运营|主体|施工|合龙|贯通|兴建|破土|位于|坐落|地处)"
)
_BUILDING = re.compile(
    r"(?:建设|新建|兴建|修建|改建|扩建|在建|援建|建成|建起|开建|打造|建|投资[^,。]{1,16}的|投资[^,。]{1,16}元(?:建设|新建)?"
    r"|启动|开工)(?:的|了|中的|规划)?(?:一[座个条处栋]|[\d两]+[座条处个])?[“\"]?$"
)
_FACT = re.compile(
    r"投资|概算|占地|建筑面积|全长|总长|开工|动工|竣工|完工|建成|通车|投产|投用|启用|投入使用|封顶|验收|位于|中标|招标|施工|签约|进度|采购|铺开|建设现场|现场|规划|征迁|征地|惠及|开馆|开园|开放|落成"
)
#: Behind 项目: an office or a person of it.
_OFFICE = re.compile(r"经理|总监|负责人|管理|部|组|办|指挥|总工|建设指挥|党支部|法人|业主")
_OUTPUT = re.compile(
    r"(?:(?:年|日)(?:产|处理|加工|出栏|存栏|屠宰|供水|发电|生产)|存栏|出栏|装机(?:容量)?|总装机)$"
)
_LEADING = re.compile(r"([一-鿿]{0,8}?)(?:项目|工程)(?:——)?(?=[一-鿿“]{5})")
#: What an item of a list that is a work of building ends in.
_ACTION = re.compile(
    r"(?:改造|建设|整治|迁建|扩建|新建|治理|修复|搬迁|绿化|亮化|安置|提升|延伸|拓宽|改建|加固|开发|保护|二期|一期)$"
)
_BOUND = re.compile(r"[东西南北](?:至|起|临|接|邻|靠|抵)")
_BESIDE = re.compile(
    r"[与和、][^,。;]{1,10}(?:交汇|交叉|路口|交界)|旁|附近|内|里|外|门口|举行|召开|对面|周边|[东西南北]侧|以[东西南北]|交叉口"
)
#: 控制性工程——X: what X is, no name.
_APPOSED = re.compile(
    r"(?:控制性|骨干|节点|标志性|枢纽|重点|重大|配套|示范|关键|旗舰|控制性节点|最大|首个|水利|民生)$"
)
_DEICTIC = re.compile(r"^[我全本各]|该")
_BOUND_BEFORE = re.compile(
    r"(?:[东西南北](?:起|至|临|接|邻|靠|抵)|起于|止于|迄于|讫于|终于|起自|始于|顺接|途经|经过|毗邻|紧邻|紧靠|[起终]点[位于接为]*)$"
)
_PAID_FOR = re.compile(r"投资|资金|[万亿]元")
#: Behind 项目: how many; they are many.
_MANY = re.compile(r"(?:共|约|近|达)?\d+[余多]?[个项处座条]")
#: Right behind a thing: how many or how large; it is a part of a project (果汁加工厂1座).
_COUNTS = re.compile(
    r"(?:约|近|超过?|达|共)?[\d一二两三四五六七八九十][\d.,]*[万千百余多]*(?:个|座|处|栋|幢|条|套|亩|平方米|公里|家|间)"
)
_RUNS_FROM = re.compile(r"(?:项目|工程)?(?:起自|起于|起点|始于|[东西南北]起|全长|主线|线路|路线)")
_LINE = re.compile(r"[一-鿿]{2,}(?:至|—|-)[一-鿿]{2,}")
#: What is said of a body only while it is being built.
_PAID = re.compile(r"总投资|概算|动工|竣工|封顶|正式开馆|开馆|奠基|落成")
_OWN_FACT = re.compile(
    r"(?:项目)?,?(?:总投资|计划投资|投资[约近\d]|占地|总?建筑面积|规划用地|总用地|全长)"
)
_WORKED = re.compile(
    r"(?:启动|实施|开展|完成|推进|投资[^,。]{1,10}的)(?:了|实施|对)?[“]?[|]"
    r"|[|](?:完工|竣工|启动|开工|顺利|建设|工作|正式|已|正在|计划|预计)"
)
_SAYS_IS = re.compile(r"(?:是|为|系|作为|属于?)[“]?$")
_PARTS = re.compile(
    r"(?:主要建设|建设内容|[一二三]期建设|规划建设|分别为|涵盖|包括|包含|含|内设|设有|设置|配套|主要有|建有|分为|配建)[^,。;]{0,40}$"
)
#: Behind an ending: a longer word that is no project (工程师, 项目部, 工程车).
_NO_NAME = re.compile(
    r"质量|安全(?!饮水)|[类型组部办车师队院局学兵款量处科专技咨监造机化制库法界费群]|公司|集团|标准|有限|金牌|银牌|比赛|决赛|冠军|人员|资金|单位|领域|企业|合同|档案"
)
#: Before a name: it is one of several without names of their own (9个, 4000多个).
_COUNTED = re.compile(
    r"(?:(?:\d|多|余|几|数|两|[二三四五六七八九十百千万])[个项批类种家条座处所]|[一多]批|系列)$"
)
_PLURAL = re.compile(r"(?:等|各类|一批|多个|一系列|系列|众多|各个|所有|类|批|这些|部分)$")
_LISTED = re.compile(
    r"等(?:[一-鿿\d]{0,3}[个项])?(?:一批|一系列|多个)?(?:省|市|县|区|国家)?(?:级)?"
    r"(?:重点|重大|标志性|基础设施|民生|产业|在建|建设|续建|新建)*(?:项目|工程)"
)
#: A、B和C施工现场: the sites of a tour.
#: A、B、C3条高速公路: the items of a list with its number.
_COUNT_LISTED = re.compile(
    r"(?:等)?(?:\d+|[两三四五六七八九十]+)[条座个项](?:[一-鿿]{0,4}?)"
    r"(?:高速公路|公路|铁路|大桥|隧道|项目|工程|水库|道路|桥梁)"
)
_SITES_LISTED = re.compile(r"(?:(?:施工|建设|改造|项目)?(?:现场|工地))(?=[,。;、看]|察)")
_LIST_MARK = re.compile(r"(?:、|和|与|以及|及)(?:重点|新建|在建)?$")
#: The number of an item that opens a paragraph.
_NUMBERED = re.compile(r"\d{1,2}\.(?=[一-鿿“])")
_ITEM = re.compile(
    r"(?:^|\n)\s*(?:\d{1,2}[.、]|[一二三四五六七八九十]{1,3}、|\([一二三四五六七八九十\d]{1,3}\))\s*"
    r"([^\n。:;,]{4,36})[。:\n]"
)
_PLACE_VERB = re.compile(r"[^,。;]{2,14}?(?:建设|新建|打造|兴建|投资建设)(?=[^,。;]{5})")
#: Endings of roads and waters: a name that begins with one tells itself apart.
_FEATURES = frozenset("路街桥河湖江渠堤湾港站")
#: Items of a list that are no works though projects stand beside them.
_TASK = re.compile(
    r"(?:工作|机制|问题|情况|活动|服务|产业|改革|办法|方案|企业|事业|领域|行业|措施|体系|资金|报告|政策|单位|公司)$"
)
_HOW_MANY = re.compile(r"\d{1,2}(?=[个项])")
#: 8个小微企业创业园集体开工: alike works that are begun together are one undertaking.
_BUILT_KINDS = frozenset(("park", "base", "plant", "building"))
_STARTED = re.compile(
    r"(?:集体|集中|同时|同步|全部|正式|顺利)(?:开工|动工|开建|奠基|竣工|投产|启用|开业|交付)"
)
#: Its classifier taken for the head of a name: 6[个小微企业创业园].
_CLASSIFIER = re.compile(r"[\d两三四五六七八九十][个座条处家]")
_MEETS = re.compile(r"互通|相[接连交]|连接|交[汇叉]|衔接|贯通|对接|平行")
#: A description or a count, no name (全球最大风电项目, 285个子工程).
_DESCRIBES = re.compile(r"^[个项条座处]|最[大高长深多]|首[例个条座]|副中心$|中心城区$")
_NAMES = re.compile(r"(?:重点|重大|建设|拟建)?(?:项目|工程)(?:名称|名)?$")
_NOTICE = re.compile(
    r"(?:^|\n|。|;)\s*(?:[一二三四五六七八九十\d]+[、.])?\s*(?:项目|工程)名称[::]\s*([^\n。;]+)"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Name:
    """A grown name that may be a project."""

    begin: int
    end: int
    kind: str


def find(
    article: Article,
    dates: Sequence[Mention],
    amounts: Sequence[Mention],
    places: Sequence[Mention],
    *,
    organizations: Sequence[Mention] = (),
    tokens: Tokens | None = None,
) -> list[Mention]:
    """All projects of an article, later mentions included, in order.

    Args:
        dates, amounts, places, organizations: what has been found in the article before.
        tokens: its words, where they have been read already.
    """
    scene = _scene(
        article.text, tokens or read_tokens(article.text), dates, amounts, (*places, *organizations)
    )
    bodies = {(body.begin, body.end) for body in organizations}
    found = [*_notices(scene), *_tabled(article)]
    taken = [(mention.begin, mention.end) for mention in found]
    found += _listed(scene, article, taken)
    taken = [(mention.begin, mention.end) for mention in found]
    found += _grown(scene, article, taken, bodies)
    found += _repeated(scene, found)
    found.sort(key=lambda mention: (mention.begin, -mention.end))
    groups = group(found, places)
    named = [_canonical(mention, groups) for mention in found]
    return resolve_later(article, named, groups)


def _repeated(scene: Scene, found: Sequence[Mention]) -> list[Mention]:
    """Further places where a found name stands, with or without its 项目."""
    names = {m.name for m in found} | {_ENDING.sub("", m.name) for m in found}
    names |= {re.sub(r"\([^()]*\)$", "", name) for name in names}
    usable = sorted(
        (n for n in names if "“" not in n and len(n) >= (4 if head_class(n) else 5)),
        key=lambda n: (-len(n), n),
    )
    if not usable:
        return []
    taken = sorted((m.begin, m.end) for m in found)
    again = []
    for hit in re.finditer("|".join(map(re.escape, usable)), scene.text):
        if any(b < hit.end() and hit.start() < e for b, e in taken):
            continue
        if not (_NO_NAME.match(scene.text, hit.end()) or _inside_title(scene.text, hit.start())):
            again.append(_mention(scene.text, hit.start(), hit.end(), "project-again"))
    return again


def _scene(
    text: str,
    tokens: Tokens,
    dates: Iterable[Mention],
    amounts: Iterable[Mention],
    proper: Iterable[Mention],
) -> Scene:
    stops = {date.end: date.begin for date in dates}
    inner: dict[int, int] = {}
    for amount in amounts:
        output = _OUTPUT.search(text, max(0, amount.begin - 4), amount.begin)
        measured = (
            output is not None
            or getattr(amount.value, "unit", "") in _MEASURES
            or text[amount.end : amount.end + 1] == "级"
            or (
                _CAPACITY.fullmatch(text, amount.begin, amount.end)
                and _MADE.match(text, amount.end)
            )
        )
        begin = output.start() if output else amount.begin
        (inner if measured else stops)[amount.end] = begin
    known: dict[int, int] = {}
    for mention in proper:
        # 全州 is a county where no rule read it as the whole of a prefecture.
        named = mention.kind is Kind.PLACE and mention.rule != "place-deixis"
        if named or not _DEICTIC.search(text, mention.begin, mention.end):
            begin = begin_of(tokens, mention.begin, mention.end)
            known[mention.end] = min(begin, known.get(mention.end, begin))
    return Scene(text=text, tokens=tokens, stops=stops, inner=inner, proper=known)


def _grown(
    scene: Scene, article: Article, taken: Sequence[tuple[int, int]], bodies: set[tuple[int, int]]
) -> list[Mention]:
    """Projects by their endings, from right to left; one inside a project is not read again."""
    found: list[Mention] = []
    edge = len(scene.text) + 1
    for begin, end, kind in head_ends(scene.text):
        if end > edge or any(b < end and begin < e for b, e in taken):
            continue
        start, stop = grow(scene, begin, end), max(end, tail(scene.text, end))
        mention = _judge(scene, article, _Name(begin=start, end=stop, kind=kind), bodies)
        if mention:
            found.append(mention)
        edge = mention.begin if mention else begin
    return found


def _judge(
    scene: Scene, article: Article, name: _Name, bodies: set[tuple[int, int]]
) -> Mention | None:
    text = scene.text
    if text.endswith(("在", "于"), 0, name.begin):
        # 在高新区建设X: the verb behind the place is none of the name.
        verb = _PLACE_VERB.match(text, name.begin, name.end)
        name = _Name(begin=verb.end(), end=name.end, kind=name.kind) if verb else name
    numbered = _NUMBERED.match(text, name.begin)
    if numbered and (name.begin == 0 or text[name.begin - 1] in "\n 。;"):
        name = _Name(begin=numbered.end(), end=name.end, kind=name.kind)
    first = name.begin + bool(_CLASSIFIER.match(text, name.begin - 1))
    begin, end = _unquote(text, *_without_office(text, first, name.end))
    if end < name.end and not head_class(text[begin:end]):
        return None
    core = _ENDING.sub("", text[begin:end])
    bare = _without_places(scene, begin, begin + len(core))
    if name.kind in _BUILT_KINDS and _are_begun(text, begin, end):
        return _mention(text, begin, end, "project-facility") if len(core) >= 6 else None
    if (
        len(core) < 3
        or _generic(bare)
        or _DESCRIBES.search(core)
        or _inside_title(text, begin)
        or _BOUND.match(core)
    ):
        return None
    before, after = text[max(0, begin - 24) : begin], _rest(article, end)
    if name.kind == "undertaking" and _MANY.match(after):
        return None
    if _BOUND_BEFORE.search(before) or (
        before.endswith("“") and after.startswith("”") and not proper_place(scene, begin, end)
    ):
        return None
    if after.startswith("之一") or _is_met(text, begin, end):
        return None
    if _PLURAL.search(core) or _NO_NAME.match(after) or _COUNTED.search(before):
        return None
    proper = _proper(scene, begin, end)
    if name.kind == "undertaking":
        apposed = text.startswith("——", end) or _SAYS_IS.search(before)
        if apposed and _APPOSED.search(core):
            return None
        listed = len(core) >= 7 and (before.endswith("、") or after.startswith("、"))
        good = (
            proper or listed or (_FACT.search(after[:60]) and len(core) >= 4)
            or _BUILDING.search(before)
        )  # fmt: skip
        return _mention(text, begin, end, "project-undertaking") if good else None
    at_work = _SITE.match(after) or _BUILDING.search(before) or _PAID.search(after[:40])
    if (begin, end) in bodies and not at_work:
        return None
    if _generic(modifier(_without_places(scene, begin, begin + len(core)))) and not (
        proper_place(scene, begin, end) or "“" in core
    ):
        return None
    if _PARTS.search(before) or _BESIDE.match(after) or _COUNTS.match(after):
        return None
    if after.startswith("段") or (text[end : end + 1] == "站" and name.kind == "road"):
        return None
    paid = _PAID_FOR.search(text[max(0, begin - 60) : begin].rpartition("。")[2])
    told = proper_place(scene, begin, end) or _FACT.search(after[:40]) or paid
    built: object = (
        _SITE.match(after)
        or (proper and name.kind != "base" and after.startswith("建设"))
        or (proper and _BUILT.match(after))
        or (told and _BUILDING.search(before))
    )
    line = name.kind == "road" and (_LINE.search(core) or _RUNS_FROM.match(after))
    if not built and line and _FACT.search(after[:80]):
        built = True
    if not built and len(core) >= 5 and _OWN_FACT.match(after):
        built = True
    if name.kind == "works" and not (
        proper_place(scene, begin, end) and _WORKED.search(before + "|" + after[:8])
    ):
        return None
    if built and (proper or len(core) >= (5 if _OWN_FACT.match(after) else 6)):
        return _mention(text, begin, end, "project-facility")
    return None


def _are_begun(text: str, begin: int, end: int) -> bool:
    """Whether several alike works are begun or done together (8个小微企业创业园集体开工)."""
    before = text[max(0, begin - 12) : begin]
    return bool(_COUNTED.search(before) and _STARTED.match(text, end))


def _is_met(text: str, begin: int, end: int) -> bool:
    """Whether a road or the like is only what another one meets (与X互通, 与X相接)."""
    if text[begin - 1 : begin] not in ("与", "和", "同"):
        return False
    return bool(_MEETS.match(text, end)) or text.endswith("互通", begin, end)


def _without_office(text: str, begin: int, end: int) -> tuple[int, int]:
    """Without the 项目 of 项目经理, and without a leading 项目 (首批项目X)."""
    if _OFFICE.match(text, end):
        end -= 2 if text[begin:end].endswith(("项目", "工程")) else 0
    lead = _LEADING.match(text, begin, end)
    if lead and (not lead.group(1) or _generic(lead.group(1))):
        begin = lead.end()
    return begin, end


def _without_places(scene: Scene, begin: int, end: int) -> str:
    """What is left of a name behind the divisions and bodies it begins with."""
    ends = sorted(e for e in scene.proper if begin < e <= end and scene.proper[e] >= begin)
    for stop in ends:
        tells = head_class(scene.text[begin:stop]) or scene.text[stop - 1] in _FEATURES
        if scene.proper[stop] <= begin and not tells:
            begin = stop
    return scene.text[begin:end]


def _rest(article: Article, end: int) -> str:
    sentence = article.sentence_at(end - 1)
    return article.text[end : sentence.end if sentence else end + 60]


def _unquote(text: str, begin: int, end: int) -> tuple[int, int]:
    """Without a quotation mark that has no partner inside."""
    inside = text[begin:end]
    if inside.startswith("“") and "”" not in inside:
        begin += 1
    if "”" in inside and "“" not in inside:
        begin += inside.rindex("”") + 1
    return begin, end


def _inside_title(text: str, begin: int) -> bool:
    """Inside 《…》: a document, no project."""
    opened = text.rfind("《", max(0, begin - 60), begin)
    return opened >= 0 and "》" not in text[opened:begin]


@cache
def _generic_words() -> re.Pattern[str]:
    known = sorted(words("project_generic", "word"), key=len, reverse=True)
    return re.compile(
        f"(?:{'|'.join(map(re.escape, known))}|[、和与及等的年·“”\\d一二三四五六七八九十两])+"
    )


def _generic(core: str) -> bool:
    return bool(_generic_words().fullmatch(core))


def _proper(scene: Scene, begin: int, end: int) -> bool:
    """Whether a name holds a place, a body, a quoted word, letters or digits, or a phase."""
    text = scene.text[begin:end]
    if re.search(r"[“\dA-Za-z]|第[一二三四五六七八九十]", text):
        return True
    if any(begin <= scene.proper[e] for e in scene.proper if begin < e <= end):
        return True
    tokens = scene.tokens
    index = bisect_left(tokens.starts, begin)
    while index < len(tokens.tags) and tokens.starts[index] < end:
        if (
            tokens.tags[index] in ("ns", "nt", "nz", "nr", "nrt", "nrfg")
            and len(tokens.word(index)) > 1
        ):
            return True
        index += 1
    return False


def proper_place(scene: Scene, begin: int, end: int) -> bool:
    """Whether a name holds a place or body found before."""
    return any(begin <= scene.proper[e] for e in scene.proper if begin < e <= end)


def _mention(text: str, begin: int, end: int, rule: str, kind: str = "") -> Mention:
    name = (
        _QUOTES.sub("", text[begin:end])
        if not re.search("“.+”.", text[begin:end])
        else text[begin:end]
    )
    return Mention(
        kind=Kind.PROJECT, begin=begin, end=end, name=re.sub(r"\s", "", name), type=kind,
        rule=rule, confidence=confidence(rule),
    )  # fmt: skip


def _notices(scene: Scene) -> list[Mention]:
    """项目名称:… of a notice."""
    items = [
        _mention(scene.text, hit.start(1), hit.end(1), "project-item")
        for hit in _ITEM.finditer(scene.text)
        if _is_item(scene, hit)
    ]
    return items + [
        _mention(
            scene.text, hit.start(1), hit.start(1) + len(hit.group(1).rstrip()), "project-notice"
        )
        for hit in _NOTICE.finditer(scene.text)
        if 4 <= len(hit.group(1).strip()) <= 60
    ]


def _is_item(scene: Scene, hit: re.Match[str]) -> bool:
    """Whether a numbered item's heading names a project: its facts follow."""
    core = _ENDING.sub("", hit.group(1))
    named = head_class(hit.group(1)) or _ACTION.search(core)
    following = scene.text[hit.end() : hit.end() + 60]
    return bool(named and not _generic(core) and _FACT.search(following))


def _tabled(article: Article) -> list[Mention]:
    """The cells under 项目名称 of a table."""
    found = []
    for grid in grids(article) if any(b.role is Role.ROW for b in article.blocks) else ():
        column = next((n for n, name in enumerate(grid.columns) if _NAMES.match(name)), -1)
        for row in grid.rows:
            if column >= 0 and len(row) == len(grid.columns):
                cell = row[column]
                found.append(_mention(article.text, cell.begin, cell.end, "project-table"))
    return found


def _listed(scene: Scene, article: Article, taken: Sequence[tuple[int, int]]) -> list[Mention]:
    """A、B、C等重点项目: each item whose name tells it from others."""
    found: list[Mention] = []
    patterns = (_LISTED, _SITES_LISTED, _COUNT_LISTED)
    for hit in (hit for pattern in patterns for hit in pattern.finditer(scene.text)):
        sentence = article.sentence_at(hit.start())
        low = sentence.begin if sentence else max(0, hit.start() - 120)
        items = _whole_items(scene, _items(scene, low, hit.start()), hit.group())
        if len(items) == 1 and not hit.group().startswith("等"):
            continue
        known = [*taken, *((mention.begin, mention.end) for mention in found)]
        free = [
            (begin, end) for begin, end in items
            if not any(b < end and begin < e for b, e in known)
        ]  # fmt: skip
        good = [item for item in free if _is_told(scene, *item)]
        if good and hit.group().startswith("等"):
            # Said to be projects beside one that is: whatever their endings.
            good = [item for item in free if item in good or _is_named(scene, *item)]
        found += [_mention(scene.text, begin, end, "project-list") for begin, end in good]
    return found


def _whole_items(scene: Scene, items: list[tuple[int, int]], told: str) -> list[tuple[int, int]]:
    """The items with those put together that 和 joins inside a name, by the number told.

    A和B项目、C和D等3个项目 are three where A ends like no project.
    """
    number = _HOW_MANY.search(told)
    count = int(number[0]) if number else len(items)
    items = list(items)
    at = 0
    while len(items) > count > 0 and at + 1 < len(items):
        (begin, end), (first, last) = items[at], items[at + 1]
        joined = scene.text[last:begin] in ("和", "与", "及")
        if joined and not head_class(scene.text[first:last]) and head_class(scene.text[begin:end]):
            items[at : at + 2] = [(first, end)]
        else:
            at += 1
    return items


def _is_told(scene: Scene, begin: int, end: int) -> bool:
    """Whether an item of a list tells itself apart and ends like a project."""
    core = _ENDING.sub("", scene.text[begin:end])
    bare = re.sub(r"\([^()]*\)$", "", core)
    if len(core) < 4 or _generic(core) or not (_proper(scene, begin, end) or len(bare) >= 7):
        return False
    return bool(head_class(bare) or _ACTION.search(bare))


def _is_named(scene: Scene, begin: int, end: int) -> bool:
    """Whether an item of a list of projects has a name, whatever it ends in (兴贤书院)."""
    core = _ENDING.sub("", scene.text[begin:end])
    index = scene.tokens.index_ending_at(end)
    noun = index >= 0 and (scene.tokens.tags[index][:1] in "nsjbl")
    own = modifier(core) if head_class(core) else core
    told = len(own) >= 2 and not _generic(own)
    return len(core) >= 4 and noun and told and not (_generic(core) or _TASK.search(core))


def _items(scene: Scene, low: int, end: int) -> list[tuple[int, int]]:
    """The items of a list (A、B和C) that ends at `end`, each from where its name begins."""
    items = []
    while end > low + 2:
        head = scene.text.rfind("(", low, end) if scene.text[end - 1] == ")" else end
        begin = max(low, grow(scene, head - 1, head))
        if begin >= end - 2:
            break
        items.append((begin, end))
        mark = _LIST_MARK.search(scene.text[max(low, begin - 4) : begin])
        if mark is None:
            break
        end = max(low, begin - 4) + mark.start()
    return items


def _canonical(mention: Mention, groups: Sequence[Group]) -> Mention:
    for one in groups:
        if mention.name in one.wordings:
            return replace(mention, name=one.name)
    return mention
