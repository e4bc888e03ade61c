"""Dates are typed, stepped and chosen."""

from datetime import date

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from desktop.screens.widgets.date_field import DateField, PeriodField, parse_date
from desktop.screens.widgets.month_calendar import CalendarPopup
from desktop.screens.widgets.theme import Theme

TODAY = date(2026, 11, 22)


def today() -> date:
    return TODAY


@pytest.fixture
def field(qtbot: QtBot, styled: Theme) -> DateField:
    widget = DateField(styled, "开始", today=today)
    qtbot.addWidget(widget)
    widget.show()
    widget.setFocus()
    return widget


@pytest.mark.parametrize(
    "typed", ["2025-08-01", "2025-8-1", "20250801", "2025/8/1", "2025.08.01", " 2025年8月1日 "]
)
def test_a_date_may_be_typed_in_many_ways(typed: str) -> None:
    assert parse_date(typed) == date(2025, 8, 1)


@pytest.mark.parametrize("typed", ["", "2025", "2025-02-30", "2025-13-01", "去年", "08-01"])
def test_what_is_no_date_gives_none(typed: str) -> None:
    assert parse_date(typed) is None


def test_a_typed_date_is_told_and_written_in_full(qtbot: QtBot, field: DateField) -> None:
    with qtbot.waitSignal(field.day_changed) as told:
        qtbot.keyClicks(field, "2025/8/1")
    assert told.args == [date(2025, 8, 1)]
    field.clearFocus()
    assert field.text() == "2025-08-01"


def test_nonsense_gets_the_red_line_on_leaving(qtbot: QtBot, field: DateField) -> None:
    qtbot.keyClicks(field, "2025-02-30")
    assert not field.property("state")
    field.clearFocus()
    assert field.property("state") == "error"
    assert field.day() is None
    field.set_day(TODAY)
    assert field.property("state") == ""


def test_arrows_step_by_day_and_month(qtbot: QtBot, field: DateField) -> None:
    field.set_day(date(2026, 1, 31))
    qtbot.keyClick(field, Qt.Key.Key_Up)
    assert field.day() == date(2026, 2, 1)
    qtbot.keyClick(field, Qt.Key.Key_Down)
    qtbot.keyClick(field, Qt.Key.Key_PageUp)
    assert field.day() == date(2026, 2, 28)
    qtbot.keyClick(field, Qt.Key.Key_PageDown)
    assert field.day() == date(2026, 1, 28)


def test_arrows_do_nothing_without_a_date(qtbot: QtBot, field: DateField) -> None:
    qtbot.keyClick(field, Qt.Key.Key_Up)
    assert field.day() is None


def test_a_day_is_chosen_from_the_calendar_by_keyboard(qtbot: QtBot, field: DateField) -> None:
    qtbot.keyClick(field, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    popup = field.findChild(CalendarPopup)
    qtbot.waitUntil(popup.isVisible)
    assert popup.grid.day == TODAY
    qtbot.keyClick(popup.grid, Qt.Key.Key_Right)
    qtbot.keyClick(popup.grid, Qt.Key.Key_Return)
    assert not popup.isVisible()
    assert field.day() == date(2026, 11, 23)


def test_a_period_tells_both_dates(qtbot: QtBot, styled: Theme) -> None:
    period = PeriodField(styled, "开始", "结束", today=today)
    qtbot.addWidget(period)
    period.first.set_day(date(2025, 8, 1))
    with qtbot.waitSignal(period.period_changed) as told:
        period.last.set_day(date(2026, 7, 31))
    assert told.args == [date(2025, 8, 1), date(2026, 7, 31)]
    period.set_wrong(wrong=True)
    assert period.last.property("state") == "error"
    period.set_period(None, None)
    assert period.period() == (None, None)
