"""Parked opinions: seen by few, answered once, adopted as a decision like any other."""

from __future__ import annotations

import json
from http import HTTPStatus
from typing import TYPE_CHECKING, Any

import pytest
from sqlalchemy import select

from desktop.contract import routes
from desktop.domain.review import Role
from server_stub.services import applying, moving
from server_stub.storage.models import AuditEntry, Decision, Grant, Material, Parked
from tests.support import parking, small_world
from tests.support.caller import Caller, context_of, operation
from tests.support.reviewers import PERIOD, approve, ended, rows, seen, statuses, verdict
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

    import httpx

    from tests.support.server import ReferenceServer

    CallerOf = Callable[[int], Caller]

SUPERIORS = (COUNTY_OFFICER, CITY_OFFICER, PROVINCE_OFFICER)


def listed(caller: Caller, **query: str | int) -> dict[str, Any]:
    answer = caller.get(routes.PARKED, **query)
    answer.raise_for_status()
    page: dict[str, Any] = answer.json()
    return page


def only(caller: Caller) -> dict[str, Any]:
    (item,) = listed(caller)["items"]
    found: dict[str, Any] = item
    return found


def put(caller: Caller, parked_id: int, body: dict[str, Any]) -> httpx.Response:
    return caller.put(routes.PARKED_ANSWER.format(parked_id=parked_id), body)


def adopt(caller: Caller, item: dict[str, Any]) -> dict[str, Any]:
    body = {"answer": "adopt", "expect": seen(caller, item["material"]["id"])}
    result: dict[str, Any] = put(caller, item["id"], body).json()
    return result


def decline(caller: Caller, parked_id: int, note: str = "请重新审核") -> httpx.Response:
    return put(caller, parked_id, {"answer": "decline", "note": note})


def problem(answer: httpx.Response) -> tuple[int, str]:
    return answer.status_code, answer.json()["code"]


def revoked_opinion(
    server: ReferenceServer, author: Caller, act: dict[str, Any], person_id: int = ASSISTANT
) -> dict[str, Any]:
    """Let a decision arrive after its author lost the right."""
    parking.revoke(server.units, person_id)
    (outcome,) = author.decide(act)
    assert ended(outcome) == ("parked", "not_permitted")
    return outcome


def audited(server: ReferenceServer) -> list[dict[str, Any]]:
    with server.units.reading() as unit:
        lines = unit.session.scalars(select(AuditEntry.line).order_by(AuditEntry.n))
        return [json.loads(line) for line in lines]


def test_the_manager_adopts_what_an_assistant_said_too_late(
    server: ReferenceServer, caller: CallerOf, material: int
) -> None:
    manager, assistant, county = caller(MANAGER), caller(ASSISTANT), caller(COUNTY_OFFICER)
    late = approve(assistant, material, remark="齐全")
    revoked_opinion(server, assistant, late)
    item = only(manager)
    assert (item["author_name"], item["organization_name"], item["level"]) == (
        "李辅助",
        "示例县人民医院",
        "unit",
    )
    assert (item["code"], item["verdict"], item["remark"], item["period"]) == (
        "not_permitted",
        "approved",
        "齐全",
        PERIOD,
    )
    assert (item["since"], item["seen"], item["key"]) == ("nothing", late["expect"], late["key"])
    assert item["material"]["name"] == "陈一"
    assert item["material"]["current"]["status"] == "pending"
    before = county.pull()[-1]["next"]
    result = adopt(manager, item)
    assert ended(result) == ("applied", "ok")
    (page,) = county.pull(before)
    assert [row[0] for row in page["materials"]] == [material], "the feed carries it"
    row = rows(manager)[material]
    assert (result["rev"], result["seq"]) == (row["rev"], row["seq"])
    assert statuses(row)[:2] == ["approved", "pending"]
    assert row["practice"][0][:4] == [HOSPITAL, "示例县人民医院", *PERIOD.values()]
    assert [(one[1], one[2], one[4], one[5], one[6]) for one in row["timeline"][-2:]] == [
        ("opinion_adopted", "unit", "李辅助", None, ""),
        ("decided", "unit", "王管理", "approved", "齐全"),
    ]
    with server.units.reading() as unit:
        (decision,) = unit.session.scalars(select(Decision))
        (held,) = unit.session.scalars(select(Parked))
        assert (decision.person_name, decision.supersedes) == ("王管理", late["key"])
        assert (decision.organization_id, decision.level) == (HOSPITAL, "unit")
        assert held.settled_at == NOW
        decision_key = decision.key
    line = audited(server)[-1]
    assert (line["event"], line["person"], line["author"]) == ("parked.adopt", MANAGER, ASSISTANT)
    assert (line["key"], line["decision"]) == (late["key"], decision_key), "it links both"


