"""Places that no list holds, by their endings: 里塘村, 望云路, 白云山水库, 县会展中心.

For every ending the grammar weighs where the name may begin: what stands to the left, where
words begin, how long such names are, whether the name recurs in the article.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from qjgraph.lexicon.gazetteer import gazetteer, resolve
from qjgraph.lexicon.place_words import (
    Ending,
    ending_pattern,
    endings,
    left_words,
    neighbours,
    no_places,
    tails,
)
from qjgraph.lexicon.tokens import is_known
from qjgraph.mention.place_scene import Scene, is_han
from qjgraph.mention.place_sites import SETTLED, VILLAGE, is_hamlet, own_site

#: The least evidence that makes a name.
_ENOUGH = 3.5

_ENDING = "place-ending"

#: By the number of characters before the ending.
_SHORT_NAMES = {1: -1.0, 2: 1.0, 3: 0.5, 4: 0.0}
_LONG_NAMES = {0: 1.0, 1: 0.0, 2: 1.0, 3: 1.0, 4: 1.0, 5: 0.8, 6: 0.6, 7: 0.4, 8: 0.2}

#: What no name holds, and words of number and pointing that make a phrase of a name.
_NEVER = frozenset("拟的了着们是我你他她它这哪把被让吗呢吧不最促各并且但也就又再很")
_POINTING = frozenset("全该各本每某几多数此诸另两余些")
_CLASSIFIERS = frozenset("个条座处家级")
_NUMBERS = frozenset("一二三四五六七八九十百千万")

#: Endings whose names may open with a division's short form: 宁乡经开区.
_WIDE = frozenset(("zone", "facility", "railway"))

_LEVEL_WORDS = frozenset("省市县区州旗镇乡")

#: A division before 长 is its head's: 汪方镇长 is a person and his post.
_HEADED = frozenset(("division", "village", "chain", "hamlet"))

#: Behind these the name of a place in them may begin.
_CHAINED = _HEADED | {"zone"}

#: Types whose names do not end in a verb before the ending: 讲述古镇 is no town.
_UNACTED = frozenset(("scenic", "river", "lake", "township", "village", "mountain"))

#: What parts a road keeps its name in: 云兴东路.
_SIDES = frozenset(("东", "西", "南", "北", "中", "上", "下", "前", "后"))

#: Words before a name that may also open one: 为柳湾村 is none where 柳湾村 stands elsewhere.
_LEADS = frozenset("为在到对向从与和及至由将把给")

#: Before 村 these may tell of a kind: the 山村 of 石桥镇 is 石桥山村.
_KINDS = ("山", "渔", "古", "小")

#: A venue inside a centre has a name of its own: 晋江体育中心|白鹭体育场.
_IN_CENTRE = re.compile("中心[^县城区村镇小校].")

#: 新修|村内道路: what is made lies inside a village that has no name here.
_MADE = re.compile("[修建造化设铺扩拓架砌装硬绿亮净清通]村[内里]")

#: What is aimed at is no place yet: 打造汽车工业基地.
_AIMS = ("打造", "建成", "成为", "建设", "建立", "形成", "作为", "的", "是", "国")

#: Roads that are named by the two places that they join.
_LINES = frozenset(("公路", "高速公路", "高速", "铁路", "高铁", "城际铁路"))

#: Roads that are named by any word: 建设路, 发展大道.
_STREETS = frozenset(("路", "街", "巷", "大道", "大街"))

#: Endings before which a division's short form is no part of the name: 江苏靖江.
_SPLIT = frozenset(("division", "village", "chain", "hamlet", "water"))

_VERBS = frozenset(("v", "p", "c", "d", "r", "u", "uj", "ul", "ug", "vd", "t"))

#: 三个安置点 are counted, not named.
_COUNTED = re.compile("[一二三四五六七八九十两几数多]+[个条座处家]")

#: Endings that a division's short form never takes: 山西河津 has no 山西河.
_WATERS = frozenset("江河溪湖山")

#: What only rivers have.
BANKS = re.compile(r"[畔边岸水]|[两沿东西南北]岸|[上中下]游|流域|干流|河[道段]")

#: Ditches and canals have names where something lies beside them.
_DITCHES = frozenset("沟渠")
_BESIDE = re.compile(r"以?[东西南北](?:侧|面|岸)?|路段|[两沿]|旁|段")

#: Endings that personal names have too.
_HILLS = frozenset("山岭江峰")

#: How long the words are that no name ends in; there are too many for `endswith`.
_LONGEST_TAIL = 6

#: Before a road: a border or an end of a site (东接X路, 至X高速), and its words taken for a name's.
_BORDERS = re.compile(r"[东西南北]?[接临至抵连继]$")

#: Before a bank or border of a site: 北至柳林沟.
_BOUNDED = re.compile(r"[东西南北][接临至抵邻靠起]$|[和与、]$")

_DESCRIBING = frozenset(("a", "ad", "i", "l", "z"))

_COMMON = frozenset(("n", "v", "vn", "a", "an", "ad", "d", "b", "l", "i", "t", "f", "s"))


@dataclass(frozen=True, slots=True)
class Hit:
    """A name found by its ending, before it becomes a mention."""

    begin: int
    end: int
    name: str
    type: str
    rule: str


def find(scene: Scene) -> Iterator[Hit]:
    """All names that the grammar is sure of, overlaps included, in order of their ends."""
    text = scene.text
    for match in _endings(text):
        ending = endings()[match[1]]
        end = match[0] + len(match[1])
        if _goes_on(scene, match[0], end, ending):
            continue
        hit = _read(scene, match[0], end, ending) or _town(scene, end, ending)
        if hit:
            if ending.kind in _CHAINED or ending.word.endswith("中心"):
                scene.divisions.add(end)
            yield hit


def _town(scene: Scene, end: int, longer: Ending) -> Hit | None:
    """结古镇 is a town of the gazetteer although 古镇 is an ending of its own."""
    short = endings().get(scene.text[end - 1])
    if short is None or short is longer or short.type != "township":
        return None
    hit = _read(scene, end - 1, end, short)
    return hit if hit and scene.township(hit.name) else None


def _goes_on(scene: Scene, begin: int, end: int, ending: Ending) -> bool:
    """Whether what follows, or a name that ends here already, leaves nothing to find."""
    text = scene.text
    if text.startswith(ending.not_before, end) or text.startswith(
        neighbours("longer", "after"), end
    ):
        return True
    if end in scene.shorts or end in scene.divisions or end in scene.natural:
        return True
    if text.startswith("县", end) and text[end - 1] == "道" and end + 1 in scene.divisions:
        # 某某省|道县 is a county, no 省道.
        return True
    if begin in scene.counted or (ending.kind == "hamlet" and VILLAGE.match(text, end)):
        return True
    if ending.kind in _HEADED and _pointed(text, begin):
        return True
    if ending.word in _WATERS and begin in scene.shorts:
        return True
    known = ending.type == "township" and any(
        _is_town(scene, left, end) for left in range(max(0, begin - 4), begin - 1)
    )
    # 旅游景区 is none, but 国家4A级旅游景区 is an ending of its own.
    words, own = tails(), len(ending.word)
    return not known and any(
        text[end - size : end] in words for size in range(own, min(_LONGEST_TAIL, end) + 1)
    )


def _is_town(scene: Scene, left: int, end: int) -> bool:
    """Whether a town of the gazetteer stands here: no 丽村镇 in 美丽村镇, 小城镇 only at home."""
    name = scene.text[left:end]
    least = 4.0 if name in tails() else 2.0
    begins = left in scene.bounds or scene.left(left) >= 3.0
    return begins and scene.township(name) >= least


def _pointed(text: str, begin: int) -> bool:
    """Whether a number or 全, 各, 该 stands right before the ending: 两镇, 三个村."""
    before, far = text[begin - 1 : begin], text[begin - 2 : begin - 1]
    if before in _CLASSIFIERS:
        return far.isdigit() or far in _NUMBERS or far in _POINTING
    return before in _POINTING or (before in _NUMBERS and not is_han(far))


def _endings(text: str) -> Iterator[tuple[int, str]]:
    """Every ending, of two that end together the longer: 工业园区, not 园区."""
    pattern, position, last = ending_pattern(), 0, 0
    while match := pattern.search(text, position):
        if match.end() > last:
            yield match.start(), match[0]
            last = match.end()
        position = match.start() + 1


def _read(scene: Scene, begin: int, end: int, ending: Ending) -> Hit | None:
    found = _owned(scene, begin, end, ending)
    if found:
        return found
    own = own_site(scene, begin, end, ending)
    if own is not None:
        return Hit(own, end, scene.text[own:end], ending.type, _ENDING)
    best, start = max(
        ((_score(scene, left, begin, end, ending), left) for left in _starts(scene, begin, ending)),
        key=lambda pair: (pair[0], -pair[1]),
        default=(0.0, begin),
    )
    if best < _ENOUGH:
        return None
    if ending.word in _LINES and scene.text[start - 1 : start] in ("至", "到"):
        line = _line(scene, start)
        if line is None:
            return None
        start = line
    if ending.kind == "water" and scene.text[start:end] in gazetteer().short_counties:
        return _county(scene, start, end, ending)
    name = _resolved(scene, start, scene.text[start:end], ending)
    rule = "place-township" if ending.type == "township" and scene.township(name) else _ENDING
    return Hit(start, end, name, ending.type, rule)


def first_end(text: str, stop: int) -> int | None:
    """Where the name of a division begins that ends before 至: 江东 of 就江东至平沅高速公路."""
    places = gazetteer()
    return next(
        (at for at in (stop - 4, stop - 3, stop - 2) if at >= 0 and places.named(text[at:stop])),
        None,
    )


def _line(scene: Scene, begin: int) -> int | None:
    """Where 青山至安化高速公路 begins; None where no name stands before 至.

    Behind 东至 and 直至 a road stands for itself.
    """
    text, stop = scene.text, begin - 1
    named = first_end(text, stop)
    if named is not None:
        return named
    if not is_han(text[stop - 1 : stop]) or text[stop - 1] in "东西南北直延通连修站路街道桥":
        return begin
    lefts = [left for left in (stop - 2, stop - 3, stop - 4) if left >= 0 and is_han(text[left])]
    known = [left for left in lefts if left in scene.forms or stop in scene.divisions]
    sure = [left for left in lefts if left in scene.bounds and scene.left(left) >= 2.0]
    return next(iter(known or sure), None)


def _county(scene: Scene, begin: int, end: int, ending: Ending) -> Hit | None:
    """绩溪 is the county unless its banks are spoken of; nothing where several counties are.

    A city's district is called by its full name: 梅江 is a river, not 梅江区.
    """
    form = scene.text[begin:end]
    found = gazetteer().lookup(form, scene.path)
    away = found and scene.home and found.code[:2] != scene.home_code()[:2]
    if BANKS.match(scene.text, end) or away or (found and found.name.endswith("区")):
        return Hit(begin, end, form, ending.type, "place-ending")
    return Hit(begin, end, found.name, "county", "place-short") if found else None


def _resolved(scene: Scene, begin: int, name: str, ending: Ending) -> str:
    """筠溪县经济开发区 for 县经济开发区, where the home tells which county."""
    alone = name[0] in _LEVEL_WORDS and begin in scene.bounds and begin + 1 in scene.bounds
    if not alone or ending.kind not in ("zone", "facility"):
        return name
    division = resolve(name[0], scene.path)
    return division.name + name[1:] if division else name


def _owned(scene: Scene, begin: int, end: int, ending: Ending) -> Hit | None:
    """县会展中心: a facility of the home's division, where only its level stands before."""
    level = scene.text[begin - 1 : begin]
    if ending.least > 1 or level not in _LEVEL_WORDS or ending.kind not in ("zone", "facility"):
        return None
    if scene.left(begin - 1) < 2.0:
        return None
    division = resolve(level, scene.path) if scene.path else None
    name = (division.name if division else level) + scene.text[begin:end]
    return Hit(begin - 1, end, name, ending.type, "place-of-level")


