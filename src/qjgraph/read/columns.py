"""Which column of a table or key of a record holds what, where a person says so.

`title=headline,text=body,published=pubdate`: before `=` what is wanted, by one of the names of
`data/lexicon/record_fields.tsv`; behind it the column's name, or the path to a key inside
keys (`text=article.body`).  With nothing behind it (`source=`) that field is not read.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from qjgraph.errors import InputError
from qjgraph.read.fields import as_text, field_of, known_fields

#: The fields of a record, in the order in which they are told.
FIELDS = ("id", "title", "text", "published", "home", "source", "url")
_SHOWN = "title=headline,text=body"


def parse_columns(words: Iterable[str], place: str = "--map") -> dict[str, str]:
    """The column of each field that is named.

    Args:
        words: one or more lists `FIELD=COLUMN,FIELD=COLUMN`; `;` parts as `,` does.
        place: where they stand, for messages.

    Raises:
        InputError: for another form, an unknown field, or one that stands twice.
    """
    result: dict[str, str] = {}
    for pair in (pair for each in words for pair in each.replace(";", ",").split(",")):
        if pair.strip():
            field, column = _pair(pair, place)
            if field in result:
                raise InputError(place, f"{field} stands twice", "name one column for it")
            result[field] = column
    return result


def _pair(pair: str, place: str) -> tuple[str, str]:
    name, mark, column = (part.strip() for part in pair.partition("="))
    if not mark:
        raise InputError(place, f"{pair.strip()!r} has no =", f"write {_SHOWN}")
    field = field_of(name)
    if field not in FIELDS:
        hint = f"the fields are {', '.join(FIELDS)}; write {_SHOWN}"
        raise InputError(place, f"{name!r} is no field", hint)
    return field, column


def value_at(row: Mapping[str, object], column: str) -> object:
    """What a row has under a column, or at a path of keys; None where it has nothing there."""
    if column in row:
        return row[column]
    value: object = row
    for key in column.split("."):
        if not isinstance(value, Mapping) or key not in value:
            return None
        value = value[key]
    return value


def top_keys(columns: Mapping[str, str]) -> set[str]:
    """Names of columns that are used: as they stand, and the first key of a path."""
    named = filter(None, columns.values())
    return {part for column in named for part in (column, column.partition(".")[0])}


def fields_of(row: Mapping[str, object], columns: Mapping[str, str]) -> dict[str, str]:
    """The fields of a record as text: those of `columns` from there, the others by their names."""
    named = {field: as_text(value_at(row, column)) for field, column in columns.items() if column}
    used = set(columns.values())
    free = {key: value for key, value in row.items() if key not in used}
    others = known_fields(free, (field for field in FIELDS if field not in columns))
    return {field: value for field, value in {**others, **named}.items() if value}
