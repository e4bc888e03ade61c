"""Who may see a parked opinion, and who may answer it."""

from __future__ import annotations

from http import HTTPStatus
from typing import TYPE_CHECKING

import pytest

from desktop.contract import routes
from desktop.domain.review import Role
from server_stub.services import moving
from server_stub.storage.models import Grant, Material
from tests.support import parking, small_world
from tests.support.caller import Caller, context_of, operation
from tests.support.parking import (
    adopt,
    decline,
    listed,
    only,
    problem,
    put,
    revoked_opinion,
)
from tests.support.reviewers import approve, ended, rows, seen, statuses, verdict
from tests.support.small_world import (
    ASSISTANT,
    CITY_OFFICER,
    COUNTY,
    COUNTY_OFFICER,
    HOSPITAL,
    MANAGER,
    NEIGHBOUR,
    NOW,
    OTHER_COUNTY,
    PROVINCE_OFFICER,
)

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.support.server import ReferenceServer

    CallerOf = Callable[[int], Caller]

SUPERIORS = (COUNTY_OFFICER, CITY_OFFICER, PROVINCE_OFFICER)


def test_an_opinion_of_a_bureau_is_for_its_superior(
    server: ReferenceServer, caller: CallerOf, material: int
) -> None:
    manager, county, city = caller(MANAGER), caller(COUNTY_OFFICER), caller(CITY_OFFICER)
    manager.decide(approve(manager, material))
    revoked_opinion(server, county, approve(county, material), COUNTY_OFFICER)

    assert listed(manager)["items"] == [], "a unit sees nothing of its superior"
    assert ended(adopt(city, only(city))) == ("applied", "ok")
    assert statuses(rows(city)[material])[:3] == ["approved", "approved", "pending"]


def test_a_colleague_who_holds_the_bureau_may_answer_too(
    server: ReferenceServer, caller: CallerOf, material: int
) -> None:
    manager, county = caller(MANAGER), caller(COUNTY_OFFICER)
    manager.decide(approve(manager, material))
    revoked_opinion(server, county, approve(county, material), COUNTY_OFFICER)
    _appoint(server, NEIGHBOUR, COUNTY, Role.OFFICER)
    successor = caller(NEIGHBOUR)
    successor.context = context_of(COUNTY)

    assert ended(adopt(successor, only(successor))) == ("applied", "ok")
    assert rows(successor)[material]["timeline"][-1][4] == "孙邻县"


def _appoint(server: ReferenceServer, person_id: int, place: int, role: Role) -> None:
    with server.units.writing() as unit:
        grant = Grant(
            person_id=person_id, organization_id=place, business="05", role=role, granted_at=NOW
        )
        unit.session.add(grant)


def test_siblings_and_helpers_see_nothing(
    server: ReferenceServer, caller: CallerOf, material: int
) -> None:
    manager, neighbour, assistant = caller(MANAGER), caller(NEIGHBOUR), caller(ASSISTANT)
    revoked_opinion(server, manager, approve(manager, material), MANAGER)
    (parked_id,) = parking.parked_ids(server.units)
    assert listed(neighbour) == {
        "items": [],
        "open": 0,
        "answerable": 0,
        "answered": 0,
        "next": None,
    }
    real, none = decline(neighbour, parked_id).json(), decline(neighbour, 4711).json()
    for answer in (real, none):
        assert answer["code"] == "not_found"
        answer.pop("trace_id")
        answer.pop("instance")
    assert real == none
    assert problem(assistant.get(routes.PARKED)) == (HTTPStatus.FORBIDDEN, "not_permitted")
    assert problem(decline(assistant, parked_id)) == (HTTPStatus.FORBIDDEN, "not_permitted")
    assert problem(manager.get(routes.PARKED)) == (HTTPStatus.FORBIDDEN, "not_permitted")
    _appoint(server, COUNTY_OFFICER, OTHER_COUNTY, Role.OFFICER)
    sibling = caller(COUNTY_OFFICER)
    sibling.context = context_of(OTHER_COUNTY)
    assert listed(sibling)["items"] == []
    assert problem(decline(sibling, parked_id)) == (HTTPStatus.NOT_FOUND, "not_found")


def test_who_has_the_right_again_may_adopt_the_own_opinion(
    server: ReferenceServer, caller: CallerOf, material: int
) -> None:
    manager = caller(MANAGER)
    revoked_opinion(server, manager, approve(manager, material), MANAGER)
    parking.restore(server.units, MANAGER)

    assert ended(adopt(manager, only(manager))) == ("applied", "ok")


def test_nobody_answers_the_own_opinion_from_above(
    server: ReferenceServer, caller: CallerOf, material: int
) -> None:
    manager = caller(MANAGER)
    revoked_opinion(server, manager, approve(manager, material), MANAGER)
    _appoint(server, MANAGER, COUNTY, Role.OFFICER)
    manager.context = context_of(COUNTY)

    page = listed(manager)

    assert (page["open"], page["answerable"], page["items"][0]["may"]) == (1, 0, [])
    assert problem(decline(manager, page["items"][0]["id"])) == (403, "not_permitted")