def _starts(scene: Scene, begin: int, ending: Ending) -> Iterator[int]:
    """Where a name before an ending may begin: not beyond a division or a mark."""
    text = scene.text
    for left in range(begin, max(-1, begin - ending.most - 1), -1):
        if left < begin and (not is_han(text[left]) or text[left] in _NEVER):
            return
        if left in scene.divisions and text[left] == "委":
            continue
        if begin - left >= ending.least:
            yield left
        if left in scene.divisions and not text.endswith("中心", 0, left):
            return
        if left < begin and left in scene.shorts and ending.kind in _SPLIT:
            return


def _score(scene: Scene, left: int, begin: int, end: int, ending: Ending) -> float:
    text = scene.text
    name, length = text[left:end], begin - left
    if name in no_places():
        return 0.0
    evidence = scene.left(left)
    if ending.kind == "road" and _BORDERS.search(text, max(0, left - 2), left):
        evidence = max(evidence, 3.0)
    if ending.kind in _WIDE and left in scene.shorts and left not in scene.divisions:
        evidence = min(evidence, 2.0)
    if left in scene.forms and left < begin:
        evidence = max(evidence, 2.5) + (1.0 if ending.kind in _WIDE else 0.0)
    elif left == begin and left in scene.shorts:
        return 0.0
    if ending.word == "县" and end in scene.divisions:
        # 人文威县: the county behind a word of praise.
        return 0.0
    if ending.kind == "office" and not scene.township(text[left:begin] + "街道"):
        return 0.0
    if ending.kind == "named":
        return _after_name(scene, left, begin)
    if ending.kind == "chain" and left not in scene.divisions and left not in scene.shorts:
        return 0.0
    if ending.kind == "hamlet":
        if not is_hamlet(scene, left, begin, end):
            return 0.0
        evidence = max(evidence, 2.5)
    if ending.word == "工业基地" and text.endswith(_AIMS, 0, left):
        return 0.0
    known = scene.township(name) if ending.type == "township" else 0.0
    if ending.kind in _HEADED and not known and text[end : end + 1] == "长":
        return 0.0
    score = evidence + known + _length(length, ending) + (1.0 if left in scene.bounds else 0.0)
    # Only of short names of waters does doubt speak in favour; others fail before it is weighed.
    more = 1.0 if evidence else 0.0
    if not known and score + more < _ENOUGH and ending.kind != "water":
        return 0.0
    if not known:
        score -= _doubt(scene, left, begin, ending)
    if score < _ENOUGH and evidence and _recurs(text, left, end):
        score += 1.0
    return score


