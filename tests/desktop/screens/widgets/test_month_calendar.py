"""A month by mouse and keyboard."""

from datetime import date

import pytest
from PySide6.QtCore import QPoint, Qt
from pytestqt.qtbot import QtBot

from desktop.screens.widgets.month_calendar import CalendarPopup, MonthGrid, add_months
from desktop.screens.widgets.theme import Theme

TODAY = date(2026, 11, 22)


@pytest.fixture
def grid(qtbot: QtBot, theme: Theme) -> MonthGrid:
    widget = MonthGrid(theme, TODAY)
    qtbot.addWidget(widget)
    widget.show()
    return widget


@pytest.mark.parametrize(
    ("start", "count", "end"),
    [
        (date(2026, 1, 31), 1, date(2026, 2, 28)),
        (date(2024, 1, 31), 1, date(2024, 2, 29)),
        (date(2026, 1, 15), -1, date(2025, 12, 15)),
        (date(2026, 12, 31), 1, date(2027, 1, 31)),
        (date(2026, 5, 31), 13, date(2027, 6, 30)),
    ],
)
def test_months_are_added_without_leaving_the_month(start: date, count: int, end: date) -> None:
    assert add_months(start, count) == end


def test_a_click_chooses_the_day_under_the_mouse(qtbot: QtBot, grid: MonthGrid) -> None:
    side = grid.width() // 7
    with qtbot.waitSignal(grid.day_chosen) as told:
        qtbot.mouseClick(grid, Qt.MouseButton.LeftButton, pos=QPoint(side // 2, side + side // 2))
    assert told.args == [date(2026, 10, 26)]


def test_a_click_on_the_weekdays_chooses_nothing(qtbot: QtBot, grid: MonthGrid) -> None:
    with qtbot.assertNotEmitted(grid.day_chosen):
        qtbot.mouseClick(grid, Qt.MouseButton.LeftButton, pos=QPoint(5, 5))


def test_keys_walk_over_the_edge_of_the_month(qtbot: QtBot, grid: MonthGrid) -> None:
    with qtbot.waitSignal(grid.month_changed):
        qtbot.keyClick(grid, Qt.Key.Key_PageDown)
    for _ in range(2):
        qtbot.keyClick(grid, Qt.Key.Key_Down)
    qtbot.keyClick(grid, Qt.Key.Key_Up)
    qtbot.keyClick(grid, Qt.Key.Key_Left)
    with qtbot.waitSignal(grid.day_chosen) as told:
        qtbot.keyClick(grid, Qt.Key.Key_Space)
    assert told.args == [date(2026, 12, 28)]


def test_the_popup_offers_today(qtbot: QtBot, theme: Theme) -> None:
    host = MonthGrid(theme, TODAY)
    popup = CalendarPopup(theme, TODAY, host)
    qtbot.addWidget(host)
    host.show()
    popup.open_at(host, date(2020, 1, 1))
    with qtbot.waitSignal(popup.day_chosen) as told:
        popup._choose_today()
    assert told.args == [TODAY]
    assert not popup.isVisible()
