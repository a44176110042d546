"""Requests to a SPARQL server: who asks, how often it is tried, what goes wrong in words."""

from __future__ import annotations

import os
import time
import weakref
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from urllib.parse import urlsplit

import httpx

from qjgraph.errors import StoreError

#: Seconds until a connection stands, and until an answer begins or goes on.
CONNECT, READ = 10.0, 300.0
#: Tries where a server says that it is busy (503, 429), and the longest wait between them.
TRIES, LONGEST = 5, 30.0
_BUSY = frozenset((429, 503))
_MEANINGS = {
    401: ("it asks who you are", "set QJGRAPH_USER and QJGRAPH_PASSWORD, or QJGRAPH_TOKEN"),
    403: ("it does not allow this", "use an account that may"),
    404: ("nothing answers at this address", "check the path of the endpoint"),
    405: ("it does not do this at this address", "name the address of its graph store protocol"),
    406: ("it cannot answer in a format that is read here", "use another server"),
    413: ("it takes no more at a time", "raise the server's limits"),
    415: ("it does not take this format", "name the address of its graph store protocol"),
    504: ("it stopped the query", "ask for less, or raise the server's limit of time"),
}


def is_address(place: str) -> bool:
    """Whether a place is a server's address and no folder."""
    return place.startswith(("http://", "https://"))


class Client:
    """A connection to a server, kept open between requests.

    Who asks is told by the environment: `QJGRAPH_TOKEN` (Bearer), or `QJGRAPH_USER` and
    `QJGRAPH_PASSWORD` (Basic, or Digest where `QJGRAPH_AUTH` is `digest`), else by `~/.netrc`.

    Args:
        address: of the endpoint; it may hold a query string, no password.

    Raises:
        StoreError: the address is none, or holds a password.
    """

    def __init__(self, address: str) -> None:
        parts = urlsplit(address)
        if not is_address(address) or not parts.hostname:
            raise StoreError(address, "is no address of a server", "write http://host/path")
        if parts.password is not None:
            shown = address.replace(f":{parts.password}@", ":…@")
            raise StoreError(shown, "holds a password", "set QJGRAPH_PASSWORD instead")
        self.address = address
        self._client = httpx.Client(
            auth=_who(), headers=_token(), follow_redirects=False,
            timeout=httpx.Timeout(READ, connect=CONNECT),
        )  # fmt: skip
        # a graph is opened and forgotten; its connection goes with it
        weakref.finalize(self, self._client.close)

    def send(
        self,
        method: str,
        *,
        params: Mapping[str, str] | None = None,
        data: Mapping[str, str] | None = None,
        content: bytes | None = None,
        headers: Mapping[str, str] | None = None,
        missing: bool = False,
    ) -> httpx.Response:
        """A request's answer, of status 2xx; a busy server is asked again, a few times.

        Args:
            missing: whether 404 is an answer too.

        Raises:
            StoreError: there is none.
        """
        for left in range(TRIES - 1, -1, -1):
            with _in_words(self.address):
                response = self._client.request(
                    method, _with(self.address, params), data=data, content=content,
                    headers=headers,
                )  # fmt: skip
            if response.status_code not in _BUSY or not left:
                break
            time.sleep(_wait(response, TRIES - 1 - left))
        if response.is_success or (missing and response.status_code == 404):
            return response
        raise self._refused(response)

    def _refused(self, response: httpx.Response) -> StoreError:
        said = " ".join(response.text.split())[:300]
        meaning, hint = _MEANINGS.get(response.status_code, ("it refused", ""))
        problem = f"{meaning} ({response.status_code}{f': {said}' if said else ''})"
        return StoreError(self.address, problem, hint)


def _with(address: str, params: Mapping[str, str] | None) -> httpx.URL:
    return httpx.URL(address).copy_merge_params(dict(params or {}))


def _who() -> httpx.Auth | None:
    user, password = os.environ.get("QJGRAPH_USER", ""), os.environ.get("QJGRAPH_PASSWORD", "")
    if user:
        digest = os.environ.get("QJGRAPH_AUTH", "").lower() == "digest"
        return (httpx.DigestAuth if digest else httpx.BasicAuth)(user, password)
    try:
        return httpx.NetRCAuth()
    except (OSError, SyntaxError):
        return None


def _token() -> dict[str, str]:
    token = os.environ.get("QJGRAPH_TOKEN", "")
    return {"Authorization": f"Bearer {token}"} if token else {}


def _wait(response: httpx.Response, tried: int) -> float:
    """What the server asks for, else twice as long each time."""
    asked = response.headers.get("Retry-After", "")
    return min(float(asked) if asked.isdecimal() else 0.5 * 2**tried, LONGEST)


@contextmanager
def _in_words(address: str) -> Iterator[None]:
    try:
        yield
    except httpx.ConnectError as error:
        raise StoreError(address, f"cannot be reached: {error}", "is the server up?") from error
    except httpx.TimeoutException as error:
        problem = f"did not answer in time ({type(error).__name__})"
        raise StoreError(address, problem, "ask for less, or try again later") from error
    except (httpx.RemoteProtocolError, httpx.ReadError, httpx.WriteError) as error:
        raise StoreError(address, f"broke off: {error}", "try again") from error
    except httpx.HTTPError as error:
        raise StoreError(address, f"did not answer: {error}", "check the address") from error