def _after_name(scene: Scene, left: int, begin: int) -> float:
    """武汉站 is a name where 武汉 is one; 大方站 in 大方's own paper whatever stands before."""
    stem = scene.text[left:begin]
    if not gazetteer().named(stem) or scene.text[left - 1 : left] == "·":
        return 0.0
    own = any(stem in division.forms for division in scene.home)
    return 2.0 + (2.0 if own else scene.left(left))


def _length(length: int, ending: Ending) -> float:
    lengths = _LONG_NAMES if ending.kind in _WIDE else _SHORT_NAMES
    return lengths.get(length, -0.5)


def _doubt(scene: Scene, left: int, begin: int, ending: Ending) -> float:
    """What speaks against the stem: pointing words, verbs inside, a stem that is a word."""
    text = scene.text
    stem = text[left:begin]
    doubt = 0.0
    if stem and stem[0] in _POINTING and (left + 1 in scene.bounds or len(stem) < 3):
        doubt += 2.5
    if _COUNTED.match(stem):
        doubt += 3.0
    if len(stem) > 2 and ending.word == "县" and stem[-1] in left_words():
        doubt += 3.0
    doubt += sum(
        3.0 for at in range(left + 1, begin + 1) if _breaks(scene, at, left, begin, ending)
    )
    if left not in scene.divisions:
        doubt += 1.5 * len(scene.forms.intersection(range(left + 1, begin)))
    if ending.kind != "road":
        doubt += 2.0 * stem[:-1].count("街")
    if stem and ending.kind == "road" and stem[0] in "接临抵" and len(stem) > 2:
        doubt += 2.0
    if len(stem) > 2 and (stem[0] in "从跨" or "至" in stem[1:]):
        doubt += 3.0
    if ending.word == "村" and stem.endswith("族") and is_known(stem):
        doubt += 3.0
    if stem and stem[0] == "内" and text[left - 1 : left] in tuple("区境县市镇乡村省"):
        doubt += 3.0
    if ending.kind == "road" and stem[:1] == "继":
        doubt += 3.0
    if ending.kind in _HEADED and stem.startswith("中共"):
        doubt += 3.0
    if ending.word == "村" and left not in scene.divisions and _MADE.match(text, begin - 1):
        doubt += 3.0
    if stem and stem[-1] in "为" and ending.kind in _HEADED:
        doubt += 3.0
    if stem and stem[0] in _LEADS and _is_led(scene, left, begin, ending):
        doubt += 3.0
    if ending.kind in _WIDE and stem[-1:] in _CLASSIFIERS and _pointed(text, begin):
        doubt += 3.0
    if len(stem) > 3 and ending.kind in _HEADED and _describes(scene, left, begin):
        doubt += 3.0
    if ending.word == "路" and text.startswith("上", begin + 1) and stem[-1:] not in _SIDES:
        doubt += 3.0
    doubt += _as_word(scene, left, begin, ending)
    if ending.kind == "water":
        doubt += _unnatural(scene, left, begin + len(ending.word))
    if ending.word == "村" and stem[-1:] in _KINDS and f"{stem[:-1]}镇" in text:
        doubt += 3.0
    if ending.type == "estate" and "分" in stem:
        doubt += 3.0
    if ending.kind == "facility" and _IN_CENTRE.search(stem):
        doubt += 3.0
    return doubt


