"""Bylines: who wrote, photographed or edited, and what a report opens with."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache

from qjgraph.lexicon.tables import table, words
from qjgraph.lexicon.tokens import is_known
from qjgraph.segment.marks import HAN

_SHORT = frozenset("图文摄")
_SEPARATORS = re.compile(r"[ _、,;/|:&。()【】\[\]]+|(?<=[^ ])[和与](?=[^ ])")
_SUFFIX = re.compile(r"(?:摄影报道|报道|报导|摄影|摄|综合整理|整理|综合|采写|撰文|文图|图文)$")
_PLAIN = re.compile(f"[{HAN}]{{2,4}}")
_DOTTED = re.compile(f"[{HAN}]{{1,9}}(?:·[{HAN}]{{1,9}})+")
_MEDIA = re.compile("[网报台社]|新闻|客户端|融媒")
_BODY_END = frozenset("部局办委台报社站队院校厅处科室镇乡村县市区组会团司网心刊州省社所系")
_PAPER = re.compile(f"[{HAN}·/-]{{2,16}}")
_PAPER_END = _BODY_END | frozenset("闻端云线")
_EDGE = re.compile(r"^[\s□■◎●◇◆○▲△*★☆(\[【]+|[\s)\]】]+$")
_BRACKET = re.compile(r" ?\(([^()\n]{1,90})\)")
_NAME = (
    r"(?!报道|报导|摄影|近日|日前|昨|今天|今日)"
    rf"(?:[{HAN}]{{1,9}}(?:·[{HAN}]{{1,9}})+|[{HAN}]{{2,4}}?)"
    r"(?=[ 、:,]|摄影报道|报道|报导|\d|$)"
)
_SPOKEN = re.compile(
    rf"(?: ?[{HAN}·/-]{{0,14}}?(?:记者|通讯员|实习生)[ :]?{_NAME}(?:[ 、]{_NAME})*)+"
    r"(?: ?(?:摄影报道|报道|报导))?"
)
#: An opening or a photographer behind the end of other words; group 1 holds the names.
_INNER = re.compile(
    rf"(?<=[ 。!?”])(?:(?:本[报网台刊]|[{HAN}]{{2,6}}[网报])[{HAN}\d]{{0,12}}讯 ?"
    r"\(([^()\n]{2,60})\)"
    rf"|(?:本[报网台刊])?(?:记者|通讯员) ((?:[{HAN}]{{2,4}} ){{1,3}})摄)"
)
_DAY = re.compile(r" ?(?:\d|近日|日前|连日来|昨[日天]|今[日天]|[近日]日来)")
#: Some of this stands in every opening; other lines need no closer look.
_HINT = re.compile(r"[讯电(]|消息|记者|报道|报导|通讯员|实习生")
_AFTER = re.compile(r"[ :]*")
_HELD = r"([(\[【])([^()\[\]【】\n]{2,60})[)\]】]"
_SIGNATURE = re.compile(rf"(?:(?<=[。!?”…]) ?|^)((?:{_HELD} ?){{1,3}})$")
_UNBRACKETED = re.compile(r"(?<=[。!?”…]) ?([^。!?”…\n]{3,50})$")
#: A box before the writer's name at the end of a text: □周文.
_MARKED = re.compile(rf"[□■◎◆●] ?([{HAN}]{{2,4}}(?:[ 、][{HAN}]{{2,4}}){{0,3}})$")
_STOPS = frozenset("。!?”…,;")
_ORIGIN = re.compile(r"(?:来源|稿源|原标题|文章来源|图片来源|原载)[: ]")
_NAMED = re.compile(r"(?:作者|记者|通讯员|供稿|撰稿|摄影|编辑|责编|审核|校对):")


#: Labels of empty fields (`作者: 时间:`) and what stands where nobody is named.
_LABELS = frozenset(
    (
        *("时间", "日期", "来源", "编辑", "阅读", "点击", "浏览", "字号", "责编", "查看"),
        *("网络", "转载", "网络转载", "佚名", "未知", "本站"),
    )
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Credits:
    """The names of a byline, in its order."""

    reporters: tuple[str, ...] = ()
    correspondents: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.reporters or self.correspondents)


@cache
def _surnames() -> tuple[frozenset[str], frozenset[str]]:
    """Surnames of one and of two characters."""
    every = words("surnames", "surname")
    return (
        frozenset(word for word in every if len(word) == 1),
        frozenset(word for word in every if len(word) == 2),
    )


@cache
def _roles() -> tuple[re.Pattern[str], dict[str, str]]:
    """The pattern of role words, and whose list each one opens."""
    kinds = {row["word"]: row["role"] for row in table("byline_roles")}
    long = sorted((w for w in kinds if w not in _SHORT), key=lambda word: (-len(word), word))
    lone = rf"(?<![{HAN}])[图文摄](?:[/、]?[图文摄])*(?![{HAN}])"
    begins = "".join(sorted(_SHORT.union(word[0] for word in kinds)))
    every = "|".join([*map(re.escape, long), lone])
    return re.compile(f"(?=[{re.escape(begins)}])(?:{every})"), kinds


@cache
def _openings() -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{row['pattern']})" for row in table("byline_openings")))


def is_name(word: str) -> bool:
    """Whether a word has the form of a full personal name with a known surname."""
    if _DOTTED.fullmatch(word):
        return not _MEDIA.search(word)
    if not _PLAIN.fullmatch(word):
        return False
    single, double = _surnames()
    if word in _LABELS or _MEDIA.search(word[-1]):
        return False
    if word[:2] in double and len(word) > 2:
        return True
    return word[0] in single and len(word) <= 3


def _could_be_name(word: str) -> bool:
    """A name, or a word set apart that no body's name ends like (`才让卓玛`)."""
    plain = _PLAIN.fullmatch(word) and word[-1] not in _BODY_END and word not in _LABELS
    return is_name(word) or bool(plain)


