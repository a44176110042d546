"""Finding the thing that a person names, or the nearest names if there is none."""

from __future__ import annotations

from difflib import SequenceMatcher

from pyoxigraph import Literal

from qjgraph.errors import NotFound
from qjgraph.view.reader import Reader

_NAMES = ("?thing rdfs:label ?name .", "?thing skos:altLabel ?name .")


def find(reader: Reader, name: str) -> list[str]:
    """The IRIs of the entities of that IRI, label or further name, sorted.

    Several things may have one name; all are given.  NotFound with near names if none has.
    """
    name = name.strip()
    if name.startswith(("http:", "https:", "urn:")) and _known(reader, name):
        return [name]
    literals = (Literal(_whole(name), language="zh"), Literal(_whole(name)))
    for pattern in _NAMES:
        rows = [row for literal in literals for row in reader.ask(pattern, name=literal)]
        found = sorted({row["thing"] for row in rows if reader.thing(row["thing"])})
        if found:
            return found
    raise NotFound(f"name {name}", "the graph knows nothing of this name", _hint(reader, name))


def _whole(name: str) -> str:
    """Without halves of characters, which a terminal may hand over and no graph holds."""
    return name.encode("utf-8", "replace").decode("utf-8")


def _known(reader: Reader, iri: str) -> bool:
    try:
        return reader.thing(iri) is not None
    except ValueError:  # not an IRI after all
        return False


def _hint(reader: Reader, name: str) -> str:
    known = {thing.label for thing in reader.things()}
    known.update(other for thing in reader.things() for other in thing.names)
    near = nearest(name, known)
    if near:
        return "did you mean " + ", ".join(near) + "?"
    return "give a name as the articles write it, or an IRI of the graph"


def nearest(name: str, known: set[str], count: int = 5) -> list[str]:
    """The known names most like a name, best first: those that contain it, then by letters."""
    letters = set(name)
    candidates = (other for other in known if letters & set(other))
    scored = ((_likeness(name, other), other) for other in candidates)
    ranked = sorted((-score, len(other), other) for score, other in scored if score >= 0.4)
    return [other for _, _, other in ranked[:count]]


def _likeness(name: str, other: str) -> float:
    if name and (name in other or other in name):
        return 1.0 + min(len(name), len(other)) / max(len(name), len(other))
    shared = len(set(name) & set(other)) / max(len(set(name)), len(set(other)))
    # the costly comparison only for names that share a good part of their letters
    return SequenceMatcher(None, name, other, autojunk=False).ratio() if shared >= 0.3 else 0.0
