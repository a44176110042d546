"""Sentences of a block."""

from __future__ import annotations

import re
from collections.abc import Iterator

from qjgraph.segment.marks import HAN

#: Brackets and titles are passed over whole; so is a short quotation inside a sentence.
_SCAN = re.compile(
    rf"《[^《》\n]{{1,80}}》|\([^()\n]{{1,200}}\)|(?<=[{HAN}])“[^“”。!?\n]{{1,24}}[!?]”(?=[{HAN},、;])"
    r"|[。!?]++[。!?…]*+[”’)》】\"]*+(?![,、;:)])"
)


def sentences(text: str, begin: int, end: int) -> Iterator[tuple[int, int]]:
    """The sentences of `text[begin:end]`, end mark and closing quotes included."""
    start = begin
    for match in _SCAN.finditer(text, begin, end):
        if match.group()[0] in "。!?":
            yield start, match.end()
            start = match.end()
            while start < end and text[start] == " ":
                start += 1
    if start < end:
        yield start, end
