"""What a curator sees: a claim's properties with their values, what stands in the ledger."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from pyoxigraph import DefaultGraph, NamedNode, Store

from qjgraph.curate.force import is_of_claim
from qjgraph.curate.values import PROPERTIES, Property, properties
from qjgraph.judgement import Decision
from qjgraph.model import Claim
from qjgraph.query.curation import of_retracted
from qjgraph.query.explain import explain
from qjgraph.query.prefixes import local_name
from qjgraph.query.properties import first
from qjgraph.query.questions import is_claim, names_of_codes
from qjgraph.query.results import text
from qjgraph.rdf.vocab import CODES, UNITS, Ext, Qj, code, code_of
from qjgraph.room.editor import labels

_DEFAULT = DefaultGraph()
#: Kinds of claims by the name of their class in the graph.
_KINDS: dict[str, type[Claim]] = {
    {"Naming": "Mention"}.get(kind.__name__, kind.__name__): kind for kind in PROPERTIES
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Field:
    """A property of a claim.

    Attributes:
        name: in the graph.
        label: what the ontology calls it.
        value: as a curator would write it; empty where the claim has none.
        choices: of a code or a truth value: what may be written, and what it is called.
        hints: values that are offered, while others may be written too.
        takes: as `curate.values.Property` has it.
        needed: it cannot be left empty.
    """

    name: str
    label: str
    value: str
    choices: tuple[tuple[str, str], ...]
    hints: tuple[str, ...]
    takes: str
    needed: bool


def fields(store: Store, claim: str, lang: str) -> tuple[Field, ...]:
    """What of a claim may be corrected, in the order of `docs/curation.md`.

    Args:
        store: an opened store.
        claim: IRI of a claim of the graph.
        lang: zh or en.
    """
    node = NamedNode(claim)
    kind = _KINDS.get(local_name(first(store, node, Ext.rdf_type)))
    if kind is None:
        return ()
    found = {
        local_name(quad.predicate.value): text(quad.object)
        for quad in store.quads_for_pattern(node, None, None, _DEFAULT)
    }
    words, codes = labels(lang), names_of_codes(store, lang)
    return tuple(
        Field(
            name=each.name, label=words.get(each.name, each.name),
            value=_written(store, each, found.get(each.name, "")),
            choices=_choices(each, codes), hints=UNITS if each.takes == "unit" else (),
            takes=each.takes, needed=each.needed,
        )
        for each in properties(kind)
    )  # fmt: skip


def _written(store: Store, prop: Property, value: str) -> str:
    """A value of the graph as the ledger has it."""
    if not value:
        return ""
    if prop.takes == "entity":
        return first(store, NamedNode(value), Ext.label) or value
    if prop.takes == "date":
        return first(store, NamedNode(value), Qj.edtf)
    return code_of(value) if prop.takes == "code" else value


def _choices(prop: Property, codes: Mapping[str, str]) -> tuple[tuple[str, str], ...]:
    if prop.takes == "boolean":
        return (("true", "true"), ("false", "false"))
    listed = CODES[prop.codes] if prop.takes == "code" else ()
    return tuple((each, codes.get(code(prop.codes, each).value, each)) for each in listed)


def changed(form: Mapping[str, str]) -> list[str]:
    """`property=value` of each field of a form, `to.NAME`, that is not what `was.NAME` showed."""
    names = [name.removeprefix("to.") for name in form if name.startswith("to.")]
    return [
        f"{name}={form[f'to.{name}'].strip()}"
        for name in names
        if form[f"to.{name}"].strip() != form.get(f"was.{name}", "").strip()
    ]


# --------------------------------------------------------------------------- the ledger


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """A line of the ledger.

    Attributes:
        decision: as it stands there.
        left, right: what its two sides are called.
        of_claim: whether it changes a claim.
    """

    decision: Decision
    left: str
    right: str
    of_claim: bool


def entries(store: Store, decisions: Iterable[Decision], most: int = 20) -> list[Entry]:
    """The last lines of a ledger, the last one first.

    Args:
        store: that knows what things are called.
        decisions: of the ledger, in its order.
        most: lines at most.
    """
    last = list(decisions)[-most:]
    return [
        Entry(
            decision=each, left=_called(store, each.left), right=_called(store, each.right),
            of_claim=is_of_claim(each),
        )
        for each in reversed(last)
    ]  # fmt: skip


def _called(store: Store, side: str) -> str:
    """A thing's or an article's name, a claim in Chinese words; else what stands there."""
    if not side.startswith(("http://", "https://", "urn:")) or " " in side:
        return side
    node = NamedNode(side)
    if is_claim(store, node):
        return explain(store, side)[0].zh
    retracted = of_retracted(store, node)
    if retracted:
        return retracted[0].old
    return first(store, node, Ext.label) or first(store, node, Ext.title) or side
