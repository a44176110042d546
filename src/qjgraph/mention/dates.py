"""Dates and periods in a text, read against the paper's date and the dates before them.

`find` goes through the text once, from date to date; what it has read so far decides
10日下午, 当日 and a month whose sentence names the year.  What a rule reads is in
`date_rules.py`, what it is read against in `date_frame.py`.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from qjgraph.mention import calendar
from qjgraph.mention.calendar import Stretch
from qjgraph.mention.date_frame import Frame
from qjgraph.mention.date_readers import says_year
from qjgraph.mention.date_rules import DateRule, anywhere, rules_from
from qjgraph.mention.date_words import SUFFIX, UNTIL
from qjgraph.model import DateValue

_TITLES = re.compile("《[^《》\n]{1,80}》")


@dataclass(frozen=True, slots=True, kw_only=True)
class DateHit:
    """A date found in a text.

    Attributes:
        begin, end: half-open positions in the text, time of day and 前, 以来 included.
        value: what it means; an empty `edtf` for a vague wording.
        rule: the rule of `data/lexicon/rules/dates.yaml`.
        limit: `before` (前), `since` (以来, 起), `by` (截至) or empty.
    """

    begin: int
    end: int
    value: DateValue
    rule: str
    limit: str = ""


def find(
    text: str, *, published: date | None, spans: Sequence[tuple[int, int]] | None = None
) -> list[DateHit]:
    """All dates of a text in its order, none inside 《》.

    Args:
        text: a view's text.
        published: the paper's date; None leaves 6月25日 as `XXXX-06-25`.
        spans: stretches of the text to read, in order; None reads the whole text.
    """
    frame = Frame(text=text, published=published)
    titles = [match.span() for match in _TITLES.finditer(text)]
    begins = [begin for begin, _ in titles]
    hits = []
    for begin, end in spans or [(0, len(text))]:
        for hit in _scan(frame, begin, end):
            at = bisect_right(begins, hit.begin) - 1
            if at < 0 or titles[at][1] <= hit.begin:
                hits.append(hit)
    return hits


def _scan(frame: Frame, begin: int, end: int) -> Iterator[DateHit]:
    search = anywhere().search
    while match := search(frame.text, begin, end):
        hit = _first(frame, match.start(), end)
        begin = match.start() + 1 if hit is None else hit.end
        if hit is not None:
            yield hit


def _first(frame: Frame, at: int, stop: int) -> DateHit | None:
    """The hit of the first rule that can read the words at a place."""
    for rule in rules_from(frame.text[at]):
        match = rule.pattern.match(frame.text, at, stop)
        if match is None:
            continue
        stretch = rule.read(match, frame)
        if stretch is not None:
            return _hit(frame, rule, match, stretch)
    return None


def _hit(frame: Frame, rule: DateRule, match: re.Match[str], stretch: Stretch) -> DateHit:
    frame.note(stretch, match.end(), stated=says_year(match))
    end, limit = match.end(), ""
    if suffix := SUFFIX.match(frame.text, end):
        end, limit = suffix.end(), _LIMITS[suffix.lastgroup or ""]
        if suffix.group() in ("以来", "来") and stretch.edtf:
            stretch = calendar.since(stretch)
    elif UNTIL.search(frame.text, max(0, match.start() - 4), match.start()):
        limit = "by"
    value = DateValue(
        edtf=stretch.edtf,
        earliest=stretch.earliest,
        latest=stretch.latest,
        granularity=stretch.granularity,
        text=frame.text[match.start() : end],
    )
    return DateHit(begin=match.start(), end=end, value=value, rule=rule.id, limit=limit)


_LIMITS = {"around": "", "since": "since", "before": "before", "until": "by"}
