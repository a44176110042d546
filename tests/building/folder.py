"""A folder of composed texts that changes, and its graph beside the one of a clean build."""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from unittest import mock

from qjgraph import pipeline
from qjgraph.building.packing import unpack
from qjgraph.curate import DEFAULT, append
from qjgraph.judgement import Decision
from qjgraph.model import Doc
from qjgraph.pipeline import BuildReport
from qjgraph.store import dump, open_store, read_issues

COUNTIES = Path(__file__).resolve().parents[2] / "data" / "counties" / "texts"


class Folder:
    """Texts of the two counties, with the graph that follows their changes.

    Args:
        place: an empty folder.
        names: of the texts that are there at first.
    """

    def __init__(self, place: Path, names: str) -> None:
        self.texts, self.out, self._place = place / "texts", place / "graph", place
        self.texts.mkdir(parents=True, exist_ok=True)
        shutil.copy(COUNTIES / "sources.csv", self.texts)
        for name in names.split():
            self.add(name)

    def add(self, name: str, as_name: str = "") -> None:
        """Puts a text there."""
        shutil.copy(COUNTIES / f"{name}.txt", self.texts / f"{as_name or name}.txt")

    def change(self, name: str, old: str, new: str) -> None:
        """Puts words in the place of others."""
        path = self.texts / f"{name}.txt"
        content = path.read_text("utf-8")
        assert old in content
        path.write_text(content.replace(old, new), "utf-8")

    def remove(self, name: str) -> None:
        """Takes a text away."""
        (self.texts / f"{name}.txt").unlink()

    def decide(self, *decisions: Decision) -> None:
        """Adds to the ledger."""
        append(self.out / DEFAULT, list(decisions))

    def build(self, **options: object) -> BuildReport:
        """The graph follows; few changes are written into a copy whatever their share."""
        with small_steps():
            return pipeline.build([self.texts], self.out, **options)  # type: ignore[arg-type]

    def equals_a_clean_build(self) -> bool:
        """Whether graph, issues and counts are those of a build in a new folder."""
        clean = self._place / "clean"
        shutil.rmtree(clean, ignore_errors=True)
        if (self.out / DEFAULT).is_file():
            (clean / DEFAULT).parent.mkdir(parents=True)
            shutil.copy(self.out / DEFAULT, clean / DEFAULT)
        report = pipeline.build([self.texts], clean)
        again = pipeline.build([self.texts], self.out)
        assert again.unchanged
        assert read_issues(self.out) == read_issues(clean)
        assert (again.articles, again.claims, again.quads) == (
            report.articles, report.claims, report.quads,
        )  # fmt: skip
        assert lines(self.out) == lines(clean)
        return True


def kept(out: Path) -> list[str]:
    """The texts that are in the cache of a build's folder."""
    base = sqlite3.connect(out / "cache.sqlite")
    docs = [unpack(doc, Doc) for (doc,) in base.execute("SELECT doc FROM doc")]
    base.close()
    return [doc.article.page.raw for doc in docs]


@contextmanager
def small_steps() -> Iterator[None]:
    """Changes are written into a copy of the graph, be they few or many."""
    with (
        mock.patch("qjgraph.building.writing._SHARE", 1000),
        mock.patch("qjgraph.building.writing._WORN", 1000),
    ):
        yield


def lines(out: Path) -> list[str]:
    """The sorted quads of a graph."""
    return list(dump(open_store(out)))
