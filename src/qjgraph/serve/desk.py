"""Curation as routes: open to whoever holds the secret, on a form of our own page only.

A request changes something only where all of this holds: the cookie, which no other site can
send (SameSite=Strict); an Origin that is our own host; the token that our page wrote into the
form.  Without the secret the pages are as if they were not there.
"""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Mapping, Sequence
from typing import Any
from urllib.parse import urlsplit

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import BaseRoute, Route

from qjgraph.serve.bodies import Refused, body_of, decoded, fields_of
from qjgraph.serve.hall import Hall, hall_of, respond
from qjgraph.serve.replies import Job, refusal

_COOKIE, _NAME = "qjgraph-curate", "qjgraph-who"
_PAGES = ("", "thing", "claim")
#: Bytes of a form.
_BYTES = 500_000


def routes() -> list[BaseRoute]:
    """The curating pages, in both languages."""
    paths = [
        f"{root}/curate{f'/{page}' if page else ''}" for root in ("", "/en") for page in _PAGES
    ]
    return [Route(path, answer, methods=["GET", "POST"]) for path in paths]


def curating(request: Request) -> bool:
    """Whether a request may curate."""
    secret = hall_of(request).settings.curation
    given = request.cookies.get(_COOKIE, "")
    return bool(secret) and hmac.compare_digest(given.encode(), _proof(secret, "cookie").encode())


def _proof(secret: str, use: str) -> str:
    """What stands for the secret, so that no page or cookie holds it."""
    return hmac.new(secret.encode(), use.encode(), hashlib.sha256).hexdigest()


async def answer(request: Request) -> Response:
    """A curating page, or a form sent from one."""
    hall = hall_of(request)
    secret = hall.settings.curation
    given = request.query_params.get("token", "")
    if secret and given and request.method == "GET":
        return _let_in(request, secret, given)
    if not curating(request):
        return respond(refusal(404, "curation is closed; start with: qjgraph serve DIR --curate"))
    if request.method == "GET":
        return await _asked(request, hall, None, _named(request))
    try:
        form = _flat(fields_of(decoded(await body_of(request, _BYTES))))
    except Refused as refused:
        return respond(refused.reply)
    if not _ours(request, secret, form.pop("token", "")):
        return respond(refusal(403, "this form was not sent from a page of this server"))
    return await _asked(request, hall, form, form.get("who", ""))


def _named(request: Request) -> str:
    """Who decided last; a cookie holds it as hex, being no text of ASCII."""
    try:
        return bytes.fromhex(request.cookies.get(_NAME, "")).decode()
    except ValueError:
        return ""


def _let_in(request: Request, secret: str, given: str) -> Response:
    """Trades the secret of the address for a cookie, so that it does not stay in the address."""
    if not hmac.compare_digest(given.encode(), secret.encode()):
        return respond(refusal(404, "this token opens nothing; see what qjgraph serve printed"))
    response = RedirectResponse(request.url.path, 303)
    response.set_cookie(
        _COOKIE, _proof(secret, "cookie"), httponly=True, samesite="strict", path="/"
    )
    return response


def _ours(request: Request, secret: str, token: Any) -> bool:
    origin = request.headers.get("origin", "")
    own = urlsplit(origin).netloc == request.headers.get("host", "")
    return own and hmac.compare_digest(str(token).encode(), _proof(secret, "form").encode())


def _flat(fields: Sequence[tuple[str, str]]) -> dict[str, Any]:
    """A form's fields by name; `articles` may come several times."""
    return {**dict(fields), "articles": [value for name, value in fields if name == "articles"]}


async def _asked(
    request: Request, hall: Hall, form: Mapping[str, Any] | None, who: str
) -> Response:
    lang, path = _place(request.url.path)
    options = {
        "path": path, "lang": lang, "query": dict(request.query_params), "form": form, "who": who,
        "token": _proof(hall.settings.curation, "form"),
    }  # fmt: skip
    job = Job(name="curate", options=options, store=hall.manifest().store)
    response = respond(await hall.pages.run(job), {"Cache-Control": "no-store"})
    if form is not None and who:
        name = who.encode().hex()
        response.set_cookie(_NAME, name, httponly=True, samesite="strict", path="/")
    return response


def _place(path: str) -> tuple[str, str]:
    """Language and page of a URL's path."""
    lang = "en" if path.startswith("/en/") else "zh"
    return lang, path.rpartition("/curate")[2].strip("/")
