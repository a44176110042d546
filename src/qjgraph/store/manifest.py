"""What a build's folder says of itself: `manifest.json`."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass, fields
from functools import cache
from pathlib import Path

from qjgraph.errors import StoreError

#: Form of the folder; a reader refuses another.
FORM = 3
NAME = "manifest.json"

_PACKAGE = Path(__file__).parents[1]
_SHOWING = frozenset(("cli", "query", "room", "search", "serve", "view", "graph.py"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Manifest:
    """What a graph was built from and what is in it.

    Attributes:
        version: of the program that built it.
        fingerprint: hash of all that decides the result (`fingerprint`).
        base: of the IRIs.
        articles, claims, quads, issues: counts.
        decisions: the ledger, relative to the build's folder where it can be.
        store: folder of the database, relative to the build's folder.
        form: of the folder.
    """

    version: str
    fingerprint: str
    base: str
    articles: int = 0
    claims: int = 0
    quads: int = 0
    issues: int = 0
    decisions: str = ""
    store: str = ""
    form: int = FORM


def fingerprint(parts: Iterable[str], *, run: str) -> str:
    """Hash of the input's parts, in any order, and of what reads them.

    Args:
        parts: one string a page, such as its hash and context (`iris.page_hash`) and id.
        run: the run's IRI, which stands for version, lexicon, ontology and options.
    """
    total = hashlib.sha256(f"{run} {program_hash()}".encode())
    for part in sorted(parts):
        total.update(hashlib.sha256(part.encode()).digest())
    return total.hexdigest()


@cache
def program_hash() -> str:
    """Hash of the program's own files but those that only show the graph.

    A checkout changes while its version stays; a graph read by other code is not current.
    """
    total = hashlib.sha256()
    for path in sorted(_PACKAGE.rglob("*.py")):
        name = path.relative_to(_PACKAGE)
        if name.parts[0] not in _SHOWING:
            total.update(name.as_posix().encode())
            total.update(hashlib.sha256(path.read_bytes()).digest())
    return total.hexdigest()


def read_manifest(folder: Path) -> Manifest:
    """The manifest of a build's folder.

    Raises:
        StoreError: the folder holds no graph, or one of another form.
    """
    path = folder / NAME
    if not path.is_file():
        problem = "holds no graph" if folder.exists() else "there is no such folder"
        raise StoreError(str(folder), problem, "make one with: qjgraph build TEXTS --out DIR")
    try:
        stored = json.loads(path.read_text(encoding="utf-8"))
        form = stored.get("form")
    except (ValueError, AttributeError) as error:
        raise StoreError(str(path), "is not a manifest", "build the graph anew") from error
    return _checked(stored, form, path)


def _checked(stored: dict[str, object], form: object, path: Path) -> Manifest:
    wanted = {field.name for field in fields(Manifest)}
    if form != FORM or set(stored) != wanted:
        problem = f"was written in form {form}, this version reads form {FORM}"
        raise StoreError(str(path), problem, "build the graph anew")
    return Manifest(**stored)  # type: ignore[arg-type]


def write_manifest(manifest: Manifest, path: Path) -> None:
    """Writes a manifest, the same bytes for the same content."""
    content = json.dumps(asdict(manifest), ensure_ascii=False, indent=2, sort_keys=True)
    path.write_text(content + "\n", encoding="utf-8", newline="\n")
