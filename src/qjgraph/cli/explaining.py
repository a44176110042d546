"""`explain`: the sentences behind a claim or a name."""

from __future__ import annotations

import dataclasses

import click

from qjgraph.cli.output import marks, write, write_json
from qjgraph.cli.say import Command, Text, argument, graph_argument, json_option, language, option


@click.command(
    "explain",
    cls=Command,
    about=Text(
        "Show the sentences behind a claim or a name: words marked, article, offsets, rule.",
        "列出一条陈述或一个名称背后的语句：标出词语、文章、位置和规则。",
    ),
    example="qjgraph explain out/sample 江沐阳",
    python='qjgraph.open("out/sample").explain("江沐阳")',
)
@graph_argument()
@argument(
    "what",
    metavar="CLAIM|NAME",
    en="IRI of a claim, a thing or an article; or a name or a part of one.",
    zh="陈述、事物或文章的 IRI，或名称（可只写一部分）。",
)
@json_option
@option(
    "--to",
    default="-",
    metavar="PATH",
    en="Write to this file; - is stdout, the default.",
    zh="写入该文件；- 为标准输出（默认）。",
)
def explain(folder: str, what: str, as_json: bool, to: str) -> None:
    """Explain a claim or a name."""
    import qjgraph
    from qjgraph.query.explain import to_text

    found = qjgraph.open(folder).explain(what)
    if as_json:
        write_json([dataclasses.asdict(each) for each in found], to)
        return
    write(to_text(found, language(), mark=marks(to)), to)
