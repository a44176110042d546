"""Pages cut into articles: what an article carries."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

import pytest

from qjgraph.grid import grids
from qjgraph.model import Article, Issue, Page, Role
from qjgraph.segment import cut

SHARED = Path(os.environ.get("QJGRAPH_SHARED", Path(__file__).parents[3] / "shared"))
DEV = SHARED / "eval" / "dev"
SINGLE = sorted((DEV / "texts").glob("a*.txt"))


def page(raw: str, **more: Any) -> Page:
    return Page(id="p", raw=raw, sha256="", origin="p.txt", **more)


def one(raw: str, **more: Any) -> Article:
    (article,) = cut(page(raw, **more))
    return article


def squeezed(text: str) -> str:
    return "".join(text.split()).replace("，", ",").replace("：", ":")


@pytest.mark.parametrize("path", SINGLE, ids=lambda path: path.stem)
def test_development_texts_are_one_article_each(path: Path) -> None:
    gold = json.loads((DEV / "gold" / f"{path.stem}.json").read_text(encoding="utf-8"))
    article = one(path.read_text(encoding="utf-8"))
    assert sorted([*article.reporters, *article.correspondents]) == sorted(gold["reporters"])
    written = one(gold["title"]).title or squeezed(gold["title"])
    assert squeezed(article.title) == squeezed(written)


@pytest.mark.skipif(not (DEV / "texts" / "seed-page.txt").exists(), reason="the page is not here")
def test_seed_page() -> None:
    gold = json.loads((DEV / "gold" / "seed-page.json").read_text(encoding="utf-8"))
    articles = cut(page((DEV / "texts" / "seed-page.txt").read_text(encoding="utf-8")))
    assert [squeezed(a.title) for a in articles] == [squeezed(g["title"]) for g in gold["articles"]]
    assert [len(a.paragraphs()) for a in articles] == [
        g["paragraph_count"] for g in gold["articles"]
    ]
    assert [a.id for a in articles] == [f"p-{n}" for n in range(1, 8)]


def test_a_record_is_not_cut() -> None:
    raw = "甲会召开\n本报讯(记者 甲子)甲。\n乙会召开\n本报讯(记者 乙丑)乙。"
    assert len(cut(page(raw))) == 2
    assert len(cut(page(raw, title="甲会召开", whole=True))) == 1


def test_a_records_title_is_its_title_block() -> None:
    article = one("一、二、三!\n正文在此。", title="一、二、三!", whole=True)
    assert article.title == "一、二、三!"
    assert [b.role for b in article.blocks] == [Role.TITLE, Role.PARAGRAPH]


def test_lines_between_a_records_title_and_its_opening() -> None:
    article = one("大会召开\n张三主持\n本报讯 今天开会。", title="大会召开", whole=True)
    assert article.subtitle == "张三主持"


def test_a_page_without_words_is_an_issue() -> None:
    issues: list[Issue] = []
    assert cut(page(" \n　\n\u200b"), issues.append) == []
    assert [issue.code for issue in issues] == ["no-text"]


def test_datelines_are_the_stretches_to_skip() -> None:
    article = one("山乡新事\n\n本报讯（记者 张三）会议召开。\n\n通过决议。（记者 张三）")
    found = [article.text[b:e] for b, e in article.datelines]
    assert found == ["本报讯(记者 张三)", "(记者 张三)"]


def test_datelines_hold_whole_bylines() -> None:
    article = one("山乡新事\n本报记者 张三\n\n山里通车了，大家都很高兴。")
    assert [article.text[b:e] for b, e in article.datelines] == ["本报记者 张三"]


def test_the_span_leads_back_to_the_raw_text() -> None:
    raw = "\ufeff\r\n\u3000题目在此\r\n\r\n\u3000\u3000本报讯 会议召开。\r\n\r\n"
    article = one(raw)
    assert article.span.of(raw).startswith("题目在此")
    assert article.span.of(raw).endswith("会议召开。")


#: A table whose cells stand one a line.
CELLS = [
    *("序号", "项目", "投资(万元)"),
    *("1", "水厂", "86"),
    *("2", "绿道", "32"),
    *("3", "停车场", "15"),
]


def test_a_table_turned_into_lines() -> None:
    cells = [*CELLS, "合计", "133"]
    article = one("进展表\n\n" + "\n".join(cells))
    (grid,) = grids(article)
    assert grid.columns == ("序号", "项目", "投资(万元)")
    rows = [[article.text[b.begin : b.end] for b in row] for row in grid.rows]
    assert rows == [
        ["1", "水厂", "86"],
        ["2", "绿道", "32"],
        ["3", "停车场", "15"],
        ["合计", "133"],
    ]
    assert grid.under(3, 1) == "投资(万元)"
    assert grid.under(0, 1) == "项目"


@pytest.mark.parametrize(("above", "between"), [("\n", "\n"), ("\n\n", "\n\n"), ("\n\n", "\n")])
def test_a_table_under_its_title(above: str, between: str) -> None:
    article = one("重点项目进展表" + above + between.join(CELLS))
    assert article.title == "重点项目进展表"
    assert len(grids(article)[0].rows) == 3


def test_a_table_without_numbering() -> None:
    cells = [
        "乡镇",
        "面积(亩)",
        "户数",
        "城关镇",
        "120",
        "31",
        "柳河乡",
        "86",
        "20",
        "大湾乡",
        "95",
        "17",
    ]
    article = one("统计表\n\n" + "\n".join(cells))
    (grid,) = grids(article)
    assert grid.columns == ("乡镇", "面积(亩)", "户数")
    assert len(grid.rows) == 3


def test_no_table_in_prose() -> None:
    assert grids(one("题目\n\n会议召开。\n\n会议结束。")) == []
