"""Where a personal name ends: surnames, given names, and the words that follow a name.

Chinese text has no blanks, so `李建疆详细询问` must be cut after the third character.  Each
possible end is scored by what follows it; a longer name wins where both fit.
"""

from __future__ import annotations

import re
from collections.abc import Container
from functools import cache

from qjgraph.lexicon.tables import table, words
from qjgraph.lexicon.tokens import first_word

_HAN = "\u3400-\u9fff\U00020000-\U0002fa1f"
#: The dot of a name, or what a damaged encoding left of it.
_DOTTED = re.compile(rf"[{_HAN}]{{1,8}}(?:[·?][{_HAN}]{{1,8}})+")
_HAN_RUN = re.compile(rf"[{_HAN}]{{1,6}}")
_ALL_HAN = re.compile("[\u3400-\u9fff]+")

#: Characters that hardly ever stand in a given name, though many stand after a name.
_NEVER = frozenset("的了在是或被把这那该各每都而但者们吗呢着过地得又很因则,省市县区镇乡委局厅副")

#: Characters that open a clause or stand inside one, but not in a transliterated name.
_NOT_OPEN = frozenset(
    "要在负将对说等和与及为的是有会来到从作以被把让给请就都已正也该本其各每这那不没很更最并而但如若因由于"
    "向经随即则却曾又再才仍能可应须想敢愿使令用先后同共一二三四五六七八九十两几多少大小上下前中内外率带"
)

#: After a word of two characters these are no third character of a name (高温|下).
_COMMON = ("n", "a", "ad", "an", "d", "v", "vn", "s", "t")
_OUTSIDE = frozenset("下上中向里内外前后着了过起称间")

#: After these a verb must come, or they are part of the name (郑中会和市委常委).
_MODAL = frozenset("会要能想敢将")

#: Words of one character that may end a clause behind a name; no other does.
_ENDING = frozenset("说称讲道问答笑等摄")

#: Marks that close a clause, and the end of the text.
_CLOSING = frozenset(("", *"、,。;:!?)\n"))

#: What follows a verb of one character: 蹲在, 说着.
_ASPECT = frozenset("在着了到起过")

#: Words that open a clause after a post and look like surname and given name.
_NOT_NAMES = frozenset(
    (
        "白皮书",
        "祝贺",
        "祝福",
        "高度",
        "全面",
        "全程",
        "应邀",
        "万元",
        "万人",
        "于是",
        "关于",
        "成立",
        "任职",
        "解决",
        "应当",
        "应该",
        "双方",
        "党员",
        "党组",
        "干部",
        "安排",
        "安全",
        "和谐",
        "全体",
        "全市",
        "全县",
        "全区",
        "时任",
        "万余",
        "经济",
        "经理",
        "曾任",
        "曾经",
        "胡同",
        "方面",
        "关心",
        "关注",
        "华人",
        "文明",
        "明确",
        "严格",
        "严肃",
        "充分",
        "简要",
        "通过",
        "支持",
        "利用",
        "索性",
        "顾不",
        "闻讯",
        "过问",
        "查看",
        "察看",
        "牵头",
        "巡查",
    )
)


@cache
def surnames() -> dict[str, str]:
    """Every surname with its kind (common, rare, function or compound)."""
    return {row["surname"]: row["kind"] for row in table("surnames")}


@cache
def _after() -> frozenset[str]:
    return words("name_after", "word")


@cache
def _spoken() -> frozenset[str]:
    """Words that stand after names; none of them is one."""
    return words("name_after", "word") | words("role_verbs", "verb")


