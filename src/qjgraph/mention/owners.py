"""What a title belongs to: the body, division, zone, village or project before it.

Where nothing stands right before a title, it leans on the post before it in the list, on the
village or company that was named last, or on the division that its own level word means.
"""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache

from qjgraph.lexicon.bodies import LEVELS, organs
from qjgraph.lexicon.names import name_end
from qjgraph.lexicon.rules import confidence
from qjgraph.lexicon.tables import words
from qjgraph.mention.edges import left_edge
from qjgraph.mention.scene import Post, Scene, starts_word
from qjgraph.model import Kind, Mention

#: First characters of heads that may also be the last of the body before them (公安|局|长).
_SHARED = "部局厅处所院校台社馆站"

#: Organs that only villages and communities have.
_OF_VILLAGES = frozenset(("村委会", "村民委员会", "居委会", "居民委员会", "村委"))

#: Titles that lean on the post named before them.
_DEPUTIES = ("副", "秘书长", "党委", "党组", "党工委", "纪委", "常务副", "专职副")

#: Seats of a party committee that a list goes on to: 县委委员、常委、书记.
_SEATS = ("委员", "常委", "书记", "副书记")

#: 县人武部政委|刘刚、|部长: the next of a body's heads, beside the first.
_BESIDE = re.compile(r"[\u4e00-\u9fff·]{2,4}、")

#: 分管扶贫工作的 between a town and a title.
_IN_CHARGE = re.compile(r"(?:分管|负责|主管|联系|挂钩|包联)[^,。;、]{1,12}的$")

#: Bodies whose 纪委 and 工会 are part of them.
_SELF_CONTAINED = ("学院", "大学", "学校", "中学", "公司", "集团", "医院", "银行")

#: Endings of places that have party branches and committees of their own.
_AREAS = ("村", "社区", "街道", "镇", "乡", "园区", "开发区", "新区")

#: Endings of the divisions that minorities govern.
_REGIONS = ("自治区", "自治州", "自治县")

#: Organs that name nothing without what stands before them.
_GENERIC = frozenset((
    "委员会", "办事处", "管理委员会", "管委会", "党委", "党组", "党支部", "党总支", "党工委",
    "委", "办公室",
))  # fmt: skip

_GENERIC_LONGEST = tuple(sorted(_GENERIC - {"委"}, key=lambda form: (-len(form), form)))


def owned(
    scene: Scene, start: int, end: int, outer: int, kind: str, before: Post | None, former: bool
) -> Post:
    """The title from `start` on and its owner, which ends at `start`."""
    text, title = scene.text, scene.text[start:end]
    if kind in ("chief", "leader"):
        owner, begin, level = _chief_owner(scene, begin_of_level(text, start, end), start)
        return Post(min(begin, outer), end, title, owner, kind, level, former)
    if text[start] in _SHARED and _is_body(scene.ends.get(start + 1)):
        # 县委统战部|长: the body and the title share a character.
        body = scene.ends[start + 1]
        return replace(_of_mention(scene, body, start, end, kind, former), title=title)
    inner = next((form for form in _WITHIN_COURTS if text.endswith(form, 0, start)), "")
    if inner:
        return _within_court(scene, start, end, inner, kind, before, former)
    owner_mention = scene.ends.get(start) or _before_committee(scene, start, end)
    if owner_mention is None and text[start - 1] == "在" and _is_body(scene.ends.get(start - 1)):
        # 省督查组|在组长李一鸣带领下
        return _of_mention(scene, scene.ends[start - 1], start, end, kind, former)
    if owner_mention is not None:
        return _of_mention(scene, owner_mention, start, end, kind, former)
    clause = _IN_CHARGE.search(text, max(0, start - 18), start)
    if clause and clause.start() in scene.ends:
        post = _of_mention(scene, scene.ends[clause.start()], start, end, kind, former)
        return replace(post, title=title)
    organ = _bare_organ(scene, start, before) if kind != "lay" else None
    if organ is None and text[start] in _SHARED:
        # 统战部|长: the organ and the title share a character.
        organ = _bare_organ(scene, start + 1, before)
    if organ is not None:
        return Post(organ.begin, end, title, f"organization:{organ.name}", kind, "", former)
    if before is not None and before.of.endswith(_SELF_CONTAINED):
        inner = next(
            (form for form in ("纪委", "工会", "团委") if text.endswith(form, 0, start)), ""
        )
        if inner:
            start -= len(inner)
            return Post(start, end, text[start:end], before.of, kind, "", former)
    generic = next((form for form in _GENERIC_LONGEST if text.endswith(form, 0, start)), "")
    if generic:
        return _of_generic(scene, start, end, generic, kind, before)
    unit = (
        _zone(scene, start)
        or _by_noun(scene, start)
        or _unit(scene, start)
        or _firm(scene, start, title)
    )
    unit = unit or _unknown(scene, start, before)
    if unit is not None:
        return Post(unit.begin, end, title, f"organization:{unit.name}", kind, "", former)
    owner = _nearby_owner(scene, start, title, kind, before)
    if before is not None and kind == "committee" and title in _SEATS:
        title = f"{before.title[:2]}{title}" if before.title[1:2] == "委" else title
    if text[start - 1 : start] == "村":
        start -= 1
    return Post(start, end, title, owner, kind, before.level if before else "", former)


