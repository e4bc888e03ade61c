"""授权码, 直接授权, 解除授权: who may, what follows, and what an attacker meets."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from sqlalchemy import select

from desktop.contract import routes
from desktop.domain.businesses import PROBATION_BUSINESS
from desktop.domain.review import Role
from server_stub.storage.models import AuditEntry
from tests.support import small_world
from tests.support.authorizing import (
    CANDIDATE,
    CARD,
    activate,
    add_candidates,
    code_of,
    direct,
    generate,
    grant,
    match,
    problem,
    revoke,
    rights,
)
from tests.support.caller import Caller, context_of
from tests.support.small_world import (
    ASSISTANT,
    CITY_OFFICER,
    COUNTY,
    COUNTY_OFFICER,
    DAY,
    HEALTH_CENTRE,
    HOSPITAL,
    MANAGER,
    NOW,
    OTHER_COUNTY,
    OTHER_HOSPITAL,
    PROVINCE,
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


def feed_row(caller: Caller, organization_id: int) -> list[Any]:
    rows = [row for page in caller.pull() for row in page["authorizations"]]
    return next(row for row in rows if row[2] == organization_id)


# -------------------------------------------------------------------------- generation


def test_an_officer_generates_a_code_for_an_institution_below(officer: Caller) -> None:
    issued = generate(officer, HEALTH_CENTRE)["codes"][0]
    assert issued["expires_at"] == NOW + 7 * DAY
    assert len(issued["code"]) == 8
    assert officer.get(routes.CODES).json()["codes"] == [issued]
    row = feed_row(officer, HEALTH_CENTRE)
    assert row[4:8] == ["generated", NOW, NOW + 7 * DAY, None]
    assert issued["code"] not in str(row)


def test_a_bulk_generation_says_what_it_skipped_and_why(
    officer: Caller, server: ReferenceServer
) -> None:
    activate(server, code_of(officer, HOSPITAL))
    done = generate(officer, HEALTH_CENTRE, HOSPITAL, OTHER_HOSPITAL, COUNTY, PROVINCE, 4_711)
    assert [one["organization_id"] for one in done["codes"]] == [HEALTH_CENTRE]
    assert {one["organization_id"]: one["code"] for one in done["skipped"]} == {
        HOSPITAL: "already_authorized",
        OTHER_HOSPITAL: "not_found",
        COUNTY: "not_permitted",
        PROVINCE: "not_permitted",
        4_711: "not_found",
    }


@pytest.mark.parametrize("person_id", [MANAGER, ASSISTANT])
def test_reviewers_of_an_institution_authorize_nobody(caller: CallerOf, person_id: int) -> None:
    body = {"organization_ids": [HOSPITAL], "business": PROBATION_BUSINESS}
    with caller(person_id) as reviewer:
        assert problem(reviewer.post(routes.GENERATE, body)) == "not_permitted"
        assert problem(reviewer.get(routes.CODES)) == "not_permitted"
        assert problem(match(reviewer, HOSPITAL)) == "not_permitted"
        assert problem(revoke(reviewer, HOSPITAL)) == "not_permitted"


def test_an_officer_acts_for_the_business_of_the_context_only(officer: Caller) -> None:
    body = {"organization_ids": [HOSPITAL], "business": "03"}
    assert problem(officer.post(routes.GENERATE, body)) == "not_permitted"


def test_a_business_that_does_not_exist_is_malformed(officer: Caller) -> None:
    body = {"organization_ids": [HOSPITAL], "business": "99"}
    assert problem(officer.post(routes.GENERATE, body)) == "malformed"


def test_hr_authorizes_every_business_of_its_own_unit_and_of_no_other(
    server: ReferenceServer,
) -> None:
    grant(server, CANDIDATE, HOSPITAL, Role.HR)
    token = server.sign_in(CANDIDATE).access_token
    with Caller(server, token, context_of(HOSPITAL)) as hr:
        assert len(generate(hr, HOSPITAL, business="30")["codes"]) == 1
        assert len(generate(hr, HOSPITAL)["codes"]) == 1
        assert {one["business"] for one in hr.get(routes.CODES).json()["codes"]} == {"05", "30"}
        assert generate(hr, HEALTH_CENTRE)["skipped"][0]["code"] == "not_found"
        assert generate(hr, COUNTY)["skipped"][0]["code"] == "not_permitted"


# -------------------------------------------------------------------- direct authorization


def test_the_officer_sees_the_matched_person_masked_and_binds_it(
    officer: Caller, server: ReferenceServer
) -> None:
    code = code_of(officer, HEALTH_CENTRE)
    found = match(officer, HEALTH_CENTRE).json()
    assert found["name"] == "马**"
    assert CARD not in str(found)
    assert found["phone"].count("*") == 4
    answer = officer.post(routes.DIRECT, {"match_token": found["match_token"]})
    assert answer.json()["state"] == "activated"
    assert answer.json()["manager_name"] == "马文静"
    assert rights(server, HEALTH_CENTRE) == {(CANDIDATE, Role.MANAGER)}
    row = feed_row(officer, HEALTH_CENTRE)
    assert (row[4], row[7], row[8]) == ("activated", NOW, "马文静")
    assert row[1] == answer.json()["seq"]
    assert activate(server, code) == "code_wrong", "the code is void"


def test_who_is_bound_to_an_administrative_unit_becomes_its_officer(
    caller: CallerOf, server: ReferenceServer
) -> None:
    city = caller(CITY_OFFICER)
    code_of(city, OTHER_COUNTY)
    assert direct(city, OTHER_COUNTY).status_code == 200
    assert rights(server, OTHER_COUNTY) == {(CANDIDATE, Role.OFFICER)}


@pytest.mark.parametrize(
    ("id_number", "reason"),
    [
        ("421902199005120999", "person_not_found"),
        ("421902199005120034", "person_not_verified"),
        ("421902199005120042", "person_not_verified"),
    ],
    ids=["nobody", "waiting", "verified by passport"],
)
def test_only_people_verified_with_an_id_card_are_matched(
    officer: Caller, id_number: str, reason: str
) -> None:
    code_of(officer, HEALTH_CENTRE)
    assert problem(match(officer, HEALTH_CENTRE, id_number)) == reason


def test_direct_authorization_is_offered_while_a_code_waits_only(officer: Caller) -> None:
    assert problem(match(officer, HEALTH_CENTRE)) == "not_generated"
    code_of(officer, HEALTH_CENTRE)
    assert direct(officer, HEALTH_CENTRE).status_code == 200
    assert problem(match(officer, HEALTH_CENTRE)) == "already_authorized"


def test_direct_authorization_asks_who_sits_there(officer: Caller, server: ReferenceServer) -> None:
    code_of(officer, HEALTH_CENTRE)
    server.clock.advance(server.units.settings.recent + 1)
    assert problem(direct(officer, HEALTH_CENTRE)) == "reauth_required"
    assert problem(revoke(officer, HEALTH_CENTRE)) == "reauth_required"


def test_a_match_holds_for_five_minutes_one_use_and_one_session(
    officer: Caller, server: ReferenceServer
) -> None:
    code_of(officer, HEALTH_CENTRE)
    token = match(officer, HEALTH_CENTRE).json()["match_token"]
    with Caller.of(server, COUNTY_OFFICER, "e" * 32) as elsewhere:
        assert problem(elsewhere.post(routes.DIRECT, {"match_token": token})) == "match_expired"
    server.clock.advance(5 * MINUTE)
    assert problem(officer.post(routes.DIRECT, {"match_token": token})) == "match_expired"
    with Caller.of(server, COUNTY_OFFICER) as again:
        token = match(again, HEALTH_CENTRE).json()["match_token"]
        assert again.post(routes.DIRECT, {"match_token": token}).status_code == 200
        assert problem(again.post(routes.DIRECT, {"match_token": token})) == "match_expired"


def test_the_institutions_of_others_cannot_be_told_from_none(officer: Caller) -> None:
    sibling, unknown = match(officer, OTHER_HOSPITAL), match(officer, 4_711)
    assert (sibling.status_code, problem(sibling)) == (404, "not_found")
    same = {"status", "code", "title", "type", "detail", "errors"}
    assert {k: v for k, v in sibling.json().items() if k in same} == {
        k: v for k, v in unknown.json().items() if k in same
    }


def test_people_cannot_be_looked_up_without_end(officer: Caller) -> None:
    code_of(officer, HEALTH_CENTRE)
    for _ in range(60):
        assert problem(match(officer, HEALTH_CENTRE, "421902199005120999")) == "person_not_found"
    limited = match(officer, HEALTH_CENTRE)
    assert (limited.status_code, problem(limited)) == (429, "rate_limited")
    assert int(limited.headers["Retry-After"]) <= 3600


# ----------------------------------------------------------------------------- revocation


def test_revoking_ends_the_rights_of_manager_and_assistants_at_once(
    officer: Caller, caller: CallerOf, server: ReferenceServer
) -> None:
    code_of(officer, HOSPITAL)
    direct(officer, HOSPITAL)
    assert rights(server, HOSPITAL) == {(CANDIDATE, Role.MANAGER), (ASSISTANT, Role.ASSISTANT)}
    assistant = caller(ASSISTANT)
    assert assistant.get(routes.CHANGES).status_code == 200
    answer = revoke(officer, HOSPITAL)
    assert answer.json()["state"] == "not_generated"
    assert answer.json()["manager_name"] == ""
    assert answer.json()["activated_at"] == NOW, "the date of the last activation stays"
    assert rights(server, HOSPITAL) == set()
    assert problem(assistant.get(routes.CHANGES)) == "not_permitted"


def test_another_manager_follows_with_a_new_code(officer: Caller, server: ReferenceServer) -> None:
    activate(server, code_of(officer, HEALTH_CENTRE))
    revoke(officer, HEALTH_CENTRE)
    assert activate(server, code_of(officer, HEALTH_CENTRE), MANAGER) == "activated"
    assert rights(server, HEALTH_CENTRE) == {(MANAGER, Role.MANAGER)}


@pytest.mark.parametrize(
    ("fields", "reason", "pointer"),
    [
        ({"typed_name": "别的医院"}, "confirmation_mismatch", "/typed_name"),
        ({"reason": "   "}, "reason_required", "/reason"),
    ],
)
def test_revoking_wants_a_reason_and_the_name(
    officer: Caller, server: ReferenceServer, fields: dict[str, str], reason: str, pointer: str
) -> None:
    activate(server, code_of(officer, HEALTH_CENTRE))
    answer = revoke(officer, HEALTH_CENTRE, **fields)
    assert problem(answer) == reason
    assert answer.json()["errors"][0]["pointer"] == pointer
    assert rights(server, HEALTH_CENTRE) == {(CANDIDATE, Role.MANAGER)}


def test_what_nobody_holds_cannot_be_revoked(officer: Caller) -> None:
    assert problem(revoke(officer, HEALTH_CENTRE)) == "not_generated"
    code_of(officer, HEALTH_CENTRE)
    assert problem(revoke(officer, HEALTH_CENTRE)) == "not_authorized"


def test_only_the_unit_that_stopped_it_or_one_above_lifts_a_stop(
    caller: CallerOf, officer: Caller, server: ReferenceServer
) -> None:
    city = caller(CITY_OFFICER)
    activate(server, code_of(officer, HEALTH_CENTRE))
    assert revoke(city, HEALTH_CENTRE, purpose="stop").json()["state"] == "stopped"
    assert generate(officer, HEALTH_CENTRE)["skipped"][0]["code"] == "stopped"
    assert problem(match(officer, HEALTH_CENTRE)) == "stopped"
    with caller(small_world.PROVINCE_OFFICER) as province:
        assert len(generate(province, HEALTH_CENTRE)["codes"]) == 1


def test_an_institution_that_stopped_itself_lifts_it_itself(server: ReferenceServer) -> None:
    grant(server, MANAGER, HOSPITAL, Role.HR)
    token = server.sign_in(MANAGER).access_token
    with Caller(server, token, context_of(HOSPITAL)) as hr:
        generate(hr, HOSPITAL)
        direct(hr, HOSPITAL)
        assert revoke(hr, HOSPITAL, purpose="stop").json()["state"] == "stopped"
        assert len(generate(hr, HOSPITAL)["codes"]) == 1


def test_every_act_leaves_a_line_in_the_audit(officer: Caller, server: ReferenceServer) -> None:
    code_of(officer, HEALTH_CENTRE)
    match(officer, HEALTH_CENTRE, "421902199005120999")
    direct(officer, HEALTH_CENTRE)
    revoke(officer, HEALTH_CENTRE)
    activate(server, "AAAAAAAA")
    activate(server, code_of(officer, HEALTH_CENTRE))
    with server.units.reading() as unit:
        lines = unit.session.scalars(select(AuditEntry.line).order_by(AuditEntry.n)).all()
    events = [line.split('"event":"')[1].split('"')[0] for line in lines]
    assert [one for one in events if one.startswith("authorization.")] == [
        "authorization.generated",
        "authorization.matched",
        "authorization.matched",
        "authorization.direct",
        "authorization.revoked",
        "authorization.code_wrong",
        "authorization.generated",
        "authorization.activated",
    ]
    assert not [line for line in lines if CARD in line or "马文静" in line]
