"""Ways out of a conflict."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from desktop.domain.errors import RuleViolationError
from desktop.domain.practice_period import Period
from desktop.domain.review import ReviewStatus, Verdict
from desktop.services import resolving, reviewing
from desktop.store.records import OutboxState, Resolution
from server_stub.services import applying
from tests.support.small_world import ASSISTANT, DAY
from tests.support.town import carrier_of

if TYPE_CHECKING:
    from desktop.store.records import OutboxItem
    from tests.support.desk import Desk
    from tests.support.town import Town

YEAR_OF_PRACTICE = Period(date(2025, 8, 1), date(2026, 7, 31))


@pytest.fixture
def conflict(desk: Desk, wang: int, town: Town) -> OutboxItem:
    """The manager returns what an assistant has deferred meanwhile."""
    assistant = town.desk(ASSISTANT, "b")
    assistant.sync()
    assistant.decide(wang, Verdict.DEFERRED, remark="等单位证明")
    assistant.sync()
    desk.decide(wang, Verdict.RETURNED, remark="请补充学历证明")
    assert desk.sync().ok
    item = desk.outbox()[0]
    assert item.state is OutboxState.CONFLICT
    return item


def test_the_server_may_be_right(desk: Desk, wang: int, conflict: OutboxItem) -> None:
    assert resolving.adopt_server(workspace=desk.workspace, key=conflict.key).outbox
    assert not desk.outbox()
    assert desk.dossier(wang).own_status is ReviewStatus.DEFERRED
    kept = desk.replica.outbox.item(conflict.key)
    assert kept is not None
    assert kept.remark == "请补充学历证明"
    assert kept.resolution is Resolution.ADOPTED_SERVER


def test_the_own_verdict_is_given_again_on_what_stands_now(
    desk: Desk, wang: int, town: Town, conflict: OutboxItem
) -> None:
    resolving.keep_mine(workspace=desk.workspace, key=conflict.key)
    reviewing.send_now(workspace=desk.workspace)
    assert desk.sync().ok
    assert not desk.outbox()
    assert desk.dossier(wang).server_status is ReviewStatus.RETURNED
    assert [entry[5] for entry in town.dossier(wang).timeline[-2:]] == ["deferred", "returned"]


def test_a_second_look_starts_with_what_was_typed(
    desk: Desk, wang: int, conflict: OutboxItem
) -> None:
    resolving.review_again(workspace=desk.workspace, key=conflict.key)
    draft = desk.dossier(wang).draft
    assert draft is not None
    assert (draft.verdict, draft.remark) == (Verdict.RETURNED, "请补充学历证明")
    assert [item.state for item in desk.outbox()] == [OutboxState.CONFLICT]
    desk.decide(wang, Verdict.APPROVED, period=YEAR_OF_PRACTICE)
    assert [item.state for item in desk.outbox()] == [OutboxState.QUEUED]
    old = desk.replica.outbox.item(conflict.key)
    assert old is not None
    assert old.resolution is Resolution.REVIEWED_AGAIN


def test_new_content_needs_a_second_look(desk: Desk, wang: int, town: Town) -> None:
    desk.decide(wang, Verdict.DEFERRED)
    with town.units.writing() as unit:
        applying.withdraw(unit, wang)
        applying.resubmit(unit, wang, details={"school": "另一医学院"})
    desk.sync()
    key = desk.outbox()[0].key
    with pytest.raises(RuleViolationError, match="content_changed"):
        resolving.keep_mine(workspace=desk.workspace, key=key)


def test_content_that_changes_while_one_thinks_needs_a_second_look(
    desk: Desk, wang: int, town: Town, conflict: OutboxItem
) -> None:
    with town.units.writing() as unit:
        applying.withdraw(unit, wang)
        applying.resubmit(unit, wang, details={"school": "另一医学院"})
    desk.sync()
    with pytest.raises(RuleViolationError, match="content_changed"):
        resolving.keep_mine(workspace=desk.workspace, key=conflict.key)


def test_a_refusal_of_somebody_else_is_not_overruled(desk: Desk, wang: int, town: Town) -> None:
    assistant = town.desk(ASSISTANT, "b")
    assistant.sync()
    assistant.decide(wang, Verdict.REFUSED, remark="学历不符")
    assistant.sync()
    desk.decide(wang, Verdict.DEFERRED)
    desk.sync()
    with pytest.raises(RuleViolationError, match="final"):
        resolving.keep_mine(workspace=desk.workspace, key=desk.outbox()[0].key)


def test_what_is_parked_waits_for_the_superior(desk: Desk, wang: int, town: Town) -> None:
    desk.decide(wang, Verdict.DEFERRED)
    town.clock.now += 31 * DAY
    desk.sync()
    key = desk.outbox()[0].key
    with pytest.raises(RuleViolationError, match="not_permitted"):
        resolving.keep_mine(workspace=desk.workspace, key=key)
    resolving.adopt_server(workspace=desk.workspace, key=key)
    assert not desk.outbox()


def test_what_is_settled_is_not_settled_again(desk: Desk, conflict: OutboxItem) -> None:
    resolving.adopt_server(workspace=desk.workspace, key=conflict.key)
    with pytest.raises(RuleViolationError, match="not_found"):
        resolving.review_again(workspace=desk.workspace, key=conflict.key)


def test_a_removal_is_not_repeated_without_a_look(desk: Desk, wang: int, town: Town) -> None:
    assistant = town.desk(ASSISTANT, "b")
    assistant.sync()
    assistant.decide(wang, Verdict.DEFERRED)
    assistant.sync()
    reviewing.remove_from_unit(
        workspace=desk.workspace, material_id=wang, seen=desk.seen(wang), reason="已离职"
    )
    reviewing.send_now(workspace=desk.workspace)
    desk.sync()
    with pytest.raises(RuleViolationError, match="not_permitted"):
        resolving.keep_mine(workspace=desk.workspace, key=desk.outbox()[0].key)


def test_who_left_the_unit_is_out_of_reach(desk: Desk, wang: int, town: Town) -> None:
    assistant = town.desk(ASSISTANT, "b")
    assistant.sync()
    desk.decide(wang, Verdict.DEFERRED)
    carrier_of(desk).heard.clear()
    reviewing.remove_from_unit(
        workspace=assistant.workspace,
        material_id=wang,
        seen=assistant.seen(wang),
        reason="已离职",
    )
    reviewing.send_now(workspace=assistant.workspace)
    assistant.sync()
    desk.sync()
    with pytest.raises(RuleViolationError, match="not_found"):
        resolving.keep_mine(workspace=desk.workspace, key=desk.outbox()[0].key)
