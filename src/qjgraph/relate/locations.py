"""Locations: where a project or an event is."""

from __future__ import annotations

import re
from collections.abc import Iterator

from qjgraph.model import Doc, Entity, Kind, Location, Mention, Occurrence, Sentence
from qjgraph.relate.evidence import proof
from qjgraph.relate.subjects import Reader, reader
from qjgraph.relate.tables import cells

_SITED = re.compile(
    r"位于|(?:主要|大部分)集中(?:在|于)|坐落(?:于|在)?|座落(?:于|在)?|地处|选址(?:于|在)?|建在|落户(?:于|在)?|落址|建设地点[:为]?|项目地点[:为]?"
)
_STOP = re.compile(
    r"[。;!?\n]|(?:总?(?:投资|占地|用地|建筑)|是一|由|全长|东距|距|,(?:顺?接|衔接|跨|止|终|途|经|与))"
)
_BOUND = re.compile(r"(?P<side>[东西南北])(?:至|起|临|邻|接|靠|到|连|抵|始)")
_BOUND_END = re.compile(_BOUND.pattern + "$")
_RUNS = re.compile(r"[东西南北]起|起于|起自|始于|起点")
_OPPOSITE = {"东": "west_of", "西": "east_of", "南": "north_of", "北": "south_of"}
_ATTRIBUTE = re.compile(r"[^,。;]{0,16}?的(?=[^,。;]{2})[“]?")
_BEYOND = re.compile(r"以?(?P<side>[东西南北])(?:侧|面)?")
_CROSS = re.compile(
    r"(?:途经|(?<=,)经过?(?!济|营|济|费|常|验|由|[一-鿿]{0,4}(?:批准|同意|研究|审))|穿越|跨越|横跨|穿过|途径|沿线经过|途经地|涉及|惠及|覆盖|连接|串联|贯穿)"
)
_STARTS = re.compile(r"(?:起于|起自|起点(?:位于|为|在)?|始于)")
_ENDS = re.compile(r"(?:止于|终于|终点(?:位于|为|在|接|至)?|终至)")
_ENDS_OF = re.compile(r"\([一-鿿]{2,8}[-—至~到]+[一-鿿]{2,8}段?\)")
_SIDES = {"东": "east_of", "西": "west_of", "南": "south_of", "北": "north_of"}
_HELD = re.compile(r"[^,。;\n]{0,12}?(?:举行|召开|举办|启动|开幕|闭幕|开赛|进行|拉开|上演|主会场)")
_VISITS = re.compile(
    r"(?:先后)?(?:深入到?|来到|走进|前往|赴|(?<![入用实送感受得做看听提谈学起带想找])到|赶赴|抵达|亲临|莅临"
    r"|实地察看|察看|参观|走访|考察|在)"
)
#: Ceremonies of many projects are held in the division that they are named after.
_STARTED = re.compile("(?:集中|集体|统一)(?:开工|奠基|竣工|签约|动工)")
#: How far before a place the verb of a long list of stops may stand.
_REACH = 120
#: What is told between the verb and the place; 深入定点帮扶的上河村 still goes there.
_TOLD = re.compile(r"(?<!帮扶)(?<!联系)(?<!包联)(?<!挂点)的|说|强调|推进|建设(?!、)")
#: Divisions that are stops only where someone goes there to look.
_REGIONS = frozenset("县市州旗盟")
_GOES = frozenset(
    f"{often}{verb}"
    for often in ("", "先后")
    for verb in (
        "深入",
        "深入到",
        "来到",
        "走进",
        "前往",
        "赴",
        "到",
        "赶赴",
        "抵达",
        "亲临",
        "莅临",
        "在",
    )
)
_LOOKS = re.compile(
    r"等?[^,。;\n]{0,14}?(?:调研|督查|督导|检查|考察|视察|慰问|走访|指导|看望|巡查|察看"
    r"|观摩|考评|验收|暗访|抽查|[,、和])"
)
#: Behind the last of a chain: 望江镇新兴社区检查 is at the community alone.
_LOOKS_AT = re.compile(
    "(?:实地)?(?:调研|督查|督导|检查|考察|视察|慰问|走访|指导|看望|巡查|察看|暗访)"
)
#: Behind a division that is looked into: 对云岭县开展安全生产巡查.
_EXAMINED = re.compile(
    r"(?:[^,。;\n]{0,20}?(?:进行|开展|实施)|的)[^,。;\n]{0,10}?(?:巡查|督查|检查|督导|考核|验收|评估|暗访|调研)"
)
#: A list of stops before the verb: 对新城小学、西湖公园等进行了实地考察.
_SEEN = re.compile(
    r"[,。;\n到后行别]对(?P<stops>[^。;\n]{2,120}?)等?(?:地|处|地方)?进行了?(?:实地|现场|了)*"
    r"(?:参观|调研|考察|察看|检查|督查|查看|观摩|走访)"
)
#: What goes on at a stop, not what is held there.
_LOOKING = re.compile(
    r"[^,。;\n]{0,12}?进行了?(?:实地|现场)?(?:参观|调研|考察|察看|检查|督查|督导|查看|观摩|走访|慰问|指导)"
)
#: Behind the home that guests come to: 到我县进行实地调研.
_COMES_TO = re.compile(
    r"(?:进行|开展)?(?:实地)?(?:调研|考察|检查|督查|督导|视察|观摩|巡查|指导|采访|慰问|走访)"
)
_AT = re.compile(r"在[^,。;]{0,12}$")
#: Between 召开 and the event.
_OBJECT = re.compile(r"(?:了|的|[^,。;]{0,4})")
#: Before the home: guests come to it (来我县考察); its own leaders only work there.
_COMES = re.compile(r"(?:来|莅临|到访|走进|来到)$")
_SITES = frozenset("站港园区场馆村镇乡社寨街道桥湖库河路地店址城庙堡屯庄团")
_TOUCHES = re.compile(r"(?:境内|城区|县城)?的?(?:[^,。;的]{0,8}(?:镇|乡|村|社区|街道|县|区))?[“]?")
_CROSSING = re.compile(
    r"(?:[与和、][^,。;]{2,10})?(?:交叉口|交汇处|交界处|路口|沿线)[^,。;]{0,4}的[“]?"
)
_ARRIVES = re.compile(r"(?:来到|走进|前往|深入|赴|抵达|到|在)$")
_VIEWS = re.compile(
    r"[^,。;]{0,4},(?:实地)?(?:察看|查看|考察|参观|调研|视察|检查|了解|看到|观摩)(?:了)?[“]?"
)
_GROUND = re.compile(
    r"(?:旁|附近|内|现场|工地)?(?:隆重)?(?:举行|举办)?了?(?:集体|集中|同时|顺利)?(?:动工|开工|奠基|启用|竣工|开业|通车|揭牌|落成|正式)"
)
#: 在城区文昌路新建占地40亩的县实验小学: before the site, and between it and the project.
_IN = re.compile(r"在(?:[^,。;]{0,4})$")
_BUILDS = re.compile(
    r"(?:境内)?(?:投资)?(?:规划)?(?:建设|新建|兴建|修建|筹建|建起|实施)了?[^,。;]{0,40}?"
)
#: Between the place and the project of 在苏吕村,6个小微园集体开工.
_OPENS = re.compile(r"(?:境内|村口)?,(?:[^,。;]{0,6}[个座条处])?[“]?")
#: Between the place that opens a sentence and its project: 在河东村,投资260万元的X.
_IN_SCENE = re.compile(r"(?:境内|村口|村头|内)?,(?:[^,。;]{0,24}的|[^,。;]{0,6}[个座条处])?[“]?")
_SITE_COLUMN = re.compile(r"地点|地址|位置|选址|所在|区域|乡镇|镇街")


