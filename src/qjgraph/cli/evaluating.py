"""`evaluate`: how well a graph agrees with a researcher's own gold."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from qjgraph.cli.output import marks, say, write, write_json
from qjgraph.cli.say import Command, Text, argument, json_option, language, option

if TYPE_CHECKING:
    from qjgraph.evaluate import Evaluation, PagesEvaluation

#: Mistakes shown before the rest is left to `--errors`.
SHOWN = 20


@click.command(
    "evaluate",
    cls=Command,
    about=Text(
        "Score a graph against facts that people wrote down: figures by table, and each missed "
        "or wrong fact with its sentence.",
        "用人工标注的事实给图谱评分：各表得分，并列出每条遗漏或错误的事实及其语句。",
    ),
    example="qjgraph evaluate data/gold out/sample\n"
    "qjgraph evaluate data/gold out/sample --html out/report.html --errors out/errors.tsv\n"
    "qjgraph evaluate data/gold out/sample --pages\n"
    "qjgraph evaluate data/counties/truth out/counties --identity",
    python='qjgraph.open("out/sample").evaluate("data/gold").total.micro().f1',
)
@argument(
    "gold",
    metavar="GOLD",
    en="Folder of gold files, one JSON file an article, or of the truth of --identity; "
    "docs/evaluation.md shows how to write one.",
    zh="标准文件夹，每篇文章一个 JSON 文件；或 --identity 的真值文件夹。"
    "写法见 docs/evaluation.md。",
)
@argument(
    "folder",
    metavar="DIR",
    en="Folder of a graph, or of tables written by export --format csv.",
    zh="图谱所在文件夹，或 export --format csv 导出的表格文件夹。",
)
@option("--by-article", is_flag=True, en="Show each article's figures too.", zh="另列每篇的得分。")
@option(
    "--errors",
    metavar="FILE",
    en="Write all missed and wrong facts as TSV; - is stdout.",
    zh="把全部遗漏和错误写成 TSV；- 为标准输出。",
)
@option(
    "--html",
    metavar="FILE",
    en="Write a report to read in a browser, offline: every fact by table and rule.",
    zh="写出可离线用浏览器阅读的报告：按表和规则列出每条事实。",
)
@option(
    "--pages",
    is_flag=True,
    en="Score how pages were cut into articles instead of what was read in them.",
    zh="改为评价版面切分成文章的好坏，而非其中读出的事实。",
)
@option(
    "--identity",
    is_flag=True,
    en="Score who is who across articles: wrong merges and splits, pairwise and B-cubed figures.",
    zh="改为评价跨文章的同一性：误合与误分，成对与 B-cubed 得分。",
)
@option(
    "--set",
    "only",
    metavar="NAME",
    en="With --identity: only the entities of this set (column set of entities.tsv).",
    zh="与 --identity 同用：只看此集合的实体（entities.tsv 的 set 列）。",
)
@json_option
def evaluate(
    gold: str,
    folder: str,
    by_article: bool,
    errors: str | None,
    html: str | None,
    pages: bool,
    identity: bool,
    only: str | None,
    as_json: bool,
) -> None:
    """Evaluate a graph."""
    _check(by_article, errors, html, pages, as_json)
    _check_identity(by_article, pages, identity, only)
    if identity:
        _identity(gold, folder, only or "", errors, html, as_json)
        return
    from qjgraph import evaluate as library
    from qjgraph.evaluate import report

    found: Evaluation | PagesEvaluation
    if pages:
        found = library.evaluate_pages(gold, folder)
        text = report.pages_to_text(found, language())
    else:
        found = library.evaluate(gold, folder)
        text = report.to_text(found, language(), by_article=by_article)
        _notes(found)
        _html(found, html)
    if errors:
        write(report.mistakes_to_tsv(found.mistakes), errors)
    if as_json:
        write_json(found.as_json())
    elif "-" not in (errors, html):
        first = report.mistakes_to_text(found.mistakes[:SHOWN], language(), mark=marks())
        _show(text, "mistakes", first, len(found.mistakes))


def _check(
    by_article: bool, errors: str | None, html: str | None, pages: bool, as_json: bool
) -> None:
    """Options that do not go together are a usage error."""
    if pages and (html or by_article):
        raise click.UsageError("--pages goes with neither --html nor --by-article")
    if (errors == "-") + (html == "-") + as_json > 1:
        raise click.UsageError("stdout can hold one of --json, --errors - and --html -")


def _check_identity(by_article: bool, pages: bool, identity: bool, only: str | None) -> None:
    if identity and (pages or by_article):
        raise click.UsageError("--identity goes with neither --pages nor --by-article")
    if only and not identity:
        raise click.UsageError("--set goes with --identity")


def _identity(
    truth: str, folder: str, only: str, errors: str | None, html: str | None, as_json: bool
) -> None:
    from qjgraph.evaluate import evaluate_identity
    from qjgraph.evaluate import identity_report as report

    found = evaluate_identity(truth, folder, only)
    if html:
        write(report.render_identity(found, lang=language()), html)
    if errors:
        write(report.confusions_to_tsv(found.mistakes), errors)
    if as_json:
        write_json(found.as_json())
    elif "-" not in (errors, html):
        first = report.confusions_to_text(found.mistakes[:SHOWN], language(), mark=marks())
        text = report.identity_to_text(found, language())
        _show(text, "mistakes-identity", first, len(found.mistakes))


def _html(found: Evaluation, target: str | None) -> None:
    if target:
        from qjgraph.evaluate.html import render

        write(render(found, lang=language()), target)


def _show(text: str, heading: str, first: str, mistakes: int) -> None:
    """The table, the first mistakes under their heading, and how many more there are."""
    from qjgraph.evaluate.words import word

    write(f"{text}\n{word(heading, language())}\n{first}" if first else text, "-")
    rest = mistakes - SHOWN
    if rest > 0:
        say(Text(f"{rest} more: --errors FILE", f"另有 {rest} 条：--errors FILE"))


def _notes(found: Evaluation) -> None:
    """What does not take part in the figures, or weighs on them."""
    from qjgraph.evaluate.words import word

    for key, names in (
        ("missing", found.missing), ("absent", found.absent), ("unknown", found.unknown)
    ):  # fmt: skip
        if names:
            more = f" + {len(names) - 5}" if len(names) > 5 else ""
            say(f"qjgraph: {word(key, language())}: {len(names)} ({', '.join(names[:5])}{more})")
