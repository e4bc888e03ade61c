"""What a reviewer does, most of it without a network."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

import pytest

from desktop.contract.operations import OperationKind, RevealedField, SeenVersion
from desktop.domain.errors import RuleViolationError
from desktop.domain.practice_period import Period
from desktop.domain.review import ReviewStatus, Role, SubmissionStatus, Verdict
from desktop.services import browsing, reviewing
from desktop.store.records import Draft, OutboxState
from tests.support.in_process import Fault
from tests.support.small_world import ASSISTANT, COUNTY_OFFICER, DAY, HOSPITAL, NOW
from tests.support.town import carrier_of

if TYPE_CHECKING:
    from tests.support.desk import Desk
    from tests.support.town import Town

YEAR_OF_PRACTICE = Period(date(2025, 8, 1), date(2026, 7, 31))


def states(desk: Desk) -> list[OutboxState]:
    return [item.state for item in desk.outbox()]


# ------------------------------------------------------------------------------ deciding


def test_an_approval_waits_here_and_is_shown_at_once(desk: Desk, wang: int) -> None:
    changes = desk.decide(wang, Verdict.APPROVED, period=YEAR_OF_PRACTICE, at_once=False)
    assert changes.outbox
    assert wang in changes.materials
    dossier = desk.dossier(wang)
    assert dossier.own_status is ReviewStatus.APPROVED
    assert dossier.server_status is ReviewStatus.PENDING
    assert dossier.timeline[-1].pending
    assert dossier.timeline[-1].period == YEAR_OF_PRACTICE
    assert states(desk) == [OutboxState.QUEUED]


def test_a_decision_leaves_after_its_grace_time(desk: Desk, wang: int, town: Town) -> None:
    desk.decide(wang, Verdict.DEFERRED, at_once=False)
    assert desk.sync().pushed == 0
    town.clock.now += 61
    assert desk.sync().pushed == 1
    assert desk.dossier(wang).server_status is ReviewStatus.DEFERRED


def test_a_refusal_stays_longer(desk: Desk, wang: int) -> None:
    desk.decide(wang, Verdict.REFUSED, remark="学历不符", at_once=False)
    assert desk.outbox()[0].not_before == NOW + 600


def test_a_person_may_set_the_own_grace_time(desk: Desk, wang: int) -> None:
    desk.workspace = replace(desk.workspace, grace_seconds=5, grace_seconds_refused=50)
    desk.decide(wang, Verdict.DEFERRED, at_once=False)
    assert desk.outbox()[0].not_before == NOW + 5
    desk.decide(wang, Verdict.REFUSED, remark="学历不符", at_once=False)
    assert desk.outbox()[0].not_before == NOW + 50


def test_grace_ends_with_the_review_window(desk: Desk, wang: int, town: Town) -> None:
    town.clock.now = NOW + 30 * DAY - 10
    desk.decide(wang, Verdict.DEFERRED, at_once=False)
    assert desk.outbox()[0].not_before == NOW + 30 * DAY


def test_late_decisions_are_taken_in_and_leave_at_once(desk: Desk, wang: int, town: Town) -> None:
    town.clock.now = NOW + 31 * DAY
    desk.decide(wang, Verdict.DEFERRED, at_once=False)
    assert desk.outbox()[0].not_before == NOW + 31 * DAY


@pytest.mark.parametrize("verdict", [Verdict.RETURNED, Verdict.REFUSED])
def test_some_verdicts_must_say_why(desk: Desk, wang: int, verdict: Verdict) -> None:
    with pytest.raises(RuleViolationError, match="remark_required") as caught:
        desk.decide(wang, verdict, remark="  ")
    assert caught.value.field == "/remark"
    assert not desk.outbox()


def test_an_approval_confirms_the_practice(desk: Desk, wang: int) -> None:
    with pytest.raises(RuleViolationError, match="period_required"):
        desk.decide(wang, Verdict.APPROVED)
    beyond = Period(date(2025, 8, 1), date(2026, 9, 1))
    with pytest.raises(RuleViolationError, match="period_invalid") as caught:
        desk.decide(wang, Verdict.APPROVED, period=beyond)
    assert caught.value.field == "/period/end"


def test_no_other_verdict_carries_a_period(desk: Desk, wang: int) -> None:
    with pytest.raises(RuleViolationError, match="period_refused"):
        desk.decide(wang, Verdict.DEFERRED, period=YEAR_OF_PRACTICE)


def test_who_saw_an_older_version_looks_again(desk: Desk, wang: int) -> None:
    old = SeenVersion(rev=7, content_hash="0" * 16)
    with pytest.raises(RuleViolationError, match="content_changed"):
        reviewing.record_decision(
            workspace=desk.workspace, material_id=wang, seen=old, verdict=Verdict.DEFERRED
        )


def test_what_is_not_here_cannot_be_decided(desk: Desk) -> None:
    seen = SeenVersion(rev=1, content_hash="0" * 16)
    with pytest.raises(RuleViolationError, match="not_found"):
        reviewing.record_decision(
            workspace=desk.workspace, material_id=999, seen=seen, verdict=Verdict.DEFERRED
        )


def test_personnel_officers_alone_do_not_review(desk: Desk, wang: int) -> None:
    seen = desk.seen(wang)
    context = desk.workspace.context.model_copy(update={"roles": (Role.HR,)})
    desk.workspace = replace(desk.workspace, context=context)
    with pytest.raises(RuleViolationError, match="not_permitted"):
        reviewing.record_decision(
            workspace=desk.workspace, material_id=wang, seen=seen, verdict=Verdict.DEFERRED
        )


def test_earlier_years_are_read_only(desk: Desk, wang: int) -> None:
    batches = tuple(b for b in desk.workspace.session.batches if not b.current)
    session = desk.workspace.session.model_copy(update={"batches": batches})
    desk.workspace = replace(desk.workspace, session=session)
    with pytest.raises(RuleViolationError, match="year_closed"):
        desk.decide(wang, Verdict.DEFERRED)


def test_a_second_thought_replaces_what_has_not_left(desk: Desk, wang: int) -> None:
    desk.decide(wang, Verdict.APPROVED, period=YEAR_OF_PRACTICE, at_once=False)
    desk.decide(wang, Verdict.RETURNED, remark="请补充学历证明", at_once=False)
    assert [item.verdict for item in desk.outbox()] == [Verdict.RETURNED]
    assert desk.dossier(wang).own_status is ReviewStatus.RETURNED
    cancelled = desk.replica.outbox.items(frozenset({OutboxState.CANCELLED}))
    assert [item.verdict for item in cancelled] == [Verdict.APPROVED]


def test_what_stands_is_not_decided_again(desk: Desk, wang: int) -> None:
    desk.decide(wang, Verdict.APPROVED, period=YEAR_OF_PRACTICE)
    assert desk.sync().ok
    with pytest.raises(RuleViolationError, match="already_approved"):
        desk.decide(wang, Verdict.DEFERRED)


def test_deciding_ends_the_draft(desk: Desk, wang: int) -> None:
    draft = Draft(wang, Verdict.DEFERRED, "等材料", None, NOW)
    assert reviewing.save_draft(workspace=desk.workspace, draft=draft).drafts
    desk.decide(wang, Verdict.DEFERRED, remark="等材料")
    assert desk.dossier(wang).draft is None


def test_drafts_survive_the_program(desk: Desk, wang: int) -> None:
    draft = Draft(wang, Verdict.APPROVED, "合格", YEAR_OF_PRACTICE, NOW)
    reviewing.save_draft(workspace=desk.workspace, draft=draft)
    desk.reopen()
    assert desk.dossier(wang).draft == draft
    reviewing.discard_draft(workspace=desk.workspace, material_id=wang)
    assert desk.dossier(wang).draft is None


# ---------------------------------------------------------------------------- taking back


def test_what_has_not_left_is_taken_back_and_its_text_kept(desk: Desk, wang: int) -> None:
    desk.decide(wang, Verdict.RETURNED, remark="请补充学历证明", at_once=False)
    changes = reviewing.take_back_last(workspace=desk.workspace)
    assert changes.outbox
    assert desk.dossier(wang).own_status is ReviewStatus.PENDING
    draft = desk.dossier(wang).draft
    assert draft is not None
    assert (draft.verdict, draft.remark) == (Verdict.RETURNED, "请补充学历证明")
    assert not desk.outbox()


def test_nothing_is_left_to_take_back(desk: Desk) -> None:
    with pytest.raises(RuleViolationError, match="nothing_to_take_back"):
        reviewing.take_back_last(workspace=desk.workspace)
    with pytest.raises(RuleViolationError, match="nothing_to_take_back"):
        reviewing.take_back(workspace=desk.workspace, key="00000000-0000-4000-8000-000000000000")


def test_what_may_have_arrived_is_not_taken_back(desk: Desk, wang: int) -> None:
    desk.decide(wang, Verdict.DEFERRED)
    key = desk.outbox()[0].key
    assert desk.sync().ok
    with pytest.raises(RuleViolationError, match="already_sent"):
        reviewing.take_back(workspace=desk.workspace, key=key)


def test_ctrl_z_never_takes_back_an_audit_entry(desk: Desk, wang: int) -> None:
    field = RevealedField.ID_NUMBER
    reviewing.record_reveal(workspace=desk.workspace, material_id=wang, field=field)
    assert browsing.latest_cancellable(workspace=desk.workspace) is None


def test_taking_back_a_removal_leaves_the_approval(desk: Desk, wang: int) -> None:
    desk.decide(wang, Verdict.APPROVED, period=YEAR_OF_PRACTICE, at_once=False)
    reviewing.remove_from_unit(
        workspace=desk.workspace, material_id=wang, seen=desk.seen(wang), reason="已离职"
    )
    reviewing.take_back_last(workspace=desk.workspace)
    assert [item.kind for item in desk.outbox()] == [OperationKind.DECIDE]
    assert desk.dossier(wang).draft is None


def test_sending_now_ends_the_grace_of_one_or_of_all(desk: Desk, wang: int, town: Town) -> None:
    li = town.apply_for("李小红")
    desk.sync()
    desk.decide(wang, Verdict.DEFERRED, at_once=False)
    desk.decide(li, Verdict.DEFERRED, at_once=False)
    reviewing.send_now(workspace=desk.workspace, key=desk.outbox(wang)[0].key)
    assert desk.sync().pushed == 1
    reviewing.send_now(workspace=desk.workspace)
    assert desk.sync().pushed == 1
    with pytest.raises(RuleViolationError, match="not_found"):
        reviewing.send_now(workspace=desk.workspace, key="00000000-0000-4000-8000-000000000000")


# ------------------------------------------------------------------- retracting, removing


def test_an_approval_that_stands_is_retracted(desk: Desk, wang: int, town: Town) -> None:
    desk.decide(wang, Verdict.APPROVED, period=YEAR_OF_PRACTICE)
    desk.sync()
    reviewing.retract(
        workspace=desk.workspace, material_id=wang, seen=desk.seen(wang), remark="点错了"
    )
    reviewing.send_now(workspace=desk.workspace)
    assert desk.sync().ok
    assert desk.dossier(wang).own_status is ReviewStatus.PENDING
    assert town.dossier(wang).practice == []


def test_retracting_what_has_not_left_takes_it_back(desk: Desk, wang: int) -> None:
    desk.decide(wang, Verdict.APPROVED, period=YEAR_OF_PRACTICE, at_once=False)
    reviewing.retract(workspace=desk.workspace, material_id=wang, seen=desk.seen(wang))
    assert not desk.outbox()


def test_a_retraction_follows_a_verdict_whose_fate_is_unknown(
    desk: Desk, wang: int, town: Town
) -> None:
    desk.decide(wang, Verdict.APPROVED, period=YEAR_OF_PRACTICE)
    lose_replies_to_decisions(desk)
    assert not desk.sync().ok
    reviewing.retract(workspace=desk.workspace, material_id=wang, seen=desk.seen(wang))
    reviewing.send_now(workspace=desk.workspace)
    town.clock.now += 400
    assert desk.sync().ok
    assert not desk.outbox()
    assert desk.dossier(wang).own_status is ReviewStatus.PENDING


def lose_replies_to_decisions(desk: Desk) -> None:
    """Let the session be asked for, and the answer to the decisions be lost."""
    carrier_of(desk).faults.extend([Fault.NONE, Fault.LOST_REPLY])


def test_a_deferral_whose_fate_is_unknown_is_nothing_to_retract(desk: Desk, wang: int) -> None:
    desk.decide(wang, Verdict.DEFERRED)
    lose_replies_to_decisions(desk)
    desk.sync()
    with pytest.raises(RuleViolationError, match="nothing_to_retract"):
        reviewing.retract(workspace=desk.workspace, material_id=wang, seen=desk.seen(wang))


def test_nothing_stands_that_could_be_retracted(desk: Desk, wang: int) -> None:
    with pytest.raises(RuleViolationError, match="nothing_to_retract"):
        reviewing.retract(workspace=desk.workspace, material_id=wang, seen=desk.seen(wang))
    with pytest.raises(RuleViolationError, match="remark_too_long"):
        reviewing.retract(
            workspace=desk.workspace, material_id=wang, seen=desk.seen(wang), remark="长" * 501
        )


def test_what_the_county_decided_is_not_retracted(desk: Desk, wang: int, town: Town) -> None:
    desk.decide(wang, Verdict.APPROVED, period=YEAR_OF_PRACTICE)
    desk.sync()
    county = town.desk(COUNTY_OFFICER, "c")
    county.sync()
    county.decide(wang, Verdict.APPROVED)
    county.sync()
    desk.sync()
    with pytest.raises(RuleViolationError, match="acted_upon"):
        reviewing.retract(workspace=desk.workspace, material_id=wang, seen=desk.seen(wang))


def test_a_removal_follows_the_approval_before_it(desk: Desk, wang: int, town: Town) -> None:
    desk.decide(wang, Verdict.APPROVED, period=YEAR_OF_PRACTICE, at_once=False)
    reviewing.remove_from_unit(
        workspace=desk.workspace, material_id=wang, seen=desk.seen(wang), reason="已离职"
    )
    removal = next(i for i in desk.outbox() if i.kind is OperationKind.REMOVE_FROM_UNIT)
    reviewing.send_now(workspace=desk.workspace, key=removal.key)
    report = desk.sync()
    assert report.ok
    assert report.pushed == 2
    assert desk.ids() == []
    assert town.dossier(wang).organization_id is None
    assert town.dossier(wang).practice[0][0] == HOSPITAL


def test_taking_back_the_approval_takes_back_the_removal_too(desk: Desk, wang: int) -> None:
    desk.decide(wang, Verdict.APPROVED, period=YEAR_OF_PRACTICE, at_once=False)
    approval = desk.outbox()[0]
    reviewing.remove_from_unit(
        workspace=desk.workspace, material_id=wang, seen=desk.seen(wang), reason="已离职"
    )
    reviewing.take_back(workspace=desk.workspace, key=approval.key)
    assert not desk.outbox()


def test_after_a_removal_nothing_more_is_decided(desk: Desk, wang: int) -> None:
    reviewing.remove_from_unit(
        workspace=desk.workspace, material_id=wang, seen=desk.seen(wang), reason="已离职"
    )
    with pytest.raises(RuleViolationError, match="unbound"):
        desk.decide(wang, Verdict.DEFERRED)


@pytest.mark.parametrize(
    ("reason", "code"), [("", "reason_required"), ("长" * 501, "remark_too_long")]
)
def test_a_removal_says_why(desk: Desk, wang: int, reason: str, code: str) -> None:
    with pytest.raises(RuleViolationError, match=code) as caught:
        reviewing.remove_from_unit(
            workspace=desk.workspace, material_id=wang, seen=desk.seen(wang), reason=reason
        )
    assert caught.value.field == "/reason"


def test_only_the_own_unit_removes(desk: Desk, wang: int, town: Town) -> None:
    county = town.desk(COUNTY_OFFICER, "c")
    county.sync()
    with pytest.raises(RuleViolationError, match="not_permitted"):
        reviewing.remove_from_unit(
            workspace=county.workspace, material_id=wang, seen=county.seen(wang), reason="x"
        )
    elsewhere = desk.workspace.context.model_copy(update={"organization_id": 99})
    seen = desk.seen(wang)
    desk.workspace = replace(desk.workspace, context=elsewhere)
    with pytest.raises(RuleViolationError, match="unbound"):
        reviewing.remove_from_unit(
            workspace=desk.workspace, material_id=wang, seen=seen, reason="x"
        )


# ------------------------------------------------------------------------------- the rest


def test_every_look_at_a_number_is_written_down(desk: Desk, wang: int) -> None:
    for field in RevealedField:
        reviewing.record_reveal(workspace=desk.workspace, material_id=wang, field=field)
    assert desk.sync().pushed == 2
    with pytest.raises(RuleViolationError, match="not_found"):
        reviewing.record_reveal(
            workspace=desk.workspace, material_id=999, field=RevealedField.PHONE
        )


def test_what_a_sync_changed_is_new_until_it_is_opened(desk: Desk, wang: int, town: Town) -> None:
    assistant = town.desk(ASSISTANT, "b")
    assistant.sync()
    assistant.decide(wang, Verdict.DEFERRED, remark="等单位证明")
    assistant.sync()
    desk.sync()
    assert browsing.rows(workspace=desk.workspace, ids=[wang])[0].unseen
    assert wang in reviewing.mark_opened(workspace=desk.workspace, material_id=wang).materials
    assert not browsing.rows(workspace=desk.workspace, ids=[wang])[0].unseen


def test_after_a_return_the_applicant_has_the_floor(desk: Desk, wang: int) -> None:
    desk.decide(wang, Verdict.RETURNED, remark="请补充学历证明")
    desk.sync()
    assert desk.dossier(wang).submission is SubmissionStatus.REVISING
    with pytest.raises(RuleViolationError, match="not_submitted"):
        desk.decide(wang, Verdict.DEFERRED)
