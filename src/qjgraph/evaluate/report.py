"""An evaluation as text: tables for a terminal, mistakes with their sentences, TSV."""

from __future__ import annotations

import csv
import io
import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence

from qjgraph.evaluate.find import Passage
from qjgraph.evaluate.gold import TABLES
from qjgraph.evaluate.match import Tally
from qjgraph.evaluate.pages import PageReport
from qjgraph.evaluate.run import Evaluation, PagesEvaluation
from qjgraph.evaluate.score import EXTRA, Finding, Report
from qjgraph.evaluate.shares import Share
from qjgraph.evaluate.words import line_name, word
from qjgraph.query.results import visible

_COUNTS = ("gold", "predicted", "tp", "fp", "fn")
_RATIOS = ("precision", "recall", "f1")
_NAME, _CELL = 26, 8

# ----------------------------------------------------------------------------- tables


def to_text(found: Evaluation, lang: str, *, by_article: bool = False) -> str:
    """The scores, each article's too where asked, and the precision by confidence."""
    blocks = []
    if by_article:
        blocks += [_table(report, name, lang) for name, report in found.articles.items()]
    count = len(found.articles)
    blocks.append(_table(found.total, word("all", lang).format(count), lang))
    if found.bins:
        blocks.append(_shares(found.bins, lang))
    return "\n".join(blocks)


def pages_to_text(found: PagesEvaluation, lang: str) -> str:
    """How each page was cut."""
    return "\n".join(_page(name, report, lang) for name, report in found.pages.items())


def _table(report: Report, heading: str, lang: str) -> str:
    lines = [f"== {heading}", columns(word("table", lang), _heads(lang))]
    lines += [_tally(line_name(name, lang), report.tallies[name]) for name in TABLES]
    macro = report.macro()
    ratios = [f"{macro[key]:.3f}" for key in _RATIOS]
    lines.append(columns(word("macro", lang).format(macro["tables"]), [""] * 5 + ratios))
    lines += [_tally(word("micro", lang), report.micro()), word("apart", lang)]
    lines += [_tally(line_name(name, lang), report.tallies[name]) for name in EXTRA]
    return "\n".join(lines) + "\n"


def _heads(lang: str) -> list[str]:
    return [word(key, lang) for key in (*_COUNTS, *_RATIOS)]


def _tally(name: str, tally: Tally) -> str:
    return columns(name, [*(str(getattr(tally, key)) for key in _COUNTS), *ratios(tally)])


def ratios(tally: Tally) -> list[str]:
    """Precision, recall and F1 as words; dashes where there is nothing to score."""
    return ["-" if tally.empty else f"{getattr(tally, key):.3f}" for key in _RATIOS]


def columns(name: str, cells: Sequence[str]) -> str:
    """A name and its cells, in columns; a Chinese character takes two."""
    padded = (" " * max(_CELL - _width(cell), 1) + cell for cell in cells)
    return (name + " " * max(_NAME - _width(name), 1) + "".join(padded)).rstrip()


def _width(text: str) -> int:
    return len(text) + sum(unicodedata.east_asian_width(char) in "WF" for char in text)


def _shares(shares: Sequence[Share], lang: str) -> str:
    heads = [word(key, lang) for key in ("stated", "right", "wrong", "precision")]
    lines = [word("by-confidence", lang), columns(word("confidence", lang), heads)]
    return (
        "\n".join([*lines, *(columns(share.name, share_cells(share)) for share in shares)]) + "\n"
    )


def share_cells(share: Share) -> list[str]:
    """Mean confidence, right, wrong, precision as words."""
    mean = share.confidence
    stated = "-" if mean is None else f"{mean:.3f}"
    return [stated, str(share.right), str(share.wrong), f"{share.precision:.3f}"]


def _page(name: str, report: PageReport, lang: str) -> str:
    lines = [f"== {word('page', lang).format(name)}", columns(word("table", lang), _heads(lang))]
    lines += [
        _tally(line_name(key, lang), getattr(report, key))
        for key in ("articles", "starts", "ends", "paragraphs", "titles")
    ]
    cells = [str(report.broken), "", str(report.joined), "", str(report.broken - report.joined)]
    lines.append(columns(line_name("joined", lang), [*cells, "", f"{report.join_accuracy:.3f}"]))
    return "\n".join(lines) + "\n"


# --------------------------------------------------------------------------- mistakes


def mistakes_to_text(
    mistakes: Iterable[Finding], lang: str, *, mark: Sequence[str] = ("【", "】")
) -> str:
    """Missed and wrong facts with their sentences; `mark` stands around the words that count."""
    return "".join(f"{line}\n" for each in mistakes for line in _mistake(each, lang, mark))


def _mistake(finding: Finding, lang: str, mark: Sequence[str]) -> Iterator[str]:
    line = line_name(finding.line, lang).strip()
    yield f"{finding.article}  {line}  {word(finding.verdict, lang)}: {flat(finding.said)}"
    passage = finding.passage
    if passage is not None:
        yield f"    {marked(passage, *mark)}"
        yield from _origin(finding, passage, lang)
    elif finding.verdict == "missed" and finding.line != "reporters":
        yield f"    {word('nowhere', lang)}"


def _origin(finding: Finding, passage: Passage, lang: str) -> Iterator[str]:
    place = f"{finding.article} {passage.begin}-{passage.end}" if passage.end else ""
    rule = f"{word('rule', lang)} {finding.rule}" if finding.rule else ""
    sure = f"{finding.confidence:g}" if finding.confidence is not None else ""
    if place or rule:
        yield "    " + "  ".join(filter(None, (place, rule, sure)))


def marked(passage: Passage, before: str, after: str) -> str:
    """A sentence in one line with its words marked, nothing in it that steers a terminal."""
    pieces, end = [], 0
    for left, right in passage.marks:
        pieces += [flat(passage.text[end:left]), before, flat(passage.text[left:right]), after]
        end = right
    return "".join([*pieces, flat(passage.text[end:])])


def flat(text: str) -> str:
    """Text in one line, with nothing in it that steers a terminal."""
    return visible(re.sub(r"\s+", " ", text))


_COLUMNS = (
    "article", "table", "error", "fact", "evidence", "begin", "end", "rule", "confidence",
)  # fmt: skip


def mistakes_to_tsv(mistakes: Iterable[Finding]) -> str:
    """Missed and wrong facts, one a line, with a header."""
    return tsv(_COLUMNS, map(_tsv_row, mistakes))


def _tsv_row(finding: Finding) -> Sequence[object]:
    passage = finding.passage
    return (
        finding.article, finding.line, finding.verdict, finding.said,
        flat(passage.text) if passage else "",
        "" if passage is None or passage.begin is None else passage.begin,
        "" if passage is None or passage.end is None else passage.end,
        finding.rule, "" if finding.confidence is None else f"{finding.confidence:g}",
    )  # fmt: skip


def tsv(header: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    """Rows as lines, their cells between tabs, below a header."""
    sink = io.StringIO()
    writer = csv.writer(sink, delimiter="\t", lineterminator="\n")
    writer.writerow(header)
    writer.writerows(rows)
    return sink.getvalue()
