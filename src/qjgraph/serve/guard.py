"""What holds for every request: who is asked for, and what a browser may do with the answer."""

from __future__ import annotations

from collections.abc import Sequence

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

#: Nothing runs in a page but our own files, nothing is loaded from elsewhere.
POLICY = "; ".join((
    "default-src 'none'", "script-src 'self'", "style-src 'self'", "img-src 'self' data: blob:",
    "font-src 'self'", "connect-src 'self'", "frame-src 'self'", "manifest-src 'self'",
    "base-uri 'none'", "form-action 'self'", "frame-ancestors 'self'", "object-src 'none'",
))  # fmt: skip
_HEADERS = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    # a form of ours must tell where it comes from (Origin), which no-referrer would hide
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
}


class Guard:
    """Middleware: refuses other hosts' names, adds the headers that bind a browser.

    A name check keeps a page of another site from reading a server on loopback by pointing
    its own name there (DNS rebinding).

    Args:
        app: what is guarded.
        hosts: names, without port, under which the server answers; an empty sequence is any.
    """

    def __init__(self, app: ASGIApp, hosts: Sequence[str]) -> None:
        self.app, self.hosts = app, frozenset(host.lower() for host in hosts)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return

        async def send_bound(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in _HEADERS.items():
                    headers.setdefault(name, value)
            await send(message)

        if self.hosts and _name(Headers(scope=scope).get("host", "")) not in self.hosts:
            refused = PlainTextResponse("this server does not answer under that name\n", 421)
            await refused(scope, receive, send_bound)
            return
        await self.app(scope, receive, send_bound)


def _name(host: str) -> str:
    """A Host header without its port."""
    if host.startswith("["):
        return host.partition("]")[0].lower() + "]"
    return host.partition(":")[0].lower()
