"""`query` and `ask`: SPARQL of one's own, and questions that have a name."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import click
from click.shell_completion import CompletionItem

from qjgraph.cli.output import read, write, write_json
from qjgraph.cli.say import (
    Command,
    F,
    Text,
    argument,
    graph_argument,
    json_option,
    language,
    option,
)

if TYPE_CHECKING:
    from qjgraph.query.questions import Question
    from qjgraph.query.results import Result, Rows

#: Columns of a question's answer that a table leaves out: a sentence makes it too wide to read.
EVIDENCE = frozenset({"sentence", "begin", "end"})
ROWS = ("table", "csv", "tsv", "json")
GRAPHS = ("ttl", "nt", "jsonld")


def format_options(formats: tuple[str, ...]) -> Callable[[F], F]:
    """`--format`, `--json` and `--to`, as every command that answers with rows has them."""

    def decorate(function: F) -> F:
        function = option(
            "--to",
            default="-",
            metavar="PATH",
            en="Write to this file; - is stdout, the default.",
            zh="写入该文件；- 为标准输出（默认）。",
        )(function)
        function = json_option(function)
        return option(
            "-f",
            "--format",
            "form",
            type=click.Choice(formats),
            en="Form of the answer; default: a table, for graphs Turtle.",
            zh="答案的格式；默认为表格，图用 Turtle。",
        )(function)

    return decorate


def param_option(function: F) -> F:
    """`--param NAME=VALUE`, any number of times."""
    return option(
        "-p",
        "--param",
        "params",
        multiple=True,
        metavar="NAME=VALUE",
        en="A parameter; repeat for more.",
        zh="参数；可重复。",
    )(function)


def pairs(params: tuple[str, ...]) -> dict[str, str]:
    """`since=2025-01-01` as a name and a value."""
    found = {}
    for param in params:
        name, equals, value = param.partition("=")
        if not equals or not name:
            raise click.BadParameter(f"{param!r} is not NAME=VALUE", param_hint="--param")
        found[name.strip()] = value.strip()
    return found


@click.command(
    "query",
    cls=Command,
    about=Text(
        "Run SPARQL 1.1 over a graph; the usual prefixes are declared already.",
        "对图谱运行 SPARQL 1.1 查询；常用前缀已预先声明。",
    ),
    example="qjgraph query out/sample 'SELECT ?name WHERE { ?p a qj:Person ; rdfs:label ?name }'\n"
    "qjgraph query out/sample people.rq --format csv --to people.csv",
    python="qjgraph.open(\"out/sample\").query('SELECT ...')",
)
@graph_argument()
@argument(
    "sparql",
    metavar="SPARQL|FILE.rq",
    en="The query, a file that holds it, or - for stdin.",
    zh="查询语句、存有查询的文件，或 -（标准输入）。",
)
@format_options(ROWS + GRAPHS)
def query(folder: str, sparql: str, form: str | None, as_json: bool, to: str) -> None:
    """Run a query."""
    from qjgraph.query import engine
    from qjgraph.store import open_graph

    file = sparql == "-" or sparql.endswith((".rq", ".sparql"))
    text = read(sparql) if file else sparql
    place = "query" if sparql in ("-", text) else sparql
    answer = engine.query(open_graph(folder), text, place=place)
    respond(answer, "json" if as_json else form, to)


def respond(answer: Result, form: str | None, to: str) -> None:
    """Write an answer in a form; where none is asked for, in that which fits it."""
    from qjgraph.query.results import Triples, render

    fitting = "ttl" if isinstance(answer, Triples) else "table"
    write(render(answer, form or fitting, lang=language()), to)


def _known(ctx: click.Context, param: click.Parameter, incomplete: str) -> list[CompletionItem]:
    from qjgraph.query.questions import questions

    return [
        CompletionItem(question.name, help=question.title(language()))
        for question in questions()
        if question.name.startswith(incomplete)
    ]


@click.command(
    "ask",
    cls=Command,
    about=Text(
        "Answer one of the named questions, each row with its sentence.",
        "回答一个命名问题，每行附原文语句。",
    ),
    example="qjgraph ask --list\nqjgraph ask out/sample 10 --param least=100000000",
    python='qjgraph.open("out/sample").ask("10", least=100_000_000)',
)
@graph_argument(required=False)
@argument(
    "question",
    metavar="QUESTION",
    required=False,
    shell_complete=_known,
    en="Number or name of a question, see --list.",
    zh="问题的编号或名称，见 --list。",
)
@option("--list", "listing", is_flag=True, en="List the questions.", zh="列出全部问题。")
@param_option
@option(
    "--evidence",
    is_flag=True,
    en="Show sentence and offsets in the table too; csv, tsv and json always have them.",
    zh="表格中也显示原句和位置；csv、tsv、json 总是包含。",
)
@format_options(ROWS)
def ask(
    folder: str | None,
    question: str | None,
    listing: bool,
    params: tuple[str, ...],
    evidence: bool,
    form: str | None,
    as_json: bool,
    to: str,
) -> None:
    """Ask a named question."""
    from qjgraph.query import questions
    from qjgraph.store import open_graph

    if listing:
        _list(as_json or form == "json", to)
        return
    if folder is None or question is None:
        raise click.UsageError("name a DIR and a QUESTION; --list shows the questions")
    chosen = "json" if as_json else form or "table"
    # a person reads words, a program reads codes
    lang = language() if chosen == "table" else ""
    store, given = open_graph(folder), pairs(params)
    # first alone: it refuses a parameter that the question has not, whatever its name
    questions.bind(store, questions.question(question), given)
    answer = questions.ask(store, question, lang=lang, **given)
    shown = answer if evidence or chosen != "table" else narrowed(answer)
    respond(shown, chosen, to)


def narrowed(rows: Rows) -> Rows:
    """An answer without its evidence, but with the article that holds it."""
    from qjgraph.query.results import Rows

    kept = [place for place, name in enumerate(rows.columns) if name not in EVIDENCE]
    return Rows(
        columns=tuple(rows.columns[place] for place in kept),
        terms=tuple(tuple(row[place] for place in kept) for row in rows.terms),
        heads=tuple(rows.heads[place] for place in kept) if rows.heads else (),
    )


def _list(as_json: bool, to: str) -> None:
    from qjgraph.query.questions import questions

    if as_json:
        write_json([_figures(each) for each in questions()], to)
    else:
        write("\n".join(line for each in questions() for line in _entry(each, language())), to)


def _entry(question: Question, lang: str) -> list[str]:
    """A question as one reads it: number, name, title; below, what may be given."""
    lines = [f"{question.number:>2}  {question.name}  {question.title(lang)}"]
    for param in question.params:
        default = {"-": "", "required": "*"}.get(param.default, f" [{param.default}]")
        lines.append(f"      --param {param.name}={default}  {param.help(lang)}")
    return lines


def _figures(question: Question) -> dict[str, Any]:
    """A question as JSON."""
    return {
        "number": question.number,
        "name": question.name,
        "title": {"zh": question.title.zh, "en": question.title.en},
        "about": {"zh": question.about.zh, "en": question.about.en},
        "parameters": [
            {
                "name": param.name,
                "type": " ".join((param.type, *param.of)),
                "default": None if param.default in ("-", "required") else param.default,
                "required": param.required,
                "help": {"zh": param.help.zh, "en": param.help.en},
            }
            for param in question.params
        ],
        "columns": [
            {"name": name, "zh": words.zh, "en": words.en} for name, words in question.columns
        ],
    }
