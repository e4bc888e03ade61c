"""A pack is made by keys alone, fills, tells the truth, expires; a pause says why."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from desktop.domain.review import ReviewStatus, Verdict
from desktop.screens.packs.new_dialog import ALL, LISTED, NewPackDialog
from desktop.screens.prefetch_words import Pause, PrefetchFacts
from desktop.services import fetching, packing
from desktop.store.filters import MaterialFilter, PackChoice
from tests.support.player import dialog_open
from tests.support.small_world import DAY
from tests.support.waiting import until

if TYPE_CHECKING:
    from desktop.screens.hub import ChangeHub
    from desktop.screens.packs.pack_view import PackView
    from desktop.screens.packs.page import PacksPage
    from tests.support.desk import Desk
    from tests.support.town import Town


async def asked(page: PacksPage) -> NewPackDialog:
    """Ask for a new pack, and wait until it is known how many dossiers that would be."""
    page.activated()
    QTest.keyClick(page.new, Qt.Key.Key_Space)
    dialog = await dialog_open(NewPackDialog)
    await until(dialog.act.isEnabled)
    return dialog


async def made(page: PacksPage, name: str = "下乡三天") -> PackView:
    """Make a pack of what waits."""
    page.show()
    dialog = await asked(page)
    dialog.name.setText(name)
    QTest.keyClick(dialog.name, Qt.Key.Key_Return)
    await until(lambda: page.views)
    return page.views[0]


def fill(desk: Desk, hub: ChangeHub) -> None:
    hub.publish(fetching.prefetch(workspace=desk.workspace, budget=1 << 20).changes)


async def test_without_packs_the_page_says_what_they_are_for(page: PacksPage) -> None:
    page.show()
    await until(page.empty.isVisible)
    assert page.ready.ready.figure.text() == "0 / 1"
    assert page.ready.pictures.figure.text() == "0 / 2 · 0 %"


async def test_a_pack_is_made_and_its_meter_reaches_the_end(
    page: PacksPage, desk: Desk, hub: ChangeHub
) -> None:
    view = await made(page)
    assert view.name.whole_text() == "下乡三天"
    assert view.ready.figure.text() == "0 / 1"
    assert view.state.accessibleName() == "未备齐"
    assert page.empty.isHidden() or not page.empty.isVisible()
    fill(desk, hub)
    await until(lambda: view.state.accessibleName() == "已备齐")
    assert view.ready.figure.text() == "1 / 1"
    assert view.pictures.figure.text() == "2 / 2 · 100 %"
    assert "有效期至" in view.facts.whole_text()
    assert "固定保留" in page.ready.room.whole_text()
    assert page.ready.state.whole_text() == "图片已备齐，断网也能审"


async def test_a_pack_is_made_of_the_subtree_or_of_the_list(
    page: PacksPage, desk: Desk, li: int, town: Town
) -> None:
    town.apply_for("王小明")
    desk.sync()
    desk.decide(li, Verdict.DEFERRED)
    page.show()
    dialog = await asked(page)
    assert dialog.chosen().statuses == frozenset({ReviewStatus.PENDING})
    assert "将包含 1 份材料" in dialog.scope_field._note.text()
    dialog.scope.set_current(ALL)
    dialog.scope.chosen.emit(ALL)
    await until(lambda: "将包含 2 份材料" in dialog.scope_field._note.text())
    page.set_listed(MaterialFilter(text="没有这个人"))
    dialog.scope.set_current(LISTED)
    dialog.scope.chosen.emit(LISTED)
    await until(lambda: not dialog.act.isEnabled())
    assert dialog.chosen() == MaterialFilter(text="没有这个人")
    dialog.reject()


async def test_what_is_missing_in_the_dialog_is_said_at_its_field(page: PacksPage) -> None:
    page.show()
    dialog = await asked(page)
    dialog.name.setText(" ")
    dialog.act.click()
    await until(lambda: dialog.name_field.is_wrong)
    assert not dialog.act.is_busy
    dialog.name.setText("包")
    dialog.until.setText("2020-01-01")
    dialog.act.click()
    await until(lambda: dialog.until_field.is_wrong)
    dialog.until.setText("")
    dialog.act.click()
    assert dialog.until_field.is_wrong
    assert not dialog.name_field.is_wrong
    dialog.reject()


async def test_the_default_day_is_the_last_one_of_window_or_lease(
    page: PacksPage, desk: Desk
) -> None:
    await made(page)
    card = packing.shelf(workspace=desk.workspace).cards[0]
    assert card.expires_at == packing.default_expiry(workspace=desk.workspace)


async def test_a_pack_opens_the_list_and_can_be_renewed_and_removed(
    page: PacksPage, desk: Desk, town: Town
) -> None:
    view = await made(page)
    wanted: list[MaterialFilter] = []
    said: list[str] = []
    page.pack_wanted.connect(wanted.append)
    page.said.connect(said.append)
    view.open_button.click()
    assert wanted == [MaterialFilter(pack=PackChoice(view.key, "下乡三天"))]
    town.apply_for("王小明")
    desk.sync()
    view.renew_button.click()
    await until(lambda: view.ready.figure.text() == "0 / 2")
    view.remove_button.click()
    await until(lambda: not page.views)
    assert said == ["任务包已按原来的筛选更新", "任务包已删除；图片留在本机，需要空间时才清除"]


async def test_an_expired_pack_says_so(page: PacksPage, desk: Desk, hub: ChangeHub) -> None:
    view = await made(page)
    desk.clock.advance(40 * DAY)
    hub.publish(packing.end_expired(workspace=desk.workspace))
    await until(lambda: view.state.accessibleName() == "已过期")
    assert "图片不再保留" in view.note.text()


async def test_pins_over_the_quota_are_told(page: PacksPage, desk: Desk, hub: ChangeHub) -> None:
    await made(page)
    fill(desk, hub)
    hub.publish(fetching.set_quota(workspace=desk.workspace, size=100))
    page.presenter.refresh()
    await until(page.over.isVisible)


async def test_a_problem_with_a_pack_is_told_on_the_page(page: PacksPage, desk: Desk) -> None:
    view = await made(page)
    packing.remove(workspace=desk.workspace, key=view.key)
    view.renew_button.click()
    await until(page.problem.isVisible)
    assert "已经删除" in page.problem.accessibleName()


async def test_a_pause_says_why_and_how_to_go_on(page: PacksPage) -> None:
    page.show()
    ready = page.ready
    await until(ready.pictures.figure.text)
    wanted: list[str] = []
    page.pause_wanted.connect(lambda: wanted.append("pause"))
    page.resume_wanted.connect(lambda: wanted.append("resume"))
    page.show_prefetch(PrefetchFacts(running=True))
    assert ready.state.whole_text() == "正在预取，还差 2 张"
    ready.toggle.click()
    for pause, words in (
        (Pause.METERED, "预取已暂停：按流量计费的网络"),
        (Pause.SLOW, "预取已暂停：网速较慢"),
        (Pause.PERSON, "预取已暂停"),
        (Pause.DISK_FULL, "预取已停止：磁盘已满，请清理磁盘后继续"),
    ):
        page.show_prefetch(PrefetchFacts(pause=pause))
        assert ready.state.whole_text() == words
        assert ready.toggle.text() == "继续"
    ready.toggle.click()
    assert wanted == ["pause", "resume"]
    page.show_prefetch(PrefetchFacts(left_out=2))
    assert "图片配额已满，2 张" in ready.state.whole_text()
    page.show_prefetch(PrefetchFacts(refused=2))
    assert "没有给出 2 张" in ready.state.whole_text()
    page.show_prefetch(PrefetchFacts())
    assert ready.state.whole_text() == "还差 2 张，连上服务器后继续"


async def test_a_narrow_page_puts_the_courier_below(page: PacksPage) -> None:
    page.show()
    assert page._grid.getItemPosition(page._grid.indexOf(page._right))[:2] == (0, 1)
    page.resize(900, 800)
    assert page._grid.getItemPosition(page._grid.indexOf(page._right))[:2] == (1, 0)


async def test_tab_goes_as_one_reads(page: PacksPage) -> None:
    view = await made(page)
    await until(page.courier.export.button.isEnabled)
    page.activateWindow()
    await until(page.isActiveWindow)
    page.activated()
    courier = page.courier
    stops = [page.ready.toggle, *view.buttons, courier.pictures]
    stops += [courier.export.button, courier.take_in.button, courier.relay.button]
    for stop in stops:
        page.focusNextChild()
        assert page.focusWidget() is stop, page.focusWidget()
    page.activated()
    QTest.keyClick(page.new, Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
    dialog = await dialog_open(NewPackDialog)
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    assert not dialog.isVisible()
