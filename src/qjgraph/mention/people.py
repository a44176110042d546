"""People and their posts: 县委副书记、县长李建疆; 区领导江山、许诺; 邓红梅市长; 余书记.

The grammar runs over heads of titles (书记, 局长).  A head grows to the left over its modifiers
(党组副书记) to the body, division or project it belongs to; heads joined by 、 are one chain; the
names right after a chain hold every post of it.  Names found so are then looked for in the
whole article, with their short forms (余书记, 老高).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache

import ahocorasick

from qjgraph.lexicon.bodies import LEVELS, organs
from qjgraph.lexicon.names import follow, name_end, surnames
from qjgraph.lexicon.rules import confidence
from qjgraph.lexicon.tables import table
from qjgraph.lexicon.tokens import Tokens, first_word
from qjgraph.mention.bodies import Levels
from qjgraph.model import Article, Kind, Mention

_BRACKET = re.compile(r"\([^()]{0,20}\)")
_JOIN = re.compile(r"(?:\([^()]{0,12}\))?(?:[、/]|兼|并兼任)?")
_LIST = re.compile(r"(?:\([^()]{0,20}\))?(?:、| ?和|及|与|以及)")
_APPOINT = re.compile(
    r"(?:决定任命|任命|补选|选举|推选|当选|免去|接受|同意|提名|增选|决定免去|撤销|罢免)(?:了)?"
)
_AGE = re.compile(r"\d{2}岁的(?:村民|居民|市民|老人|小伙|姑娘|大爷|大妈|退休\w{0,4})?")
_FOR = re.compile(r"(?:\([^()]{0,20}\))?为")
_SPEAKS = re.compile(r"(?:\([^()]{0,12}\))?(?:告诉记者|介绍说|介绍道|说|介绍|坦言|表示|回忆)")

#: What may not follow a head, since the two make another word (主席台, 委员会, 代表团).
_NOT_AFTER = re.compile(
    r"会|台|团|令|处|员|室|组|部|性|作|们|队|座|期|库|大会|候选|人选|职务|任期|之[家路]|资格|岗位|热线|信箱"
)


@dataclass(frozen=True, slots=True)
class Post:
    """One title as it stands in the text.

    Attributes:
        begin, end: the whole expression, body included.
        title: the bare title; `of`: key of what it belongs to; `kind`: of posts.tsv.
        level: the level word it speaks of (县), for a chain's later members.
    """

    begin: int
    end: int
    title: str
    of: str
    kind: str
    level: str
    former: bool = False


@dataclass(slots=True)
class _Scene:
    text: str
    tokens: Tokens
    levels: Levels
    ends: Mapping[int, Mention]
    places: list[Mention]
    bodies: list[Mention]
    blocked: frozenset[int]
    extra: list[Mention] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class People:
    """What the grammar found: persons, their posts, and bodies that only posts name."""

    persons: list[Mention]
    posts: list[Mention]
    bodies: list[Mention]


@cache
def _heads() -> ahocorasick.Automaton:
    machine = ahocorasick.Automaton()
    for row in table("posts"):
        machine.add_word(row["head"], (row["head"], row["kind"]))
    machine.make_automaton()
    return machine


@cache
def _modifiers() -> tuple[tuple[str, str], ...]:
    rows = ((row["modifier"], row["kind"]) for row in table("post_modifiers"))
    return tuple(sorted(rows, key=lambda pair: -len(pair[0])))


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
    scene = _Scene(article.text, tokens, level, ends, places, bodies, blocked)
    persons, posts = _titled(scene)
    known = frozenset(person.name for person in persons)
    for finder in (_appointed, _aged, _speaking):
        persons += [m for m in finder(scene, known) if not _overlaps(m, persons)]
    persons += _repeats(scene, persons)
    persons += _short_forms(scene, persons, posts)
    return People(sorted(persons, key=lambda m: m.begin), posts, scene.extra)


def _overlaps(mention: Mention, others: Iterable[Mention]) -> bool:
    return any(mention.begin < other.end and other.begin < mention.end for other in others)


def _person(text: str, begin: int, end: int, rule: str, name: str = "") -> Mention:
    return Mention(
        kind=Kind.PERSON, begin=begin, end=end, name=name or text[begin:end], rule=rule,
        confidence=confidence(rule),
    )  # fmt: skip


# ------------------------------------------------------------------------------- posts


def _titled(scene: _Scene) -> tuple[list[Mention], list[Mention]]:
    """Persons named beside their posts, and these posts."""
    persons: list[Mention] = []
    posts: list[Mention] = []
    for chain in _chains(scene):
        known = frozenset(person.name for person in persons)
        named = list(_names_after(scene, chain[-1], known))
        rule = "post-before-name"
        if not named:
            named, rule = _name_before(scene, chain[0], known), "post-after-name"
        if not named and _is_granted(scene, chain[0]):
            rule = "post-granted"
        elif not named:
            continue
        persons += [m for m in named if not _overlaps(m, persons)]
        posts += [_post_mention(scene, post, rule) for post in chain]
    return persons, posts


def _is_granted(scene: _Scene, post: Post) -> bool:
    """X 为 POST, X 的 POST 职务, 辞去 POST: the name stands apart from the post."""
    before = scene.text[max(0, post.begin - 3) : post.begin]
    return before.endswith(("为", "的", "任", "辞去", "兼", "当选"))


def _post_mention(scene: _Scene, post: Post, rule: str) -> Mention:
    return Mention(
        kind=Kind.POST, begin=post.begin, end=post.end, name=post.title, rule=rule,
        confidence=confidence(rule), type="former" if post.former else post.kind, entity=post.of,
    )  # fmt: skip


def _chains(scene: _Scene) -> Iterator[list[Post]]:
    """Runs of titles joined by 、 or nothing."""
    chain: list[Post] = []
    for begin, end, kind in _head_spans(scene):
        joined = bool(chain) and begin >= chain[-1].end
        post = _parse(scene, begin, end, kind, chain[-1] if joined else None)
        if joined and _JOIN.fullmatch(scene.text, chain[-1].end, max(post.begin, chain[-1].end)):
            chain.append(post)
            continue
        if chain:
            yield chain
        chain = [_parse(scene, begin, end, kind, None)]
    if chain:
        yield chain


def _head_spans(scene: _Scene) -> Iterator[tuple[int, int, str]]:
    """The heads in a text: the longest of those that overlap, no part of another word."""
    text, last_end = scene.text, 0
    found = [
        (last + 1 - len(head), last + 1, kind) for last, (head, kind) in _heads().iter(text)
    ]
    for begin, end, kind in sorted(found, key=lambda f: (f[0], -f[1])):
        if begin < last_end or begin in scene.blocked:
            continue
        if text[end - 1 : end + 1] == "书记" or (
            _NOT_AFTER.match(text, end) and not _is_surname(text, end)
        ):
            continue
        yield begin, end, kind
        last_end = end


def _is_surname(text: str, position: int) -> bool:
    known = surnames()
    return text[position : position + 1] in known or text[position : position + 2] in known


def _parse(scene: _Scene, begin: int, end: int, kind: str, before: Post | None) -> Post:
    """Grow a head to its whole title and what it belongs to."""
    text, start, former = scene.text, begin, False
    grown = True
    while grown:
        grown = False
        for modifier, sort in _modifiers():
            size = len(modifier)
            if text[start - size : start] != modifier or start - size < 0:
                continue
            if sort == "rank" and start in scene.ends and scene.ends[start].kind is not Kind.PLACE:
                break
            if sort == "former" and not _starts_word(scene, start - size):
                continue
            former = former or sort == "former"
            start, grown = start - size, True
            if sort == "former":
                return _owned(scene, start + size, end, start, kind, before, former)
            break
    return _owned(scene, start, end, start, kind, before, former)


def _starts_word(scene: _Scene, position: int) -> bool:
    return position == 0 or scene.tokens.index_ending_at(position) >= 0


def _owned(
    scene: _Scene, start: int, end: int, outer: int, kind: str, before: Post | None, former: bool
) -> Post:
    """The title from `start` on and its owner, which ends at `start`."""
    text, title = scene.text, scene.text[start:end]
    if kind in ("chief", "leader"):
        owner, begin, level = _chief_owner(scene, begin_of_level(text, start, end), start)
        return Post(min(begin, outer), end, title, owner, kind, level, former)
    owner_mention = scene.ends.get(start)
    if owner_mention is not None:
        return _of_mention(scene, owner_mention, start, end, kind, former)
    organ = _bare_organ(scene, start, before)
    if organ is not None:
        return Post(organ.begin, end, title, f"organization:{organ.name}", kind, "", former)
    owner = _nearby_owner(scene, start, title, kind, before)
    if text[start - 1 : start] == "村":
        start -= 1
    return Post(start, end, title, owner, kind, before.level if before else "", former)


def begin_of_level(text: str, start: int, end: int) -> int:
    """Position of the level word inside a title such as 副县长 or 县领导; `end` if none."""
    for position in range(start, end):
        if text[position] in LEVELS:
            return position
    return end


def _chief_owner(scene: _Scene, at: int, start: int) -> tuple[str, int, str]:
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
        place = _division_of(scene, owner)
        return (f"place:{place}" if place else f"organization:{owner.name}"), owner.begin, level
    name = scene.levels.name(level)
    begin = start - 1 if text[start - 1 : start] in ("我", "全") else start
    if not name and level in "镇乡":
        name = _last_place(scene, start, level)
    return (f"place:{name}" if name else ""), begin, level


def _division_of(scene: _Scene, body: Mention) -> str:
    """The division in front of a government's or committee's name."""
    for organ in ("人民政府", "政府", "委员会", "委", "政府办公室"):
        if body.name.endswith(organ) and len(body.name) > len(organ):
            return body.name[: -len(organ)]
    return ""


def _of_mention(
    scene: _Scene, owner: Mention, start: int, end: int, kind: str, former: bool
) -> Post:
    """A title right behind a body, division or project."""
    text, title = scene.text, scene.text[start:end]
    key = f"{owner.kind.value}:{owner.name}"
    if owner.kind is Kind.ORGANIZATION and kind == "committee" and owner.name.endswith("委"):
        written = text[owner.begin : owner.end]
        level = written[-2:-1] if len(written) > 1 else ""
        place = _division_of(scene, owner)
        if level in LEVELS and owner.type == "party-committee":
            title = f"{level}委{title}"
            key = f"place:{place}" if len(place) > 1 else ""
            return Post(owner.begin, end, title, key, kind, level, former)
    level = text[owner.begin] if text[owner.begin] in LEVELS else owner.name[-1:]
    return Post(owner.begin, end, title, key, kind, level, former)


def _bare_organ(scene: _Scene, start: int, before: Post | None) -> Mention | None:
    """An organ without a division (工商联主席): of the chain's or the home's division."""
    forms, text = organs(), scene.text
    for size in range(10, 1, -1):
        form = text[start - size : start] if start >= size else ""
        if form not in forms and f"委{form}" not in forms:
            continue
        if not _starts_word(scene, start - size):
            continue
        level = before.level if before else ""
        owner = (scene.levels.name(level) if level else "") or _own_division(scene)
        if f"委{form}" in forms and form not in forms:
            form = f"委{form}"
        known = forms[form]
        if not owner:
            return None
        body = Mention(
            kind=Kind.ORGANIZATION, begin=start - size, end=start, name=owner + form,
            type=known.type, rule="body-in-post", confidence=confidence("body-in-post"),
        )  # fmt: skip
        scene.extra.append(body)
        return body
    return None


def _own_division(scene: _Scene) -> str:
    """The home itself: the lowest level that is known."""
    for level in "县区旗市州盟省":
        if scene.levels.name(level):
            return scene.levels.name(level)
    return ""


def _nearby_owner(scene: _Scene, start: int, title: str, kind: str, before: Post | None) -> str:
    """Owner of a title that names none: the chain's, the village's, the company's."""
    if title.startswith("总书记"):
        return ""
    if before is not None and before.of and kind in ("body", "work", "committee", "rank"):
        return before.of
    if kind in ("committee", "lay") or title in ("村主任", "村民主任", "村支书", "村长", "支书"):
        if scene.text[start - 1 : start] == "村" or title[:1] == "村":
            place = _last_place(scene, start, "村")
            return f"place:{place}" if place else ""
        return ""
    if kind == "work":
        earlier = [b for b in scene.bodies if b.end <= start and start - b.end < 120]
        if earlier and earlier[-1].type == "enterprise":
            return f"organization:{earlier[-1].name}"
    return ""


