from __future__ import annotations

from collections.abc import Callable
from datetime import date
from decimal import Decimal

import pytest
from pyoxigraph import Store
from tests.rdf.build import Words, article, doc, entity, page

import qjgraph
from qjgraph.errors import NotFound
from qjgraph.lexicon.rules import all_rules
from qjgraph.model import Naming, Span
from qjgraph.query.explain import Explanation, explain, to_text


def kind(found: list[Explanation], name: str) -> Explanation:
    (each,) = [each for each in found if each.kind == name]
    return each


def test_a_name_gives_all_claims_about_it(store: Store) -> None:
    kinds = [each.kind for each in explain(store, "蓝秀珍")]
    assert kinds == ["Membership", "Mention", "Participation", "Milestone"]


def test_a_claim_gives_itself(store: Store) -> None:
    found = explain(store, "蓝秀珍")
    assert explain(store, found[0].claim) == found[:1]


def test_an_article_gives_what_it_states(store: Store) -> None:
    found = explain(store, "蓝秀珍")
    assert len(explain(store, found[0].article.iri)) == 12


def test_where_it_stands(store: Store) -> None:
    each = kind(explain(store, "蓝秀珍"), "Membership")
    assert each.sentence[slice(*(each.focus or (0, 0)))] == "县长蓝秀珍"
    assert "".join(each.pieces) == each.sentence
    assert (each.begin, each.end) == (10, 57)
    assert each.article.id == "n1"
    assert each.article.published == date(2025, 11, 14)
    assert each.article.reporters == ("程晓雯",)
    assert (each.rule, each.confidence) == ("test-rule", Decimal("0.9"))


@pytest.mark.parametrize(
    ("name", "claim", "zh", "en"),
    [
        ("蓝秀珍", "Membership", "蓝秀珍：云岭县县长（现任）", "蓝秀珍: 县长 of 云岭县 (holds)"),
        ("蓝秀珍", "Mention", "文中出现人物“蓝秀珍”", "names the person 蓝秀珍"),
        ("云溪灌区", "Quantity", "云溪灌区：投资 约2.8亿元（约数），用于灌区",
         "云溪灌区: investment 约2.8亿元 (approximately), for 灌区"),
        ("云溪灌区", "Milestone", "云溪灌区：完工（计划） 明年3月底前（2026-03），进度65.5%",
         "云溪灌区: completion (planned) 明年3月底前 (2026-03), 65.5% done"),
    ],
)  # fmt: skip
def test_in_words(store: Store, name: str, claim: str, zh: str, en: str) -> None:
    each = kind(explain(store, name), claim)
    assert each.zh == zh
    assert each.en.split(" (")[0] == en.split(" (")[0]


def test_who_said_so(store: Store) -> None:
    assert kind(explain(store, "云溪灌区"), "Milestone").said_by == "蓝秀珍"


def test_a_focus_outside_the_sentence_is_none(load: Callable[..., Store]) -> None:
    of = article(page("甲公司开业。乙来了。"))
    firm = entity("organization:甲公司")
    claim = Naming(entity=firm.key, **{**Words(of)("甲公司"), "evidence": Span(6, 10)})
    (each,) = explain(load(doc(of, [firm], [claim])), "甲公司")
    assert each.focus is None
    assert each.pieces == ("乙来了。", "", "")


@pytest.mark.parametrize(
    ("what", "message"),
    [
        ("云溪", "this names 3 things"),
        ("蓝秀真", "did you mean 蓝秀珍"),
        ("《》", "knows no thing"),
        ("", "knows no thing"),
        ("https://example.org/none", "no such claim or thing"),
        ("qj:Person", "no such claim or thing"),
    ],
)
def test_what_is_unknown_or_ambiguous_is_told(store: Store, what: str, message: str) -> None:
    with pytest.raises(NotFound, match=message):
        explain(store, what)


def test_text_marks_the_focus(store: Store) -> None:
    shown = to_text(explain(store, "蓝秀珍"), "zh", mark=("<", ">"))
    assert "<县长蓝秀珍>主持召开" in shown
    assert "《县政府召开常务会议》 云岭报 2025-11-14 [n1, 字符 10-57]" in shown
    assert "[引述 蓝秀珍]" in shown


def test_text_lets_no_control_character_through(load: Callable[..., Store]) -> None:
    of = article(page("甲\x1b[31m公司\u202e开业。"))
    firm = entity("organization:甲公司\x07")
    claim = Naming(entity=firm.key, **Words(of)("公司"))
    shown = to_text(explain(load(doc(of, [firm], [claim])), "甲公司\x07"))
    assert not set(shown) & set("\x1b\x07\u202e")


def test_nothing_found_is_said() -> None:
    assert to_text([], "zh") == "没有陈述\n"


def test_rules_are_told_in_both_languages(read: qjgraph.Graph) -> None:
    known = {rule.id: rule for rule in all_rules()}
    for each in read.explain("余文斌"):
        assert (each.rule_zh, each.rule_en) == (known[each.rule].zh, known[each.rule].en)


def test_a_name_can_be_explained_by_a_part(read: qjgraph.Graph) -> None:
    assert {each.article.id for each in read.explain("白云山水库")} == {"a06"}
