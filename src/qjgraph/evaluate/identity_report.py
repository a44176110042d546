"""An evaluation of identity as text, TSV and an HTML page."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from qjgraph.evaluate.find import Passage
from qjgraph.evaluate.html import document, markup, passage_markup, table_markup
from qjgraph.evaluate.identity import Confusion, IdentityEvaluation, Named, Score
from qjgraph.evaluate.report import columns, flat, marked, tsv
from qjgraph.evaluate.words import word
from qjgraph.query.names import kind_name

_COUNTS = ("namings", "entities", "iris")
_MEASURES = ("pairwise", "bcubed")
_RATIOS = ("precision", "recall", "f1")
_COLUMNS = (
    "error", "kind", "left", "right", "pairs", "left_article", "left_iri", "left_sentence",
    "right_article", "right_iri", "right_sentence",
)  # fmt: skip


def identity_to_text(found: IdentityEvaluation, lang: str) -> str:
    """The figures by kind, and what took no part in them."""
    lines = [columns(word("kind", lang), _heads(lang))]
    lines += [columns(name, cells) for name, cells in _rows(found, lang)]
    return "\n".join([*lines, *_apart(found, lang)]) + "\n"


def _heads(lang: str) -> list[str]:
    counts = [word(key, lang) for key in _COUNTS]
    measures = (word(measure, lang) for measure in _MEASURES)
    return [*counts, *(f"{name} {each}" for name in measures for each in ("P", "R", "F1"))]


def _rows(found: IdentityEvaluation, lang: str) -> Iterator[tuple[str, list[str]]]:
    for kind, score in found.kinds.items():
        yield _kind(kind, lang), _cells(score)
    yield word("total", lang), _cells(found.total)


def _kind(kind: str, lang: str) -> str:
    return kind_name(kind.capitalize(), lang)


def _cells(score: Score) -> list[str]:
    figures = score.as_json()
    ratios = (f"{figures[measure][key]:.3f}" for measure in _MEASURES for key in _RATIOS)
    return [*(str(figures[key]) for key in _COUNTS), *ratios]


def _apart(found: IdentityEvaluation, lang: str) -> Iterator[str]:
    for key, count in (("unread", len(found.unread)), ("untold", len(found.untold))):
        if count:
            yield f"{word(key, lang)}: {count}"


# --------------------------------------------------------------------------- mistakes


def confusions_to_text(
    mistakes: Iterable[Confusion], lang: str, *, mark: Sequence[str] = ("【", "】")
) -> str:
    """Wrong merges and splits, each with a sentence of either side."""
    return "".join(f"{line}\n" for each in mistakes for line in _lines(each, lang, mark))


def _lines(each: Confusion, lang: str, mark: Sequence[str]) -> Iterator[str]:
    yield flat(_said(each, lang))
    for side in (each.left, each.right):
        yield f"    {side.article}  {marked(_passage(side), *mark)}"
        yield f"        {side.iri}"


def _said(each: Confusion, lang: str) -> str:
    left, right = each.labels
    names = left if left == right else f"{left} / {right}"
    kind, pairs = _kind(each.kind, lang), word("pairs", lang)
    return f"{word(each.verdict, lang)}  {kind}  {names}  ({each.pairs} {pairs})"


def _passage(named: Named) -> Passage:
    """The sentence with the name marked; a name beside its sentence marks nothing."""
    begin, end = named.begin - named.at, named.end - named.at
    inside = 0 <= begin < end <= len(named.sentence)
    return Passage(
        text=named.sentence, begin=named.at, end=named.at + len(named.sentence),
        marks=((begin, end),) if inside else (),
    )  # fmt: skip


def confusions_to_tsv(mistakes: Iterable[Confusion]) -> str:
    """Wrong merges and splits, one a line, with a header."""
    return tsv(_COLUMNS, map(_tsv_row, mistakes))


def _tsv_row(each: Confusion) -> Sequence[object]:
    sides = [
        cell
        for side in (each.left, each.right)
        for cell in (side.article, side.iri, flat(side.sentence))
    ]
    return (each.verdict, each.kind.value, *each.labels, each.pairs, *sides)


# ------------------------------------------------------------------------------- HTML


def render_identity(found: IdentityEvaluation, *, lang: str = "zh") -> str:
    """The report as a page: no script, nothing loaded, text of others escaped.

    Args:
        lang: `zh` or `en`, of headings.
    """
    title = word("identity", lang)
    rows = [(markup(name), cells) for name, cells in _rows(found, lang)]
    body = [
        f"<h1>{title}</h1>\n<p>{word('identity-intro', lang)}</p>\n",
        table_markup([word("kind", lang), *_heads(lang)], rows),
        *(f"<p>{markup(line)}</p>\n" for line in _apart(found, lang)),
    ]
    for verdict in ("merge", "split"):
        mine = [each for each in found.mistakes if each.verdict == verdict]
        body.append(f"<h2>{word(verdict, lang)} ({len(mine)})</h2>\n<ul>\n")
        body += [_item(each, lang) for each in mine]
        body.append("</ul>\n")
    return document(title, "".join(body), lang)


def _item(each: Confusion, lang: str) -> str:
    sides = "".join(
        f"<blockquote>{passage_markup(_passage(side))}</blockquote>"
        f"<p><small>{markup(side.article)} {side.begin}-{side.end} "
        f"<code>{markup(side.iri)}</code></small></p>"
        for side in (each.left, each.right)
    )
    return f"<li><p>{markup(_said(each, lang))}</p>{sides}</li>\n"
