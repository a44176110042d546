"""`review`, `merge`, `split`, `rename`, `correct`, `retract`: decisions of a curator."""

from __future__ import annotations

import dataclasses
import functools
import getpass
import os
import sys
from collections.abc import Callable, Iterable, Iterator
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from qjgraph.cli.asking import ROWS, format_options, respond
from qjgraph.cli.building import Day
from qjgraph.cli.output import say, show_issues, visible, write, write_json
from qjgraph.cli.say import Command, Text, argument, graph_argument, language, option
from qjgraph.model import Issue

if TYPE_CHECKING:
    from pyoxigraph import Store

    from qjgraph.judgement import Decision
    from qjgraph.query.deciding import Signed
    from qjgraph.query.review import Pair, Side

#: Issues of a build that are about its decisions.
OF_DECISIONS = frozenset(
    ("bad-decision", "refused-decision", "stale-decision", "contradictory-decisions")
)


#: Gives the signature of a decision, once one is made.
By = Callable[[], "Signed"]


def signed(*, reason: bool) -> Callable[[Callable[..., None]], Callable[..., None]]:
    """`--who`, `--when`, `--why`, which a command gets as `by`; a reason may be asked for."""

    def decorate(function: Callable[..., None]) -> Callable[..., None]:
        @functools.wraps(function)
        def run(*, who: str, when: date | None, why: str, **options: Any) -> None:
            function(by=functools.partial(_signature, who, when, why), **options)

        run = option(
            "--when",
            type=Day(),
            en="Day of the decision; default: today.",
            zh="决定日期；默认今天。",
        )(run)
        run = option(
            "--who",
            default="",
            metavar="NAME",
            en="Who decides; default: $QJGRAPH_WHO, else the login name.",
            zh="决定者；默认为 $QJGRAPH_WHO，否则为登录名。",
        )(run)
        return option(
            "--why",
            **({"required": True} if reason else {"default": ""}),
            metavar="TEXT",
            en="The reason, kept with the decision.",
            zh="理由，与决定一并保存。",
        )(run)

    return decorate


def _signature(who: str, when: date | None, why: str) -> Signed:
    from qjgraph.query.deciding import Signed

    return Signed(who=who or _name(), when=when or date.today(), why=why)


def _name() -> str:
    if named := os.environ.get("QJGRAPH_WHO", "").strip():
        return named
    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):
        raise click.UsageError("who decides? give --who NAME or set QJGRAPH_WHO") from None


def _keep(folder: str, decisions: Iterable[Decision]) -> None:
    """Append decisions to the folder's ledger and say so."""
    from qjgraph.curate import append
    from qjgraph.query.deciding import ledger_of

    ledger, made = ledger_of(Path(folder)), list(decisions)
    append(ledger, made)
    for each in made:
        say(f"  {each.verdict}  {each.left}  {each.right}".rstrip())
    count = len(made)
    say(Text(
        f"{ledger}: {count} decisions added; `qjgraph build` applies them",
        f"{ledger}：已追加 {count} 条决定；运行 `qjgraph build` 后生效",
    ))  # fmt: skip


def _store(folder: str) -> Store:
    from qjgraph.store import open_store

    return open_store(Path(folder))


_THING = argument("what", metavar="A", en="Name or IRI of a thing.", zh="事物的名称或 IRI。")

# ----------------------------------------------------------------------- single decisions


@click.command(
    "merge",
    cls=Command,
    about=Text(
        "Decide that things are one; the first keeps its IRI.",
        "决定若干事物为同一个；以第一个的 IRI 为准。",
    ),
    example="qjgraph merge out/sample 县发改局 县发展和改革局 --why 同一机构的简称",
    python="qjgraph.curate.append(ledger, qjgraph.query.deciding.merged(store, a, [b], by))",
)
@graph_argument()
@_THING
@argument("others", metavar="B...", nargs=-1, required=True, en="The others.", zh="其他事物。")
@signed(reason=True)
def merge(folder: str, what: str, others: tuple[str, ...], by: By) -> None:
    """Things are one."""
    from qjgraph.query.deciding import merged

    _keep(folder, merged(_store(folder), what, others, by()))


