"""The review page of the hospital's manager, over the real store and the real server."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from desktop.screens.hub import ChangeHub
from desktop.screens.review.page import ReviewPage
from tests.support.small_world import PATHS, PROVINCE, YEAR
from tests.support.waiting import until

if TYPE_CHECKING:
    from collections.abc import Callable

    from pytestqt.qtbot import QtBot

    from desktop.app.jobs import ThreadJobs
    from desktop.screens.widgets.theme import Theme
    from tests.support.desk import Desk
    from tests.support.town import Town

NAMES = ("王小明", "李文博", "陈思远", "赵雨桐", "刘子涵")


@pytest.fixture
def applicants(town: Town) -> dict[str, int]:
    """Five people who wait for the hospital's review, by name."""
    return {name: town.apply_for(name) for name in NAMES}


@pytest.fixture
def desk(town: Town, applicants: dict[str, int]) -> Desk:
    """The manager's desk, synced."""
    assert applicants
    desk = town.desk()
    assert desk.sync().ok
    return desk


@pytest.fixture
def hub() -> ChangeHub:
    return ChangeHub()


@pytest.fixture
def show_page(
    qtbot: QtBot, lanes: ThreadJobs, hub: ChangeHub, theme: Theme
) -> Callable[[Desk, str], ReviewPage]:
    """Show somebody's page with a scope, as the shell does."""

    def show(desk: Desk, scope: str) -> ReviewPage:
        page = ReviewPage(desk.workspace, lanes, hub, theme)
        qtbot.addWidget(page)
        page.resize(1364, 820)
        page.set_year(YEAR)
        page.set_scope(scope)
        page.show()
        return page

    return show


@pytest.fixture
def blank_page(desk: Desk, show_page: Callable[[Desk, str], ReviewPage]) -> ReviewPage:
    """The manager's page; nothing is loaded yet."""
    return show_page(desk, PATHS[PROVINCE])


async def loaded(page: ReviewPage, count: int = len(NAMES)) -> ReviewPage:
    """Wait until the list shows so many materials."""
    await until(lambda: page.list_presenter.rows.count == count)
    return page


async def opened(page: ReviewPage, material_id: int) -> None:
    """Open a dossier and wait until it is shown."""
    page.open_material(material_id)
    await until(lambda: shown_id(page) == material_id)


def shown_id(page: ReviewPage) -> int | None:
    """Return which dossier is on the screen."""
    dossier = page.detail_presenter.dossier
    return None if dossier is None else dossier.id
