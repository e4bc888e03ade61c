"""The frame in the person's hands: navigation, keys, tree, banners."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from desktop.domain.errors import NotReachableError
from desktop.domain.review import Verdict
from desktop.screens.hub import ChangeHub
from desktop.screens.shell.pages import PageEntry, PageKey
from desktop.screens.shell.presenter import ShellPresenter
from desktop.screens.shell.shortcuts_view import ShortcutsDialog
from desktop.screens.shell.status import SyncFacts
from desktop.screens.shell.tree_presenter import TreePresenter
from desktop.screens.shell.view import ShellView
from desktop.services import reviewing
from tests.support import small_world
from tests.support.waiting import until

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from desktop.app.jobs import ThreadJobs
    from desktop.screens.widgets.theme import Theme
    from tests.support.desk import Desk


class PlainPage(QWidget):
    """A page that notes what the frame tells it."""

    def __init__(self) -> None:
        super().__init__()
        self.scopes: list[str] = []
        self.years: list[int] = []
        self.times_activated = 0

    def set_scope(self, path: str) -> None:
        """Note the scope."""
        self.scopes.append(path)

    def set_year(self, year: int) -> None:
        """Note the year."""
        self.years.append(year)

    def activated(self) -> None:
        """Note that it came to the front."""
        self.times_activated += 1


class FindingPage(PlainPage):
    """A page with a search of its own."""

    def __init__(self) -> None:
        super().__init__()
        self.times_searched = 0

    def focus_search(self) -> None:
        """Note that somebody wants to search."""
        self.times_searched += 1


class Frame:
    """The shell around three plain pages."""

    def __init__(self, desk: Desk, lanes: ThreadJobs, theme: Theme, *, tree: bool) -> None:
        self.hub = ChangeHub()
        self.presenter = ShellPresenter(desk.workspace, lanes, self.hub)
        self.tree = TreePresenter(desk.workspace, lanes, self.hub) if tree else None
        self.home, self.review, self.outbox = PlainPage(), FindingPage(), PlainPage()
        self.shell = ShellView(
            theme,
            self.presenter,
            self.tree,
            [
                PageEntry(key=PageKey.HOME, widget=self.home),
                PageEntry(key=PageKey.REVIEW, widget=self.review),
                PageEntry(key=PageKey.OUTBOX, widget=self.outbox, at_end=True),
            ],
        )
        context = desk.workspace.context
        self.shell.header.show_person(
            desk.workspace.session.person, context, desk.workspace.session.contexts
        )
        self.presenter.refresh()
        if self.tree is not None:
            self.tree.refresh()


def _shown(frame: Frame, qtbot: QtBot, width: int = 1440) -> Frame:
    qtbot.addWidget(frame.shell)
    frame.shell.resize(width, 900)
    frame.shell.show()
    frame.shell.show_page(PageKey.HOME)
    return frame


@pytest.fixture
def hospital_frame(hospital: Desk, lanes: ThreadJobs, theme: Theme, qtbot: QtBot) -> Frame:
    return _shown(Frame(hospital, lanes, theme, tree=False), qtbot)


@pytest.fixture
def county_frame(county: Desk, lanes: ThreadJobs, theme: Theme, qtbot: QtBot) -> Frame:
    return _shown(Frame(county, lanes, theme, tree=True), qtbot)


async def test_the_rail_and_ctrl_digits_go_to_pages(hospital_frame: Frame, qtbot: QtBot) -> None:
    shell = hospital_frame.shell
    qtbot.mouseClick(shell.rail.button(PageKey.REVIEW), Qt.MouseButton.LeftButton)
    assert shell.current is PageKey.REVIEW
    assert hospital_frame.review.times_activated == 1
    qtbot.keyClick(shell, Qt.Key.Key_3, Qt.KeyboardModifier.ControlModifier)
    assert shell.current is PageKey.OUTBOX
    assert shell.rail.current() == PageKey.OUTBOX


async def test_ctrl_k_searches_in_the_review_page(hospital_frame: Frame, qtbot: QtBot) -> None:
    qtbot.keyClick(hospital_frame.shell, Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier)
    assert hospital_frame.shell.current is PageKey.REVIEW
    assert hospital_frame.review.times_searched == 1
    qtbot.mouseClick(hospital_frame.shell.header.search, Qt.MouseButton.LeftButton)
    assert hospital_frame.review.times_searched == 2


async def test_f5_asks_for_a_sync_and_f1_shows_the_keys(
    hospital_frame: Frame, qtbot: QtBot
) -> None:
    shell = hospital_frame.shell
    with qtbot.waitSignal(shell.sync_wanted):
        qtbot.keyClick(shell, Qt.Key.Key_F5)
    qtbot.keyClick(shell, Qt.Key.Key_F1)
    sheet = shell.findChild(ShortcutsDialog)
    assert sheet is not None
    assert sheet.isVisible()
    qtbot.keyClick(sheet, Qt.Key.Key_Escape)
    await until(lambda: shell.findChild(ShortcutsDialog) is None)


async def test_ctrl_z_takes_back_wherever_one_is(
    hospital_frame: Frame, hospital: Desk, qtbot: QtBot
) -> None:
    shell = hospital_frame.shell
    shell.activateWindow()
    qtbot.waitActive(shell)
    material = hospital.ids()[0]
    hospital.decide(material, Verdict.REFUSED, remark="学历不符", at_once=False)
    shell.show_page(PageKey.OUTBOX)
    qtbot.keyClick(shell, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    await until(lambda: not hospital.outbox())
    await until(shell.toast.isVisible)
    assert shell.toast.accessibleName() == "已撤回 李考生 的审核不通过，填过的内容还在。"
    qtbot.keyClick(shell, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    await until(lambda: shell.toast.accessibleName() == "没有可撤回的审核。")
    reviewing.remove_from_unit(
        workspace=hospital.workspace,
        material_id=material,
        seen=hospital.seen(material),
        reason="离",
    )
    qtbot.keyClick(shell, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    said = "已撤回 李考生 的从单位移除，填过的内容还在。"
    await until(lambda: shell.toast.accessibleName() == said)


async def test_the_chip_leads_to_the_outbox(hospital_frame: Frame, qtbot: QtBot) -> None:
    shell = hospital_frame.shell
    await until(lambda: shell.header.chip.text().startswith("已同步"))
    qtbot.mouseClick(shell.header.chip, Qt.MouseButton.LeftButton)
    assert shell.current is PageKey.OUTBOX


async def test_offline_stands_under_the_header_until_it_is_over(
    hospital_frame: Frame, qtbot: QtBot
) -> None:
    shell, presenter = hospital_frame.shell, hospital_frame.presenter
    await until(lambda: shell.header.chip.text() != "")
    presenter.set_facts(SyncFacts(failures=(NotReachableError(),)))
    (banner,) = shell.banners
    assert "离线工作中" in banner.accessibleName()
    presenter.set_facts(SyncFacts(failures=(NotReachableError(),)))
    assert shell.banners == [banner]
    with qtbot.waitSignal(shell.sync_wanted):
        banner.link_clicked.emit()
    presenter.set_facts(SyncFacts())
    assert not shell.banners


async def test_the_header_names_business_place_and_person(hospital_frame: Frame) -> None:
    header = hospital_frame.shell.header
    assert header.business.text() == "医师资格试用期"
    assert not header.business.isEnabled()
    assert "王管理" in header.person.accessibleName()
    assert "示例县人民医院 · 医疗机构" in header.person.accessibleName()


async def test_another_year_reaches_every_page(hospital_frame: Frame) -> None:
    header = hospital_frame.shell.header
    header.year.click()
    action = header.menu.actions()[-1]
    assert action.text() == str(small_world.YEAR - 1)
    action.trigger()
    header.menu.hide()
    assert hospital_frame.review.years == [small_world.YEAR - 1]
    assert header.year.text() == str(small_world.YEAR - 1)


async def test_the_person_can_sign_out(hospital_frame: Frame, qtbot: QtBot) -> None:
    header = hospital_frame.shell.header
    header.person.click()
    texts = [action.text() for action in header.menu.actions()]
    assert texts == ["设置", "退出登录"]
    with qtbot.waitSignal(header.sign_out_wanted):
        header.menu.actions()[-1].trigger()
    header.menu.hide()


async def test_the_tree_scopes_every_page_and_ends_at_the_own_unit(county_frame: Frame) -> None:
    tree = county_frame.tree
    assert tree is not None
    await until(lambda: tree.model.rowCount() == 1)
    assert tree.model.index(0, 0).data() == small_world.NAMES[small_world.COUNTY]
    view = county_frame.shell.tree
    assert view is not None
    assert tree.current_index().data() == small_world.NAMES[small_world.COUNTY]
    view.tree.setCurrentIndex(tree.model.index_of(small_world.HOSPITAL))
    path = small_world.PATHS[small_world.HOSPITAL]
    assert county_frame.home.scopes == [path]
    assert county_frame.review.scopes == [path]


async def test_the_tree_is_searched_while_typing(county_frame: Frame, qtbot: QtBot) -> None:
    tree, view = county_frame.tree, county_frame.shell.tree
    assert tree is not None
    assert view is not None
    await until(lambda: tree.model.rowCount() == 1)
    qtbot.keyClicks(view.search, f"{small_world.HEALTH_CENTRE:08}")
    await until(lambda: tree.model.is_searching)
    root = tree.model.index(0, 0)
    assert tree.model.rowCount(root) == 1
    assert view.tree.isExpanded(root)
    qtbot.keyClick(view.search, Qt.Key.Key_Escape)
    await until(lambda: not tree.model.is_searching)
    view.search.setText("不存在")
    await until(lambda: not view.tree.isVisible())
    view.search.clear()
    await until(view.tree.isVisible)


async def test_a_narrow_window_folds_the_tree_away(county_frame: Frame, qtbot: QtBot) -> None:
    shell = county_frame.shell
    view = shell.tree
    assert view is not None
    await until(view.isVisible)
    shell.resize(1200, 800)
    await until(lambda: not view.isVisible())
    qtbot.mouseClick(shell.header.tree, Qt.MouseButton.LeftButton)
    assert view.isVisible()
    qtbot.keyClick(shell, Qt.Key.Key_B, Qt.KeyboardModifier.ControlModifier)
    assert not view.isVisible()


async def test_widths_are_remembered(county_frame: Frame) -> None:
    kept = county_frame.shell.save_layout()
    assert kept
    county_frame.shell.restore_layout(kept)
    county_frame.shell.restore_layout("")
    assert county_frame.shell.save_layout() == kept
