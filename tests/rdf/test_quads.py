"""Documents as quads."""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from pyoxigraph import BlankNode, DefaultGraph, Literal, NamedNode, Quad, Store

from qjgraph.lexicon.rules import all_rules
from qjgraph.lexicon.tables import table
from qjgraph.model import (
    AmountValue,
    Claim,
    DateValue,
    Doc,
    Membership,
    Milestone,
    Naming,
    Occurrence,
    Participation,
    Quantity,
    Span,
)
from qjgraph.rdf import Run, quads, shared_quads
from qjgraph.rdf.vocab import PREFIXES, Ext, Qj
from qjgraph.resolve import resolve
from rdf.build import Words, article, doc, entity, money, page, sample
from rdf.build import day as calendar_day

HEAD = "".join(f"PREFIX {prefix}: <{iri}>\n" for prefix, iri in PREFIXES.items())


def graph(of: Doc, **options: Any) -> Store:
    store = Store()
    store.extend(quads(resolve(of), **options))
    return store


def rows(store: Store, where: str) -> list[list[str]]:
    """What a SELECT of all variables, in the order they appear, finds; sorted."""
    names = " ".join(dict.fromkeys(re.findall(r"\?\w+", where)))
    found = store.query(f"{HEAD} SELECT {names} WHERE {{ {where} }}")
    return sorted(
        [term.value if isinstance(term, Literal | NamedNode) else "" for term in row]
        for row in found  # type: ignore[union-attr]
    )


def of_one(make: Callable[[Words], Claim], *keys: str) -> Doc:
    """A document with a single claim over entities of those keys."""
    of = article(page())
    return doc(of, [entity(key) for key in keys], [make(Words(of))])


PERSON, PLACE, EVENT = "person:蓝秀珍", "place:云岭县", "event:县政府常务会议"
PROJECT = "project:云溪灌区"


@pytest.mark.parametrize(
    "where, wanted",
    [
        ("[] a qj:Mention ; qj:entity/rdfs:label '云溪灌区'@zh ; qj:confidence ?x", [["0.9"]]),
        ("[] a org:Membership ; org:member/rdfs:label ?p ; qj:title ?t ; qj:of/rdfs:label ?o ;"
         " qj:post/rdfs:label ?x ; qj:change qjc:change-holds",
         [["蓝秀珍", "县长", "云岭县", "县长"]]),
        ("[] a qj:Occurrence ; qj:date/qj:edtf ?d ; qj:dateVerbatim ?v ; qj:main ?m ;"
         " qj:series ?s ; qj:session ?n",
         [["2025-11-12", "11月12日", "true", "县政府常务会议", "112"]]),
        ("[] a qj:Participation ; qj:person/rdfs:label ?p ; qj:role qjc:role-chair ;"
         " qj:event/rdfs:label ?e", [["蓝秀珍", "县政府第112次常务会议"]]),
        ("[] a qj:Topic ; qj:about/rdfs:label ?a ; qj:manner qjc:manner-studied", [["八八战略"]]),
        ("[] a qj:Quantity ; qj:of/rdfs:label ?o ; qj:kind qjc:quantity-investment ; qj:value ?v ;"
         " qj:minimum ?i ; qj:maximum ?x ; qj:unit ?u ; qj:qualifier qjc:qualifier-approx ;"
         " qj:verbatim ?w ; qj:use ?z",
         [["云溪灌区", "280000000", "280000000", "280000000", "CNY", "约2.8亿元", "灌区"]]),
        ("[] a qj:Milestone ; qj:project/rdfs:label ?p ; qj:stage qjc:stage-completion ;"
         " qj:status qjc:status-planned ; qj:date/qj:latest ?d ; qj:progress ?x ;"
         " qj:attributedTo/rdfs:label ?w", [["云溪灌区", "2026-03-31", "65.5", "蓝秀珍"]]),
        ("[] a qj:Location ; qj:of/rdfs:label ?o ; qj:place/rdfs:label ?p ;"
         " qj:relation qjc:relation-in", [["云溪灌区(一期)", "云溪镇"]]),
        ("[] a qj:Involvement ; qj:project/rdfs:label ?p ; qj:agent/rdfs:label ?a ;"
         " qj:role qjc:involvement-builder", [["云溪灌区", "云水建设有限公司"]]),
        ("[] a qj:Project, qj:ProjectPhase ; dct:isPartOf/rdfs:label ?w ; rdfs:label ?l",
         [["云溪灌区", "云溪灌区(一期)"]]),
        ("[] a qj:Article ; dct:identifier ?i ; qj:index ?n ; dct:title ?t ; qj:published ?d ;"
         " qj:source ?s ; qj:reporter ?r",
         [["n1", "1", "县政府召开常务会议", "2025-11-14", "云岭报", "程晓雯"]]),
        ("[] a qj:Page ; dct:identifier ?i ; dct:source ?o ; qj:home ?h",
         [["n1", "n1.txt", "江西省上饶市云岭县"]]),
        ("[] rdfs:label '上饶市'@zh ; qj:code ?c ; qj:type qjc:place-city ;"
         " dct:isPartOf/rdfs:label ?w", [["361100", "江西省"]]),
    ],
)  # fmt: skip
def test_each_claim_and_thing_stands_as_documented(where: str, wanted: list[list[str]]) -> None:
    assert rows(graph(sample()), where) == wanted


