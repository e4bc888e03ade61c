"""A TCP proxy that does to HTTP what bad networks do, at any byte; it counts what it did.

It stands between clients and one or several server processes on loopback. A story gives it the
weather: which fault meets which request. Requests are told apart, so that one can be doubled on a
fresh connection, or held back until later ones of other connections were answered.
"""

from __future__ import annotations

import asyncio
import socket
import struct
import threading
from collections import Counter
from dataclasses import dataclass
from enum import StrEnum
from random import Random
from typing import TYPE_CHECKING, Any, Self

from tests.support.server import HOST

if TYPE_CHECKING:
    from collections.abc import Callable, Coroutine, Sequence

    Weather = Callable[[str], "Fault"]

_START_SECONDS = 10
_LONGEST_DELAY = 0.05
_LATEST = 6
"""How many later requests may overtake one that is held back."""

_NO_BODY = frozenset({204, 304})
_RESET = struct.pack("ii", 1, 0)
"""Linger for zero seconds: closing sends a reset."""


class Fault(StrEnum):
    """What happens to a request on its way."""

    NONE = "none"
    DELAYED = "delayed"
    REQUEST_CUT = "request cut"
    REQUEST_RESET = "request reset"
    REPLY_CUT = "reply cut"
    REPLY_RESET = "reply reset"
    DOUBLED = "doubled"
    HELD_BACK = "held back"
    SILENT = "silent"


MEDDLING = tuple(fault for fault in Fault if fault is not Fault.NONE)


@dataclass
class _Held:
    """A request that waits until some later ones were answered."""

    request: bytes
    overtaken_by: int


class FaultProxy:
    """Use it as a context manager; all methods are for other threads.

    Attributes:
        url: Where clients find it.
        targets: Ports of the servers behind it; each request goes to one of them by chance, and to
            the next one where nobody listens.
        weather: Asked with `POST /path` for each request; says what happens to it.
        tried: How often each fault was made.
        answered: How often each target answered, by port.
        log: Request lines with their fault, in the order of arrival.
    """

    def __init__(self, targets: Sequence[int], *, seed: int = 0) -> None:
        """Listen nowhere yet."""
        self.targets = list(targets)
        self.weather: Weather = clear
        self.tried: Counter[Fault] = Counter()
        self.answered: Counter[int] = Counter()
        self.log: list[tuple[str, Fault]] = []
        self.url = ""
        self._chance = Random(seed)
        self._held: list[_Held] = []
        self._ready = threading.Event()
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._run, name="fault-proxy")
        self._server: asyncio.Server | None = None

    def __enter__(self) -> Self:
        """Listen from now on."""
        self._thread.start()
        assert self._ready.wait(_START_SECONDS), "the proxy did not start"
        return self

    def __exit__(self, *_exception: object) -> None:
        """Break every connection and stop."""
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join(_START_SECONDS)

    def calm_down(self) -> None:
        """Let nothing happen any more, and every request that was held back arrive now."""
        self.weather = clear
        self._in_loop(self._deliver_all())

    @property
    def faults(self) -> dict[str, int]:
        """How often each fault was made, by its name."""
        return {fault.value: self.tried[fault] for fault in MEDDLING}

    # ------------------------------------------------------------------ the loop's thread

    def _run(self) -> None:
        asyncio.set_event_loop(self._loop)
        try:
            self._loop.run_until_complete(self._listen())
            self._loop.run_forever()
        finally:
            self._loop.run_until_complete(self._end())
            self._loop.close()

    async def _listen(self) -> None:
        self._server = await asyncio.start_server(self._serve, HOST, 0)
        self.url = "http://{}:{}".format(*self._server.sockets[0].getsockname()[:2])
        self._ready.set()

    async def _end(self) -> None:
        assert self._server is not None
        self._server.close()
        # Again and again: a connection may have been accepted that nobody serves yet.
        while open_ones := asyncio.all_tasks() - {asyncio.current_task()}:
            for task in open_ones:
                task.cancel()
            await asyncio.wait(open_ones)
        await asyncio.sleep(0.01)  # closed connections say so a turn later

    def _in_loop(self, story: Coroutine[Any, Any, None]) -> None:
        asyncio.run_coroutine_threadsafe(story, self._loop).result(60)

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            while True:
                request = await _message(reader)
                if not await self._treat(request, writer):
                    break
                await self._deliver(self._overtaken())
        except (OSError, asyncio.IncompleteReadError, asyncio.CancelledError):
            pass  # the client hung up, or no server is there, or the story is over: no answer
        finally:
            writer.close()

    async def _treat(self, request: bytes, writer: asyncio.StreamWriter) -> bool:
        """Do to a request what the weather says; tell whether its connection goes on."""
        line = request[: request.index(b" HTTP/")].partition(b"?")[0].decode("ascii")
        fault = self.weather(line)
        self.tried[fault] += 1
        self.log.append((line, fault))
        match fault:
            case Fault.REQUEST_CUT | Fault.REQUEST_RESET:
                await self._send_some(request, reset=fault is Fault.REQUEST_RESET)
            case Fault.HELD_BACK:
                self._held.append(_Held(request, self._chance.randint(1, _LATEST)))
            case Fault.SILENT:
                await self._forward(request)
                await asyncio.sleep(3600)
            case _:
                return await self._answer(request, writer, fault)
        await self._close(writer, reset=fault is not Fault.REQUEST_CUT)
        return False

    async def _answer(self, request: bytes, writer: asyncio.StreamWriter, fault: Fault) -> bool:
        """Forward a request and let its answer through, as far as the fault lets it."""
        if fault is Fault.DELAYED:
            await self._pause()
        copies = 2 if fault is Fault.DOUBLED else 1
        replies = await asyncio.gather(*[self._forward(request) for _copy in range(copies)])
        reply = self._chance.choice(replies)
        if fault is Fault.DELAYED:
            await self._pause()
        if fault not in {Fault.REPLY_CUT, Fault.REPLY_RESET}:
            writer.write(reply)
            await writer.drain()
            return True
        writer.write(self._some(reply))
        await writer.drain()
        await self._close(writer, reset=fault is Fault.REPLY_RESET)
        return False

    async def _send_some(self, request: bytes, *, reset: bool) -> None:
        """Let the server have the beginning of a request, and no more."""
        reader, writer = await self._connect()
        writer.write(self._some(request))
        await writer.drain()
        await asyncio.sleep(0.001)
        await self._close(writer, reset=reset)
        await reader.read()

    async def _forward(self, request: bytes) -> bytes:
        """Bring a request to a server and return its whole answer."""
        reader, writer = await self._connect()
        try:
            writer.write(request)
            reply = await _message(reader)
            self.answered[writer.get_extra_info("peername")[1]] += 1
            return reply
        finally:
            writer.close()

    async def _connect(self) -> tuple[asyncio.StreamReader, asyncio.StreamWriter]:
        ports = self._chance.sample(self.targets, len(self.targets))
        for port in ports[:-1]:
            try:
                return await asyncio.open_connection(HOST, port)
            except ConnectionRefusedError:
                continue
        return await asyncio.open_connection(HOST, ports[-1])

    async def _close(self, writer: asyncio.StreamWriter, *, reset: bool) -> None:
        if reset:
            connection: socket.socket = writer.get_extra_info("socket")
            connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, _RESET)
            writer.transport.abort()
        else:
            writer.close()

    async def _pause(self) -> None:
        await asyncio.sleep(self._chance.uniform(0.0, _LONGEST_DELAY))

    def _some(self, message: bytes) -> bytes:
        return message[: self._chance.randrange(len(message))]

    def _overtaken(self) -> list[bytes]:
        """Return the requests that were held back long enough."""
        for held in self._held:
            held.overtaken_by -= 1
        due = [held for held in self._held if held.overtaken_by <= 0]
        self._held = [held for held in self._held if held.overtaken_by > 0]
        return [held.request for held in due]

    async def _deliver_all(self) -> None:
        held, self._held = self._held, []
        await self._deliver([one.request for one in held])

    async def _deliver(self, requests: Sequence[bytes]) -> None:
        for request in requests:
            try:
                await self._forward(request)
            except (OSError, asyncio.IncompleteReadError):
                continue


