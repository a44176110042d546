"""The prose of the two counties: marked text out of a scenario, plain text and marks out of that.

A mark is `[[KIND FIELD FIELD|words]]`; marks may hold marks, and a mark without words stands for
what a sentence says without a word of its own (who takes part).  References in braces become
marks: `{zhou}` a name, `{zhou.full}` the posts that the person holds on the paper's day and the
name, `{zhou.called}` 周县长; `{fgj}` a body as its own county's paper calls it, `{fgj.full}` its
full name, `{fgj.old}` the name before it was renamed; `{nby}` a project, `{nby.short}` its short
form.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from itertools import groupby
from typing import Any

KINDS = ("person", "organization", "place", "event", "project", "policy")
_TOKEN = re.compile(r"\[\[([^|\]]*)\||\]\]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """A stretch of an article's text and what the scenario says of it."""

    kind: str
    fields: tuple[str, ...]
    begin: int
    end: int
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """An article as it is printed, and what it tells."""

    id: str
    paper: str
    published: date
    text: str
    marks: tuple[Mark, ...]

    def of(self, kind: str) -> Iterator[Mark]:
        """Its marks of a kind, in the order of the text."""
        return (mark for mark in self.marks if mark.kind == kind)


def parse(marked: str) -> tuple[str, tuple[Mark, ...]]:
    """The plain text and its marks, in the order of the text."""
    plain, stack, found, at = "", list[tuple[str, int]](), list[Mark](), 0
    for token in _TOKEN.finditer(marked):
        plain += marked[at : token.start()]
        at = token.end()
        if token[1] is not None:
            stack.append((token[1], len(plain)))
            continue
        tag, begin = stack.pop()
        kind, *fields = tag.split(" ")
        found.append(Mark(
            kind=kind, fields=tuple(fields), begin=begin, end=len(plain), text=plain[begin:]
        ))  # fmt: skip
    assert not stack, f"a mark is not closed in: {marked}"
    plain += marked[at:]
    return plain, tuple(sorted(found, key=lambda mark: (mark.begin, mark.end)))


def mark(words: str, *tag: object) -> str:
    """A mark around words."""
    return f"[[{' '.join(map(str, tag))}|{words}]]"


# ------------------------------------------------------------------------- references


class Person:
    """A person in one article."""

    def __init__(self, key: str, page: Page) -> None:
        self.key, self.page, self.facts = key, page, page.world["people"][key]

    def __str__(self) -> str:
        spelt = self.facts.get("spelt", {}).get(self.page.id, self.facts["name"])
        return mark(spelt, "person", self.key)

    def posts(self) -> list[tuple[str, str]]:
        """(owner, title) of every post held on the day."""
        day = self.page.published.isoformat()
        found = []
        for line in self.facts["career"]:
            period, owner, titles = line.split(" ")
            begin, _, end = period.partition("/")
            if begin <= day and (not end or day[: len(end)] <= end):
                found += [(owner, title) for title in titles.split("、")]
        return found

    def titles(self) -> str:
        """The posts as this paper writes them; a body is named once for posts in a row."""
        groups = groupby(self.posts(), key=lambda post: post[0])
        return "、".join(self._of(owner, [title for _, title in run]) for owner, run in groups)

    def _of(self, owner: str, titles: list[str]) -> str:
        before = self.page.owner(owner, titles[0])
        posts = [mark(title, "post", self.key, title, owner, "holds") for title in titles]
        if owner in self.page.world["divisions"]:
            before, posts[0] = "", mark(before + posts[0], "place", owner)
        return before + "、".join(posts)

    @property
    def full(self) -> str:
        """Posts and name."""
        return self.titles() + str(self)

    @property
    def shared(self) -> str:
        """The name, behind another one whose posts it shares."""
        posts = (mark("", "post", self.key, title, of, "holds") for of, title in self.posts())
        return str(self) + "".join(posts)

    @property
    def called(self) -> str:
        """Surname and the first post that is used as an address."""
        size = 2 if self.facts["name"].startswith("欧阳") else 1
        title = next(t for _, t in self.posts() if t.endswith(("长", "书记", "主任")))
        title = re.sub(r"^.*(副?[县市局]长|书记|主任)$", r"\1", title)
        return mark(self.facts["name"][:size] + title, "person", self.key)