def _is_led(scene: Scene, left: int, begin: int, ending: Ending) -> bool:
    """Whether a name's first character only leads to it: 从川藏铁路, 至青山屯."""
    alone = begin - left > 2 and left in scene.bounds and left + 1 in scene.bounds
    listed = scene.text[left - 1 : left] in tuple(SETTLED)
    return alone or listed or _recurs(scene.text, left + 1, begin + len(ending.word))


def _describes(scene: Scene, left: int, begin: int) -> bool:
    """Whether an adjective or an idiom ends inside a long stem: no 花香四溢新乡."""
    return any(
        scene.tags.get(at) in _DESCRIBING and is_known(scene.text[at - 2 : at])
        for at in range(left + 3, begin)
    )


def _unnatural(scene: Scene, left: int, end: int) -> float:
    """Short names of rivers and hills need the dictionary: a word, and nobody's name."""
    known = 1.5 if end - left == 2 and is_known(scene.text[left:end]) else 0.0
    if scene.whole(left, end) and known:
        return -known
    if BANKS.match(scene.text, end):
        return -0.5
    if scene.text[end - 1] in _DITCHES:
        beside = _BESIDE.match(scene.text, end) or _BOUNDED.search(scene.text, 0, left)
        return 0.0 if beside else 3.0
    if not scene.whole(left, end):
        return 1.0
    person = scene.tags.get(end) == "nr" and _one_word(scene, left, end)
    return 2.0 if person and scene.text[end - 1] in _HILLS else 0.0


