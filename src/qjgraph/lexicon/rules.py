"""The rules of the reading: what each is called, how sure it is, where it fires and where not.

Every mention and claim carries the id of the rule that made it.  The rules stand in
`data/lexicon/rules/*.yaml`, one list a file, each item with the keys of `Rule`.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from difflib import get_close_matches
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from qjgraph.errors import LexiconError
from qjgraph.resources import data

_NEEDED = ("id", "zh", "en", "confidence", "example", "near_miss")
_OPTIONAL = ("published", "home")


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """One rule of the reading.

    Attributes:
        id: kebab-case, unique among all files.
        zh, en: what the rule does, for people.
        confidence: 0..1, of every mention or claim it makes.
        example: a text in which it fires; `near_miss`: one in which it must not.
        published, home: the context in which both are read.
        place: file and id, for messages.
    """

    id: str
    zh: str
    en: str
    confidence: float
    example: str
    near_miss: str
    published: date | None = None
    home: str = ""
    place: str = ""


@cache
def all_rules() -> tuple[Rule, ...]:
    """Every rule, by file name and then in the file's order.

    Raises:
        LexiconError: a file is no list of rules, or an id stands twice.
    """
    found: dict[str, Rule] = {}
    for path in sorted(data("lexicon", "rules").glob("*.yaml")):
        for rule in read_rules(path):
            if rule.id in found:
                first = found[rule.id].place
                raise LexiconError(rule.place, f"the id is taken by {first}", "choose another id")
            found[rule.id] = rule
    return tuple(found.values())


@cache
def _by_id() -> dict[str, Rule]:
    return {rule.id: rule for rule in all_rules()}


def rule(rule_id: str) -> Rule:
    """The rule of an id; LexiconError for an unknown one."""
    try:
        return _by_id()[rule_id]
    except KeyError:
        near = get_close_matches(rule_id, _by_id(), 1)
        hint = f'did you mean "{near[0]}"?' if near else "add it to a file there"
        raise LexiconError("data/lexicon/rules", f'there is no rule "{rule_id}"', hint) from None


@cache
def confidence(rule_id: str) -> float:
    """How sure a rule is, 0..1; LexiconError for an unknown one."""
    return rule(rule_id).confidence


def read_rules(path: Path) -> Iterator[Rule]:
    """The rules of one file; LexiconError where it or an item is malformed."""
    try:
        items = yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)
    except yaml.YAMLError as error:
        raise LexiconError(path.name, f"not YAML: {error}", "mend the indentation there") from error
    if not isinstance(items, list):
        raise LexiconError(path.name, "this is no list of rules", "begin each rule with `- id:`")
    for count, item in enumerate(items, 1):
        yield _rule(item, path.name, count)


def _rule(item: Any, file: str, count: int) -> Rule:
    if not isinstance(item, dict):
        raise LexiconError(f"{file}, rule {count}", "not a mapping", "begin it with `- id:`")
    place = f"{file}, rule {item.get('id', count)}"
    _check_keys(item, place)
    words = {key: str(item[key]) for key in ("id", "zh", "en", "example", "near_miss")}
    return Rule(
        **words,
        confidence=_share(item["confidence"], place),
        published=_day(item.get("published"), place),
        home=str(item.get("home") or ""),
        place=place,
    )


def _check_keys(item: dict[Any, Any], place: str) -> None:
    missing = [key for key in _NEEDED if item.get(key) in (None, "")]
    if missing:
        raise LexiconError(place, f"lacks {', '.join(missing)}", "every rule needs them")
    unknown = [str(key) for key in item if key not in _NEEDED + _OPTIONAL]
    if unknown:
        known = ", ".join(_NEEDED + _OPTIONAL)
        raise LexiconError(place, f"unknown key {', '.join(unknown)}", f"known are {known}")


def _share(value: Any, place: str) -> float:
    if isinstance(value, bool) or not isinstance(value, int | float) or not 0 <= value <= 1:
        raise LexiconError(place, f"confidence {value!r} is no number from 0 to 1")
    return float(value)


def _day(value: Any, place: str) -> date | None:
    if value is None or isinstance(value, date):
        return value
    try:
        return date.fromisoformat(str(value))
    except ValueError:
        hint = "write it like 2025-06-25"
        raise LexiconError(place, f"published {value!r} is no day", hint) from None
