"""Who holds, gets or leaves which post: a grammar over posts and persons in a row.

POST (、POST)* PERSON (、PERSON)*          区委副书记、区长祝云明
PERSON POST                               邓红梅市长
PERSON (、PERSON)* 为 POST (、POST)*        补选刘畅为湘源县人民政府县长
PERSON 的 POST 职务, PERSON 辞去 POST        免去雷雨的渭东区人民政府办公室主任职务
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from qjgraph.grid import grids
from qjgraph.lexicon.marks import DIVISIONS_BEFORE, TAKES_POST
from qjgraph.model import Doc, Kind, Membership, Mention, Sentence
from qjgraph.relate.evidence import proof

_BRACKET = r"(?:\([^()]{0,24}\))?"
_POST_POST = re.compile(_BRACKET + r"(?:[、/]|兼|并兼任)?|\(")
_POST_NAME = re.compile(_BRACKET + r"\)?[ :]?")
_NAME_NAME = re.compile(_BRACKET + r"(?:、| ?和|及|与|以及)?")
_ELECTED = r"(?:等\d+[名位]\w{0,6})?(?:以[^,。;]{1,14})?(?:全票)?当选为?"
_TAKING = (
    rf"(?:{_ELECTED}|为|{TAKES_POST}|现为|的"
    r"|(?:因[^,。;]{1,10})?辞去(?:了)?(?:其)?|代理|\()"
)
#: How many take the post: 三位同志为…, 等100名同志为….
_SUMMED = r"(?:等?(?:[两二三四五六七八九十]+|\d+)[位名个](?=同志|人|为|辞去)人?|等(?=同志))?"
_TAKES = re.compile(_BRACKET + _SUMMED + rf"(?:同志{_BRACKET}{_TAKING}?|{_TAKING})(?:中共)?")

#: 赵启明,女,临江县委书记: a name, what it is told of, and a post.
_TRAITS = re.compile(rf"(?:,[^,。;]{{1,16}}){{0,8}},(?:现任|现为)?{DIVISIONS_BEFORE}")

#: Words that announce a name but are no post.
_NO_POSTS = frozenset((
    "代表", "专家", "主持人", "联系人", "学生", "艺人", "民间艺人",
    "先进工作者", "劳动模范", "先进个人", "标兵",
))  # fmt: skip

_CHANGES = (
    ("resigned", re.compile(r"辞去|辞职")),
    ("removed", re.compile(r"免去|免除|不再(?:担|兼)?任|撤销|罢免")),
    ("elected", re.compile(r"补选|选举|当选|推选|增选")),
    ("appointed", re.compile(r"任命|提名|出任")),
)


def relate(doc: Doc) -> list[Membership]:
    """All memberships of an article, each once, in the order of the text."""
    found: dict[tuple[str, str, str], Membership] = {}
    for sentence in doc.article.sentences:
        for claim in _in_sentence(doc, sentence):
            found.setdefault((claim.person, claim.title, claim.of), claim)
    for claim in _in_tables(doc):
        found.setdefault((claim.person, claim.title, claim.of), claim)
    return list(found.values())


def _in_tables(doc: Doc) -> Iterator[Membership]:
    """A name under 责任人, with the body that the same row names."""
    at = {(m.begin, m.end): m for m in doc.mentions}
    for grid in grids(doc.article):
        for cells in grid.rows:
            if len(cells) != len(grid.columns):
                continue
            known = [at.get((cell.begin, cell.end)) for cell in cells]
            bodies = [m for m in known if m is not None and m.kind is Kind.ORGANIZATION]
            for heading, mention in zip(grid.columns, known, strict=True):
                if mention is not None and mention.kind is Kind.PERSON:
                    yield Membership(
                        person=mention.entity, title=heading,
                        of=bodies[-1].entity if bodies else "",
                        **proof(doc, mention.begin, mention.end, "post-listed-person"),
                    )  # fmt: skip


def _in_sentence(doc: Doc, sentence: Sentence) -> Iterator[Membership]:
    row = [
        m for m in doc.beginning_in(sentence.begin, sentence.end)
        if m.kind in (Kind.POST, Kind.PERSON)
    ]  # fmt: skip
    index = 0
    while index < len(row):
        if row[index].kind is Kind.POST:
            posts, after = _run(doc, row, index, _POST_POST)
            persons, end = _run(doc, row, after, _NAME_NAME, first=_POST_NAME)
            if persons and posts[0].rule != "post-after-name":
                yield from _cross(doc, sentence, persons, posts, "holds")
                # 副县长刘畅当选为县长, 副县长向阳代理县长
                index = end
                new, end = _posts_after(doc, row, end)
                gap = _gap(doc, row, index) or ""
                if new and "的" not in gap and "(" not in gap:
                    change = _change(doc, sentence, persons[0], new[0])
                    yield from _cross(doc, sentence, persons, new, change)
                    index = end
                continue
            index = after
            continue
        persons, after = _run(doc, row, index, _NAME_NAME)
        posts, end = _posts_after(doc, row, after)
        if posts:
            one = posts[0].rule == "post-after-name" or doc.article.text[posts[0].begin - 1] == "("
            change = "holds" if one else _change(doc, sentence, persons[0], posts[0])
            yield from _cross(doc, sentence, persons[-1:] if one else persons, posts, change)
            index = end
            continue
        index = after


def _run(
    doc: Doc, row: list[Mention], index: int, joint: re.Pattern[str],
    first: re.Pattern[str] | None = None,
) -> tuple[list[Mention], int]:  # fmt: skip
    """The mentions of one kind from `index` on that stand joined, and where the run ends."""
    kind = Kind.PERSON if first is not None else (row[index].kind if index < len(row) else None)
    run: list[Mention] = []
    while index < len(row) and row[index].kind is kind:
        gap = _gap(doc, row, index)
        wanted = joint if run else first
        if wanted is not None and (gap is None or not wanted.fullmatch(gap)):
            break
        if run and kind is Kind.POST and row[index].rule != run[0].rule:
            # Posts before a name and posts behind one are of two people.
            break
        run.append(row[index])
        index += 1
    return run, index


def _gap(doc: Doc, row: list[Mention], index: int) -> str | None:
    """The text between a mention and the one before it; None where they overlap."""
    if not 0 < index < len(row):
        return None
    left, right = row[index - 1].end, row[index].begin
    return doc.article.text[left:right] if left <= right else None


def _posts_after(doc: Doc, row: list[Mention], index: int) -> tuple[list[Mention], int]:
    if index >= len(row) or row[index].kind is not Kind.POST:
        return [], index
    gap = _gap(doc, row, index)
    acting = row[index].name.startswith(("代理", "兼任"))
    after = doc.article.text[row[index].end :][:2]
    granted = row[index].rule == "post-granted" and after == "职务"
    direct = gap == "" and (acting or granted or row[index].rule == "post-after-name")
    listed = row[index].rule == "post-after-name" and gap is not None and _TRAITS.fullmatch(gap)
    if gap is None or not (direct or listed or _TAKES.fullmatch(gap)):
        return [], index
    return _run(doc, row, index, _POST_POST)


def _change(doc: Doc, sentence: Sentence, person: Mention, post: Mention) -> str:
    """elected, appointed, removed or resigned, by the words around the name and the heading."""
    text = doc.article.text
    around = text[max(sentence.begin, person.begin - 40) : post.begin]
    said = [(m.start(), change) for change, verb in _CHANGES for m in verb.finditer(around)]
    if said:
        return max(said)[1]
    gap = text[person.end : post.begin]
    if not gap and post.name.startswith("代理"):
        return "appointed"
    if gap.endswith(("曾任", "历任", "原任")):
        return "former"
    if not gap.endswith(("为", "任")) and "职务" in text[post.end : post.end + 3]:
        return "removed"
    return "appointed" if gap.endswith("为") or gap.startswith("同志任") else "holds"


def _cross(
    doc: Doc, sentence: Sentence, persons: list[Mention], posts: list[Mention], change: str
) -> Iterator[Membership]:
    for person in persons:
        for post in (p for p in posts if p.name not in _NO_POSTS):
            begin, end = min(person.begin, post.begin), max(person.end, post.end)
            status = "former" if post.type == "former" and change == "holds" else change
            yield Membership(
                person=person.entity, title=post.name, of=post.entity, change=status,
                **proof(doc, begin, end, post.rule, sentence=sentence),
            )  # fmt: skip
