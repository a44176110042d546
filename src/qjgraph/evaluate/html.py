"""An evaluation as one HTML file: no script, nothing loaded, text of others escaped."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from html import escape
from importlib import resources

from qjgraph.errors import LexiconError
from qjgraph.evaluate.find import Passage
from qjgraph.evaluate.gold import TABLES
from qjgraph.evaluate.match import Tally
from qjgraph.evaluate.report import ratios, share_cells
from qjgraph.evaluate.run import Evaluation
from qjgraph.evaluate.score import EXTRA, Finding
from qjgraph.evaluate.shares import Share
from qjgraph.evaluate.words import line_name, word
from qjgraph.lexicon.rules import rule

_VERDICTS = ("missed", "wrong", "right", "free")
_HEADS = ("gold", "predicted", "tp", "fp", "fn", "precision", "recall", "f1")


def render(found: Evaluation, *, lang: str = "zh") -> str:
    """The report as a page, to be written in UTF-8.

    Args:
        lang: `zh` or `en`, of headings and rules.
    """
    return document(word("title", lang), "".join(_body(found, lang)), lang)


def document(title: str, body: str, lang: str) -> str:
    """A whole page around a body of markup, with the reports' style and nothing else."""
    style = _style()
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    policy = f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'"
    return (
        f'<!doctype html>\n<html lang="{"zh-Hans" if lang == "zh" else "en"}">\n<head>\n'
        f'<meta charset="utf-8">\n<meta http-equiv="Content-Security-Policy" content="{policy}">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{markup(title)}</title>\n<style>{style}</style>\n</head>\n"
        f"<body>\n{body}</body>\n</html>\n"
    )


@cache
def _style() -> str:
    return resources.files("qjgraph.evaluate").joinpath("report.css").read_text(encoding="utf-8")


def markup(words: str) -> str:
    """Text of others, escaped; halves of characters, which UTF-8 cannot hold, replaced."""
    return escape(words.encode("utf-8", "replace").decode("utf-8"))


def _body(found: Evaluation, lang: str) -> Iterator[str]:
    yield f"<h1>{word('title', lang)}</h1>\n<p>{word('intro', lang)}</p>\n"
    yield from _left_out(found, lang)
    yield f"<h2>{word('scores', lang)}</h2>\n{_scores(found, lang)}"
    if found.bins:
        yield f"<h2>{word('by-confidence', lang)}</h2>\n<p>{word('rise', lang)}</p>\n"
        yield _shares(found.bins, word("confidence", lang), lang)
    yield f"<h2>{word('by-rule', lang)}</h2>\n{_rules(found, lang)}"
    yield f"<h2>{word('articles', lang)}</h2>\n{_articles(found, lang)}"
    yield f"<h2>{word('facts', lang)}</h2>\n"
    for line in (*TABLES, *EXTRA):
        yield from _line(found, line, lang)


def _left_out(found: Evaluation, lang: str) -> Iterator[str]:
    for key in ("missing", "absent", "unknown"):
        names = getattr(found, key)
        if names:
            listed = markup("、".join(names))
            heading = f"{word(key, lang)}: {len(names)}"
            yield f"<details><summary>{heading}</summary>{listed}</details>\n"


# ----------------------------------------------------------------------------- tables


def table_markup(heads: Sequence[str], rows: Iterable[tuple[str, Sequence[str]]]) -> str:
    """A table; the first cell of a row is markup, the others are words."""
    head = "".join(f"<th>{markup(each)}</th>" for each in heads)
    lines = (
        f"<tr><td>{first}</td>{''.join(f'<td>{markup(c)}</td>' for c in cells)}</tr>\n"
        for first, cells in rows
    )
    return f"<table>\n<tr>{head}</tr>\n{''.join(lines)}</table>\n"


def _scores(found: Evaluation, lang: str) -> str:
    tallies = found.total.tallies
    rows = [(_link(name, line_name(name, lang)), _cells(tallies[name])) for name in TABLES]
    macro = found.total.macro()
    means = [f"{macro[key]:.3f}" for key in ("precision", "recall", "f1")]
    rows.append((word("macro", lang).format(macro["tables"]), [""] * 5 + means))
    rows.append((f"<b>{word('micro', lang)}</b>", _cells(found.total.micro())))
    rows.append((word("apart", lang), [""] * 8))
    rows += [(_link(name, line_name(name, lang)), _cells(tallies[name])) for name in EXTRA]
    return table_markup([word("table", lang), *(word(key, lang) for key in _HEADS)], rows)


def _cells(tally: Tally) -> list[str]:
    counts = (tally.gold, tally.predicted, tally.tp, tally.fp, tally.fn)
    return [*map(str, counts), *ratios(tally)]


