"""Ways out of a conflict."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import select

from desktop.domain.errors import RuleViolationError
from desktop.domain.practice_period import Period
from desktop.domain.review import ReviewStatus, Verdict
from desktop.services import resolving, reviewing
from desktop.services.conflicts import Way
from desktop.store.records import Draft, OutboxState, Resolution
from server_stub.services import applying
from server_stub.storage.models import Decision
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
    with pytest.raises(RuleViolationError, match="not_permitted"):
        resolving.adopt_server(workspace=desk.workspace, key=key)
    resolving.put_away(workspace=desk.workspace, key=key)
    assert not desk.outbox()
    kept = desk.replica.outbox.item(key)
    assert kept is not None
    assert kept.resolution is Resolution.PUT_AWAY


def test_what_is_settled_is_not_settled_again(desk: Desk, conflict: OutboxItem) -> None:
    resolving.adopt_server(workspace=desk.workspace, key=conflict.key)
    with pytest.raises(RuleViolationError, match="not_found"):
        resolving.review_again(workspace=desk.workspace, key=conflict.key)


def test_a_removal_goes_again_on_what_stands_now(desk: Desk, wang: int, town: Town) -> None:
    elsewhere(town, wang, Verdict.DEFERRED)
    reviewing.remove_from_unit(
        workspace=desk.workspace, material_id=wang, seen=desk.seen(wang), reason="已离职"
    )
    key = delivered(desk).key
    resolving.keep_mine(workspace=desk.workspace, key=key)
    [again] = desk.outbox()
    assert (again.kind, again.remark, again.supersedes) == ("remove_from_unit", "已离职", key)
    reviewing.send_now(workspace=desk.workspace)
    assert desk.sync().ok
    assert town.dossier(wang).organization_id is None
    assert resolution_of(desk, key) is Resolution.KEPT_MINE


def test_a_retraction_goes_again_while_the_rules_allow_it(
    desk: Desk, wang: int, town: Town
) -> None:
    desk.decide(wang, Verdict.APPROVED, period=YEAR_OF_PRACTICE)
    desk.sync()
    assistant = town.desk(ASSISTANT, "b")
    assistant.sync()
    for act in (take_back_opinion, approve):
        act(assistant, wang)
    reviewing.retract(
        workspace=desk.workspace, material_id=wang, seen=desk.seen(wang), remark="手误"
    )
    key = delivered(desk).key
    resolving.keep_mine(workspace=desk.workspace, key=key)
    [again] = desk.outbox()
    assert (again.kind, again.remark, again.supersedes) == ("retract", "手误", key)
    reviewing.send_now(workspace=desk.workspace)
    assert desk.sync().ok
    assert desk.dossier(wang).server_status is ReviewStatus.PENDING
    assert linked(town, again.key) == key


def test_a_colleagues_request_for_changes_is_taken_back_before_the_own_verdict(
    desk: Desk, wang: int, town: Town
) -> None:
    elsewhere(town, wang, Verdict.RETURNED, remark="请补充学历证明")
    desk.decide(wang, Verdict.APPROVED, remark="材料齐全", period=YEAR_OF_PRACTICE)
    key = delivered(desk).key
    resolving.keep_mine(workspace=desk.workspace, key=key)
    assert [item.kind for item in desk.outbox()] == ["retract", "decide"]
    assert desk.dossier(wang).own_status is ReviewStatus.APPROVED
    reviewing.send_now(workspace=desk.workspace)
    assert desk.sync().ok
    assert not desk.outbox()
    assert town.dossier(wang).submission == "submitted"
    assert desk.dossier(wang).server_status is ReviewStatus.APPROVED


def test_taking_it_back_leaves_the_colleagues_request_alone(
    desk: Desk, wang: int, town: Town
) -> None:
    elsewhere(town, wang, Verdict.RETURNED, remark="请补充学历证明")
    desk.decide(wang, Verdict.APPROVED, remark="材料齐全", period=YEAR_OF_PRACTICE)
    resolving.keep_mine(workspace=desk.workspace, key=delivered(desk).key)
    reviewing.take_back_last(workspace=desk.workspace)
    assert not desk.outbox()
    assert desk.dossier(wang).own_status is ReviewStatus.RETURNED


def test_what_makes_room_for_a_refusal_waits_as_long_as_the_refusal(
    desk: Desk, wang: int, town: Town
) -> None:
    elsewhere(town, wang, Verdict.RETURNED, remark="请补充学历证明")
    desk.decide(wang, Verdict.REFUSED, remark="学历不符")
    resolving.keep_mine(workspace=desk.workspace, key=delivered(desk).key)
    assert [item.not_before - desk.workspace.now for item in desk.outbox()] == [600, 600]


def test_a_second_look_loses_nothing_that_was_typed_meanwhile(
    desk: Desk, wang: int, conflict: OutboxItem
) -> None:
    def typed(remark: str) -> str:
        draft = Draft(wang, None, remark, None, desk.workspace.now)
        reviewing.save_draft(workspace=desk.workspace, draft=draft)
        resolving.review_again(workspace=desk.workspace, key=conflict.key)
        kept = desk.dossier(wang).draft
        assert kept is not None
        assert kept.verdict is Verdict.RETURNED
        return kept.remark

    assert typed("  ") == "请补充学历证明"
    assert typed("再看一遍") == "再看一遍 请补充学历证明"


def test_a_verdict_without_a_remark_takes_the_draft_along(
    desk: Desk, wang: int, town: Town
) -> None:
    elsewhere(town, wang, Verdict.RETURNED, remark="请补充学历证明")
    desk.decide(wang, Verdict.DEFERRED)
    key = delivered(desk).key
    draft = Draft(wang, None, "再看一遍", None, desk.workspace.now)
    reviewing.save_draft(workspace=desk.workspace, draft=draft)
    resolving.review_again(workspace=desk.workspace, key=key)
    kept = desk.dossier(wang).draft
    assert kept is not None
    assert (kept.verdict, kept.remark) == (Verdict.DEFERRED, "再看一遍")


def test_a_retraction_is_looked_at_again_without_a_draft(desk: Desk, wang: int, town: Town) -> None:
    desk.decide(wang, Verdict.APPROVED, period=YEAR_OF_PRACTICE)
    desk.sync()
    assistant = town.desk(ASSISTANT, "b")
    assistant.sync()
    for act in (take_back_opinion, approve):
        act(assistant, wang)
    reviewing.retract(workspace=desk.workspace, material_id=wang, seen=desk.seen(wang))
    key = delivered(desk).key
    assert not resolving.review_again(workspace=desk.workspace, key=key)
    reviewing.retract(workspace=desk.workspace, material_id=wang, seen=desk.seen(wang))
    assert resolution_of(desk, key) is Resolution.REVIEWED_AGAIN


def test_soft_ones_are_settled_together_and_the_others_named(
    desk: Desk, wang: int, town: Town
) -> None:
    soft, gone = town.apply_for("李小红"), town.apply_for("赵小刚")
    desk.sync()
    for material in (wang, soft, gone):
        desk.decide(material, Verdict.DEFERRED, remark="待核实")
    elsewhere(town, wang, Verdict.RETURNED, remark="请补充学历证明")
    with town.units.writing() as unit:
        for material in (soft, gone):
            applying.withdraw(unit, material)
        applying.resubmit(unit, soft)
    desk.sync()
    keys = [item.key for item in desk.outbox()]
    assert len(keys) == 3
    settled = resolving.settle_soft(
        workspace=desk.workspace, keys=[*keys, "unknown"], way=Way.KEEP_MINE
    )
    assert settled.done == 1
    assert settled.changes.outbox
    assert settled.left == (
        ("王小明", "hard_conflict"),
        ("赵小刚", "hard_conflict"),
        ("unknown", "not_found"),
    )
    assert resolution_of(desk, keys[1]) is Resolution.KEPT_MINE
    reviewing.send_now(workspace=desk.workspace)
    desk.sync()
    assert desk.dossier(soft).server_status is ReviewStatus.DEFERRED


def test_soft_ones_may_be_left_to_the_server_together(desk: Desk, wang: int, town: Town) -> None:
    desk.decide(wang, Verdict.DEFERRED)
    with town.units.writing() as unit:
        applying.withdraw(unit, wang)
        applying.resubmit(unit, wang)
    key = delivered(desk).key
    settled = resolving.settle_soft(workspace=desk.workspace, keys=[key], way=Way.ADOPT_SERVER)
    assert (settled.done, settled.left) == (1, ())
    assert resolution_of(desk, key) is Resolution.ADOPTED_SERVER


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
    with pytest.raises(RuleViolationError, match="unbound"):
        resolving.keep_mine(workspace=desk.workspace, key=desk.outbox()[0].key)


def elsewhere(town: Town, material_id: int, verdict: Verdict, remark: str = "") -> None:
    """Let the assistant decide at another device."""
    assistant = town.desk(ASSISTANT, "b")
    assistant.sync()
    assistant.decide(material_id, verdict, remark=remark)
    assert assistant.sync().ok


def take_back_opinion(desk: Desk, material_id: int) -> None:
    """Retract what stands at the own level."""
    reviewing.retract(
        workspace=desk.workspace, material_id=material_id, seen=desk.seen(material_id)
    )
    reviewing.send_now(workspace=desk.workspace)
    assert desk.sync().ok


def approve(desk: Desk, material_id: int) -> None:
    """Approve, and let the server know."""
    desk.decide(material_id, Verdict.APPROVED, period=YEAR_OF_PRACTICE)
    assert desk.sync().ok


def delivered(desk: Desk) -> OutboxItem:
    """Send what waits and return the one conflict that comes of it."""
    reviewing.send_now(workspace=desk.workspace)
    assert desk.sync().ok
    [item] = desk.outbox()
    assert item.state is OutboxState.CONFLICT
    return item


def resolution_of(desk: Desk, key: str) -> Resolution | None:
    """Return how an item was closed."""
    item = desk.replica.outbox.item(key)
    assert item is not None
    return item.resolution


def linked(town: Town, key: str) -> str | None:
    """Return which operation one repeats, as the server keeps it."""
    with town.units.reading() as unit:
        found = unit.session.scalars(select(Decision.supersedes).where(Decision.key == key))
        return found.one()
