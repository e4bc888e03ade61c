"""The outbox page of the hospital's manager, over the real store and the real server."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from desktop.domain.review import Verdict
from desktop.screens.hub import ChangeHub
from desktop.screens.outbox.page import OutboxPage
from tests.support.small_world import ASSISTANT
from tests.support.waiting import until

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
def desk(town: Town, ids: list[int]) -> Desk:
    """The manager's desk, synced."""
    assert ids
    desk = town.desk()
    assert desk.sync().ok
    return desk


@pytest.fixture
def hub() -> ChangeHub:
    return ChangeHub()


@pytest.fixture
def page(qtbot: QtBot, desk: Desk, lanes: ThreadJobs, hub: ChangeHub, theme: Theme) -> OutboxPage:
    """The page, not shown yet."""
    page = OutboxPage(desk.workspace, lanes, hub, theme)
    qtbot.addWidget(page)
    page.resize(1364, 820)
    return page


@pytest.fixture
def conflict(desk: Desk, ids: list[int], town: Town) -> int:
    """The manager returns what an assistant has deferred meanwhile; returns the material."""
    assistant = town.desk(ASSISTANT, "b")
    assistant.sync()
    assistant.decide(ids[0], Verdict.DEFERRED, remark="等单位证明")
    assistant.sync()
    town.clock.now += 120
    desk.decide(ids[0], Verdict.RETURNED, remark="请补充学历证明")
    assert desk.sync().ok
    return ids[0]


async def loaded(page: OutboxPage, count: int) -> None:
    """Show the page and wait for so many items."""
    page.show()
    await until(lambda: page.presenter.model.rowCount() == count)
    await until(lambda: page.item.isVisible() == bool(count))