#: Committees inside a court or a procuratorate; they are part of their members' title.
_WITHIN_COURTS = ("审判委员会", "检察委员会")


def _within_court(
    scene: Scene, start: int, end: int, inner: str, kind: str, before: Post | None, former: bool
) -> Post:
    """审判委员会委员 of the court before it, or of the post before it in the list."""
    begin, title = start - len(inner), scene.text[start - len(inner) : end]
    whole, court = scene.ends.get(start), scene.ends.get(begin)
    if whole is not None and whole.name.endswith(inner) and len(whole.name) > len(inner):
        court = replace(whole, end=begin, name=whole.name.removesuffix(inner))
    if court is not None and court.name != inner:
        court = replace(court, type="court" if inner[0] == "审" else "procuratorate")
        scene.extra.append(court)
        return Post(court.begin, end, title, f"organization:{court.name}", kind, "", former)
    return Post(begin, end, title, before.of if before else "", kind, "", former)


def _is_body(mention: Mention | None) -> bool:
    return mention is not None and mention.kind is Kind.ORGANIZATION


def _before_committee(scene: Scene, start: int, end: int) -> Mention | None:
    """县政府 of 县政府|党组成员, where 县政府党组 was read as the body."""
    for word in ("机关党委", "机关党组", "党组", "党委", "党支部", "党总支", "党工委"):
        if not scene.text.startswith(word, start, end):
            continue
        body = scene.ends.get(start + len(word))
        if body is not None and body.name.endswith(word):
            return _above(scene, body, start, word)
    return None


def _above(scene: Scene, body: Mention, start: int, word: str) -> Mention | None:
    """A department or village; a government's 党组 stands for itself."""
    name = body.name[: -len(word)]
    place = next((p for p in scene.places if p.end == start), None)
    if place is not None:
        return place
    if name.endswith("政府"):
        return body
    ending = next((e for e in _AREAS if name.endswith(e)), "")
    if ending:
        name = _last_place(scene, start, ending) or name
    if len(name) == 1:
        # 镇党委 where no town is named
        return None
    if ending or name.endswith(_REGIONS):
        return replace(body, end=start, name=name, kind=Kind.PLACE)
    return replace(body, end=start, name=name)


#: Head nouns that stand for a body named before (学院, 公司).
_NOUNS = (
    "学院", "大学", "学校", "中学", "小学", "医院", "集团", "公司", "银行", "指挥部", "中心",
    "合作社",
)  # fmt: skip


def _by_noun(scene: Scene, start: int) -> Mention | None:
    """学院 in 学院党委书记 is the school that was named last."""
    noun = next((noun for noun in _NOUNS if scene.text.endswith(noun, 0, start)), "")
    if not noun:
        return None
    begin = start - len(noun)
    ending = "学" if noun == "学校" else noun
    earlier = [b for b in scene.bodies if b.end <= begin and b.name.endswith((noun, ending))]
    if not earlier:
        return None
    # Where several are of that kind it is the one the article speaks of most.
    told = max(earlier, key=lambda body: scene.text.count(body.name))
    return replace(told, begin=begin, end=start)


_ZONE = re.compile(
    r"(?<![\u4e00-\u9fff])(?:经济(?:技术)?开发区|高新(?:技术产业)?(?:开发)?区|工业园区?|产业集聚区|开发区)$"
)


