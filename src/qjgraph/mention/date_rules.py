"""The wordings of dates: one or more patterns for each rule of `rules/dates.yaml`.

The order of `rules()` is the order of preference at one place in the text.
"""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass
from functools import cache

from qjgraph.mention import date_periods as periods
from qjgraph.mention import date_readers as read
from qjgraph.mention import date_words as w
from qjgraph.mention.date_readers import Reader
from qjgraph.mention.numerals import HAN


@dataclass(frozen=True, slots=True)
class DateRule:
    """A rule's id, the characters it can begin with, its pattern and its reader."""

    id: str
    starts: str
    pattern: re.Pattern[str]
    read: Reader


_Row = tuple[str, str, str, Reader]

# ------------------------------------------------------------------- pieces of patterns

_FIGURES = "0123456789〇零○一二三四五六七八九十"
#: What a wording with an optional year, or with a year, begins with.
_DATED = _FIGURES + "今本去上大前明后同当次翌"

_Y = (
    rf"(?:(?P<y>{w.YEAR})年(?:度)?|(?P<r>{w.RELATIVE_YEAR})的?|"
    r"(?P<t>同年|(?<![适正])当年|次年|翌年))"
)
_MAYBE_Y = rf"(?:{_Y},?)?"
_Y2 = rf"(?:(?P<y2>{w.YEAR})年|(?P<r2>今年|本年|明年|后年|次年|翌年))?"
_M = rf"(?:{_MAYBE_Y}(?P<m>{w.MONTH}))"
_MONTH = rf"(?:{_Y},?|{w.FREE}(?<![农阴古]历))(?P<m>{w.MONTH})"
_MONTH2 = rf"{_Y2}(?P<m2>{w.MONTH})月(?:份)?"
_DAY = rf"(?P<d>{w.DAY})"
_DAY2 = rf"(?P<d2>{w.DAY})"
_ANY = f"(?:[0-9]+|[{HAN}]+)"
_SAME = "(?<![应适正])当|(?<![不共相如])同|(?<![首每一二三四五两多几再0-9])次"
_MONTH_WORD = f"(?P<w>(?<![基资原日])本|(?<![马以])上|下|这|{_SAME})个?月"
_MONTH_PART = "(?P<p>上中旬|中下旬|上旬|中旬|下旬|初|底|末)"
#: A day without its month is one only where it stands like a date.
_DAY_BEFORE = r"(?:(?<=^)|(?<=[,。;:、\n( “])|(?<=[于在至从自到截者并又])|(?<=社电)|(?<=定于))"
_DAY_AFTER = (
    rf"(?={w.PART_OF_DAY}|[,、至到—\-]|在|从|举行|召开|起(?![来步])|前(?!往)|发布|获悉|消息|"
    "介绍|报道|电|讯|表示|通报|宣布|公布|当天|全天|夜间|以来|开始|称)"
)
#: What makes 5日 a length of time, before and behind it.
_LASTING = "[期时约共满达过长近为超逾到足每]"
_SPAN = "[内后游龄均间之里制元报线程行]|以[内后上]|左右|连"
#: Behind these a bare 年内, 年底 belongs to a number or another word: 三年内, 末年初.
_UNCOUNTED = f"(?<![0-9{HAN}几数多半整全当每历经常来末])"
_LUNAR = "[初十廿相三二一天]|个|[0-9]{1,2}[日号]"


# --------------------------------------------------------------------------- the rows


