"""Projects: 北关片区城中村改造项目, 白云山水库, 衢江区数字经济产业中心(一期).

An undertaking (…项目, …工程) is one where its name tells it from others, or where the text gives
it a fact of its own.  Any other thing (a park, a road, a workshop) is one where the text
speaks of its being built, paid for or opened.  Wordings of one project share its name: the
longest, so that linking sees one.  Later mentions (该项目, 工程) carry the name they stand for.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from qjgraph.grid import grids
from qjgraph.lexicon.tokens import Tokens
from qjgraph.lexicon.tokens import tokens as read_tokens
from qjgraph.mention.work_groups import Group, group, resolve_later
from qjgraph.mention.work_lists import listed
from qjgraph.mention.work_names import (
    Scene,
    begin_of,
    from_mark,
    grow,
    head_class,
    head_ends,
    modifier,
    tail,
)
from qjgraph.mention.work_patterns import (
    ACTION,
    APPOSED,
    AT_WORK,
    BEGUN,
    BESIDE,
    BODY_PHASE,
    BOUND,
    BOUND_BEFORE,
    BUILDING,
    BUILT,
    BUILT_KINDS,
    CAPACITY,
    CLASSIFIER,
    COUNTED,
    COUNTS,
    DEFINED,
    DEICTIC,
    DESCRIBES,
    DESIGNED,
    ENDING,
    FACT,
    FEATURES,
    FINISHED,
    GATHERED,
    IS_A,
    IS_ALSO,
    ITEM,
    ITEM_OPENS,
    LEADING,
    LIES_IN,
    LINE,
    MADE,
    MANY,
    MEASURES,
    MEETS,
    MOVEMENT,
    NAMES,
    NEWLY,
    NO_NAME,
    NOTICE,
    NUMBER,
    NUMBERED,
    OFFICE,
    OUTPUT,
    OWN_FACT,
    OWNED,
    PAID,
    PAID_FOR,
    PAID_TO_BUILD,
    PART_OF,
    PARTED,
    PARTS,
    PLACE_VERB,
    PLURAL,
    ROAD_WORK,
    RUNS_FROM,
    SITE,
    SITES,
    STANDS_IN,
    STARTED,
    THIS_ONE,
    WORKED,
)
from qjgraph.mention.work_roads import roads, sections
from qjgraph.mention.work_tells import (
    is_generic,
    is_proper,
    overlaps,
    places_of,
    project_at,
    proper_place,
    spans,
)
from qjgraph.model import Article, Kind, Mention, Role

#: An item of a list with fewer characters may be talk (人人抓项目).
_ITEM_CORE = 6


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
        article, tokens or read_tokens(article.text), dates, amounts, (*places, *organizations)
    )
    bodies = {(body.begin, body.end) for body in organizations}
    found = [*_notices(scene), *_tabled(article)]
    found += listed(scene, article, spans(found))
    found += _grown(scene, article, spans(found), bodies)
    found += sections(scene, found)
    found += roads(scene, places, found)
    found += _repeated(scene, found)
    found.sort(key=lambda mention: (mention.begin, -mention.end))
    # 协作项目共两个: a class, and no other wording of its members.
    classes = frozenset(m.name for m in found if MANY.match(article.text, m.end))
    groups = group(found, places, classes)
    named = [_canonical(mention, groups) for mention in found]
    return resolve_later(article, named, groups)


_LAST_BRACKET = re.compile(r"\([^()]*\)$")


def _repeated(scene: Scene, found: Sequence[Mention]) -> list[Mention]:
    """Further places where a found name stands, with or without its 项目."""
    names = {m.name for m in found} | {ENDING.sub("", m.name) for m in found}
    names |= {_LAST_BRACKET.sub("", name) for name in names}
    usable = sorted(
        (n for n in names if "“" not in n and len(n) >= (4 if head_class(n) else 5)),
        key=lambda n: (-len(n), n),
    )
    if not usable:
        return []
    taken = spans(found)
    again = []
    for begin, end in places_of(usable, scene.text):
        if overlaps(begin, end, taken):
            continue
        if not (NO_NAME.match(scene.text, end) or _inside_title(scene.text, begin)):
            again.append(project_at(scene.text, begin, end, "project-again"))
    return again


def _scene(
    article: Article,
    tokens: Tokens,
    dates: Iterable[Mention],
    amounts: Iterable[Mention],
    proper: Iterable[Mention],
) -> Scene:
    text = article.text
    stops = {date.end: date.begin for date in dates}
    inner: dict[int, int] = {}
    for amount in amounts:
        output = OUTPUT.search(text, max(0, amount.begin - 4), amount.begin)
        measured = (
            output is not None
            or getattr(amount.value, "unit", "") in MEASURES
            or text[amount.end : amount.end + 1] == "级"
            or (CAPACITY.fullmatch(text, amount.begin, amount.end) and MADE.match(text, amount.end))
        )
        begin = output.start() if output else amount.begin
        (inner if measured else stops)[amount.end] = begin
    known: dict[int, int] = {}
    for mention in proper:
        # 全州 is a county where no rule read it as the whole of a prefecture.
        named = mention.kind is Kind.PLACE and mention.rule != "place-deixis"
        if named or not DEICTIC.search(text, mention.begin, mention.end):
            begin = begin_of(tokens, mention.begin, mention.end)
            known[mention.end] = min(begin, known.get(mention.end, begin))
    # The words that open a report are no part of a name (本网讯红丰水库工程).
    stops |= {end: begin for begin, end in article.datelines}
    return Scene(text=text, tokens=tokens, stops=stops, inner=inner, proper=known)


def _grown(
    scene: Scene, article: Article, taken: Sequence[tuple[int, int]], bodies: set[tuple[int, int]]
) -> list[Mention]:
    """Projects by their endings, from right to left; one inside a project is not read again."""
    found: list[Mention] = []
    edge = len(scene.text) + 1
    for begin, end, kind in head_ends(scene.text):
        if end > edge or overlaps(begin, end, taken):
            continue
        start, stop = grow(scene, begin, end), max(end, tail(scene.text, end))
        if NUMBER.match(scene.text, start) or is_generic(ENDING.sub("", scene.text[start:end])):
            start = from_mark(scene, start)
        mention = _judge(scene, article, _Name(begin=start, end=stop, kind=kind), bodies)
        if mention and found and found[-1].begin == mention.end and _is_class(mention):
            # 关键性工程X: what X is.
            mention = None
        if mention:
            found.append(mention)
        edge = mention.begin if mention else begin
    return found


def _is_class(mention: Mention) -> bool:
    return bool(APPOSED.search(ENDING.sub("", mention.name)))


def _judge(
    scene: Scene, article: Article, name: _Name, bodies: set[tuple[int, int]]
) -> Mention | None:
    text = scene.text
    if text.endswith(("在", "于"), 0, name.begin):
        # 在高新区建设X: the verb behind the place is none of the name.
        verb = PLACE_VERB.match(text, name.begin, name.end)
        name = _Name(begin=verb.end(), end=name.end, kind=name.kind) if verb else name
    if (behind := _own_begin(text, name.begin, name.end)) != name.begin:
        name = replace(name, begin=behind)
    numbered = NUMBERED.match(text, name.begin)
    if numbered and (name.begin == 0 or text[name.begin - 1] in "\n 。;"):
        name = _Name(begin=numbered.end(), end=name.end, kind=name.kind)
    first = name.begin + bool(CLASSIFIER.match(text, name.begin - 1))
    begin, end = _unquote(text, *_without_office(text, first, _without_part(text, first, name.end)))
    if end < name.end and not head_class(text[begin:end]):
        return None
    core = ENDING.sub("", text[begin:end])
    bare = _without_places(scene, begin, begin + len(core))
    if name.kind in BUILT_KINDS and _are_begun(text, begin, end):
        return project_at(text, begin, end, "project-facility") if len(core) >= 6 else None
    if (
        len(core) < 3
        or (not bare and core[-1] in "省市县区州旗")
        or (is_generic(bare) and not BODY_PHASE.search(core))
        or DESCRIBES.search(core)
        or _inside_title(text, begin)
        or BOUND.match(core)
    ):
        return None
    before, after = text[max(0, begin - 24) : begin], _rest(article, end)
    if name.kind == "undertaking" and MANY.match(after) and not core.endswith("期"):
        return None
    if BOUND_BEFORE.search(before) or (
        before.endswith("“") and after.startswith("”") and not proper_place(scene, begin, end)
    ):
        return None
    if after.startswith("之一") or _is_met(text, begin, end):
        return None
    stands = STANDS_IN.search(before) if name.kind in SITES else None
    if stands and not SITE.match(after) and (stands.group("sited") or LIES_IN.match(after)):
        return None
    if PLURAL.search(core) or NO_NAME.match(after) or COUNTED.search(before):
        return None
    if MOVEMENT.search(core) and GATHERED.match(after):
        return None
    proper = is_proper(scene, begin, end)
    if name.kind == "undertaking":
        is_a = IS_A.search(before)
        apposed = text.startswith("——", end) or is_a or IS_ALSO.search(before)
        if (apposed and APPOSED.search(core)) or (
            is_a and (is_a.group("classed") or is_a.group("first"))
        ):
            return None
        listed = len(core) >= 7 and (before.endswith("、") or after.startswith("、"))
        good = (
            proper or listed
            or (len(core) >= OWNED and _is_owned(scene, begin) and AT_WORK.search(after))
            or (FACT.search(after[:60]) and len(core) >= 4)
            or BUILDING.search(before) or (len(core) >= 5 and THIS_ONE.match(text, end))
        )  # fmt: skip
        return project_at(text, begin, end, "project-undertaking") if good else None
    at_work = SITE.match(after) or BUILDING.search(before) or PAID.search(after[:40])
    if (begin, end) in bodies and not at_work:
        return None
    own = modifier(_without_places(scene, begin, begin + len(core)))
    if (is_generic(own) or not own) and not (proper_place(scene, begin, end) or "“" in core):
        return None
    if (
        PARTS.search(before)
        or BESIDE.match(after)
        or (COUNTS.match(after) and not core.endswith("期"))
    ):
        return None
    if after.startswith("段") or (text[end : end + 1] == "站" and name.kind == "road"):
        return None
    paid = PAID_FOR.search(text[max(0, begin - 60) : begin].rpartition("。")[2])
    told = proper_place(scene, begin, end) or FACT.search(after[:40]) or paid
    built: object = (
        SITE.match(after)
        or (proper and name.kind != "base" and after.startswith("建设"))
        or (proper and BUILT.match(after))
        or (told and BUILDING.search(before))
        or (proper and name.kind in ("water", "plant") and DEFINED.match(after))
        or (name.kind == "works" and (DESIGNED.match(after) or FINISHED.search(before)))
    )
    line = name.kind == "road" and (LINE.search(core) or RUNS_FROM.match(after))
    if not built and line and FACT.search(after[:80]):
        built = True
    if not built and len(core) >= 5 and (OWN_FACT.match(after) or BEGUN.match(after)):
        built = True
    placed = proper_place(scene, begin, end) or ROAD_WORK.match(core)
    if name.kind == "works" and not (placed and WORKED.search(before + "|" + after[:8])):
        return None
    if built and (proper or placed or len(core) >= (5 if OWN_FACT.match(after) else 6)):
        return project_at(text, begin, end, "project-facility")
    return None


def _is_owned(scene: Scene, begin: int) -> bool:
    """Whether 的 joins a name to the place or body before it (云岭县的中小微企业园项目)."""
    return scene.text[begin - 1 : begin] == "的" and begin - 1 in scene.proper


def _own_begin(text: str, begin: int, end: int) -> int:
    """Where a name really begins: right behind 投资2亿元建设, or behind 安置房分."""
    paid = max(
        PAID_TO_BUILD.finditer(text, max(0, begin - 36), end), default=None, key=re.Match.end
    )
    if paid and 0 < begin - paid.end() <= 12 and text[paid.end() : begin].isalpha():
        return paid.end()
    opened = NEWLY.search(text, max(0, begin - 9), begin)
    if opened and not is_generic(opened.group("word")):
        return opened.start("word")
    item = ITEM_OPENS.search(text, max(0, begin - 16), begin)
    named = item and len(ENDING.sub("", text[item.start("word") : end])) >= _ITEM_CORE
    if item and named and not is_generic(item.group("word")):
        return item.start("word")
    # 据县工业园区: a word of grammar that the segmenter took for a part of the name.
    begin += text[begin] in "据且但" and begin > 0 and not text[begin - 1].isalpha()
    parted = PARTED.match(text, begin, end)
    return parted.end() if parted else begin


def _are_begun(text: str, begin: int, end: int) -> bool:
    """Whether several alike works are begun or done together (8个小微企业创业园集体开工)."""
    before = text[max(0, begin - 12) : begin]
    return bool(COUNTED.search(before) and STARTED.match(text, end))


def _is_met(text: str, begin: int, end: int) -> bool:
    """Whether a road or the like is only what another one meets (与X互通, 与X相接)."""
    if text[begin - 1 : begin] in ("从", "自") and text[end : end + 1] in ("至", "到"):
        return True
    if text[begin - 1 : begin] not in ("与", "和", "同"):
        return False
    return bool(MEETS.match(text, end)) or text.endswith("互通", begin, end)


def _without_part(text: str, begin: int, end: int) -> int:
    """The end of X工程 in X工程主体工程: what is done to a part is told of the whole."""
    part = PART_OF.search(text, begin, end)
    return part.start(part.lastgroup or 0) if part else end


def _without_office(text: str, begin: int, end: int) -> tuple[int, int]:
    """Without the 项目 of 项目经理, and without a leading 项目 (首批项目X)."""
    if OFFICE.match(text, end):
        end -= 2 if text[begin:end].endswith(("项目", "工程")) else 0
    lead = LEADING.match(text, begin, end)
    classed = lead and (is_generic(lead.group(1)) or APPOSED.search(lead.group(1)))
    if lead and (not lead.group(1) or classed):
        begin = lead.end()
    return begin, end


def _without_places(scene: Scene, begin: int, end: int) -> str:
    """What is left of a name behind the divisions and bodies it begins with."""
    ends = sorted(e for e in scene.proper if begin < e <= end and scene.proper[e] >= begin)
    for stop in ends:
        tells = head_class(scene.text[begin:stop]) or scene.text[stop - 1] in FEATURES
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


def _notices(scene: Scene) -> list[Mention]:
    """项目名称:… of a notice."""
    items = [
        project_at(scene.text, hit.start(1), hit.end(1), "project-item")
        for hit in ITEM.finditer(scene.text)
        if _is_item(scene, hit)
    ]
    return items + [
        project_at(
            scene.text, hit.start(1), hit.start(1) + len(hit.group(1).rstrip()), "project-notice"
        )
        for hit in NOTICE.finditer(scene.text)
        if 4 <= len(hit.group(1).strip()) <= 60
    ]


def _is_item(scene: Scene, hit: re.Match[str]) -> bool:
    """Whether a numbered item's heading names a project: its facts follow."""
    core = ENDING.sub("", hit.group(1))
    named = head_class(hit.group(1)) or ACTION.search(core)
    following = scene.text[hit.end() : hit.end() + 60]
    return bool(named and not is_generic(core) and FACT.search(following))


def _tabled(article: Article) -> list[Mention]:
    """The cells under 项目名称 of a table."""
    found = []
    for grid in grids(article) if any(b.role is Role.ROW for b in article.blocks) else ():
        column = next((n for n, name in enumerate(grid.columns) if NAMES.match(name)), -1)
        for row in grid.rows:
            if column >= 0 and len(row) == len(grid.columns):
                cell = row[column]
                found.append(project_at(article.text, cell.begin, cell.end, "project-table"))
    return found


def _canonical(mention: Mention, groups: Sequence[Group]) -> Mention:
    for one in groups:
        if mention.name in one.wordings:
            return replace(mention, name=one.name)
    return mention
