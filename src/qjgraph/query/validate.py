"""Checks of a graph: the shapes of `ontology/shapes.ttl`, and its words against the raw text.

SHACL says whether each thing has the properties it should.  What SHACL Core cannot say is
checked beside it: that every span quotes its page exactly, that a claim's words lie where
they are said to, and that the default graph holds all that the named graphs state.
Sums that a
sentence states and that do not add up are found as well.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from pyoxigraph import (
    BlankNode,
    DefaultGraph,
    Literal,
    NamedNode,
    Quad,
    RdfFormat,
    Store,
    serialize,
)

from qjgraph import resources
from qjgraph.analyse.arithmetic import sums
from qjgraph.query.prefixes import local_name
from qjgraph.query.shapes import Result, violations
from qjgraph.rdf.vocab import Ext, Qj

if TYPE_CHECKING:
    import rdflib

_DEFAULT = DefaultGraph()
_FOCUS = re.compile(r"(.*)#char=([0-9]+),([0-9]+)$")
_SHORT = 60
#: Articles that pyshacl checks unless told otherwise: a matter of seconds.
_SAMPLE = 100


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """Something in a graph that is not as it should be.

    Attributes:
        check: the shape or check that found it (`Quantity-unit`, `quotation`).
        node: IRI of the thing.
        label: its name, or what kind of claim it is.
        path: the property in question, as IRI; may be empty.
        value: the value in question; may be empty.
        zh, en: what is wrong.
        article: id of the article, where the thing belongs to one.
        evidence: the sentence behind a claim, where there is one.
    """

    check: str
    node: str
    label: str
    path: str = ""
    value: str = ""
    zh: str
    en: str
    article: str = ""
    evidence: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """What a validation looked at and found.

    Attributes:
        articles: number of articles in the graph, all checked against the shapes.
        by_pyshacl: of those, the number that pyshacl checked as well.
        spans: number of spans compared with their page.
        findings: in a fixed order.
    """

    articles: int
    by_pyshacl: int
    spans: int
    findings: tuple[Finding, ...]

    @property
    def conforms(self) -> bool:
        """Whether nothing was found."""
        return not self.findings


def validate(store: Store, sample: int | None = None) -> Report:
    """Checks a graph.

    The shapes are checked on all of it by `qjgraph.query.shapes`, and by pyshacl, some ten
    times slower, on a sample.

    Args:
        store: the graph.
        sample: number of articles, spread over the graph, for pyshacl; 100 where None.
    """
    articles = _articles(store)
    chosen = _spread(articles, _SAMPLE if sample is None else sample)
    spans, findings = _check_words(store)
    findings += _check_sums(store)
    findings += _check_steps(store)
    findings += [_shape_finding(store, result) for result in violations(store)]
    findings += _check_by_pyshacl(store, None if len(chosen) == len(articles) else chosen)
    distinct = sorted(dict.fromkeys(findings), key=_order)
    return Report(
        articles=len(articles), by_pyshacl=len(chosen), spans=spans, findings=tuple(distinct)
    )


def _order(finding: Finding) -> tuple[str, ...]:
    return finding.check, finding.article, finding.node, finding.path, finding.value


def _articles(store: Store) -> list[NamedNode]:
    found = store.quads_for_pattern(None, Ext.rdf_type, Qj.Article, _DEFAULT)
    nodes = [quad.subject for quad in found]
    return sorted((n for n in nodes if isinstance(n, NamedNode)), key=lambda n: n.value)


def _spread(articles: list[NamedNode], sample: int) -> list[NamedNode]:
    """So many articles at even distances; their order is that of hashes, so of no bias."""
    if sample >= len(articles):
        return articles
    return [articles[number * len(articles) // sample] for number in range(max(sample, 0))]


# ------------------------------------------------------------------------------ words


def _check_words(store: Store) -> tuple[int, list[Finding]]:
    """The number of spans, and what is wrong with them, with articles and with focuses."""
    raws: dict[object, str] = {
        quad.subject: quad.object.value
        for quad in store.quads_for_pattern(None, Ext.is_string, None, _DEFAULT)
        if isinstance(quad.object, Literal)
    }
    spans, findings = 0, []
    for quad in store.quads_for_pattern(None, Ext.anchor_of, None, _DEFAULT):
        spans += 1
        if problem := _span_problem(store, quad, raws):
            findings.append(_finding(store, "quotation", quad.subject, *problem))
    for quad in store.quads_for_pattern(None, Qj.focus, None, _DEFAULT):
        if problem := _focus_problem(quad, raws):
            findings.append(_finding(store, "focus", quad.subject, *problem, quad=quad))
    return spans, findings


def _span_problem(store: Store, quad: Quad, raws: dict[object, str]) -> tuple[str, str] | None:
    begin = _number(store, quad.subject, Ext.begin_index)
    end = _number(store, quad.subject, Ext.end_index)
    raw = raws.get(_one(store, quad.subject, Ext.reference_context))
    if raw is None or begin is None or end is None:
        return "片段没有所在页面或位置。", "The span has no page or no offsets."
    if raw[begin:end] != _text(quad.object):
        return "所引文字与原文不符。", "The quoted words are not those of the raw text."
    if not quad.subject.value.endswith(f"#char={begin},{end}"):  # type: ignore[union-attr]
        return "IRI 中的位置与片段不符。", "The offsets of the IRI are not those of the span."
    return _outside_article(store, quad, begin, end)


def _outside_article(store: Store, quad: Quad, begin: int, end: int) -> tuple[str, str] | None:
    article = _one(store, quad.subject, Ext.is_part_of)
    if article is None:
        return None
    low, high = _number(store, article, Ext.begin_index), _number(store, article, Ext.end_index)
    if low is None or high is None or low <= begin < end <= high:
        return None
    return "片段不在文章范围之内。", "The span lies outside its article."


def _focus_problem(quad: Quad, raws: dict[object, str]) -> tuple[str, str] | None:
    match = _FOCUS.match(quad.object.value) if isinstance(quad.object, NamedNode) else None
    raw = raws.get(NamedNode(match[1])) if match else None
    if match and raw is not None and int(match[2]) < int(match[3]) <= len(raw):
        return None
    return "焦点不在任何页面的原文之内。", "The focus lies in the raw text of no page."


# -------------------------------------------------------------------------------- sums


def _check_sums(store: Store) -> list[Finding]:
    """Calculations that a quoted sentence states and that do not add up.

    They are the source's, and change nothing in the graph.
    """
    return [
        _finding(store, f"sum-{found.form}", quad.subject, found.zh, found.en, quad=quad)
        for quad in store.quads_for_pattern(None, Ext.anchor_of, None, _DEFAULT)
        for found in sums(_text(quad.object))
        if not found.holds
    ]


# ------------------------------------------------------------------------------- steps


def _check_steps(store: Store) -> list[Finding]:
    """Statements of named graphs that the default graph lacks, and blank nodes."""
    findings = []
    for quad in store.quads_for_pattern(None, None, None, None):
        if isinstance(quad.subject, BlankNode) or isinstance(quad.object, BlankNode):
            words = "图中有空白节点。", "The graph has a blank node."
            findings.append(_finding(store, "blank-node", quad.subject, *words, quad=quad))
        if quad.graph_name != _DEFAULT and not _stands_in_default(quad, store):
            words = (
                "默认图缺少命名图中的陈述。",
                "The default graph lacks what a named graph states.",
            )
            findings.append(_finding(store, "default-graph", quad.subject, *words, quad=quad))
    return findings


def _stands_in_default(quad: Quad, store: Store) -> bool:
    """Whether the default graph states it too: its label and an article's own may be two names."""
    names = (Ext.label, Ext.alt_label)
    predicates = names if quad.predicate in names else (quad.predicate,)
    return any(Quad(quad.subject, each, quad.object) in store for each in predicates)


