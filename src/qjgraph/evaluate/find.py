"""Where in an article a fact of the gold can be read: its sentence and the words in it."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any

from qjgraph.evaluate.facts import Fact
from qjgraph.evaluate.values import QUOTES, norm

if TYPE_CHECKING:
    from pyoxigraph import Store

    from qjgraph.model import Article
    from qjgraph.query.tables import Cut

_SENTENCE = re.compile(r"[^。！？!?]+[。！？!?]*[”’》]*")
#: What may stand between two characters of a name.
_GAP = rf"[\s{re.escape(QUOTES)}]*"


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """A sentence and the words in it that matter.

    Attributes:
        text: as the page prints it.
        begin, end: raw offsets; None where the input does not tell.
        marks: half-open stretches of `text`, in order.
    """

    text: str
    begin: int | None = None
    end: int | None = None
    marks: tuple[tuple[int, int], ...] = ()


class Text:
    """The sentences of an article: searched as they are read, shown as they are printed."""

    def __init__(self, sentences: Sequence[str], article: Article | None = None) -> None:
        self.sentences = sentences
        self.article = article

    def passage(self, fact: Fact) -> Passage | None:
        """The first of the sentences that hold most of a fact's words; None where none does."""
        best, place = 0, -1
        for index, sentence in enumerate(self.sentences):
            hits = [_first(group, sentence) is not None for group in fact.words]
            weight = sum(hits) + hits[0] if hits else 0  # the first part tells most
            if weight > best:
                best, place = weight, index
        return self._shown(place, fact) if best else None

    def _shown(self, index: int, fact: Fact) -> Passage:
        hits = (_first(group, self.sentences[index]) for group in fact.words)
        marks = _apart(hit for hit in hits if hit is not None)
        if self.article is None:
            return Passage(text=self.sentences[index], marks=marks)
        article, sentence = self.article, self.article.sentences[index]
        span = article.view.span(sentence.begin, sentence.end)
        raw = [article.view.span(sentence.begin + a, sentence.begin + b) for a, b in marks]
        return Passage(
            text=span.of(article.page.raw),
            begin=span.begin,
            end=span.end,
            marks=tuple((each.begin - span.begin, each.end - span.begin) for each in raw),
        )


def _apart(stretches: Iterable[tuple[int, int]]) -> tuple[tuple[int, int], ...]:
    """Stretches in order, those that touch or overlap joined."""
    joined: list[tuple[int, int]] = []
    for begin, end in sorted(stretches):
        if joined and begin <= joined[-1][1]:
            joined[-1] = joined[-1][0], max(end, joined[-1][1])
        else:
            joined.append((begin, end))
    return tuple(joined)


def _first(names: Sequence[str], sentence: str) -> tuple[int, int] | None:
    """The first place of the first name that stands in a sentence."""
    for name in names:
        match = _pattern(name).search(sentence)
        if match is not None:
            return match.span()
    return None


@cache
def _pattern(name: str) -> re.Pattern[str]:
    letters = [letter for letter in unicodedata.normalize("NFKC", name) if norm(letter)]
    return re.compile(_GAP.join(map(re.escape, letters)) or r"(?!)", re.I)


# ---------------------------------------------------------------------------- sources


def texts_of_graph(store: Store, cut: Cut, names: Collection[str]) -> dict[str, Text]:
    """The named articles of a graph by their id, cut again from the pages that it holds."""
    from qjgraph.query.tables import pages

    found = {}
    for page in pages(store):
        for article in filter(lambda each: each.id in names, cut(page)):
            inside = [article.text[each.begin : each.end] for each in article.sentences]
            found[article.id] = Text(inside, article)
    return found


def texts_of_records(records: Iterable[Mapping[str, Any]]) -> dict[str, Text]:
    """The articles of articles.jsonl by their id; without offsets."""
    found = {}
    for record in records:
        pieces = [str(record.get("title") or ""), *map(str, record["paragraphs"])]
        found[str(record.get("id"))] = Text([s for p in pieces for s in _SENTENCE.findall(p)])
    return found
