"""What a graph holds, in figures."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from pyoxigraph import Store

from qjgraph.query.engine import select
from qjgraph.query.names import NAMED
from qjgraph.query.results import text, width
from qjgraph.store import read_manifest

#: Kinds of claims, in the order in which they are listed.
CLAIMS = (
    "Mention", "Membership", "Occurrence", "Participation", "Topic", "Quantity", "Milestone",
    "Location", "Involvement",
)  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Info:
    """The figures of a graph.

    Attributes:
        folder: of the graph; empty for a store in memory.
        version, base: of the program that built it, and of its IRIs; empty in memory.
        pages, articles, quads, issues: counts.
        bytes: of the database on disk.
        published: first and last day of the papers, ISO; empty where no paper is dated.
        sources: articles by paper; "" for those of an unknown paper.
        things: distinct things by class; `claims`: claims by kind.
    """

    folder: str
    version: str
    base: str
    pages: int
    articles: int
    quads: int
    issues: int
    bytes: int
    published: tuple[str, str]
    sources: dict[str, int]
    things: dict[str, int]
    claims: dict[str, int]


_CLASSES = """
SELECT ?class (COUNT(?thing) AS ?number) WHERE { ?thing a ?class } GROUP BY ?class"""
_DAYS = """
SELECT (MIN(?day) AS ?first) (MAX(?day) AS ?last) WHERE { ?a qj:published ?day }"""
_SOURCES = """
SELECT ?source (COUNT(?a) AS ?number) WHERE {
  ?a a qj:Article OPTIONAL { ?a qj:source ?source }
} GROUP BY ?source ORDER BY DESC(?number) ?source"""


def info(store: Store, folder: Path | None = None) -> Info:
    """The figures of an opened store.

    Args:
        folder: of the build, for what stands beside the store.

    Raises:
        StoreError: the folder holds no graph.
    """
    manifest = read_manifest(folder) if folder else None
    counts = {
        text(name).rpartition("#")[2]: int(text(number))
        for name, number in select(store, _CLASSES).terms
    }
    sources = select(store, _SOURCES).terms
    (days,) = select(store, _DAYS).terms or ((None, None),)
    first, last = map(text, days)
    return Info(
        folder=str(folder) if folder else "",
        version=manifest.version if manifest else "",
        base=manifest.base if manifest else "",
        pages=counts.get("Page", 0),
        articles=counts.get("Article", 0),
        quads=manifest.quads if manifest else len(store),
        issues=manifest.issues if manifest else 0,
        bytes=_size(folder / manifest.store) if folder and manifest else 0,
        published=(first, last),
        sources={text(name): int(text(number)) for name, number in sources},
        things={name: counts.get(name, 0) for name in NAMED},
        claims={name: counts.get(name, 0) for name in CLAIMS},
    )


def _size(folder: Path) -> int:
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())


def to_json(found: Info) -> dict[str, Any]:
    """The figures as JSON values."""
    return asdict(found)


_WORDS: Mapping[str, tuple[str, str]] = {
    "folder": ("folder", "文件夹"),
    "version": ("built by qjgraph", "构建程序 qjgraph"),
    "base": ("IRIs under", "IRI 前缀"),
    "pages": ("pages", "页面"),
    "articles": ("articles", "文章"),
    "published": ("papers of", "报纸日期"),
    "sources": ("papers", "报纸"),
    "quads": ("quads", "四元组"),
    "bytes": ("size", "大小"),
    "issues": ("issues", "问题"),
    "things": ("Things", "事物"),
    "claims": ("Claims", "陈述"),
    "": ("unknown paper", "未知报纸"),
    "Person": ("people", "人物"),
    "Organization": ("organizations", "机构"),
    "Place": ("places", "地点"),
    "Event": ("events", "活动"),
    "Project": ("projects", "项目"),
    "Policy": ("policies", "政策"),
    "Post": ("posts", "职位"),
    "Mention": ("mentions", "提及"),
    "Membership": ("posts held", "任职"),
    "Occurrence": ("events held", "活动举行"),
    "Participation": ("participations", "参加活动"),
    "Topic": ("topics of events", "活动内容"),
    "Quantity": ("amounts", "数量"),
    "Milestone": ("milestones", "项目节点"),
    "Location": ("locations", "位置"),
    "Involvement": ("ties to projects", "项目关联"),
}


def to_text(found: Info, lang: str = "en") -> str:
    """The figures for a terminal, in zh or en."""
    first, last = found.published
    megabytes = f"{found.bytes / 1_000_000:,.1f} MB" if found.bytes else ""
    days = first if first == last else f"{first} … {last}"
    papers = "、".join(
        f"{name or word('', lang)} ({number})" for name, number in found.sources.items()
    )
    rows = [
        ("folder", found.folder),
        ("version", found.version),
        ("base", found.base),
        ("pages", f"{found.pages:,}"),
        ("articles", f"{found.articles:,}"),
        ("published", days),
        ("sources", papers),
        ("quads", f"{found.quads:,}"),
        ("bytes", megabytes),
        ("issues", f"{found.issues:,}"),
    ]
    lines = _pairs([(word(key, lang), value) for key, value in rows if value])
    for title, counts in (("things", found.things), ("claims", found.claims)):
        lines += ["", word(title, lang)]
        lines += _pairs([(f"  {word(key, lang)}", f"{n:,}") for key, n in counts.items()])
    return "".join(f"{line}\n" for line in lines)


def word(key: str, lang: str) -> str:
    """What a figure, a class of things or a kind of claim is called, in zh or en."""
    return _WORDS[key][lang == "zh"]


def _pairs(rows: list[tuple[str, str]]) -> list[str]:
    widest = max(width(name) for name, _ in rows)
    return [f"{name}{' ' * (widest - width(name))}  {value}" for name, value in rows]
