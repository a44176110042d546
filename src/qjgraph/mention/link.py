"""From mentions to entities: which stretches of one article name the same thing.

Overlaps are settled first: a name inside a longer name is not a mention of its own, save for the
body that holds a meeting and the division that a post governs.  Then the wordings of one thing
are brought together, kind by kind.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace

from qjgraph.lexicon.bodies import canonical, organs
from qjgraph.model import Article, Doc, Entity, Kind, Mention

#: Kinds whose names swallow what stands inside them, the strongest first.
_SWALLOW = (Kind.POLICY, Kind.EVENT, Kind.PROJECT, Kind.ORGANIZATION)

_ENTITIES = (
    Kind.PERSON, Kind.ORGANIZATION, Kind.PLACE, Kind.EVENT, Kind.PROJECT, Kind.POLICY,
)  # fmt: skip

_BODY = Kind.ORGANIZATION

_COMPANY = ("股份有限公司", "有限责任公司", "集团有限公司", "有限公司", "公司", "集团")


def link(article: Article, mentions: list[Mention]) -> Doc:
    """The article's `Doc`: mentions in order, each linked to the entity it names."""
    if article.datelines:
        mentions = [_behind_dateline(article, m) for m in mentions]
    kept = settle(_in_sentences(article, mentions))
    kept = [m for m in kept if m.kind is not _BODY or not _only_in_title(m, kept)]
    kept = _namesakes(article, kept)
    keys: dict[tuple[Kind, str], str] = {}
    for kind, names in _names(kept).items():
        for name, chosen in _GROUPERS[kind](names).items():
            keys[kind, name] = f"{kind.value}:{chosen}"
    doc = Doc(article=article)
    doc.mentions = sorted((_linked(m, keys) for m in kept), key=lambda m: (m.begin, -m.end, m.kind))
    doc.entities = _entities(article, doc.mentions)
    return doc


def _in_sentences(article: Article, mentions: list[Mention]) -> list[Mention]:
    """The mentions that begin in a sentence."""
    ends = [sentence.end for sentence in article.sentences]
    begins = [sentence.begin for sentence in article.sentences]
    begins.append(len(article.text) + 1)
    return [m for m in mentions if begins[bisect_right(ends, m.begin)] <= m.begin]


def _behind_dateline(article: Article, mention: Mention) -> Mention:
    """A name never begins in a dateline: 本报讯(记者 某某)|云岭县水利局.

    Projects stop there while they are read: what a name holds decides whether it is one.
    """
    for begin, end in article.datelines:
        if begin <= mention.begin < end < mention.end:
            dateline = "".join(article.text[mention.begin : end].split())
            rest = mention.name.replace(" ", "").removeprefix(dateline)
            return replace(mention, begin=end, name=rest)
    return mention


def _names(mentions: list[Mention]) -> dict[Kind, list[str]]:
    """What is named of each kind, each once: first by itself, then as what a post is of."""
    found: dict[str, dict[str, None]] = {kind: {} for kind in _ENTITIES}
    for mention in mentions:
        if mention.kind in found:
            found[mention.kind][mention.name] = None
    for mention in mentions:
        kind, colon, name = mention.entity.partition(":")
        if colon and kind in found:
            found[kind][name] = None
    return {kind: list(found[kind]) for kind in _ENTITIES}


# ---------------------------------------------------------------------------- overlaps


def settle(mentions: list[Mention]) -> list[Mention]:
    """Drop the mentions that are only parts of other names."""
    dropped: set[int] = set()
    for one, other in _overlaps(mentions):
        if _swallows(one, other):
            dropped.add(id(other))
        if _swallows(other, one):
            dropped.add(id(one))
    return [m for m in mentions if id(m) not in dropped]


def _overlaps(mentions: list[Mention]) -> Iterator[tuple[Mention, Mention]]:
    """Every pair of mentions that overlap, once."""
    ordered = sorted(mentions, key=lambda m: m.begin)
    for index, one in enumerate(ordered, 1):
        for at in range(index, len(ordered)):
            other = ordered[at]
            if other.begin >= one.end:
                break
            if one.begin < other.end and one is not other:
                yield one, other


