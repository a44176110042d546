"""Where the name of a project begins and ends: the grammar of 北关片区城中村改造项目.

A name is found by its ending (项目, 工程, 水库, 生产线) and grows to the left word by word
until a word that cannot belong to it: a verb that acts on it (加快), a preposition, a date, a
sum of money, a mark.  Words come from the segmenter; which of them end a name, and which
verbs may stand inside one (改造, 迁建), is data (`project_words.tsv`).
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

import ahocorasick

from qjgraph.lexicon.tables import table, words
from qjgraph.lexicon.tokens import Tokens
from qjgraph.mention.place_grammar import first_end

_LONGEST = 44
#: What a project makes or sets up, where nothing else says that it is a name.
TRADE = re.compile(r"(?:产业化|深加工|加工|制造|生产|种植|养殖|推广|标准化|设施|配套)$")
#: Parts of speech that never stand inside a name: particles, prepositions, pronouns, ...
_CLOSED = frozenset(("p", "c", "d", "r", "y", "e", "o", "u", "uj", "ul", "uz", "ad", "uv", "ug"))
_COMPASS = frozenset("东西南北中前后上下内外")
_JOINERS = frozenset(("及", "与", "和", "暨"))
_SEASONS = frozenset(("春季", "夏季", "秋季", "冬季", "秋冬", "冬春", "年度"))
#: What a name never goes on over: ——X, 东至X.
#: Between what is made and the ending: another name, or what is said of it.
_BREAKS = re.compile(r"[的和与及]|项目|工程|建成|投产|达到")
#: Behind 至: the other end of a line.
_LINE = re.compile(r"[一-鿿]{2,4}?(?:高速|公路|铁路|高铁|城际|快速|国道|省道|大道|客专)")
_FIRST_END = re.compile(r"至(?=[一-鿿]{0,4}$)")
_BORDER = re.compile(r"——|[东西南北][至起临接邻抵]")
_TIMES = re.compile(r"[今昨明前后当近]|[年月日时期]|目前|现在|以来|上午|下午|晚")
_COUNTERS = frozenset("个项批座条处类种家所大台套栋间些户名位人次场级")
_INNER_MARKS = frozenset("-—~·+.#/±")
_PHASE = r"(?:[一二三四五六七八九十]|首|[1-9])期"
#: What may follow the ending and belongs to the name: (一期), 二期工程, (全旺段).
_TAIL = re.compile(
    rf"(?:\([^()]{{0,14}}(?:期|段|标|地块|区|线|楼|幢|栋)\)|{_PHASE}(?![间的待内限]))"
    r"(?:建设)?(?:项目|工程)?|\([^()]{0,14}(?:期|段|标|地块)\)"
    r"|(?<=[路速铁线际道])[一-鿿]{2,6}(?:至|—|-)[一-鿿]{2,6}段(?:项目|工程)?"
    r"|(?<=[路速铁])[一-鿿]{2,3}段(?:项目|工程)?(?=[起于全位长,。、总已正预计自建是的概])"
)
#: Two deeds of one work (绿化、亮化工程).
_TWO_DEEDS = re.compile(
    "(?:[绿亮美净硬彩黑]化|新建|改建|供水|给水|供热|加固)、(?:[绿亮美净硬彩黑]化|[改扩]建|排水|供气|加固)"
)
#: What one sum is paid for: 投资1亿元的A基地|及B车间项目.
_ONE_SUM = re.compile("元的[^,。;:、的\n]{4,30}(?:基地|厂|中心|园区?|场|[站库])$")
#: Between the mark of an item and the part of its name that is known.
_FROM_MARK = re.compile(
    r"(?:[、;)]|[察查][看]了?|参观了?|深入到?|来到|(?:开工|动工|竣工|签约|建设|投产|开建)的)"
    r"(?P<words>(?![和及与]|以及)(?:(?![的了在对为将是有等被把以由及和与])[一-鿿]){2,12})$"
)
#: Sides of rivers and parts of towns that names hold (北岸污水处理厂, 中部引水工程).
_SIDES = re.compile(r"[东西南北中左右][岸部片段]")
#: Works that 及 joins with others (矿井及选煤厂项目).
_WORK = re.compile(r".*(?:矿井|[厂场站库桥渠园楼闸坝港]|码头|管网|隧道|泵房)$")
_WRITTEN = re.compile(r"[一二三四五六七八九十百千万][一-鿿]")
_PHASED = re.compile(_PHASE)
#: Size that belongs to a name: 小型农田水利, 大型灌区.
_SIZED = re.compile(r"[大中小]型(?=农田|水库|水利|灌区|泵站|病险)")
_HAN = re.compile(r"[一-鿿]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Scene:
    """What a name is read against: the text, its words and the other things found in it.

    Attributes:
        stops: end -> begin of what a name never contains (dates, money, counts, datelines).
        inner: end -> begin of measures that a name may contain (年产3万吨, 110千伏).
        proper: end -> begin of named places and bodies.
    """

    text: str
    tokens: Tokens
    stops: Mapping[int, int]
    inner: Mapping[int, int]
    proper: Mapping[int, int]


@cache
def heads() -> ahocorasick.Automaton:
    """The endings of names; each found value is (ending, class)."""
    automaton = ahocorasick.Automaton()
    for row in table("project_heads"):
        automaton.add_word(row["head"], (row["head"], row["class"]))
    automaton.make_automaton()
    return automaton


@cache
def head_class(name: str) -> str:
    """The class of the ending of a name; empty where it has none."""
    found = [value for end, value in heads().iter(name) if end == len(name) - 1]
    return max(found, key=lambda value: len(value[0]))[1] if found else ""


def modifier(name: str) -> str:
    """A name without its longest ending: what tells it from others of its sort."""
    found = [len(value[0]) for end, value in heads().iter(name) if end == len(name) - 1]
    return name[: len(name) - max(found)] if found else name


def head_ends(text: str) -> list[tuple[int, int, str]]:
    """(begin, end, class) of the longest ending at each place, from the right to the left."""
    found: dict[int, tuple[int, int, str]] = {}
    for last, (head, kind) in heads().iter(text):
        begin = last + 1 - len(head)
        if last + 1 not in found or begin < found[last + 1][0]:
            found[last + 1] = (begin, last + 1, kind)
    return sorted(found.values(), key=lambda hit: (-hit[1], hit[0]))


def tail(text: str, end: int) -> int:
    """Where a name whose ending stops at `end` really ends: behind (一期) and the like."""
    match = _TAIL.match(text, end)
    return match.end() if match else end


def grow(scene: Scene, begin: int, end: int) -> int:
    """Where the name whose ending is `text[begin:end]` begins."""
    tokens = scene.tokens
    position = min(_token_start(tokens, begin), scene.proper.get(end, begin))
    limit = max(0, end - _LONGEST)
    while position > limit:
        before = _before(scene, position, end)
        if before is None:
            before = _output(scene, position, end)
        if before is None or before < limit:
            break
        position = before
    return _trim(scene, position, begin)


def from_mark(scene: Scene, begin: int) -> int:
    """Where an item of a list begins whose name grew no further than `begin`: at its mark.

    What stands between the mark (or the verb, or 的) and the grown part are words that the
    segmenter does not know (辽宁百岁 of 辽宁百岁国际家居建材园), where none of them ends a name.
    """
    hit = _FROM_MARK.search(scene.text, max(0, begin - 16), begin)
    if hit is None or any(hit.start("words") < stop <= begin for stop in scene.stops):
        return begin
    tokens = scene.tokens
    index = tokens.index_ending_at(hit.start("words")) + 1
    if index <= 0 and hit.start("words"):
        return begin
    numbered = scene.text.startswith("号", begin + 1)
    while tokens.starts[index] < begin:
        word, tag = tokens.word(index), tokens.tags[index]
        if word in words_of("stop") or tag in _CLOSED or word in words_of("strip"):
            return begin
        if tag in ("v", "t") and word not in words_of("inside") and not numbered:
            return begin
        index += 1
    return hit.start("words")


def _output(scene: Scene, position: int, end: int) -> int | None:
    """The start of 年产4万吨 a few words before: what is made is part of the name."""
    for stop in range(position - 1, max(0, end - 22), -1):
        if stop in scene.inner and scene.text[scene.inner[stop]] in "年日":
            between = scene.text[stop:position]
            return scene.inner[stop] if between.isalpha() and not _BREAKS.search(between) else None
    return None


def _named(scene: Scene, begin: int) -> bool:
    """Whether a named place begins here (全州, no 全州 of a prefecture)."""
    return begin in scene.proper.values()


def _token_start(tokens: Tokens, position: int) -> int:
    """The beginning of the word that covers a position, the position itself at a border."""
    if tokens.index_ending_at(position) >= 0 or position == 0:
        return position
    from bisect import bisect_right

    start = tokens.starts[bisect_right(tokens.starts, position) - 1]
    return start if not words_of("stop").intersection((tokens.text[start:position],)) else position


def begin_of(tokens: Tokens, begin: int, end: int) -> int:
    """Where a name found by others really begins: behind a verb that it swallowed (加快云溪)."""
    while begin < end:
        index = tokens.index_ending_at(begin) + 1 if begin else 0
        if begin and index == 0:
            return begin
        word = tokens.word(index)
        if word not in words_of("stop") or begin + len(word) >= end or len(word) < 2:
            return begin
        begin += len(word)
    return begin


@cache
def words_of(use: str) -> frozenset[str]:
    """The words of `project_words.tsv` with a use."""
    return words("project_words", "word", use=use)


def _before(scene: Scene, position: int, end: int) -> int | None:
    """The start of the piece before `position` if the name goes on over it, else None."""
    if position in scene.stops:
        return _year(scene, position) or _sum(scene, position, end)
    for known in (scene.inner, scene.proper):
        if position in known:
            return known[position]
    if _BORDER.match(scene.text, position - 2):
        return None
    if scene.text[position - 1] in "至—-~" and position - 1 in scene.proper:
        start = scene.proper[position - 1]
        return None if _is_extent(scene.text, start) else start
    first = _FIRST_END.search(scene.text, max(0, position - 5), position)
    if first and _LINE.match(scene.text, first.end(), end):
        return _other_end(scene, first.end() - 1)
    if scene.text[position - 1] == "、" and _TWO_DEEDS.match(scene.text, position - 3):
        return position - 3
    index = scene.tokens.index_ending_at(position)
    if index < 0:
        return None
    word, tag = scene.tokens.word(index), scene.tokens.tags[index]
    start = position - len(word)
    if word in ")”":
        return _enclosed(scene.text, position, word)
    return start if _belongs(scene, index, word, tag, end) else None


def _is_extent(text: str, begin: int) -> bool:
    """Whether 从 stands before the first end: how far a work goes (从A至B), no name."""
    return text[begin - 1 : begin] in ("从", "自")


def _other_end(scene: Scene, position: int) -> int | None:
    """Where the first end of a line begins (景山 of 景山至南河高速公路): a word of 2 to 4."""
    named = first_end(scene.text, position)
    if named is not None:
        return None if _is_extent(scene.text, named) else named
    index = scene.tokens.index_ending_at(position)
    if index < 0 or scene.tokens.tags[index] in _CLOSED or scene.text[position - 1] in _COMPASS:
        return None
    word = scene.tokens.word(index)
    named = 2 <= len(word) <= 4 and _HAN.match(word) and word not in words_of("stop")
    return position - len(word) if named else None


def _year(scene: Scene, position: int) -> int | None:
    """The start of a year that stands inside a name (灌区2016年度续建工程), else None."""
    begin = scene.stops[position]
    if not re.fullmatch(r"\d{4}(?:-\d{4})?年度?", scene.text[begin:position]):
        return None
    index = scene.tokens.index_ending_at(begin)
    named = index >= 0 and scene.tokens.tags[index] in ("n", "ns", "nz", "nt", "nr")
    return (
        begin if begin in scene.proper or (named and scene.text[begin - 2] not in "我全") else None
    )


def _sum(scene: Scene, position: int, end: int) -> int | None:
    """The start of a sum between a trade and 项目 (中药材种植150万元项目), else None."""
    begin = scene.stops[position]
    if scene.text[position:end] not in ("项目", "工程") or not scene.text.endswith(
        "元", 0, position
    ):
        return None
    return begin if TRADE.search(scene.text, max(0, begin - 6), begin) else None


def _enclosed(text: str, position: int, mark: str) -> int | None:
    """The opening of a short bracket or quotation that closes before `position`."""
    opened = text.rfind("(" if mark == ")" else "“", max(0, position - 18), position - 1)
    inside = text[opened + 1 : position - 1]
    return opened if opened >= 0 and not re.search(r"[,。;:、\n]", inside) else None


def _belongs(scene: Scene, index: int, word: str, tag: str, end: int) -> bool:
    if word in words_of("inside") or _PHASED.fullmatch(word):
        return True
    if (word[0] in "该此" or word[-1] == "在") and len(word) > 1:
        # 杨梅节在: the segmenter took a preposition for a part of a word.
        return False
    if word in words_of("stop") or (len(word) > 3 and word[-2:] in words_of("stop")):
        return False
    if word in _JOINERS:
        return _joins(scene, index)
    if tag in ("t", "m", "q", "f"):
        return _countable(scene, index, word, tag)
    if tag in _CLOSED or tag == "v" or (tag == "x" and word not in _INNER_MARKS):
        return _verb_of_name(scene, index, word) if tag == "v" else False
    return bool(_HAN.search(word) or word.isalnum() or word in _INNER_MARKS)


def _verb_of_name(scene: Scene, index: int, word: str) -> bool:
    """Whether an unlisted verb may be part of a name: only behind a noun, never first."""
    if len(word) < 2 or index == 0:
        return False
    tag = scene.tokens.tags[index - 1]
    before = scene.tokens.word(index - 1)
    return tag in ("n", "ns", "nz", "nt", "vn", "b", "l") and before not in words_of("stop")


def _joins(scene: Scene, index: int) -> bool:
    """Whether 与, 及, 和 join two parts of one name (续建配套与现代化改造)."""
    if index == 0 or index + 1 >= len(scene.tokens.tags):
        return False
    left, right = scene.tokens.word(index - 1), scene.tokens.word(index + 1)
    inside = words_of("inside")
    if scene.tokens.starts[index + 1] in scene.proper.values() and left in inside:
        # A镇X改造和B区Y: another place begins another name.
        return False
    if left in inside:
        return True
    if scene.tokens.word(index) == "及" and _WORK.match(left) and _WORK.match(right):
        return True
    joint = scene.tokens.starts[index]
    if scene.tokens.word(index) in ("及", "暨") and _ONE_SUM.search(scene.text, 0, joint):
        return True
    if scene.tokens.word(index) in ("及", "与"):
        return right in inside or right.startswith(("配套", "附属", "接线", "连接"))
    if right.startswith(("研发", "总部", "配套", "附属", "展示")):
        return bool(head_class(left) or left in ("产业", "生产"))
    return False


def _countable(scene: Scene, index: int, word: str, tag: str) -> bool:
    if tag == "f" and _SIDES.fullmatch(word):
        return True
    if tag == "f":
        return len(word) == 1 and word in _COMPASS and word not in "前后上下内外"
    if tag == "t":
        return word in _SEASONS or not _TIMES.search(word)
    if tag == "q":
        return word in ("千伏", "号", "期", "级", "线", "标段", "段") and index > 0
    if re.fullmatch(r"第?[一二三四五六七八九十\d]+号", word):
        return True
    if re.fullmatch(r"第[一二三四五六七八九十\d]+", word) or re.fullmatch(_PHASE, word):
        return True
    if re.fullmatch(r"[十百千万亿]+[亩吨头只株套户米方]", word):
        return True
    if word in ("万", "千") and index and scene.tokens.word(index - 1).isdigit():
        return _counts_goods(scene, index)
    following = scene.text[scene.tokens.starts[index + 1] :][:2]
    if following[:1] in _COUNTERS or word[-1:] in _COUNTERS or word in ("一", "几", "多"):
        return False
    if _WRITTEN.fullmatch(word) and scene.tokens.starts[index] in scene.proper:
        # A number in words that is a name: 辽宁百岁家居园.
        return True
    return bool(
        re.match(
            r"号|期|水厂|中学|小学|医院|电厂|桥|通道|环[路线]?|千伏|级|标|G|K|万|千瓦|兆|吉|排|英寸|nm",
            following,
        )
        or word.isdigit()
    )


def _counts_goods(scene: Scene, index: int) -> bool:
    """Whether 万 of 20万 counts what a plant makes (20万纱锭), nothing paid or surveyed."""
    word, tag = scene.tokens.word(index + 1), scene.tokens.tags[index + 1]
    return tag[:1] == "n" and len(word) > 1 and not word.startswith(("元", "平方", "余", "多"))


_OWN_LEVEL = re.compile(r"[我全本][省市县区州镇乡村旗]$")
_MARKS_ALONE = re.compile(r"[-—~·+./、]+")


def _trim(scene: Scene, position: int, head: int) -> int:
    """Drop what stands first in the grown name but is no part of it (重点, 我县, 建设)."""
    tokens, strip = scene.tokens, words_of("strip")
    while position < head:
        index = tokens.index_ending_at(position) + 1
        if index <= 0 and position != 0:
            return position
        word = tokens.word(index)
        if position + len(word) > head:
            return position
        if _SIZED.match(tokens.text, position):
            return position
        follows = tokens.text.startswith(("建设", "实施"), position + len(word))
        if _PHASED.fullmatch(word) and follows:
            position += len(word)
            continue
        if word in words_of("inside") and position + len(word) in scene.proper.values():
            position += len(word)
            continue
        if (
            word not in strip
            and not (_OWN_LEVEL.match(word) and not _named(scene, position))
            and not _MARKS_ALONE.fullmatch(word)
        ):
            return position
        position += len(word)
    return position
