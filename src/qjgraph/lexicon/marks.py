"""Clauses, and stretches of a sentence that several grammars read."""

from __future__ import annotations

import re

#: 在副市长赵谦陪同下,到…: who goes along stands between the leader of a visit and its verb.
ALONG = re.compile(r"在[^。;:!?\n]{2,80}?(?:陪同|陪伴)下,?")
#: By these somebody takes, has or leaves a post: 任, 现任, 曾任, 不再担任, 挂职任.
TAKES_POST = r"(?:挂职|不再|[现曾原历新兼调升转改继接就留出担挂]){0,2}任"
#: Divisions before a post, the wider first: 云岭县白水镇|大坪村党支部书记.
DIVISIONS_BEFORE = r"(?:[一-鿿]{2,8}[省市州盟县区镇乡]){0,3}"

_CLAUSE = re.compile(r"[,，;；:：。！？!?]+[”’」』)）》】]*")
#: A comma or colon between digits is part of a number or a time.
_INSIDE_NUMBER = re.compile(r"(?<=\d)[,:](?=\d)")


def clauses(text: str, begin: int, end: int) -> list[tuple[int, int]]:
    """The clauses of `text[begin:end]` as half-open positions, marks left out.

    Closing quotes and brackets after a mark stay outside too; empty stretches are left out.
    """
    result: list[tuple[int, int]] = []
    start = begin
    for match in _CLAUSE.finditer(text, begin, end):
        if _INSIDE_NUMBER.match(text, match.start()) and len(match.group()) == 1:
            continue
        if match.start() > start:
            result.append((start, match.start()))
        start = match.end()
    if start < end:
        result.append((start, end))
    return result
