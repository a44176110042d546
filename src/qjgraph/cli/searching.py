"""`search`: words in articles and names."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import click

from qjgraph.cli.asking import ROWS, format_options, respond
from qjgraph.cli.output import marks, say, visible, write, write_json
from qjgraph.cli.say import Command, Text, argument, graph_argument, option

if TYPE_CHECKING:
    from qjgraph.search import Found

#: As `qjgraph.search.KINDS`, which help need not load.
KINDS = ("person", "organization", "project", "event", "place", "policy")


@click.command(
    "search",
    cls=Command,
    about=Text(
        "Find articles and named things that hold all of some words.",
        "查找同时含有若干词语的报道，以及人物、机构、项目等名称。",
    ),
    example="qjgraph search out/sample 项目 开工\n"
    "qjgraph search out/sample jiyunshu --kind person\n"
    "qjgraph search out/sample '\"集中开工\"' --year 2025 --json",
    python='qjgraph.open("out/sample").search("项目 开工", year="2025")',
)
@graph_argument()
@argument(
    "words",
    metavar="WORDS...",
    nargs=-1,
    required=True,
    en="Strings that must all occur; names may be typed in pinyin.",
    zh="须同时出现的字词；名称也可用拼音。",
)
@option(
    "--kind",
    type=click.Choice(("article", *KINDS)),
    default=None,
    en="Only what is of this kind.",
    zh="只找这一类。",
)
@option("--paper", default="", metavar="NAME", en="Articles of this paper.", zh="只找该报的报道。")
@option("--year", default="", metavar="YEAR", en="Articles of this year.", zh="只找该年的报道。")
@option(
    "--place",
    default="",
    metavar="NAME",
    en="Articles of this place's papers.",
    zh="只找该地报纸的报道。",
)
@option("--newest", is_flag=True, en="The newest articles first.", zh="最新的报道在前。")
@option(
    "--limit",
    type=click.IntRange(min=1),
    default=20,
    show_default=True,
    en="Hits at most.",
    zh="最多列出几条。",
)
@format_options(ROWS)
def search(
    folder: str,
    words: tuple[str, ...],
    kind: str | None,
    paper: str,
    year: str,
    place: str,
    newest: bool,
    limit: int,
    form: str | None,
    as_json: bool,
    to: str,
) -> None:
    """Search."""
    import qjgraph
    from qjgraph.room.twins import found_data
    from qjgraph.search import rows

    narrowed = {"kind": kind or "", "paper": paper, "year": year, "place": place}
    found = qjgraph.open(folder).search(" ".join(words), newest=newest, size=limit, **narrowed)
    if as_json or form == "json":
        write_json(found_data(found), to)
    elif form in ("csv", "tsv"):
        respond(rows(found), form, to)
    else:
        write("".join(_lines(found)), to)
        said = (found.of_things, found.of_articles)
        say(Text("{:,} things, {:,} articles".format(*said),
                 "{:,} 个名称，{:,} 篇报道".format(*said)))  # fmt: skip


def _lines(found: Found) -> Iterator[str]:
    before, after = marks()
    for hit in found.things:
        yield visible(f"{hit.label}  {hit.kind}  {hit.sentences}  {hit.iri}") + "\n"
    for hit in found.articles:
        about = "  ".join(filter(None, (visible(hit.label), visible(hit.paper), hit.day, hit.iri)))
        pieces = [visible(piece) for piece in hit.pieces]
        shown = [f"{before}{p}{after}" if n % 2 else p for n, p in enumerate(pieces)]
        yield f"{about}\n    {''.join(shown)}\n"
