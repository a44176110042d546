"""What lines look like; sentences; clauses."""

from __future__ import annotations

import re

import pytest

from qjgraph.lexicon.marks import clauses
from qjgraph.lexicon.tables import Row, table
from qjgraph.segment.lines import is_furniture, is_titlelike
from qjgraph.segment.sentences import sentences


@pytest.mark.parametrize("row", table("furniture"), ids=lambda row: row["example"])
def test_furniture_of_the_lexicon(row: Row) -> None:
    assert is_furniture(row["example"])
    assert not row["near_miss"] or not is_furniture(row["near_miss"])


@pytest.mark.parametrize("row", table("kicker_cues"), ids=lambda row: row["example"])
def test_kickers_of_the_lexicon(row: Row) -> None:
    assert re.search(row["pattern"], row["example"])
    assert not re.search(row["pattern"], row["near_miss"])


@pytest.mark.parametrize("line", ["县政府召开第41次常务会议", "比学赶超!", "县住建局:春季绿化铺开"])
def test_titlelike(line: str) -> None:
    assert is_titlelike(line)


@pytest.mark.parametrize(
    "line", ["会议还研究了其他事项。", "一、决定任命", "分会场的项目包括:", "1", "省、"]
)
def test_not_titlelike(line: str) -> None:
    assert not is_titlelike(line)


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("一句。两句!三句?", ["一句。", "两句!", "三句?"]),
        ("“够了。”村支书说。", ["“够了。”", "村支书说。"]),
        ("“够了。”,他说。好。", ["“够了。”,他说。", "好。"]),
        ("审议《意见。草案》等。", ["审议《意见。草案》等。"]),
        ("工程(含一期。)开工。", ["工程(含一期。)开工。"]),
        ("全长3.6公里。", ["全长3.6公里。"]),
        ("以“谁来种地?”为题座谈。", ["以“谁来种地?”为题座谈。"]),
        ("没有句号", ["没有句号"]),
        ("真好!!太好了……", ["真好!!", "太好了……"]),
    ],
)
def test_sentences(text: str, wanted: list[str]) -> None:
    assert [text[b:e] for b, e in sentences(text, 0, len(text))] == wanted


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("总投资2.8亿元,占地420亩;", ["总投资2.8亿元", "占地420亩"]),
        ("他说:“好。”", ["他说", "“好"]),
        ("预算1,298.00万元,上午9:30开标", ["预算1,298.00万元", "上午9:30开标"]),
        ("", []),
    ],
)
def test_clauses(text: str, wanted: list[str]) -> None:
    assert [text[b:e] for b, e in clauses(text, 0, len(text))] == wanted