def _zone(scene: Scene, start: int) -> Mention | None:
    """经济开发区 before 副主任: the zone of the paper's division, as the body that runs it."""
    match = _ZONE.search(scene.text, max(0, start - 10), start)
    if match is None:
        return None
    body = Mention(
        kind=Kind.ORGANIZATION, begin=match.start(), end=start, type="government",
        name=scene.levels.own + match.group(), rule="body-in-post",
        confidence=confidence("body-in-post"),
    )  # fmt: skip
    scene.extra.append(body)
    return body


_UNNAMED = re.compile(
    r"[、,]([\u4e00-\u9fff]{2,12}(?:办|组|室|局|中心|会|站|队|院|所|处|科|部|专班|[诗报画印学书剧]社|协会|学会|商会|剧团|基地))"
)


def _unknown(scene: Scene, start: int, before: Post | None) -> Mention | None:
    """A body known to no list, between a title and the next: 副局长、棚改办|主任."""
    if before is None or not before.end < start <= before.end + 14:
        return None
    match = _UNNAMED.fullmatch(scene.text, before.end, start)
    if match is None:
        return None
    body = Mention(
        kind=Kind.ORGANIZATION, begin=match.start(1), end=start, name=match.group(1),
        type="department", rule="body-in-post", confidence=confidence("body-in-post"),
    )  # fmt: skip
    scene.extra.append(body)
    return body


_FIRM_POSTS = ("董事长", "总经理", "总裁", "厂长", "董事", "首席执行官", "创始人")


def _firm(scene: Scene, start: int, title: str) -> Mention | None:
    """A firm without an ending before a firm's post: 安徽路建|副总裁."""
    if not title.endswith(_FIRM_POSTS) or start in scene.ends:
        return None
    begin = left_edge(scene.text, scene.tokens, start, company=True)
    if name_end(scene.text, begin, strict=True, hints=scene.hints) == start:
        # 王建国|副总裁: a person.
        return None
    inside = [b for b in scene.bodies if b.end < start and (begin <= b.begin or b.end == begin)]
    if inside:
        region = scene.text[inside[-1].end : start].endswith(("区", "地区", "部", "中国"))
        return inside[-1] if region else None
    name = scene.text[begin:start]
    if len(name) < 3 or name in words("body_stops", "word"):
        return None
    firm = Mention(
        kind=Kind.ORGANIZATION, begin=begin, end=start, name=name, type="company",
        rule="body-before-post", confidence=confidence("body-before-post"),
    )  # fmt: skip
    scene.extra.append(firm)
    return firm


_UNIT = re.compile(r"[\u4e00-\u9fff]{1,8}(?:庭|科|处|股|室|部|队|所|站|中心|车间|支行|分公司)")


def _unit(scene: Scene, start: int) -> Mention | None:
    """A unit between a body and a title: 县法院|行政审判庭|庭长."""
    for size in range(2, 11):
        body = scene.ends.get(start - size)
        if body is None or body.kind is not Kind.ORGANIZATION:
            continue
        gap = scene.text[start - size : start]
        if not _UNIT.fullmatch(gap):
            return None
        unit = replace(
            body, end=start, name=body.name + gap, type="department", rule="body-unit",
            confidence=confidence("body-unit"),
        )  # fmt: skip
        scene.extra.append(unit)
        return unit
    return None


def begin_of_level(text: str, start: int, end: int) -> int:
    """Position of the level word inside a title such as 副县长 or 县领导; `end` if none."""
    for position in range(start, end):
        if text[position] in LEVELS:
            return position
    return end


def _chief_owner(scene: Scene, at: int, start: int) -> tuple[str, int, str]:
    """Owner, begin and level of 县长, 副区长, 我县领导, 岚河县领导."""
    text = scene.text
    level = text[at : at + 1]
    place = scene.ends.get(at + 1) if at == start else None
    if place is not None and place.kind is Kind.PLACE:
        return f"place:{place.name}", place.begin, level
    owner = scene.ends.get(start)
    if owner is not None and owner.kind is Kind.PLACE:
        return f"place:{owner.name}", owner.begin, level
    if owner is not None and owner.kind is Kind.ORGANIZATION:
        division = _division_of(owner)
        key = f"place:{division}" if division else f"organization:{owner.name}"
        return key, owner.begin, level
    name = _same_as_before(scene, start, level) or scene.levels.name(level)
    begin = start - 1 if text[start - 1 : start] in ("我", "全") else start
    for organ in ("人民政府", "政府"):
        begin = begin - len(organ) if text.endswith(organ, 0, begin) else begin
    if not name:
        name = _last_place(scene, start, level)
    return (f"place:{name}" if name else ""), begin, level


