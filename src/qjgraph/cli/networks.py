"""`network`: measures of who is tied to whom, as a table."""

from __future__ import annotations

from datetime import date

import click

from qjgraph.cli.asking import ROWS, respond
from qjgraph.cli.exporting import VIEWS, days_options, say_notes
from qjgraph.cli.output import say
from qjgraph.cli.say import Command, Text, graph_argument, json_option, option


@click.command(
    "network",
    cls=Command,
    about=Text(
        "Measure a network: degree, betweenness, core, community, brokerage; a row a node.",
        "计算网络指标：度、中介中心性、k-核、社群、中介角色；每个节点一行。",
    ),
    example="qjgraph network out/sample --view coattendance -o out/people.csv\n"
    "qjgraph network out/sample --per quarter --json",
    python='qjgraph.open("out/sample").network("coattendance", per="quarter")',
)
@graph_argument()
@option(
    "--view",
    type=click.Choice(VIEWS),
    default="coattendance",
    show_default=True,
    en="The network, as for viz; coattendance weighs ties by distinct events.",
    zh="网络的视图，同 viz；coattendance 按不同活动计权。",
)
@option("--around", metavar="NAME", en="As for viz.", zh="同 viz。")
@option("--depth", type=click.IntRange(min=0), default=1, show_default=True, en="As for viz.",
        zh="同 viz。")  # fmt: skip
@days_options
@option(
    "--per",
    type=click.Choice(["year", "quarter", "month"]),
    en="Measure each year, quarter or month by itself.",
    zh="按年、季度或月分别计算。",
)
@option(
    "-f",
    "--format",
    "form",
    type=click.Choice(ROWS),
    en="Form of the answer; default: that of the file's name, else a table.",
    zh="答案的格式；默认按文件名，否则为表格。",
)
@option(
    "-o",
    "--out",
    "to",
    default="-",
    metavar="FILE",
    en="Write to this file; - is stdout, the default.",
    zh="写入该文件；- 为标准输出（默认）。",
)
@json_option
def network(
    folder: str,
    view: str,
    around: str | None,
    depth: int,
    since: date | None,
    until: date | None,
    per: str | None,
    form: str | None,
    as_json: bool,
    to: str,
) -> None:
    """Write the measures of a view."""
    import qjgraph
    from qjgraph.view.periods import rows

    opened = qjgraph.open(folder)
    graph = opened.networkx(view, around=around, depth=depth, since=since, until=until)
    found, aside = rows(graph, per or "")
    ending = to.rpartition(".")[2]
    respond(found, "json" if as_json else form or (ending if ending in ROWS else None), to)
    say_notes(graph)
    if aside:
        en = f"{aside:,} ties are not of one {per} alone; they count in none"
        say(Text(en, f"{aside:,} 次联系的时间不在单个周期之内，未计入任何周期"))