def _last_place(scene: _Scene, position: int, ending: str) -> str:
    for place in reversed(scene.places):
        if place.end <= position and place.name.endswith(ending):
            return place.name
    return ""


# ------------------------------------------------------------------------------- names


def _names_after(scene: _Scene, post: Post, known: frozenset[str]) -> Iterator[Mention]:
    """The names that follow a chain of posts: A、B和C.

    After a word such as 居民, which mostly stands alone, only a sure surname counts.
    """
    text, rule, position = scene.text, "person-after-post", post.end
    if post.kind == "lay" and not _sure_name(text, position):
        return
    bracket = _BRACKET.match(text, position)
    position = bracket.end() if bracket else position
    if text[position : position + 1] in (" ", ":"):
        position += 1
    while True:
        end = name_end(text, position, known, strict=post.kind == "lay")
        if not end or position in scene.blocked:
            return
        yield _person(text, position, end, rule)
        joint = _LIST.match(text, end)
        if not joint or _post_begins(scene, joint.end()):
            return
        known = known | {text[position:end]}
        position, rule = joint.end(), "person-in-list"


def _sure_name(text: str, position: int) -> bool:
    known = surnames()
    if known.get(text[position : position + 2]) == "compound":
        return True
    return known.get(text[position : position + 1]) in ("common", "rare") and not (
        first_word(text[position : position + 6])[1][:1] in "sfvdpcrm"
    )


