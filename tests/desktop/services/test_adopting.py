"""Parked opinions from the desks of those who answer them, and of those who wait for an answer."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from desktop.contract.operations import OutcomeCode, OutcomeStatus
from desktop.contract.parked import ParkedChoice, ParkedShelf, Since
from desktop.domain.errors import RefusedError, ReplyLostError, RuleViolationError
from desktop.domain.review import ReviewStatus, Role, TimelineKind, Verdict
from desktop.services import adopting
from desktop.store.records import OutboxState
from server_stub.services import applying
from tests.support import parking
from tests.support.in_process import Fault
from tests.support.small_world import ASSISTANT, COUNTY_OFFICER
from tests.support.town import carrier_of

if TYPE_CHECKING:
    from desktop.contract.parked import ParkedItem
    from tests.support.desk import Desk
    from tests.support.town import Town


@pytest.fixture
def assistant(town: Town, wang: int) -> Desk:
    """An assistant who put Wang off, too late."""
    desk = town.desk(ASSISTANT, "b")
    desk.sync()
    desk.decide(wang, Verdict.DEFERRED, remark="等单位证明")
    parking.close_window(town.units)
    desk.sync()
    assert desk.outbox()[0].state is OutboxState.PARKED
    return desk


@pytest.fixture
def county(town: Town, assistant: Desk) -> Desk:
    """The county officer's desk, synced."""
    assert assistant.outbox()
    desk = town.desk(COUNTY_OFFICER, "c")
    assert desk.sync().ok
    return desk


def only(desk: Desk) -> ParkedItem:
    (item,) = adopting.listed(workspace=desk.workspace).items
    return item


def test_the_superior_adopts_and_both_desks_learn_of_it(
    assistant: Desk, county: Desk, wang: int
) -> None:
    item = only(county)
    assert (item.verdict, item.remark, item.since) == (
        Verdict.DEFERRED,
        "等单位证明",
        Since.NOTHING,
    )
    key = assistant.outbox()[0].key
    assert adopting.reply_to(workspace=assistant.workspace, key=key) is None

    result = adopting.adopt(
        workspace=county.workspace, parked_id=item.id, dossier=county.dossier(wang)
    )

    assert result.status is OutcomeStatus.APPLIED
    assert county.sync().ok
    dossier = county.dossier(wang)
    assert dossier.chain[0].status is ReviewStatus.DEFERRED
    assert [(one.kind, one.person_name) for one in dossier.timeline[-2:]] == [
        (TimelineKind.OPINION_ADOPTED, "李辅助"),
        (TimelineKind.DECIDED, "张县区"),
    ]
    reply = adopting.reply_to(workspace=assistant.workspace, key=key)
    assert reply is not None
    assert (reply.answer, reply.person_name) == (ParkedChoice.ADOPT, "张县区")
    assert assistant.sync().ok
    assert assistant.outbox()[0].state is OutboxState.PARKED, "its outcome stays what it was"
    assert assistant.dossier(wang).server_status is ReviewStatus.DEFERRED


def test_a_reply_that_got_lost_is_given_again(county: Desk, wang: int) -> None:
    item, dossier = only(county), county.dossier(wang)
    carrier_of(county).faults.append(Fault.LOST_REPLY)
    with pytest.raises(ReplyLostError):
        adopting.adopt(workspace=county.workspace, parked_id=item.id, dossier=dossier)

    result = adopting.adopt(workspace=county.workspace, parked_id=item.id, dossier=dossier)

    assert result.status is OutcomeStatus.APPLIED
    assert county.sync().ok
    assert county.dossier(wang).rev == dossier.rev + 1, "once"


def test_what_the_own_screen_did_not_show_is_not_decided(
    county: Desk, town: Town, wang: int
) -> None:
    item, dossier = only(county), county.dossier(wang)
    with town.units.writing() as unit:
        applying.withdraw(unit, wang)

    result = adopting.adopt(workspace=county.workspace, parked_id=item.id, dossier=dossier)

    assert (result.status, result.code) == (OutcomeStatus.CONFLICT, OutcomeCode.WITHDRAWN)
    page = adopting.listed(workspace=county.workspace)
    assert (page.answerable, page.answered) == (1, 0)


def test_declining_needs_a_reason(county: Desk) -> None:
    item = only(county)
    with pytest.raises(RuleViolationError, match="reason_required"):
        adopting.decline(workspace=county.workspace, parked_id=item.id, note=" ")

    adopting.decline(workspace=county.workspace, parked_id=item.id, note="请重新审核 ")

    page = adopting.listed(workspace=county.workspace, shelf=ParkedShelf.ANSWERED)
    assert page.items[0].reply is not None
    assert page.items[0].reply.note == "请重新审核"
    assert adopting.listed(workspace=county.workspace, before=item.id).items == ()


def test_only_those_who_answer_for_somebody_see_the_list(
    assistant: Desk, county: Desk, desk: Desk
) -> None:
    assert adopting.may_answer(workspace=desk.workspace)
    assert adopting.may_answer(workspace=county.workspace)
    assert not adopting.may_answer(workspace=assistant.workspace)
    assert assistant.workspace.context.roles == (Role.ASSISTANT,)
    with pytest.raises(RefusedError, match="not_permitted"):
        adopting.listed(workspace=assistant.workspace)
    assert only(desk).may == (), "after the window the manager only looks"
