"""The search of a static site: what the index holds, as scripts that a page loads when asked.

A script can be loaded from a disk, where a page may fetch nothing.  `assets/find.js` looks for
words as `qjgraph.search` does: in every text, with the same characters counting as one.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from contextlib import closing
from typing import Any

from qjgraph.graph import Graph
from qjgraph.search import open_index
from qjgraph.search.folding import folds

#: Characters of text in one script.
SIZE = 1_000_000
_THINGS = "SELECT iri, kind, label, folded, sound, sentences FROM things ORDER BY id"
_ARTICLES = "SELECT iri, title, day, paper, begin, body FROM articles ORDER BY id"


def shards(graph: Graph, base: str) -> Iterator[tuple[str, str]]:
    """Paths and contents of the scripts: names first, then texts, some at a time."""
    with closing(open_index(graph.folder).database) as database:
        things = [
            [iri.removeprefix(base), kind, label, folded, sound, count]
            for iri, kind, label, folded, sound, count in database.execute(_THINGS)
        ]
        count = 0
        for count, some in enumerate(_parts(database.execute(_ARTICLES), base), 1):
            yield f"search/texts-{count}.js", _script("texts", count, some)
        pairs = sorted(folds().items())
        known = {
            "texts": count, "things": things,
            "from": "".join(chr(one) for one, _ in pairs),
            "to": "".join(other for _, other in pairs),
        }  # fmt: skip
        yield "search/names.js", _script("names", 0, known)


def _parts(rows: Iterable[tuple[Any, ...]], base: str) -> Iterator[list[list[Any]]]:
    some: list[list[Any]] = []
    size = 0
    for iri, title, day, paper, begin, body in rows:
        some.append([iri.removeprefix(base), title, day, paper, begin, body])
        size += len(body)
        if size >= SIZE:
            yield some
            some, size = [], 0
    if some:
        yield some


def _script(name: str, number: int, data: object) -> str:
    """Data as a call; text in it stays text, whatever it holds."""
    told = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    safe = told.replace("<", "\\u003c").replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")
    return f"finder.{name}({number},{safe});\n"
