"""The page of the hospital's manager, who answers for an assistant without rights."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from desktop.domain.review import Verdict
from desktop.screens.hub import ChangeHub
from desktop.screens.parked.page import ParkedPage
from tests.support import parking
from tests.support.small_world import ASSISTANT, COUNTY_OFFICER

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from desktop.app.jobs import ThreadJobs
    from desktop.screens.widgets.theme import Theme
    from tests.support.desk import Desk
    from tests.support.town import Town

NAMES = ("陈思远", "徐一鸣", "高俊熙")


@pytest.fixture
def ids(town: Town) -> list[int]:
    """Three people who wait for the hospital's review."""
    return [town.apply_for(name) for name in NAMES]


@pytest.fixture
def author(town: Town, ids: list[int]) -> Desk:
    """An assistant who decided about all of them offline, and had lost the right by then."""
    desk = town.desk(ASSISTANT, "b")
    assert desk.sync().ok
    desk.decide(ids[0], Verdict.DEFERRED, remark="等单位证明")
    desk.decide(ids[1], Verdict.REFUSED, remark="学历不符")
    desk.decide(ids[2], Verdict.RETURNED, remark="请补充学历证明")
    parking.revoke(town.units, ASSISTANT)
    desk.sync()
    assert parking.parked_ids(town.units) == [1, 2, 3]
    return desk


@pytest.fixture
def desk(town: Town, author: Desk) -> Desk:
    """The manager's desk, synced."""
    assert author.device_id
    desk = town.desk()
    assert desk.sync().ok
    return desk


@pytest.fixture
def county(town: Town, author: Desk) -> Desk:
    """The county officer's desk, synced."""
    assert author.device_id
    desk = town.desk(COUNTY_OFFICER, "c")
    assert desk.sync().ok
    return desk


@pytest.fixture
def hub() -> ChangeHub:
    return ChangeHub()


@pytest.fixture
def page(qtbot: QtBot, desk: Desk, lanes: ThreadJobs, hub: ChangeHub, theme: Theme) -> ParkedPage:
    """The manager's page, not shown yet."""
    return laid_out(ParkedPage(desk.workspace, lanes, hub, theme), qtbot)


def laid_out(page: ParkedPage, qtbot: QtBot) -> ParkedPage:
    """Give a page its size."""
    qtbot.addWidget(page)
    page.resize(1364, 820)
    return page
