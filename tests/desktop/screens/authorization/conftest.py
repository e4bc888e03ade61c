"""The county officer's and the hospital HR's authorization pages over the real server."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from desktop.domain.review import Role
from desktop.screens.authorization.page import AuthorizationPage
from desktop.screens.hub import ChangeHub
from server_stub.storage.models import Grant
from tests.support.small_world import COUNTY_OFFICER, DAY, HOSPITAL, MANAGER, NOW
from tests.support.town import open_town
from tests.support.waiting import until

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from desktop.app.jobs import ThreadJobs
    from desktop.screens.widgets.theme import Theme
    from tests.support.desk import Desk
    from tests.support.town import Town


@pytest.fixture
def town(tmp_path: Path, founded: Path) -> Iterator[Town]:
    """A town whose demo inbox tells the codes that were sent."""
    with open_town(tmp_path, founded=founded, demo=True) as town:
        yield town


@pytest.fixture
def county(town: Town) -> Desk:
    """The county officer's desk, synced."""
    desk = town.desk(COUNTY_OFFICER, "c")
    assert desk.sync().ok
    return desk


@pytest.fixture
def hr(town: Town) -> Desk:
    """The desk of the hospital's manager, who is its HR too, synced."""
    with town.units.writing() as unit:
        grant = Grant(
            person_id=MANAGER,
            organization_id=HOSPITAL,
            business="05",
            role=Role.HR,
            granted_at=NOW - DAY,
        )
        unit.session.add(grant)
    desk = town.desk(MANAGER, "d")
    assert desk.sync().ok
    return desk


@pytest.fixture
def hub() -> ChangeHub:
    return ChangeHub()


@pytest.fixture
def page(
    qtbot: QtBot, county: Desk, lanes: ThreadJobs, hub: ChangeHub, theme: Theme
) -> AuthorizationPage:
    """The officer's page; nothing is loaded yet."""
    return shown(AuthorizationPage(county.workspace, lanes, hub, theme), qtbot)


def shown(page: AuthorizationPage, qtbot: QtBot) -> AuthorizationPage:
    """Show a page."""
    qtbot.addWidget(page)
    page.resize(1120, 760)
    page.show()
    return page


async def loaded(page: AuthorizationPage, count: int) -> None:
    """Wait until so many rows are there, and the server has answered."""
    await until(lambda: page.presenter.model.rowCount() == count)
    await until(lambda: page.presenter.online is not None or not page.presenter.may_act)


def texts_of(page: AuthorizationPage, row: int) -> dict[str, str]:
    """Return what a row says, by column."""
    model = page.presenter.model
    return {
        column.key: str(model.index(row, at).data() or "")
        for at, column in enumerate(page.presenter.columns)
    }
