"""The real server without sockets, and a way to it that loses and doubles what it carries."""

from __future__ import annotations

from collections import deque
from contextlib import contextmanager
from enum import StrEnum
from typing import TYPE_CHECKING

from fastapi.testclient import TestClient

from desktop.domain.errors import NotReachableError, ReplyLostError
from desktop.remote.refusals import error_of
from desktop.remote.transport import Reply

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from fastapi import FastAPI

    from desktop.remote.transport import Call


class Fault(StrEnum):
    """What happens to a call on its way."""

    NONE = "none"
    LOST_REQUEST = "lost_request"
    LOST_REPLY = "lost_reply"
    DOUBLED = "doubled"
    SERVER_AWAY = "server_away"


class InProcess:
    """Carries calls straight into the application (a `Carrier`).

    Attributes:
        faults: What happens to the next calls, one each; then nothing more.
        away: True while nobody answers at all.
        heard: Method and path of every call that arrived.
    """

    def __init__(self, client: TestClient, clock: Callable[[], float]) -> None:
        self._client = client
        self._clock = clock
        self.faults: deque[Fault] = deque()
        self.away = False
        self.heard: list[str] = []

    def exchange(self, call: Call) -> Reply:
        """Carry a call, or do to it what the next fault says."""
        fault = self.faults.popleft() if self.faults else Fault.NONE
        if self.away or fault is Fault.SERVER_AWAY:
            raise NotReachableError
        if fault is Fault.LOST_REQUEST:
            raise ReplyLostError
        reply = self._answer(call)
        if fault is Fault.DOUBLED:
            reply = self._answer(call)
        if fault is Fault.LOST_REPLY:
            raise ReplyLostError
        if not 200 <= reply.status < 300:
            raise error_of(reply.status, reply.headers, reply.body, self._clock())
        return reply

    def _answer(self, call: Call) -> Reply:
        self.heard.append(f"{call.method} {call.path}")
        headers = {"Api-Version": "1", **call.headers}
        if call.body:
            headers["Content-Type"] = "application/json"
        answer = self._client.request(
            call.method,
            call.path,
            params=dict(call.query),
            content=call.body or None,
            headers=headers,
            follow_redirects=False,
        )
        return Reply(answer.status_code, answer.headers, answer.content)


@contextmanager
def in_process(app: FastAPI) -> Iterator[TestClient]:
    """Run an application without sockets for the length of the block."""
    with TestClient(app, raise_server_exceptions=False) as client:
        yield client