@click.command(
    "split",
    cls=Command,
    about=Text(
        "Decide that some articles mean another thing by a name; together they mean one.",
        "决定某些文章中的同名者另有其人（或物）；这些文章所指为同一个。",
    ),
    example="qjgraph split out/sample 张伟 a07 a11 --why 邻县同名者",
    python="qjgraph.curate.append(ledger, qjgraph.query.deciding.split(store, a, articles, by))",
)
@graph_argument()
@_THING
@argument(
    "articles",
    metavar="ARTICLE...",
    nargs=-1,
    required=True,
    en="Ids or IRIs of the articles.",
    zh="文章的标识或 IRI。",
)
@signed(reason=True)
def split(folder: str, what: str, articles: tuple[str, ...], by: By) -> None:
    """Some articles mean another thing."""
    from qjgraph.query import deciding

    _keep(folder, deciding.split(_store(folder), what, articles, by()))


@click.command(
    "rename",
    cls=Command,
    about=Text("Decide what a thing is called.", "决定事物的首选名称。"),
    example="qjgraph rename out/sample 县康养产业园 县康养生态产业园",
    python="qjgraph.curate.append(ledger, qjgraph.query.deciding.renamed(store, a, name, by))",
)
@graph_argument()
@_THING
@argument("name", metavar="NAME", en="The name.", zh="名称。")
@signed(reason=False)
def rename(folder: str, what: str, name: str, by: By) -> None:
    """A thing is called so."""
    from qjgraph.query.deciding import renamed

    _keep(folder, renamed(_store(folder), what, name, by()))


_CLAIM = {
    "en": "IRI of a claim; `qjgraph explain` shows it.",
    "zh": "陈述的 IRI；见 `qjgraph explain`。",
}


@click.command(
    "correct",
    cls=Command,
    about=Text(
        "Correct properties of a claim: an amount, a date in EDTF, a role, a stage, a subject.",
        "更正一条陈述的属性：数额、日期（EDTF）、角色、阶段、主体等。",
    ),
    example="qjgraph correct out/sample CLAIM stage=start date=2026-03 --why 原报为开工",
    python="qjgraph.curate.append(ledger, qjgraph.query.deciding.corrected(store, c, pairs, by))",
)
@graph_argument()
@argument("claim", metavar="CLAIM", **_CLAIM)
@argument(
    "pairs",
    metavar="PROPERTY=VALUE...",
    nargs=-1,
    required=True,
    en="What it should say; nothing after = takes an optional value away.",
    zh="应有的值；= 后留空表示去掉可选的值。",
)
@signed(reason=True)
def correct(folder: str, claim: str, pairs: tuple[str, ...], by: By) -> None:
    """A claim says something else."""
    from qjgraph.query.deciding import corrected

    _keep(folder, corrected(_store(folder), claim, pairs, by()))


@click.command(
    "retract",
    cls=Command,
    about=Text(
        "Take claims out of the graph; their sentences stay on record.",
        "把陈述从图谱中撤下；其原句留有记录。",
    ),
    example="qjgraph retract out/sample CLAIM --why 并非该项目\n"
    "qjgraph retract out/sample CLAIM --undo --why 撤错了",
    python="qjgraph.curate.append(ledger, qjgraph.query.deciding.retracted(store, claims, by))",
)
@graph_argument()
@argument("claims", metavar="CLAIM...", nargs=-1, required=True, **_CLAIM)
@option(
    "--undo",
    is_flag=True,
    en="Withdraw what was decided of the claims, corrections too.",
    zh="收回对这些陈述的全部决定，包括更正。",
)
@signed(reason=True)
def retract(folder: str, claims: tuple[str, ...], undo: bool, by: By) -> None:
    """Claims do not hold."""
    from qjgraph.query.deciding import retracted, withdrawn

    decide = withdrawn if undo else retracted
    _keep(folder, decide(_store(folder), claims, by()))


# -------------------------------------------------------------------------------- review


@click.command(
    "review",
    cls=Command,
    about=Text(
        "Walk through pairs that may be one thing, both with their sentences, and decide.",
        "逐对审查可能为同一者的事物，对照双方原句作出决定。",
    ),
    example="qjgraph review out/sample\nqjgraph review out/sample --list --format csv\n"
    "qjgraph review out/sample --stale",
    python="qjgraph.query.review.unsure(store)",
)
@graph_argument()
@option("--list", "listing", is_flag=True, en="List the pairs.", zh="只列出各对。")
@option(
    "--stale",
    is_flag=True,
    en="List decisions that the last build could not apply.",
    zh="列出上次构建未能应用的决定。",
)
@signed(reason=False)
@format_options(ROWS)
def review(
    folder: str,
    listing: bool,
    stale: bool,
    by: By,
    form: str | None,
    as_json: bool,
    to: str,
) -> None:
    """Judge unsure pairs."""
    from qjgraph.query.review import rows

    chosen = "json" if as_json else form or "table"
    if stale:
        _stale(folder, as_json=chosen == "json", to=to)
        return
    store = _store(folder)
    pairs = _waiting(folder, store)
    if listing:
        respond(rows(store, pairs), chosen, to)
        return
    _walk(folder, store, pairs, by())