def _parted(word: str) -> list[str]:
    """Names set without a gap (`何苗张三`) taken apart, where there is one way to."""
    if len(word) < 4 or is_name(word) or "·" in word:
        return [word]
    common = words("surnames", "surname", kind="common")
    ways = [
        [word[:cut], word[cut:]]
        for cut in (2, 3)
        if word[0] in common and word[cut : cut + 1] in common and 2 <= len(word) - cut <= 3
    ]
    return ways[0] if len(ways) == 1 else [word]


def _tokens(segment: str) -> Iterator[str]:
    for token in _SEPARATORS.split(segment):
        bare = is_name(token) and len(token) <= 3 and token[-1] != "摄"
        word = token if bare else _SUFFIX.sub("", token)
        if word:
            yield from _parted(word)


def _segments(text: str) -> Iterator[tuple[str, str]]:
    """The stretches between role words, each with the word before it (empty at first)."""
    pattern, _ = _roles()
    role, done = "", 0
    for match in pattern.finditer(text):
        yield role, text[done : match.start()]
        role, done = match.group(), match.end()
    yield role, text[done:]


def credits(text: str) -> Credits:
    """The names of a byline's words, brackets off."""
    _, kinds = _roles()
    text = _EDGE.sub("", text)
    lists: dict[str, list[str]] = {"reporter": [], "correspondent": [], "skip": []}
    for role, segment in _segments(text):
        kind = kinds.get(role, "reporter")
        accept = is_name if not role else _could_be_name
        for token in _tokens(segment):
            if accept(token) and token not in lists[kind]:
                lists[kind].append(token)
    return Credits(
        reporters=tuple(lists["reporter"]),
        correspondents=tuple(n for n in lists["correspondent"] if n not in lists["reporter"]),
    )


def has_credits(text: str) -> bool:
    """Whether a line of the page's own names somebody after a colon (`作者:张三`)."""
    return _NAMED.search(text) is not None


def page_credits(text: str) -> Credits:
    """The names in a line of the page's own, from the first label that announces one."""
    match = _NAMED.search(text)
    return credits(text[match.start() :]) if match else Credits()


def merged(parts: list[Credits]) -> Credits:
    """All names of several bylines, each once; a reporter is no correspondent."""
    reporters = tuple(dict.fromkeys(name for part in parts for name in part.reporters))
    others = dict.fromkeys(name for part in parts for name in part.correspondents)
    return Credits(
        reporters=reporters, correspondents=tuple(n for n in others if n not in reporters)
    )


