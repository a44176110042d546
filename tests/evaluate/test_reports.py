"""What a person reads: sentences, tables, TSV, the page."""

from __future__ import annotations

import csv
import io
import json
import re
from html.parser import HTMLParser
from pathlib import Path

import pytest
from tests.conftest import ROOT
from tests.evaluate.build import named, people, write_gold, write_tables

import qjgraph
from qjgraph.evaluate import Evaluation, evaluate
from qjgraph.evaluate.facts import Named
from qjgraph.evaluate.find import Text
from qjgraph.evaluate.html import render
from qjgraph.evaluate.report import mistakes_to_text, mistakes_to_tsv, to_text
from qjgraph.evaluate.score import Finding
from qjgraph.evaluate.shares import by_confidence, by_rule

EVIL = "<script>alert(1)</script>"


def evidence(text: str, words: str, **more: str) -> dict[str, str]:
    """The cells of a row that tell where it was read, on a page that begins at 100."""
    begin = 100 + text.index(words)
    return {
        "evidence": text, "begin": "100", "end": str(100 + len(text)),
        "focus_begin": str(begin), "focus_end": str(begin + len(words)),
        "rule": "person-after-post", "confidence": "0.97", **more,
    }  # fmt: skip


@pytest.fixture
def found(tmp_path: Path) -> Evaluation:
    """One right, one wrong, one missed person."""
    rows = named("张伟", EVIL)
    rows[0] |= evidence("县长张伟出席。", "张伟")
    rows[1] |= evidence(f"坏句{EVIL}\x1b[31m。", EVIL, rule="", confidence="0.6")
    tables = write_tables(tmp_path / "tables", people=rows)
    record = {"id": "n1", "title": "题", "paragraphs": ["县长张伟出席。王 芳介绍了情况。完。"]}
    text = json.dumps(record, ensure_ascii=False)
    (tables / "articles.jsonl").write_text(text, encoding="utf-8")
    return evaluate(write_gold(tmp_path / "gold", people=people("张伟", "王芳", "李娜")), tables)


def only(found: Evaluation, verdict: str) -> list[Finding]:
    return [each for each in found.findings if each.verdict == verdict]


# -------------------------------------------------------------------------- sentences


def test_a_wrong_fact_stands_with_its_sentence_and_words(found: Evaluation) -> None:
    (wrong,) = only(found, "wrong")
    assert wrong.passage is not None
    begin, end = wrong.passage.marks[0]
    assert wrong.passage.text[begin:end] == EVIL


def test_a_missed_fact_stands_with_the_sentence_that_states_it(found: Evaluation) -> None:
    passage = only(found, "missed")[0].passage
    assert passage is not None
    assert (passage.text, passage.marks) == ("王 芳介绍了情况。", ((0, 3),))


def test_a_missed_fact_whose_words_stand_nowhere_has_no_sentence(found: Evaluation) -> None:
    assert only(found, "missed")[1].passage is None


def test_the_sentence_with_most_of_a_facts_words_is_chosen() -> None:
    fact = Named(said="", words=(("滨河路",), ("北站", "北站项目")), names=frozenset())
    passage = Text(["北站开工。", "北站南至滨河路。", "滨河路通车。"]).passage(fact)
    assert passage is not None
    assert (passage.text, passage.marks) == ("北站南至滨河路。", ((0, 2), (4, 7)))


def test_raw_offsets_of_a_graph_hold_the_sentence(sample_graph: Path, tmp_path: Path) -> None:
    gold = write_gold(tmp_path, "a09", organizations=[{"names": ["渭东区公安分局"]}])
    found = qjgraph.open(sample_graph).evaluate(gold)
    raw = (ROOT / "data" / "sample" / "a09.txt").read_text(encoding="utf-8")
    shown = [each.passage for each in found.findings if each.passage and each.passage.begin]
    assert len(shown) > 20
    assert all(raw[each.begin : each.end] == each.text for each in shown)


# ------------------------------------------------------------------------------- text


@pytest.mark.parametrize(
    ("lang", "head", "row"), [("en", "prec", "people"), ("zh", "准确率", "人物")]
)
def test_the_table(lang: str, head: str, row: str, found: Evaluation) -> None:
    text = to_text(found, lang)
    assert head in text
    (line,) = re.findall(rf"^{row} .*$", text, re.M)
    assert line.split() == [row, "3", "2", "1", "1", "2", "0.500", "0.333", "0.400"]


