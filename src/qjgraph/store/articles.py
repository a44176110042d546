"""Articles leaving and entering a graph, default graph and named graphs in step.

A graph after any series of these equals the one built from the articles that remain.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from pyoxigraph import BlankNode, DefaultGraph, NamedNode, Quad, Store, Triple

from qjgraph.errors import NotFound

_NS = "https://w3id.org/qjgraph/ns#"
_GRAPH = NamedNode(f"{_NS}graph")
_DATE = NamedNode(f"{_NS}date")
_EVIDENCE = NamedNode(f"{_NS}evidence")
_ARTICLE = NamedNode(f"{_NS}article")
_PART_OF = NamedNode("http://purl.org/dc/terms/isPartOf")
_ATTRIBUTED_TO = NamedNode("http://www.w3.org/ns/prov#wasAttributedTo")
_GENERATED_BY = NamedNode("http://www.w3.org/ns/prov#wasGeneratedBy")
_ALT_LABEL = NamedNode("http://www.w3.org/2004/02/skos/core#altLabel")
_DIVISION = re.compile(r"/id/place-([0-9]{2,12}|[A-Z]{2,3})$")
_SHARED = re.compile(r"^https://w3id\.org/qjgraph/(code|rule)/")
_DEFAULT = DefaultGraph()

Node = NamedNode | BlankNode | Triple


def replace_article(store: Store, article: str, quads: Iterable[Quad]) -> None:
    """Puts quads (of one article, its page included) in the place of an article.

    Args:
        store: a graph that may be written (`update_store`).
        article: IRI of the article that leaves.
        quads: of the one that enters.

    Raises:
        NotFound: the graph does not hold the article.
    """
    remove_article(store, article)
    store.extend(quads)


def remove_article(store: Store, article: str) -> None:
    """Takes an article out: its graph, its text, and what no other article needs.

    Raises:
        NotFound: the graph does not hold the article.
    """
    node = NamedNode(article)
    graphs = [q.object for q in store.quads_for_pattern(node, _GRAPH, None, _DEFAULT)]
    if not graphs:
        raise NotFound(article, "the graph holds no such article", "see qjgraph info")
    shared: dict[NamedNode, None] = {}
    for graph in graphs:
        assert isinstance(graph, NamedNode)
        _remove_graph(store, graph, shared)
    _remove_corrections(store, node)
    _remove_text(store, node, shared)
    for thing in shared:
        _remove_orphan(store, thing)


def _remove_graph(store: Store, graph: NamedNode, shared: dict[NamedNode, None]) -> None:
    """Removes a named graph and what of it the default graph has from nobody else."""
    for quad in list(store.quads_for_pattern(None, None, None, graph)):
        store.remove(quad)
        triple = (quad.subject, quad.predicate, quad.object)
        if not _is_of_gazetteer(quad) and not any(
            q.graph_name != _DEFAULT for q in store.quads_for_pattern(*triple, None)
        ):
            store.remove(Quad(*triple))
        for thing in (quad.subject, quad.object):
            if isinstance(thing, NamedNode):
                shared[thing] = None
    store.remove_graph(graph)
    for thing in list(shared):
        if any(store.quads_for_pattern(thing, _EVIDENCE, None, _DEFAULT)):
            _remove_subject(store, thing, {})


def _is_of_gazetteer(quad: Quad) -> bool:
    """Whether the gazetteer states it as well, of a division that others may lie in."""
    subject = quad.subject
    if quad.predicate == _ALT_LABEL or not isinstance(subject, NamedNode):
        return False
    return _DIVISION.search(subject.value) is not None


def _remove_corrections(store: Store, article: NamedNode) -> None:
    """Removes what curators changed in an article, and curators of whom nothing is left."""
    for about in list(store.quads_for_pattern(None, _ARTICLE, article, _DEFAULT)):
        curators = [q.object for q in store.quads_for_pattern(about.subject, _ATTRIBUTED_TO, None)]
        _remove_everywhere(store, about.subject)
        for quad in list(store.quads_for_pattern(None, None, about.subject, None)):
            store.remove(quad)
        for curator in dict.fromkeys(curators):
            assert isinstance(curator, NamedNode)
            if not any(store.quads_for_pattern(None, None, curator, None)):
                _remove_everywhere(store, curator)


def _remove_everywhere(store: Store, subject: Node) -> None:
    for quad in list(store.quads_for_pattern(subject, None, None, None)):
        store.remove(quad)


def _remove_text(store: Store, article: NamedNode, shared: dict[NamedNode, None]) -> None:
    """Removes an article, its spans, and its page where no other article is on it."""
    for quad in list(store.quads_for_pattern(None, _PART_OF, article, _DEFAULT)):
        _remove_subject(store, quad.subject, {})
    pages = [q.object for q in store.quads_for_pattern(article, _PART_OF, None, _DEFAULT)]
    _remove_subject(store, article, shared, follow=(_GENERATED_BY,))
    for page in pages:
        assert isinstance(page, NamedNode)
        if not any(store.quads_for_pattern(None, _PART_OF, page, _DEFAULT)):
            _remove_subject(store, page, {})


def _remove_subject(
    store: Store,
    subject: Node,
    shared: dict[NamedNode, None],
    follow: tuple[NamedNode, ...] = (),
) -> None:
    for quad in list(store.quads_for_pattern(subject, None, None, _DEFAULT)):
        store.remove(quad)
        if quad.predicate in follow and isinstance(quad.object, NamedNode):
            shared[quad.object] = None


def _remove_orphan(store: Store, thing: NamedNode) -> None:
    """Removes what is only known about a date, division or run that nothing speaks of any more.

    What a named graph states is never touched; codes and rules are there from the start.
    """
    if _SHARED.search(thing.value) or any(store.quads_for_pattern(None, None, thing, None)):
        return
    facts = list(store.quads_for_pattern(thing, None, None, None))
    if any(quad.graph_name != _DEFAULT for quad in facts):
        return
    above: dict[NamedNode, None] = {}
    _remove_subject(store, thing, above, follow=(_PART_OF,))
    for whole in above:
        _remove_orphan(store, whole)
