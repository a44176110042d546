"""Reading one JSON object of a gold file: each key checked, each fault with its place."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from difflib import get_close_matches
from typing import Any, NoReturn

from qjgraph.errors import InputError
from qjgraph.evaluate.values import Stated, check_date

GUIDE = "docs/evaluation.md shows the form"


def as_list(value: Any) -> list[Any]:
    """One thing or a list of alternatives, as a list."""
    return value if isinstance(value, list) else [value]


def near(word: str, known: Collection[str]) -> str:
    """A hint for a word that is not known."""
    found = get_close_matches(word, known, 1)
    return f'did you mean "{found[0]}"?' if found else f"known are {', '.join(known)}"


class Entry:
    """A JSON object with its place (`a01.json, amounts 3`), for messages.

    Every method raises InputError where a value is not what it should be.
    """

    __slots__ = ("place", "said")

    def __init__(self, value: Any, place: str) -> None:
        self.place = place
        if not isinstance(value, dict):
            raise InputError(place, f"{value!r} is not an object in braces", GUIDE)
        self.said: Mapping[str, Any] = value

    def fault(self, key: str, problem: str, hint: str = GUIDE) -> NoReturn:
        """Raise the error of a key."""
        raise InputError(self.place, f"{key}: {problem}", hint)

    def check_keys(self, needed: Collection[str], further: Collection[str]) -> None:
        """All of `needed`, and nothing that is in neither: a misspelt key loses facts."""
        for key in needed:
            if key not in self.said:
                self.fault(key, "this key is missing")
        for key in self.said:
            if key not in needed and key not in further:
                self.fault(key, "there is no such key", near(key, [*needed, *further]))

    def entries(self, key: str) -> list[Entry]:
        """The objects of a list; empty where the key is absent."""
        value = self.said.get(key, [])
        if not isinstance(value, list):
            self.fault(key, "must be a list", "write [] where there is nothing")
        return [Entry(each, f"{self.place}, {key} {n}") for n, each in enumerate(value, 1)]

    def text(self, key: str) -> str:
        """A text; empty where the key is absent or null."""
        value = self.said.get(key)
        if value is not None and not isinstance(value, str):
            self.fault(key, f"{value!r} is not a text", "put it in quotation marks")
        return value or ""

    def needed(self, key: str) -> str:
        """A text that is not empty."""
        return self.text(key) or self.fault(key, "must not be empty")

    def count(self, key: str, default: int = 0) -> int:
        """A whole number; `default` where the key is absent or null."""
        value = self.said.get(key)
        if value is None:
            return default
        if isinstance(value, bool) or not isinstance(value, int) or value < 0:
            self.fault(key, f"{value!r} is not a whole number")
        return value

    def flag(self, key: str) -> bool:
        """True or false; false where the key is absent."""
        value = self.said.get(key, False)
        if not isinstance(value, bool):
            self.fault(key, f"{value!r} is neither true nor false", "write it without quotes")
        return value

    def names(self, key: str, *, none: bool = False) -> list[str]:
        """Alternatives, at least one.  With `none`, null and "" stand for an empty cell."""
        found = as_list(self.said.get(key))
        for each in found:
            if none and each in (None, ""):
                continue
            if not isinstance(each, str) or not each.strip():
                self.fault(key, f"{each!r} is not a name", "list names in quotation marks")
        if not found:
            self.fault(key, "the list is empty", "give at least one name")
        return [each or "" for each in found]

    def codes(self, key: str, known: Collection[str]) -> frozenset[str]:
        """Alternatives that are codes of a list."""
        found = as_list(self.said.get(key))
        if not found:
            self.fault(key, "the list is empty", "give at least one code")
        for each in found:
            if each not in known:
                self.fault(key, f"{each!r} is unknown", near(str(each), known))
        return frozenset(found)

    def code(self, key: str, known: Collection[str], default: str) -> str:
        """One code of a list; `default` where the key is absent."""
        value = self.said.get(key, default)
        if value not in known:
            self.fault(key, f"{value!r} is unknown", near(str(value), known))
        return str(value)

    def dates(self, key: str) -> tuple[str, ...]:
        """Alternatives in EDTF; null gives the empty string."""
        found = tuple(each or "" for each in as_list(self.said.get(key)))
        for each in found:
            try:
                if each:
                    check_date(each)
            except (ValueError, AttributeError):
                hint = "write 2025-06-25, 2025-06, 2025, 2025-34 (a quarter), 2025/2026 or null"
                self.fault(key, f"{each!r} is not a date", hint)
        if not found:
            self.fault(key, "the list is empty", "write null where there is no date")
        return found

    def values(self, key: str) -> tuple[Stated, ...]:
        """Alternatives: numbers, or objects with min, max or both."""
        found = as_list(self.said.get(key))
        if not found:
            self.fault(key, "the list is empty", "give at least one number")
        return tuple(self._stated(key, each) for each in found)

    def _stated(self, key: str, value: Any) -> Stated:
        if not isinstance(value, dict):
            return Stated(value=self._number(key, value))
        if not value or not set(value) <= {"min", "max"}:
            self.fault(key, f"{value!r} has neither min nor max alone", 'write {"min": 5000}')
        bounds = {name: self._number(key, bound) for name, bound in value.items()}
        return Stated(minimum=bounds.get("min"), maximum=bounds.get("max"))

    def _number(self, key: str, value: Any) -> float:
        if isinstance(value, bool) or not isinstance(value, int | float):
            hint = "write it in base units without quotes: 3.2亿元 is 320000000"
            self.fault(key, f"{value!r} is not a number", hint)
        return float(value)
