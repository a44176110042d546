"""What `lexicon check` finds in tables and rules."""

from __future__ import annotations

from pathlib import Path

import pytest

from qjgraph.lexicon.check import check_rules, check_table
from qjgraph.model import Article, Context, Doc, Kind, Mention, Page, Span, View

HEADER = "# Posts.\n# head: the word\n# rank: how high it is (县级|副县级|乡级)\nhead\trank\n"


def table(tmp_path: Path, words: str, name: str = "posts.tsv") -> list[str]:
    path = tmp_path / name
    path.write_text(words, encoding="utf-8")
    return [str(finding) for finding in check_table(path)]


def test_a_sound_table_has_no_findings(tmp_path: Path) -> None:
    assert table(tmp_path, HEADER + "县长\t县级\n副县长\t副县级\n") == []


def test_an_unknown_code_with_the_nearest_one(tmp_path: Path) -> None:
    found = table(tmp_path, HEADER + "县长\t县级\n副县长\t副县及\n")
    assert found == ['posts.tsv:6: rank "副县及" is unknown; did you mean "副县级"?']


def test_an_unknown_code_with_all_that_are_known(tmp_path: Path) -> None:
    (found,) = table(tmp_path, HEADER + "县长\txyz\n")
    assert found.endswith("known are 县级, 副县级, 乡级")


def test_an_empty_code_is_unknown_unless_the_header_allows_it(tmp_path: Path) -> None:
    assert len(table(tmp_path, HEADER + "县长\t\n")) == 1
    assert table(tmp_path, HEADER.replace("乡级)", "乡级|)") + "县长\t\n") == []


def test_a_key_that_stands_twice(tmp_path: Path) -> None:
    (found,) = table(tmp_path, HEADER + "县长\t县级\n县长\t副县级\n")
    assert found == 'posts.tsv:6: "县长" stands in line 5 already; remove one of them'


def test_a_header_may_name_the_key(tmp_path: Path) -> None:
    header = HEADER.replace("head\trank", "# key: head, rank\nhead\trank")
    assert table(tmp_path, header + "县长\t县级\n县长\t副县级\n") == []


@pytest.mark.parametrize("cell", [" 县长", "县长 ", "县\u3000长", "县\u200b长", "县  长"])
def test_a_stray_blank(tmp_path: Path, cell: str) -> None:
    (found,) = table(tmp_path, HEADER + f"{cell}\t县级\n")
    assert "stray blank" in found


def test_a_column_that_the_header_does_not_teach(tmp_path: Path) -> None:
    (found,) = table(tmp_path, "# Posts.\n# head: the word\nhead\twhy\n县长\tx\n")
    assert 'does not teach column "why"' in found


def test_a_file_without_a_title(tmp_path: Path) -> None:
    found = table(tmp_path, "head\n县长\n")
    assert any("does not open with a `#` line" in line for line in found)


def test_a_row_with_too_many_cells(tmp_path: Path) -> None:
    (found,) = table(tmp_path, HEADER + "县长\t县级\t多\n")
    assert found.startswith("posts.tsv:5: 3 cells, the header has 2")


@pytest.mark.parametrize(
    ("cell", "problem"), [("(县", "no regular expression"), ("市长", "does not find its example")]
)
def test_a_pattern_that_does_not_hold(tmp_path: Path, cell: str, problem: str) -> None:
    header = "# P.\n# pattern: a regular expression\n# example: a line\npattern\texample\n"
    (found,) = table(tmp_path, header + f"{cell}\t县长到了\n")
    assert problem in found


def test_a_file_that_is_not_utf8(tmp_path: Path) -> None:
    path = tmp_path / "x.tsv"
    path.write_bytes("# 职务\n".encode("gb18030"))
    assert "not UTF-8" in str(check_table(path)[0])


def doc(text: str, rules: tuple[str, ...]) -> Doc:
    page = Page(id="t", raw=text, sha256="", origin="t")
    view = View(text=text, starts=range(len(text)), ends=range(1, len(text) + 1))
    article = Article(id="t", page=page, index=1, span=Span(0, len(text)), view=view, title="")
    mentions = [
        Mention(kind=Kind.PLACE, begin=0, end=1, name="甲", rule=rule, confidence=1.0)
        for rule in rules
    ]
    return Doc(article=article, mentions=mentions)


def rules_file(tmp_path: Path, *ids: str) -> Path:
    path = tmp_path / "x.yaml"
    items = [
        f"- {{id: {id_}, zh: 例, en: e, confidence: 0.9, example: 甲来, near_miss: 乙来}}\n"
        for id_ in ids
    ]
    path.write_text("".join(items), encoding="utf-8")
    return path


def fires_on(word: str):  # type: ignore[no-untyped-def]
    return lambda text, context: doc(text, ("r",) if word in text else ())


def test_a_rule_that_does_what_it_says(tmp_path: Path) -> None:
    assert check_rules([rules_file(tmp_path, "r")], fires_on("甲")) == []


def test_a_rule_that_does_not_fire_on_its_example(tmp_path: Path) -> None:
    (found,) = check_rules([rules_file(tmp_path, "r")], fires_on("丙"))
    assert "does not fire on its example '甲来'" in str(found)


def test_a_rule_that_fires_on_its_near_miss(tmp_path: Path) -> None:
    (found,) = check_rules([rules_file(tmp_path, "r")], fires_on("来"))
    assert "fires on its near miss '乙来'" in str(found)


def test_an_id_that_stands_twice(tmp_path: Path) -> None:
    found = check_rules([rules_file(tmp_path, "r", "r")], fires_on("甲"))
    assert [line for line in map(str, found) if "is taken" in line] != []


def test_a_malformed_file_costs_only_itself(tmp_path: Path) -> None:
    bad = tmp_path / "bad.yaml"
    bad.write_text("a: b", encoding="utf-8")
    found = check_rules([bad, rules_file(tmp_path, "r")], fires_on("甲"))
    assert [finding.place for finding in found] == ["bad.yaml"]


def test_the_reader_gets_the_rule_context(tmp_path: Path) -> None:
    path = tmp_path / "x.yaml"
    path.write_text(
        "- {id: r, zh: 例, en: e, confidence: 0.9, example: 甲, near_miss: 乙, home: 浙江省}\n",
        encoding="utf-8",
    )
    homes: list[str] = []

    def read(text: str, context: Context) -> list[Doc]:
        homes.append(context.home)
        return [doc(text, ("r",) if "甲" in text else ())]

    assert check_rules([path], read) == []
    assert homes == ["浙江省", "浙江省"]


def test_a_finding_speaks_both_languages(tmp_path: Path) -> None:
    path = tmp_path / "posts.tsv"
    path.write_text(HEADER + "县长\t县极\n", encoding="utf-8")
    (finding,) = check_table(path)
    assert "unknown" in finding.en and "没有" in finding.zh