def _post_begins(scene: _Scene, position: int) -> bool:
    """Whether the text goes on with a body or a title rather than a name."""
    text = scene.text
    if any(body.begin == position for body in scene.bodies):
        return True
    if any(place.begin == position for place in scene.places):
        return not name_end(text, position, strict=True)
    return any(
        begin - position <= 6 and begin >= position
        for begin, _, _ in _heads_near(text, position)
        if not name_end(text, position, strict=True) or begin - position < 2
    )


def _heads_near(text: str, position: int) -> list[tuple[int, int, str]]:
    window = text[position : position + 12]
    return [
        (position + last + 1 - len(head), position + last + 1, kind)
        for last, (head, kind) in _heads().iter(window)
    ]


def _name_before(scene: _Scene, post: Post, known: frozenset[str]) -> list[Mention]:
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
            return [_person(text, begin, end, "person-before-post")]
    return []


def _fits_before(scene: _Scene, begin: int, name: str) -> bool:
    """Whether a stretch before a title is a name: surname, size and a clear left edge."""
    compound = surnames().get(name[:2]) == "compound"
    kind = "compound" if compound else surnames().get(name[0], "")
    size = len(name) - (2 if compound else 1)
    if kind not in ("common", "compound", "rare") or not 1 <= size <= 2:
        return False
    word, tag = first_word(name)
    if word == name and not tag.startswith("nr") and begin not in scene.ends:
        return False
    if name[-1] in "为任兼的是同和与":
        return False
    if scene.tokens.index_ending_at(begin) < 0 or not _all_han(name):
        return False
    before = scene.text[begin - 1 : begin]
    return begin in scene.ends or not _all_han(before) or before in "由请经对向跟和与为在听给"