class Thing:
    """A body, place, project or policy in one article."""

    def __init__(self, kind: str, key: str, page: Page, facts: dict[str, Any]) -> None:
        self.kind, self.key, self.page, self.facts = kind, key, page, facts

    def __str__(self) -> str:
        local = self.facts.get("local", self.facts["name"])
        away = self.facts.get("of") != self.page.paper and local[:1] != "县"
        return self._as(self.facts["name"] if away else local)

    def __getattr__(self, form: str) -> str:
        if form.startswith("_") or form not in ("full", "short", "old", "oldfull"):
            raise AttributeError(form)
        return self._as(self.facts["name"] if form == "full" else self.facts[form], form)

    def _as(self, words: str, form: str = "") -> str:
        """The words; in another division's paper a bare 县 is preceded by the county's name."""
        of = self.facts.get("of", "")
        if of in self.page.counties and of != self.page.paper:
            if words[:1] == "县":
                words = self.page.counties[of] + words
            elif form == "short" and self.kind == "project" and "local" in self.facts:
                words = self.page.world["divisions"][of]["name"] + words
        whole = self.page.world["bodies"].get(self.facts.get("part_of", ""), {}).get("local")
        if whole and whole in words and self.kind == "organization":
            words = words.replace(whole, mark(whole, self.kind, self.facts["part_of"]))
        town = self.page.world["places"].get(self.facts.get("in", ""))
        if town and words.startswith(town["name"]):
            words = words.replace(town["name"], mark(town["name"], "place", self.facts["in"]))
        return mark(words, self.kind, self.key)


class Event:
    """An event in one article."""

    def __init__(self, key: str, page: Page) -> None:
        self.key, self.page, self.facts = key, page, page.world["events"][key]

    def __str__(self) -> str:
        name, of = self.facts.get("prints", self.facts["name"]), self.facts["of"]
        name = name.format_map(self.page)
        if name[:1] == "县" and of != self.page.paper:
            name = self.page.counties[of] + name
        return mark(name, "event", self.key) + self.page.occurs(self.key)


# ------------------------------------------------------------------------------- page


class Page(dict[str, Any]):
    """An article under way: what its sentences may refer to, by key."""

    def __init__(self, world: dict[str, Any], article: dict[str, Any], used: Counter[str]) -> None:
        super().__init__()
        self.world, self.article, self.used = world, article, used
        self.named, self.places, self.forms = list[str](), set[str](), dict[str, bool]()
        self.id, self.paper = article["id"], article["id"][0]
        self.published = date.fromisoformat(article["date"])
        self.counties = {key: each["short"] for key, each in world["divisions"].items()
                         if each["name"].endswith("县")}  # fmt: skip

    def __missing__(self, key: str) -> Any:
        for group, kind in (("bodies", "organization"), ("places", "place"),
                            ("projects", "project"), ("policies", "policy")):  # fmt: skip
            if key in self.world[group]:
                return Thing(kind, key, self, self.world[group][key])
        if key == "here":
            return mark("我市" if self.paper == "C" else "我县", "place", self.paper)
        if key in self.world["divisions"]:
            return mark(self.world["divisions"][key]["short"], "place", key)
        if key in self.world["people"]:
            return Person(key, self)
        if key in self.world["events"]:
            return Event(key, self)
        raise KeyError(f"{self.id}: the scenario knows no {key}")

    def owner(self, owner: str, title: str) -> str:
        """What stands before a title: a body or place, or the county's name in another's paper."""
        if owner in self.world["divisions"]:
            if owner == self.paper or owner not in self.counties:
                return ""
            level = "" if title.startswith("县") and title != "县长" else "县"
            return self.counties[owner] + level
        return str(self[owner])

    def form(self, project: str) -> Any:
        """A project's name or its short form; the articles that tell of it take turns."""
        thing = self[project]
        if project not in self.forms:
            self.forms[project] = self.used[project] % 2 == 1 and "short" in thing.facts
            self.used[project] += 1
        return thing.short if self.forms[project] else thing

    def occurs(self, event: str) -> str:
        """The mark that an event is told; `main` where the article is about it."""
        main = "main" if self.article.get("main") == event else "aside"
        return mark("", "occurs", event, self.world["events"][event]["day"], main)

    def part(self, event: str, person: str, role: str, index: int = 0) -> str:
        """The mark that a person takes part."""
        return mark("", "part", event, person, role, index)

    def listed(self, event: str, people: Iterable[str]) -> str:
        """A list of names; those of like posts share them.  The order is rank."""
        names, out, index = list(people), [], 0
        alike = groupby(names, key=lambda key: self[key].posts())
        for _, run in alike:
            keys = list(run)
            shown = [self[keys[0]].full, *(self[key].shared for key in keys[1:])]
            for key in keys:
                index += 1
                place = index if len(names) > 1 else 0
                shown[keys.index(key)] += self.part(event, key, "attendee", place)
            out.append("、".join(shown))
        return self._apart("，".join(out))

    def _apart(self, listed: str) -> str:
        """The paper's own county by name where another's officials stand before it."""
        here = f"[[place {self.paper}|"
        own, others = self.counties.get(self.paper), set(self.counties.values())
        plain = parse(listed)[0]
        before = [name for name in others - {own} if 0 <= plain.find(name) < plain.find("，县委")]
        return (
            listed.replace(f"，{here}[[post", f"，{here}{own}[[post") if own and before else listed
        )

    def day(self, when: str) -> str:
        """A day as a paper of this date writes it."""
        then = date.fromisoformat(when)
        months = f"{then.month}月{then.day}日"
        gap = self.published.year - then.year
        return ("" if gap == 0 else "去年" if gap == 1 else f"{then.year}年") + months

    def due(self, when: str) -> str:
        """A promised month, quarter or year as a paper of this date writes it."""
        year, _, part = when.partition("-")
        gap = int(year) - self.published.year
        head = {0: "今年", 1: "明年"}.get(gap, f"{year}年")
        if not part:
            return f"{head.removesuffix('年') if gap > 1 else head}年底前"
        return f"{head}{int(part)}月底前"

    def phrase(self, kind: str, number: int | None) -> str:
        """A phrasing of a kind of fact: the one asked for, or the next in turn."""
        choices = self.world["phrasings"][kind]
        if number is None:
            number = self.used[kind]
            self.used[kind] += 1
        return choices[number % len(choices)]


