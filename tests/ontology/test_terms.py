"""The code, the ontology, the code lists and the shapes name the same terms."""

from __future__ import annotations

from functools import cache
from importlib.metadata import version

import pyshacl
import pytest
import rdflib
from pyoxigraph import Literal, NamedNode, RdfFormat, parse

from qjgraph import model, resources
from qjgraph.rdf.vocab import CODES, PREFIXES, UNITS, Ext, Qj, code, code_of

RDFS, OWL, SKOS, SH = PREFIXES["rdfs"], PREFIXES["owl"], PREFIXES["skos"], PREFIXES["sh"]

#: Terms of ours that only classify: no instance is written with them.
ABSTRACT = {Qj.Claim}
#: Terms of RDF's own language, or written by the store with codes alone.
BEYOND_SHAPES = {Ext.rdf_type, Ext.notation}
NOT_DEFINED_HERE = {Ext.rdf_type}


@cache
def triples(name: str) -> frozenset[tuple[str, str, str]]:
    found = parse(path=str(resources.ontology(name)), format=RdfFormat.TURTLE)
    return frozenset(
        (str(getattr(q.subject, "value", q.subject)), q.predicate.value,
         str(getattr(q.object, "value", q.object)))
        for q in found
    )  # fmt: skip


@cache
def literals(name: str, predicate: str) -> dict[str, set[str | None]]:
    found: dict[str, set[str | None]] = {}
    for quad in parse(path=str(resources.ontology(name)), format=RdfFormat.TURTLE):
        if quad.predicate.value == predicate and isinstance(quad.object, Literal):
            subject = str(getattr(quad.subject, "value", quad.subject))
            assert quad.object.value.strip(), f"{subject} has an empty {predicate}"
            found.setdefault(subject, set()).add(quad.object.language)
    return found


def terms(holder: type) -> set[str]:
    return {value.value for value in vars(holder).values() if isinstance(value, NamedNode)}


def defined() -> set[str]:
    kinds = {
        f"{OWL}{kind}"
        for kind in ("Class", "ObjectProperty", "DatatypeProperty", "AnnotationProperty")
    }
    return {s for s, p, o in triples("qjgraph.ttl") if p == PREFIXES["rdf"] + "type" and o in kinds}


def shaped() -> set[str]:
    """Classes that a shape targets and properties that a shape has a path for."""
    hooks = {f"{SH}targetClass", f"{SH}targetSubjectsOf", f"{SH}path", f"{PREFIXES['rdf']}first"}
    return {o for s, p, o in triples("shapes.ttl") if p in hooks and ":" in o}


def test_the_code_and_the_ontology_name_the_same_terms() -> None:
    assert defined() == (terms(Qj) | terms(Ext)) - {t.value for t in NOT_DEFINED_HERE}


def test_the_code_and_the_shapes_name_the_same_terms() -> None:
    beyond = {term.value for term in BEYOND_SHAPES | ABSTRACT}
    assert shaped() - {Ext.rdf_type.value} == (terms(Qj) | terms(Ext)) - beyond


@pytest.mark.parametrize("predicate", [f"{RDFS}label", f"{RDFS}comment"])
def test_every_term_is_explained_in_both_languages(predicate: str) -> None:
    found = literals("qjgraph.ttl", predicate)
    assert {term for term in defined() if found.get(term) != {"zh", "en"}} == set()


def test_every_class_of_ours_stands_under_one_of_others() -> None:
    ours = {t for t in terms(Qj) if t.rpartition("#")[2][0].isupper()}
    above: dict[str, set[str]] = {}
    for subject, predicate, thing in triples("qjgraph.ttl"):
        if predicate == f"{RDFS}subClassOf":
            above.setdefault(subject, set()).add(thing)

    def foreign(term: str) -> bool:
        return any(not t.startswith(PREFIXES["qj"]) or foreign(t) for t in above.get(term, ()))

    assert {term for term in ours if not foreign(term)} == set()


