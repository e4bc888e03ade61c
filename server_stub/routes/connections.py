"""Connections: a client that takes too long to say what it wants is hung up on."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from uvicorn.protocols.http.h11_impl import H11Protocol

if TYPE_CHECKING:
    import asyncio

    from server_stub.settings import Settings


class Connection(H11Protocol):
    """A connection whose client has `head_seconds` for the head of each request.

    Without that, whoever says nothing, or a byte now and then, would hold a connection for ever;
    bodies have a limit of their own (`routes.wire`).
    """

    head_seconds: ClassVar[float]

    _giving_up: asyncio.TimerHandle | None = None

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override] # as uvicorn
        """Expect a head."""
        super().connection_made(transport)
        self._watch()

    def data_received(self, data: bytes) -> None:
        """Take what came; go on expecting if the head is not whole yet."""
        super().data_received(data)
        self._watch()

    def connection_lost(self, exc: Exception | None) -> None:
        """Expect nothing any more."""
        self._rest()
        super().connection_lost(exc)

    def _watch(self) -> None:
        under_way = getattr(self.cycle, "response_complete", None) is False
        if under_way:
            self._rest()
        elif self._giving_up is None:
            self._giving_up = self.loop.call_later(self.head_seconds, self.transport.close)

    def _rest(self) -> None:
        if self._giving_up is not None:
            self._giving_up.cancel()
            self._giving_up = None


def connection_of(settings: Settings) -> type[Connection]:
    """Return the connections of a server with these settings, for uvicorn's `http`."""
    return type("Connection", (Connection,), {"head_seconds": settings.head_seconds})