@cache
def follow(rest: str) -> float:
    """How well the next few characters fit after a personal name: 0 (not) to 2 (surely).

    Args:
        rest: the text after the name, eight characters are enough.
    """
    if not rest or not _HAN_RUN.match(rest):
        return 0.0 if rest[:1] == "·" else 2.0
    for size in (3, 2):
        if rest[:size] in _after():
            return 2.0
    word, tag = first_word(rest)
    if len(word) == 1 and tag == "v" and rest[1:2] in _ASPECT:
        return 1.6
    if rest[1:2] in _CLOSING:
        return 2.0 if rest[0] in _ENDING else 0.0
    if rest[0] in _MODAL and first_word(rest[1:])[1][:1] not in ("v", "d", "p"):
        return 0.5
    if rest[0] in _after() and (len(word) == 1 or tag[0] in "pcudv"):
        return 1.6
    if len(word) > 1 and tag[0] in "vdpcrtail":
        return 1.5
    if rest.startswith(_titles()):
        return 1.2
    return 0.5 if len(word) > 1 and tag[0] in "nbsf" else 0.0


@cache
def _titles() -> tuple[str, ...]:
    """Titles of offices that may stand right behind a name: 李明|副总裁."""
    heads = [row["head"] for row in table("posts") if row["kind"] != "lay"]
    return tuple(f"副{head}" for head in heads) + tuple(h for h in heads if len(h) > 2)


def name_end(
    text: str,
    begin: int,
    known: frozenset[str] = frozenset(),
    *,
    strict: bool = False,
    listed: bool = False,
    hints: Container[tuple[int, int]] = (),
) -> int:
    """The end of the personal name that begins at a position, 0 where there is none.

    Args:
        text: the view.
        begin: where a name is expected (after a post, in a list of names).
        known: full names met before in the article; they win.
        strict: only surnames, no open-class name.
        listed: names stand before it in a list, so a word that is also a name is one (成功).
        hints: stretches that the dictionary takes for a person's name.
    """
    for size in (4, 3, 2):
        if text[begin : begin + size] in known:
            return min(begin + size, len(text))
    dotted = _DOTTED.match(text, begin)
    if dotted:
        # 韩正致电詹姆斯·万斯: a whole name stands before the one with a dot.
        dot = next(at for at in range(begin, dotted.end()) if text[at] in "·?")
        whole = _surname_end(text, begin, dot, listed, hints) if dot - begin > 3 else 0
        if whole and dot - whole > 1 and follow(text[whole : whole + 8]) >= 1.5:
            return whole
        return _dotted_end(text, dotted)
    composed = _composed().match(text, begin)
    if composed and (composed[1] or not strict):
        enough = 0.5 if composed[1] else 1.5
        if follow(text[composed.end() : composed.end() + 8]) >= enough:
            return composed.end()
    run = _HAN_RUN.match(text, begin)
    if not run or len(run.group()) < 2:
        return 0
    end = _surname_end(text, begin, run.end(), listed, hints)
    if end or strict:
        return end
    return _open_end(text, begin, run.end())


@cache
def _composed() -> re.Pattern[str]:
    """Parts of Tibetan or Mongolian names in a row: 才让|东智; group 1 where there are several."""
    parts = sorted(words("name_elements", "element"), key=lambda part: (-len(part), part))
    one = f"(?:{'|'.join(parts)})"
    return re.compile(f"(?={'|'.join(sorted({part[0] for part in parts}))}){one}({one}{{1,2}})?")


def _dotted_end(text: str, match: re.Match[str]) -> int:
    """A name with a middle dot ends before the first sure word after it, else a likely one."""
    last = max(match.group().rfind(dot) for dot in "·?") + match.start() + 1
    stop = next((at for at in range(last, match.end()) if text[at] in _NEVER), match.end())
    ends = range(last + 2, min(stop, last + 7) + 1)
    fits = {end: follow(text[end : end + 8]) for end in ends}
    sure = [end for end in ends if fits[end] >= 2.0]
    likely = [end for end in ends if fits[end] >= 1.5]
    end = next(iter(sure or likely), min(match.end(), last + 4))
    # 阿不都|主持: 都 is a word of its own, but rarely behind half a name.
    return end + 1 if end < match.end() and text[end] == "都" and end + 1 in sure else end


