"""Parts of a body that are bodies of their own: a committee, a team, a department, a branch."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from qjgraph.lexicon.rules import confidence
from qjgraph.model import Mention

_COMMITTEE = re.compile(
    r"(?:(?!关于|设立|的|和)[\u4e00-\u9fff]){2,18}?(?:工作委员会|专门委员会|专委会|工委)"
)

#: 国务院|第八督查组, 自治区党委|第二生态环境保护督察组.
_TEAM = re.compile(
    r"(?:第[一二三四五六七八九十\d]{1,3})(?:(?!的|和)[\u4e00-\u9fff]){0,10}?"
    r"(?:督[查察导]|巡[视察查]|检查|考核|调研|工作|指导|验收)组"
)

#: 水利部|建设司.
_BUREAU = re.compile(
    r"(?!的|和|与|有关|相关)[\u4e00-\u9fff]{2,8}?司(?=副?[司处]长|[一二三四]级|党)"
)
_UNIT = re.compile(
    r"[\u4e00-\u9fff]{2,8}?(?:[一二三四五六七八九十]部|事业部|管理部|项目部|工程部|市场部|[一二三四五六七八九]分公司|分公司|支行)"
)

#: What a body of a type may have, as read right behind its name.
_PARTS = {
    "congress": _COMMITTEE,
    "conference": _COMMITTEE,
    "party": _TEAM,
    "government": _TEAM,
    "department": _BUREAU,
}


def committees(text: str, body: Mention) -> Iterator[Mention]:
    """渭东区人大常委会 + 城乡建设与环境资源保护工作委员会, 国务院 + 第八督查组."""
    part = _PARTS.get(body.type)
    match = part.match(text, body.end) if part else None
    if match:
        kind = "department" if part is _BUREAU else "team"
        yield _part(body, match, kind)


def units(text: str, bodies: list[Mention]) -> Iterator[Mention]:
    """A company's 工程管理一部: a body of its own beside the company."""
    for body in bodies:
        match = _UNIT.match(text, body.end) if body.type == "company" else None
        if match and text[body.end] not in "的和与":
            yield _part(body, match, body.type)


def _part(body: Mention, match: re.Match[str], kind: str) -> Mention:
    return replace(
        body, end=match.end(), name=body.name + match.group(), type=kind, rule="body-unit",
        confidence=confidence("body-unit"),
    )  # fmt: skip
