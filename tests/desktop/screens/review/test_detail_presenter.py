"""What the server refused is opened again with everything that was typed, at the place to mend."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING
from uuid import UUID

from desktop.contract.operations import Outcome, OutcomeCode, OutcomeStatus
from desktop.domain.practice_period import Period
from desktop.domain.review import Verdict
from desktop.screens.review.removal_dialog import RemovalDialog
from desktop.services import resolving, reviewing
from tests.desktop.screens.review.conftest import loaded, opened, shown_id
from tests.support.waiting import until

if TYPE_CHECKING:
    from desktop.screens.review.page import ReviewPage
    from desktop.store.records import OutboxItem
    from tests.support.desk import Desk

ELEVEN_MONTHS = Period(date(2025, 9, 1), date(2026, 7, 31))


def refused(desk: Desk, material_id: int, code: OutcomeCode, field: str) -> OutboxItem:
    """Let the server refuse the last action on a material, and take it in hand again."""
    [item] = desk.outbox(material_id)
    outcome = Outcome(key=UUID(item.key), status=OutcomeStatus.REJECTED, code=code, field=field)
    desk.replica.outbox.record_outcomes([outcome], desk.workspace.now)
    resolving.review_again(workspace=desk.workspace, key=item.key)
    [item] = desk.outbox(material_id)
    return item


async def test_the_form_opens_at_the_field_with_all_that_was_typed(
    blank_page: ReviewPage, desk: Desk
) -> None:
    page = await loaded(blank_page)
    material = page.list_presenter.rows.ids[0]
    await opened(page, material)
    desk.decide(material, Verdict.APPROVED, remark="材料齐全", period=ELEVEN_MONTHS)
    page.mend(refused(desk, material, OutcomeCode.PERIOD_INVALID, "/period/end"))
    bar = page.detail_pane.decision
    await until(lambda: not bar._complaint.isHidden())
    decision = page.detail_presenter.decision
    assert (decision.verdict, decision.remark) == (Verdict.APPROVED, "材料齐全")
    assert decision.period == ELEVEN_MONTHS
    assert "实习时间不对" in bar._error.whole_text()


async def test_a_removal_is_asked_for_again_with_its_reason(
    blank_page: ReviewPage, desk: Desk
) -> None:
    page = await loaded(blank_page)
    material = page.list_presenter.rows.ids[0]
    reviewing.remove_from_unit(
        workspace=desk.workspace, material_id=material, seen=desk.seen(material), reason="已离职"
    )
    page.mend(refused(desk, material, OutcomeCode.MALFORMED, "/reason"))
    await until(lambda: page.window().findChildren(RemovalDialog))
    [dialog] = page.window().findChildren(RemovalDialog)
    assert dialog.reason.text() == "已离职"
    dialog.reject()


async def test_what_was_not_refused_points_nowhere(blank_page: ReviewPage, desk: Desk) -> None:
    page = await loaded(blank_page)
    material = page.list_presenter.rows.ids[0]
    desk.decide(material, Verdict.DEFERRED, remark="待核实")
    page.mend(desk.outbox(material)[0])
    await until(lambda: shown_id(page) == material)
    assert page.detail_pane.decision._complaint.isHidden()
