"""Replays corrections and retractions on the claims of resolved documents."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import replace

from qjgraph.claim_ids import named
from qjgraph.curate.force import in_force, is_of_claim
from qjgraph.curate.values import (
    Property,
    Refused,
    changed,
    problems,
    properties,
    property_named,
    read_value,
    told,
    value_of,
)
from qjgraph.iris import DEFAULT_BASE, article_hash, article_iri
from qjgraph.judgement import Correction, Decision, Verdict, stale
from qjgraph.model import Claim, Doc, Entity, Issue, Kind, Severity

Known = Callable[[str], Entity | None]

#: An entity as a ledger names it: `…/id/project-1a2b 云溪灌区`; the name is for people.
_NAMED_IRI = re.compile(
    r"(?P<iri>https?://\S+/id/(?P<kind>[a-z]+)-\S+)(?:\s+(?P<name>\S.*))?", re.S
)


class Curation:
    """The corrections and retractions of one build.

    Args:
        decisions: of the ledger, in its order; those about who is who are left alone.
        place: what to call the ledger in issues.
        base: of the build's IRIs.
        known: the entity of an IRI, for subjects that an article does not name.
    """

    def __init__(
        self,
        decisions: Iterable[Decision],
        *,
        place: str = "ledger",
        base: str = DEFAULT_BASE,
        known: Known | None = None,
    ) -> None:
        self.place, self.base = place, base
        self._known: Known = known or (lambda iri: None)
        self._of: dict[str, list[Decision]] = {}
        self._met: set[str] = set()
        for decision in in_force(each for each in decisions if is_of_claim(each)):
            self._of.setdefault(decision.left, []).append(decision)

    def apply(self, doc: Doc) -> tuple[Doc, list[Correction]]:
        """A resolved document as the decisions leave it, and what they changed.

        A decision that cannot be applied is an issue of the document.
        """
        if not self._of:
            return doc, []
        article = article_hash(doc.article)
        claims = named(doc.claims, article, self.base)
        if not any(claim.iri in self._of for claim in claims):
            return replace(doc, claims=claims), []
        work = _Work(doc, article_iri(article, self.base), self.place, self._known)
        kept = [work.decided(claim, self._of.get(claim.iri, ())) for claim in claims]
        self.meet(claim.iri for claim in claims)
        left = [claim for claim in kept if claim is not None]
        return (
            replace(doc, claims=left, entities=work.entities, issues=[*doc.issues, *work.issues]),
            work.made,
        )

    def of(self, claims: Iterable[str]) -> tuple[Decision, ...]:
        """The decisions about some claims, by their IRIs."""
        return tuple(decision for claim in claims for decision in self._of.get(claim, ()))

    def claims(self) -> Iterable[str]:
        """IRIs of the claims that it speaks of."""
        return self._of.keys()

    def meet(self, claims: Iterable[str]) -> None:
        """Takes note that some document has these claims."""
        self._met.update(claims)

    def stale(self) -> list[Issue]:
        """The decisions about claims that no document had, once all have been met."""
        gone = (d for claim, about in self._of.items() if claim not in self._met for d in about)
        return [stale(d, self.place, "no article states this claim any more") for d in gone]


def entity_named(decision: Decision) -> str:
    """IRI of the entity that a correction writes down; empty where it writes none."""
    match = _NAMED_IRI.fullmatch(decision.right.partition("=")[2].strip())
    return match["iri"] if match and decision.verdict is Verdict.CORRECT else ""


class _Work:
    """Decisions at work on one document."""

    def __init__(self, doc: Doc, article: str, place: str, known: Known) -> None:
        self.doc, self.article, self.place, self.known = doc, article, place, known
        self.entities = dict(doc.entities)
        self.issues: list[Issue] = []
        self.made: list[Correction] = []

    def decided(self, claim: Claim, decisions: Iterable[Decision]) -> Claim | None:
        """The claim as it is to be written; None where it is retracted."""
        now, made = claim, []
        for decision in decisions:
            if decision.verdict is Verdict.RETRACT:
                self.made.append(self._correction(decision, claim, "", self._content(claim), ""))
                return None
            try:
                prop, then = self._corrected(now, decision)
            except Refused as error:
                self._refuse(decision, str(error))
                continue
            if then == now:
                self.issues.append(stale(decision, self.place, "the claim says so by itself"))
                continue
            old, new = self._told(claim, prop), self._told(then, prop)
            made.append((decision, self._correction(decision, claim, prop.name, old, new)))
            now = then
        if problem := next(problems(now), ""):
            for decision, _ in made:
                self._refuse(decision, problem)
            return claim
        self.made += [correction for _, correction in made]
        return now

    def _refuse(self, decision: Decision, problem: str) -> None:
        self.issues.append(Issue(
            severity=Severity.ERROR, code="refused-decision", place=f"{self.place}:{decision.line}",
            message=f"{decision.right} of {decision.left} was not applied: {problem}",
        ))  # fmt: skip

    def _correction(
        self, decision: Decision, claim: Claim, prop: str, old: str, new: str
    ) -> Correction:
        return Correction(
            decision=decision, claim=claim.iri, article=self.article, property=prop,
            old=old, new=new, quote=claim.evidence.of(self.doc.article.page.raw),
        )  # fmt: skip

    # ------------------------------------------------------------------------- values

    def _corrected(self, claim: Claim, decision: Decision) -> tuple[Property, Claim]:
        name, _, written = decision.right.partition("=")
        prop = property_named(type(claim), name)
        if prop.takes == "entity":
            value: object = self._entity(prop, written.strip())
        else:
            value = read_value(prop, written.strip())
        return prop, changed(claim, prop, value)

    def _entity(self, prop: Property, written: str) -> str:
        """The key of the entity that is written: by IRI, or by a name that the article has."""
        if not written:
            if prop.needed:
                raise Refused(f"{prop.name} cannot be left empty")
            return ""
        if match := _NAMED_IRI.fullmatch(written):
            found = self._by_iri(match)
        else:
            found = self._by_name(written, prop)
        if prop.kinds and found.kind not in prop.kinds:
            wanted = " or ".join(kind.value for kind in prop.kinds)
            raise Refused(f"{found.name} is a {found.kind.value}; {prop.name} takes a {wanted}")
        self.entities.setdefault(found.key, found)
        return found.key

    def _by_name(self, name: str, prop: Property) -> Entity:
        of_kind = (e for e in self.entities.values() if not prop.kinds or e.kind in prop.kinds)
        found = [entity for entity in of_kind if name in (entity.name, *entity.names)]
        if len(found) != 1:
            how = "several things" if found else "nothing"
            raise Refused(f"the article calls {how} {name!r}; give an IRI")
        return found[0]

    def _by_iri(self, match: re.Match[str]) -> Entity:
        """An entity of the article, of another article, or as the ledger itself tells it."""
        known = self.known(match["iri"])
        iri = known.iri if known else match["iri"]
        for entity in self.entities.values():
            if entity.iri == iri:
                return entity
        found = known or self._as_told(match)
        return replace(found, key=f"{found.kind.value}:{iri}", part_of="")

    def _as_told(self, match: re.Match[str]) -> Entity:
        kinds = {kind.value: kind for kind in list(Kind)[:6]}
        if match["kind"] not in kinds or not match["name"]:
            raise Refused(f"{match['iri']} is no entity of the article; add its name after a blank")
        return Entity(key="", kind=kinds[match["kind"]], name=match["name"], iri=match["iri"])

    # -------------------------------------------------------------------------- words

    def _told(self, claim: Claim, prop: Property) -> str:
        value = value_of(claim, prop)
        if prop.takes != "entity" or not value:
            return told(value)
        entity = self.entities.get(str(value))
        return f"{entity.iri} {entity.name}" if entity else str(value)

    def _content(self, claim: Claim) -> str:
        """All that a claim says, for the record of its retraction."""
        values = ((prop.name, self._told(claim, prop)) for prop in properties(type(claim)))
        said = "; ".join(f"{name}={value}" for name, value in values if value)
        return f"{type(claim).__name__}: {said}"
