"""Posts as marks of a person: the office, its rank, where and when it was held."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache, lru_cache

from qjgraph.lexicon.tables import table
from qjgraph.model import Kind
from qjgraph.resolve.atoms import Atom, PostHeld
from qjgraph.resolve.bodies import body_form, leads
from qjgraph.resolve.divisions import NATION, Area, area, home_area, without_area
from qjgraph.resolve.forest import Forest

#: Posts that end with a statement: the day of that statement is not one of holding them.
_ENDED = frozenset(("former", "removed", "resigned"))
_UNOFFICIAL = frozenset(("company", "school", "hospital", "bank", "association", "media", "team"))


@dataclass(frozen=True, slots=True)
class Office:
    """What a post tells of who holds it.

    Attributes:
        key: two people of one name with this key are one: the leadership of a division, a
            body, or a title that no body is told for.
        title: as written.
        area: the division it is in.
        rank: depth of the division it leads, one more for a department; None without rank.
        ended: the article says that it is a past one.
    """

    key: str
    title: str
    area: Area | None
    rank: int | None
    ended: bool

    @property
    def single(self) -> bool:
        """Whether one person at a time holds it: 县长, 局长, not 副县长, 常委."""
        return self.rank is not None and not any(
            word in self.title for word in ("副", "常委", "委员", "成员", "助理", "代表")
        ) and title_kind(self.title) in ("chief", "committee", "body")  # fmt: skip


@cache
def _kinds() -> dict[str, str]:
    return {row["head"]: row["kind"] for row in table("posts")}


@lru_cache(maxsize=65536)
def title_kind(title: str) -> str:
    """What a title's head belongs to (`posts.tsv`); empty for an unknown one."""
    kinds = _kinds()
    return next((kinds[title[at:]] for at in range(len(title)) if title[at:] in kinds), "")


def offices(person: Atom, atoms: list[Atom], forest: Forest) -> tuple[Office, ...]:
    """The offices that an article gives a person; a rank counts where its body is told."""
    found: dict[Office, None] = {}
    for post in person.posts:
        office = _office(post, person.home, atoms, forest)
        if office is not None:
            found[office] = None
    return tuple(found)


def _office(post: PostHeld, home: str, atoms: list[Atom], forest: Forest) -> Office | None:
    kind, ended = title_kind(post.title), post.change in _ENDED
    if post.of < 0:
        if kind in ("", "rank"):
            return None
        key = f"{'lay' if kind == 'lay' else 'title'}|{home}|{post.title}"
        return Office(key, post.title, home_area(home), None, ended)
    body = atoms[post.of]
    if kind == "lay":
        return Office(f"lay|{forest.root(body.number)}", post.title, None, None, ended)
    led = area(body.name, body.home) if body.kind is Kind.PLACE else leads(body)
    if led is not None:
        return Office(f"lead|{led.key}", post.title, led, led.depth, ended)
    where, rank = _standing(body)
    return Office(f"body|{forest.root(body.number)}", post.title, where, rank, ended)


def _standing(body: Atom) -> tuple[Area | None, int | None]:
    """The division that a body stands in, and the rank of its head."""
    form = body_form(body) if body.kind is Kind.ORGANIZATION else None
    if form is not None:
        return form[0], form[0].depth + 1
    if body.type == "village" or body.kind is Kind.PLACE:
        return home_area(body.home), 5
    opened, _ = without_area(body.name, body.home)
    where = opened or home_area(body.home)
    if body.type in _UNOFFICIAL or where is None:
        return where, None
    if body.type == "department":
        return where, where.depth + 1
    return where, 1 if where.key == NATION else None
