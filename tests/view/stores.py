"""Stores in memory from documents built by hand."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from pyoxigraph import Store

from qjgraph.iris import thing_iri
from qjgraph.model import Claim, Context, Doc, Entity, Kind, Naming, Occurrence, Participation
from qjgraph.rdf import quads, shared_quads
from qjgraph.resolve import resolve
from rdf.build import Words, article, day, doc, entity, page


def store_of(*docs: Doc) -> Store:
    """The documents, resolved, with the code lists."""
    store = Store()
    store.extend(shared_quads())
    for each in docs:
        store.extend(quads(_same_events(resolve(each))))
    return store


def _same_events(doc: Doc) -> Doc:
    """Events of one name as one event, whatever the identity of events makes of them."""
    for key, told in doc.entities.items():
        if told.kind is Kind.EVENT:
            doc.entities[key] = replace(told, iri=thing_iri("event", told.name))
    return doc


def meeting(id: str, name: str, when: str, *people: str, published: str = "") -> Doc:
    """An article on a meeting that the first of the people chairs."""
    text = f"{name}\n{when}，{people[0]}主持召开{name}，{'、'.join(people[1:])}参加。"
    issued = date.fromisoformat(published or when)
    of = article(page(text, id=id, context=Context(published=issued, home="江西省上饶市云岭县")))
    at = Words(of)
    event = f"event:{name}"
    entities: list[Entity] = [entity(event, type="meeting")]
    claims: list[Claim] = [
        Naming(entity=event, **at(name)),
        Occurrence(event=event, date=day(when), main=True, **at(when)),
    ]
    for index, person in enumerate(people):
        key = f"person:{person}"
        entities.append(entity(key))
        claims.append(Naming(entity=key, **at(person)))
        role = "attendee" if index else "chair"
        claims.append(Participation(event=event, person=key, role=role, **at(person)))
    return doc(of, entities, claims)


def meetings() -> Store:
    """Three meetings: 甲 and 乙 together twice, 丙 once with both; one day told twice."""
    return store_of(
        meeting("m1", "第一次例会", "2025-03-01", "赵甲", "钱乙"),
        meeting("m2", "第二次例会", "2025-04-01", "赵甲", "钱乙", "孙丙"),
        meeting("m3", "第二次例会", "2025-04-01", "钱乙", "赵甲", published="2025-04-02"),
        meeting("m4", "座谈会", "2025-09-01", "李丁"),
    )
