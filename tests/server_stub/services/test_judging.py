"""The conflict matrix, from the outside: what becomes of an operation when it arrives."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from uuid import uuid4

import pytest
from sqlalchemy import update

from desktop.domain.review import PaymentStatus, Role
from server_stub.services import applying
from server_stub.storage.models import Batch, Grant
from tests.support import small_world
from tests.support.caller import Caller, operation
from tests.support.reviewers import (
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
    COUNTY_OFFICER,
    DAY,
    MANAGER,
    NEIGHBOUR,
    NOW,
)

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.support.server import ReferenceServer

    CallerOf = Callable[[int], Caller]


@pytest.mark.parametrize("mine", ["deferred", "returned", "refused"])
def test_another_reviewer_was_faster_with_another_verdict(
    caller: CallerOf, material: int, mine: str
) -> None:
    manager, assistant = caller(MANAGER), caller(ASSISTANT)
    late = verdict(assistant, material, mine)
    manager.decide(approve(manager, material))

    (outcome,) = assistant.decide(late)

    assert ended(outcome) == ("conflict", "decided")
    assert outcome["current"] == {
        "rev": 2,
        "status": "approved",
        "decided_by": "王管理",
        "decided_at": NOW,
        "device_name": "",
        "remark": "",
        "period": PERIOD,
    }


def test_the_own_other_device_is_named(server: ReferenceServer, material: int) -> None:
    with Caller.of(server, MANAGER) as desk, Caller.of(server, MANAGER, "a" * 32) as laptop:
        late = verdict(laptop, material, "deferred")
        desk.decide(approve(desk, material))

        (outcome,) = laptop.decide(late)

    assert ended(outcome) == ("conflict", "decided")
    assert outcome["current"]["device_name"] == "设备d"


@pytest.mark.parametrize(
    ("mine", "end"),
    [
        ("approved", ("conflict", "final")),
        ("deferred", ("conflict", "final")),
        ("refused", ("concurred", "ok")),
    ],
)
def test_a_refusal_is_final(
    caller: CallerOf, material: int, mine: str, end: tuple[str, str]
) -> None:
    manager, assistant = caller(MANAGER), caller(ASSISTANT)
    period = {"period": PERIOD} if mine == "approved" else {}
    late = verdict(assistant, material, mine, **period)
    manager.decide(verdict(manager, material, "refused"))

    assert ended(assistant.decide(late)[0]) == end
    fresh = verdict(assistant, material, mine, **period)
    assert ended(assistant.decide(fresh)[0]) == end
    retract = operation("retract", material, expect=seen(manager, material))
    assert ended(manager.decide(retract)[0]) == ("conflict", "final")


def test_a_refusal_above_is_final_below(caller: CallerOf, material: int) -> None:
    manager, county = caller(MANAGER), caller(COUNTY_OFFICER)
    manager.decide(approve(manager, material))
    county.decide(verdict(county, material, "refused"))

    late = verdict(manager, material, "deferred")

    assert ended(manager.decide(late)[0]) == ("conflict", "final")


def test_the_applicant_handed_in_anew(
    server: ReferenceServer, caller: CallerOf, material: int
) -> None:
    manager = caller(MANAGER)
    late = approve(manager, material)
    manager.decide(verdict(manager, material, "returned"))
    with server.units.writing() as unit:
        applying.resubmit(unit, material, details={"school": "示例医学院"})

    (outcome,) = manager.decide(late)

    assert ended(outcome) == ("conflict", "content_changed")
    row = rows(manager)[material]
    assert (row["submission"], statuses(row)[0]) == ("resubmitted", "pending")
    assert row["changed_fields"] == [["school", "school·陈一"]]
    assert ended(manager.decide(approve(manager, material))[0]) == ("applied", "ok")


def test_what_was_seen_is_the_content_and_not_its_number(caller: CallerOf, material: int) -> None:
    manager = caller(MANAGER)
    expect = {**seen(manager, material), "content_hash": "0" * 16}

    (outcome,) = manager.decide(approve(manager, material, expect=expect))

    assert ended(outcome) == ("conflict", "content_changed")


def test_the_applicant_withdrew(server: ReferenceServer, caller: CallerOf, material: int) -> None:
    manager = caller(MANAGER)
    late = approve(manager, material)
    with server.units.writing() as unit:
        applying.withdraw(unit, material)

    assert ended(manager.decide(late)[0]) == ("conflict", "withdrawn")
    assert ended(manager.decide(approve(manager, material))[0]) == ("conflict", "withdrawn")
    with server.units.writing() as unit:
        applying.resubmit(unit, material)
    assert ended(manager.decide(approve(manager, material))[0]) == ("applied", "ok")


def test_personnel_alone_does_not_review(
    server: ReferenceServer, caller: CallerOf, material: int
) -> None:
    with server.units.writing() as unit:
        unit.session.execute(update(Grant).values(role=Role.HR).where(Grant.person_id == ASSISTANT))
    personnel = caller(ASSISTANT)

    (outcome,) = personnel.decide(approve(personnel, material))

    assert ended(outcome) == ("rejected", "not_permitted")
    row = rows(personnel)[material]
    assert row["masked"]
    assert "*" in row["id_number"]
    reveal = operation("reveal", material, field="phone")
    assert ended(personnel.decide(reveal)[0]) == ("applied", "ok")


def test_a_material_of_elsewhere_is_like_none(caller: CallerOf, material: int) -> None:
    neighbour = caller(NEIGHBOUR)
    act = operation(
        "decide", material, expect={"rev": 1, "content_hash": "0" * 16}, verdict="deferred"
    )
    nothing = {**act, "key": str(uuid4()), "material_id": 4711}

    theirs, nobodys = neighbour.decide(act, nothing)

    assert {**theirs, "key": ""} == {**nobodys, "key": ""}
    assert ended(theirs) == ("rejected", "not_found")


@pytest.mark.parametrize("shift", [-31 * DAY, 31 * DAY])
def test_outside_the_window_it_waits_for_the_superior(
    server: ReferenceServer, caller: CallerOf, material: int, shift: int
) -> None:
    manager = caller(MANAGER)
    act = approve(manager, material)
    with server.units.writing() as unit:
        unit.session.execute(
            update(Batch).values(
                window_opens_at=Batch.window_opens_at + shift * 2,
                window_closes_at=Batch.window_closes_at + shift * 2,
            )
        )

    assert ended(manager.decide(act)[0]) == ("parked", "window_closed")


def test_earlier_years_are_read_only(server: ReferenceServer, caller: CallerOf) -> None:
    with server.units.writing() as unit:
        old = small_world.apply_for(unit, "陈旧", year=small_world.YEAR - 1)
    manager = caller(MANAGER)
    period = {"start": "2024-09-01", "end": "2025-08-31"}

    assert ended(manager.decide(approve(manager, old, period=period))[0]) == (
        "parked",
        "window_closed",
    )


@pytest.mark.parametrize(
    ("said", "fields", "code", "place"),
    [
        ("approved", {"period": None}, "period_required", "/period"),
        (
            "approved",
            {"period": {"start": "2026-07-31", "end": "2026-07-01"}},
            "period_invalid",
            "/period/end",
        ),
        (
            "approved",
            {"period": {"start": "2026-01-01", "end": "2026-09-01"}},
            "period_invalid",
            "/period/end",
        ),
        ("deferred", {"period": PERIOD}, "period_refused", "/period"),
        ("returned", {"remark": "  "}, "remark_required", "/remark"),
    ],
)
def test_a_malformed_decision_stays_with_its_author(
    caller: CallerOf, material: int, said: str, fields: dict[str, Any], code: str, place: str
) -> None:
    manager = caller(MANAGER)

    (outcome,) = manager.decide(verdict(manager, material, said, **fields))

    assert (*ended(outcome), outcome["field"]) == ("rejected", code, place)


def test_a_level_waits_for_its_turn(caller: CallerOf, material: int) -> None:
    county = caller(COUNTY_OFFICER)

    (outcome,) = county.decide(approve(county, material))

    assert ended(outcome) == ("conflict", "not_reached")


def test_a_chain_breaks_with_its_parent(caller: CallerOf, material: int) -> None:
    manager, assistant = caller(MANAGER), caller(ASSISTANT)
    first = verdict(manager, material, "deferred")
    child = approve(manager, material, expect={"after": first["key"]})
    orphan = approve(manager, material, expect={"after": str(uuid4())})
    assistant.decide(verdict(assistant, material, "returned"))

    outcomes = manager.decide(first, child, orphan)

    assert [ended(one) for one in outcomes] == [
        ("conflict", "decided"),
        ("conflict", "parent"),
        ("conflict", "parent"),
    ]


def test_somebody_else_came_between_a_parent_and_its_child(caller: CallerOf, material: int) -> None:
    manager, assistant = caller(MANAGER), caller(ASSISTANT)
    first = verdict(manager, material, "deferred")
    child = approve(manager, material, expect={"after": first["key"]})
    manager.decide(first)
    assistant.decide(verdict(assistant, material, "returned"))

    assert ended(manager.decide(child)[0]) == ("conflict", "decided")


def test_a_payment_is_no_conflict(server: ReferenceServer, caller: CallerOf, material: int) -> None:
    manager = caller(MANAGER)
    act = approve(manager, material)
    with server.units.writing() as unit:
        applying.change_payment(unit, material, PaymentStatus.REFUNDING)
        applying.change_phone(unit, material, "13911112222")

    assert ended(manager.decide(act)[0]) == ("applied", "ok")
    assert rows(manager)[material]["phone"] == "13911112222"
