"""`site`: the reading room as files."""

from __future__ import annotations

from pathlib import Path

import click

from qjgraph.cli.output import Progress, say
from qjgraph.cli.say import Command, Text, graph_argument, option

#: As `qjgraph.room.site.PICTURES`, which help need not load.
PICTURES = 100

_STEPS = {
    "pages": Text("fronts, lists and questions", "首页、列表与问题"),
    "things": Text("things", "个事物"),
    "articles": Text("articles and pages", "篇报道与版面"),
    "pictures": Text("pictures", "幅关系图"),
}


@click.command(
    "site",
    cls=Command,
    about=Text(
        "Write the reading room as files that can be published anywhere or read from a disk.",
        "把阅览室写成静态文件，可发布到任何地方，也可直接从磁盘打开。",
    ),
    example="qjgraph site out/sample -o out/site\n"
    "qjgraph site out/sample -o out/site --pictures 20",
    python="from qjgraph.room.site import write_site\n"
    'write_site(qjgraph.open("out/sample"), Path("out/site"))',
)
@graph_argument()
@option(
    "-o",
    "--out",
    "to",
    required=True,
    metavar="FOLDER",
    en="The folder; an earlier site in it is replaced as a whole.",
    zh="输出文件夹；其中原有的站点会被整体替换。",
)
@option(
    "--pictures",
    type=click.IntRange(min=0),
    default=PICTURES,
    show_default=True,
    metavar="NUMBER",
    en="How many of the best-tied things get a picture of their surroundings.",
    zh="给关联最多的多少个事物画关系图。",
)
def site(folder: str, to: str, pictures: int) -> None:
    """Write the site."""
    import qjgraph
    from qjgraph.room.site import write_site

    with Progress(_STEPS) as progress:
        made = write_site(qjgraph.open(folder), Path(to), pictures=pictures, on_progress=progress)
    megabytes = made.bytes / 1_000_000
    said = (to, f"{made.files:,}", f"{megabytes:,.1f}")
    say(Text("{}: {} files, {} MB".format(*said), "{}：{} 个文件，{} MB".format(*said)))