@lru_cache(maxsize=64)
def opening(line: str) -> tuple[int, Credits] | None:
    """Where the words that open a report end, and the names in them.

    Finds `本报讯(记者 张三)`, `【本报讯】`, `本报讯 记者张三报道`, `(记者 张三)6月1日` at the start
    of a line; None where a line does not open so.
    """
    if not _HINT.search(line, 0, 48):
        return None
    match = _openings().match(line)
    at = match.end() if match else 0
    names = Credits()
    bracket = _BRACKET.match(line, at)
    spoken = _SPOKEN.match(line, at)
    if bracket and (match or _has_role(bracket[1]) or _names_alone(line, bracket)):
        at, names = bracket.end(), credits(bracket[1])
    elif spoken and is_byline(spoken[0]) and (match or _is_spoken(line, spoken)):
        at, names = spoken.end(), credits(spoken[0])
    elif not match:
        return None
    found = _AFTER.match(line, at)
    return (found.end() if found else at), names


def inner(line: str) -> list[tuple[int, int, Credits]]:
    """Bylines inside a line whose paragraphs ran together: `… 摄 本报讯(记者 张三) …`."""
    if not _HINT.search(line):
        return []
    found = [
        (match.start(), match.end(), credits(match[1] or match[2]))
        for match in _INNER.finditer(line)
    ]
    return [part for part in found if part[2]]


def _is_spoken(line: str, byline: re.Match[str]) -> bool:
    """Whether words with names are a byline: 报道 ends them, or the report's day follows."""
    if byline[0].endswith(("报道", "报导")):
        return True
    return " " in byline[0] and _DAY.match(line, byline.end()) is not None


def _names_alone(line: str, bracket: re.Match[str]) -> bool:
    """Whether a bracket holds names and the report's day follows: `(张三 李四)3月5日`."""
    tokens = [token for token in _SEPARATORS.split(bracket[1]) if token]
    return all(map(is_name, tokens)) and _DAY.match(line, bracket.end()) is not None


def _has_role(text: str) -> bool:
    _, kinds = _roles()
    return any(kinds.get(role, "reporter") != "skip" for role, _ in _segments(text) if role)


def is_byline(line: str) -> bool:
    """Whether a whole line is a byline: role words, names and the paper's name, no more."""
    if len(line) > 80 or not _has_role(line):
        return False
    text = _EDGE.sub("", line)
    if _is_rubric(text):
        return False
    found = False
    for role, segment in _segments(text):
        for count, token in enumerate(_tokens(segment)):
            apart = count > 0 or segment[:1] in " /:、】]"
            if is_name(token) or (role and apart and _could_be_name(token)):
                found = True
            elif not _is_paper(token):
                return False
    return found


def _is_rubric(text: str) -> bool:
    """Whether a role and a common word make a rubric (`记者连线`, `作者简介`)."""
    role = _roles()[0].match(text)
    return role is not None and is_known(text[role.end() :])


def _is_paper(token: str) -> bool:
    """The name of a paper or body that a journalist or contributor belongs to."""
    return token in ("本报", "本网", "本台", "本刊") or bool(
        token[-1:] in _PAPER_END and _PAPER.fullmatch(token)
    )


@lru_cache(maxsize=64)
def signature(line: str) -> tuple[int, Credits] | None:
    """Where a signature at the end of a paragraph begins, and its names.

    It stands in brackets, or follows the last sentence as `记者 张三 摄`.
    """
    if line[-1:] in _STOPS:
        return None
    marked = _MARKED.search(line)
    if marked and all(map(is_name, re.split("[ 、]", marked[1]))):
        return marked.start(), credits(marked[1])
    match = _SIGNATURE.search(line) if line[-1:] in ")]】" else _UNBRACKETED.search(line)
    if not match:
        return None
    if match.re is _UNBRACKETED:
        return (match.start(), credits(match[1])) if is_byline(match[1]) else None
    held = re.findall(_HELD, match[1])
    if not all(_signs(mark, words) for mark, words in held):
        return None
    return match.start(), merged([credits(words) for _, words in held])


def _signs(mark: str, words: str) -> bool:
    """Whether the words of a bracket are names, a byline or the text's origin."""
    tokens = [token for token in _SEPARATORS.split(words) if token]
    names = [token for token in tokens if is_name(token)]
    others = [token for token in tokens if token not in names]
    bare = mark == "(" and bool(names) and all(map(_is_paper, others))
    return bare or is_byline(words) or _ORIGIN.match(words) is not None
