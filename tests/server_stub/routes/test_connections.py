"""Connections of clients that say nothing, or say it for ever."""

from __future__ import annotations

import socket
from contextlib import suppress
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from desktop.contract import routes
from server_stub.settings import demo_settings
from tests.support.caller import Caller
from tests.support.server import HOST, ReferenceServer

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

HEAD_SECONDS = 0.3
PATIENCE = 10.0


@pytest.fixture
def hurried(tmp_path: Path) -> Iterator[ReferenceServer]:
    settings = replace(demo_settings(tmp_path), head_seconds=HEAD_SECONDS)
    with ReferenceServer(tmp_path, settings=settings) as server:
        yield server


def connect(server: ReferenceServer) -> socket.socket:
    return socket.create_connection((HOST, int(server.url.rpartition(":")[2])), timeout=PATIENCE)


def test_who_says_nothing_is_hung_up_on(hurried: ReferenceServer) -> None:
    with connect(hurried) as silent:
        assert silent.recv(1) == b""


def test_who_trickles_a_head_for_ever_is_hung_up_on(hurried: ReferenceServer) -> None:
    """Each byte in time is not enough: the whole head has to be."""
    with connect(hurried) as slow:
        slow.sendall(b"GET /v1/info HTTP/1.1\r\nHost: x\r\nX-Filler: ")
        slow.settimeout(HEAD_SECONDS / 10)
        for _byte in range(200):
            with suppress(TimeoutError):
                assert slow.recv(1) == b""
                return
            with suppress(OSError):
                slow.sendall(b"x")
    pytest.fail("the server waits for ever")


def test_who_goes_on_trickling_after_a_request_is_hung_up_on_too(hurried: ReferenceServer) -> None:
    with connect(hurried) as slow:
        slow.sendall(b"GET /v1/info HTTP/1.1\r\nHost: x\r\n\r\n")
        answer = b""
        while not answer.endswith(b"}"):
            answer += slow.recv(4096)
        slow.sendall(b"GET /v1/info HTTP/1.1\r\n")
        assert slow.recv(4096) == b""


def test_a_connection_in_use_is_kept(hurried: ReferenceServer) -> None:
    with Caller(hurried) as caller:
        for _request in range(3):
            assert caller.get(routes.INFO).status_code == 200
