"""Pages of newspapers as PDF, with the order in which a reader reads their lines.

Only places and sizes tell the order: the lines can be written into the file in any order, as
layout programs do.  The letters are those of a font that every reader knows (STSong-Light).
"""

from __future__ import annotations

import hashlib
import io
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen.canvas import Canvas

FONT = "STSong-Light"
WIDTH, HEIGHT, MARGIN = 780.0, 1100.0, 40.0
SIZE, LEADING = 10.0, 14.0
_WORDS = (
    "县委书记余文斌到青石镇调研", "会议研究了下半年的重点工作", "青石溪治理工程完成投资两千万元",
    "各乡镇要把安全生产放在首位", "村民叶素琴说今年的收成不错", "县教育局新建了两所幼儿园",
    "项目将于十月底前完成主体建设", "县图书馆周末延长了开放时间", "第二水厂的管道已经铺到村口",
    "工作组走访了三十多户人家",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Line:
    """A printed line."""

    text: str
    x: float
    y: float
    size: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """A page: its lines in reading order, and rules as (left, right, y)."""

    name: str
    lines: tuple[Line, ...]
    rules: tuple[tuple[float, float, float], ...] = ()


def pdf(sheets: Sequence[Sheet], order: Callable[[Line], object] | None = None) -> bytes:
    """The pages as a file, their lines written in some order; by default as they are read."""
    pdfmetrics.registerFont(UnicodeCIDFont(FONT))
    target = io.BytesIO()
    canvas = Canvas(target, pagesize=(WIDTH, HEIGHT), invariant=True)
    for sheet in sheets:
        lines = sheet.lines if order is None else sorted(sheet.lines, key=order)  # type: ignore[type-var]
        for line in lines:
            canvas.setFont(FONT, line.size)
            canvas.drawString(line.x, HEIGHT - line.y - line.size, line.text)
        for left, right, y in sheet.rules:
            canvas.line(left, HEIGHT - y, right, HEIGHT - y)
        canvas.showPage()
    canvas.save()
    return target.getvalue()


def by_rows(line: Line) -> object:
    """From the top, across all columns."""
    return (line.y, line.x)


def shuffled(line: Line) -> object:
    """In no order at all."""
    return hashlib.sha256(f"{line.text}{line.x}{line.y}".encode()).hexdigest()


def article(
    name: str, x: float, y: float, width: float, height: float, columns: int,
    *, gutter: float = 14.0, headline: float = 24.0,
) -> list[Line]:  # fmt: skip
    """An article in a box: its headline over columns of text with paragraphs."""
    room = (width - gutter * (columns - 1)) / columns
    lines = [Line(f"{name}篇的标题在这里", x, y, headline)]
    top = y + headline * 1.5
    letters = int(room / SIZE)
    rows = int((y + height - top) / LEADING)
    text = _wrapped(name, letters, rows * columns)
    for count, words in enumerate(text):
        column, row = divmod(count, rows)
        indent = SIZE * (2 if words.startswith("　　") else 0)
        left = x + column * (room + gutter) + indent
        lines.append(Line(words.strip("　"), left, top + row * LEADING, SIZE))
    return lines


def _wrapped(name: str, letters: int, count: int) -> list[str]:
    """So many lines of text, each different, some of which begin a paragraph."""
    result: list[str] = []
    number = 0
    while len(result) < count:
        number += 1
        words = "".join(
            f"{name}{number}之{part}，{_WORDS[(number * 3 + part) % len(_WORDS)]}，"
            for part in range(1, 5)
        )
        whole = "　　" + words[:-1] + "。"
        result += [whole[at : at + letters] for at in range(0, len(whole), letters)]
    return result[:count]


def _sheet(
    name: str, *articles: list[Line], rules: Sequence[tuple[float, float, float]] = ()
) -> Sheet:
    return Sheet(name=name, lines=tuple(x for each in articles for x in each), rules=tuple(rules))


_FULL, _DEEP = WIDTH - 2 * MARGIN, HEIGHT - 2 * MARGIN
_HALF = (_FULL - 24) / 2
SHEETS = (
    _sheet("two articles side by side",
           article("甲", MARGIN, 40, _HALF, _DEEP, 1),
           article("乙", MARGIN + _HALF + 24, 40, _HALF, _DEEP, 1)),
    _sheet("one article in three columns", article("甲", MARGIN, 40, _FULL, _DEEP, 3)),
    _sheet("one article in five narrow columns",
           article("甲", MARGIN, 40, _FULL, _DEEP, 5, gutter=10)),
    _sheet("a wide article above two in two columns",
           article("甲", MARGIN, 40, _FULL, 420, 4),
           article("乙", MARGIN, 500, _HALF, 540, 2),
           article("丙", MARGIN + _HALF + 24, 500, _HALF, 540, 2)),
    _sheet("two columns at full height beside two articles",
           article("甲", MARGIN, 40, 260, _DEEP, 2),
           article("乙", MARGIN + 284, 40, _FULL - 284, 480, 3),
           article("丙", MARGIN + 284, 560, _FULL - 284, 480, 3, headline=30)),
    _sheet("masthead, then columns whose lines are not level",
           [Line("今日云岭", MARGIN, 40, 48), Line("2021年6月25日　星期五", MARGIN + 500, 64, 10)],
           article("甲", MARGIN, 130, 330, 900, 2),
           article("乙", MARGIN + 354, 137, _FULL - 354, 440, 2, headline=36),
           article("丙", MARGIN + 354, 600, _FULL - 354, 430, 2)),
    _sheet("articles one above the other, parted by rules",
           article("甲", MARGIN, 40, _FULL, 300, 3, headline=18),
           article("乙", MARGIN, 360, _FULL, 300, 3, headline=18),
           article("丙", MARGIN, 680, _FULL, 300, 4, headline=18),
           rules=((MARGIN, WIDTH - MARGIN, 350), (MARGIN, WIDTH - MARGIN, 670))),
    _sheet("short headlines over the first of three columns only",
           article("甲", MARGIN, 40, _FULL, 300, 3, headline=14),
           article("乙", MARGIN, 380, _FULL, 300, 3, headline=14),
           rules=((MARGIN, WIDTH - MARGIN, 360),)),
)  # fmt: skip

STORIES = {
    "云岭县召开重点项目推进会": (
        "本报讯（记者 程晓岚）6月24日，云岭县召开重点项目推进会，研究部署下半年项目建设工作。"
        "县委书记余文斌出席会议并讲话。",
        "会议指出，青石溪综合治理工程总投资2.8亿元，要抢抓晴好天气，确保10月底前完成主体工程建设。",
        "余文斌强调，各乡镇、各部门要把项目建设放在心上、抓在手上，每周会商一次，每月通报一次。",
    ),
    "青石镇第二水厂开工": (
        "本报讯（通讯员 何小禾）6月23日上午，青石镇第二水厂正式开工建设，县长徐光明宣布项目开工。",
        "该项目总投资9600万元，占地32亩，设计日供水3万吨，计划明年6月建成投用。",
    ),
    "石塘村的杨梅今年红了": (
        "近日，笔者走进石塘村，只见村口的杨梅园里一派忙碌景象，村民叶素琴正在采摘杨梅。",
        "“今年的收成不错，一天能摘两百多斤。”叶素琴说，去年她家卖杨梅收入六万元。",
    ),
}


def story(title: str, x: float, y: float, width: float, columns: int) -> list[Line]:
    """A story of `STORIES` with its headline over columns of one height."""
    room = (width - 14 * (columns - 1)) / columns
    letters = int(room / SIZE)
    words = [
        whole[at : at + letters]
        for whole in ("　　" + paragraph for paragraph in STORIES[title])
        for at in range(0, len(whole), letters)
    ]
    rows = -(-len(words) // columns)
    lines = [Line(title, x, y, 24)]
    for count, line in enumerate(words):
        column, row = divmod(count, rows)
        left = x + column * (room + 14) + (2 * SIZE if line.startswith("　　") else 0)
        lines.append(Line(line.strip("　"), left, y + 36 + row * LEADING, SIZE))
    return lines


#: A front page: the paper's name and day, a wide story, two stories side by side below it.
NEWS = _sheet(
    "front page",
    [Line("云岭日报", MARGIN, 40, 48), Line("2021年6月25日　星期五", MARGIN + 500, 64, 10)],
    *(
        story(title, x, y, width, columns)
        for title, (x, y, width, columns) in zip(
            STORIES,
            (
                (MARGIN, 130, _FULL, 3),
                (MARGIN, 380, _HALF, 2),
                (MARGIN + _HALF + 24, 380, _HALF, 2),
            ),
            strict=True,
        )
    ),
)
