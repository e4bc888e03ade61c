"""A server that says what the story wants, and a way to it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from desktop.remote.limits import Limits
from desktop.remote.transport import Transport
from tests.support.scripted_server import ScriptedServer

if TYPE_CHECKING:
    from collections.abc import Iterator

NOW = 1_795_000_000.0


@pytest.fixture
def server() -> Iterator[ScriptedServer]:
    with ScriptedServer().running() as server:
        yield server


@pytest.fixture
def transport(server: ScriptedServer) -> Iterator[Transport]:
    limits = Limits(connect=2.0, silence=0.5, whole=5.0, answer_bytes=1 << 20)
    transport = Transport(server.url, clock=lambda: NOW, limits=limits)
    yield transport
    transport.close()
