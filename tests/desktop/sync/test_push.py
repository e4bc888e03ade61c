"""The outbox on its way: what the server judges, and what a person learns of it."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from desktop.domain.practice_period import Period
from desktop.domain.review import ReviewStatus, Verdict
from desktop.services import reviewing
from desktop.store.records import OutboxState
from server_stub.services import applying
from tests.support.small_world import ASSISTANT, DAY

if TYPE_CHECKING:
    from desktop.store.records import OutboxItem
    from tests.support.desk import Desk
    from tests.support.town import Town

YEAR_OF_PRACTICE = Period(date(2025, 8, 1), date(2026, 7, 31))
HALF_A_YEAR = Period(date(2025, 8, 1), date(2026, 1, 31))


@pytest.fixture
def assistant(town: Town, desk: Desk) -> Desk:
    """Somebody else of the same unit, synced like the manager."""
    assert desk.ids()
    assistant = town.desk(ASSISTANT, "b")
    assistant.sync()
    return assistant


def approve(desk: Desk, material_id: int, period: Period = YEAR_OF_PRACTICE) -> None:
    desk.decide(material_id, Verdict.APPROVED, period=period)


def the_item(desk: Desk) -> OutboxItem:
    """Return what wants a look after a sync."""
    assert desk.sync().ok
    items = desk.outbox()
    assert len(items) == 1
    return items[0]


# ------------------------------------------------------------------ what the server judges


def test_the_same_verdict_of_two_people_is_no_conflict(
    desk: Desk, assistant: Desk, wang: int
) -> None:
    approve(desk, wang)
    approve(assistant, wang)
    desk.sync()
    assert assistant.sync().ok
    assert not assistant.outbox()
    concurred = assistant.replica.outbox.items(frozenset({OutboxState.CONCURRED}))
    assert len(concurred) == 1
    assert assistant.dossier(wang).own_status is ReviewStatus.APPROVED


def test_the_same_verdict_with_another_period_wants_a_look(
    desk: Desk, assistant: Desk, wang: int
) -> None:
    approve(desk, wang)
    approve(assistant, wang, HALF_A_YEAR)
    desk.sync()
    item = the_item(assistant)
    assert (item.state, item.code) == (OutboxState.CONFLICT, "period_differs")


def test_another_verdict_wants_a_look_and_overrules_nobody(
    desk: Desk, assistant: Desk, wang: int
) -> None:
    approve(desk, wang)
    assistant.decide(wang, Verdict.RETURNED, remark="请补充学历证明")
    desk.sync()
    item = the_item(assistant)
    assert (item.state, item.code) == (OutboxState.CONFLICT, "decided")
    assert item.current is not None
    assert item.current.decided_by == "王管理"
    assert item.remark == "请补充学历证明"
    assert assistant.dossier(wang).own_status is ReviewStatus.APPROVED


def test_a_refusal_is_final(desk: Desk, assistant: Desk, wang: int) -> None:
    desk.decide(wang, Verdict.REFUSED, remark="学历不符")
    approve(assistant, wang)
    desk.sync()
    assert the_item(assistant).code == "final"
    assert assistant.dossier(wang).own_status is ReviewStatus.REFUSED


def test_no_verdict_lands_on_what_nobody_saw(desk: Desk, wang: int, town: Town) -> None:
    desk.decide(wang, Verdict.RETURNED, remark="请补充学历证明")
    desk.sync()
    with town.units.writing() as unit:
        applying.resubmit(unit, wang, details={"school": "示例医学院"})
    desk.sync()
    approve(desk, wang)
    with town.units.writing() as unit:
        applying.withdraw(unit, wang)
        applying.resubmit(unit, wang, details={"school": "另一医学院"})
    item = the_item(desk)
    assert (item.state, item.code) == (OutboxState.CONFLICT, "content_changed")
    assert item.seen.details["school"] == "示例医学院"
    assert desk.dossier(wang).details["school"] == "另一医学院"


def test_what_was_withdrawn_wants_a_look(desk: Desk, wang: int, town: Town) -> None:
    desk.decide(wang, Verdict.DEFERRED)
    with town.units.writing() as unit:
        applying.withdraw(unit, wang)
    assert the_item(desk).code == "withdrawn"


def test_who_was_removed_meanwhile_gets_no_verdict(
    desk: Desk, assistant: Desk, wang: int, town: Town
) -> None:
    reviewing.remove_from_unit(
        workspace=assistant.workspace,
        material_id=wang,
        seen=assistant.seen(wang),
        reason="已离职",
    )
    reviewing.send_now(workspace=assistant.workspace)
    assistant.sync()
    desk.decide(wang, Verdict.DEFERRED, remark="等单位证明")
    item = the_item(desk)
    assert (item.state, item.code) == (OutboxState.CONFLICT, "unbound")
    assert item.material_name == "王小明"
    assert desk.ids() == []
    assert town.dossier(wang).timeline[-1][1] == "removed_from_unit"


def test_what_comes_after_the_window_is_parked(desk: Desk, wang: int, town: Town) -> None:
    desk.decide(wang, Verdict.DEFERRED)
    town.clock.now += 31 * DAY
    item = the_item(desk)
    assert (item.state, item.code) == (OutboxState.PARKED, "window_closed")


def test_the_own_second_device_is_somebody_else(desk: Desk, wang: int, town: Town) -> None:
    laptop = town.desk(device="e")
    laptop.sync()
    approve(desk, wang)
    desk.sync()
    laptop.decide(wang, Verdict.DEFERRED)
    item = the_item(laptop)
    assert item.code == "decided"
    assert item.current is not None
    assert item.current.device_name == "设备a"


def test_what_follows_a_failed_decision_fails_with_it(
    desk: Desk, assistant: Desk, wang: int
) -> None:
    assistant.decide(wang, Verdict.RETURNED, remark="请补充学历证明")
    assistant.sync()
    approve(desk, wang)
    reviewing.remove_from_unit(
        workspace=desk.workspace, material_id=wang, seen=desk.seen(wang), reason="已离职"
    )
    reviewing.send_now(workspace=desk.workspace)
    assert desk.sync().ok
    assert [item.code for item in desk.outbox()] == ["decided", "parent"]
    assert desk.ids() == [wang]
