"""How well a graph knows who is who across articles.

The truth is a folder: `mentions.tsv` (article, kind, name as written, true entity, and where known
begin and end in the raw text) and, optionally, `entities.tsv` (id, label, set).  What a graph
names is brought together with it article by article, and the graph's canonical IRIs are scored
as a clustering of those namings, kind by kind:

* **pairwise**: of all pairs of namings that the graph gives one IRI, the share that is truly one
  (precision); of all pairs that are truly one, the share with one IRI (recall);
* **B-cubed** (Bagga & Baldwin 1998, "Algorithms for scoring coreference chains"): for each naming
  the share of its IRI's namings that are truly its own (precision), and the share of its
  entity's namings that have its IRI (recall); means over all namings.

What the graph does not name is no matter of identity and is counted apart (`unread`), as is what
the truth does not tell of (`untold`).
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path
from typing import TYPE_CHECKING, Any

from qjgraph.errors import InputError
from qjgraph.evaluate.sheet import read_sheet
from qjgraph.evaluate.values import norm
from qjgraph.iris import span_offsets
from qjgraph.model import Kind

if TYPE_CHECKING:
    from pyoxigraph import Store

#: What has an identity across articles.
KINDS = (
    Kind.PERSON, Kind.ORGANIZATION, Kind.PLACE, Kind.EVENT, Kind.PROJECT, Kind.POLICY,
)  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Meant:
    """A name in an article and whom it truly means; `begin`, `end`: raw offsets, if told."""

    article: str
    kind: Kind
    name: str
    entity: str
    begin: int | None = None
    end: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Truth:
    """Who is who, as a person holds it.

    Attributes:
        labels: of the entities, by id.
        sets: of the entities, by id (`tune`, `held`).
    """

    meant: tuple[Meant, ...]
    labels: Mapping[str, str]
    sets: Mapping[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Named:
    """One entity as one article of the graph names it.

    Attributes:
        sentence: that of its best mention, which begins `at`.
        begin, end: of the mention, raw offsets as `at`.
    """

    article: str
    kind: Kind
    iri: str
    name: str
    sentence: str
    at: int
    begin: int
    end: int


@dataclass(frozen=True, slots=True)
class Unit:
    """A naming of the graph and the entity that it truly means."""

    named: Named
    entity: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Confusion:
    """Two groups of namings that the graph made one (`merge`) or left apart (`split`).

    Attributes:
        left, right: an example of each, the first in the order of articles.
        pairs: how many pairs of namings are wrong by it.
        labels: of the true entities; equal for a split.
    """

    verdict: str
    kind: Kind
    left: Named
    right: Named
    pairs: int
    labels: tuple[str, str]


@dataclass(frozen=True, slots=True)
class Ratio:
    """Precision and recall."""

    precision: float
    recall: float

    @property
    def f1(self) -> float:
        """Their harmonic mean; 0 where both are 0."""
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0

    def as_json(self) -> dict[str, float]:
        """Precision, recall and F1."""
        return {"precision": self.precision, "recall": self.recall, "f1": self.f1}


@dataclass(frozen=True, slots=True)
class Score:
    """The clustering of some namings against the truth."""

    units: tuple[Unit, ...]

    @property
    def _cells(self) -> Counter[tuple[str, str]]:
        return Counter((unit.named.iri, unit.entity) for unit in self.units)

    @property
    def _sizes(self) -> tuple[Counter[str], Counter[str]]:
        """Namings of each IRI, and of each true entity."""
        iris = Counter(unit.named.iri for unit in self.units)
        return iris, Counter(unit.entity for unit in self.units)

    @property
    def pairwise(self) -> Ratio:
        """Over pairs of namings; 1 where there is no pair to be wrong about."""
        iris, entities = self._sizes
        both = _pairs(self._cells.values())
        return Ratio(_share(both, _pairs(iris.values())), _share(both, _pairs(entities.values())))

    @property
    def bcubed(self) -> Ratio:
        """Means over namings."""
        iris, entities = self._sizes
        found = self._cells.items()
        right = sum(n * n / iris[iri] for (iri, _), n in found)
        whole = sum(n * n / entities[entity] for (_, entity), n in found)
        return Ratio(_share(right, len(self.units)), _share(whole, len(self.units)))

    def as_json(self) -> dict[str, Any]:
        """All figures."""
        iris, entities = self._sizes
        return {
            "namings": len(self.units), "entities": len(entities), "iris": len(iris),
            "pairwise": self.pairwise.as_json(), "bcubed": self.bcubed.as_json(),
        }  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class IdentityEvaluation:
    """How well a graph knows who is who.

    Attributes:
        kinds: the score of each kind that the truth tells of; `total`: of all together.
        mistakes: wrong merges, then wrong splits, those with more pairs first.
        unread: names of the truth that the graph does not name; `untold`: namings of the
            graph that the truth does not tell of.
    """

    kinds: Mapping[str, Score]
    total: Score
    mistakes: tuple[Confusion, ...]
    unread: tuple[Meant, ...]
    untold: tuple[Named, ...]

    def as_json(self) -> dict[str, Any]:
        """All figures."""
        return {
            "kinds": {kind: score.as_json() for kind, score in self.kinds.items()},
            "total": self.total.as_json(),
            "merges": sum(each.verdict == "merge" for each in self.mistakes),
            "splits": sum(each.verdict == "split" for each in self.mistakes),
            "unread": len(self.unread),
            "untold": len(self.untold),
        }


def _pairs(sizes: Iterable[int]) -> int:
    return sum(size * (size - 1) // 2 for size in sizes)


def _share(part: float, whole: float) -> float:
    return part / whole if whole else 1.0


# ----------------------------------------------------------------------------- reading


def load_truth(folder: Path) -> Truth:
    """The truth of a folder.

    Raises:
        InputError: `mentions.tsv` is missing or breaks its form; file, line and cell are named.
    """
    path = folder / "mentions.tsv"
    rows = read_sheet(path, ("article", "kind", "name", "entity"))
    meant = tuple(_meant(row, f"{path.name}:{line}") for line, row in rows)
    about = folder / "entities.tsv"
    facts = [row for _, row in read_sheet(about, ("id", "label"))] if about.is_file() else []
    return Truth(
        meant=meant,
        labels={row["id"]: row["label"] for row in facts},
        sets={row["id"]: row.get("set", "") for row in facts},
    )


def _meant(row: Mapping[str, str], place: str) -> Meant:
    if row["kind"] not in KINDS:
        raise InputError(place, f"kind {row['kind']!r} is unknown", f"one of {', '.join(KINDS)}")
    begin, end = (_offset(row.get(name, ""), place) for name in ("begin", "end"))
    return Meant(
        article=row["article"], kind=Kind(row["kind"]), name=row["name"], entity=row["entity"],
        begin=begin, end=end,
    )  # fmt: skip


def _offset(cell: str, place: str) -> int | None:
    if cell and not cell.isdecimal():
        raise InputError(place, f"{cell!r} is no offset", "count the characters of the text from 0")
    return int(cell) if cell else None


_NAMINGS = """
SELECT ?article ?class ?entity ?sentence ?at ?focus WHERE {
  ?c a qj:Mention ; qj:entity ?entity ; qj:evidence ?span ; qj:focus ?focus .
  ?entity a ?class .
  ?span nif:anchorOf ?sentence ; nif:beginIndex ?at ; dct:isPartOf/dct:identifier ?article .
  FILTER(?class IN (qj:Person, qj:Organization, qj:Place, qj:Event, qj:Project, qj:Policy))
}"""


def namings(store: Store) -> list[Named]:
    """Every entity of every article of a graph, in the order of the articles and their text."""
    from qjgraph.query.engine import select

    raw = _raw_texts(store)
    found = []
    for row in select(store, _NAMINGS, place="identity"):
        article, focus = str(row["article"]), span_offsets(str(row["focus"]))
        assert focus
        begin, end = focus
        kind = Kind(str(row["class"]).rpartition("#")[2].lower())
        found.append(Named(
            article=article, kind=kind, iri=str(row["entity"]), name=raw[article][begin:end],
            sentence=str(row["sentence"]), at=int(str(row["at"])), begin=begin, end=end,
        ))  # fmt: skip
    return sorted(set(found), key=lambda each: (each.article, each.begin, each.end, each.iri))


def _raw_texts(store: Store) -> dict[str, str]:
    from qjgraph.query.engine import select

    query = """SELECT ?id ?raw WHERE {
      ?a a qj:Article ; dct:identifier ?id ; dct:isPartOf ?page . ?page nif:isString ?raw }"""
    return {str(row["id"]): str(row["raw"]) for row in select(store, query, place="identity")}


# ---------------------------------------------------------------------------- scoring


def evaluate_identity(truth: str | Path, folder: str | Path, only: str = "") -> IdentityEvaluation:
    """Score a graph's folder against a folder of truth; see `score_identity`.

    Raises:
        InputError: truth that breaks its form, has no such set, or no article of the graph.
        StoreError: a graph that cannot be read.
    """
    from qjgraph.store import open_store

    known = load_truth(Path(truth))
    if only and only not in known.sets.values():
        raise InputError(str(truth), f"has no set {only!r}", "column set of entities.tsv")
    found = score_identity(known, namings(open_store(Path(folder))), only)
    if not found.total.units:
        hint = "article is a file's stem or a record's id"
        raise InputError(str(truth), f"tells of nothing that {folder} names", hint)
    return found


def score_identity(truth: Truth, named: Sequence[Named], only: str = "") -> IdentityEvaluation:
    """Score namings against the truth.

    Args:
        only: a set of entities (`tune`); all where empty.
    """
    meant = [each for each in truth.meant if not only or truth.sets.get(each.entity) == only]
    units, untold = _units(_by_article(truth.meant), named)
    kept = {each.entity for each in meant}
    units = [unit for unit in units if unit.entity in kept]
    kinds = {
        kind.value: Score(tuple(unit for unit in units if unit.named.kind is kind))
        for kind in KINDS
        if any(each.kind is kind for each in meant)
    }
    read = {(unit.named.article, unit.entity) for unit in units}
    return IdentityEvaluation(
        kinds=kinds,
        total=Score(tuple(units)),
        mistakes=_mistakes(units, truth.labels),
        unread=_unread(meant, read),
        untold=tuple(untold),
    )


_Places = Mapping[tuple[str, Kind], Sequence[Meant]]


def _by_article(meant: Iterable[Meant]) -> _Places:
    found: dict[tuple[str, Kind], list[Meant]] = defaultdict(list)
    for each in meant:
        found[each.article, each.kind].append(each)
    return found


def _units(places: _Places, named: Iterable[Named]) -> tuple[list[Unit], list[Named]]:
    units, untold = list[Unit](), list[Named]()
    for each in named:
        fits = [(_overlap(each, meant), meant.entity) for meant in places.get(_place(each), ())]
        best = max(fits, default=(0.0, ""))
        if best[0] > 0:
            units.append(Unit(each, best[1]))
        else:
            untold.append(each)
    return units, untold


def _place(named: Named) -> tuple[str, Kind]:
    return named.article, named.kind


def _overlap(named: Named, meant: Meant) -> float:
    """What two stretches share of what they cover; by the name where the truth has no offsets."""
    if meant.begin is None or meant.end is None:
        return float(norm(meant.name) == norm(named.name))
    shared = min(named.end, meant.end) - max(named.begin, meant.begin)
    covered = max(named.end, meant.end) - min(named.begin, meant.begin)
    return shared / covered


def _unread(meant: Iterable[Meant], read: set[tuple[str, str]]) -> tuple[Meant, ...]:
    """The first name of each entity of an article that the graph does not name there."""
    lacking: dict[tuple[str, str], Meant] = {}
    for each in meant:
        if (each.article, each.entity) not in read:
            lacking.setdefault((each.article, each.entity), each)
    return tuple(lacking.values())


def _mistakes(units: Iterable[Unit], labels: Mapping[str, str]) -> tuple[Confusion, ...]:
    """What is wrong, one for each two groups of namings that are confused."""
    cells: dict[tuple[str, str], list[Named]] = defaultdict(list)
    for unit in units:
        cells[unit.named.iri, unit.entity].append(unit.named)
    found = [
        *_confused("merge", cells, labels, together=0),
        *_confused("split", cells, labels, together=1),
    ]
    return tuple(found)


def _confused(
    verdict: str,
    cells: Mapping[tuple[str, str], Sequence[Named]],
    labels: Mapping[str, str],
    together: int,
) -> list[Confusion]:
    """Pairs of cells that share their IRI (0: a merge) or their entity (1: a split)."""
    groups: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for key in cells:
        groups[key[together]].append(key)
    found = []
    for keys in groups.values():
        for left, right in combinations(keys, 2):
            a, b = cells[left], cells[right]
            names = (labels.get(left[1], left[1]), labels.get(right[1], right[1]))
            found.append(Confusion(
                verdict=verdict, kind=a[0].kind, left=a[0], right=b[0],
                pairs=len(a) * len(b), labels=names,
            ))  # fmt: skip
    return sorted(found, key=lambda each: (-each.pairs, _order(each)))


def _order(each: Confusion) -> tuple[str, int, str, int]:
    return each.left.article, each.left.begin, each.right.article, each.right.begin
