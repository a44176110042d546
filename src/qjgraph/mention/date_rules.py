"""The wordings of dates: one or more patterns for each rule of `rules/dates.yaml`.

The order of `rules()` is the order of preference at one place in the text.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from qjgraph.mention import date_readers as read
from qjgraph.mention import date_words as w
from qjgraph.mention.date_readers import Reader
from qjgraph.mention.numerals import HAN


@dataclass(frozen=True, slots=True)
class DateRule:
    """A rule's id, its compiled pattern with named groups, and its reader."""

    id: str
    pattern: re.Pattern[str]
    read: Reader


_Y = (
    rf"(?:(?P<y>{w.YEAR})年(?:度)?|(?P<r>{w.RELATIVE_YEAR})的?|"
    r"(?P<t>同年|(?<![适正])当年|次年|翌年))"
)
_OPTIONAL_Y = rf"(?:{_Y},?)?"
_M = rf"(?P<m>{w.MONTH})"
_FREE_M = rf"(?:{_Y},?|{w.FREE}(?<![农阴古]历)){_M}"
_D = rf"(?P<d>{w.DAY})"
_NO_LUNAR = "(?![初十廿相三二一]|个)"
_N = rf"(?P<n>[0-9]+|[{HAN}]+)"
_NOT_COUNTED = f"(?<![0-9{HAN}几数多半整全当每历经常来])"
_QUOTE = '[“"‘]?'
_UNQUOTE = '[”"’]?'
#: A day without its month is one only where it stands like a date.
_DAY_BEFORE = r"(?:(?<=^)|(?<=[,。;:、\n( “])|(?<=[于在至从自到截者并又])|(?<=社电)|(?<=定于))"
_DAY_AFTER = (
    rf"(?={w.PART_OF_DAY}|[,、至到—\-]|在|从|举行|召开|起(?![来步])|前(?!往)|发布|获悉|消息|介绍|报道|"
    "电|讯|表示|通报|宣布|公布|当天|全天|夜间|以来|开始)"
)


def _days() -> list[tuple[str, str, Reader]]:
    second = rf"(?:(?:(?P<y2>{w.YEAR})年)?(?P<m2>{w.MONTH})月(?:份)?)?(?P<d2>{w.DAY})[日号]"
    iso = r"(?<![\w.\-/])(?P<y>(?:19|20)\d\d)(?P<c>[-/.])(?P<m>\d\d?)[-/.](?P<d>\d\d?)(?![\d\-/]|\.\d)"
    bare_range = rf"{w.FREE}{_D}(?:日{w.TIME})?{w.TO}(?P<d2>{w.DAY})日{w.TIME}"
    return [
        ("date-iso", iso + r"(?: \d{1,2}:\d\d(?::\d\d)?)?", read.iso),
        (
            "date-day-range",
            rf"{_FREE_M}月{_D}(?:[日号]{w.TIME})?{w.TO}{second}{w.TIME}",
            read.day_range,
        ),
        (
            "date-day-range",
            rf"{_FREE_M}月{_D}[日号]?{w.TIME}{w.AND}(?P<d2>{w.DAY})[日号]{w.TIME}",
            read.neighbours,
        ),
        ("date-month-day", rf"{_FREE_M}月(?:份)?{_D}[日号](?!线|路|楼|地|公告){w.TIME}", read.day),
        ("date-bare-day-range", bare_range, read.bare_day_range),
        ("date-bare-day", rf"{w.FREE}{_D}日{_DAY_AFTER}{w.TIME}", read.bare_day),
        ("date-bare-day", rf"{w.FREE}{_DAY_BEFORE}{_D}日(?=\)|。|\n|,){w.TIME}", read.bare_day),
    ]


def _months() -> list[tuple[str, str, Reader]]:
    second = rf"(?:(?P<y2>{w.YEAR})年)?(?P<m2>{w.MONTH})月(?:份)?"
    part = "(?P<p>上旬|中旬|下旬|初|中(?=[,。、)前\n])|底|末)"
    return [
        (
            "date-month-range",
            rf"{_FREE_M}(?:月(?:份)?)?{w.TO}{second}(?!{w.DAY}[日号])",
            read.month_range,
        ),
        (
            "date-month-range",
            rf"{_FREE_M}(?:月(?:份)?)?{w.AND}{second}(?!{w.DAY}[日号])",
            read.next_months,
        ),
        ("date-month-part", rf"{_FREE_M}月(?:份)?{part}", read.month),
        ("date-month", rf"{_FREE_M}月(?:份)?{_NO_LUNAR}", read.month),
        (
            "date-months-to",
            rf"(?:{_Y},?|(?<![的之以目到提在年月天日生]))前(?P<m>[0-9]+|[{HAN}]+)个?月(?!前|来)",
            read.months_to,
        ),
        (
            "date-relative-month",
            r"(?P<w>(?<!基)本|上|下|这|(?<![应适正])当|同|次)个?月(?:份)?(?!球|亮|色|光|牙|来|刊|报|薪|子|嫂|台)(?P<p>上旬|中旬|下旬|初|底|末)?",
            read.relative_month,
        ),
        (
            "date-relative-month",
            rf"(?<![0-9{HAN}个几数每岁日年当满蜜弥份])月(?P<p>上旬|中旬|下旬|初|底|末)(?=[前,。、完开建竣通投实])",
            read.relative_month,
        ),
    ]