@pytest.mark.parametrize(
    "prefix", ["org", "foaf", "schema", "sem", "prov", "time", "nif", "skos", "geo", "dct"]
)
def test_the_ontology_leans_on_each_known_vocabulary(prefix: str) -> None:
    links = {f"{RDFS}subClassOf", f"{RDFS}subPropertyOf"}
    used = {o for s, p, o in triples("qjgraph.ttl") if p in links} | terms(Ext)
    assert any(term.startswith(PREFIXES[prefix]) for term in used)


def test_the_code_and_the_code_lists_name_the_same_codes() -> None:
    wanted = {code(scheme, value).value for scheme, values in CODES.items() for value in values}
    wanted |= {f"{PREFIXES['qjc']}unit-{unit}" for unit in UNITS}
    assert {s for s, p, o in triples("codes.ttl") if p == f"{SKOS}inScheme"} == wanted


def test_the_notation_of_a_code_is_its_bare_code() -> None:
    found = {s: o for s, p, o in triples("codes.ttl") if p == f"{SKOS}notation"}
    assert {s for s, o in found.items() if code_of(s) != o} == set()


def test_every_code_is_in_the_scheme_of_its_name() -> None:
    found = {s: o for s, p, o in triples("codes.ttl") if p == f"{SKOS}inScheme"}
    assert {s for s, o in found.items() if not s.startswith(f"{o}-")} == set()


@pytest.mark.parametrize("predicate", [f"{SKOS}prefLabel", f"{SKOS}definition"])
def test_every_code_and_scheme_is_explained_in_both_languages(predicate: str) -> None:
    subjects = {s for s, p, o in triples("codes.ttl") if p == PREFIXES["rdf"] + "type"}
    found = literals("codes.ttl", predicate)
    assert {subject for subject in subjects if found.get(subject) != {"zh", "en"}} == set()


def test_every_shape_speaks_both_languages() -> None:
    checks = {f"{SH}PropertyShape"}
    shapes = {s for s, p, o in triples("shapes.ttl") if o in checks}
    shapes |= {s for s, p, o in triples("shapes.ttl") if p == f"{SH}closed"}
    found = literals("shapes.ttl", f"{SH}message")
    assert {shape for shape in shapes if found.get(shape) != {"zh", "en"}} == set()


def test_every_scheme_of_the_code_is_checked_by_a_shape() -> None:
    values = {o for s, p, o in triples("shapes.ttl") if p == f"{SH}hasValue"}
    assert {scheme for scheme in CODES if f"{PREFIXES['qjc']}{scheme}" not in values} == set()


@pytest.mark.parametrize(
    "holder, attribute, scheme",
    [
        (model.Membership, "change", "change"),
        (model.Participation, "role", "role"),
        (model.Topic, "manner", "manner"),
        (model.Milestone, "stage", "stage"),
        (model.Milestone, "status", "status"),
        (model.Location, "relation", "relation"),
        (model.Involvement, "role", "involvement"),
        (model.AmountValue, "qualifier", "qualifier"),
        (model.DateValue, "granularity", "granularity"),
    ],
)
def test_every_code_is_told_where_the_model_explains_the_value(
    holder: type, attribute: str, scheme: str
) -> None:
    words = holder.__doc__ or ""
    assert [value for value in CODES[scheme] if value not in words] == [], attribute


def test_an_unknown_code_is_refused() -> None:
    with pytest.raises(KeyError, match="role: boss"):
        code("role", "boss")


def test_the_ontology_bears_the_version_of_the_package() -> None:
    versions = [o for s, p, o in triples("qjgraph.ttl") if p == f"{OWL}versionInfo"]
    assert versions == [version("qjgraph")]


def test_the_shapes_are_well_formed() -> None:
    shapes = rdflib.Graph().parse(resources.ontology("shapes.ttl"))
    conforms, _, words = pyshacl.validate(rdflib.Graph(), shacl_graph=shapes, meta_shacl=True)
    assert conforms, words
