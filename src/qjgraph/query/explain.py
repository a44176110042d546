"""Why the graph says something: each claim in words, with its sentence, article and rule."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from pyoxigraph import DefaultGraph, NamedNode, Store

from qjgraph.errors import LexiconError, NotFound
from qjgraph.iris import span_offsets
from qjgraph.lexicon import rules
from qjgraph.query import names
from qjgraph.query.curation import Change, changes, of_retracted
from qjgraph.query.prefixes import PREFIXES, local_name
from qjgraph.query.properties import first, texts
from qjgraph.query.questions import is_claim, names_of_codes
from qjgraph.query.results import plain, text, visible
from qjgraph.rdf.vocab import Ext, Qj, code_of

_DEFAULT = DefaultGraph()


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """The article that states a claim."""

    iri: str
    id: str
    title: str
    published: date | None
    paper: str
    reporters: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Explanation:
    """A claim and what it rests on.

    Attributes:
        claim: its IRI; `kind`: Membership, Participation, Quantity, …
        zh, en: what it says, in words.
        sentence: the evidence, `raw[begin:end]` of the page.
        focus: the very words in `sentence`, half-open; None where they stand elsewhere.
        rule, rule_zh, rule_en: the rule that read it, and what that does.
        confidence: 0..1.
        said_by: who is quoted for it; empty for the paper itself.
        changes: what curators corrected in it.
    """

    claim: str
    kind: str
    zh: str
    en: str
    sentence: str
    begin: int
    end: int
    focus: tuple[int, int] | None
    article: Source
    rule: str
    rule_zh: str
    rule_en: str
    confidence: Decimal
    said_by: str = ""
    changes: tuple[Change, ...] = ()

    @property
    def pieces(self) -> tuple[str, str, str]:
        """The sentence before, in and after the focus."""
        begin, end = self.focus or (len(self.sentence), len(self.sentence))
        return self.sentence[:begin], self.sentence[begin:end], self.sentence[end:]


# ----------------------------------------------------------------------------- finding


def explain(store: Store, what: str) -> list[Explanation]:
    """The claims behind an IRI or a name, by date of the paper and place in the text.

    Args:
        store: an opened store.
        what: the IRI of a claim (gives that one), of a thing (all claims about it) or of an
            article (all it states); or a thing's name or a part of it.

    Raises:
        NotFound: for what the graph does not know, and for a name of several things, with
            near names or the candidates.
    """
    reader = _Reader(store)
    found = [reader.explanation(claim) for claim in _claims(store, _node(store, what))]
    return sorted(found, key=_order)


def _order(each: Explanation) -> tuple[object, ...]:
    day = each.article.published or date.max
    return day, each.article.id, each.begin, each.focus or (0, 0), each.kind, each.claim


def _node(store: Store, what: str) -> NamedNode:
    iri = names.as_iri(what)
    if iri is not None:
        node = NamedNode(iri)
        article = any(store.quads_for_pattern(node, Qj.graph, None, _DEFAULT))
        if article or is_claim(store, node) or names.kind(store, node):
            return node
        for change in of_retracted(store, node):
            raise NotFound(iri, f"this claim was retracted: {change.in_words('en')}", change.quote)
        raise NotFound(iri, "the graph holds no such claim or thing", "see qjgraph export")
    return NamedNode(names.resolve(store, what).iri)


def _claims(store: Store, node: NamedNode) -> set[NamedNode]:
    """The claim itself, the claims about a thing, or those of an article."""
    if is_claim(store, node):
        return {node}
    speaking = (quad.subject for quad in store.quads_for_pattern(None, None, node, _DEFAULT))
    parts = [subject for subject in speaking if isinstance(subject, NamedNode)]
    resting = (
        quad.subject
        for part in parts
        for quad in store.quads_for_pattern(None, Qj.evidence, part, _DEFAULT)
    )
    return {
        each for each in (*parts, *resting) if isinstance(each, NamedNode) and is_claim(store, each)
    }


class _Reader:
    """Reads claims out of a store, each article once."""

    def __init__(self, store: Store) -> None:
        self.store = store
        self.codes = {lang: names_of_codes(store, lang) for lang in ("zh", "en")}
        self.articles: dict[str, Source] = {}

    def explanation(self, claim: NamedNode) -> Explanation:
        """A claim in words, with what it rests on."""
        store = self.store
        span = NamedNode(first(store, claim, Qj.evidence))
        article = NamedNode(first(store, span, Ext.is_part_of))
        kind = local_name(first(store, claim, Ext.rdf_type))
        fields = _fields(store, claim, NamedNode(first(store, article, Qj.graph)))
        said = {lang: _in_words(kind, fields, words, lang) for lang, words in self.codes.items()}
        rule = first(store, claim, Qj.rule).rpartition("/")[2]
        rule_zh, rule_en = _rule(rule)
        begin, end = (int(first(store, span, at)) for at in (Ext.begin_index, Ext.end_index))
        return Explanation(
            claim=claim.value,
            kind=kind,
            zh=said["zh"],
            en=said["en"],
            sentence=first(store, span, Ext.anchor_of),
            begin=begin,
            end=end,
            focus=_focus(first(store, claim, Qj.focus), begin, end),
            article=self.source(article),
            rule=rule,
            rule_zh=rule_zh,
            rule_en=rule_en,
            confidence=Decimal(first(store, claim, Qj.confidence)),
            said_by=fields.get("attributedTo", ""),
            changes=tuple(changes(store, claim)),
        )

    def source(self, article: NamedNode) -> Source:
        """What an article is called, when and by whom it was printed."""
        store, known = self.store, self.articles.get(article.value)
        if known is None:
            day = first(store, article, Qj.published)
            signed = [
                name
                for role in (Qj.reporter, Qj.correspondent)
                for name in texts(store, article, role)
            ]
            known = self.articles[article.value] = Source(
                iri=article.value,
                id=first(store, article, Ext.identifier),
                title=first(store, article, Ext.title),
                published=date.fromisoformat(day) if day else None,
                paper=first(store, article, Qj.source),
                reporters=tuple(signed),
            )
        return known


def _focus(iri: str, begin: int, end: int) -> tuple[int, int] | None:
    offsets = span_offsets(iri)
    if offsets is None:
        return None
    left, right = offsets
    return (left - begin, right - begin) if begin <= left < right <= end else None


def _rule(rule: str) -> tuple[str, str]:
    """What a rule does; nothing for one of another lexicon than today's."""
    try:
        found = rules.rule(rule)
    except LexiconError:
        return "", ""
    return found.zh, found.en


