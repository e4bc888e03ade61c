"""One exchange: what leaves, what is taken, and how it fails."""

from __future__ import annotations

import gzip
import json
import socket
import ssl
import threading
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, HTTPServer
from ipaddress import ip_address
from typing import TYPE_CHECKING

import pytest
from backports import zstd
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from desktop.domain.errors import (
    NotReachableError,
    RefusedError,
    ReplyLostError,
    SignInRequiredError,
)
from desktop.remote.limits import Limits
from desktop.remote.transport import Call, Transport
from tests.support.scripted_server import Said, said_json, said_problem

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from tests.support.scripted_server import ScriptedServer

LOOK = Call(method="GET", path="/v1/info")


def send(body: bytes) -> Call:
    return Call(method="POST", path="/v1/decisions", body=body)


def test_a_call_arrives_with_its_headers(server: ScriptedServer, transport: Transport) -> None:
    call = Call(method="GET", path="/v1/changes", query={"limit": "5"}, headers={"Context": "7-05"})
    transport.exchange(call)
    heard = server.heard[0]
    assert heard.path == "/v1/changes?limit=5"
    assert heard.headers["Api-Version"] == "1"
    assert heard.headers["Context"] == "7-05"
    assert heard.headers["Accept-Encoding"] == "zstd, gzip"


@pytest.mark.parametrize(("name", "squeeze"), [("zstd", zstd.compress), ("gzip", gzip.compress)])
def test_compressed_answers_are_inflated_and_counted_as_they_travelled(
    server: ScriptedServer, transport: Transport, name: str, squeeze: type[bytes]
) -> None:
    body = json.dumps({"rows": ["同一行"] * 1000}).encode()
    server.script.append(Said(200, squeeze(body), {"Content-Encoding": name}))
    assert transport.exchange(LOOK).body == body
    assert 0 < transport.traffic.received < len(body) / 10


def test_a_file_travels_as_it_is_and_its_answer_goes_straight_to_the_disk(
    server: ScriptedServer, transport: Transport, tmp_path: Path
) -> None:
    server.script.append(Said(200, b"answer" * 10_000))
    server.script.append(said_problem(400, "courier_damaged"))
    with (tmp_path / "answer").open("w+b") as sink:
        call = replace(send(b"x" * 5000), media_type="application/octet-stream", sink=sink)
        assert transport.exchange(call).body == b""
        with pytest.raises(RefusedError) as refused:
            transport.exchange(call)
        assert sink.seek(0) == 0
        assert sink.read() == b"answer" * 10_000
    assert refused.value.code == "courier_damaged"
    heard = server.heard[0]
    assert heard.body == b"x" * 5000
    assert heard.headers["Content-Type"] == heard.headers["Accept"] == "application/octet-stream"


def test_a_file_beyond_its_limit_is_cut(
    server: ScriptedServer, transport: Transport, tmp_path: Path
) -> None:
    server.script.append(Said(200, bytes(1 << 20)))
    with (tmp_path / "answer").open("wb") as sink, pytest.raises(RefusedError) as refused:
        transport.exchange(replace(send(b"x"), sink=sink, answer_bytes=1 << 18))
    assert refused.value.code == "answer_too_large"


def test_long_bodies_leave_compressed(server: ScriptedServer, transport: Transport) -> None:
    body = json.dumps(["审核通过"] * 1000).encode()
    transport.exchange(send(body))
    assert server.heard[0].headers["Content-Encoding"] == "gzip"
    assert server.heard[0].body == body
    assert transport.traffic.sent < len(body) / 10


def test_short_bodies_leave_as_they_are(server: ScriptedServer, transport: Transport) -> None:
    transport.exchange(send(b'{"a":1}'))
    assert "Content-Encoding" not in server.heard[0].headers


def test_a_connection_is_kept_for_the_next_call(
    server: ScriptedServer, transport: Transport
) -> None:
    for _ in range(3):
        transport.exchange(LOOK)
    assert len(server.heard) == 3
    assert transport.traffic.exchanges == 3


def test_nobody_listening_is_offline() -> None:
    with socket.socket() as held:
        held.bind(("127.0.0.1", 0))
        nobody = Transport(f"http://127.0.0.1:{held.getsockname()[1]}", limits=Limits(connect=1.0))
        with pytest.raises(NotReachableError) as caught:
            nobody.exchange(LOOK)
        nobody.close()
    assert not isinstance(caught.value, ReplyLostError)
    assert caught.value.code == "not_reachable"


def test_a_server_that_hangs_up_may_have_heard_us(
    server: ScriptedServer, transport: Transport
) -> None:
    server.script.append(Said(hang_up=True))
    with pytest.raises(ReplyLostError):
        transport.exchange(send(b"{}"))


def test_a_server_that_falls_silent_may_have_heard_us(
    server: ScriptedServer, transport: Transport
) -> None:
    never = threading.Event()
    server.script.append(Said(wait_for=never))
    with pytest.raises(ReplyLostError):
        transport.exchange(LOOK)
    never.set()


def test_a_call_may_ask_for_more_patience(server: ScriptedServer, transport: Transport) -> None:
    answer = threading.Event()
    server.script.append(Said(wait_for=answer))
    late = threading.Timer(0.7, answer.set)  # the transport waits for 0.5
    late.start()
    assert transport.exchange(replace(LOOK, patience=60.0)).status == 200
    late.join()


def test_half_an_answer_is_no_answer(server: ScriptedServer, transport: Transport) -> None:
    server.script.append(Said(200, b'{"rows":[', length=500))
    with pytest.raises(ReplyLostError):
        transport.exchange(LOOK)