def relate(doc: Doc, read: Reader | None = None) -> list[Location]:
    """Where the projects and the events of an article are, each once, in order."""
    read = read or reader(doc)
    found: list[Location] = []
    seen: set[tuple[str, str]] = set()
    for location in (*_of_projects(read), *_of_cells(read), *_of_names(read), *_of_events(read)):
        if (
            location.of != location.place
            and (location.of.partition("(")[0], location.place) not in seen
        ):
            seen.add((location.of.partition("(")[0], location.place))
            found.append(location)
    return found


def _claim(read: Reader, of: str, place: Mention, relation: str, rule: str) -> Location:
    return Location(
        of=of,
        place=place.entity,
        relation=relation,
        **proof(read.doc, place.begin, place.end, rule),
    )


# ---------------------------------------------------------------------------- projects


def _of_projects(read: Reader) -> Iterator[Location]:
    for sentence in read.doc.article.sentences if read.names(Kind.PROJECT) else ():
        inside = read.doc.beginning_in(sentence.begin, sentence.end)
        here = [m for m in inside if m.kind is Kind.PLACE and m.entity]
        if here:
            yield from _headed(read, sentence, here)
            yield from _sited(read, sentence, here)
            yield from _bounded(read, sentence, here)
            yield from _before_name(read, sentence, here)
            yield from _bracketed(read, sentence, here)
            yield from _visited(read, sentence, here)


