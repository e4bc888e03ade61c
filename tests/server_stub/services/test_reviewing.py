"""What an operation does, and that it does it once."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import uuid4

from sqlalchemy import select, update

from desktop.contract import routes
from server_stub.services import applying, audit
from server_stub.storage.models import AuditEntry, Grant, Parked
from tests.support import small_world
from tests.support.caller import DEVICE, Caller, operation
from tests.support.reviewers import (
    OTHER_PERIOD,
    PERIOD,
    approve,
    ended,
    rows,
    seen,
    statuses,
    verdict,
)
from tests.support.small_world import (
    ASSISTANT,
    CITY_OFFICER,
    COUNTY_OFFICER,
    HEALTH_CENTRE,
    HOSPITAL,
    MANAGER,
    NOW,
)

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.support.server import ReferenceServer

    CallerOf = Callable[[int], Caller]


def test_an_approval_opens_the_next_level(caller: CallerOf, material: int) -> None:
    manager, county = caller(MANAGER), caller(COUNTY_OFFICER)

    (outcome,) = manager.decide(approve(manager, material, remark="齐全"))

    assert ended(outcome) == ("applied", "ok")
    row = rows(county)[material]
    assert statuses(row) == ["approved", "pending", "not_reached", "not_reached"]
    assert outcome["rev"] == row["rev"] == 2
    assert row["practice"] == [[HOSPITAL, "示例县人民医院", "2025-08-01", "2026-07-31", NOW]]
    assert row["timeline"][-1][1:7] == [
        "decided",
        "unit",
        "示例县人民医院",
        "王管理",
        "approved",
        "齐全",
    ]
    assert county.decide(approve(county, material))[0]["status"] == "applied"
    assert statuses(rows(caller(CITY_OFFICER))[material])[2] == "pending"


def test_two_reviewers_with_the_same_verdict_concur(caller: CallerOf, material: int) -> None:
    manager, assistant = caller(MANAGER), caller(ASSISTANT)
    same, other = approve(assistant, material), approve(assistant, material, period=OTHER_PERIOD)
    manager.decide(approve(manager, material))

    assert ended(assistant.decide(same)[0]) == ("concurred", "ok")
    assert rows(manager)[material]["timeline"][-1][1] == "also_reviewed"
    (differing,) = assistant.decide(other)
    assert ended(differing) == ("conflict", "period_differs")
    assert differing["current"]["decided_by"] == "王管理"
    assert differing["current"]["period"] == PERIOD
    assert rows(manager)[material]["rev"] == 2


def test_the_person_left_the_unit(server: ReferenceServer, caller: CallerOf, material: int) -> None:
    manager, assistant, county = caller(MANAGER), caller(ASSISTANT), caller(COUNTY_OFFICER)
    late = approve(assistant, material)
    leave = operation("remove_from_unit", material, expect=seen(manager, material), reason="离职")

    assert ended(manager.decide(leave)[0]) == ("applied", "ok")
    (outcome,) = assistant.decide(late)
    assert ended(outcome) == ("conflict", "unbound")
    assert outcome["current"] is None, "where the person went is nobody's business here"
    assert material not in rows(manager)

    with server.units.writing() as unit:
        applying.join_unit(unit, material, f"10000{HEALTH_CENTRE}")
    assert ended(assistant.decide({**late, "key": str(uuid4())})[0]) == ("conflict", "unbound")
    row = rows(county)[material]
    assert row["organization_id"] == HEALTH_CENTRE
    assert [entry[1] for entry in row["timeline"]] == [
        "submitted",
        "removed_from_unit",
        "joined_unit",
    ]


def test_a_superior_sees_that_the_person_is_elsewhere(
    server: ReferenceServer, caller: CallerOf, material: int
) -> None:
    manager, county = caller(MANAGER), caller(COUNTY_OFFICER)
    manager.decide(approve(manager, material))
    late = approve(county, material)
    leave = operation("remove_from_unit", material, expect=seen(manager, material), reason="调动")
    manager.decide(leave)
    with server.units.writing() as unit:
        applying.join_unit(unit, material, f"10000{HEALTH_CENTRE}")

    assert ended(county.decide(late)[0]) == ("conflict", "unbound")
    kept = rows(county)[material]
    assert kept["practice"][0][0] == HOSPITAL, "the internship record stays"


def test_who_lost_the_right_is_heard_but_not_followed(
    server: ReferenceServer, caller: CallerOf, material: int
) -> None:
    manager = caller(MANAGER)
    late, unknown = (
        approve(manager, material),
        operation("decide", 9999, expect={"rev": 1, "content_hash": "0" * 16}, verdict="deferred"),
    )
    with server.units.writing() as unit:
        unit.session.execute(update(Grant).values(revoked_at=NOW).where(Grant.person_id == MANAGER))

    outcomes = manager.decide(late, unknown)

    assert ended(outcomes[0]) == ("parked", "not_permitted")
    assert ended(outcomes[1]) == ("rejected", "not_found")
    assert manager.get(routes.CHANGES).json()["code"] == "not_permitted"
    with server.units.reading() as unit:
        (parked,) = unit.session.scalars(select(Parked))
        assert (parked.organization_id, parked.material_id) == (HOSPITAL, material)
        assert b"approved" in parked.body


def test_the_same_key_has_one_effect_and_one_answer(
    server: ReferenceServer, caller: CallerOf, material: int
) -> None:
    manager = caller(MANAGER)
    act = approve(manager, material)
    body = {"device_id": DEVICE, "items": [act]}
    first = manager.post(routes.DECISIONS, body)
    server.clock.advance(60)

    again = manager.post(routes.DECISIONS, body)
    asked = manager.post(routes.DECISION_RESULTS, {"keys": [str(uuid4()), act["key"]]})

    assert first.content == again.content == asked.content
    assert rows(manager)[material]["rev"] == 2
    (other,) = manager.decide({**act, "remark": "改"})
    assert ended(other) == ("rejected", "key_reused")


def test_a_later_act_follows_an_earlier_one_of_the_same_outbox(
    caller: CallerOf, material: int
) -> None:
    manager = caller(MANAGER)
    first = verdict(manager, material, "deferred")
    second = approve(manager, material, expect={"after": first["key"]})
    third = operation(
        "remove_from_unit", material, expect={"after": second["key"]}, reason="已转出"
    )

    outcomes = manager.decide(first, second)
    outcomes += manager.decide(third)

    assert [ended(one) for one in outcomes] == [("applied", "ok")] * 3
    assert [one["rev"] for one in outcomes] == [2, 3, 4]


def test_an_approval_can_be_taken_back_until_the_next_level_acted(
    caller: CallerOf, material: int
) -> None:
    manager, county = caller(MANAGER), caller(COUNTY_OFFICER)
    manager.decide(approve(manager, material))
    retract = operation("retract", material, expect=seen(manager, material), remark="看错")

    assert ended(manager.decide(retract)[0]) == ("applied", "ok")
    row = rows(manager)[material]
    assert statuses(row)[:2] == ["pending", "not_reached"]
    assert row["practice"] == []
    assert row["timeline"][-1][1] == "retracted"
    again = operation("retract", material, expect=seen(manager, material))
    assert ended(manager.decide(again)[0]) == ("conflict", "nothing_to_retract")

    manager.decide(approve(manager, material))
    late = operation("retract", material, expect=seen(manager, material))
    county.decide(approve(county, material))
    assert ended(manager.decide(late)[0]) == ("conflict", "acted_upon")


def test_a_return_can_be_taken_back(caller: CallerOf, material: int) -> None:
    manager = caller(MANAGER)
    manager.decide(verdict(manager, material, "returned"))
    assert rows(manager)[material]["submission"] == "revising"
    second = approve(manager, material)
    assert ended(manager.decide(second)[0]) == ("conflict", "decided")

    retract = operation("retract", material, expect=seen(manager, material))

    assert ended(manager.decide(retract)[0]) == ("applied", "ok")
    assert rows(manager)[material]["submission"] == "submitted"


def test_only_the_unit_itself_removes_people(caller: CallerOf, material: int) -> None:
    county = caller(COUNTY_OFFICER)
    act = operation("remove_from_unit", material, expect=seen(county, material), reason="离职")

    assert ended(county.decide(act)[0]) == ("rejected", "not_permitted")


def test_a_removal_of_what_changed_meanwhile_is_a_conflict(caller: CallerOf, material: int) -> None:
    manager, assistant = caller(MANAGER), caller(ASSISTANT)
    late = operation("remove_from_unit", material, expect=seen(manager, material), reason="离职")
    assistant.decide(verdict(assistant, material, "deferred"))

    assert ended(manager.decide(late)[0]) == ("conflict", "decided")


def test_a_batch_is_the_same_as_single_calls(server: ReferenceServer, caller: CallerOf) -> None:
    with server.units.writing() as unit:
        ids = [small_world.apply_for(unit, f"甲{n}") for n in range(10)]
        twins = [small_world.apply_for(unit, f"甲{n}") for n in range(10)]
    manager = caller(MANAGER)
    saying = ["deferred", "returned", "refused", "approved", "deferred"] * 2
    together = [verdict(manager, one, said) for one, said in zip(ids, saying, strict=True)]
    apart = [verdict(manager, one, said) for one, said in zip(twins, saying, strict=True)]

    batched = [ended(one) for one in manager.decide(*together)]
    single = [ended(manager.decide(one)[0]) for one in apart]

    assert batched == single


def test_a_conflict_within_a_batch_names_the_own_device(caller: CallerOf, material: int) -> None:
    manager = caller(MANAGER)
    first, second = verdict(manager, material, "returned"), approve(manager, material)

    _applied, outcome = manager.decide(first, second)

    assert ended(outcome) == ("conflict", "decided")
    assert outcome["current"]["decided_by"] == "王管理"
    assert outcome["current"]["device_name"]
    third = verdict(manager, material, "deferred", expect=second["expect"])
    assert manager.decide(third)[0]["current"] == outcome["current"]


def test_every_act_is_in_the_audit(
    server: ReferenceServer, caller: CallerOf, material: int
) -> None:
    manager, assistant = caller(MANAGER), caller(ASSISTANT)
    late = verdict(assistant, material, "refused")
    manager.decide(approve(manager, material), operation("reveal", material, field="id_number"))
    assistant.decide(late)

    with server.units.reading() as unit:
        lines = list(unit.session.scalars(select(AuditEntry.line).order_by(AuditEntry.n)))
        assert audit.verify(unit) == ()
    assert '"event":"review.decide"' in lines[-3]
    assert '"field":"id_number"' in lines[-2]
    assert '"success":false' in lines[-1]
    assert '"verdict":"refused"' in lines[-1], "an opinion without effect is kept"
    assert not any("陈一" in line for line in lines)
