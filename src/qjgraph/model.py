"""Every type that crosses a stage.  Read this first.

Two kinds of offsets, never mixed:

* `Span`: half-open code points of a page's **raw** text.  Only these are stored.
* `begin`, `end` of a sentence, block or mention: half-open positions in the article's
  **view**, the cleaned text the reading works on.  `View.span` maps them to raw.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import StrEnum
from operator import attrgetter

_BEGIN, _END = attrgetter("begin"), attrgetter("end")

# ------------------------------------------------------------------------------- text


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A half-open stretch of a page's raw text, in code points."""

    begin: int
    end: int

    def of(self, raw: str) -> str:
        """The words it covers."""
        return raw[self.begin : self.end]


@dataclass(frozen=True, slots=True, kw_only=True)
class Context:
    """What is known about a text besides its words.

    Attributes:
        published: the paper's date; undated days are read against it.
        home: the division whose paper it is, as a path from the province down
            (`浙江省衢州市衢江区`); empty when unknown.
        source: the paper's name; empty when unknown.
    """

    published: date | None = None
    home: str = ""
    source: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """One text as it came: a file, a page of one, or one record of a table.

    Attributes:
        id: the source's id: a record's `id` or a file's stem, made unique in a build.
        raw: the decoded text, line ends as they were; all spans count in it.
        sha256: of the UTF-8 of `raw`, in hex.
        origin: where it was read, for messages (`a01.txt`, `b.jsonl:7`, `c.pdf#page=2`).
        whole: true where the input says that this is one article (a record).
        url: where the text stands on the web, where the input says so; never followed.
        converter, file_sha256: where the file was no text: what made `raw` of it (`pypdfium2
            5.15.2`), and the hash of the file's bytes.
    """

    id: str
    raw: str
    sha256: str
    origin: str
    context: Context = Context()
    title: str = ""
    whole: bool = False
    url: str = ""
    converter: str = ""
    file_sha256: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class View:
    """A cleaned reading of a part of a raw text, character by character.

    `text[i]` was read at `raw[starts[i]:ends[i]]`.  Cleaning: full-width forms of ASCII to
    ASCII, runs of blanks to one, blanks inside a padded name dropped, broken columns
    rejoined, character entities decoded, traditional to simplified.  Blocks (title,
    paragraphs) are separated by one line feed.
    """

    text: str
    starts: Sequence[int]
    ends: Sequence[int]

    def span(self, begin: int, end: int) -> Span:
        """The raw stretch behind `text[begin:end]` (not empty)."""
        return Span(self.starts[begin], self.ends[end - 1])


class Role(StrEnum):
    """What a block of an article is."""

    KICKER = "kicker"
    TITLE = "title"
    SUBTITLE = "subtitle"
    BYLINE = "byline"
    PARAGRAPH = "paragraph"
    HEADING = "heading"
    ROW = "row"
    CAPTION = "caption"
    FURNITURE = "furniture"


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """A block of an article, in positions of its view."""

    role: Role
    begin: int
    end: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Sentence:
    """A sentence, in positions of the view, end mark and closing quotes included."""

    begin: int
    end: int
    block: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Article:
    """One article cut out of a page.

    Attributes:
        id: the page's id, or `<page>-<index>` where a page holds several.
        index: from 1 in the page's order.
        span: the raw stretch from its first to its last character.
        datelines: view stretches of 本报讯(记者 …), bylines, signatures and lines of the page
            itself; reading skips them.
        sentences: of all blocks but furniture, in order.
    """

    id: str
    page: Page
    index: int
    span: Span
    view: View
    title: str
    kicker: str = ""
    subtitle: str = ""
    blocks: tuple[Block, ...] = ()
    sentences: tuple[Sentence, ...] = ()
    datelines: tuple[tuple[int, int], ...] = ()
    reporters: tuple[str, ...] = ()
    correspondents: tuple[str, ...] = ()

    @property
    def context(self) -> Context:
        """The page's context."""
        return self.page.context

    @property
    def text(self) -> str:
        """The view's text."""
        return self.view.text

    def paragraphs(self) -> list[str]:
        """The body's paragraphs as one reads them."""
        body = (Role.PARAGRAPH, Role.HEADING, Role.ROW)
        return [self.text[b.begin : b.end] for b in self.blocks if b.role in body]

    def sentence_at(self, position: int) -> Sentence | None:
        """The sentence that covers a view position."""
        at = bisect_right(self.sentences, position, key=_END)
        found = self.sentences[at : at + 1]
        return found[0] if found and found[0].begin <= position else None


