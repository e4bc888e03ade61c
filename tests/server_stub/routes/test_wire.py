"""The outermost layer: limits, encodings, headers, and what nobody expected."""

from __future__ import annotations

import gzip
import json
import logging
import socket
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest
from backports import zstd
from fastapi import APIRouter

from desktop.contract import routes
from server_stub.settings import demo_settings
from tests.support import small_world
from tests.support.caller import DEVICE, Caller, operation
from tests.support.server import HOST, ReferenceServer
from tests.support.small_world import MANAGER

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    import httpx

    CallerOf = Callable[[int], Caller]

JSON = "application/json"
SQUEEZED = [("gzip", gzip.compress), ("zstd", zstd.compress)]


def post(caller: Caller, body: bytes, **headers: str) -> httpx.Response:
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    sent = {"Content-Type": JSON, **caller.headers(), **named}
    return caller.http.post(routes.DECISIONS, content=body, headers=sent)


def problem(answer: httpx.Response) -> tuple[int, str]:
    assert answer.headers["Content-Type"] == "application/problem+json"
    assert answer.json()["trace_id"] == answer.headers["Trace-Id"]
    return answer.status_code, answer.json()["code"]


def batch(material: int) -> bytes:
    reveal = operation("reveal", material, field="phone")
    return json.dumps({"device_id": DEVICE, "items": [reveal]}).encode()


def test_every_answer_carries_the_house_headers(stranger: Caller) -> None:
    for answer in (stranger.get(routes.INFO), stranger.get("/nowhere")):
        assert answer.headers["Cache-Control"] == "no-store"
        assert answer.headers["X-Content-Type-Options"] == "nosniff"
        assert answer.headers["Referrer-Policy"] == "no-referrer"
        policy = answer.headers["Content-Security-Policy"]
        assert {"default-src 'none'", "frame-ancestors 'none'", "form-action 'none'"} <= {
            rule.strip() for rule in policy.split(";")
        }
        assert answer.headers["Min-Client"] == "1"
        assert len(answer.headers["Trace-Id"]) == 16


@pytest.mark.parametrize(
    ("accepted", "encoding"),
    [
        ("gzip, deflate, br, zstd", "zstd"),
        ("gzip;q=1.0, identity", "gzip"),
        ("zstd;q=0, gzip", "gzip"),
        ("identity", None),
    ],
)
def test_big_answers_are_compressed_as_the_client_likes(
    server: ReferenceServer, caller: CallerOf, accepted: str, encoding: str | None
) -> None:
    with server.units.writing() as unit:
        for n in range(40):
            small_world.apply_for(unit, f"陈{n}")
    manager = caller(MANAGER)
    headers = {**manager.headers(), "Accept-Encoding": accepted}

    with manager.http.stream("GET", routes.CHANGES, headers=headers) as answer:
        raw = b"".join(answer.iter_raw())

    assert answer.headers.get("Content-Encoding") == encoding
    assert answer.headers["Vary"] == "Accept-Encoding"
    plain = {"zstd": zstd.decompress, "gzip": gzip.decompress}.get(encoding or "", bytes)(raw)
    assert len(json.loads(plain)["materials"]) == 40


@pytest.mark.parametrize(
    ("encoding", "squeeze"), [("gzip", gzip.compress), ("zstd", zstd.compress)]
)
def test_compressed_requests_are_understood(
    caller: CallerOf, material: int, encoding: str, squeeze: Callable[[bytes], bytes]
) -> None:
    answer = post(caller(MANAGER), squeeze(batch(material)), Content_Encoding=encoding)

    assert answer.json()["results"][0]["status"] == "applied"


@pytest.mark.parametrize(
    ("encoding", "squeeze"), [("gzip", gzip.compress), ("zstd", zstd.compress)]
)
def test_a_bomb_does_not_go_off(
    caller: CallerOf, encoding: str, squeeze: Callable[[bytes], bytes]
) -> None:
    bomb = squeeze(b'"' + b"0" * (64 << 20) + b'"')

    assert len(bomb) < 1 << 17
    assert problem(post(caller(MANAGER), bomb, Content_Encoding=encoding)) == (413, "too_large")


@pytest.mark.parametrize(
    ("body", "headers", "end"),
    [
        (b"0" * (2 << 20), {}, (413, "too_large")),
        (b"[" * 100 + b"]" * 100, {}, (422, "malformed")),
        (b'{"device_id": "[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[["}', {}, (422, "malformed")),
        (b"{", {}, (422, "malformed")),
        (b"\xff\xfe", {}, (422, "malformed")),
        (b"{}", {"Content_Encoding": "gzip"}, (422, "malformed")),
        (b"{}", {"Content_Encoding": "br"}, (415, "unsupported_media_type")),
        (gzip.compress(b"{}", mtime=0)[:-4], {"Content_Encoding": "gzip"}, (422, "malformed")),
        (b"{}", {"Content_Type": "text/plain"}, (415, "unsupported_media_type")),
    ],
)
def test_what_is_too_much_or_not_understood_is_refused(
    caller: CallerOf, body: bytes, headers: dict[str, str], end: tuple[int, str]
) -> None:
    assert problem(post(caller(MANAGER), body, **headers)) == end


def test_a_body_of_unknown_length_is_counted(caller: CallerOf) -> None:
    manager = caller(MANAGER)
    parts = (b"0" * 65536 for _part in range(40))
    headers = {**manager.headers(), "Content-Type": JSON}

    answer = manager.http.post(routes.DECISIONS, content=parts, headers=headers)

    assert problem(answer) == (413, "too_large")


def test_a_body_that_never_ends_is_given_up(tmp_path: Path) -> None:
    settings = replace(demo_settings(tmp_path), body_seconds=0.1)
    request = (
        f"POST {routes.SMS_REQUEST} HTTP/1.1\r\nHost: x\r\nApi-Version: 1\r\n"
        f"Content-Type: {JSON}\r\nContent-Length: 100\r\n\r\n{{"
    )
    with ReferenceServer(tmp_path, settings=settings) as server:
        port = int(server.url.rpartition(":")[2])
        with socket.create_connection((HOST, port), timeout=10) as slow:
            slow.sendall(request.encode())
            assert slow.recv(4096).startswith(b"HTTP/1.1 422")


def test_malformed_fields_are_named_by_their_place(caller: CallerOf, material: int) -> None:
    wrong = operation("reveal", material, field="name")
    more = {**operation("reveal", material, field="phone"), "extra": 1}
    body: dict[str, Any] = {"device_id": DEVICE, "items": [wrong, more]}

    answer = post(caller(MANAGER), json.dumps(body).encode())

    assert problem(answer) == (422, "malformed")
    places = {error["pointer"]: error["code"] for error in answer.json()["errors"]}
    assert places["/items/0/reveal/field"] == "enum"
    assert places["/items/1/reveal/extra"] == "extra_forbidden"


@pytest.mark.allow_warnings
def test_what_nobody_expected_says_nothing_but_where_to_look(
    server: ReferenceServer, stranger: Caller, caplog: pytest.LogCaptureFixture
) -> None:
    router = APIRouter()

    @router.get("/broken")
    def broken() -> None:
        message = "王管理 421902198001010001"
        raise ValueError(message)

    server.app.include_router(router)
    with caplog.at_level(logging.ERROR):
        answer = stranger.get("/broken")

    assert problem(answer) == (500, "internal")
    assert "王管理" not in answer.text
    assert answer.json()["trace_id"] in caplog.text
    assert "ValueError" in caplog.text
    assert "王管理" not in caplog.text
