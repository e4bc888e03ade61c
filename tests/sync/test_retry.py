"""How the client tries again, over real HTTP: lost replies, refusals, overtaken requests."""

from __future__ import annotations

import gzip
import json
import threading
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from typing import TYPE_CHECKING

import pytest

from desktop.contract import routes
from desktop.domain.errors import ReplyLostError
from desktop.domain.review import Verdict
from desktop.remote.api import Api
from desktop.remote.tokens import MemoryTokens
from desktop.remote.transport import Transport
from desktop.store.records import OutboxState
from server_stub.settings import MINUTE, demo_settings
from tests.support import small_world
from tests.support.desk import Desk
from tests.support.fault_proxy import Fault, FaultProxy, Once
from tests.support.server import ReferenceServer
from tests.support.small_world import ASSISTANT, MANAGER

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from starlette.types import ASGIApp, Message, Receive, Scope, Send

    from server_stub.services.materials import Dossier

DECISIONS = f"POST {routes.DECISIONS}"
REFRESH = f"POST {routes.REFRESH}"
LATER = 400
"""Seconds after which whatever waits is tried again."""


class Gate:
    """Stands before the server; refuses what a story does not let through."""

    def __init__(self) -> None:
        self.refuses: Callable[[bytes], bool] = lambda _body: False
        self.status = 500
        self.headers: dict[str, str] = {}
        self.sizes: list[int] = []

    def before(self, app: ASGIApp) -> ASGIApp:
        """Return the server with the gate before it."""

        async def guarded(scope: Scope, receive: Receive, send: Send) -> None:
            if scope["type"] != "http" or scope["path"] != routes.DECISIONS:
                await app(scope, receive, send)
                return
            message = await receive()
            while message.get("more_body"):
                more = await receive()
                message = {**more, "body": message["body"] + more["body"]}
            packed = (b"content-encoding", b"gzip") in scope["headers"]
            body = gzip.decompress(message["body"]) if packed else message["body"]
            self.sizes.append(len(json.loads(body)["items"]))
            if self.refuses(body):
                await self._refuse(send)
                return
            pending = [message]

            async def replay() -> Message:
                return pending.pop() if pending else await receive()

            await app(scope, replay, send)

        return guarded

    async def _refuse(self, send: Send) -> None:
        code = {500: "internal", 413: "too_large", 429: "rate_limited"}[self.status]
        body = json.dumps({"status": self.status, "code": code}).encode()
        headers = {**self.headers, "Content-Length": str(len(body))}
        named = [(name.encode(), text.encode()) for name, text in headers.items()]
        start = {"type": "http.response.start", "status": self.status, "headers": named}
        await send(start)
        await send({"type": "http.response.body", "body": body})


class Scene:
    """A server behind a gate and a proxy, and desks that reach it through both."""

    def __init__(self, stack: ExitStack, folder: Path) -> None:
        self._stack, self._folder = stack, folder
        self.gate = Gate()
        settings = demo_settings(folder / "server")
        self.server = ReferenceServer(folder / "server", settings=settings, gate=self.gate.before)
        stack.enter_context(self.server)
        port = int(self.server.url.rpartition(":")[2])
        self.proxy = stack.enter_context(FaultProxy([port]))

    def api(self, person: int, device: str) -> Api:
        """Sign somebody in."""
        transport = Transport(self.proxy.url, clock=self.server.clock)
        self._stack.callback(transport.close)
        return Api(transport, MemoryTokens(self.server.sign_in(person, device * 32)))

    def desk(self, person: int, device: str) -> Desk:
        """Let somebody sit down at a device, and sync."""
        transport = Transport(self.proxy.url, clock=self.server.clock)
        desk = Desk(
            folder=self._folder / device,
            carrier=transport,
            tokens=self.server.sign_in(person, device * 32),
            device_id=device * 32,
            clock=self.server.clock,
        )
        self._stack.callback(transport.close)
        self._stack.callback(desk.close)
        assert desk.sync().ok
        return desk

    def dossier(self, material_id: int) -> Dossier:
        """Return how a material stands at the server."""
        with self.server.units.reading() as unit:
            return small_world.dossier_at(unit, material_id)

    def apply(self, count: int) -> list[int]:
        """Let people hand in materials."""
        with self.server.units.writing() as unit:
            return [small_world.apply_for(unit, f"考生{n}") for n in range(count)]


@pytest.fixture
def scene(tmp_path: Path) -> Iterator[Scene]:
    with ExitStack() as stack:
        yield Scene(stack, tmp_path)


def states(desk: Desk) -> list[OutboxState]:
    return [item.state for item in desk.replica.outbox.items(frozenset(OutboxState))]


# ------------------------------------------------------------------------------- tokens


