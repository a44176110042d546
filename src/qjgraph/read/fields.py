"""Fields of records and of `sources.csv`: their names, dates and the context they give."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cache

from qjgraph.lexicon.tables import table
from qjgraph.model import Context, Issue
from qjgraph.read.notes import warning

_DATE = re.compile(
    r"(?P<y>\d{4})(?:-(?P<m>\d{1,2})-(?P<d>\d{1,2})|/(\d{1,2})/(\d{1,2})|\.(\d{1,2})\.(\d{1,2})"
    r"|年(\d{1,2})月(\d{1,2})日?|(\d{2})(\d{2}))(?:[ T日].*)?"
)
_SURROGATE = re.compile("[\ud800-\udfff]")
_UNKNOWN = frozenset({"", "null", "none", "nan", "n/a", "-", "不详", "未知", "无"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Given:
    """What one source of context gives; None where it says nothing.

    `columns` tells which column of the file holds which field (`columns.parse_columns`).
    """

    published: date | None = None
    home: str | None = None
    source: str | None = None
    columns: Mapping[str, str] = field(default_factory=dict)

    def over(self, context: Context) -> Context:
        """The context with what is given here put over it."""
        return Context(
            published=self.published or context.published,
            home=self.home or context.home,
            source=self.source or context.source,
        )


@cache
def _names() -> dict[str, str]:
    return {row["name"].lower(): row["field"] for row in table("record_fields")}


def field_of(name: str) -> str:
    """The meaning of a column or key; empty where it has none."""
    return _names().get(name.strip().lstrip("\ufeff").lower(), "")


def known_fields(row: Mapping[str, object], wanted: Iterable[str]) -> dict[str, str]:
    """The values of a row by meaning, as text; the first name of the lexicon wins.

    >>> known_fields({"标题": "县委开会", "rank": 1}, ["title", "text"])
    {'title': '县委开会'}
    """
    wanted = frozenset(wanted)
    result: dict[str, str] = {}
    order = list(_names())
    keys = sorted((k for k in row if field_of(k) in wanted), key=lambda k: order.index(_plain(k)))
    for key in keys:
        value = as_text(row[key])
        if value and not result.get(field_of(key)):
            result[field_of(key)] = value
    return result


def _plain(name: str) -> str:
    return name.strip().lstrip("\ufeff").lower()


def as_text(value: object) -> str:
    """A cell as text; empty for what says that nothing is known."""
    if value is None or isinstance(value, bool | dict):
        return ""
    if isinstance(value, list):
        return "\n".join(filter(None, map(as_text, value)))
    words = _SURROGATE.sub("\ufffd", str(value))
    return "" if words.strip().lower() in _UNKNOWN else words


def parse_date(words: str) -> date | None:
    """A written date (2025-06-26, 2025/6/26, 20250626, 2025年6月26日, with a time or not).

    None where it is none.
    """
    match = _DATE.fullmatch(words.strip())
    if not match:
        return None
    year, month, day = (int(group) for group in match.groups() if group)
    try:
        return date(year, month, day)
    except ValueError:
        return None


def given(values: Mapping[str, str], place: str) -> tuple[Given, list[Issue]]:
    """The context that a row gives, and what is wrong with it."""
    issues: list[Issue] = []
    written = values.get("published", "")
    published = parse_date(written) if written else None
    if written and published is None:
        problem = f"published {written[:40]!r} is not a date"
        issues.append(warning("bad-date", place, problem, "write it as 2025-06-26"))
    found = Given(
        published=published,
        home=values.get("home", "").strip() or None,
        source=values.get("source", "").strip() or None,
    )
    return found, issues
