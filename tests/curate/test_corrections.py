"""Corrections and retractions of claims, before they are written."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from pyoxigraph import DefaultGraph, NamedNode, Quad, Store
from tests.curate.build import claim, decision, resolved
from tests.rdf.build import sample

from qjgraph.claim_ids import content_fields
from qjgraph.curate import Curation
from qjgraph.curate.values import PROPERTIES, properties
from qjgraph.iris import HOME, article_hash, article_iri, curation_iri, thing_iri
from qjgraph.judgement import Correction, Decision
from qjgraph.model import (
    Claim,
    Doc,
    Entity,
    Involvement,
    Kind,
    Location,
    Membership,
    Milestone,
    Naming,
    Occurrence,
    Participation,
    Quantity,
    Topic,
)
from qjgraph.query import explain
from qjgraph.query.validate import validate
from qjgraph.rdf.convert import quads
from qjgraph.rdf.curation import correction_quads
from qjgraph.rdf.provenance import run_quads, shared_quads, this_reader
from qjgraph.rdf.vocab import Ext, Qj

OTHER = f"{thing_iri('person', '别县', '方明')} 方明"


def applied(*decisions: Decision, known: object = None) -> tuple[Doc, list[Correction]]:
    return Curation(decisions, known=known).apply(resolved())  # type: ignore[arg-type]


def corrected(kind: type[Claim], *pairs: str) -> Claim:
    """The first claim of a kind after corrections; it keeps its IRI, place, rule."""
    old = claim(resolved(), kind)
    doc, made = applied(*(decision("correct", old.iri, pair) for pair in pairs))
    assert [issue.message for issue in doc.issues] == []
    (new,) = [each for each in doc.claims if each.iri == old.iri]
    assert len(made) == len(pairs)
    for field in ("evidence", "focus", "rule", "confidence"):
        assert getattr(new, field) == getattr(old, field)
    return new


def store_of(*parts: tuple[Doc, list[Correction]]) -> Store:
    store, run = Store(), this_reader()
    store.extend(shared_quads())
    store.extend(run_quads(run))
    for doc, made in parts:
        store.extend(quads(doc, run=run))
        store.extend(correction_quads(made))
        assert doc.issues == []
    return store


@pytest.mark.parametrize(
    "kind, pair, field, value",
    [
        (Milestone, "stage=start", "stage", "start"),
        (Milestone, "status=done", "status", "done"),
        (Milestone, "progress=70", "progress", Decimal(70)),
        (Milestone, "progress=", "progress", None),
        (Milestone, "project=云溪灌区(一期)", "project", "project:云溪灌区(一期)"),
        (Milestone, "attributedTo=", "attributed_to", ""),
        (Membership, "title=副县长", "title", "副县长"),
        (Membership, "change=appointed", "change", "appointed"),
        (Membership, "of=云溪镇", "of", "place:云溪镇"),
        (Occurrence, "session=113", "session", 113),
        (Occurrence, "main=false", "main", False),
        (Occurrence, "series=县委常委会会议", "series", "县委常委会会议"),
        (Participation, "role=speaker", "role", "speaker"),
        (Participation, "list_index=2", "index", 2),
        (Topic, "manner=discussed", "manner", "discussed"),
        (Topic, "about=云溪灌区", "about", "project:云溪灌区"),
        (Quantity, "kind=construction_cost", "kind", "construction_cost"),
        (Quantity, "ofName=全县灌区", "of_name", "全县灌区"),
        (Quantity, "of=", "of", ""),
        (Quantity, "use=渠道", "use", "渠道"),
        (Location, "relation=at", "relation", "at"),
        (Location, "place=云岭县", "place", "place:云岭县"),
        (Involvement, f"role={HOME}code/involvement-designer", "role", "designer"),
        (Involvement, "agent=蓝秀珍", "agent", "person:蓝秀珍"),
        (Naming, "entity=云溪灌区", "entity", "project:云溪灌区"),
    ],
)
def test_a_field_takes_the_value_that_the_curator_wrote(
    kind: type[Claim], pair: str, field: str, value: object
) -> None:
    assert getattr(corrected(kind, pair), field) == value


@pytest.mark.parametrize(
    "pairs, value, low, high, qualifier",
    [
        (("value=300000000",), "300000000", "300000000", "300000000", "approx"),
        (("minimum=100", "maximum="), None, "100", None, "approx"),
        (("maximum=300000000", "qualifier=exact"), None, "280000000", "300000000", "exact"),
        (("qualifier=min", "value=5"), "5", "5", "5", "exact"),
    ],
)
def test_a_number_and_its_bounds_stay_of_one_mind(
    pairs: tuple[str, ...], value: str | None, low: str | None, high: str | None, qualifier: str
) -> None:
    new = corrected(Quantity, *pairs)
    assert isinstance(new, Quantity)
    numbers = new.amount.value, new.amount.minimum, new.amount.maximum
    assert numbers == tuple(None if n is None else Decimal(n) for n in (value, low, high))
    assert new.amount.qualifier == qualifier
    assert new.amount.text == "约2.8亿元"


@pytest.mark.parametrize("unit", ["USD", "套"])
def test_a_unit_is_a_code_or_a_classifier(unit: str) -> None:
    new = corrected(Quantity, f"unit={unit}")
    assert isinstance(new, Quantity) and new.amount.unit == unit


@pytest.mark.parametrize(
    "edtf, earliest, latest, granularity",
    [
        ("2026-03-05", date(2026, 3, 5), date(2026, 3, 5), "day"),
        ("2026-04", date(2026, 4, 1), date(2026, 4, 30), "month"),
        ("2026-34", date(2026, 4, 1), date(2026, 6, 30), "quarter"),
        ("2026", date(2026, 1, 1), date(2026, 12, 31), "year"),
        ("2026-03/2026-05", date(2026, 3, 1), date(2026, 5, 31), "interval"),
        ("2026-03-01/..", date(2026, 3, 1), None, "interval"),
    ],
)
def test_a_date_is_edtf_and_keeps_the_wording(
    edtf: str, earliest: date, latest: date | None, granularity: str
) -> None:
    new = corrected(Milestone, f"date={edtf}")
    assert isinstance(new, Milestone) and new.date is not None
    assert (new.date.earliest, new.date.latest) == (earliest, latest)
    assert (new.date.granularity, new.date.text) == (granularity, "明年3月底前")


def test_a_date_can_be_taken_away() -> None:
    new = corrected(Milestone, "date=")
    assert isinstance(new, Milestone) and new.date is None


def test_every_field_of_every_claim_can_be_corrected() -> None:
    for kind in PROPERTIES:
        fields = {each.field.partition(".")[0] for each in properties(kind)}
        assert fields == set(content_fields(kind))


def test_every_property_is_a_term_of_the_graph() -> None:
    terms = {**vars(Qj), **vars(Ext)}
    names = {each.name for kind in PROPERTIES for each in properties(kind)}
    assert names - set(terms) == set()


@pytest.mark.parametrize(
    "kind, pair, problem",
    [
        (Milestone, "stage=竣工", "one of planning"),
        (Milestone, "colour=red", "has no 'colour'; it has project"),
        (Milestone, "stage=", "cannot be left empty"),
        (Milestone, "project=", "cannot be left empty"),
        (Milestone, "project=蓝秀珍", "calls nothing"),
        (Milestone, f"project={OTHER}", "is a person"),
        (Milestone, "progress=120", "not between 0 and 100"),
        (Milestone, "date=明年", "no date"),
        (Milestone, "date=2026-13", "no date"),
        (Milestone, "date=2026-02-30", "no day"),
        (Milestone, "date=2026-05/2026-03", "ends before"),
        (Milestone, "rule=x", "has no 'rule'"),
        (Quantity, "value=很多", "no number"),
        (Quantity, "value=nan", "no number"),
        (Quantity, "value=1e400", "no number"),
        (Quantity, "value=-", "no number"),
        (Quantity, "minimum=900000000", "above its maximum"),
        (Quantity, "unit=<b>", "no unit"),
        (Quantity, "verbatim=3亿元", "has no 'verbatim'"),
        (Occurrence, "session=0", "not above 0"),
        (Occurrence, "main=ja", "neither true nor false"),
        (Topic, f"about={OTHER.partition(' ')[0]}", "add its name"),
    ],
)
def test_what_a_property_does_not_take_is_refused_with_the_reason(
    kind: type[Claim], pair: str, problem: str
) -> None:
    old = claim(resolved(), kind)
    doc, made = applied(decision("correct", old.iri, pair, line=7))
    assert made == [] and doc.claims == resolved().claims
    (issue,) = doc.issues
    assert issue.code == "refused-decision" and issue.place == "ledger:7"
    assert problem in issue.message


def test_of_two_corrections_the_refused_one_alone_is_left_out() -> None:
    old = claim(resolved(), Milestone)
    doc, made = applied(
        decision("correct", old.iri, "stage=start"), decision("correct", old.iri, "status=x")
    )
    assert [each.property for each in made] == ["stage"]
    new = claim(doc, Milestone)
    assert isinstance(new, Milestone) and (new.stage, new.status) == ("start", "planned")


def test_a_subject_may_be_of_another_article() -> None:
    old = claim(resolved(), Membership)
    doc, (made,) = applied(decision("correct", old.iri, f"member={OTHER}"))
    new = claim(doc, Membership)
    assert isinstance(new, Membership)
    found = doc.entities[new.person]
    assert f"{found.iri} {found.name}" == OTHER == made.new
    assert made.old.endswith(" 蓝秀珍")


def test_what_other_articles_call_a_subject_goes_before_the_ledgers_word() -> None:
    entity = Entity(key="person:方明#2", kind=Kind.PERSON, name="方明远", iri="https://x.cn/id/p-1")
    old = claim(resolved(), Membership)
    doc, _ = applied(
        decision("correct", old.iri, f"member={OTHER}"), known={OTHER.split()[0]: entity}.get
    )
    new = claim(doc, Membership)
    assert isinstance(new, Membership)
    assert (doc.entities[new.person].name, doc.entities[new.person].iri) == (
        "方明远", "https://x.cn/id/p-1",
    )  # fmt: skip


def test_a_value_that_the_claim_has_already_is_stale() -> None:
    old = claim(resolved(), Milestone)
    doc, made = applied(decision("correct", old.iri, "stage=completion"))
    assert made == [] and [issue.code for issue in doc.issues] == ["stale-decision"]


def test_a_decision_about_no_claim_is_stale() -> None:
    curation = Curation([decision("retract", f"{claim(resolved(), Topic).iri}0", line=4)])
    curation.apply(resolved())
    (issue,) = curation.stale()
    assert (issue.code, issue.place) == ("stale-decision", "ledger:4")


def test_a_decision_that_was_applied_is_not_stale() -> None:
    curation = Curation([decision("retract", claim(resolved(), Topic).iri)])
    curation.apply(resolved())
    assert curation.stale() == []


def test_a_retracted_claim_is_gone_and_its_words_are_kept() -> None:
    old = claim(resolved(), Milestone)
    doc, (made,) = applied(decision("retract", old.iri))
    assert [each for each in doc.claims if each.iri == old.iri] == []
    assert len(doc.claims) == len(resolved().claims) - 1
    assert made.quote == "蓝秀珍说，项目确保明年3月底前完工。"
    assert made.old.startswith("Milestone: project=") and "stage=completion" in made.old


def test_the_document_itself_is_left_as_it_is() -> None:
    doc = resolved()
    Curation([decision("correct", claim(doc, Membership).iri, f"member={OTHER}")]).apply(doc)
    assert doc == resolved()


# -------------------------------------------------------------------------- in the graph


def everything() -> tuple[Doc, list[Correction]]:
    doc = resolved()
    return applied(
        decision("correct", claim(doc, Milestone).iri, "stage=start", who="<script>"),
        decision("correct", claim(doc, Milestone).iri, "date=2026-05", when="2026-01-13"),
        decision("correct", claim(doc, Membership).iri, f"member={OTHER}"),
        decision("retract", claim(doc, Topic).iri, why="原文并未研究"),
    )


def test_a_corrected_graph_is_valid() -> None:
    report = validate(store_of(everything()))
    assert report.findings == ()


def test_a_corrected_claim_states_the_new_value_in_both_graphs() -> None:
    store = store_of(everything())
    node = NamedNode(claim(resolved(), Milestone).iri)
    graph = NamedNode(article_iri(article_hash(sample().article)).replace("/article/", "/graph/"))
    for where in (DefaultGraph(), graph):
        found = [q.object for q in store.quads_for_pattern(node, Qj.stage, None, where)]
        assert found == [NamedNode("https://w3id.org/qjgraph/code/stage-start")]


def test_corrections_stand_in_the_graph_of_curation_and_the_default_graph() -> None:
    store = store_of(everything())
    stated = list(store.quads_for_pattern(None, None, None, NamedNode(curation_iri())))
    assert len({q.subject for q in stated if q.object == Qj.Correction}) == 4
    assert all(Quad(q.subject, q.predicate, q.object) in store for q in stated)


def test_explain_tells_who_corrected_what_and_why() -> None:
    iri = claim(resolved(), Milestone).iri
    (found,) = explain.explain(store_of(everything()), iri)
    assert [(c.property, c.old, c.new, c.why) for c in found.changes] == [
        ("stage", "completion", "start", "核对原报"),
        ("date", "2026-03", "2026-05", "核对原报"),
    ]
    assert "更正 date: 2026-03 → 2026-05 (陈一诺，2026-01-13: 核对原报)" in explain.to_text(
        found, "zh"
    )


def test_explain_tells_why_a_retracted_claim_is_gone() -> None:
    with pytest.raises(explain.NotFound, match=r"retracted.*陈一诺, 2026-01-12: 原文并未研究"):
        explain.explain(store_of(everything()), claim(resolved(), Topic).iri)