def _same_as_before(scene: Scene, start: int, level: str) -> str:
    """The division of the post just before in a list, where it has the same level word.

    长治市市委书记A,市委副书记、市长B: the bare 市 is 长治市, not the paper's home.
    """
    if not scene.seen:
        return ""
    post = scene.seen[-1]
    gap = scene.text[post.end : start]
    name = post.of.removeprefix("place:") if post.of.startswith("place:") else ""
    near = len(gap) <= 6 and not any(mark in gap for mark in "。;\n")
    return name if near and name.endswith(level) else ""


def _division_of(body: Mention) -> str:
    """The division in front of a government's or committee's name."""
    for organ in ("人民政府", "政府", "委员会", "委", "政府办公室"):
        if body.name.endswith(organ) and len(body.name) > len(organ):
            name = body.name[: -len(organ)]
            # 威县县|委: the level word stands twice.
            return name[:-1] if len(name) == 3 and name[-1] == name[-2] in LEVELS else name
    return ""


def _of_mention(
    scene: Scene, owner: Mention, start: int, end: int, kind: str, former: bool
) -> Post:
    """A title right behind a body, division or project."""
    text, title = scene.text, scene.text[start:end]
    key = f"{owner.kind.value}:{owner.name}"
    if owner.kind is Kind.ORGANIZATION and kind == "committee" and owner.name.endswith("委"):
        written = text[owner.begin : owner.end]
        level = written[-2:-1] if len(written) > 1 else ""
        place = _division_of(owner) + ("区" if level == "地" else "")
        if len(written) == 2:
            place = _same_as_before(scene, owner.begin, level) or place
        if (level in LEVELS or level == "地") and owner.type == "party":
            title = f"{level}委{title}"
            key = f"place:{place}" if len(place) > 1 else key if level == "地" else ""
            return Post(owner.begin, end, title, key, kind, level, former)
    level = text[owner.begin] if text[owner.begin] in LEVELS else owner.name[-1:]
    outer = scene.ends.get(owner.begin)
    if outer is None or outer.kind is not Kind.ORGANIZATION or owner.kind is not outer.kind:
        return Post(owner.begin, end, title, key, kind, level, former)
    # 渭东区人民法院|审判委员会委员: a committee inside a body is part of the title.
    title, key = text[owner.begin : end], f"organization:{outer.name}"
    return Post(outer.begin, end, title, key, kind, level, former)


@cache
def _last_of_organs() -> frozenset[str]:
    return frozenset(form[-1] for form in organs())


def _bare_organ(scene: Scene, start: int, before: Post | None) -> Mention | None:
    """An organ without a division (工商联主席): of the chain's or the home's division."""
    forms, text = organs(), scene.text
    if text[start - 1 : start] not in _last_of_organs():
        return None
    for size in range(10, 1, -1):
        form = text[start - size : start] if start >= size else ""
        if form in _GENERIC or (form not in forms and f"委{form}" not in forms):
            continue
        if not starts_word(scene, start - size) or text.endswith("党委", 0, start - size):
            continue
        level = before.level if before else ""
        owner = (scene.levels.name(level) if level else "") or scene.levels.own
        if before is not None and before.of.startswith("place:"):
            owner = before.of.removeprefix("place:")
        if before is not None and before.of.endswith(_SELF_CONTAINED):
            return None
        if form in _OF_VILLAGES:
            owner = _village(scene, start, before)
            form = form.removeprefix("村") if owner.endswith("村") else form
        if f"委{form}" in forms:
            form = f"委{form}"
        known = forms.get(form) or forms[f"村{form}"]
        if not owner:
            return None
        body = Mention(
            kind=Kind.ORGANIZATION, begin=start - size, end=start, name=owner + form,
            type=known.type, rule="body-in-post", confidence=confidence("body-in-post"),
        )  # fmt: skip
        scene.extra.append(body)
        return body
    return None


