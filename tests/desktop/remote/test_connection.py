"""Which servers are spoken to at all, and how."""

from __future__ import annotations

import ssl
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import TYPE_CHECKING

import pytest

from desktop.domain.errors import RuleViolationError
from desktop.remote.connection import Sessions, checked_base_url, tls_context

if TYPE_CHECKING:
    import requests


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("https://rcpt.example.cn/", "https://rcpt.example.cn"),
        (" https://rcpt.example.cn:8443/api/ ", "https://rcpt.example.cn:8443/api"),
        ("http://127.0.0.1:8765", "http://127.0.0.1:8765"),
        ("http://localhost:8765/", "http://localhost:8765"),
        ("http://[::1]:8765", "http://[::1]:8765"),
    ],
)
def test_an_address_has_one_form(typed: str, kept: str) -> None:
    assert checked_base_url(typed) == kept


@pytest.mark.parametrize("typed", ["http://rcpt.example.cn", "http://127.0.0.1.example.cn"])
def test_plain_http_is_for_this_machine_alone(typed: str) -> None:
    with pytest.raises(RuleViolationError, match="insecure_server"):
        checked_base_url(typed)


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "rcpt.example.cn",
        "ftp://x",
        "https://",
        "https://a:b@x",
        "https://x:99999",
        "https://x?y",
    ],
)
def test_what_is_no_address_is_said_so(typed: str) -> None:
    with pytest.raises(RuleViolationError, match="server_address") as caught:
        checked_base_url(typed)
    assert caught.value.field == "/server"


def test_tls_is_verified_and_not_old() -> None:
    context = tls_context(None)
    assert context.minimum_version >= ssl.TLSVersion.TLSv1_2
    assert context.verify_mode is ssl.CERT_REQUIRED
    assert context.check_hostname


def test_no_two_threads_share_a_session() -> None:
    sessions = Sessions(tls_context(None))
    together = Barrier(4)

    def borrow() -> requests.Session:
        with sessions.borrowed() as session:
            together.wait(5)
            return session

    with ThreadPoolExecutor(4) as pool:
        lent = list(pool.map(lambda _n: borrow(), range(4)))
    assert len({id(session) for session in lent}) == 4
    with sessions.borrowed() as again:
        assert any(again is session for session in lent)
    sessions.close()


def test_a_session_borrowed_over_the_end_is_closed_when_it_comes_back() -> None:
    sessions = Sessions(tls_context(None))
    with sessions.borrowed():
        sessions.close()
    assert sessions._idle.empty()
