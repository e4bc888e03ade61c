"""Parked opinions: seen by few, answered once, adopted as a decision like any other."""

from __future__ import annotations

import json
from http import HTTPStatus
from typing import TYPE_CHECKING, Any

import pytest
from sqlalchemy import select

from desktop.contract import routes
from server_stub.services import applying
from server_stub.storage.models import AuditEntry, Decision, Parked
from tests.support import parking, small_world
from tests.support.parking import (
    adopt,
    decline,
    listed,
    only,
    problem,
    put,
    revoked_opinion,
)
from tests.support.reviewers import PERIOD, approve, ended, rows, seen, statuses, verdict
from tests.support.small_world import (
    ASSISTANT,
    CITY_OFFICER,
    COUNTY_OFFICER,
    HOSPITAL,
    MANAGER,
    NOW,
    PROVINCE_OFFICER,
)

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.support.caller import Caller
    from tests.support.server import ReferenceServer

    CallerOf = Callable[[int], Caller]

SUPERIORS = (COUNTY_OFFICER, CITY_OFFICER, PROVINCE_OFFICER)


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


def test_the_window_binds_the_manager_who_adopts(
    server: ReferenceServer, caller: CallerOf, material: int
) -> None:
    manager, assistant = caller(MANAGER), caller(ASSISTANT)
    revoked_opinion(server, assistant, approve(assistant, material))
    parking.close_window(server.units)

    result = adopt(manager, only(manager))

    assert ended(result) == ("conflict", "window_closed")
    assert listed(manager)["open"] == 1, "it stays open for the superior"


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