# ----------------------------------------------------------------------------- values


@dataclass(frozen=True, slots=True, kw_only=True)
class DateValue:
    """A date or period as two bounds.

    Attributes:
        edtf: EDTF level 0/1 (`2025-06-25`, `2025-34`, `2025-07/2025-08`, `XXXX-06-25`);
            empty for a vague wording such as 近日.
        earliest, latest: inclusive; None where open or unknown.
        granularity: day, month, quarter, year, interval or vague.
    """

    edtf: str
    earliest: date | None
    latest: date | None
    granularity: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AmountValue:
    """A number with its unit, in base units.

    Attributes:
        value: the stated number; None for a bound or a range.
        minimum, maximum: what "at least" and "at most" queries compare; both equal `value`
            where that is stated, one is None for 以上 / 以下.
        unit: a code of GUIDELINES (`CNY`, `m2`, `mu`, `percent`) or a classifier (`套`).
        qualifier: exact, approx, min or max.
    """

    value: Decimal | None
    minimum: Decimal | None
    maximum: Decimal | None
    unit: str
    qualifier: str
    text: str


# --------------------------------------------------------------------------- mentions


class Kind(StrEnum):
    """What a mention names.  The first six become entities."""

    PERSON = "person"
    ORGANIZATION = "organization"
    PLACE = "place"
    EVENT = "event"
    PROJECT = "project"
    POLICY = "policy"
    POST = "post"
    DATE = "date"
    AMOUNT = "amount"


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention:
    """A stretch of the view that names something.

    Attributes:
        name: the preferred wording: no blanks, no enclosing quotation marks, deixis
            resolved (县委 with a home becomes 云岭县委).  For a post: the bare title.
        type: a code of the kind's list (county, department, meeting, ...).
        entity: the key of the entity it names, once linked; for a post: of the body or
            division it belongs to.
        rule, confidence: the rule of `data/lexicon/rules/` that found it; 0..1.
    """

    kind: Kind
    begin: int
    end: int
    name: str
    rule: str
    confidence: float
    type: str = ""
    entity: str = ""
    value: DateValue | AmountValue | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Entity:
    """Something an article names, once per article.

    Attributes:
        key: unique in the article (`person:余文斌`, `person:张伟#2`).
        name: preferred label, in simplified characters.
        names: further wordings found in the article (县委 beside 云岭县委, the written form
            of traditional text), without `name`.
        part_of: key of what it is a part of (a phase's project, a department's parent).
        code: the GB/T 2260 code of a division, where known.
        iri: the canonical identity, set by the resolve stage.
        label: the name that the whole corpus prefers, set with it; empty where it is `name`.
    """

    key: str
    kind: Kind
    name: str
    names: tuple[str, ...] = ()
    type: str = ""
    part_of: str = ""
    code: str = ""
    iri: str = ""
    label: str = ""


# ----------------------------------------------------------------------------- claims


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """Something one article states, with the evidence and the rule that read it.

    Attributes:
        evidence: raw span of the sentence that states it.
        focus: raw span of the very words (a name, an amount), inside or near `evidence`.
        attributed_to: key of the person quoted for it; empty when the paper states it.
        iri: what it is called (`claim_ids.named`); kept whatever is corrected later.
    """

    evidence: Span
    focus: Span
    rule: str
    confidence: float
    attributed_to: str = ""
    iri: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Naming(Claim):
    """The article names an entity: one claim per entity, at its best mention."""

    entity: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Membership(Claim):
    """A person holds, gets or leaves a post.

    Attributes:
        title: the bare title as written (县委书记, 副主任).
        of: key of the division, body or project; empty when not told.
        change: holds, former (原, 时任), elected, appointed, removed or resigned.
    """

    person: str
    title: str
    of: str = ""
    change: str = "holds"


