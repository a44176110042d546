"""Writes `data/counties`: texts of two counties that do not exist, and the truth about them.

python -m tools.counties            write them
python -m tools.counties --check    exit 1 where a file is not what would be written

The truth comes from the scenario and its prose alone; nothing of it was read by the program.
"""

from __future__ import annotations

import csv
import io
import re
import sys
from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

import yaml

from tools.counties_answers import Answer, answers, lines
from tools.counties_text import KINDS, Told, told

ROOT = Path(__file__).resolve().parents[1] / "data" / "counties"
GROUPS = {"people": "person", "bodies": "organization", "places": "place", "projects": "project",
          "policies": "policy", "events": "event"}  # fmt: skip


def load() -> dict[str, Any]:
    """The scenario, with its phrasings."""
    return {**_yaml("scenario.yaml"), "phrasings": _yaml("phrasings.yaml")}


def _yaml(name: str) -> dict[str, Any]:
    """A file of the folder, all scalars text (`on` is a word here)."""
    found: dict[str, Any] = yaml.load((ROOT / name).read_text("utf-8"), Loader=yaml.BaseLoader)
    return found


def articles(world: dict[str, Any]) -> list[Told]:
    """Every article, written, in the scenario's order."""
    used: Counter[str] = Counter()
    return [told(world, article, used) for article in world["articles"]]


def files(world: dict[str, Any]) -> dict[str, str]:
    """Every generated file, by its path below the folder."""
    pages = articles(world)
    made = {f"texts/{page.id}.txt": page.text for page in pages}
    made["texts/sources.csv"] = _table(_SOURCES, _sources(world, pages))
    made["truth/entities.tsv"] = _sheet(_ENTITIES, _entities(world))
    made["truth/mentions.tsv"] = _sheet(_MENTIONS, _mentions(pages))
    for name, (kind, columns) in FACTS.items():
        made[f"truth/{name}.tsv"] = _sheet(("article", *columns), _marked(pages, kind))
    for name, answer in answers(world, pages).items():
        made[f"truth/answers/{name}.tsv"] = _answer(answer)
    return made


def _answer(answer: Answer) -> str:
    """A comment with the question and its parameters, then the rows."""
    given = "".join(f" {name}={value}" for name, value in answer.params.items())
    return f"# question={answer.question}{given}\n" + _sheet(answer.columns, lines(answer))


_SOURCES = ("file", "published", "home", "source")
_ENTITIES = ("id", "kind", "label", "home", "set", "part_of")
_MENTIONS = ("article", "kind", "name", "entity", "begin", "end")
#: Tables of facts: the mark they are made of, and its fields.
FACTS = {
    "posts": ("post", ("person", "title", "of", "change")),
    "events": ("occurs", ("event", "day", "main")),
    "attendance": ("part", ("event", "person", "role", "index")),
    "topics": ("about", ("event", "about", "manner")),
    "amounts": ("amount", ("project", "kind", "value", "unit", "qualifier", "use")),
    "milestones": ("milestone", ("project", "stage", "status", "date", "who")),
    "relocation": ("households", ("place", "project", "step", "households")),
    "ties": ("tie", ("project", "agent", "role")),
}


def _sources(world: dict[str, Any], pages: Iterable[Told]) -> list[Sequence[object]]:
    rows = []
    for page in pages:
        division = world["divisions"][page.paper]
        rows.append((f"{page.id}.txt", page.published, division["home"], division["paper"]))
    return rows


def _entities(world: dict[str, Any]) -> list[Sequence[object]]:
    rows: list[Sequence[object]] = [
        (key, "place", facts["name"], facts["name"], facts["set"], "")
        for key, facts in world["divisions"].items()
    ]
    for group, kind in GROUPS.items():
        for key, facts in world[group].items():
            home = facts.get("of") or _home(world, facts)
            where = world["divisions"][home]["name"]
            part, share = facts.get("part_of", ""), _set(world, key, facts)
            rows.append((key, kind, _label(world, facts), where, share, part))
    return rows


def _label(world: dict[str, Any], facts: dict[str, Any]) -> str:
    """What an entity is called; an inspection by who led it and what was inspected."""
    if "lead" not in facts:
        return str(facts["name"]).strip("《》")
    projects = world["projects"]
    topic = re.sub(r"\{(\w+)[.\w]*\}", lambda key: projects[key[1]]["name"], facts["topic"])
    return f"{world['people'][facts['lead']]['name']}调研{topic}"


def _home(world: dict[str, Any], facts: dict[str, Any]) -> str:
    """The division of a person's first post."""
    owner = facts["career"][0].split(" ")[1]
    found: str = owner if owner in world["divisions"] else (
        world["bodies"].get(owner) or world["places"][owner])["of"]  # fmt: skip
    return found


def _set(world: dict[str, Any], key: str, facts: dict[str, Any]) -> str:
    """tune or held; events fall in turn."""
    order = list(world["events"])
    found: str = facts.get("set") or ("tune", "held")[order.index(key) % 2]
    return found


def _mentions(pages: Iterable[Told]) -> list[Sequence[object]]:
    return [
        (page.id, mark.kind, mark.text, mark.fields[0], mark.begin, mark.end)
        for page in pages
        for mark in page.marks
        if mark.kind in KINDS
    ]


def _marked(pages: Iterable[Told], kind: str) -> list[Sequence[object]]:
    """Fields of a fact's marks, each fact once an article."""
    rows = (
        (page.id, *(field if field != "-" else "" for field in mark.fields))
        for page in pages
        for mark in page.of(kind)
    )
    return list(dict.fromkeys(rows))


def _sheet(columns: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    return _table(columns, rows, "\t")


def _table(columns: Sequence[str], rows: Iterable[Sequence[object]], between: str = ",") -> str:
    out = io.StringIO()
    writer = csv.writer(out, delimiter=between, lineterminator="\n")
    writer.writerow(columns)
    writer.writerows(rows)
    return out.getvalue()


def stale(root: Path = ROOT) -> list[Path]:
    """Files that are missing, differ, or are no longer made."""
    made = {root / name: text for name, text in files(load()).items()}
    there = {*root.glob("texts/*"), *root.glob("truth/**/*.tsv")}
    differ = {path for path, text in made.items() if path not in there or _read(path) != text}
    return sorted(differ | (there - set(made)))


def _read(path: Path) -> str:
    return path.read_text(encoding="utf-8")


def main(arguments: list[str]) -> int:
    """Write or check; 1 where a file is stale."""
    old = stale()
    if "--check" in arguments:
        for path in old:
            sys.stderr.write(f"{path} is stale: run python -m tools.counties\n")
        return 1 if old else 0
    made = files(load())
    for path in old:
        path.unlink(missing_ok=True)
    for name, text in made.items():
        (ROOT / name).parent.mkdir(parents=True, exist_ok=True)
        (ROOT / name).write_text(text, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