def test_every_claim_leads_to_its_sentence() -> None:
    store, made = graph(sample()), sample()
    found = rows(
        store, "?c qj:evidence/nif:anchorOf ?s ; qj:rule qjr:test-rule . FILTER(STRLEN(?s) > 5)"
    )
    assert len(found) == len(made.claims)


def test_the_text_of_a_span_is_the_raw_text() -> None:
    raw = sample().article.page.raw
    found = rows(graph(sample()), "[] nif:beginIndex ?b ; nif:endIndex ?e ; nif:anchorOf ?s")
    assert found and all(raw[int(begin) : int(end)] == words for begin, end, words in found)


def test_the_named_graph_holds_nothing_that_the_default_graph_lacks() -> None:
    store = graph(sample())
    named = [quad for quad in store if quad.graph_name != DefaultGraph()]
    assert named and all(Quad(q.subject, q.predicate, q.object) in store for q in named)


@pytest.mark.parametrize(
    "predicate", [Qj.evidence, Qj.focus, Qj.rule, Qj.confidence, Qj.edtf, Ext.anchor_of, Qj.code]
)
def test_what_is_not_said_by_the_article_is_in_no_named_graph(predicate: NamedNode) -> None:
    found = list(graph(sample()).quads_for_pattern(None, predicate, None, None))
    assert found and all(quad.graph_name == DefaultGraph() for quad in found)


def test_the_article_names_its_graph() -> None:
    store = graph(sample())
    assert rows(store, "?a qj:graph ?g . GRAPH ?g { ?c a qj:Topic }")


def test_there_is_no_blank_node() -> None:
    assert not any(
        isinstance(t, BlankNode) for q in quads(resolve(sample())) for t in (q.subject, q.object)
    )


def test_every_iri_is_ascii() -> None:
    terms = [t for q in quads(resolve(sample())) for t in q if isinstance(t, NamedNode)]
    assert all(term.value.isascii() for term in terms)


def test_datatypes_are_those_that_engines_compare_alike() -> None:
    kinds = {t.datatype.value.partition("#")[2] for q in quads(resolve(sample()))
             for t in (q.object,) if isinstance(t, Literal)}  # fmt: skip
    assert kinds <= {"date", "decimal", "integer", "boolean", "string", "langString"}


def test_things_stand_under_the_base() -> None:
    store = graph_of_base("https://example.org/kg/")
    subjects = {q.subject.value for q in store if isinstance(q.subject, NamedNode)}
    assert all(subject.startswith("https://example.org/kg/") for subject in subjects)


def graph_of_base(base: str) -> Store:
    store = Store()
    store.extend(quads(resolve(sample(), base=base), base=base))
    return store