# --------------------------------------------------------------------------- sentences


def told(world: dict[str, Any], article: dict[str, Any], used: Counter[str]) -> Told:
    """An article of the scenario, written."""
    page = Page(world, article, used)
    title = article["title"].format_map(page)
    if "main" in article and "[[event" not in title:
        title = mark(title, "event", article["main"])
    blocks = [title, "", _opening(page)]
    for paragraph in article["tell"]:
        page.named.clear()
        blocks += ["".join(_sentence(page, each) for each in _items(paragraph)), ""]
    head = blocks.pop(2)
    blocks[2] = head + blocks[2]
    blocks += _background(page, blocks)
    text, marks = parse("\n".join(blocks[:-1]) + "\n")
    return Told(
        id=page.id, paper=page.paper, published=page.published, text=text, marks=marks
    )  # fmt: skip


#: Shortest text of an article, in characters.
_LEAST = 150


def _background(page: Page, blocks: list[str]) -> list[str]:
    """Sentences of the article's theme until it has the length of a short piece."""
    theme, more = _theme(page.article), list[str]()
    while len(parse("".join(blocks + more))[0]) < _LEAST:
        more += [page.phrase(f"background-{theme}", None), ""]
    return more


def _theme(article: dict[str, Any]) -> str:
    facts = {item["say"].partition("#")[0] for paragraph in article["tell"]
             for item in _items(paragraph) if isinstance(item, dict)}  # fmt: skip
    if "moves" in facts:
        return "village"
    if "open" in facts:
        return "meeting"
    return "works" if facts else "life"


def _items(paragraph: Any) -> list[Any]:
    return paragraph if isinstance(paragraph, list) else [paragraph]


def _opening(page: Page) -> str:
    return f"本报讯（{page.article['by']}）"


def _sentence(page: Page, item: Any) -> str:
    """A sentence: hand-written, or a fact with the words of a phrasing around it."""
    if isinstance(item, str):
        return item.format_map(page)
    facts = dict(item)
    kind, _, number = str(facts.pop("say")).partition("#")
    pattern = page.phrase(kind, int(number) if number else None)
    return pattern.format_map(Said(page, kind, facts))


#: What a phrasing measures, by its kind.
_MEASURES = {"invest": "investment", "land": "land_area", "floor": "floor_area", "long": "length"}
_STEPS = ("to_move", "signed", "vacated", "demolished")
_VERBS = {"completion": "竣工", "operation": "投入使用", "topping_out": "封顶", "start": "开工"}
_UNITS = {"亿元": ("CNY", 10**8), "万元": ("CNY", 10**4), "亩": ("mu", 1), "公里": ("km", 1),
          "平方米": ("m2", 1), "万平方米": ("m2", 10**4)}  # fmt: skip
