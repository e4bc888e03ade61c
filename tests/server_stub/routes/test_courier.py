"""Files of the courier on the wire: streamed, bounded, for anybody who is signed in."""

from __future__ import annotations

import logging
import socket
from dataclasses import replace
from typing import TYPE_CHECKING, BinaryIO

import httpx
import pytest

from desktop.contract import routes
from desktop.contract.courier import MEDIA_TYPE
from server_stub.routes import courier as route
from server_stub.routes import wire
from server_stub.services import courier
from server_stub.services.courier import Handled
from server_stub.settings import demo_settings
from tests.support.caller import Caller
from tests.support.server import HOST, ReferenceServer
from tests.support.small_world import MANAGER

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

LIMIT = 100_000


@pytest.fixture
def server(tmp_path: Path) -> Iterator[ReferenceServer]:
    """A server that takes small files only, and waits for a short time."""
    settings = replace(demo_settings(tmp_path), courier_request_bytes=LIMIT, body_seconds=0.2)
    with ReferenceServer(tmp_path, settings=settings) as running:
        yield running


@pytest.fixture
def carrier(server: ReferenceServer) -> Iterator[Caller]:
    with Caller.of(server, MANAGER) as caller:
        yield caller


def hand_in(
    carrier: Caller, body: bytes | Iterator[bytes], kind: str = MEDIA_TYPE
) -> httpx.Response:
    headers = carrier.headers() | {"Content-Type": kind}
    return carrier.http.post(routes.COURIER_FILES, content=body, headers=headers)


def said(answer: httpx.Response) -> tuple[int, str]:
    return answer.status_code, answer.json()["code"]


def test_a_file_that_is_none_is_refused_with_the_house_headers(carrier: Caller) -> None:
    answer = hand_in(carrier, b"none of ours")
    assert said(answer) == (400, "courier_damaged")
    assert answer.headers["Cache-Control"] == "no-store"
    assert answer.headers["Trace-Id"] == answer.json()["trace_id"]


def test_only_files_are_taken_there(carrier: Caller) -> None:
    assert said(hand_in(carrier, b"{}", "application/json")) == (415, "unsupported_media_type")
    assert said(carrier.get(routes.COURIER_FILES)) == (405, "method_not_allowed")


def test_a_stranger_cannot_hand_in_anything(server: ReferenceServer) -> None:
    with Caller(server) as stranger:
        assert said(hand_in(stranger, b"x")) == (401, "sign_in_required")


def test_a_file_that_is_too_long_is_refused_announced_or_not(carrier: Caller) -> None:
    assert said(hand_in(carrier, bytes(LIMIT + 1))) == (413, "too_large")
    pieces = (bytes(1000) for _ in range(LIMIT // 1000 + 1))
    assert said(hand_in(carrier, pieces)) == (413, "too_large")


def test_a_file_that_never_ends_is_given_up(
    server: ReferenceServer, carrier: Caller, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(wire, "_SLOWEST", 1 << 30)
    headers = carrier.headers() | {"Content-Type": MEDIA_TYPE, "Content-Length": "100"}
    lines = [f"POST {routes.COURIER_FILES} HTTP/1.1", "Host: x"]
    lines += [f"{name}: {value}" for name, value in headers.items()]
    port = int(server.url.rpartition(":")[2])
    with socket.create_connection((HOST, port), timeout=10) as slow:
        slow.sendall("\r\n".join([*lines, "", "begin"]).encode())
        assert slow.recv(4096).startswith(b"HTTP/1.1 422")


@pytest.mark.allow_warnings
def test_what_nobody_expected_fails_closed(
    carrier: Caller, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def stumble(*_arguments: object) -> None:
        message = "王管理"
        raise RuntimeError(message)

    monkeypatch.setattr(courier, "exchange", stumble)
    with caplog.at_level(logging.ERROR):
        answer = hand_in(carrier, b"x")
    assert said(answer) == (500, "internal")
    assert "王管理" not in answer.text + caplog.text.replace('message = "王管理"', "")
    assert answer.json()["trace_id"] in caplog.text


@pytest.mark.allow_warnings
def test_an_answer_that_breaks_off_is_not_taken_for_whole(
    carrier: Caller, monkeypatch: pytest.MonkeyPatch
) -> None:
    def answered(_units: object, _file: object, answer: BinaryIO, _carrier: int) -> Handled:
        return Handled(0, "", answer.write(bytes(100)))

    def broken(_file: BinaryIO) -> Iterator[bytes]:
        yield bytes(50)
        raise RuntimeError

    monkeypatch.setattr(courier, "exchange", answered)
    monkeypatch.setattr(route, "_pieces", broken)
    with pytest.raises(httpx.RemoteProtocolError):
        hand_in(carrier, b"x")
