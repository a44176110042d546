"""Events: when they take place, who does what there, what they are about."""

from __future__ import annotations

import re
from collections.abc import Iterator

from qjgraph.model import Claim, Doc, Kind, Topic
from qjgraph.relate.evidence import proof
from qjgraph.relate.happenings import Happening, happenings, occurrence
from qjgraph.relate.participations import participations


def relate(doc: Doc) -> list[Claim]:
    """Occurrences, participations and topics of an article."""
    found = happenings(doc)
    return [
        *(occurrence(doc, one) for one in found.values()),
        *participations(doc, found),
        *_topics(doc, found),
    ]


_STUDIED = re.compile(r"(?:传达学习|传达|学习贯彻|学习)[^。;]{0,60}$")
_DISCUSSED = re.compile(r"(?:审议|研究|讨论|通过|听取)[^。;]{0,60}$")


def _topics(doc: Doc, happenings: dict[str, Happening]) -> Iterator[Topic]:
    """Documents, speeches and plenums that the reported meeting studied or discussed."""
    main = next((one for one in happenings.values() if one.main), None)
    if main is None or main.type != "meeting":
        return
    seen: set[str] = set()
    for mention in doc.mentions:
        if mention.kind not in (Kind.POLICY, Kind.EVENT) or mention.entity in (main.key, *seen):
            continue
        sentence = doc.article.sentence_at(mention.begin)
        if sentence is None:
            continue
        before = doc.article.text[sentence.begin : mention.begin]
        for manner, pattern in (("studied", _STUDIED), ("discussed", _DISCUSSED)):
            if pattern.search(before):
                seen.add(mention.entity)
                yield Topic(
                    event=main.key, about=mention.entity, manner=manner,
                    **proof(doc, mention.begin, mention.end, "event-topic", sentence=sentence),
                )  # fmt: skip
                break
