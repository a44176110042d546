"""The words that dates are made of, as pieces of regular expressions and as tables."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache
from typing import Final

from qjgraph.lexicon.tables import Row, table
from qjgraph.mention.calendar import festival_names, is_term

_FIGURES: Final = "〇零○一二三四五六七八九"
#: A four-digit year, Arabic or Chinese, not inside a longer number.
YEAR: Final = rf"(?<![0-9.])(?:(?:19|20)\d\d|(?:一九|二[〇零○])[{_FIGURES}]{{2}})"
MONTH: Final = "(?:1[0-2]|0?[1-9]|十[一二]?|[一二三四五六七八九])"
_TO_NINE: Final = "[一二三四五六七八九]"
DAY: Final = f"(?:3[01]|[12][0-9]|0?[1-9]|三十一?|二十{_TO_NINE}?|十{_TO_NINE}?|{_TO_NINE})"
#: Between the two ends of a period, and between two neighbours.
TO: Final = "(?:至|到|——|—|–|―|-|~|～)"
AND: Final = "(?:、|和|及)"
#: No number, ordinal or measure word right before.
FREE: Final = "(?<![0-9.第个十百千万零〇一二三四五六七八九几两每])"

#: Years told by a word: the shift from the paper's year, and whether the text's last year counts.
PAPER_YEARS: Final = {
    "今年": 0, "本年度": 0, "本年": 0, "去年": -1, "上年": -1, "上一年": -1, "前年": -2,
    "明年": 1, "后年": 2, "大前年": -3,
}  # fmt: skip
TEXT_YEARS: Final = {"同年": 0, "当年": 0, "次年": 1, "翌年": 1}
_NO_YEAR = "(?![均产销处利税可供增代轻])"
RELATIVE_YEAR: Final = (
    "(?:(?<![当如])今年|(?<![成基资])本年度|(?<![成基资])本年(?!级)|(?<!过)去年|上年|上一年|大前年|"
    f"(?<![以之从目])前年|(?<![鲜说文光聪透证表])明年|(?<![以今之先])后年){_NO_YEAR}"
)

_PART = (
    "(?:凌晨|清晨|清早|早上|早晨|上午|中午|午间|午后|下午|傍晚|晚上|晚间|夜间|深夜|当晚|晨|"
    "早(?![报餐期些已在市稻茶])|晚(?![会报宴餐稻自])|夜(?![市色景班校]))"
)
_HOUR = "(?:[01]?[0-9]|2[0-4]|零|十[一二]?|[一二三四五六七八九]|两)"
_CLOCK = (
    rf"(?:{_HOUR}[时点](?:(?:[0-5]?[0-9]|[一二三四五]?十?[一二三四五六七八九]?)分|半|整|许|一刻)?|"
    r"[01]?[0-9]:[0-5][0-9](?::[0-5][0-9])?|2[0-3]:[0-5][0-9])(?:左右|许)?"
)
#: A time of day: it belongs to the words of a date, its value is left to the reader.
TIME: Final = (
    rf"(?: ?\((?:星期|周)[一二三四五六日天]\))?(?: ?{_PART})?"
    rf"(?: ?{_CLOCK}(?:{TO}{_PART}?{_CLOCK})?)?"
)
PART_OF_DAY: Final = _PART

#: What may follow and limits the date: 前, 以来, 起, 前后.
SUFFIX: Final = re.compile(
    "(?P<around>前后|左右)|(?P<since>以来|(?<=年)来(?=[,、。全我各])|起(?![来步伏草诉到点重降飞义底码航吊爆火因]))|"
    "(?P<before>之前|以前|前夕|前(?![往来后去线期沿进台景任方面列身述夜三两二年所提瞻端]|[0-9一四五六七八九十]))|"
    "(?P<until>止(?!跌))"
)
UNTIL: Final = re.compile("(?:截至|截止到?|截止至|截至到)$")


def alternatives(words: Iterable[str]) -> str:
    """A group of literal words, the longest first."""
    ordered = sorted(set(words), key=lambda word: (-len(word), word))
    return "(?:" + "|".join(map(re.escape, ordered)) + ")"


@cache
def vague_words() -> dict[str, Row]:
    """The rows of `date_vague.tsv` by word."""
    return {row["word"]: row for row in table("date_vague")}


@cache
def vague_pattern(rule: str) -> str:
    """All words of one rule with what may not stand around them."""
    rows = [row for row in vague_words().values() if row["rule"] == rule]
    rows.sort(key=lambda row: (-len(row["word"]), row["word"]))
    return "(?:" + "|".join(map(_guarded, rows)) + ")"


def _guarded(row: Row) -> str:
    before = f"(?<![{row['not_after']}])" if row["not_after"] else ""
    after = f"(?!{row['not_before']})" if row["not_before"] else ""
    return before + re.escape(row["word"]) + after


@cache
def beginnings(kind: str) -> str:
    """The characters that the words of a kind begin with: feast, term, date-now, date-vague."""
    if kind in ("feast", "term"):
        names = festival_names().items()
        found = (word for word, name in names if is_term(name) == (kind == "term"))
    else:
        found = (word for word, row in vague_words().items() if row["rule"] == kind)
    return "".join(sorted({word[0] for word in found}))


@cache
def feasts() -> str:
    """Every wording of a festival, with or without quotation marks, as one group."""
    return alternatives(word for word, name in festival_names().items() if not is_term(name))


@cache
def terms() -> str:
    """Every solar term, as one group."""
    return alternatives(word for word, name in festival_names().items() if is_term(name))