def _parts_of_years() -> list[tuple[str, str, Reader]]:
    quarter = "(?P<q>第?[一二三四1234]|首)季度"
    first_quarter = quarter.replace("第?", "")
    season = "(?P<s>[春夏秋冬])(?:天|季(?!节?度))?(?![节运游招日兰雨茶耕])"
    flood = "(?P<p>(?:主汛期|汛期|入汛|汛|度汛)前|(?:主)?汛期)"
    return [
        ("date-quarters", rf"{_OPTIONAL_Y}(?:前(?P<q2>[二两三23])个?季度)", read.quarters),
        (
            "date-quarters",
            rf"{_OPTIONAL_Y}(?P<q>[一二三1-3])(?:季度)?{w.TO}(?P<q2>[二三四2-4])季度",
            read.quarters,
        ),
        ("date-quarter", rf"{_OPTIONAL_Y}(?<![前0-9])(?:第)?{first_quarter}", read.quarter),
        ("date-relative-quarter", r"(?P<w>(?<!基)本|上|下|当)一?个?季度", read.relative_quarter),
        ("date-half-year", rf"{_OPTIONAL_Y}(?P<h>[上下])半年", read.half),
        (
            "date-season",
            "(?P<s>[去今明][春夏秋冬])(?:、|和|到|至)?(?P<s2>[今明][春夏秋冬])?(?![花妮雨晓]|天气)",
            read.season_word,
        ),
        ("date-season", rf"{_Y}{season}", read.season),
        ("date-flood-season", rf"{_Y}{flood}", read.before_flood),
        ("date-flood-season", "(?P<p>(?<![主入])(?:主汛期|汛期|入汛|汛)前)", read.before_flood),
        (
            "date-year-part",
            rf"{_Y}年?(?P<p>底|末|初|中(?=[,。、)前完建投开])|内|终(?=[前,。]))",
            read.part_of_year,
        ),
        (
            "date-year-part",
            rf"{_NOT_COUNTED}(?<!末)年(?P<p>底|末|内(?!径)|终(?!奖|总|考|岁|述)|初(?![一二三四五六七八九])|中(?=[,。前完建]))",
            read.part_of_year,
        ),
    ]


def _years() -> list[tuple[str, str, Reader]]:
    bare = "(?!级|龄|检|审|薪|轻|货|夜饭|味|同期)"
    ago = rf"(?<![0-9.第近前这{HAN}]){_N}(?P<u>年|个月|天|周|个星期)(?:之前|以前|前)(?![十一二三四五六七八九])"
    recent = rf"(?:过去|最近|(?<![最将接])近|这){_N}(?P<u>年|个月|天|周)(?:以来|来|间|里)?"
    return [
        (
            "date-year-range",
            rf"(?P<y>{w.YEAR})年?(?:度)?{w.TO}(?P<y2>{w.YEAR}|[0-9]{{2}})年(?:度)?",
            read.year_range,
        ),
        ("date-year-range", "(?P<w>今明|去今|前去|明后)两年", read.two_years),
        ("date-year", rf"{_Y}{bare}", read.one_year),
        (
            "date-decade",
            rf"(?P<c>上世纪|本世纪|20世纪|二十世纪|21世纪)(?P<d>[1-9]0|[{HAN}]十)年代",
            read.decade,
        ),
        ("date-ago", ago, read.ago),
        ("date-recent", recent, read.recent),
        ("date-recent", rf"(?<![0-9.{HAN}]){_N}(?P<u>年)(?:以来|来)", read.recent),
    ]


def _others() -> list[tuple[str, str, Reader]]:
    week = (
        "(?P<w>上上|上|本|这|下)(?:个)?(?:周|星期|礼拜)(?P<k>[一二三四五六日天末](?!年|岁|次|期))?"
    )
    weekday = rf"(?<=[,。\n(])(?:周|星期|礼拜)(?P<k>[一二三四五六日天])(?={w.PART_OF_DAY}|,)"
    plan = rf"{_QUOTE}十(?P<n>[一二三四五六])五{_UNQUOTE}(?P<p>规划(?:时期|期间|期)|时期|期间|期末|末期?|初期?|收官之年|开局之年|以来)"
    around = "(?P<p>前后|左右|期间|假期|小长假|长假|黄金周)?"
    limit = "(?=前|之前|以前|当天|当日|以来|后|来临|到来|将至)"
    return [
        ("date-five-year-plan", plan, read.five_years),
        ("date-festival", rf"{_Y}的?(?P<f>{w.feasts()}){around}", read.festival),
        (
            "date-festival",
            rf"(?P<f>{w.feasts()})(?:(?P<p>前后|左右|期间|假期|小长假|长假)|{limit})",
            read.festival,
        ),
        (
            "date-solar-term",
            rf"(?P<f>{w.terms()})(?P<p>前后|左右|期间|时节|(?=前|当天|过后))",
            read.festival,
        ),
        (
            "date-relative-day",
            rf"(?P<w>[昨]|今(?!后)|(?<![以之从目年先])前|(?<![的好文光])明|(?<![以今之先最])后)(?:天(?!性|赋)|日(?![子报前头本新])|(?P<x>晚(?![会报])|夜(?!色)|早|晨)){w.TIME}",
            read.relative_day,
        ),
        (
            "date-same-day",
            rf"(?P<w>(?<![应适正])当|同|次|翌)(?:一?天|日|晚)(?!常|程|子|报){w.TIME}",
            read.same_day,
        ),
        ("date-week", rf"{week}{w.TIME}", read.week),
        ("date-weekday", weekday + w.TIME, read.weekday),
        ("date-now", w.vague_pattern("date-now"), read.vague),
        ("date-vague", w.vague_pattern("date-vague"), read.vague),
    ]


@cache
def rules() -> tuple[DateRule, ...]:
    """All rules in the order of preference."""
    rows = [*_days(), *_months(), *_parts_of_years(), *_others(), *_years()]
    return tuple(DateRule(id, re.compile(pattern), read) for id, pattern, read in rows)
