"""The real server without sockets, and a way to it that loses and doubles what it carries."""

from __future__ import annotations

from collections import deque
from contextlib import contextmanager
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

import httpx
from anyio.from_thread import start_blocking_portal

from desktop.domain.errors import NotReachableError, ReplyLostError
from desktop.remote.refusals import error_of
from desktop.remote.transport import Reply

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from anyio.from_thread import BlockingPortal
    from fastapi import FastAPI

    from desktop.remote.transport import Call


class Fault(StrEnum):
    """What happens to a call on its way."""

    NONE = "none"
    LOST_REQUEST = "lost_request"
    LOST_REPLY = "lost_reply"
    DOUBLED = "doubled"
    SERVER_AWAY = "server_away"


@dataclass(frozen=True)
class Inside:
    """An application that runs in this process."""

    portal: BlockingPortal
    client: httpx.AsyncClient

    def answer(self, call: Call) -> Reply:
        """Hand a call to the application and return what it says."""
        return self.portal.call(self._answer, call)

    async def _answer(self, call: Call) -> Reply:
        headers = {"Api-Version": "1", "Accept-Encoding": "identity", **call.headers}
        if call.body:
            headers["Content-Type"] = call.media_type
        answer = await self.client.request(
            call.method,
            call.path,
            params=dict(call.query),
            content=call.body or None,
            headers=headers,
        )
        if call.sink is not None and answer.is_success:
            call.sink.write(answer.content)
        return Reply(answer.status_code, answer.headers, answer.content)


@contextmanager
def in_process(app: FastAPI) -> Iterator[Inside]:
    """Run an application without sockets for the length of the block."""
    transport = httpx.ASGITransport(app, raise_app_exceptions=False)
    with start_blocking_portal() as portal:
        lifespan = portal.wrap_async_context_manager(app.router.lifespan_context(app))
        client = httpx.AsyncClient(transport=transport, base_url="http://127.0.0.1")
        with lifespan, portal.wrap_async_context_manager(client):
            yield Inside(portal, client)


class InProcess:
    """Carries calls straight into the application (a `Carrier`).

    Attributes:
        faults: What happens to the next calls, one each; then nothing more.
        away: True while nobody answers at all.
        instead: Asked first for each call; may answer in the server's place, or raise.
        heard: Method and path of every call that arrived.
    """

    def __init__(self, inside: Inside, clock: Callable[[], float]) -> None:
        self._inside = inside
        self._clock = clock
        self.faults: deque[Fault] = deque()
        self.away = False
        self.instead: Callable[[Call], Reply | None] = lambda _call: None
        self.heard: list[str] = []

    def exchange(self, call: Call) -> Reply:
        """Carry a call, or do to it what the next fault says."""
        fault = self.faults.popleft() if self.faults else Fault.NONE
        if self.away or fault is Fault.SERVER_AWAY:
            raise NotReachableError
        if fault is Fault.LOST_REQUEST:
            raise ReplyLostError
        reply = self.instead(call) or self._answer(call)
        if fault is Fault.DOUBLED:
            reply = self._answer(call)
        if fault is Fault.LOST_REPLY:
            raise ReplyLostError
        if not 200 <= reply.status < 300:
            raise error_of(reply.status, reply.headers, reply.body, self._clock())
        return reply

    def _answer(self, call: Call) -> Reply:
        self.heard.append(f"{call.method} {call.path}")
        return self._inside.answer(call)