def _all_han(text: str) -> bool:
    return bool(text) and all("\u3400" <= char <= "\u9fff" for char in text)


# ---------------------------------------------------------------------- other contexts


def _appointed(scene: _Scene, known: frozenset[str]) -> Iterator[Mention]:
    """补选刘畅为…, 免去窦志强的…职务, and lines that open with 马骏为…."""
    text = scene.text
    for match in _APPOINT.finditer(text):
        yield from _listed(scene, match.end(), known, ("为", "的", "辞去", "同志"))
    for line in re.finditer(r"(?:^|\n)", text):
        yield from _listed(scene, line.end(), known, ("为", "的", "同志"))


def _listed(
    scene: _Scene, position: int, known: frozenset[str], closers: tuple[str, ...]
) -> list[Mention]:
    """A list of names from a position on that one of the words closes; else nothing."""
    found: list[Mention] = []
    text = scene.text
    while True:
        end = _closed_name(text, position, closers) or name_end(text, position, known, strict=True)
        if not end:
            return []
        found.append(_person(text, position, end, "person-appointed"))
        bracket = _BRACKET.match(text, end)
        end = bracket.end() if bracket else end
        if text.startswith(closers, end):
            return found
        joint = _LIST.match(text, end)
        if not joint:
            return []
        position = joint.end()


def _closed_name(text: str, begin: int, closers: tuple[str, ...]) -> int:
    """A name of two to four characters right before a bracket or closing word."""
    for size in (2, 3, 4):
        end = begin + size
        name = text[begin:end]
        if not _all_han(name) or len(name) < size:
            return 0
        bracket = _BRACKET.match(text, end)
        after = bracket.end() if bracket else end
        if text.startswith(closers, after):
            surname = surnames().get(name[0]) or surnames().get(name[:2])
            word, tag = first_word(name)
            common = word == name and tag[:1] in "vdpcrt"
            if surname and size < 4 and not common:
                return end
            if bracket and ("族" in bracket.group() or "女" in bracket.group()):
                return end
    return 0


def _aged(scene: _Scene, known: frozenset[str]) -> Iterator[Mention]:
    """58岁的村民高原, 29岁的夏天."""
    for match in _AGE.finditer(scene.text):
        end = name_end(scene.text, match.end(), known, strict=True)
        if end:
            yield _person(scene.text, match.end(), end, "person-aged")


