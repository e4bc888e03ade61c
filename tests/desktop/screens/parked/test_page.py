"""未生效意见: one looks, compares, adopts or declines; and what happens without a network."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QDialog

from desktop.contract.parked import ParkedShelf
from desktop.domain.changes import Changes
from desktop.domain.errors import NotReachableError
from desktop.domain.review import ReviewStatus, Verdict
from desktop.screens.parked.decline_dialog import DeclineDialog
from desktop.screens.parked.page import ParkedPage
from desktop.screens.shell.status import SyncFacts
from desktop.screens.widgets.dialog import ConfirmDialog, TypedConfirmDialog
from desktop.services import adopting
from server_stub.services import applying
from tests.desktop.screens.parked.conftest import laid_out
from tests.support import parking
from tests.support.in_process import Fault
from tests.support.small_world import ASSISTANT
from tests.support.town import carrier_of
from tests.support.waiting import until

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pytestqt.modeltest import ModelTester
    from pytestqt.qtbot import QtBot

    from desktop.app.jobs import ThreadJobs
    from desktop.screens.hub import ChangeHub
    from desktop.screens.parked.reading import Line, Shown
    from desktop.screens.widgets.theme import Theme
    from tests.support.desk import Desk
    from tests.support.town import Town

_Dialog = TypeVar("_Dialog", bound=QDialog)


def open_dialogs(kind: type[_Dialog]) -> list[_Dialog]:
    """Return the open dialogs of a kind."""
    found = [one for one in QApplication.topLevelWidgets() if isinstance(one, kind)]
    return [one for one in found if one.isVisible()]


async def opened(kind: type[_Dialog]) -> _Dialog:
    """Wait for a dialog."""
    await until(partial(open_dialogs, kind))
    return open_dialogs(kind)[0]


async def shown(page: ParkedPage, count: int = 3) -> None:
    """Show the page and wait until so many opinions are there, the first one beside the list."""
    page.show()
    await until(lambda: page.presenter.model.rowCount() == count and page.item.isVisible())


async def choose(page: ParkedPage, row: int) -> Shown:
    """Choose a row and wait for it beside the list."""
    seen: list[Shown] = []
    page.presenter.item_shown.connect(seen.append)
    page.table.set_current_row(row)
    page.presenter.show_item(page.presenter.model.items[row].id)
    await until(lambda: seen)
    page.presenter.item_shown.disconnect(seen.append)
    return seen[-1]


def texts_of(page: ParkedPage, row: int) -> list[str]:
    model = page.presenter.model
    return [str(model.index(row, at).data()) for at in range(model.columnCount())]


def differing(lines: Sequence[Line]) -> dict[str, tuple[str, str]]:
    return {line.label: (line.opinion, line.now) for line in lines if line.differs}


async def test_the_manager_sees_what_had_no_effect_and_why(
    page: ParkedPage, qtmodeltester: ModelTester
) -> None:
    counted: list[int] = []
    page.counted.connect(counted.append)
    qtmodeltester.check(page.presenter.model)
    await shown(page)
    assert counted[-1] == 3
    assert [texts_of(page, row)[:4] for row in range(3)] == [
        ["高俊熙", "允许修改", "李辅助", "示例县人民医院"],
        ["徐一鸣", "审核不通过", "李辅助", "示例县人民医院"],
        ["陈思远", "暂不审核", "李辅助", "示例县人民医院"],
    ]
    assert page.item.since.accessibleName() == "材料仍是作者当时所见的版本。"
    lines = {line.label: line for line in page.item.sides.lines}
    assert (lines["结论"].opinion, lines["结论"].now) == ("允许修改", "待审核")
    assert lines["审核备注"].opinion == "请补充学历证明"
    assert differing(page.item.sides.lines) == {}, "nobody said anything since"
    assert page.item.hint.text() == "采纳后立即生效，以您的名义写入审核进度"


async def test_adopting_asks_first_and_takes_effect_at_once(
    page: ParkedPage, desk: Desk, ids: list[int], qtbot: QtBot
) -> None:
    said: list[str] = []
    synced: list[bool] = []
    page.said.connect(said.append)
    page.sync_wanted.connect(lambda: synced.append(True))
    await shown(page)
    await choose(page, 2)
    page.activateWindow()
    qtbot.keyClick(page, Qt.Key.Key_1, Qt.KeyboardModifier.AltModifier)
    dialog = await opened(ConfirmDialog)
    dialog.act_button.click()
    await until(lambda: page.presenter.model.rowCount() == 2)
    assert said == ["已采纳为您的决定"]
    assert synced
    assert desk.sync().ok
    dossier = desk.dossier(ids[0])
    assert dossier.own_status is ReviewStatus.DEFERRED
    assert dossier.timeline[-1].person_name == "王管理"


async def test_what_was_confirmed_is_what_is_adopted(
    page: ParkedPage, desk: Desk, town: Town, ids: list[int]
) -> None:
    """Neither a quick choice nor one behind the dialog puts another opinion in its place."""
    await shown(page)
    await until(page.item.adopt.isEnabled)
    page.table.set_current_row(2)
    page.item.adopt.click()
    assert not open_dialogs(ConfirmDialog), "the one that is chosen now is not on the screen yet"
    await until(page.item.adopt.isEnabled)
    page.item.adopt.click()
    dialog = await opened(ConfirmDialog)
    await choose(page, 0)
    dialog.act_button.click()
    await until(lambda: page.presenter.model.rowCount() == 2)
    assert town.dossier(ids[0]).chain[0].status is ReviewStatus.DEFERRED
    assert town.dossier(ids[2]).chain[0].status is ReviewStatus.PENDING


async def test_a_refusal_is_adopted_with_the_typed_name_only(
    page: ParkedPage, town: Town, ids: list[int]
) -> None:
    await shown(page)
    await choose(page, 1)
    page.item.adopt.click()
    dialog = await opened(TypedConfirmDialog)
    assert not dialog.act_button.isEnabled()
    dialog.field.setText("徐一鸣")
    dialog.act_button.click()
    await until(lambda: page.presenter.model.rowCount() == 2)
    assert town.dossier(ids[1]).chain[0].status is ReviewStatus.REFUSED


async def test_a_reason_is_never_lost_on_its_way(page: ParkedPage, desk: Desk) -> None:
    await shown(page)
    await until(page.item.decline.isEnabled)
    page.item.decline.click()
    dialog = await opened(DeclineDialog)
    dialog.act_button.click()
    assert dialog.reason_line.is_wrong
    dialog.reason.setText("缺 7 月的证明")
    carrier_of(desk).faults.append(Fault.LOST_REPLY)
    dialog.act_button.click()
    await until(dialog.problem.isVisible)
    assert dialog.isVisible()
    assert dialog.reason.text() == "缺 7 月的证明"
    dialog.act_button.click()
    await until(lambda: page.presenter.model.rowCount() == 2)
    assert not open_dialogs(DeclineDialog)
    page.chips.chosen.emit(ParkedShelf.ANSWERED)
    await until(lambda: page.presenter.model.rowCount() == 1)
    await until(lambda: "缺 7 月的证明" in page.item.since.accessibleName())
    assert page.item.since.accessibleName().startswith("王管理（示例县人民医院）于 ")
    assert not page.item.adopt.isVisible()
    page.chips.chosen.emit(ParkedShelf.OPEN)
    await until(lambda: page.presenter.model.rowCount() == 2)


async def test_without_a_network_it_says_so_and_tries_again(page: ParkedPage, desk: Desk) -> None:
    carrier = carrier_of(desk)
    carrier.away = True
    page.show()
    await until(page.offline.isVisible)
    assert page.empty.isVisible()
    carrier.away = False
    page.offline.link_clicked.emit()
    await until(lambda: page.presenter.model.rowCount() == 3)
    assert not page.offline.isVisible()
    await until(page.item.adopt.isEnabled)
    carrier.away = True
    page.item.adopt.click()
    (await opened(ConfirmDialog)).act_button.click()
    await until(page.problem.isVisible)
    assert not page.item.adopt.isEnabled()
    assert page.item.hint.text() == "处理意见需要联网"
    assert page.presenter.model.rowCount() == 3, "what was read stays"
    carrier.away = False
    page.set_facts(SyncFacts())
    await until(page.item.adopt.isEnabled)


async def test_what_changed_since_is_marked(
    page: ParkedPage, desk: Desk, hub: ChangeHub, town: Town, ids: list[int]
) -> None:
    desk.decide(ids[2], Verdict.DEFERRED, remark="先等等")
    assert desk.sync().ok
    await shown(page)
    await until(page.item.adopt.isEnabled)
    assert page.item.since.accessibleName() == "作者看过之后，材料又有了新的审核。"
    marked = differing(page.item.sides.lines)
    assert marked["结论"] == ("允许修改", "暂不审核")
    assert marked["审核备注"] == ("请补充学历证明", "先等等")
    lines = {line.label: line.now for line in page.item.sides.lines}
    assert lines["审核人"] == "王管理"

    with town.units.writing() as unit:
        applying.withdraw(unit, ids[2])
        applying.resubmit(unit, ids[2], details={"school": "另一所学校"})
    page.refresh.click()
    await until(lambda: page.item.since.accessibleName() == "正在取得最新资料，取得后才能采纳。")
    assert not page.item.adopt.isEnabled(), "nobody adopts on what the screen does not show"
    assert desk.sync().ok
    hub.publish(Changes(all_materials=True))
    await until(lambda: "考生改过资料" in page.item.since.accessibleName())
    assert differing(page.item.sides.lines)["毕业学校"][1] == "另一所学校"
    assert page.item.adopt.isEnabled()


async def test_somebody_else_was_first(
    page: ParkedPage, county: Desk, ids: list[int], qtbot: QtBot
) -> None:
    await shown(page)
    await choose(page, 2)
    adopting.adopt(workspace=county.workspace, parked_id=1, dossier=county.dossier(ids[0]))
    page.item.adopt.click()
    (await opened(ConfirmDialog)).act_button.click()
    with qtbot.waitSignal(page.presenter.listed):
        await until(page.problem.isVisible)
    assert "张县区（示例县卫生健康局）" in page.problem.accessibleName()
    assert page.presenter.model.rowCount() == 2


async def test_what_the_server_refuses_is_said_and_stays_open(
    page: ParkedPage, town: Town, ids: list[int]
) -> None:
    await shown(page)
    await until(page.item.adopt.isEnabled)
    with town.units.writing() as unit:
        applying.withdraw(unit, ids[2])
    page.item.adopt.click()
    (await opened(ConfirmDialog)).act_button.click()
    await until(page.problem.isVisible)
    assert page.problem.accessibleName() == "考生已撤回申报，没有采纳。"
    assert page.presenter.model.rowCount() == 3


async def test_after_the_window_the_manager_only_looks(
    page: ParkedPage, desk: Desk, town: Town
) -> None:
    late = town.apply_for("林晓")
    assert desk.sync().ok
    desk.decide(late, Verdict.DEFERRED)
    parking.close_window(town.units)
    desk.sync()
    counted: list[int] = []
    page.counted.connect(counted.append)
    await shown(page, 4)
    await until(lambda: page.item.hint.text() == "审核期之外的意见由上级处理。")
    assert counted[-1] == 3
    assert not page.item.adopt.isEnabled()
    assert not page.item.decline.isEnabled()


async def test_the_material_is_one_click_away(page: ParkedPage, ids: list[int]) -> None:
    wanted: list[int] = []
    page.material_wanted.connect(wanted.append)
    await shown(page)
    page.item.open.click()
    assert wanted == [ids[2]]


async def test_a_superior_answers_from_the_own_desk(
    county: Desk, lanes: ThreadJobs, hub: ChangeHub, theme: Theme, qtbot: QtBot, town: Town
) -> None:
    page = laid_out(ParkedPage(county.workspace, lanes, hub, theme), qtbot)
    page.set_facts(SyncFacts())
    await until(lambda: page.presenter.model.rowCount() == 3)
    page.set_facts(SyncFacts())
    heard = carrier_of(county).heard
    assert heard.count("GET /v1/parked") == 1, "the count is not asked for with every exchange"
    town.clock.advance(600)
    page.set_facts(SyncFacts())
    await until(lambda: heard.count("GET /v1/parked") == 2)
    page.set_facts(SyncFacts(failures=(NotReachableError(),)))
    assert page.presenter.online is False


async def test_a_long_list_comes_in_pages(
    page: ParkedPage, desk: Desk, town: Town, author: Desk
) -> None:
    parking.restore(town.units, ASSISTANT)
    late = [town.apply_for(f"考生{n}") for n in range(48)]
    assert author.sync().ok
    for one in late:
        author.decide(one, Verdict.DEFERRED)
    parking.revoke(town.units, ASSISTANT)
    author.sync()
    assert desk.sync().ok
    await shown(page, 50)
    assert page.more.isVisible()
    page.more.click()
    await until(lambda: page.presenter.model.rowCount() == 51)
    assert not page.more.isVisible()
