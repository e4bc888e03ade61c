"""Tokens and sessions: how long they live, how they are renewed, how they end."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from desktop.contract import routes
from desktop.contract.problems import ProblemCode
from desktop.contract.session import Device, Tokens
from desktop.domain.review import Role
from server_stub.services import actors, sessions
from server_stub.services.refusals import Refusal
from server_stub.settings import DAY, MINUTE
from server_stub.storage.models import Grant, Person
from tests.support.small_world import COUNTY, HOSPITAL, MANAGER, NOW

if TYPE_CHECKING:
    from pathlib import Path

    import httpx

    from tests.support.caller import Caller
    from tests.support.server import ReferenceServer

LAPTOP = Device(id="b" * 32, name="笔记本")


def refresh(caller: Caller, token: str) -> httpx.Response:
    return caller.post(routes.REFRESH, {"refresh_token": token})


def enter(caller: Caller, token: str) -> int:
    caller.token = token
    return caller.get(routes.SESSION).status_code


def code_of(answer: httpx.Response) -> str:
    code: str = answer.json()["code"]
    return code


def test_an_access_token_lives_a_quarter_of_an_hour(
    server: ReferenceServer, stranger: Caller
) -> None:
    tokens = server.sign_in(MANAGER)
    server.clock.advance(15 * MINUTE - 1)
    assert enter(stranger, tokens.access_token) == 200

    server.clock.advance(1)
    answer = stranger.get(routes.SESSION)

    assert (answer.status_code, code_of(answer)) == (401, "session_expired")
    assert answer.headers["WWW-Authenticate"] == "Bearer"
    fresh = refresh(stranger, tokens.refresh_token).json()
    assert enter(stranger, fresh["access_token"]) == 200


def test_a_lost_answer_signs_nobody_out(server: ReferenceServer, stranger: Caller) -> None:
    tokens = server.sign_in(MANAGER)
    refresh(stranger, tokens.refresh_token)

    again = refresh(stranger, tokens.refresh_token).json()

    assert enter(stranger, again["access_token"]) == 200


def test_a_renewal_that_arrives_twice_signs_nobody_out(
    server: ReferenceServer, stranger: Caller
) -> None:
    """Whichever of the two answers comes back to the client, it is the one that counts."""
    tokens = server.sign_in(MANAGER)
    first = refresh(stranger, tokens.refresh_token).json()
    second = refresh(stranger, tokens.refresh_token).json()

    assert second == first
    assert enter(stranger, first["access_token"]) == 200
    assert refresh(stranger, first["refresh_token"]).status_code == 200


def test_a_used_up_refresh_token_ends_the_session(
    server: ReferenceServer, stranger: Caller
) -> None:
    tokens = server.sign_in(MANAGER)
    successor = refresh(stranger, tokens.refresh_token).json()
    assert enter(stranger, successor["access_token"]) == 200

    stolen = refresh(stranger, tokens.refresh_token)

    assert (stolen.status_code, code_of(stolen)) == (401, "sign_in_required")
    assert enter(stranger, successor["access_token"]) == 401
    assert code_of(refresh(stranger, successor["refresh_token"])) == "sign_in_required"


def test_a_chain_of_renewals_goes_on(server: ReferenceServer, stranger: Caller) -> None:
    token = server.sign_in(MANAGER).refresh_token
    used = []
    for _renewal in range(5):
        used.append(token)
        token = refresh(stranger, token).json()["refresh_token"]

    token = refresh(stranger, token).json()["refresh_token"]
    assert code_of(refresh(stranger, used[0])) == "sign_in_required"
    assert code_of(refresh(stranger, token)) == "sign_in_required", "an old token ends it all"


def test_an_idle_session_ends(server: ReferenceServer, stranger: Caller) -> None:
    tokens = server.sign_in(MANAGER)
    server.clock.advance(14 * DAY)

    assert code_of(refresh(stranger, tokens.refresh_token)) == "sign_in_required"


def test_a_busy_session_ends_too(server: ReferenceServer, stranger: Caller) -> None:
    token = server.sign_in(MANAGER).refresh_token
    for _week in range(12):
        server.clock.advance(7 * DAY)
        token = refresh(stranger, token).json()["refresh_token"]
    server.clock.advance(7 * DAY)

    assert code_of(refresh(stranger, token)) == "sign_in_required"


def test_signing_out_ends_the_session_at_once(server: ReferenceServer, stranger: Caller) -> None:
    tokens, other = server.sign_in(MANAGER), server.sign_in(MANAGER, LAPTOP.id)
    stranger.token = tokens.access_token

    assert stranger.post(routes.SIGN_OUT).status_code == 204

    assert enter(stranger, tokens.access_token) == 401
    assert code_of(refresh(stranger, tokens.refresh_token)) == "sign_in_required"
    assert enter(stranger, other.access_token) == 200, "another device stays signed in"


def test_a_disabled_account_ends_every_session(server: ReferenceServer, stranger: Caller) -> None:
    tokens = server.sign_in(MANAGER)
    with server.units.writing() as unit:
        sessions.disable(unit, MANAGER)

    stranger.token = tokens.access_token
    assert code_of(stranger.get(routes.SESSION)) == "account_disabled"
    assert code_of(refresh(stranger, tokens.refresh_token)) == "account_disabled"


def test_without_a_token_one_must_sign_in(stranger: Caller) -> None:
    assert code_of(stranger.get(routes.SESSION)) == "sign_in_required"
    assert code_of(refresh(stranger, "x" * 43)) == "sign_in_required"
    assert enter(stranger, "nonsense") == 401


def test_no_token_and_no_code_lies_in_the_data_folder(
    server: ReferenceServer, tmp_path: Path
) -> None:
    tokens: Tokens = server.sign_in(MANAGER)
    with server.units.writing() as unit:
        unit.session.flush()
    kept = b"".join(path.read_bytes() for path in tmp_path.rglob("*") if path.is_file())

    assert "王管理".encode() in kept, "the search finds what is there"
    for token in (tokens.access_token, tokens.refresh_token):
        assert token.encode() not in kept


def test_rights_of_one_institution_are_one_context(
    server: ReferenceServer, stranger: Caller
) -> None:
    with server.units.writing() as unit:
        for business, role, organization_id in (
            ("", Role.HR, HOSPITAL),
            ("03", Role.MANAGER, HOSPITAL),
            ("05", Role.OFFICER, COUNTY),
        ):
            unit.session.add(
                Grant(
                    person_id=MANAGER,
                    organization_id=organization_id,
                    business=business,
                    role=role,
                    granted_at=NOW,
                )
            )
    stranger.token = server.sign_in(MANAGER).access_token

    contexts = stranger.get(routes.SESSION).json()["contexts"]

    assert [(one["organization_id"], one["business"], one["roles"]) for one in contexts] == [
        (HOSPITAL, "03", ["hr", "manager"]),
        (HOSPITAL, "05", ["hr", "manager"]),
        (COUNTY, "05", ["officer"]),
    ]
    assert len({one["scope_tag"] for one in contexts}) == 3


def test_an_act_may_ask_for_fresh_proof(server: ReferenceServer) -> None:
    server.sign_in(MANAGER)
    with server.units.reading() as unit:
        person = unit.session.get_one(Person, MANAGER)
        signed_in = actors.SignedIn(1, person.id, person.name, "d" * 32, "", unit.now)
        actors.require_recent_auth(unit, signed_in)
    server.clock.advance(5 * MINUTE + 1)
    with server.units.reading() as unit, pytest.raises(Refusal) as refused:
        actors.require_recent_auth(unit, signed_in)
    assert refused.value.code is ProblemCode.REAUTH_REQUIRED
