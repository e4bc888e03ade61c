"""本单位确认码: medical institutions have one, administrative units have none."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtGui import QGuiApplication

from desktop.screens.confirmation_code.page import CodePage
from desktop.screens.hub import ChangeHub
from tests.support.small_world import COUNTY_OFFICER, HOSPITAL, confirmation_code
from tests.support.town import found, open_town
from tests.support.waiting import until

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from desktop.app.jobs import ThreadJobs
    from desktop.screens.widgets.theme import Theme
    from tests.support.town import Town


@pytest.fixture
def town(tmp_path: Path) -> Iterator[Town]:
    with open_town(tmp_path, founded=found(tmp_path / "founded")) as town:
        yield town


async def test_the_code_is_read_and_copied(
    town: Town, lanes: ThreadJobs, theme: Theme, qtbot: QtBot
) -> None:
    desk, hub = town.desk(), ChangeHub()
    page = CodePage(desk.workspace, lanes, hub, theme)
    qtbot.addWidget(page)
    said: list[str] = []
    page.said.connect(said.append)
    page.show()
    assert not page.copy.isEnabled()
    hub.publish(desk.sync().changes)
    await until(page.copy.isEnabled)
    page.copy.click()
    code = confirmation_code(HOSPITAL)
    assert page.code.code() == code
    assert QGuiApplication.clipboard().text() == code
    assert said == [f"已复制单位确认码 {code}"]


async def test_an_administrative_unit_is_told_that_it_has_none(
    town: Town, lanes: ThreadJobs, theme: Theme, qtbot: QtBot
) -> None:
    desk = town.desk(COUNTY_OFFICER, "c")
    assert desk.sync().ok
    page = CodePage(desk.workspace, lanes, ChangeHub(), theme)
    qtbot.addWidget(page)
    page.show()
    assert page.none.isVisible()
    assert not page.copy.isVisible()
