"""Stories of a reviewer at the page: search, open, decide, go on, take back."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from desktop.contract.operations import OperationKind
from desktop.domain.practice_period import Period
from desktop.domain.review import ReviewStatus, Verdict
from desktop.screens.review.filter_view import cleared
from desktop.store.filters import MaterialSort, SortColumn
from desktop.store.records import OutboxState
from server_stub.services import applying
from tests.desktop.screens.review.conftest import NAMES, loaded, opened, shown_id
from tests.support.waiting import until

if TYPE_CHECKING:
    from desktop.screens.hub import ChangeHub
    from desktop.screens.review.page import ReviewPage
    from tests.support.desk import Desk
    from tests.support.town import Town

YEARS_WORK = Period(date(2025, 8, 1), date(2026, 7, 31))


def names(page: ReviewPage) -> list[str]:
    rows = page.list_presenter.rows
    return [row.name for row in map(rows.row, range(rows.count)) if row is not None]


async def test_the_list_shows_who_waits_and_counts_them(blank_page: ReviewPage) -> None:
    page = await loaded(blank_page)
    assert sorted(names(page)) == sorted(NAMES)
    totals = page.list_presenter.totals
    assert totals is not None
    assert totals.by_status[ReviewStatus.PENDING] == len(NAMES)


async def test_typing_a_name_narrows_the_list_and_clearing_brings_it_back(
    blank_page: ReviewPage,
) -> None:
    page = await loaded(blank_page)
    page.focus_search()
    page.list_view._search.setText("雨桐")
    await until(lambda: names(page) == ["赵雨桐"])
    page.list_view.filter_edited.emit(cleared(page.list_presenter.chosen))
    await loaded(page)


async def test_nothing_found_says_what_to_do(blank_page: ReviewPage) -> None:
    page = await loaded(blank_page)
    page.list_presenter.show_filter(replace(page.list_presenter.chosen, text="没有这个人"))
    await until(lambda: page.list_view._body.currentWidget() is page.list_view._empty)
    assert page.list_presenter.rows.count == 0


async def test_a_head_sorts_the_list(blank_page: ReviewPage) -> None:
    page = await loaded(blank_page)
    page.list_view.sort_edited.emit(MaterialSort(column=SortColumn.NAME, descending=False))
    await until(lambda: names(page) == sorted(NAMES))


async def test_j_and_k_walk_through_the_dossiers_in_the_lists_order(
    blank_page: ReviewPage,
) -> None:
    page = await loaded(blank_page)
    ids = list(page.list_presenter.rows.ids)
    await opened(page, ids[1])
    QTest.keyClick(page, Qt.Key.Key_J)
    await until(lambda: shown_id(page) == ids[2])
    QTest.keyClick(page, Qt.Key.Key_K)
    await until(lambda: shown_id(page) == ids[1])
    QTest.keyClick(page, Qt.Key.Key_Escape)
    assert page.detail_pane.isHidden()


async def test_approve_and_next_keeps_the_decision_and_opens_the_following_dossier(
    blank_page: ReviewPage, desk: Desk
) -> None:
    page = await loaded(blank_page)
    ids = list(page.list_presenter.rows.ids)
    await opened(page, ids[0])
    decision = page.detail_presenter.decision
    page.detail_pane.decision.segments.choose("approved")
    page.detail_pane.decision.period.set_period(YEARS_WORK.start, YEARS_WORK.end)
    decision.choose_period(YEARS_WORK.start, YEARS_WORK.end)
    page.detail_pane.decision.submit_next.click()
    await until(lambda: shown_id(page) == ids[1])
    item = desk.outbox(ids[0])[0]
    assert (item.verdict, item.period) == (Verdict.APPROVED, YEARS_WORK)
    await until(lambda: not page.undo_bar.isHidden())
    first = page.list_presenter.rows.row(0)
    assert first is not None
    assert (first.status, first.outbox_state) == (ReviewStatus.APPROVED, "queued")


async def test_a_decided_dossier_leaves_a_list_of_those_who_wait(
    blank_page: ReviewPage, desk: Desk
) -> None:
    page = await loaded(blank_page)
    pending = frozenset({ReviewStatus.PENDING})
    page.list_presenter.show_filter(replace(page.list_presenter.chosen, statuses=pending))
    await until(lambda: page.list_presenter.rows.count == len(NAMES))
    ids = list(page.list_presenter.rows.ids)
    await opened(page, ids[1])
    decision = page.detail_presenter.decision
    decision.choose("deferred")
    page.detail_presenter.submit_and_next()
    await until(lambda: shown_id(page) == ids[2])
    await loaded(page, len(NAMES) - 1)
    assert ids[1] not in page.list_presenter.rows.ids
    assert page.list_presenter.open_index == 1
    assert desk.outbox(ids[1])


async def test_ctrl_z_takes_the_last_decision_back(blank_page: ReviewPage, desk: Desk) -> None:
    page = await loaded(blank_page)
    first = page.list_presenter.rows.ids[0]
    await opened(page, first)
    page.detail_presenter.decision.choose("deferred")
    page.detail_presenter.decision.submit(advance=False)
    await until(lambda: not page.undo_bar.isHidden())
    page.take_back()
    await until(page.undo_bar.isHidden)
    assert not desk.outbox(first)
    row = page.list_presenter.rows.row(0)
    assert row is not None
    await until(lambda: _status(page, 0) is ReviewStatus.PENDING)


def _status(page: ReviewPage, at: int) -> ReviewStatus | None:
    row = page.list_presenter.rows.row(at)
    return None if row is None else row.status


async def test_sending_back_without_a_reason_is_refused_at_the_field(
    blank_page: ReviewPage, desk: Desk
) -> None:
    page = await loaded(blank_page)
    first = page.list_presenter.rows.ids[0]
    await opened(page, first)
    bar = page.detail_pane.decision
    bar.segments.choose("returned")
    bar.submit.click()
    await until(lambda: not bar._complaint.isHidden())
    assert "备注" in bar._error.whole_text()
    assert not desk.outbox(first)
    bar.remark.insert("证明缺章")
    assert bar._complaint.isHidden()


async def test_refusing_asks_for_the_typed_name_first(blank_page: ReviewPage, desk: Desk) -> None:
    page = await loaded(blank_page)
    first = page.list_presenter.rows.ids[0]
    await opened(page, first)
    dossier = page.detail_presenter.dossier
    assert dossier is not None
    bar = page.detail_pane.decision
    bar.segments.choose("refused")
    bar.remark.setText("非本单位试用人员")
    page.detail_presenter.decision.write("非本单位试用人员")
    bar.submit.click()
    dialog = bar._dialog
    assert dialog is not None
    assert not dialog.act_button.isEnabled()
    assert not desk.outbox(first)
    dialog.field.setText(dossier.name)
    dialog.act_button.click()
    await until(lambda: desk.outbox(first))
    assert desk.outbox(first)[0].verdict is Verdict.REFUSED


async def test_what_was_typed_survives_going_elsewhere(blank_page: ReviewPage, desk: Desk) -> None:
    page = await loaded(blank_page)
    ids = list(page.list_presenter.rows.ids)
    await opened(page, ids[0])
    page.detail_presenter.decision.choose("returned")
    page.detail_presenter.decision.write("缺法定代表人签字")
    await opened(page, ids[1])
    assert page.detail_pane.decision.remark.text() == ""
    await until(lambda: desk.dossier(ids[0]).draft)
    await opened(page, ids[0])
    assert page.detail_pane.decision.remark.text() == "缺法定代表人签字"
    assert page.detail_pane.decision.segments.current() == "returned"


async def test_a_passed_dossier_is_closed_and_can_be_retracted(
    blank_page: ReviewPage, desk: Desk, hub: ChangeHub
) -> None:
    page = await loaded(blank_page)
    first = page.list_presenter.rows.ids[0]
    desk.decide(first, Verdict.APPROVED, period=YEARS_WORK)
    hub.publish(desk.sync().changes)
    await opened(page, first)
    bar = page.detail_pane.decision
    assert bar._pages.currentIndex() == 1
    assert not bar.retract.isHidden()
    bar.retract.click()
    await until(lambda: desk.outbox(first))
    assert desk.dossier(first).own_status is ReviewStatus.PENDING


async def test_a_dossier_that_changes_while_it_is_open_says_so(
    blank_page: ReviewPage, desk: Desk, hub: ChangeHub, town: Town
) -> None:
    page = await loaded(blank_page)
    first = page.list_presenter.rows.ids[0]
    desk.decide(first, Verdict.RETURNED, remark="请更正")
    hub.publish(desk.sync().changes)
    await opened(page, first)
    with town.units.writing() as unit:
        applying.resubmit(unit, first, details={"major": "临床医学"})
    hub.publish(desk.sync().changes)
    await until(lambda: not page.detail_pane._changed.isHidden())
    assert not page.detail_pane._resubmitted.isHidden()
    assert page.detail_pane.facts._grids


async def test_a_number_is_shown_for_a_while_and_leaves_a_trace(
    blank_page: ReviewPage, desk: Desk
) -> None:
    page = await loaded(blank_page)
    first = page.list_presenter.rows.ids[0]
    await opened(page, first)
    masked = next(iter(page.detail_pane.facts._masked.values()))
    assert "*" in masked.text()
    masked.reveal_requested.emit()
    await until(lambda: masked.text() == desk.dossier(first).id_number)
    kept = desk.replica.outbox.items(frozenset(OutboxState))
    assert [(item.kind, item.material_id) for item in kept] == [(OperationKind.REVEAL, first)]


async def test_removing_from_the_unit_asks_for_reason_and_name(
    blank_page: ReviewPage, desk: Desk
) -> None:
    page = await loaded(blank_page)
    first = page.list_presenter.rows.ids[0]
    await opened(page, first)
    page.detail_pane.head.removal.click()
    dialog = page.detail_pane._dialog
    assert dialog is not None
    dossier = page.detail_presenter.dossier
    assert dossier is not None
    dialog.field.setText(dossier.name)
    dialog.act_button.click()
    assert not dialog.isHidden()
    dialog.reason.setText("已调往其他单位")
    dialog.act_button.click()
    await until(lambda: desk.outbox(first))
    assert desk.outbox(first)[0].kind.value == "remove_from_unit"


async def test_others_decisions_arrive_in_the_open_list(
    blank_page: ReviewPage, desk: Desk, hub: ChangeHub, town: Town
) -> None:
    page = await loaded(blank_page)
    late = town.apply_for("孙若溪")
    hub.publish(desk.sync().changes)
    await loaded(page, len(NAMES) + 1)
    assert late in page.list_presenter.rows.ids


@pytest.mark.parametrize("verdict", ["deferred", "returned", "refused"])
async def test_only_a_units_approval_asks_for_the_period(
    blank_page: ReviewPage, verdict: str
) -> None:
    page = await loaded(blank_page)
    await opened(page, page.list_presenter.rows.ids[0])
    decision = page.detail_presenter.decision
    decision.choose("approved")
    assert decision.wants_period
    decision.choose(verdict)
    assert not decision.wants_period


async def test_an_undecided_submit_says_what_is_missing(blank_page: ReviewPage) -> None:
    page = await loaded(blank_page)
    await opened(page, page.list_presenter.rows.ids[0])
    page.detail_presenter.decision.submit(advance=True)
    assert not page.detail_pane.decision._complaint.isHidden()


async def test_a_narrow_page_shows_one_at_a_time(blank_page: ReviewPage) -> None:
    page = await loaded(blank_page)
    page.resize(900, 700)
    await opened(page, page.list_presenter.rows.ids[0])
    assert page._left.isHidden()
    page.close_dossier()
    assert not page._left.isHidden()


async def test_a_draft_goes_when_it_is_discarded(blank_page: ReviewPage, desk: Desk) -> None:
    page = await loaded(blank_page)
    first = page.list_presenter.rows.ids[0]
    await opened(page, first)
    page.detail_presenter.decision.choose("returned")
    page.detail_presenter.decision.save_draft()
    await until(lambda: desk.dossier(first).draft)
    page.detail_pane.decision.cancel.click()
    await until(lambda: desk.dossier(first).draft is None)
    assert page.detail_pane.decision.segments.current() == ""
