"""The real server on a real port, in a thread, with a clock and a network cable to pull."""

from __future__ import annotations

import asyncio
import socket
import threading
from contextlib import contextmanager
from http import HTTPStatus
from typing import TYPE_CHECKING, Any, Self
from urllib.request import urlopen

import uvicorn

from desktop.contract import routes
from desktop.contract.session import Device
from server_stub.app import create_app, open_units
from server_stub.routes.connections import connection_of
from server_stub.services import sessions
from server_stub.settings import demo_settings
from server_stub.storage.models import Person
from tests.support import small_world

if TYPE_CHECKING:
    from collections.abc import Callable, Coroutine, Iterator
    from pathlib import Path

    from starlette.types import ASGIApp

    from desktop.contract.session import Tokens
    from server_stub.services.unit import Unit, Units
    from server_stub.settings import Settings

HOST = "127.0.0.1"
_START_SECONDS = 30


class Clock:
    """A wall clock that a story sets; it stands still otherwise."""

    def __init__(self, now: float) -> None:
        """Begin at `now`, epoch seconds."""
        self.now = now

    def __call__(self) -> float:
        """Return the time."""
        return self.now

    def advance(self, seconds: float) -> None:
        """Let time pass."""
        self.now += seconds


def free_port() -> int:
    """Return a port of this machine that nobody listens on."""
    with socket.socket() as probe:
        probe.bind((HOST, 0))
        port: int = probe.getsockname()[1]
        return port


class _Server(uvicorn.Server):
    """Says when it listens."""

    def __init__(self, config: uvicorn.Config, ready: threading.Event) -> None:
        super().__init__(config)
        self._ready = ready

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        self._ready.set()


class ReferenceServer:
    """A server with a data folder of its own; use it as a context manager.

    Attributes:
        clock: The server's clock; it begins inside the review window of the small world.
        units: Units of work, for steps of a story that happen elsewhere (`server.units.writing()`).
        url: Base address.
        app: The application.
    """

    def __init__(
        self,
        folder: Path,
        *,
        settings: Settings | None = None,
        clock: Callable[[], float] | None = None,
        fill: Callable[[Unit], None] | None = small_world.settle,
        gate: Callable[[ASGIApp], ASGIApp] | None = None,
    ) -> None:
        """Open the data folder; a new one is filled by `fill`, unless that is None.

        Args:
            folder: The data folder.
            settings: Those of a demo without it.
            clock: One that a story sets, without it.
            fill: Fills a new data folder.
            gate: Returns what stands before the application, if anything does.
        """
        self.clock = Clock(small_world.NOW)
        self.units: Units = open_units(settings or demo_settings(folder), clock or self.clock)
        if fill is not None:
            with self.units.writing() as unit:
                if unit.session.get(Person, 1) is None:
                    fill(unit)
        self._port = free_port()
        self.url = f"http://{HOST}:{self._port}"
        self.app = create_app(self.units)
        config = uvicorn.Config(
            gate(self.app) if gate else self.app,
            http=connection_of(self.units.settings),
            log_config=None,
            access_log=False,
            timeout_graceful_shutdown=2,
        )
        self._config = config
        self._ready = threading.Event()
        self._server = _Server(config, self._ready)
        self._loop: asyncio.AbstractEventLoop | None = None
        self._thread = threading.Thread(target=self._run, name="reference-server")

    def __enter__(self) -> Self:
        """Serve from now on."""
        self._thread.start()
        assert self._ready.wait(_START_SECONDS), "the server did not start"
        return self

    def __exit__(self, *_exception: object) -> None:
        """Stop serving and close the data folder."""
        self._server.should_exit = True
        self._thread.join(_START_SECONDS)
        self.units.database.close()

    @contextmanager
    def offline(self) -> Iterator[None]:
        """Pull the cable for the length of the block: connections break, new ones are refused."""
        self.go_offline()
        try:
            yield
        finally:
            self.go_online()

    def go_offline(self) -> None:
        """Break every connection and refuse new ones."""
        self._in_loop(self._hang_up())

    def go_online(self) -> None:
        """Accept connections again, on the same port."""
        self._in_loop(self._listen())

    def warm_up(self) -> Self:
        """Answer once, so that the worker thread is there before a story counts threads."""
        with urlopen(f"{self.url}{routes.INFO}") as answer:  # noqa: S310 - our own address
            assert answer.status == HTTPStatus.OK
        return self

    def sign_in(self, person_id: int, device_id: str = "d" * 32) -> Tokens:
        """Begin a session of a person, without the detour over a phone."""
        with self.units.writing() as unit:
            person = unit.session.get_one(Person, person_id)
            return sessions.start(unit, person, Device(id=device_id, name=f"设备{device_id[0]}"))

    def _run(self) -> None:
        asyncio.run(self._serve())

    async def _serve(self) -> None:
        self._loop = asyncio.get_running_loop()
        # Named as TCP, or asyncio sets no TCP_NODELAY and every answer waits 40 ms.
        listener = socket.socket(socket.AF_INET, socket.SOCK_STREAM, socket.IPPROTO_TCP)
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listener.bind((HOST, self._port))
        await self._server.serve([listener])

    def _in_loop(self, story: Coroutine[Any, Any, None]) -> None:
        assert self._loop is not None, "the server is not running"
        asyncio.run_coroutine_threadsafe(story, self._loop).result(_START_SECONDS)

    async def _hang_up(self) -> None:
        for server in self._server.servers:
            server.close()
        for connection in list(self._server.server_state.connections):
            transport = getattr(connection, "transport", None)
            if transport is not None:
                transport.abort()
        await asyncio.sleep(0)

    async def _listen(self) -> None:
        loop = asyncio.get_running_loop()
        protocol: Any = self._config.http_protocol_class
        server = await loop.create_server(
            lambda: protocol(
                config=self._config,
                server_state=self._server.server_state,
                app_state=self._server.lifespan.state,
            ),
            HOST,
            self._port,
        )
        self._server.servers = [server]
