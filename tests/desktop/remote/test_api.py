"""The endpoints, and the tokens behind them, against a server that says what the story wants."""

from __future__ import annotations

import threading
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING, Any

import pytest

from desktop.contract.session import Context, Device, SmsVerify, Tokens
from desktop.domain.errors import (
    NotReachableError,
    RefusedError,
    ReplyLostError,
    SignInRequiredError,
)
from desktop.domain.organizations import OrganizationKind
from desktop.domain.review import ReviewLevel, Role
from desktop.remote.api import Api
from desktop.remote.tokens import MemoryTokens
from tests.support.scripted_server import Heard, Said, said_json, said_problem

if TYPE_CHECKING:
    from desktop.remote.transport import Transport
    from tests.support.scripted_server import ScriptedServer

OLD = Tokens(access_token="a1" * 10, refresh_token="r1" * 10, expires_in=900)
NEW = {"access_token": "a2" * 10, "refresh_token": "r2" * 10, "expires_in": 900}
INFO = {
    "name": "示例",
    "version": "1",
    "api_version": 1,
    "min_client": 1,
    "demo": True,
    "server_time": 1_795_000_000,
    "added_by_a_newer_server": 1,
}
SMS = {"request_id": "q" * 20, "expires_in": 300, "resend_after": 60}
PAGE: dict[str, Any] = {"next": "c1", "has_more": False, "server_time": 1_795_000_000}
HOSPITAL = Context(
    organization_id=7,
    organization_name="示例县人民医院",
    organization_kind=OrganizationKind.COUNTY_INSTITUTION,
    organization_path="/1/2/3/7/",
    level=ReviewLevel.UNIT,
    business="05",
    business_name="医师资格考试",
    roles=(Role.HR, Role.MANAGER),
    scope_tag="t",
)


@pytest.fixture
def tokens() -> MemoryTokens:
    return MemoryTokens(OLD)


@pytest.fixture
def api(transport: Transport, tokens: MemoryTokens) -> Api:
    return Api(transport, tokens)


def guarded(heard: Heard) -> Said:
    """Answer like a server that has let the first access token expire."""
    if heard.path == "/v1/auth/refresh":
        assert heard.json() == {"refresh_token": OLD.refresh_token}
        return said_json(NEW)
    if heard.headers["Authorization"] != f"Bearer {NEW['access_token']}":
        return said_problem(401, "session_expired")
    return said_json(PAGE)


def refreshes(server: ScriptedServer) -> int:
    return sum(heard.path == "/v1/auth/refresh" for heard in server.heard)


def test_fields_of_a_newer_server_are_ignored(server: ScriptedServer, api: Api) -> None:
    server.script.append(said_json(INFO))
    assert api.info().demo


def test_what_is_public_travels_without_a_token(server: ScriptedServer, api: Api) -> None:
    server.script += [said_json(INFO), said_json({"people": []}), said_json({"messages": []})]
    api.info()
    api.demo_people()
    api.demo_inbox()
    assert all("Authorization" not in heard.headers for heard in server.heard)


def test_signing_in_keeps_the_tokens(server: ScriptedServer, transport: Transport) -> None:
    tokens = MemoryTokens()
    api = Api(transport, tokens)
    assert not api.signed_in
    server.script += [said_json(SMS), said_json(NEW)]
    requested = api.request_sms("13800138000")
    device = Device(id="0f" * 16, name="前台")
    api.verify_sms(SmsVerify(request_id=requested.request_id, code="123456", device=device))
    assert api.signed_in
    assert tokens.access_token() == NEW["access_token"]
    assert server.heard[1].json()["device"]["name"] == "前台"


def test_a_context_names_where_one_acts(server: ScriptedServer, api: Api) -> None:
    server.script.append(said_json(PAGE))
    api.changes(HOSPITAL, "c0", 500)
    assert server.heard[0].headers["Context"] == "7-05"
    assert server.heard[0].path == "/v1/changes?limit=500&cursor=c0"


def test_an_expired_access_token_is_renewed_and_the_call_repeated(
    server: ScriptedServer, api: Api, tokens: MemoryTokens
) -> None:
    server.otherwise = guarded
    assert api.changes(HOSPITAL, "", 500).head.next == "c1"
    assert tokens.refresh_token() == NEW["refresh_token"]