def clear(_line: str) -> Fault:
    """Return the weather in which nothing happens."""
    return Fault.NONE


def changeable(chance: Random, *, calm: int, faults: Sequence[Fault] = MEDDLING) -> Weather:
    """Return weather in which `calm` of `calm + len(faults)` requests go well.

    Renewals of tokens are never held back: a former refresh token that comes after its successor
    was used is what a thief would show, and ends the session by design.
    """
    choices = [*[Fault.NONE] * calm, *faults]

    def weather(line: str) -> Fault:
        fault = chance.choice(choices)
        renewal = line.endswith("/auth/refresh")
        return Fault.REPLY_RESET if renewal and fault is Fault.HELD_BACK else fault

    return weather


class Once:
    """Weather with a fault for the next requests of one kind; it is clear otherwise."""

    def __init__(self, line: str, *faults: Fault) -> None:
        """Say which: `line` is like `POST /v1/decisions`."""
        self._line = line
        self._faults = list(faults)

    def __call__(self, line: str) -> Fault:
        """Return what happens to a request."""
        return self._faults.pop(0) if line == self._line and self._faults else Fault.NONE


async def _message(reader: asyncio.StreamReader) -> bytes:
    """Read one request or answer with its body.

    Raises:
        asyncio.IncompleteReadError: The connection ended before.
    """
    head = await reader.readuntil(b"\r\n\r\n")
    lines = head.split(b"\r\n")
    fields = dict(line.lower().split(b":", 1) for line in lines[1:] if line)
    first = lines[0].split(b" ")
    if first[0].startswith(b"HTTP/") and int(first[1]) in _NO_BODY:
        return head
    assert b"transfer-encoding" not in fields, "only bodies of a known length come here"
    return head + await reader.readexactly(int(fields.get(b"content-length", b"0")))