def _fields(store: Store, claim: NamedNode, graph: NamedNode) -> dict[str, str]:
    """A claim's properties by bare name: labels for things, codes as IRIs, else the value.

    A thing's class stands under `<name>_kind`.
    """
    found: dict[str, str] = {}
    for quad in store.quads_for_pattern(claim, None, None, _DEFAULT):
        name = local_name(quad.predicate.value)
        value = quad.object
        if not isinstance(value, NamedNode):
            found[name] = plain(text(value)) if name != "title" else text(value)
        elif value.value.startswith(PREFIXES["qjc"]):
            found[name] = value.value
        elif name == "date":
            found[name] = first(store, value, Qj.edtf)
        else:
            found[name] = names.label(store, value, graph)
            found[f"{name}_kind"] = names.kind(store, value)
    return {name: value for name, value in found.items() if value}


# ----------------------------------------------------------------------------- in words

#: What a claim of each kind says: pieces, of which those with an unknown field are dropped.
_PIECES: dict[str, dict[str, tuple[str, ...]]] = {
    "Mention": {
        "zh": ("文中出现{entity_kind}“{entity}”",),
        "en": ("names the {entity_kind} {entity}",),
    },
    "Membership": {
        "zh": ("{member}", "：{of}", "{title}", "（{change}）"),
        "en": ("{member}", ": {title}", " of {of}", " ({change})"),
    },
    "Occurrence": {
        "zh": ("{event}", "，{dateVerbatim}", "（{date}）", "，系列“{series}”", "，第{session}次"),
        "en": (
            "{event}", ", {dateVerbatim}", " ({date})", ', series "{series}"', ", no. {session}",
        ),
    },
    "Participation": {
        "zh": ("{person}", "：{event}", "（{role}", "，名单第{listIndex}位", "）"),
        "en": ("{person}", ": {event}", " ({role}", ", no. {listIndex} of the list", ")"),
    },
    "Topic": {
        "zh": ("{event}", "：{about}", "（{manner}）"),
        "en": ("{event}", ": {about}", " ({manner})"),
    },
    "Quantity": {
        "zh": ("{of}", "{ofName}", "：{kind}", " {verbatim}", "（{qualifier}）", "，用于{use}"),
        "en": ("{of}", "{ofName}", ": {kind}", " {verbatim}", " ({qualifier})", ", for {use}"),
    },
    "Milestone": {
        "zh": (
            "{project}", "：{stage}", "（{status}）", " {dateVerbatim}", "（{date}）",
            "，进度{progress}%",
        ),
        "en": (
            "{project}", ": {stage}", " ({status})", " {dateVerbatim}", " ({date})",
            ", {progress}% done",
        ),
    },
    "Location": {
        "zh": ("{of}", "：{relation}", "“{place}”"),
        "en": ("{of}", ": {relation}", " {place}"),
    },
    "Involvement": {
        "zh": ("{agent}", "：{project}", "（{role}）"),
        "en": ("{agent}", ": {project}", " ({role})"),
    },
}  # fmt: skip