def test_after_the_window_only_the_superior_answers(
    server: ReferenceServer, caller: CallerOf, material: int
) -> None:
    manager, county = caller(MANAGER), caller(COUNTY_OFFICER)
    parking.close_window(server.units)
    assert ended(manager.decide(approve(manager, material))[0]) == ("parked", "window_closed")

    page = listed(manager)
    assert (page["open"], page["answerable"], page["items"][0]["may"]) == (1, 0, [])
    own = {"answer": "adopt", "expect": seen(manager, material)}
    assert problem(put(manager, page["items"][0]["id"], own)) == (403, "not_permitted")
    assert problem(decline(manager, page["items"][0]["id"])) == (403, "not_permitted")
    item = only(county)
    assert item["may"] == ["adopt", "decline"]
    assert listed(county)["answerable"] == 1
    assert ended(adopt(county, item)) == ("applied", "ok")
    assert statuses(rows(county)[material])[0] == "approved"


def test_what_moved_away_can_only_be_declined(
    server: ReferenceServer, caller: CallerOf, material: int
) -> None:
    manager, county, city = caller(MANAGER), caller(COUNTY_OFFICER), caller(CITY_OFFICER)
    manager.decide(approve(manager, material))
    late = approve(county, material)
    with server.units.writing() as unit:
        moving.move_organization(unit, HOSPITAL, OTHER_COUNTY)
    assert ended(county.decide(late)[0]) == ("parked", "out_of_scope")

    mine, above = only(county), only(city)
    assert mine["material"] is None, "where it went is nobody's business here"
    assert (mine["since"], mine["may"]) == ("unknown", ["decline"])
    assert (above["material"]["name"], above["may"]) == ("陈一", ["decline"])
    body = {"answer": "adopt", "expect": late["expect"]}
    assert ended(put(county, mine["id"], body).json()) == ("conflict", "out_of_scope")
    assert ended(put(city, mine["id"], body).json()) == ("conflict", "unbound")
    assert ended(decline(county, mine["id"]).json()) == ("applied", "ok")


@pytest.mark.parametrize("kind", ["retract", "remove_from_unit"])
def test_what_is_no_verdict_can_only_be_declined(
    server: ReferenceServer, caller: CallerOf, material: int, kind: str
) -> None:
    manager, assistant = caller(MANAGER), caller(ASSISTANT)
    manager.decide(approve(manager, material))
    words = {"reason": "已离职"} if kind == "remove_from_unit" else {"remark": "看错"}
    late = operation(kind, material, expect=seen(assistant, material), **words)
    revoked_opinion(server, assistant, late)

    item = only(manager)

    assert (item["kind"], item["verdict"], item["may"]) == (kind, None, ["decline"])
    assert item["remark"] in words.values()
    body = {"answer": "adopt", "expect": late["expect"]}
    assert problem(put(manager, item["id"], body)) == (403, "not_permitted")


def test_strangers_learn_nothing_about_replies(
    server: ReferenceServer, caller: CallerOf, material: int
) -> None:
    manager, assistant = caller(MANAGER), caller(ASSISTANT)
    late = approve(assistant, material)
    revoked_opinion(server, assistant, late)
    decline(manager, only(manager)["id"])

    answer = manager.post(routes.DECISION_REPLIES, {"keys": [late["key"]]})

    assert answer.json() == {"replies": []}


def test_what_followed_another_operation_shows_no_version(
    server: ReferenceServer, caller: CallerOf, material: int
) -> None:
    manager, assistant = caller(MANAGER), caller(ASSISTANT)
    first = verdict(assistant, material, "deferred")
    assistant.decide(first)
    revoked_opinion(server, assistant, approve(assistant, material, expect={"after": first["key"]}))

    item = only(manager)

    assert (item["seen"], item["since"]) == (None, "unknown")
    assert ended(adopt(manager, item)) == ("applied", "ok")


def test_the_list_is_read_in_pages(server: ReferenceServer, caller: CallerOf) -> None:
    manager, assistant = caller(MANAGER), caller(ASSISTANT)
    with server.units.writing() as unit:
        materials = [small_world.apply_for(unit, f"考生{n}") for n in range(3)]
    acts = [verdict(assistant, one, "deferred") for one in materials]
    parking.revoke(server.units, ASSISTANT)
    assistant.decide(*acts)

    first = listed(manager, limit=2)
    last = listed(manager, limit=2, before=first["next"])

    names = [one["material"]["name"] for page in (first, last) for one in page["items"]]
    assert names == ["考生2", "考生1", "考生0"]
    assert (first["open"], last["next"]) == (3, None)


def test_a_material_seen_by_nobody_now_keeps_its_secret(
    server: ReferenceServer, caller: CallerOf, material: int
) -> None:
    manager, assistant = caller(MANAGER), caller(ASSISTANT)
    revoked_opinion(server, assistant, approve(assistant, material))
    leave = operation("remove_from_unit", material, expect=seen(manager, material), reason="离职")
    manager.decide(leave)

    item = only(manager)

    assert (item["material"], item["may"]) == (None, ["decline"])
    with server.units.reading() as unit:
        assert unit.session.get_one(Material, material).organization_id is None
