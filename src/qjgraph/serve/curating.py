"""Curation as a worker does it: what a curator sees, and what becomes of a form that is sent."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path
from typing import Any

from qjgraph.curate import append, in_force, read_ledger
from qjgraph.curate.values import PROPERTIES
from qjgraph.errors import InputError, NotFound, QjError
from qjgraph.graph import Graph
from qjgraph.judgement import Decision, Verdict
from qjgraph.query import deciding
from qjgraph.query.explain import explain
from qjgraph.query.review import side, unsure
from qjgraph.room import html
from qjgraph.room.addresses import Address, Links
from qjgraph.room.html import Speaker
from qjgraph.serve.replies import Reply
from qjgraph.store import read_manifest
from qjgraph.view.reader import Reader

_HTML = "text/html; charset=utf-8"
#: Verdicts that the queue offers, by what its buttons send.
_VERDICTS = {"same": Verdict.SAME, "different": Verdict.DIFFERENT, "unsure": Verdict.UNSURE}


def curate(graph: Graph, options: dict[str, Any]) -> Reply:
    """A curating page, or a decision sent from one.

    Args:
        graph: as built; decisions change it with the next build.
        options: `path`: empty for the queue, `thing` or `claim`; `lang`; `query` of the URL;
            `form`: what was sent, None for a page; `token`: proves that a form is ours; `who`.
    """
    form = options["form"]
    try:
        if form is not None:
            return _decided(graph, options, form)
        return _page(graph, options, "")
    except NotFound as error:
        return _wrong(graph, options, 404, error)
    except QjError as error:
        return _wrong(graph, options, 400, error)


def _links(graph: Graph, options: Mapping[str, Any]) -> Links:
    path = "/".join(filter(None, ("curate", options["path"])))
    here = Address(path=path, lang=options["lang"])
    asked = {name: each for name, each in options["query"].items() if name in ("at", "iri")}
    return Links(base=read_manifest(graph.folder).base, here=here, curating=True, asked=asked)


def _wrong(graph: Graph, options: Mapping[str, Any], status: int, error: QjError) -> Reply:
    title = Speaker(options["lang"])("wrong")
    body = html.problem(title, str(error), _links(graph, options))
    return Reply(status=status, media=_HTML, body=body.encode())


# ------------------------------------------------------------------------------- pages


def _page(graph: Graph, options: Mapping[str, Any], _: str) -> Reply:
    pages: dict[str, Callable[[Graph, Mapping[str, Any]], dict[str, Any]]]
    pages = {"": _queue, "thing": _thing, "claim": _claim}
    shown = pages[options["path"]](graph, options)
    body = html.page(
        "curate", _links(graph, options), token=options["token"], who=options["who"],
        kept=options["query"].get("kept", ""), ledger=str(_ledger(graph).name), **shown,
    )  # fmt: skip
    return Reply(media=_HTML, body=body.encode())


def _ledger(graph: Graph) -> Path:
    # imported here: it brings all stages of a build with it
    from qjgraph.pipeline import ledger_of

    return ledger_of(graph.folder)


def _queue(graph: Graph, options: Mapping[str, Any]) -> dict[str, Any]:
    """The pairs that wait, one shown."""
    decided = in_force(read_ledger(_ledger(graph), lambda issue: None))
    pairs = unsure(graph.store, decided)
    number = options["query"].get("at", "0")
    at = min(int(number) if number.isdecimal() and len(number) < 8 else 0, len(pairs))
    pair = pairs[at] if at < len(pairs) else None
    sides = [side(graph.store, iri) for iri in (pair.left, pair.right)] if pair else []
    return {"what": "queue", "pairs": len(pairs), "at": at, "pair": pair, "sides": sides}


def _thing(graph: Graph, options: Mapping[str, Any]) -> dict[str, Any]:
    iri = options["query"].get("iri", "")
    found = Reader(graph.store, bulk=False).thing(_checked(iri))
    if found is None:
        raise NotFound(iri, "the graph knows no such thing", "go to its page first")
    articles = {
        each.article.iri: each.article for each in explain(graph.store, iri) if each.article.iri
    }
    return {"what": "thing", "thing": found, "articles": list(articles.values())}


def _claim(graph: Graph, options: Mapping[str, Any]) -> dict[str, Any]:
    iri = options["query"].get("iri", "")
    claim = explain(graph.store, _checked(iri))
    if len(claim) != 1 or claim[0].claim != iri:
        raise NotFound(iri, "this is no claim", "choose one on the page of its article")
    names = {"Mention": "Naming"}.get(claim[0].kind, claim[0].kind)
    known = next((each for kind, each in PROPERTIES.items() if kind.__name__ == names), ())
    return {"what": "claim", "claim": claim[0], "properties": [each.name for each in known]}


def _checked(iri: str) -> str:
    if not iri.startswith(("http://", "https://", "urn:")):
        raise InputError("iri", f"{iri[:80]!r} is no IRI", "come from the page of the thing")
    return iri


# --------------------------------------------------------------------------- decisions


def _decided(graph: Graph, options: Mapping[str, Any], form: Mapping[str, Any]) -> Reply:
    """Enters what was decided in the ledger and leads back to the page, which says so."""
    made = _decisions(graph, form)
    append(_ledger(graph), made)
    links = _links(graph, options)
    back = {"kept": str(len(made))}
    for name in ("at", "iri"):
        if form.get(f"back_{name}"):
            back[name] = form[f"back_{name}"]
    path = "/".join(filter(None, ("curate", options["path"])))
    return Reply(status=303, headers={"Location": links.to(path, query=back)})


def _decisions(graph: Graph, form: Mapping[str, Any]) -> list[Decision]:
    who, why = form.get("who", "").strip(), form.get("why", "").strip()
    if not who:
        raise InputError("form", "who decides is missing", "go back and give a name")
    by = deciding.Signed(who=who, when=date.today(), why=why)
    act, store = form.get("act", ""), graph.store
    if act in _VERDICTS:
        pair = [_checked(form.get("left", "")), _checked(form.get("right", ""))]
        known = [Reader(store, bulk=False).thing(iri) for iri in pair]
        if not all(known):
            raise NotFound(pair[0], "the graph knows no such thing", "load the page again")
        return [by.decision(_VERDICTS[act], *pair)]
    if act != "rename" and not why:
        raise InputError("form", "the reason is missing", "go back and give one")
    iri = _checked(form.get("iri", ""))
    if act == "merge":
        return deciding.merged(store, iri, [form.get("other", "").strip()], by)
    if act == "split":
        return deciding.split(store, iri, form.get("articles", []), by)
    if act == "rename":
        return deciding.renamed(store, iri, form.get("name", ""), by)
    if act == "correct":
        pair_text = f"{form.get('property', '')}={form.get('value', '')}"
        return deciding.corrected(store, iri, [pair_text], by)
    if act == "retract":
        return deciding.retracted(store, [iri], by)
    raise InputError("form", f"there is no action {act[:40]!r}", "use the forms of the page")
