"""What is found, in which order, and what cannot go wrong."""

from __future__ import annotations

import os
import shutil
import stat
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from click.testing import CliRunner

import qjgraph
from qjgraph.cli.app import app
from qjgraph.search import Found, Index, Query, open_index, search
from qjgraph.search.folding import fold, words_of


@pytest.fixture(scope="module")
def index(sample_graph: Path) -> Iterator[Index]:
    opened = open_index(sample_graph)
    with closing(opened.database):
        yield opened


def labels(found: Found) -> list[str]:
    return [hit.label for hit in (*found.things, *found.articles)]


@pytest.mark.parametrize(
    "words",
    [
        "开工",
        "县",
        "集中开工",
        "重大项目集中开工仪式",
        "開工",
        "项目 开工",
        '"集中开工"',
        "９月18日",
    ],
)
def test_words_of_any_length_and_form_are_found(index: Index, words: str) -> None:
    found = search(index, Query(words=words, kind="article"))
    assert found.of_articles > 0
    for hit in found.articles:
        snippet = fold("".join(hit.pieces))
        assert any(word in snippet for word in words_of(words))


@pytest.mark.parametrize("words", ["jiyunshu", "jys", "JiYunShu", "纪云舒", "纪 云舒"])
def test_a_person_is_found_by_name_and_by_sound(index: Index, words: str) -> None:
    found = search(index, Query(words=words))
    assert found.things[0].label == "纪云舒"
    assert found.things[0].kind == "person"


def test_a_whole_name_comes_before_a_part_of_one(index: Index) -> None:
    found = search(index, Query(words="澄溪县委"))
    assert found.things[0].label == "澄溪县委"
    assert found.of_things > 1


@pytest.mark.parametrize(
    "words",
    ["", "   ", '"', '""', "没有这样的词语啊", "NEAR(", "a OR b", "%", "_", "*",
     "'; DROP TABLE articles; --", "\x00", "😀", "(", "\\"],
)  # fmt: skip
def test_text_of_a_query_is_data(index: Index, words: str) -> None:
    found = search(index, Query(words=words))
    assert found.of_articles == len(search(index, Query(words=words, size=1000)).articles)
    assert search(index, Query(words="开工")).of_articles > 0


def test_all_words_must_occur(index: Index) -> None:
    one, other = (search(index, Query(words=w)).of_articles for w in ("开工", "常委会"))
    both = search(index, Query(words="开工 常委会")).of_articles
    assert both <= min(one, other)


def test_words_in_quotation_marks_stand_together() -> None:
    assert words_of('“集中 开工” 项目 "a b"') == ("集中 开工", "项目", "a b")


def test_folding_keeps_every_place() -> None:
    text = "Ａ開工　ＧＤＰ Straße İ"
    assert len(fold(text)) == len(text)
    assert fold(text).startswith("a开工 gdp")


def test_facets_count_what_is_found(index: Index) -> None:
    found = search(index, Query(words="项目"))
    assert dict(found.facets["kind"])["article"] == found.of_articles
    assert sum(n for _, n in found.facets["place"]) <= found.of_articles
    year, number = found.facets["year"][0]
    narrowed = search(index, Query(words="项目", year=year))
    assert narrowed.of_articles == number


def test_a_kind_narrows(index: Index) -> None:
    found = search(index, Query(words="项目", kind="project"))
    assert found.articles == () and found.things
    assert {hit.kind for hit in found.things} == {"project"}


def test_pages_follow_each_other(index: Index) -> None:
    whole = search(index, Query(words="县", kind="article", size=100)).articles
    parts = [
        hit
        for page in range(1, 20)
        for hit in search(index, Query(words="县", kind="article", size=2, page=page)).articles
    ]
    assert [hit.iri for hit in parts] == [hit.iri for hit in whole]


def test_the_newest_first(index: Index) -> None:
    days = [hit.day for hit in search(index, Query(words="县", newest=True)).articles if hit.day]
    assert days == sorted(days, reverse=True)


def test_a_snippet_tells_where_it_stands(index: Index, sample_graph: Path) -> None:
    hit = search(index, Query(words="集中开工")).articles[0]
    rows = qjgraph.open(sample_graph).query(
        f"SELECT ?raw WHERE {{ <{hit.iri}> dct:isPartOf/nif:isString ?raw }}"
    )
    raw = rows.column("raw")[0]  # type: ignore[union-attr]
    assert raw[hit.begin : hit.begin + 4] == "集中开工"


def test_answers_do_not_depend_on_who_made_the_index(sample_graph: Path, tmp_path: Path) -> None:
    copy = tmp_path / "copy"
    shutil.copytree(sample_graph, copy)
    shutil.rmtree(copy / "search", ignore_errors=True)
    with (
        closing(open_index(copy).database) as one,
        closing(open_index(sample_graph).database) as two,
    ):
        for words in ("县", "项目 开工"):
            query = Query(words=words)
            assert search(Index(database=one), query) == search(Index(database=two), query)


@pytest.mark.skipif(os.name == "nt" or not hasattr(os, "geteuid"), reason="needs POSIX rights")
def test_a_folder_that_cannot_be_written_is_searched(sample_graph: Path, tmp_path: Path) -> None:
    copy = tmp_path / "copy"
    shutil.copytree(sample_graph, copy)
    shutil.rmtree(copy / "search", ignore_errors=True)
    (copy / "search").write_text("in the way")
    with closing(open_index(copy).database) as database:
        assert search(Index(database=database), Query(words="开工")).of_articles > 0
    assert stat.S_ISREG((copy / "search").stat().st_mode)


def test_an_index_of_an_earlier_build_is_not_used(tmp_path: Path, sample: Path) -> None:
    texts, out = tmp_path / "texts", tmp_path / "graph"
    texts.mkdir()
    (texts / "one.txt").write_text("第一条新闻说的是青禾公园。", encoding="utf-8")
    qjgraph.build([texts], out)
    assert qjgraph.open(out).search("青禾公园").of_articles == 1
    (texts / "one.txt").write_text("第二条新闻说的是银杏公园。", encoding="utf-8")
    qjgraph.build([texts], out)
    assert qjgraph.open(out).search("青禾公园").of_articles == 0
    assert qjgraph.open(out).search("银杏公园").of_articles == 1
    assert len(list((out / "search").iterdir())) == 1


def test_the_command_knows_all_kinds() -> None:
    from qjgraph.cli import searching
    from qjgraph.search import KINDS

    assert searching.KINDS == KINDS


def test_the_command_lists_and_counts(sample_graph: Path) -> None:
    found = CliRunner().invoke(app, ["search", str(sample_graph), "集中开工", "--lang", "en"])
    assert found.exit_code == 0, found.output
    assert "【集中开工】" in found.stdout
    assert "articles" in found.stderr


def test_the_command_writes_json(sample_graph: Path) -> None:
    import json

    found = CliRunner().invoke(app, ["search", str(sample_graph), "jys", "--json"])
    assert json.loads(found.stdout)["hits"][0]["label"] == "纪云舒"


def test_hits_are_a_table(sample_graph: Path) -> None:
    found = CliRunner().invoke(app, ["search", str(sample_graph), "余文斌", "--format", "csv"])
    head, *lines = found.stdout.splitlines()
    assert head == "kind,label,day,paper,snippet,begin,claims,iri"
    assert lines[0].startswith("person")
    assert any(line.startswith("article") for line in lines)