def _of_generic(
    scene: Scene, start: int, end: int, form: str, kind: str, before: Post | None
) -> Post:
    """管委会主任 behind 临港开发区党工委书记: of the zone's 管委会."""
    begin, title = start - len(form), scene.text[start:end]
    area = before.of if before is not None and before.of.startswith("place:") else ""
    if not area:
        return Post(begin, end, title, before.of if before else "", kind, "")
    if form in ("管委会", "管理委员会", "办事处"):
        area = f"organization:{area.removeprefix('place:')}{form}"
    return Post(begin, end, title, area, kind, "")


def _village(scene: Scene, start: int, before: Post | None) -> str:
    """The village or community that 村委会 means: the chain's, else the last one named."""
    if before is not None and before.of.startswith("place:"):
        return before.of.removeprefix("place:")
    return _last_place(scene, start, "村") or _last_place(scene, start, "社区")


def _nearby_owner(scene: Scene, start: int, title: str, kind: str, before: Post | None) -> str:
    """Owner of a title that names none: the chain's, the village's, the company's."""
    if title.startswith("总书记"):
        return ""
    if before is not None and before.of and kind in ("body", "work", "committee", "rank"):
        return "" if kind == "rank" and before.of.endswith("政府党组") else before.of
    last = scene.seen[-1] if scene.seen and kind == "body" else None
    if last and last.of[:1] == "o" and _BESIDE.fullmatch(scene.text, last.end, start):
        return last.of
    if title.startswith(_DEPUTIES) and kind in ("body", "committee"):
        return _said_before(scene, start, title)
    if title.endswith("第一书记"):
        place = _last_place(scene, start, "村") or _last_place(scene, start, "社区")
        return f"place:{place}" if place else ""
    if kind in ("committee", "lay") or title in ("村主任", "村民主任", "村支书", "村长", "支书"):
        if scene.text[start - 1 : start] == "村" or title[:1] == "村":
            # 大坪|村支书: the title's first character is the village's last.
            place = _last_place(scene, start + (title[:1] == "村"), "村")
            return f"place:{place}" if place else ""
        return ""
    if kind == "work":
        if title.startswith(_DEPUTIES) and (twin := _twin(scene, start, title)):
            return twin
        earlier = [b for b in scene.bodies if b.end <= start and start - b.end < 120]
        if earlier and earlier[-1].type == "company":
            return f"organization:{earlier[-1].name}"
    return ""


def _said_before(scene: Scene, start: int, title: str) -> str:
    """Owner of 副主任 or 党委副书记 without a body: that of the post before it in the sentence.

    A 副局长 at the start of a sentence is of the body whose 局长 was named before.
    """
    earlier = _earlier(scene, start)
    if earlier:
        return _of_party(earlier[-1].of) if title.startswith("党委") else earlier[-1].of
    heads = {post.title: post.of for post in scene.seen if post.of.startswith("organization:")}
    return heads.get(title.removeprefix("副"), "") if title.startswith("副") else ""


def _earlier(scene: Scene, start: int) -> list[Post]:
    """The posts before a position in its sentence."""
    begin = max(scene.text.rfind(mark, 0, start) for mark in "。;\n") + 1
    return [post for post in scene.seen if begin <= post.begin and post.end < start]


def _twin(scene: Scene, start: int, title: str) -> str:
    """The same title before: 副总经理、华新公司董事长王芳,|副总经理|李明 are of one body."""
    same = [post.of for post in _earlier(scene, start) if post.title == title]
    return same[-1] if same else ""


def _of_party(owner: str) -> str:
    """青石镇 of 青石镇人大: a party committee is the division's, not its congress's."""
    for organ in ("人大常委会", "人大", "政协", "政府"):
        if owner.startswith("organization:") and owner.endswith(organ):
            return f"place:{owner.removeprefix('organization:').removesuffix(organ)}"
    return owner


def _last_place(scene: Scene, position: int, ending: str) -> str:
    for place in reversed(scene.places):
        if place.end <= position and place.name.endswith(ending):
            return place.name
    return ""


def of_owner(scene: Scene, owner: Mention, post: Post) -> Post:
    """A post with what stands before the name as its owner; its place in the text stays."""
    owned = _of_mention(scene, owner, post.begin, post.end, post.kind, post.former)
    title = scene.text[post.begin : post.end]
    if owned.of.startswith("place:") and owner.kind is Kind.ORGANIZATION:
        title = f"{owned.level}委{title}"
    return replace(post, of=owned.of, title=title, level=owned.level)