@pytest.mark.parametrize("person_id", SUPERIORS)
def test_a_superior_decides_at_the_level_of_the_author(
    server: ReferenceServer, caller: CallerOf, material: int, person_id: int
) -> None:
    superior, assistant = caller(person_id), caller(ASSISTANT)
    revoked_opinion(server, assistant, approve(assistant, material, period=PERIOD))

    assert ended(adopt(superior, only(superior))) == ("applied", "ok")

    row = rows(superior)[material]
    assert statuses(row)[:2] == ["approved", "pending"]
    assert row["timeline"][-1][2:5] == [
        "unit",
        "示例县人民医院",
        small_world.PEOPLE[person_id].name,
    ]
    assert row["practice"][0][0] == HOSPITAL


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


def test_the_window_binds_the_manager_who_adopts(
    server: ReferenceServer, caller: CallerOf, material: int
) -> None:
    manager, assistant = caller(MANAGER), caller(ASSISTANT)
    revoked_opinion(server, assistant, approve(assistant, material))
    parking.close_window(server.units)

    result = adopt(manager, only(manager))

    assert ended(result) == ("conflict", "window_closed")
    assert listed(manager)["open"] == 1, "it stays open for the superior"


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


def test_declining_says_why_and_the_author_reads_it(
    server: ReferenceServer, caller: CallerOf, material: int
) -> None:
    manager, assistant = caller(MANAGER), caller(ASSISTANT)
    late = approve(assistant, material)
    stored = revoked_opinion(server, assistant, late)
    asked = {"keys": [late["key"]]}
    assert assistant.post(routes.DECISION_REPLIES, asked).json() == {"replies": []}
    parked_id = only(manager)["id"]

    silent = decline(manager, parked_id, "  ")
    assert problem(silent) == (HTTPStatus.UNPROCESSABLE_ENTITY, "reason_required")
    assert silent.json()["errors"][0]["pointer"] == "/note"
    assert ended(decline(manager, parked_id, "缺 7 月的证明 ").json()) == ("applied", "ok")

    (reply,) = assistant.post(routes.DECISION_REPLIES, asked).json()["replies"]
    assert (reply["answer"], reply["person_name"], reply["note"], reply["at"]) == (
        "decline",
        "王管理",
        "缺 7 月的证明",
        NOW,
    )
    (again,) = assistant.decide(late)
    assert again == stored, "the outcome of the operation stays what it was"
    assert rows(manager)[material]["rev"] == 1
    line = audited(server)[-1]
    assert (line["event"], line["key"]) == ("parked.decline", late["key"])
    page = listed(manager, shelf="answered")
    assert (page["open"], page["answered"]) == (0, 1)
    assert (page["items"][0]["reply"], page["items"][0]["may"]) == (reply, [])


def test_strangers_learn_nothing_about_replies(
    server: ReferenceServer, caller: CallerOf, material: int
) -> None:
    manager, assistant = caller(MANAGER), caller(ASSISTANT)
    late = approve(assistant, material)
    revoked_opinion(server, assistant, late)
    decline(manager, only(manager)["id"])

    answer = manager.post(routes.DECISION_REPLIES, {"keys": [late["key"]]})

    assert answer.json() == {"replies": []}