def _days() -> list[_Row]:
    time = w.TIME
    iso = (
        r"(?<![A-Za-z0-9.\-/])(?P<y>(?:19|20)\d\d)[-/.](?P<m>\d\d?)[-/.](?P<d>\d\d?)(?![\d\-/]|\.\d)"
        r"(?: \d{1,2}:\d\d(?::\d\d)?)?"
    )
    until = rf"起?{w.TO}(?:{_MONTH2})?{_DAY2}[日号]{time}"
    beside = rf"{w.AND}{_DAY2}[日号]{time}"
    bare = rf"{w.FREE}(?<![月周]){_DAY}日"
    # In figures most words may follow; those that make it a length of time may not.
    figures = rf"{bare}(?<=[0-9]日)(?<!{_LASTING}.日)(?<!{_LASTING}..日)(?=[一-龥])(?!{_SPAN})"
    return [
        ("date-iso", "12", iso, read.iso),
        ("date-day-range", _DATED, rf"{_MONTH}月{_DAY}(?:[日号]{time})?{until}", read.day_range),
        ("date-day-range", _DATED, rf"{_MONTH}月{_DAY}[日号]?{time}{beside}", read.neighbours),
        (
            "date-month-day",
            _DATED,
            rf"{_MONTH}月(?:份)?{_DAY}(?:[日号](?![线路楼地]|公告)|(?=[上下]午)){time}",
            read.day,
        ),
        ("date-relative-day", "今昨前明", rf"[今昨前明]\({_DAY}\)日{time}", read.named_day),
        (
            "date-day-range",
            "本上下这当同次",
            rf"{_MONTH_WORD}{_DAY}(?:[日号]{time})?{w.TO}{_DAY2}[日号]{time}",
            read.relative_month,
        ),
        (
            "date-month-day",
            "本上下这当同次",
            rf"{_MONTH_WORD}{_DAY}[日号]{time}",
            read.relative_month,
        ),
        (
            "date-bare-day-range",
            _FIGURES,
            rf"{w.FREE}{_DAY}(?:日{time})?{w.TO}{_DAY2}日(?!{_SPAN}){time}",
            read.bare_day_range,
        ),
        ("date-bare-day", _FIGURES, rf"{bare}{_DAY_AFTER}{time}", read.bare_day),
        ("date-bare-day", _FIGURES, rf"{_DAY_BEFORE}{bare}(?=[)。,\n]){time}", read.bare_day),
        ("date-bare-day", "123456789", figures + time, read.bare_day),
    ]


def _months() -> list[_Row]:
    no_day = rf"(?!{w.DAY}[日号])"
    maybe = "(?:月(?:份)?)?"
    part = r"(?P<p>上中旬|中下旬|上旬|中旬|下旬|初|中(?=[,。、)前\n])|底|末)"
    first = rf"(?:{_Y},?|(?<![的之以目到提在年月天日生]))前(?P<m>{_ANY})个?月(?!前|来)"
    word = rf"{_MONTH_WORD}(?:份)?(?![球亮色光牙来刊报薪子嫂台]){_MONTH_PART}?"
    ahead = "(?=[前,。、完开建竣通投实能可将就正交具全验达进新结封基])"
    bare = rf"(?<![0-9{HAN}个几数每岁日年当满蜜弥份])月{_MONTH_PART}{ahead}"
    return [
        ("date-month-range", _DATED, rf"{_MONTH}{maybe}{w.TO}{_MONTH2}{no_day}", read.month_range),
        ("date-month-range", _DATED, rf"{_MONTH}{maybe}{w.AND}{_MONTH2}{no_day}", read.next_months),
        ("date-month-part", _DATED, rf"{_MONTH}月(?:份)?{part}", read.month),
        ("date-month", _DATED, rf"{_MONTH}月(?:份)?(?!{_LUNAR})", read.month),
        ("date-months-to", _DATED, first, read.months_to),
        ("date-relative-month", "本上下这当同次", word, read.relative_month),
        ("date-relative-month", "月", bare, read.relative_month),
    ]


def _quarters() -> list[_Row]:
    first = rf"{_MAYBE_Y}(?:前(?P<q2>[二两三23])个?季度)"
    several = rf"{_MAYBE_Y}(?P<q>[一二三1-3])(?:季度)?{w.TO}(?P<q2>[二三四2-4])季度"
    one = rf"{_MAYBE_Y}(?<![前0-9])(?:第)?(?P<q>[一二三四1234]|首)季度"
    word = "(?P<w>(?<![基日])本|上|下|当)一?个?季度"
    return [
        ("date-quarters", _DATED, first, periods.quarters),
        ("date-quarters", _DATED, several, periods.quarters),
        ("date-quarter", _DATED + "第首", one, periods.quarter),
        ("date-relative-quarter", "本上下当", word, periods.relative_quarter),
        ("date-half-year", _DATED + "下", rf"{_MAYBE_Y}(?P<h>[上下])半年", periods.half),
    ]


