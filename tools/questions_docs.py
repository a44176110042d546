"""docs/questions.md: the named questions, from the headers of their files."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from qjgraph.analyse.steps import STEPS
from qjgraph.query.questions import Param, Question, questions

PAGE = Path("docs/questions.md")

_HEAD = """# Named questions · 命名问题

Written by `make docs` from the headers of `data/questions/*.rq`; to add a question, add a file
there. Ask with `qjgraph ask DIR NAME --param NAME=VALUE` or `graph.ask("NAME", NAME=VALUE)`; a
number will do for the name.

A period is written `2025`, `2025-Q4`, `2025-H1`, `2025-10`, `2025-10-05`, `2025-07/2025-09` or
`2025-07/..`; a sum `100000000`, `1e8` or `1亿`; a name in full, in part or as an IRI; a code as
such or in words. An empty value leaves a default out. The last four columns of every answer are
its evidence: `sentence`, `article`, and `begin` and `end` of the sentence in the page's raw text.

用法：`qjgraph ask DIR 名称 --param 参数=值`。时期可写作 `2025`、`2025-Q4`、`2025-10`、
`2025-07/2025-09`；金额可写作 `1亿`；名称可只写一部分，也可用 IRI；留空则不用默认值。
每行最后四列是证据：原句、文章、起止位置。
"""
_EVIDENCE = ("sentence", "article", "begin", "end")


def render() -> str:
    """The page."""
    return _HEAD + "".join(f"\n{line}\n" for each in questions() for line in _question(each))


def _question(each: Question) -> Iterator[str]:
    yield f"## {each.number} `{each.name}`"
    yield f"**{each.title.zh}**\\\n**{each.title.en}**"
    yield each.about.zh
    yield each.about.en
    if each.then:
        yield _step(each.then)
    rows = [_param(param) for param in each.params]
    yield "\n".join(["| parameter | type | default | 说明 | meaning |", "| --- " * 5 + "|", *rows])
    told = [(name, words) for name, words in each.columns if name not in _EVIDENCE]
    rows = [f"| `{name}` | {words.zh} | {words.en} |" for name, words in told]
    yield "\n".join(["| column | 列 | meaning |", "| --- " * 3 + "|", *rows])


def _step(name: str) -> str:
    """What the step behind a question does, with the place of its code."""
    step = STEPS[name]
    line = (step.__doc__ or "").partition("\n")[0]
    return f"Step `{step.__module__}.{name}`: {line}"


def _param(param: Param) -> str:
    kind = " ".join((param.type, *param.of))
    default = {"-": "", "required": "*required*"}.get(param.default, f"`{param.default}`")
    return f"| `{param.name}` | {kind} | {default} | {param.help.zh} | {param.help.en} |"
