"""A connection of uvicorn's that does not wait for a client for ever."""

from __future__ import annotations

import asyncio

from uvicorn.protocols.http.h11_impl import H11Protocol

#: Seconds in which a request's head must have arrived, and what is left of a body whose
#: answer is sent already.
ARRIVAL = 15.0


class Connection(H11Protocol):
    """Closes where nothing is being answered and the next request's head does not come.

    uvicorn itself limits only the silence between two requests: a client that sends a byte
    now and then would hold a connection for ever, and all connections together the server.
    """

    _late: asyncio.TimerHandle | None = None

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        """As uvicorn's."""
        super().connection_made(transport)
        self._expect()

    def data_received(self, data: bytes) -> None:
        """As uvicorn's."""
        super().data_received(data)
        if self.cycle is None or self.cycle.response_complete:
            self._expect()
        else:
            self._relax()

    def connection_lost(self, exc: Exception | None) -> None:
        """As uvicorn's."""
        self._relax()
        super().connection_lost(exc)

    def _expect(self) -> None:
        """The time runs from the first byte, not from the last."""
        if self._late is None:
            self._late = self.loop.call_later(ARRIVAL, self.transport.close)

    def _relax(self) -> None:
        if self._late is not None:
            self._late.cancel()
            self._late = None
