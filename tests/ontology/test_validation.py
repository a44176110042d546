"""Checks of graphs."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal

import pytest
from pyoxigraph import BlankNode, DefaultGraph, Literal, NamedNode, Quad, Store

from qjgraph.query.shapes import violations
from qjgraph.query.validate import (
    Report,
    _check_by_pyshacl,
    _shape_finding,
    to_text,
    validate,
)
from qjgraph.rdf import quads, shared_quads, this_reader
from qjgraph.rdf.terms import decimal, integer, text
from qjgraph.rdf.vocab import Ext, Qj, code
from qjgraph.resolve import resolve
from rdf.build import TEXT, sample

DEFAULT = DefaultGraph()


def graph(articles: int = 1) -> Store:
    store, run = Store(), this_reader()
    store.extend(shared_quads())
    for number in range(articles):
        made = sample(id=f"n{number}", text=f"{TEXT}\n第{number}篇。" if number else TEXT)
        store.extend(quads(resolve(made), run=run))
    return store


def first(store: Store, predicate: NamedNode) -> Quad:
    """The first triple of a property in the default graph."""
    return min(store.quads_for_pattern(None, predicate, None, DEFAULT), key=str)


def swap(store: Store, predicate: NamedNode, value: Literal | NamedNode | None) -> Quad:
    """Gives one thing another value of a property, or none, in all graphs; the triple that was."""
    quad = first(store, predicate)
    for same in list(store.quads_for_pattern(quad.subject, predicate, quad.object, None)):
        store.remove(same)
        if value is not None:
            store.add(Quad(quad.subject, predicate, value, same.graph_name))
    return quad


def checks(report: Report) -> set[str]:
    return {finding.check for finding in report.findings}


def test_a_sound_graph_conforms() -> None:
    report = validate(graph(2))
    assert report.conforms and (report.articles, report.by_pyshacl, report.spans) == (2, 2, 6)


@pytest.mark.parametrize(
    "predicate, value, check",
    [
        (Qj.confidence, None, "Claim-confidence"),
        (Qj.confidence, text("0.9"), "Claim-confidence"),
        (Qj.rule, text("x"), "Claim-rule"),
        (Qj.manner, code("role", "chair"), "Topic-manner"),
        (Qj.about, None, "Topic-about"),
        (Qj.unit, text(""), "Quantity-unit"),
        (Qj.minimum, text("viel"), "Quantity-minimum"),
        (Qj.progress, integer(120), "Milestone-progress"),
        (Qj.sha256, text("abc"), "Page-sha256"),
        (Qj.session, integer(0), "Occurrence-session"),
        (Qj.latest, text("2025-11-12"), "FuzzyDate-latest"),
        (Qj.published, text("2025-11-12"), "Article-published"),
        (Ext.member, None, "Membership-member"),
        (Ext.reference_context, None, "Span-referenceContext"),
        (Ext.begin_index, integer(-1), "Article-beginIndex"),
    ],
)
def test_what_breaks_a_shape_is_found(
    predicate: NamedNode, value: Literal | NamedNode | None, check: str
) -> None:
    store = graph()
    swap(store, predicate, value)
    assert check in checks(validate(store))


def test_a_property_of_no_shape_is_found() -> None:
    store = graph()
    store.add(Quad(first(store, Qj.manner).subject, Qj.unit, text("CNY")))
    assert "Topic" in checks(validate(store))


def test_a_quotation_that_is_not_in_the_text_is_found() -> None:
    store = graph()
    swap(store, Ext.anchor_of, text("没有写过的话。"))
    (finding,) = validate(store).findings
    assert (finding.check, finding.label) == ("quotation", "没有写过的话。")


def test_a_changed_raw_text_is_found() -> None:
    store = graph()
    swap(store, Ext.is_string, text("另一篇" + TEXT))
    assert checks(validate(store)) == {"quotation"}


def test_a_focus_outside_the_text_is_found() -> None:
    store = graph()
    page = first(store, Ext.is_string).subject
    swap(store, Qj.focus, NamedNode(f"{page.value}#char=10,99999"))  # type: ignore[union-attr]
    assert checks(validate(store)) == {"focus"}


def test_a_statement_that_the_default_graph_lacks_is_found() -> None:
    store = graph()
    quad = first(store, Qj.manner)
    store.remove(Quad(quad.subject, quad.predicate, quad.object))
    assert "default-graph" in checks(validate(store))


def test_a_blank_node_is_found() -> None:
    store = graph()
    store.add(Quad(BlankNode("b1"), Ext.label, text("x")))
    assert "blank-node" in checks(validate(store))


def test_a_finding_says_what_where_and_by_which_words() -> None:
    store = graph()
    quad = swap(store, Qj.verbatim, None)
    (finding,) = validate(store).findings
    assert finding.node == quad.subject.value and finding.article == "n0"  # type: ignore[union-attr]
    assert "约2.8亿元" in finding.evidence and finding.path == Qj.verbatim.value
    assert "原文" in finding.zh and "written" in finding.en


@pytest.mark.parametrize("lang, words", [("zh", "应当有且只有一个"), ("en", "has exactly one")])
def test_a_finding_reads_in_both_languages(lang: str, words: str) -> None:
    store = graph()
    swap(store, Qj.verbatim, None)
    (finding,) = validate(store).findings
    lines = to_text(finding, lang).splitlines()
    assert words in lines[0] and lines[0].startswith("n0: Quantity") and len(lines) == 3


@pytest.mark.parametrize("size, looked_at", [(0, 0), (2, 2), (9, 4), (None, 4)])
def test_pyshacl_looks_at_so_many_articles(size: int | None, looked_at: int) -> None:
    report = validate(graph(4), size)
    assert (report.articles, report.by_pyshacl) == (4, looked_at)


@pytest.mark.parametrize("size", [0, 2, None])
def test_what_is_wrong_is_found_once_whatever_the_sample(size: int | None) -> None:
    store = graph(3)
    for quad in list(store.quads_for_pattern(None, Qj.verbatim, None, DEFAULT)):
        store.remove(quad)
    found = [f for f in validate(store, size).findings if f.check == "Quantity-verbatim"]
    assert len(found) == 3


WRONG: list[Literal | NamedNode | None] = [
    None,
    text(""),
    text("x"),
    integer(-200),
    integer(200),
    decimal(Decimal("0.5")),
    Literal("x", language="en"),
    Literal("0", datatype=NamedNode("http://www.w3.org/2001/XMLSchema#date")),
    Literal("2030-01-01", datatype=NamedNode("http://www.w3.org/2001/XMLSchema#date")),
    Literal("many", datatype=NamedNode("http://www.w3.org/2001/XMLSchema#decimal")),
    NamedNode("https://example.org/x"),
    code("role", "chair"),
]


#: rdflib puts values of unlike kinds in some order; SHACL calls them not comparable, so do we.
ORDERED = Qj.earliest, Qj.latest, Qj.minimum, Qj.maximum


@pytest.mark.parametrize("value", WRONG, ids=str)
@pytest.mark.parametrize("added", [False, True])
def test_the_compiled_shapes_find_what_pyshacl_finds(
    value: Literal | NamedNode | None, added: bool
) -> None:
    store = graph()
    kept = Ext.rdf_type, Ext.in_scheme, Ext.notation, Ext.pref_label
    for predicate in sorted({quad.predicate for quad in store} - set(kept), key=str):
        if not added:
            swap(store, predicate, value)
        elif value is not None and predicate not in ORDERED:
            store.add(Quad(first(store, predicate).subject, predicate, value))
    own = {_shape_finding(store, result) for result in violations(store)}
    assert own == set(_check_by_pyshacl(store, None))
    assert own or (added and value is None)


def test_findings_stand_in_a_fixed_order() -> None:
    def findings(turn: Callable[[list[Quad]], list[Quad]]) -> object:
        store = Store()
        whole = graph(2)
        for quad in list(whole.quads_for_pattern(None, Qj.verbatim, None, DEFAULT)):
            whole.remove(quad)
        store.extend(turn(sorted(whole, key=str)))
        return validate(store).findings

    assert findings(list) == findings(lambda all_of_it: all_of_it[::-1])


def test_decimals_of_any_size_conform() -> None:
    store = graph()
    for predicate in (Qj.value, Qj.minimum, Qj.maximum):
        swap(store, predicate, decimal(Decimal("123456789012345678901234.5")))
    assert not {f for f in checks(validate(store)) if f.startswith("Quantity")}