# ------------------------------------------------------------------------------- shapes


def _check_by_pyshacl(store: Store, articles: list[NamedNode] | None) -> list[Finding]:
    """pyshacl over the default graph, or over what concerns the articles."""
    import rdflib
    from pyshacl import validate as shacl

    graph = rdflib.Graph()
    graph.parse(data=_n_triples(store, articles), format="nt")
    _, results, _ = shacl(graph, shacl_graph=_shapes())
    found = set(results.subjects(rdflib.RDF.type, rdflib.SH.ValidationResult))
    found -= set(results.objects(None, rdflib.SH.detail))  # why a value breaks sh:node
    return [_shape_finding(store, _result(results, node)) for node in found]


@cache
def _shapes() -> rdflib.Graph:
    import rdflib

    return rdflib.Graph().parse(resources.ontology("shapes.ttl"), format="turtle")


def _n_triples(store: Store, articles: list[NamedNode] | None) -> bytes:
    if articles is None:
        whole = store.dump(format=RdfFormat.N_TRIPLES, from_graph=_DEFAULT)
        return whole or b""
    triples = (quad.triple for quad in _neighbourhood(store, articles))
    return serialize(triples, format=RdfFormat.N_TRIPLES) or b""


def _neighbourhood(store: Store, articles: list[NamedNode]) -> Iterator[Quad]:
    """All triples about the articles, what they state, and whatever that points to."""
    todo: dict[NamedNode, None] = dict.fromkeys(articles)
    for article in articles:
        for quad in store.quads_for_pattern(article, Qj.graph, None, _DEFAULT):
            assert isinstance(quad.object, NamedNode)
            stated = store.quads_for_pattern(None, None, None, quad.object)
            todo.update((q.subject, None) for q in stated if isinstance(q.subject, NamedNode))
    waiting = list(todo)
    while waiting:
        for quad in store.quads_for_pattern(waiting.pop(), None, None, _DEFAULT):
            yield quad
            if isinstance(quad.object, NamedNode) and quad.object not in todo:
                todo[quad.object] = None
                waiting.append(quad.object)


