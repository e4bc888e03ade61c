"""The outbox: what waits, why, until when, taking back, sending, settling several at once."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt

from desktop.domain.errors import NotReachableError
from desktop.domain.review import ReviewStatus, Verdict
from desktop.screens.outbox.reading import Chosen
from desktop.screens.shell.status import SyncFacts
from desktop.services import reviewing
from server_stub.services import applying
from tests.desktop.screens.outbox.conftest import loaded
from tests.support.small_world import ASSISTANT
from tests.support.town import carrier_of
from tests.support.waiting import until

if TYPE_CHECKING:
    from pytestqt.modeltest import ModelTester
    from pytestqt.qtbot import QtBot

    from desktop.screens.hub import ChangeHub
    from desktop.screens.outbox.page import OutboxPage
    from tests.support.desk import Desk
    from tests.support.town import Town


def rows(page: OutboxPage) -> list[list[str]]:
    """Return act, person and state of all rows."""
    model = page.presenter.model
    return [
        [str(model.index(row, at).data()) for at in (1, 2, 4)] for row in range(model.rowCount())
    ]


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
    assert rows(page) == [["审核 · 暂不审核", "徐一鸣", "还可撤回 60 秒"]]
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


async def test_what_can_be_taken_back_counts_down_without_reading(
    page: OutboxPage, desk: Desk, town: Town, ids: list[int]
) -> None:
    desk.decide(ids[1], Verdict.REFUSED, remark="不符合报考条件", at_once=False)
    await loaded(page, 1)
    assert rows(page)[0][2] == "还可撤回 10 分钟"
    town.clock.now += 558
    page.presenter.tick()
    assert rows(page)[0][2] == "还可撤回 42 秒"
    assert page.item.facts.reason.text().startswith("还可撤回 42 秒，到 ")
    town.clock.now += 42
    page.presenter.tick()
    assert rows(page)[0][2] == "待发"
    assert "等待发送" in page.item.facts.reason.text()


async def test_a_failure_names_the_reason_and_the_next_try(
    page: OutboxPage, desk: Desk, town: Town, ids: list[int]
) -> None:
    desk.decide(ids[1], Verdict.DEFERRED)
    key = desk.outbox()[0].key
    desk.replica.outbox.mark_sent([key])
    desk.replica.outbox.postpone([key], desk.workspace.now + 12, "busy")
    await loaded(page, 1)
    assert rows(page)[0][2] == "发送失败"
    assert page.item.send.text() == "立即重试"
    assert page.item.banner.accessibleName() == "服务器正忙。12 秒后第 2 次尝试。"
    town.clock.now += 12
    page.presenter.tick()
    assert page.item.banner.accessibleName() == "服务器正忙。马上第 2 次尝试。"
    page.item.send.click()
    await until(lambda: desk.outbox()[0].next_try_at is None)


async def test_offline_every_waiting_item_says_so_and_when_it_is_tried(
    page: OutboxPage, desk: Desk, ids: list[int]
) -> None:
    desk.decide(ids[1], Verdict.DEFERRED)
    await loaded(page, 1)
    away, again_at = NotReachableError(), desk.workspace.now + 28
    page.set_facts(SyncFacts(failures=(away,), next_try_at=again_at))
    assert page.item.facts.reason.text() == "连不上服务器。28 秒后第 1 次尝试。"
    page.set_facts(SyncFacts())
    assert page.item.facts.reason.text() == "等待发送；离线时恢复连接后自动发送。"


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


async def test_soft_conflicts_are_settled_together_and_hard_ones_skipped(
    page: OutboxPage, desk: Desk, hub: ChangeHub, town: Town, ids: list[int]
) -> None:
    overtaken(desk, town, ids)
    await loaded(page, 3)
    assert not page.bulk.isVisible()
    page.table.check_all_clicked.emit()
    assert page.bulk.isVisible()
    assert page.bulk.words.text() == (
        "已选 3 项：2 项内容和结论没有实质变化，可一起处理；1 项要逐项对照，批量时会跳过"
    )
    assert page.bulk.keep.text() == "全部仍按我的决定（2）"
    page.bulk.keep.click()
    await until(page.result.isVisible)
    assert page.result.words.text() == "已处理 2 项"
    await until(lambda: [one.state for one in desk.outbox()] == ["conflict", "queued", "queued"])
    assert not page.bulk.isVisible()
    hub.publish(reviewing.send_now(workspace=desk.workspace))
    hub.publish(desk.sync().changes)
    await until(lambda: page.presenter.model.rowCount() == 1)


async def test_what_could_not_be_settled_is_named_with_the_reason(
    page: OutboxPage, desk: Desk, town: Town, ids: list[int]
) -> None:
    overtaken(desk, town, ids)
    await loaded(page, 3)
    page.table.check_all_clicked.emit()
    elsewhere = town.desk(ASSISTANT, "b")
    elsewhere.sync()
    elsewhere.decide(ids[1], Verdict.RETURNED, remark="请补充学历证明")
    elsewhere.sync()
    desk.sync()
    page.bulk.adopt.click()
    await until(page.result.isVisible)
    assert page.result.words.text() == "已处理 1 项，1 项没有处理"
    assert [line.text() for line in page.result.lines] == [
        "徐一鸣：内容或结论有实质不同，不能批量处理。请逐项对照后决定。"
    ]
    await until(lambda: len(desk.outbox()) == 2)


async def test_ticks_can_be_taken_back(
    page: OutboxPage, desk: Desk, town: Town, ids: list[int]
) -> None:
    overtaken(desk, town, ids)
    await loaded(page, 3)
    page.table.check_toggled.emit(1)
    assert page.presenter.model.all_checked() is None
    page.bulk.dismiss.click()
    assert page.presenter.model.all_checked() is False
    page.table.check_all_clicked.emit()
    assert page.presenter.model.all_checked() is True
    page.table.check_all_clicked.emit()
    assert not page.bulk.isVisible()


def overtaken(desk: Desk, town: Town, ids: list[int]) -> None:
    """Leave one hard conflict and two soft ones: the same was handed in again meanwhile."""
    for material_id in ids:
        desk.decide(material_id, Verdict.DEFERRED, remark="待核实")
    with town.units.writing() as unit:
        for material_id in ids:
            applying.withdraw(unit, material_id)
        applying.resubmit(unit, ids[0], details={"school": "另一医学院"})
        for material_id in ids[1:]:
            applying.resubmit(unit, material_id)
    assert desk.sync().ok
