"""Gold and tables built by hand."""

from __future__ import annotations

import csv
import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from qjgraph.evaluate.read import COLUMNS

Facts = dict[str, Sequence[Mapping[str, Any]]]

#: What the rows of a table have besides what a test gives.
_LAST = ("evidence", "begin", "end", "confidence", "rule", "focus_begin", "focus_end")


def write_gold(folder: Path, id: str = "n1", **facts: Any) -> Path:
    """The gold of one article; tables that are not given are empty."""
    folder.mkdir(exist_ok=True)
    text = json.dumps({"id": id, "people": [], **facts}, ensure_ascii=False)
    (folder / f"{id}.json").write_text(text, encoding="utf-8")
    return folder


def write_tables(folder: Path, article: str = "n1", **rows: Sequence[Mapping[str, str]]) -> Path:
    """A folder of all tables, with the rows that are given."""
    folder.mkdir(exist_ok=True)
    for table, columns in COLUMNS.items():
        header = ("article", *columns, *_LAST)
        with (folder / f"{table}.csv").open("w", encoding="utf-8", newline="") as handle:
            writer = csv.DictWriter(handle, header, restval="")
            writer.writeheader()
            default: Sequence[Mapping[str, str]] = [{}] if table == "articles" else ()
            writer.writerows({"article": article, **row} for row in rows.get(table, default))
    return folder


def named(*names: str, key: str = "person") -> list[dict[str, str]]:
    """Rows of a table of names; each its own thing."""
    return [{key: f"iri:{number}", "name": name} for number, name in enumerate(names)]


def people(*names: str) -> list[dict[str, Any]]:
    """Gold people of one name each."""
    return [{"names": [name]} for name in names]