def _swallows(outer: Mention, inner: Mention) -> bool:
    """Whether `inner` is no mention of its own since it lies in (or crosses) `outer`."""
    if inner.kind in (Kind.DATE, Kind.AMOUNT, Kind.POST) or outer.kind is Kind.POST:
        return False
    if inner.kind is Kind.PERSON and outer.kind is Kind.ORGANIZATION and outer.begin <= inner.begin:
        return inner.rule == "person-speaking"
    if outer.kind in (Kind.DATE, Kind.AMOUNT):
        return False
    if outer.kind is Kind.PERSON:
        return inner.kind in (Kind.PLACE, Kind.ORGANIZATION) and outer.rule != "person-speaking"
    if outer.rule == "body-unit" and inner.begin == outer.begin and inner.kind is outer.kind:
        return False
    if outer.kind is inner.kind:
        return outer.kind is not Kind.PLACE and _longer(outer, inner)
    if outer.kind not in _SWALLOW:
        return False
    if outer.rule == "event-unnamed" and inner.kind is not Kind.EVENT:
        # 会见总台甘肃总站召集人孟国辉一行 says who and what, it is no name.
        return False
    if outer.rule == "event-of-body" and inner.kind is Kind.ORGANIZATION:
        return False
    if outer.rule.endswith("-anaphor"):
        return False
    if outer.type == "ceremony" and inner.kind is Kind.PROJECT:
        # X项目开工仪式: what is begun there is a project.
        return False
    if outer.kind is Kind.EVENT and inner.rule == "policy-quoted-head":
        # 全县“抓项目促发展”专项行动推进会: the meeting is named for a programme that goes on.
        return False
    if inner.kind not in _SWALLOW:
        return _longer(outer, inner) or (outer.end - outer.begin) == (inner.end - inner.begin)
    size = (outer.end - outer.begin) - (inner.end - inner.begin)
    return size > 0 or (size == 0 and _SWALLOW.index(outer.kind) < _SWALLOW.index(inner.kind))


_COMMITTEES = ("党组", "党委", "党支部", "党总支")


def _only_in_title(mention: Mention, mentions: list[Mention]) -> bool:
    """Whether a body is just a committee of a title (县住建局|党组成员), not one that acts."""
    if not mention.name.endswith(_COMMITTEES):
        return False
    key = f"organization:{mention.name}"
    return any(
        post.kind is Kind.POST
        and post.begin <= mention.begin
        and mention.end <= post.end
        and post.entity != key
        for post in mentions
    )


def _longer(one: Mention, other: Mention) -> bool:
    return one.end - one.begin > other.end - other.begin


# -------------------------------------------------------------------------- namesakes


def _namesakes(article: Article, mentions: list[Mention]) -> list[Mention]:
    """Tell two people of one name apart.

    One sentence gives each a post of its own body, or a list of appointments marks one (女).
    """
    posts = {m.end: m for m in mentions if m.kind is Kind.POST}
    seen: dict[tuple[int, str], list[str]] = {}
    genders: dict[str, bool] = {}
    result = []
    for mention in sorted(mentions, key=lambda m: m.begin):
        post = posts.get(mention.begin) if mention.kind is Kind.PERSON else None
        sentence = article.sentence_at(mention.begin) if post is not None else None
        if mention.kind is Kind.PERSON and mention.rule == "person-appointed":
            marked = article.text.startswith(("(女", "(男"), mention.end)
            first = genders.setdefault(mention.name, marked)
            if first != marked:
                mention = replace(mention, name=f"{mention.name}#2")
        elif post is not None and sentence is not None and post.entity:
            owners = seen.setdefault((sentence.begin, mention.name), [])
            if owners and post.entity not in owners:
                mention = replace(mention, name=f"{mention.name}#{len(owners) + 1}")
            owners.append(post.entity)
        result.append(mention)
    return result


# ---------------------------------------------------------------------------- grouping


def _same(names: list[str]) -> dict[str, str]:
    return {name: name for name in names}


def _bodies(names: list[str]) -> dict[str, str]:
    """Wordings of one body: by canonical form, and short forms of companies."""
    chosen: dict[str, str] = {}
    by_form: dict[str, str] = {}
    for name in names:
        chosen[name] = by_form.setdefault(canonical(name), name)
    for name in sorted(names, key=lambda name: (-len(name), name)):
        wholes = {chosen[whole] for whole in _wholes(name, names)}
        if len(wholes) == 1 and chosen[name] == name:
            chosen[name] = wholes.pop()
    for name in names:
        core = _core(name)
        stem = core if len(core) >= 2 else name
        if len(stem) < 3 and not core:
            continue
        longer = [
            n
            for n in names
            if n != name
            and len(n) > len(name)
            and n.endswith(_COMPANY)
            and ("集团" in n or not name.endswith("集团"))
            and (stem in n if len(core) >= 2 else n.startswith(stem))
        ]
        if len(longer) == 1 and chosen[name] == name:
            chosen[name] = chosen[longer[0]]
    return chosen


