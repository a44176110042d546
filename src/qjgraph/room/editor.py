"""What the query editor knows: prefixes, the ontology's terms with their words, examples."""

from __future__ import annotations

from functools import cache
from typing import Any

from pyoxigraph import Literal, NamedNode, RdfFormat, parse

from qjgraph import resources
from qjgraph.query.prefixes import PREFIXES, local_name, shorten
from qjgraph.query.questions import questions

_OWL = "http://www.w3.org/2002/07/owl#"
_CLASSES = frozenset((f"{_OWL}Class", PREFIXES["rdfs"] + "Class"))
_PROPERTIES = frozenset((
    f"{_OWL}ObjectProperty", f"{_OWL}DatatypeProperty", PREFIXES["rdf"] + "Property",
    f"{_OWL}AnnotationProperty",
))  # fmt: skip
_LABELS = frozenset((PREFIXES["rdfs"] + "label", PREFIXES["skos"] + "prefLabel"))

#: Queries to begin with: Chinese and English title, text.
EXAMPLES: tuple[tuple[str, str, str], ...] = (
    (
        "出席活动最多的人", "Who attended most",
        "SELECT ?person ?name (COUNT(DISTINCT ?event) AS ?events) WHERE {\n"
        "  ?p a qj:Participation ; qj:person ?person ; qj:event ?event .\n"
        "  ?person rdfs:label ?name .\n} GROUP BY ?person ?name ORDER BY DESC(?events) LIMIT 20",
    ),
    (
        "最大的投资数额及其原句", "The largest investments with their sentences",
        "SELECT ?project ?name ?value ?sentence WHERE {\n"
        "  ?q a qj:Quantity ; qj:of ?project ; qj:kind qjc:quantity-investment ;\n"
        "     qj:value ?value ; qj:evidence ?span .\n"
        "  ?project rdfs:label ?name . ?span nif:anchorOf ?sentence .\n"
        "} ORDER BY DESC(?value) LIMIT 20",
    ),
    (
        "每月的报道数", "Articles by month",
        "SELECT ?month (COUNT(*) AS ?articles) WHERE {\n"
        "  ?a a qj:Article ; qj:published ?day . BIND(SUBSTR(STR(?day), 1, 7) AS ?month)\n"
        "} GROUP BY ?month ORDER BY ?month",
    ),
    (
        "谁与谁同场", "Who was seen with whom",
        "SELECT ?one ?other ?oneName ?otherName (COUNT(DISTINCT ?event) AS ?events) WHERE {\n"
        "  ?p qj:person ?one ; qj:event ?event . ?q qj:person ?other ; qj:event ?event .\n"
        "  FILTER(STR(?one) < STR(?other))\n"
        "  ?one rdfs:label ?oneName . ?other rdfs:label ?otherName .\n"
        "} GROUP BY ?one ?other ?oneName ?otherName ORDER BY DESC(?events) LIMIT 40",
    ),
    (
        "一个项目的全部陈述（图）", "All that is said of one project, as a graph",
        "CONSTRUCT { ?claim ?p ?o } WHERE {\n"
        "  { SELECT ?project WHERE { ?project a qj:Project } ORDER BY ?project LIMIT 1 }\n"
        "  ?claim ?any ?project ; ?p ?o .\n}",
    ),
)  # fmt: skip


def editor_data(lang: str) -> dict[str, Any]:
    """Everything the editor's script needs, as JSON has it.

    Args:
        lang: zh or en, of labels and titles.
    """
    at = 1 if lang == "en" else 0
    return {
        "prefixes": PREFIXES,
        "classes": _terms(lang, _CLASSES),
        "properties": _terms(lang, _PROPERTIES),
        "codes": _codes(lang),
        "examples": [{"title": each[at], "query": each[2]} for each in EXAMPLES],
        "questions": [
            {"name": q.name, "title": f"{q.number}. {q.title(lang)}", "query": _bare(q.sparql)}
            for q in questions()
        ],
    }


def labels(lang: str) -> dict[str, str]:
    """What the ontology calls its properties, by local name."""
    return {local_name(iri): label for _, iri, label in _terms(lang, _PROPERTIES) if label}


def _bare(sparql: str) -> str:
    """A question's query without its header."""
    lines = [line for line in sparql.split("\n") if not line.startswith("#!")]
    return "\n".join(lines).strip()


@cache
def _ontology(name: str) -> dict[str, tuple[frozenset[str], dict[str, str]]]:
    """The terms of a file of the ontology: their types, and their labels by language."""
    types: dict[str, set[str]] = {}
    labels: dict[str, dict[str, str]] = {}
    for quad in parse((resources.ontology() / name).read_bytes(), format=RdfFormat.TURTLE):
        if not isinstance(quad.subject, NamedNode):
            continue
        term, predicate, value = quad.subject.value, quad.predicate.value, quad.object
        if predicate == PREFIXES["rdf"] + "type" and isinstance(value, NamedNode):
            types.setdefault(term, set()).add(value.value)
        if predicate in _LABELS and isinstance(value, Literal):
            labels.setdefault(term, {})[value.language or ""] = value.value
    return {term: (frozenset(found), labels.get(term, {})) for term, found in types.items()}


def _terms(lang: str, types: frozenset[str]) -> list[list[str]]:
    """Short name, IRI and label of the terms of some types, in order."""
    found = (
        [shorten(term), term, labels.get(lang, "")]
        for term, (of, labels) in _ontology("qjgraph.ttl").items()
        if of & types
    )
    return sorted(found)


def _codes(lang: str) -> list[list[str]]:
    found = (
        [shorten(term), term, labels.get(lang, "")]
        for term, (of, labels) in _ontology("codes.ttl").items()
        if PREFIXES["skos"] + "Concept" in of
    )
    return sorted(found)