def _as_word(scene: Scene, left: int, begin: int, ending: Ending) -> float:
    """What a stem that is a word of the dictionary says against a name."""
    tag = scene.tags.get(begin, "")
    if not scene.whole(left, begin) or not is_known(scene.text[left:begin]):
        return 0.0
    if (tag in _VERBS or tag == "vn") and ending.word not in _STREETS:
        # Behind its town a village may be called by any word: 下岗村, 建设村.
        return 1.5 if ending.kind == "village" and left in scene.divisions else 2.5
    # 道路村内 speaks of a village's inside more likely than 里塘村内.
    inside = 1.0 if scene.text.startswith(("内", "里"), begin + len(ending.word)) else 0.0
    return 1.5 + inside if tag in _COMMON else 0.0


def _breaks(scene: Scene, at: int, left: int, begin: int, ending: Ending) -> bool:
    """Whether a word that stands before names, or a verb, ends inside the stem."""
    words = left_words()
    text = scene.text
    # 打扫路边 is no 打扫路.
    beside = text.startswith(("边", "障"), begin + len(ending.word))
    alone = at == begin and ending.word in _STREETS and not beside
    if any(at - n >= left + alone and text[at - n : at] in words for n in (2, 3, 4)):
        return True
    if at not in scene.bounds or at in scene.shorts:
        return False
    if at - 1 in scene.bounds:
        return text[at - 1] in words
    last = begin if ending.type in _UNACTED and at - left > 2 else begin - 1
    verb = left <= at - 2 < at <= last and scene.tags.get(at) in _VERBS
    return verb and is_known(text[at - 2 : at]) and text[at:begin] not in _SIDES


def _one_word(scene: Scene, left: int, end: int) -> bool:
    return not any(at in scene.bounds for at in range(left + 1, end))


def _recurs(text: str, left: int, end: int) -> bool:
    """Whether the name stands elsewhere too, after something else."""
    name, before = text[left:end], text[max(0, left - 1) : left]
    other = text.find(name)
    while other >= 0:
        if other != left and text[max(0, other - 1) : other] != before:
            return True
        other = text.find(name, other + 1)
    return False
