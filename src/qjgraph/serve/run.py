"""Listening: a socket, the address it got, and uvicorn on it."""

from __future__ import annotations

import socket
from collections.abc import Callable
from pathlib import Path

import uvicorn

from qjgraph.errors import InputError
from qjgraph.search import open_index
from qjgraph.serve.app import create_app
from qjgraph.serve.connections import Connection
from qjgraph.serve.settings import Settings

#: Connections at a time; more are told to come again.
_CONNECTIONS = 512


def listen(
    folder: Path, *, host: str, port: int, settings: Settings, on_ready: Callable[[str], None]
) -> None:
    """Serve a build's folder until it is stopped (Ctrl-C).

    Args:
        folder: of the build.
        host: an address of this machine.
        port: 0 for any that is free.
        on_ready: called with the address once connections are taken.

    Raises:
        StoreError: the folder holds no graph.
        InputError: the address cannot be listened on.
    """
    app = create_app(folder, settings=settings)
    open_index(folder).database.close()  # made now, where no request's time runs out
    with _socket(host, port) as bound:
        config = uvicorn.Config(
            app, http=Connection, ws="none", log_level="error", access_log=False,
            server_header=False,
            limit_concurrency=_CONNECTIONS, timeout_keep_alive=15, timeout_graceful_shutdown=3,
        )  # fmt: skip
        server = _Server(config, lambda: on_ready(_address(bound)))
        server.run(sockets=[bound])


class _Server(uvicorn.Server):
    """uvicorn's, which says when it has started."""

    def __init__(self, config: uvicorn.Config, on_started: Callable[[], None]) -> None:
        super().__init__(config)
        self._on_started = on_started

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        """As uvicorn's."""
        await super().startup(sockets)
        if not self.should_exit:
            self._on_started()


def _socket(host: str, port: int) -> socket.socket:
    place = f"{host}:{port}"
    try:
        family, kind, protocol, _, address = socket.getaddrinfo(
            host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE
        )[0]
        bound = socket.socket(family, kind, protocol)
        bound.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        bound.bind(address)
    except OSError as error:
        problem = f"cannot be listened on: {(error.strerror or str(error)).lower()}"
        raise InputError(place, problem, "choose another with --port") from error
    return bound


def _address(bound: socket.socket) -> str:
    host, port = bound.getsockname()[:2]
    return f"http://[{host}]:{port}/" if ":" in host else f"http://{host}:{port}/"
