"""What the server says of itself: SPARQL service description and VoID.

Sources: "SPARQL 1.1 Service Description" (W3C, 2013), "Describing Linked Datasets with the
VoID Vocabulary" (W3C, 2011).
"""

from __future__ import annotations

from pyoxigraph import BlankNode, Literal, NamedNode, Triple
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from qjgraph.query.prefixes import PREFIXES
from qjgraph.query.results import Triples
from qjgraph.serve.formats import GRAPHS, ROWS, choose
from qjgraph.serve.hall import Hall, hall_of, respond
from qjgraph.serve.querying import written
from qjgraph.serve.replies import Job, Reply, refusal
from qjgraph.store.manifest import Manifest

_SD = "http://www.w3.org/ns/sparql-service-description#"
_VOID = "http://rdfs.org/ns/void#"
_DCT = "http://purl.org/dc/terms/"
_FORMATS = "http://www.w3.org/ns/formats/"
_TYPE = NamedNode(PREFIXES["rdf"] + "type")
_INTEGER = NamedNode(PREFIXES["xsd"] + "integer")
#: W3C's names of formats ("Unique URIs for File Formats"), by ours.
_NAMES = {
    "json": "SPARQL_Results_JSON", "xml": "SPARQL_Results_XML", "csv": "SPARQL_Results_CSV",
    "tsv": "SPARQL_Results_TSV", "ttl": "Turtle", "nt": "N-Triples", "jsonld": "JSON-LD",
    "rdf": "RDF_XML",
}  # fmt: skip


def routes() -> list[Route]:
    """VoID where linked-data clients look for it, and under a short name."""
    return [Route("/.well-known/void", void), Route("/void", void)]


def service(request: Request, hall: Hall) -> Response:
    """The service's description, which tells its dataset too."""
    endpoint = NamedNode(str(request.url.replace(query="")))
    dataset, default = BlankNode("dataset"), BlankNode("default")
    triples = [
        Triple(endpoint, _TYPE, _sd("Service")),
        Triple(endpoint, _sd("endpoint"), endpoint),
        Triple(endpoint, _sd("supportedLanguage"), _sd("SPARQL11Query")),
        *(
            Triple(endpoint, _sd("resultFormat"), NamedNode(_FORMATS + _NAMES[each.name]))
            for each in (*ROWS, *GRAPHS)
        ),
        Triple(endpoint, _sd("defaultDataset"), dataset),
        Triple(dataset, _TYPE, _sd("Dataset")),
        Triple(dataset, _sd("defaultGraph"), default),
        Triple(default, _TYPE, _sd("Graph")),
    ]
    if hall.settings.federation:
        triples.append(Triple(endpoint, _sd("feature"), _sd("BasicFederatedQuery")))
    return _described(request, triples)


async def void(request: Request) -> Response:
    """The dataset's description."""
    hall = hall_of(request)
    manifest = hall.manifest()
    size = hall.sizes.get(manifest.store)
    if size is None:
        counted = await hall.pages.run(Job(name="size", options={}, store=manifest.store))
        if counted.status != 200:
            return respond(counted)
        size = int(counted.body)
        hall.sizes = {manifest.store: size}
    endpoint = NamedNode(str(request.url_for("answer")))
    dataset = NamedNode(str(request.url_for("void")) + "#dataset")
    return _described(request, _dataset(dataset, endpoint, manifest, size))


def _dataset(
    dataset: NamedNode, endpoint: NamedNode, manifest: Manifest, size: int
) -> list[Triple]:
    vocabularies = sorted(set(PREFIXES.values()) - {manifest.base})
    return [
        Triple(dataset, _TYPE, NamedNode(_VOID + "Dataset")),
        Triple(dataset, NamedNode(_DCT + "title"), Literal("qjgraph")),
        Triple(dataset, NamedNode(_VOID + "sparqlEndpoint"), endpoint),
        Triple(dataset, NamedNode(_VOID + "uriSpace"), Literal(manifest.base)),
        Triple(dataset, NamedNode(_VOID + "triples"), _number(size)),
        Triple(dataset, NamedNode(_VOID + "documents"), _number(manifest.articles)),
        *(Triple(dataset, NamedNode(_VOID + "vocabulary"), NamedNode(v)) for v in vocabularies),
    ]


def _described(request: Request, triples: list[Triple]) -> Response:
    format = choose(request.headers.get("accept", ""), GRAPHS)
    if format is None:
        return respond(
            refusal(406, "a description can be had as Turtle, N-Triples, JSON-LD, RDF/XML")
        )
    body = written(Triples(tuple(sorted(triples, key=str))), format.name)
    return respond(Reply(media=format.media, body=body), {"Vary": "Accept"})


def _sd(name: str) -> NamedNode:
    return NamedNode(_SD + name)


def _number(value: int) -> Literal:
    return Literal(str(value), datatype=_INTEGER)
