"""People and their posts: 县委副书记、县长李建疆; 区领导江山、许诺; 邓红梅市长; 余书记.

The names right after a chain of posts (`posts.py`) hold every post of it; a name right before a
post holds it too; formulas of appointment and ages announce further names.  Names found so are
then looked for in the whole article, with their short forms (`again.py`).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from qjgraph.lexicon.marks import DIVISIONS_BEFORE, TAKES_POST
from qjgraph.lexicon.names import all_han, name_end, surnames
from qjgraph.lexicon.rules import confidence
from qjgraph.lexicon.tokens import Tokens, first_word
from qjgraph.mention import rolls
from qjgraph.mention.again import repeats, short_forms
from qjgraph.mention.levels import Levels
from qjgraph.mention.owners import of_owner
from qjgraph.mention.posts import chains, heads_near, post_start
from qjgraph.mention.scene import Post, Scene, padded_names, person
from qjgraph.model import Article, Kind, Mention

_BRACKET = re.compile(r"\([^()]{0,20}\)")
_LIST = re.compile(r"(?:\([^()]{0,20}\))?(?:、| ?和|及|与|以及)")
_APPOINT = re.compile(
    r"(?:决定任命|任命|补选|选举|推选|当选|免去|接受|同意|提名|增选|决定免去|撤销|罢免|免除)(?:了)?"
)
#: 关于|陈青、朱海两位同志辞去…的请求: before the names of those who resign.
_RESIGN = re.compile(r"(?:关于|以及|接受|同意)(?=[^,。;:]{2,40}辞去)")
#: Behind the last name of a list, how many they are: 三位同志, 等100名同志.
_SUMMED = re.compile(r"等?(?:[两二三四五六七八九十]+|\d+)[位名个](?:同志|人)?|等(?:同志|人)?")
#: The next clause of a sentence, or its end.
_NEXT_CLAUSE = re.compile("[,;。]")
_NEXT_LINE = re.compile("[\n;]")
_ELECTED = re.compile(r"(?:^|[,。;\n])([^,。;\n]{2,60}?)当选", re.MULTILINE)
_REMOVED = re.compile(r"免去|免除")
_ITEM_REMOVED = re.compile(r"职务[,;、](?=[\u4e00-\u9fff]{2,4}的)")
#: Names in a row at the start of a sentence, and what closes them.
_ROW = re.compile(r"(?:^|[\n。;])([\u4e00-\u9fff·]{2,9}(?:、[\u4e00-\u9fff·]{2,9}){1,20})")
_ACT = (
    "分别",
    "先后",
    "依次",
    "参加",
    "出席",
    "陪同",
    "列席",
    "等领导",
    "等参加",
    "等出席",
    "等陪同",
)
_KIN = re.compile(
    r"(?:妻子|丈夫|儿子|女儿|父亲|母亲|爷爷|奶奶|老伴|爱人|儿媳|女婿|孙子|孙女|哥哥|弟弟|姐姐|妹妹|大儿子|小儿子)"
)
#: What stands between a name and a post in a list of candidates or a notice of appointments.
_TRAITS = (
    r"(?:,(?:男|女|[\u4e00-\u9fff]{1,6}族|[\u4e00-\u9fff]{2,8}人|中共党员|[\u4e00-\u9fff]{0,8}(?:学历|学位|大学|研究生)"
    r"|\d{4}年\d{1,2}月(?:出生|生|参加工作|入党|加入中国共产党)?)){0,8},(?:现任|现为)?"
)
_RESUME = re.compile(rf"(?:^|[:;。\n是为])([\u4e00-\u9fff]{{2,4}}){_TRAITS}{DIVISIONS_BEFORE}$")
#: 免去|张国强|同志|云岭县…, 周启明|同志|任…: what stands between an appointed name and the post.
_GRANTED = re.compile(
    rf"(?:^|[ \n;:。,、])(?:会议|研究)?(?:{_APPOINT.pattern})?([\u4e00-\u9fff]{{2,4}}?)(同志)?"
    rf"(?:\([^()]{{1,20}}\))?(?:同志)?(?:{TAKES_POST}|[现曾原]?为|的|因[^,。;]{{1,10}}辞去)?(?:中共)?$"
)
#: What such words end in.
_GRANTING = frozenset("任为的志去共)")
_AGE = re.compile(r"\d{2}岁的(?:村民|居民|市民|老人|小伙|姑娘|大爷|大妈|退休\w{0,4})?")
_PRESIDES = re.compile(r"(?:主持|出席|参加|强调|指出|要求|讲话|宣布|率队|带队|作)")
_SPEAKS = re.compile(r"(?:\([^()]{0,12}\))?(?:告诉记者|介绍说|介绍道|说|介绍|坦言|表示|回忆)")


@dataclass(frozen=True, slots=True)
class People:
    """What the grammar found: persons, their posts, and bodies that only posts name."""

    persons: list[Mention]
    posts: list[Mention]
    bodies: list[Mention]


def find(
    article: Article,
    tokens: Tokens,
    level: Levels,
    places: list[Mention],
    bodies: list[Mention],
    projects: Iterable[Mention],
) -> People:
    """All persons and posts of an article.

    Posts' `entity` is the key of the body, division or project they belong to; persons'
    `name` is the full name, also for a short form.
    """
    ends = {m.end: m for m in (*places, *projects, *bodies)}
    blocked = frozenset(
        position for begin, end in article.datelines for position in range(begin, end)
    )
    scene = Scene(article.text, tokens, level, ends, places, bodies, blocked)
    scene.hints |= padded_names(article)
    persons, posts = _titled(scene)
    known = frozenset(person.name for person in persons)
    for finder in (_appointed, _elected, _removed, _rows, _aged, _kin, _employed, _speaking):
        persons += [m for m in finder(scene, known) if not _overlaps(m, persons)]
    persons += [m for m in rolls.find(article, scene) if not _overlaps(m, persons)]
    persons += repeats(scene, persons)
    persons += short_forms(scene, persons, posts)
    return People(sorted(persons, key=lambda m: m.begin), posts, scene.extra)


def _overlaps(mention: Mention, others: Iterable[Mention]) -> bool:
    return any(mention.begin < other.end and other.begin < mention.end for other in others)


# ------------------------------------------------------------------------------- posts


def _titled(scene: Scene) -> tuple[list[Mention], list[Mention]]:
    """Persons named beside their posts, and these posts."""
    persons: list[Mention] = []
    posts: list[Mention] = []
    for chain in _parted(scene):
        known = frozenset(person.name for person in persons)
        led = _led_by_name(scene, chain[0], known)
        named = [] if led else list(_names_after(scene, chain[-1], known))
        rule = "post-before-name"
        if not named:
            kept = chain[0].title.startswith("代理") or not _in_office(scene, chain)
            named, rule = _name_before(scene, chain[0], known) if kept else [], "post-after-name"
            chain = [_reowned(scene, chain[0], named[0]), *chain[1:]] if named else chain
            named = named or _name_in_resume(scene, chain[0])
        granted = [] if named else _granted(scene, chain)
        persons += [m for m in granted if not _overlaps(m, persons)]
        if granted or (not named and _is_granted(scene, chain[0])):
            rule = "post-granted"
        elif not named or (
            rule == "post-after-name" and _known_post(named[0], chain, posts, known)
        ):
            continue
        persons += [m for m in named if not _overlaps(m, persons)]
        posts += [_post_mention(scene, post, rule) for post in chain]
    return persons, posts


def _parted(scene: Scene) -> Iterator[list[Post]]:
    """Chains of posts; one with a name on both sides is two: 李明|副总裁、华新公司总经理|王芳."""
    none: frozenset[str] = frozenset()
    for chain in chains(scene):
        both = (
            len(chain) > 1
            and chain[0].end < chain[1].begin
            and (_led_by_name(scene, chain[0], none) or _led_by_post(scene, chain[0]))
            and any(_names_after(scene, chain[-1], none))
        )
        yield from ([chain[:1], chain[1:]] if both else [chain])


def _led_by_post(scene: Scene, post: Post) -> bool:
    """Whether a name fills the gap between an earlier post and this one: 总监|梁文海|副总裁."""
    return any(
        name_end(scene.text, earlier.end, strict=True, hints=scene.hints) == post.begin
        for earlier in scene.seen
        if 2 <= post.begin - earlier.end <= 4
    )


def _known_post(
    named: Mention, chain: list[Post], posts: list[Mention], known: frozenset[str]
) -> bool:
    """Whether a title behind a known name (黄文华主任) only repeats a post read before."""
    if named.name not in known or chain[0].of:
        return False
    return any(post.name.endswith(chain[0].title) for post in posts)


def _led_by_name(scene: Scene, post: Post, known: frozenset[str]) -> bool:
    """Whether a name surely stands before a title, so that none is sought behind it."""
    if post.kind == "lay":
        return False
    return any(
        scene.text[post.begin - size : post.begin] in known
        or _is_person_word(scene, post.begin - size, scene.text[post.begin - size : post.begin])
        for size in (4, 3, 2)
        if post.begin >= size
    )


def _is_granted(scene: Scene, post: Post) -> bool:
    """X 为 POST, X 的 POST 职务, 辞去 POST: the name stands apart from the post."""
    before = scene.text[max(0, post.begin - 3) : post.begin]
    bracketed = before.endswith("(") and scene.text[post.end : post.end + 1] == ")"
    return bracketed or before.endswith(("为", "的", "任", "辞去", "兼", "当选", "同志"))


def _post_mention(scene: Scene, post: Post, rule: str) -> Mention:
    return Mention(
        kind=Kind.POST, begin=post.begin, end=post.end, name=post.title, rule=rule,
        confidence=confidence(rule), type="former" if post.former else post.kind, entity=post.of,
    )  # fmt: skip


# ------------------------------------------------------------------------------- names


def _names_after(scene: Scene, post: Post, known: frozenset[str]) -> Iterator[Mention]:
    """The names that follow a chain of posts: A、B和C.

    After a word such as 居民, which mostly stands alone, only a sure surname counts.
    """
    text, rule, position = scene.text, "person-after-post", post.end
    if post.kind == "lay" and not _sure_name(text, position):
        return
    bracket = _BRACKET.match(text, position)
    position = bracket.end() if bracket else position
    position += text[position : position + 1] == ")"
    if text[position : position + 1] in (" ", ":"):
        position += 1
    while True:
        listed = rule == "person-in-list"
        end = name_end(
            text, position, known, strict=post.kind == "lay", listed=listed, hints=scene.hints
        )
        if not end or position in scene.blocked:
            return
        yield person(text, position, end, rule)
        joint = _LIST.match(text, end)
        if not joint or _post_begins(scene, joint.end()):
            return
        known = known | {text[position:end]}
        position, rule = joint.end(), "person-in-list"


def _sure_name(text: str, position: int) -> bool:
    known = surnames()
    if known.get(text[position : position + 2]) == "compound":
        return True
    word, tag = first_word(text[position : position + 6])
    common = len(word) > 1 and not tag.startswith("nr")
    return known.get(text[position : position + 1]) in ("common", "rare") and not common


def _post_begins(scene: Scene, position: int) -> bool:
    """Whether the text goes on with a body or a title rather than a name."""
    text = scene.text
    if any(body.begin == position for body in scene.bodies):
        return True
    if any(place.begin == position for place in scene.places):
        return not name_end(text, position, strict=True, listed=True)
    return any(
        post_start(scene, begin) <= position
        or (begin - position <= 6 and not name_end(text, position, strict=True, listed=True))
        for begin, _, _ in heads_near(text, position)
    )


def _name_before(scene: Scene, post: Post, known: frozenset[str]) -> list[Mention]:
    """NAME + title: 邓红梅市长, 习近平总书记, 鸠山镇汪方镇长."""
    if post.kind == "lay":
        return []
    text, end = scene.text, post.begin
    for size in (4, 3, 2):
        begin = end - size
        if begin < 0 or begin in scene.blocked:
            continue
        name = text[begin:end]
        if name in known or _fits_before(scene, begin, name):
            return [person(text, begin, end, "person-before-post")]
    return []


def _name_in_resume(scene: Scene, post: Post) -> list[Mention]:
    """赵启明,女,临江县委书记: the name that opens an item of a list or a notice."""
    if post.kind == "lay":
        return []
    match = _RESUME.search(scene.text, max(0, post.begin - 90), post.begin)
    if match is None or not rolls.is_name(match[1]):
        return []
    return [person(scene.text, match.start(1), match.end(1), "person-before-post")]


def _in_office(scene: Scene, chain: list[Post]) -> bool:
    """Whether 职务 follows: the words give or take the post."""
    return scene.text.startswith("职务", chain[-1].end)


def _granted(scene: Scene, chain: list[Post]) -> list[Mention]:
    """周启明同志任|POST, 免去李梅|POST|职务: the one name that opens the clause."""
    begin, text = chain[0].begin, scene.text
    if text[begin - 1 : begin] not in _GRANTING and not _in_office(scene, chain):
        return []
    match = _GRANTED.search(text, max(0, begin - 44), begin)
    if match is None or chain[0].kind == "lay" or not rolls.is_name(match[1]):
        return []
    word, tag = first_word(match[1])
    if not match[2] and word == match[1] and not tag.startswith("nr"):
        return []
    tied = match.end(1) < begin and not text.endswith("同志", 0, begin)
    if not tied and not _in_office(scene, chain):
        return []
    return [person(text, match.start(1), match.end(1), "person-appointed")]


def _reowned(scene: Scene, post: Post, named: Mention) -> Post:
    """A title behind a name belongs to the body before it: 县扶贫局|杨立华|局长."""
    owner = scene.ends.get(named.begin)
    if owner is None or post.of or post.kind not in ("body", "committee", "work"):
        return post
    return of_owner(scene, owner, post)


def _fits_before(scene: Scene, begin: int, name: str) -> bool:
    """Whether a stretch before a title is a name: surname, size and a clear left edge."""
    compound = surnames().get(name[:2]) == "compound"
    kind = "compound" if compound else surnames().get(name[0], "")
    size = len(name) - (2 if compound else 1)
    if kind not in ("common", "compound", "rare") or not 1 <= size <= 2:
        return False
    word, tag = first_word(name)
    if word == name and not tag.startswith("nr") and begin not in scene.ends:
        return False
    if name[-1] in "为任兼的是同和与镇乡县区" or name in ("党委", "党组", "党政"):
        return False
    if not all_han(name):
        return False
    if scene.tokens.index_ending_at(begin) < 0 and begin not in scene.ends:
        return False
    before = scene.text[begin - 1 : begin]
    if _is_person_word(scene, begin, name):
        return True
    return begin in scene.ends or not all_han(before) or before in "由请经对向跟和与为在听给"


# ---------------------------------------------------------------------- other contexts


def _is_person_word(scene: Scene, begin: int, name: str) -> bool:
    """Whether the words of the text have just this stretch as a person's name."""
    index = scene.tokens.index_ending_at(begin) + 1 if begin else 0
    if begin and not index:
        return False
    return scene.tokens.word(index) == name and scene.tokens.tags[index].startswith("nr")


