"""Settings take effect at once, are kept, and say honestly how server and data stand."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from desktop.app.settings import SettingsFile
from desktop.screens.settings.page import SettingsPage
from desktop.screens.settings.ports import About
from tests.support.town import carrier_of, found, open_town
from tests.support.waiting import until

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from desktop.app.jobs import ThreadJobs
    from desktop.screens.widgets.theme import Theme
    from tests.support.desk import Desk


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    with open_town(tmp_path, founded=found(tmp_path / "founded")) as town:
        desk = town.desk()
        assert desk.sync().ok
        yield desk


@pytest.fixture
def store(tmp_path: Path) -> SettingsFile:
    store = SettingsFile(tmp_path / "settings.json")
    store.change(server="https://talent.example.invalid")
    return store


@pytest.fixture
def page(
    qtbot: QtBot, desk: Desk, store: SettingsFile, lanes: ThreadJobs, theme: Theme
) -> SettingsPage:
    page = SettingsPage(desk.workspace, lanes, store, About("1.2.3"), theme)
    qtbot.addWidget(page)
    page.resize(1200, 800)
    return page


async def test_every_choice_is_kept_at_once(
    page: SettingsPage, store: SettingsFile, tmp_path: Path
) -> None:
    page.languages.buttons["en"].click()
    page.themes.buttons["dark"].click()
    page.rows.buttons["compact"].click()
    page.font_size.setValue(148)
    assert page.percent.text() == "150 %"
    current = SettingsFile(tmp_path / "settings.json").current
    assert current == store.current
    assert (current.language, current.theme, current.compact) == ("en", "dark", True)
    assert current.font_percent == 150
    assert page.font_size.value() == 150


async def test_what_was_changed_elsewhere_is_shown(page: SettingsPage, store: SettingsFile) -> None:
    store.change(theme="light", font_percent=120)
    page.show()
    assert page.themes.buttons["light"].isChecked()
    assert page.font_size.value() == 120
    await until(lambda: page.server_state.status() == "synced")


async def test_the_server_and_the_local_data_speak_for_themselves(page: SettingsPage) -> None:
    page.show()
    await until(lambda: page.server_state.status() == "synced")
    address = page.server_facts.fact_row("address").fact.value
    assert address == "https://talent.example.invalid"
    assert page.server_facts.fact_row("name").fact.value
    assert page.data_facts.fact_row("local").fact.value == "材料 0 份，图片 0 张"
    assert page.presenter.grace.usual == 60
    assert page.presenter.grace.refused == 600


async def test_a_server_that_does_not_answer_is_named_so(page: SettingsPage, desk: Desk) -> None:
    carrier_of(desk).away = True
    page.show()
    await until(lambda: page.server_state.status() == "offline")
    assert page.server_state.toolTip()


async def test_room_and_network_for_pictures_are_chosen_at_once(
    page: SettingsPage, store: SettingsFile
) -> None:
    page.show()
    card = page.pictures
    assert card.links.buttons["unmetered"].isChecked()
    assert card.quota.current_key() == "4"
    card.links.buttons["any"].click()
    card.quota.setCurrentIndex(0)
    card.quota.activated.emit(0)
    assert (store.current.only_unmetered, store.current.picture_gigabytes) == (False, 1)
    await until(lambda: card.room.text() == "已用 0 KB")
    store.change(picture_gigabytes=7)
    page.show_choices()
    assert card.quota.current_key() == "8", "the nearest of what is offered"


async def test_grace_times_are_chosen_within_bounds_and_given_back(
    page: SettingsPage, store: SettingsFile
) -> None:
    page.show()
    assert (page.grace.usual.value(), page.grace.refused.value()) == (60, 600)
    assert not page.grace.reset.isEnabled()
    page.grace.refused.setValue(30)
    assert (store.current.grace_seconds, store.current.grace_seconds_refused) == (60, 60)
    page.grace.usual.setValue(120)
    assert (store.current.grace_seconds, store.current.grace_seconds_refused) == (120, 120)
    assert page.grace.refused.minimum() == 120
    page.grace.reset.click()
    assert (store.current.grace_seconds, store.current.grace_seconds_refused) == (None, None)
    assert (page.grace.usual.value(), page.grace.refused.value()) == (60, 600)
