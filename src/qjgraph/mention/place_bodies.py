"""Short forms of divisions that open the name of a body, a firm or a site of the net."""

from __future__ import annotations

import re

from qjgraph.mention.place_scene import Scene

#: What makes a short form a part of a body's or a paper's name: 湖南分社, 中国辽宁网.
OF_BODY = re.compile(
    r"分(?:社|行|校|公司|院)|[\u4e00-\u9fff]{0,2}(?<![路电管水上渔光联入并触官台球])网"
    r"(?![络上点格约箱管站通民友红购吧球])"
)
_FIRM = re.compile(
    r"(?!引进|投资|成立|招商|走进|考察|调研|参观|注册|对接|走访|学习|采购|邀请|等)[\u4e00-\u9fff()]{2,16}?(?:有限(?:责任)?公司|股份公司)"
)

#: A firm's short name in a project's: 湖南钜荣轮胎制造项目.
_PROJECT = re.compile(r"[\u4e00-\u9fff]{4,24}?项目")

#: Words that no firm's name holds before its kind, by their part of speech.
_BETWEEN = frozenset(("p", "c", "u", "uj", "ul", "d", "m", "r", "f", "x"))

#: Before the names of those who made a page: 责编:林清溪
CREDIT = re.compile(
    "(?:编辑|责编|校对|审核|编审|终审|复审|初审|作者|记者|通讯员|摄影|撰稿|供稿)[::/ ]{1,2}$"
)


def of_body(here: Scene, end: int) -> bool:
    """Whether a short form opens the name of a branch, a site of the net or a firm."""
    if OF_BODY.match(here.text, end):
        return True
    firm = _FIRM.match(here.text, end) or (
        _PROJECT.match(here.text, end) if {end + 1, end + 2} <= here.bounds else None
    )
    return firm is not None and not any(
        here.tags.get(at) in _BETWEEN for at in range(end + 1, firm.end())
    )