@dataclass(frozen=True, slots=True, kw_only=True)
class Occurrence(Claim):
    """An event takes place.

    Attributes:
        main: it is what the article reports.
        series, session: the named series it belongs to (衢江区政府常务会议), its number there.
    """

    event: str
    date: DateValue | None = None
    main: bool = False
    series: str = ""
    session: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Participation(Claim):
    """A person takes part in an event.  `role`: chair, speaker, lead or attendee.

    `index` is the place in the list of names, from 1; 0 for one named outside a list.
    """

    event: str
    person: str
    role: str
    index: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Topic(Claim):
    """An event is about a project, policy or another event.

    `manner`: studied, visited, started, signed or discussed.
    """

    event: str
    about: str
    manner: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Quantity(Claim):
    """A measured amount of a project, event, body, place or person.

    `of` is the key of what it measures, empty when unclear.  `of_name` names it where it
    is no entity (全县竹产业).  `kind` is a code of GUIDELINES (investment, land_area, ...).
    `use` says what a part is for (配套道路), as written.
    """

    of: str
    kind: str
    amount: AmountValue
    of_name: str = ""
    use: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Milestone(Claim):
    """A stage of a project that is planned, under way or reached.

    `stage`: planning, signing, start, topping_out, demolition, trial, acceptance,
    completion or operation.  `status`: done, ongoing or planned.  `progress`: percent.
    """

    project: str
    stage: str
    status: str
    date: DateValue | None = None
    progress: Decimal | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Location(Claim):
    """Where a project or event is.

    `relation`: in, at, north_of, south_of, east_of, west_of, crosses, begins_at or ends_at.
    """

    of: str
    place: str
    relation: str = "in"


@dataclass(frozen=True, slots=True, kw_only=True)
class Involvement(Claim):
    """A body or person is tied to a project.

    `role`: investor, builder, designer, client, operator, supplier, department,
    responsible, speaker (told about it) or donor.
    """

    project: str
    agent: str
    role: str


# -------------------------------------------------------------------------- the carrier


class Severity(StrEnum):
    """How much an issue cost."""

    NOTE = "note"
    WARNING = "warning"
    ERROR = "error"


@dataclass(frozen=True, slots=True, kw_only=True)
class Issue:
    """Something met on the way that was set right, left out or could not be read.

    Attributes:
        code: a short stable word (`bad-encoding`, `duplicate-article`).
        place: file, record or article.
        span: raw stretch, where one can be shown.
    """

    severity: Severity
    code: str
    place: str
    message: str
    span: Span | None = None


@dataclass(slots=True, kw_only=True)
class Doc:
    """The one carrier: an article and what has been read in it so far."""

    article: Article
    mentions: list[Mention] = field(default_factory=list)
    entities: dict[str, Entity] = field(default_factory=dict)
    claims: list[Claim] = field(default_factory=list)
    issues: list[Issue] = field(default_factory=list)
    _index: _Index | None = field(default=None, init=False, repr=False, compare=False)

    def of_kind(self, kind: Kind) -> list[Mention]:
        """The mentions of one kind, in the order of the text."""
        return list(self._ordered().by_kind.get(kind, ()))

    def beginning_in(self, begin: int, end: int) -> list[Mention]:
        """The mentions that begin in a half-open stretch of the view, in the order of the text."""
        index = self._ordered()
        return index.mentions[bisect_left(index.begins, begin) : bisect_left(index.begins, end)]

    def _ordered(self) -> _Index:
        found, size = self._index, len(self.mentions)
        if found is None or found.source is not self.mentions or len(found.begins) != size:
            found = self._index = _indexed(self.mentions)
        return found


@dataclass(frozen=True, slots=True)
class _Index:
    """Where to find the mentions of a list, which is only replaced or extended."""

    source: list[Mention]
    mentions: list[Mention]
    begins: list[int]
    by_kind: dict[Kind, list[Mention]]


def _indexed(source: list[Mention]) -> _Index:
    ordered = sorted(source, key=_BEGIN)
    by_kind: dict[Kind, list[Mention]] = {}
    for mention in ordered:
        by_kind.setdefault(mention.kind, []).append(mention)
    return _Index(source, ordered, [m.begin for m in ordered], by_kind)
