"""授权码: how one is kept, expires, is used once and cannot be guessed."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from sqlalchemy import select

from desktop.contract import routes
from desktop.domain.review import Role
from server_stub.services import authorization_codes
from server_stub.storage.models import AuditEntry, Authorization
from tests.support.authorizing import (
    CANDIDATE,
    UNVERIFIED,
    activate,
    add_candidates,
    code_of,
    rights,
)
from tests.support.caller import Caller
from tests.support.small_world import (
    COUNTY_OFFICER,
    DAY,
    HEALTH_CENTRE,
    HOSPITAL,
)

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.support.server import ReferenceServer

    CallerOf = Callable[[int], Caller]

MINUTE = 60


@pytest.fixture(autouse=True)
def candidates(server: ReferenceServer) -> None:
    """People who could become 业务管理人, or not."""
    add_candidates(server)


@pytest.fixture
def officer(caller: CallerOf) -> Caller:
    """The officer of the county."""
    return caller(COUNTY_OFFICER)


def test_a_new_code_voids_the_old_one(officer: Caller, server: ReferenceServer) -> None:
    old, new = code_of(officer, HOSPITAL), code_of(officer, HOSPITAL)
    assert old != new
    assert activate(server, old) == "code_wrong"
    assert activate(server, new) == "activated"


def test_an_expired_code_is_not_shown_and_not_taken(
    officer: Caller, server: ReferenceServer
) -> None:
    code = code_of(officer, HOSPITAL)
    server.clock.advance(7 * DAY)
    assert activate(server, code) == "code_expired"
    with Caller.of(server, COUNTY_OFFICER) as later:
        assert later.get(routes.CODES).json()["codes"] == []


def test_the_database_has_no_code_in_the_clear(officer: Caller, server: ReferenceServer) -> None:
    code = code_of(officer, HOSPITAL)
    with server.units.reading() as unit:
        kept = unit.session.scalars(select(Authorization)).one()
        assert kept.code_hmac is not None
        assert kept.code_encrypted is not None
        assert code.encode() not in kept.code_encrypted
        assert code not in kept.code_hmac
        assert code not in "".join(unit.session.scalars(select(AuditEntry.line)))
    activate(server, code)
    with server.units.reading() as unit:
        used = unit.session.scalars(select(Authorization)).one()
        assert (used.code_hmac, used.code_encrypted, used.expires_at) == (None, None, None)


def test_one_person_activates_a_code_once(officer: Caller, server: ReferenceServer) -> None:
    code = code_of(officer, HEALTH_CENTRE)
    assert activate(server, f" {code[:4]} {code[4:]} ") == "activated"
    assert activate(server, code) == "code_wrong"
    assert rights(server, HEALTH_CENTRE) == {(CANDIDATE, Role.MANAGER)}


def test_an_unverified_person_activates_nothing(officer: Caller, server: ReferenceServer) -> None:
    code = code_of(officer, HEALTH_CENTRE)
    assert activate(server, code, UNVERIFIED) == "person_not_verified"


def test_five_wrong_codes_are_enough_for_a_quarter_of_an_hour(
    officer: Caller, server: ReferenceServer
) -> None:
    code = code_of(officer, HEALTH_CENTRE)
    for n in range(5):
        assert activate(server, f"AAAAAAA{n}") == "code_wrong"
    assert activate(server, code) == "rate_limited"
    server.clock.advance(15 * MINUTE)
    assert activate(server, code) == "activated"


def test_an_address_has_twenty_wrong_codes_an_hour_whoever_types(
    officer: Caller, server: ReferenceServer
) -> None:
    code = code_of(officer, HEALTH_CENTRE)
    for n in range(20):
        assert activate(server, "not a code", n % 4 + 1, "192.0.2.1") == "code_wrong"
    assert activate(server, code, CANDIDATE, "192.0.2.1") == "rate_limited"
    assert activate(server, code, CANDIDATE, "192.0.2.2") == "activated"


@pytest.mark.allow_warnings
def test_a_guessing_crowd_is_stopped_and_reported(
    officer: Caller,
    server: ReferenceServer,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    code = code_of(officer, HEALTH_CENTRE)
    few = tuple(type(one)(one.seconds, 3) for one in authorization_codes._GLOBAL)
    monkeypatch.setattr(authorization_codes, "_GLOBAL", few)
    for n in range(3):
        assert activate(server, "wrong", n + 1, f"192.0.2.{n}") == "code_wrong"
    assert activate(server, code) == "rate_limited"
    assert "being guessed" in caplog.text
