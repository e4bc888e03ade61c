"""Sign-in by phone code, on the real server."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from desktop.contract.session import Device, Tokens
from desktop.domain.errors import NotReachableError, RefusedError, SignInRequiredError
from desktop.remote.api import Api
from desktop.remote.tokens import MemoryTokens
from desktop.services import signing_in
from tests.support.in_process import InProcess
from tests.support.small_world import MANAGER, phone_of
from tests.support.town import Town, open_town

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

DEVICE = Device(id="0f" * 16, name="前台")


@pytest.fixture
def demo(tmp_path: Path, founded: Path) -> Iterator[Town]:
    """A town that says that it is a demo."""
    with open_town(tmp_path, founded=founded, demo=True) as town:
        yield town


@pytest.fixture
def carrier(demo: Town) -> InProcess:
    return InProcess(demo.inside, demo.clock)


@pytest.fixture
def tokens() -> MemoryTokens:
    return MemoryTokens()


@pytest.fixture
def api(carrier: InProcess, tokens: MemoryTokens) -> Api:
    return Api(carrier, tokens)


def signed_in(api: Api) -> str:
    """Sign the manager in and return the person's name."""
    requested = signing_in.request_code(api=api, phone=phone_of(MANAGER))
    code = signing_in.demo_code(api=api, phone=phone_of(MANAGER))
    assert code is not None
    session = signing_in.sign_in(api=api, request_id=requested.request_id, code=code, device=DEVICE)
    return session.person.name


def test_a_server_says_what_it_is(api: Api, carrier: InProcess) -> None:
    assert signing_in.check_server(api=api).demo
    assert signing_in.demo_people(api=api) == ()
    carrier.away = True
    with pytest.raises(NotReachableError):
        signing_in.check_server(api=api)


def test_a_code_from_the_phone_opens_the_session(api: Api) -> None:
    assert signed_in(api) == "王管理"
    assert signing_in.current_session(api=api).device_id == DEVICE.id


def test_a_wrong_code_is_told(api: Api) -> None:
    requested = signing_in.request_code(api=api, phone=phone_of(MANAGER))
    right = signing_in.demo_code(api=api, phone=phone_of(MANAGER))
    wrong = "000000" if right != "000000" else "000001"
    with pytest.raises(RefusedError, match="code_wrong"):
        signing_in.sign_in(api=api, request_id=requested.request_id, code=wrong, device=DEVICE)


def test_nobody_wrote_to_an_unknown_phone(api: Api) -> None:
    signing_in.request_code(api=api, phone="13999999999")
    assert signing_in.demo_code(api=api, phone="13999999999") is None


def test_signing_out_ends_the_session_here_and_there(
    api: Api, carrier: InProcess, tokens: MemoryTokens
) -> None:
    signed_in(api)
    access = tokens.access_token()
    refresh = tokens.refresh_token()
    assert access is not None
    assert refresh is not None
    signing_in.sign_out(api=api)
    with pytest.raises(SignInRequiredError):
        signing_in.current_session(api=api)
    stolen = MemoryTokens(Tokens(access_token=access, refresh_token=refresh, expires_in=900))
    with pytest.raises(SignInRequiredError):
        signing_in.current_session(api=Api(carrier, stolen))


def test_an_access_token_that_ran_out_is_renewed(api: Api, demo: Town) -> None:
    signed_in(api)
    demo.clock.now += 16 * 60
    assert signing_in.current_session(api=api).person.name == "王管理"


def test_fresh_proof_is_given_with_a_code(api: Api, demo: Town) -> None:
    signed_in(api)
    demo.clock.advance(60)
    requested = signing_in.reauth_request(api=api)
    code = signing_in.demo_code(api=api, phone=phone_of(MANAGER))
    assert code is not None
    signing_in.reauth(api=api, request_id=requested.request_id, code=code)