def test_terms_keep_their_place_whatever_the_base() -> None:
    assert rows(graph_of_base("https://example.org/kg/"), "?c a qj:Topic ; qj:rule qjr:test-rule")


@pytest.mark.parametrize(
    "number, wanted",
    [("1.50", "1.5"), ("280000000", "280000000"), ("-0.40", "-0.4"), ("1E+3", "1000"),
     ("0.00", "0"), ("-0", "0"), ("100", "100")],
)  # fmt: skip
def test_numbers_stand_as_the_store_keeps_them(number: str, wanted: str) -> None:
    made = of_one(
        lambda at: Quantity(of="", kind="count", amount=money(number, text="x"), **at("2.8"))
    )
    (before,) = {q.object for q in quads(resolve(made)) if q.predicate == Qj.value}
    (after,) = {q.object for q in graph(made) if q.predicate == Qj.value}
    assert before == after and before.value == wanted  # type: ignore[union-attr]


@pytest.mark.parametrize("low, high", [("500000000", None), (None, "3"), ("3", "5")])
def test_a_bound_has_no_value_and_nothing_on_its_open_side(
    low: str | None, high: str | None
) -> None:
    amount = AmountValue(
        value=None, minimum=Decimal(low) if low else None, maximum=Decimal(high) if high else None,
        unit="CNY", qualifier="min", text="5亿元以上",
    )  # fmt: skip
    store = graph(of_one(lambda at: Quantity(of="", kind="count", amount=amount, **at("2.8"))))
    optional = ("?c qj:minimum ?i", "?c qj:maximum ?a", "?c qj:value ?v")
    where = "?c a qj:Quantity " + " ".join(f"OPTIONAL {{ {pattern} }}" for pattern in optional)
    assert [row[1:] for row in rows(store, where)] == [[low or "", high or "", ""]]


@pytest.mark.parametrize(
    "value, name",
    [
        (DateValue(edtf="2025-07/2025-08", earliest=date(2025, 7, 1), latest=date(2025, 8, 31),
                   granularity="interval", text="7月、8月"), "2025-07_2025-08"),
        (DateValue(edtf="2025-06-17/..", earliest=date(2025, 6, 17), latest=None,
                   granularity="interval", text="6月17日以来"), "2025-06-17_.."),
        (DateValue(edtf="XXXX-06-25", earliest=None, latest=None, granularity="day",
                   text="6月25日"), "XXXX-06-25"),
        (DateValue(edtf="2025-09", earliest=date(2025, 9, 21), latest=date(2025, 9, 30),
                   granularity="month", text="9月底"), "2025-09_2025-09-21_2025-09-30"),
        (DateValue(edtf="2025-34", earliest=date(2025, 4, 1), latest=date(2025, 6, 30),
                   granularity="quarter", text="二季度"), "2025-34"),
        (DateValue(edtf="2024", earliest=date(2024, 1, 1), latest=date(2024, 12, 31),
                   granularity="year", text="去年"), "2024"),
        (DateValue(edtf="2024-02", earliest=date(2024, 2, 1), latest=date(2024, 2, 29),
                   granularity="month", text="2月"), "2024-02"),
        (DateValue(edtf="", earliest=date(2025, 11, 1), latest=date(2025, 11, 14),
                   granularity="vague", text="近日"), "vague_2025-11-01_2025-11-14"),
        (DateValue(edtf="", earliest=None, latest=None, granularity="vague", text="近日"),
         "vague_open_open"),
    ],
)  # fmt: skip
def test_a_date_is_named_by_its_edtf_or_its_bounds(value: DateValue, name: str) -> None:
    store = graph(of_one(lambda at: Occurrence(event=EVENT, date=value, **at("11月")), EVENT))
    (found,) = rows(store, "?c qj:date ?d OPTIONAL { ?d qj:edtf ?e }")
    assert (found[1].rpartition("/time/")[2], found[2]) == (name, value.edtf)


