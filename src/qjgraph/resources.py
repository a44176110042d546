"""Where the data files and the ontology lie, in a checkout and in an installed wheel.

A wheel carries `data/` and `ontology/` inside the package; a checkout (and an editable
install) has them two folders above it.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent


@cache
def _root(folder: str) -> Path:
    for base in (_PACKAGE, _PACKAGE.parents[1]):
        if (base / folder).is_dir():
            return base / folder
    raise FileNotFoundError(f"qjgraph is installed without its {folder}/ folder; reinstall it")


def data(*parts: str) -> Path:
    """The path of a file or folder under `data/`, e.g. `data("lexicon", "posts.tsv")`."""
    return _root("data").joinpath(*parts)


def ontology(*parts: str) -> Path:
    """The path of a file under `ontology/`, e.g. `ontology("qjgraph.ttl")`."""
    return _root("ontology").joinpath(*parts)
