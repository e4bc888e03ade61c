"""Rows without words."""

from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from desktop.screens.widgets.skeleton import Skeleton
from desktop.screens.widgets.theme import Theme


def test_a_skeleton_waits_before_it_shows(qtbot: QtBot, theme: Theme, host: QWidget) -> None:
    skeleton = Skeleton(theme, 3, host)
    skeleton.begin()
    assert not skeleton.isVisible()
    skeleton.end()
    skeleton.begin()
    qtbot.waitUntil(skeleton.isVisible)
    assert skeleton.sizeHint().height() == 3 * 36
    skeleton.grab()
    skeleton.end()
    assert not skeleton.isVisible()
