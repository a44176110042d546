"""How kinds of nodes and edges look: colours that all eyes can tell apart, and shapes.

The colours are those of Okabe and Ito, "Color Universal Design" (2002, revised 2008,
https://jfly.uni-koeln.de/color/), which people with the common forms of colour blindness
tell apart; each kind has a shape of its own as well.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass

from qjgraph.view.facts import Words
from qjgraph.view.reader import RELATIONS
from qjgraph.view.tell import KINDS


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """The look of a kind of node or edge; an empty colour is the page's own grey."""

    words: Words
    color: str = ""
    shape: str = "dot"
    arrow: bool = False
    dashed: bool = False

    def record(self) -> dict[str, object]:
        """As the page reads it."""
        return {**asdict(self), "words": self.words.pair}


_NODES = {
    "person": ("#0072B2", "dot"),
    "organization": ("#E69F00", "square"),
    "place": ("#009E73", "triangle"),
    "event": ("#D55E00", "diamond"),
    "project": ("#56B4E9", "hexagon"),
    "phase": ("#56B4E9", "hexagon"),
    "policy": ("#CC79A7", "star"),
    "amount": ("#F0E442", "square"),
    "done": ("#009E73", "square"),
    "ongoing": ("#999999", "diamond"),
    "planned": ("#E69F00", "triangleDown"),
    "post": ("#999999", "square"),
    "series": ("#CC79A7", "hexagon"),
    "presence": ("#D55E00", "dot"),
}
_EDGES = {
    "membership": ("#0072B2", True, False),
    "participation": ("#D55E00", True, False),
    "topic": ("#CC79A7", True, False),
    "location": ("#009E73", True, False),
    "involvement": ("#E69F00", True, False),
    "part": ("", True, True),
    "coattendance": ("#0072B2", False, False),
    "quantity": ("", False, False),
    "milestone": ("", False, False),
    "slip": ("#E69F00", True, True),
    "session": ("", False, False),
}
_EDGE_WORDS = {relation.kind: relation.words for relation in RELATIONS} | {
    "coattendance": Words("同场", "co-attendance"),
    "quantity": Words("金额", "amount"),
    "milestone": Words("进度", "milestone"),
    "slip": Words("承诺与实现", "promised and met"),
    "session": Words("场次", "session"),
}

KIND_LOOKS: dict[str, Look] = {
    kind: Look(words=KINDS[kind], color=color, shape=shape)
    for kind, (color, shape) in _NODES.items()
}
RELATION_LOOKS: dict[str, Look] = {
    kind: Look(words=_EDGE_WORDS[kind], color=color, arrow=arrow, dashed=dashed)
    for kind, (color, arrow, dashed) in _EDGES.items()
}
