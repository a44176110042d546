"""networkx projections of a graph: what is drawn, measured and written to graph files.

A projection is a `networkx.MultiDiGraph`.  Its nodes are IRIs with

* `label`, `kind`, `type`, `iri`, `names`, `words` (the kind's or type's name, `Words`),
* `facts` (list of `Fact`), `evidence` (tuple of `Evidence`: where it is named),
* `center`: it was asked for by name; `code`, `point` (latitude, longitude) of a place,
* `label_en`: the label in English where it differs; `body`: what a person of `coattendance`
  has a post of (`periods` measures by it).

Its edges, keyed `kind:role`, carry `kind`, `role`, `zh`, `en`, `weight`, `facts` and
`evidence`.  Nodes and edges come in an order fixed by their IRIs.

What a view may add, for the page and the figures:

* on every node `place`: (x, y) in pixels, y downwards, where the view itself says where
  things lie (a time axis, a map, a tree); without it `layout.positions` places them;
* on nodes `measures`: numbers by the names that `graph.graph["measures"]` gives their `Words`;
* in `graph.graph["guides"]`: ("x" or "y", pixels, `Words`), lines behind the drawing;
* in `graph.graph["notes"]`: `Words`, sentences that must stand above the picture.

A node that is no entity (an amount, a milestone, a post, a series, a presence) has the IRI of its
first claim or one of its own.

`days` of an `Evidence` is the time by which the page filters, as `since` and `until` do here.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

import networkx as nx

from qjgraph.errors import QueryError
from qjgraph.view.facts import Words
from qjgraph.view.names import find
from qjgraph.view.reader import Queryable, Reader
from qjgraph.view.views import hierarchy, meetings, places, timeline, whole

_NOTHING = Words("图谱中没有可画的内容。", "The graph has nothing to draw.")


@dataclass(frozen=True, slots=True, kw_only=True)
class _View:
    """What a view is called, what it draws, how it lies, and what is missing when it is empty.

    Attributes:
        build: makes the graph out of a reader's rows; None for `ego`, which needs a name.
        arrange: gives every node its `place`; None leaves that to `layout.positions`.
        empty: what the graph has none of, where there is nothing to draw.
    """

    words: Words
    build: Callable[[Reader], nx.MultiDiGraph] | None
    arrange: Callable[[nx.MultiDiGraph], None] | None = None
    empty: Words = _NOTHING


_VIEWS: dict[str, _View] = {
    "whole": _View(words=Words("全图", "whole graph"), build=whole.whole),
    "ego": _View(words=Words("关系圈", "surroundings"), build=None),
    "coattendance": _View(
        words=Words("同场网络", "co-attendance"),
        build=meetings.coattendance,
        empty=Words("没有人物参加活动的陈述。", "No article tells of people at events."),
    ),
    "hierarchy": _View(
        words=Words("机构与职务", "bodies and posts"),
        build=hierarchy.hierarchy,
        arrange=hierarchy.place_hierarchy,
        empty=Words("没有机构或任职的陈述。", "No article tells of bodies or posts."),
    ),
    "projects": _View(
        words=Words("项目图", "projects"),
        build=whole.projects,
        empty=Words("没有项目的陈述。", "No article tells of projects."),
    ),
    "timeline": _View(
        words=Words("项目时间线", "timeline of projects"),
        build=timeline.timeline,
        arrange=timeline.place_timeline,
        empty=Words("没有项目节点的陈述。", "No article tells of milestones of projects."),
    ),
    "series": _View(
        words=Words("会议系列", "series of meetings"),
        build=meetings.series,
        arrange=meetings.place_series,
        empty=Words("没有成系列的会议。", "No article tells of a meeting of a named series."),
    ),
    "policies": _View(
        words=Words("政策与会议", "policies and meetings"),
        build=meetings.policies,
        arrange=meetings.place_policies,
        empty=Words("没有活动涉及政策的陈述。", "No article tells of an event on a policy."),
    ),
    "map": _View(
        words=Words("地图", "map"),
        build=places.places,
        arrange=places.place_map,
        empty=Words("没有地点的陈述。", "No article names a place."),
    ),
}

#: The views, with what they are called.
VIEWS: dict[str, Words] = {name: view.words for name, view in _VIEWS.items()}


def words_of(graph: nx.MultiDiGraph) -> Words:
    """What the view of a projection is called."""
    return VIEWS.get(graph.graph.get("view", ""), VIEWS["whole"])


def project(
    store: Queryable,
    view: str,
    *,
    around: str | None = None,
    depth: int = 1,
    since: date | None = None,
    until: date | None = None,
) -> nx.MultiDiGraph:
    """The projection of a store for a view.

    Args:
        store: an opened `pyoxigraph.Store` (or what has its `query`).
        view: one of `VIEWS`.
        around: a name or IRI; `ego` needs it, the other views are cut to its surroundings.
        depth: how many steps away from `around` things are kept.
        since, until: the days that claims must fall into, inclusive: the day of the event
            they tell of, else of publication.  Undated claims are left out then, and
            counted in `graph.graph["undated"]`.

    Raises:
        QueryError: an unknown view, a depth below 0, `ego` without `around`.
        NotFound: `around` names nothing; the hint has near names.
    """
    _check(view, around, depth)
    chosen = _VIEWS[view]
    reader = Reader(store, bulk=chosen.build is not None, since=since, until=until)
    centers = find(reader, around) if around else []
    if chosen.build is None:
        graph = whole.ego(reader, centers, depth)
    else:
        graph = _around(chosen.build(reader), centers, depth, around)
    for center in centers:
        if center in graph:
            graph.nodes[center]["center"] = True
    graph.graph.update(view=view, around=around or "", undated=reader.undated)
    return _arranged(_ordered(graph), chosen)


def _arranged(graph: nx.MultiDiGraph, view: _View) -> nx.MultiDiGraph:
    if not graph:
        graph.graph["notes"] = (view.empty,)
    elif view.arrange:
        view.arrange(graph)
    return graph


def _check(view: str, around: str | None, depth: int) -> None:
    if view not in VIEWS:
        raise QueryError(f"view {view}", "there is no such view", "one of " + ", ".join(VIEWS))
    if view == "ego" and not around:
        raise QueryError("view ego", "it needs a name to start from", "add --around NAME")
    if depth < 0:
        raise QueryError(f"depth {depth}", "it counts steps", "give 0 or more")


def _around(
    graph: nx.MultiDiGraph, centers: Sequence[str], depth: int, name: str | None
) -> nx.MultiDiGraph:
    if not name:
        return graph
    kept: set[str] = set()
    plain = graph.to_undirected(as_view=True)
    for center in centers:
        if center in graph:
            kept |= set(nx.single_source_shortest_path_length(plain, center, cutoff=depth))
    return nx.MultiDiGraph(graph.subgraph(kept))


def _ordered(graph: nx.MultiDiGraph) -> nx.MultiDiGraph:
    """The same graph with nodes and edges in the order of their names."""
    ordered = nx.MultiDiGraph(**graph.graph)
    ordered.add_nodes_from((node, graph.nodes[node]) for node in sorted(graph))
    ordered.add_edges_from(sorted(graph.edges(keys=True, data=True), key=lambda edge: edge[:3]))
    return ordered