def _speaking(scene: _Scene, known: frozenset[str]) -> Iterator[Mention]:
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
        if kind in ("common", "compound") and before in ("", "\n", "。", "”", ","):
            if _SPEAKS.match(text, end):
                yield _person(text, begin, end, "person-speaking")


def _repeats(scene: _Scene, persons: list[Mention]) -> list[Mention]:
    """Further places of the names found; a name that is a word needs fitting neighbours."""
    text = scene.text
    taken = {position for m in persons for position in range(m.begin, m.end)}
    found = []
    for name in sorted({m.name for m in persons}, key=lambda n: (-len(n), n)):
        word, tag = first_word(name)
        is_word = word == name and not tag.startswith("nr") and len(name) == 2
        at = text.find(name)
        while at >= 0:
            end = at + len(name)
            clear = not taken.intersection(range(at, end)) and at not in scene.blocked
            if clear and (len(name) > 2 or _fits_repeat(scene, at, end, is_word)):
                found.append(_person(text, at, end, "person-repeat"))
                taken.update(range(at, end))
            at = text.find(name, end)
    return found


def _fits_repeat(scene: _Scene, begin: int, end: int, is_word: bool) -> bool:
    text = scene.text
    if follow(text[end : end + 8]) < (1.5 if is_word else 0.5):
        return False
    before = text[begin - 1 : begin]
    return not _all_han(before) or scene.tokens.index_ending_at(begin) >= 0


def _short_forms(scene: _Scene, persons: list[Mention], posts: list[Mention]) -> list[Mention]:
    """余书记, 王副市长, 老高, 韦伯: short forms of a person named in full."""
    by_surname: dict[str, list[str]] = {}
    for name in dict.fromkeys(m.name for m in persons):
        size = 2 if surnames().get(name[:2]) == "compound" else 1
        by_surname.setdefault(name[:size], []).append(name)
    taken = {position for m in persons for position in range(m.begin, m.end)}
    found = []
    for begin, end, name in (
        *_surname_titles(scene, by_surname, persons, posts),
        *_nicknames(scene, by_surname),
        *_last_parts(scene, persons),
    ):
        if not taken.intersection(range(begin, end)) and begin not in scene.blocked:
            taken.update(range(begin, end))
            found.append(_person(scene.text, begin, end, "person-short", name))
    return found


def _surname_titles(
    scene: _Scene, by_surname: Mapping[str, list[str]], persons: list[Mention], posts: list[Mention]
) -> Iterator[tuple[int, int, str]]:
    text = scene.text
    titles = _titles_by_name(persons, posts)
    for begin, end, _ in _head_spans(scene):
        start = begin - 1 if text[begin - 1 : begin] in "副总" and begin else begin
        for size in (2, 1):
            surname = text[start - size : start] if start >= size else ""
            names = by_surname.get(surname, [])
            if not names or not _starts_word(scene, start - size):
                continue
            title = text[start:end]
            fitting = [n for n in names if any(t.endswith(title) for t in titles.get(n, ()))]
            chosen = fitting if len(fitting) == 1 else names
            if len(chosen) == 1:
                yield start - size, end, chosen[0]
            break


def _titles_by_name(persons: list[Mention], posts: list[Mention]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for person in persons:
        for post in posts:
            if 0 <= person.begin - post.end < 40 or 0 <= post.begin - person.end < 2:
                found.setdefault(person.name, []).append(post.name)
    return found


def _nicknames(
    scene: _Scene, by_surname: Mapping[str, list[str]]
) -> Iterator[tuple[int, int, str]]:
    for match in re.finditer(r"[老小]([\u4e00-\u9fff])", scene.text):
        names = by_surname.get(match.group(1), [])
        index = scene.tokens.index_ending_at(match.start())
        if len(names) == 1 and (index >= 0 or match.start() == 0):
            if follow(scene.text[match.end() : match.end() + 8]) >= 1.5:
                yield match.start(), match.end(), names[0]


def _last_parts(scene: _Scene, persons: list[Mention]) -> Iterator[tuple[int, int, str]]:
    for name in dict.fromkeys(m.name for m in persons if "·" in m.name):
        part = name.rsplit("·", 1)[1]
        for match in re.finditer(re.escape(part), scene.text) if len(part) > 1 else ():
            if scene.text[match.start() - 1 : match.start()] != "·":
                yield match.start(), match.end(), name


