"""Which wordings name one project, its phases, and what 该项目 stands for."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache

from qjgraph.lexicon.rules import confidence
from qjgraph.lexicon.tables import words
from qjgraph.mention.work_names import head_class
from qjgraph.model import Article, Kind, Mention

_NUMBER = r"[一二三四五六七八九十首1-9]"
_ENDING = re.compile(r"(?:建设)?(?:项目|工程)$")
_PHASE = re.compile(rf"(?:\(({_NUMBER}期)\)|({_NUMBER}期))(?:建设)?(?:项目|工程)?$")
_PART = re.compile(r"(?:大坝|主体|主体工程|主桥|主楼|首段|控制性工程)$")
#: Behind 该项目: a sum that is split into phases, so the whole is meant.
_SPLIT = re.compile(rf"[^。]{{2,30}}[。,;]其中[,:]?{_NUMBER}期|[^。]{{2,60}}分[两二三四]期")
#: 三院 is 第三人民医院, 二中 is 第二中学.
_NUMBERED = (
    (re.compile(r"第([一二三四五六七八九十]{1,3})(?:人民|中心)?医院"), r"\1院"),
    (re.compile(r"第([一二三四五六七八九十]{1,3})(?:高级)?中学"), r"\1中"),
    (re.compile(r"第([一二三四五六七八九十]{1,3})(?:实验)?小学"), r"\1小"),
)
#: What one wording has and another may not: marks, and praise between other words.
_LEFT_OUT = re.compile(
    r"[“”\"‘’\s]|(?<=[一-鿿]{2})(?:现代化|智能化|标准化|规模化|高端|新型)(?=[一-鿿]{3})"
)
#: A class of works: any town has its 棚户区改造, so a wording with a name in it is preferred.
_CLASS = re.compile(
    r"(?:棚户区|城中村|老旧小区|老城区?|旧城|危旧?房|农村危房|道路|公路|农村公路|厕所|管网|河道|校舍|人居环境|环境|农田"
    r"|(?:病险)?(?:水库)?除险|高标准农田|安置房|保障房|饮水安全|安全饮水|易地扶贫搬迁)"
    r"(?:综合|提升)?(?:改造|建设|整治|治理|提升|硬化|安置|加固)?(?:建设)?(?:项目|工程)?"
)
_SITES = frozenset(("building", "park", "base"))
_THINGS = frozenset(("building", "plant", "road"))
#: A section of a road (A至B高速公路C段) is a project beside the whole.
_SECTION = re.compile(r"[路速铁].*段$")
_DIGITS = re.compile(r"[\d一二三四五六七八九十]+")
_FACTS = (
    r"\d|总投资|计划|投资|概算|占地|总?用地|总?建筑|总?面积|全长|总长|建成|建设|位于|地处|坐落|选址|由|于|分|已|正|将|预计|目前|自"
    r"|总库容|设计|规划|采用|包括|主要|涉及|达产|投产|投用|竣工|完工|开工|启动|施工|主体|线路|起|路线|进展|是|为|总概算|一期|工期"
    r"|今年|去年|明年|内设|设有|拟|完成|进入|全部|实施|落成"
)
_LATER = re.compile(
    rf"(?P<this>[该本此]|这一|这个|这座|这条|整个|整体|全部)(?P<a>HEADS)(?P<phase1>{_NUMBER}期)?"
    rf"|(?:(?<=[,。;:、“\n!? ])|^)(?P<b>HEADS)(?P<phase2>{_NUMBER}期)?(?={_FACTS})"
    rf"|(?:(?<![一-鿿])|(?<=园区)|(?<=厂区)|(?<=基地))(?:其中[,]?)?(?P<phase3>{_NUMBER}期)(?:项目|工程)?(?=[一-鿿\d,、])"
    rf"|(?P<c>项目|工程)(?P<phase4>{_NUMBER}期)"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """The wordings of one project: the preferred one and all, with the phase if it is one."""

    name: str
    key: str
    wordings: frozenset[str]
    phase: str = ""


def split_phase(name: str) -> tuple[str, str]:
    """A name without its phase, and the phase (一期); an empty one where it has none."""
    match = _PHASE.search(name)
    if not match:
        return name, ""
    return name[: match.start()], match.group(1) or match.group(2)


def key(name: str, prefixes: Iterable[str] = ()) -> str:
    """What wordings of one project share: no ending, no quotes, no division before it."""
    bare = _LEFT_OUT.sub("", name)
    bare = _ENDING.sub("", bare) or bare
    for pattern, short in _NUMBERED:
        bare = pattern.sub(short, bare)
    for prefix in prefixes:
        if bare.startswith(prefix) and len(bare) - len(prefix) >= 4:
            bare = bare[len(prefix) :]
    return bare


def group(
    mentions: Sequence[Mention], places: Sequence[Mention], classes: frozenset[str] = frozenset()
) -> list[Group]:
    """Wordings that name one project, by their keys.

    Args:
        classes: names that several projects share; no other wording is one of them.
    """
    apart = {key(name) for name in classes}
    prefixes = sorted(
        {place.name for place in places if place.name[-1:] in "省市县区州旗"}, key=len, reverse=True
    )
    counts = Counter(mention.name for mention in mentions)
    names = sorted({mention.name for mention in mentions}, key=lambda name: (-len(name), name))
    found: list[tuple[list[str], str, set[str]]] = []
    for name in names:
        whole, phase = split_phase(name)
        this = key(whole, prefixes)
        alike = [
            one for one in found
            if one[1] == phase
            and not any(_elsewhere(name, other, prefixes) for other in one[2])
            and any(k == this or (this not in apart and _same(k, this)) for k in one[0])
        ]  # fmt: skip
        merged = ([this], phase, {name})
        for one in alike:
            merged[0][:0] = one[0]
            merged[2].update(one[2])
            found.remove(one)
        found.append(merged)
    return [
        Group(
            name=_preferred(wordings, counts),
            key=keys[0],
            wordings=frozenset(wordings),
            phase=phase,
        )
        for keys, phase, wordings in found
    ]


#: Levels of divisions by their last characters; two of one level hold different things.
_LEVELS = {char: level for level in ("省", "市州", "县区旗") for char in level}


def _elsewhere(name: str, other: str, divisions: Sequence[str]) -> bool:
    """Whether two like names open with two divisions of one level: 甲县X项目, 乙县X项目."""
    one = next((place for place in divisions if name.startswith(place)), "")
    two = next((place for place in divisions if other.startswith(place)), "")
    return bool(one and two) and one != two and _LEVELS[one[-1]] == _LEVELS.get(two[-1])


def _preferred(wordings: Iterable[str], counts: Counter[str]) -> str:
    """The wording used most; of equal ones the longest. A part (大坝) yields to the whole."""
    return min(
        wordings,
        key=lambda name: (
            bool(_PART.search(name)),
            bool(_CLASS.fullmatch(name)),
            -counts[name],
            -len(name),
            name,
        ),
    )


def _same(longer: str, shorter: str) -> bool:
    """Whether a shorter key is a wording of a longer one; numbers must agree."""
    if longer == shorter:
        return True
    if len(shorter) < 4 or bool(_SECTION.search(longer)) != bool(_SECTION.search(shorter)):
        return False
    numbers = set(_DIGITS.findall(shorter))
    if numbers - set(_DIGITS.findall(longer)):
        return False
    if longer.startswith(shorter):
        # 新校区行政办公楼 is a building of 新校区, not another wording of it.
        inner = head_class(longer[len(shorter) :]) if head_class(shorter) in _SITES else ""
        return inner not in _THINGS
    return longer.endswith(shorter) or _abbreviates(longer, shorter)


def _abbreviates(longer: str, shorter: str) -> bool:
    """电子产业园 for 电子信息产业园: the same beginning and end, letters left out between."""
    if len(shorter) >= 6 and longer[:4] == shorter[:4] and len(longer) - len(shorter) <= 14:
        letters = iter(longer)
        return all(letter in letters for letter in shorter)
    if len(shorter) < 5 or longer[:2] != shorter[:2] or longer[-2:] != shorter[-2:]:
        return False
    letters = iter(longer)
    return len(longer) - len(shorter) <= 4 and all(letter in letters for letter in shorter)


@cache
def _later() -> re.Pattern[str]:
    kinds = sorted(words("project_heads", "head"), key=len, reverse=True)
    begins = "".join(sorted({kind[0] for kind in kinds}))
    found = _LATER.pattern.replace("HEADS", "|".join(map(re.escape, kinds)))
    # The look-ahead tells nothing new; it spares most characters the four ways.
    return re.compile(rf"(?=[该本此这整全其项工{re.escape(begins)}]|{_NUMBER})(?:{found})")


def resolve_later(
    article: Article, mentions: Sequence[Mention], groups: Sequence[Group]
) -> list[Mention]:
    """The mentions with those added that stand for one before them (该项目, 工程, 一期)."""
    if not mentions:
        return list(mentions)
    found = list(mentions)
    by_name = {one.name: one for one in groups}
    for hit in _later().finditer(article.text):
        if any(mention.begin < hit.end() and hit.start() < mention.end for mention in mentions):
            continue
        before = [mention for mention in found if mention.end <= hit.start()]
        later = _stands_for(hit, sorted(before, key=lambda m: m.end), by_name, article.text)
        if later:
            found.append(later)
    return sorted(found, key=lambda mention: (mention.begin, -mention.end))


def _stands_for(
    hit: re.Match[str], before: Sequence[Mention], groups: dict[str, Group], text: str
) -> Mention | None:
    head = hit.group("a") or hit.group("b") or hit.group("c") or ""
    phase = next((hit.group(f"phase{n}") for n in "1234" if hit.group(f"phase{n}")), "")
    candidates = list(reversed(before))
    if phase:
        # A phase is of an undertaking, not of a part of it that was named last.
        candidates.sort(key=lambda m: m.rule in ("project-facility", "project-list"))
        phased = [m for m in reversed(before) if m.rule == "project-phase"]
        # X一期…,二期…: the next phase of what the sentence has just named a phase of.
        beside = [
            m for m in before[-1:]
            if split_phase(m.name)[1] not in ("", phase) and "。" not in text[m.end : hit.start()]
        ]  # fmt: skip
        candidates = beside + phased[:1] + candidates
    for mention in candidates:
        whole, own = split_phase(mention.name)
        if head not in ("", "项目", "工程") and head not in whole:
            continue
        if phase and own != phase:
            return _anaphor(hit, _phase_name(whole, phase, groups), "phase", "project-phase")
        whole_meant = (
            hit.group("this") in ("整个", "整体")
            or mention.rule == "project-phase"
            or (
                head not in ("", "项目", "工程")
                and not hit.group("phase1")
                and _is_whole(whole, groups)
            )
            or text.startswith(("全部", "整体"), hit.end())
            or _SPLIT.match(text, hit.end())
        )
        if not phase and not own and text.startswith(("全部", "整体"), hit.end()):
            phased = [m for m in reversed(before) if m.rule == "project-phase"]
            if phased and mention.begin > phased[0].begin:
                whole = split_phase(phased[0].name)[0]
                return _anaphor(hit, _whole_name(whole, groups), "", "project-anaphor")
        if not phase and own and whole_meant:
            return _anaphor(hit, _whole_name(whole, groups), "", "project-anaphor")
        return _anaphor(hit, mention.name, mention.type, "project-anaphor")
    return None


def _is_whole(whole: str, groups: dict[str, Group]) -> bool:
    """Whether the article names the project that a phase is of by itself."""
    return any(not one.phase and whole in one.wordings for one in groups.values())


def _whole_name(whole: str, groups: dict[str, Group]) -> str:
    """The article's name of the project that a phase's name begins with."""
    for one in groups.values():
        if not one.phase and whole in one.wordings:
            return one.name
    return whole


def _phase_name(whole: str, phase: str, groups: dict[str, Group]) -> str:
    """The name of a phase as the article has it, else `X(一期)`."""
    for one in groups.values():
        if one.phase == phase and _same(key(whole), one.key):
            return one.name
    return f"{whole}({phase})"


def _anaphor(hit: re.Match[str], name: str, kind: str, rule: str) -> Mention:
    return Mention(
        kind=Kind.PROJECT, begin=hit.start(), end=hit.end(), name=name, type=kind, rule=rule,
        confidence=confidence(rule),
    )  # fmt: skip