def _seasons() -> list[_Row]:
    ripe = "(?![节运游招日兰雨茶耕小粮秋冬夏春管收种航播闲训储修捕风灌奥残]|天气|来)"
    season = rf"{_Y}(?P<s>[春夏秋冬])(?:天|季(?!节?度))?{ripe}"
    word = (
        rf"(?<!过)(?P<s>[去今明][春夏秋冬])(?:、|和|到|至)?(?P<s2>[今明][春夏秋冬])?"
        rf"{ripe}(?![花妮晓])"
    )
    flood = rf"{_Y}(?P<p>(?:主汛期|汛期|入汛|汛|度汛)前|(?:主)?汛期)"
    return [
        ("date-season", "去今明", word, periods.season_word),
        ("date-season", _DATED, season, periods.season),
        ("date-flood-season", _DATED, flood, periods.before_flood),
        (
            "date-flood-season",
            "主汛入",
            "(?P<p>(?<![主入])(?:主汛期|汛期|入汛|汛)前)",
            periods.before_flood,
        ),
    ]


def _years() -> list[_Row]:
    part = r"(?P<p>底|末|初|中(?=[,。、)前完建投开])|内|终(?=[前,。]))"
    bare = (
        rf"{_UNCOUNTED}年(?P<p>底|末|内(?!径)|终(?![奖总考岁述])|"
        "初(?![一二三四五六七八九])|中(?=[,。前完建]))"
    )
    short = r"(?<![0-9.第])(?P<y>[01]\d)年(?P<p>底|末|初)(?![一二三四五六七八九])"
    until = rf"(?P<y>{w.YEAR})年?(?:度)?{w.TO}(?P<y2>{w.YEAR}|[0-9]{{2}})年(?:度)?"
    beside = rf"(?P<y>{w.YEAR})年?(?:、|和)(?P<y2>{w.YEAR})年(?:度)?(?!{w.MONTH}月)"
    bracket = rf"(?<=[(（])(?P<y>{w.YEAR}){w.TO}(?P<y2>{w.YEAR})(?=[)）])"
    decade = rf"(?P<c>上世纪|本世纪|20世纪|二十世纪|21世纪)(?P<d>[1-9]0|[{HAN}]十)年代"
    return [
        ("date-year-part", _DATED, rf"{_Y}年?{part}", periods.part_of_year),
        ("date-year-part", "01", short, periods.short_year),
        ("date-year-part", "年", bare, periods.part_of_year),
        ("date-year-range", "12一二", until, periods.year_range),
        ("date-year-range", "12", bracket, periods.year_range),
        ("date-year-range", "12", beside, periods.next_years),
        ("date-year-range", "今去前明", "(?P<w>今明|去今|前去|明后)两年", periods.two_years),
        ("date-decade", "上本2二", decade, periods.decade),
        ("date-year", _DATED, rf"{_Y}(?!级|龄|检|审|薪|轻|货|夜饭|味|同期)", periods.one_year),
    ]


def _whiles() -> list[_Row]:
    number = rf"(?P<n>{_ANY})"
    ago = (
        rf"(?<![0-9.第近前这{HAN}]){number}(?P<u>年|个月|天|周|个星期)"
        "(?:之前|以前|前)(?![十一二三四五六七八九])"
    )
    recent = rf"(?:过去|最近|(?<![最将接])近|这){number}(?P<u>年|个月|天|周)(?:以来|来|间|里)?"
    since = rf"(?<![0-9.{HAN}]){number}(?P<u>年)(?:以来|来)"
    figures = _FIGURES + "两百"
    return [
        ("date-ago", figures, ago, periods.ago),
        ("date-recent", "过最近这", recent, periods.recent),
        ("date-recent", figures, since, periods.recent),
    ]


def _feasts() -> list[_Row]:
    feast, starts = w.feasts(), w.beginnings("feast")
    plan = (
        '[“"‘]?十(?P<n>[一二三四五六])五[”"’]?(?P<p>规划(?:时期|期间|期)|时期|期间|期末|末期?|'
        "初期?|收官之年|开局之年|(?=以来))"
    )
    around = "(?P<p>前后|左右|期间|(?:假期|小长假|长假|黄金周)(?:期间)?)"
    limit = "(?=前|之前|以前|当天|当日|以来|后|来临|到来|将至)"
    term = rf"(?P<f>{w.terms()})(?P<p>前后|左右|期间|时节|(?=前|当天|过后))"
    return [
        ("date-five-year-plan", '“"‘十', plan, periods.five_years),
        (
            "date-festival",
            _DATED,
            rf"{_Y}的?(?P<f>{feast})(?!档|晚会|联欢|团拜){around}?",
            periods.festival,
        ),
        ("date-festival", starts, rf"(?P<f>{feast})(?:{around}|{limit})", periods.festival),
        ("date-solar-term", w.beginnings("term"), term, periods.festival),
    ]