def _wholes(name: str, names: list[str]) -> list[str]:
    """The names that this one ends: 临江县公安局|东门路派出所.

    A name with a division of its own may lack what stands between (临江县|东门路派出所).
    """
    division = _DIVISION.match(name)
    outer, tail = (division[0], name[division.end() :]) if division else ("", name)
    if len(tail) < 5 or tail in organs():
        return []
    return [n for n in names if len(n) > len(name) and n.startswith(outer) and n.endswith(tail)]


_DIVISION = re.compile(r"[\u4e00-\u9fff]{2,6}?[省市县区州旗]")


def _core(name: str) -> str:
    for ending in _COMPANY:
        if name.endswith(ending):
            return name[: -len(ending)]
    return ""


def _events(names: list[str]) -> dict[str, str]:
    """Wordings of one event.

    A shorter name that just one longer one ends or begins with is the same (四季度… and
    2025年四季度…); a body's meeting without a number is the numbered one.
    """
    chosen: dict[str, str] = {}
    by_form: dict[str, str] = {}
    openings = [name for name in names if name.endswith(_OPENINGS)]
    jubilees = [name for name in names if name.endswith(_JUBILEES)]
    for name in names:
        if name in jubilees[1:] and (len(name) <= _BARE_JUBILEE or _YEARS.search(name)):
            chosen[name] = jubilees[0]
            continue
        if len(openings) == 2 and name == openings[1] and _same_opening(*openings):
            # 奠基仪式 later in an article with one 开工仪式 is the same.
            chosen[name] = openings[0]
            continue
        form = _session_form(name)
        if form:
            chosen[name] = by_form.setdefault(form, name)
            continue
        longer = [n for n in names if len(n) > len(name) and _covers(n, name)]
        bare = [n for n in names if n != name and _unnumbered(n, name)]
        earlier = [n for n in longer if names.index(n) < names.index(name)]
        if longer:
            chosen[name] = earlier[0] if earlier else longer[0]
        else:
            chosen[name] = bare[0] if len(bare) == 1 else name
    return {name: _last(chosen, name) for name in names}


def _unnumbered(session: str, name: str) -> bool:
    """Whether a name is a numbered meeting's without its number: 人大常委会会议."""
    plain = _SESSION.sub("", session)
    return plain == name or (plain != session and len(name) >= 5 and plain.endswith(name))


def _last(chosen: dict[str, str], name: str) -> str:
    """Where a chain of wordings ends (第一届运动会, 云岭县第一届运动会)."""
    met = {name}
    while chosen[name] not in met:
        name = chosen[name]
        met.add(name)
    return name


def _same_opening(one: str, other: str) -> bool:
    """Whether the later of two names is bare, or shares a stretch of five characters.

    A later name that only spells the earlier one out is the better one, and stays.
    """
    if _covers(other, one):
        return False
    return other in _OPENINGS or any(
        other[at : at + 5] in one for at in range(len(other) - 8) if "重点项目" not in other
    )


#: Jubilees; later in an article a short name (庆典大会) means the one named first.
_JUBILEES = (
    "校庆",
    "庆典",
    "盛典",
    "庆典大会",
    "庆典仪式",
    "校庆大会",
    "校庆仪式",
    "校庆活动",
    "庆祝大会",
)
_BARE_JUBILEE = 6
_YEARS = re.compile(r"[百\d][周]?年")
#: Ceremonies that open a work; papers use the words for one another.
_OPENINGS = ("开工仪式", "奠基仪式", "动工仪式", "开建仪式", "开工奠基仪式")
_SESSION = re.compile(r"第[一二三四五六七八九十百\d]+次|常务(?=会议)")


_LONG_FORMS = (
    ("人民代表大会", "人大"),
    ("常务委员会", "常委会"),
    ("中国共产党", ""),
    ("中共", ""),
    ("党的", ""),
)
_TERM = re.compile(r"第?([一二三四五六七八九十百\d]+)(届|次|中)")


