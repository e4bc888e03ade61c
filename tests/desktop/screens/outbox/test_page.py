"""The outbox: what waits, why, taking back, sending, and three ways out of a conflict."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel

from desktop.domain.review import ReviewStatus, Verdict
from desktop.screens.outbox.presenter import Chosen, Way, ways_out
from desktop.screens.outbox.words import reason_text
from desktop.store.records import OutboxState, Resolution
from server_stub.services import applying
from tests.support.small_world import DAY
from tests.support.town import carrier_of
from tests.support.waiting import until

if TYPE_CHECKING:
    from pytestqt.modeltest import ModelTester
    from pytestqt.qtbot import QtBot

    from desktop.screens.hub import ChangeHub
    from desktop.screens.outbox.page import OutboxPage
    from tests.support.desk import Desk
    from tests.support.town import Town


async def loaded(page: OutboxPage, count: int) -> None:
    """Show the page and wait for so many items."""
    page.show()
    await until(lambda: page.presenter.model.rowCount() == count)
    await until(lambda: page.item.isVisible() == bool(count))


def rows(page: OutboxPage) -> list[list[str]]:
    """Return act, person and state of all rows."""
    model = page.presenter.model
    return [
        [str(model.index(row, at).data()) for at in (0, 1, 3)] for row in range(model.rowCount())
    ]


def words_of(page: OutboxPage) -> list[str]:
    """Return every word of the comparison."""
    return [label.text() for cell in page.item.compare.cells for label in cell.findChildren(QLabel)]


async def test_an_empty_outbox_says_so(page: OutboxPage) -> None:
    page.show()
    await until(page.empty.isVisible)
    assert not page.send_all.isEnabled()


async def test_what_waits_can_be_taken_back(
    page: OutboxPage, desk: Desk, ids: list[int], qtmodeltester: ModelTester
) -> None:
    qtmodeltester.check(page.presenter.model)
    desk.decide(ids[1], Verdict.DEFERRED, remark="待核实原件", at_once=False)
    await loaded(page, 1)
    assert rows(page) == [["审核 · 暂不审核", "徐一鸣", "待发"]]
    assert not page.item.settle.isVisible()
    page.item.take_back.click()
    await until(lambda: page.presenter.model.rowCount() == 0)
    assert desk.dossier(ids[1]).own_status is ReviewStatus.PENDING
    page.chips.set_current(Chosen.DONE)
    page.chips.chosen.emit(Chosen.DONE)
    await until(lambda: rows(page) == [["审核 · 暂不审核", "徐一鸣", "已撤回"]])


async def test_sending_at_once_asks_for_a_sync(
    page: OutboxPage, desk: Desk, hub: ChangeHub, ids: list[int], qtbot: QtBot
) -> None:
    desk.decide(ids[1], Verdict.DEFERRED, at_once=False)
    desk.decide(ids[2], Verdict.DEFERRED, at_once=False)
    await loaded(page, 2)
    synced: list[bool] = []
    page.sync_wanted.connect(lambda: synced.append(True))
    qtbot.mouseClick(page.send_all, Qt.MouseButton.LeftButton)
    await until(lambda: synced)
    hub.publish(desk.sync().changes)
    await until(page.empty.isVisible)
    page.presenter.set_chosen(Chosen.DONE)
    assert [line[2] for line in rows(page)] == ["已生效", "已生效"]


async def test_a_failure_names_the_reason_and_the_next_try(
    page: OutboxPage, desk: Desk, ids: list[int]
) -> None:
    desk.decide(ids[1], Verdict.DEFERRED)
    key = desk.outbox()[0].key
    desk.replica.outbox.postpone([key], desk.workspace.now + DAY, "busy")
    await loaded(page, 1)
    assert rows(page)[0][2] == "发送失败"
    assert page.item.send.text() == "重试"
    assert "再试（已试 0 次）" in reason_text(desk.outbox()[0], desk.workspace.now)
    page.item.send.click()
    await until(lambda: rows(page)[0][2] != "" and desk.outbox()[0].next_try_at is None)


async def test_a_conflict_is_shown_side_by_side(page: OutboxPage, conflict: int) -> None:
    assert conflict
    await loaded(page, 1)
    assert page.item.compare.isVisible()
    words = words_of(page)
    assert "请补充学历证明" in words
    assert "等单位证明" in words
    assert "李辅助" in words
    assert "王管理（您）" in words
    assert list(page.item.cards.cards) == [Way.REVIEW_AGAIN, Way.ADOPT_SERVER, Way.KEEP_MINE]
    assert page.item.settle.text() == "重新审核"


async def test_the_server_is_adopted(page: OutboxPage, desk: Desk, conflict: int) -> None:
    await loaded(page, 1)
    page.item.cards.cards[Way.ADOPT_SERVER].radio.click()
    assert page.item.settle.text() == "采用服务器"
    page.item.settle.click()
    await until(page.empty.isVisible)
    assert desk.dossier(conflict).own_status is ReviewStatus.DEFERRED
    page.presenter.set_chosen(Chosen.DONE)
    assert rows(page)[-1][2] == "已采用服务器"
    await until(lambda: page.item.isVisible() and not page.item.compare.isVisible())


async def test_the_own_decision_goes_again_on_what_stands_now(
    page: OutboxPage, desk: Desk, conflict: int
) -> None:
    await loaded(page, 1)
    key = desk.outbox()[0].key
    page.item.cards.cards[Way.KEEP_MINE].radio.click()
    page.item.settle.click()
    await until(lambda: rows(page) == [["审核 · 允许修改", "陈思远", "待发"]])
    assert desk.dossier(conflict).own_status is ReviewStatus.RETURNED
    old = desk.replica.outbox.item(key)
    assert old is not None
    assert old.resolution is Resolution.KEPT_MINE


async def test_a_second_look_opens_the_material_with_a_draft(
    page: OutboxPage, desk: Desk, conflict: int
) -> None:
    await loaded(page, 1)
    wanted: list[int] = []
    page.material_wanted.connect(wanted.append)
    page.item.settle.click()
    await until(lambda: wanted == [conflict])
    draft = desk.dossier(conflict).draft
    assert draft is not None
    assert draft.remark == "请补充学历证明"


async def test_changed_content_leaves_no_way_without_a_look(
    page: OutboxPage, desk: Desk, town: Town, ids: list[int]
) -> None:
    desk.decide(ids[0], Verdict.DEFERRED)
    with town.units.writing() as unit:
        applying.withdraw(unit, ids[0])
        applying.resubmit(unit, ids[0], details={"school": "另一医学院"})
    desk.sync()
    await loaded(page, 1)
    assert list(page.item.cards.cards) == [Way.REVIEW_AGAIN, Way.ADOPT_SERVER]
    words = words_of(page)
    assert "另一医学院" in words
    assert "毕业学校" in words


async def test_what_was_parked_is_explained_and_put_away(
    page: OutboxPage, desk: Desk, town: Town, ids: list[int]
) -> None:
    desk.decide(ids[0], Verdict.DEFERRED, remark="待核实")
    town.clock.now += 31 * DAY
    desk.sync()
    item = desk.outbox()[0]
    assert item.state is OutboxState.PARKED
    assert ways_out(item, desk.dossier(ids[0])) == (Way.ADOPT_SERVER,)
    assert "上级" in reason_text(item, desk.workspace.now)
    await loaded(page, 1)
    assert page.item.settle.text() == "知道了"
    page.item.settle.click()
    await until(page.empty.isVisible)


async def test_offline_what_was_sent_waits_and_stays_readable(
    page: OutboxPage, desk: Desk, ids: list[int], hub: ChangeHub
) -> None:
    carrier_of(desk).away = True
    await loaded(page, 0)
    hub.publish(desk.decide(ids[0], Verdict.REFUSED, remark="不符合报考条件"))
    await until(lambda: page.presenter.model.rowCount() == 1)
    await until(page.item.isVisible)
    page.presenter.set_chosen(Chosen.CONFLICT)
    assert rows(page) == []
    page.presenter.set_chosen(Chosen.WAITING)
    assert len(rows(page)) == 1