def _words() -> list[_Row]:
    day = (
        "(?P<w>昨|今(?!后)|(?<![以之从目年先])前|(?<![的好文光])明|(?<![以今之先最])后)"
        "(?:天(?![性赋然])|日(?![子报前头本新]|[一-龥]{2,4}(?:讯|报|网|客户端|融媒|新闻))|晚(?![会报])|夜(?!色)|早|晨)"
    )
    same = f"(?P<w>{_SAME}|翌)(?:一?天|日|晚)(?![常程子报益])"
    week = (
        "(?P<w>上上|(?<!以)上|(?<!基)本|这|下)个?(?:周(?![边围密全长转岁知口刊])|星期|礼拜)"
        "(?P<k>[一二三四五六日天末](?![年岁次期]))?"
    )
    weekday = rf"(?<=[,。\n(])(?:周|星期|礼拜)(?P<k>[一二三四五六日天])(?={w.PART_OF_DAY}|,)"
    return [
        ("date-relative-day", "昨今前明后", day + w.TIME, read.relative_day),
        ("date-same-day", "当同次翌", same + w.TIME, read.same_day),
        ("date-week", "上本这下", week + w.TIME, read.week),
        ("date-weekday", "周星礼", weekday + w.TIME, read.weekday),
        ("date-now", w.beginnings("date-now"), w.vague_pattern("date-now"), periods.vague),
        ("date-vague", w.beginnings("date-vague"), w.vague_pattern("date-vague"), periods.vague),
    ]


@cache
def rules() -> tuple[DateRule, ...]:
    """All rules in the order of preference."""
    rows = [
        *_days(), *_months(), *_quarters(), *_seasons(), *_feasts(), *_whiles(), *_words(),
        *_years(),
    ]  # fmt: skip
    return tuple(
        DateRule(id, starts, re.compile(pattern), reader) for id, starts, pattern, reader in rows
    )


@cache
def rules_from(start: str) -> tuple[DateRule, ...]:
    """The rules that can begin with a character, in the order of preference."""
    return tuple(rule for rule in rules() if start in rule.starts)


@cache
def anywhere() -> re.Pattern[str]:
    """Where some rule may match: all patterns in one, by the characters they begin with.

    Groups' names are dropped; the look-ahead of each part keeps most of the text from being
    tried against most of the patterns.
    """
    parts: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    for rule in rules():
        begin, rest = _parted(_unnamed(rule.pattern.pattern))
        parts[rule.starts][begin].append(rest)
    every = "".join(sorted({char for starts in parts for char in starts}))
    groups = (
        f"(?=[{re.escape(starts)}])(?:{'|'.join(map(_joined, found.items()))})"
        for starts, found in parts.items()
    )
    return re.compile(f"(?=[{re.escape(every)}]){_NO_AMOUNT}(?:{'|'.join(groups)})")


#: What follows the first figures of every wording; behind most others (亿元, %) none need be tried.
_NO_AMOUNT = r"(?![0-9]++(?:[^年月日号季度至到—–―\-~～、和及个天周世/.]|\.(?<![12][0-9]{3}\.)))"


def _unnamed(pattern: str) -> str:
    return re.sub(r"\(\?P<\w+>", "(?:", pattern)


def _parted(pattern: str) -> tuple[str, str]:
    """A pattern's beginning, where many begin so, and its rest; tried once for all of them."""
    for begin in map(_unnamed, (_MONTH, _MAYBE_Y, _Y)):
        rest = pattern.removeprefix(begin)
        if rest != pattern and rest[:1] not in "?*+{":
            return begin, rest
    return "", pattern


def _joined(part: tuple[str, list[str]]) -> str:
    begin, rests = part
    return f"{begin}(?:{'|'.join(rests)})" if begin else "|".join(rests)