def _result(results: rdflib.Graph, node: rdflib.term.Node) -> Result:
    """A result of pyshacl in our own form."""
    import rdflib

    sh = rdflib.SH
    path, value = results.value(node, sh.resultPath), results.value(node, sh.value)
    messages = [m for m in results.objects(node, sh.resultMessage) if isinstance(m, rdflib.Literal)]
    return Result(
        check=str(results.value(node, sh.sourceShape)).rpartition("/")[2],
        node=NamedNode(str(results.value(node, sh.focusNode))),
        path=NamedNode(str(path)) if isinstance(path, rdflib.URIRef) else None,
        value=None if value is None else Literal(str(value)),
        messages=tuple(sorted((m.language or "", str(m)) for m in messages)),
    )


def _shape_finding(store: Store, result: Result) -> Finding:
    words = dict(result.messages)
    return Finding(
        check=result.check,
        node=result.node.value,
        label=_label(store, result.node),
        path=result.path.value if result.path else "",
        value=_shortened(result.value.value) if result.value is not None else "",
        zh=words.get("zh", ""),
        en=words.get("en", ""),
        article=_article_id(store, result.node),
        evidence=_evidence(store, result.node),
    )


# ------------------------------------------------------------------------------ words for it


def _finding(
    store: Store, check: str, node: object, zh: str, en: str, quad: Quad | None = None
) -> Finding:
    value = quad.object if quad else None
    return Finding(
        check=check,
        node=_text(node),
        label=_label(store, node),
        path=quad.predicate.value if quad else "",
        value=_shortened(_text(value)) if value is not None else "",
        zh=zh,
        en=en,
        article=_article_id(store, node),
        evidence=_evidence(store, node),
    )


def _label(store: Store, node: object) -> str:
    """A thing's name, its identifier, its words, or the local name of its class."""
    for predicate in (Ext.label, Ext.identifier, Ext.anchor_of):
        if (value := _one(store, node, predicate)) is not None:
            return _shortened(_text(value))
    kind = _one(store, node, Ext.rdf_type)
    return local_name(_text(kind))


def _article_id(store: Store, node: object) -> str:
    """The id of the article that a claim or span belongs to, or ''."""
    span = _one(store, node, Qj.evidence) or node
    article = _one(store, span, Ext.is_part_of)
    if not isinstance(article, NamedNode) or Quad(article, Ext.rdf_type, Qj.Article) not in store:
        return ""
    return _text(_one(store, article, Ext.identifier))


def _evidence(store: Store, node: object) -> str:
    return _text(_one(store, _one(store, node, Qj.evidence), Ext.anchor_of))


def _one(store: Store, node: object, predicate: NamedNode) -> NamedNode | Literal | None:
    """The first value of a property in the default graph."""
    if not isinstance(node, NamedNode):
        return None
    found = [q.object for q in store.quads_for_pattern(node, predicate, None, _DEFAULT)]
    values = [value for value in found if isinstance(value, NamedNode | Literal)]
    return min(values, key=str, default=None)


def _number(store: Store, node: object, predicate: NamedNode) -> int | None:
    value = _text(_one(store, node, predicate))
    return int(value) if value.isdecimal() else None


def _text(term: object) -> str:
    if term is None:
        return ""
    return term.value if isinstance(term, NamedNode | Literal | BlankNode) else str(term)


def _shortened(words: str) -> str:
    return words if len(words) <= _SHORT else words[: _SHORT - 1] + "…"


def to_text(finding: Finding, lang: str = "zh") -> str:
    """A finding in a few lines for a terminal, in `zh` or `en`."""
    words = finding.zh if lang == "zh" else finding.en
    place = f"{finding.article}: " if finding.article else ""
    lines = [f"{place}{finding.label} — {words}", f"  {finding.check}  {finding.node}"]
    if finding.value:
        lines.append(f"  {finding.path.rpartition('#')[2]} = {finding.value}")
    if finding.evidence:
        lines.append(f"  {finding.evidence}")
    return "\n".join(lines)
