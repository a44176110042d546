"""A table of a researcher, as TSV: a header, then one row a line; lines with `#` say what it is."""

from __future__ import annotations

import csv
from collections.abc import Sequence
from pathlib import Path

from qjgraph.errors import InputError

Line = tuple[int, dict[str, str]]


def read_sheet(path: Path, columns: Sequence[str]) -> list[Line]:
    """The rows of a table by column, each with its line.

    Args:
        columns: those that must be there; others are kept too.

    Raises:
        InputError: no such file, not UTF-8, a column that is missing, a row of another length.
    """
    lines = _lines(path)
    if not lines:
        raise InputError(str(path), "is empty", f"its columns are {', '.join(columns)}")
    (_, header), *rows = lines
    lacking = [name for name in columns if name not in header]
    if lacking:
        raise InputError(path.name, f"has no column {lacking[0]}", "columns are separated by tabs")
    for number, cells in rows:
        if len(cells) != len(header):
            problem = f"has {len(cells)} cells, not {len(header)}"
            raise InputError(f"{path.name}:{number}", problem, "one cell a column")
    return [(number, dict(zip(header, cells, strict=True))) for number, cells in rows]


def _lines(path: Path) -> list[tuple[int, list[str]]]:
    try:
        with path.open(encoding="utf-8-sig", newline="") as handle:
            reader = csv.reader(handle, delimiter="\t", strict=True)
            rows = [(reader.line_num, cells) for cells in reader if cells]
    except OSError as error:
        hint = "docs/evaluation.md shows the form of the truth"
        raise InputError(str(path), "cannot be read", hint) from error
    except (UnicodeDecodeError, csv.Error) as error:
        raise InputError(path.name, f"not a table in UTF-8: {error}", "save it anew") from error
    return [row for row in rows if not row[1][0].startswith("#")]
