"""What a curator decides: it holds, it pins, and it is told of when it no longer applies."""

from __future__ import annotations

import random

import pytest
from tests.curate.build import decision
from tests.resolve.corpus import ONE, OTHER, Corpus, read

from qjgraph.iris import split_iri
from qjgraph.judgement import Verdict

TEXTS = [
    (ONE, "2024-05-10", "县教育局局长严志成到县一中调研。"),
    (ONE, "2024-06-10", "横塘镇镇长严志成到村里调研。"),
    (ONE, "2024-07-10", "县教育局局长严志成主持会议。"),
    (OTHER, "2024-07-11", "副县长严志成到青溪水库工程调研。"),
    (ONE, "2024-07-12", "青溪水库工程总投资5亿元。"),
]
DOCS = [read(*text) for text in TEXTS]
NAME = "严志成"


def test_same_joins_and_keeps_the_left_iri() -> None:
    before = Corpus(DOCS)
    left, right = before.iri(3, NAME), before.iri(0, NAME)
    after = Corpus(DOCS, [decision("same", left, right)])
    assert {after.iri(n, NAME) for n in (0, 2, 3)} == {left}


def test_different_keeps_apart_what_a_rule_would_join() -> None:
    career = [DOCS[0], read(ONE, "2024-06-10", "副县长严志成到县一中调研。")]
    whole = Corpus(career)
    assert whole.are_one(NAME)
    split = decision("different", whole.iri(0, NAME), whole.article(1))
    after = Corpus(career, [split])
    assert after.iri(1, NAME) == split_iri(whole.iri(0, NAME), whole.article(1))
    assert after.iri(0, NAME) == whole.iri(0, NAME)


def test_what_was_split_off_can_be_joined_to_another() -> None:
    whole = Corpus(DOCS)
    one, article = whole.iri(0, NAME), whole.article(2)
    away = split_iri(one, article)
    made = [decision("different", one, article), decision("same", whole.iri(3, NAME), away)]
    after = Corpus(DOCS, made)
    assert after.iri(2, NAME) == after.iri(3, NAME) == whole.iri(3, NAME) != after.iri(0, NAME)


def test_rename_changes_the_label_alone() -> None:
    before = Corpus(DOCS)
    iri = before.iri(4, "青溪水库工程")
    after = Corpus(DOCS, [decision("rename", iri, "青溪水库枢纽工程")])
    doc = after.identity.resolve(DOCS[4])
    (found,) = [e for e in doc.entities.values() if e.kind == "project"]
    assert (found.iri, found.name, found.label) == (iri, "青溪水库工程", "青溪水库枢纽工程")


def test_unsure_is_kept_with_who_said_so() -> None:
    before = Corpus(DOCS)
    made = decision("unsure", before.iri(0, NAME), before.iri(1, NAME))
    after = Corpus(DOCS, [made])
    told = [j for j in after.identity.judgements if j.by]
    assert [j.verdict for j in told] == [Verdict.UNSURE]
    assert not after.are_one(NAME)


@pytest.mark.parametrize("verdict", ["same", "different", "rename"])
def test_a_decision_whose_text_is_gone_is_told_of(verdict: str) -> None:
    gone = Corpus(DOCS).iri(3, NAME)
    rest = DOCS[:3]
    kept = Corpus(rest)
    left, right = (gone, "严成") if verdict == "rename" else (kept.iri(0, NAME), gone)
    after = Corpus(rest, [decision(verdict, left, right, line=3)])
    assert [(i.code, i.place) for i in after.issues] == [("stale-decision", "ledger:3")]
    assert after.iri(0, NAME) == kept.iri(0, NAME)


@pytest.mark.parametrize("seed", range(4))
def test_the_order_of_articles_makes_no_difference(seed: int) -> None:
    shuffled = DOCS[:]
    random.Random(seed).shuffle(shuffled)
    one, other = Corpus(DOCS), Corpus(shuffled)
    assert one.identity.judgements == other.identity.judgements
    for number, doc in enumerate(DOCS):
        again = other.identity.resolve(shuffled[shuffled.index(doc)])
        assert one.identity.resolve(DOCS[number]).entities == again.entities


def test_an_entity_is_found_by_its_own_iri_and_by_what_was_joined_into_it() -> None:
    before = Corpus(DOCS)
    left, right = before.iri(3, NAME), before.iri(0, NAME)
    identity = Corpus(DOCS, [decision("same", left, right)]).identity
    found = [identity.entity(iri) for iri in (left, right)]
    assert [each.iri if each else "" for each in found] == [left, left]
    assert identity.entity("https://example.org/nothing") is None
