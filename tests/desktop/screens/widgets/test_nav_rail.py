"""The pages at the left."""

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from desktop.screens.widgets.nav_rail import NavItem, NavRail
from desktop.screens.widgets.theme import Theme

PAGES = [
    NavItem("home", "home", "首页"),
    NavItem("review", "clipboard_checkmark", "材料审核", hint="Ctrl+2"),
    NavItem("settings", "settings", "设置", bottom=True),
]


@pytest.fixture
def rail(qtbot: QtBot, theme: Theme) -> NavRail:
    widget = NavRail(theme, PAGES)
    widget.resize(76, 600)
    qtbot.addWidget(widget)
    widget.show()
    return widget


def test_a_click_goes_to_a_page(qtbot: QtBot, rail: NavRail) -> None:
    assert rail.current() == ""
    with qtbot.waitSignal(rail.chosen) as told:
        qtbot.mouseClick(rail.button("review"), Qt.MouseButton.LeftButton)
    assert told.args == ["review"]
    assert rail.current() == "review"


def test_badges_count_and_alarm(rail: NavRail) -> None:
    plain = rail.grab().toImage()
    rail.set_badge("review", 1128)
    assert rail.button("review").accessibleName() == "材料审核 1,128"
    rail.set_badge("home", 2, alarm=True)
    assert rail.grab().toImage() != plain
    rail.set_badge("a_page_of_another_role", 3)
    rail.set_badge("review", 0)
    assert rail.button("review").accessibleName() == "材料审核"


def test_from_175_percent_only_icons_remain(rail: NavRail, theme: Theme) -> None:
    theme.set_scale(1.5)
    wide = rail.width()
    theme.set_scale(1.75)
    assert rail.width() < wide
    assert rail.button("review").toolTip() == "材料审核 (Ctrl+2)"
    rail.grab()


def test_another_role_has_other_pages(rail: NavRail) -> None:
    rail.set_current("home")
    rail.set_items(PAGES[:2])
    assert rail.current() == "home"
    rail.set_items(PAGES[2:])
    assert rail.current() == ""
    with pytest.raises(KeyError):
        rail.button("home")


def test_settings_stand_at_the_lower_end(rail: NavRail) -> None:
    rail.layout().activate()
    assert rail.button("settings").y() > 500
