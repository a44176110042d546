"""`build`: from texts to a graph."""

from __future__ import annotations

import dataclasses
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from qjgraph.cli.output import Progress, say, show_issues, write_json
from qjgraph.cli.say import Command, Text, argument, json_option, option
from qjgraph.iris import DEFAULT_BASE
from qjgraph.model import Context, Severity

if TYPE_CHECKING:
    from qjgraph.pipeline import BuildReport


#: Issues that cost a text its context: the user gave something that could not be used.
UNUSED = frozenset({"bad-date", "no-such-file"})


#: What is counted in the steps of a build.
STEPS = {"read": Text("pages read", "页已读"), "write": Text("articles written", "篇已写")}


class Day(click.ParamType[date]):
    """A date written as 2025-06-26."""

    name = "YYYY-MM-DD"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> date:
        """The date, or a usage error that says how to write one."""
        if isinstance(value, date):
            return value
        try:
            return date.fromisoformat(value)
        except ValueError:
            self.fail(f"{value!r} is not a date such as 2025-06-26", param, ctx)


@click.command(
    "build",
    cls=Command,
    about=Text(
        "Read texts and write a graph whose every statement leads back to its words.",
        "读入文本，写出图谱，其中每条陈述都能追溯到原文语句。",
    ),
    example="qjgraph build data/sample --out out/sample",
    python='qjgraph.build(["data/sample"], "out/sample")',
)
@argument(
    "paths",
    nargs=-1,
    required=True,
    metavar="PATH...",
    en="Files: text (UTF-8, GB18030), JSONL, CSV, TSV, Parquet, HTML, PDF, DOCX, each also packed "
    "(.gz, .zst); folders of any depth; patterns ('2021/**/*.html'); addresses (https://, s3://); "
    "- reads stdin (text or JSONL). A sources.csv beside them gives each file's date, home and "
    "paper.",
    zh="文件：文本（UTF-8、GB18030）、JSONL、CSV、TSV、Parquet、HTML、PDF、DOCX，"
    "均可压缩（.gz、.zst）；任意层级的文件夹；通配符（'2021/**/*.html'）；地址（https://、s3://）；"
    "- 读标准输入（文本或 JSONL）。"
    "同目录的 sources.csv 给出各文件的日期、属地和报名。",
)
@option(
    "-o", "--out", required=True, metavar="DIR", en="Folder of the graph.", zh="图谱所在文件夹。"
)
@option(
    "--published",
    type=Day(),
    en="Date of the paper, where nothing nearer tells; undated days are read against it.",
    zh="报纸日期（别处未注明时）；文中无年份的日期以此推定。",
)
@option(
    "--home",
    default="",
    metavar="NAME",
    en="Division whose paper it is, from the province down: 浙江省衢州市衢江区.",
    zh="报纸所属区划，从省写起：浙江省衢州市衢江区。",
)
@option("--source", default="", metavar="NAME", en="Name of the paper.", zh="报纸名称。")
@option(
    "--map",
    "columns",
    multiple=True,
    metavar="FIELD=COLUMN,...",
    en="Which column or key of records holds what: title=headline,text=body,date=pubdate.",
    zh="记录中各字段所在的列或键：title=headline,text=body,date=pubdate。",
)
@option(
    "--ocr",
    is_flag=True,
    en="Read pictures and pages of PDF without a text layer by recognition.",
    zh="用文字识别读图片和没有文字层的 PDF 页。",
)
@option(
    "--base",
    metavar="IRI",
    en="IRI under which the graph's names stand.",
    zh="图谱中各名称的 IRI 前缀。",
)
@option(
    "--decisions",
    metavar="FILE",
    type=click.Path(path_type=Path),
    en="Ledger of decisions to apply; default: that of the last build, else "
    "DIR/decisions/ledger.tsv.",
    zh="要应用的决定台账；默认沿用上次构建所用，否则为 DIR/decisions/ledger.tsv。",
)
@option(
    "--force",
    is_flag=True,
    en="Read and write everything anew even where nothing has changed.",
    zh="输入未变时也全部重新读入、写出。",
)
@option(
    "--workers",
    type=click.IntRange(min=1),
    metavar="N",
    en="Processes that read and write; default: as many as there are cores. "
    "The graph is the same for any number.",
    zh="读写所用的进程数，默认与处理器核数相同；图谱与进程数无关。",
)
@option(
    "--cluster",
    default="",
    metavar="ADDRESS",
    en="Dask scheduler (tcp://HOST:PORT) whose workers do the work instead.",
    zh="改由此 Dask 调度器（tcp://HOST:PORT）的工作进程读写。",
)
@option("-v", "--verbose", is_flag=True, en="Show every issue found.", zh="列出发现的全部问题。")
@json_option
def build(
    paths: tuple[str, ...],
    out: str,
    published: date | None,
    home: str,
    source: str,
    columns: tuple[str, ...],
    ocr: bool,
    base: str | None,
    decisions: Path | None,
    force: bool,
    workers: int | None,
    cluster: str,
    verbose: bool,
    as_json: bool,
) -> None:
    """Build a graph; exit 1 where some of the input could not be read or used."""
    from qjgraph import pipeline
    from qjgraph.building.workers import cores
    from qjgraph.read import parse_columns

    context = Context(published=published, home=home, source=source)
    with standing(paths) as files, Progress(STEPS) as progress:
        report = pipeline.build(
            files,
            Path(out),
            context=context,
            columns=parse_columns(columns),
            ocr=ocr,
            base=base or DEFAULT_BASE,
            force=force,
            decisions=decisions,
            workers=workers or cores(),
            cluster=cluster,
            on_progress=progress,
        )
    show_issues(report.issues, Path(out) / "issues.jsonl", all_of_them=verbose)
    say(summary(report, out))
    if as_json:
        write_json(figures(report, out))
    if any(issue.severity is Severity.ERROR or issue.code in UNUSED for issue in report.issues):
        click.get_current_context().exit(1)


@contextmanager
def standing(paths: tuple[str, ...]) -> Iterator[list[Path | str]]:
    """The paths, with stdin written to a file while the build runs."""
    from qjgraph.read import as_path

    with tempfile.TemporaryDirectory(prefix="qjgraph-") as folder:
        files = [as_path(path) if path != "-" else _stdin(Path(folder)) for path in paths]
        yield files


def _stdin(folder: Path) -> Path:
    content = sys.stdin.buffer.read()
    records = content.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"{")
    path = folder / ("stdin.jsonl" if records else "stdin.txt")
    path.write_bytes(content)
    return path


def summary(report: BuildReport, out: str) -> Text:
    """The line at the end."""
    counts = (report.articles, report.claims, report.quads, len(report.issues))
    en = "{:,} articles, {:,} claims, {:,} quads, {:,} issues".format(*counts)
    zh = "{:,} 篇文章, {:,} 条陈述, {:,} 个四元组, {:,} 个问题".format(*counts)
    if report.unchanged:
        return Text(f"{out}: nothing changed ({en})", f"{out}: 无变化 ({zh})")
    return Text(f"{out}: {en}", f"{out}: {zh}")


def figures(report: BuildReport, out: str) -> dict[str, Any]:
    """The report as JSON."""
    return {
        "out": out,
        "articles": report.articles,
        "claims": report.claims,
        "quads": report.quads,
        "read": report.read,
        "written": report.written,
        "unchanged": report.unchanged,
        "issues": [dataclasses.asdict(issue) for issue in report.issues],
    }
