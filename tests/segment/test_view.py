"""The view: every character stands for the raw characters it was made of."""

from __future__ import annotations

import gzip
import html
import json
import os
import re
from itertools import islice
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qjgraph.lexicon.tables import Row, table
from qjgraph.model import Article, Page, Role
from qjgraph.segment import cut
from qjgraph.segment.normal import normal_form, normalise

SHARED = Path(os.environ.get("QJGRAPH_SHARED", Path(__file__).parents[3] / "shared"))
TEXTS = sorted((SHARED / "eval" / "dev" / "texts").glob("*.txt"))
CORPUS = SHARED / "corpora" / "xwlb.jsonl.gz"
SIMPLE = {row["traditional"]: row["simplified"] for row in table("traditional")}
QUOTES = {'"': "“”"}
DOTS = "•・‧∙⋅●▪﹒˙."


def page(raw: str) -> Page:
    return Page(id="p", raw=raw, sha256="", origin="p.txt")


def stands_for(shown: str, raw: str) -> bool:
    """Whether a view character is the normal form of a raw stretch."""
    one = html.unescape(html.unescape(raw)) if raw.startswith("&") else raw
    plain = normal_form(one)
    forms = {plain, SIMPLE.get(plain, plain), *QUOTES.get(plain, "")}
    return shown in forms or (shown == "·" and raw in DOTS)


def check(article: Article) -> None:
    view, raw = article.view, article.page.raw
    assert len(view.text) == len(view.starts) == len(view.ends)
    last = 0
    for shown, begin, end in zip(view.text, view.starts, view.ends, strict=True):
        assert last <= begin <= end <= len(raw)
        last = end
        if shown not in " \n":
            assert end - begin == 1 or raw[begin] == "&"
            assert stands_for(shown, raw[begin:end]), (shown, raw[begin:end])
        else:
            assert not re.search(r"[一-鿿\d]", re.sub(r"&#?\w+;", "", raw[begin:end]))


def check_blocks(article: Article) -> None:
    text = article.text
    at = 0
    for block in article.blocks:
        assert block.begin == at
        assert block.end > block.begin
        assert "\n" not in text[block.begin : block.end]
        at = block.end + 1
    assert at == len(text) + 1
    for sentence in article.sentences:
        block = article.blocks[sentence.block]
        assert block.begin <= sentence.begin < sentence.end <= block.end
        assert block.role is not Role.FURNITURE


def check_cover(article: Article) -> None:
    """Sentences leave out nothing but blanks."""
    covered = [(s.begin, s.end) for s in article.sentences]
    kept = "".join(article.text[b:e] for b, e in covered)
    blocks = [b for b in article.blocks if b.role is not Role.FURNITURE]
    whole = "".join(article.text[b.begin : b.end] for b in blocks)
    assert kept.replace(" ", "") == whole.replace(" ", "")


@pytest.mark.parametrize("path", TEXTS, ids=lambda path: path.stem)
def test_development_texts(path: Path) -> None:
    for article in cut(page(path.read_bytes().decode("utf-8"))):
        check(article)
        check_blocks(article)
        check_cover(article)


@pytest.mark.skipif(not CORPUS.exists(), reason="the corpus is not here")
def test_five_hundred_corpus_texts() -> None:
    with gzip.open(CORPUS, "rt", encoding="utf-8") as handle:
        for line in islice(handle, 0, 19500, 39):
            record = json.loads(line)
            for article in cut(page(record["title"] + "\n" + record["text"])):
                check(article)
                check_blocks(article)


WORDS = """
本报讯(记者 张三) 本报讯（记者　李　四） 6月25日 ， 。 县委书记余文斌 张　伟 “ ” （ ） 《 》 &nbsp;
&ldquo; &#12288; &amp; <p> </p> <b> ３．６公里 該鄉鎮 阿依夏木•肉孜 「 」 ! ？ — ： 1 序号 上一篇：
图为 摄 ABC def " 标题:
"""
MARKS = [" ", "\n", "\r\n", "\n\n", "\t", "　　", "\u200b", "\ufeff", "\u2028", "\x00"]
PIECES = st.sampled_from([*re.split("[ \n]", WORDS.strip()), *MARKS])


@pytest.mark.parametrize("row", table("traditional")[::97], ids=lambda row: row["traditional"])
def test_the_table_of_scripts_keeps_lengths(row: Row) -> None:
    assert len(row["traditional"]) == len(row["simplified"])
    assert row["kind"] in ("only", "shared", "phrase")


@given(st.lists(PIECES, max_size=60).map("".join))
def test_any_text_of_the_genre(raw: str) -> None:
    for article in cut(page(raw)):
        check(article)
        check_blocks(article)
        check_cover(article)


@given(st.text(max_size=200))
def test_any_text(raw: str) -> None:
    mapped = normalise(raw)
    assert len(mapped.text) == len(mapped.starts) == len(mapped.ends)
    for article in cut(page(raw)):
        check_blocks(article)
        assert article.span.end <= len(raw)


FORMS = [
    ("１２３，ＡＢ（１）％；：！？", "123,AB(1)%;:!?"),
    ("6～8亿元—全长", "6～8亿元—全长"),
    ("「嘉木」『獎』", "“嘉木”‘獎’"),
    ("阿依夏木•肉孜", "阿依夏木·肉孜"),
    ("买买提.吐尔逊", "买买提·吐尔逊"),
    ("增长3.5%", "增长3.5%"),
    ('他说"好"。', "他说“好”。"),
    ("a&amp;b &lt;1&gt;", "a&b <1>"),
    ("路面摊铺己近尾声", "路面摊铺己近尾声"),
    ("⽼街⾦山", "老街金山"),
    ("3亿─5亿元，6〜8倍", "3亿—5亿元,6～8倍"),
    ("长3㎞、库容9㎥", "长3km、库容9立方米"),
]


@pytest.mark.parametrize(("raw", "wanted"), FORMS)
def test_normal_forms(raw: str, wanted: str) -> None:
    assert normalise(raw).text == wanted


def test_simplified_text_keeps_its_few_traditional_characters() -> None:
    raw = "朱镕基、陶喆、李昇等出席会议，後来又参观了展览，大家讨论热烈。"
    assert normalise(raw).text.startswith("朱镕基、陶喆、李昇等出席会议,後来")


def test_traditional_text_is_simplified_with_its_phrases() -> None:
    raw = "縣長葉東籬瞭解到，乾隆年間這裡就設有書院，後來改為學堂，發展至今已經兩百餘年。"
    wanted = "县长叶东篱了解到,乾隆年间这里就设有书院,后来改为学堂,发展至今已经两百余年。"
    assert normalise(raw).text == wanted


def test_offsets_behind_an_entity() -> None:
    mapped = normalise("&ldquo;好&rdquo;")
    assert [(mapped.starts[i], mapped.ends[i]) for i in range(3)] == [(0, 7), (7, 8), (8, 15)]
