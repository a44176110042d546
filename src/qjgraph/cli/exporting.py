"""`viz` and `export`: pictures and files for other programs."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from qjgraph.cli.building import Day
from qjgraph.cli.output import destination, say, write
from qjgraph.cli.say import Command, F, Text, graph_argument, language, option

if TYPE_CHECKING:
    import networkx

VIEWS = (
    "whole", "ego", "coattendance", "hierarchy", "projects", "timeline", "series", "policies",
    "map",
)  # fmt: skip
FIGURES = ("svg", "png", "pdf")
TABLES = "csv"
GRAPHS = ("jsonld", "nquads", "trig")
NETWORKS = ("graphml", "gexf")


def days_options(function: F) -> F:
    """`--since` and `--until`, as every command that projects a view in time has them."""
    function = option(
        "--until", type=Day(), en="Claims of this day or earlier.", zh="该日及以前的陈述。"
    )(function)
    return option(
        "--since", type=Day(), en="Claims of this day or later.", zh="该日及以后的陈述。"
    )(function)


def say_notes(graph: networkx.MultiDiGraph) -> None:
    """What must be known of a view, on stderr."""
    for words in graph.graph.get("notes", ()):
        say(Text(words.en, words.zh))


@click.command(
    "viz",
    cls=Command,
    about=Text(
        "Draw a graph as one HTML file that loads nothing from anywhere, or as a figure.",
        "把图谱画成一个不从任何地方加载内容的 HTML 文件，或静态插图。",
    ),
    example="qjgraph viz out/sample --view projects -o out/projects.html\n"
    "qjgraph viz out/sample --view ego --around 纪云舒 --depth 2 -o out/ji.html\n"
    "qjgraph viz out/sample --view timeline --format pdf -o out/timeline.pdf",
    python='graph = qjgraph.open("out/sample").networkx("projects")\n'
    'qjgraph.view.html.render(graph, title="Projects")',
)
@graph_argument()
@option(
    "--view",
    type=click.Choice(VIEWS),
    default="whole",
    show_default=True,
    en="What to draw: all, a name's surroundings, who met whom, bodies and posts, projects, "
    "their milestones in time, series of meetings, policies and meetings, a map of places.",
    zh="画什么：全图、某名称的关系圈、同场网络、机构与职务、项目图、项目时间线、会议系列、"
    "政策与会议、地点地图。",
)
@option(
    "--around",
    metavar="NAME",
    en="Only what surrounds this name or IRI; ego needs it.",
    zh="只画该名称或 IRI 周围的部分；ego 必须给出。",
)
@option(
    "--depth",
    type=click.IntRange(min=0),
    default=1,
    show_default=True,
    en="How many steps away from it.",
    zh="离该名称的步数。",
)
@days_options
@option("--title", metavar="TEXT", en="Heading of the picture.", zh="图的标题。")
@option(
    "-f",
    "--format",
    "form",
    type=click.Choice(["html", *FIGURES]),
    default="html",
    show_default=True,
    en="A page, or a static figure (needs matplotlib: pip install 'qjgraph[figures]').",
    zh="网页，或静态插图（需要 matplotlib：pip install 'qjgraph[figures]'）。",
)
@option(
    "--font",
    metavar="FILE",
    en="A font file with Chinese characters for a figure, in place of the system's.",
    zh="插图所用的中文字体文件，代替系统字体。",
)
@option(
    "-o",
    "--out",
    "to",
    required=True,
    metavar="FILE",
    en="The file; - is stdout.",
    zh="输出文件；- 为标准输出。",
)
def viz(
    folder: str,
    view: str,
    around: str | None,
    depth: int,
    since: date | None,
    until: date | None,
    title: str | None,
    form: str,
    font: str | None,
    to: str,
) -> None:
    """Draw a view."""
    import qjgraph
    from qjgraph.view.figures import figure
    from qjgraph.view.html import render
    from qjgraph.view.periods import measured

    opened = qjgraph.open(folder)
    graph = opened.networkx(view, around=around, depth=depth, since=since, until=until)
    heading = title or " · ".join(filter(None, (Path(folder).name, around)))
    if form == "html":
        write(render(measured(graph), title=heading, lang=language()), to)
    else:
        with destination(to) as path:
            path.write_bytes(figure(graph, form, title=heading, lang=language(), font=font))
    nodes, edges = graph.number_of_nodes(), graph.number_of_edges()
    say(Text(f"{to}: {nodes:,} nodes, {edges:,} edges", f"{to}：{nodes:,} 个节点，{edges:,} 条边"))
    say_notes(graph)


@click.command(
    "export",
    cls=Command,
    about=Text(
        "Write a graph as tables, RDF or a network file.",
        "把图谱导出为表格、RDF 或网络文件。",
    ),
    example="qjgraph export out/sample --format csv --to out/tables\n"
    "qjgraph export out/sample --format nquads --to out/sample.nq\n"
    "qjgraph export out/sample --format gexf --view coattendance --to out/sample.gexf",
    python='qjgraph.open("out/sample").tables("out/tables")',
)
@graph_argument()
@option(
    "-f",
    "--format",
    "form",
    type=click.Choice((TABLES, *GRAPHS, *NETWORKS)),
    required=True,
    en="csv: a folder of tables; jsonld, nquads, trig: RDF; graphml, gexf: a network.",
    zh="csv：一个文件夹的表格；jsonld、nquads、trig：RDF；graphml、gexf：网络。",
)
@option(
    "--to",
    required=True,
    metavar="PATH",
    en="For csv a folder, else a file; - is stdout.",
    zh="csv 为文件夹，其余为文件；- 为标准输出。",
)
@option(
    "--view",
    type=click.Choice(VIEWS),
    default="whole",
    show_default=True,
    en="View of a network file, as for viz.",
    zh="网络文件的视图，同 viz。",
)
@option(
    "--around", metavar="NAME", en="As for viz, for network files.", zh="同 viz，用于网络文件。"
)
@option(
    "--depth",
    type=click.IntRange(min=0),
    default=1,
    show_default=True,
    en="As for viz, for network files.",
    zh="同 viz，用于网络文件。",
)
@option(
    "--bom",
    is_flag=True,
    en="Tables for a spreadsheet: a byte order mark, and no cell that would run as a formula.",
    zh="供电子表格使用：写入字节顺序标记，且不让单元格被当作公式执行。",
)
def export(
    folder: str, form: str, to: str, view: str, around: str | None, depth: int, bom: bool
) -> None:
    """Write a graph."""
    if bom and form != TABLES:
        raise click.UsageError("--bom is for --format csv")
    if form == TABLES:
        if to == "-":
            raise click.UsageError("--format csv writes a folder: name one with --to")
        _tables(Path(folder), Path(to), bom)
    elif form in GRAPHS:
        with destination(to) as path:
            _rdf(Path(folder), form, path)
    else:
        with destination(to) as path:
            _network(Path(folder), form, path, view, around, depth)


def _tables(folder: Path, to: Path, bom: bool) -> None:
    import qjgraph

    written = qjgraph.open(folder).tables(to, bom=bom)
    say(Text(f"{to}: {len(written)} files", f"{to}：{len(written)} 个文件"))


def _rdf(folder: Path, form: str, path: Path) -> None:
    import qjgraph

    qjgraph.open(folder).export(form, path)


def _network(
    folder: Path, form: str, path: Path, view: str, around: str | None, depth: int
) -> None:
    import qjgraph
    from qjgraph.view.files import export_network
    from qjgraph.view.periods import measured

    graph = qjgraph.open(folder).networkx(view, around=around, depth=depth)
    export_network(measured(graph), form, path)
