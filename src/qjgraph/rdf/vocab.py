"""The terms that the graph is written in: prefixes, classes, properties and codes.

`ontology/qjgraph.ttl` and `ontology/codes.ttl` define the same terms for people and
tools; a test holds the three together.
"""

from __future__ import annotations

from functools import cache

from pyoxigraph import NamedNode

from qjgraph.iris import HOME

#: Prefixes of queries and exports, in the order they are printed.
PREFIXES: dict[str, str] = {
    "qj": f"{HOME}ns#",
    "qjc": f"{HOME}code/",
    "qjr": f"{HOME}rule/",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
    "owl": "http://www.w3.org/2002/07/owl#",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "dct": "http://purl.org/dc/terms/",
    "nif": "http://persistence.uni-leipzig.org/nlp2rdf/ontologies/nif-core#",
    "org": "http://www.w3.org/ns/org#",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "schema": "https://schema.org/",
    "sem": "http://semanticweb.cs.vu.nl/2009/11/sem/",
    "prov": "http://www.w3.org/ns/prov#",
    "time": "http://www.w3.org/2006/time#",
    "geo": "http://www.w3.org/2003/01/geo/wgs84_pos#",
    "sh": "http://www.w3.org/ns/shacl#",
}


def _term(prefix: str, name: str) -> NamedNode:
    return NamedNode(PREFIXES[prefix] + name)


class Qj:
    """Terms of our own: classes with a capital, properties without."""

    # the text and how it was read
    Page = _term("qj", "Page")
    Article = _term("qj", "Article")
    Rule = _term("qj", "Rule")
    Run = _term("qj", "Run")
    FuzzyDate = _term("qj", "FuzzyDate")
    # what is named
    Person = _term("qj", "Person")
    Organization = _term("qj", "Organization")
    Place = _term("qj", "Place")
    Event = _term("qj", "Event")
    Project = _term("qj", "Project")
    ProjectPhase = _term("qj", "ProjectPhase")
    Policy = _term("qj", "Policy")
    Post = _term("qj", "Post")
    # what is claimed (with org:Membership)
    Claim = _term("qj", "Claim")
    Mention = _term("qj", "Mention")
    Occurrence = _term("qj", "Occurrence")
    Participation = _term("qj", "Participation")
    Topic = _term("qj", "Topic")
    Quantity = _term("qj", "Quantity")
    Milestone = _term("qj", "Milestone")
    Location = _term("qj", "Location")
    Involvement = _term("qj", "Involvement")
    # what a curator changed
    Correction = _term("qj", "Correction")
    Judgement = _term("qj", "Judgement")
    # of pages and articles
    sha256 = _term("qj", "sha256")
    fileSha256 = _term("qj", "fileSha256")
    converter = _term("qj", "converter")
    home = _term("qj", "home")
    whole = _term("qj", "whole")
    index = _term("qj", "index")
    kicker = _term("qj", "kicker")
    subtitle = _term("qj", "subtitle")
    published = _term("qj", "published")
    source = _term("qj", "source")
    reporter = _term("qj", "reporter")
    correspondent = _term("qj", "correspondent")
    graph = _term("qj", "graph")
    # of runs
    version = _term("qj", "version")
    configuration = _term("qj", "configuration")
    # of every claim
    evidence = _term("qj", "evidence")
    focus = _term("qj", "focus")
    rule = _term("qj", "rule")
    confidence = _term("qj", "confidence")
    attributedTo = _term("qj", "attributedTo")
    correctedBy = _term("qj", "correctedBy")
    # of corrections
    claim = _term("qj", "claim")
    article = _term("qj", "article")
    verdict = _term("qj", "verdict")
    property = _term("qj", "property")
    oldValue = _term("qj", "oldValue")
    newValue = _term("qj", "newValue")
    quote = _term("qj", "quote")
    why = _term("qj", "why")
    # of judgements
    left = _term("qj", "left")
    right = _term("qj", "right")
    score = _term("qj", "score")
    reason = _term("qj", "reason")
    # of entities
    type = _term("qj", "type")
    code = _term("qj", "code")
    of = _term("qj", "of")
    # of claims of one kind
    entity = _term("qj", "entity")
    title = _term("qj", "title")
    post = _term("qj", "post")
    change = _term("qj", "change")
    event = _term("qj", "event")
    person = _term("qj", "person")
    date = _term("qj", "date")
    dateVerbatim = _term("qj", "dateVerbatim")
    main = _term("qj", "main")
    series = _term("qj", "series")
    session = _term("qj", "session")
    role = _term("qj", "role")
    listIndex = _term("qj", "listIndex")
    about = _term("qj", "about")
    manner = _term("qj", "manner")
    ofName = _term("qj", "ofName")
    kind = _term("qj", "kind")
    value = _term("qj", "value")
    minimum = _term("qj", "minimum")
    maximum = _term("qj", "maximum")
    unit = _term("qj", "unit")
    qualifier = _term("qj", "qualifier")
    verbatim = _term("qj", "verbatim")
    use = _term("qj", "use")
    project = _term("qj", "project")
    stage = _term("qj", "stage")
    status = _term("qj", "status")
    progress = _term("qj", "progress")
    place = _term("qj", "place")
    relation = _term("qj", "relation")
    agent = _term("qj", "agent")
    # of dates
    edtf = _term("qj", "edtf")
    granularity = _term("qj", "granularity")
    earliest = _term("qj", "earliest")
    latest = _term("qj", "latest")


