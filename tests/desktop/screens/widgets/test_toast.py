"""Done, and nothing to undo."""

from PySide6.QtCore import QEvent, QPointF, Qt
from PySide6.QtGui import QEnterEvent
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from desktop.screens.widgets.buttons import IconButton
from desktop.screens.widgets.theme import Theme
from desktop.screens.widgets.toast import TOAST_SECONDS, Toast
from tests.desktop.screens.widgets.conftest import StoryTime


def test_a_toast_goes_after_four_seconds(
    theme: Theme, host: QWidget, story_time: StoryTime
) -> None:
    toast = Toast(theme, host, countdown=story_time.countdown)
    toast.show_message("已复制授权码 6RTCrbh9")
    assert toast.isVisible()
    assert toast.geometry().right() < host.width()
    story_time.pass_by(TOAST_SECONDS)
    assert not toast.isVisible()


def test_a_toast_stays_under_the_mouse_and_follows_the_window(
    theme: Theme, host: QWidget, story_time: StoryTime
) -> None:
    toast = Toast(theme, host, countdown=story_time.countdown)
    toast.show_message("已复制")
    here = QPointF(3, 3)
    QApplication.sendEvent(toast, QEnterEvent(here, here, here))
    story_time.pass_by(100)
    assert toast.isVisible()
    host.resize(900, 600)
    assert toast.geometry().right() > 800
    QApplication.sendEvent(toast, QEvent(QEvent.Type.Leave))
    story_time.pass_by(TOAST_SECONDS)
    assert not toast.isVisible()


def test_a_toast_can_be_closed(qtbot: QtBot, theme: Theme, host: QWidget) -> None:
    toast = Toast(theme, host)
    toast.show_message("已复制", "failed")
    toast.grab()
    qtbot.mouseClick(toast.findChild(IconButton), Qt.MouseButton.LeftButton)
    assert not toast.isVisible()