_OF_SESSIONS = re.compile("人大|人民代表|政协|全会|全体会议")


def _session_form(name: str) -> str:
    """One form for 县第十八届人民代表大会第五次会议 and 县十八届人大五次会议."""
    if not ("届" in name or "次" in name) or not _OF_SESSIONS.search(name):
        return ""
    for long, short in _LONG_FORMS:
        name = name.replace(long, short)
    plain = _TERM.sub(r"\1\2", name).replace("全体会议", "全会")
    return re.sub(r"[一二三四五六七八九十百\d]+届", "", plain) if "次" in plain else plain


def _covers(longer: str, shorter: str) -> bool:
    if longer.endswith(shorter):
        return len(shorter) >= 4
    if _shortens(longer, shorter):
        return True
    return shorter in longer and len(shorter) >= (6 if longer.startswith(shorter) else 8)


def _shortens(longer: str, shorter: str) -> bool:
    """首届南安金山文化节 of 首届南安市金山元宵文化节: same ends, its characters in order."""
    if len(shorter) < 8 or longer[:2] != shorter[:2] or longer[-3:] != shorter[-3:]:
        return False
    rest = iter(longer)
    return all(char in rest for char in shorter)


_GROUPERS: dict[Kind, Callable[[list[str]], dict[str, str]]] = {
    Kind.PERSON: _same,
    Kind.ORGANIZATION: _bodies,
    Kind.PLACE: _same,
    Kind.EVENT: _events,
    Kind.PROJECT: _same,
    Kind.POLICY: _same,
}


# ---------------------------------------------------------------------------- entities


def _linked(mention: Mention, keys: dict[tuple[Kind, str], str]) -> Mention:
    if mention.kind is Kind.POST:
        kind, _, name = mention.entity.partition(":")
        key = keys.get((Kind(kind), name), mention.entity) if name else ""
        return mention if key == mention.entity else replace(mention, entity=key)
    key = keys.get((mention.kind, mention.name), "")
    return _naming(mention, key) if key else mention


def _own_name(kind: Kind, name: str) -> str:
    """A name without the number that told two people of one name apart; 3#楼 keeps its own."""
    return name.partition("#")[0] if kind is Kind.PERSON else name


def _naming(mention: Mention, key: str) -> Mention:
    """The mention of an entity; written out, as `replace` takes five times as long."""
    return Mention(
        kind=mention.kind, begin=mention.begin, end=mention.end,
        name=_own_name(mention.kind, mention.name), rule=mention.rule,
        confidence=mention.confidence, type=mention.type, entity=key, value=mention.value,
    )  # fmt: skip


@dataclass(slots=True)
class _Found:
    """An entity while its mentions are gathered."""

    kind: Kind
    name: str
    type: str = ""
    names: dict[str, None] = field(default_factory=dict)

    def add(self, mention: Mention, text: str) -> None:
        """Take the type and the wordings of a mention; short forms are no wordings."""
        self.type = self.type or mention.type
        if mention.rule in _SHORT or mention.rule.endswith("-anaphor"):
            return
        written = _unquoted("".join(text[mention.begin : mention.end].split()))
        for wording in (mention.name, written):
            if wording != self.name:
                self.names[wording] = None


def _unquoted(written: str) -> str:
    """A wording without the marks around it; those inside (“十三五”规划) stay."""
    inner = written[1:-1]
    whole = written[:1] in ("“", "《") and written[-1:] in ("”", "》")
    return inner if whole and not set(inner) & set("“”《》") else written


_SHORT = frozenset(("person-short", "place-deixis"))


def _entities(article: Article, mentions: list[Mention]) -> dict[str, Entity]:
    """All entities by key: those that have a mention, and those that only a post names."""
    found: dict[str, _Found] = {}
    for mention in mentions:
        key = mention.entity
        if not key:
            continue
        one = found.get(key)
        if one is None:
            one = found[key] = _begun(mention)
        if mention.kind is not Kind.POST:
            one.add(mention, article.text)
    return {
        key: Entity(key=key, kind=one.kind, name=one.name, names=tuple(one.names), type=one.type)
        for key, one in sorted(found.items())
    }


def _begun(mention: Mention) -> _Found:
    kind, _, name = mention.entity.partition(":")
    if mention.kind is Kind.POST:
        return _Found(Kind(kind), name)
    return _Found(mention.kind, _own_name(mention.kind, name))