def _waiting(folder: str, store: Store) -> list[Pair]:
    from qjgraph.curate import in_force, read_ledger
    from qjgraph.query.deciding import ledger_of
    from qjgraph.query.review import unsure

    ledger, issues = ledger_of(Path(folder)), list[Issue]()
    decided = in_force(read_ledger(ledger, issues.append))
    show_issues(issues, ledger)
    return unsure(store, decided)


def _stale(folder: str, *, as_json: bool, to: str) -> None:
    from qjgraph.store import read_issues, read_manifest

    read_manifest(Path(folder))  # it is a graph
    found = [each for each in read_issues(Path(folder)) if each["code"] in OF_DECISIONS]
    if as_json:
        write_json(found, to)
    else:
        lines = (f"{each['place']}: {each['code']}: {each['message']}\n" for each in found)
        write("".join(map(visible, lines)), to)
    say(Text(f"{len(found)} decisions to look at", f"{len(found)} 条决定待处理"))


_KEYS = Text(
    "s same, d different, u unsure (ask no more), n next, q quit; a reason may follow: s same post",
    "s 同一，d 不同，u 未定（不再问），n 下一对，q 结束；后可附理由：s 职务相同",
)


def _walk(folder: str, store: Store, pairs: list[Pair], by: Signed) -> None:
    """Show each pair and keep each answer at once."""
    from qjgraph.judgement import Verdict

    verdicts = {"s": Verdict.SAME, "d": Verdict.DIFFERENT, "u": Verdict.UNSURE}
    count = 0
    for number, pair in enumerate(pairs, 1):
        write("\n".join(map(visible, _shown(store, pair, f"{number}/{len(pairs)}"))) + "\n", "-")
        key, why = _answer()
        if key == "q":
            break
        if key in verdicts:
            signed_so = dataclasses.replace(by, why=why or by.why)
            _keep(folder, [signed_so.decision(verdicts[key], pair.left, pair.right)])
            count += 1
    left = len(pairs) - count
    say(Text(f"{count} decided, {left} pairs left", f"已决定 {count} 对，尚余 {left} 对"))


def _answer() -> tuple[str, str]:
    """A key and what follows it; quits at the end of the input."""
    while True:
        say(_KEYS)
        line = sys.stdin.readline()
        key, _, why = line.strip().partition(" ")
        if not line:
            return "q", ""
        if key.lower() in ("s", "d", "u", "n", "q"):
            return key.lower(), why.strip()


def _shown(store: Store, pair: Pair, number: str) -> Iterator[str]:
    from qjgraph.query.results import plain
    from qjgraph.query.review import side

    zh = language() == "zh"
    yield f"[{number}] {plain(str(pair.score))}  {pair.rule}"
    if pair.reasons:
        yield f"    {'；'.join(pair.reasons) if zh else '; '.join(pair.reasons)}"
    for mark, iri in (("A", pair.left), ("B", pair.right)):
        yield from _side(mark, side(store, iri), zh)


def _side(mark: str, thing: Side, zh: bool) -> Iterator[str]:
    yield f"{mark}   {' / '.join(thing.names) or thing.iri}"
    days = thing.first if thing.first == thing.last else f"{thing.first} … {thing.last}"
    count = f"{thing.articles} 篇" if zh else f"{thing.articles} articles"
    facts = ["、".join(thing.posts), "、".join(thing.homes), days, count]
    yield f"    {'；'.join(filter(None, facts)) if zh else '; '.join(filter(None, facts))}"
    for quote in thing.quotes:
        about = " ".join(filter(None, (f"《{quote.title}》", quote.published)))
        yield f"    {' '.join(quote.sentence.split())}"
        yield f"      {about} [{quote.article}]"
    yield f"    {thing.iri}"
