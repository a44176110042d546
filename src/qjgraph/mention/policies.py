"""Policies: 《…三年行动方案》, “十五五”规划, “今冬明春百日攻坚”行动, “一带一路”.

Precision first: a quoted phrase is a policy only where a word in it or behind it says so, where
it is a numbered set that is called a requirement, or where it is known.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import cache

from qjgraph.lexicon.rules import confidence
from qjgraph.lexicon.tables import table, words
from qjgraph.model import Article, Kind, Mention

_TITLE = re.compile(
    r"《([^《》\n]{2,80}(?:《[^《》\n]{2,50}》[^《》\n]{0,40})?)》(\((?:草案|送审稿|讨论稿|审议稿|试行|征求意见稿)[^()]{0,6}\))?"
)
_QUOTED = re.compile(r"“([^“”\n]{2,18})”")
_PLAN = re.compile(r"“?(?<!的)(十[一二三四五六])五”?规划|第十[一二三四五六]个五年规划")
_MEASURED = re.compile(r"[一二两三四五六七八九十百千\d]+(?:个|大|项|条|化|不|严|实|个更加)")
_SETS = re.compile(r"(?:的)?(?:总?要求|战略|方针|部署|奋斗目标|工作要求|总体要求)")
_CAMPAIGN = re.compile(
    r"^[一-鿿]{2,3}制$|大(?:搬迁|整治|排查|走访|会战|提升|招商|比武|练兵|清查|宣讲|检查|调研|攻坚|督查|拆违|巡查|宣传|培训|学习|建设|清理|开发)$"
)
#: A year of a campaign (“项目攻坚年”), and a plan of space (“一城三园”, “一核两翼”).
_YEAR_OF = re.compile(
    r"(?:(?![的了一这是])[一-鿿]){3,11}(?<![往当今明去近全半周青少童几多每整新])年"
)
_SPACE = re.compile(r"(?:[一二两三四五六七八九多][城区园带轴心核廊圈翼极点片环组团港谷湾]){2,4}")
#: Behind a known name: what belongs to it (“两学一做”学习教育), other than 建设 and the like.
_KEPT = ("教育", "思想", "工程", "行动", "战略", "斗争")
#: Behind “…”工程: that it is dug and built, no programme.
_WORKS = re.compile(
    r"[一-鿿]{0,10}段|[^,。;]{0,10}?(?:全线|全长|总投资|概算|开工|施工|通水|通车|竣工|完工|贯通|位于|动工)"
)
#: What a quotation opens: “两型”社会建设综合配套改革试验区.
_ZONE = re.compile(r"[一-鿿]{2,18}?(?:试验区|示范区|先行区|实验区|引领区)")
#: A byname of a town that is being made one (“汽车城”建设).
_TOWN = re.compile(
    r"(?!卫生|文明|生态|宜居|智慧|平安)[一-鿿]{2,3}[城谷港湾岛]|[一-鿿]{2,4}之[都乡城]"
)
#: A number and a deed or a thing (三送, 五化): a programme where it is called work.
_DEEDS = re.compile(r"[一两二三四五六七八九十][一-鿿]")
_WORK = re.compile(r"工作(?!者|人员|单位|组)")
_PERIOD = re.compile(r"十[一二三四五六]五")
_CARRIED = re.compile(r"(?:开展|推进|实施|启动|深化|组织)(?:了|好)?[^,。;“”]{0,6}$")
_SPEECH = re.compile(r"[,。!?,!?;;::]")
_ARTICLE_BEFORE = re.compile(r"(?:文章|讲话|论述|著作|署名文章|重要文章)[^,。]{0,4}$")
_WORK_AFTER = re.compile(
    r"(?:杂志|一书|书籍|歌曲|节目|栏目|报(?!告)|剧|电影|纪录片|专题片|画册|诗|频道|舞)"
)


def find(article: Article) -> list[Mention]:
    """All policies of an article, in order; of overlapping ones the longest."""
    text = article.text
    hits = [*_titles(text), *_quoted(text), *_known(text), *_plans(text)]
    hits.sort(key=lambda hit: (hit.begin, -hit.end))
    kept: list[Mention] = []
    for hit in hits:
        if not kept or hit.begin >= kept[-1].end:
            kept.append(hit)
    return list(_named_alike(kept))


def _named_alike(hits: list[Mention]) -> Iterator[Mention]:
    """One name for the wordings of one policy; 《通知》 is the notice named in full elsewhere."""
    names: dict[str, str] = {}
    whole = [hit.name for hit in hits if hit.rule == "policy-quoted-head" and "”" in hit.name]
    aliases = {name[1 : name.index("”")]: re.sub("[“”]", "", name) for name in whole}
    full = [hit.name for hit in hits if hit.type == "document" and not _is_short(hit.name)]
    for hit in hits:
        if hit.type == "document" and _is_short(hit.name):
            before = [name for name in full if re.sub(r"\([^()]*\)$", "", name).endswith(hit.name)]
            if before:
                rule = "policy-anaphor"
                yield replace(hit, name=before[0], rule=rule, confidence=confidence(rule))
            continue
        bare = aliases.get(hit.name) or re.sub("[“”]", "", hit.name)
        yield replace(hit, name=names.setdefault(bare, hit.name))


def _is_short(name: str) -> bool:
    """Whether a document's name is only its sort (通知, 意见)."""
    return len(name) <= 4 and name in _endings("document")