def test_a_lost_reply_is_asked_for_again(
    server: ReferenceServer, caller: CallerOf, material: int
) -> None:
    manager, county, assistant = caller(MANAGER), caller(COUNTY_OFFICER), caller(ASSISTANT)
    revoked_opinion(server, assistant, approve(assistant, material))
    parked_id = only(manager)["id"]
    body = {"answer": "adopt", "expect": seen(manager, material)}
    first = put(manager, parked_id, body)
    server.clock.advance(60)

    assert put(manager, parked_id, body).content == first.content
    newer = {"answer": "adopt", "expect": seen(manager, material)}
    assert put(manager, parked_id, newer).content == first.content, "the answer counts"
    assert rows(manager)[material]["rev"] == 2
    for other, who in (
        (decline(manager, parked_id), manager),
        (put(county, parked_id, body), county),
    ):
        result = other.json()
        assert ended(result) == ("conflict", "answered"), who
        assert (result["reply"]["answer"], result["reply"]["person_name"]) == ("adopt", "王管理")
    with server.units.reading() as unit:
        assert len(list(unit.session.scalars(select(Decision)))) == 1


def test_what_changed_since_the_adopter_looked_is_said_and_nothing_is_written(
    server: ReferenceServer, caller: CallerOf, material: int
) -> None:
    manager, county, assistant = caller(MANAGER), caller(COUNTY_OFFICER), caller(ASSISTANT)
    revoked_opinion(server, assistant, approve(assistant, material))
    old = {"answer": "adopt", "expect": seen(county, material)}
    manager.decide(verdict(manager, material, "returned"))

    item = only(county)
    assert item["since"] == "review"
    result = put(county, item["id"], old).json()
    assert ended(result) == ("conflict", "decided")
    assert (result["current"]["status"], result["current"]["decided_by"]) == ("returned", "王管理")

    with server.units.writing() as unit:
        applying.resubmit(unit, material, details={"school": "另一所学校"})
    assert only(county)["since"] == "content"
    assert ended(put(county, item["id"], old).json()) == ("conflict", "content_changed")
    assert rows(county)[material]["rev"] == 3
    assert listed(county)["open"] == 1
    assert ended(adopt(county, only(county))) == ("applied", "ok"), "on what stands now"


def test_what_was_refused_stays_refused(
    server: ReferenceServer, caller: CallerOf, material: int
) -> None:
    manager, county, assistant = caller(MANAGER), caller(COUNTY_OFFICER), caller(ASSISTANT)
    revoked_opinion(server, assistant, approve(assistant, material))
    manager.decide(verdict(manager, material, "refused"))

    result = adopt(county, only(county))

    assert ended(result) == ("conflict", "final")
    assert statuses(rows(county)[material])[0] == "refused"


def test_the_same_verdict_is_noted_and_settles_the_opinion(
    server: ReferenceServer, caller: CallerOf, material: int
) -> None:
    manager, county, assistant = caller(MANAGER), caller(COUNTY_OFFICER), caller(ASSISTANT)
    revoked_opinion(server, assistant, approve(assistant, material))
    manager.decide(approve(manager, material))

    assert ended(adopt(county, only(county))) == ("concurred", "ok")

    row = rows(county)[material]
    assert [entry[1] for entry in row["timeline"][-2:]] == ["opinion_adopted", "also_reviewed"]
    assert row["rev"] == 2
    reply = listed(county, shelf="answered")["items"][0]["reply"]
    assert (reply["answer"], reply["status"]) == ("adopt", "concurred")


def test_an_opinion_that_was_no_verdict_in_due_form_is_refused(
    server: ReferenceServer, caller: CallerOf, material: int
) -> None:
    manager, assistant = caller(MANAGER), caller(ASSISTANT)
    revoked_opinion(server, assistant, approve(assistant, material, period=None))

    result = adopt(manager, only(manager))

    assert ended(result) == ("rejected", "period_required")
    assert result["field"] == "/period"


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
