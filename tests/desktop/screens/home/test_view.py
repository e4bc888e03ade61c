"""The home page shows what was read, and every figure leads somewhere."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt

from desktop.domain.review import ReviewStatus
from desktop.screens.home.presenter import HomePresenter
from desktop.screens.home.view import HomePage
from desktop.screens.hub import ChangeHub
from desktop.screens.widgets.dialog import Dialog
from desktop.store.records import Notice
from tests.support import small_world
from tests.support.desk import Desk
from tests.support.server import ReferenceServer
from tests.support.waiting import until

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from desktop.app.jobs import ThreadJobs
    from desktop.screens.widgets.theme import Theme


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    """A hospital's manager with two dossiers, synced."""
    from desktop.remote.transport import Transport  # noqa: PLC0415 - only here is a wire needed

    with ReferenceServer(tmp_path / "server") as server:
        with server.units.writing() as unit:
            small_world.apply_for(unit, "李考生")
            small_world.apply_for(unit, "王考生")
        carrier = Transport(server.url, clock=server.clock)
        tokens = server.sign_in(small_world.MANAGER)
        desk = Desk(tmp_path / "desk", carrier, tokens, "d" * 32, server.clock)
        desk.sync()
        yield desk
        desk.close()
        carrier.close()


@pytest.fixture
def page(desk: Desk, lanes: ThreadJobs, theme: Theme, qtbot: QtBot) -> HomePage:
    page = HomePage(theme, HomePresenter(desk.workspace, lanes, ChangeHub()))
    qtbot.addWidget(page)
    page.resize(1300, 800)
    page.show()
    return page


async def test_the_page_greets_and_counts(page: HomePage) -> None:
    tile = page.tiles[ReviewStatus.PENDING]
    await until(lambda: tile.accessibleName() == "待审核 2")
    assert "王管理" in page._greeting.text()
    assert "单位级审核" in page._caption.text()
    assert page.deadline.isVisible()
    assert page.start.isVisible()
    assert len(page.tasks.links) == 1


async def test_before_the_first_download_nobody_is_told_that_all_is_done(
    desk: Desk, page: HomePage
) -> None:
    desk.replica.wipe(keep_outbox=True)
    page._presenter.refresh()
    await until(lambda: page.tiles[ReviewStatus.PENDING].accessibleName() == "待审核 0")
    await until(lambda: "下载完才知道" in page.deadline.accessibleName())
    assert "已全部审完" not in page.deadline.accessibleName()


async def test_every_figure_leads_to_its_list(page: HomePage, qtbot: QtBot) -> None:
    tile = page.tiles[ReviewStatus.PENDING]
    await until(lambda: tile.accessibleName() == "待审核 2")
    wanted: list[str] = []
    page.status_wanted.connect(wanted.append)
    qtbot.mouseClick(tile, Qt.MouseButton.LeftButton)
    qtbot.keyClick(page.tiles[ReviewStatus.REFUSED], Qt.Key.Key_Return)
    qtbot.mouseClick(page.tasks.links[0], Qt.MouseButton.LeftButton)
    qtbot.mouseClick(page.start, Qt.MouseButton.LeftButton)
    assert wanted == ["pending", "refused", "pending", "pending"]


async def test_a_notice_opens_as_plain_text(page: HomePage, qtbot: QtBot) -> None:
    await until(page.deadline.isVisible)
    notice = Notice(1, "通知 <b>粗体</b>", "<script>正文</script>", 1_795_000_000)
    page.notices.show_notices([notice], 1_795_000_000)
    page.notices.notice_chosen.emit(notice)
    dialog = page.window().findChild(Dialog)
    assert dialog is not None
    assert dialog.windowTitle() == "通知 <b>粗体</b>"
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    await until(lambda: page.window().findChild(Dialog) is None or not dialog.isVisible())
