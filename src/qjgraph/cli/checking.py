"""`info`, `validate`, `lexicon check`: what is there and whether it holds."""

from __future__ import annotations

import dataclasses
from pathlib import Path
from typing import TYPE_CHECKING

import click

from qjgraph.cli.output import say, visible, write, write_json
from qjgraph.cli.say import Command, Group, Text, graph_argument, json_option, language, option

if TYPE_CHECKING:
    from qjgraph.query.validate import Finding, Report

#: The exit code of a check that ran well and found something.
FINDINGS = 3


@click.command(
    "info",
    cls=Command,
    about=Text(
        "Tell what a graph holds: counts by class, dates covered, sources, versions, size.",
        "列出图谱概况：各类数量、日期范围、来源、版本、大小。",
    ),
    example="qjgraph info out/sample",
    python='qjgraph.open("out/sample").info()',
)
@graph_argument()
@json_option
def info(folder: str, as_json: bool) -> None:
    """Show the figures of a graph."""
    import qjgraph
    from qjgraph.query.info import to_json, to_text

    figures = qjgraph.open(folder).info()
    if as_json:
        write_json(to_json(figures))
    else:
        write(to_text(figures, language()), "-")


@click.command(
    "validate",
    cls=Command,
    about=Text(
        "Check a graph against the ontology's shapes and every quotation against its text; "
        "exit 3 on findings.",
        "用本体的 SHACL 形状校验图谱，并逐条核对引文与原文；发现问题时退出码为 3。",
    ),
    example="qjgraph validate out/sample\nqjgraph validate out/large --sample 200",
    python="qjgraph.query.validate.validate(store, sample=200)",
)
@graph_argument()
@option(
    "--sample",
    type=click.IntRange(min=1),
    metavar="N",
    en="Let pyshacl, which is slow, check N articles (100); our own check reads all.",
    zh="由较慢的 pyshacl 校验 N 篇文章（默认 100）；内置校验总是覆盖全部。",
)
@json_option
def validate(folder: str, sample: int | None, as_json: bool) -> None:
    """Validate a graph."""
    from qjgraph.query.validate import validate as check_graph
    from qjgraph.store import open_store

    report = check_graph(open_store(Path(folder)), sample=sample)
    if as_json:
        write_json(dataclasses.asdict(report))
    else:
        write("".join(_finding(finding) for finding in report.findings), "-")
    say(_verdict(report, folder))
    if report.findings:
        click.get_current_context().exit(FINDINGS)


def _finding(finding: Finding) -> str:
    """A finding as a few lines: what, where, the sentence behind it."""
    message = finding.zh if language() == "zh" else finding.en
    where = " ".join(filter(None, (finding.path, finding.value)))
    lines = [f"{finding.check}: {finding.label or finding.node}: {message}", f"    {finding.node}"]
    lines += [f"    {where}"] if where else []
    lines += [f"    {finding.article}: {finding.evidence}"] if finding.evidence else []
    return "\n".join(visible(line) for line in lines) + "\n"


def _verdict(report: Report, folder: str) -> Text:
    count = len(report.findings)
    en = f"{report.articles:,} articles ({report.by_pyshacl:,} by pyshacl as well), "
    zh = f"{report.articles:,} 篇文章（其中 {report.by_pyshacl:,} 篇另经 pyshacl 校验），"
    en, zh = f"{en}{report.spans:,} quotations, ", f"{zh}{report.spans:,} 处引文，"
    return Text(f"{folder}: {en}{count:,} findings", f"{folder}：{zh}{count:,} 个问题")


@click.group(
    "lexicon",
    cls=Group,
    about=Text("Look after the word lists and rules in data/.", "维护 data/ 中的词表和规则。"),
    example="qjgraph lexicon check",
)
def lexicon() -> None:
    """Commands about the lexicon."""


@lexicon.command(
    "check",
    cls=Command,
    about=Text(
        "Check every row of the word lists and run every rule on its example and its near miss; "
        "exit 3 on findings.",
        "检查词表的每一行，并用例句和反例测试每条规则；发现问题时退出码为 3。",
    ),
    example="qjgraph lexicon check",
    python="qjgraph.lexicon.check.check(qjgraph.pipeline.read_text)",
)
@json_option
def check(as_json: bool) -> None:
    """Check the lexicon."""
    from qjgraph.lexicon.check import check as check_lexicon
    from qjgraph.lexicon.rules import all_rules
    from qjgraph.pipeline import read_text

    findings = check_lexicon(read_text)
    if as_json:
        write_json([dataclasses.asdict(finding) for finding in findings])
    else:
        lines = (f"{each.place}: {Text(each.en, each.zh)}\n" for each in findings)
        write("".join(map(visible, lines)), "-")
    rules, count = len(all_rules()), len(findings)
    say(Text(f"lexicon: {rules} rules, {count} findings", f"词表：{rules} 条规则，{count} 个问题"))
    if findings:
        click.get_current_context().exit(FINDINGS)