def _subject(read: Reader, sentence: Sentence, position: int) -> str:
    """The project that a site at a position is of: before it, behind 的, or the last one."""
    before = read.between(sentence.begin, position, Kind.PROJECT)
    if before:
        return before[-1].entity
    after = read.between(position, sentence.end, Kind.PROJECT)
    if after and re.fullmatch(
        r"[^,。;]{2,40}的[^,。;]{0,14}", read.text[position : after[0].begin]
    ):
        return after[0].entity
    if read.between(sentence.begin, position, Kind.ORGANIZATION):
        return ""
    earlier = read.between(0, sentence.begin, Kind.PROJECT)
    if not earlier:
        return ""
    told = read.doc.article.sentence_at(earlier[-1].begin)
    if told and sentence.block - told.block <= 1:
        return earlier[-1].entity
    return read.project


def _sited(read: Reader, sentence: Sentence, places: list[Mention]) -> Iterator[Location]:
    """位于, 坐落, 选址 and the places behind it."""
    for hit in _SITED.finditer(read.text, sentence.begin, sentence.end):
        project = _subject(read, sentence, hit.start())
        if not project.startswith("project:") or _is_of_place(read, places, hit.start()):
            continue
        stop = _STOP.search(read.text, hit.end(), sentence.end)
        limit = min(stop.start() if stop else sentence.end, hit.end() + 60)
        for place in places:
            if hit.end() <= place.begin < limit:
                yield _claim(read, project, place, _side(read, place), "location-sited")


def _is_of_place(read: Reader, places: list[Mention], at: int) -> bool:
    """Whether a place is what is said to lie somewhere (大坪村是位于山区的一个小村)."""
    before = [place for place in places if place.end <= at]
    return bool(before) and read.text[before[-1].end : at] in ("是", "是一个", "也是")


def _side(read: Reader, place: Mention) -> str:
    match = _BEYOND.match(read.text, place.end)
    if match and (
        read.text[place.end] == "以" or read.text[place.end + 1 : place.end + 2] in "侧面"
    ):
        return _SIDES[match.group("side")]
    return "in"


def _bounded(read: Reader, sentence: Sentence, places: list[Mention]) -> Iterator[Location]:
    """东至X, 北起X, X以南, 途经X, 起于X."""
    for place in places:
        relation = _relation(read.text, sentence, place)
        if not relation or (relation == "crosses" and _is_chained(read, place)):
            continue
        project = _attributed(read, sentence, place)
        if project is None:
            project = _subject(read, sentence, place.begin)
        if project:
            yield _claim(read, project, place, relation, "location-bounded")


def _is_chained(read: Reader, place: Mention) -> bool:
    """Whether a list of villages follows at once: 全旺镇里塘、山下等3个村 are the villages."""
    after = read.between(place.end, place.end + 1, Kind.PLACE)
    return bool(after) and after[0].rule == "place-listed"


def _attributed(read: Reader, sentence: Sentence, place: Mention) -> str | None:
    """连接A和B的X: the project X, empty where X is none; None where no 的 follows."""
    match = _ATTRIBUTE.match(read.text, place.end, sentence.end)
    if match is None:
        return None
    after = read.between(match.end(), match.end() + 2, Kind.PROJECT)
    return after[0].entity if after else ""


_TO_A_SIDE = re.compile("以[东西南北]")
_STOPS_OFF = re.compile("[,。;]")