def _in_words(kind: str, fields: Mapping[str, str], codes: Mapping[str, str], lang: str) -> str:
    known = {name: _word(value, codes) for name, value in fields.items()}
    if "entity_kind" in known:
        known["entity_kind"] = names.kind_name(known["entity_kind"], lang)
    if "of" in known:
        known.pop("ofName", None)
    pieces = _PIECES.get(kind, {}).get(lang, ())
    needed = ((piece, re.findall(r"\{(\w+)\}", piece)) for piece in pieces)
    kept = [piece for piece, names_ in needed if all(name in known for name in names_)]
    return "".join(piece.format_map(known) for piece in kept) or kind


def _word(value: str, codes: Mapping[str, str]) -> str:
    if value.startswith(PREFIXES["qjc"]):
        return codes.get(value, code_of(value))
    return value


# -------------------------------------------------------------------------- for a reader

_SAYS = {
    "zh": {
        "rule": "规则", "sure": "置信度", "by": "引述", "at": "字符", "none": "没有陈述",
        "changed": "更正",
    },
    "en": {
        "rule": "rule", "sure": "confidence", "by": "said by", "at": "chars", "none": "no claims",
        "changed": "corrected",
    },
}  # fmt: skip


def to_text(
    explanations: Explanation | Sequence[Explanation],
    lang: str = "en",
    *,
    mark: tuple[str, str] = ("【", "】"),
) -> str:
    """Explanations for a terminal: numbered, the focus between two marks.

    Args:
        lang: zh or en.
        mark: what stands before and after the words in focus; may be control sequences.
    """
    every = [explanations] if isinstance(explanations, Explanation) else explanations
    says = _SAYS.get(lang, _SAYS["en"])
    blocks = ["\n".join(_lines(n, each, lang, says, mark)) for n, each in enumerate(every, 1)]
    return "\n\n".join(blocks or [says["none"]]) + "\n"


def _lines(
    number: int, each: Explanation, lang: str, says: Mapping[str, str], mark: tuple[str, str]
) -> Iterable[str]:
    quoted = f" [{says['by']} {visible(each.said_by)}]" if each.said_by else ""
    yield f"{number}. {visible(each.zh if lang == 'zh' else each.en)}{quoted}"
    yield f"   {_marked(each, mark)}"
    article = each.article
    day = article.published.isoformat() if article.published else ""
    about = " ".join(part for part in (article.paper, day) if part)
    title = visible(article.title)
    yield f"   《{title}》 {about} [{article.id}, {says['at']} {each.begin}-{each.end}]"
    meaning = each.rule_zh if lang == "zh" else each.rule_en
    told = f" ({meaning})" if meaning else ""
    yield f"   {says['rule']} {each.rule}{told}, {says['sure']} {plain(str(each.confidence))}"
    for change in each.changes:
        yield f"   {says['changed']} {visible(change.in_words(lang))}"
    yield f"   {each.claim}"


def _marked(each: Explanation, mark: tuple[str, str]) -> str:
    before, focus, after = map(visible, each.pieces)
    middle = f"{mark[0]}{focus}{mark[1]}" if focus else ""
    return f"{before}{middle}{after}".strip()
