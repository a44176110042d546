"""`push`: a graph to a SPARQL server."""

from __future__ import annotations

from functools import partial
from pathlib import Path

import click

from qjgraph.cli.output import Progress, say
from qjgraph.cli.say import Command, Text, argument, option


@click.command(
    "push",
    cls=Command,
    about=Text(
        "Send a graph to a SPARQL server; what has arrived before is not sent again.",
        "把图谱推送到 SPARQL 服务器；已送达的部分不再重发。",
    ),
    example="qjgraph push out/sample http://127.0.0.1:7878/store\n"
    "QJGRAPH_TOKEN=… qjgraph push out/news https://example.org/news/data",
    python='qjgraph.store.pushing.push(Path("out/sample"), "http://127.0.0.1:7878/store")',
)
@argument("folder", metavar="DIR", en="Folder of a graph.", zh="图谱所在文件夹。")
@argument(
    "endpoint",
    metavar="ENDPOINT",
    en="Address of the server's graph store (SPARQL 1.1 Graph Store Protocol).",
    zh="服务器的图存储地址（SPARQL 1.1 图存储协议）。",
)
@option(
    "--default-graph",
    "default",
    default="",
    metavar="IRI",
    en="Put the default graph's triples into this named graph (Virtuoso needs one).",
    zh="把默认图的三元组放入该命名图（Virtuoso 需要）。",
)
@option("--force", is_flag=True, en="Send all of it again.", zh="全部重新发送。")
def push(folder: str, endpoint: str, default: str, force: bool) -> None:
    """Push a graph."""
    from qjgraph.store.pushing import push as send

    with Progress({"push": Text("graphs and parts", "个图与分块")}) as progress:
        done = send(
            Path(folder),
            endpoint,
            default=default,
            force=force,
            on_progress=partial(progress, "push"),
        )
    say(Text(
        f"{endpoint}: {done.graphs:,} graphs sent, {done.kept:,} were there, "
        f"{done.removed:,} removed; {done.triples:,} triples of the default graph sent",
        f"{endpoint}：发送 {done.graphs:,} 个命名图，{done.kept:,} 个已在，"
        f"删除 {done.removed:,} 个；默认图发送 {done.triples:,} 条三元组",
    ))  # fmt: skip