def _relation(text: str, sentence: Sentence, place: Mention) -> str:
    before = text[max(sentence.begin, place.begin - 4) : place.begin]
    match = _BOUND_END.search(before)
    if match:
        if before.endswith(("起", "始")):
            return "begins_at"
        if _RUNS.search(text, sentence.begin, place.begin):
            return "ends_at"
        return _OPPOSITE[match.group("side")]
    if _TO_A_SIDE.match(text, place.end):
        return _SIDES[text[place.end + 1]]
    clause = text[max(sentence.begin, place.begin - 40) : place.begin]
    for pattern, relation in ((_STARTS, "begins_at"), (_ENDS, "ends_at"), (_CROSS, "crosses")):
        hits = list(pattern.finditer(clause))
        if hits and not _STOPS_OFF.search(clause, hits[-1].end()):
            return relation
    return ""


def _bracketed(read: Reader, sentence: Sentence, places: list[Mention]) -> Iterator[Location]:
    """Where a road begins and ends that is named with both: 绿园路(龙江路-玉州路)."""
    for project in read.between(sentence.begin, sentence.end, Kind.PROJECT):
        ends = _ENDS_OF.match(read.text, project.end, sentence.end)
        for place in places if ends else ():
            if ends and ends.start() < place.begin and place.end < ends.end():
                relation = "begins_at" if place.begin == ends.start() + 1 else "ends_at"
                yield _claim(read, project.entity, place, relation, "location-bounded")


def _before_name(read: Reader, sentence: Sentence, places: list[Mention]) -> Iterator[Location]:
    """A division right before a project's name; roads whose crossing it stands at."""
    for project in read.between(sentence.begin, sentence.end, Kind.PROJECT):
        if project.rule.endswith("anaphor"):
            continue
        for place in places:
            if place.end > project.begin or place.rule == "place-deixis":
                continue
            gap = read.text[place.end : project.begin]
            if _TOUCHES.fullmatch(gap) or _CROSSING.fullmatch(gap):
                yield _claim(read, project.entity, place, "in", "location-named")


def _visited(read: Reader, sentence: Sentence, places: list[Mention]) -> Iterator[Location]:
    """来到盐东港,察看X工程; X在东湖公园旁举行动工仪式."""
    projects = read.between(sentence.begin, sentence.end, Kind.PROJECT)
    for place in places:
        after = next((p for p in projects if p.begin >= place.end), None)
        chain = _chain_begin(read, places, place)
        led = read.text[max(sentence.begin, chain - 6) : chain]
        listed = _list_end(read, places, place)
        gap = read.text[listed : after.begin] if after else ""
        begun = after and _GROUND.match(read.text, after.end)
        if after and (
            (_ARRIVES.search(led) and _VIEWS.fullmatch(gap))
            or (led.endswith("在") and begun and _OPENS.fullmatch(gap))
            or (led == "在" and _IN_SCENE.fullmatch(gap))
            or (_IN.search(led) and _BUILDS.fullmatch(gap))
        ):
            yield _claim(read, after.entity, place, "in", "location-sited")
        before = [p for p in projects if p.end <= place.begin]
        if before and _GROUND.match(read.text, place.end) and re.search(r"在[^,。;]{0,10}$", led):
            yield _claim(read, before[-1].entity, place, "in", "location-sited")


def _headed(read: Reader, sentence: Sentence, places: list[Mention]) -> Iterator[Location]:
    """A line that is a division and no more: the project that opens the next paragraph is there."""
    place = places[0]
    blocks = read.doc.article.blocks
    if read.text[sentence.begin : sentence.end].strip() != read.text[place.begin : place.end]:
        return
    if sentence.block == 0 or sentence.block + 1 >= len(blocks):
        return
    following = blocks[sentence.block + 1]
    opening = read.between(following.begin, following.begin + 16, Kind.PROJECT)
    if opening:
        yield _claim(read, opening[0].entity, place, "in", "location-named")


def _chain_begin(read: Reader, places: list[Mention], place: Mention) -> int:
    """Where the chain or list of places begins that a place stands in (在|A镇B村、C村)."""
    chain = place.begin
    for other in reversed(places):
        if other.end <= chain and read.text[other.end : chain] in ("", "、", "和", "及"):
            chain = other.begin
    return chain