def test_one_date_in_two_claims_stands_once() -> None:
    of, day = article(page()), calendar_day("2025-11-12")
    at = Words(of)
    claims: list[Claim] = [
        Occurrence(event=EVENT, date=day, **at("11月")),
        Milestone(
            project=PROJECT,
            stage="start",
            status="done",
            date=replace(day, text="12日"),
            **at("12日"),
        ),
    ]
    assert (
        len(rows(graph(doc(of, [entity(EVENT), entity(PROJECT)], claims)), "?d a qj:FuzzyDate"))
        == 1
    )


def test_a_membership_without_a_body_has_no_seat() -> None:
    made = of_one(lambda at: Membership(person=PERSON, title="县长", **at("县长")), PERSON)
    assert rows(graph(made), "?x a qj:Post") == []


def test_the_same_claim_at_two_places_is_two_claims() -> None:
    of = article(page())
    at = Words(of)
    claims: list[Claim] = [
        Naming(entity=PERSON, **at("蓝秀珍主持")),
        Naming(entity=PERSON, **at("蓝秀珍说")),
    ]
    assert len(rows(graph(doc(of, [entity(PERSON)], claims)), "?c a qj:Mention")) == 2


def test_the_same_claim_at_the_same_place_is_one_claim() -> None:
    made = of_one(lambda at: Naming(entity=PERSON, **at("蓝秀珍")), PERSON)
    made.claims *= 2
    assert len(rows(graph(made), "?c a qj:Mention")) == 1


def test_the_order_of_claims_does_not_change_the_graph() -> None:
    made = sample()
    turned = Doc(article=made.article, entities=made.entities, claims=made.claims[::-1])
    assert set(quads(resolve(made))) == set(quads(resolve(turned)))


def test_another_rule_or_confidence_does_not_rename_a_claim() -> None:
    made = of_one(lambda at: Naming(entity=PERSON, **at("蓝秀珍")), PERSON)
    other = of_one(lambda at: Naming(entity=PERSON, **at("蓝秀珍", "better-rule", 0.99)), PERSON)
    assert rows(graph(made), "?c a qj:Mention") == rows(graph(other), "?c a qj:Mention")


def taking_part(at: Words, person: str = PERSON, role: str = "chair") -> Claim:
    return Participation(event=EVENT, person=person, role=role, **at("主持"))


def occurring(at: Words, granularity: str) -> Claim:
    value = DateValue(edtf="1", earliest=None, latest=None, granularity=granularity, text="x")
    return Occurrence(event=EVENT, date=value, **at("主持"))


def measuring_nothing(at: Words) -> Claim:
    amount = AmountValue(
        value=None, minimum=None, maximum=None, unit="CNY", qualifier="exact", text="x"
    )
    return Quantity(of="", kind="count", amount=amount, **at("主持"))


def naming(at: Words, confidence: float = 0.9, **spans: Span) -> Claim:
    return Naming(entity=PERSON, **{**at("主持", confidence=confidence), **spans})


@pytest.mark.parametrize(
    "make, words",
    [
        (lambda at: taking_part(at, role="boss"), "'boss' is no code"),
        (lambda at: taking_part(at, person="person:无名"), "'person:无名'"),
        (lambda at: occurring(at, granularity="hour"), "'hour'"),
        (lambda at: naming(at, evidence=Span(5, 5)), "span 5-5"),
        (lambda at: naming(at, focus=Span(0, 9999)), "span 0-9999"),
        (lambda at: naming(at, confidence=1.5), "1.5"),
        (measuring_nothing, "no number"),
    ],
)
def test_a_claim_that_cannot_stand_is_left_out_and_told(
    make: Callable[[Words], Claim], words: str
) -> None:
    made = resolve(of_one(make, EVENT, PERSON))
    found = list(quads(made))
    (issue,) = made.issues
    assert words in issue.message and (issue.code, issue.place) == ("unwritable-claim", "n1")
    assert not any(quad.predicate == Qj.rule for quad in found)