def _appointed(scene: Scene, known: frozenset[str]) -> Iterator[Mention]:
    """补选刘畅为…, 免去窦志强的…职务, and clauses that open with 马骏为…."""
    text = scene.text
    for match in _RESIGN.finditer(text) if "辞去" in text else ():
        yield from _listed(scene, match.end(), known, ("辞去", "同志"), sure=True)
    for match in _APPOINT.finditer(text):
        closers = ("为", "的", "辞去", "同志", "因")
        yield from _listed(scene, match.end(), known, closers, sure=True)
        for clause in _NEXT_CLAUSE.finditer(text, match.end()):
            if clause.group() == "。":
                break
            yield from _listed(scene, clause.end(), known, ("为",), sure=True)
    yield from _listed(scene, 0, known, ("为", "的", "同志"))
    for line in _NEXT_LINE.finditer(text):
        yield from _listed(scene, line.end(), known, ("为", "的", "同志"))


def _elected(scene: Scene, known: frozenset[str]) -> Iterator[Mention]:
    """郭薪以190票当选为…, 雷树文、廖云兴和刘丹当选副县长: the list before 当选."""
    for match in _ELECTED.finditer(scene.text):
        yield from _listed(scene, match.start(1), known, ("当选", "以", "等", "全票"), sure=True)