def _list_end(read: Reader, places: list[Mention], place: Mention) -> int:
    """Where the list of places ends that a place stands in."""
    end = place.end
    for other in places:
        if other.begin >= end and read.text[end : other.begin] in ("、", "和", "及"):
            end = other.end
    return end


def _of_names(read: Reader) -> Iterator[Location]:
    """Divisions that the article names and that a project's name begins with."""
    divisions = [
        (key, entity.name) for key, entity in read.doc.entities.items()
        if entity.kind is Kind.PLACE and len(entity.name) > 2 and entity.name[-1] in "县镇乡村区"
    ]  # fmt: skip
    first: dict[str, Mention] = {}
    for mention in read.doc.of_kind(Kind.PROJECT):
        if mention.entity.startswith("project:") and not mention.rule.endswith("anaphor"):
            held = first.setdefault(mention.entity, mention)
            if mention.end - mention.begin > held.end - held.begin:
                first[mention.entity] = mention
    for key, mention in first.items():
        written = read.text[mention.begin : mention.end]
        for place, name in divisions:
            if 0 <= written.find(name) <= 6:
                proven = proof(read.doc, mention.begin, mention.end, "location-named")
                yield Location(of=key, place=place, relation="in", **proven)


def _of_cells(read: Reader) -> Iterator[Location]:
    """The column of sites of a table."""
    table = cells(read.doc)
    for place in read.doc.of_kind(Kind.PLACE) if table.cells else ():
        cell = table.at(place.begin)
        if cell and cell.project and place.entity and _SITE_COLUMN.search(cell.heading):
            yield _claim(read, cell.project, place, "in", "location-table")


# ------------------------------------------------------------------------------ events


def _of_events(read: Reader) -> Iterator[Location]:
    main = [c for c in read.doc.claims if isinstance(c, Occurrence)]
    for claim in main:
        entity = read.doc.entities.get(claim.event)
        if entity is None:
            continue
        if entity.type in ("inspection", "visit"):
            yield from _stops(read, claim)
        else:
            held = list(_venue(read, claim))
            yield from held or _of_ceremony(read, claim, entity)


def _venue(read: Reader, claim: Occurrence) -> Iterator[Location]:
    """在X举行: of the event that the words tell of, not of another one named beside it."""
    for place in read.doc.of_kind(Kind.PLACE):
        sentence = read.doc.article.sentence_at(place.begin)
        if sentence is None or read.between(place.end, place.end + 1, Kind.PLACE):
            continue
        lead = read.text[max(sentence.begin, place.begin - 14) : place.begin]
        held = _HELD.match(read.text, place.end) if _AT.search(lead) else None
        if held and _held_event(read, sentence, place, held.end()) == claim.event:
            yield _claim(read, claim.event, place, "at", "location-venue")


def _of_ceremony(read: Reader, claim: Occurrence, event: Entity) -> Iterator[Location]:
    """The county or town that starts its projects where no venue is told: 云岭县项目集中开工."""
    named = [m for m in read.doc.of_kind(Kind.EVENT) if m.entity == claim.event]
    if event.type != "ceremony" or not named or not _STARTED.search(event.name):
        return
    for key, entity in read.doc.entities.items():
        division = entity.kind is Kind.PLACE and entity.type in ("county", "township")
        if division and len(entity.name) > 2 and event.name.startswith(entity.name):
            proven = proof(read.doc, named[0].begin, named[0].end, "location-named")
            yield Location(of=claim.event, place=key, relation="at", **proven)


def _held_event(read: Reader, sentence: Sentence, place: Mention, end: int) -> str:
    """The event that is held there: behind the verb (召开X), else the last one before."""
    inside = [
        event for event in read.doc.of_kind(Kind.EVENT)
        if sentence.begin <= event.begin < sentence.end
    ]  # fmt: skip
    if any(event.begin <= place.begin < event.end for event in inside):
        return ""
    for event in inside:
        if end - 2 <= event.begin and _OBJECT.fullmatch(read.text, end, event.begin):
            return event.entity
    before = [event for event in inside if event.end <= place.begin]
    after = [event for event in inside if event.begin >= place.end]
    return (before[-1:] or after[:1] or [place])[0].entity


