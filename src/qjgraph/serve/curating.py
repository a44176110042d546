"""Curation as a worker does it: what a curator sees, and what becomes of a form that is sent."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from pyoxigraph import NamedNode

from qjgraph.curate import append, in_force, read_ledger
from qjgraph.curate.force import is_of_claim
from qjgraph.errors import InputError, NotFound, QjError
from qjgraph.graph import Graph
from qjgraph.judgement import Decision, Verdict
from qjgraph.model import Issue
from qjgraph.query import deciding
from qjgraph.query.curation import of_retracted
from qjgraph.query.explain import explain
from qjgraph.query.names import as_iri
from qjgraph.query.questions import is_claim
from qjgraph.query.review import side, unsure
from qjgraph.room import html
from qjgraph.room.addresses import Address, Links
from qjgraph.room.curating import changed, entries, fields
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
        return _page(graph, options)
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


def _page(graph: Graph, options: Mapping[str, Any]) -> Reply:
    pages: dict[str, Callable[[Graph, Mapping[str, Any]], dict[str, Any]]]
    pages = {"": _queue, "thing": _thing, "claim": _claim}
    kept = options["query"].get("kept", "")
    shown = pages[options["path"]](graph, options)
    body = html.page(
        "curate", _links(graph, options), token=options["token"], who=options["who"],
        kept=kept if kept.isdecimal() and len(kept) < 8 else "",
        ledger=str(deciding.ledger_of(graph.folder)), **shown,
    )  # fmt: skip
    return Reply(media=_HTML, body=body.encode())


def _read(graph: Graph) -> tuple[list[Decision], list[str]]:
    """The lines of the ledger, and what is wrong with others."""
    issues: list[Issue] = []
    decisions = read_ledger(deciding.ledger_of(graph.folder), issues.append)
    return decisions, [f"{each.place}: {each.message}" for each in issues]


def _queue(graph: Graph, options: Mapping[str, Any]) -> dict[str, Any]:
    """The pairs that wait, one shown, and what was decided last."""
    decisions, problems = _read(graph)
    pairs = unsure(graph.store, in_force(decisions))
    number = options["query"].get("at", "0")
    at = min(int(number) if number.isdecimal() and len(number) < 8 else 0, len(pairs))
    pair = pairs[at] if at < len(pairs) else None
    sides = [side(graph.store, iri) for iri in (pair.left, pair.right)] if pair else []
    return {
        "what": "queue", "pairs": len(pairs), "at": at, "pair": pair, "sides": sides,
        "entries": entries(graph.store, decisions), "lines": len(decisions), "problems": problems,
    }  # fmt: skip


def _about(graph: Graph, iri: str) -> dict[str, Any]:
    """What the ledger says of a thing or a claim."""
    decisions, problems = _read(graph)
    found = [each for each in decisions if iri in (each.left, each.right)]
    return {
        "entries": entries(graph.store, found), "lines": len(found), "problems": problems,
        "held": any(is_of_claim(each) for each in in_force(found)),
    }  # fmt: skip


def _thing(graph: Graph, options: Mapping[str, Any]) -> dict[str, Any]:
    iri = _checked(options["query"].get("iri", ""))
    found = Reader(graph.store, bulk=False).thing(iri)
    if found is None:
        raise NotFound(iri, "the graph knows no such thing", "go to its page first")
    articles = {
        each.article.iri: each.article for each in explain(graph.store, iri) if each.article.iri
    }
    return {
        "what": "thing", "thing": found, "articles": list(articles.values()), **_about(graph, iri)
    }  # fmt: skip


def _claim(graph: Graph, options: Mapping[str, Any]) -> dict[str, Any]:
    """A claim with its properties; one that was retracted can be called back."""
    iri = _checked(options["query"].get("iri", ""))
    node = NamedNode(iri)
    gone = [each for each in of_retracted(graph.store, node) if each.claim == iri]
    if not is_claim(graph.store, node) and not gone:
        raise NotFound(iri, "this is no claim", "choose one on the page of its article")
    about = _about(graph, iri)
    if gone:
        return {"what": "claim", "claim": None, "iri": iri, "gone": gone[0], "fields": (), **about}
    (claim,) = explain(graph.store, iri)
    about["held"] = about["held"] or bool(claim.changes)
    found = fields(graph.store, iri, options["lang"])
    return {"what": "claim", "claim": claim, "iri": iri, "gone": None, "fields": found, **about}


def _checked(iri: str) -> str:
    """An IRI as it was sent; one that no IRI can be is told so."""
    found = as_iri(iri)
    if found is None:
        raise InputError("iri", f"{iri[:80]!r} is no IRI", "come from the page of the thing")
    return found


# --------------------------------------------------------------------------- decisions


def _decided(graph: Graph, options: Mapping[str, Any], form: Mapping[str, Any]) -> Reply:
    """Enters what was decided in the ledger and leads back to the page, which says so."""
    made = _decisions(graph, form)
    append(deciding.ledger_of(graph.folder), made)
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
        return _corrections(graph, iri, form, by)
    if act in ("retract", "withdraw"):
        decide = deciding.retracted if act == "retract" else deciding.withdrawn
        return decide(store, [iri], by)
    raise InputError("form", f"there is no action {act[:40]!r}", "use the forms of the page")


def _corrections(
    graph: Graph, iri: str, form: Mapping[str, Any], by: deciding.Signed
) -> list[Decision]:
    pairs = changed(form)
    if not pairs:
        raise InputError("form", "nothing was changed", "go back and change a value")
    return deciding.corrected(graph.store, iri, pairs, by)
