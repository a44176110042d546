"""Names of organs, departments and other bodies, and when two of them are one.

`县发改局`, `县发展和改革局` and `县发展改革委` are one department of one county: a body's
canonical name is its division, then the full form of its organ or department's stem.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

import ahocorasick

from qjgraph.lexicon.tables import table, words

#: Characters that stand for a division before an organ: 县委, 省农业农村厅.
LEVELS = "省市县区州旗盟镇乡村"

#: Endings of departments; one stem has one department whatever the ending.
ENDINGS = ("管理委员会", "委员会", "管理局", "总局", "局", "委", "厅", "办公室", "办", "部", "中心")


@dataclass(frozen=True, slots=True)
class Organ:
    """What a known piece of a body's name means.

    Attributes:
        form: the piece as written (`发改局`).
        full: the form that all its wordings share (`发展和改革`).
        type: code of the organization types.
        kind: organ (needs a division before it), suffix (its left part is free) or known.
        needs: for a suffix, what must stand before it.
    """

    form: str
    full: str
    type: str
    kind: str
    needs: str = ""


def _organs() -> Iterator[Organ]:
    for row in table("body_organs"):
        for form in (row["organ"], *row["short"].split()):
            yield Organ(form, row["organ"], row["type"], "organ")
    for row in table("body_departments"):
        for stem in (row["stem"], *row["short"].split()):
            for ending in ENDINGS:
                yield Organ(stem + ending, row["stem"], "department", "organ")


def _others() -> Iterator[Organ]:
    for row in table("body_suffixes"):
        yield Organ(row["suffix"], row["suffix"], row["type"], "suffix", row["needs"])
    for row in table("body_known"):
        for form in (row["name"], *row["short"].split()):
            yield Organ(form, row["name"], row["type"], "known")


@cache
def organs() -> dict[str, Organ]:
    """Every organ by its form; where two rows share a form the first one counts."""
    found: dict[str, Organ] = {}
    for organ in _organs():
        found.setdefault(organ.form, organ)
    return found


@cache
def automaton() -> ahocorasick.Automaton:
    """Finds every organ, suffix and known body; each value is a list of `Organ`s."""
    grouped: dict[str, list[Organ]] = {}
    for organ in (*organs().values(), *_others()):
        grouped.setdefault(organ.form, []).append(organ)
    machine = ahocorasick.Automaton()
    for form, values in grouped.items():
        machine.add_word(form, values)
    machine.make_automaton()
    return machine


@cache
def stops() -> frozenset[str]:
    """Words that look like bodies and are none."""
    return words("body_stops", "word")


@cache
def canonical(name: str) -> str:
    """The form that all wordings of one body share.

    >>> canonical("云岭县发改局") == canonical("云岭县发展和改革委员会")
    True
    """
    known = _known().get(name)
    if known:
        return known
    forms = organs()
    for begin in range(len(name)):
        organ = forms.get(name[begin:])
        if organ and begin:
            return name[:begin] + organ.full
    return name


@cache
def _known() -> dict[str, str]:
    return {organ.form: organ.full for organ in _others() if organ.kind == "known"}
