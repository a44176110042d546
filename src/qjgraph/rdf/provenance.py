"""How the graph came to be: which reader, with which lexicon, and the meaning of codes."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.metadata import version
from pathlib import Path

from pyoxigraph import Literal, NamedNode, Quad, RdfFormat, parse

from qjgraph import resources
from qjgraph.iris import DEFAULT_BASE, rule_iri, thing_iri
from qjgraph.lexicon.rules import all_rules
from qjgraph.lexicon.tables import table
from qjgraph.rdf.terms import text
from qjgraph.rdf.vocab import Ext, Qj

#: What of a code the store carries.
_OF_A_CODE = frozenset((Ext.in_scheme, Ext.notation, Ext.pref_label))


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """A reader: the program's version and all else that decides what it reads.

    It has no clock and no input: two builds by one reader name one run, and what was
    read is told by the pages and their `qj:sha256`.
    """

    version: str
    configuration: str

    def iri(self, base: str = DEFAULT_BASE) -> str:
        """`…/id/run-<hash>`."""
        return thing_iri("run", self.version, self.configuration, base=base)


def this_reader(options: Mapping[str, str] | None = None) -> Run:
    """The run of this program with its present lexicon, gazetteer and ontology.

    Args:
        options: further settings that change what is read or written.
    """
    settings = {"knowledge": knowledge_hash(), **(options or {})}
    configuration = json.dumps(settings, ensure_ascii=False, sort_keys=True)
    return Run(version=version("qjgraph"), configuration=configuration)


@cache
def knowledge_hash() -> str:
    """Hash of every file of the lexicon, the gazetteer and the ontology."""
    total = hashlib.sha256()
    for folder in (resources.data("lexicon"), resources.data("gazetteer"), resources.ontology()):
        for path in sorted(_files(folder)):
            total.update(path.relative_to(folder).as_posix().encode())
            total.update(hashlib.sha256(path.read_bytes()).digest())
    return total.hexdigest()[:16]


def _files(folder: Path) -> Iterator[Path]:
    for path in folder.rglob("*"):
        if path.is_file() and path.suffix in (".tsv", ".yaml", ".ttl", ".gz"):
            yield path


def run_quads(run: Run, base: str = DEFAULT_BASE) -> Iterator[Quad]:
    """What a graph says of a run."""
    node = NamedNode(run.iri(base))
    yield Quad(node, Ext.rdf_type, Qj.Run)
    yield Quad(node, Qj.version, text(run.version))
    yield Quad(node, Qj.configuration, text(run.configuration))


def shared_quads() -> Iterator[Quad]:
    """What stands in every store, whatever its articles: what codes and rules mean."""
    path = resources.ontology("codes.ttl")
    for quad in parse(path=str(path), format=RdfFormat.TURTLE):
        if quad.predicate in _OF_A_CODE:
            yield Quad(quad.subject, quad.predicate, quad.object)
    rules = [(rule.id, rule.zh, rule.en) for rule in all_rules()]
    rules += [(row["rule"], row["zh"], row["en"]) for row in table("identity_rules")]
    for name, zh, en in (*rules, ("curator", "整理者的决定", "a curator's decision")):
        node = NamedNode(rule_iri(name))
        yield Quad(node, Ext.rdf_type, Qj.Rule)
        yield Quad(node, Ext.pref_label, Literal(zh, language="zh"))
        yield Quad(node, Ext.pref_label, Literal(en, language="en"))