def test_each_article_where_asked(found: Evaluation) -> None:
    assert "== n1" in to_text(found, "en", by_article=True)
    assert "== n1" not in to_text(found, "en")


def test_mistakes_mark_their_words_and_steer_no_terminal(found: Evaluation) -> None:
    text = mistakes_to_text(found.mistakes, "en")
    assert "【王 芳】介绍了情况。" in text
    assert f"坏句【{EVIL}】" in text
    assert "n1 100-" in text
    assert "\x1b" not in text


def test_the_list_of_mistakes_is_a_table(found: Evaluation) -> None:
    rows = list(csv.DictReader(io.StringIO(mistakes_to_tsv(found.mistakes)), delimiter="\t"))
    assert [(row["error"], row["table"]) for row in rows] == [
        ("missed", "people"), ("missed", "people"), ("wrong", "people"),
    ]  # fmt: skip
    assert rows[2]["begin"] == "100"
    assert rows[2]["confidence"] == "0.6"


# ------------------------------------------------------------------------- confidence


def judged(verdict: str, confidence: float, *, line: str = "people", rule: str = "r") -> Finding:
    return Finding(article="n1", line=line, verdict=verdict, rule=rule, confidence=confidence)


def test_a_bin_holds_its_lower_bound() -> None:
    findings = [judged("right", 0.9), judged("wrong", 0.949), judged("right", 1.0)]
    shares = [(share.name, share.right, share.wrong) for share in by_confidence(findings)]
    assert shares == [("0.90-0.95", 1, 1), ("0.95-1.00", 1, 0)]


@pytest.mark.parametrize("line", ["amounts", "milestones", "positions (person+title)"])
def test_what_is_left_open_or_missed_or_counted_twice_is_not_judged(line: str) -> None:
    findings = [judged("free", 0.9), judged("missed", 0.9), judged("right", 0.9, line=line)]
    assert by_confidence(findings) == []


@pytest.mark.parametrize("line", ["amounts+of", "milestones+status", "positions"])
def test_a_claim_is_judged_by_all_that_it_states(line: str) -> None:
    assert [share.wrong for share in by_confidence([judged("wrong", 0.9, line=line)])] == [1]


def test_rules_are_told_apart() -> None:
    findings = [judged("right", 0.9, rule="b"), judged("wrong", 0.8, rule="a")]
    assert [(share.name, share.precision) for share in by_rule(findings)] == [("a", 0), ("b", 1)]


def test_few_cases_say_little() -> None:
    (share,) = by_rule([judged("wrong", 0.9)])
    assert share.smoothed(0.9, 9) == pytest.approx(0.81)


# --------------------------------------------------------------------------- the page


class Reader(HTMLParser):
    """The tags of a page, its links and their targets."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.sources: list[str] = []
        self.links: set[str] = set()
        self.ids: list[str] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        told = dict(attrs)
        self.tags.add(tag)
        self.sources += [str(told[key]) for key in ("src", "srcset", "data") if key in told]
        if tag == "a":
            self.links.add(str(told["href"]))
        if "id" in told:
            self.ids.append(str(told["id"]))


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_the_page_runs_nothing_and_loads_nothing(lang: str, found: Evaluation) -> None:
    page = render(found, lang=lang)
    reader = Reader(page)
    assert not {"script", "link", "img", "iframe", "object"} & reader.tags
    assert reader.sources == []
    assert "default-src 'none'" in page


def test_the_pages_style_is_the_one_that_its_policy_allows(found: Evaluation) -> None:
    import base64
    import hashlib

    page = render(found)
    style = page.split("<style>")[1].split("</style>")[0]
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    assert f"style-src 'sha256-{digest}'" in page


def test_text_of_others_is_escaped(found: Evaluation) -> None:
    page = render(found)
    assert EVIL not in page
    assert "<mark>&lt;script&gt;alert(1)&lt;/script&gt;</mark>" in page


def test_every_link_has_one_target(sample_graph: Path) -> None:
    reader = Reader(render(evaluate(ROOT / "data" / "gold", sample_graph)))
    tables = {"#" + name for name in reader.ids}
    assert len(reader.ids) == len(set(reader.ids))
    assert {link for link in reader.links if "-" in link} <= tables


def test_every_fact_stands_on_the_page(found: Evaluation) -> None:
    page = render(found, lang="en")
    assert [page.count(f'<details class="{v}"') for v in ("missed", "wrong", "right")] == [1, 1, 1]
    assert page.count("<li>") == 4


def test_the_page_is_the_same_every_time(found: Evaluation) -> None:
    assert render(found) == render(found)