def test_an_endless_answer_is_cut(server: ScriptedServer, transport: Transport) -> None:
    bomb = gzip.compress(b" " * (8 << 20))
    server.script.append(Said(200, bomb, {"Content-Encoding": "gzip"}))
    with pytest.raises(RefusedError, match="answer_too_large"):
        transport.exchange(LOOK)


def test_an_answer_that_trickles_for_ever_is_given_up(server: ScriptedServer) -> None:
    server.script.append(Said(200, b" " * 300_000))
    impatient = Transport(server.url, limits=Limits(whole=-1.0, slowest=10**9))
    with pytest.raises(ReplyLostError):
        impatient.exchange(LOOK)
    impatient.close()


def test_an_answer_that_does_not_inflate_is_malformed(
    server: ScriptedServer, transport: Transport
) -> None:
    server.script.append(Said(200, b"no zstd frame", {"Content-Encoding": "zstd"}))
    with pytest.raises(RefusedError, match="answer_malformed"):
        transport.exchange(LOOK)


def test_redirects_are_not_followed(server: ScriptedServer, transport: Transport) -> None:
    server.script.append(Said(302, b"", {"Location": "/elsewhere"}))
    with pytest.raises(RefusedError, match="answer_malformed"):
        transport.exchange(LOOK)
    assert len(server.heard) == 1


def test_cookies_are_not_kept(server: ScriptedServer, transport: Transport) -> None:
    server.script.append(Said(200, b"{}", {"Set-Cookie": "a=b"}))
    transport.exchange(LOOK)
    transport.exchange(LOOK)
    assert "Cookie" not in server.heard[1].headers


def test_problems_become_our_errors(server: ScriptedServer, transport: Transport) -> None:
    server.script.append(said_problem(429, "rate_limited", Retry_After="30"))
    server.script.append(said_problem(401, "account_disabled"))
    with pytest.raises(RefusedError, match="rate_limited") as caught:
        transport.exchange(LOOK)
    assert caught.value.retry_after == 30.0
    with pytest.raises(SignInRequiredError, match="account_disabled"):
        transport.exchange(LOOK)


def test_the_proxy_is_asked_for_each_call(server: ScriptedServer) -> None:
    asked: list[str] = []

    def proxies(url: str) -> dict[str, str]:
        asked.append(url)
        return {"http": server.url}

    through = Transport("http://localhost:9", proxies=proxies)
    server.script.append(said_json({"ok": True}))
    assert through.exchange(LOOK).status == 200
    through.close()
    assert asked == ["http://localhost:9/v1/info"]
    assert server.heard[0].path == "http://localhost:9/v1/info"


def test_a_proxy_that_is_away_is_offline() -> None:
    with socket.socket() as held:
        held.bind(("127.0.0.1", 0))
        address = f"http://127.0.0.1:{held.getsockname()[1]}"
        through = Transport("http://localhost:9", proxies=lambda _url: {"http": address})
        with pytest.raises(NotReachableError) as caught:
            through.exchange(LOOK)
        through.close()
    assert not isinstance(caught.value, ReplyLostError)


# ------------------------------------------------------------------------------------ TLS


class _Hello(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        self.send_response(200)
        self.send_header("Content-Length", "2")
        self.end_headers()
        self.wfile.write(b"{}")

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - as inherited
        """Keep quiet."""


@pytest.fixture
def certificate(tmp_path: Path) -> Path:
    """A certificate of nobody known, for this machine."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "127.0.0.1")])
    names = x509.SubjectAlternativeName([x509.IPAddress(ip_address("127.0.0.1"))])
    today = datetime.now(UTC)
    made = (
        x509.CertificateBuilder(name, name, key.public_key(), x509.random_serial_number())
        .not_valid_before(today - timedelta(days=1))
        .not_valid_after(today + timedelta(days=1))
        .add_extension(names, critical=False)
        .sign(key, hashes.SHA256())
    )
    plain = serialization.NoEncryption()
    form = serialization.PrivateFormat.PKCS8
    file = tmp_path / "certificate.pem"
    encoding = serialization.Encoding.PEM
    file.write_bytes(made.public_bytes(encoding) + key.private_bytes(encoding, form, plain))
    return file


@pytest.fixture
def tls_url(certificate: Path) -> Iterator[str]:
    server = HTTPServer(("127.0.0.1", 0), _Hello)
    server.handle_error = lambda *_: None  # type: ignore[method-assign] # a refused handshake is the story
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    context.load_cert_chain(certificate)
    server.socket = context.wrap_socket(server.socket, server_side=True)
    thread = threading.Thread(target=server.serve_forever, args=(0.01,))
    thread.start()
    yield f"https://127.0.0.1:{server.server_address[1]}"
    server.shutdown()
    thread.join()
    server.server_close()


def test_a_certificate_of_nobody_known_is_refused(tls_url: str) -> None:
    stranger = Transport(tls_url, limits=Limits(connect=2.0, silence=2.0))
    with pytest.raises(NotReachableError, match="certificate_refused"):
        stranger.exchange(LOOK)
    stranger.close()


def test_a_server_that_speaks_no_tls_is_not_spoken_to(server: ScriptedServer) -> None:
    plain = Transport(server.url.replace("http:", "https:"), limits=Limits(connect=2.0))
    with pytest.raises(NotReachableError):
        plain.exchange(LOOK)
    plain.close()
    assert not server.heard


def test_a_configured_bundle_makes_it_known(tls_url: str, certificate: Path) -> None:
    known = Transport(tls_url, limits=Limits(connect=2.0, silence=2.0), bundle=certificate)
    assert known.exchange(LOOK).status == 200
    known.close()
