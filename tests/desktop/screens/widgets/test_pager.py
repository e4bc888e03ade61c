"""Pages of a list."""

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from desktop.screens.widgets.buttons import IconButton
from desktop.screens.widgets.inputs import Combo, TextField
from desktop.screens.widgets.pager import PageButton, Pager, shown_pages
from desktop.screens.widgets.theme import Theme


@pytest.fixture
def pager(qtbot: QtBot, styled: Theme) -> Pager:
    widget = Pager(styled, "份")
    qtbot.addWidget(widget)
    widget.show()
    widget.set_state(120)
    return widget


def numbers(pager: Pager) -> list[int]:
    return [button.number for button in pager.findChildren(PageButton) if not button.isHidden()]


@pytest.mark.parametrize(
    ("page", "pages", "shown"),
    [
        (1, 1, [1]),
        (1, 12, [1, 2, 3, 12]),
        (6, 12, [1, 5, 6, 7, 12]),
        (12, 12, [1, 10, 11, 12]),
        (2, 2, [1, 2]),
    ],
)
def test_the_numbers_worth_showing(page: int, pages: int, shown: list[int]) -> None:
    assert shown_pages(page, pages) == shown


def test_it_counts_pages_from_the_total(pager: Pager) -> None:
    assert (pager.pages, pager.page, pager.page_size) == (12, 1, 10)
    pager.set_state(0)
    assert (pager.pages, pager.page) == (1, 1)
    pager.set_state(25, 99)
    assert pager.page == 3


def test_numbers_and_arrows_turn_pages(qtbot: QtBot, pager: Pager) -> None:
    second = next(button for button in pager.findChildren(PageButton) if button.number == 2)
    with qtbot.waitSignal(pager.page_chosen) as told:
        qtbot.mouseClick(second, Qt.MouseButton.LeftButton)
    assert told.args == [2]
    before, after = pager.findChildren(IconButton)
    with qtbot.waitSignal(pager.page_chosen) as told:
        qtbot.mouseClick(after, Qt.MouseButton.LeftButton)
    assert told.args == [3]
    with qtbot.waitSignal(pager.page_chosen) as told:
        qtbot.mouseClick(before, Qt.MouseButton.LeftButton)
    assert told.args == [2]
    qtbot.waitUntil(lambda: numbers(pager) == [1, 2, 3, 12])


def test_the_current_page_stays_marked_when_clicked(qtbot: QtBot, pager: Pager) -> None:
    first = next(button for button in pager.findChildren(PageButton) if button.number == 1)
    with qtbot.assertNotEmitted(pager.page_chosen):
        qtbot.mouseClick(first, Qt.MouseButton.LeftButton)
    assert first.isChecked()


def test_the_ends_are_closed(pager: Pager) -> None:
    before, after = pager.findChildren(IconButton)
    assert not before.isEnabled()
    pager.set_state(120, 12)
    assert before.isEnabled()
    assert not after.isEnabled()


def test_a_leap_past_the_end_lands_on_the_last_page(qtbot: QtBot, pager: Pager) -> None:
    field = pager.findChild(TextField)
    field.setText("99")
    with qtbot.waitSignal(pager.page_chosen) as told:
        qtbot.keyClick(field, Qt.Key.Key_Return)
    assert told.args == [12]
    assert field.text() == "12"


def test_another_size_begins_at_the_first_page(qtbot: QtBot, pager: Pager) -> None:
    pager.set_state(120, 5)
    with qtbot.waitSignal(pager.page_size_chosen) as told:
        qtbot.keyClick(pager.findChild(Combo), Qt.Key.Key_Down)
    assert told.args == [20]
    assert (pager.page, pager.pages) == (1, 6)
    pager.set_page_size(50)
    assert pager.pages == 3