def _removed(scene: Scene, known: frozenset[str]) -> Iterator[Mention]:
    """免去A的…职务,B的…职务;C的…职务: the further items of a list of removals."""
    for match in _REMOVED.finditer(scene.text):
        for item in _ITEM_REMOVED.finditer(scene.text, match.end(), match.end() + 400):
            yield from _listed(scene, item.end(), known, ("的",), sure=True)
        yield from _listed(scene, match.end(), known, ("等",), sure=True)


def _rows(scene: Scene, known: frozenset[str]) -> Iterator[Mention]:
    """张海、李德明、刘志分别发言: two names or more without a post open the sentence."""
    places = {place.begin for place in scene.places}
    for match in _ROW.finditer(scene.text):
        names = _listed(scene, match.start(1), known, _ACT)
        if len(names) > 1 and not any(name.begin in places for name in names):
            yield from names


def _listed(
    scene: Scene,
    position: int,
    known: frozenset[str],
    closers: tuple[str, ...],
    *,
    sure: bool = False,
) -> list[Mention]:
    """A list of names from a position on that one of the words closes; else nothing."""
    found: list[Mention] = []
    text = scene.text
    while True:
        end = _closed_name(text, position, closers, sure or bool(found)) or name_end(
            text, position, known, strict=True, listed=sure or bool(found), hints=scene.hints
        )
        if not end:
            return []
        found.append(person(text, position, end, "person-appointed"))
        bracket = _BRACKET.match(text, end)
        end = bracket.end() if bracket else end
        summed = _SUMMED.match(text, end)
        if text.startswith(closers, end) or (summed and text.startswith(closers, summed.end())):
            return found
        joint = _LIST.match(text, end)
        if not joint:
            return []
        position = joint.end()


