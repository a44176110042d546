"""One evaluation: gold and what was read, brought together."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from qjgraph.errors import InputError
from qjgraph.evaluate.facts import GoldArticle
from qjgraph.evaluate.find import Text, texts_of_graph, texts_of_records
from qjgraph.evaluate.gold import load_gold
from qjgraph.evaluate.pages import PageReport, score_page
from qjgraph.evaluate.read import (
    Predicted,
    Rows,
    group,
    is_graph,
    records_of_folder,
    rows_of_folder,
    rows_of_graph,
)  # fmt: skip
from qjgraph.evaluate.score import Finding, Report, Scorer
from qjgraph.evaluate.shares import Share, by_confidence, by_rule

if TYPE_CHECKING:
    from pyoxigraph import Store

    from qjgraph.query.tables import Cut


@dataclass(frozen=True, slots=True, kw_only=True)
class Evaluation:
    """How well facts were read.

    Attributes:
        total: of all articles; `articles`: of each, by the gold's id.
        titles: what each article is called.
        findings: what became of each fact, by article and line.
        missing, unknown, absent: tables that are not there, articles without gold (left
            out), and articles of the gold that the input does not hold.
    """

    total: Report
    articles: dict[str, Report]
    titles: dict[str, str]
    findings: tuple[Finding, ...]
    missing: tuple[str, ...] = ()
    unknown: tuple[str, ...] = ()
    absent: tuple[str, ...] = ()

    @property
    def mistakes(self) -> list[Finding]:
        """The missed and the wrong facts."""
        return [each for each in self.findings if each.verdict in ("missed", "wrong")]

    @property
    def rules(self) -> list[Share]:
        """How often each rule was right."""
        return by_rule(self.findings)

    @property
    def bins(self) -> list[Share]:
        """How often each bin of confidence was right."""
        return by_confidence(self.findings)

    def as_json(self) -> dict[str, Any]:
        """All figures."""
        return {
            **self.total.as_json(),
            "articles": {name: report.as_json() for name, report in self.articles.items()},
            "rules": [share.as_json() for share in self.rules],
            "confidence": [share.as_json() for share in self.bins],
            "left_out": list(self.unknown),
            "absent": list(self.absent),
        }


@dataclass(frozen=True, slots=True, kw_only=True)
class PagesEvaluation:
    """How well pages were cut: a report a page, and what was missed or wrong."""

    pages: dict[str, PageReport]
    findings: tuple[Finding, ...]

    @property
    def mistakes(self) -> list[Finding]:
        """The missed and the wrong pieces."""
        return list(self.findings)

    def as_json(self) -> dict[str, Any]:
        """All figures."""
        return {name: report.as_json() for name, report in self.pages.items()}


# ------------------------------------------------------------------------------ facts


def evaluate(gold: str | Path, folder: str | Path) -> Evaluation:
    """Score a graph's folder, or a folder of exported tables, against gold.

    Args:
        gold: a folder of gold files, or one such file.
        folder: of `qjgraph build`, or of `qjgraph export --format csv`.

    Raises:
        InputError: gold or tables that break their form, or that have no article in common.
        StoreError: a graph that cannot be read.
    """
    source = Path(folder)
    if is_graph(source):
        from qjgraph.store import open_store

        return evaluate_store(gold, open_store(source), place=str(source))
    rows = rows_of_folder(source)
    records = partial(records_of_folder, source)
    return _evaluate(gold, rows, str(source), lambda _: texts_of_records(records()))


def evaluate_store(gold: str | Path, store: Store, *, place: str = "graph") -> Evaluation:
    """Score an opened graph; see `evaluate`."""
    find = partial(texts_of_graph, store, cutter())
    return _evaluate(gold, rows_of_graph(store), place, lambda predicted: find(predicted.names))


def cutter() -> Cut:
    """How a page is cut; its issues were recorded when the graph was built."""
    from qjgraph.segment import cut

    return lambda page: cut(page, lambda issue: None)


def _evaluate(
    gold: str | Path, rows: Rows, place: str, texts: Callable[[Predicted], dict[str, Text]]
) -> Evaluation:
    articles = load_gold(Path(gold)).articles
    if not articles:
        raise InputError(str(gold), "holds no article's gold", "for pages alone say --pages")
    predicted = group(rows, articles, place)
    everyone = {**articles, **_surplus(articles, predicted)}
    found = {predicted.names.get(name, name): text for name, text in texts(predicted).items()}
    total, each, findings = Report(), {}, list[Finding]()
    for key, article in everyone.items():
        scorer = Scorer(article, predicted.of(key), found.get(key))
        each[key] = scorer.run()
        total.add(each[key])
        findings += scorer.findings
    return Evaluation(
        total=total,
        articles=each,
        titles={key: article.title for key, article in everyone.items()},
        findings=tuple(findings),
        missing=predicted.missing,
        unknown=predicted.unknown,
        absent=predicted.absent,
    )


def _surplus(articles: dict[str, GoldArticle], predicted: Predicted) -> dict[str, GoldArticle]:
    """Articles beyond the gold's of a page that was cut too often: without facts."""
    keys = {key for groups in predicted.tables.values() for key in groups}
    return {key: GoldArticle(id=key) for key in sorted(keys - set(articles))}


# ------------------------------------------------------------------------------ pages


def evaluate_pages(gold: str | Path, folder: str | Path) -> PagesEvaluation:
    """Score how the pages of a graph, or of a folder with articles.jsonl, were cut.

    Raises:
        InputError: gold or input that breaks its form, or none of it.
        StoreError: a graph that cannot be read.
    """
    pages = load_gold(Path(gold)).pages
    if not pages:
        hint = "a page's gold is an object with page and articles"
        raise InputError(str(gold), "holds no page's gold", hint)
    records = _records(Path(folder))
    reports, findings = {}, list[Finding]()
    for page in pages:
        # a line that does not say its page belongs to the only one there is
        mine = [item for item in records if item.get("page", pages[0].page) == page.page]
        reports[page.page], found = score_page(page, mine)
        findings += found
    return PagesEvaluation(pages=reports, findings=tuple(findings))


def _records(folder: Path) -> list[dict[str, Any]]:
    if is_graph(folder):
        from qjgraph.query.tables import records
        from qjgraph.store import open_store

        return records(open_store(folder), cutter())
    found = records_of_folder(folder)
    if not found:
        hint = "name a graph's folder, or one written by qjgraph export --format csv"
        raise InputError(str(folder / "articles.jsonl"), "is missing or empty", hint)
    return found