def _mention(begin: int, end: int, name: str, kind: str, rule: str) -> Mention:
    return Mention(
        kind=Kind.POLICY, begin=begin, end=end, name=re.sub(r"\s", "", name), type=kind,
        rule=rule, confidence=confidence(rule),
    )  # fmt: skip


def _titles(text: str) -> Iterator[Mention]:
    """Documents in 《》; a paper, a song or a programme is none."""
    for hit in _TITLE.finditer(text):
        name = hit.group(1)
        if _WORK_AFTER.match(text, hit.end()) or name.endswith(_endings("none")):
            continue
        bare = re.sub(r"\([^()]*\)$", "", name)
        is_article = _ARTICLE_BEFORE.search(text[max(0, hit.start() - 12) : hit.start()])
        if bare.endswith(_endings("document")) or hit.group(2) or is_article:
            yield _mention(hit.start(), hit.end(), name, "document", "policy-document")


@cache
def _endings(use: str) -> tuple[str, ...]:
    return tuple(sorted(words("policy_heads", "word", use=use)))


@cache
def _head_after() -> re.Pattern[str]:
    heads = sorted((*_endings("quoted"), *_endings("behind")), key=len, reverse=True)
    return re.compile(
        f"(?:[两二三四五六七八九十]大|的(?=发展理念))?(?:{'|'.join(map(re.escape, heads))})"
    )


def _quoted(text: str) -> Iterator[Mention]:
    """“…” + 计划, 行动, 战略 …; or a name in quotation marks that itself ends so."""
    for hit in _QUOTED.finditer(text):
        inside = hit.group(1)
        if _SPEECH.search(inside):
            continue
        zone = _ZONE.match(text, hit.end())
        after = zone or _head_after().match(text, hit.end())
        if _MEASURED.match(inside) and _SETS.match(text, _list_end(text, hit.end())):
            yield _mention(hit.start(), hit.end(), inside, "requirement", "policy-numbered")
        elif _DEEDS.fullmatch(inside) and _WORK.match(text, hit.end()) and not _is_common(inside):
            yield _mention(hit.start(), hit.end(), inside, "plan", "policy-quoted-name")
        elif after and _is_policy(text, hit, after.group().lstrip("的")):
            name = text[hit.start() : after.end()]
            known = inside in _known_names() and not after.group().endswith(_KEPT)
            if known or after.group() == "要求":
                name = inside
            yield _mention(hit.start(), after.end(), name, "plan", "policy-quoted-head")
        elif _names_itself(inside):
            yield _mention(hit.start(), hit.end(), inside, "plan", "policy-quoted-name")


def _names_itself(inside: str) -> bool:
    """Whether a quoted name says by its form what it is: 百日攻坚行动, 项目攻坚年, 一核两翼."""
    if _YEAR_OF.fullmatch(inside) or _SPACE.fullmatch(inside):
        return True
    ends = inside.endswith(_endings("quoted")) or _CAMPAIGN.search(inside)
    return len(inside) >= 3 and bool(ends)


def _is_policy(text: str, hit: re.Match[str], head: str) -> bool:
    """Not a figure of speech, not the bare period (“十四五”改革), not any activity."""
    inside = hit.group(1)
    if inside in _metaphors() or (_PERIOD.fullmatch(inside) and not head.endswith("规划")):
        return False
    if head == "建设" and _TOWN.fullmatch(inside):
        return False
    if head == "工程" and _WORKS.match(text, hit.end() + 2):
        return False
    return head != "活动" or bool(_CARRIED.search(text[max(0, hit.start() - 10) : hit.start()]))


def _is_common(inside: str) -> bool:
    """Whether a number with a word is a field or a body and no programme (三农, 两会)."""
    return inside in words("policy_heads", "word", use="field")


@cache
def _known_names() -> frozenset[str]:
    return frozenset(re.sub("[“”]", "", row["name"]) for row in table("policy_known"))


@cache
def _metaphors() -> frozenset[str]:
    return words("policy_heads", "word", use="metaphor")


def _list_end(text: str, position: int) -> int:
    """The end of a list of quotations (“A”和“B”要求) that goes on at a position."""
    more = re.compile(r"(?:和|、|及|与)?“[^“”\n]{2,18}”")
    while match := more.match(text, position):
        position = match.end()
    return position


@cache
def _known_patterns() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """Known names between quotation marks; those that count without them as well."""
    rows = sorted(table("policy_known"), key=lambda row: (-len(row["name"]), row["name"]))
    quoted, plain = [], []
    for row in rows:
        name = re.escape(re.sub("[“”]", "", row["name"])).replace("、", "[、,]?")
        quoted.append(name)
        only_quoted = "numbered set" in row["reason"] or "quotation" in row["reason"]
        if not only_quoted and len(row["name"]) >= 4:
            plain += [re.escape(row["name"]), name] if "“" in row["name"] else [name]
    return re.compile(f"“(?:{'|'.join(quoted)})”"), re.compile("|".join(plain))


def _known(text: str) -> Iterator[Mention]:
    for pattern in _known_patterns():
        for hit in pattern.finditer(text):
            name = re.sub("[“”]", "", hit.group())
            yield _mention(hit.start(), hit.end(), name, "policy", "policy-known")


def _plans(text: str) -> Iterator[Mention]:
    """“十五五”规划 with or without quotation marks."""
    for hit in _PLAN.finditer(text):
        yield _mention(hit.start(), hit.end(), hit.group(), "plan", "policy-five-year-plan")