def _closed_name(text: str, begin: int, closers: tuple[str, ...], sure: bool) -> int:
    """A name of two to four characters right before a bracket or closing word."""
    for size in (2, 3, 4):
        end = begin + size
        name = text[begin:end]
        if not all_han(name) or len(name) < size:
            return 0
        bracket = _BRACKET.match(text, end)
        after = bracket.end() if bracket else end
        summed = _SUMMED.match(text, after)
        if text.startswith(closers, after) or (summed and text.startswith(closers, summed.end())):
            surname = surnames().get(name[0]) or surnames().get(name[:2])
            word, tag = first_word(name)
            common = word == name and tag[:1] in "vdpcrt" and not sure
            if surname and size < 4 and not common:
                return end
            if bracket and ("族" in bracket.group() or "女" in bracket.group()):
                return end
    return 0


def _aged(scene: Scene, known: frozenset[str]) -> Iterator[Mention]:
    """58岁的村民高原, 68岁的矿工家属魏秀英."""
    for match in _AGE.finditer(scene.text):
        at = match.end()
        if any(scene.text.startswith(name.split("·")[0], at) for name in known if "·" in name):
            continue
        end = name_end(scene.text, at, known, strict=True, hints=scene.hints)
        if end:
            yield person(scene.text, at, end, "person-aged")
            continue
        for begin, end in sorted(scene.hints):
            surname = surnames().get(scene.text[begin], "function") != "function"
            if at < begin <= at + 8 and surname and all_han(scene.text[at:end]):
                whole = name_end(scene.text, begin, known, strict=True, hints=scene.hints)
                if whole or end - begin > 1:
                    yield person(scene.text, begin, whole or end, "person-aged")
                break