_AMOUNT = re.compile(r"(约|近|超过)?([0-9.]+)([^0-9.]+)")
_QUALIFIERS = {"": "exact", "约": "approx", "近": "approx", "超过": "min"}


class Said(dict[str, Any]):
    """The names of one phrasing: the facts told, in the page's words, then the page's own."""

    def __init__(self, page: Page, say: str, facts: dict[str, Any]) -> None:
        super().__init__()
        self.page, self.say, self.facts = page, say, facts

    def __missing__(self, name: str) -> Any:
        special = getattr(self, f"_{name}", None)
        if special is not None:
            return special()
        value = self.facts.get(name)
        if name in ("chair", "lead", "opener", "speaker"):
            return self._taking(name, value)
        if name in _STEPS:
            place, project = self.facts["place"], self.facts["project"]
            return mark(f"{value}户", "households", place, project, name, value)
        if name in ("investor", "builder"):
            project = self.facts["project"]
            return f"{self.page[str(value)].full}" + mark("", "tie", project, value, name)
        return self.page[value or name]

    def _project(self) -> str:
        """The project; 该项目 where the sentence before named it."""
        key = self.facts["project"]
        if self.page.named == [key]:
            return "该项目"
        self.page.named[:] = [key]
        return str(self.page.form(key))

    def _place(self) -> str:
        key = self.facts["place"]
        again = key in self.page.places
        self.page.places.add(key)
        return str(self.page[key].short if again else self.page[key])

    def _day(self) -> str:
        return self.page.day(str(self.facts.get("on") or self._event_facts()["day"]))

    def _list(self) -> str:
        people = self.facts.get("people") or self._event_facts()["people"]
        return self.page.listed(self.facts["event"], people)

    def _occurs(self) -> str:
        return self.page.occurs(self.facts["event"])

    def _started(self) -> str:
        event = self._event_facts()
        return mark("", "milestone", event["about"], "start", "done", event["day"], "-")

    def _topic(self) -> str:
        event = self._event_facts()
        return str(event["topic"]).format_map(self.page)

    def _at(self) -> str:
        return str(self._event_facts()["at"]).format_map(self.page)

    def _id(self) -> str:
        return str(self.facts["event"])

    def _promise(self) -> str:
        return self._milestone(self.page.due(str(self.facts["by"])), "planned", self.facts["by"])

    def _met(self) -> str:
        return self._milestone(self.page.day(str(self.facts["on"])), "done", self.facts["on"])

    def _milestone(self, when: str, status: str, day: object) -> str:
        stage, who = self.facts["stage"], self.facts.get("who", "-")
        verb = self.facts.get("verb", _VERBS[stage])
        return mark(when + verb, "milestone", self.facts["project"], stage, status, day, who)

    def _policy(self) -> str:
        key = self.facts["policy"]
        return str(self.page[key]) + mark("", "about", self.facts["event"], key, "studied")

    def _taking(self, name: str, value: str | None) -> Taking:
        role = {"opener": "speaker"}.get(name, name)
        return Taking(self.page, self.facts["event"], value or self._event_facts()[name], role)

    def _amount(self) -> str:
        words = str(self.facts["amount"])
        found = _AMOUNT.fullmatch(words)
        assert found, words
        unit, factor = _UNITS[found[3]]
        number = Decimal(found[2]) * factor
        tag = [self.facts["project"], _MEASURES[self.say], f"{number.normalize():f}", unit]
        return mark(words, "amount", *tag, _QUALIFIERS[found[1] or ""], "-")

    def _event_facts(self) -> dict[str, Any]:
        facts: dict[str, Any] = self.page.world["events"][self.facts["event"]]
        return facts


class Taking:
    """A person with a role at an event."""

    def __init__(self, page: Page, event: str, person: str, role: str) -> None:
        self.person, self._mark = page[person], page.part(event, person, role)

    def __str__(self) -> str:
        return str(self.person) + self._mark

    @property
    def full(self) -> str:
        """Posts and name."""
        return str(self.person.full) + self._mark

    @property
    def called(self) -> str:
        """周县长."""
        return str(self.person.called) + self._mark