class Ext:
    """Terms of others that the graph uses as they are."""

    rdf_type = _term("rdf", "type")
    label = _term("rdfs", "label")
    alt_label = _term("skos", "altLabel")
    pref_label = _term("skos", "prefLabel")
    notation = _term("skos", "notation")
    in_scheme = _term("skos", "inScheme")
    identifier = _term("dct", "identifier")
    is_part_of = _term("dct", "isPartOf")
    title = _term("dct", "title")
    source = _term("dct", "source")
    is_string = _term("nif", "isString")
    begin_index = _term("nif", "beginIndex")
    end_index = _term("nif", "endIndex")
    anchor_of = _term("nif", "anchorOf")
    reference_context = _term("nif", "referenceContext")
    Membership = _term("org", "Membership")
    member = _term("org", "member")
    date = _term("dct", "date")
    Agent = _term("prov", "Agent")
    name = _term("foaf", "name")
    was_attributed_to = _term("prov", "wasAttributedTo")
    was_generated_by = _term("prov", "wasGeneratedBy")
    lat = _term("geo", "lat")
    long = _term("geo", "long")


#: Codes by scheme.  The IRI of a code is `qjc:<scheme>-<code>`, its `skos:notation` the
#: bare code: `signing` is a stage, a type of event and neither the same as the other.
CODES: dict[str, tuple[str, ...]] = {
    "organization": (
        "party", "government", "congress", "conference", "supervision", "court", "procuratorate",
        "military", "department", "institution", "company", "school", "hospital", "bank", "media",
        "association", "village", "team", "other",
    ),
    "place": (
        "country", "region", "province", "city", "county", "township", "village", "community",
        "road", "railway", "bridge", "tunnel", "river", "lake", "reservoir", "sea", "mountain",
        "island", "station", "airport", "port", "park", "scenic", "zone", "estate", "square",
        "building", "venue", "field", "school", "hospital", "museum", "memorial", "temple",
        "market", "site", "other",
    ),
    "event": (
        "meeting", "inspection", "visit", "ceremony", "contest", "training", "signing", "other",
    ),
    "project": ("project", "phase", "other"),
    "policy": (
        "plan", "document", "campaign", "doctrine", "slogan", "mechanism", "policy", "requirement",
        "law", "other",
    ),
    "change": ("holds", "elected", "appointed", "removed", "resigned", "former"),
    "role": ("chair", "speaker", "lead", "attendee"),
    "manner": ("studied", "visited", "started", "signed", "discussed"),
    "quantity": (
        "investment", "annual_investment", "construction_cost", "land_area", "floor_area",
        "length", "capacity", "output", "revenue", "fund", "growth", "count", "score", "other",
    ),
    "qualifier": ("exact", "approx", "min", "max"),
    "stage": (
        "planning", "signing", "start", "topping_out", "demolition", "trial", "acceptance",
        "completion", "operation",
    ),
    "status": ("done", "ongoing", "planned"),
    "relation": (
        "in", "at", "north_of", "south_of", "east_of", "west_of", "crosses", "begins_at", "ends_at",
    ),
    "involvement": (
        "investor", "builder", "designer", "client", "operator", "supplier", "department",
        "responsible", "speaker", "donor",
    ),
    "verdict": ("same", "different", "unsure", "rename", "correct", "retract"),
    "granularity": ("day", "month", "quarter", "year", "interval", "vague"),
}  # fmt: skip

#: Codes of units.  `qj:unit` is a string: one of these, or a Chinese classifier (套, 户).
UNITS: tuple[str, ...] = (
    "CNY", "USD", "EUR", "JPY", "HKD", "m2", "mu", "ha", "m3", "km", "m", "kg", "t", "percent",
)  # fmt: skip


@cache
def code(scheme: str, value: str) -> NamedNode:
    """The IRI of a code, `qjc:role-chair`; KeyError for one that the scheme does not know."""
    if value not in CODES[scheme]:
        raise KeyError(f"{scheme}: {value}")
    return _term("qjc", f"{scheme}-{value}")


def code_of(iri: str) -> str:
    """The bare code of a code's IRI: `chair` for `…/code/role-chair`."""
    return iri.rpartition("/")[2].partition("-")[2]