def _kin(scene: Scene, known: frozenset[str]) -> Iterator[Mention]:
    """王建国的妻子李桂兰: a name with a sure surname after a word of kinship."""
    for match in _KIN.finditer(scene.text):
        at = match.end()
        if surnames().get(scene.text[at : at + 1]) != "common":
            continue
        end = name_end(scene.text, at, known, strict=True, hints=scene.hints)
        if end - at > 1:
            yield person(scene.text, at, end, "person-kin")


def _employed(scene: Scene, known: frozenset[str]) -> Iterator[Mention]:
    """江投集团工程管理一部罗景涛说: a name between a body and a verb of saying."""
    for body in scene.bodies:
        end = name_end(scene.text, body.end, known, strict=True, hints=scene.hints)
        if end and _SPEAKS.match(scene.text, end):
            yield person(scene.text, body.end, end, "person-employed")


def _speaking(scene: Scene, known: frozenset[str]) -> Iterator[Mention]:
    """A dictionary person's name at the start of a clause, before a verb of saying."""
    tokens, text = scene.tokens, scene.text
    for index, tag in enumerate(tokens.tags):
        if tag != "nr":
            continue
        begin, end = tokens.starts[index], tokens.starts[index + 1]
        if not 2 <= end - begin <= 4 or begin in scene.blocked:
            continue
        before = text[begin - 1 : begin]
        kind = surnames().get(text[begin]) or surnames().get(text[begin : begin + 2])
        opens = kind in ("common", "compound") and before in ("", "\n", "。", "”", ",")
        if (
            opens
            and text[begin:end] not in known
            and (_SPEAKS.match(text, end) or _PRESIDES.match(text, end))
        ):
            yield person(text, begin, end, "person-speaking")
