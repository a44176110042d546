"""`qjgraph lexicon check`: do the known cases hold what their headers and rules say?

Every TSV file teaches its columns, has unique keys, no stray blanks and only codes its header
knows.  Every rule fires on its example and keeps still on its near miss.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path

from qjgraph.errors import LexiconError
from qjgraph.lexicon.rules import Rule, read_rules
from qjgraph.lexicon.sheets import Column, Sheet, read_sheet
from qjgraph.model import Context, Doc
from qjgraph.resources import data

#: Reads a text in a context; a text may hold several articles.
Reader = Callable[[str, Context], Doc | Iterable[Doc]]

#: Blanks that one does not see: at the ends, doubled, of another width, of no width.
_STRAY = re.compile(r"^\s|\s$|\s{2}|[\u00a0\u200b-\u200f\u2028\u2029\u3000\ufeff]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """Something in `data/` that does not hold.

    Attributes:
        place: file and line, or file and rule (`posts.tsv:41`, `places.yaml, rule place-home`).
        en, zh: what is wrong and, after a semicolon, what to do.
    """

    place: str
    en: str
    zh: str

    def __str__(self) -> str:
        return f"{self.place}: {self.en}"


def check(read_text: Reader) -> list[Finding]:
    """All findings in `data/lexicon/` and `data/gazetteer/`, files first, then rules.

    Args:
        read_text: reads a text in a context, for the rules' examples.
    """
    paths = sorted(data("lexicon").glob("*.tsv")) + sorted(data("gazetteer").glob("*.tsv"))
    findings = [finding for path in paths for finding in check_table(path)]
    return findings + check_rules(sorted(data("lexicon", "rules").glob("*.yaml")), read_text)


# ------------------------------------------------------------------------------ tables


def check_table(path: Path) -> list[Finding]:
    """The findings in one TSV file."""
    try:
        sheet = read_sheet(path)
    except UnicodeDecodeError as error:
        en = f"not UTF-8 at byte {error.start}; save the file as UTF-8"
        return [
            Finding(place=path.name, en=en, zh=f"第{error.start}字节不是 UTF-8；请另存为 UTF-8")
        ]
    if not sheet.columns:
        return [Finding(place=path.name, en="no line of column names", zh="缺少列名行")]
    checks = (_header, _widths, _blanks, _keys, _codes, _patterns)
    return [finding for part in checks for finding in part(sheet)]


def _header(sheet: Sheet) -> Iterator[Finding]:
    if not sheet.title:
        yield Finding(
            place=f"{sheet.name}:1",
            en="the file does not open with a `#` line; say there what it is for",
            zh="文件开头缺少以 # 起首的说明；请在首行写明用途",
        )
    for column in sheet.columns:
        if column not in sheet.taught:
            yield Finding(
                place=sheet.name,
                en=f'the header does not teach column "{column}"; add `# {column}: what it is`',
                zh=f"说明里没有“{column}”列；请加一行 `# {column}: 含义`",
            )


def _widths(sheet: Sheet) -> Iterator[Finding]:
    width = len(sheet.columns)
    for line, cells in sheet.rows:
        if len(cells) > width:
            yield Finding(
                place=f"{sheet.name}:{line}",
                en=f"{len(cells)} cells, the header has {width}; remove a tab",
                zh=f"有 {len(cells)} 格，表头只有 {width} 列；请删去多余的制表符",
            )


def _blanks(sheet: Sheet) -> Iterator[Finding]:
    for line, cells in sheet.rows:
        for column, cell in zip(sheet.columns, cells, strict=False):
            if _STRAY.search(cell):
                yield Finding(
                    place=f"{sheet.name}:{line}",
                    en=f"{column} {cell!r} has a stray blank; remove it",
                    zh=f"{column} 列 {cell!r} 有多余空白；请删去",
                )


def _keys(sheet: Sheet) -> Iterator[Finding]:
    seen: dict[tuple[str, ...], int] = {}
    columns = [dict(sheet.cells(column)) for column in sheet.key]
    for line, _ in sheet.rows:
        key = tuple(column[line].strip() for column in columns)
        words = " ".join(key).strip()
        if not words:
            name = ", ".join(sheet.key)
            yield Finding(place=f"{sheet.name}:{line}", en=f"{name} is empty", zh=f"{name} 为空")
        elif key in seen:
            yield Finding(
                place=f"{sheet.name}:{line}",
                en=f'"{words}" stands in line {seen[key]} already; remove one of them',
                zh=f"“{words}”已见于第 {seen[key]} 行；请删去其一",
            )
        seen.setdefault(key, line)


def _codes(sheet: Sheet) -> Iterator[Finding]:
    for column in sheet.taught.values():
        if not column.codes:
            continue
        for line, cell in sheet.cells(column.name):
            if cell.strip() not in column.codes:
                yield _unknown(sheet.name, line, column, cell.strip())


def _unknown(name: str, line: int, column: Column, value: str) -> Finding:
    near = get_close_matches(value, column.codes, 1, 0.5)
    known = ", ".join(filter(None, column.codes))
    return Finding(
        place=f"{name}:{line}",
        en=f'{column.name} "{value}" is unknown; '
        + (f'did you mean "{near[0]}"?' if near else f"known are {known}"),
        zh=f"{column.name} 列没有“{value}”这个值；"
        + (f"是否应为“{near[0]}”？" if near else f"可用的有 {known}"),
    )


def _patterns(sheet: Sheet) -> Iterator[Finding]:
    """Columns that hold regular expressions hold sound ones that find their own example."""
    for column in sheet.taught.values():
        if "regular expression" not in column.meaning:
            continue
        examples = dict(sheet.cells("example")) if "example" in sheet.columns else {}
        for line, cell in sheet.cells(column.name):
            yield from _pattern(f"{sheet.name}:{line}", column.name, cell, examples.get(line, ""))


def _pattern(place: str, column: str, cell: str, example: str) -> Iterator[Finding]:
    try:
        pattern = re.compile(cell)
    except re.error as error:
        yield Finding(
            place=place,
            en=f"{column} {cell!r} is no regular expression: {error}",
            zh=f"{column} 列 {cell!r} 不是正则表达式：{error}",
        )
        return
    if example and not pattern.search(example):
        yield Finding(
            place=place,
            en=f"{column} does not find its example {example!r}",
            zh=f"{column} 列匹配不到自己的例子 {example!r}",
        )


# ------------------------------------------------------------------------------- rules


def check_rules(paths: Iterable[Path], read_text: Reader) -> list[Finding]:
    """The findings in the files of rules: malformed items, ids twice, examples that fail."""
    findings: list[Finding] = []
    seen: dict[str, str] = {}
    for path in paths:
        try:
            rules = list(read_rules(path))
        except LexiconError as error:
            text = error.problem + (f"; {error.hint}" if error.hint else "")
            findings.append(Finding(place=error.place, en=text, zh=text))
            continue
        for rule in rules:
            findings += _twice(rule, seen)
            findings += _tried(rule, read_text)
    return findings


def _twice(rule: Rule, seen: dict[str, str]) -> Iterator[Finding]:
    if rule.id in seen:
        yield Finding(
            place=rule.place,
            en=f"the id is taken by {seen[rule.id]}; choose another",
            zh=f"此 id 已用于 {seen[rule.id]}；请另取",
        )
    seen.setdefault(rule.id, rule.place)


def _tried(rule: Rule, read_text: Reader) -> Iterator[Finding]:
    context = Context(published=rule.published, home=rule.home)
    if not _fires(rule.id, rule.example, context, read_text):
        yield Finding(
            place=rule.place,
            en=f"does not fire on its example {rule.example!r}; mend the rule or the example",
            zh=f"在例句 {rule.example!r} 中没有触发；请修正规则或例句",
        )
    if _fires(rule.id, rule.near_miss, context, read_text):
        yield Finding(
            place=rule.place,
            en=f"fires on its near miss {rule.near_miss!r}; narrow the rule",
            zh=f"在反例 {rule.near_miss!r} 中被触发；请收紧规则",
        )


def _fires(rule_id: str, text: str, context: Context, read_text: Reader) -> bool:
    """Whether any mention or claim read in a text carries a rule's id."""
    found = read_text(text, context)
    docs = [found] if isinstance(found, Doc) else list(found)
    return any(
        any(mention.rule == rule_id for mention in doc.mentions)
        or any(claim.rule == rule_id for claim in doc.claims)
        for doc in docs
    )