def test_many_threads_renew_once(server: ScriptedServer, api: Api) -> None:
    server.otherwise = guarded
    together = threading.Barrier(4)

    def look(_n: int) -> str:
        together.wait(5)
        return api.changes(HOSPITAL, "", 500).head.next

    with ThreadPoolExecutor(4) as pool:
        assert list(pool.map(look, range(4))) == ["c1"] * 4
    assert refreshes(server) == 1


def test_without_an_access_token_the_refresh_token_comes_first(
    server: ScriptedServer, transport: Transport
) -> None:
    class OnlyRefresh(MemoryTokens):
        """As after a start of the program: the keyring holds the refresh token alone."""

        def access_token(self) -> str | None:
            access = super().access_token()
            return None if access == OLD.access_token else access

    server.otherwise = guarded
    assert Api(transport, OnlyRefresh(OLD)).changes(HOSPITAL, "", 500).head.next == "c1"
    assert server.heard[0].path == "/v1/auth/refresh"


def test_an_ended_session_says_so(server: ScriptedServer, api: Api) -> None:
    server.otherwise = lambda _heard: said_problem(401, "session_expired")
    with pytest.raises(SignInRequiredError, match="session_expired"):
        api.session()
    assert refreshes(server) == 1


def test_a_disabled_account_is_not_renewed(server: ScriptedServer, api: Api) -> None:
    server.script.append(said_problem(401, "account_disabled"))
    with pytest.raises(SignInRequiredError, match="account_disabled"):
        api.session()
    assert len(server.heard) == 1


def test_nobody_signed_in_needs_no_server(transport: Transport, server: ScriptedServer) -> None:
    with pytest.raises(SignInRequiredError, match="sign_in_required"):
        Api(transport, MemoryTokens()).session()
    assert not server.heard


def test_a_lost_answer_to_a_renewal_keeps_the_old_tokens(
    server: ScriptedServer, api: Api, tokens: MemoryTokens
) -> None:
    server.script += [said_problem(401, "session_expired"), Said(hang_up=True)]
    with pytest.raises(ReplyLostError):
        api.session()
    assert tokens.refresh_token() == OLD.refresh_token


def test_signing_out_forgets_the_tokens(
    server: ScriptedServer, api: Api, tokens: MemoryTokens
) -> None:
    server.script.append(Said(204, b""))
    api.sign_out()
    assert server.heard[0].path == "/v1/auth/sign-out"
    assert tokens.refresh_token() is None


def test_signing_out_offline_forgets_the_tokens_too(
    server: ScriptedServer, api: Api, tokens: MemoryTokens
) -> None:
    server.script.append(Said(hang_up=True))
    api.sign_out()
    assert tokens.refresh_token() is None


def test_fresh_proof_of_identity(server: ScriptedServer, api: Api) -> None:
    server.script += [said_json(SMS), Said(204, b"")]
    requested = api.request_reauth()
    api.reauth(requested.request_id, "654321")
    assert server.heard[1].json() == {"request_id": SMS["request_id"], "code": "654321"}


def test_the_sign_in_page_of_a_hotel_is_no_answer(server: ScriptedServer, api: Api) -> None:
    server.script.append(Said(200, b"<html>Welcome to our hotel</html>"))
    with pytest.raises(RefusedError, match="answer_malformed") as caught:
        api.info()
    assert caught.value.__cause__ is None


def test_a_picture_comes_in_parts(server: ScriptedServer, api: Api) -> None:
    server.script.append(Said(206, b"rest", {"Content-Range": "bytes 4-7/8"}))
    part = api.attachment(HOSPITAL, 12, "ab" * 32, offset=4)
    assert (part.offset, part.data) == (4, b"rest")
    assert server.heard[0].path == f"/v1/materials/12/attachments/{'ab' * 32}"


def test_offline_is_offline_for_every_endpoint(server: ScriptedServer, api: Api) -> None:
    server.otherwise = lambda _heard: Said(502, b"Bad Gateway")
    with pytest.raises(NotReachableError):
        api.manifest(HOSPITAL, 12)
    with pytest.raises(NotReachableError):
        api.codes(HOSPITAL)