def test_a_type_on_no_list_becomes_other_and_is_told() -> None:
    made = of_one(lambda at: Naming(entity=EVENT, **at("主持")), EVENT)
    made.entities[EVENT] = entity(EVENT, type="picnic")
    made = resolve(made)
    store = Store()
    store.extend(quads(made))
    assert rows(store, "?x qj:type qjc:event-other") and [i.code for i in made.issues] == [
        "unknown-type"
    ]


def test_an_unknown_whole_is_told() -> None:
    made = of_one(lambda at: Naming(entity=PLACE, **at("主持")), PLACE)
    made.entities[PLACE] = entity(PLACE, part_of="place:无")
    made = resolve(made)
    list(quads(made))
    assert [issue.code for issue in made.issues] == ["unknown-whole"]


def test_a_division_bears_its_official_name_and_keeps_the_written_one() -> None:
    made = of_one(lambda at: Naming(entity="place:江西", **at("主持")))
    made.entities["place:江西"] = entity("place:江西", code="360000", names=("江西", "赣"))
    assert rows(graph(made), "?p qj:code '360000' ; rdfs:label ?l ; skos:altLabel ?a") == [
        [f"{PREFIXES['qj'][:-3]}id/place-360000", "江西省", "江西"],
        [f"{PREFIXES['qj'][:-3]}id/place-360000", "江西省", "赣"],
    ]


def test_an_unresolved_document_is_refused() -> None:
    with pytest.raises(ValueError, match="n1: resolve the document first"):
        list(quads(sample()))


def test_every_rule_is_described_in_both_languages() -> None:
    store = Store()
    store.extend(shared_quads())
    identity = {row["rule"] for row in table("identity_rules")}
    assert {rule.id for rule in all_rules()} | identity | {"curator"} == {
        iri.rpartition("/")[2]
        for iri, zh, en in rows(
            store,
            "?r a qj:Rule ; skos:prefLabel ?z, ?e FILTER(LANG(?z) = 'zh') FILTER(LANG(?e) = 'en')",
        )
        if zh and en
    }


def test_the_run_is_named_by_what_decides_the_reading() -> None:
    run = Run(version="1", configuration="{}")
    found = rows(
        graph(sample(), run=run), "[] prov:wasGeneratedBy ?r . ?r a qj:Run ; qj:version ?v"
    )
    assert found == [[run.iri(), "1"]] and run.iri() != Run(version="2", configuration="{}").iri()


def test_another_hash_seed_gives_the_same_bytes(root: Path) -> None:
    program = (
        "import sys; sys.path[:0] = ['tests']\n"
        "from rdf.build import sample; from qjgraph.rdf import quads\n"
        "from qjgraph.resolve import resolve\n"
        "for quad in quads(resolve(sample())): print(quad)"
    )
    command = [sys.executable, "-c", program]
    outputs = set()
    for seed in ("1", "2"):
        environment = {"PYTHONHASHSEED": seed, "PYTHONIOENCODING": "utf-8"}
        outputs.add(subprocess.check_output(command, env=environment, cwd=root))
    assert len(outputs) == 1 and outputs.pop()


def test_a_short_article_takes_few_quads() -> None:
    assert len(set(quads(resolve(sample())))) < 300


def test_the_page_on_the_graph_names_every_term_and_no_other(root: Path) -> None:
    words = (root / "docs" / "graph.md").read_text(encoding="utf-8")
    named = set(re.findall(r"\bqj:([A-Za-z0-9]+)", words))
    ours = {
        term.value.partition("#")[2] for term in vars(Qj).values() if isinstance(term, NamedNode)
    }
    assert named == ours - {"Claim"}


def documented_queries() -> list[str]:
    words = (Path(__file__).parents[2] / "docs" / "graph.md").read_text(encoding="utf-8")
    (block,) = re.findall(r"```sparql\n(.*?)```", words, re.S)
    return [query for query in re.split(r"^# .*\n", block, flags=re.M) if query.strip()]


@pytest.mark.parametrize("query", documented_queries())
def test_the_queries_of_the_page_find_something(query: str) -> None:
    assert list(graph(sample()).query(HEAD + query))  # type: ignore[arg-type]