def _surname_end(
    text: str, begin: int, limit: int, listed: bool, hints: Container[tuple[int, int]]
) -> int:
    size = 2 if surnames().get(text[begin : begin + 2]) == "compound" else 1
    kind = surnames().get(text[begin : begin + size])
    if kind is None:
        return 0
    best, best_score = 0, 0.9 if kind in ("common", "compound") else 1.4
    if kind == "function" and len(first_word(text[begin + 1 : begin + 7])[0]) > 1:
        return 0
    for given in (2, 1):
        end = begin + size + given
        if end > limit:
            continue
        score = _score(text, begin, end, size, given, listed, (begin, end) in hints)
        if score > best_score:
            best, best_score = end, score
    return best


def _score(
    text: str, begin: int, end: int, size: int, given: int, listed: bool, hinted: bool
) -> float:
    name = text[begin:end]
    if name in _NOT_NAMES or name in _spoken() or any(char in _NEVER for char in name[size:]):
        return 0.0
    score = follow(text[end : end + 8])
    word, tag = first_word(name)
    common = word == name and not tag.startswith("nr") and tag[0] in "vdpcra"
    if word == name[:2] != name and tag in _COMMON and name[-1] in _OUTSIDE:
        return 0.0
    if common and not hinted and score < (1.9 if tag[0] in "dpcr" and not listed else 1.5):
        return 0.0
    score += 0.4 if hinted and score else 0.0
    if given == 1:
        return score
    together, third = _together(text, begin, end), _third(text, end, size)
    if first_word(text[end - 1 : end + 6])[0] in _after() and text[end - 1] not in _after():
        # 陈益|共同: however often the two stand together.
        together = min(together, 0.0)
    if together > 0 or (hinted and text[end - 1] not in _after()):
        third = max(third, 0.0)
    return score + third + together


def _together(text: str, begin: int, end: int) -> float:
    """What the whole article says of the last character: it always or only here follows."""
    whole, short = text.count(text[begin:end]), text.count(text[begin : end - 1])
    if whole == short:
        return 1.0 if whole > 1 else 0.0
    return -0.8


def _third(text: str, end: int, size: int) -> float:
    """What a second given character adds: much, unless it reads as a word of its own."""
    if text[end - 1] in "说称讲问答谈":
        return -0.8
    if text[end - 1] == "所" and text[end : end + 1] in tuple("作做述言提说致著写"):
        return -0.9
    closed = not all_han(text[end : end + 1])
    if text[end - 1] in "同为和与及等主原现曾正陪率任兼从系":
        return 0.45 if closed and text[end - 1] in "同和与及" else -0.8
    word, tag = first_word(text[end - 1 : end + 6])
    if len(word) == 1 and tag == "v" and text[end : end + 1] in _ASPECT:
        return -0.9
    if len(word) == 1 and tag[0] in "vpdcurf":
        return -0.3
    if len(word) > 1 and word in _spoken():
        return -0.3
    if word in _after():
        return -0.5
    if len(word) == 2 and tag == "v" and text[end + 1 : end + 2] in _ASPECT:
        # 罗宏|签订了: the verb begins with this character.
        return -0.9
    return 0.45 if size == 1 else 0.2


def _open_end(text: str, begin: int, limit: int) -> int:
    """A name without a Han surname (巴特尔, 才让卓玛): only before a sure boundary."""
    word, tag = first_word(text[begin : begin + 8])
    if (len(word) > 1 and not tag.startswith("nr")) or tag[:1] in "vdpcrum":
        return 0
    for end in range(begin + 2, min(limit, begin + 5) + 1):
        if text[end - 1] in _NOT_OPEN or text[begin] in _NOT_OPEN:
            return 0
        enough = 1.6 if end - begin == 3 or text.startswith("率", end) else 2.0
        if follow(text[end : end + 8]) >= enough:
            return end
    return 0


def all_han(text: str) -> bool:
    """Whether a text is not empty and of Chinese characters only."""
    return _ALL_HAN.fullmatch(text) is not None