@pytest.mark.parametrize("fault", [Fault.REPLY_RESET, Fault.DOUBLED, Fault.REQUEST_RESET])
def test_a_renewal_that_is_lost_or_doubled_signs_nobody_out(scene: Scene, fault: Fault) -> None:
    """Two threads find the token stale at once; one of them renews, and that goes wrong."""
    api = scene.api(MANAGER, "a")
    scene.server.clock.advance(16 * MINUTE)
    scene.proxy.weather = Once(REFRESH, fault)
    together = threading.Barrier(2)

    def ask() -> None:
        together.wait()
        try:
            api.session()
        except ReplyLostError:
            api.session()

    with ThreadPoolExecutor(2) as threads:
        for asking in [threads.submit(ask) for _thread in range(2)]:
            asking.result()

    renewals = [line for line, _fault in scene.proxy.log if line == REFRESH]
    assert len(renewals) == (1 if fault is Fault.DOUBLED else 2)
    scene.server.clock.advance(16 * MINUTE)
    assert api.session().person.id == MANAGER


# ------------------------------------------------------------------------- batches


def test_what_the_server_finds_too_large_is_halved_down_to_the_one_to_blame(
    scene: Scene,
) -> None:
    ids = scene.apply(8)
    desk = scene.desk(MANAGER, "a")
    scene.gate.status = 413
    scene.gate.refuses = lambda body: len(body) > 1400
    for material in ids:
        desk.decide(material, Verdict.DEFERRED, remark="长" * (500 if material == ids[5] else 1))

    report = desk.sync()

    assert report.ok
    assert scene.gate.sizes[0] == 8
    assert states(desk).count(OutboxState.APPLIED) == 7
    rejected = [item for item in desk.outbox() if item.state is OutboxState.REJECTED]
    assert [(item.material_id, item.code) for item in rejected] == [(ids[5], "malformed")]


def test_one_that_makes_the_server_stumble_waits_alone_and_arrives_when_it_is_mended(
    scene: Scene,
) -> None:
    ids = scene.apply(8)
    desk = scene.desk(MANAGER, "a")
    poison = f'"material_id":{ids[5]},'.encode()
    scene.gate.refuses = lambda body: poison in body
    for material in ids:
        desk.decide(material, Verdict.DEFERRED)

    for _try in range(6):
        desk.sync()
        scene.server.clock.advance(LATER)

    assert scene.gate.sizes[0] == 8
    waiting = [item for item in desk.outbox() if item.state is OutboxState.SENT]
    assert [(item.material_id, item.last_error) for item in waiting] == [(ids[5], "internal")]
    assert waiting[0].next_try_at is not None
    assert states(desk).count(OutboxState.APPLIED) == 7

    scene.gate.refuses = lambda _body: False
    assert desk.sync().ok
    assert states(desk) == [OutboxState.APPLIED] * 8


def test_a_server_that_asks_for_time_gets_it(scene: Scene) -> None:
    [material] = scene.apply(1)
    desk = scene.desk(MANAGER, "a")
    scene.gate.status, scene.gate.headers = 429, {"Retry-After": "1200"}
    scene.gate.refuses = lambda _body: True
    desk.decide(material, Verdict.DEFERRED)

    report = desk.sync()

    assert [error.code for error in report.failures] == ["rate_limited"]
    assert report.next_try_at is not None
    assert report.next_try_at >= scene.server.clock() + 1200
    scene.gate.refuses = lambda _body: False
    scene.server.clock.advance(1199)
    assert desk.sync().ok
    assert len(scene.gate.sizes) == 1, "too early: nothing leaves"
    scene.server.clock.advance(LATER)
    assert desk.sync().ok
    assert states(desk) == [OutboxState.APPLIED]


# ----------------------------------------------------------------------- the order on the wire


def test_a_batch_that_arrives_long_after_its_repetition_changes_nothing(scene: Scene) -> None:
    [material] = scene.apply(1)
    desk = scene.desk(MANAGER, "a")
    desk.decide(material, Verdict.RETURNED, remark="请补毕业证")
    scene.proxy.weather = Once(DECISIONS, Fault.HELD_BACK)
    desk.sync()
    assert states(desk) == [OutboxState.SENT]
    scene.server.clock.advance(LATER)
    assert desk.sync().ok
    before = scene.dossier(material)

    scene.proxy.calm_down()

    assert scene.dossier(material) == before
    assert desk.sync().ok
    assert states(desk) == [OutboxState.APPLIED]


def test_who_is_overtaken_on_the_wire_overrules_nobody(scene: Scene) -> None:
    """The first verdict is held back, a second one of somebody else comes in between (I15)."""
    [material] = scene.apply(1)
    desk, other = scene.desk(MANAGER, "a"), scene.desk(ASSISTANT, "b")
    desk.decide(material, Verdict.DEFERRED)
    other.decide(material, Verdict.RETURNED, remark="请补毕业证")
    scene.proxy.weather = Once(DECISIONS, Fault.HELD_BACK)
    desk.sync()

    assert other.sync().ok
    scene.proxy.calm_down()
    scene.server.clock.advance(LATER)
    assert desk.sync().ok

    assert states(other) == [OutboxState.APPLIED]
    [mine] = desk.outbox()
    assert (mine.state, mine.code) == (OutboxState.CONFLICT, "decided")
    assert scene.dossier(material).rev == 2
