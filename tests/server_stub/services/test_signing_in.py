"""手机快捷登录 from the outside: one code, one use, five tries, and no hint about who is known."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest
from sqlalchemy import update

from desktop.contract import routes
from server_stub.services import limits
from server_stub.settings import DAY, HOUR, MINUTE, Limit, Settings, demo_settings
from server_stub.storage.models import Person
from tests.support.caller import DEVICE, Caller
from tests.support.server import ReferenceServer
from tests.support.small_world import HOSPITAL, MANAGER, phone_of

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    import httpx

STRANGE_PHONE = "13999999999"


def ask(caller: Caller, phone: str = phone_of(MANAGER)) -> httpx.Response:
    return caller.post(routes.SMS_REQUEST, {"phone": phone})


def verify(caller: Caller, request_id: str, code: str) -> httpx.Response:
    body = {"request_id": request_id, "code": code, "device": {"id": DEVICE, "name": "台式机"}}
    return caller.post(routes.SMS_VERIFY, body)


def newest(caller: Caller) -> dict[str, Any]:
    message: dict[str, Any] = caller.get(routes.DEMO_INBOX).json()["messages"][0]
    return message


def another(code: str) -> str:
    return f"{(int(code) + 1) % 10**6:06}"


def problem(answer: httpx.Response) -> tuple[int, str]:
    return answer.status_code, answer.json()["code"]


def test_a_person_signs_in_with_the_code_from_the_phone(stranger: Caller) -> None:
    asked = ask(stranger).json()
    message = newest(stranger)
    assert message["phone"] == phone_of(MANAGER)

    tokens = verify(stranger, asked["request_id"], message["code"]).json()

    stranger.token = tokens["access_token"]
    session = stranger.get(routes.SESSION).json()
    assert session["person"]["name"] == "王管理"
    assert session["person"]["phone"] == "138****8001"
    assert [(one["organization_id"], one["roles"]) for one in session["contexts"]] == [
        (HOSPITAL, ["manager"])
    ]
    assert session["device_id"] == DEVICE
    assert session["offline_lease_until"] == session["server_time"] + 14 * DAY


def test_a_code_serves_once(stranger: Caller) -> None:
    asked = ask(stranger).json()
    code = newest(stranger)["code"]
    verify(stranger, asked["request_id"], code)

    assert problem(verify(stranger, asked["request_id"], code)) == (400, "code_expired")


def test_a_code_belongs_to_its_request(server: ReferenceServer, stranger: Caller) -> None:
    first = ask(stranger).json()
    server.clock.advance(2)
    ask(stranger)
    second_code = newest(stranger)["code"]
    codes = [one["code"] for one in stranger.get(routes.DEMO_INBOX).json()["messages"]]

    answer = verify(stranger, first["request_id"], second_code)

    assert codes[0] == second_code
    if codes[0] != codes[1]:
        assert problem(answer) == (400, "code_wrong")


def test_a_code_dies_after_five_minutes(server: ReferenceServer, stranger: Caller) -> None:
    asked = ask(stranger).json()
    server.clock.advance(asked["expires_in"])

    answer = verify(stranger, asked["request_id"], newest(stranger)["code"])

    assert asked["expires_in"] == 5 * MINUTE
    assert problem(answer) == (400, "code_expired")


def test_five_wrong_tries_burn_the_code(stranger: Caller) -> None:
    asked = ask(stranger).json()
    code = newest(stranger)["code"]

    tries = [verify(stranger, asked["request_id"], another(code)) for _try in range(5)]

    assert [problem(one) for one in tries] == [(400, "code_wrong")] * 5
    assert problem(verify(stranger, asked["request_id"], code)) == (400, "code_burnt")


def test_an_unknown_phone_gets_the_same_answers(stranger: Caller) -> None:
    known, unknown = ask(stranger), ask(stranger, STRANGE_PHONE)

    assert known.status_code == unknown.status_code == 200
    assert {**known.json(), "request_id": ""} == {**unknown.json(), "request_id": ""}
    assert len(stranger.get(routes.DEMO_INBOX).json()["messages"]) == 1
    request_id = unknown.json()["request_id"]
    tries = [problem(verify(stranger, request_id, "123456")) for _try in range(6)]
    assert tries == [(400, "code_wrong")] * 5 + [(400, "code_burnt")]


def test_a_request_that_never_was_is_an_expired_one(stranger: Caller) -> None:
    assert problem(verify(stranger, "x" * 43, "123456")) == (400, "code_expired")


def test_a_disabled_account_does_not_sign_in(server: ReferenceServer, stranger: Caller) -> None:
    with server.units.writing() as unit:
        unit.session.execute(update(Person).values(disabled_at=1).where(Person.id == MANAGER))
    asked = ask(stranger).json()

    answer = verify(stranger, asked["request_id"], newest(stranger)["code"])

    assert problem(answer) == (401, "account_disabled")


def test_a_person_proves_anew_who_sits_there(server: ReferenceServer, stranger: Caller) -> None:
    with Caller.of(server, MANAGER) as manager:
        asked = manager.post(routes.REAUTH_REQUEST).json()
        message = newest(manager)
        answer = {"request_id": asked["request_id"], "code": message["code"]}
        assert problem(verify(stranger, **answer)) == (400, "code_expired"), "another purpose"

        proved = manager.post(routes.REAUTH, answer)

    assert message["phone"] == phone_of(MANAGER)
    assert proved.status_code == 204


@pytest.fixture
def strict(tmp_path: Path) -> Iterator[ReferenceServer]:
    """A server with the limits of a real one, and a demo inbox to read from."""
    settings = replace(Settings(tmp_path), demo=True)
    with ReferenceServer(tmp_path, settings=settings) as running:
        yield running


def test_a_phone_gets_one_message_a_minute_five_an_hour_ten_a_day(
    strict: ReferenceServer,
) -> None:
    with Caller(strict) as somebody:
        assert ask(somebody).status_code == 200
        early = ask(somebody)
        assert problem(early) == (429, "rate_limited")
        assert early.headers["Retry-After"] == str(MINUTE)
        for _message in range(4):
            strict.clock.advance(MINUTE)
            assert ask(somebody).status_code == 200
        strict.clock.advance(MINUTE)
        assert int(ask(somebody).headers["Retry-After"]) == HOUR - 5 * MINUTE
        strict.clock.advance(HOUR)
        for _message in range(5):
            assert ask(somebody).status_code == 200
            strict.clock.advance(MINUTE)
        strict.clock.advance(HOUR)
        assert int(ask(somebody).headers["Retry-After"]) > 12 * HOUR


def test_limits_hold_for_unknown_phones_and_for_an_address_too(strict: ReferenceServer) -> None:
    with Caller(strict) as somebody:
        ask(somebody, STRANGE_PHONE)
        assert problem(ask(somebody, STRANGE_PHONE)) == (429, "rate_limited")
        answers = [ask(somebody, f"137000000{n:02}").status_code for n in range(30)]
    assert answers == [200] * 29 + [429]


def test_old_events_are_forgotten(tmp_path: Path) -> None:
    settings = replace(demo_settings(tmp_path), sms_per_phone=(Limit(DAY, 1),))
    with ReferenceServer(tmp_path, settings=settings) as running, Caller(running) as somebody:
        ask(somebody)
        assert problem(ask(somebody))[1] == "rate_limited"
        with running.units.writing() as unit:
            limits.forget(unit, unit.now + 1)
        assert ask(somebody).status_code == 200