def _stops(read: Reader, claim: Occurrence) -> Iterator[Location]:
    """The stops of an inspection: 来到X, 深入X、Y, 在X, and those on lines of their own."""
    line = -1
    own = {m.begin for m in read.doc.of_kind(Kind.EVENT) if m.entity == claim.event}
    for place in read.doc.of_kind(Kind.PLACE):
        sentence = read.doc.article.sentence_at(place.begin)
        if sentence is None or not (
            claim.main or any(sentence.begin <= at < sentence.end for at in own)
        ):
            continue
        if not place.entity:
            continue
        if _is_examined(read, sentence, place):
            yield _claim(read, claim.event, place, "at", "location-stop")
        elif place.rule == "place-deixis" or place.entity == read.home_key:
            if _is_host(read, sentence, place):
                yield _claim(read, claim.event, place, "at", "location-stop")
        elif _is_seen(read, sentence, place):
            yield _claim(read, claim.event, place, "at", "location-stop")
        elif _HELD.match(read.text, place.end) and not _LOOKING.match(read.text, place.end):
            continue
        elif _is_stop(read, sentence, place) or (
            line in (sentence.block, sentence.block - 1) and _is_line(read, sentence, place)
        ):
            line = sentence.block
            yield _claim(read, claim.event, place, "at", "location-stop")


def _is_host(read: Reader, sentence: Sentence, place: Mention) -> bool:
    """Whether guests come to the home: 来我县考察, 到我县进行调研."""
    if _COMES.search(read.text, max(sentence.begin, place.begin - 3), place.begin):
        return True
    led = read.text[max(sentence.begin, place.begin - 2) : place.begin]
    return led.endswith(("到", "赴", "深入")) and bool(_COMES_TO.match(read.text, place.end))


def _is_examined(read: Reader, sentence: Sentence, place: Mention) -> bool:
    """Whether an inspection looks into a division: 对云岭县开展巡查."""
    led = read.text[max(sentence.begin, place.begin - 1) : place.begin]
    division = place.name[-1:] in _REGIONS or place.name[-1:] in "区镇乡"
    return led == "对" and division and bool(_EXAMINED.match(read.text, place.end))


def _is_seen(read: Reader, sentence: Sentence, place: Mention) -> bool:
    """Whether a site stands in a list of what was looked at: 对A、B等进行了考察."""
    if place.name[-1:] not in _SITES:
        return False
    begin = max(0, sentence.begin - 1)
    return any(
        seen.start("stops") <= place.begin and place.end <= seen.end("stops")
        for seen in _SEEN.finditer(read.text, begin, sentence.end)
    )


def _is_stop(read: Reader, sentence: Sentence, place: Mention) -> bool:
    """Whether a visit's verb stands before a place, with at most a list of others between."""
    clause = read.clause_at(place.begin)
    begin = max(clause.begin if clause else sentence.begin, place.begin - _REACH)
    verbs = list(_VISITS.finditer(read.text, begin, place.begin))
    if not verbs or _TOLD.search(read.text, verbs[-1].end(), place.begin):
        return False
    if place.name[-1:] in _SITES:
        inner = read.between(place.end, place.end + 1, Kind.PLACE)
        return not (inner and _LOOKS_AT.match(read.text, inner[0].end))
    if place.name[-1:] not in _REGIONS or verbs[-1][0] not in _GOES:
        return False
    between = read.text[verbs[-1].end() : place.begin]
    for other in read.doc.beginning_in(verbs[-1].end(), place.begin):
        between = between.replace(read.text[other.begin : other.end], "", 1)
    return not between.strip("、和及") and bool(_LOOKS.match(read.text, place.end))


def _is_line(read: Reader, sentence: Sentence, place: Mention) -> bool:
    """Whether a place stands at the end of a line that holds nothing but places."""
    begin = sentence.begin
    for other in read.doc.beginning_in(sentence.begin, place.begin):
        begin = max(begin, other.end) if other.kind is Kind.PLACE else begin
    return begin == place.begin and not read.text[place.end : sentence.end].strip(" 、,。;")
