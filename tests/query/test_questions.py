"""The named questions: their headers, their parameters, and answers on composed articles."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from pyoxigraph import Store
from tests.rdf.build import sample as document

import qjgraph
from qjgraph.errors import LexiconError, NotFound, QueryError
from qjgraph.query.questions import Question, ask, period, question, questions
from qjgraph.query.questions import read as read_question
from qjgraph.query.results import Rows, render

EVIDENCE = ("sentence", "article", "begin", "end")
NUMBERS = (*range(1, 23),)
POST = {"post": "县长", "date": "2025-11-14"}
NEEDED = {5: {"who": "蓝秀珍"}, 6: POST, 20: {"what": "蓝秀珍"}, 21: {"post": "县长"}}
#: Those that compare articles; they are asked of articles that tell of the same things.
ACROSS = {3, 7, 13, 22}


def by_number(each: Question) -> str:
    return f"{each.number}-{each.name}"


# ----------------------------------------------------------------------------- headers


def test_all_questions_are_there() -> None:
    assert tuple(each.number for each in questions()) == NUMBERS


@pytest.mark.parametrize("each", questions(), ids=by_number)
def test_columns_are_told_in_order_and_end_with_the_evidence(each: Question, store: Store) -> None:
    rows = ask(store, each.number, **NEEDED.get(each.number, {}))
    assert rows.columns == tuple(name for name, _ in each.columns)
    assert rows.columns[-4:] == EVIDENCE


@pytest.mark.parametrize("each", questions(), ids=by_number)
def test_every_row_quotes_the_text(
    each: Question, read: qjgraph.Graph, across: qjgraph.Graph
) -> None:
    graph = across if each.number in ACROSS else read
    rows = graph.ask(each.name, **NEEDED.get(each.number, {}))
    assert len(rows) > 0
    raw = raw_texts(graph)
    for row in rows:
        text = raw[str(row["article"])]
        assert text[int(str(row["begin"])) : int(str(row["end"]))] == row["sentence"]


def raw_texts(graph: qjgraph.Graph) -> dict[str, str]:
    sparql = """SELECT ?id ?raw WHERE {
      ?a a qj:Article ; dct:identifier ?id ; dct:isPartOf ?p . ?p nif:isString ?raw }"""
    rows = graph.query(sparql)
    assert isinstance(rows, Rows)
    return {str(row["id"]): str(row["raw"]) for row in rows}


@pytest.mark.parametrize("each", questions(), ids=by_number)
def test_answers_speak_chinese(each: Question, store: Store) -> None:
    rows = ask(store, each.number, lang="zh", **NEEDED.get(each.number, {}))
    heads = render(rows, "table", lang="zh").splitlines()[0]
    assert "原文" in heads
    assert "sentence" not in heads


@pytest.mark.parametrize(
    ("header", "message"),
    [
        ("#! number: 1\n", "lacks name"),
        ("#! nonsense\n", "not KEY: VALUE"),
        ("{whole}#! colour: red\n", "unknown key colour"),
        ("{whole}#! param: who | name\n", "has not 5 parts"),
        ("{whole}#! then: guess\n", "no step 'guess'"),
        ("{whole}#! param: who | colour | - | 谁 | who\n", "no type 'colour'"),
    ],
)
def test_a_wrong_header_is_told(tmp_path: Path, header: str, message: str) -> None:
    whole = "".join(
        f"#! {key}: {value}\n"
        for key, value in {
            "number": "1", "name": "n", "zh": "问", "en": "q", "about.zh": "说", "about.en": "s",
        }.items()
    )  # fmt: skip
    path = tmp_path / "01-n.rq"
    path.write_text(header.format(whole=whole) + "SELECT * WHERE {}", encoding="utf-8")
    with pytest.raises(LexiconError, match=message):
        read_question(path)


# -------------------------------------------------------------------------- parameters


@pytest.mark.parametrize("name", [10, "10", "large-projects", " large-projects "])
def test_a_question_has_a_number_and_a_name(name: str | int) -> None:
    assert question(name).number == 10


@pytest.mark.parametrize(
    ("name", "message"), [("large-project", "did you mean large-projects"), ("99", "there are: 1 ")]
)
def test_an_unknown_question_is_told(name: str, message: str) -> None:
    with pytest.raises(QueryError, match=message):
        question(name)


@pytest.mark.parametrize(
    ("number", "params", "message"),
    [
        (10, {"lest": "1"}, "did you mean least"),
        (10, {"colour": "red"}, "its parameters are: least, period"),
        (10, {"least": "much"}, "write it like 100000000, 1e8 or 1亿"),
        (12, {"quarter": "2025-Q5"}, "write it like 2025"),
        (12, {"quarter": "2025-10/2025-09"}, "ends before it begins"),
        (12, {"stage": "opening"}, "one of planning, signing"),
        (2, {"least": "1.5"}, "write it in digits"),
        (5, {}, "it must be given"),
        (8, {"which": "party"}, "one of party_only, government_only, both"),
    ],
)
def test_a_wrong_parameter_is_told(
    store: Store, number: int, params: dict[str, str], message: str
) -> None:
    with pytest.raises(QueryError) as caught:
        ask(store, number, **params)
    assert message in str(caught.value)
    assert caught.value.place.startswith(f"question {number}")


@pytest.mark.parametrize(
    ("written", "begin", "end"),
    [
        ("2025", date(2025, 1, 1), date(2025, 12, 31)),
        ("2025-Q1", date(2025, 1, 1), date(2025, 3, 31)),
        ("2025Q4", date(2025, 10, 1), date(2025, 12, 31)),
        ("2025-36", date(2025, 10, 1), date(2025, 12, 31)),
        ("2025-h2", date(2025, 7, 1), date(2025, 12, 31)),
        ("2024-02", date(2024, 2, 1), date(2024, 2, 29)),
        ("2025-06-25", date(2025, 6, 25), date(2025, 6, 25)),
        ("2025-07/2025-09", date(2025, 7, 1), date(2025, 9, 30)),
        ("2025-07/..", date(2025, 7, 1), None),
        ("../2025-Q2", None, date(2025, 6, 30)),
        ("9999-12", date(9999, 12, 1), date(9999, 12, 31)),
    ],
)
def test_periods(written: str, begin: date | None, end: date | None) -> None:
    assert period(written) == (begin, end)


@pytest.mark.parametrize("written", ["", "2025-13", "2025-02-30", "25", "2025-Q0", "last year"])
def test_no_periods(written: str) -> None:
    with pytest.raises(ValueError, match="write it like"):
        period(written)


@pytest.mark.parametrize("least", ["2.8亿", "28000万元", 280_000_000, 2.8e8, "280,000,000"])
def test_amounts_have_many_spellings(store: Store, least: str | float) -> None:
    assert len(ask(store, 10, least=least)) == 1


def test_one_yuan_more_is_too_much(store: Store) -> None:
    assert len(ask(store, 10, least=280_000_001)) == 0


def test_an_empty_value_leaves_the_default_out(load: Callable[..., Store]) -> None:
    small = document(
        text="县政府召开常务会议\n" + "云溪灌区项目总投资约2.8亿元，县长蓝秀珍主持，11月12日，"
        "县政府第112次常务会议，八八战略，位于云溪镇，云水建设有限公司，明年3月底前完工。"
    )
    assert len(ask(load(small), 10, least="")) == 1


@pytest.mark.parametrize("name", ["蓝秀珍", "“蓝秀珍”", " 蓝秀珍 ", "秀珍"])
def test_a_name_may_be_quoted_or_a_part(store: Store, name: str) -> None:
    assert [row["person"] for row in ask(store, 5, who=name)] == ["蓝秀珍"]


def test_a_name_may_be_an_iri(store: Store) -> None:
    person = next(iter(store.query("SELECT ?p { ?p a <https://w3id.org/qjgraph/ns#Person> }")))
    assert len(ask(store, 5, who=person["p"].value)) == 1  # type: ignore[index]


@pytest.mark.parametrize(
    ("who", "message"),
    [
        ("蓝秀真", "did you mean 蓝秀珍"),
        ("云溪镇", "no person of this name"),
        ("https://w3id.org/qjgraph/id/person-0", "holds no such thing"),
        ("https://w3id.org/qjgraph/id/person-0#x y", "no person"),
    ],
)
def test_an_unknown_name_is_told(store: Store, who: str, message: str) -> None:
    with pytest.raises(NotFound, match=message):
        ask(store, 5, who=who)


def test_a_name_of_several_lists_them(read: qjgraph.Graph) -> None:
    with pytest.raises(NotFound) as caught:
        read.ask("posts", who="张伟")
    assert "this names" in str(caught.value)
    assert "副县长" in str(caught.value)
    assert str(caught.value).count("https://") >= 2


def test_a_code_may_be_given_in_words(store: Store) -> None:
    assert len(ask(store, 12, stage="完工")) == len(ask(store, 12, stage="completion")) == 1
    assert len(ask(store, 12, stage="start")) == 0


def test_a_hostile_name_is_only_a_name(store: Store) -> None:
    with pytest.raises(NotFound):
        ask(store, 5, who='x" . ?s ?p ?o . "')


# ------------------------------------------------------------- answers, by hand and as read


def cells(rows: Rows, *columns: str) -> list[tuple[object, ...]]:
    return [tuple(row[column] for column in columns) for row in rows]


def test_1_meetings_are_counted_by_role(read: qjgraph.Graph) -> None:
    found = cells(
        read.ask(1, period="2025-11"), "person", "meetings", "chaired", "spoke", "attended"
    )
    assert found == [
        ("余文斌", 1, 1, 1, 0),
        ("蓝秀珍", 1, 0, 1, 0),
        ("彭国荣", 1, 0, 0, 1),
        ("邱建平", 1, 0, 0, 1),
    ]


def test_1_one_event_in_two_articles_is_one_meeting(load: Callable[..., Store]) -> None:
    both = load(document(id="n1"), document(id="n2", text=document().article.page.raw + "完。"))
    assert cells(ask(both, 1), "person", "meetings") == [("蓝秀珍", 1)]


def test_1_a_meeting_outside_the_period_is_none(store: Store) -> None:
    assert len(ask(store, 1, period="2025-11-12")) == 1
    assert len(ask(store, 1, period="2025-11-13/..")) == 0
    assert len(ask(store, 1, type="inspection")) == 0
    assert len(ask(store, 1, type="")) == 1


def test_2_pairs_by_events(read: qjgraph.Graph) -> None:
    found = cells(read.ask(2, who="余文斌"), "person", "other", "events")
    assert found == [("余文斌", "彭国荣", 1), ("余文斌", "蓝秀珍", 1), ("余文斌", "邱建平", 1)]


def test_2_more_events_come_first(read: qjgraph.Graph) -> None:
    counts = [int(str(count)) for (count,) in cells(read.ask(2), "events")]
    assert counts == sorted(counts, reverse=True)
    assert len(read.ask(2, least=2)) == sum(count >= 2 for count in counts) > 0


def test_4_chairs_sessions_series(read: qjgraph.Graph) -> None:
    found = cells(read.ask(4), "series", "session", "date", "chair", "article")
    assert ("云岭县委常委会会议", 112, "2025-11-12", "余文斌", "a01") in found
    assert ("青弋县政府常务会议", 41, "2025-09-12", "沈涛", "a02") in found
    assert ("澄溪县政府常务会议", 36, "2025-09-16", "纪云舒", "chengxi-page-2") in found


def test_4_congresses_are_no_committees(read: qjgraph.Graph) -> None:
    names = [str(name) for (name,) in cells(read.ask(4), "meeting_name")]
    assert names
    assert not [name for name in names if "人大" in name or "代表大会" in name]
    assert len(read.ask(4, meeting="代表大会")) > 0


def test_5_posts_with_quoted_titles(read: qjgraph.Graph) -> None:
    found = cells(read.ask(5, who="蓝秀珍"), "title", "of", "change", "first", "last", "article")
    day = date(2025, 11, 14)
    assert found == [
        ("县委副书记", "云岭县", "holds", day, day, "a01"),
        ("县长", "云岭县", "holds", day, day, "a01"),
    ]


def test_5_elections_are_told(read: qjgraph.Graph) -> None:
    assert ("县长", "elected") in cells(read.ask(5, who="刘畅"), "title", "change")


def test_10_at_least_so_much(read: qjgraph.Graph) -> None:
    found = cells(read.ask(10, least="8亿"), "project", "at_least", "qualifier")
    assert found == [
        ("江汉储能电池产业园项目", 2_200_000_000, "exact"),
        ("松滋河大桥及接线工程", 1_130_000_000, "exact"),
        ("澄溪县竹木智造产业园", 960_000_000, "exact"),
        ("临空冷链物流园", 860_000_000, "exact"),
        ("智能穿戴设备生产基地", 850_000_000, "exact"),
    ]


def test_10_round_numbers_count(read: qjgraph.Graph) -> None:
    assert "approx" in [kind for (kind,) in cells(read.ask(10), "qualifier")]


def test_10_what_is_spent_is_no_plan(read: qjgraph.Graph) -> None:
    quoted = [str(text) for (text,) in cells(read.ask(10), "verbatim")]
    assert "7.5亿元" in quoted
    assert "5.1亿元" not in quoted


def test_12_due_in_a_quarter(read: qjgraph.Graph) -> None:
    found = cells(read.ask(12, quarter="2025-Q4"), "project", "stage_due", "date")
    assert ("白云山水库", "completion", "2025-12") in found
    assert ("临空冷链物流园", "completion", "2025-12") in found
    assert "2025-04" not in [day for _, _, day in found]


def test_12_a_year_overlaps_its_quarters(store: Store) -> None:
    assert [len(ask(store, 12, quarter=q)) for q in ("2026", "2026-Q1", "2026-03", "2026-Q2")] == [
        1, 1, 1, 0,
    ]  # fmt: skip


def test_15_land_in_both_units(read: qjgraph.Graph) -> None:
    found = {
        project: (mu, m2) for project, mu, m2 in cells(read.ask(15), "project_name", "mu", "m2")
    }
    assert found["江汉储能电池产业园项目"] == (420, 280_000)
    assert found["泉南县侨乡文化中心"] == (18, 12_000)
    assert found["永安大街南延工程"] == (Decimal("186.5"), Decimal("124333.33"))


def test_16_households_by_step(read: qjgraph.Graph) -> None:
    rows = read.ask(16, project="北关片区城中村改造项目")
    assert sorted(cells(rows, "step", "households", "share"), key=str) == [
        ("signed", 287, Decimal("89.7")),
        ("to_move", 320, None),
        ("vacated", 251, Decimal("78.4")),
    ]


def test_16_villages_of_a_project(read: qjgraph.Graph) -> None:
    rows = read.ask(16, project="丽澄高速公路项目(石湾段)")
    found = cells(rows, "of_name", "step", "households")
    assert ("上坞村", "to_move", 24) in found
    assert ("白岩村", "to_move", 15) in found
    shares = {step: share for step, share in cells(rows, "step", "share") if share is not None}
    assert shares == {"signed": Decimal("95.8"), "vacated": Decimal("77.1"), "demolished": 25}


def test_16_what_is_to_be_demolished_still_stands(read: qjgraph.Graph) -> None:
    rows = read.ask(16, project="永安大街南延工程")
    assert cells(rows, "step", "households") == [("to_move", 41)]


def test_17_started_at_a_ceremony(read: qjgraph.Graph) -> None:
    rows = read.ask(17, who="雷鸣")
    assert {how for (how,) in cells(rows, "how")} == {"started"}
    assert "松滋河大桥及接线工程" in [name for (name,) in cells(rows, "project_name")]


def test_17_quoted_for_a_project(store: Store) -> None:
    assert cells(ask(store, 17), "person", "posts", "project_name", "how") == [
        ("蓝秀珍", "县长", "云溪灌区", "speaker")
    ]


def test_18_companies_and_their_parts(read: qjgraph.Graph) -> None:
    found = cells(read.ask(18), "company_name", "role", "project_name")
    assert ("黔水建设集团", "builder", "白云山水库") in found
    assert ("楚能新材(荆南)有限公司", "investor", "江汉储能电池产业园项目") in found


def test_20_a_claim_leads_to_its_words(store: Store) -> None:
    rows = ask(store, 20, what="云溪灌区")
    kinds = [kind for (kind,) in cells(rows, "kind")]
    assert sorted(map(str, kinds)) == ["Involvement", "Mention", "Milestone", "Quantity"]
    claim = str(rows[0]["claim"])
    assert cells(ask(store, 20, what=claim), "claim") == [(claim,)]
    assert rows[0]["reporters"] == "程晓雯"


def test_20_an_unknown_claim_is_told(store: Store) -> None:
    with pytest.raises(NotFound, match="no such claim"):
        ask(store, 20, what="https://w3id.org/qjgraph/claim/0000000000000000")


def test_20_the_run_is_named(read: qjgraph.Graph) -> None:
    assert {run for (run,) in cells(read.ask(20, what="余文斌"), "run")} == {qjgraph.__version__}


def test_10_a_phase_names_its_whole(read: qjgraph.Graph) -> None:
    found = cells(read.ask(10, least="4亿"), "project", "phase_of")
    assert ("澄溪县竹木智造产业园(一期)", "澄溪县竹木智造产业园") in found
    assert ("白云山水库", None) in found


def test_18_departments_of_those_who_speak_for_it(read: qjgraph.Graph) -> None:
    found = dict(cells(read.ask(18), "company_name", "departments"))
    assert found["黔水建设集团"] == "乌溪县水务局"


@pytest.mark.parametrize("each", questions(), ids=by_number)
def test_questions_are_standard_sparql(each: Question) -> None:
    from rdflib.plugins.sparql import prepareQuery

    from qjgraph.query.prefixes import PREFIXES

    assert prepareQuery(each.sparql, initNs=PREFIXES)