def _articles(found: Evaluation, lang: str) -> str:
    rows = [
        (f"{markup(name)} {markup(found.titles[name])}", _cells(report.micro()))
        for name, report in found.articles.items()
    ]
    return table_markup(
        [word("all", lang).format(len(rows)), *(word(k, lang) for k in _HEADS)], rows
    )


def _shares(shares: Sequence[Share], first: str, lang: str) -> str:
    heads = [first, *(word(key, lang) for key in ("stated", "right", "wrong", "precision"))]
    return table_markup(heads, [(markup(share.name), share_cells(share)) for share in shares])


def _rules(found: Evaluation, lang: str) -> str:
    """Each rule with what it does, how sure it is, how often it was right, and where."""
    lines: dict[str, dict[str, None]] = {}
    for each in found.findings:
        if each.line in TABLES and each.verdict != "missed":
            lines.setdefault(each.rule, {})[each.line] = None
    heads = [word(key, lang) for key in ("rule", "stated", "right", "wrong", "precision")]
    rows = []
    for share in found.rules:
        links = " ".join(
            _link(f"{line}-{share.name}", line_name(line, lang)) for line in lines[share.name]
        )
        name = f"{_rule_name(share.name, lang)}<br><small>{links}</small>"
        rows.append((name, share_cells(share)))
    return table_markup(heads, rows)


def _rule_name(name: str, lang: str) -> str:
    told = _rule_words(name, lang)
    return f"<code>{markup(name)}</code> {markup(told)}" if name else word("no-rule", lang)


def _rule_words(name: str, lang: str) -> str:
    """What a rule does; nothing for one that this version does not know."""
    try:
        found = rule(name)
    except LexiconError:
        return ""
    return found.zh if lang == "zh" else found.en


def _anchor(name: str) -> str:
    return markup(name.replace(" ", "_"))


def _link(name: str, shown: str) -> str:
    return f'<a href="#{_anchor(name)}">{markup(shown)}</a>'


# ------------------------------------------------------------------------------ facts


def _line(found: Evaluation, line: str, lang: str) -> Iterator[str]:
    """The facts of a table: the missed ones, then those of each rule.

    Of a further line only the mistakes are shown; its right facts stand in its table.
    """
    mine = [each for each in found.findings if each.line == line]
    if line in EXTRA:
        mine = [each for each in mine if each.verdict in ("missed", "wrong")]
    if not mine:
        return
    yield f'<h3 id="{_anchor(line)}">{markup(line_name(line, lang))}</h3>\n'
    yield _group([each for each in mine if each.verdict == "missed"], "missed", lang)
    for name in sorted({each.rule for each in mine if each.verdict != "missed"}):
        ruled = [each for each in mine if each.rule == name and each.verdict != "missed"]
        yield f'<h4 id="{_anchor(f"{line}-{name}")}">{_rule_name(name, lang)}</h4>\n'
        for verdict in _VERDICTS[1:]:
            yield _group([each for each in ruled if each.verdict == verdict], verdict, lang)


def _group(findings: Sequence[Finding], verdict: str, lang: str) -> str:
    """Facts of one verdict; those that were right are folded away."""
    if not findings:
        return ""
    opened = " open" if verdict in ("missed", "wrong") else ""
    items = "".join(_item(each, lang) for each in findings)
    return (
        f'<details class="{verdict}"{opened}><summary>{word(verdict, lang)} '
        f"({len(findings)})</summary>\n<ul>\n{items}</ul></details>\n"
    )


def _item(finding: Finding, lang: str) -> str:
    said = markup(finding.said)
    if finding.fact and finding.read:
        said += f" <small>{word('was', lang)} {markup(finding.read)}</small>"
    return f"<li><p>{said}</p>{_passage(finding, lang)}</li>\n"


def _passage(finding: Finding, lang: str) -> str:
    passage = finding.passage
    if passage is None:
        silent = "nowhere" if finding.verdict == "missed" else "no-text"
        text = "" if finding.line == "reporters" else f"<q>{word(silent, lang)}</q> "
        return f"<p>{text}<small>{markup(finding.article)}</small></p>"
    place = f" {passage.begin}-{passage.end}" if passage.begin is not None else ""
    sure = f" · {finding.confidence:g}" if finding.confidence is not None else ""
    return (
        f"<blockquote>{passage_markup(passage)}</blockquote>"
        f"<p><small>{markup(finding.article)}{place}{sure}</small></p>"
    )


def passage_markup(passage: Passage) -> str:
    """A sentence with its words marked."""
    pieces, end = [], 0
    for left, right in passage.marks:
        pieces.append(markup(passage.text[end:left]))
        pieces.append(f"<mark>{markup(passage.text[left:right])}</mark>")
        end = right
    return "".join([*pieces, markup(passage.text[end:])])
