"""The page of the hospital's manager, over the real store and the real server."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from desktop.screens.hub import ChangeHub
from desktop.screens.packs.page import PacksPage
from tests.support.small_world import HOSPITAL, PATHS, YEAR

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from desktop.app.jobs import ThreadJobs
    from desktop.screens.widgets.theme import Theme
    from tests.support.desk import Desk
    from tests.support.town import Town


@pytest.fixture
def li(town: Town) -> int:
    """A dossier with two pictures that waits for the hospital."""
    pictures = {"portrait": b"portrait of li" * 99, "diploma": b"diploma of li" * 99}
    return town.apply_with_pictures("李小红", pictures)


@pytest.fixture
def desk(town: Town, li: int) -> Desk:
    """The manager's desk, synced."""
    desk = town.desk()
    assert desk.sync().ok
    assert desk.ids() == [li]
    return desk


@pytest.fixture
def hub() -> ChangeHub:
    return ChangeHub()


@pytest.fixture
def page(qtbot: QtBot, desk: Desk, lanes: ThreadJobs, hub: ChangeHub, theme: Theme) -> PacksPage:
    """The page, not shown yet."""
    page = PacksPage(desk.workspace, lanes, hub, theme)
    qtbot.addWidget(page)
    page.set_scope(PATHS[HOSPITAL])
    page.set_year(YEAR)
    page.resize(1364, 900)
    return page
