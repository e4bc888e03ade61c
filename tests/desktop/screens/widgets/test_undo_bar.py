"""A decision can be taken back while the ring runs."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from desktop.screens.widgets.buttons import Button
from desktop.screens.widgets.theme import Theme
from desktop.screens.widgets.undo_bar import UndoBar
from tests.desktop.screens.widgets.conftest import StoryTime


@pytest.fixture
def page(qtbot: QtBot, theme: Theme, story_time: StoryTime) -> QWidget:
    window = QWidget()
    layout = QVBoxLayout(window)
    layout.addWidget(QLineEdit())
    layout.addWidget(UndoBar(theme, countdown=story_time.countdown))
    qtbot.addWidget(window)
    window.show()
    qtbot.waitExposed(window)
    return window


@pytest.fixture
def bar(page: QWidget) -> UndoBar:
    return page.findChild(UndoBar)


def test_it_is_hidden_until_something_was_done(bar: UndoBar) -> None:
    assert not bar.isVisible()
    bar.show_done("陈思远", "approved", "审核通过", 60)
    assert bar.isVisible()
    assert bar.accessibleName() == "陈思远 审核通过"


def test_the_link_takes_it_back(qtbot: QtBot, bar: UndoBar) -> None:
    bar.show_done("陈思远", "approved", "审核通过", 60)
    with qtbot.waitSignal(bar.undo_requested):
        qtbot.mouseClick(bar.findChild(Button), Qt.MouseButton.LeftButton)
    assert not bar.isVisible()


def test_ctrl_z_takes_it_back(qtbot: QtBot, page: QWidget, bar: UndoBar) -> None:
    bar.show_done("陈思远", "approved", "审核通过", 60)
    page.activateWindow()
    qtbot.waitUntil(page.isActiveWindow)
    page.setFocus()
    with qtbot.waitSignal(bar.undo_requested):
        qtbot.keyClick(page, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)


def test_a_text_field_keeps_ctrl_z_for_its_text(qtbot: QtBot, page: QWidget, bar: UndoBar) -> None:
    bar.show_done("陈思远", "approved", "审核通过", 60)
    field = page.findChild(QLineEdit)
    qtbot.keyClicks(field, "ab")
    with qtbot.assertNotEmitted(bar.undo_requested):
        qtbot.keyClick(field, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert not field.text()


def test_the_offer_ends_with_the_time(qtbot: QtBot, bar: UndoBar, story_time: StoryTime) -> None:
    bar.show_done("陈思远", "approved", "审核通过", 60)
    story_time.pass_by(59)
    assert bar.isVisible()
    with qtbot.waitSignal(bar.expired), qtbot.assertNotEmitted(bar.undo_requested):
        story_time.pass_by(1)
    assert not bar.isVisible()


def test_somebody_else_may_close_it(qtbot: QtBot, bar: UndoBar) -> None:
    bar.show_done("陈思远", "approved", "审核通过", 60)
    with qtbot.assertNotEmitted(bar.undo_requested):
        bar.dismiss()
    assert not bar.isVisible()
